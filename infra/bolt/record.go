package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/vendorfit/vendorfit"
)

// A key is the length of PK in two bytes, PK, and SK. The length keeps "a"+"bc" and "ab"+"c" apart, whatever bytes the keys have,
// and what follows PK sorts by the bytes of SK. A value is the version and the second of expiry in eight bytes each, and the body.
const headSize = 16

func partition(pk string) []byte {
	return append(binary.BigEndian.AppendUint16(make([]byte, 0, 2+len(pk)+64), uint16(len(pk))), pk...)
}

func itemKey(pk, sk string) []byte { return append(partition(pk), sk...) }

// encode makes a value whose version is still 0. It copies the body: the caller may change theirs as soon as the call returned,
// and with an ended context that is before the value is written.
func encode(item *vendorfit.Item) []byte {
	value := make([]byte, headSize+len(item.Body))
	binary.BigEndian.PutUint64(value[8:], uint64(seconds(item.Expires)))
	copy(value[headSize:], item.Body)
	return value
}

// seconds is 0 for never. A day before 1970 is as gone as 1970 is.
func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return max(1, t.Unix())
}

func setVersion(value []byte, version int64) {
	binary.BigEndian.PutUint64(value, uint64(version))
}

// versionOf is 0 where there is no item, or an expired one.
func versionOf(value []byte, now time.Time) int64 {
	if len(value) < headSize || expired(value, now) {
		return 0
	}
	return int64(binary.BigEndian.Uint64(value))
}

func expired(value []byte, now time.Time) bool {
	second := int64(binary.BigEndian.Uint64(value[8:]))
	return second != 0 && second <= now.Unix()
}

// decode makes an item. It copies the body: value is memory of the file, and is gone when the transaction ends.
func decode(pk, sk string, value []byte) vendorfit.Item {
	item := vendorfit.Item{
		PK: pk, SK: sk,
		Version: int64(binary.BigEndian.Uint64(value)),
		Body:    bytes.Clone(value[headSize:]),
	}
	if second := int64(binary.BigEndian.Uint64(value[8:])); second != 0 {
		item.Expires = time.Unix(second, 0).UTC()
	}
	return item
}

// sound says that a value has its head; one that has not was written by no store.
func sound(key, value []byte) error {
	if len(value) < headSize {
		return fmt.Errorf("the file is damaged: the value of %q has %d bytes", key, len(value))
	}
	return nil
}
