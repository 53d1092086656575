package zapgate

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/settings"
)

// directory is a gateway that knows numbers, and how WhatsApp spells them.
type directory struct {
	Messenger // whatever else is called panics
	known     map[string]Address
	fails     map[string]error
	asked     []string
	once      int
}

func (d *directory) CheckNumber(_ context.Context, phone Address, opts ...CallOption) (*NumberCheck, error) {
	d.asked = append(d.asked, phone.Phone())
	var set settings.Call
	for _, o := range opts {
		if err := o(&set); err != nil {
			return nil, err
		}
	}
	if set.NoRetries {
		d.once++
	}
	if err := d.fails[phone.Phone()]; err != nil {
		return nil, err
	}
	as, ok := d.known[phone.Phone()]
	return &NumberCheck{Exists: ok, Address: as}, nil
}

func TestResolve(t *testing.T) {
	t.Parallel()
	const nine, eight, lisbon = "5511999999999", "551199999999", "351910000001"
	p := func(s string) Address { return mustParse(t, s) }
	lid := p("777@lid")
	for _, c := range []struct {
		name  string
		phone Address
		known map[string]Address
		want  Address
		asked []string
	}{
		{"as given", p(nine), map[string]Address{nine: p(nine)}, p(nine), []string{nine}},
		{"as given, the gateway does not say how", p(nine), map[string]Address{nine: {}}, p(nine), []string{nine}},
		{"the gateway says how", p(nine), map[string]Address{nine: p(eight)}, p(eight), []string{nine}},
		{"the gateway says who", p(nine), map[string]Address{nine: p(eight).WithLID(lid)}, p(eight).WithLID(lid), []string{nine}},
		{"the gateway knows the LID only", p(nine), map[string]Address{nine: lid}, lid, []string{nine}},
		{"without the nine", p(nine), map[string]Address{eight: p(eight)}, p(eight), []string{nine, eight}},
		{"without the nine, the gateway does not say how", p(nine), map[string]Address{eight: {}}, p(eight), []string{nine, eight}},
		{"with the nine", p(eight), map[string]Address{nine: {}}, p(nine), []string{eight, nine}},
		{"both are known", p(eight), map[string]Address{nine: {}, eight: {}}, p(eight), []string{eight}},
		{"a LID is kept", p(nine).WithLID(lid), map[string]Address{nine: p(nine)}, p(nine).WithLID(lid), []string{nine}},
		{"a LID is kept, the gateway does not say how", p(nine).WithLID(lid), map[string]Address{eight: {}}, p(eight).WithLID(lid), []string{nine, eight}},
		{"the gateway's LID comes first", p(nine).WithLID(lid), map[string]Address{nine: p(nine).WithLID(p("778@lid"))}, p(nine).WithLID(p("778@lid")), []string{nine}},
		{"not Brazil", p(lisbon), map[string]Address{lisbon: {}}, p(lisbon), []string{lisbon}},
		{"a LID", lid, nil, lid, nil},
		{"a group", p("120363019502650977@g.us"), nil, p("120363019502650977@g.us"), nil},
		{"the status feed", p("status@broadcast"), nil, p("status@broadcast"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := &directory{known: c.known}
			got, err := Resolve(t.Context(), m, c.phone, WithoutRetries())
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
			assert.Equal(t, c.asked, m.asked)
			assert.Equal(t, len(c.asked), m.once, "the options go with each request")
		})
	}
}

func TestResolveFails(t *testing.T) {
	t.Parallel()
	const nine, eight = "5511999999999", "551199999999"
	p := func(s string) Address { return mustParse(t, s) }
	down := &Error{Provider: "zapi", Op: "GET /phone-exists/{phone}", StatusCode: 503}
	for _, c := range []struct {
		name  string
		m     *directory
		phone Address
		is    error
		text  string
		asked []string
	}{
		{"nobody has it", &directory{}, p(nine), ErrNotFound, "zapgate: Resolve: the number has no WhatsApp: not found", []string{nine, eight}},
		{"nobody has it elsewhere", &directory{}, p("351910000001"), ErrNotFound, "zapgate: Resolve: the number has no WhatsApp: not found", []string{"351910000001"}},
		{"the gateway is down", &directory{known: map[string]Address{eight: {}}, fails: map[string]error{nine: down}}, p(nine), ErrServer, down.Error(), []string{nine}},
		{"the gateway goes down", &directory{fails: map[string]error{eight: down}}, p(nine), ErrServer, down.Error(), []string{nine, eight}},
		{"the gateway cannot", &directory{fails: map[string]error{nine: ErrUnsupported}}, p(nine), ErrUnsupported, ErrUnsupported.Error(), []string{nine}},
		{"nobody", &directory{}, Address{}, ErrInvalidArgument, "zapgate: Resolve: the address names nobody: invalid argument", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Resolve(t.Context(), c.m, c.phone)
			require.ErrorIs(t, err, c.is)
			assert.EqualError(t, err, c.text)
			assert.Equal(t, Address{}, got)
			assert.Equal(t, c.asked, c.m.asked)
		})
	}
	_, err := Resolve(t.Context(), nil, p(nine))
	require.ErrorIs(t, err, ErrInvalidArgument)
	require.ErrorAs(t, err, new(*Error))
	_, err = Resolve(t.Context(), &directory{}, p(nine), WithMeta(nil))
	require.ErrorIs(t, err, ErrInvalidArgument, "an option that cannot be carried out")
	assert.NotErrorIs(t, errors.Unwrap(err), ErrNotFound)
}
