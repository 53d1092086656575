package fakegateway

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestMatch is inside the package: the tables do not yet hold operations that only the choice of a template tells apart.
func TestMatch(t *testing.T) {
	t.Parallel()
	p := provider{mounts: []mount{{prefix: "/i/{instance}", routes: []route{
		{op: "GET /queue/{id}"}, {op: "GET /queue/count"}, {op: "DELETE /queue/{id}"}, {op: "GET /{what}/count"},
	}}}}
	for _, tc := range []struct {
		method, path, op, id string
		known                bool
	}{
		{"GET", "/i/1/queue/count", "GET /queue/count", "", true},
		{"DELETE", "/i/1/queue/count", "DELETE /queue/{id}", "count", true},
		{"GET", "/i/1/queue/a%2Fb%20c", "GET /queue/{id}", "a/b c", true},
		{"GET", "/i/1/queue/a/b", "", "", false},
		{"GET", "/i/1/queue/", "", "", false},
		{"GET", "/i//queue/count", "", "", false},
		{"GET", "/i/1/queue/count/", "", "", false},
		{"PUT", "/i/1/queue/x", "", "", true},
	} {
		r := httptest.NewRequest(tc.method, tc.path, http.NoBody)
		_, rt, params, known := p.match(r)
		if rt.op != tc.op || params["id"] != tc.id || known != tc.known {
			t.Errorf("%s %s: %q, %v, known %v", tc.method, tc.path, rt.op, params, known)
		}
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	need := []string{"to|number", "on:bool", "list:array"}
	for body, want := range map[string]string{
		`{"to":"1","on":false,"list":[]}`:                 "", // false and an empty list are values
		`{"number":"1","on":true,"list":[1]}`:             "",
		`{"to":"","number":"1","on":true,"list":[]}`:      "",
		`{"on":true,"list":[]}`:                           "to",
		`{"to":"1","on":null,"list":[]}`:                  "on",
		`{"to":"1","on":"true","list":[]}`:                "on",
		`{"to":"1","on":true,"list":{}}`:                  "list",
		`{"to":"1","number":2,"on":true,"list":[]}`:       "number",
		`{"to":"1","on":true,"list":[],"size":"20"}`:      "size",
		`{"to":"1","on":true,"list":[],"more":[]}`:        "more",
		`{"to":"1","on":true,"list":[],"unknown":"kept"}`: "",
	} {
		c := &call{route: route{need: need, may: []string{"size:number", "more:object"}}, fields: decode(t, body)}
		if field, _ := c.check(); field != want {
			t.Errorf("%s: field %q at fault, want %q", body, field, want)
		}
	}
}

func decode(t *testing.T, body string) (fields map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), &fields); err != nil {
		t.Fatal(err)
	}
	return fields
}
