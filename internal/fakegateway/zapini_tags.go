package fakegateway

import (
	"regexp"
	"slices"
	"time"
	"unicode/utf8"
)

var zapiniTagRoutes = []route{
	{op: "GET /tags", serve: zapini(zapiniTags)},
	{op: "POST /tags", need: []string{"name", "color"}, serve: zapini(zapiniCreateTag)},
	{op: "GET /tags/{uuid}", serve: zapini(zapiniOneTag)},
	{op: "PATCH /tags/{uuid}", may: []string{"name", "color"}, serve: zapini(zapiniUpdateTag)},
	{op: "DELETE /tags/{uuid}", serve: zapini(zapiniDeleteTag)},
	{op: "PUT /conversations/{uuid}/tags", need: []string{"tag_ids:array"}, serve: zapini(zapiniTagConversation)},
}

var zapiniColor = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

func zapiniTag(id, name, color string, at time.Time) map[string]any {
	return map[string]any{"id": id, "name": name, "color": color, "created_at": iso(at), "updated_at": iso(at)}
}

// counted is a tag with the number of conversations that have it.
func (w *zapiniWorld) counted(tag map[string]any) map[string]any {
	count := 0
	for _, v := range w.conversations {
		if slices.Contains(v.tags, tag["id"].(string)) {
			count++
		}
	}
	tag["conversations_count"] = count
	return tag
}

func (w *zapiniWorld) tag(id string) map[string]any {
	for _, tag := range w.tags {
		if tag["id"] == id {
			return tag
		}
	}
	return nil
}

// brief are the tags of a conversation as it shows them.
func (w *zapiniWorld) brief(v *zapiniConversation) []any {
	tags := []any{}
	for _, id := range v.tags {
		tag := w.tag(id)
		tags = append(tags, map[string]any{"id": id, "name": tag["name"], "color": tag["color"]})
	}
	return tags
}

func zapiniTags(_ *call, w *zapiniWorld) answer {
	tags := []any{}
	for _, tag := range w.tags {
		tags = append(tags, w.counted(tag))
	}
	return zapiniSays("", map[string]any{"tags": tags})
}

// checkTag looks at what was given of a tag; own is the id of the tag that may keep its name.
func (w *zapiniWorld) checkTag(c *call, own string) (refused answer, ok bool) {
	name, color := c.text("name"), c.text("color")
	if utf8.RuneCountInString(name) > 50 {
		return c.invalid("name", "must have at most 50 characters"), false
	}
	if color != "" && !zapiniColor.MatchString(color) {
		return c.invalid("color", "must be #RRGGBB"), false
	}
	for _, tag := range w.tags {
		if name != "" && tag["name"] == name && tag["id"] != own {
			return c.invalid("name", "is taken"), false
		}
	}
	return answer{}, true
}

func zapiniCreateTag(c *call, w *zapiniWorld) answer {
	if refused, good := w.checkTag(c, ""); !good {
		return refused
	}
	tag := zapiniTag(w.g.uuid(), c.text("name"), c.text("color"), time.Now())
	w.tags = append(w.tags, tag)
	return zapiniMade("tag created", map[string]any{"tag": w.counted(tag)})
}

func zapiniOneTag(c *call, w *zapiniWorld) answer {
	tag := w.tag(c.params["uuid"])
	if tag == nil {
		return zapiniUnknown(c, "tag")
	}
	return zapiniSays("", map[string]any{"tag": w.counted(tag)})
}

func zapiniUpdateTag(c *call, w *zapiniWorld) answer {
	tag := w.tag(c.params["uuid"])
	if tag == nil {
		return zapiniUnknown(c, "tag")
	}
	if refused, good := w.checkTag(c, c.params["uuid"]); !good {
		return refused
	}
	for _, field := range []string{"name", "color"} {
		if value := c.text(field); value != "" {
			tag[field] = value
		}
	}
	tag["updated_at"] = iso(time.Now())
	return zapiniSays("tag updated", map[string]any{"tag": w.counted(tag)})
}

// zapiniDeleteTag also takes the tag off all conversations.
func zapiniDeleteTag(c *call, w *zapiniWorld) answer {
	id := c.params["uuid"]
	if w.tag(id) == nil {
		return zapiniUnknown(c, "tag")
	}
	w.tags = slices.DeleteFunc(w.tags, func(tag map[string]any) bool { return tag["id"] == id })
	for _, v := range w.conversations {
		v.tags = slices.DeleteFunc(v.tags, func(t string) bool { return t == id })
	}
	return zapiniSays("tag deleted", nil)
}

// zapiniTagConversation replaces all tags of a conversation; an empty list takes them off.
func zapiniTagConversation(c *call, w *zapiniWorld) answer {
	v := w.conversation(c.params["uuid"])
	if v == nil {
		return zapiniUnknown(c, "conversation")
	}
	ids, good := c.texts("tag_ids")
	if !good || slices.ContainsFunc(ids, func(id string) bool { return w.tag(id) == nil }) {
		return c.invalid("tag_ids", "must hold ids of tags")
	}
	v.tags = ids
	return zapiniSays("tags of the conversation replaced", map[string]any{"tags": w.brief(v)})
}
