package openapi_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"
)

var root = filepath.Join("..", "..")

// load reads one of WSAPI's files. The reader takes the enum value off as the text that it is; checkEnums makes sure.
func load(t *testing.T, name string) *openapi3.T {
	t.Helper()
	dir := os.Getenv("VENDOR_FIXTURES")
	if dir == "" {
		t.Skip("VENDOR_FIXTURES is not set: it names the folder with the gateways' own files")
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(root, dir) // as everywhere, a relative path counts from the root
	}
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(dir, "wsapi", name))
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context()))
	for schema, ref := range doc.Components.Schemas {
		checkEnums(t, schema, ref.Value)
	}
	return doc
}

// checkEnums: YAML 1.1 reads off as false, which would refuse the value that the documents mean.
func checkEnums(t *testing.T, path string, s *openapi3.Schema) {
	t.Helper()
	for _, v := range s.Enum {
		if s.Type.Is("string") {
			require.IsType(t, "", v, path)
		}
	}
	for name, p := range properties(s) {
		checkEnums(t, path+"."+name, p)
	}
	if s.Items != nil {
		checkEnums(t, path+"[]", s.Items.Value)
	}
}

// operation is a documented one.
type operation struct {
	*openapi3.Operation
	method, path string
	item         *openapi3.PathItem
}

func operations(doc *openapi3.T) (out []operation) {
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			out = append(out, operation{op, method, path, item})
		}
	}
	return out
}

// find returns the operation that a request is, and its path's values. Words count for more than braces.
func find(ops []operation, method, escaped string) (best *operation, values map[string]string) {
	got := strings.Split(escaped, "/")
	for _, op := range ops {
		want := strings.Split(op.path, "/")
		if op.method != method || len(want) != len(got) || best != nil && strings.Count(op.path, "{") >= strings.Count(best.path, "{") {
			continue
		}
		found := map[string]string{}
		if slices.EqualFunc(want, got, func(w, g string) bool {
			if !strings.HasPrefix(w, "{") {
				return w == g
			}
			v, err := url.PathUnescape(g)
			found[strings.Trim(w, "{}")] = v
			return err == nil && v != ""
		}) {
			best, values = &op, found
		}
	}
	return best, values
}

// body is the schema of the operation's request, or nil.
func (o operation) body() *openapi3.Schema {
	if o.RequestBody == nil {
		return nil
	}
	return jsonOf(o.RequestBody.Value.Content)
}

// answer is the schema of its first success, or nil.
func (o operation) answer() *openapi3.Schema {
	for _, status := range slices.Sorted(maps.Keys(o.Responses.Map())) {
		if strings.HasPrefix(status, "2") {
			return jsonOf(o.Responses.Value(status).Value.Content)
		}
	}
	return nil
}

func jsonOf(c openapi3.Content) *openapi3.Schema {
	if m := c.Get("application/json"); m != nil && m.Schema != nil {
		return m.Schema.Value
	}
	return nil
}

// properties lists those of a schema and of all that it is made of.
func properties(s *openapi3.Schema) map[string]*openapi3.Schema {
	out := map[string]*openapi3.Schema{}
	for name, p := range s.Properties {
		out[name] = p.Value
	}
	for _, parts := range []openapi3.SchemaRefs{s.AllOf, s.AnyOf, s.OneOf} {
		for _, part := range parts {
			maps.Copy(out, properties(part.Value))
		}
	}
	return out
}

// keys lists the paths of the properties in v, which may have any but those that the schema does not know.
func keys(path string, s *openapi3.Schema, v any, known, unknown map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if s.Items != nil {
				keys(path+"[]", s.Items.Value, item, known, unknown)
			}
		}
	case map[string]any:
		props := properties(s)
		if len(props) == 0 { // any object
			return
		}
		for name, value := range v {
			at := strings.TrimPrefix(path+"."+name, ".")
			if p := props[name]; p != nil {
				known[at] = true
				keys(at, p, value, known, unknown)
			} else {
				unknown[at] = true
			}
		}
	}
}

// wanted lists the paths of all properties of a schema.
func wanted(path string, s *openapi3.Schema, out map[string]bool) {
	for name, p := range properties(s) {
		at := strings.TrimPrefix(path+"."+name, ".")
		out[at] = true
		wanted(at, p, out)
	}
	if s.Items != nil {
		wanted(path+"[]", s.Items.Value, out)
	}
}

// check validates a document against a schema, and refuses properties that the schema does not have.
func check(s *openapi3.Schema, doc []byte, opts ...openapi3.SchemaValidationOption) error {
	var v any
	if err := json.Unmarshal(doc, &v); err != nil {
		return err
	}
	unknown := map[string]bool{}
	keys("", s, v, map[string]bool{}, unknown)
	if len(unknown) > 0 {
		return fmt.Errorf("no such property: %s", slices.Sorted(maps.Keys(unknown)))
	}
	return s.VisitJSON(v, append(opts, openapi3.EnableFormatValidation(), openapi3.MultiErrors())...)
}
