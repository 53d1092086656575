package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireMessagesEvents(t *testing.T) {
	t.Parallel()
	const group = "120363000000000001-group"
	runWire(t, []wireTest{
		sends("/send-poll", `{"phone":"120363000000000001-group","message":"when?","poll":[{"name":"Mon"},{"name":"Tue"}],"pollMaxOptions":1,"delayMessage":2}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendPoll(ctx, zapi.SendPollRequest{
					Phone: group, Message: "when?", Poll: []zapi.PollOption{{Name: "Mon"}, {Name: "Tue"}}, PollMaxOptions: 1, DelayMessage: 2,
				})
			}).named("SendPoll"),
		sends("/send-poll", `{"phone":"120363000000000001-group","message":"when?","poll":[{"name":"Mon"},{"name":"Tue"}]}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendPoll(ctx, zapi.SendPollRequest{Phone: group, Message: "when?", Poll: []zapi.PollOption{{Name: "Mon"}, {Name: "Tue"}}})
			}).named("SendPoll with any number of votes"),
		sends("/send-poll-vote", `{"phone":"120363000000000001-group","pollMessageId":"3EB0","pollVote":[{"name":"Mon"}]}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendPollVote(ctx, zapi.SendPollVoteRequest{Phone: group, PollMessageID: "3EB0", PollVote: []zapi.PollOption{{Name: "Mon"}}})
			}).named("SendPollVote"),
		sends("/send-event",
			`{"phone":"120363000000000001-group","event":{"name":"Plan","description":"of the year","dateTime":"2026-03-04T18:00:00.000Z",
				"timeZone":"UTC-3","location":{"name":"Room 1"},"callLinkType":"video","canceled":false}}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendEvent(ctx, zapi.SendEventRequest{Phone: group, Event: zapi.Event{
					Name: "Plan", Description: "of the year", DateTime: "2026-03-04T18:00:00.000Z", TimeZone: "UTC-3",
					Location: zapi.EventLocation{Name: "Room 1"}, CallLinkType: zapi.CallLinkVideo,
				}})
			}).named("SendEvent"),
		sends("/send-edit-event",
			`{"phone":"120363000000000001-group","eventMessageId":"3EB0","event":{"name":"Plan","dateTime":"2026-03-05T18:00:00.000Z","canceled":true}}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.EditEvent(ctx, zapi.EditEventRequest{Phone: group, EventMessageID: "3EB0", Event: zapi.Event{
					Name: "Plan", DateTime: "2026-03-05T18:00:00.000Z", Canceled: true,
				}})
			}).named("EditEvent"),
		sends("/send-event-response", `{"phone":"120363000000000001-group","eventMessageId":"3EB0","eventResponse":"NOT_GOING"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendEventResponse(ctx, zapi.SendEventResponseRequest{Phone: group, EventMessageID: "3EB0", EventResponse: zapi.EventNotGoing})
			}).named("SendEventResponse"),
	})
}
