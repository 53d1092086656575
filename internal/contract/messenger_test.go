package contract

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go"
)

// TestMessengerCallsWalkEveryCapability takes each capability away in turn: a call must become impossible.
func TestMessengerCallsWalkEveryCapability(t *testing.T) {
	t.Parallel()
	all := func() zapgate.Capabilities {
		c := zapgate.Capabilities{Media: map[zapgate.MediaKind]zapgate.MediaCapability{}}
		for f, v := range reflect.ValueOf(&c).Elem().Fields() {
			if f.Type.Kind() == reflect.Bool {
				v.SetBool(true)
			}
		}
		for kind := range MediaTypes {
			c.Media[kind] = zapgate.MediaCapability{URL: true, Bytes: true, Caption: true, Reply: true}
		}
		for kind := zapgate.AddressPhone; kind <= zapgate.AddressStatus; kind++ {
			c.Recipients = append(c.Recipients, kind)
		}
		return c
	}
	able := func(c zapgate.Capabilities) (n int) {
		for _, call := range MessengerCalls() {
			if call.Can(c) {
				n++
			}
		}
		return n
	}
	assert.Len(t, MessengerCalls(), able(all()))
	for f := range reflect.TypeFor[zapgate.Capabilities]().Fields() {
		c := all()
		if v := reflect.ValueOf(&c).Elem().FieldByIndex(f.Index); f.Type.Kind() == reflect.Bool && f.Name != "Typing" { // which is left out, not refused
			v.SetBool(false)
			assert.Less(t, able(c), able(all()), f.Name)
		}
	}
	for kind, whole := range all().Media {
		for f := range reflect.TypeFor[zapgate.MediaCapability]().Fields() {
			c, part := all(), whole
			if v := reflect.ValueOf(&part).Elem().FieldByIndex(f.Index); f.Type.Kind() == reflect.Bool {
				v.SetBool(false)
				c.Media[kind] = part
				assert.Less(t, able(c), able(all()), "%s %s", kind, f.Name)
			}
		}
	}
	for i := range all().Recipients {
		c := all()
		c.Recipients = append(c.Recipients[:i], c.Recipients[i+1:]...)
		assert.Less(t, able(c), able(all()))
	}
}
