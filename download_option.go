package zapgate

import (
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/zapgate/zapgate-go/internal/settings"
)

// DownloadOption configures a [Download]: [WithDownloadLimit], [WithDownloadProgress], or any [Option] of a client but the
// base URLs. WithTimeout limits the wait for each next piece; WithRetries counts resumptions too; of WithHTTPClient's
// client, the transport and the timeout are used, and no cookie jar. The logger and the observer see the Provider
// "zapgate" and the Op "GET download".
type DownloadOption interface{ download(*download) error }

func (o Option) download(d *download) error {
	if o == nil {
		return optionError("Download", "an option is nil")
	}
	return o(&d.set)
}

type downloadOption func(*download) error

func (o downloadOption) download(d *download) error { return o(d) }

// WithDownloadLimit sets how many bytes a file may have at most. The default is 100 MiB, 104,857,600.
func WithDownloadLimit(bytes int64) DownloadOption {
	return downloadOption(func(d *download) error {
		if bytes <= 0 {
			return optionError("WithDownloadLimit", "not positive")
		}
		d.limit = bytes
		return nil
	})
}

// WithDownloadProgress calls report after each piece that was written: how many bytes were, and the file's size, or -1 if
// the server does not tell it. The first grows, except where [DownloadFile] starts over. report runs on the goroutine of
// the download and should return at once.
func WithDownloadProgress(report func(done, total int64)) DownloadOption {
	return downloadOption(func(d *download) error {
		if report == nil {
			return optionError("WithDownloadProgress", "the function is nil")
		}
		d.progress = report
		return nil
	})
}

// download is the state of one download across its attempts.
type download struct {
	set      settings.Client
	limit    int64
	progress func(done, total int64) // nil: nobody is told
	rt       http.RoundTripper
	link     *url.URL // of the scheme data, without its data
	data     string   // what a data URI has behind "data:"

	w       io.Writer
	restart func() error // takes back what w was given; nil: that cannot be done
	keep    func() error // what is left to do when w has the whole file; nil: nothing

	attempts    int
	written     int64
	total       int64  // of the file; -1: not known
	validator   string // for If-Range; "": the server gave none to rely on
	contentType string

	// of the last answer
	status int
	header http.Header
}

const (
	defaultDownloadLimit   = 100 << 20
	defaultDownloadTimeout = 30 * time.Second
)

func newDownload(link string, opts []DownloadOption) (*download, error) {
	d := &download{set: settings.Default(), limit: defaultDownloadLimit, total: -1}
	for _, o := range opts {
		if o == nil {
			return d, optionError("Download", "an option is nil")
		}
		if err := o.download(d); err != nil {
			return d, err
		}
	}
	if d.set.BaseURL != nil || d.set.InstanceURL != nil {
		return d, optionError("Download", "a link has no base URL")
	}
	d.rt = downloads
	if c := d.set.HTTP; c != nil {
		if c.Transport != nil {
			d.rt = c.Transport
		}
		if d.set.Timeout == 0 {
			d.set.Timeout = c.Timeout
		}
	}
	if d.set.Timeout <= 0 {
		d.set.Timeout = defaultDownloadTimeout
	}
	return d, d.parse(link)
}
