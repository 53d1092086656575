package mimetype

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// documented are the extensions in the gateways' documentation.
const documented = "pdf doc docx xls xlsx ppt pptx txt zip csv jpg jpeg png gif webp mp4 3gp mov avi mkv mp3 ogg oga opus wav aac m4a amr"

func TestByExtension(t *testing.T) {
	t.Parallel()
	for _, ext := range strings.Fields(documented) {
		assert.NotEmpty(t, byExtension["."+ext], "%s does not hang on the machine", ext)
	}
	for name, want := range map[string]string{
		"a.pdf": "application/pdf", "/b/Report.DOCX": byExtension[".docx"], "voice.opus": "audio/ogg; codecs=opus",
		"a.tar.zip": "application/zip", "notes.txt": "text/plain", "a.json": "application/json", // the standard library's own
		"a": "", "": "", ".": "", "a.": "", "pdf": "", "a.pdf/b": "", "a.no-such-extension": "",
	} {
		assert.Equal(t, want, ByExtension(name), name)
	}
}

func TestDetect(t *testing.T) {
	t.Parallel()
	ogg := "OggS\x00" + strings.Repeat("\x00", 23)
	for head, want := range map[string]string{
		ogg + "OpusHead\x01":       "audio/ogg; codecs=opus",
		ogg + "\x01vorbis":         "audio/ogg",
		ogg + "\x80theora":         "video/ogg",
		ogg[:28]:                   "audio/ogg",
		"OggS\x00":                 "audio/ogg",
		"#!AMR-WB\n":               "audio/amr",
		"#!AMR\n":                  "audio/amr",
		"\xff\xf1\x50\x80":         "audio/aac",
		"\xff\xfb\x90\x64":         "audio/mpeg",
		"\xff\xfa\x90\x64":         "audio/mpeg",
		"\xff\xe3\x18\xc4":         "audio/mpeg",
		"ID3\x04":                  "audio/mpeg",
		"\x00\x00\x00\x20ftypM4A ": "audio/mp4",
		"\x00\x00\x00\x14ftyp3gp4": "video/3gpp",
		"\x00\x00\x00\x14ftypqt  ": "video/quicktime",
		"\x00\x00\x00\x18ftypisom\x00\x00\x00\x01isomavc1":         "video/mp4", // no brand that begins with "mp4"
		"\x00\x00\x00\x18ftypiso6\x00\x00\x00\x01iso6dash":         "video/mp4",
		"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42":         "video/mp4",
		"\x00\x00\x00\x18ftypheic":                                 "image/heic",
		"\x00\x00\x00\x18ftypmif1":                                 "image/heif",
		"RIFF\x00\x00\x00\x00WEBPVP":                               "image/webp",
		"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska": "video/x-matroska",
		"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm":     "video/webm",
		"\x89PNG\r\n\x1a\n":                                        "image/png",
		"%PDF-1.7":                                                 "application/pdf",
		"PK\x03\x04":                                               "application/zip",
		"olá":                                                      "text/plain; charset=utf-8",
		"":                                                         "text/plain; charset=utf-8",
		"\x00\x01\x02":                                             "application/octet-stream",
	} {
		assert.Equal(t, want, Detect([]byte(head)), "%q", head)
		long := append([]byte(head), make([]byte, 2*Looked)...)
		assert.Equal(t, Detect(long), Detect(long[:Looked]), "%q: no more is looked at", head)
	}
}
