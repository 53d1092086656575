package fakegateway

import (
	"cmp"
	"maps"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

var zapiniMediaRoutes = []route{
	{op: "POST /media/upload", upload: true, serve: zapini(zapiniUpload)},
	{op: "GET /media/{id}", serve: zapini(zapiniMedia)},
	{op: "DELETE /media/{id}", serve: zapini(zapiniDeleteMedia)},
}

// zapiniMediaLimits are documented in MB, which are taken to be 1024 times 1024 bytes.
var zapiniMediaLimits = map[string]int64{"image": 16 << 20, "video": 64 << 20, "audio": 16 << 20, "document": 100 << 20}

const zapiniMediaLife = 7 * 24 * time.Hour

func zapiniUpload(c *call, w *zapiniWorld) answer {
	file, found := c.form.file("file")
	if c.form.fault != nil || !found {
		return c.invalid("file", "is required, as multipart/form-data")
	}
	mimeType, kind := mimeOf(file), c.form.fields["type"]
	if kind == "" {
		kind = kindOf(mimeType)
	}
	if !slices.Contains(zapiniMediaTypes, kind) {
		return c.invalid("type", "must be image, video, audio or document")
	}
	if w.g.cfg.MediaLimits && file.Size > zapiniMediaLimits[kind] {
		return c.invalid("file", "is too large")
	}
	id, now := "media_"+strings.ToLower(w.g.hexID()[:12]), time.Now()
	media := map[string]any{
		"id": id, "url": "https://media.example.com/uploads/" + id + strings.ToLower(path.Ext(file.Filename)), "type": kind,
		"mime_type": mimeType, "size": file.Size, "filename": file.Filename, "expires_at": iso(now.Add(zapiniMediaLife)),
	}
	w.media[id] = maps.Clone(media)
	w.media[id]["created_at"] = iso(now)
	return zapiniMade("", media)
}

// mimeOf is what the upload says that it is, and what it looks like if it does not say.
func mimeOf(file File) string {
	if kind, _, err := mime.ParseMediaType(file.ContentType); err == nil && kind != "application/octet-stream" {
		return kind
	}
	kind, _, _ := strings.Cut(file.Detected, ";")
	return kind
}

func kindOf(mimeType string) string {
	kind, _, _ := strings.Cut(mimeType, "/")
	if zapiniMediaLimits[kind] > 0 {
		return kind
	}
	return "document"
}

func zapiniMedia(c *call, w *zapiniWorld) answer {
	media := w.media[c.params["id"]]
	if media == nil {
		return zapiniUnknown(c, "media")
	}
	return zapiniSays("", media)
}

func zapiniDeleteMedia(c *call, w *zapiniWorld) answer {
	if w.media[c.params["id"]] == nil {
		return zapiniUnknown(c, "media")
	}
	delete(w.media, c.params["id"])
	return zapiniSays("media deleted", nil)
}

// zapiniDownload sends the file of a received message: [MediaContent], of the configured size and type.
func zapiniDownload(c *call, w *zapiniWorld, m *zapiniText) answer {
	if !m.incoming || m.url == "" {
		return zapiniUnknown(c, "received file in that message")
	}
	size := cmp.Or(w.g.cfg.MediaSize, 64<<10)
	return answer{status: http.StatusOK, content: &content{
		typ: cmp.Or(w.g.cfg.MediaType, "image/jpeg"), size: size, r: MediaContent(size),
	}}
}

// MediaMessage names a message of Zapini's that was received with a file: what GET /messages/{uuid}/media downloads.
func (g *Gateway) MediaMessage() string { return seedID(2, 3) }
