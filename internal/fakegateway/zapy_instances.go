package fakegateway

import (
	"encoding/json"
	"maps"
	"net/http"
	"sync"
	"time"
	"unicode/utf8"
)

var zapyInstanceRoutes = []route{
	{op: "GET /api/instances", serve: zapy(zapyInstances)},
	{op: "POST /api/instances", need: []string{"name"}, serve: zapy(zapyCreateInstance)},
	{op: "GET /api/instances/{instanceId}/qr", serve: zapyQR},
	{op: "POST /api/instances/{instanceId}/restart", serve: zapy(zapyRestart)},
	{op: "POST /api/instances/{instanceId}/logout", serve: zapy(zapyLogout)},
	{op: "POST /api/instances/{instanceId}/webhook-config", need: []string{"webhookUrl", "isActive:bool"},
		may: []string{"secret"}, serve: zapy(zapyWebhook)},
	{op: "GET /api/instances/{instanceId}/webhook-config", serve: zapy(zapyStoredWebhook)},
	{op: "DELETE /api/instances/{instanceId}/webhook-config", serve: zapy(zapyDeleteWebhook)},
}

// zapyWorld is what a ZapyAPI account knows. mu is taken before the gateway's own.
type zapyWorld struct {
	mu        sync.Mutex
	g         *Gateway
	instances []map[string]any          // the first is the configured one, whose status the gateway keeps
	hooks     map[string]map[string]any // by instance
}

// newZapyWorld begins with three instances: the configured one, one that waits for its QR code, one not paid for.
func newZapyWorld(g *Gateway) *zapyWorld {
	w := &zapyWorld{g: g, hooks: map[string]map[string]any{}}
	for i, status := range []string{"connected", "pending_qr_code_scan", "payment_pending"} {
		id := g.instance
		if i > 0 {
			id += "-" + string(rune('a'+i))
		}
		w.add(id, "Loja Exemplo "+string(rune('A'+i)), status)
	}
	return w
}

func (w *zapyWorld) add(id, name, status string) {
	now := isoMillis(time.Now())
	w.instances = append(w.instances, map[string]any{
		"instanceId": id, "name": name, "status": status,
		"whatsappJid": nil, "whatsappLid": nil, "whatsappId": nil, "whatsappName": nil, "whatsappProfilePicUrl": nil,
		"createdAt": now, "updatedAt": now,
	})
}

// zapy lets an operation work on what the gateway knows. Its answer is written down before anybody else may change what
// it tells of.
func zapy(serve func(c *call, w *zapyWorld) answer) func(*call) answer {
	return func(c *call) answer {
		w := c.g.zapy
		w.mu.Lock()
		defer w.mu.Unlock()
		a := serve(c, w)
		if a.body != nil {
			a.body = json.RawMessage(encode(a.body))
		}
		return a
	}
}

func (w *zapyWorld) has(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.instance(id) != nil
}

func (w *zapyWorld) instance(id string) map[string]any {
	for _, i := range w.instances {
		if i["instanceId"] == id {
			return i
		}
	}
	return nil
}

// told is an instance with the status of the moment. Who is connected has the fields of its number.
func (w *zapyWorld) told(instance map[string]any) map[string]any {
	t := maps.Clone(instance)
	if t["instanceId"] == w.g.instanceID() && !w.g.paired() && t["status"] == "connected" {
		t["status"] = "pending_qr_code_scan"
	}
	if t["status"] == "connected" {
		t["whatsappJid"], t["whatsappLid"], t["whatsappId"] = ownPhone+"@c.us", ownLID, ownPhone
		t["whatsappName"], t["whatsappProfilePicUrl"] = "Loja Exemplo", "https://media.example.com/loja.jpg"
	}
	return t
}

func zapyInstances(c *call, w *zapyWorld) answer {
	var all []any
	for _, instance := range w.instances {
		all = append(all, w.told(instance))
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

// zapyCreateInstance is for partners. Its status among the successful ones is not documented.
func zapyCreateInstance(c *call, w *zapyWorld) answer {
	if partner := c.g.cfg.PartnerToken; partner != "" && !same(c.r.Header.Get("X-Api-Key"), partner) {
		return c.problem(http.StatusForbidden, "FORBIDDEN", "only a partner account creates instances", nil)
	}
	name := c.text("name")
	if n := utf8.RuneCountInString(name); n < 3 || n > 100 {
		return c.invalid("name", "must have 3 to 100 characters")
	}
	id := w.g.uuid()
	w.add(id, name, "created")
	return answer{status: http.StatusCreated, body: map[string]any{"instanceId": id, "name": name, "status": "created"}}
}

func zapyQR(c *call) answer {
	return ok(map[string]any{
		"instanceId": c.params["instanceId"], "qrCode": pixelURI, "expiresAt": millis() + 60_000, "attempt": 1,
	})
}

// zapyRestart brings an instance as far as it comes without anybody scanning a code.
func zapyRestart(c *call, w *zapyWorld) answer {
	if instance := w.instance(c.params["instanceId"]); instance["status"] != "connected" {
		instance["status"], instance["updatedAt"] = "pending_qr_code_scan", isoMillis(time.Now())
	}
	return ok(map[string]any{})
}

func zapyLogout(c *call, w *zapyWorld) answer {
	if id := c.params["instanceId"]; id == w.g.instanceID() {
		w.g.SetPaired(false)
	} else {
		w.instance(id)["status"] = "pending_qr_code_scan"
	}
	return ok(map[string]any{})
}

func zapyWebhook(c *call, w *zapyWorld) answer {
	target, instance := c.text("webhookUrl"), c.params["instanceId"]
	if !isLink(target) {
		return c.invalid("webhookUrl", "must be a URL")
	}
	active, _ := c.fields["isActive"].(bool)
	id, now := w.g.uuid(), isoMillis(time.Now())
	if w.hooks[instance] == nil {
		w.hooks[instance] = map[string]any{"id": id, "instanceId": instance, "createdAt": now}
	}
	maps.Copy(w.hooks[instance], map[string]any{
		"webhookUrl": target, "secret": c.fields["secret"], "isActive": active, "updatedAt": now,
	})
	// The configuration is replaced as a whole: leaving the secret out ends the signatures.
	w.route(instance, target, c.text("secret"), !active)
	return ok(w.hooks[instance])
}

// route sets where the callbacks of the gateway's own instance go; the others have none to deliver.
func (w *zapyWorld) route(instance, url, secret string, muted bool) {
	w.g.mu.Lock()
	defer w.g.mu.Unlock()
	if instance == w.g.instance {
		w.g.callbackURL, w.g.secret, w.g.muted = url, secret, muted
	}
}

func zapyStoredWebhook(c *call, w *zapyWorld) answer {
	hook := w.hooks[c.params["instanceId"]]
	if hook == nil {
		return c.problem(http.StatusNotFound, "NOT_FOUND", "no webhook is configured", nil)
	}
	return ok(hook)
}

// zapyDeleteWebhook also ends the callbacks that were set up by other means than the API.
func zapyDeleteWebhook(c *call, w *zapyWorld) answer {
	instance := c.params["instanceId"]
	delete(w.hooks, instance)
	w.route(instance, "", "", false)
	return ok(map[string]any{})
}
