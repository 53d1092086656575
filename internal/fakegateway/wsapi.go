package fakegateway

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

func wsapiProvider() provider {
	return provider{
		mounts: []mount{
			{auth: wsapiInstance, routes: slices.Concat(wsapiMessageRoutes, []route{
				{op: "GET /session/status", serve: wsapiStatus},
				{op: "POST /messages/text", need: []string{"to", "text"},
					may: wsapiReply, serve: wsapiSendWords("text")},
				{op: "POST /messages/image", need: []string{"to"}, may: wsapiFile, serve: wsapiSendImage},
				{op: "GET /chats", serve: wsapiChats},
			})},
			{auth: wsapiAdmin, routes: []route{
				{op: "POST /admin/instances", need: []string{"id"},
					may:   []string{"webhookUrl", "apiKey", "signingSecret", "eventFilters:array", "historySync:bool"},
					serve: wsapiCreateInstance},
			}},
		},
		problem:  wsapiProblem,
		noRoute:  func(c *call) answer { return c.problem(http.StatusNotFound, "", "no such path", nil) },
		noMethod: func(c *call) answer { return c.problem(http.StatusMethodNotAllowed, "", "no such method here", nil) },
		missing:  http.StatusBadRequest,

		signature:  "sha256=%s",
		headers:    plainHeaders,
		sent:       wsapiSent,
		incoming:   wsapiMessage,
		connection: wsapiConnection,
		aliases:    wsapiAliases,
	}
}

func wsapiProblem(_ *call, status int, _, message string, _ map[string]any) answer {
	return answer{status: status, body: map[string]any{"status": status, "detail": message}}
}

// wsapiInstance finds the instance by its header, in multi mode, and then asks for that instance's key: an instance made
// over the API may have one of its own.
func wsapiInstance(c *call) (answer, bool) {
	key, instance := c.g.cfg.Token, c.r.Header.Get("X-Instance-Id")
	if c.g.cfg.InstanceID != "" || instance != "" {
		c.g.mu.Lock()
		config, created := c.g.created[instance]
		c.g.mu.Unlock()
		if own, _ := config["apiKey"].(string); own != "" {
			key = own
		}
		switch {
		case instance == "":
			return c.problem(http.StatusBadRequest, "", "the header X-Instance-Id is required", nil), false
		case !created && instance != c.g.cfg.InstanceID && c.g.cfg.InstanceID != "":
			return c.problem(http.StatusNotFound, "", "no such instance", nil), false
		}
	}
	if !same(c.r.Header.Get("X-Api-Key"), key) {
		return c.problem(http.StatusUnauthorized, "", "the API key is missing or not valid", nil), false
	}
	return answer{}, true
}

func wsapiAdmin(c *call) (answer, bool) {
	if !same(c.r.Header.Get("X-Api-Key"), c.g.cfg.AdminKey) {
		return c.problem(http.StatusUnauthorized, "", "the admin key is missing or not valid", nil), false
	}
	return answer{}, true
}

// wsapiUnpaired is the documented answer without a device: status 409, and 403 in the body.
func wsapiUnpaired() answer {
	return answer{status: http.StatusConflict, body: map[string]any{"status": 403, "detail": "the device is not paired"}}
}

func wsapiStatus(c *call) answer {
	if !c.g.paired() {
		return ok(map[string]any{"isConnected": true, "isLoggedIn": false, "deviceId": ""})
	}
	return ok(map[string]any{"isConnected": true, "isLoggedIn": true, "deviceId": ownPhone + ":12@s.whatsapp.net"})
}

func wsapiSendImage(c *call) answer {
	if refused, good := wsapiSource(c); !good {
		return refused
	}
	viewOnce, _ := c.fields["viewOnce"].(bool)
	return wsapiAccept(c, message{
		peer: c.text("to"), image: c.text("url", "data"), caption: c.text("caption"), viewOnce: viewOnce,
	})
}

func wsapiAccept(c *call, m message) answer {
	expiry := c.text("ephemeralExpiration")
	switch {
	case strings.HasPrefix(m.peer, "+"):
		return c.invalid("to", "must not begin with +")
	case expiry != "" && !slices.Contains([]string{"off", "24h", "7d", "90d"}, expiry):
		return c.invalid("ephemeralExpiration", "must be off, 24h, 7d or 90d")
	case !c.g.paired():
		return wsapiUnpaired()
	}
	m.id = c.g.messageID()
	return answer{status: http.StatusCreated, accepted: &m, body: map[string]any{"id": m.id}}
}

// wsapiChats lists a person, a business and a muted group, the last active first. What a chat has not, its entry leaves
// out, as documented.
func wsapiChats(c *call) answer {
	if !c.g.paired() {
		return wsapiUnpaired()
	}
	active := func(minutes int) string { return isoMillis(c.g.started.Add(-time.Duration(minutes) * time.Minute)) }
	return ok([]any{
		map[string]any{"id": jid("5511900000001"), "lid": "900000000000001@lid", "isGroup": false, "isArchived": false,
			"isPinned": true, "isMuted": false, "pushName": "Ana", "fullName": "Ana Exemplo", "lastActivity": active(1)},
		map[string]any{"id": jid("5511900000002"), "lid": "900000000000002@lid", "isGroup": false, "isArchived": true,
			"isPinned": false, "isMuted": false, "pushName": "Padaria", "businessName": "Padaria Exemplo", "lastActivity": active(2)},
		map[string]any{"id": "120360000000000001@g.us", "isGroup": true, "isArchived": false, "isPinned": false,
			"isMuted": true, "muteEndTime": isoMillis(c.g.started.Add(8 * time.Hour)), "lastActivity": active(3)},
	})
}

var wsapiID = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$`)

// wsapiFilters are the events that can be asked for; wsapiSystem always come, and are dropped from a list of filters.
var (
	wsapiFilters = []string{"chat_setting", "chat_presence", "chat_push_name", "chat_status", "chat_picture", "message",
		"message_read", "message_delete", "message_star", "message_history_sync", "contact", "group", "call_offer",
		"call_terminate", "call_accept", "user_presence"}
	wsapiSystem = []string{"logged_in", "logged_out", "login_error", "initial_sync_finished"}
)

func wsapiAliases(body map[string]any) []string {
	event, _ := body["eventType"].(string)
	return []string{event}
}

// wsapiCreateInstance makes an instance that can be used at once: with its own key if it has one, else the gateway's.
// A webhook given with it becomes the gateway's callback URL, since a fake gateway has one.
func wsapiCreateInstance(c *call) answer {
	id := c.text("id")
	if !wsapiID.MatchString(id) {
		return c.invalid("id", "must begin with a letter or digit and hold at most 64 letters, digits, dots, dashes and underscores")
	}
	list, _ := c.fields["eventFilters"].([]any)
	filters, events := []any{}, map[string]bool{}
	for _, f := range list {
		name, _ := f.(string)
		switch {
		case slices.Contains(wsapiFilters, name):
			filters, events[name] = append(filters, name), true
		case !slices.Contains(wsapiSystem, name):
			return c.invalid("eventFilters", "must hold known events")
		}
	}
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	if _, taken := c.g.created[id]; taken || id == c.g.cfg.InstanceID {
		return c.invalid("id", "is taken")
	}
	config := map[string]any{
		"apiKey": c.text("apiKey"), "webhookUrl": c.text("webhookUrl"), "signingSecret": c.text("signingSecret"),
		"eventFilters": filters, "historySync": c.fields["historySync"],
	}
	c.g.created[id] = config
	if hook := c.text("webhookUrl"); hook != "" {
		c.g.callbackURL, c.g.secret, c.g.instance, c.g.events = hook, c.text("signingSecret"), id, nil
		if len(events) > 0 {
			c.g.events = events
		}
	}
	return answer{status: http.StatusCreated, body: map[string]any{"id": id, "config": config}}
}
