package wsapi_test

import (
	"path/filepath"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

var fixtures = filepath.Join("..", "testdata", "wsapi")

func TestNoLoss(t *testing.T) {
	t.Parallel()
	types := map[string]any{
		"accepted.json":       wsapi.Accepted{},
		"blocklist.json":      []wsapi.Identity{},
		"chat-business.json":  wsapi.BusinessProfile{},
		"chat-picture.json":   wsapi.ProfilePicture{},
		"chat.json":           wsapi.Chat{},
		"chats.json":          []wsapi.Chat{},
		"contact.json":        wsapi.ContactInfo{},
		"contacts.json":       []wsapi.ContactInfo{},
		"health.json":         wsapi.Health{},
		"instance.json":       wsapi.InstanceDetail{},
		"pair-code.json":      wsapi.PairCode{},
		"privacy.json":        wsapi.PrivacySettings{},
		"qr-text.json":        wsapi.QRText{},
		"sent.json":           wsapi.SentMessage{},
		"status-privacy.json": []wsapi.StatusPrivacy{},
		"status.json":         wsapi.SessionStatus{},
		"user-check.json":     wsapi.UserCheck{},
		"user-me.json":        wsapi.UserMeInfo{},
		"user.json":           wsapi.UserInfo{},
		"users-check.json":    []wsapi.BulkCheckResult{},
		"not-paired.json":     nil, // an error
		"event.*.json":        nil, // see TestEveryEvent_NoLoss
		"w2-*.json":           nil, // see TestSections_NoLoss
	}
	contract.NoLoss(t, fixtures, types)
	contract.EveryFieldSet(t, fixtures, types)
}

// The provider's own examples, which are not part of this repository.
func TestNoLossOfVendorFixtures(t *testing.T) {
	t.Parallel()
	dir, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	contract.NoLoss(t, filepath.Join(dir, "wsapi", "requests"), map[string]any{
		"createCommunity.response.*":            wsapi.Created{},
		"createCommunityGroup.response.*":       wsapi.Created{},
		"createGroup.response.*":                wsapi.Created{},
		"createNewsletter.response.*":           wsapi.Created{},
		"joinGroupWithLink.response.*":          wsapi.Created{},
		"createNewsletter.request.*":            wsapi.CreateNewsletterRequest{},
		"setNewsletterSubscription.request.*":   wsapi.SetNewsletterSubscriptionRequest{},
		"toggleMuteNewsletter.request.*":        wsapi.MuteNewsletterRequest{},
		"updateCommunityParticipants.request.*": wsapi.UpdateParticipantsRequest{},
		"updateGroupParticipants.request.*":     wsapi.UpdateParticipantsRequest{},
		"updateGroupRequests.request.*":         wsapi.UpdateJoinRequestsRequest{},

		"send*.response.*":       wsapi.SentMessage{},
		"post*.response.*":       wsapi.SentMessage{},
		"editMessage.response.*": wsapi.SentMessage{},

		"sendText.request.*":     wsapi.SendTextRequest{},
		"sendLink.request.*":     wsapi.SendLinkRequest{},
		"sendContact.request.*":  wsapi.SendContactRequest{},
		"sendLocation.request.*": wsapi.SendLocationRequest{},
		"sendImage.request.*":    wsapi.SendImageRequest{},
		"sendVideo.request.*":    wsapi.SendVideoRequest{},
		"sendAudio.request.*":    wsapi.SendAudioRequest{},
		"sendVoice.request.*":    wsapi.SendVoiceRequest{},
		"sendDocument.request.*": wsapi.SendDocumentRequest{},
		"sendSticker.request.*":  wsapi.SendStickerRequest{},
		"sendReaction.request.*": wsapi.SendReactionRequest{},

		"editMessage.request.*":        wsapi.EditMessageRequest{},
		"markAsRead.request.*":         wsapi.MarkAsReadRequest{},
		"deleteMessage.request.*":      wsapi.MessageRequest{},
		"deleteMessageForMe.request.*": wsapi.DeleteMessageForMeRequest{},
		"starMessage.request.*": struct {
			wsapi.MessageRequest
			Starred bool `json:"starred"` // the method is what says it
		}{},
		"pinMessage.request.*": struct {
			wsapi.PinMessageRequest
			Pinned bool `json:"pinned"` // so it is here
		}{},

		"requestChatMessages.request.*": wsapi.RequestMessagesRequest{},
		"bulkCheckUsers.request.*":      wsapi.BulkCheckRequest{},
		"setPrivacySetting.request.*":   wsapi.SetPrivacyRequest{},
		"postTextStatus.request.*":      wsapi.PostTextStatusRequest{},
		"postImageStatus.request.*":     wsapi.PostMediaStatusRequest{},
		"postVideoStatus.request.*":     wsapi.PostMediaStatusRequest{},
		"getStatusPrivacy.response.*":   []wsapi.StatusPrivacy{},
	})
}
