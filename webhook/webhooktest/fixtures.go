package webhooktest

import (
	"embed"
	"path"
	"slices"
	"strings"

	"github.com/zapgate/zapgate-go/webhook"
)

//go:embed testdata/*/*.json
var files embed.FS

// Fixture is a callback as a gateway sends it, with values made up for tests.
type Fixture struct {
	Name      string // such as "MessageReceived-image": the type of its events and, where there are several, which one
	EventType string // the type of its events, such as "MessageReceived" for *webhook.MessageReceived
	Body      []byte
}

// Fixtures returns callbacks of p in the order of their names: for each type of event and each kind of content that p
// produces, at least one, and one of a type that nobody knows.
func Fixtures(p webhook.Provider) []Fixture {
	dir := path.Join("testdata", string(p))
	entries, _ := files.ReadDir(dir) // a provider that has none has no folder
	all := make([]Fixture, 0, len(entries))
	for _, e := range entries {
		body, _ := files.ReadFile(path.Join(dir, e.Name())) // it is there
		f := Fixture{Name: strings.TrimSuffix(e.Name(), ".json"), Body: body}
		f.EventType, _, _ = strings.Cut(f.Name, "-")
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b Fixture) int { return strings.Compare(a.Name, b.Name) })
	return all
}
