package fakegateway

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

var zapyContactRoutes = []route{
	{op: "POST /api/instances/{instanceId}/check-numbers", need: []string{"numbers:array"}, serve: zapyCheckNumbers},
	{op: "POST /api/instances/{instanceId}/presence", need: []string{"to", "presence"}, serve: zapyPresence},
	{op: "GET /api/instances/{instanceId}/contacts/{phone}/profile-picture", serve: zapyPicture},
	{op: "POST /api/instances/{instanceId}/contacts/{phone}/block", serve: zapyNothing},
	{op: "DELETE /api/instances/{instanceId}/contacts/{phone}/block", serve: zapyNothing},
	{op: "GET /api/instances/{instanceId}/groups/{groupId}", serve: zapyGroup},
}

func zapyNothing(*call) answer { return answer{status: http.StatusNoContent} }

// isPerson says whether a number is one of the made-up people's, or the phone's own. Nobody else is on WhatsApp.
func isPerson(number string) bool {
	for i := range people {
		if i != 2 && phoneOf(i) == number {
			return true
		}
	}
	return number == ownPhone
}

// zapyCheckNumbers gives an id to the numbers that have one only.
func zapyCheckNumbers(c *call) answer {
	numbers, good := c.texts("numbers")
	if !good || len(numbers) == 0 {
		return c.invalid("numbers", "must hold phone numbers")
	}
	results := []any{}
	for _, number := range numbers {
		full := zapyPeer(digits(number))
		result := map[string]any{"number": number, "exists": isPerson(full)}
		if isPerson(full) {
			result["jid"] = full + "@c.us"
		}
		results = append(results, result)
	}
	return ok(map[string]any{"results": results})
}

func zapyPresence(c *call) answer {
	if !slices.Contains([]string{"composing", "recording", "paused", "available", "unavailable"}, c.text("presence")) {
		return c.invalid("presence", "must be composing, recording, paused, available or unavailable")
	}
	return zapyNothing(c)
}

func zapyPicture(c *call) answer {
	number := zapyPeer(digits(c.params["phone"]))
	if !isPerson(number) {
		return ok(map[string]any{"url": nil})
	}
	return ok(map[string]any{"url": "https://media.example.com/" + number + ".jpg"})
}

// zapyGroup knows one group, with a member of each rank.
func zapyGroup(c *call) answer {
	id := phoneOf(2)
	if c.params["groupId"] != id {
		return c.problem(http.StatusNotFound, "NOT_FOUND", "no such group", nil)
	}
	members := []any{}
	for i, rank := range []any{"superadmin", "admin", nil} {
		number := []string{ownPhone, phoneOf(0), phoneOf(1)}[i]
		members = append(members, map[string]any{"id": number + "@c.us", "admin": rank})
	}
	return ok(map[string]any{
		"id": id, "subject": people[2], "description": strings.ToLower(people[2]), "owner": ownPhone + "@c.us",
		"creation": c.g.started.Add(-24 * time.Hour).Unix(), "participants": members,
	})
}
