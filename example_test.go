package zapgate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/zapgate/zapgate-go"
)

func ExampleParseAddress() {
	for _, s := range []string{"+55 11 99999-9999", "5511999999999@c.us", "120363019502650977-group", "98765@lid", "11 99999-9999"} {
		a, err := zapgate.ParseAddress(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(a.Kind(), a)
	}
	// Output:
	// phone 5511999999999@s.whatsapp.net
	// phone 5511999999999@s.whatsapp.net
	// group 120363019502650977@g.us
	// lid 98765@lid
	// not a phone number, JID, LID or group id: invalid argument
}

// WhatsApp may know a Brazilian mobile phone with or without the ninth digit.
func ExampleAddress_Variants() {
	for _, s := range []string{"5511999999999", "551132345678"} {
		a, _ := zapgate.ParseAddress(s)
		for _, v := range a.Variants() {
			fmt.Println(s, "may be", v.Phone())
		}
	}
	// Output:
	// 5511999999999 may be 5511999999999
	// 5511999999999 may be 551199999999
	// 551132345678 may be 551132345678
}

// A callback may name a person by phone number, by LID, or by both.
func ExampleAddress_Same() {
	phone, _ := zapgate.ParseAddress("5511999999999")
	lid, _ := zapgate.ParseAddress("98765@lid")
	fmt.Println(phone.Same(lid), phone.WithLID(lid).Same(lid))
	// Output: false true
}

// What to do with the error of a send.
func ExampleError() {
	decide := func(err error) string {
		var e *zapgate.Error
		switch {
		case err == nil:
			return "sent"
		case errors.Is(err, zapgate.ErrOutcomeUnknown):
			return "look before sending again"
		case errors.Is(err, zapgate.ErrRateLimited) && errors.As(err, &e):
			return "again in " + e.RetryAfter.String()
		case errors.Is(err, zapgate.ErrInvalidArgument):
			return "nothing was sent"
		}
		return err.Error()
	}
	op := zapgate.Error{Provider: "zapi", Op: "POST /send-text"}
	lost, slow, refused := op, op, op
	lost.MayHaveRun, lost.Err = true, io.ErrUnexpectedEOF
	slow.StatusCode, slow.RetryAfter = 429, time.Minute
	refused.StatusCode, refused.Message = 400, "no such group"
	for _, err := range []error{nil, &lost, &slow, &refused} {
		fmt.Println(decide(err))
	}
	// Output:
	// sent
	// look before sending again
	// again in 1m0s
	// zapi: POST /send-text: 400: no such group
}

func ExampleMedia() {
	pixel := zapgate.MediaBytes("", []byte("GIF89a"))
	for _, v := range []any{pixel, zapgate.Base64(pixel), zapgate.MediaURL("https://example.com/logo.png")} {
		b, err := json.Marshal(v)
		fmt.Println(string(b), err)
	}
	// Output:
	// "data:image/gif;base64,R0lGODlh" <nil>
	// "R0lGODlh" <nil>
	// "https://example.com/logo.png" <nil>
}

// The link of a callback, such as webhook.File.URL.
func ExampleDownload() {
	storage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/photo.gif" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "image/gif")
		fmt.Fprint(w, "GIF89a")
	}))
	defer storage.Close()

	var photo bytes.Buffer
	for _, link := range []string{storage.URL + "/photo.gif?token=secret", storage.URL + "/gone.gif?token=secret"} {
		got, err := zapgate.Download(context.Background(), link, &photo, zapgate.WithDownloadLimit(16<<20))
		if err != nil {
			fmt.Println(err, errors.Is(err, zapgate.ErrNotFound))
			continue
		}
		fmt.Println(got.Size, got.ContentType, photo.String())
	}
	// Output:
	// 6 image/gif GIF89a
	// zapgate: GET download: 404 true
}

// A time is written in the form it was read in.
func ExampleTime() {
	var times []zapgate.Time
	if err := json.Unmarshal([]byte(`[1700000000, "1700000000123", "2023-11-14T19:13:20-03:00", null]`), &times); err != nil {
		fmt.Println(err)
	}
	for _, t := range times {
		fmt.Println(t.IsZero(), t.UTC().Format(time.TimeOnly))
	}
	b, _ := json.Marshal(times)
	fmt.Println(string(b))
	// Output:
	// false 22:13:20
	// false 22:13:20
	// false 22:13:20
	// true 00:00:00
	// [1700000000,"1700000000123","2023-11-14T19:13:20-03:00",null]
}
