package zapini_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

// exchange is a call, what it must send, what it is answered, and what that must be read as.
type exchange struct {
	name        string
	call        func(context.Context, *zapini.Client) (any, error)
	method, url string // url: the whole one, or what follows the platform's
	body        string // "": none
	anonymous   bool
	repeatable  bool
	answer      string // a file's name
	want        any
	check       func(*testing.T, any) // in place of want
	anyAnswer   bool                  // no page documents the answer of this effect: none may turn it into an error
}

func (x exchange) fullURL() string {
	if len(x.url) > 0 && x.url[0] == '/' {
		return platform + x.url
	}
	return x.url
}

// runExchanges asserts each exchange, that what has an effect goes out once where it may have run and what only reads is
// tried again, and that an undocumented answer is no error.
func runExchanges(t *testing.T, exchanges []exchange) {
	t.Helper()
	for _, x := range exchanges {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(ok(fixture(t, x.answer)))
			got, err := x.call(t.Context(), newClient(t, w))
			require.NoError(t, err)
			require.Len(t, w.Sent, 1)
			r := w.Sent[0]
			assert.Equal(t, x.method, r.Method)
			assert.Equal(t, x.fullURL(), r.URL)
			if x.anonymous {
				assert.NotContains(t, r.Header, "Authorization")
			} else {
				assert.Equal(t, "Bearer "+token, r.Header.Get("Authorization"))
			}
			if x.body == "" {
				assert.Empty(t, r.Body)
				assert.NotContains(t, r.Header, "Content-Type")
			} else {
				assert.JSONEq(t, x.body, r.Body)
				assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
			}
			if x.check != nil {
				x.check(t, got)
			} else {
				assert.Equal(t, x.want, got)
			}
		})
		for name, a := range map[string]answer{
			"503":  {Status: http.StatusServiceUnavailable, Body: `{"success":false,"error":{"code":"DOWN","message":"later"}}`},
			"lost": {Err: context.DeadlineExceeded},
		} {
			t.Run(x.name+" "+name, func(t *testing.T) {
				t.Parallel()
				w := contract.Record(a)
				_, err := x.call(t.Context(), newClient(t, w))
				require.Error(t, err)
				var e *zapgate.Error
				require.ErrorAs(t, err, &e)
				assert.Equal(t, !x.repeatable, isUnknown(err), "ErrOutcomeUnknown")
				if x.repeatable {
					assert.Len(t, w.Sent, 3)
				} else {
					assert.Len(t, w.Sent, 1)
				}
			})
		}
		if !x.anyAnswer {
			continue
		}
		t.Run(x.name+" undocumented", func(t *testing.T) {
			t.Parallel()
			for _, body := range []string{"", `{}`, `null`, `[]`, `[1]`, `"ok"`, `{"success":true,"data":[]}`, `{"success":true,"data":{"id":{}}}`,
				`{"success":1,"message":{},"data":{"contact":[],"tag":5,"message":"words"}}`} {
				_, err := x.call(t.Context(), newClient(t, contract.Record(ok(body))))
				require.NoError(t, err, body)
			}
		})
	}
}

// refusal is a call whose argument must be refused before anything is sent.
type refusal struct {
	field string // and why it is
	call  func(context.Context, *zapini.Client) (any, error)
}

func runRefusals(t *testing.T, refusals []refusal) {
	t.Helper()
	for _, r := range refusals {
		t.Run(r.field, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(ok(`{"success":true,"data":{}}`))
			_, err := r.call(t.Context(), newClient(t, w))
			require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
			var e *zapgate.Error
			require.ErrorAs(t, err, &e)
			require.ErrorContains(t, e.Err, r.field)
			assert.Empty(t, w.Sent)
		})
	}
}
