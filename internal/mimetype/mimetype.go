// Package mimetype tells the MIME type of a file from its extension or its first bytes, the same on every machine.
package mimetype

import (
	"mime"
	"net/http"
	"path/filepath"
	"strings"
)

// byExtension has the formats that the gateways document. Package mime has few of them built in and takes the others
// from files of the machine, which differ, and which a container does not have. No charset is claimed for a text: the
// extension does not tell it.
var byExtension = map[string]string{
	".pdf":  "application/pdf",
	".doc":  "application/msword",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xls":  "application/vnd.ms-excel",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".ppt":  "application/vnd.ms-powerpoint",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".zip":  "application/zip",
	".txt":  "text/plain",
	".csv":  "text/csv",
	".jpg":  "image/jpeg",
	".jpeg": "image/jpeg",
	".png":  "image/png",
	".gif":  "image/gif",
	".webp": "image/webp",
	".heic": "image/heic",
	".mp4":  "video/mp4",
	".3gp":  "video/3gpp",
	".mov":  "video/quicktime",
	".avi":  "video/x-msvideo",
	".mkv":  "video/x-matroska",
	".mp3":  "audio/mpeg",
	".ogg":  "audio/ogg",
	".oga":  "audio/ogg",
	".opus": "audio/ogg; codecs=opus", // as WhatsApp's own voice messages
	".wav":  "audio/wav",
	".aac":  "audio/aac",
	".m4a":  "audio/mp4",
	".amr":  "audio/amr",
}

// ByExtension returns the type of a file by its name, or "".
func ByExtension(name string) string {
	ext := filepath.Ext(name)
	if t, ok := byExtension[strings.ToLower(ext)]; ok {
		return t
	}
	return mime.TypeByExtension(ext)
}

// beginnings are those that [http.DetectContentType] does not know, or knows by too wide a type. The first that fits
// holds.
var beginnings = []struct {
	at          int
	magic, mime string
}{
	{28, "OpusHead", "audio/ogg; codecs=opus"}, // the first page of an Ogg stream has a header of 28 bytes
	{28, "\x80theora", "video/ogg"},
	{0, "OggS\x00", "audio/ogg"},
	{0, "#!AMR", "audio/amr"},
	{0, "\xff\xf1", "audio/aac"},
	{0, "\xff\xf9", "audio/aac"},
	{0, "\xff\xfb", "audio/mpeg"}, // without an ID3 tag
	{0, "\xff\xf3", "audio/mpeg"},
	{0, "\xff\xf2", "audio/mpeg"},
	{0, "\xff\xfa", "audio/mpeg"},
	{0, "\xff\xe3", "audio/mpeg"}, // of 8 to 12 kHz, as speech is
	{4, "ftypM4A", "audio/mp4"},
	{4, "ftyp3g", "video/3gpp"},
	{4, "ftypiso", "video/mp4"},
	{4, "ftypqt", "video/quicktime"},
	{4, "ftyphei", "image/heic"},
	{4, "ftypmif1", "image/heif"},
}

// Looked is how many bytes of a file's beginning are looked at.
const Looked = 512

// Detect returns the type of a file that begins with head, "application/octet-stream" if nothing else fits. A document of
// an office program looks like the archive that it is.
func Detect(head []byte) string {
	for _, b := range beginnings {
		if len(head) >= b.at && strings.HasPrefix(string(head[b.at:min(len(head), b.at+len(b.magic))]), b.magic) {
			return b.mime
		}
	}
	t := http.DetectContentType(head)
	if t == "video/webm" && strings.Contains(string(head[:min(len(head), Looked)]), "matroska") { // the container that WebM is one of
		t = byExtension[".mkv"]
	}
	return t
}
