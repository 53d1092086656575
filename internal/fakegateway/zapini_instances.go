package fakegateway

import (
	"slices"
	"time"
)

var zapiniInstanceRoutes = []route{
	{op: "GET /instances/{uuid}", serve: zapini(zapiniOneInstance)},
	{op: "GET /instances/{uuid}/qr", serve: zapiniQR},
	{op: "GET /instances/{uuid}/status", serve: zapini(zapiniInstanceStatus)},
	{op: "GET /instances/{uuid}/stats", serve: zapini(zapiniStats)},
	{op: "POST /instances/{uuid}/disconnect", serve: func(c *call) answer {
		c.link(false, false)
		return zapiniSays("instance disconnected", nil)
	}},
	{op: "POST /instances/{uuid}/reconnect", serve: func(c *call) answer {
		if !c.g.paired() {
			c.link(false, true)
		}
		return zapiniSays("instance is connecting", nil)
	}},
	{op: "PUT /instances/{uuid}/webhook", need: []string{"webhook_url"},
		may: []string{"webhook_secret", "events:array", "is_active:bool"}, serve: zapiniWebhook},
}

// link connects or disconnects the gateway's own instance; without a device a QR code may wait to be scanned.
func (c *call) link(paired, qrReady bool) {
	if c.params["uuid"] == zapiniOther {
		return
	}
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	c.g.unpaired, c.g.qrReady = !paired, qrReady
}

// linkState is the status of the gateway's own instance. After SetPaired(false) there is no QR code until the instance
// is told to reconnect.
func (g *Gateway) linkState() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case !g.unpaired:
		return "connected"
	case g.qrReady:
		return "qr_ready"
	}
	return "disconnected"
}

func (w *zapiniWorld) instance(uuid string) map[string]any {
	i := map[string]any{
		"uuid": uuid, "phone_number": nil, "status": "qr_ready", "connected": false, "messages_sent_today": 0,
		"remaining_quota": zapiniDaily, "can_send_messages": false, "last_activity_at": nil,
		"created_at": iso(w.g.started.Add(-24 * time.Hour)),
	}
	if uuid != zapiniOther {
		sent, _ := w.sent()
		i["phone_number"], i["status"] = ownPhone, w.g.linkState()
		i["connected"], i["can_send_messages"] = i["status"] == "connected", i["status"] == "connected" && sent < zapiniDaily
		i["messages_sent_today"], i["remaining_quota"] = sent, zapiniDaily-sent
		i["last_activity_at"] = iso(time.Now())
	}
	return i
}

// zapiniInstances lists what the token opens: an instance's token only its own.
func zapiniInstances(c *call, w *zapiniWorld) answer {
	uuids := []string{w.g.instanceID(), zapiniOther}
	if w.tokens[token(c)] {
		uuids = uuids[:1]
	}
	status, list := c.r.URL.Query().Get("status"), []any{}
	for _, uuid := range uuids {
		if i := w.instance(uuid); status == "" || status == i["status"] {
			list = append(list, i)
		}
	}
	return zapiniSays("", map[string]any{"instances": list})
}

func zapiniOneInstance(c *call, w *zapiniWorld) answer {
	return zapiniSays("", w.instance(c.params["uuid"]))
}

func zapiniInstanceStatus(c *call, w *zapiniWorld) answer {
	i := w.instance(c.params["uuid"])
	return zapiniSays("", map[string]any{
		"uuid": i["uuid"], "status": i["status"], "connected": i["connected"], "phone_number": i["phone_number"],
		"last_activity_at": i["last_activity_at"],
	})
}

// zapiniQR has no code unless one waits to be scanned. That shape is ours: only the other one is documented.
func zapiniQR(c *call) answer {
	status := "qr_ready"
	if c.params["uuid"] != zapiniOther {
		status = c.g.linkState()
	}
	data := map[string]any{
		"status": status, "qr_code": nil, "qr_code_text": nil, "qr_generated_at": nil, "qr_expired": false,
		"message": "there is no QR code",
	}
	if status == "qr_ready" {
		data["qr_code"], data["qr_code_text"], data["qr_generated_at"] = pixelURI, "2@"+c.g.hexID(), iso(time.Now())
		data["message"] = "the QR code can be scanned"
	}
	return zapiniSays("", data)
}

// zapiniDirectQR is documented to be there only while a code waits to be scanned.
func zapiniDirectQR(c *call) answer {
	if c.g.linkState() != "qr_ready" {
		return zapiniUnknown(c, "QR code")
	}
	return ok(map[string]any{"success": true, "qr": pixelURI, "status": "qr_ready"})
}

func zapiniStats(c *call, w *zapiniWorld) answer {
	if c.params["uuid"] == zapiniOther {
		w = &zapiniWorld{g: w.g}
	}
	sent, received := w.sent()
	return zapiniSays("", map[string]any{
		"messages_sent_today": sent, "remaining_quota": zapiniDaily - sent, "daily_limit": zapiniDaily,
		"messages_this_week": sent, "messages_this_month": sent, "messages_received_today": received,
		"conversations_count": len(w.conversations), "contacts_count": len(w.contacts),
	})
}

func zapiniStatus(c *call) answer {
	return ok(map[string]any{
		"success": true, "status": c.g.linkState(), "phone": ownPhone, "name": "Loja Exemplo", "platform": "android",
	})
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
	if c.params["uuid"] != zapiniOther { // which never has anything to tell
		c.g.mu.Lock()
		c.g.callbackURL, c.g.muted, c.g.events = c.text("webhook_url"), !active, events
		if secret := c.text("webhook_secret"); secret != "" {
			c.g.secret = secret
		}
		c.g.mu.Unlock()
	}
	return ok(map[string]any{"success": true, "message": "webhook stored", "data": map[string]any{
		"webhook_url": c.text("webhook_url"), "events": append([]any{}, list...), "is_active": active,
	}})
}
