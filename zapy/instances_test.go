package zapy_test

import (
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

func TestAll(t *testing.T) {
	t.Parallel()
	const instances = base + "/api/instances"
	collect := func(c *zapy.Client, p zapy.ListInstancesParams, most int) (ids []string, err error) {
		for i, e := range c.Instances.All(t.Context(), p) {
			if e != nil {
				return ids, e
			}
			if ids = append(ids, i.InstanceID); len(ids) == most {
				break
			}
		}
		return ids, nil
	}

	t.Run("follows nextPage to the last page", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?limit=2&page=1", httpmock.NewStringResponder(200, fixture(t, "instances-1.json")))
		mt.RegisterResponder("GET", instances+"?limit=2&page=2", httpmock.NewStringResponder(200, fixture(t, "instances-2.json")))
		ids, err := collect(c, zapy.ListInstancesParams{Limit: 2}, 0)
		require.NoError(t, err)
		assert.Equal(t, []string{"loja-a", "loja-b", "loja-c"}, ids)
		assert.Equal(t, 2, mt.GetTotalCallCount())
	})
	t.Run("stops when the caller does", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?page=1", httpmock.NewStringResponder(200, fixture(t, "instances-1.json")))
		ids, err := collect(c, zapy.ListInstancesParams{}, 1)
		require.NoError(t, err)
		assert.Equal(t, []string{"loja-a"}, ids)
		assert.Equal(t, 1, mt.GetTotalCallCount())
	})
	t.Run("counts on where nextPage is left out", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?page=1", httpmock.NewStringResponder(200, fixture(t, "instances-overview.json")))
		mt.RegisterResponder("GET", instances+"?page=2", httpmock.NewStringResponder(200, fixture(t, "instances-2.json")))
		ids, err := collect(c, zapy.ListInstancesParams{}, 0)
		require.NoError(t, err)
		assert.Equal(t, []string{"loja-a", "loja-c"}, ids)
	})
	t.Run("ends on an error in the middle", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?page=1", httpmock.NewStringResponder(200, fixture(t, "instances-1.json")))
		mt.RegisterResponder("GET", instances+"?page=2", httpmock.NewStringResponder(403, `{"statusCode":403,"message":"no more"}`))
		ids, err := collect(c, zapy.ListInstancesParams{}, 0)
		require.ErrorIs(t, err, zapgate.ErrForbidden)
		assert.Equal(t, []string{"loja-a", "loja-b"}, ids)
	})
	t.Run("takes a page that comes twice for an error", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterNoResponder(httpmock.NewStringResponder(200, fixture(t, "instances-overview.json")))
		_, err := collect(c, zapy.ListInstancesParams{}, 0)
		require.ErrorContains(t, err, "twice")
		assert.Equal(t, 2, mt.GetTotalCallCount())
	})
	t.Run("ends on an empty page", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?page=4", httpmock.NewStringResponder(200, `{"data":[],"nextPage":5}`))
		ids, err := collect(c, zapy.ListInstancesParams{Page: 4}, 0)
		require.NoError(t, err)
		assert.Empty(t, ids)
	})
}

func TestQRCodeImage(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, code string
		want       string // "": no picture
	}{
		{"data URI", "data:image/png;base64,iVBORw0KGgo=", "\x89PNG\r\n\x1a\n"},
		{"bare base64 of a picture", "iVBORw0KGgo=", "\x89PNG\r\n\x1a\n"},
		{"text of the code", "2@exemplo,exemplo==", ""},
		{"text that happens to be base64", "abcdabcd", ""},
		{"none", "", ""},
		{"broken", "data:image/png;base64,***", ""},
	} {
		b, err := (&zapy.QRCode{QRCode: tt.code}).Image()
		assert.Equal(t, tt.want, string(b), tt.name)
		assert.Equal(t, tt.want == "", err != nil, tt.name)
	}
}
