package contract

import (
	"context"
	"fmt"
	"io"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// method is one exported method that takes a context.
type method struct {
	name string
	fn   reflect.Value
}

// methods lists those of the clients and of the services in their fields.
func methods(clients []any) []method {
	var out []method
	add := func(owner string, v reflect.Value) {
		for i := range v.NumMethod() {
			fn, name := v.Method(i), v.Type().Method(i).Name
			if t := fn.Type(); t.NumIn() > 0 && t.In(0) == reflect.TypeFor[context.Context]() {
				out = append(out, method{owner + "." + name, fn})
			}
		}
	}
	for _, c := range append(clients, services(clients)...) {
		v := reflect.ValueOf(c)
		add(strings.TrimSuffix(v.Type().Elem().Name(), "Service"), v)
	}
	return out
}

// services lists what the clients' exported fields point to.
func services(clients []any) []any {
	var out []any
	for _, c := range clients {
		v := reflect.ValueOf(c).Elem()
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Type.Kind() == reflect.Pointer && !v.Field(i).IsNil() {
				out = append(out, v.Field(i).Interface())
			}
		}
	}
	return out
}

// odd needs escaping in a path; where only an address is taken, the call is made again with one.
const odd = "id/1 ?%"

// call fills the method's arguments, calls it, and returns its error. A sequence is walked.
func (s Suite) call(t testing.TB, m method) error {
	err := s.callWith(t, m, odd)
	if zerr, ok := err.(*zapgate.Error); ok && zerr.Attempts == 0 {
		err = s.callWith(t, m, s.Chat)
	}
	return err
}

func (s Suite) callWith(t testing.TB, m method, text string) error {
	ft := m.fn.Type()
	args := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := 1; i < ft.NumIn(); i++ {
		if ft.IsVariadic() && i == ft.NumIn()-1 {
			break
		}
		args = append(args, s.argument(t, m.name, ft.In(i), text))
	}
	out := m.fn.Call(args)
	last := out[len(out)-1]
	if len(out) == 1 && last.Kind() == reflect.Func { // iter.Seq2[T, error]
		for _, err := range last.Seq2() {
			if err, _ := err.Interface().(error); err != nil {
				return err
			}
		}
		return nil
	}
	err, _ := last.Interface().(error)
	return err
}

func (s Suite) argument(t testing.TB, name string, at reflect.Type, text string) reflect.Value {
	switch {
	case at.Kind() == reflect.String:
		return reflect.ValueOf(text).Convert(at)
	case at == reflect.TypeFor[iter.Seq[string]]():
		return reflect.ValueOf(slices.Values([]string{s.Chat}))
	case at == reflect.TypeFor[io.Writer]():
		return reflect.ValueOf(io.Discard)
	case at.Kind() == reflect.Struct:
		for _, sample := range s.Samples {
			if reflect.TypeOf(sample) == at {
				return reflect.ValueOf(sample)
			}
		}
		v := reflect.New(at).Elem()
		s.fill(v)
		return v
	}
	require.Fail(t, fmt.Sprintf("%s: no value for an argument of type %s", name, at))
	return reflect.Value{}
}

// fill sets what check tags require.
func (s Suite) fill(v reflect.Value) {
	for i := range v.NumField() {
		f, sf := v.Field(i), v.Type().Field(i)
		rule := sf.Tag.Get("check")
		if sf.Anonymous && f.Kind() == reflect.Struct && sf.IsExported() {
			s.fill(f)
		}
		if rule == "" && f.Kind() == reflect.Struct && sf.IsExported() && !sf.Anonymous {
			s.fill(f) // what is required in it
		}
		if rule == "" || strings.HasSuffix(rule, ",omitempty") {
			continue
		}
		text := "x"
		if rule == "chat" {
			text = s.Chat
		} else if strings.Contains(strings.ToLower(sf.Name), "url") || sf.Name == "Value" {
			text = "https://example.com/x"
		}
		set(s, f, text)
	}
}

func set(s Suite, f reflect.Value, text string) {
	switch {
	case f.Type() == reflect.TypeFor[zapgate.Media]():
		f.Set(reflect.ValueOf(zapgate.MediaBytes("image/png", []byte("x")))) // the harder way: streamed
	case f.Kind() == reflect.String:
		f.SetString(text)
	case f.CanInt():
		f.SetInt(1)
	case f.Kind() == reflect.Slice:
		f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		set(s, f.Index(0), text)
	case f.Kind() == reflect.Struct:
		s.fill(f)
	}
}
