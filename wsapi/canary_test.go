package wsapi_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

// shown is v in every way that a program prints it.
func shown(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, "%v\n%+v\n%#v\n%s\n", v, v, v, v)
	slog.New(slog.NewTextHandler(&b, nil)).Info("x", "v", v)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "v", v)
	if j, err := json.Marshal(v); assert.NoError(t, err) {
		b.Write(j)
	}
	return b.String()
}

func TestCanary(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	logger := zapgate.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	c, mt := newClient(t, logger)
	a, at := newAdmin(t, logger)
	credentials := wsapi.Credentials{APIKey: apiKey, InstanceID: instance}
	for _, v := range []any{c, *c, a, *a, credentials, &credentials} {
		s := shown(t, v)
		assert.NotContains(t, s, "canary")
		assert.Contains(t, s, "[redacted]")
	}
	for _, v := range []any{c.Session, c.Messages, c.Chats} {
		assert.NotContains(t, fmt.Sprintf("%v %+v %#v", v, v, v), "canary")
	}

	for _, tt := range []struct {
		name      string
		responder func(keys string) httpmock.Responder
	}{
		{"envelope", func(keys string) httpmock.Responder {
			return httpmock.NewStringResponder(400, `{"status":400,"detail":"`+keys+`"}`)
		}},
		{"no envelope", func(keys string) httpmock.Responder { return httpmock.NewStringResponder(500, "trace: "+keys) }},
		{"undecodable success", func(keys string) httpmock.Responder {
			return httpmock.NewStringResponder(200, `{"id":1,"config":"`+keys+`"}`)
		}},
		{"transport", func(keys string) httpmock.Responder {
			return httpmock.NewErrorResponder(errors.New("dial https://" + keys + "@proxy: refused"))
		}},
	} {
		// Each client masks its own key; the admin's also what its request carried.
		mt.RegisterNoResponder(tt.responder("canary-api-key"))
		_, err := c.Messages.SendText(t.Context(), wsapi.SendTextRequest{To: "5511900000001", Text: "Olá"})
		at.RegisterNoResponder(tt.responder("canary-admin-key canary-instance-key canary-signing-secret"))
		if tt.name == "transport" { // the text of a cause never holds a body
			at.RegisterNoResponder(tt.responder("canary-admin-key"))
		}
		_, adminErr := a.CreateInstance(t.Context(), wsapi.CreateInstanceRequest{
			ID: "loja-a", APIKey: "canary-instance-key", SigningSecret: "canary-signing-secret",
		})
		for _, err := range []error{err, adminErr} {
			require.Error(t, err, tt.name)
			for e := err; e != nil; e = errors.Unwrap(e) {
				assert.NotContains(t, fmt.Sprintf("%v %+v %#v %s", e, e, e, e), "canary", tt.name)
			}
			assert.NotContains(t, shown(t, err), "canary", tt.name)
			var e *zapgate.Error
			require.ErrorAs(t, err, &e)
			assert.NotContains(t, string(e.Body), "canary", tt.name)
		}
	}
	assert.NotEmpty(t, log.String())
	assert.NotContains(t, log.String(), "canary")

	var detail wsapi.InstanceDetail
	require.NoError(t, json.Unmarshal([]byte(fixture(t, "instance.json")), &detail))
	for _, v := range []any{detail, &detail, wsapi.CreateInstanceRequest{APIKey: "canary-instance-key", SigningSecret: "canary-signing-secret"}} {
		assert.NotContains(t, fmt.Sprintf("%v %+v %#v %s", v, v, v, v), "canary")
	}
}
