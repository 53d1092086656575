package webhook

import (
	"time"

	"github.com/zapgate/zapgate-go/zapi"
)

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// zapiContent finds the content key that is set, or returns nil.
func zapiContent(c *zapi.ReceivedCallback) Content {
	for _, find := range []func(*zapi.ReceivedCallback) Content{zapiPlain, zapiInteractive, zapiCommerce} {
		if content := find(c); content != nil {
			return content
		}
	}
	return nil
}

func zapiPlain(c *zapi.ReceivedCallback) Content {
	switch {
	case c.Text != nil:
		return &Text{
			Body: c.Text.Message, Title: c.Text.Title, Description: firstOf(c.Text.Description, c.Text.DescriptionSic),
			URL: c.Text.URL, ThumbnailURL: c.Text.ThumbnailURL,
		}
	case c.Image != nil:
		return zapiImage(c.Image)
	case c.Video != nil:
		return zapiVideo(c.Video)
	case c.Audio != nil:
		return &Audio{
			File:  File{URL: c.Audio.AudioURL, MIMEType: c.Audio.MimeType, ViewOnce: c.Audio.ViewOnce},
			Voice: c.Audio.PTT, Duration: seconds(c.Audio.Seconds),
		}
	case c.Document != nil:
		return zapiDocument(c.Document)
	case c.Sticker != nil:
		return &Sticker{File{URL: c.Sticker.StickerURL, MIMEType: c.Sticker.MimeType}}
	case c.Location != nil:
		return zapiLocation(c.Location)
	case c.Contact != nil:
		card := contactCard(c.Contact.VCard)
		card.Name = firstOf(c.Contact.DisplayName, card.Name)
		if len(c.Contact.Phones) > 0 {
			card.Phones = c.Contact.Phones
		}
		return &Contacts{[]ContactCard{card}}
	case c.PinMessage != nil:
		p := &PinnedMessage{Pinned: c.PinMessage.Action == "pin", For: seconds(c.PinMessage.PinDurationInSecs)}
		if c.PinMessage.ReferencedMessage != nil {
			p.MessageID = c.PinMessage.ReferencedMessage.MessageID
		}
		return p
	}
	return nil
}

func zapiImage(i *zapi.ImageContent) *Image {
	return &Image{
		File:    File{URL: i.ImageURL, MIMEType: i.MimeType, ThumbnailURL: i.ThumbnailURL, ViewOnce: i.ViewOnce},
		Caption: i.Caption, Width: i.Width, Height: i.Height,
	}
}

// zapiVideo is also a GIF or a round video: Z-API delivers all three alike.
func zapiVideo(v *zapi.VideoContent) *Video {
	return &Video{
		File:    File{URL: v.VideoURL, MIMEType: v.MimeType, ViewOnce: v.ViewOnce},
		Caption: v.Caption, Width: v.Width, Height: v.Height, Duration: seconds(v.Seconds),
	}
}

func zapiDocument(d *zapi.DocumentContent) *Document {
	return &Document{
		File: File{URL: d.DocumentURL, MIMEType: d.MimeType, ThumbnailURL: d.ThumbnailURL},
		Name: d.FileName, Title: d.Title, Caption: d.Caption, Pages: int(d.PageCount),
	}
}

func zapiLocation(l *zapi.LocationContent) *Location {
	return &Location{
		Latitude: float64(l.Latitude), Longitude: float64(l.Longitude), Name: l.Name, Address: l.Address, URL: l.URL, ThumbnailURL: l.ThumbnailURL,
	}
}

func zapiInteractive(c *zapi.ReceivedCallback) Content {
	switch {
	case c.Poll != nil:
		p := &Poll{Question: c.Poll.Question, Max: c.Poll.PollMaxOptions}
		for _, o := range c.Poll.Options {
			p.Options = append(p.Options, o.Name)
		}
		return p
	case c.ButtonsMessage != nil:
		b := &Buttons{Body: c.ButtonsMessage.Message}
		switch {
		case c.ButtonsMessage.ImageURL != "":
			b.Header = &Image{File: File{URL: c.ButtonsMessage.ImageURL}}
		case c.ButtonsMessage.VideoURL != "":
			b.Header = &Video{File: File{URL: c.ButtonsMessage.VideoURL}}
		}
		for _, x := range c.ButtonsMessage.Buttons {
			b.Buttons = append(b.Buttons, Button{ID: x.ButtonID, Label: x.ButtonText.DisplayText})
		}
		return b
	case c.ButtonsResponseMessage != nil:
		r := c.ButtonsResponseMessage
		return &ButtonReply{ID: firstOf(r.ButtonID, r.SelectedButtonID), Label: firstOf(r.Message, r.SelectedDisplayText)}
	case c.ListResponseMessage != nil:
		r := c.ListResponseMessage
		return &ListReply{ListRow{ID: r.SelectedRowID, Title: r.Title, Description: r.Message}}
	case c.HydratedTemplate != nil:
		t := c.HydratedTemplate
		return &Template{
			ID: t.TemplateID, Title: t.Title, Body: t.Message, Footer: t.Footer, Header: zapiHeader(t.Header), Buttons: zapiButtons(t.HydratedButtons),
		}
	case c.CarouselMessage != nil:
		out := &Carousel{Body: c.CarouselMessage.Text}
		for _, t := range c.CarouselMessage.Cards {
			out.Cards = append(out.Cards, Template{
				Title: t.Title, Body: t.Message, Footer: t.Footer, Header: zapiHeader(t.Header), Buttons: zapiButtons(t.HydratedButtons),
			})
		}
		return out
	case c.Event != nil:
		e := &CalendarEvent{
			Name: c.Event.Name, Description: c.Event.Description, Start: c.Event.ScheduleTime.Time, Canceled: c.Event.Canceled, JoinLink: c.Event.JoinLink,
		}
		if l := c.Event.Location; l != nil && *l != (zapi.LocationContent{}) { // {} where there is none
			e.Location = zapiLocation(l)
		}
		return e
	case c.EventResponse != nil:
		r := &CalendarResponse{Response: c.EventResponse.Response}
		if c.EventResponse.ReferencedMessage != nil {
			r.MessageID = c.EventResponse.ReferencedMessage.MessageID
		}
		return r
	case c.NewsletterAdminInvite != nil:
		n := c.NewsletterAdminInvite
		return &NewsletterInvite{Newsletter: address(n.NewsletterID), Name: n.NewsletterName, Text: n.Text, Expires: n.InviteExpiration.Time}
	}
	return nil
}

func zapiHeader(h *zapi.TemplateHeader) Content {
	switch {
	case h == nil:
		return nil
	case h.Image != nil:
		return zapiImage(h.Image)
	case h.Video != nil:
		return zapiVideo(h.Video)
	case h.Document != nil:
		return zapiDocument(h.Document)
	case h.Location != nil:
		return zapiLocation(h.Location)
	}
	return nil
}

func zapiButtons(in []zapi.HydratedButton) (out []Button) {
	for _, b := range in {
		switch {
		case b.URLButton != nil:
			out = append(out, Button{Label: b.URLButton.DisplayText, URL: b.URLButton.URL})
		case b.QuickReplyButton != nil:
			out = append(out, Button{ID: b.QuickReplyButton.ID, Label: b.QuickReplyButton.DisplayText})
		}
	}
	return out
}
