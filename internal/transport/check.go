package transport

import (
	"reflect"
	"strings"
	"sync"
)

// check refuses a request whose fields the gateway could not act on, before anything is sent. The rules are tags on the
// request types:
//
//	check:"required"  not the zero value
//	check:"chat"      a recipient or chat in the gateway's spelling, or a list of them; implies required
func (c *Client) check(r Request) error {
	for _, v := range []any{r.Query, r.Body} {
		rv := reflect.Indirect(reflect.ValueOf(v))
		if rv.Kind() != reflect.Struct {
			continue
		}
		for _, f := range rulesOf(rv.Type()) {
			field, err := rv.FieldByIndexErr(f.index)
			if err != nil { // in an embedded struct that is not there
				return invalid(f.name, "is empty")
			}
			if why := c.broken(f.rule, field); why != "" {
				return invalid(f.name, why)
			}
		}
	}
	return nil
}

func (c *Client) broken(rule string, v reflect.Value) string {
	if v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 {
		return "is empty"
	}
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok && z.IsZero() {
		return "is empty"
	}
	if rule != "chat" {
		return ""
	}
	if v.Kind() == reflect.Slice {
		for i := range v.Len() {
			if why := c.broken(rule, v.Index(i)); why != "" {
				return why
			}
		}
		return ""
	}
	if err := c.cfg.CheckAddress(v.String()); err != nil {
		return err.Error()
	}
	return ""
}

type rule struct {
	index      []int
	name, rule string
}

var rules sync.Map // reflect.Type to []rule

func rulesOf(t reflect.Type) []rule {
	if r, ok := rules.Load(t); ok {
		return r.([]rule)
	}
	var out []rule
	for _, f := range reflect.VisibleFields(t) { // those of embedded structs too
		if tag := f.Tag.Get("check"); tag != "" {
			out = append(out, rule{f.Index, wireName(f), tag})
		}
	}
	rules.Store(t, out)
	return out
}

func wireName(f reflect.StructField) string {
	for _, key := range []string{"json", "url"} {
		if name, _, _ := strings.Cut(f.Tag.Get(key), ","); name != "" && name != "-" {
			return name
		}
	}
	return f.Name
}
