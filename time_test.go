package zapgate

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every form is written back to the letter.
func TestTimeForms(t *testing.T) {
	t.Parallel()
	at := func(s string) time.Time {
		if s == "" {
			return time.Time{}
		}
		v, err := time.Parse(time.RFC3339Nano, s)
		require.NoError(t, err)
		return v
	}
	const day = "2023-11-14T22:13:20"
	for in, want := range map[string]string{
		// numbers
		`1700000000`: day + "Z", `1700000000123`: day + ".123Z", `"1700000000"`: day + "Z", `"1700000000123"`: day + ".123Z",
		`0`: "1970-01-01T00:00:00Z", `-1`: "1969-12-31T23:59:59Z", `"0"`: "1970-01-01T00:00:00Z", `"-1"`: "1969-12-31T23:59:59Z",
		`99999999999`: "5138-11-16T09:46:39Z", `100000000000`: "1973-03-03T09:46:40Z", `-100000000000`: "1966-10-31T14:13:20Z",
		`"0001700000000"`: day + "Z", `"+1700000000"`: day + "Z", `" 1700000000 "`: day + "Z", `-0`: "1970-01-01T00:00:00Z",
		`1700000000.0`: day + "Z", `1.7e9`: day + "Z", `1700000000.5`: day + ".5Z", `"1700000000.123456"`: day + ".123456Z", `-1.5`: "1969-12-31T23:59:58.5Z",
		`1700000000123.25`: day + ".12325Z", `1.7E12`: day + "Z",
		// ISO 8601
		`"2023-11-14T22:13:20Z"`: day + "Z", `"2023-11-14T22:13:20+00:00"`: day + "Z", `"2023-11-14T22:13:20-00:00"`: day + "Z",
		`"2023-11-14T19:13:20-03:00"`: day + "Z", `"2023-11-14T19:13:20-0300"`: day + "Z", `"2023-11-14T19:13:20-03"`: day + "Z",
		`"2023-11-14T19:13:20.250-03:00"`: day + ".25Z", `"2023-11-14T22:13:20"`: day + "Z", `"2023-11-14T22:13:20.5"`: day + ".5Z",
		`" 2023-11-14T22:13:20Z"`: day + "Z", `"2023-11-14T22:13:20\u005a"`: day + "Z",
		`"2023-11-14T22:13:20."`: day + "Z",
		// SQL, and a date alone
		`"2023-11-14 22:13:20"`: day + "Z", `"2023-11-14 22:13:20.123456"`: day + ".123456Z", `"2023-11-14 22:13:20+00"`: day + "Z",
		`"2023-11-14"`: "2023-11-14T00:00:00Z",
		// no instant
		`null`: "", `""`: "", `" "`: "", `"soon"`: "", `"2023-11-14T"`: "", `"2023-02-30"`: "", `"2023-11-14T25:00:00Z"`: "", `"é-é-é-é-"`: "",
		`"2023-11-14x22:13:20Z"`: "", `1e30`: "", `-1e30`: "", `"NaN"`: "", `"Inf"`: "", `"0x1p31"`: "",
		`"14/11/2023"`: "", `"2023-11-14T22:13:20.` + strings.Repeat("1", 5000) + `Z"`: "?",
	} {
		var got Time
		require.NoError(t, json.Unmarshal([]byte(in), &got), in)
		if want != "?" {
			assert.True(t, at(want).Equal(got.Time), "%s: %s", in, got.Time)
			assert.Equal(t, want == "", got.IsZero(), in)
		}
		var buf bytes.Buffer
		enc := json.NewEncoder(&buf)
		enc.SetEscapeHTML(false)
		require.NoError(t, enc.Encode(got))
		assert.Equal(t, in+"\n", buf.String())
	}
}

func TestTimeFractions(t *testing.T) {
	t.Parallel()
	const digits = "123456789012"
	for n := 1; n <= len(digits); n++ {
		for _, d := range []string{digits[:n], strings.Repeat("0", n)} {
			for _, zone := range []string{"Z", "+00:00", "-03:00", ""} {
				in := `"2023-11-14T22:13:20.` + d + zone + `"`
				got, out := reencode[Time](t, in)
				assert.Equal(t, in, out)
				want, err := time.Parse("2006-01-02T15:04:05", "2023-11-14T22:13:20."+d[:min(n, 9)])
				require.NoError(t, err)
				if zone == "-03:00" {
					want = want.Add(3 * time.Hour)
				}
				assert.True(t, want.Equal(got.Time), in)
			}
		}
	}
}

func TestTimeRefusals(t *testing.T) {
	t.Parallel()
	for _, in := range []string{`true`, `false`, `{"PRIVATE":1}`, `["2023-11-14"]`} {
		assertQuiet(t, in, new(Time))
	}
	assert.Error(t, new(Time).UnmarshalJSON(nil))
}

func TestTimeMadeHere(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal([]Time{NewTime(time.Date(2026, 1, 2, 3, 4, 5, 6000000, time.FixedZone("", -3*3600))), {}, NewTime(time.Time{})})
	require.NoError(t, err)
	assert.Equal(t, `["2026-01-02T03:04:05.006-03:00",null,null]`, string(b))
	_, err = json.Marshal(NewTime(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)))
	assert.Error(t, err, "no RFC 3339 for it")
}

// A field that is read again holds nothing of what it held before.
func TestTimeIsReplaced(t *testing.T) {
	t.Parallel()
	var v Time
	for _, in := range []string{`"2023-11-14T22:13:20Z"`, `null`, `1700000000`, `"soon"`, `"1700000000123"`} {
		require.NoError(t, json.Unmarshal([]byte(in), &v))
		b, err := json.Marshal(v)
		require.NoError(t, err)
		assert.Equal(t, in, string(b))
	}
}

func TestTimeOmitZero(t *testing.T) {
	t.Parallel()
	type event struct {
		At Time `json:"at,omitzero"`
	}
	for in, want := range map[string]string{
		`{"at":1700000000}`: `{"at":1700000000}`, `{"at":0}`: `{"at":0}`, `{"at":"2023-11-14"}`: `{"at":"2023-11-14"}`,
		`{}`: `{}`, `{"at":null}`: `{}`, `{"at":""}`: `{}`,
	} {
		_, out := reencode[event](t, in)
		assert.Equal(t, want, out)
	}
}

// Whatever JSON scalar is read comes back the same, up to white space and escaping.
func FuzzTimeRoundTrip(f *testing.F) {
	for _, s := range []string{
		`0`, `-1`, `1700000000`, `1700000000123`, `"1700000000"`, `"2023-11-14T22:13:20.123456789-03:00"`, `"2023-11-14 22:13:20"`,
		`"2023-11-14"`, `null`, `""`, `"soon"`, `1.5e9`, `9223372036854775807`, `-9223372036854775808`, `"0001"`, `"<&>"`, `"\u0031"`,
		`"2023-11-14T22:13:20.Z"`, `"9999-12-31T23:59:59.999999999+14:00"`, `"0000-01-01"`, `-62135596800`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		var v Time
		if json.Unmarshal([]byte(in), &v) != nil {
			return
		}
		out, err := json.Marshal(v)
		require.NoError(t, err)
		var before, after json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(in), &before))
		require.NoError(t, json.Unmarshal(out, &after))
		assert.Equal(t, plain(t, before), plain(t, after))
		b, err := json.Marshal([]Time{v})
		require.NoError(t, err)
		assert.Equal(t, "["+string(out)+"]", string(b))
	})
}

// plain is a scalar's text: of a number as it is spelled, of a string what it means.
func plain(t *testing.T, raw json.RawMessage) any {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	require.NoError(t, d.Decode(&v))
	return v
}
