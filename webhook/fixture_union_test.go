package webhook_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// fixtureBody is a fixture of webhooktest.
func fixtureBody(t testing.TB, p webhook.Provider, name string) string {
	t.Helper()
	for _, f := range webhooktest.Fixtures(p) {
		if f.Name == name {
			return string(f.Body)
		}
	}
	t.Fatalf("no fixture %s of %s", name, p)
	return ""
}

// notYet are the members of the unions that no gateway produces: none documents them.
var notYet = []string{"List", "GroupInvite"}

// sealed finds the types that have the unexported method by which they belong to a union, in the order of the union's
// own comment, which must name them all.
func sealed(t *testing.T, union, method string) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var members, named []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		require.NoError(t, err)
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Name.Name == method && d.Recv != nil {
					members = append(members, d.Recv.List[0].Type.(*ast.StarExpr).X.(*ast.Ident).Name)
				}
			case *ast.GenDecl:
				if s, ok := d.Specs[0].(*ast.TypeSpec); ok && s.Name.Name == union {
					for _, word := range strings.Split(d.Doc.Text(), "*[")[1:] {
						name, _, _ := strings.Cut(word, "]")
						named = append(named, name)
					}
				}
			}
		}
	}
	require.NotEmpty(t, members)
	assert.ElementsMatch(t, members, named, "the comment of %s names its members", union)
	return named
}

// produced are the gateways that produce each type of event and kind of content, by webhooktest's fixtures.
func produced(t *testing.T) map[string]map[webhook.Provider]bool {
	t.Helper()
	all := map[string]map[webhook.Provider]bool{}
	for _, p := range providers {
		for _, f := range webhooktest.Fixtures(p) {
			for _, e := range parseAll(t, p, f.Body) {
				assert.Equal(t, f.EventType, kind(e), "%s: %s", p, f.Name)
				for _, name := range strings.Fields(shapes([]webhook.Event{e})) {
					if all[name] == nil {
						all[name] = map[webhook.Provider]bool{}
					}
					all[name][p] = true
				}
			}
		}
	}
	return all
}

// Every type of event and every kind of content has a fixture, and the table in the package's documentation is that of
// the fixtures.
func TestTable(t *testing.T) {
	t.Parallel()
	by := produced(t)
	var b strings.Builder
	for _, union := range []struct{ title, name, method string }{{"Event", "Event", "event"}, {"Content", "Content", "content"}} {
		fmt.Fprintf(&b, "//\t%-18s zapi  zapini  zapy  wsapi\n", union.title)
		for _, name := range sealed(t, union.name, union.method) {
			row := fmt.Sprintf("//\t%-18s", name)
			for _, p := range providers {
				mark := "-"
				if by[name][p] {
					mark = "x"
				}
				row += fmt.Sprintf(" %-*s", len(p)+1, mark)
			}
			b.WriteString(strings.TrimRight(row, " ") + "\n")
			assert.Equal(t, slices.Contains(notYet, name), by[name] == nil, "%s: a fixture of some gateway, or an entry of notYet", name)
		}
		b.WriteString("//\n")
	}
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	if !strings.Contains(string(doc), b.String()) {
		t.Errorf("doc.go does not have this table:\n%s", b.String())
	}
}

// What the fixtures of the other packages and the gateways' own examples are is in the table too.
func TestTableIsComplete(t *testing.T) {
	t.Parallel()
	by := produced(t)
	check := func(p webhook.Provider, file string) {
		body, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, name := range strings.FieldsFunc(shapes(parseAll(t, p, body)), func(r rune) bool { return r == ' ' || r == ',' }) {
			assert.True(t, by[name][p], "%s: %s has no fixture for %s", file, p, name)
		}
	}
	for p, patterns := range fixtureFiles {
		for _, file := range glob(t, patterns...) {
			check(p, file)
		}
	}
	if vendor, ok := contract.Vendor(t); ok {
		for p, names := range vendorEvents {
			for _, shape := range names {
				for _, name := range strings.FieldsFunc(shape, func(r rune) bool { return r == ' ' || r == ',' }) {
					assert.True(t, by[name][p], "%s: %s has no fixture for %s", vendor, p, name)
				}
			}
		}
	}
}

// Every field of the union is set in the event of some fixture: none is promised and never filled.
func TestEveryFieldIsFilled(t *testing.T) {
	t.Parallel()
	unfilled := map[string]bool{
		"Unknown.Err":            true, // of what cannot be decoded
		"MessageEdited.FromMe":   true, // as in a fixture of MessageSent
		"Reaction.FromMe":        true,
		"PollVote.FromMe":        true,
		"CalendarEvent.Canceled": true,
	}
	seen, all := map[string]bool{}, map[string]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			walk(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			if v.Type().PkgPath() != reflect.TypeFor[webhook.Header]().PkgPath() {
				return
			}
			for f, value := range v.Fields() {
				name := v.Type().Name() + "." + f.Name
				all[name] = true
				if !value.IsZero() {
					seen[name] = true
					walk(value)
				}
			}
		}
	}
	for _, p := range providers {
		for _, f := range webhooktest.Fixtures(p) {
			for _, e := range parseAll(t, p, f.Body) {
				walk(reflect.ValueOf(e))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		assert.Equal(t, !unfilled[name], seen[name], name)
	}
}

// discriminating are the fields that make an event another one, by the beginning of the fixture's name.
var discriminating = map[webhook.Provider]map[string][]string{
	webhook.ZAPI: {
		"MessageReceived":                   {"messageId", "phone", "fromMe", "isEdit"},
		"MessageReceived-text-gr":           {"participantPhone"},
		"MessageReceived-unsuppo":           {"waitingMessage"},
		"MessageReceived-calenda":           {"momment"},
		"MessageReceived-calendar-event":    {"event.canceled", "event.scheduleTime"},
		"MessageReceived-calendar-response": {"eventResponse.response", "eventResponse.responseFrom"},
		"MessageSent-text":                  {"messageId", "phone", "fromMe", "isEdit"},
		"MessageSent-pinned":                {"pinMessage.action", "pinMessage.referencedMessage.messageId", "momment"},
		"MessageSent-delivery":              {"messageId", "phone"},
		"MessageStatus-failed":              {"messageId", "phone"},
		"MessageEdited":                     {"messageId", "phone", "momment", "text.message", "fromMe", "isEdit"},
		"MessageDeleted":                    {"messageId", "phone", "momment", "notification"},
		"Reaction":                          {"messageId", "participantPhone", "phone", "reaction.value", "reaction.time"},
		"PollVote":                          {"messageId", "participantPhone", "phone", "pollVote.options", "momment"},
		"Call":                              {"messageId", "callId", "notification", "momment"},
		"Presence":                          {"status", "phone"},
		"ConnectionChanged":                 {"type", "momment"},
		"GroupChanged-joined":               {"messageId", "notification", "notificationParameters", "phone", "momment"},
		"GroupChanged-settings":             {"linkMode"},
		"ContactChanged-named":              {"profileName", "momment"},
		"ContactChanged-pictured":           {"updatedPhoto", "momment"},
		"ChatChanged":                       {"messageId", "notificationParameters"},
		"LabelChanged":                      {"notificationParameters", "momment"},
		"OrderChanged":                      {"messageId", "reviewOrder.orderStatus", "reviewOrder.paymentStatus", "reviewOrder.total", "momment"},
		"PaymentChanged-re":                 {"messageId", "requestPayment.paymentInfo.status", "requestPayment.paymentInfo.transactionStatus"},
		"PaymentChanged-de":                 {"messageId", "notificationParameters"},
		"NewsletterChanged":                 {"messageId", "phone", "notification", "notificationParameters"},
		"Unknown":                           {"type", "instanceId"},
	},
	webhook.Zapini: {
		"MessageReceived":   {"data.whatsapp_message_id", "data.sender_number"},
		"MessageSent":       {"data.whatsapp_message_id", "data.recipient_number"},
		"MessageStatus":     {"data.whatsapp_message_id", "data.recipient_number", "data.new_status"},
		"ConnectionChanged": {"timestamp", "data.new_status", "event"},
		"QRCode":            {"timestamp", "data.qr"},
		"Unknown":           {"event", "timestamp"},
	},
	webhook.Zapy: {
		"Message":               {"data.messageId", "data.sender.jid", "data.status"},
		"MessageReceived":       {"data.messageType", "data.timestamp", "data.fromMe"},
		"MessageReceived-group": {"data.chat.jid"},
		"MessageSent":           {"data.chat.lid"},
		"ConnectionChanged":     {"data.status", "data.timestamp"},
		"QRCode":                {"data.qr", "data.timestamp"},
		"ContactChanged":        {"event", "data.timestamp"},
		"Unknown":               {"event"},
	},
	webhook.WSAPI: {
		"MessageReceived":        {"eventData.id", "eventData.chatId", "eventData.sender.phone", "eventData.sender.isMe"},
		"MessageReceived-pinned": {"eventData.pin.pinned", "eventData.time"},
		"MessageSent":            {"eventData.id", "eventData.chatId", "eventData.sender.isMe"},
		"MessageEdited":          {"eventData.id", "eventData.text", "eventData.time", "eventData.isEdit"},
		"Reaction":               {"eventData.id", "eventData.reaction.emoji", "eventData.time", "eventData.reaction.messageId"},
		"MessageStatus":          {"eventData.messageIds", "eventData.receiptType", "eventData.sender.phone", "eventData.chatId"},
		"ConnectionChanged":      {"eventId", "eventType"},
		"MessageDeleted":         {"eventId", "eventType"},
		"HistorySync":            {"eventId", "eventType"},
		"Call":                   {"eventId", "eventType"},
		"Presence":               {"eventId", "eventType"},
		"GroupChanged":           {"eventId", "eventType"},
		"ContactChanged":         {"eventId", "eventType"},
		"ChatChanged":            {"eventId", "eventType"},
		"NewsletterChanged":      {"eventId", "eventType"},
		"Unknown":                {"eventId", "eventType"},
	},
}

// Parsing twice gives the same ids, no two fixtures share one, and another value of any discriminating field gives others.
func TestIDs(t *testing.T) {
	t.Parallel()
	for _, p := range providers {
		seen := map[string]string{}
		for _, f := range webhooktest.Fixtures(p) {
			first := ids(t, p, string(f.Body))
			assert.Equal(t, first, ids(t, p, string(f.Body)), "%s: %s", p, f.Name)
			for _, id := range first {
				assert.Empty(t, seen[id], "%s: %s has the id of another", p, f.Name)
				seen[id] = f.Name
				assert.NotContains(t, id, "55119", "%s: %s: a phone number", p, f.Name)
			}
			for prefix, paths := range discriminating[p] {
				if !strings.HasPrefix(f.Name, prefix) {
					continue
				}
				for _, path := range paths {
					value, ok := valueAt(t, string(f.Body), path)
					if !ok || value == nil {
						continue
					}
					same := ids(t, p, edit(t, string(f.Body), path, value))
					other := ids(t, p, edit(t, string(f.Body), path, another(value)))
					assert.NotEqual(t, same, other, "%s: %s: %s", p, f.Name, path)
				}
			}
		}
		for prefix, paths := range discriminating[p] {
			for _, path := range paths {
				used := slices.ContainsFunc(webhooktest.Fixtures(p), func(f webhooktest.Fixture) bool {
					v, ok := valueAt(t, string(f.Body), path)
					return strings.HasPrefix(f.Name, prefix) && ok && v != nil
				})
				assert.True(t, used, "%s: no fixture %s… has %s", p, prefix, path)
			}
		}
	}
}

func ids(t *testing.T, p webhook.Provider, body string) (all []string) {
	t.Helper()
	for _, e := range parseAll(t, p, []byte(body)) {
		all = append(all, e.Head().ID)
	}
	return all
}

// valueAt is the value at a path with dots.
func valueAt(t *testing.T, body, path string) (any, bool) {
	t.Helper()
	var at any
	require.NoError(t, json.Unmarshal([]byte(body), &at))
	for _, key := range strings.Split(path, ".") {
		m, ok := at.(map[string]any)
		if !ok || m[key] == nil {
			return nil, false
		}
		at = m[key]
	}
	return at, true
}

// another is a value of the same form.
func another(v any) any {
	switch v := v.(type) {
	case bool:
		return !v
	case float64:
		return v + 1000
	case []any:
		if len(v) == 0 {
			return v
		}
		return append([]any{another(v[0])}, v[1:]...)
	case map[string]any:
		m := maps.Clone(v)
		first := slices.Sorted(maps.Keys(m))[0]
		m[first] = another(m[first])
		return m
	case string:
		user, server, at := strings.Cut(v, "@")
		if n, err := strconv.Atoi(user[max(0, len(user)-1):]); err == nil {
			user = user[:len(user)-1] + strconv.Itoa((n+1)%10)
		} else {
			user += "x"
		}
		if at {
			user += "@" + server
		}
		return user
	}
	return v
}
