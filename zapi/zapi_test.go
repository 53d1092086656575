package zapi_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

// TestWire is the wire of each operation: what is asked, and what the documented answer becomes.
func TestWire(t *testing.T) {
	t.Parallel()
	sent := &zapi.SentMessage{ZaapID: "01A2B3C4D5E6F70819", MessageID: "3EB0A1B2C3D4E5F60718", ID: "3EB0A1B2C3D4E5F60718"}
	runWire(t, []wireTest{
		{
			name: "SendText",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Messages.SendText(ctx, zapi.SendTextRequest{Phone: "5511900000001", Message: "a < b & *c*", DelayMessage: 2, DelayTyping: 3})
			},
			method: "POST", path: "/send-text",
			body:   `{"phone":"5511900000001","message":"a < b & *c*","delayMessage":2,"delayTyping":3}`,
			answer: "sent.json", want: sent,
		},
		{
			name: "Reply",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Messages.Reply(ctx, zapi.ReplyRequest{Phone: "120363000000000001-group", Message: "hi", MessageID: "3EB0", PrivateAnswer: true})
			},
			method: "POST", path: "/send-text",
			body:   `{"phone":"120363000000000001-group","message":"hi","messageId":"3EB0","privateAnswer":true}`,
			answer: "sent.json", want: sent,
		},
		{
			name: "EditText",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Messages.EditText(ctx, zapi.EditTextRequest{Phone: "5511900000001", Message: "better", EditMessageID: "3EB0"})
			},
			method: "POST", path: "/send-text",
			body:   `{"phone":"5511900000001","message":"better","editMessageId":"3EB0"}`,
			answer: "sent.json", want: sent,
		},
		{
			name: "Mention",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Messages.Mention(ctx, zapi.MentionRequest{Phone: "5511900000001-1623281429", Message: "@5511900000002 look", Mentioned: []string{"5511900000002"}})
			},
			method: "POST", path: "/send-text",
			body:   `{"phone":"5511900000001-1623281429","message":"@5511900000002 look","mentioned":["5511900000002"]}`,
			answer: "sent.json", want: sent,
		},
		{
			name: "MentionGroups",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Messages.MentionGroups(ctx, zapi.MentionGroupsRequest{
					Phone: "120363000000000001-group", Message: "see @120363000000000002-group",
					GroupMentioned: []zapi.GroupMention{{Phone: "120363000000000002-group", Subject: "Sales"}},
				})
			},
			method: "POST", path: "/send-text",
			body: `{"phone":"120363000000000001-group","message":"see @120363000000000002-group",
				"groupMentioned":[{"phone":"120363000000000002-group","subject":"Sales"}]}`,
			answer: "sent.json", want: sent,
		},
		{
			name: "SendImage by link",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Messages.SendImage(ctx, zapi.SendImageRequest{
					Phone: "1@newsletter", Image: zapgate.MediaURL("https://example.com/a.png"), Caption: "A", ViewOnce: true, MessageID: "3EB0", DelayMessage: 1,
				})
			},
			method: "POST", path: "/send-image",
			body:   `{"phone":"1@newsletter","image":"https://example.com/a.png","caption":"A","viewOnce":true,"messageId":"3EB0","delayMessage":1}`,
			answer: "sent.json", want: sent,
		},
		{
			name: "SendImage as bytes",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Messages.SendImage(ctx, zapi.SendImageRequest{Phone: "5511900000001", Image: zapgate.MediaBytes("image/png", []byte("png"))})
			},
			method: "POST", path: "/send-image",
			body:   `{"phone":"5511900000001","image":"data:image/png;base64,cG5n"}`,
			answer: "sent.json", want: sent,
		},
		{
			name:   "Status",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Instance.Status(ctx) },
			method: "GET", path: "/status",
			answer: "status.json", want: &zapi.Status{SmartphoneConnected: true, Error: "You are not connected."},
		},
		{
			name: "Queue.List",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				page, err := c.Queue.List(ctx, zapi.ListQueueRequest{PageSize: 30, PagingState: "c3RhdGUtMQ=="})
				if err != nil {
					return nil, err
				}
				m := page.Messages[0]
				return []any{page.PagingState, page.HasMore, m.ZaapID, m.Phone, int(m.DelayMessage), int(m.DelayTyping), m.Created.UTC(), m.CreatedAt.Equal(m.Created.Time)}, nil
			},
			method: "POST", path: "/queue",
			body:   `{"pageSize":30,"pagingState":"c3RhdGUtMQ=="}`,
			answer: "queue.json",
			want: []any{"c3RhdGUtMg==", true, "01A2B3C4D5E6F70819", "5511900000001", -1, 5,
				time.Date(2025, 10, 9, 8, 53, 25, 678e6, time.UTC), true},
		},
		{
			name: "UpdateReceived",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Webhooks.UpdateReceived(ctx, zapi.UpdateWebhookRequest{Value: "https://example.com/hook?token=x"})
			},
			method: "PUT", path: "/update-webhook-received",
			body:   `{"value":"https://example.com/hook?token=x"}`,
			answer: "result.json", want: &zapi.Result{Value: true},
		},
	})
}

func TestChats(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterResponderWithQuery("GET", instance+"/chats", "page=1&pageSize=2", httpmock.NewStringResponder(200, fixture(t, "chats.json")))
	mt.RegisterResponderWithQuery("GET", instance+"/chats", "page=2&pageSize=2", httpmock.NewStringResponder(200, `[{"phone":"5511900000003"}]`))
	c := newClient(t, mt)

	chats, err := c.Chats.List(t.Context(), zapi.ListChatsParams{PageSize: 2})
	require.NoError(t, err)
	require.Len(t, chats, 2)
	ana, team := chats[0], chats[1]
	assert.Equal(t, []any{"5511900000001", "Ana Prado", zapgate.Int(3), zapgate.Bool(true), zapgate.Bool(false)},
		[]any{ana.Phone, ana.Name, ana.Unread, ana.Pinned, ana.Archived})
	assert.Equal(t, time.Unix(1760000001, 0).UTC(), ana.LastMessageTime.UTC())
	assert.Nil(t, ana.Notes)
	assert.True(t, bool(team.Archived && team.IsMuted && team.IsGroup && team.IsGroupAnnouncement))
	assert.EqualValues(t, -1, team.MuteEndTime.Unix())
	assert.Equal(t, "asks for invoices", team.Notes.Content)

	seq := c.Chats.All(t.Context(), zapi.ListChatsParams{PageSize: 2})
	for range 2 { // it can be ranged over again
		var phones []string
		for chat, err := range seq {
			require.NoError(t, err)
			phones = append(phones, chat.Phone)
		}
		assert.Equal(t, []string{"5511900000001", "120363000000000001-group", "5511900000003"}, phones)
	}
	assert.Equal(t, 5, mt.GetTotalCallCount(), "a page that is not full is the last")
}

func TestQueueAll(t *testing.T) {
	t.Parallel()
	pages := map[string]string{
		`{"pageSize":1}`:                   `{"messages":[{"ZaapId":"1"}],"pagingState":"A","hasMore":true}`,
		`{"pageSize":1,"pagingState":"A"}`: `{"messages":[{"ZaapId":"2"}],"pagingState":"B","hasMore":true}`,
		`{"pageSize":1,"pagingState":"B"}`: `{"messages":[{"ZaapId":"3"}],"pagingState":null,"hasMore":false}`,
	}
	walk := func(pages map[string]string) (ids []string, err error) {
		mt := httpmock.NewMockTransport()
		mt.RegisterResponder("POST", instance+"/queue", func(r *http.Request) (*http.Response, error) {
			b, _ := io.ReadAll(r.Body)
			return httpmock.NewStringResponse(200, pages[string(b)]), nil
		})
		for m, err := range newClient(t, mt).Queue.All(t.Context(), zapi.ListQueueRequest{PageSize: 1}) {
			if err != nil {
				return ids, err
			}
			ids = append(ids, m.ZaapID)
		}
		return ids, nil
	}
	ids, err := walk(pages)
	require.NoError(t, err)
	assert.Equal(t, []string{"1", "2", "3"}, ids)

	pages[`{"pageSize":1,"pagingState":"B"}`] = `{"messages":[{"ZaapId":"3"}],"pagingState":"A","hasMore":true}`
	ids, err = walk(pages)
	assert.ErrorContains(t, err, "same page twice", "a cursor that comes back is an error, not a loop")
	assert.Equal(t, []string{"1", "2", "3"}, ids)

	pages[`{"pageSize":1,"pagingState":"A"}`] = `{"messages":[],"hasMore":true}`
	_, err = walk(pages)
	assert.ErrorContains(t, err, "does not say where", "more, without a cursor, is not the end")
}

func TestQRCode(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer string
		want   zapi.QRCode
		fails  bool
	}{
		"object":    {answer: `{"value":"2@abc,def=="}`, want: zapi.QRCode{Value: "2@abc,def=="}},
		"string":    {answer: `"2@abc"`, want: zapi.QRCode{Value: "2@abc"}},
		"text":      {answer: "2@abc,def==\n", want: zapi.QRCode{Value: "2@abc,def=="}},
		"connected": {answer: `{"connected":true}`, want: zapi.QRCode{Connected: true}},
		"html":      {answer: "<html><body>down</body></html>", fails: true},
		"array":     {answer: `["2@abc"]`, fails: true},
		"number":    {answer: `12`, fails: true},
		"null":      {answer: `null`, fails: true},
		"empty":     {answer: "", fails: true},
		"wrong":     {answer: `{"value":{}}`, fails: true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			mt.RegisterResponder("GET", instance+"/qr-code", httpmock.NewStringResponder(200, tt.answer))
			got, err := newClient(t, mt).Instance.QRCode(t.Context())
			if tt.fails {
				var zerr *zapgate.Error
				require.ErrorAs(t, err, &zerr)
				assert.Equal(t, 200, zerr.StatusCode)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.want, *got)
		})
	}

	mt := httpmock.NewMockTransport()
	mt.RegisterResponder("GET", instance+"/qr-code/image", httpmock.NewStringResponder(200, `{"value":"data:image/png;base64,cG5n"}`))
	qr, err := newClient(t, mt).Instance.QRCodeImage(t.Context())
	require.NoError(t, err)
	png, err := qr.Image()
	require.NoError(t, err)
	assert.Equal(t, "png", string(png))
	_, err = (&zapi.QRCode{Value: "2@abc"}).Image()
	assert.Error(t, err, "a text is no picture")
}

func TestCreateInstance(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterResponder("POST", "https://api.z-api.io/instances/integrator/on-demand", func(r *http.Request) (*http.Response, error) {
		assert.Equal(t, "Bearer PTOK", r.Header.Get("Authorization"))
		assert.Empty(t, r.Header.Get("Client-Token"))
		b, _ := io.ReadAll(r.Body)
		assert.JSONEq(t, `{"name":"CRM","receivedCallbackUrl":"https://example.com/r","autoReadMessage":true}`, string(b))
		return httpmock.NewStringResponse(200, fixture(t, "created-instance.json")), nil
	})
	got, err := newPartner(t, mt).CreateInstance(t.Context(), zapi.CreateInstanceRequest{
		Name: "CRM", ReceivedCallbackURL: "https://example.com/r", AutoReadMessage: true,
	})
	require.NoError(t, err)
	assert.Equal(t, "INST2", got.ID)
	assert.Equal(t, "TOKEN2", string(got.Token))
	assert.NotContains(t, contract.Shown(got), "TOKEN2", "it is a credential: only its own value shows it")
	assert.Equal(t, time.UnixMilli(1760000006000).UTC(), got.Due.UTC())
	again, err := json.Marshal(got)
	require.NoError(t, err)
	assert.Empty(t, contract.Lost(t, []byte(fixture(t, "created-instance.json")), again))
}
