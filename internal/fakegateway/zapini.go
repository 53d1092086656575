package fakegateway

import (
	"encoding/json"
	"net/http"
	"slices"
)

const zapiniPlatform = "/api/v1"

func zapiniProvider() provider {
	return provider{
		platform: zapiniPlatform,
		mounts: []mount{
			{prefix: zapiniPlatform, routes: []route{
				{op: "POST /auth/login", need: []string{"email", "password"}, may: []string{"device_name"}, serve: zapiniLogin},
			}},
			{prefix: zapiniPlatform, auth: zapiniUser, routes: slices.Concat(
				zapiniAuthRoutes, zapiniConversationRoutes, zapiniAutomationRoutes, zapiniChatRoutes, zapiniMessageRoutes,
				zapiniContactRoutes, zapiniTagRoutes, zapiniMediaRoutes,
				[]route{{op: "GET /instances", serve: zapini(zapiniInstances)}},
			)},
			{prefix: zapiniPlatform, auth: zapiniInstance, routes: slices.Concat(zapiniInstanceRoutes, zapiniGroupRoutes)},
			{auth: zapiniDirect, routes: zapiniDirectRoutes},
			{auth: zapiniInbound, routes: zapiniInboundRoutes},
			{routes: []route{{op: "GET /health", serve: zapiniHealth}}},
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

// zapini lets an operation work on what the gateway knows. Its answer is written down before anybody else may change
// what it tells of.
func zapini(serve func(c *call, w *zapiniWorld) answer) func(*call) answer {
	return func(c *call) answer {
		w := c.g.zapini
		w.mu.Lock()
		defer w.mu.Unlock()
		a := serve(c, w)
		if a.body != nil {
			a.body = json.RawMessage(encode(a.body))
		}
		return a
	}
}

// zapiniSays is the envelope of a success; what is empty is left out.
func zapiniSays(message string, data any) answer {
	body := map[string]any{"success": true}
	if message != "" {
		body["message"] = message
	}
	if data != nil {
		body["data"] = data
	}
	return ok(body)
}

// zapiniMade is zapiniSays with the documented status for what was created.
func zapiniMade(message string, data any) answer {
	a := zapiniSays(message, data)
	a.status = http.StatusCreated
	return a
}

// zapiniPage cuts one page out of a list and says where it is. Sizes up to 100 are documented; the default is not.
func zapiniPage(c *call, all []any, size int) answer {
	number, size, complaint := pageOf(c.r, "per_page", size)
	if complaint != "" || size > 100 {
		return c.invalid("per_page", "and page must be positive numbers, per_page at most 100")
	}
	a := zapiniSays("", cut(all, number, size))
	a.body.(map[string]any)["meta"] = map[string]any{"pagination": map[string]any{
		"total": len(all), "per_page": size, "current_page": number, "last_page": max(1, (len(all)+size-1)/size),
	}}
	return a
}

func zapiniUnknown(c *call, what string) answer {
	return c.problem(http.StatusNotFound, "NOT_FOUND", "no such "+what, nil)
}
