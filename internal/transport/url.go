package transport

import (
	"errors"
	"net/url"
	"strings"

	"github.com/google/go-querystring/query"
)

// url is where r goes. Its errors name a brace or the query, never a value.
func (c *Client) url(r Request) (*url.URL, error) {
	path, err := c.path(r)
	if err != nil {
		return nil, err
	}
	u := &url.URL{Scheme: c.cfg.BaseURL.Scheme, Host: strings.TrimSuffix(c.cfg.BaseURL.Host, ":"), Path: path}
	if strings.Contains(path, "%") || c.cfg.BaseURL.RawPath != "" {
		if u.Path, err = url.PathUnescape(path); err != nil {
			return nil, invalid("path", "cannot be written")
		}
		u.RawPath = path
	}
	if r.Query == nil {
		return u, nil
	}
	q, err := query.Values(r.Query)
	if err != nil {
		return nil, invalid("query", "cannot be written")
	}
	u.RawQuery = q.Encode()
	return u, nil
}

// path fills the template's braces and escapes what it puts there.
func (c *Client) path(r Request) (string, error) {
	if len(r.Path) == 0 && strings.IndexByte(r.Op.Path, '{') < 0 {
		return c.basePath + r.Op.Path, nil
	}
	var b strings.Builder
	b.WriteString(c.basePath)
	rest, values := r.Op.Path, r.Path
	for {
		i := strings.IndexByte(rest, '{')
		if i < 0 {
			break
		}
		j := strings.IndexByte(rest, '}')
		name := rest[i+1 : j]
		if len(values) == 0 {
			return "", invalid(name, "is missing")
		}
		v := values[0]
		if err := checkPathValue(v); err != nil {
			return "", invalid(name, err.Error())
		}
		if c.cfg.CheckAddress != nil && name == "phone" {
			if err := c.cfg.CheckAddress(v); err != nil {
				return "", invalid(name, err.Error())
			}
		}
		b.WriteString(rest[:i])
		b.WriteString(url.PathEscape(v))
		rest, values = rest[j+1:], values[1:]
	}
	if len(values) > 0 {
		return "", invalid("path", "has more values than braces")
	}
	b.WriteString(rest)
	return b.String(), nil
}

// checkPathValue refuses what would name another path: servers clean dot segments away, escaped or not.
func checkPathValue(v string) error {
	switch v {
	case "":
		return errors.New("is empty")
	case ".", "..":
		return errors.New("is a dot segment")
	}
	return nil
}
