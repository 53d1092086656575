package zapy

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/outbound"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var outgoing = outbound.Gateway{Provider: provider, Spell: Spell, Can: zapgate.Capabilities{
	Text: true, Typing: true, Reply: true,
	Media: map[zapgate.MediaKind]zapgate.MediaCapability{
		zapgate.MediaImage: {URL: true, Bytes: true, Caption: true, Reply: true},
	},
	CheckNumber: true, Status: true,
	Recipients: []zapgate.AddressKind{zapgate.AddressPhone, zapgate.AddressLID, zapgate.AddressGroup},
}}

// messenger maps the common vocabulary onto the client's own operations.
type messenger struct {
	redacted
	c *Client
}

// Messenger returns what all gateways have in common, done by this client's own operations. What ZapyAPI adds to it:
//
//   - Typing is a request of its own, followed by the wait. If it fails, the text is sent without waiting for the rest of
//     the time. If ctx ends before the text is sent, it never is. The text is sent once either way.
//   - Of files, images alone are documented.
//   - Status walks the account's instances until it finds the client's, 100 in a request. One that is not among them
//     matches [zapgate.ErrNotFound].
func (c *Client) Messenger() zapgate.Messenger { return messenger{c: c} }

func (messenger) Capabilities() zapgate.Capabilities { return outgoing.Capabilities() }

// sent is what the common vocabulary tells of an answer. Callbacks about a message's status do not have the ID.
func sent(s *SentMessage, err error) (*zapgate.Sent, error) {
	if err != nil {
		return nil, err
	}
	return &zapgate.Sent{MessageID: s.MessageID, GatewayID: s.ID, Named: zapgate.NamedByMessageID}, nil
}

func (m messenger) SendText(ctx context.Context, t zapgate.TextMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Text(t)
	if err != nil {
		return nil, err
	}
	err = outgoing.Typing(ctx, t.Typing, func(ctx context.Context) error {
		return m.c.Contacts.SendPresence(ctx, SendPresenceRequest{To: to, Presence: PresenceComposing},
			append(slices.Clip(opts), zapgate.WithoutRetries())...)
	})
	if err != nil {
		return nil, err
	}
	return sent(m.c.Messages.SendText(ctx, SendTextRequest{To: to, Message: t.Text, QuoteMessageID: t.ReplyTo.ID}, opts...))
}

func (m messenger) SendMedia(ctx context.Context, f zapgate.MediaMessage, opts ...zapgate.CallOption) (*zapgate.Sent, error) {
	to, err := outgoing.Media(f) // which lets images alone pass
	if err != nil {
		return nil, err
	}
	return sent(m.c.Messages.SendImage(ctx, SendImageRequest{
		To: to, Image: f.Media, Caption: f.Caption, QuoteMessageID: f.ReplyTo.ID,
	}, opts...))
}

func (messenger) SendLocation(context.Context, zapgate.LocationMessage, ...zapgate.CallOption) (*zapgate.Sent, error) {
	return nil, outgoing.Unsupported(outbound.SendLocation, "a location")
}

func (messenger) SendContact(context.Context, zapgate.ContactMessage, ...zapgate.CallOption) (*zapgate.Sent, error) {
	return nil, outgoing.Unsupported(outbound.SendContact, "a contact card")
}

func (messenger) React(context.Context, zapgate.MessageRef, string, ...zapgate.CallOption) error {
	return outgoing.Unsupported(outbound.React, "a reaction")
}

func (messenger) MarkRead(context.Context, zapgate.MessageRef, ...zapgate.CallOption) error {
	return outgoing.Unsupported(outbound.MarkRead, "marking a message as read")
}

func (m messenger) CheckNumber(ctx context.Context, phone zapgate.Address, opts ...zapgate.CallOption) (*zapgate.NumberCheck, error) {
	if err := outgoing.CheckNumber(phone); err != nil {
		return nil, err
	}
	number, _ := Spell(phone) // every phone number has a spelling
	got, err := m.c.Contacts.CheckNumbers(ctx, CheckNumbersRequest{Numbers: []string{number}}, opts...)
	switch {
	case err != nil:
		return nil, err
	case len(got.Results) != 1:
		return nil, &zapgate.Error{Provider: provider, Op: opCheckNumbers.Name(), Err: errors.New("answer: is not about one number")}
	}
	return outbound.Checked(got.Results[0].Exists, got.Results[0].JID, ""), nil
}

func (m messenger) Status(ctx context.Context, opts ...zapgate.CallOption) (*zapgate.ConnectionStatus, error) {
	instance := m.c.Instances.instance
	if instance == "" {
		return nil, transport.Invalid(provider, opListInstances.Name(), "InstanceID", "of the Credentials is empty")
	}
	for got, err := range m.c.Instances.All(ctx, ListInstancesParams{}, opts...) {
		if err != nil {
			return nil, err
		}
		if got.InstanceID == instance {
			return &zapgate.ConnectionStatus{
				Connected: got.Status == InstanceConnected,
				Phone:     outbound.Person(cmp.Or(got.WhatsAppJID, got.WhatsAppID), got.WhatsAppLID),
				Native:    string(got.Status),
			}, nil
		}
	}
	return nil, &zapgate.Error{Provider: provider, Op: opListInstances.Name(), Err: zapgate.ErrNotFound}
}
