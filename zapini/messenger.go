package zapini

import (
	"context"
	"errors"
	"mime"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/outbound"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var outgoing = outbound.Gateway{Provider: provider, Spell: Spell, Can: zapgate.Capabilities{
	Text: true, Reply: true,
	Media: map[zapgate.MediaKind]zapgate.MediaCapability{ // limits as of [MediaType]
		zapgate.MediaImage:    {URL: true, Bytes: true, MaxBytes: 16 << 20, Caption: true},
		zapgate.MediaVideo:    {URL: true, Bytes: true, MaxBytes: 64 << 20, Caption: true},
		zapgate.MediaAudio:    {URL: true, Bytes: true, MaxBytes: 16 << 20},
		zapgate.MediaDocument: {URL: true, Bytes: true, MaxBytes: 100 << 20, Caption: true},
	},
	React: true, Status: true,
	Recipients: []zapgate.AddressKind{zapgate.AddressPhone, zapgate.AddressLID, zapgate.AddressGroup},
}}

// messenger maps the common vocabulary onto the client's own operations.
type messenger struct {
	redacted
	c *Client
}

// Messenger returns what all gateways have in common, done by this client's own operations. What Zapini adds to it:
//
//   - Messages go to WhatsApp at once, by [DirectService]: without an InstanceID in the credentials they match
//     [zapgate.ErrInvalidArgument].
//   - A file as bytes, and a document with a caption, cannot go that way: it waits in the platform's queue, and
//     its [zapgate.Sent] has the GatewayID alone. Bytes are uploaded first, in a request of their own. If that one fails,
//     no message was sent, and the error does not match [zapgate.ErrOutcomeUnknown]. What was uploaded for a message that
//     was then refused stays until Zapini deletes it.
//   - A document as bytes needs a FileName.
//   - Marking as read is for whole conversations, by [ChatService.MarkRead], and a reaction is taken off by
//     [ChatService.RemoveReaction]: both want Zapini's own ids and are not offered here.
func (c *Client) Messenger() zapgate.Messenger { return messenger{c: c} }

func (m messenger) Capabilities() zapgate.Capabilities { return outgoing.Capabilities() }

func sent(s *SentMessage, err error) (*zapgate.Sent, error) {
	if err != nil {
		return nil, err
	}
	return &zapgate.Sent{MessageID: s.MessageID, Named: zapgate.NamedByMessageID}, nil
}

func (m messenger) SendText(ctx context.Context, t zapgate.TextMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Text(t)
	if err != nil {
		return nil, err
	}
	return sent(m.c.Direct.SendMessage(ctx, SendMessageRequest{Recipient: to, Message: t.Text, ReplyTo: t.ReplyTo.ID}, opts...))
}

func (m messenger) SendMedia(ctx context.Context, f zapgate.MediaMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Media(f)
	if err != nil {
		return nil, err
	}
	in := QueueMediaRequest{
		Recipient: to, MediaURL: f.Media.URL(), MediaType: MediaType(f.Kind), Caption: f.Caption, Filename: f.FileName,
	}
	captioned := f.Kind == zapgate.MediaDocument && f.Caption != "" // documented for the queue alone
	if in.MediaURL != "" && !captioned {
		return sent(m.c.Direct.SendMedia(ctx, SendMediaRequest{
			Recipient: in.Recipient, MediaURL: in.MediaURL, MediaType: in.MediaType, Caption: in.Caption, Filename: in.Filename,
		}, opts...))
	}
	if in.MediaURL == "" {
		if in.MediaID, err = m.upload(ctx, f, opts); err != nil {
			return nil, err
		}
	}
	queued, err := m.c.Messages.SendMedia(ctx, in, opts...)
	if err != nil {
		return nil, err
	}
	return &zapgate.Sent{GatewayID: queued.UUID, Named: zapgate.NamedByGatewayID}, nil
}

// upload stores the bytes of a file. One that may be stored and may not is no message that may have been sent.
func (m messenger) upload(ctx context.Context, f zapgate.MediaMessage, opts []zapgate.CallOption) (id string, err error) {
	name := f.FileName
	switch {
	case f.Kind != zapgate.MediaDocument:
		name, err = madeUpName(f)
	case name == "":
		err = outgoing.Invalid(outbound.SendMedia, "FileName", "is empty")
	}
	if err != nil {
		return "", err
	}
	stored, err := m.c.Media.Upload(ctx, UploadMediaRequest{File: f.Media, Filename: name, Type: MediaType(f.Kind)}, opts...)
	if zerr, ok := errors.AsType[*zapgate.Error](err); ok && zerr.MayHaveRun {
		notSent := *zerr
		notSent.MayHaveRun = false
		return "", &notSent
	}
	if err != nil {
		return "", err
	}
	return stored.ID, nil
}

// formats are those that Zapini takes by their MIME types, with what stands for them in a file's name.
var formats = map[string]string{
	"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
	"video/mp4": "mp4", "video/3gpp": "3gp", "video/quicktime": "mov", "video/avi": "avi", "video/x-msvideo": "avi",
	"video/x-matroska": "mkv",
	"audio/mpeg":       "mp3", "audio/ogg": "ogg", "application/ogg": "ogg", "audio/opus": "opus", "audio/aac": "aac",
	"audio/wav": "wav", "audio/wave": "wav", "audio/x-wav": "wav", "audio/mp4": "m4a", "audio/x-m4a": "m4a",
}

// madeUpName makes up the name of a file that has none, because an upload shows its format by its name.
func madeUpName(f zapgate.MediaMessage) (string, error) {
	mimeType, err := transport.MIMEType(f.Media)
	if err != nil {
		return "", &zapgate.Error{Provider: provider, Op: outbound.SendMedia, Err: err}
	}
	mimeType, _, _ = mime.ParseMediaType(mimeType) // "" of one that is not valid
	extension, ok := formats[mimeType]
	if !ok {
		return "", outgoing.Unsupported(outbound.SendMedia, "a file of this format")
	}
	return string(f.Kind) + "." + extension, nil
}

func (messenger) SendLocation(context.Context, zapgate.LocationMessage, ...zapgate.CallOption) (*zapgate.Sent, error) {
	return nil, outgoing.Unsupported(outbound.SendLocation, "a location")
}

func (messenger) SendContact(context.Context, zapgate.ContactMessage, ...zapgate.CallOption) (*zapgate.Sent, error) {
	return nil, outgoing.Unsupported(outbound.SendContact, "a contact card")
}

func (m messenger) React(ctx context.Context, to zapgate.MessageRef, emoji string, opts ...zapgate.CallOption) error {
	if _, err := outgoing.React(to, emoji); err != nil {
		return err
	}
	_, err := m.c.Direct.SendReaction(ctx, SendReactionRequest{To: to.Chat.JID(), MessageID: to.ID, Emoji: emoji}, opts...)
	return err
}

func (messenger) MarkRead(context.Context, zapgate.MessageRef, ...zapgate.CallOption) error {
	return outgoing.Unsupported(outbound.MarkRead, "marking a message as read")
}

func (messenger) CheckNumber(context.Context, zapgate.Address, ...zapgate.CallOption) (*zapgate.NumberCheck, error) {
	return nil, outgoing.Unsupported(outbound.CheckNumber, "asking whether a number has WhatsApp")
}

func (m messenger) Status(ctx context.Context, opts ...zapgate.CallOption) (*zapgate.ConnectionStatus, error) {
	got, err := m.c.Direct.Status(ctx, opts...)
	if err != nil {
		return nil, err
	}
	return &zapgate.ConnectionStatus{
		Connected: got.Status == InstanceConnected, Phone: outbound.Person(got.Phone, ""), Native: string(got.Status),
	}, nil
}
