// Package contract holds the standing tests that every gateway's package runs on itself: each operation is called by
// reflection, over real HTTP, and what went over the wire is compared with the documented operations; each one meets the
// faults that must not make a send happen twice; and no credential comes back out.
//
// It is imported by tests only.
package contract

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// Canary is part of every credential that a suite's clients are made with: it must never be seen again.
const Canary = "CANARY7f3a"

// Suite describes a gateway's package to the standing tests.
type Suite struct {
	Provider string // the name of testdata/operations/<provider>.txt and of the inventory
	// Clients returns the package's clients, all of them talking to base with credentials that hold Canary. Their
	// exported methods that take a context, and those of the services in their fields, are the operations.
	Clients func(t testing.TB, base string, opts ...zapgate.Option) []any
	// Prefixes are what stands in the path before the documented template, the longest first.
	Prefixes []string
	Complete bool   // the ledger has every documented operation
	Chat     string // a recipient in the gateway's spelling
	// Samples are requests that cannot be filled from their tags alone.
	Samples []any
	// Values are credentials that hold Canary. They print as [redacted], and so do the clients.
	Values []any
	// Reads are operations without effect whose method is not GET; Effects are those with one whose method is.
	Reads, Effects []string
}

// Root returns the repository's root folder.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// Vendor returns the folder of the gateways' own examples, and false where VENDOR_FIXTURES does not name one: they are
// not part of this repository. A relative path counts from the root.
func Vendor(t testing.TB) (dir string, ok bool) {
	t.Helper()
	dir = os.Getenv("VENDOR_FIXTURES")
	if dir == "" {
		return "", false
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(Root(t), dir)
	}
	info, err := os.Stat(dir)
	require.NoError(t, err, "VENDOR_FIXTURES")
	require.True(t, info.IsDir(), "VENDOR_FIXTURES is no folder")
	return dir, true
}

// template is a documented operation, ready to be compared with what went over the wire.
type template struct {
	name string
	path *regexp.Regexp
}

var brace = regexp.MustCompile(`\\\{[^}]*\\\}`)

// operations reads testdata/operations/<provider>.txt.
func (s Suite) operations(t testing.TB) []template {
	t.Helper()
	f, err := os.Open(filepath.Join(Root(t), "testdata", "operations", s.Provider+".txt"))
	require.NoError(t, err)
	defer f.Close()
	var out []template
	for sc := bufio.NewScanner(f); sc.Scan(); {
		name := strings.TrimSpace(sc.Text())
		if name == "" {
			continue
		}
		method, path, ok := strings.Cut(name, " ")
		require.True(t, ok, "%q is not METHOD /template", name)
		pattern := brace.ReplaceAllString(regexp.QuoteMeta(path), `[^/]+`)
		out = append(out, template{name, regexp.MustCompile("^" + method + " " + pattern + "$")})
	}
	names := make([]string, len(out))
	for i, o := range out {
		names[i] = o.name
	}
	require.True(t, slices.IsSorted(names), "testdata/operations/%s.txt is not sorted", s.Provider)
	require.Len(t, slices.Compact(names), len(out), "testdata/operations/%s.txt names an operation twice", s.Provider)
	return out
}

// match finds the template of a request, preferring words to braces.
func match(ops []template, method, path string) string {
	best := ""
	for _, o := range ops {
		if o.path.MatchString(method+" "+path) && (best == "" || strings.Count(o.name, "{") < strings.Count(best, "{")) {
			best = o.name
		}
	}
	return best
}

// inventory reads the documented operations, where they are at hand.
func (s Suite) inventory(t testing.TB) []string {
	t.Helper()
	vendor, ok := Vendor(t)
	if !ok {
		return nil
	}
	b, err := os.ReadFile(filepath.Join(vendor, "..", "inventory", s.Provider+".tsv"))
	require.NoError(t, err)
	var out []string
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if f := strings.Split(line, "\t"); i > 0 {
			out = append(out, f[1]+" "+f[2])
		}
	}
	return out
}
