package fakegateway_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

// A session speaks to one gateway with one credential.
type session struct {
	t            *testing.T
	base, header string
}

// zapiniSession speaks to a fresh Zapini's platform with an instance's token.
func zapiniSession(t *testing.T, cfg fakegateway.Config) (session, *fakegateway.Gateway) {
	t.Helper()
	g := run(t, fakegateway.StartZapini, cfg)
	return session{t, g.PlatformURL(), bearer}, g
}

// do sends a request and returns the answer, which must have that status, and say success as it does.
func (s session) do(status int, op, body string) map[string]any {
	s.t.Helper()
	method, path, _ := strings.Cut(op, " ")
	got := send(s.t, method, s.base+path, s.header, body)
	if got.status != status {
		s.t.Fatalf("%s: status %d, want %d: %s", op, got.status, status, got.body)
	}
	if len(got.body) == 0 {
		return nil
	}
	answer := object(s.t, got.body)
	if success, told := answer["success"]; told {
		equal(s.t, op+" success", success, any(status < 300))
	}
	return answer
}

// refused sends requests that break a rule; each is `op body`, and the answer must name the field.
func (s session) refused(status int, field string, ops ...string) {
	s.t.Helper()
	for _, line := range ops {
		op, body, _ := strings.Cut(line, " {")
		if body != "" {
			body = "{" + body
		}
		answer := s.do(status, op, body)
		if text := fmt.Sprint(answer); !strings.Contains(text, field) {
			s.t.Errorf("%s: %s does not name %q", line, text, field)
		}
	}
}

// dig walks into JSON by keys and indexes.
func dig(t *testing.T, v any, steps ...any) any {
	t.Helper()
	for _, step := range steps {
		switch s := step.(type) {
		case string:
			object, isObject := v.(map[string]any)
			if _, has := object[s]; !isObject || !has {
				t.Fatalf("no %v on the way %v in %v", s, steps, v)
			}
			v = object[s]
		case int:
			list, isList := v.([]any)
			if !isList || len(list) <= s {
				t.Fatalf("no [%d] on the way %v in %v", s, steps, v)
			}
			v = list[s]
		}
	}
	return v
}

func text(t *testing.T, v any, steps ...any) string {
	t.Helper()
	return fmt.Sprint(dig(t, v, steps...))
}

func list(t *testing.T, v any, steps ...any) []any {
	t.Helper()
	l, isList := dig(t, v, steps...).([]any)
	if !isList {
		t.Fatalf("no list at %v in %v", steps, v)
	}
	return l
}

// column is one field of every item of a list.
func column(t *testing.T, items []any, field string) string {
	t.Helper()
	var got []string
	for _, item := range items {
		got = append(got, text(t, item, field))
	}
	return strings.Join(got, " ")
}

// TestEveryOperationIsServed compares the tables with what the SDK calls, and with the inventory where there is one.
func TestEveryOperationIsServed(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]starter{"zapini": fakegateway.StartZapini, "zapy": fakegateway.StartZapy} {
		served := run(t, start, config()).Operations()
		equal(t, name, len(served), map[string]int{"zapini": 82, "zapy": 16}[name])
		called, err := os.ReadFile("../../testdata/operations/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		wanted := strings.Split(strings.TrimSpace(string(called)), "\n")
		if vendor := os.Getenv("VENDOR_FIXTURES"); vendor != "" {
			if !filepath.IsAbs(vendor) {
				vendor = filepath.Join("../..", vendor)
			}
			inventory, err := os.ReadFile(filepath.Join(vendor, "../inventory", name+".tsv"))
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(strings.TrimSpace(string(inventory)), "\n")[1:] {
				cells := strings.Split(line, "\t")
				wanted = append(wanted, cells[1]+" "+cells[2])
			}
		}
		for _, op := range wanted {
			if !slices.Contains(served, op) {
				t.Errorf("%s does not know %q", name, op)
			}
		}
	}
}

// TestNothingIsOpen calls every operation without a credential and with a wrong one.
func TestNothingIsOpen(t *testing.T) {
	t.Parallel()
	for _, start := range []starter{fakegateway.StartZapini, fakegateway.StartZapy} {
		g := run(t, start, config())
		for _, op := range g.Operations() {
			method, template, _ := strings.Cut(op, " ")
			path := strings.NewReplacer("{instanceId}", instance, "{uuid}", instance, "{", "", "}", "").Replace(template)
			base, want := g.URL(), 401
			switch {
			case strings.HasPrefix(path, "/webhooks/"):
				want = 422 // open as documented, and the body is missing
			case path == "/health":
				want = 200
			case path == "/auth/login":
				base, want = g.PlatformURL(), 422
			case !slices.Contains([]string{"/send-message", "/send-media", "/send-reaction", "/status", "/qr"}, path):
				base = g.PlatformURL()
			}
			for _, header := range []string{"", "Authorization: Bearer \nX-Api-Key: ", "Authorization: Bearer no\nX-Api-Key: no", "Authorization: tok"} {
				if got := send(t, method, base+path, header, ""); got.status != want {
					t.Errorf("%s %s with %q: %d, want %d: %s", g.Kind(), op, header, got.status, want, got.body)
				}
			}
			equal(t, op, g.Count(op), 4)
		}
	}
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
