package fakegateway

import (
	"maps"
	"net/http"
	"strings"
	"time"
)

func zapyProvider() provider {
	noRoute := func(c *call) answer { // a method that is not there is a path that is not there
		return c.problem(http.StatusNotFound, "NOT_FOUND", "no such operation", nil)
	}
	return provider{
		mounts: []mount{{auth: zapyAuth, routes: []route{
			{op: "GET /api/instances", serve: zapyInstances},
			{op: "GET /api/instances/{instanceId}/qr", serve: zapyQR},
			{op: "POST /api/instances/{instanceId}/webhook-config", need: []string{"webhookUrl", "isActive:bool"},
				may: []string{"secret"}, serve: zapyWebhook},
			{op: "POST /api/message/{instanceId}/text", need: []string{"to", "message"},
				may: []string{"quoteMessageId"}, serve: zapySendText},
			{op: "POST /api/message/{instanceId}/image", need: []string{"to", "image"},
				may: []string{"caption", "quoteMessageId", "viewOnce:bool"}, serve: zapySendImage},
		}}},
		problem:  zapyProblem,
		noRoute:  noRoute,
		noMethod: noRoute,
		missing:  http.StatusBadRequest,

		signature:  "sha256=%s",
		headers:    plainHeaders,
		sent:       zapySent,
		incoming:   zapyReceived,
		connection: zapyConnection,
	}
}

func zapyProblem(c *call, status int, code, message string, _ map[string]any) answer {
	return answer{status: status, body: map[string]any{
		"statusCode": status, "message": message, "error": code, "timestamp": isoMillis(time.Now()), "path": c.r.URL.Path,
	}}
}

func zapyAuth(c *call) (answer, bool) {
	if !same(c.r.Header.Get("X-Api-Key"), c.g.cfg.Token) {
		return c.problem(http.StatusUnauthorized, "UNAUTHORIZED", "the API key is missing or not valid", nil), false
	}
	if instance, named := c.params["instanceId"]; named && instance != c.g.instanceID() {
		return c.problem(http.StatusNotFound, "NOT_FOUND", "no such instance", nil), false
	}
	return answer{}, true
}

// zapyInstances pages through three instances: the configured one, one that waits for its QR code, one not paid for.
func zapyInstances(c *call) answer {
	status := "connected"
	if !c.g.paired() {
		status = "pending_qr_code_scan"
	}
	var all []any
	for i, state := range []string{status, "pending_qr_code_scan", "payment_pending"} {
		id := c.g.instanceID()
		if i > 0 {
			id += "-" + string(rune('a'+i))
		}
		instance := map[string]any{
			"instanceId": id, "name": "Loja Exemplo " + string(rune('A'+i)), "status": state,
			"whatsappJid": nil, "whatsappLid": nil, "whatsappId": nil, "whatsappName": nil, "whatsappProfilePicUrl": nil,
			"createdAt": isoMillis(c.g.started), "updatedAt": isoMillis(c.g.started),
		}
		if state == "connected" {
			instance["whatsappJid"], instance["whatsappLid"], instance["whatsappId"] = ownPhone+"@c.us", ownLID, ownPhone
			instance["whatsappName"], instance["whatsappProfilePicUrl"] = "Loja Exemplo", "https://media.example.com/loja.jpg"
		}
		all = append(all, instance)
	}
	number, size, complaint := pageOf(c.r, "limit", 100)
	if complaint != "" || size > 100 {
		return c.invalid("limit", "must be between 1 and 100, and page at least 1")
	}
	pages := (len(all) + size - 1) / size
	envelope := map[string]any{
		"data": cut(all, number, size), "isFirstPage": number == 1, "isLastPage": number >= pages, "currentPage": number,
		"previousPage": nil, "nextPage": nil, "pageCount": pages, "totalCount": len(all),
	}
	if number > 1 {
		envelope["previousPage"] = number - 1
	}
	if number < pages {
		envelope["nextPage"] = number + 1
	}
	return ok(envelope)
}

func zapyQR(c *call) answer {
	return ok(map[string]any{
		"instanceId": c.g.instanceID(), "qrCode": pixelURI, "expiresAt": millis() + 60_000, "attempt": 1,
	})
}

func zapyWebhook(c *call) answer {
	target := c.text("webhookUrl")
	if !isLink(target) {
		return c.invalid("webhookUrl", "must be a URL")
	}
	active, _ := c.fields["isActive"].(bool)
	id, now := c.g.uuid(), isoMillis(time.Now())
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	if c.g.hook == nil {
		c.g.hook = map[string]any{"id": id, "instanceId": c.g.instance, "createdAt": now}
	}
	maps.Copy(c.g.hook, map[string]any{
		"webhookUrl": target, "secret": c.fields["secret"], "isActive": active, "updatedAt": now,
	})
	// The configuration is replaced as a whole: leaving the secret out ends the signatures.
	c.g.callbackURL, c.g.secret, c.g.muted = target, c.text("secret"), !active
	return ok(maps.Clone(c.g.hook))
}

func zapySendText(c *call) answer {
	return zapyAccept(c, message{peer: zapyPeer(c.text("to")), text: c.text("message")})
}

func zapySendImage(c *call) answer {
	if !isMedia(c.text("image")) {
		return c.invalid("image", "must be a URL or a data URI")
	}
	viewOnce, _ := c.fields["viewOnce"].(bool)
	return zapyAccept(c, message{
		peer: zapyPeer(c.text("to")), image: c.text("image"), caption: c.text("caption"), viewOnce: viewOnce,
	})
}

func zapyAccept(c *call, m message) answer {
	m.local, m.id = c.g.uuid(), c.g.messageID()
	return answer{status: http.StatusCreated, accepted: &m, body: map[string]any{"id": m.local, "messageId": m.id}}
}

// zapyPeer adds the country to a Brazilian number of eleven digits, as the documentation says the gateway does.
func zapyPeer(to string) string {
	if len(to) == 11 && !strings.Contains(to, "@") {
		return "55" + to
	}
	return to
}
