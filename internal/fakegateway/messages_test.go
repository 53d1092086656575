package fakegateway_test

import (
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

func TestZAPIMessages(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZAPI, config())
	const sent = `"zaapId"`
	runCases(t, g.URL()+zapiBase, []callCase{
		{"video", "POST", "/send-video", "", `{"phone":"5511900000001","video":"https://media.example.com/a.mp4","caption":"c"}`, 200, sent},
		{"video without link", "POST", "/send-video", "", `{"phone":"5511900000001","video":"a.mp4"}`, 400, "video"},
		{"audio", "POST", "/send-audio", "", `{"phone":"5511900000001","audio":"data:audio/ogg;base64,AAAA","waveform":true}`, 200, sent},
		{"document", "POST", "/send-document/pdf", "", `{"phone":"5511900000001","document":"https://media.example.com/a","fileName":"a.pdf"}`, 200, sent},
		{"document without extension", "POST", "/send-document/", "", `{"phone":"5511900000001","document":"https://media.example.com/a"}`, 200, "NOT_FOUND"},
		{"sticker", "POST", "/send-sticker", "", `{"phone":"5511900000001","sticker":"https://media.example.com/a.webp"}`, 200, sent},
		{"location", "POST", "/send-location", "", `{"phone":"5511900000001","title":"t","address":"a","latitude":"-23.5","longitude":"0"}`, 200, sent},
		{"location in numbers", "POST", "/send-location", "", `{"phone":"5511900000001","title":"t","address":"a","latitude":-23.5,"longitude":0}`, 400, "latitude"},
		{"location nowhere", "POST", "/send-location", "", `{"phone":"5511900000001","title":"t","address":"a","latitude":"0","longitude":"181"}`, 400, "longitude"},
		{"contact", "POST", "/send-contact", "", `{"phone":"5511900000001","contactName":"Ana","contactPhone":"5511900000002"}`, 200, sent},
		{"reaction", "POST", "/send-reaction", "", `{"phone":"5511900000001","messageId":"3EB0","reaction":"👍"}`, 200, sent},
		{"reaction without emoji", "POST", "/send-reaction", "", `{"phone":"5511900000001","messageId":"3EB0","reaction":""}`, 400, "reaction"},
		{"reaction off", "POST", "/send-remove-reaction", "", `{"phone":"5511900000001","messageId":"3EB0"}`, 200, sent},
		{"read", "POST", "/read-message", "", `{"phone":"5511900000001","messageId":"3EB0"}`, 204, ""},
		{"exists", "GET", "/phone-exists/5511900000001", "", "", 200, `[{"exists":"true"`},
		{"does not exist", "GET", "/phone-exists/5511900000077", "", "", 200, `[{"exists":"false"`},
	})
}

func TestWSAPIMessages(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartWSAPI, config())
	cases := []callCase{
		{"voice", "POST", "/messages/voice", wsapiAuth, `{"to":"1","url":"https://media.example.com/a.ogg"}`, 201, `"id"`},
		{"audio", "POST", "/messages/audio", wsapiAuth, `{"to":"1","data":"AAAA","mimeType":"audio/mpeg"}`, 201, `"id"`},
		{"video from nowhere", "POST", "/messages/video", wsapiAuth, `{"to":"1"}`, 400, "exactly one"},
		{"document", "POST", "/messages/document", wsapiAuth, `{"to":"1","data":"AAAA","filename":"a.pdf"}`, 201, `"id"`},
		{"document without name", "POST", "/messages/document", wsapiAuth, `{"to":"1","data":"AAAA"}`, 400, "filename"},
		{"sticker", "POST", "/messages/sticker", wsapiAuth, `{"to":"1","data":"AAAA","isAnimated":true}`, 201, `"id"`},
		{"location", "POST", "/messages/location", wsapiAuth, `{"to":"1","latitude":-23.5,"longitude":0}`, 201, `"id"`},
		{"location in words", "POST", "/messages/location", wsapiAuth, `{"to":"1","latitude":"-23.5","longitude":"0"}`, 400, "latitude"},
		{"contact", "POST", "/messages/contact", wsapiAuth, `{"to":"1","displayName":"Ana"}`, 201, `"id"`},
		{"contact of nobody", "POST", "/messages/contact", wsapiAuth, `{"to":"1"}`, 400, "displayName"},
		{"reaction off", "POST", "/messages/3EB0/reaction", wsapiAuth, `{"to":"1","reaction":""}`, 200, `"id"`},
		{"no reaction", "POST", "/messages/3EB0/reaction", wsapiAuth, `{"to":"1"}`, 400, "reaction"},
		{"read", "POST", "/messages/3EB0/read", wsapiAuth, `{"chatId":"1","senderId":"1","receiptType":"read"}`, 204, ""},
		{"read in another way", "POST", "/messages/3EB0/read", wsapiAuth, `{"chatId":"1","senderId":"1","receiptType":"seen"}`, 400, "receiptType"},
		{"typing", "PUT", "/chats/1/presence", wsapiAuth, `{"state":"typing"}`, 204, ""},
		{"sleeping", "PUT", "/chats/1/presence", wsapiAuth, `{"state":"sleeping"}`, 400, "state"},
		{"check", "POST", "/users/check", wsapiAuth, `{"phones":["5511900000001"]}`, 200, `"jid":"5511900000001@s.whatsapp.net"`},
		{"check of nobody", "POST", "/users/check", wsapiAuth, `{"phones":[]}`, 400, "phones"},
	}
	runCases(t, g.URL(), cases)
	g.SetPaired(false)
	for i, c := range cases {
		if c.status < 300 {
			cases[i].status, cases[i].contains = 409, `"status":403`
		}
	}
	runCases(t, g.URL(), cases)
}
