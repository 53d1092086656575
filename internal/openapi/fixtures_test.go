package openapi_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answers are the operations that the fixtures of testdata/wsapi answer. One that is called w2-<operation>.json says so
// itself, and an event.*.json what event it is.
var answers = map[string]string{
	"accepted.json":       "flushHistory",
	"blocklist.json":      "getBlocklist",
	"chat-business.json":  "getChatBusinessProfile",
	"chat-picture.json":   "getChatPicture",
	"chat.json":           "getChatInfo",
	"chats.json":          "listChats",
	"contact.json":        "getContact",
	"contacts.json":       "listContacts",
	"health.json":         "healthCheck",
	"instance.json":       "createInstance",
	"pair-code.json":      "getPairCode",
	"privacy.json":        "getPrivacySettings",
	"qr-text.json":        "getQRText",
	"sent.json":           "sendText",
	"status-privacy.json": "getStatusPrivacy",
	"status.json":         "getSessionStatus",
	"user-check.json":     "checkUser",
	"user-me.json":        "getMyProfile",
	"user.json":           "getUserProfile",
	"users-check.json":    "bulkCheckUsers",
}

// The answers of the hosted account operations, which WSAPI describes in no OpenAPI file, and what is no answer.
func isUndocumented(operation string) bool { return strings.Contains(operation, "Account") }

// Every fixture is what the documents say that it is. An answer may stand in both documents.
func TestAnswers(t *testing.T) {
	t.Parallel()
	ops := append(operations(load(t, "api-hosted.yml")), operations(load(t, "api-selfhosted.yml"))...)
	for _, file := range files(t, "wsapi", "*.json") {
		name := filepath.Base(file)
		id := answers[name]
		if rest, ok := strings.CutPrefix(name, "w2-"); ok {
			id = strings.TrimSuffix(rest, ".json")
		}
		if strings.HasPrefix(name, "event.") || name == "not-paired.json" || isUndocumented(id) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.NotEmpty(t, id, "the operation that the fixture answers stands in no table")
			body, err := os.ReadFile(file)
			require.NoError(t, err)
			found := false
			for _, op := range ops {
				if op.OperationID != id {
					continue
				}
				require.NotNil(t, op.answer(), "%s answers no JSON", id)
				require.NoError(t, check(op.answer(), body))
				found = true
			}
			require.True(t, found, "no operation is called %s", id)
		})
	}
}

func TestProblem(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile(filepath.Join(root, "testdata", "wsapi", "not-paired.json"))
	require.NoError(t, err)
	for _, file := range []string{"api-hosted.yml", "api-selfhosted.yml"} {
		response := load(t, file).Components.Responses["DeviceNotPaired"].Value
		for kind, media := range response.Content {
			require.NoError(t, check(media.Schema.Value, body), "%s of %s", kind, file)
		}
	}
}

// Every event fixture, those of package webhook too, is what its schema says.
func TestEvents(t *testing.T) {
	t.Parallel()
	doc := load(t, "events.yml")
	seen := map[string]bool{}
	for _, file := range append(files(t, "wsapi", "event.*.json"), files(t, "webhook", "wsapi", "*.json")...) {
		body, err := os.ReadFile(file)
		require.NoError(t, err)
		var event map[string]any
		require.NoError(t, json.Unmarshal(body, &event), file)
		name, _ := event["eventType"].(string)
		item := doc.Webhooks[name]
		require.NotNil(t, item, "%s: no event is called %q", file, name)
		seen[name] = true
		// Of all fields, adReferral alone is known from WSAPI's own clients only.
		delete(event["eventData"].(map[string]any), "adReferral")
		body, err = json.Marshal(event)
		require.NoError(t, err)
		assert.NoError(t, check(jsonOf(item.Post.RequestBody.Value.Content), body, openapi3.EnableJSONSchema2020()), file)
	}
	for name := range doc.Webhooks {
		assert.True(t, seen[name], "no fixture of %s", name)
	}
}

func files(t *testing.T, pattern ...string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(append([]string{root, "testdata"}, pattern...)...))
	require.NoError(t, err)
	require.NotEmpty(t, found)
	return found
}
