package webhook

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestScanString(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{ // "-": nothing found
		`{"type":"a"}`:                                     "a",
		" \r\n\t{ \"type\" \n:\t\"a\" } ":                  "a",
		`{"x":1,"type":"a"}`:                               "a",
		`{"x":-1.5e+3,"y":null,"z":true,"type":"a"}`:       "a",
		`{"x":"type","type":"a"}`:                          "a",
		`{"x":{"type":"b","y":[{"type":"c"}]},"type":"a"}`: "a",
		`{"x":[[],{},"]","}",[1,2]],"type":"a"}`:           "a",
		`{"x":"\"","y":"\\","z":"\\\"","type":"a"}`:        "a",
		`{"x":"\\\\","type":"a"}`:                          "a",
		`{"":"b","type":"a"}`:                              "a",
		`{"type":""}`:                                      "",
		`{"type":"é"}`:                                     "é",
		`{"type":"a","type":"b"}`:                          "a",
		`{"Type":"b","type":"a"}`:                          "a",
		`{"type":"a`:                                       "-",
		`{"type":"a"`:                                      "a", // what follows is for the decoder to judge
		`{"type":"a\u0062"}`:                               "-",
		`{"typ\u0065":"a"}`:                                "-",
		`{"Type":"a"}`:                                     "-",
		`{"type":1}`:                                       "-",
		`{"type":null}`:                                    "-",
		`{"type":{"type":"a"}}`:                            "-",
		`{"type":["a"]}`:                                   "-",
		`{"types":"a"}`:                                    "-",
		`{"x":{"type":"a"}}`:                               "-",
		`{}`:                                               "-",
		`[{"type":"a"}]`:                                   "-",
		`"type"`:                                           "-",
		``:                                                 "-",
		`{`:                                                "-",
		`{"`:                                               "-",
		`{"\`:                                              "-",
		`{"type`:                                           "-",
		`{"type"`:                                          "-",
		`{"type":`:                                         "-",
		`{"type":"`:                                        "-",
		`{"type":"\`:                                       "-",
		`{"type":"\"`:                                      "-",
		`{"x":1`:                                           "-",
		`{"x":[`:                                           "-",
		`{"x":]`:                                           "-",
		`{"x":}`:                                           "-",
		`{"x":1}`:                                          "-",
		`{"x":1 "type":"a"}`:                               "-",
		`{x:1,"type":"a"}`:                                 "-",
	} {
		got, ok := scanString([]byte(doc), "type")
		if !ok {
			got = []byte("-")
		}
		assert.Equal(t, want, string(got), doc)
	}
}

// The scan costs nothing but time, and no more of it than bytes.
// Not parallel: it measures.
func TestScanStringAllocatesNothing(t *testing.T) {
	doc := []byte(`{"x":` + strings.Repeat("[", 10_000) + `"\"","y":{"a":1}` + strings.Repeat("]", 10_000) + `,"type":"a"}`)
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		if v, ok := scanString(doc, "type"); !ok || string(v) != "a" {
			t.Error(string(v))
		}
	}))
}

// firstString reads the same field with encoding/json's tokens: the first one of the name, if it is a string without escapes.
func firstString(doc []byte, name string) (value string, found bool) {
	d := json.NewDecoder(bytes.NewReader(doc))
	if tok, err := d.Token(); err != nil || tok != json.Delim('{') {
		return "", false
	}
	for d.More() {
		before := d.InputOffset()
		if _, err := d.Token(); err != nil {
			return "", false
		}
		key := string(bytes.TrimLeft(doc[before:d.InputOffset()], " \t\r\n,"))
		escaped := strings.Contains(key, `\`)
		var raw json.RawMessage
		if d.Decode(&raw) != nil {
			return "", false
		}
		if key == `"`+name+`"` && !escaped {
			if raw[0] != '"' || bytes.ContainsRune(raw, '\\') {
				return "", false
			}
			return string(raw[1 : len(raw)-1]), true
		}
	}
	return "", false
}

// FuzzScanString: of any bytes, nothing but a part of them, and of JSON what encoding/json reads.
func FuzzScanString(f *testing.F) {
	for _, pattern := range []string{"zapi/callbacks/*.json", "zapini/*.callback.json", "zapy/callback.*.json", "wsapi/event.*.json"} {
		files, err := filepath.Glob(filepath.Join("..", "testdata", pattern))
		if err != nil || len(files) == 0 {
			f.Fatal(pattern, err)
		}
		for _, file := range files {
			body, err := os.ReadFile(file)
			require.NoError(f, err)
			for _, name := range []string{"type", "event", "eventType", "instanceId"} {
				f.Add(body, name)
			}
		}
	}
	f.Add([]byte(`{"a":"\\\"","A":1,"a":"b"}`), "a")
	f.Fuzz(func(t *testing.T, doc []byte, name string) {
		before := bytes.Clone(doc)
		got, ok := scanString(doc, name)
		if !bytes.Equal(doc, before) || ok && !bytes.Contains(doc, got) {
			t.Fatal("the bytes were changed, or made up")
		}
		if !json.Valid(doc) {
			return
		}
		if want, found := firstString(doc, name); ok != found || string(got) != want {
			t.Fatalf("%q: %q, %t instead of %q, %t", name, got, ok, want, found)
		}
	})
}
