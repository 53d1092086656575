package zapini_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

func isUnknown(err error) bool { return errors.Is(err, zapgate.ErrOutcomeUnknown) }

func TestErrorEnvelopes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name          string
		status        int
		body          string
		code, message string
		is            error
	}{
		{"documented", 422, fixture(t, "error.json"), "VALIDATION_FAILED", "the values were refused", zapgate.ErrBadRequest},
		{"inside a 200", 200, fixture(t, "error.json"), "VALIDATION_FAILED", "the values were refused", nil},
		{"false as text", 200, `{"success":"false","message":"no"}`, "", "no", nil},
		{"false as number", 200, `{"success":0,"error":"no"}`, "", "no", nil},
		{"nothing but false", 200, `{"success":false}`, "", "", nil},
		{"error without success", 200, `{"error":{"code":"X","message":"no"}}`, "X", "no", nil},
		{"message beside", 403, `{"success":false,"error":{"code":"X"},"message":"no"}`, "X", "no", zapgate.ErrForbidden},
		{"framework's own", 401, `{"message":"who are you"}`, "", "who are you", zapgate.ErrUnauthorized},
		{"claims success", 404, `{"success":true,"message":"gone"}`, "", "gone", zapgate.ErrNotFound},
		{"odd fields", 400, `{"success":false,"error":{"code":17,"message":["a"],"details":3},"message":{}}`, "17", "", zapgate.ErrBadRequest},
		{"null error", 500, `{"success":null,"error":null,"message":null}`, "", "", zapgate.ErrServer},
		{"not connected", 400, `{"success":false,"error":{"code":"INSTANCE_NOT_CONNECTED","message":"pair it"}}`, "INSTANCE_NOT_CONNECTED", "pair it", zapgate.ErrNotConnected},
		{"HTML", 502, "<html>\n<h1>Bad Gateway</h1></html>", "", "<html> <h1>Bad Gateway</h1></html>", zapgate.ErrServer},
		{"array", 409, `[{"success":false}]`, "", `[{"success":false}]`, zapgate.ErrConflict},
		{"empty", 403, "", "", "", zapgate.ErrForbidden},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(answer{Status: tt.status, Body: tt.body})
			_, err := newClient(t, w).Direct.SendMessage(t.Context(), zapini.SendMessageRequest{Recipient: "5511900000001", Message: "oi"})
			var e *zapgate.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, "zapini", e.Provider)
			assert.Equal(t, "POST /send-message", e.Op)
			assert.Equal(t, tt.status, e.StatusCode)
			assert.Equal(t, tt.code, e.Code)
			assert.Equal(t, tt.message, e.Message)
			assert.Equal(t, tt.body, string(e.Body))
			assert.Equal(t, tt.status >= 500, e.MayHaveRun)
			if tt.is != nil {
				require.ErrorIs(t, err, tt.is)
			}
			assert.NotErrorIs(t, err, zapini.ErrAutomationActive)
		})
	}
}

func TestAnswersThatAreNoErrors(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"success":true,"message_id":"a","error":{"code":"X"}}`,
		`{"message_id":"a"}`,
		`{"success":null,"message_id":"a","error":null}`,
		`{"success":1,"message_id":"a"}`,
	} {
		m, err := newClient(t, contract.Record(ok(body))).Direct.SendMessage(t.Context(), zapini.SendMessageRequest{Recipient: "5511900000001", Message: "oi"})
		require.NoError(t, err, body)
		assert.Equal(t, "a", m.MessageID)
	}
}

func TestAutomationActive(t *testing.T) {
	t.Parallel()
	const uuid = "11111111-0000-4000-8000-000000000001"
	for body, want := range map[string]zapini.ID{
		fixture(t, "error-automation.json"): "9007199254740993",
		`{"success":false,"error":{"code":"AUTOMATION_ACTIVE","conversation_id":"` + uuid + `"}}`:             uuid,
		`{"success":false,"error":{"code":"AUTOMATION_ACTIVE","details":{"conversation_id":"` + uuid + `"}}}`: uuid,
		`{"success":false,"error":{"code":"AUTOMATION_ACTIVE","conversation_id":null,"details":[]}}`:          "",
		`{"success":false,"error":{"code":"AUTOMATION_ACTIVE","conversation_id":{}}}`:                         "",
	} {
		for _, status := range []int{http.StatusOK, http.StatusForbidden, http.StatusConflict, http.StatusUnprocessableEntity} {
			w := contract.Record(answer{Status: status, Body: body})
			_, err := newClient(t, w).Direct.SendMedia(t.Context(), zapini.SendMediaRequest{
				Recipient: "5511900000001", MediaURL: "https://media.example.com/a.jpg", MediaType: zapini.MediaImage,
			})
			require.ErrorIs(t, err, zapini.ErrAutomationActive)
			require.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			var active *zapini.AutomationActiveError
			require.ErrorAs(t, err, &active)
			assert.Equal(t, want, active.ConversationID, body)
			var e *zapgate.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, "AUTOMATION_ACTIVE", e.Code)
			assert.Len(t, w.Sent, 1)
		}
	}
}

// The details of an envelope are on the error, masked, and JSON or nothing.
func TestErrorDetails(t *testing.T) {
	t.Parallel()
	for details, want := range map[string]string{
		`{"recipient":["is no number"]}`: `{"recipient":["is no number"]}`,
		`{"token":"` + token + `"}`:      `{"token":"[secret]"}`,
		`3`:                              `3`,
		`null`:                           ``,
	} {
		w := contract.Record(answer{Status: 422, Body: `{"success":false,"error":{"code":"X","message":"no","details":` + details + `}}`})
		_, err := newClient(t, w).Direct.SendMessage(t.Context(), zapini.SendMessageRequest{Recipient: "5511900000001", Message: "oi"})
		var e *zapgate.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, want, string(e.Details))
		contract.Hidden(t, token, err)
	}
}
