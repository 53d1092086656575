package wsapi

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// readProblem reads {"status", "detail"}. The status in the body counts only inside a 2xx, which none is documented to
// be: elsewhere it may contradict the answer's own.
func readProblem(status int, body []byte) *transport.Problem {
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		return nil
	}
	var env struct {
		Status any `json:"status"`
		Detail any `json:"detail"`
	}
	if json.Unmarshal(body, &env) != nil {
		return nil
	}
	detail, isProblem := env.Detail.(string)
	if said, _ := env.Status.(float64); !isProblem || status >= 200 && status <= 299 && said < 400 {
		return nil
	}
	p := &transport.Problem{Message: detail}
	switch status {
	case http.StatusConflict: // the only documented meaning: the device is not paired
		p.Err = zapgate.ErrNotConnected
	case http.StatusServiceUnavailable: // documented as "not connected or service is nil": either way it reaches no WhatsApp
		p.Err = zapgate.ErrNotConnected
	}
	return p
}
