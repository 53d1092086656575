package transport

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"
)

const secretMark = "[secret]"

// masker replaces a client's credentials wherever a gateway or a cause repeats them.
type masker struct {
	// compiled at the first error: most of a thousand clients never have one
	secrets func() []*regexp.Regexp
}

func newMasker(secrets []string) *masker {
	// Longest first: where one secret is the beginning of another, the other must not be left with its end showing.
	sorted := slices.SortedFunc(slices.Values(secrets), func(a, b string) int { return len(b) - len(a) })
	return &masker{sync.OnceValue(func() []*regexp.Regexp {
		var out []*regexp.Regexp
		for _, s := range sorted {
			if s != "" {
				out = append(out, regexp.MustCompile(spellings(s)))
			}
		}
		return out
	})}
}

// spellings matches s however it was escaped: in a path, a query, JSON (PHP escapes the slash, .NET the plus), Go or
// HTML. ASCII letters and digits are escaped by none of them.
func spellings(s string) string {
	named := map[rune]string{'"': "quot", '&': "amp", '\'': "apos", '<': "lt", '>': "gt"}
	var b strings.Builder
	for _, c := range s { // an invalid byte is what JSON makes of it
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			b.WriteRune(c)
			continue
		}
		fmt.Fprintf(&b, `(?:\\*%s|&#0*%d;|&#[xX]0*(?i:%x);|`, regexp.QuoteMeta(string(c)), c, c)
		for _, unit := range utf16.AppendRune(nil, c) {
			fmt.Fprintf(&b, `\\+[ux](?i:0*%02x)`, unit)
		}
		b.WriteByte('|')
		for _, octet := range []byte(string(c)) {
			fmt.Fprintf(&b, `%%(?:25)*(?i:%02x)`, octet)
		}
		if name, ok := named[c]; ok {
			b.WriteString("|&" + name + ";")
		}
		b.WriteByte(')')
	}
	return b.String()
}

func (m *masker) string(s string) string {
	for _, re := range m.secrets() {
		s = re.ReplaceAllLiteralString(s, secretMark)
	}
	return s
}

func (m *masker) bytes(b []byte) []byte {
	for _, re := range m.secrets() {
		if re.Match(b) { // else b stays the same slice
			b = re.ReplaceAllLiteral(b, []byte(secretMark))
		}
	}
	return b
}

func (m *masker) in(s string) bool {
	return slices.ContainsFunc(m.secrets(), func(re *regexp.Regexp) bool { return re.MatchString(s) })
}

// cause returns err without any *url.Error, which prints the URL, and without a text or field that shows a secret.
func (m *masker) cause(err error) error {
	for ue, ok := err.(*url.Error); ok; ue, ok = err.(*url.Error) {
		err = ue.Err
	}
	if err == nil {
		return nil
	}
	text, hide := err.Error(), false
	tree(err, func(e error) {
		if ue, ok := e.(*url.Error); ok {
			text, hide = strings.ReplaceAll(text, ue.Error(), fmt.Sprint(ue.Err)), true
			return
		}
		hide = hide || m.in(fmt.Sprintf("%v %+v %#v", e, e, e))
	})
	if !hide {
		return err
	}
	return &maskedError{m.string(text), err}
}

// tree calls f for err and all that it wraps, outside first.
func tree(err error, f func(error)) {
	if err == nil {
		return
	}
	f(err)
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		tree(e.Unwrap(), f)
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			tree(inner, f)
		}
	}
}

// maskedError stands for an error whose text or fields hold a URL or a secret. What it was can still be asked with
// errors.Is; it cannot be unwrapped or printed.
type maskedError struct {
	text string
	err  error
}

func (e *maskedError) Error() string              { return e.text }
func (e *maskedError) Is(target error) bool       { return errors.Is(e.err, target) }
func (e *maskedError) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(e.text)) } // every verb: %d would print err

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
