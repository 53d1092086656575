package fakegateway

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

func zapyProvider() provider {
	noRoute := func(c *call) answer { // a method that is not there is a path that is not there
		return c.problem(http.StatusNotFound, "NOT_FOUND", "no such operation", nil)
	}
	return provider{
		mounts: []mount{{auth: zapyAuth, routes: slices.Concat(zapyInstanceRoutes, zapyContactRoutes, []route{
			{op: "POST /api/message/{instanceId}/text", need: []string{"to", "message"},
				may: []string{"quoteMessageId"}, serve: zapySendText},
			{op: "POST /api/message/{instanceId}/image", need: []string{"to", "image"},
				may: []string{"caption", "quoteMessageId", "viewOnce:bool"}, serve: zapySendImage},
		})}},
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

// zapyAuth takes the account's key, or a partner's, and knows the account's instances.
func zapyAuth(c *call) (answer, bool) {
	key := c.r.Header.Get("X-Api-Key")
	if !same(key, c.g.cfg.Token) && !same(key, c.g.cfg.PartnerToken) {
		return c.problem(http.StatusUnauthorized, "UNAUTHORIZED", "the API key is missing or not valid", nil), false
	}
	if id, named := c.params["instanceId"]; named && !c.g.zapy.has(id) {
		return c.problem(http.StatusNotFound, "NOT_FOUND", "no such instance", nil), false
	}
	return answer{}, true
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
	a := answer{status: http.StatusCreated, body: map[string]any{"id": m.local, "messageId": m.id}}
	if c.params["instanceId"] == c.g.instanceID() { // the only one whose callbacks go anywhere
		a.accepted = &m
	}
	return a
}

// zapyPeer adds the country to a Brazilian number of eleven digits, as the documentation says the gateway does.
func zapyPeer(to string) string {
	if len(to) == 11 && !strings.Contains(to, "@") {
		return "55" + to
	}
	return to
}
