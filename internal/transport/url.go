package transport

import (
	"errors"
	"net/url"
	"strings"

	"github.com/google/go-querystring/query"
)

// url fills the template's braces and adds the query. Its errors name the brace, never its value.
func (c *Client) url(r Request) (string, error) {
	var b strings.Builder
	b.WriteString(c.base)
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
	if r.Query == nil {
		return b.String(), nil
	}
	q, err := query.Values(r.Query)
	if err != nil {
		return "", invalid("query", "cannot be written")
	}
	if len(q) > 0 {
		b.WriteByte('?')
		b.WriteString(q.Encode())
	}
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
