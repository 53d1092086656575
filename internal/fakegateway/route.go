package fakegateway

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A provider is all that sets one gateway apart from the others.
type provider struct {
	platform string // path below which PlatformURL lies
	mounts   []mount

	problem  func(c *call, status int, code, message string, details map[string]any) answer // its error envelope
	noRoute  func(c *call) answer                                                           // nothing is documented at this path
	noMethod func(c *call) answer                                                           // something is, with another method
	missing  int                                                                            // status for a missing or wrong field

	signature  string                                          // form of the HMAC in X-Webhook-Signature; "" signs nothing
	headers    func(g *Gateway, body []byte) http.Header       // of a callback, beside the signature
	sent       func(g *Gateway, m message) []map[string]any    // callbacks that follow an accepted send
	incoming   func(g *Gateway, m message) map[string]any      // callback for a message from m.peer
	connection func(g *Gateway, connected bool) map[string]any // callback for a change of the connection
	typed      func(c *call) (refused answer, ok bool)         // what is asked of the content type; nil: nothing
	aliases    func(body map[string]any) []string              // names under which an event can be asked for; nil: no choice
}

// A mount is a set of routes that share a prefix and a way to authenticate.
type mount struct {
	prefix string
	auth   func(c *call) (refused answer, ok bool) // nil: open to anyone
	routes []route
}

// A route is one documented operation.
type route struct {
	op    string   // method and documented template, as in the inventory
	need  []string // required fields of the JSON body, see field
	may   []string // optional ones, checked for their type when present
	serve func(c *call) answer

	upload bool // the body is multipart/form-data, which is read as a stream and not kept
}

// A call is one request on its way through the gateway.
type call struct {
	g      *Gateway
	r      *http.Request
	route  route
	params map[string]string // path values, unescaped
	body   []byte
	fields map[string]any // the JSON body, when it is an object
	form   form           // the multipart body of an upload, or the files of a JSON body
}

// An answer is what a gateway says: body is marshalled, nil sends none; content, if there is one, is sent in place of
// it as it is. accepted is the message taken on, if any.
type answer struct {
	status   int
	body     any
	content  *content
	accepted *message
}

func ok(body any) answer { return answer{status: http.StatusOK, body: body} }

// A message is one that the gateway was asked to send, or that it makes up as received.
type message struct {
	peer    string // the other side, in the gateway's spelling
	text    string
	image   string // URL or data URI; "" for a text
	caption string
	id      string // WhatsApp's id
	local   string // the gateway's own id, where it has one

	mediaType string // where the operation lets one choose; "" is an image
	viewOnce  bool
}

// match finds the route for a request. Where several templates fit, the one with the fewest placeholders wins, so
// that "/queue/count" is not taken for "/queue/{zaapId}".
func (p provider) match(r *http.Request) (m mount, found route, params map[string]string, known bool) {
	path := strings.Split(r.URL.EscapedPath(), "/")
	best := -1
	for _, mt := range p.mounts {
		for _, rt := range mt.routes {
			method, template, _ := strings.Cut(rt.op, " ")
			values, ok := fit(strings.Split(mt.prefix+template, "/"), path)
			if !ok {
				continue
			}
			known = true
			if method == r.Method && (best < 0 || len(values) < best) {
				m, found, params, best = mt, rt, values, len(values)
			}
		}
	}
	return m, found, params, known
}

// fit compares the segments of a template with those of an escaped path. It does not clean the path: a client that
// sends "//" or "/../" has failed to escape something, and must not be forgiven.
func fit(template, path []string) (map[string]string, bool) {
	if len(template) != len(path) {
		return nil, false
	}
	values := map[string]string{}
	for i, want := range template {
		got, err := url.PathUnescape(path[i])
		if err != nil {
			return nil, false
		}
		if name, ok := strings.CutPrefix(want, "{"); ok {
			if got == "" {
				return nil, false
			}
			values[strings.TrimSuffix(name, "}")] = got
		} else if got != want {
			return nil, false
		}
	}
	return values, true
}

// check compares the body with what the operation documents and names the first field at fault.
func (c *call) check() (field, complaint string) {
	if len(c.route.need) > 0 && c.fields == nil {
		return firstName(c.route.need[0]), "is required"
	}
	for _, spec := range c.route.need {
		if name, found := c.given(spec); !found {
			return name, "is required"
		}
	}
	for _, spec := range slices.Concat(c.route.need, c.route.may) {
		names, kind := split(spec)
		for _, name := range names {
			if v, found := c.fields[name]; found && v != nil && !isA(v, kind) {
				return name, "must be of type " + kind
			}
		}
	}
	return "", ""
}

// given reports whether one of a field's names has a value. An empty string is none: a required phone of "" is missing.
func (c *call) given(spec string) (first string, found bool) {
	names, _ := split(spec)
	for _, name := range names {
		if v := c.fields[name]; v != nil && v != "" {
			return name, true
		}
	}
	return names[0], false
}

// text reads a string field by any of its names.
func (c *call) text(names ...string) string {
	for _, name := range names {
		if s, _ := c.fields[name].(string); s != "" {
			return s
		}
	}
	return ""
}

// split reads a field: "phone" is a string, "isActive:bool" has another type, "recipient|to" has two names.
func split(spec string) (names []string, kind string) {
	list, kind, found := strings.Cut(spec, ":")
	if !found {
		kind = "string"
	}
	return strings.Split(list, "|"), kind
}

func firstName(spec string) string {
	names, _ := split(spec)
	return names[0]
}

func isA(v any, kind string) bool {
	switch v.(type) {
	case string:
		return kind == "string"
	case bool:
		return kind == "bool"
	case float64:
		return kind == "number"
	case []any:
		return kind == "array"
	case map[string]any:
		return kind == "object"
	}
	return false
}

// texts reads a list of strings; ok is false if something else is in it.
func (c *call) texts(name string) (list []string, ok bool) {
	items, _ := c.fields[name].([]any)
	for _, item := range items {
		s, isText := item.(string)
		if !isText || s == "" {
			return nil, false
		}
		list = append(list, s)
	}
	return list, true
}
