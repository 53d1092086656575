package zapgate

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
)

// The errors of the tolerant scalars never repeat what they could not read: it may be personal data.
var (
	errNotBool  = errors.New("not a boolean")
	errNotInt   = errors.New("not an integer")
	errNotFloat = errors.New("not a number")
)

// Bool is a bool that gateways also send as a string or a number: true, "true", 1 and "1" are true; false, "false", 0,
// "0", "" and null are false. It is written as a JSON boolean.
type Bool bool

// UnmarshalJSON reads every form.
func (b *Bool) UnmarshalJSON(data []byte) error {
	s, err := scalar(data)
	if err != nil {
		return errNotBool
	}
	switch strings.ToLower(s) {
	case "true", "1":
		*b = true
	case "false", "0", "":
		*b = false
	default:
		return errNotBool
	}
	return nil
}

// Int is an integer that gateways also send as a string; null and "" are 0. It is written as a JSON number.
type Int int64

// UnmarshalJSON reads every form. A number with a fraction or beyond 64 bits is an error.
func (i *Int) UnmarshalJSON(data []byte) error {
	s, err := scalar(data)
	if err != nil {
		return errNotInt
	}
	if s == "" {
		*i = 0
		return nil
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		*i = Int(n)
		return nil
	}
	// 12.0 and 1.2e1 are integers in JSON.
	f, err := decimal(s)
	if err != nil || f != math.Trunc(f) || math.Abs(f) >= 1<<53 {
		return errNotInt
	}
	*i = Int(f)
	return nil
}

// Float is a number that gateways also send as a string; null and "" are 0. It is written as a JSON number.
type Float float64

// UnmarshalJSON reads every form.
func (f *Float) UnmarshalJSON(data []byte) error {
	s, err := scalar(data)
	if err != nil {
		return errNotFloat
	}
	if s == "" {
		*f = 0
		return nil
	}
	n, err := decimal(s)
	if err != nil {
		return err
	}
	*f = Float(n)
	return nil
}

// decimal leaves out what ParseFloat takes besides: 0x1p4, 1_000, Inf, NaN.
func decimal(s string) (float64, error) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.Trim(s, "+-.0123456789eE") != "" {
		return 0, errNotFloat
	}
	return f, nil
}

// scalar returns the text of a JSON string, number or boolean, and "" for null.
func scalar(data []byte) (string, error) {
	if len(data) == 0 {
		return "", errors.New("empty")
	}
	switch data[0] {
	case '"':
		if s, ok := asIs(data); ok {
			return strings.TrimSpace(s), nil
		}
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return "", err
		}
		return strings.TrimSpace(s), nil
	case '{', '[':
		return "", errors.New("not a scalar")
	case 'n':
		return "", nil
	}
	return string(data), nil
}

// asIs returns the text of a JSON string of ASCII without escapes, which is itself.
func asIs(data []byte) (string, bool) {
	if len(data) < 2 || data[len(data)-1] != '"' {
		return "", false
	}
	text := data[1 : len(data)-1]
	for _, c := range text {
		if c < ' ' || c >= 0x80 || c == '"' || c == '\\' {
			return "", false
		}
	}
	return string(text), true
}
