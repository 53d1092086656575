package zapy

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/zapgate/zapgate-go/internal/transport"
)

// readProblem reads {"statusCode", "message", "error", "timestamp", "path"}. Inside a 2xx only a statusCode that says
// failure makes it one. What was recognized never ends in an excerpt of the answer, which would show the path.
func readProblem(status int, body []byte) *transport.Problem {
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		return nil
	}
	var env struct {
		StatusCode any `json:"statusCode"`
		Message    any `json:"message"`
		Error      any `json:"error"`
	}
	if json.Unmarshal(body, &env) != nil {
		return nil
	}
	said, hasStatus := env.StatusCode.(float64)
	if status >= 200 && status <= 299 && said < 400 {
		return nil
	}
	p := &transport.Problem{Message: words(env.Message)}
	p.Code, _ = env.Error.(string)
	if p.Message == "" {
		p.Message = p.Code
	}
	if p.Message == "" && !hasStatus {
		return nil
	}
	return p
}

// words is the text of a message. Only a string is documented; a list of them, one for each bad field, is joined.
func words(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var all []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				all = append(all, s)
			}
		}
		return strings.Join(all, "; ")
	}
	return ""
}
