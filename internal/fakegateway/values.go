package fakegateway

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The numbers of the made-up world: the connected phone and the people it talks to.
const (
	ownPhone = "5511900000000"
	ownLID   = "900000000000000@lid"
)

// pixel is a PNG of one pixel, so that what is shown as a QR code can be decoded as an image.
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

const pixelURI = "data:image/png;base64," + pixel

// next counts up for this gateway; ids are made from it, so they are the same in every run and never repeat.
func (g *Gateway) next() uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seq++
	return g.seq
}

// scatter spreads a counter over 64 bits without collisions, so that ids look like ids.
func scatter(n uint64) uint64 { return n * 0x9E3779B97F4A7C15 }

// messageID has the form of a WhatsApp message id.
func (g *Gateway) messageID() string { return fmt.Sprintf("3EB0%016X", scatter(g.next())) }

// hexID is 32 capital hexadecimal digits.
func (g *Gateway) hexID() string {
	n := g.next()
	return fmt.Sprintf("%016X%016X", scatter(n), n)
}

// uuid has the form of a random UUID.
func (g *Gateway) uuid() string {
	n := g.next()
	s := scatter(n)
	return fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", s>>32, s>>16&0xffff, s>>4&0xfff, s&0xfff, n)
}

// eventID has the form of a WSAPI event id.
func (g *Gateway) eventID() string { return fmt.Sprintf("evt_%016x", scatter(g.next())) }

func millis() int64  { return time.Now().UnixMilli() }
func seconds() int64 { return time.Now().Unix() }

// isoMillis is "2026-01-02T03:04:05.678Z"; isoOffset is "2026-01-02T03:04:05+00:00". The gateways write one or the other.
func isoMillis(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z07:00") }
func isoOffset(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05-07:00") }

// encode marshals maps and constants, which cannot fail, without escaping HTML, as the gateways do.
func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // a mistake in this package
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// digits is the part of an address before its server: "5511900000001@s.whatsapp.net" becomes "5511900000001".
func digits(address string) string {
	user, _, _ := strings.Cut(address, "@")
	return user
}

// jid makes a WhatsApp id of a bare number and leaves anything else alone.
func jid(address string) string {
	if strings.Contains(address, "@") {
		return address
	}
	return address + "@s.whatsapp.net"
}

func isLink(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// isMedia says whether s is a link or a data URI that decodes: what the gateways take where they take media.
func isMedia(s string) bool {
	if isLink(s) {
		return true
	}
	head, data, found := strings.Cut(s, ";base64,")
	return found && strings.HasPrefix(head, "data:") && isBase64(data)
}

func isBase64(s string) bool {
	_, err := base64.StdEncoding.DecodeString(s)
	return err == nil && s != ""
}

func decimal(n int) string { return strconv.Itoa(n) }
