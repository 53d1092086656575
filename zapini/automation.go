package zapini

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// AutomationService takes conversations over from the flow or the integration that answers in them, and gives them back.
// While it answers, what is sent by hand is refused: see [ErrAutomationActive] and [AutomationService.SendAfterPause].
type AutomationService struct {
	service
	direct *DirectService // for SendAfterPause, which spans both
}

var (
	opAutomation       = transport.Op{Method: "GET", Path: "/conversations/{uuid}/automation", Retry: transport.Safe}
	opPauseAutomation  = transport.Op{Method: "POST", Path: "/conversations/{uuid}/automation/pause"}
	opResumeAutomation = transport.Op{Method: "POST", Path: "/conversations/{uuid}/automation/resume"}
	opBulkPause        = transport.Op{Method: "POST", Path: "/conversations/automation/bulk-pause"}
	opBulkResume       = transport.Op{Method: "POST", Path: "/conversations/automation/bulk-resume"}
)

// AutomationStatus says who answers in a conversation.
type AutomationStatus string

// The states of a conversation's automation.
const (
	AutomationActive AutomationStatus = "active" // a flow or an integration answers; what is sent by hand is refused
	AutomationPaused AutomationStatus = "paused" // a person has taken over
)

// Automation is how a conversation's automation stands.
type Automation struct {
	ConversationID       ID               `json:"conversation_id"` // a UUID
	Status               AutomationStatus `json:"automation_status"`
	IsActive             zapgate.Bool     `json:"is_automation_active"`
	CanSendManualMessage zapgate.Bool     `json:"can_send_manual_message"` // whether a send would go through now
	PausedAt             zapgate.Time     `json:"paused_at"`               // zero while it is active
	PausedBy             string           `json:"paused_by"`               // a user's name
	PauseReason          string           `json:"pause_reason"`
}

// Status tells whether an automation answers in a conversation.
//
// GET /conversations/{uuid}/automation (https://zapini.app/en/documentation, Conversations)
func (s *AutomationService) Status(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*Automation, error) {
	return unwrap[Automation](ctx, s.t, transport.Request{Op: opAutomation, Path: []string{uuid}, Options: opts})
}

// PauseAutomationRequest says why a person takes over.
type PauseAutomationRequest struct {
	Reason string `json:"reason,omitempty"`
}

// PausedAutomation is an automation that was paused.
type PausedAutomation struct {
	Status   AutomationStatus `json:"automation_status"`
	PausedAt zapgate.Time     `json:"paused_at"`
	PausedBy string           `json:"paused_by"` // a user's name
}

// Pause takes a conversation over: its automation stops, and messages can be sent by hand.
//
// POST /conversations/{uuid}/automation/pause (https://zapini.app/en/documentation, Conversations)
func (s *AutomationService) Pause(ctx context.Context, uuid string, in PauseAutomationRequest, opts ...zapgate.CallOption) (*PausedAutomation, error) {
	return unwrap[PausedAutomation](ctx, s.t, transport.Request{
		Op: opPauseAutomation, Path: []string{uuid}, Body: in, Options: opts,
	})
}

// ResumedAutomation is an automation that was given its conversation back.
type ResumedAutomation struct {
	Status AutomationStatus `json:"automation_status"`
}

// Resume gives a conversation back to its automation. Zapini wants the conversation archived before, and takes it out of
// the archive by resuming.
//
// POST /conversations/{uuid}/automation/resume (https://zapini.app/en/documentation, Conversations)
func (s *AutomationService) Resume(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*ResumedAutomation, error) {
	return unwrap[ResumedAutomation](ctx, s.t, transport.Request{
		Op: opResumeAutomation, Path: []string{uuid}, Options: opts,
	})
}

// mostAutomations is how many conversations Zapini takes in one request.
const mostAutomations = 100

// BulkPauseRequest names the conversations to take over.
type BulkPauseRequest struct {
	ConversationIDs []string `json:"conversation_ids" check:"required"` // UUIDs, any number of them
	Reason          string   `json:"reason,omitempty"`
}

// BulkResumeRequest names the conversations to give back.
type BulkResumeRequest struct {
	ConversationIDs []string `json:"conversation_ids" check:"required"` // UUIDs, any number of them
}

// BulkAutomation adds up what the requests of one bulk call did.
type BulkAutomation struct {
	Paused  zapgate.Int `json:"paused,omitempty"`
	Resumed zapgate.Int `json:"resumed,omitempty"`
	Skipped zapgate.Int `json:"skipped"` // already so, or without an automation
	Errors  zapgate.Int `json:"errors"`

	// Answered is how many ids, from the first on, were in requests that Zapini answered. After an error the others are
	// still to do; of the next 100, some may have run if it matches [zapgate.ErrOutcomeUnknown].
	Answered int `json:"-"`
	// Uncounted is how many of them Zapini answered with words alone, as one of its two documented examples does.
	Uncounted int `json:"-"`
}

// BulkPause takes over any number of conversations, 100 in a request. It ends on the first error, and returns with it
// what was done until then.
//
// POST /conversations/automation/bulk-pause (https://zapini.app/en/documentation, Automations)
func (s *AutomationService) BulkPause(ctx context.Context, in BulkPauseRequest, opts ...zapgate.CallOption) (*BulkAutomation, error) {
	return s.bulk(ctx, opBulkPause, in.ConversationIDs, opts, func(ids []string) any {
		return BulkPauseRequest{ConversationIDs: ids, Reason: in.Reason}
	})
}

// BulkResume gives any number of conversations back to their automations, 100 in a request. It ends on the first error,
// and returns with it what was done until then. Zapini wants the conversations archived before, see
// [AutomationService.Resume].
//
// POST /conversations/automation/bulk-resume (https://zapini.app/en/documentation, Automations)
func (s *AutomationService) BulkResume(ctx context.Context, in BulkResumeRequest, opts ...zapgate.CallOption) (*BulkAutomation, error) {
	return s.bulk(ctx, opBulkResume, in.ConversationIDs, opts, func(ids []string) any {
		return BulkResumeRequest{ConversationIDs: ids}
	})
}

// bulkAnswer has no data in one of the documented examples.
type bulkAnswer struct {
	Success zapgate.Bool    `json:"success"`
	Message string          `json:"message,omitempty"`
	Data    *BulkAutomation `json:"data,omitempty"`
}

func (s *AutomationService) bulk(ctx context.Context, op transport.Op, ids []string, opts []zapgate.CallOption, body func([]string) any) (*BulkAutomation, error) {
	sum := &BulkAutomation{}
	if i := slices.Index(ids, ""); i >= 0 { // in the last part it would be refused after the others were sent
		return sum, transport.Invalid(provider, op.Name(), "conversation_ids["+strconv.Itoa(i)+"]", "is empty")
	}
	err := inParts(ids, mostAutomations, func(part []string) error {
		a, err := transport.Do[bulkAnswer](ctx, s.t, transport.Request{Op: op, Body: body(part), Options: opts})
		if err != nil {
			return err
		}
		sum.Answered += len(part)
		if a.Data == nil {
			sum.Uncounted += len(part)
			return nil
		}
		sum.Paused += a.Data.Paused
		sum.Resumed += a.Data.Resumed
		sum.Skipped += a.Data.Skipped
		sum.Errors += a.Data.Errors
		return nil
	})
	return sum, err
}

// inParts calls do with most items at a time, until the first error. No items are one part: the request says what is
// wrong with it.
func inParts[T any](items []T, most int, do func(part []T) error) error {
	if len(items) == 0 {
		return do(items)
	}
	for part := range slices.Chunk(items, most) {
		if err := do(part); err != nil {
			return err
		}
	}
	return nil
}

// SendStep is a part of [AutomationService.SendAfterPause].
type SendStep string

// The steps of [AutomationService.SendAfterPause].
const (
	StepPause SendStep = "pause" // the message was not sent
	StepSend  SendStep = "send"  // the automation is paused, and stays so
)

// SendAfterPauseError is the cause of an error of [AutomationService.SendAfterPause]: it says which step failed. Reach it with
// errors.As.
type SendAfterPauseError struct {
	Step SendStep
	Err  error // the cause of the step's own error; nil if that has none beside its status
}

// Error says what was done and what was not.
func (e *SendAfterPauseError) Error() string {
	text := "pausing the automation failed, and nothing was sent"
	if e.Step == StepSend {
		text = "the automation is paused, and the send failed"
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *SendAfterPauseError) Unwrap() error { return e.Err }

// SendAfterPause takes a conversation over and sends a text into it: [AutomationService.Pause], then
// [DirectService.SendMessage], each with opts. in names the recipient, uuid the same chat's conversation; that they belong
// together is not checked. The automation stays paused whatever happens: giving the conversation back is
// [AutomationService.Resume], and for a person to decide. The error's cause is a [*SendAfterPauseError]; a send that could
// not be made is refused before the pause.
//
// POST /conversations/{uuid}/automation/pause and POST /send-message (https://zapini.app/en/documentation)
func (s *AutomationService) SendAfterPause(ctx context.Context, uuid string, in SendMessageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	if err := s.direct.refuses(in); err != nil {
		return nil, failedIn(StepPause, err)
	}
	if _, err := s.Pause(ctx, uuid, PauseAutomationRequest{}, opts...); err != nil {
		return nil, failedIn(StepPause, err)
	}
	sent, err := s.direct.SendMessage(ctx, in, opts...)
	return sent, failedIn(StepSend, err)
}

// refuses is what SendMessage would be refused for without being sent.
func (s *DirectService) refuses(in SendMessageRequest) error {
	if s.t == nil {
		return transport.Invalid(provider, opSendMessage.Name(), "InstanceID", "is missing in the credentials")
	}
	return transport.Check(s.t, transport.Request{Op: opSendMessage, Body: in})
}

func failedIn(step SendStep, err error) error {
	var e *zapgate.Error
	if errors.As(err, &e) {
		e.Err = &SendAfterPauseError{Step: step, Err: e.Err}
	}
	return err
}
