package fakegateway

import (
	"net/http"
	"slices"
)

// wsapiReply are the optional fields of all messages but locations.
var wsapiReply = []string{"mentions:array", "replyTo", "replyToSenderId", "isForwarded:bool", "ephemeralExpiration"}

var wsapiFile = append([]string{"data", "url", "mimeType", "caption", "viewOnce:bool"}, wsapiReply...)

// wsapiMessageRoutes are the messages beside texts and images, what is done to them, and who is asked about first.
var wsapiMessageRoutes = []route{
	{op: "POST /messages/video", need: []string{"to"}, may: wsapiFile, serve: wsapiSendFile},
	{op: "POST /messages/audio", need: []string{"to"}, may: wsapiFile, serve: wsapiSendFile},
	{op: "POST /messages/voice", need: []string{"to"}, may: wsapiFile, serve: wsapiSendFile},
	{op: "POST /messages/document", need: []string{"to", "filename"}, may: wsapiFile, serve: wsapiSendFile},
	{op: "POST /messages/sticker", need: []string{"to"}, may: append([]string{"data", "url", "isAnimated:bool"}, wsapiReply...),
		serve: wsapiSendFile},
	{op: "POST /messages/location", need: []string{"to"},
		may:   []string{"latitude:number", "longitude:number", "name", "address", "url", "ephemeralExpiration"},
		serve: wsapiSendWords("name")},
	{op: "POST /messages/contact", need: []string{"to"}, may: append([]string{"displayName", "vcard"}, wsapiReply...),
		serve: wsapiSendContact},
	{op: "POST /messages/{messageId}/reaction", need: []string{"to"}, may: []string{"senderId", "reaction"}, serve: wsapiReact},
	{op: "POST /messages/{messageId}/read", need: []string{"chatId", "senderId", "receiptType"}, serve: wsapiRead},
	{op: "PUT /chats/{chatId}/presence", need: []string{"state"}, serve: wsapiChatPresence},
	{op: "POST /users/check", need: []string{"phones:array"}, serve: wsapiCheckUsers},
}

// wsapiSource checks where a file comes from: one of a link and base64.
func wsapiSource(c *call) (refused answer, ok bool) {
	link, data := c.text("url"), c.text("data")
	switch {
	case (link == "") == (data == ""):
		return c.problem(http.StatusBadRequest, "", "exactly one of url and data is required", nil), false
	case link != "" && !isLink(link):
		return c.invalid("url", "must be a URL"), false
	case data != "" && !isBase64(data):
		return c.invalid("data", "must be base64"), false
	}
	return answer{}, true
}

// wsapiSendFile takes on a file other than an image: its callbacks are those of a text, its caption.
func wsapiSendFile(c *call) answer {
	if refused, good := wsapiSource(c); !good {
		return refused
	}
	return wsapiSendWords("caption")(c)
}

// wsapiSendWords takes on a message whose callbacks are those of a text.
func wsapiSendWords(field string) func(*call) answer {
	return func(c *call) answer { return wsapiAccept(c, message{peer: c.text("to"), text: c.text(field)}) }
}

func wsapiSendContact(c *call) answer {
	if c.text("displayName", "vcard") == "" {
		return c.problem(http.StatusBadRequest, "", "one of displayName and vcard is required", nil)
	}
	return wsapiSendWords("displayName")(c)
}

// wsapiReact wants a reaction, and takes an empty one. No callbacks follow.
func wsapiReact(c *call) answer {
	if _, given := c.fields["reaction"].(string); !given {
		return c.invalid("reaction", "is required")
	}
	return wsapiWhilePaired(c, ok(map[string]any{"id": c.g.messageID()}))
}

func wsapiRead(c *call) answer {
	if !slices.Contains([]string{"delivered", "sender", "read", "played"}, c.text("receiptType")) {
		return c.invalid("receiptType", "must be delivered, sender, read or played")
	}
	return wsapiWhilePaired(c, answer{status: http.StatusNoContent})
}

func wsapiChatPresence(c *call) answer {
	if !slices.Contains([]string{"typing", "paused", "recording"}, c.text("state")) {
		return c.invalid("state", "must be typing, paused or recording")
	}
	return wsapiWhilePaired(c, answer{status: http.StatusNoContent})
}

func wsapiWhilePaired(c *call, a answer) answer {
	if !c.g.paired() {
		return wsapiUnpaired()
	}
	return a
}

// wsapiCheckUsers gives a JID to the numbers that have one only.
func wsapiCheckUsers(c *call) answer {
	phones, good := c.texts("phones")
	if !good || len(phones) == 0 {
		return c.invalid("phones", "must hold phone numbers")
	}
	results := []any{}
	for _, phone := range phones {
		result := map[string]any{"query": phone, "isInWhatsApp": isPerson(phone)}
		if isPerson(phone) {
			result["jid"] = jid(phone)
		}
		results = append(results, result)
	}
	return wsapiWhilePaired(c, ok(results))
}
