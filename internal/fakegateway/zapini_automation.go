package fakegateway

import (
	"fmt"
	"net/http"
	"time"
)

var zapiniAutomationRoutes = []route{
	{op: "GET /conversations/{uuid}/automation", serve: zapiniIn(zapiniAutomation)},
	{op: "POST /conversations/{uuid}/automation/pause", may: []string{"reason"}, serve: zapiniIn(zapiniPause(false))},
	{op: "POST /conversations/{uuid}/automation/resume", serve: zapiniIn(zapiniResume(false))},
	{op: "POST /conversations/automation/bulk-pause", need: []string{"conversation_ids:array"}, may: []string{"reason"},
		serve: zapini(zapiniBulkPause)},
	{op: "POST /conversations/automation/bulk-resume", need: []string{"conversation_ids:array"}, serve: zapini(zapiniBulkResume)},
}

// SetAutomation makes an automation answer in all conversations of Zapini, also in later ones, or in none. It begins
// with none. Where one is active, sends are refused with AUTOMATION_ACTIVE, until the conversation's automation is
// paused over the API.
func (g *Gateway) SetAutomation(active bool) {
	w := g.zapini
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.automation = active
	for _, v := range w.conversations {
		v.active, v.paused, v.reason = active, time.Time{}, nil
	}
}

// zapiniBlocked is the documented refusal of a send. Its status is our choice among the documented ones.
func zapiniBlocked(conversation int) answer {
	return answer{status: http.StatusUnprocessableEntity, body: map[string]any{
		"success": false,
		"error": map[string]any{
			"code": "AUTOMATION_ACTIVE", "message": "an automation is active: pause it before sending",
			"conversation_id": conversation,
		},
	}}
}

// automationStatus knows the two documented values: a conversation without an automation counts as paused.
func (v *zapiniConversation) automationStatus() string {
	if v.active {
		return "active"
	}
	return "paused"
}

func (v *zapiniConversation) pausedBy() any {
	if v.paused.IsZero() {
		return nil
	}
	return zapiniUserName
}

func zapiniAutomation(_ *call, _ *zapiniWorld, v *zapiniConversation) answer {
	return zapiniSays("", map[string]any{
		"conversation_id": v.id, "automation_status": v.automationStatus(), "is_automation_active": v.active,
		"can_send_manual_message": !v.active, "paused_at": orNull(v.paused, iso), "paused_by": v.pausedBy(),
		"pause_reason": v.reason,
	})
}

func (v *zapiniConversation) pause(c *call) {
	v.active, v.paused, v.reason = false, time.Now(), nil
	if reason := c.text("reason"); reason != "" {
		v.reason = reason
	}
}

// resume gives a conversation back to its automation, which it must be archived for, and takes it out of the archive.
func (v *zapiniConversation) resume() bool {
	if v.archived.IsZero() {
		return false
	}
	v.active, v.paused, v.reason, v.archived = true, time.Time{}, nil, time.Time{}
	return true
}

func zapiniPause(chat bool) func(*call, *zapiniWorld, *zapiniConversation) answer {
	return func(c *call, _ *zapiniWorld, v *zapiniConversation) answer {
		v.pause(c)
		if chat {
			return zapiniSays("automation paused", map[string]any{
				"conversation_id": v.id, "automation_paused": true, "paused_at": isoOffset(v.paused), "paused_by": v.pausedBy(),
				"reason": v.reason,
			})
		}
		return zapiniSays("automation paused", map[string]any{
			"automation_status": "paused", "paused_at": iso(v.paused), "paused_by": v.pausedBy(),
		})
	}
}

func zapiniResume(chat bool) func(*call, *zapiniWorld, *zapiniConversation) answer {
	return func(c *call, _ *zapiniWorld, v *zapiniConversation) answer {
		if !v.resume() {
			return c.problem(http.StatusUnprocessableEntity, "VALIDATION_ERROR", "archive the conversation first", nil)
		}
		if chat {
			return zapiniSays("automation resumed", map[string]any{
				"conversation_id": v.id, "automation_paused": false, "resumed_at": isoOffset(time.Now()),
			})
		}
		return zapiniSays("automation resumed", map[string]any{"automation_status": "active"})
	}
}

func zapiniBulkPause(c *call, w *zapiniWorld) answer {
	return w.bulk(c, "paused", func(v *zapiniConversation) (done, skipped bool) {
		if !v.active {
			return false, true
		}
		v.pause(c)
		return true, false
	})
}

func zapiniBulkResume(c *call, w *zapiniWorld) answer {
	return w.bulk(c, "resumed", func(v *zapiniConversation) (done, skipped bool) {
		if v.active {
			return false, true
		}
		return v.resume(), false
	})
}

// bulk changes 1 to 100 conversations and counts what became of them.
func (w *zapiniWorld) bulk(c *call, verb string, change func(*zapiniConversation) (done, skipped bool)) answer {
	ids, good := c.texts("conversation_ids")
	if !good || len(ids) < 1 || len(ids) > 100 {
		return c.invalid("conversation_ids", "must hold 1 to 100 ids")
	}
	counts := map[string]int{verb: 0, "skipped": 0, "errors": 0}
	for _, id := range ids {
		v := w.conversation(id)
		if v == nil {
			counts["errors"]++
			continue
		}
		switch done, skipped := change(v); {
		case done:
			counts[verb]++
		case skipped:
			counts["skipped"]++
		default:
			counts["errors"]++
		}
	}
	return zapiniSays(fmt.Sprintf("%d conversations %s", counts[verb], verb), counts)
}
