package zapi

import (
	"cmp"
	"context"
	"mime"
	"net/url"
	"path"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/outbound"
)

// Z-API names no limit of a file's size but that of videos.
var fileWithCaption = zapgate.MediaCapability{URL: true, Bytes: true, Caption: true, Reply: true}

var outgoing = outbound.Gateway{Provider: provider, Spell: Spell, Can: zapgate.Capabilities{
	Text: true, Typing: true, Reply: true,
	Media: map[zapgate.MediaKind]zapgate.MediaCapability{
		zapgate.MediaImage:    fileWithCaption,
		zapgate.MediaVideo:    {URL: true, Bytes: true, MaxBytes: 100 << 20, Caption: true, Reply: true},
		zapgate.MediaVoice:    {URL: true, Bytes: true, Reply: true},
		zapgate.MediaDocument: fileWithCaption,
		zapgate.MediaSticker:  {URL: true, Bytes: true, Reply: true},
	},
	Location: true, LocationReply: true, Contact: true, ContactReply: true,
	React: true, Unreact: true, MarkRead: true, CheckNumber: true, Status: true,
	Recipients: []zapgate.AddressKind{
		zapgate.AddressPhone, zapgate.AddressLID, zapgate.AddressGroup, zapgate.AddressNewsletter, zapgate.AddressBroadcast,
	},
}}

// messenger maps the common vocabulary onto the client's own operations.
type messenger struct {
	redacted
	c *Client
}

// Messenger returns what all gateways have in common, done by this client's own operations. What Z-API adds to it:
//
//   - "typing…" shows before a plain text; before one that quotes a message it is left out.
//   - A sound is a voice message ([zapgate.MediaVoice]): Z-API has no operation for other audio.
//   - A document needs an extension: that of FileName or of the link, or one that follows from the MIME type.
//   - A location needs Name and Address.
//   - A status (story) is no recipient: see [StatusService].
//   - Connected of a status is Z-API's own connection. The phone itself may be offline:
//     [InstanceService.Status] tells.
func (c *Client) Messenger() zapgate.Messenger { return messenger{c: c} }

func (m messenger) Capabilities() zapgate.Capabilities { return outgoing.Capabilities() }

// sent is what the common vocabulary tells of an answer. Of the callbacks only the one of delivery has the ZaapID.
func sent(s *SentMessage, err error) (*zapgate.Sent, error) {
	if err != nil {
		return nil, err
	}
	return &zapgate.Sent{MessageID: cmp.Or(s.MessageID, s.ID), GatewayID: s.ZaapID, Named: zapgate.NamedByMessageID}, nil
}

func (m messenger) SendText(ctx context.Context, t zapgate.TextMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Text(t)
	if err != nil {
		return nil, err
	}
	if !t.ReplyTo.IsZero() {
		return sent(m.c.Messages.Reply(ctx, ReplyRequest{Phone: to, Message: t.Text, MessageID: t.ReplyTo.ID}, opts...))
	}
	return sent(m.c.Messages.SendText(ctx, SendTextRequest{
		Phone: to, Message: t.Text, DelayTyping: outbound.Seconds(t.Typing),
	}, opts...))
}

func (m messenger) SendMedia(ctx context.Context, f zapgate.MediaMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Media(f)
	if err != nil {
		return nil, err
	}
	messages, quoted := m.c.Messages, f.ReplyTo.ID
	switch f.Kind {
	case zapgate.MediaImage:
		return sent(messages.SendImage(ctx, SendImageRequest{Phone: to, Image: f.Media, Caption: f.Caption, MessageID: quoted}, opts...))
	case zapgate.MediaVideo:
		return sent(messages.SendVideo(ctx, SendVideoRequest{Phone: to, Video: f.Media, Caption: f.Caption, MessageID: quoted}, opts...))
	case zapgate.MediaVoice:
		return sent(messages.SendAudio(ctx, SendAudioRequest{Phone: to, Audio: f.Media, MessageID: quoted}, opts...))
	case zapgate.MediaSticker:
		return sent(messages.SendSticker(ctx, SendStickerRequest{Phone: to, Sticker: f.Media, MessageID: quoted}, opts...))
	}
	extension := extensionOf(f)
	if extension == "" {
		return nil, outgoing.Invalid(outbound.SendMedia, "FileName", "has no extension, and nothing else tells it")
	}
	return sent(messages.SendDocument(ctx, extension, SendDocumentRequest{
		Phone: to, Document: f.Media, FileName: f.FileName, Caption: f.Caption, MessageID: quoted,
	}, opts...))
}

// extensions are those of the usual documents. The system's own table would make a request depend on the machine.
var extensions = map[string]string{
	"application/json":              "json",
	"application/msword":            "doc",
	"application/pdf":               "pdf",
	"application/vnd.ms-excel":      "xls",
	"application/vnd.ms-powerpoint": "ppt",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         "xlsx",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   "docx",
	"application/xml": "xml",
	"application/zip": "zip",
	"image/jpeg":      "jpg",
	"image/png":       "png",
	"text/csv":        "csv",
	"text/plain":      "txt",
	"text/xml":        "xml",
}

// extensionOf is a document's extension without the dot; "" if nothing tells it. None has a space: that is the dot of an
// abbreviation, in a name without an extension.
func extensionOf(f zapgate.MediaMessage) string {
	var linked string
	if u, err := url.Parse(f.Media.URL()); err == nil {
		linked = u.Path
	}
	for _, name := range []string{f.FileName, linked} {
		if _, extension, ok := strings.Cut(path.Ext(name), "."); ok && extension != "" && !strings.Contains(extension, " ") {
			return extension
		}
	}
	mimeType, _, _ := mime.ParseMediaType(f.Media.MIMEType()) // "" of one that is not valid
	return extensions[mimeType]
}

func (m messenger) SendLocation(ctx context.Context, l zapgate.LocationMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Location(l)
	if err != nil {
		return nil, err
	}
	return sent(m.c.Messages.SendLocation(ctx, SendLocationRequest{
		Phone: to, Title: l.Name, Address: l.Address, Latitude: l.Latitude, Longitude: l.Longitude, MessageID: l.ReplyTo.ID,
	}, opts...))
}

func (m messenger) SendContact(ctx context.Context, c zapgate.ContactMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Contact(c)
	if err != nil {
		return nil, err
	}
	return sent(m.c.Messages.SendContact(ctx, SendContactRequest{
		Phone: to, ContactName: c.Name, ContactPhone: c.Phone.Phone(), MessageID: c.ReplyTo.ID,
	}, opts...))
}

func (m messenger) React(ctx context.Context, to zapgate.MessageRef, emoji string, opts ...zapgate.CallOption) error {
	chat, err := outgoing.React(to, emoji)
	switch {
	case err != nil:
		return err
	case emoji == "":
		_, err = m.c.Messages.RemoveReaction(ctx, RemoveReactionRequest{Phone: chat, MessageID: to.ID}, opts...)
	default:
		_, err = m.c.Messages.SendReaction(ctx, SendReactionRequest{Phone: chat, MessageID: to.ID, Reaction: emoji}, opts...)
	}
	return err
}

func (m messenger) MarkRead(ctx context.Context, r zapgate.MessageRef, opts ...zapgate.CallOption) error {
	chat, err := outgoing.MarkRead(r)
	if err != nil {
		return err
	}
	return m.c.Messages.MarkRead(ctx, MessageRequest{Phone: chat, MessageID: r.ID}, opts...)
}

func (m messenger) CheckNumber(ctx context.Context, phone zapgate.Address, opts ...zapgate.CallOption) (*zapgate.NumberCheck, error) {
	if err := outgoing.CheckNumber(phone); err != nil {
		return nil, err
	}
	got, err := m.c.Contacts.PhoneExists(ctx, phone.Phone(), opts...)
	if err != nil {
		return nil, err
	}
	return outbound.Checked(bool(got.Exists), got.Phone, got.LID), nil
}

func (m messenger) Status(ctx context.Context, opts ...zapgate.CallOption) (*zapgate.ConnectionStatus, error) {
	got, err := m.c.Instance.Status(ctx, opts...)
	if err != nil {
		return nil, err
	}
	return &zapgate.ConnectionStatus{Connected: got.Connected, Native: got.Error}, nil
}
