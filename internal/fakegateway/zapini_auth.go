package fakegateway

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

var zapiniAuthRoutes = []route{
	{op: "GET /auth/me", serve: func(c *call) answer { return zapiniSays("", zapiniAccount(c.g)) }},
	{op: "POST /auth/logout", serve: zapini(func(c *call, w *zapiniWorld) answer {
		delete(w.tokens, token(c))
		return zapiniSays("logged out", nil)
	})},
	{op: "POST /auth/refresh", serve: zapini(zapiniRefresh)},
}

// token is the bearer token of a request; "" is none, and opens nothing.
func token(c *call) string {
	t, found := strings.CutPrefix(c.r.Header.Get("Authorization"), "Bearer ")
	if !found {
		return ""
	}
	return t
}

// kind says whether a token is good, and whether it is an instance's: the configured one is, those of login belong to a
// user.
func (w *zapiniWorld) kind(c *call) (instance, good bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	instance, good = w.tokens[token(c)]
	return instance, good
}

func zapiniUser(c *call) (answer, bool) {
	if _, good := c.g.zapini.kind(c); !good {
		return c.problem(http.StatusUnauthorized, "UNAUTHENTICATED", "the token is missing or not valid", nil), false
	}
	return answer{}, true
}

// zapiniInstance is for the operations on one instance: an instance's token opens no other.
func zapiniInstance(c *call) (answer, bool) {
	if refused, good := zapiniUser(c); !good {
		return refused, false
	}
	own, _ := c.g.zapini.kind(c)
	switch c.params["uuid"] {
	case c.g.instanceID():
	case zapiniOther:
		if own {
			return c.problem(http.StatusForbidden, "FORBIDDEN", "the token is another instance's", nil), false
		}
	default:
		return zapiniUnknown(c, "instance"), false
	}
	return answer{}, true
}

// zapiniDirect accepts an instance's token only: the direct operations belong to one instance.
func zapiniDirect(c *call) (answer, bool) {
	if refused, good := zapiniUser(c); !good {
		return refused, false
	}
	if own, _ := c.g.zapini.kind(c); !own {
		return c.problem(http.StatusForbidden, "FORBIDDEN", "this operation needs the token of an instance", nil), false
	}
	return answer{}, true
}

func zapiniAccount(g *Gateway) map[string]any {
	return map[string]any{"id": 7, "name": zapiniUserName, "email": cmp.Or(g.cfg.Email, "ana@example.com"), "role": "admin"}
}

func zapiniLogin(c *call) answer {
	if !same(c.text("email"), c.g.cfg.Email) || !same(c.text("password"), c.g.cfg.Password) {
		return c.problem(http.StatusUnauthorized, "INVALID_CREDENTIALS", "email and password do not match", nil)
	}
	w := c.g.zapini
	w.mu.Lock()
	defer w.mu.Unlock()
	return zapiniSays("logged in", map[string]any{"user": zapiniAccount(c.g), "token": w.newToken(false), "token_type": "Bearer"})
}

// zapiniRefresh gives out a token of the same kind and ends the old one. The documentation shows no answer: it is
// login's.
func zapiniRefresh(c *call, w *zapiniWorld) answer {
	instance := w.tokens[token(c)]
	delete(w.tokens, token(c))
	return zapiniSays("token refreshed", map[string]any{"token": w.newToken(instance), "token_type": "Bearer"})
}

func (w *zapiniWorld) newToken(instance bool) string {
	t := strconv.FormatUint(w.g.next(), 10) + "|" + w.g.hexID()
	if instance {
		t = "sk_" + w.g.hexID()
	}
	w.tokens[t] = instance
	return t
}

// zapiniNamed checks the field instance_id, which a user's token needs and an instance's token may leave out.
func zapiniNamed(c *call, w *zapiniWorld) (refused answer, ok bool) {
	instance, given := c.text("instance_id"), w.tokens[token(c)]
	switch {
	case instance == "" && !given:
		return c.invalid("instance_id", "is required"), false
	case instance != "" && !slices.Contains([]string{w.g.instanceID(), zapiniOther}, instance):
		return c.invalid("instance_id", "is not an instance of this account"), false
	case instance == zapiniOther:
		return c.problem(http.StatusForbidden, "FORBIDDEN", "the instance is not connected", nil), false
	}
	return answer{}, true
}

func zapiniHealth(c *call) answer {
	now := time.Now()
	return ok(map[string]any{"status": "ok", "uptime": int64(now.Sub(c.g.started).Seconds()), "timestamp": isoMillis(now)})
}
