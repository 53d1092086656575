package transport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMaskerKnowsEverySpelling(t *testing.T) {
	t.Parallel()
	m := newMasker([]string{"", canary, tricky})
	quoted, err := json.Marshal(tricky)
	require.NoError(t, err)
	plain, err := encode(tricky)
	require.NoError(t, err)
	for name, s := range map[string]string{
		"as it is":              tricky,
		"JSON of .NET":          strings.NewReplacer("+", `\u002B`, "&", `\u0026`, `"`, `\u0022`, `\`, `\\`).Replace(tricky),
		"JSON within JSON":      strings.Trim(strings.ReplaceAll(string(plain), `\`, `\\`), `"`),
		"path of a path":        url.PathEscape(url.PathEscape(tricky)),
		"path":                  url.PathEscape(tricky),
		"query":                 url.QueryEscape(tricky),
		"lower case hex":        strings.NewReplacer("%2F", "%2f", "%2B", "%2b", "%3D", "%3d", "%3C", "%3c", "%3E", "%3e", "%5C", "%5c").Replace(url.QueryEscape(tricky)),
		"JSON":                  string(quoted),
		"JSON, HTML as it is":   string(plain),
		"JSON of PHP":           strings.ReplaceAll(string(plain), "/", `\/`),
		"JSON, upper case hex":  strings.NewReplacer(`\u003c`, `\u003C`, `\u003e`, `\u003E`).Replace(string(quoted)),
		"HTML":                  html.EscapeString(tricky),
		"Go":                    fmt.Sprintf("%q", tricky),
		"the other one":         canary,
		"both":                  canary + tricky,
		"in the middle of text": "token " + tricky + " is bad",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := m.string("<" + s + ">")
			assert.NotContains(t, got, "CANARY")
			assert.NotContains(t, got, "g", "the end of it shows") // of `\g`
			assert.Contains(t, got, secretMark)
			assert.Equal(t, got, string(m.bytes([]byte("<"+s+">"))))
		})
	}
	assert.Equal(t, "nothing here", m.string("nothing here"))
	assert.Equal(t, "text", newMasker(nil).string("text"))
}

func TestMaskerTakesTheLongestFirst(t *testing.T) {
	t.Parallel()
	m := newMasker([]string{"abc", "abc-def"})
	assert.Equal(t, "[secret] [secret]", m.string("abc-def abc"))
}

type fieldError struct{ Token string }

func (fieldError) Error() string { return "opaque" }

func TestCause(t *testing.T) {
	t.Parallel()
	m := newMasker([]string{canary})
	withURL := func(err error) error { return &url.Error{Op: "Get", URL: base, Err: err} }
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("refused")}
	for _, c := range []struct {
		name string
		err  error
		text string
		is   []error
	}{
		{"plain", errors.New("boom"), "boom", nil},
		{"url.Error", withURL(refused), "dial tcp: refused", []error{refused}},
		{"twice", withURL(fmt.Errorf("proxy: %w", withURL(context.Canceled))), "proxy: context canceled", []error{context.Canceled}},
		{"below another", fmt.Errorf("mine: %w", withURL(context.Canceled)), "mine: context canceled", []error{context.Canceled}},
		{"beside another", errors.Join(context.Canceled, withURL(fs.ErrExist)), "context canceled\nfile already exists", []error{context.Canceled, fs.ErrExist}},
		{"joined under url.Error", withURL(errors.Join(context.Canceled, withURL(fs.ErrExist))), "context canceled\nfile already exists", []error{context.Canceled, fs.ErrExist}},
		{"in the text", fmt.Errorf("GET %s: %w", base, context.Canceled), "GET http://gw.test/instances/I/token/[secret]: context canceled", []error{context.Canceled}},
		{"in a field", fmt.Errorf("mine: %w", fieldError{canary}), "mine: opaque", nil},
		{"in a field of one of several", fmt.Errorf("mine: %w, %w", context.Canceled, &fieldError{canary}), "mine: context canceled, opaque", []error{context.Canceled}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := m.cause(c.err)
			assert.EqualError(t, got, c.text)
			for _, target := range c.is {
				assert.ErrorIs(t, got, target)
			}
			assertNoSecret(t, got)
			assert.NotContains(t, fmt.Sprint(got), `Get "http`)
			var ue *url.Error
			assert.NotErrorAs(t, got, &ue)
			var fe fieldError
			assert.NotErrorAs(t, got, &fe)
		})
	}
	assert.NoError(t, m.cause(nil))
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                              "",
		"<html>\r\n\t<b>Bad</b> \n":     "<html> <b>Bad</b>",
		"a\x00b\x1b[31mc\x7f":           "ab[31mc",
		"ok\xff\xfe":                    "ok",
		strings.Repeat("x", 300):        strings.Repeat("x", 200),
		strings.Repeat("x", 199) + "é!": strings.Repeat("x", 199),
	} {
		assert.Equal(t, want, excerpt([]byte(in)))
	}
}

func TestCutKeepsCharactersWhole(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "aé", string(cut([]byte("aéé"), 4)))
	assert.Equal(t, "aéé", string(cut([]byte("aéé"), 5)))
	assert.Empty(t, cut([]byte("éa"), 1))
	assert.Equal(t, 3, cap(cut([]byte("abcdef"), 3)), "appending must not write into the rest")
}
