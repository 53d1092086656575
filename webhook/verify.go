package webhook

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"net/http"
	"slices"
	"strings"
	"sync"

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
	signers []*signer // of secrets
	sums    []digest  // of tokens: what is compared
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
	return Verifier{kind: kindHMAC, secrets: slices.Clone(secrets), signers: signersOf(secrets)}
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
	signature := gateways[p].signature
	if v.kind == kindHMAC {
		_, err := signature.verify(header, v.signers, bodies)
		return "", err
	}
	secrets, err := v.lookup(ctx, r)
	if err != nil {
		return "", &lookupError{err}
	}
	if checkSecrets(secrets) != nil {
		return "", ErrNoSecret
	}
	matched, err := signature.verify(header, signersOf(secrets), bodies)
	if err != nil {
		return "", err
	}
	return tenantOf(secrets[matched]), nil
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

// signer makes the signatures of one secret. To begin one takes as long as a short body, so those that were used are kept.
type signer struct {
	secret Secret
	used   sync.Pool // of hash.Hash
}

func signersOf(secrets []Secret) []*signer {
	all := make([]*signer, len(secrets))
	for i, secret := range secrets {
		all[i] = &signer{secret: secret}
	}
	return all
}

func (s *signer) sign(body []byte) (sum [sha256.Size]byte) {
	mac, _ := s.used.Get().(hash.Hash)
	if mac == nil {
		mac = hmac.New(sha256.New, []byte(s.secret))
	}
	mac.Write(body)
	mac.Sum(sum[:0])
	mac.Reset()
	s.used.Put(mac)
	return sum
}

// verify accepts exactly one header value, the prefix and 64 hex digits, and returns whose secret matched.
func (s *scheme) verify(header func(string) []string, signers []*signer, bodies [][]byte) (int, error) {
	values := header(s.header)
	if missing(values) {
		return 0, ErrNotSigned
	}
	var digits [2 * sha256.Size]byte
	var got [sha256.Size]byte
	text, ok := strings.CutPrefix(values[0], s.prefix)
	if len(values) > 1 || !ok || len(text) != copy(digits[:], text) {
		return 0, ErrBadSignature
	}
	if n, err := hex.Decode(got[:], digits[:len(text)]); err != nil || n != len(got) {
		return 0, ErrBadSignature
	}
	match, which := 0, 0
	for i, signer := range signers { // all of them, so that the time tells nothing
		for _, body := range bodies {
			sum := signer.sign(body)
			equal := subtle.ConstantTimeCompare(got[:], sum[:])
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
