package fakegateway

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	zapiniUserName = "Ana Exemplo"
	// zapiniOther is a second instance of the account, which waits for its QR code to be scanned.
	zapiniOther = "00000000-0000-4000-8009-000000000002"
	// zapiniDaily is how many messages an instance may send in a day.
	zapiniDaily = 500
)

// zapiniWorld is what a Zapini account knows. mu is taken before the gateway's own.
type zapiniWorld struct {
	mu sync.Mutex
	g  *Gateway

	tokens        map[string]bool // true: an instance's, false: a user's
	conversations []*zapiniConversation
	messages      []*zapiniText // in the order of their numbers
	contacts      []map[string]any
	tags          []map[string]any
	groups        []*zapiniGroup
	media         map[string]map[string]any
	automation    bool // what conversations begin with
	lastContact   int
}

type zapiniConversation struct {
	id         string
	number     int // callbacks and AUTOMATION_ACTIVE name a conversation by it
	peer, name string
	unread     int
	archived   time.Time // zero: it is not
	tags       []string
	active     bool // an automation answers: sending by hand is refused
	paused     time.Time
	reason     any
}

func (v *zapiniConversation) group() bool { return strings.HasSuffix(v.peer, "@g.us") }

// zapiniText is a message, with or without a file.
type zapiniText struct {
	number         int
	id, whatsapp   string
	in             *zapiniConversation
	incoming       bool
	body, sender   string
	mediaType, url string
	status         string
	at             time.Time
	reactions      []zapiniReaction
}

type zapiniReaction struct{ emoji, number, name string }

// seedID is the UUID of something that is there from the start.
func seedID(kind, n int) string { return fmt.Sprintf("00000000-0000-4000-8%03d-%012d", kind, n) }

// people are whom the made-up phone talks to: the third is a group.
var people = []string{"Ana Exemplo", "Bruno Exemplo", "Grupo Exemplo", "Carla Exemplo", "Davi Exemplo"}

// phoneOf is the number of one of the people, or the group's id.
func phoneOf(i int) string {
	if i == 2 {
		return "120360000000000001@g.us"
	}
	return "551190000000" + strconv.Itoa(i+1)
}

// newZapiniWorld begins with five conversations, their contacts, two tags and two groups.
func newZapiniWorld(g *Gateway) *zapiniWorld {
	w := &zapiniWorld{g: g, tokens: map[string]bool{}, media: map[string]map[string]any{}}
	if g.cfg.Token != "" {
		w.tokens[g.cfg.Token] = true
	}
	w.tags = []map[string]any{
		zapiniTag(seedID(1, 1), "Cliente", "#0ea5e9", g.started), zapiniTag(seedID(1, 2), "Urgente", "#be123c", g.started),
	}
	for i, name := range people {
		v := &zapiniConversation{id: seedID(0, i+1), number: 41 + i, peer: phoneOf(i), name: name, unread: i}
		w.conversations = append(w.conversations, v)
		w.seedMessages(v, i)
		w.lastContact++
		w.contacts = append(w.contacts, zapiniContact(w.lastContact, phoneOf(i), name, g.started.Add(-time.Hour)))
	}
	w.conversations[0].tags = []string{seedID(1, 1)}
	w.conversations[1].tags = []string{seedID(1, 1), seedID(1, 2)}
	w.seedGroups()
	return w
}

func (w *zapiniWorld) seedMessages(v *zapiniConversation, i int) {
	texts := []string{"bom dia", "bom dia! como posso ajudar?", "veja a foto", "obrigado", "até logo"}
	if v.group() {
		texts[3] = "obrigado @" + phoneOf(1)
	}
	for n, text := range texts {
		m := &zapiniText{
			number: 400 + len(w.messages) + 1, id: seedID(2, len(w.messages)+1), in: v, incoming: n != 1, body: text,
			whatsapp: fmt.Sprintf("3EB0%016X", scatter(uint64(7000+len(w.messages)))), status: "read",
			at: w.g.started.Add(-time.Duration(i)*time.Minute - time.Duration(len(texts)-1-n)*time.Hour),
		}
		m.sender = "Loja Exemplo"
		if m.incoming {
			m.sender = v.name
		}
		switch n {
		case 2:
			m.mediaType, m.url = "image", "https://media.example.com/"+strconv.Itoa(m.number)+".jpg"
		case 3:
			m.reactions = []zapiniReaction{
				{"🎉", phoneOf(1), people[1]}, {"🎉", ownPhone, "Loja Exemplo"}, {"🙂", phoneOf(3), people[3]},
			}
		}
		w.messages = append(w.messages, m)
	}
}

// conversation finds a conversation by its UUID.
func (w *zapiniWorld) conversation(id string) *zapiniConversation {
	for _, v := range w.conversations {
		if v.id == id {
			return v
		}
	}
	return nil
}

// with finds the conversation with somebody, and starts it if there is none yet.
func (w *zapiniWorld) with(peer string) *zapiniConversation {
	peer = strings.TrimPrefix(peer, "+")
	if !strings.HasSuffix(peer, "@g.us") {
		peer = digits(peer)
	}
	last := 40
	for _, v := range w.conversations {
		if v.peer == peer {
			return v
		}
		last = max(last, v.number)
	}
	v := &zapiniConversation{id: w.g.uuid(), number: last + 1, peer: peer, name: peer, active: w.automation}
	w.conversations = append(w.conversations, v)
	return v
}

// add takes a message into its conversation and numbers it.
func (w *zapiniWorld) add(m *zapiniText) *zapiniText {
	last := 400
	if n := len(w.messages); n > 0 {
		last = w.messages[n-1].number
	}
	m.number, m.at = last+1, time.Now()
	w.messages = append(w.messages, m)
	if m.incoming {
		m.in.unread++
	}
	return m
}

// message finds a message by its own id or by WhatsApp's.
func (w *zapiniWorld) message(id string) *zapiniText {
	for _, m := range w.messages {
		if m.id == id || m.whatsapp == id {
			return m
		}
	}
	return nil
}

func (w *zapiniWorld) of(v *zapiniConversation) []*zapiniText {
	return slices.DeleteFunc(slices.Clone(w.messages), func(m *zapiniText) bool { return m.in != v })
}

// sent counts what the instance has sent since it started, which is what "today" means here.
func (w *zapiniWorld) sent() (sent, received int) {
	for _, m := range w.messages {
		switch {
		case !m.at.After(w.g.started): // was there from the start
		case m.incoming:
			received++
		default:
			sent++
		}
	}
	return sent, received
}

// iso is how most of Zapini's times are written: "2026-01-02T03:04:05Z".
func iso(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// orNull is null for a time that never was.
func orNull(t time.Time, write func(time.Time) string) any {
	if t.IsZero() {
		return nil
	}
	return write(t)
}
