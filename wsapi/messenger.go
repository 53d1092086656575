package wsapi

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/outbound"
)

// linked is how long a file may be that WSAPI fetches; for bytes no limit is documented.
const linked = 50 << 20

var (
	plainFile       = zapgate.MediaCapability{URL: true, Bytes: true, MaxBytes: linked, Reply: true}
	fileWithCaption = zapgate.MediaCapability{URL: true, Bytes: true, MaxBytes: linked, Reply: true, Caption: true}
)

var outgoing = outbound.Gateway{Provider: provider, Spell: Spell, Can: zapgate.Capabilities{
	Text: true, Typing: true, Reply: true,
	Media: map[zapgate.MediaKind]zapgate.MediaCapability{
		zapgate.MediaImage: fileWithCaption, zapgate.MediaVideo: fileWithCaption, zapgate.MediaDocument: fileWithCaption,
		zapgate.MediaAudio: plainFile, zapgate.MediaVoice: plainFile, zapgate.MediaSticker: plainFile,
	},
	Location: true, Contact: true, ContactReply: true,
	React: true, Unreact: true, MarkRead: true, CheckNumber: true, Status: true,
	Recipients: []zapgate.AddressKind{
		zapgate.AddressPhone, zapgate.AddressLID, zapgate.AddressGroup, zapgate.AddressNewsletter,
	},
}}

// messenger maps the common vocabulary onto the client's own operations.
type messenger struct {
	redacted
	c *Client
}

// Messenger returns what all gateways have in common, done by this client's own operations. What WSAPI adds to it:
//
//   - Typing is a request of its own, followed by the wait. If it fails, the text is sent without waiting for the rest of
//     the time. If ctx ends before the text is sent, it never is. The text is sent once either way.
//   - A message that is quoted, reacted to or marked as read in a group needs its From; so does one that is marked as read
//     in a newsletter.
//   - A document needs a FileName. A sticker that moves is not told apart: see [SendStickerRequest].
//   - The documented limit of a file's size is for links.
func (c *Client) Messenger() zapgate.Messenger { return messenger{c: c} }

func (messenger) Capabilities() zapgate.Capabilities { return outgoing.Capabilities() }

func sent(s *SentMessage, err error) (*zapgate.Sent, error) {
	if err != nil {
		return nil, err
	}
	return &zapgate.Sent{MessageID: s.ID, Named: zapgate.NamedByMessageID}, nil
}

// senderOf is the JID of who wrote a message, with the device if one is given. In a chat with one person, a message is
// theirs unless it is one's own: then it is "", and WSAPI wants none. The chat is the message's own, which may be spelt
// otherwise than the recipient of a quote; that one stands in where it is not given.
func senderOf(op, field string, m zapgate.MessageRef, to zapgate.Address) (string, error) {
	chat := cmp.Or(m.Chat, to)
	kind := chat.Kind()
	switch {
	case m.IsZero():
		return "", nil
	case m.From.IsZero() && kind == zapgate.AddressGroup:
		return "", outgoing.Invalid(op, field+"From", "is needed in a group")
	case m.From.IsZero() && (m.FromMe || kind == zapgate.AddressNewsletter):
		return "", nil
	case m.From.IsZero():
		return chat.JID(), nil
	}
	jid, err := m.From.MarshalText()
	return string(jid), err
}

func (m messenger) SendText(ctx context.Context, t zapgate.TextMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Text(t)
	if err != nil {
		return nil, err
	}
	author, err := senderOf(outbound.SendText, "ReplyTo.", t.ReplyTo, t.To)
	if err != nil {
		return nil, err
	}
	err = outgoing.Typing(ctx, t.Typing, func(ctx context.Context) error {
		return m.c.Chats.SetPresence(ctx, to, SetChatPresenceRequest{State: ChatTyping},
			append(slices.Clip(opts), zapgate.WithoutRetries())...)
	})
	if err != nil {
		return nil, err
	}
	return sent(m.c.Messages.SendText(ctx, SendTextRequest{
		To: to, Text: t.Text, ReplyTo: t.ReplyTo.ID, ReplyToSenderID: author,
	}, opts...))
}

func (m messenger) SendMedia(ctx context.Context, f zapgate.MediaMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Media(f)
	if err != nil {
		return nil, err
	}
	author, err := senderOf(outbound.SendMedia, "ReplyTo.", f.ReplyTo, f.To)
	if err != nil {
		return nil, err
	}
	link, data := f.Media.URL(), zapgate.Base64{}
	if link == "" {
		data = zapgate.Base64(f.Media)
	}
	messages := m.c.Messages
	in := SendMediaRequest{To: to, URL: link, Data: data, Caption: f.Caption, ReplyTo: f.ReplyTo.ID, ReplyToSenderID: author}
	switch f.Kind {
	case zapgate.MediaImage:
		return sent(messages.SendImage(ctx, in, opts...))
	case zapgate.MediaVideo:
		return sent(messages.SendVideo(ctx, in, opts...))
	case zapgate.MediaAudio:
		return sent(messages.SendAudio(ctx, in, opts...))
	case zapgate.MediaVoice:
		return sent(messages.SendVoice(ctx, in, opts...))
	case zapgate.MediaSticker:
		return sent(messages.SendSticker(ctx, SendStickerRequest{
			To: to, URL: link, Data: data, ReplyTo: f.ReplyTo.ID, ReplyToSenderID: author,
		}, opts...))
	}
	return sent(messages.SendDocument(ctx, SendDocumentRequest{
		To: to, URL: link, Data: data, Filename: f.FileName, Caption: f.Caption, ReplyTo: f.ReplyTo.ID, ReplyToSenderID: author,
	}, opts...))
}

func (m messenger) SendLocation(ctx context.Context, l zapgate.LocationMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Location(l)
	if err != nil {
		return nil, err
	}
	return sent(m.c.Messages.SendLocation(ctx, SendLocationRequest{
		To: to, Latitude: l.Latitude, Longitude: l.Longitude, Name: l.Name, Address: l.Address,
	}, opts...))
}

func (m messenger) SendContact(ctx context.Context, c zapgate.ContactMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Contact(c)
	if err != nil {
		return nil, err
	}
	author, err := senderOf(outbound.SendContact, "ReplyTo.", c.ReplyTo, c.To)
	if err != nil {
		return nil, err
	}
	return sent(m.c.Messages.SendContact(ctx, SendContactRequest{
		To: to, DisplayName: c.Name, VCard: vCard(c.Name, c.Phone.Phone()), ReplyTo: c.ReplyTo.ID, ReplyToSenderID: author,
	}, opts...))
}

func (m messenger) React(ctx context.Context, to zapgate.MessageRef, emoji string, opts ...zapgate.CallOption) error {
	chat, err := outgoing.React(to, emoji)
	if err != nil {
		return err
	}
	author, err := senderOf(outbound.React, "", to, to.Chat)
	switch {
	case err != nil:
		return err
	case emoji == "":
		_, err = m.c.Messages.RemoveReaction(ctx, to.ID, RemoveReactionRequest{To: chat, SenderID: author}, opts...)
	default:
		_, err = m.c.Messages.SendReaction(ctx, to.ID, SendReactionRequest{To: chat, SenderID: author, Reaction: emoji}, opts...)
	}
	return err
}

func (m messenger) MarkRead(ctx context.Context, r zapgate.MessageRef, opts ...zapgate.CallOption) error {
	chat, err := outgoing.MarkRead(r)
	if err != nil {
		return err
	}
	author, err := senderOf(outbound.MarkRead, "", r, r.Chat)
	if err != nil {
		return err
	}
	return m.c.Messages.MarkAsRead(ctx, r.ID, MarkAsReadRequest{ChatID: chat, SenderID: author, ReceiptType: ReceiptRead}, opts...)
}

func (m messenger) CheckNumber(ctx context.Context, phone zapgate.Address, opts ...zapgate.CallOption) (*zapgate.NumberCheck, error) {
	if err := outgoing.CheckNumber(phone); err != nil {
		return nil, err
	}
	got, err := m.c.Users.BulkCheck(ctx, BulkCheckRequest{Phones: []string{phone.Phone()}}, opts...)
	switch {
	case err != nil:
		return nil, err
	case len(got) != 1:
		return nil, &zapgate.Error{Provider: provider, Op: opBulkCheckUsers.Name(), Err: errors.New("answer: is not about one number")}
	}
	return outbound.Checked(got[0].IsInWhatsApp, got[0].JID, ""), nil
}

func (m messenger) Status(ctx context.Context, opts ...zapgate.CallOption) (*zapgate.ConnectionStatus, error) {
	got, err := m.c.Session.Status(ctx, opts...)
	if err != nil {
		return nil, err
	}
	return &zapgate.ConnectionStatus{
		Connected: got.IsConnected && got.IsLoggedIn, Phone: outbound.Person(got.DeviceID, ""),
		Native: fmt.Sprintf("isConnected %t, isLoggedIn %t", got.IsConnected, got.IsLoggedIn),
	}, nil
}
