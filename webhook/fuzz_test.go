package webhook_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

func FuzzParseZAPI(f *testing.F)   { fuzzParse(f, webhook.ZAPI) }
func FuzzParseZapini(f *testing.F) { fuzzParse(f, webhook.Zapini) }
func FuzzParseZapy(f *testing.F)   { fuzzParse(f, webhook.Zapy) }
func FuzzParseWSAPI(f *testing.F)  { fuzzParse(f, webhook.WSAPI) }

// fuzzParse: any bytes are an error if they are not JSON and events if they are, the same events each time, which
// together are all of the bytes.
func fuzzParse(f *testing.F, p webhook.Provider) {
	for _, file := range glob(f, fixtureFiles[p]...) {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
		f.Add([]byte("[" + string(body) + ",null]"))
	}
	for _, fixture := range webhooktest.Fixtures(p) {
		f.Add(fixture.Body)
	}
	f.Add([]byte(unknowns[p]))
	f.Add([]byte(statuses[p].body))
	f.Add([]byte(` [ 1 , "x", {} ] `))
	f.Fuzz(func(t *testing.T, body []byte) {
		before := bytes.Clone(body)
		events, err := webhook.Parse(p, body)
		again, errAgain := webhook.Parse(p, body)
		if (err == nil) != json.Valid(before) || (err == nil) != (errAgain == nil) {
			t.Fatalf("valid: %t, error: %v, then %v", json.Valid(before), err, errAgain)
		}
		if err != nil {
			return
		}
		if len(events) == 0 || len(again) != len(events) {
			t.Fatalf("%d events, then %d", len(events), len(again))
		}
		for i, e := range events {
			h := e.Head()
			if h.Provider != p || h.ID == "" || h.ID != again[i].Head().ID || !json.Valid(h.Raw) {
				t.Fatalf("event %d: %+v, then %+v", i, h, again[i].Head())
			}
		}
		if !bytes.Equal(body, before) {
			t.Fatal("the body was changed")
		}
		if got, want := reassemble(events, body), compact(t, body); got != want {
			t.Fatalf("Raw is not all of the body: %s instead of %s", got, want)
		}
	})
}

// reassemble puts the events' bytes together again: events of one callback share theirs.
func reassemble(events []webhook.Event, body []byte) string {
	var parts [][]byte
	var last *byte
	for _, e := range events {
		raw := e.Head().Raw
		if last != &raw[0] {
			parts = append(parts, raw)
		}
		last = &raw[0]
	}
	if len(parts) == 1 && len(parts[0]) == len(body) {
		return compact(nil, parts[0])
	}
	return compact(nil, slices.Concat([]byte("["), bytes.Join(parts, []byte(",")), []byte("]")))
}

func compact(t *testing.T, doc []byte) string {
	var b bytes.Buffer
	if err := json.Compact(&b, doc); err != nil && t != nil {
		t.Fatal(err)
	}
	return b.String()
}

// FuzzSignatureHeader: nothing but the right MAC, spelled the gateway's way, verifies.
func FuzzSignatureHeader(f *testing.F) {
	body := []byte(texts[webhook.WSAPI])
	right := mac(secret, string(body))
	for _, s := range []string{
		"", right, "sha256=" + right, "sha256=" + strings.ToUpper(right), "SHA256=" + right, right + "00", right[:62], "sha256=", " " + right,
		mac("outro", string(body)), mac("", string(body)), "sha1=" + right, right + ",sha256=" + right,
	} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, signature string, twice bool) {
		values := []string{signature}
		if twice {
			values = append(values, "sha256="+right)
		}
		header := http.Header{"X-Webhook-Signature": values}
		for p, prefix := range prefixes {
			digits, ok := strings.CutPrefix(signature, prefix)
			want := ok && !twice && strings.EqualFold(digits, right)
			err := webhook.Verify(p, webhook.HMAC("o novo", secret), header.Values, body)
			if (err == nil) != want {
				t.Fatalf("%s %q: %v", p, values, err)
			}
			// What does not verify never repeats what would.
			if err != nil && (strings.Contains(err.Error(), right) || len(signature) > 8 && strings.Contains(err.Error(), signature)) {
				t.Fatalf("the error repeats a signature: %v", err)
			}
		}
	})
}

// FuzzServeHTTP: whatever is posted, signed or not, compressed or not, the answer is one of the table's.
func FuzzServeHTTP(f *testing.F) {
	for _, p := range providers {
		for _, body := range []string{texts[p], unknowns[p], statuses[p].body, "", "[", "[null,{}]"} {
			f.Add([]byte(body), "application/json", "", byte(0))
			f.Add([]byte(body), "text/plain", "gzip", byte(7))
		}
	}
	zip := zipped(f, gzip.BestSpeed, text(texts[webhook.WSAPI]))
	f.Add(zip, "application/json", "gzip", byte(3))
	f.Add(zip[:20], "", "gzip", byte(2))
	f.Fuzz(func(t *testing.T, body []byte, contentType, encoding string, mode byte) {
		p := providers[mode%4]
		isSigned, isZipped := mode&4 == 0, mode&8 != 0
		h := newHandler(t, p, webhook.WithMaxBody(4096), webhook.WithDedupe(webhook.NewMemory(4)))
		webhook.OnRest(h, succeed)
		key := secret
		if !isSigned {
			key = "outro"
		}
		r := webhooktest.Request(p, key, body, webhooktest.Header("Content-Type", contentType), webhooktest.Header("Content-Encoding", encoding))
		if isZipped {
			r = webhooktest.Request(p, key, body, webhooktest.Header("Content-Type", contentType), webhooktest.Gzipped())
		}
		rec := recorded(h, r)
		allowed := []int{401, 413, 415}
		if isSigned {
			allowed = []int{200, 400, 413, 415}
		}
		if !slices.Contains(allowed, rec.Code) {
			t.Fatalf("answered %d, signed: %t", rec.Code, isSigned)
		}
		if rec.Code == 200 && encoding != "gzip" && !isZipped && !json.Valid(body) {
			t.Fatal("accepted what is not JSON")
		}
		if rec.Body.Len() > 0 || rec.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Fatal("not a bare answer")
		}
	})
}
