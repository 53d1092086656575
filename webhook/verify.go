package webhook

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/redact"
)

// Why a callback is not verified. None of the texts tells what would have been right.
var (
	ErrNotSigned    = errors.New("webhook: no signature or token")
	ErrBadSignature = errors.New("webhook: signature or token does not match")
	ErrNoSecret     = errors.New("webhook: empty secret or token")
)

// Secret is a webhook secret. It prints as [redacted].
type Secret = zapgate.Secret

type redacted = redact.Value

// Verifier says who may call. The zero Verifier lets nobody by. It prints as [redacted].
type Verifier struct {
	redacted
	kind    verifierKind
	secrets []Secret
	sums    []digest // of tokens: what is compared
	header  string
	lookup  func(context.Context, *http.Request) ([]Secret, error)
}

type verifierKind uint8

const (
	kindNone verifierKind = iota
	kindHMAC
	kindHMACFunc
	kindURLToken
	kindHeaderToken
	kindUnsigned
)

// HMAC verifies the gateway's signature with any of secrets, so that one can be replaced while both are in use.
func HMAC(secrets ...Secret) Verifier {
	return Verifier{kind: kindHMAC, secrets: slices.Clone(secrets)}
}

// HMACFunc verifies the gateway's signature with the secrets that lookup finds for the request, such as those of the
// tenant that its path names. The request's body is not to be read. An error of lookup answers 503, no secrets 401.
//
// A tenant is known to a dedupe store by the secret that matched: no tenant can have another's events taken for
// duplicates. So give each its own secret; an event that comes again under a replaced one is handled again.
func HMACFunc(lookup func(context.Context, *http.Request) ([]Secret, error)) Verifier {
	return Verifier{kind: kindHMACFunc, lookup: lookup}
}

// URLToken compares a token in the callback's URL: the path value {token} where the handler is mounted with one
// ("POST /hooks/{token}"), else the query parameter token.
func URLToken(tokens ...Secret) Verifier {
	return Verifier{kind: kindURLToken, secrets: slices.Clone(tokens), sums: sums(tokens)}
}

// HeaderToken compares a header. Z-API has been seen to send the instance's token in z-api-token; it does not document it.
func HeaderToken(name string, tokens ...Secret) Verifier {
	return Verifier{kind: kindHeaderToken, header: name, secrets: slices.Clone(tokens), sums: sums(tokens)}
}

// Unsigned accepts everything. Whoever knows the URL can then invent callbacks: ask the gateway before acting on one.
func Unsigned() Verifier { return Verifier{kind: kindUnsigned} }

// check refuses a verifier that could never work with the provider.
func (v Verifier) check(p Provider) error {
	g, err := gatewayOf(p)
	if err != nil {
		return err
	}
	switch v.kind {
	case kindNone:
		return fmt.Errorf("webhook: %s needs a verifier: %w", p, ErrNoSecret)
	case kindHMAC, kindHMACFunc:
		if g.signature == nil {
			return fmt.Errorf("webhook: %s signs nothing, use URLToken or HeaderToken: %w", p, zapgate.ErrUnsupported)
		}
		if v.kind == kindHMACFunc && v.lookup == nil {
			return fmt.Errorf("webhook: HMACFunc is nil: %w", ErrNoSecret)
		}
	case kindHeaderToken:
		if g.signature != nil {
			return fmt.Errorf("webhook: %s sends no token header, use HMAC: %w", p, zapgate.ErrUnsupported)
		}
		if v.header == "" {
			return fmt.Errorf("webhook: HeaderToken without a header name: %w", zapgate.ErrInvalidArgument)
		}
	}
	if v.kind == kindHMAC || v.kind == kindURLToken || v.kind == kindHeaderToken {
		return checkSecrets(v.secrets)
	}
	return nil
}

func checkSecrets(secrets []Secret) error {
	if len(secrets) == 0 {
		return ErrNoSecret
	}
	for _, s := range secrets {
		if s == "" {
			return ErrNoSecret
		}
	}
	return nil
}

// Verify reports whether body was sent by the provider, without net/http: header returns all values of a header, such as
// http.Header.Values. It does not serve [URLToken] and [HMACFunc], which look at the request: see [VerifyRequest].
func Verify(p Provider, v Verifier, header func(name string) []string, body []byte) error {
	if v.kind == kindURLToken || v.kind == kindHMACFunc {
		return fmt.Errorf("webhook: this verifier needs the request: %w", zapgate.ErrInvalidArgument)
	}
	_, err := v.verify(context.Background(), p, header, nil, body)
	return err
}

// VerifyRequest reports whether body, which was read from r, was sent by the provider.
func VerifyRequest(p Provider, v Verifier, r *http.Request, body []byte) error {
	_, err := v.verify(r.Context(), p, r.Header.Values, r, body)
	return err
}

// verify takes the body in each form that may have been signed. Where lookup chose the secrets, it returns whose matched.
func (v Verifier) verify(
	ctx context.Context, p Provider, header func(string) []string, r *http.Request, bodies ...[]byte,
) (tenant string, err error) {
	if err := v.check(p); err != nil {
		return "", err
	}
	switch v.kind {
	case kindUnsigned:
		return "", nil
	case kindURLToken:
		return "", compareToken(urlToken(r), v.sums)
	case kindHeaderToken:
		return "", compareToken(header(v.header), v.sums)
	}
	secrets := v.secrets
	if v.kind == kindHMACFunc {
		found, err := v.lookup(ctx, r)
		if err != nil {
			return "", &lookupError{err}
		}
		if secrets = found; checkSecrets(secrets) != nil {
			return "", ErrNoSecret
		}
	}
	matched, err := gateways[p].signature.verify(header, secrets, bodies)
	if err == nil && v.kind == kindHMACFunc {
		tenant = tenantOf(secrets[matched])
	}
	return tenant, err
}

// tenantOf names the owner of a secret without telling it.
func tenantOf(s Secret) string {
	mac := hmac.New(sha256.New, []byte(s))
	mac.Write([]byte("zapgate-go webhook tenant"))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// lookupError says that the secrets are out of reach, which is not the caller's fault. Its text stays out of the log.
type lookupError struct{ err error }

func (e *lookupError) Error() string { return "webhook: the secrets cannot be looked up" }
func (e *lookupError) Unwrap() error { return e.err }

// verify accepts exactly one header value, the prefix and 64 hex digits, and returns which of secrets matched.
func (s *scheme) verify(header func(string) []string, secrets []Secret, bodies [][]byte) (int, error) {
	values := header(s.header)
	if missing(values) {
		return 0, ErrNotSigned
	}
	digits, ok := strings.CutPrefix(values[0], s.prefix)
	got, err := hex.DecodeString(digits)
	if len(values) > 1 || !ok || err != nil || len(got) != sha256.Size {
		return 0, ErrBadSignature
	}
	match, which := 0, 0
	var sum [sha256.Size]byte
	for i, secret := range secrets { // all of them, so that the time tells nothing
		for _, body := range bodies {
			mac := hmac.New(sha256.New, []byte(secret))
			mac.Write(body)
			equal := subtle.ConstantTimeCompare(got, mac.Sum(sum[:0]))
			match |= equal
			which = subtle.ConstantTimeSelect(equal, i, which)
		}
	}
	if match == 0 {
		return 0, ErrBadSignature
	}
	return which, nil
}

// missing reports whether nothing was sent; an empty value is nothing.
func missing(values []string) bool { return len(values) == 0 || len(values) == 1 && values[0] == "" }

func urlToken(r *http.Request) []string {
	if t := r.PathValue("token"); t != "" {
		return []string{t}
	}
	return r.URL.Query()["token"]
}

func sums(tokens []Secret) []digest {
	all := make([]digest, len(tokens))
	for i, t := range tokens {
		all[i] = sha256.Sum256([]byte(t))
	}
	return all
}

// compareToken compares hashes, so that the time does not tell the length either.
func compareToken(values []string, tokens []digest) error {
	if missing(values) {
		return ErrNotSigned
	}
	got := sha256.Sum256([]byte(values[0]))
	match := 0
	for _, want := range tokens {
		match |= subtle.ConstantTimeCompare(got[:], want[:])
	}
	if match == 0 || len(values) > 1 {
		return ErrBadSignature
	}
	return nil
}
