package fakegateway

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// zapiniContactFields are what a contact can be given: name by the older page of the documentation, the rest of the
// names by the newer one.
var zapiniContactFields = []string{"name", "first_name", "last_name", "display_name", "email", "company", "job_title", "notes"}

var zapiniContactRoutes = []route{
	{op: "GET /contacts", serve: zapini(zapiniContacts)},
	{op: "POST /contacts", need: []string{"phone_number"},
		may: append([]string{"instance_id", "custom_fields:object"}, zapiniContactFields...), serve: zapini(zapiniCreateContact)},
	{op: "POST /contacts/import", need: []string{"contacts:array"}, may: []string{"instance_id"}, serve: zapini(zapiniImport)},
	{op: "GET /contacts/export", serve: zapini(zapiniExport)},
	{op: "GET /contacts/{id}", serve: zapiniKnown(func(_ *call, _ *zapiniWorld, contact map[string]any) answer {
		return zapiniSays("", contact)
	})},
	{op: "PUT /contacts/{id}", may: append([]string{"custom_fields:object"}, zapiniContactFields...),
		serve: zapiniKnown(zapiniUpdateContact)},
	{op: "DELETE /contacts/{id}", serve: zapiniKnown(zapiniDeleteContact)},
}

func zapiniContact(id int, number, name string, at time.Time) map[string]any {
	return map[string]any{
		"id": id, "phone_number": strings.TrimPrefix(number, "+"), "name": name, "display_name": name, "email": nil, "company": nil,
		"notes": nil, "profile_picture_url": "https://media.example.com/" + digits(number) + ".jpg", "is_business": false,
		"created_at": iso(at),
	}
}

func zapiniKnown(serve func(c *call, w *zapiniWorld, contact map[string]any) answer) func(*call) answer {
	return zapini(func(c *call, w *zapiniWorld) answer {
		for _, contact := range w.contacts {
			if decimal(contact["id"].(int)) == c.params["id"] {
				return serve(c, w, contact)
			}
		}
		return zapiniUnknown(c, "contact")
	})
}

// choose finds contacts by the filters of the query.
func (w *zapiniWorld) choose(c *call) []map[string]any {
	q := c.r.URL.Query()
	text := strings.ToLower(q.Get("search"))
	var found []map[string]any
	for _, contact := range w.contacts {
		number := contact["phone_number"].(string)
		all := fmt.Sprint(contact["name"], contact["display_name"], contact["email"], contact["company"], number)
		switch {
		case q.Has("instance_id") && q.Get("instance_id") != w.g.instanceID(),
			q.Has("is_group") && truth(q, "is_group") != strings.HasSuffix(number, "@g.us"),
			!strings.Contains(strings.ToLower(all), text):
			continue
		}
		found = append(found, contact)
	}
	return found
}

// zapiniContacts sorts by any field of a contact: which ones the gateway takes is not documented.
func zapiniContacts(c *call, w *zapiniWorld) answer {
	q, found := c.r.URL.Query(), w.choose(c)
	key, dir := q.Get("sort"), q.Get("dir")
	if !slices.Contains([]string{"", "asc", "desc"}, dir) {
		return c.invalid("dir", "must be asc or desc")
	}
	if key != "" {
		slices.SortStableFunc(found, func(a, b map[string]any) int {
			return cmp.Compare(fmt.Sprint(a[key]), fmt.Sprint(b[key]))
		})
	}
	if dir == "desc" {
		slices.Reverse(found)
	}
	var all []any
	for _, contact := range found {
		all = append(all, contact)
	}
	return zapiniPage(c, all, 50)
}

// fill copies what was given into a contact. Who is given names in parts is called by them.
func fill(contact, fields map[string]any) {
	for _, name := range append([]string{"custom_fields"}, zapiniContactFields...) {
		if value, given := fields[name]; given && value != nil {
			contact[name] = value
		}
	}
	if fields["name"] == nil && (fields["first_name"] != nil || fields["last_name"] != nil) {
		contact["name"] = strings.TrimSpace(at(contact, "first_name") + " " + at(contact, "last_name"))
	}
	if fields["display_name"] == nil {
		contact["display_name"] = contact["name"]
	}
}

func (w *zapiniWorld) newContact(number string, fields map[string]any) map[string]any {
	w.lastContact++
	contact := zapiniContact(w.lastContact, number, "", time.Now())
	fill(contact, fields)
	w.contacts = append(w.contacts, contact)
	return contact
}

func zapiniCreateContact(c *call, w *zapiniWorld) answer {
	if refused, good := zapiniNamed(c, w); !good {
		return refused
	}
	return zapiniMade("contact created", w.newContact(c.text("phone_number"), c.fields))
}

func zapiniUpdateContact(c *call, _ *zapiniWorld, contact map[string]any) answer {
	fields := map[string]any{"display_name": contact["display_name"]}
	for name, value := range c.fields {
		fields[name] = value
	}
	fill(contact, fields)
	return zapiniSays("contact updated", contact)
}

func zapiniDeleteContact(_ *call, w *zapiniWorld, contact map[string]any) answer {
	w.contacts = slices.DeleteFunc(w.contacts, func(o map[string]any) bool { return o["id"] == contact["id"] })
	return zapiniSays("contact deleted", nil)
}

// zapiniImport skips numbers that are known, and names the ones that are none. How an error is written is not
// documented.
func zapiniImport(c *call, w *zapiniWorld) answer {
	if refused, good := zapiniNamed(c, w); !good {
		return refused
	}
	items, _ := c.fields["contacts"].([]any)
	if len(items) < 1 || len(items) > 1000 {
		return c.invalid("contacts", "must hold 1 to 1000 contacts")
	}
	known := map[string]bool{}
	for _, contact := range w.contacts {
		known[contact["phone_number"].(string)] = true
	}
	imported, skipped, faults := 0, 0, []any{}
	for i, item := range items {
		fields, _ := item.(map[string]any)
		number := strings.TrimPrefix(at(fields, "phone_number"), "+")
		switch {
		case number == "":
			faults = append(faults, "contacts."+strconv.Itoa(i)+".phone_number is required")
		case known[number]:
			skipped++
		default:
			known[number] = true
			w.newContact(number, fields)
			imported++
		}
	}
	return zapiniSays("contacts imported", map[string]any{"imported": imported, "skipped": skipped, "errors": faults})
}

// zapiniExport answers all contacts at once, without saying beforehand how long that is.
func zapiniExport(c *call, w *zapiniWorld) answer {
	found, b := w.choose(c), &bytes.Buffer{}
	typ := "application/json"
	switch c.r.URL.Query().Get("format") {
	case "", "json":
		b.Write(encode(map[string]any{"success": true, "data": append([]map[string]any{}, found...)}))
	case "csv":
		typ = "text/csv; charset=UTF-8"
		writeCSV(b, found)
	default:
		return c.invalid("format", "must be json or csv")
	}
	return answer{status: 200, content: &content{typ: typ, size: int64(b.Len()), r: b, unannounced: true}}
}

func writeCSV(b *bytes.Buffer, contacts []map[string]any) {
	columns := []string{"id", "phone_number", "name", "display_name", "email", "company", "notes", "is_business", "created_at"}
	out := csv.NewWriter(b)
	_ = out.Write(columns) // a bytes.Buffer does not fail
	for _, contact := range contacts {
		var row []string
		for _, column := range columns {
			cell := ""
			if contact[column] != nil {
				cell = fmt.Sprint(contact[column])
			}
			row = append(row, cell)
		}
		_ = out.Write(row)
	}
	out.Flush()
}
