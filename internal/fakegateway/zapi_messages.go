package fakegateway

import "strconv"

// zapiMessageRoutes are the messages beside texts and images, and what is done to them.
var zapiMessageRoutes = []route{
	{op: "POST /send-video", need: []string{"phone", "video"},
		may: []string{"caption", "messageId", "delayMessage:number", "viewOnce:bool", "async:bool"}, serve: zapiSendFile("video")},
	{op: "POST /send-audio", need: []string{"phone", "audio"},
		may:   []string{"messageId", "delayMessage:number", "delayTyping:number", "viewOnce:bool", "waveform:bool", "async:bool"},
		serve: zapiSendFile("audio")},
	{op: "POST /send-document/{extension}", need: []string{"phone", "document"},
		may: []string{"fileName", "caption", "messageId", "delayMessage:number"}, serve: zapiSendFile("document")},
	{op: "POST /send-sticker", need: []string{"phone", "sticker"},
		may: []string{"stickerAuthor", "messageId", "delayMessage:number"}, serve: zapiSendFile("sticker")},
	{op: "POST /send-location", need: []string{"phone", "title", "address", "latitude", "longitude"},
		may: []string{"messageId", "delayMessage:number"}, serve: zapiSendLocation},
	{op: "POST /send-contact", need: []string{"phone", "contactName", "contactPhone"},
		may: []string{"contactBusinessDescription", "messageId", "delayMessage:number"}, serve: zapiSendWords("contactName")},
	{op: "POST /send-reaction", need: []string{"phone", "reaction", "messageId"}, may: []string{"delayMessage:number"},
		serve: zapiReact},
	{op: "POST /send-remove-reaction", need: []string{"phone", "messageId"}, may: []string{"delayMessage:number"}, serve: zapiReact},
	{op: "POST /read-message", need: []string{"phone", "messageId"}, serve: func(*call) answer { return answer{status: 204} }},
	{op: "GET /phone-exists/{phone}", serve: zapiPhoneExists},
}

// zapiSendFile takes on a file other than an image: its callbacks are those of a text, its caption.
func zapiSendFile(field string) func(*call) answer {
	return func(c *call) answer {
		if !isMedia(c.text(field)) {
			return c.invalid(field, "must be a link or a data URI")
		}
		return zapiSendWords("caption")(c)
	}
}

// zapiSendWords takes on a message whose callbacks are those of a text.
func zapiSendWords(field string) func(*call) answer {
	return func(c *call) answer { return zapiAccept(c, message{peer: c.text("phone"), text: c.text(field)}) }
}

// zapiSendLocation reads coordinates that are documented as strings.
func zapiSendLocation(c *call) answer {
	for field, limit := range map[string]float64{"latitude": 90, "longitude": 180} {
		if degrees, err := strconv.ParseFloat(c.text(field), 64); err != nil || degrees < -limit || degrees > limit {
			return c.invalid(field, "must be degrees")
		}
	}
	return zapiSendWords("title")(c)
}

// zapiReact answers like a send. No callbacks follow.
func zapiReact(c *call) answer {
	a := zapiAccept(c, message{})
	a.accepted = nil
	return a
}

// zapiPhoneExists answers a list of one, with the boolean as a string, as documented.
func zapiPhoneExists(c *call) answer {
	phone := c.params["phone"]
	if !isPerson(phone) {
		return ok([]any{map[string]any{"exists": "false", "phone": phone, "lid": nil}})
	}
	return ok([]any{map[string]any{"exists": "true", "phone": phone, "lid": "900000000000001@lid"}})
}
