package transport

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

func TestPathValuesAreEscaped(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"a/b":              "a%2Fb",
		"a/../b":           "a%2F..%2Fb",
		"a?b=c":            "a%3Fb=c",
		"a#b":              "a%23b",
		"100%":             "100%25",
		"%2e%2e":           "%252e%252e",
		"a b":              "a%20b",
		"olá":              "ol%C3%A1",
		"...":              "...",
		"a\r\nHost: evil":  "a%0D%0AHost:%20evil",
		"120363@g.us":      "120363@g.us",
		"{phone}":          "%7Bphone%7D",
		"5511-1623281429":  "5511-1623281429",
		`\..\`:             "%5C..%5C",
		"//evil.test/path": "%2F%2Fevil.test%2Fpath",
	} {
		t.Run(value, func(t *testing.T) {
			t.Parallel()
			var got string
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
				got = r.URL.Scheme + "://" + r.URL.Host + r.URL.EscapedPath() + r.URL.RawQuery
				return httpmock.NewStringResponse(200, `{"id":"1"}`), nil
			})
			op := Op{Method: "GET", Path: "/groups/{group}/info", Retry: Safe}
			_, err := Do[answer](t.Context(), newClient(t, mt), Request{Op: op, Path: []string{value}})
			require.NoError(t, err)
			assert.Equal(t, base+"/groups/"+want+"/info", got)
		})
	}
}

func TestURLRefusals(t *testing.T) {
	t.Parallel()
	two := Op{Method: "GET", Path: "/groups/{group}/of/{phone}", Retry: Safe}
	for _, c := range []struct {
		name   string
		op     Op
		values []string
		text   string
	}{
		{"empty", two, []string{"", "1"}, "group is empty"},
		{"dot", two, []string{".", "1"}, "group is a dot segment"},
		{"dot dot", two, []string{"..", "1"}, "group is a dot segment"},
		{"the second", two, []string{"1", ".."}, "phone is a dot segment"},
		{"no address", two, []string{"1", "PRIVATE"}, "phone is not digits"},
		{"too few", two, []string{"1"}, "phone is missing"},
		{"none", two, nil, "group is missing"},
		{"too many", two, []string{"1", "2", "3"}, "path has more values than braces"},
		{"for no brace", readOp, []string{"1"}, "path has more values than braces"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			err := Exec(t.Context(), newClient(t, mt), Request{Op: c.op, Path: c.values})
			assert.EqualError(t, err, "test: "+c.op.Name()+": "+c.text+": invalid argument")
			assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
			assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			assert.Zero(t, asError(t, err).Attempts)
			assert.Zero(t, mt.GetTotalCallCount())
		})
	}
}

func TestURL(t *testing.T) {
	t.Parallel()
	type params struct {
		Page int      `url:"page,omitempty"`
		Name string   `url:"name,omitempty"`
		Tags []string `url:"tag,omitempty"`
		Read *bool    `url:"read,omitempty"`
	}
	for _, c := range []struct {
		name, base string
		query      any
		want       string
	}{
		{"no query", base, nil, base + "/chats"},
		{"zero query", base, params{}, base + "/chats"},
		{"encoded", base, params{Page: 2, Name: "João & Maria #1?", Tags: []string{"a", "b+c"}}, base + "/chats?name=Jo%C3%A3o+%26+Maria+%231%3F&page=2&tag=a&tag=b%2Bc"},
		{"false is sent", base, params{Read: new(false)}, base + "/chats?read=false"},
		{"slashes at the end", base + "//", nil, base + "/chats"},
		{"escaped base", "https://gw.test/a%2Fb/", nil, "https://gw.test/a%2Fb/chats"},
		{"bare host", "https://gw.test", nil, "https://gw.test/chats"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := newClientAt(t, c.base, nil).url(Request{Op: readOp, Query: c.query})
			require.NoError(t, err)
			assert.Equal(t, c.want, got.String())
		})
	}
	assert.Equal(t, "/a/b%2Fc", basePath((&url.URL{Host: "gw.test"}).JoinPath("a", "b%2Fc")))
	_, err := newClient(t, nil).url(Request{Op: readOp, Query: 7})
	assert.EqualError(t, err, "query cannot be written: invalid argument")
}
