package zapini_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/zapini"
)

var messageOperations = []operation{
	{
		name: "Messages.List",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Messages.List(ctx, zapini.ListMessagesParams{
				InstanceID: "18", ConversationID: "41", Direction: zapini.DirectionOutgoing, Status: zapini.MessageFailed,
				From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC),
				Search: "nota & cia", PerPage: 2, Page: 2,
			})
		},
		method: "GET", repeatable: true,
		url: platform + "/messages?conversation_id=41&direction=outgoing&from=2026-03-01T00%3A00%3A00Z&instance_id=18&page=2&per_page=2" +
			"&search=nota+%26+cia&status=failed&to=2026-03-05T00%3A00%3A00Z",
		answer: "messages.json",
		check: func(t *testing.T, got any) {
			p := got.(*zapini.MessagePage)
			assert.Equal(t, 3, p.Pagination.Next())
			require.Len(t, p.Messages, 2)
			assert.JSONEq(t, `{"id":903,"direction":"outgoing","status":"failed","message_body":"segue a nota","media":{"type":"document"}}`,
				string(p.Messages[0].Raw))
			p.Messages[0].Raw = nil
			assert.Equal(t, zapini.Message{
				ID: "903", Direction: zapini.DirectionOutgoing, Status: zapini.MessageFailed, MessageBody: "segue a nota",
			}, p.Messages[0])
			assert.Equal(t, zapini.ID("m-4"), p.Messages[1].ID)
			assert.Empty(t, p.Messages[1].Status, "a number is no status")
			assert.Equal(t, "obrigada", p.Messages[1].MessageBody)
		},
	},
	{
		name: "Messages.List, without parameters, in the shape of a conversation's",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Messages.List(ctx, zapini.ListMessagesParams{})
		},
		method: "GET", url: platform + "/messages", repeatable: true,
		answer: "message-history.json",
		check:  func(t *testing.T, got any) { assert.Len(t, got.(*zapini.MessagePage).Messages, 2) },
	},
	{
		name: "Messages.Send",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Messages.Send(ctx, zapini.QueueMessageRequest{
				InstanceID: "18", Recipient: "+5511900000001", Message: "a < b", ReplyTo: "903",
				ScheduleAt: time.Date(2026, 3, 5, 9, 0, 0, 0, time.FixedZone("", -3*3600)),
			})
		},
		method: "POST", url: platform + "/messages/send",
		body:   `{"instance_id":"18","recipient":"+5511900000001","message":"a < b","schedule_at":"2026-03-05T09:00:00-03:00","reply_to":"903"}`,
		answer: "queue-scheduled.json",
		check: func(t *testing.T, got any) {
			m := got.(*zapini.QueuedMessage)
			assert.Equal(t, at("2026-03-05T12:00:00Z"), m.ScheduledAt.UTC())
			assert.Equal(t, "55555555-0000-4000-8000-000000000002", m.UUID)
			assert.Contains(t, string(m.Raw), `"lane"`)
		},
	},
	{
		name: "Messages.Send, only what is required",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Messages.Send(ctx, zapini.QueueMessageRequest{Recipient: "5511900000001", Message: "oi"})
		},
		method: "POST", url: platform + "/messages/send",
		body:   `{"instance_id":"` + instanceID + `","recipient":"5511900000001","message":"oi"}`,
		answer: "queue-message.json",
		check: func(t *testing.T, got any) {
			m := *got.(*zapini.QueuedMessage)
			assert.True(t, m.ScheduledAt.IsZero())
			m.Raw = nil
			assert.Equal(t, zapini.QueuedMessage{
				UUID: "55555555-0000-4000-8000-000000000001", Status: zapini.MessagePending, ScheduledAt: m.ScheduledAt,
				DelaySeconds: 7, RemainingQuota: 87,
			}, m)
		},
	},
	{
		name: "Messages.SendMedia by link",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Messages.SendMedia(ctx, zapini.QueueMediaRequest{
				InstanceID: "18", Recipient: "+5511900000001", MediaURL: "https://media.example.com/nota.pdf",
				MediaType: zapini.MediaDocument, Caption: "segue a nota", Filename: "nota.pdf",
			})
		},
		method: "POST", url: platform + "/messages/send-media",
		body: `{"instance_id":"18","recipient":"+5511900000001","media_url":"https://media.example.com/nota.pdf",
			"media_type":"document","caption":"segue a nota","filename":"nota.pdf"}`,
		answer: "queue-message.json",
		check:  func(t *testing.T, got any) { assert.NotEmpty(t, got.(*zapini.QueuedMessage).UUID) },
	},
	{
		name: "Messages.SendMedia by id, answered with nothing that is known",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Messages.SendMedia(ctx, zapini.QueueMediaRequest{
				Recipient: "5511900000001", MediaID: "media_1", MediaType: zapini.MediaImage,
			})
		},
		method: "POST", url: platform + "/messages/send-media",
		body:   `{"instance_id":"` + instanceID + `","recipient":"5511900000001","media_id":"media_1","media_type":"image"}`,
		answer: "result.json",
		check: func(t *testing.T, got any) {
			m := got.(*zapini.QueuedMessage)
			assert.Empty(t, m.UUID)
			assert.JSONEq(t, `{"note":1}`, string(m.Raw))
		},
	},
}

// A message that was accepted is no error, whatever is said about it.
func TestQueuedWhateverIsAnswered(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]zapini.QueuedMessage{
		"":                                  {},
		`{"success":true}`:                  {},
		`{"data":[]}`:                       {Raw: []byte(`[]`)},
		`{"data":{"uuid":"u","status":{}}}`: {UUID: "u", Raw: []byte(`{"uuid":"u","status":{}}`)},
		`{"data":{"delay_seconds":"soon"}}`: {Raw: []byte(`{"delay_seconds":"soon"}`)},
	} {
		got, err := newClient(t, contract.Record(ok(body))).Messages.Send(t.Context(), zapini.QueueMessageRequest{Recipient: "5511900000001", Message: "oi"})
		require.NoError(t, err, body)
		assert.Equal(t, &want, got, body)
	}
	_, err := newClient(t, contract.Record(ok(fixture(t, "error-automation.json")))).Messages.Send(t.Context(),
		zapini.QueueMessageRequest{Recipient: "5511900000001", Message: "oi"})
	require.ErrorIs(t, err, zapini.ErrAutomationActive)
	require.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
}

func TestSendWithoutInstance(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(fixture(t, "queue-message.json")))
	c, err := zapini.New(zapini.Credentials{Token: token}, contract.Through(w)...)
	require.NoError(t, err)
	_, err = c.Messages.Send(t.Context(), zapini.QueueMessageRequest{Recipient: "5511900000001", Message: "oi"})
	require.NoError(t, err)
	require.Len(t, w.Sent, 1)
	assert.JSONEq(t, `{"recipient":"5511900000001","message":"oi"}`, w.Sent[0].Body, "the token tells the instance")
}

func TestAllListedMessages(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		params  zapini.ListMessagesParams
		answers []answer
		queries string
		ids     string
		err     error
	}{
		{
			name: "to the last page", answers: []answer{ok(pageOf(1, 2, 1, 2)), ok(pageOf(3, 3, 2, 2))},
			queries: "page=1&per_page=20 page=2&per_page=20", ids: "c1 c2 c3",
		},
		{
			name: "no pagination, in data.messages", params: zapini.ListMessagesParams{PerPage: 2, Page: 4, Search: "x"},
			answers: []answer{ok(`{"data":{"messages":` + items(1, 2) + `}}`), ok(`{"data":{"messages":` + items(3, 3) + `}}`)},
			queries: "page=4&per_page=2&search=x page=5&per_page=2&search=x", ids: "c1 c2 c3",
		},
		{
			name: "error in the middle", answers: []answer{ok(pageOf(1, 2, 1, 3)), {Status: 500, Body: `{}`}},
			queries: "page=1&per_page=20 page=2&per_page=20", ids: "c1 c2", err: zapgate.ErrServer,
		},
		{
			name: "the page is ignored", answers: []answer{ok(pageOf(1, 2, 1, 3))},
			queries: "page=1&per_page=20 page=2&per_page=20", ids: "c1 c2", err: pages.ErrRepeated,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answers...)
			ids, err := collect(newClient(t, w, zapgate.WithRetries(0)).Messages.All(t.Context(), tt.params))
			require.ErrorIs(t, err, tt.err)
			assert.Equal(t, tt.ids, ids)
			assert.Equal(t, tt.queries, queries(w))
		})
	}
}

func TestDownloadMedia(t *testing.T) {
	t.Parallel()
	picture := strings.Repeat("\x89PNG\x00", 30_000)
	w := contract.Record(answer{Status: http.StatusServiceUnavailable}, answer{
		Status: http.StatusOK, Body: picture, Header: http.Header{"Content-Type": {"image/png"}},
	})
	var file bytes.Buffer
	got, err := newClient(t, w).Messages.DownloadMedia(t.Context(), "55/1", &file)
	require.NoError(t, err)
	assert.Equal(t, &zapini.MessageMedia{ContentType: "image/png", Size: 150_000}, got)
	assert.Equal(t, picture, file.String())
	require.Len(t, w.Sent, 2)
	assert.Equal(t, "GET", w.Sent[1].Method)
	assert.Equal(t, platform+"/messages/55%2F1/media", w.Sent[1].URL)
	assert.Equal(t, "Bearer "+token, w.Sent[1].Header.Get("Authorization"))
	assert.Equal(t, "*/*", w.Sent[1].Header.Get("Accept"))

	file.Reset()
	got, err = newClient(t, contract.Record(answer{Status: http.StatusNotFound, Body: fixture(t, "error.json")})).
		Messages.DownloadMedia(t.Context(), "m", &file)
	require.ErrorIs(t, err, zapgate.ErrNotFound)
	assert.Nil(t, got)
	assert.Zero(t, file.Len(), "an error is no file")

	_, err = newClient(t, contract.Record(ok(picture))).Messages.DownloadMedia(t.Context(), "m", diskFull{})
	require.ErrorIs(t, err, errDiskFull)
	require.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
}

var errDiskFull = errors.New("disk full")

type diskFull struct{}

func (diskFull) Write([]byte) (int, error) { return 0, errDiskFull }
