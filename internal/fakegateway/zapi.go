package fakegateway

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

func zapiProvider() provider {
	return provider{
		mounts: []mount{
			{prefix: "/instances/{instance}/token/{token}", auth: zapiInstance, routes: slices.Concat(zapiMessageRoutes, []route{
				{op: "GET /status", serve: zapiStatus},
				{op: "GET /qr-code", serve: func(c *call) answer { return ok(map[string]any{"value": "2@" + c.g.hexID()}) }},
				{op: "GET /qr-code/image", serve: zapiQRCodeImage},
				{op: "GET /restart", serve: zapiDone},
				{op: "POST /send-text", need: []string{"phone", "message"},
					may: []string{"messageId", "privateAnswer:bool", "editMessageId", "mentioned:array", "groupMentioned:array",
						"delayMessage:number", "delayTyping:number"},
					serve: zapiSendWords("message")},
				{op: "POST /send-image", need: []string{"phone", "image"},
					may:   []string{"caption", "messageId", "delayMessage:number", "viewOnce:bool"},
					serve: zapiSendImage},
				{op: "GET /chats", serve: zapiChats},
				{op: "PUT /update-webhook-received", need: []string{"value"}, serve: zapiUpdateWebhook},
				{op: "POST /queue", may: []string{"pageSize:number", "pagingState"}, serve: zapiQueue},
			})},
			{auth: zapiPartner, routes: []route{
				{op: "POST /instances/integrator/on-demand", need: []string{"name"},
					may: []string{"sessionName", "deliveryCallbackUrl", "receivedCallbackUrl", "receivedAndDeliveryCallbackUrl",
						"disconnectedCallbackUrl", "connectedCallbackUrl", "presenceChatCallbackUrl", "messageStatusCallbackUrl",
						"callRejectAuto:bool", "callRejectMessage", "autoReadMessage:bool", "autoReadStatus:bool", "isDevice:bool",
						"businessDevice:bool", "disableEnqueueWhenDisconnected:bool"},
					serve: zapiCreateInstance},
			}},
		},
		problem: zapiProblem,
		noRoute: func(*call) answer { // the documented gateway says so with a 200
			return ok(map[string]any{"error": "NOT_FOUND", "message": "Unable to find matching target resource method"})
		},
		noMethod:   func(c *call) answer { return c.problem(http.StatusMethodNotAllowed, "", "method not allowed", nil) },
		missing:    http.StatusBadRequest,
		typed:      zapiTyped,
		headers:    zapiHeaders,
		sent:       zapiSent,
		incoming:   zapiReceived,
		connection: zapiConnection,
	}
}

func zapiProblem(_ *call, status int, _, message string, _ map[string]any) answer {
	return answer{status: status, body: map[string]any{"error": message}}
}

func zapiInstance(c *call) (answer, bool) {
	cfg := c.g.cfg
	if !same(c.params["instance"], cfg.InstanceID) || !same(c.params["token"], cfg.Token) {
		return c.problem(http.StatusNotFound, "", "Instance not found", nil), false
	}
	if cfg.ClientToken == "" {
		return answer{}, true
	}
	switch token := c.r.Header.Get("Client-Token"); {
	case token == "":
		return c.problem(http.StatusForbidden, "", "null not allowed", nil), false
	case !same(token, cfg.ClientToken):
		return c.problem(http.StatusForbidden, "", "your client-token is not configured", nil), false
	}
	return answer{}, true
}

func zapiPartner(c *call) (answer, bool) {
	if !bearer(c.r, c.g.cfg.PartnerToken) {
		return c.problem(http.StatusUnauthorized, "", "partner token not accepted", nil), false
	}
	return answer{}, true
}

// zapiTyped asks for a JSON content type where there is a body, or should be one.
func zapiTyped(c *call) (answer, bool) {
	if len(c.body) == 0 && len(c.route.need) == 0 {
		return answer{}, true
	}
	if kind, _, err := mime.ParseMediaType(c.r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return c.problem(http.StatusUnsupportedMediaType, "", "unsupported media type", nil), false
	}
	return answer{}, true
}

// same compares credentials; an empty one never matches, so that a forgotten configuration refuses everybody.
func same(given, want string) bool {
	return want != "" && subtle.ConstantTimeCompare([]byte(given), []byte(want)) == 1
}

func bearer(r *http.Request, want string) bool {
	token, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return found && same(token, want)
}

func zapiDone(*call) answer { return ok(map[string]any{"value": true}) }

func zapiStatus(c *call) answer {
	if c.g.paired() {
		return ok(map[string]any{"connected": true, "smartphoneConnected": true, "error": "You are already connected."})
	}
	return ok(map[string]any{"connected": false, "smartphoneConnected": false, "error": "You are not connected."})
}

func zapiQRCodeImage(c *call) answer {
	if c.g.paired() {
		return ok(map[string]any{"connected": true})
	}
	return ok(map[string]any{"value": pixelURI})
}

func zapiSendImage(c *call) answer {
	if !isMedia(c.text("image")) {
		return c.invalid("image", "must be a link or a data URI")
	}
	return zapiAccept(c, message{peer: c.text("phone"), image: c.text("image"), caption: c.text("caption")})
}

func zapiAccept(c *call, m message) answer {
	m.local, m.id = c.g.hexID(), c.g.messageID()
	return answer{status: http.StatusOK, accepted: &m, body: map[string]any{
		"zaapId": m.local, "messageId": m.id, "id": m.id,
	}}
}

func zapiUpdateWebhook(c *call) answer {
	c.g.mu.Lock()
	c.g.callbackURL = c.text("value")
	c.g.mu.Unlock()
	return zapiDone(c)
}

// zapiChats pages through five chats: two people, a group, a muted one and one with a note. Booleans are the strings
// that the documentation shows.
func zapiChats(c *call) answer {
	last := seconds()
	var chats []any
	for i, name := range []string{"Ana Exemplo", "Bruno Exemplo", "Grupo Exemplo", "Carla Exemplo", "Davi Exemplo"} {
		chat := map[string]any{
			"archived": "false", "pinned": strconv.FormatBool(i == 0), "messagesUnread": i, "unread": strconv.Itoa(i),
			"phone": "551190000000" + strconv.Itoa(i+1), "name": name,
			"lastMessageTime": strconv.FormatInt(last-int64(i)*60, 10), "isMuted": "0", "isMarkedSpam": "false",
			"isGroupAnnouncement": false, "isGroup": false,
		}
		switch i {
		case 2:
			chat["phone"], chat["isGroup"] = "120360000000000001-group", true
		case 3:
			chat["isMuted"], chat["muteEndTime"], chat["archived"] = "1", millis()+8*3600_000, "true"
		case 4:
			chat["notes"] = map[string]any{
				"id": base64.StdEncoding.EncodeToString([]byte("note 1")), "content": "prefers mornings",
				"createdAt": millis() - 86_400_000, "lastUpdateAt": millis() - 3600_000,
			}
		}
		chats = append(chats, chat)
	}
	number, size, err := pageOf(c.r, "pageSize", len(chats))
	if err != "" {
		return c.problem(http.StatusBadRequest, "", err, nil)
	}
	return ok(cut(chats, number, size))
}

// pageOf reads the page number, from 1, and the page size of a query; complaint says what is wrong with them.
func pageOf(r *http.Request, sizeName string, size int) (number, _ int, complaint string) {
	number = 1
	for name, target := range map[string]*int{"page": &number, sizeName: &size} {
		text := r.URL.Query().Get(name)
		if text == "" {
			continue
		}
		value, err := strconv.Atoi(text)
		if err != nil || value < 1 {
			return 0, 0, name + " must be a positive number"
		}
		*target = value
	}
	return number, size, ""
}

// cut takes one page out of a list; past the end it is empty, never null.
func cut(all []any, number, size int) []any {
	from := min((number-1)*size, len(all))
	return append([]any{}, all[from:min(from+size, len(all))]...)
}

// zapiQueue pages by cursor through 25 queued messages: with the documented default of 20 there are two pages.
func zapiQueue(c *call) answer {
	const total, largest = 25, 30
	size, from := 20, 0
	if n, given := c.fields["pageSize"].(float64); given {
		if n < 1 || n > largest {
			return c.invalid("pageSize", "must be between 1 and 30")
		}
		size = int(n)
	}
	if state := c.text("pagingState"); state != "" {
		var cursor struct {
			From int `json:"from"`
		}
		raw, err := base64.StdEncoding.DecodeString(state)
		if err != nil || json.Unmarshal(raw, &cursor) != nil || cursor.From < 1 || cursor.From >= total {
			return c.invalid("pagingState", "is not a cursor of this queue")
		}
		from = cursor.From
	}
	messages := []any{}
	end := min(from+size, total)
	for i := from; i < end; i++ {
		id := strings.ToUpper(strconv.FormatUint(scatter(uint64(1000+i)), 16))
		created := c.g.started.Add(time.Duration(i) * time.Second)
		messages = append(messages, map[string]any{
			"_id": "Q" + id, "ZaapId": "Q" + id, "MessageId": "3EB0" + id, "InstanceId": c.g.instanceID(),
			"Phone": "5511900000001", "Message": "queued " + strconv.Itoa(i+1), "DelayMessage": -1, "DelayTyping": 0,
			"IsTrial": false, "Beta": false, "Created": created.UnixMilli(), "CreatedAt": created.UTC().Format("2006-01-02T15:04:05.000-07:00"),
		})
	}
	page := map[string]any{"messages": messages, "pagingState": nil, "hasMore": end < total}
	if end < total {
		page["pagingState"] = base64.StdEncoding.EncodeToString(encode(map[string]any{"from": end}))
	}
	return ok(page)
}

func zapiCreateInstance(c *call) answer {
	return ok(map[string]any{
		"id": c.g.hexID(), "token": c.g.hexID(), "due": strconv.FormatInt(millis()+2*86_400_000, 10),
	})
}
