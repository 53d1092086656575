package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

const secretMark = "[secret]"

// masker replaces a client's credentials wherever a gateway or a cause repeats them.
type masker struct {
	secrets  []string
	replacer *strings.Replacer
}

// newMasker also knows how each secret looks in a path, in a query and in JSON.
func newMasker(secrets []string) *masker {
	m := &masker{}
	for _, s := range secrets {
		if s == "" {
			continue
		}
		quoted, _ := json.Marshal(s)
		m.secrets = append(m.secrets, s, url.PathEscape(s), url.QueryEscape(s), strings.Trim(string(quoted), `"`))
	}
	// Longest first: where one secret is the beginning of another, the other must not be left with its end showing.
	slices.SortFunc(m.secrets, func(a, b string) int { return len(b) - len(a) })
	m.secrets = slices.Compact(m.secrets)
	var pairs []string
	for _, s := range m.secrets {
		pairs = append(pairs, s, secretMark)
	}
	m.replacer = strings.NewReplacer(pairs...)
	return m
}

func (m *masker) string(s string) string {
	if !m.in(s) {
		return s
	}
	return m.replacer.Replace(s)
}

func (m *masker) bytes(b []byte) []byte {
	for _, s := range m.secrets {
		if bytes.Contains(b, []byte(s)) {
			return []byte(m.replacer.Replace(string(b)))
		}
	}
	return b
}

func (m *masker) in(s string) bool {
	return slices.ContainsFunc(m.secrets, func(x string) bool { return strings.Contains(s, x) })
}

// cause returns err without any *url.Error, which prints the URL, and without a text that shows a secret.
func (m *masker) cause(err error) error {
	var ue *url.Error
	for errors.As(err, &ue) {
		err = ue.Err
	}
	for e := err; e != nil; e = errors.Unwrap(e) {
		if m.in(fmt.Sprintf("%v %+v %#v", e, e, e)) {
			return &maskedError{m.string(err.Error()), err}
		}
	}
	return err
}

// maskedError stands for an error whose text or fields hold a secret. What it was can still be asked with errors.Is;
// it cannot be unwrapped or printed.
type maskedError struct {
	text string
	err  error
}

func (e *maskedError) Error() string        { return e.text }
func (e *maskedError) GoString() string     { return e.text }
func (e *maskedError) Is(target error) bool { return errors.Is(e.err, target) }

// excerpt is the beginning of an answer that is no envelope, on one line.
func excerpt(b []byte) string {
	s := strings.Join(strings.Fields(strings.ToValidUTF8(string(cut(b, 1024)), "")), " ")
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	return string(cut([]byte(s), 200))
}

// cut shortens b to n bytes without cutting a character in two.
func cut(b []byte, n int) []byte {
	if len(b) <= n {
		return b
	}
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n:n]
}
