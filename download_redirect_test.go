package zapgate

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func redirect(code int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Location"] = []string{to}
		w.Header().Set("Set-Cookie", "session=PRIVATE")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, "PRIVATE")
	}
}

func TestDownloadFollowsRedirects(t *testing.T) {
	t.Parallel()
	for _, code := range []int{301, 302, 303, 307, 308} {
		other := serve(t, whole)
		s := serve(t, redirect(code, "../g?t=2#x"), redirect(code, other.URL+"/h?t=3"))
		var w bytes.Buffer
		got, err := s.download(t, &w) // both servers have the certificate of httptest
		require.NoError(t, err)
		assert.Equal(t, &Downloaded{Size: int64(len(file)), ContentType: "image/png", Attempts: 1}, got)
		assert.Equal(t, file, w.Bytes())
		assert.Equal(t, []string{"GET /f?t=1", "GET /g?t=2"}, s.requests())
		assert.Equal(t, []string{"GET /h?t=3"}, other.requests())
		for _, r := range append(s.asked, other.asked...) {
			assert.Empty(t, r.Header.Values("Referer"), "it would tell the first link to another host")
			assert.Empty(t, r.Header.Values("Cookie"))
			assert.Empty(t, r.Header.Values("Authorization"))
		}
	}
}

func TestDownloadResumesBehindARedirect(t *testing.T) {
	t.Parallel()
	other := serve(t, cutAfter(1000, "ETag", tag), whole)
	s := serve(t, redirect(302, other.URL+"/h"))
	var w bytes.Buffer
	got, err := s.download(t, &w)
	require.NoError(t, err)
	assert.Equal(t, 2, got.Attempts)
	assert.Equal(t, file, w.Bytes())
	assert.Len(t, s.requests(), 2, "each attempt begins at the link: where it leads may last for minutes only")
	assert.Equal(t, []string{"GET /h", "GET /h Range: bytes=1000- If-Range: " + tag}, other.requests())
}

func TestDownloadBetweenHTTPAndHTTPS(t *testing.T) {
	t.Parallel()
	secure := serve(t, whole)
	plain := httptest.NewServer(redirect(302, secure.URL+"/f"))
	t.Cleanup(plain.Close)
	var w bytes.Buffer
	_, err := Download(t.Context(), plain.URL, &w, secure.trust())
	require.NoError(t, err, "from http to https")
	assert.Equal(t, file, w.Bytes())

	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked over http") }))
	t.Cleanup(target.Close)
	down := serve(t, redirect(302, target.URL+"/PRIVATE"))
	up := httptest.NewServer(redirect(302, down.URL+"/PRIVATE"))
	t.Cleanup(up.Close)
	for _, link := range []string{down.URL, up.URL} {
		d, err := Download(t.Context(), link, writes(t), down.trust())
		e := failed(t, d, err)
		assert.EqualError(t, e, "zapgate: GET download: 302: redirect: from https to http")
		assert.Equal(t, 1, e.Attempts, "the next attempt would meet the same")
	}

	other := httptest.NewServer(http.HandlerFunc(whole))
	t.Cleanup(other.Close)
	_, err = Download(t.Context(), other.URL, io.Discard)
	require.NoError(t, err, "http from the beginning, and no option at all")
}

func TestDownloadRefusesRedirects(t *testing.T) {
	t.Parallel()
	for to, text := range map[string]string{
		"https://u:PRIVATE@x.test/": "redirect: the target has a user",
		"ftp://x.test/PRIVATE":      "redirect: the target is not an http or https URL",
		"data:,PRIVATE":             "redirect: the target is not an http or https URL",
		"file:///PRIVATE":           "redirect: the target is not an http or https URL",
		"https:///PRIVATE":          "redirect: the target has no host",
		"https://x.test/%zzPRIVATE": "redirect: the target cannot be parsed",
		"":                          "",
	} {
		s := serve(t, redirect(302, to))
		d, err := s.download(t, writes(t))
		e := failed(t, d, err)
		want := "zapgate: GET download: 302"
		if text != "" {
			want += ": " + text
		}
		assert.EqualError(t, e, want)
		assert.NotContains(t, printed(e), "PRIVATE")
		assert.Len(t, s.requests(), 1)
	}
}

func TestDownloadEndsInALoop(t *testing.T) {
	t.Parallel()
	s := serve(t, redirect(307, "/PRIVATE"))
	d, err := s.download(t, writes(t))
	e := failed(t, d, err)
	assert.EqualError(t, e, "zapgate: GET download: 307: redirect: more than 10")
	assert.Len(t, s.requests(), 11)
	assert.Equal(t, 1, e.Attempts)

	chain := make([]http.HandlerFunc, 10, 11)
	for i := range chain {
		chain[i] = redirect(302, "/next")
	}
	s = serve(t, append(chain, whole)...)
	_, err = s.download(t, io.Discard)
	require.NoError(t, err, "ten are followed")
}

// Whatever the link is: only http and https hosts are asked, without a user, and an error repeats none of it.
func FuzzDownload(f *testing.F) {
	for _, link := range []string{
		"https://x.test/f?t=1", "HTTP://x.test:80", "https://u:p@x.test", "//x.test", "https:x.test", "https://[::1]/", "https://x.test/%zz", "ftp://x.test",
		"data:image/gif;base64,R0lGODlh", "data:,a%20b", "data:;base64,!", "data:", "DATA:;BASE64,YQ", "", ":", "https://x.test/\x00", "http://x y/", "http://%41/",
	} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		client := &http.Client{Transport: tripper(func(r *http.Request) (*http.Response, error) {
			assert.Contains(t, []string{"http", "https"}, r.URL.Scheme)
			assert.NotEmpty(t, r.URL.Hostname())
			assert.Nil(t, r.URL.User)
			return &http.Response{StatusCode: 200, Body: http.NoBody}, nil
		})}
		var w bytes.Buffer
		got, err := Download(t.Context(), link, &w, WithHTTPClient(client))
		if err == nil {
			assert.Equal(t, int64(w.Len()), got.Size)
			return
		}
		require.ErrorIs(t, failed(t, got, err), ErrInvalidArgument)
		assert.Zero(t, w.Len())
		assert.Regexp(t, `^zapgate: GET download: link: [a-zA-Z ]+: invalid argument$`, err.Error())
	})
}
