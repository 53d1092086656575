package fakegateway_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// TestZapiniTogether has many clients change and read the same things, with callbacks under way: for the race detector,
// and nothing may get lost.
func TestZapiniTogether(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.AutoCallbacks, cfg.CallbackURL = true, to.url
	s, g := zapiniSession(t, cfg)
	go func() {
		for range to.got { // whatever comes
		}
	}()
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			for op, body := range map[string]string{
				"POST /tags":                          fmt.Sprintf(`{"name":"tag %d","color":"#000000"}`, i),
				"POST /chat/send":                     fmt.Sprintf(`{"recipient":"55119000001%02d","message":"oi"}`, i),
				"POST /contacts":                      fmt.Sprintf(`{"phone_number":"55119000001%02d"}`, i),
				"POST /instances/inst-1/groups":       `{"subject":"x","participants":["5511900000001"]}`,
				"PUT /conversations/" + ana + "/tags": `{"tag_ids":["00000000-0000-4000-8001-000000000002"]}`,
				"GET /chat/conversations":             "", "GET /tags": "", "GET /contacts/export": "", "GET /instances": "", "GET /messages": "",
			} {
				method, path, _ := strings.Cut(op, " ")
				resp, err := try(t, method, s.base+path, bearer, body)
				if err != nil {
					t.Error(err)
					return
				}
				_ = resp.Body.Close()
				if resp.StatusCode/100 != 2 {
					t.Errorf("%s: %d", op, resp.StatusCode)
				}
			}
			g.SetAutomation(false)
			g.SetPaired(true)
		})
	}
	wg.Wait()
	if err := g.Wait(soon(t)); err != nil {
		t.Fatal(err)
	}
	equal(t, "tags", len(list(t, s.do(200, "GET /tags", ""), "data", "tags")), 12)
	equal(t, "groups", text(t, s.do(200, "GET /instances/inst-1/groups", ""), "data", "total"), "12")
	equal(t, "contacts", text(t, s.do(200, "GET /contacts", ""), "meta", "pagination", "total"), "15")
	equal(t, "conversations", text(t, s.do(200, "GET /conversations", ""), "meta", "pagination", "total"), "15")
	equal(t, "messages", text(t, s.do(200, "GET /messages", ""), "meta", "pagination", "total"), "45") // ten sent, ten answered
}
