package transport

import (
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/zapgate/zapgate-go"
)

// check refuses a request whose fields the gateway could not act on, before anything is sent. The rules are tags on the
// request types, at any depth:
//
//	check:"required"        not the zero value
//	check:"chat"            a recipient or chat in the gateway's spelling, or a list of them; implies required
//	check:"chat,omitempty"  the same where it is given
//
// How large a file may be is a tag too, limit:"16MB", and is checked where the size is learnt: see marks.
func (c *Client) check(r Request) error {
	for _, v := range []any{r.Query, r.Body} {
		if err := c.checkValue("", reflect.ValueOf(v)); err != nil {
			return err
		}
	}
	return nil
}

// Check returns the error with which r would be refused before anything is sent, or nil.
func Check(c *Client, r Request) error {
	if err := c.check(r); err != nil {
		return &zapgate.Error{Provider: c.cfg.Provider, Op: r.Op.Name(), Err: err}
	}
	return nil
}

// checkValue checks what is in a struct, in each element of a list, or behind a pointer. path names it in errors.
func (c *Client) checkValue(path string, v reflect.Value) error {
	v = reflect.Indirect(v)
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			if err := c.checkValue(path+"["+strconv.Itoa(i)+"]", v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if path != "" {
			path += "."
		}
		for _, f := range rulesOf(v.Type()) {
			field, err := v.FieldByIndexErr(f.index)
			if err != nil { // in an embedded struct that is not there
				return invalid(path+f.name, "is empty")
			}
			if f.rule == "" {
				err = c.checkValue(path+f.name, field)
			} else if why := c.broken(f, field); why != "" {
				err = invalid(path+f.name, why)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Client) broken(r rule, v reflect.Value) string {
	if v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 {
		if r.optional {
			return ""
		}
		return "is empty"
	}
	if v.Kind() == reflect.Struct { // a media or a time, which may know better
		if z, ok := v.Interface().(interface{ IsZero() bool }); ok && z.IsZero() {
			return "is empty"
		}
	}
	if r.rule != "chat" {
		return ""
	}
	if v.Kind() == reflect.Slice {
		r.optional = false // a list may be left out, none of its elements be empty
		for i := range v.Len() {
			if why := c.broken(r, v.Index(i)); why != "" {
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

// rule is a field that is checked, or, with rule "", one that holds such fields.
type rule struct {
	index      []int
	name, rule string
	optional   bool
}

var rules sync.Map // reflect.Type to []rule

func rulesOf(t reflect.Type) []rule {
	if r, ok := rules.Load(t); ok {
		return r.([]rule)
	}
	out := findRules(t, map[reflect.Type]bool{})
	rules.Store(t, out)
	return out
}

func findRules(t reflect.Type, seen map[reflect.Type]bool) (out []rule) {
	if t.Kind() != reflect.Struct || seen[t] { // a type that holds itself is checked once
		return nil
	}
	seen[t] = true
	for _, f := range reflect.VisibleFields(t) { // those of embedded structs too
		if tag := f.Tag.Get("check"); tag != "" {
			name, optional := strings.CutSuffix(tag, ",omitempty")
			out = append(out, rule{f.Index, wireName(f), name, optional})
		}
		if held := element(f.Type); f.IsExported() && !f.Anonymous && len(findRules(held, seen)) > 0 {
			out = append(out, rule{f.Index, wireName(f), "", false})
		}
	}
	delete(seen, t)
	return out
}

// element is what lists and pointers of t lead to.
func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

func wireName(f reflect.StructField) string {
	for _, key := range []string{"json", "url"} {
		if name, _, _ := strings.Cut(f.Tag.Get(key), ","); name != "" && name != "-" {
			return name
		}
	}
	return f.Name
}
