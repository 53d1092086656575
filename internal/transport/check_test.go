package transport

import (
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

type Target struct {
	Phone string `json:"phone" check:"chat"`
}

type options struct {
	Reason string `json:"reason,omitempty" check:"required"`
}

type everyRule struct {
	Target
	*options
	Image   zapgate.Media `json:"image,omitzero" check:"required"`
	Members []string      `json:"members" check:"chat"`
	Rows    []int         `json:"-" check:"required"`
	Free    string        `json:"free"`
}

func TestCheckTags(t *testing.T) {
	t.Parallel()
	good := func() everyRule {
		return everyRule{Target{"5511"}, &options{"x"}, zapgate.MediaURL("https://x.test/a.png"), []string{"1", "2"}, []int{0}, ""}
	}
	for _, c := range []struct {
		name  string
		spoil func(*everyRule)
		text  string
	}{
		{"embedded chat is empty", func(r *everyRule) { r.Phone = "" }, "phone is empty"},
		{"embedded chat is no address", func(r *everyRule) { r.Phone = "PRIVATE" }, "phone is not digits"},
		{"embedded by pointer, empty", func(r *everyRule) { r.Reason = "" }, "reason is empty"},
		{"embedded by pointer, nil", func(r *everyRule) { r.options = nil }, "reason is empty"},
		{"no media", func(r *everyRule) { r.Image = zapgate.Media{} }, "image is empty"},
		{"media without a link", func(r *everyRule) { r.Image = zapgate.MediaURL("") }, "image is empty"},
		{"no list", func(r *everyRule) { r.Members = nil }, "members is empty"},
		{"empty list", func(r *everyRule) { r.Members = []string{} }, "members is empty"},
		{"an empty member", func(r *everyRule) { r.Members = []string{"1", ""} }, "members is empty"},
		{"a member is no address", func(r *everyRule) { r.Members[1] = "PRIVATE" }, "members is not digits"},
		{"named after the field", func(r *everyRule) { r.Rows = []int{} }, "Rows is empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := good()
			c.spoil(&r)
			mt := httpmock.NewMockTransport()
			for _, body := range []any{r, &r} {
				err := Exec(t.Context(), newClient(t, mt), Request{Op: sendOp, Body: body})
				assert.EqualError(t, err, "test: POST /send-text: "+c.text+": invalid argument")
				assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
				asError(t, err)
			}
			assert.Zero(t, mt.GetTotalCallCount())
		})
	}
	assert.NoError(t, newClient(t, nil).check(Request{Body: good()}))
	assert.NoError(t, newClient(t, nil).check(Request{Body: map[string]any{"phone": ""}}), "what has no tags has no rules")
	assert.NoError(t, newClient(t, nil).check(Request{Body: (*everyRule)(nil)}))
}

type row struct {
	Title string    `json:"title" check:"required"`
	Phone string    `json:"phone,omitempty" check:"chat,omitempty"`
	More  *row      `json:"more,omitempty"`
	Free  *everyRow `json:"free,omitempty"`
}

type everyRow struct{ Text string }

func TestCheckNestedTags(t *testing.T) {
	t.Parallel()
	type list struct {
		Rows     []row    `json:"rows" check:"required"`
		Mentions []string `json:"mentions,omitempty" check:"chat,omitempty"`
	}
	type body struct {
		List list `json:"list"`
	}
	c := newClient(t, nil)
	for want, spoil := range map[string]func(*body){
		"list.rows is empty":               func(b *body) { b.List.Rows = nil },
		"list.rows[1].title is empty":      func(b *body) { b.List.Rows[1].Title = "" },
		"list.rows[0].phone is not digits": func(b *body) { b.List.Rows[0].Phone = "PRIVATE" },
		"list.mentions is not digits":      func(b *body) { b.List.Mentions = []string{"1", "PRIVATE"} },
		"list.mentions is empty":           func(b *body) { b.List.Mentions = []string{"1", ""} },
	} {
		b := body{list{[]row{{Title: "a"}, {Title: "b", Phone: "5511", Free: &everyRow{}}}, nil}}
		require.NoError(t, c.check(Request{Body: b}))
		spoil(&b)
		err := c.check(Request{Body: b})
		assert.EqualError(t, err, want+": invalid argument")
	}
}

func TestCheckQuery(t *testing.T) {
	t.Parallel()
	type params struct {
		Chat string `url:"chat,omitempty" check:"chat"`
	}
	mt := httpmock.NewMockTransport()
	err := Exec(t.Context(), newClient(t, mt), Request{Op: readOp, Query: params{"a b"}})
	require.EqualError(t, err, "test: GET /chats: chat is not digits: invalid argument")
	assert.Zero(t, mt.GetTotalCallCount())
}
