package fakegateway

import (
	"fmt"
	"slices"
)

var zapiniGroupRoutes = []route{
	{op: "GET /instances/{uuid}/groups", serve: zapini(zapiniGroups)},
	{op: "POST /instances/{uuid}/groups", need: []string{"subject", "participants:array"}, serve: zapini(zapiniCreateGroup)},
	{op: "GET /instances/{uuid}/groups/{jid}", serve: zapiniInGroup(func(_ *call, _ *zapiniWorld, v *zapiniGroup) answer {
		return zapiniSays("", v.told(true))
	})},
	{op: "PATCH /instances/{uuid}/groups/{jid}", may: []string{"subject", "description"}, serve: zapiniInGroup(zapiniUpdateGroup)},
	{op: "POST /instances/{uuid}/groups/{jid}/participants", need: []string{"participants:array"},
		serve: zapiniMembers(true, func(v *zapiniGroup, member string) { v.join(member) })},
	{op: "DELETE /instances/{uuid}/groups/{jid}/participants", need: []string{"participants:array"},
		serve: zapiniMembers(false, func(v *zapiniGroup, member string) { v.leave(member) })},
	{op: "POST /instances/{uuid}/groups/{jid}/admins", need: []string{"participants:array"},
		serve: zapiniMembers(false, func(v *zapiniGroup, member string) { v.admins[member] = "admin" })},
	{op: "DELETE /instances/{uuid}/groups/{jid}/admins", need: []string{"participants:array"},
		serve: zapiniMembers(false, func(v *zapiniGroup, member string) { delete(v.admins, member) })},
	{op: "POST /instances/{uuid}/groups/{jid}/leave", serve: zapiniInGroup(zapiniLeaveGroup)},
	{op: "GET /instances/{uuid}/groups/{jid}/invite", serve: zapiniInGroup(zapiniInvite)},
	{op: "DELETE /instances/{uuid}/groups/{jid}/invite", serve: zapiniInGroup(zapiniRevokeInvite)},
}

type zapiniGroup struct {
	jid, subject, description, owner, code string
	members                                []string
	admins                                 map[string]any // "superadmin" or "admin", by member
}

// seedGroups makes a group of the phone's own, and one of somebody else.
func (w *zapiniWorld) seedGroups() {
	own, other := w.newGroup("Grupo Exemplo", []string{phoneOf(0), phoneOf(1)}), w.newGroup("Vizinhos", []string{phoneOf(3)})
	own.jid, own.code = phoneOf(2), "ExemploExemplo01"
	other.jid, other.code, other.owner = "120360000000000002@g.us", "ExemploExemplo02", jid(phoneOf(3))
	other.admins = map[string]any{other.owner: "superadmin"}
	own.description = "onde se conversa"
}

func (w *zapiniWorld) newGroup(subject string, participants []string) *zapiniGroup {
	v := &zapiniGroup{subject: subject, owner: jid(ownPhone), admins: map[string]any{jid(ownPhone): "superadmin"}}
	v.join(v.owner)
	for _, p := range participants {
		v.join(jid(p))
	}
	w.groups = append(w.groups, v)
	return v
}

func (v *zapiniGroup) join(member string) {
	if !slices.Contains(v.members, member) {
		v.members = append(v.members, member)
	}
}

func (v *zapiniGroup) leave(member string) {
	v.members = slices.DeleteFunc(v.members, func(m string) bool { return m == member })
	delete(v.admins, member)
}

// told is a group as the list has it, or with its members.
func (v *zapiniGroup) told(members bool) map[string]any {
	t := map[string]any{
		"jid": v.jid, "subject": v.subject, "owner": v.owner, "size": len(v.members), "description": v.description,
	}
	if members {
		list := []any{}
		for _, m := range v.members {
			list = append(list, map[string]any{"jid": m, "admin": v.admins[m]})
		}
		t["participants"] = list
	}
	return t
}

// zapiniInGroup finds the group of the path. The account's other instance is in none.
func zapiniInGroup(serve func(c *call, w *zapiniWorld, v *zapiniGroup) answer) func(*call) answer {
	return zapini(func(c *call, w *zapiniWorld) answer {
		for _, v := range w.groups {
			if v.jid == c.params["jid"] && c.params["uuid"] != zapiniOther {
				return serve(c, w, v)
			}
		}
		return zapiniUnknown(c, "group")
	})
}

func zapiniGroups(c *call, w *zapiniWorld) answer {
	list := []any{}
	for _, v := range w.groups {
		if c.params["uuid"] != zapiniOther {
			list = append(list, v.told(false))
		}
	}
	return zapiniSays("", map[string]any{"groups": list, "total": len(list)})
}

func zapiniCreateGroup(c *call, w *zapiniWorld) answer {
	members, good := c.texts("participants")
	if !good || len(members) == 0 {
		return c.invalid("participants", "must hold numbers")
	}
	v := w.newGroup(c.text("subject"), members)
	v.jid, v.code = fmt.Sprintf("12036%013d@g.us", scatter(w.g.next())%1e13), w.g.hexID()[:16]
	return zapiniMade("", map[string]any{
		"group": map[string]any{"jid": v.jid, "subject": v.subject}, "message": "group created",
	})
}

func zapiniUpdateGroup(c *call, _ *zapiniWorld, v *zapiniGroup) answer {
	subject, description := c.text("subject"), c.fields["description"]
	if subject == "" && description == nil {
		return c.invalid("subject", "or description is required")
	}
	if subject != "" {
		v.subject = subject
	}
	if text, given := description.(string); given {
		v.description = text
	}
	return zapiniSays("group updated", v.told(false))
}

// zapiniMembers changes something of each participant named, who must be a member unless strangers may be named.
func zapiniMembers(strangers bool, change func(v *zapiniGroup, member string)) func(*call) answer {
	return zapiniInGroup(func(c *call, _ *zapiniWorld, v *zapiniGroup) answer {
		members, good := c.texts("participants")
		if !good || len(members) == 0 {
			return c.invalid("participants", "must hold numbers")
		}
		for i, m := range members {
			if members[i] = jid(m); !strangers && !slices.Contains(v.members, members[i]) {
				return c.invalid("participants", "must be members of the group")
			}
		}
		for _, m := range members {
			change(v, m)
		}
		return zapiniSays("members changed", nil)
	})
}

func zapiniLeaveGroup(_ *call, w *zapiniWorld, v *zapiniGroup) answer {
	w.groups = slices.DeleteFunc(w.groups, func(o *zapiniGroup) bool { return o == v })
	return zapiniSays("left the group", nil)
}

func inviteLink(code string) string { return "https://chat.whatsapp.com/" + code }

func zapiniInvite(_ *call, _ *zapiniWorld, v *zapiniGroup) answer {
	return zapiniSays("", map[string]any{"code": v.code, "invite_link": inviteLink(v.code)})
}

func zapiniRevokeInvite(_ *call, w *zapiniWorld, v *zapiniGroup) answer {
	v.code = w.g.hexID()[:16]
	return zapiniSays("invite revoked", map[string]any{"new_code": v.code, "new_invite_link": inviteLink(v.code)})
}
