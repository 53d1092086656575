package zapini

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ErrAutomationActive is matched when a flow or an integration answers in the conversation: what is sent by hand is
// refused until the automation is paused. [AutomationActiveError] names the conversation.
var ErrAutomationActive = errors.New("an automation is active in the conversation")

// AutomationActiveError is the cause of a send that an automation blocks. Reach it with errors.As.
type AutomationActiveError struct {
	// ConversationID is documented as a number here, while the operations that pause automations take the
	// conversation's UUID. It is "" if Zapini does not name it.
	ConversationID ID
}

// Error says what to do about it.
func (e *AutomationActiveError) Error() string {
	return ErrAutomationActive.Error() + ": pause it to send by hand"
}

// Is matches [ErrAutomationActive].
func (e *AutomationActiveError) Is(target error) bool { return target == ErrAutomationActive }

const codeAutomationActive = "AUTOMATION_ACTIVE"

// readProblem reads {"success": false, "error": {code, message, details}}, which is a failure under any status, and what
// comes without that envelope under a status that is one: {"message": text}.
func readProblem(status int, body []byte) *transport.Problem {
	body = bytes.TrimSpace(body)
	if len(body) == 0 || body[0] != '{' {
		return nil
	}
	var env struct {
		Success json.RawMessage `json:"success"`
		Error   json.RawMessage `json:"error"`
		Message text            `json:"message"`
		Code    text            `json:"code"`
	}
	if json.Unmarshal(body, &env) != nil {
		return nil
	}
	var success zapgate.Bool
	told := len(env.Success) > 0 && string(env.Success) != "null" && json.Unmarshal(env.Success, &success) == nil
	fields, isObject := readProblemFields(env.Error)
	switch {
	case told && !bool(success): // refused, whatever the status
	case status < 200 || status > 299: // the status says so; the body may say why
	case !told && isObject && (fields.Code != "" || fields.Message != ""):
	default:
		return nil
	}
	p := &transport.Problem{Code: string(fields.Code), Message: string(fields.Message)}
	if p.Code == "" {
		p.Code = string(env.Code)
	}
	if p.Message == "" {
		p.Message = string(env.Message)
	}
	if string(fields.Details) != "null" {
		p.Details = fields.Details
	}
	p.Err = meaning(p.Code, fields)
	return p
}

type problemFields struct {
	Code           text            `json:"code"`
	Message        text            `json:"message"`
	ConversationID json.RawMessage `json:"conversation_id"` // beside the code, documented for AUTOMATION_ACTIVE only
	Details        json.RawMessage `json:"details"`
}

// readProblemFields also takes a plain text as the message.
func readProblemFields(raw json.RawMessage) (f problemFields, isObject bool) {
	if len(raw) > 0 && raw[0] == '"' {
		_ = json.Unmarshal(raw, &f.Message)
		return f, false
	}
	return f, len(raw) > 0 && raw[0] == '{' && json.Unmarshal(raw, &f) == nil
}

// meaning finds what the status does not tell. Zapini documents AUTOMATION_ACTIVE and no other code; that a code ending
// in NOT_CONNECTED means what it says is the one thing assumed here.
func meaning(code string, f problemFields) error {
	switch {
	case code == codeAutomationActive:
		e := &AutomationActiveError{}
		if json.Unmarshal(f.ConversationID, &e.ConversationID) != nil || e.ConversationID == "" {
			var d struct {
				ConversationID ID `json:"conversation_id"`
			}
			_ = json.Unmarshal(f.Details, &d) // where every other field of an error is documented
			e.ConversationID = d.ConversationID
		}
		return e
	case strings.HasSuffix(code, "NOT_CONNECTED"):
		return zapgate.ErrNotConnected
	}
	return nil
}

// text is a string that may come as a number, and is "" for anything else: an odd field must not hide the others.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	var id ID
	if id.UnmarshalJSON(b) == nil {
		*t = text(id)
	}
	return nil
}
