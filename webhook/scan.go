package webhook

import "bytes"

// scanString finds a field of a JSON object that names its type, without decoding the object and without allocating: the
// first one of exactly that name at the top level, if its value is a string without escapes. What it finds is a guess at
// which struct to decode: of two fields of one name or of names that differ in case, the last decides, and the object may
// not be JSON at all. So it is compared with what was decoded.
func scanString(object []byte, name string) (value []byte, ok bool) {
	s := scanner{rest: object}
	if !s.take('{') {
		return nil, false
	}
	for {
		key, plain := s.text()
		if key == nil || !s.take(':') {
			return nil, false
		}
		if plain && string(key) == name {
			if value, ok = s.text(); !ok {
				return nil, false
			}
			return value, true
		}
		if !s.skip() || !s.take(',') {
			return nil, false
		}
	}
}

// scanner is at a place in a JSON text that nobody has checked.
type scanner struct{ rest []byte }

// peek returns the next byte that is not space, 0 at the end.
func (s *scanner) peek() byte {
	for i, c := range s.rest {
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			s.rest = s.rest[i:]
			return c
		}
	}
	s.rest = nil
	return 0
}

func (s *scanner) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

// text takes a string and returns what is between its quotes, nil if there is none. It is plain if it has no escapes.
func (s *scanner) text() (t []byte, plain bool) {
	if !s.take('"') {
		return nil, false
	}
	all := s.rest
	for plain = true; ; plain = false {
		i := bytes.IndexByte(s.rest, '"')
		if i < 0 {
			s.rest = nil
			return nil, false
		}
		slashes := 0
		for slashes < i && s.rest[i-1-slashes] == '\\' {
			slashes++
		}
		s.rest = s.rest[i+1:]
		if slashes%2 == 0 {
			t = all[: len(all)-len(s.rest)-1 : len(all)-len(s.rest)-1]
			return t, plain && bytes.IndexByte(t, '\\') < 0
		}
	}
}

// skip takes any value.
func (s *scanner) skip() bool {
	depth := 0
	for {
		switch s.peek() {
		case 0:
			return false
		case '"':
			if t, _ := s.text(); t == nil {
				return false
			}
		case '{', '[':
			depth++
			s.rest = s.rest[1:]
		case '}', ']':
			depth--
			s.rest = s.rest[1:]
		case ',', ':':
			s.rest = s.rest[1:]
		default: // a number or a literal
			i := bytes.IndexAny(s.rest, ",:]}\" \t\r\n")
			if i < 0 {
				return false
			}
			s.rest = s.rest[i:]
		}
		if depth <= 0 {
			return depth == 0
		}
	}
}
