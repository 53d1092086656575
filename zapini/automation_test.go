package zapini_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

const conversation = "11111111-0000-4000-8000-000000000001"

func TestAutomation(t *testing.T) {
	t.Parallel()
	runExchanges(t, []exchange{
		{
			name: "Status",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Automation.Status(ctx, conversation)
			},
			method: "GET", url: "/conversations/" + conversation + "/automation", repeatable: true,
			answer: "p2-automation.json",
			check: func(t *testing.T, got any) {
				a := got.(*zapini.Automation)
				assert.Equal(t, at("2026-03-04T12:00:00Z"), a.PausedAt.UTC())
				a.PausedAt = zapgate.Time{}
				assert.Equal(t, &zapini.Automation{
					ConversationID: conversation, Status: zapini.AutomationPaused, CanSendManualMessage: true,
					PausedBy: "Ana Exemplo", PauseReason: "cliente pediu uma pessoa",
				}, a)
			},
		},
		{
			name: "Pause",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Automation.Pause(ctx, "a/b", zapini.PauseAutomationRequest{Reason: "troca"})
			},
			method: "POST", url: "/conversations/a%2Fb/automation/pause", body: `{"reason":"troca"}`,
			answer: "p2-automation-pause.json",
			check: func(t *testing.T, got any) {
				a := got.(*zapini.PausedAutomation)
				assert.Equal(t, zapini.AutomationPaused, a.Status)
				assert.Equal(t, at("2026-03-04T12:01:00Z"), a.PausedAt.UTC())
				assert.Equal(t, "Ana Exemplo", a.PausedBy)
			},
		},
		{
			name: "Pause without a reason",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Automation.Pause(ctx, conversation, zapini.PauseAutomationRequest{})
			},
			method: "POST", url: "/conversations/" + conversation + "/automation/pause", body: `{}`,
			answer: "p2-automation-pause.json",
			check:  func(t *testing.T, got any) { assert.NotEmpty(t, got.(*zapini.PausedAutomation).Status) },
		},
		{
			name: "Resume",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Automation.Resume(ctx, conversation)
			},
			method: "POST", url: "/conversations/" + conversation + "/automation/resume",
			answer: "p2-automation-resume.json", want: &zapini.ResumedAutomation{Status: zapini.AutomationActive},
		},
		{
			name: "BulkPause",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Automation.BulkPause(ctx, zapini.BulkPauseRequest{ConversationIDs: []string{"a", "b"}, Reason: "campanha"})
			},
			method: "POST", url: "/conversations/automation/bulk-pause",
			body:   `{"conversation_ids":["a","b"],"reason":"campanha"}`,
			answer: "p2-automation-bulk-pause.json",
			want:   &zapini.BulkAutomation{Paused: 2, Skipped: 1, Errors: 3, Answered: 2},
		},
		{
			name: "BulkResume",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Automation.BulkResume(ctx, zapini.BulkResumeRequest{ConversationIDs: []string{"a", "b"}})
			},
			method: "POST", url: "/conversations/automation/bulk-resume",
			body:   `{"conversation_ids":["a","b"]}`,
			answer: "p2-automation-bulk-resume.json",
			want:   &zapini.BulkAutomation{Resumed: 4, Skipped: 5, Errors: 6, Answered: 2},
		},
		{
			name: "BulkPause answered with words alone",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Automation.BulkPause(ctx, zapini.BulkPauseRequest{ConversationIDs: []string{"a", "b"}})
			},
			method: "POST", url: "/conversations/automation/bulk-pause", body: `{"conversation_ids":["a","b"]}`,
			answer: "p2-automation-bulk-words.json",
			want:   &zapini.BulkAutomation{Answered: 2, Uncounted: 2},
		},
	})
}

func uuids(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("c%d", i+1)
	}
	return ids
}

func TestBulkAutomationIsCutIntoRequests(t *testing.T) {
	t.Parallel()
	words := ok(fixture(t, "p2-automation-bulk-words.json"))
	counted := ok(fixture(t, "p2-automation-bulk-pause.json"))
	refused := answer{Status: http.StatusUnprocessableEntity, Body: fixture(t, "error.json")}
	for _, tt := range []struct {
		name    string
		ids     int
		answers []answer
		sizes   []int
		want    zapini.BulkAutomation
		err     error
	}{
		{"one full request", 100, []answer{counted}, []int{100}, zapini.BulkAutomation{Paused: 2, Skipped: 1, Errors: 3, Answered: 100}, nil},
		{"one more than fits", 101, []answer{counted}, []int{100, 1}, zapini.BulkAutomation{Paused: 4, Skipped: 2, Errors: 6, Answered: 101}, nil},
		{"both documented answers", 250, []answer{counted, words, counted}, []int{100, 100, 50}, zapini.BulkAutomation{Paused: 4, Skipped: 2, Errors: 6, Answered: 250, Uncounted: 100}, nil},
		{"refused in the middle", 250, []answer{counted, refused}, []int{100, 100}, zapini.BulkAutomation{Paused: 2, Skipped: 1, Errors: 3, Answered: 100}, zapgate.ErrBadRequest},
		{"lost at once", 250, []answer{{Err: context.DeadlineExceeded}}, []int{100}, zapini.BulkAutomation{}, zapgate.ErrOutcomeUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answers...)
			ids := uuids(tt.ids)
			got, err := newClient(t, w).Automation.BulkPause(t.Context(), zapini.BulkPauseRequest{ConversationIDs: ids, Reason: "r"})
			require.ErrorIs(t, err, tt.err)
			assert.Equal(t, &tt.want, got)
			require.Len(t, w.Sent, len(tt.sizes))
			for i, s := range w.Sent {
				var body struct {
					ConversationIDs []string `json:"conversation_ids"`
					Reason          string   `json:"reason"`
				}
				require.NoError(t, json.Unmarshal([]byte(s.Body), &body))
				assert.Equal(t, ids[:tt.sizes[i]], body.ConversationIDs, "each id once, in order")
				assert.Equal(t, "r", body.Reason, "in every request")
				ids = ids[tt.sizes[i]:]
			}
		})
	}
}

func TestAutomationRefusesBeforeSending(t *testing.T) {
	t.Parallel()
	holed := uuids(150)
	holed[149] = ""
	runRefusals(t, []refusal{
		{"uuid is a dot segment", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Automation.Status(ctx, "..") }},
		{"uuid is empty", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Automation.Resume(ctx, "") }},
		{"conversation_ids is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Automation.BulkPause(ctx, zapini.BulkPauseRequest{Reason: "r"})
		}},
		{"conversation_ids[149] is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Automation.BulkResume(ctx, zapini.BulkResumeRequest{ConversationIDs: holed})
		}},
		{"message is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Automation.SendAfterPause(ctx, conversation, zapini.SendMessageRequest{Recipient: "5511900000001"})
		}},
		{"recipient is not a phone", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Automation.SendAfterPause(ctx, conversation, zapini.SendMessageRequest{Recipient: "Bruno", Message: "oi"})
		}},
		{"uuid is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Automation.SendAfterPause(ctx, "", zapini.SendMessageRequest{Recipient: "5511900000001", Message: "oi"})
		}},
	})
}

func TestSendAfterPause(t *testing.T) {
	t.Parallel()
	paused, sent := ok(fixture(t, "p2-automation-pause.json")), ok(fixture(t, "send-message.json"))
	active := answer{Status: http.StatusConflict, Body: fixture(t, "error-automation.json")}
	message := zapini.SendMessageRequest{Recipient: "5511900000001", Message: "sou a Ana", ReplyTo: "3EB0AA"}
	for _, tt := range []struct {
		name    string
		answers []answer
		urls    []string
		step    zapini.SendStep // "": success
		is      error
		unknown bool
		text    string
	}{
		{"both", []answer{paused, sent}, []string{"pause", "send"}, "", nil, false, ""},
		{
			"the pause is refused", []answer{{Status: 404, Body: fixture(t, "error.json")}}, []string{"pause"},
			zapini.StepPause, zapgate.ErrNotFound, false, "nothing was sent",
		},
		{
			"the pause is lost", []answer{{Err: context.DeadlineExceeded}}, []string{"pause"},
			zapini.StepPause, context.DeadlineExceeded, true, "nothing was sent",
		},
		{
			"the send is refused all the same", []answer{paused, active}, []string{"pause", "send"},
			zapini.StepSend, zapini.ErrAutomationActive, false, "is paused, and the send failed: an automation is active",
		},
		{
			"the send is lost", []answer{paused, {Err: context.DeadlineExceeded}}, []string{"pause", "send"},
			zapini.StepSend, context.DeadlineExceeded, true, "is paused, and the send failed",
		},
		{
			"the send fails", []answer{paused, {Status: 500, Body: `{"message":"boom"}`}}, []string{"pause", "send"},
			zapini.StepSend, zapgate.ErrServer, true, "boom: the automation is paused",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answers...)
			got, err := newClient(t, w).Automation.SendAfterPause(t.Context(), conversation, message)
			calls := map[string]string{"pause": platform + "/conversations/" + conversation + "/automation/pause", "send": direct + "/send-message"}
			require.Len(t, w.Sent, len(tt.urls), "never a resume, never a second send")
			for i, name := range tt.urls {
				assert.Equal(t, "POST "+calls[name], w.Sent[i].Method+" "+w.Sent[i].URL)
			}
			if tt.step == "" {
				require.NoError(t, err)
				assert.Equal(t, "3EB0C0FFEE000001", got.MessageID)
				assert.JSONEq(t, `{"recipient":"5511900000001","message":"sou a Ana","reply_to":"3EB0AA"}`, w.Sent[1].Body)
				return
			}
			assert.Nil(t, got)
			assert.IsType(t, &zapgate.Error{}, err, "as every call")
			var step *zapini.SendAfterPauseError
			require.ErrorAs(t, err, &step)
			assert.Equal(t, tt.step, step.Step)
			require.ErrorIs(t, err, tt.is)
			assert.Equal(t, tt.unknown, isUnknown(err))
			assert.ErrorContains(t, err, tt.text)
		})
	}
}

// A message that cannot be sent must not cost the automation.
func TestSendAfterPauseWithoutInstance(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(`{}`))
	c, err := zapini.New(zapini.Credentials{Token: token}, contract.Through(w)...)
	require.NoError(t, err)
	_, err = c.Automation.SendAfterPause(t.Context(), conversation, zapini.SendMessageRequest{Recipient: "5511900000001", Message: "oi"})
	require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	require.ErrorContains(t, err, "InstanceID is missing")
	assert.Empty(t, w.Sent)
}
