package zapini

import (
	"path/filepath"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
)

type tagAnswer struct {
	Tag TagDetails `json:"tag"`
}

type contactAnswer struct {
	Contact Contact `json:"contact"`
}

// Every documented field survives: each file is decoded into its type and encoded again, and nothing may be lost. What is
// nil is read loosely, because no page shows it, or in another file's form: the tests over the wire read those.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	contract.NoLoss(t, filepath.Join("..", "testdata", "zapini"), map[string]any{
		"*.callback.json":                   nil, // see TestCallbacks
		"archive.json":                      envelope[ArchivedConversation]{},
		"configure-webhook.json":            nil,
		"conversation.json":                 nil,
		"conversations-nested.json":         nil,
		"conversations.json":                listing[Conversation]{},
		"error*.json":                       nil,
		"health.json":                       Health{},
		"instance-qr.json":                  envelope[InstanceQR]{},
		"instance-stats.json":               envelope[InstanceStats]{},
		"instance.json":                     nil,
		"instances.json":                    envelope[instanceList]{},
		"login.json":                        envelope[LoginResult]{},
		"me.json":                           nil,
		"message-history.json":              envelope[MessageHistory]{},
		"messages.json":                     nil,
		"p2-automation-bulk-pause.json":     bulkAnswer{},
		"p2-automation-bulk-resume.json":    bulkAnswer{},
		"p2-automation-bulk-words.json":     bulkAnswer{},
		"p2-automation-pause.json":          envelope[PausedAutomation]{},
		"p2-automation-resume.json":         envelope[ResumedAutomation]{},
		"p2-automation.json":                envelope[Automation]{},
		"p2-chat-archive.json":              envelope[ArchivedConversation]{},
		"p2-chat-conversation-named.json":   nil,
		"p2-chat-conversation.json":         nil,
		"p2-chat-conversations-nested.json": nil,
		"p2-chat-conversations.json":        listing[Conversation]{},
		"p2-chat-messages.json":             envelope[MessageHistory]{},
		"p2-chat-pause.json":                envelope[ChatAutomation]{},
		"p2-chat-restore.json":              envelope[RestoredConversation]{},
		"p2-chat-resume.json":               envelope[ChatAutomation]{},
		"p2-chat-send-bare.json":            nil,
		"p2-chat-send.json":                 nil,
		"p2-contact-named.json":             envelope[contactAnswer]{},
		"p2-contact.json":                   envelope[Contact]{},
		"p2-contacts-import.json":           envelope[importAnswer]{},
		"p2-contacts.json":                  listing[Contact]{},
		"p2-conversation-tags-none.json":    envelope[tagsAnswer[Tag]]{},
		"p2-conversation-tags.json":         envelope[tagsAnswer[Tag]]{},
		"p2-group-create.json":              envelope[CreatedGroup]{},
		"p2-group-invite-revoke.json":       envelope[revokedInvite]{},
		"p2-group-invite.json":              envelope[GroupInvite]{},
		"p2-group.json":                     envelope[Group]{},
		"p2-groups.json":                    envelope[GroupList]{},
		"p2-inbound-connection.json":        InboundConnectionRequest{},
		"p2-inbound-incoming.json":          InboundMessageRequest{},
		"p2-inbound-qr.json":                InboundQRRequest{},
		"p2-inbound-reaction.json":          InboundReactionRequest{},
		"p2-inbound-status.json":            InboundStatusRequest{},
		"p2-media-upload.json":              envelope[StoredMedia]{},
		"p2-media.json":                     envelope[StoredMedia]{},
		"p2-result.json":                    nil,
		"p2-tag-bare.json":                  envelope[TagDetails]{},
		"p2-tag.json":                       envelope[tagAnswer]{},
		"p2-tags.json":                      envelope[tagsAnswer[TagDetails]]{},
		"qr.json":                           QR{},
		"queue-message.json":                envelope[QueuedMessage]{},
		"queue-scheduled.json":              nil,
		"refresh.json":                      envelope[RefreshResult]{},
		"restore.json":                      envelope[RestoredConversation]{},
		"result.json":                       nil,
		"send-media.json":                   SentMessage{},
		"send-message.json":                 SentMessage{},
		"status.json":                       Status{},
	})
}

func TestCallbacks(t *testing.T) {
	t.Parallel()
	folder, types := filepath.Join("..", "testdata", "zapini"), map[string]any{
		"message-received.callback.json": MessageReceivedCallback{},
		"message-sent.callback.json":     MessageSentCallback{},
		"message-status.callback.json":   MessageStatusCallback{},
		"instance-*.callback.json":       InstanceCallback{},
		"*.json":                         nil, // answers
	}
	contract.Callbacks(t, folder, types)
	contract.EveryFieldSet(t, folder, types, "zapini.MessageSentData.MediaType", "zapini.MessageSentData.MediaURL", "zapini.InstanceData.Timestamp")
}

// The same for the provider's own examples.
func TestNothingOfTheVendorIsLost(t *testing.T) {
	t.Parallel()
	dir, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	folder := filepath.Join(dir, "zapini")
	contract.NoLoss(t, folder, map[string]any{
		"*.callback.*.json": nil, // see TestCallbacks
		"delete-api-v1-chat-conversations-uuid-archive.response.1.json":         envelope[RestoredConversation]{},
		"delete-conversations-uuid-archive.response.1.json":                     envelope[RestoredConversation]{},
		"delete-instances-uuid-groups-jid-admins.curl.1.json":                   GroupParticipantsRequest{},
		"delete-instances-uuid-groups-jid-invite.response.1.json":               envelope[revokedInvite]{},
		"delete-instances-uuid-groups-jid-participants.curl.1.json":             GroupParticipantsRequest{},
		"delete-tags-uuid.response.1.json":                                      envelope[struct{}]{}, // Result
		"get-api-v1-chat-conversations-uuid-messages.response.1.json":           envelope[MessageHistory]{},
		"get-api-v1-chat-conversations-uuid-messages.response.2.json":           GroupedReaction{},
		"get-api-v1-chat-conversations.response.1.json":                         listing[Conversation]{},
		"get-contacts.response.1.json":                                          listing[Contact]{},
		"get-conversations-uuid-automation.response.1.json":                     envelope[Automation]{},
		"get-conversations.response.1.json":                                     listing[Conversation]{},
		"get-health.response.1.json":                                            Health{},
		"get-instances-uuid-groups-jid-invite.response.1.json":                  envelope[GroupInvite]{},
		"get-instances-uuid-groups-jid.response.1.json":                         envelope[Group]{},
		"get-instances-uuid-groups.response.1.json":                             envelope[GroupList]{},
		"get-instances-uuid-qr.response.1.json":                                 envelope[InstanceQR]{},
		"get-instances-uuid-stats.response.1.json":                              envelope[InstanceStats]{},
		"get-instances.response.1.json":                                         envelope[instanceList]{},
		"get-media-id.response.1.json":                                          envelope[StoredMedia]{},
		"get-qr.response.1.json":                                                QR{},
		"get-status.response.1.json":                                            Status{},
		"get-tags.response.1.json":                                              envelope[tagsAnswer[TagDetails]]{},
		"intro.response.1.json":                                                 nil, // an error envelope
		"patch-api-v1-chat-messages-uuid.curl.1.json":                           EditChatMessageRequest{},
		"patch-instances-uuid-groups-jid.curl.1.json":                           UpdateGroupRequest{},
		"post-api-v1-chat-conversations-uuid-archive.response.1.json":           envelope[ArchivedConversation]{},
		"post-api-v1-chat-conversations-uuid-pause-automation.response.1.json":  envelope[ChatAutomation]{},
		"post-api-v1-chat-conversations-uuid-resume-automation.response.1.json": nil,                        // an error envelope
		"post-api-v1-chat-conversations-uuid-resume-automation.response.2.json": envelope[ChatAutomation]{}, // the first is the error of a send
		"post-api-v1-chat-send-media.curl.1.json":                               ChatSendMediaRequest{},
		"post-api-v1-conversations-automation-bulk-pause.response.1.json":       bulkAnswer{},
		"post-api-v1-conversations-automation-bulk-resume.curl.1.json":          BulkResumeRequest{},
		"post-api-v1-conversations-automation-bulk-resume.response.1.json":      bulkAnswer{},
		"post-auth-login.curl.1.json":                                           LoginRequest{},
		"post-auth-login.response.1.json":                                       envelope[LoginResult]{},
		"post-contacts-import.curl.1.json":                                      ImportContactsRequest{},
		"post-contacts-import.response.1.json":                                  envelope[importAnswer]{},
		"post-conversations-automation-bulk-pause.curl.1.json":                  BulkPauseRequest{},
		"post-conversations-automation-bulk-pause.response.1.json":              bulkAnswer{},
		"post-conversations-automation-bulk-resume.response.1.json":             bulkAnswer{},
		"post-conversations-uuid-archive.response.1.json":                       envelope[ArchivedConversation]{},
		"post-conversations-uuid-automation-pause.response.1.json":              envelope[PausedAutomation]{},
		"post-conversations-uuid-automation-resume.response.1.json":             envelope[ResumedAutomation]{},
		"post-instances-uuid-groups-jid-admins.curl.1.json":                     GroupParticipantsRequest{},
		"post-instances-uuid-groups-jid-participants.curl.1.json":               GroupParticipantsRequest{},
		"post-instances-uuid-groups.response.1.json":                            envelope[CreatedGroup]{},
		"post-media-upload.response.1.json":                                     envelope[StoredMedia]{},
		"post-messages-send-media.curl.1.json":                                  QueueMediaRequest{},
		"post-send-media.curl.1.json":                                           SendMediaRequest{},
		"post-send-media.response.1.json":                                       SentMessage{},
		"post-send-message.response.1.json":                                     SentMessage{},
		"post-send-reaction.curl.1.json":                                        SendReactionRequest{},
		"post-tags.response.1.json":                                             envelope[tagAnswer]{},
		"post-webhooks-instance-uuid-connection.payload.1.json":                 InboundConnectionRequest{},
		"post-webhooks-instance-uuid-incoming.payload.1.json":                   InboundMessageRequest{},
		"post-webhooks-instance-uuid-qr.payload.1.json":                         InboundQRRequest{},
		"post-webhooks-instance-uuid-reaction.payload.1.json":                   InboundReactionRequest{},
		"post-webhooks-instance-uuid-status.payload.1.json":                     InboundStatusRequest{},
		"put-conversations-uuid-tags.response.1.json":                           envelope[tagsAnswer[Tag]]{},
		"put-instances-uuid-webhook.curl.1.json":                                ConfigureWebhookRequest{},
	})
	contract.Callbacks(t, folder, map[string]any{
		"message-received.callback.1.json":   MessageReceivedCallback{},
		"message-sent.callback.1.json":       MessageSentCallback{},
		"message-status.callback.1.json":     MessageStatusCallback{},
		"instance-connected.callback.1.json": InstanceCallback{},
		"*.json":                             nil, // no callbacks
	})
}
