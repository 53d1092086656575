// Package limited reads what strangers send.
package limited

import (
	"io"
	"math"
)

// maxGuess bounds the memory that a body gets by announcing a length.
const maxGuess = 64 << 10

// ReadAll reads r to its end, but no more than limit bytes and one, by which the caller sees that there is more. A body of
// the size that is expected takes one allocation; 0 or less expects nothing.
func ReadAll(r io.Reader, limit, expected int64) (b []byte, err error) {
	if 0 < expected && expected <= min(maxGuess, limit) {
		b = make([]byte, 0, expected+1) // one more, to find the end without growing
	}
	for len(b) < cap(b) && err == nil {
		var n int
		n, err = r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
	}
	if err == nil {
		var rest []byte
		more := io.LimitReader(r, min(limit-int64(len(b)), math.MaxInt64-1)+1)
		if rest, err = io.ReadAll(more); len(b) == 0 {
			b = rest
		} else {
			b = append(b, rest...)
		}
	}
	if err == io.EOF { // which readers return as it is
		err = nil
	}
	return b, err
}
