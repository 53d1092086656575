package webhook_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
)

func mac(key webhook.Secret, body string) string {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(body))
	return hex.EncodeToString(h.Sum(nil))
}

// prefixes are how the gateways that sign write a signature.
var prefixes = map[webhook.Provider]string{webhook.Zapini: "", webhook.Zapy: "sha256=", webhook.WSAPI: "sha256="}

func TestSignature(t *testing.T) {
	t.Parallel()
	const body = `{"event":"x"}`
	right, rotated, wrong := mac(secret, body), mac("o novo", body), mac("outro", body)
	for p, prefix := range prefixes {
		other := map[string]string{"": "sha256=", "sha256=": ""}[prefix]
		for name, c := range map[string]struct {
			header []string
			want   error
		}{
			"right":                  {[]string{prefix + right}, nil},
			"second secret":          {[]string{prefix + rotated}, nil},
			"upper-case hex":         {[]string{prefix + strings.ToUpper(right)}, nil}, // the same bytes
			"wrong secret":           {[]string{prefix + wrong}, webhook.ErrBadSignature},
			"no header":              {nil, webhook.ErrNotSigned},
			"empty header":           {[]string{""}, webhook.ErrNotSigned},
			"prefix only":            {[]string{"sha256="}, webhook.ErrBadSignature},
			"the right one twice":    {[]string{prefix + right, prefix + right}, webhook.ErrBadSignature},
			"right, then wrong":      {[]string{prefix + right, prefix + wrong}, webhook.ErrBadSignature},
			"wrong, then right":      {[]string{prefix + wrong, prefix + right}, webhook.ErrBadSignature},
			"both in one, by comma":  {[]string{prefix + right + "," + prefix + right}, webhook.ErrBadSignature},
			"another's prefix":       {[]string{other + right}, webhook.ErrBadSignature},
			"prefix twice":           {[]string{"sha256=sha256=" + right}, webhook.ErrBadSignature},
			"upper-case prefix":      {[]string{"SHA256=" + right}, webhook.ErrBadSignature},
			"another algorithm":      {[]string{"sha1=" + right}, webhook.ErrBadSignature},
			"odd hex":                {[]string{prefix + right[:63]}, webhook.ErrBadSignature},
			"short hex":              {[]string{prefix + right[:62]}, webhook.ErrBadSignature},
			"one byte":               {[]string{prefix + right[:2]}, webhook.ErrBadSignature},
			"long hex":               {[]string{prefix + right + "00"}, webhook.ErrBadSignature},
			"twice as long":          {[]string{prefix + right + right}, webhook.ErrBadSignature},
			"no hex":                 {[]string{prefix + strings.Repeat("zz", 32)}, webhook.ErrBadSignature},
			"the bytes, not the hex": {[]string{prefix + strings.Repeat("\x00", 32)}, webhook.ErrBadSignature},
			"space before":           {[]string{" " + prefix + right}, webhook.ErrBadSignature},
			"space after":            {[]string{prefix + right + " "}, webhook.ErrBadSignature},
			"space after the prefix": {[]string{prefix + " " + right}, webhook.ErrBadSignature},
			"line end":               {[]string{prefix + right + "\n"}, webhook.ErrBadSignature},
			"the secret itself":      {[]string{prefix + string(secret)}, webhook.ErrBadSignature},
			"of another body":        {[]string{prefix + mac(secret, body+" ")}, webhook.ErrBadSignature},
			"of nothing":             {[]string{prefix + mac(secret, "")}, webhook.ErrBadSignature},
			"with an empty key":      {[]string{prefix + mac("", body)}, webhook.ErrBadSignature},
		} {
			t.Run(string(p)+"/"+name, func(t *testing.T) {
				t.Parallel()
				v := webhook.HMAC(secret, "o novo")
				header := http.Header{"X-Webhook-Signature": c.header}
				assert.ErrorIs(t, webhook.Verify(p, v, header.Values, []byte(body)), c.want)
				r := httptest.NewRequest(http.MethodPost, "/", nil)
				r.Header = header
				assert.ErrorIs(t, webhook.VerifyRequest(p, v, r, []byte(body)), c.want)
			})
		}
	}
}

func TestHeaderToken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		header []string
		want   error
	}{
		"right":          {[]string{string(secret)}, nil},
		"second":         {[]string{"o novo"}, nil},
		"wrong":          {[]string{"outro"}, webhook.ErrBadSignature},
		"beginning":      {[]string{string(secret[:4])}, webhook.ErrBadSignature},
		"longer":         {[]string{string(secret) + "x"}, webhook.ErrBadSignature},
		"other case":     {[]string{strings.ToUpper(string(secret))}, webhook.ErrBadSignature},
		"both at once":   {[]string{string(secret) + "o novo"}, webhook.ErrBadSignature},
		"given twice":    {[]string{string(secret), string(secret)}, webhook.ErrBadSignature},
		"wrong second":   {[]string{string(secret), "outro"}, webhook.ErrBadSignature},
		"none":           {nil, webhook.ErrNotSigned},
		"empty":          {[]string{""}, webhook.ErrNotSigned},
		"empty, twice":   {[]string{"", ""}, webhook.ErrBadSignature},
		"as it is shown": {[]string{"[redacted]"}, webhook.ErrBadSignature},
	} {
		header := http.Header{"Z-Api-Token": c.header}
		v := webhook.HeaderToken("z-api-token", secret, "o novo")
		assert.ErrorIs(t, webhook.Verify(webhook.ZAPI, v, header.Values, nil), c.want, name)
	}
}

func TestURLToken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		url  string
		want int
	}{
		"query":               {"/hook?token=um+segredo", 200},
		"query, second":       {"/hook?token=o%20novo", 200},
		"path":                {"/hook/um%20segredo", 200},
		"path, not the query": {"/hook/um%20segredo?token=outro", 200},
		"query, not the path": {"/hook/outro?token=um+segredo", 401},
		"wrong":               {"/hook?token=outro", 401},
		"wrong path":          {"/hook/outro", 401},
		"twice":               {"/hook?token=um+segredo&token=um+segredo", 401},
		"twice, one wrong":    {"/hook?token=um+segredo&token=outro", 401},
		"none":                {"/hook", 401},
		"empty":               {"/hook?token=", 401},
		"other name":          {"/hook?Token=um+segredo", 401},
		"malformed escape":    {"/hook?token=um%2", 401},
		"semicolon":           {"/hook?a;token=um+segredo", 401},
	} {
		for _, p := range providers {
			h, err := webhook.New(p, webhook.URLToken(secret, "o novo"))
			require.NoError(t, err)
			mux := http.NewServeMux()
			mux.Handle("POST /hook/{token}", h)
			mux.Handle("POST /hook", h)
			rec := httptest.NewRecorder()
			mux.ServeHTTP(rec, httptest.NewRequest(http.MethodPost, c.url, strings.NewReader(texts[p])))
			assert.Equal(t, c.want, rec.Code, "%s: %s", p, name)
		}
	}
}

// Every pair of a provider and a verifier: what could never work is an error of New, and of Verify.
func TestNewRefuses(t *testing.T) {
	t.Parallel()
	lookup := webhook.HMACFunc(fixedSecrets(secret))
	for name, c := range map[string]struct {
		verifier webhook.Verifier
		signing  error // with Zapini, Zapy and WSAPI
		zapi     error
	}{
		"zero":                    {webhook.Verifier{}, webhook.ErrNoSecret, webhook.ErrNoSecret},
		"unsigned":                {webhook.Unsigned(), nil, nil},
		"hmac":                    {webhook.HMAC(secret), nil, zapgate.ErrUnsupported},
		"hmac without secret":     {webhook.HMAC(), webhook.ErrNoSecret, zapgate.ErrUnsupported},
		"hmac, empty":             {webhook.HMAC(""), webhook.ErrNoSecret, zapgate.ErrUnsupported},
		"hmac, one of them empty": {webhook.HMAC(secret, ""), webhook.ErrNoSecret, zapgate.ErrUnsupported},
		"func":                    {lookup, nil, zapgate.ErrUnsupported},
		"nil func":                {webhook.HMACFunc(nil), webhook.ErrNoSecret, zapgate.ErrUnsupported},
		"header":                  {webhook.HeaderToken("z-api-token", secret), zapgate.ErrUnsupported, nil},
		"header without name":     {webhook.HeaderToken("", secret), zapgate.ErrUnsupported, zapgate.ErrInvalidArgument},
		"header without token":    {webhook.HeaderToken("z-api-token"), zapgate.ErrUnsupported, webhook.ErrNoSecret},
		"header, empty":           {webhook.HeaderToken("z-api-token", ""), zapgate.ErrUnsupported, webhook.ErrNoSecret},
		"url":                     {webhook.URLToken(secret), nil, nil},
		"url without token":       {webhook.URLToken(), webhook.ErrNoSecret, webhook.ErrNoSecret},
		"url, empty":              {webhook.URLToken("", secret), webhook.ErrNoSecret, webhook.ErrNoSecret},
	} {
		for _, p := range providers {
			want := c.signing
			if p == webhook.ZAPI {
				want = c.zapi
			}
			h, err := webhook.New(p, c.verifier)
			assert.ErrorIs(t, err, want, "New: %s %s", p, name)
			assert.Equal(t, want == nil, h != nil, "New: %s %s", p, name)
			if want != nil {
				r := httptest.NewRequest(http.MethodPost, "/?token=x", nil)
				assert.ErrorIs(t, webhook.VerifyRequest(p, c.verifier, r, nil), want, "VerifyRequest: %s %s", p, name)
			}
		}
	}
}

func TestUnknownProvider(t *testing.T) {
	t.Parallel()
	for _, p := range []webhook.Provider{"", "ZAPI", "zapi ", "telegram"} {
		_, err := webhook.New(p, webhook.Unsigned())
		assert.ErrorContains(t, err, "no provider")
		_, err = webhook.Parse(p, []byte(`{}`))
		assert.ErrorContains(t, err, "no provider")
		assert.ErrorContains(t, webhook.Verify(p, webhook.Unsigned(), http.Header{}.Values, nil), "no provider")
	}
}

func TestOptionsRefuse(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]webhook.Option{
		"nil": nil, "dedupe": webhook.WithDedupe(nil), "logger": webhook.WithLogger(nil),
		"max 0": webhook.WithMaxBody(0), "max -1": webhook.WithMaxBody(-1),
	} {
		_, err := webhook.New(webhook.ZAPI, webhook.Unsigned(), o)
		assert.Error(t, err, name)
	}
}

// Unsigned accepts what is unsigned and what is signed with anything.
func TestUnsigned(t *testing.T) {
	t.Parallel()
	for _, p := range providers {
		for _, header := range []http.Header{{}, {"X-Webhook-Signature": {"x", "y"}}} {
			assert.NoError(t, webhook.Verify(p, webhook.Unsigned(), header.Values, []byte("any")))
		}
	}
}

// The caller's slice is the caller's: what becomes of it later changes no verifier.
func TestVerifierKeepsItsOwnSecrets(t *testing.T) {
	t.Parallel()
	list := []webhook.Secret{secret}
	signed, token, header := webhook.HMAC(list...), webhook.URLToken(list...), webhook.HeaderToken("z-api-token", list...)
	list[0] = "outro"
	h := http.Header{"X-Webhook-Signature": {mac(secret, "{}")}, "Z-Api-Token": {string(secret)}}
	assert.NoError(t, webhook.Verify(webhook.Zapini, signed, h.Values, []byte("{}")))
	assert.NoError(t, webhook.Verify(webhook.ZAPI, header, h.Values, nil))
	r := httptest.NewRequest(http.MethodPost, "/?token=um+segredo", nil)
	assert.NoError(t, webhook.VerifyRequest(webhook.ZAPI, token, r, nil))
}

// Verify without a request cannot serve the verifiers that look at one, and says so instead of failing.
func TestVerifyNeedsTheRequest(t *testing.T) {
	t.Parallel()
	for _, v := range []webhook.Verifier{webhook.URLToken(secret), webhook.HMACFunc(fixedSecrets(secret))} {
		err := webhook.Verify(webhook.Zapini, v, http.Header{}.Values, nil)
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	}
}
