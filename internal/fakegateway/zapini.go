package fakegateway

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const zapiniPlatform = "/api/v1"

func zapiniProvider() provider {
	return provider{
		platform: zapiniPlatform,
		mounts: []mount{
			{prefix: zapiniPlatform, routes: []route{
				{op: "POST /auth/login", need: []string{"email", "password"}, may: []string{"device_name"}, serve: zapiniLogin},
			}},
			{prefix: zapiniPlatform, auth: zapiniUser, routes: []route{
				{op: "GET /conversations", serve: zapiniConversations},
				{op: "PUT /instances/{uuid}/webhook", need: []string{"webhook_url"},
					may: []string{"webhook_secret", "events:array", "is_active:bool"}, serve: zapiniWebhook},
			}},
			{auth: zapiniDirect, routes: []route{
				{op: "POST /send-message", need: []string{"recipient|number|to", "message"},
					may: []string{"reply_to|quoted_message_id"}, serve: zapiniSendMessage},
				{op: "POST /send-media", need: []string{"recipient|number|to", "media_url|url", "media_type|type"},
					may: []string{"caption", "filename"}, serve: zapiniSendMedia},
				{op: "GET /status", serve: zapiniStatus},
			}},
			{routes: []route{
				{op: "GET /health", serve: func(c *call) answer {
					up := time.Since(c.g.started)
					return ok(map[string]any{"status": "ok", "uptime": int64(up.Seconds()), "timestamp": isoMillis(time.Now())})
				}},
			}},
		},
		problem: zapiniProblem,
		noRoute: func(c *call) answer { return c.problem(http.StatusNotFound, "NOT_FOUND", "no such path", nil) },
		noMethod: func(c *call) answer {
			return c.problem(http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "no such method here", nil)
		},
		missing: http.StatusUnprocessableEntity,

		signature:  "%s",
		headers:    zapiniHeaders,
		sent:       zapiniSent,
		incoming:   zapiniReceived,
		connection: zapiniConnection,
		aliases:    zapiniAliases,
	}
}

func zapiniProblem(_ *call, status int, code, message string, details map[string]any) answer {
	if details == nil {
		details = map[string]any{}
	}
	return answer{status: status, body: map[string]any{
		"success": false, "error": map[string]any{"code": code, "message": message, "details": details},
	}}
}

// zapiniUser accepts the configured token and those that login gave out.
func zapiniUser(c *call) (answer, bool) {
	if bearer(c.r, c.g.cfg.Token) || c.g.loggedIn(c.r) {
		return answer{}, true
	}
	return c.problem(http.StatusUnauthorized, "UNAUTHENTICATED", "the token is missing or not valid", nil), false
}

// zapiniDirect accepts the configured token only: the direct operations belong to one instance, and a token from login
// belongs to a user.
func zapiniDirect(c *call) (answer, bool) {
	if bearer(c.r, c.g.cfg.Token) {
		return answer{}, true
	}
	if c.g.loggedIn(c.r) {
		return c.problem(http.StatusForbidden, "FORBIDDEN", "this operation needs the token of an instance", nil), false
	}
	return c.problem(http.StatusUnauthorized, "UNAUTHENTICATED", "the token is missing or not valid", nil), false
}

func (g *Gateway) loggedIn(r *http.Request) bool {
	token, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	g.mu.Lock()
	defer g.mu.Unlock()
	return found && g.tokens[token]
}

func zapiniLogin(c *call) answer {
	if !same(c.text("email"), c.g.cfg.Email) || !same(c.text("password"), c.g.cfg.Password) {
		return c.problem(http.StatusUnauthorized, "INVALID_CREDENTIALS", "email and password do not match", nil)
	}
	token := strconv.FormatUint(c.g.next(), 10) + "|" + c.g.hexID()
	c.g.mu.Lock()
	c.g.tokens[token] = true
	c.g.mu.Unlock()
	return ok(map[string]any{"success": true, "message": "logged in", "data": map[string]any{
		"user":  map[string]any{"id": 7, "name": "Ana Exemplo", "email": c.g.cfg.Email, "role": "admin"},
		"token": token, "token_type": "Bearer",
	}})
}

// zapiniConversations pages through five conversations and honours the filters that need no tags.
func zapiniConversations(c *call) answer {
	query := c.r.URL.Query()
	var found []any
	for i, name := range []string{"Ana Exemplo", "Bruno Exemplo", "Grupo Exemplo", "Carla Exemplo", "Davi Exemplo"} {
		number, group := "551190000000"+strconv.Itoa(i+1), i == 2
		if group {
			number = "120360000000000001@g.us"
		}
		if !zapiniFilter(query, c.g.instanceID(), name, number, group, i > 0) {
			continue
		}
		found = append(found, map[string]any{
			"id": "00000000-0000-4000-8000-00000000000" + strconv.Itoa(i+1), "contact_number": number, "contact_name": name,
			"display_name": name, "is_group": group, "profile_picture_url": "https://media.example.com/" + strconv.Itoa(i+1) + ".jpg",
			"last_message": "até logo", "last_message_at": isoMillis(c.g.started.Add(-time.Duration(i) * time.Minute)),
			"unread_count": i, "is_archived": false,
		})
	}
	number, size, complaint := pageOf(c.r, "per_page", 20)
	if complaint != "" || size > 100 {
		return c.invalid("per_page", "and page must be positive numbers, per_page at most 100")
	}
	return ok(map[string]any{"success": true, "data": cut(found, number, size), "meta": map[string]any{
		"pagination": map[string]any{
			"total": len(found), "per_page": size, "current_page": number, "last_page": max(1, (len(found)+size-1)/size),
		},
	}})
}

func zapiniFilter(query url.Values, instance, name, number string, group, unread bool) bool {
	text := strings.ToLower(query.Get("search"))
	truth := func(key string) bool { return query.Get(key) == "true" || query.Get(key) == "1" }
	switch {
	case query.Has("instance_id") && query.Get("instance_id") != instance,
		query.Has("is_group") && truth("is_group") != group,
		truth("unread") && !unread,
		!strings.Contains(strings.ToLower(name), text) && !strings.Contains(number, text):
		return false
	}
	return true
}

// zapiniEvents pairs the names by which callbacks are asked for with those they carry: the documentation has both
// vocabularies and does not say how they meet.
var zapiniEvents = map[string][]string{
	"message.incoming": {"message.received"}, "message.outgoing": {"message.sent"}, "message.status": {"message.status"},
	"message.reaction": nil, "message.deleted": nil, "qr.update": {"instance.qr"}, "contact.update": nil,
	"connection.update": {"instance.connected", "instance.disconnected"},
}

func zapiniAliases(body map[string]any) []string {
	event, _ := body["event"].(string)
	names := []string{event}
	for asked, carried := range zapiniEvents {
		if slices.Contains(carried, event) {
			names = append(names, asked)
		}
	}
	return names
}

func zapiniWebhook(c *call) answer {
	if c.params["uuid"] != c.g.instanceID() {
		return c.problem(http.StatusNotFound, "NOT_FOUND", "no such instance", nil)
	}
	if !isLink(c.text("webhook_url")) {
		return c.invalid("webhook_url", "must be a URL")
	}
	list, _ := c.fields["events"].([]any)
	var events map[string]bool
	for _, e := range list {
		name, _ := e.(string)
		if _, known := zapiniEvents[name]; !known {
			return c.invalid("events", "must hold known events")
		}
		if events == nil {
			events = map[string]bool{}
		}
		events[name] = true
	}
	active, given := c.fields["is_active"].(bool)
	active = active || !given
	c.g.mu.Lock()
	c.g.callbackURL, c.g.muted, c.g.events = c.text("webhook_url"), !active, events
	if secret := c.text("webhook_secret"); secret != "" {
		c.g.secret = secret
	}
	c.g.mu.Unlock()
	return ok(map[string]any{"success": true, "message": "webhook stored", "data": map[string]any{
		"webhook_url": c.text("webhook_url"), "events": append([]any{}, list...), "is_active": active,
	}})
}

func zapiniSendMessage(c *call) answer {
	return zapiniAccept(c, message{peer: c.text("recipient", "number", "to"), text: c.text("message")}, "message sent")
}

func zapiniSendMedia(c *call) answer {
	if !isLink(c.text("media_url", "url")) {
		return c.invalid("media_url", "must be a URL")
	}
	if !slices.Contains([]string{"image", "video", "audio", "document"}, c.text("media_type", "type")) {
		return c.invalid("media_type", "must be image, video, audio or document")
	}
	m := message{peer: c.text("recipient", "number", "to"), image: c.text("media_url", "url"), caption: c.text("caption")}
	m.mediaType = c.text("media_type", "type")
	return zapiniAccept(c, m, "media sent")
}

func zapiniAccept(c *call, m message, text string) answer {
	m.local, m.id = c.g.uuid(), c.g.messageID()
	return answer{status: http.StatusOK, accepted: &m, body: map[string]any{
		"success": true, "message": text, "message_id": m.id, "timestamp": isoMillis(time.Now()),
	}}
}

func zapiniStatus(c *call) answer {
	status := "connected"
	if !c.g.paired() {
		status = "disconnected"
	}
	return ok(map[string]any{
		"success": true, "status": status, "phone": ownPhone, "name": "Loja Exemplo", "platform": "android",
	})
}
