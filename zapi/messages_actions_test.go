package zapi_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireMessagesActions(t *testing.T) {
	t.Parallel()
	const phone = "5511900000001"
	message := zapi.MessageRequest{Phone: phone, MessageID: "3EB0"}
	forward := sends("/forward-message", `{"phone":"5511900000001","messageId":"3EB0","messagePhone":"5511900000002","delayMessage":1}`,
		func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
			return m.Forward(ctx, zapi.ForwardRequest{Phone: phone, MessageID: "3EB0", MessagePhone: "5511900000002", DelayMessage: 1})
		}).named("Forward")
	forward.answer, forward.want = "message-forwarded.json", &zapi.SentMessage{ZaapID: "01A2B3C4D5E6F70820"}
	runWire(t, []wireTest{
		forward,
		sends("/send-reaction", `{"phone":"5511900000001","messageId":"3EB0","reaction":"👍","delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendReaction(ctx, zapi.SendReactionRequest{Phone: phone, MessageID: "3EB0", Reaction: "👍", DelayMessage: 1})
			}).named("SendReaction"),
		sends("/send-remove-reaction", `{"phone":"5511900000001","messageId":"3EB0","delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.RemoveReaction(ctx, zapi.RemoveReactionRequest{Phone: phone, MessageID: "3EB0", DelayMessage: 1})
			}).named("RemoveReaction"),
		sends("/pin-message", `{"phone":"5511900000001","messageId":"3EB0","messageAction":"pin","pinMessageDuration":"7_days"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.Pin(ctx, zapi.PinMessageRequest{Phone: phone, MessageID: "3EB0", PinMessageDuration: zapi.Pin7Days})
			}).named("Pin"),
		sends("/pin-message", `{"phone":"5511900000001","messageId":"3EB0","messageAction":"unpin","pinMessageDuration":"24_hours"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.Unpin(ctx, message)
			}).named("Unpin"),
		{
			name: "MarkRead",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return nil, c.Messages.MarkRead(ctx, message)
			},
			method: "POST", path: "/read-message", body: `{"phone":"5511900000001","messageId":"3EB0"}`,
		},
		{
			name: "Delete a sent one",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return nil, c.Messages.Delete(ctx, zapi.DeleteMessageParams{Phone: "81896600000001@lid", MessageID: "3EB0 &/?", Owner: true})
			},
			method: "DELETE", path: "/messages?messageId=3EB0+%26%2F%3F&owner=true&phone=81896600000001%40lid",
		},
		{
			name: "Delete a received one",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return nil, c.Messages.Delete(ctx, zapi.DeleteMessageParams{Phone: phone, MessageID: "3EB0"})
			},
			method: "DELETE", path: "/messages?messageId=3EB0&owner=false&phone=5511900000001",
		},
	})
}

// TestMessagesArguments refuses what could not be sent, also inside the embedded lists.
func TestMessagesArguments(t *testing.T) {
	t.Parallel()
	const phone = "5511900000001"
	mt := httpmock.NewMockTransport()
	m := newClient(t, mt).Messages
	ctx := t.Context()
	link := zapgate.MediaURL("https://example.com/a.png")
	buttons := []zapi.Button{{Label: "Sim"}}
	tests := map[string]func() (any, error){
		"extension": func() (any, error) {
			return m.SendDocument(ctx, "..", zapi.SendDocumentRequest{Phone: phone, Document: link})
		},
		"audio": func() (any, error) { return m.SendAudio(ctx, zapi.SendAudioRequest{Phone: phone}) },
		"buttons": func() (any, error) {
			return m.SendButtonList(ctx, zapi.SendButtonListRequest{Phone: phone, Message: "x"})
		},
		"image": func() (any, error) {
			return m.SendButtonListImage(ctx, zapi.SendButtonListImageRequest{
				Phone: phone, Message: "x", ButtonListImage: zapi.ButtonListImage{Buttons: buttons},
			})
		},
		"video": func() (any, error) {
			return m.SendButtonListVideo(ctx, zapi.SendButtonListVideoRequest{
				Phone: phone, Message: "x", ButtonListVideo: zapi.ButtonListVideo{Buttons: buttons},
			})
		},
		"options": func() (any, error) {
			return m.SendOptionList(ctx, zapi.SendOptionListRequest{
				Phone: phone, Message: "x", OptionList: zapi.OptionList{Title: "x", ButtonLabel: "x"},
			})
		},
		"code": func() (any, error) {
			return m.SendButtonOTP(ctx, zapi.SendButtonOTPRequest{Phone: phone, Message: "x"})
		},
		"media": func() (any, error) { // a card's picture
			return m.SendCarousel(ctx, zapi.SendCarouselRequest{Phone: phone, Message: "x", Carousel: []zapi.CarouselCard{{Text: "x"}}})
		},
		"currency": func() (any, error) {
			return m.SendOrder(ctx, zapi.SendOrderRequest{Phone: phone, Order: zapi.Order{Products: []zapi.OrderProduct{{Name: "x"}}}})
		},
		"products": func() (any, error) {
			return m.UpdateOrderStatus(ctx, zapi.UpdateOrderRequest{
				Phone: phone, MessageID: "x", ReferenceID: "x", OrderRequestID: "x", OrderStatus: zapi.OrderPending,
				PaymentStatus: zapi.PaymentPending, UpdatedOrder: zapi.UpdatedOrder{Currency: "BRL"},
			})
		},
		"catalogPhone": func() (any, error) {
			return m.SendProduct(ctx, zapi.SendProductRequest{Phone: phone, CatalogPhone: "+55 11 90000-0001", ProductID: "x"})
		},
		"newsletterId": func() (any, error) {
			return m.SendNewsletterAdminInvite(ctx, zapi.SendNewsletterAdminInviteRequest{
				Phone: phone, AdminInviteMessage: zapi.AdminInviteMessage{NewsletterID: "my channel", Caption: "x"},
			})
		},
		"dateTime": func() (any, error) {
			return m.SendEvent(ctx, zapi.SendEventRequest{Phone: phone, Event: zapi.Event{Name: "x"}})
		},
		"pollVote": func() (any, error) {
			return m.SendPollVote(ctx, zapi.SendPollVoteRequest{Phone: phone, PollMessageID: "x", PollVote: []zapi.PollOption{}})
		},
		"messagePhone": func() (any, error) {
			return m.Forward(ctx, zapi.ForwardRequest{Phone: phone, MessageID: "x"})
		},
		"pinMessageDuration": func() (any, error) {
			return m.Pin(ctx, zapi.PinMessageRequest{Phone: phone, MessageID: "x"})
		},
		"phone":     func() (any, error) { return m.Unpin(ctx, zapi.MessageRequest{Phone: "nobody", MessageID: "x"}) },
		"messageId": func() (any, error) { return nil, m.Delete(ctx, zapi.DeleteMessageParams{Phone: phone}) },
	}
	for field, call := range tests {
		_, err := call()
		var zerr *zapgate.Error
		require.ErrorAs(t, err, &zerr, field)
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, field)
		assert.ErrorContains(t, err, field, "it is named")
		assert.Zero(t, zerr.Attempts, field)
	}
	assert.Zero(t, mt.GetTotalCallCount(), "nothing is sent")
}

func ExampleMessagesService_SendButtonList() {
	client := answering(200, `{"zaapId":"01A2","messageId":"3EB0","id":"3EB0"}`)
	sent, err := client.Messages.SendButtonList(context.Background(), zapi.SendButtonListRequest{
		Phone: "5511900000001", Message: "Confirma o horário?",
		ButtonList: zapi.ButtonList{Buttons: []zapi.Button{{ID: "yes", Label: "Sim"}, {ID: "no", Label: "Não"}}},
	})
	switch {
	case errors.Is(err, zapgate.ErrOutcomeUnknown):
		fmt.Println("it may have been sent: look into the queue before sending again")
	case err != nil:
		fmt.Println(err)
	default:
		fmt.Println(sent.MessageID) // the answer's callback refers to it
	}
	// Output: 3EB0
}
