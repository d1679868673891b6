package web

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"time"
)

// crockford is base 32 without letters that look alike; its characters sort as the numbers that they stand for.
var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// newID is an id that sorts by time and cannot be guessed: 48 bits of milliseconds since 1970 and 80 random bits, in 26 characters.
func newID(now time.Time, random io.Reader) (string, error) {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(now.UnixMilli())<<16)
	if _, err := io.ReadFull(random, b[6:]); err != nil {
		return "", fmt.Errorf("id: %w", err)
	}
	return crockford.EncodeToString(b[:]), nil
}

// Kinds of stored things. With the tenant before it, a kind is the partition.
const (
	kindEvaluation = "/evaluation"
	kindProfile    = "/profile"
	kindKey        = "/key" // idempotency keys, by hash
)

func isID(s string) bool {
	b, err := crockford.DecodeString(s)
	return err == nil && len(b) == 16
}
