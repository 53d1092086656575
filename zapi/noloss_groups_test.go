package zapi_test

import (
	"path/filepath"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestNoLossGroups(t *testing.T) {
	t.Parallel()
	vendor, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	contract.NoLoss(t, filepath.Join(vendor, "zapi", "group"), map[string]any{
		"accept-group-invite.response.*.json":       zapi.Result{},
		"add-admin.request.*.json":                  zapi.GroupParticipantsRequest{},
		"add-admin.response.*.json":                 zapi.Result{},
		"add-participant.request.*.json":            zapi.AddGroupParticipantsRequest{},
		"add-participant.response.*.json":           zapi.Result{},
		"approve-participant.request.*.json":        zapi.GroupParticipantsRequest{},
		"approve-participant.response.*.json":       zapi.Result{},
		"create-group.request.*.json":               zapi.CreateGroupRequest{},
		"create-group.response.*.json":              zapi.CreatedGroup{},
		"get-groups.response.*.json":                []zapi.Chat{},
		"get-invitation-link.response.*.json":       zapi.InvitationLink{},
		"group-invitation-metadata.response.*.json": zapi.GroupInvitationMetadata{},
		"leave-group.request.*.json":                zapi.LeaveGroupRequest{},
		"leave-group.response.*.json":               zapi.Result{},
		"light-metadata-group.response.*.json":      zapi.GroupMetadata{},
		"mention-group.request.*.json":              zapi.MentionGroupsRequest{},
		"mention-group.response.*.json":             zapi.SentMessage{},
		"mention-participant.request.*.json":        zapi.MentionRequest{},
		"mention-participant.response.*.json":       zapi.SentMessage{},
		"metadata-group.response.*.json":            zapi.GroupMetadata{},
		"redefine-invitation-link.response.*.json":  zapi.InvitationLink{},
		"reject-participant.request.*.json":         zapi.GroupParticipantsRequest{},
		"reject-participant.response.*.json":        zapi.Result{},
		"remove-admin.request.*.json":               zapi.GroupParticipantsRequest{},
		"remove-admin.response.*.json":              zapi.Result{},
		"remove-participant.request.*.json":         zapi.GroupParticipantsRequest{},
		"remove-participant.response.*.json":        zapi.Result{},
		"update-group-description.request.*.json":   zapi.UpdateGroupDescriptionRequest{},
		"update-group-description.response.*.json":  zapi.Result{},
		"update-group-name.request.*.json":          zapi.UpdateGroupNameRequest{},
		"update-group-name.response.*.json":         zapi.Result{},
		"update-group-photo.request.*.json":         zapi.UpdateGroupPhotoRequest{},
		"update-group-photo.response.*.json":        zapi.Result{},
		"update-group-settings.request.*.json":      zapi.UpdateGroupSettingsRequest{},
		"update-group-settings.response.*.json":     zapi.Result{},
	})
	contract.NoLoss(t, filepath.Join(vendor, "zapi", "communities"), map[string]any{
		"add-community-admin.request.*.json":           zapi.CommunityParticipantsRequest{},
		"add-community-admin.response.*.json":          zapi.Result{},
		"add-community-participant.request.*.json":     zapi.AddCommunityParticipantsRequest{},
		"add-community-participant.response.*.json":    zapi.Result{},
		"community-metadata.response.*.json":           zapi.CommunityMetadata{},
		"community-settings.request.*.json":            zapi.CommunitySettingsRequest{},
		"community-settings.response.*.json":           zapi.Result{},
		"create-community.request.*.json":              zapi.CreateCommunityRequest{},
		"create-community.response.*.json":             zapi.CommunityMetadata{},
		"link-groups.request.*.json":                   zapi.CommunityGroupsRequest{},
		"link-groups.response.*.json":                  zapi.Result{},
		"list-communities.response.*.json":             []zapi.Community{},
		"redefine-invitation-link.response.*.json":     zapi.InvitationLink{},
		"remove-admin.request.*.json":                  zapi.CommunityParticipantsRequest{},
		"remove-admin.response.*.json":                 zapi.Result{},
		"remove-participant.request.*.json":            zapi.CommunityParticipantsRequest{},
		"remove-participant.response.*.json":           zapi.Result{},
		"unlink-groups.request.*.json":                 zapi.CommunityGroupsRequest{},
		"unlink-groups.response.*.json":                zapi.Result{},
		"update-community-description.request.*.json":  zapi.UpdateCommunityDescriptionRequest{},
		"update-community-description.response.*.json": zapi.Result{},
		"update-community-photo.request.*.json":        zapi.UpdateCommunityPhotoRequest{},
		"update-community-photo.response.*.json":       zapi.Result{},
	})
	contract.NoLoss(t, filepath.Join(vendor, "zapi", "newsletter"), map[string]any{
		"create-newsletter.request.*.json":              zapi.CreateNewsletterRequest{},
		"create-newsletter.response.*.json":             zapi.CreatedNewsletter{},
		"delete-newsletter.request.*.json":              zapi.NewsletterRequest{},
		"delete-newsletter.response.*.json":             zapi.Result{},
		"follow-newsletter.request.*.json":              zapi.NewsletterRequest{},
		"follow-newsletter.response.*.json":             zapi.Result{},
		"mute-newsletter.request.*.json":                zapi.NewsletterRequest{},
		"mute-newsletter.response.*.json":               zapi.Result{},
		"newsletter-list.response.*.json":               []zapi.Newsletter{},
		"newsletter-metadata.response.*.json":           zapi.Newsletter{},
		"remove-admin.request.*.json":                   zapi.NewsletterAdminRequest{},
		"revoke-admin-invite.request.*.json":            zapi.NewsletterAdminRequest{},
		"search-newsletter.request.*.json":              zapi.SearchNewslettersRequest{},
		"search-newsletter.response.*.json":             zapi.NewsletterSearch{},
		"transfer-ownership.request.*.json":             zapi.TransferOwnershipRequest{},
		"transfer-ownership.response.*.json":            zapi.NewsletterTransfer{},
		"unfollow-newsletter.request.*.json":            zapi.NewsletterRequest{},
		"unfollow-newsletter.response.*.json":           zapi.Result{},
		"unmute-newsletter.request.*.json":              zapi.NewsletterRequest{},
		"unmute-newsletter.response.*.json":             zapi.Result{},
		"update-channel-picture.request.*.json":         zapi.UpdateNewsletterPictureRequest{},
		"update-channel-picture.response.*.json":        zapi.Result{},
		"update-newsletter-config.request.*.json":       zapi.NewsletterSettingsRequest{},
		"update-newsletter-config.response.*.json":      zapi.Result{},
		"update-newsletter-description.request.*.json":  zapi.UpdateNewsletterDescriptionRequest{},
		"update-newsletter-description.response.*.json": zapi.Result{},
		"update-newsletter-name.request.*.json":         zapi.UpdateNewsletterNameRequest{},
		"update-newsletter-name.response.*.json":        zapi.Result{},
	})
}
