package zapgate

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go/internal/settings"
)

const maxRedirects = 10

// downloads is the transport of every download that was not given one. It is not the clients' own: the hosts of files are
// many, and their connections must not push out those to the gateways.
var downloads = &http.Transport{
	Proxy:               http.ProxyFromEnvironment,
	DialContext:         (&net.Dialer{Timeout: 30 * time.Second}).DialContext, // net/http dials on after the attempt is gone
	ForceAttemptHTTP2:   true,
	DisableCompression:  true,
	MaxIdleConns:        128,
	MaxIdleConnsPerHost: 32,
	IdleConnTimeout:     90 * time.Second,
	TLSHandshakeTimeout: 10 * time.Second,
	// A timeout ends a request, but not the HTTP/2 connection that brings nothing any more: it is found out by a ping.
	HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second},
}

// parse reads the link.
func (d *download) parse(link string) error {
	if scheme, data, ok := strings.Cut(link, ":"); ok && strings.EqualFold(scheme, "data") {
		d.link, d.data = &url.URL{Scheme: "data"}, data
		return nil
	}
	u, err := url.Parse(link)
	if err != nil {
		return optionError("link", "cannot be parsed") // the reason would name it
	}
	d.link = u
	if why := unfit(u); why != "" {
		return optionError("link", why)
	}
	return nil
}

// unfit says why a URL is not asked.
func unfit(u *url.URL) string {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "is not an http or https URL"
	case u.Hostname() == "":
		return "has no host"
	case u.User != nil:
		return "has a user"
	}
	return ""
}

// open sends the request and follows redirects. It is no http.Client that does: that one would send cookies, and a
// Referer with all that the link holds.
func (d *download) open(ctx context.Context) (_ *http.Response, again bool, err error) {
	u := d.link
	for range 1 + maxRedirects {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
		if err != nil {
			return nil, false, errors.New("the request cannot be built") // the reason would name the link
		}
		req.Header = d.requestHeader()
		resp, err := d.rt.RoundTrip(req)
		if err == nil && resp == nil {
			err = errors.New("the HTTP client's transport gave neither an answer nor an error")
		}
		if err != nil {
			return nil, !settings.Permanent(err), ended(ctx, err)
		}
		if resp.Body == nil { // a transport made by hand
			resp.Body = http.NoBody
		}
		d.status, d.header = resp.StatusCode, resp.Header
		location := resp.Header.Get("Location")
		if !isRedirect(resp.StatusCode) || location == "" {
			return resp, false, nil
		}
		_ = resp.Body.Close()
		if u, err = redirected(u, location); err != nil {
			return nil, false, err
		}
	}
	return nil, false, fmt.Errorf("redirect: more than %d", maxRedirects)
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func redirected(from *url.URL, location string) (*url.URL, error) {
	to, err := from.Parse(location)
	if err != nil {
		return nil, errors.New("redirect: the target cannot be parsed") // the reason would name it
	}
	if why := unfit(to); why != "" {
		return nil, errors.New("redirect: the target " + why)
	}
	if from.Scheme == "https" && to.Scheme != "https" {
		return nil, errors.New("redirect: from https to http")
	}
	return to, nil
}

// resumes reports whether only the rest of the file is wanted.
func (d *download) resumes() bool { return d.written > 0 && d.validator != "" }

func (d *download) requestHeader() http.Header {
	h := http.Header{
		"Accept":          {"*/*"},
		"Accept-Encoding": {"identity"}, // what is counted and resumed are the bytes of the file
		"User-Agent":      {d.set.UserAgent},
	}
	if d.resumes() {
		h.Set("Range", "bytes="+strconv.FormatInt(d.written, 10)+"-")
		h.Set("If-Range", d.validator)
	}
	return h
}

// validator is what a server can tell by that a file is still the same, byte for byte: a strong ETag or, for a file with
// no ETag at all, a Last-Modified that did not lie in the second of the answer. "" means that there is nothing to rely on.
func validator(h http.Header) string {
	if strings.EqualFold(h.Get("Accept-Ranges"), "none") {
		return ""
	}
	if tag := h.Get("ETag"); tag != "" {
		if strings.HasPrefix(tag, `"`) {
			return tag
		}
		return "" // W/"…"
	}
	modified, err := http.ParseTime(h.Get("Last-Modified"))
	if err != nil {
		return ""
	}
	if date, err := http.ParseTime(h.Get("Date")); err != nil || date.Sub(modified) < time.Second {
		return ""
	}
	return h.Get("Last-Modified")
}

// rest reports whether an answer begins where the last one ended, in the same file, and how large that is.
func (d *download) rest(resp *http.Response) (total int64, ok bool) {
	h := resp.Header
	first, last, total, ok := parseContentRange(h.Get("Content-Range"))
	told := h.Get("Last-Modified") // there are servers that do not look at If-Range
	if d.validator[0] == '"' {
		told = h.Get("ETag")
	}
	switch {
	case !ok, resp.StatusCode != http.StatusPartialContent, first != d.written, d.total >= 0 && total != d.total,
		resp.ContentLength >= 0 && resp.ContentLength != last-first+1,
		told != "" && told != d.validator:
		return 0, false
	}
	return total, true
}

// parseContentRange reads "bytes first-last/total".
func parseContentRange(s string) (first, last, total int64, ok bool) {
	s, bytes := strings.CutPrefix(s, "bytes ")
	span, all, slash := strings.Cut(s, "/")
	from, to, dash := strings.Cut(span, "-")
	if !bytes || !slash || !dash {
		return 0, 0, 0, false
	}
	for _, f := range []struct {
		text string
		n    *int64
	}{{from, &first}, {to, &last}, {all, &total}} {
		n, err := strconv.ParseUint(f.text, 10, 63) // takes no sign
		if err != nil {
			return 0, 0, 0, false
		}
		*f.n = int64(n)
	}
	return first, last, total, first <= last && last < total
}
