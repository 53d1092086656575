package zapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ErrUnpaid is matched when the instance's subscription has ended: any call answers 400 until it is subscribed again.
var ErrUnpaid = errors.New("instance is not subscribed")

// readProblem reads {"error": text} and {"error": code, "message": text}, which also come inside a 200.
func readProblem(_ int, body []byte) *transport.Problem {
	if !bytes.Contains(body, []byte(`"error"`)) {
		return nil
	}
	var env struct {
		Error   any `json:"error"`
		Message any `json:"message"`
	}
	if json.Unmarshal(body, &env) != nil {
		return nil
	}
	text, isText := env.Error.(string)
	if env.Error == nil || env.Error == false || isText && text == "" {
		return nil
	}
	p := &transport.Problem{Message: text}
	if m, ok := env.Message.(string); ok && m != "" {
		p.Code, p.Message = text, m
	}
	p.Err = meaning(p.Code, p.Message)
	return p
}

// meaning finds what the status does not tell: Z-API answers 400 or 403 for a missing client token, 400 for an unpaid
// instance and 200 for an unknown path.
func meaning(code, text string) error {
	t := strings.ToLower(text)
	switch {
	case strings.Contains(t, "subscribe to this instance"):
		return ErrUnpaid
	case strings.Contains(t, "client-token"), t == "null not allowed":
		return zapgate.ErrUnauthorized
	case strings.HasPrefix(t, "[ip "):
		return zapgate.ErrForbidden
	case strings.Contains(t, "you are not connected"), strings.Contains(t, "restore the session"):
		return zapgate.ErrNotConnected
	case code == "NOT_FOUND":
		return zapgate.ErrNotFound
	}
	return nil
}
