package zapgate

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBool(t *testing.T) {
	t.Parallel()
	for want, ins := range map[Bool][]string{
		true:  {`true`, `"true"`, `"TRUE"`, `"True"`, `1`, `"1"`, `" true "`},
		false: {`false`, `"false"`, `"False"`, `0`, `"0"`, `""`, `" "`, `null`},
	} {
		for _, in := range ins {
			got, out := reencode[Bool](t, in)
			assert.Equal(t, want, got, in)
			assert.Equal(t, strconv.FormatBool(bool(want)), out, in)
		}
	}
	for _, in := range []string{`"PRIVATE"`, `"yes"`, `2`, `-1`, `1.5`, `"null"`, `{"PRIVATE":1}`, `[true]`, `[]`, `"\ud800"`} {
		assertQuiet(t, in, new(Bool))
	}
}

func TestInt(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]Int{
		`0`: 0, `-0`: 0, `7`: 7, `"7"`: 7, `" 7 "`: 7, `-7`: -7, `"-7"`: -7, `"007"`: 7, `"+7"`: 7, `""`: 0, `" "`: 0, `null`: 0,
		`12.0`: 12, `"12.00"`: 12, `1.2e1`: 12, `1E3`: 1000, `-1e3`: -1000,
		`9223372036854775807`: math.MaxInt64, `"-9223372036854775808"`: math.MinInt64,
		`9007199254740991.0`: 1<<53 - 1, `5511999999999`: 5511999999999,
	} {
		got, out := reencode[Int](t, in)
		assert.Equal(t, want, got, in)
		assert.Equal(t, strconv.FormatInt(int64(want), 10), out, in)
	}
	for _, in := range []string{
		`1.5`, `"1.5"`, `9223372036854775808`, `"-9223372036854775809"`, `1e400`, `1e19`, `9007199254740993.0`, `"PRIVATE"`, `"1,000"`, `"12a"`,
		`"0x10"`, `"0x1p4"`, `"1_000"`, `true`, `false`, `"NaN"`, `"Inf"`, `"-infinity"`, `{}`, `[1]`,
	} {
		assertQuiet(t, in, new(Int))
	}
}

func TestFloat(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]struct {
		value Float
		out   string
	}{
		`0`: {0, `0`}, `1.5`: {1.5, `1.5`}, `"1.5"`: {1.5, `1.5`}, `" 1.5 "`: {1.5, `1.5`}, `-23.55052`: {-23.55052, `-23.55052`},
		`"0.10"`: {0.1, `0.1`}, `1e3`: {1000, `1000`}, `""`: {0, `0`}, `null`: {0, `0`}, `1e-400`: {0, `0`}, `1e21`: {1e21, `1e+21`},
		`1.7976931348623157e308`: {math.MaxFloat64, `1.7976931348623157e+308`},
	} {
		got, out := reencode[Float](t, in)
		assert.Equal(t, want.value, got, in)
		assert.Equal(t, want.out, out, in)
	}
	for _, in := range []string{`1e400`, `"-1e400"`, `"NaN"`, `"Inf"`, `"-Infinity"`, `"0x1p4"`, `"1_000.5"`, `"1,5"`, `"PRIVATE"`, `true`, `{}`, `[1.5]`} {
		assertQuiet(t, in, new(Float))
	}
}

func TestScalarsInAStruct(t *testing.T) {
	t.Parallel()
	type all struct {
		Bool  Bool   `json:"bool,omitempty"`
		Int   Int    `json:"int,omitempty"`
		Float Float  `json:"float,omitempty"`
		Time  Time   `json:"time,omitzero"`
		Maybe *Bool  `json:"maybe,omitempty"`
		Ints  []Int  `json:"ints,omitempty"`
		Times []Time `json:"times,omitempty"`
	}
	_, out := reencode[all](t, `{"bool":"true","int":"5","float":"2.5","time":"1700000000","maybe":"0","ints":[1,"2"],"times":[0,null,"x"]}`)
	assert.Equal(t, `{"bool":true,"int":5,"float":2.5,"time":"1700000000","maybe":false,"ints":[1,2],"times":[0,null,"x"]}`, out)
	for _, in := range []string{`{}`, `{"bool":null,"int":null,"float":"","time":null,"maybe":null}`, `{"time":""}`} {
		_, out := reencode[all](t, in)
		assert.Equal(t, `{}`, out)
	}
	v := all{Int: 9}
	require.NoError(t, json.Unmarshal([]byte(`{"int":null}`), &v))
	assert.Zero(t, v.Int, "null is zero, not what was there before")
	for _, in := range []string{`{"bool":"PRIVATE"}`, `{"ints":["PRIVATE"]}`, `{"float":["PRIVATE"]}`, `{"time":{"PRIVATE":1}}`} {
		assert.NotContains(t, json.Unmarshal([]byte(in), new(all)).Error(), "PRIVATE")
	}
}

func FuzzScalars(f *testing.F) {
	for _, s := range []string{`0`, `"1"`, `true`, `null`, `1e3`, `-0`, `"0x1p-2"`, `"١"`, `9223372036854775808`, `" 7\u00a0"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		stable[Bool](t, in)
		stable[Int](t, in)
		stable[Float](t, in)
	})
}

// stable checks that what a T reads from in is what it reads from its own encoding.
func stable[T comparable](t *testing.T, in string) {
	var v T
	if json.Unmarshal([]byte(in), &v) != nil {
		return
	}
	b, err := json.Marshal(v)
	require.NoError(t, err)
	again, out := reencode[T](t, string(b))
	assert.Equal(t, v, again)
	assert.Equal(t, string(b), out)
}
