package zapy_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

const (
	apiKey   = "canary-api-key"
	instance = "loja-a"
)

// newClient returns a client of the instance whose requests end in the returned transport.
func newClient(t *testing.T, opts ...zapgate.Option) (*zapy.Client, *httpmock.MockTransport) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	opts = append([]zapgate.Option{
		zapgate.WithHTTPClient(&http.Client{Transport: mt}), zapgate.WithRetryWait(time.Nanosecond, time.Nanosecond),
	}, opts...)
	c, err := zapy.New(zapy.Credentials{APIKey: apiKey, InstanceID: instance}, opts...)
	require.NoError(t, err)
	return c, mt
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "zapy", name))
	require.NoError(t, err)
	return string(b)
}

// answer keeps the last request's headers and body, and answers.
func answer(status int, body string, got *http.Request, sent *string) httpmock.Responder {
	return func(r *http.Request) (*http.Response, error) {
		*got = *r
		if r.Body != nil {
			b, err := io.ReadAll(r.Body)
			if err != nil {
				return nil, err
			}
			*sent = string(b)
		}
		return httpmock.NewStringResponse(status, body), nil
	}
}

// when is a time as the wire has it.
func when(literal string) zapgate.Time {
	var t zapgate.Time
	if err := json.Unmarshal([]byte(literal), &t); err != nil {
		panic(err)
	}
	return t
}

// noLoss decodes original into v, encodes it again and reports what is gone. Null, an absent key and a zero value are the
// same.
func noLoss(t *testing.T, original []byte, v any) {
	t.Helper()
	require.NoError(t, json.Unmarshal(original, v))
	again, err := json.Marshal(v)
	require.NoError(t, err)
	compare(t, "$", generic(t, original), generic(t, again))
}

func generic(t *testing.T, b []byte) (v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	require.NoError(t, d.Decode(&v))
	return v
}

func compare(t *testing.T, path string, want, got any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		has, _ := got.(map[string]any)
		for k, v := range want {
			compare(t, path+"."+k, v, has[k])
		}
	case []any:
		has, _ := got.([]any)
		if assert.Len(t, has, len(want), path) {
			for i, v := range want {
				compare(t, path+"[]", v, has[i])
			}
		}
	default:
		assert.Equal(t, scalar(want), scalar(got), path)
	}
}

func scalar(v any) string {
	switch v := v.(type) {
	case json.Number:
		if v == "0" {
			return ""
		}
		return v.String()
	case string:
		return v
	case bool:
		if v {
			return "true"
		}
	}
	return ""
}
