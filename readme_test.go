package zapgate_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readmeFrame is what stands around the README's code: one function a block.
const readmeFrame = `package readme

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/wsapi"
	"github.com/zapgate/zapgate-go/zapi"
	"github.com/zapgate/zapgate-go/zapini"
	"github.com/zapgate/zapgate-go/zapy"
)

var _ = []any{errors.Is, fmt.Sprint, slog.Default, os.Getenv, time.Second, zapgate.ParseAddress, webhook.New, wsapi.New,
	zapi.New, zapini.New, zapy.New}
`

// TestReadmeCompiles builds every block of Go in the README against this module, without writing into it.
func TestReadmeCompiles(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	require.Len(t, blocks, 5, "blocks of Go")
	source := readmeFrame
	for i, b := range blocks {
		source += fmt.Sprintf("\nfunc block%d(ctx context.Context, client *zapi.Client, mux *http.ServeMux, err error) error {\n{\n", i)
		source += b[1] + used(b[1]) + "}\nreturn err\n}\n" // in a scope of its own: a block may declare what it is given
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "readme.go")
	require.NoError(t, os.WriteFile(file, []byte(source), 0o600))
	root, err := os.Getwd()
	require.NoError(t, err)
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(root, "internal", "readme", "readme.go"): file}})
	require.NoError(t, err)
	overlayFile := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(overlayFile, overlay, 0o600))
	out, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlayFile, "./internal/readme").CombinedOutput()
	assert.NoError(t, err, "%s\n%s", out, source)
}

// used keeps the compiler from minding variables that a block only shows.
func used(block string) string {
	var out strings.Builder
	for _, m := range regexp.MustCompile(`(?m)^(\w+)(?:, \w+)? :?= `).FindAllStringSubmatch(block, -1) {
		if m[1] != "_" {
			out.WriteString("\t_ = " + m[1] + "\n")
		}
	}
	return out.String()
}

// TestReadmeIsShort keeps the README a page.
func TestReadmeIsShort(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	assert.Less(t, strings.Count(string(readme), "\n"), 160)
	for _, command := range []string{"go run ./examples/quickstart\n", "go test ./...\n"} {
		assert.Contains(t, string(readme), command)
	}
}
