package vendorfit

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What every store refuses, and in which words, is stated here once, so that no adapter can be laxer than another.

// KeyMost is the longest PK and the longest SK, in bytes.
const KeyMost = 512

// PageMost is the most items of one page.
const PageMost = 100

// CheckKey is an error of kind invalid where a key is out of bounds.
func CheckKey(pk, sk string) error {
	return refused(keyMistakes("", pk, sk))
}

// CheckPuts is an error of kind invalid where puts are too many, change one item twice, or have a key, a condition or a body out
// of bounds. Of a put that deletes the body is not looked at.
func CheckPuts(puts ...Put) error {
	if len(puts) > WriteMost {
		return refused([]Mistake{outside("", "maximum", fmt.Sprintf("at most %d changes", WriteMost), fmt.Sprintf("høyst %d endringer", WriteMost), len(puts))})
	}
	var mistakes []Mistake
	seen := map[[2]string]bool{}
	for i := range puts {
		p, at := &puts[i], "/"+strconv.Itoa(i)
		mistakes = append(mistakes, putMistakes(at, p)...)
		if key := [2]string{p.PK, p.SK}; seen[key] {
			mistakes = append(mistakes, Mistake{Pointer: at, Code: "duplicate", Message: Text{En: "something stands here twice", Nb: "noe står her to ganger"}})
		} else {
			seen[key] = true
		}
	}
	return refused(mistakes)
}

func putMistakes(at string, p *Put) []Mistake {
	mistakes := keyMistakes(at, p.PK, p.SK)
	if p.If < Any {
		mistakes = append(mistakes, outside(at+"/if", "minimum", "a version, 0 or -1", "en versjon, 0 eller -1", int(p.If)))
	}
	if n := len(p.Body); n > ItemMost && !p.Delete {
		mistakes = append(mistakes, outside(at+"/body", "maximum", fmt.Sprintf("at most %d bytes", ItemMost), fmt.Sprintf("høyst %d byte", ItemMost), n))
	}
	return mistakes
}

func keyMistakes(at, pk, sk string) (mistakes []Mistake) {
	for _, k := range [...]struct{ pointer, key string }{{at + "/pk", pk}, {at + "/sk", sk}} {
		if n := len(k.key); n < 1 || n > KeyMost {
			mistakes = append(mistakes, outside(k.pointer, "format", fmt.Sprintf("a key of 1 to %d bytes", KeyMost), fmt.Sprintf("en nøkkel på 1 til %d byte", KeyMost), n))
		} else if !utf8.ValidString(k.key) {
			mistakes = append(mistakes, Mistake{Pointer: k.pointer, Code: "format", Message: Text{En: "this is not UTF-8", Nb: "dette er ikke UTF-8"}})
		}
	}
	return mistakes
}

// Start checks a page and gives the SK that it begins behind; "" is the beginning. A page out of bounds, or a cursor that no page
// of this partition, prefix and direction gave, is an error of kind invalid.
func (p Page) Start() (after string, err error) {
	mistakes := keyMistakes("", p.PK, "-")
	if len(p.Prefix) > KeyMost {
		mistakes = append(mistakes, outside("/prefix", "maximum", fmt.Sprintf("at most %d bytes", KeyMost), fmt.Sprintf("høyst %d byte", KeyMost), len(p.Prefix)))
	}
	if p.Limit < 1 || p.Limit > PageMost {
		mistakes = append(mistakes, outside("/limit", "format", fmt.Sprintf("1 to %d items", PageMost), fmt.Sprintf("1 til %d ting", PageMost), p.Limit))
	}
	after, ok := p.resume()
	if !ok {
		mistakes = append(mistakes, Mistake{
			Pointer: "/after", Code: "format",
			Message:  Text{En: "this is no cursor of this list", Nb: "dette er ingen markør for denne listen"},
			Expected: Text{En: "the cursor that the page before gave, or none for the first page", Nb: "markøren som siden før ga, eller ingen for første side"},
		})
	}
	return after, refused(mistakes)
}

// Cursor is the cursor of the page after this one, where sk is the last item of this one. It holds the SK and a check over the
// whole place, so that a cursor of another list is noticed instead of starting somewhere arbitrary. It is no secret and proves
// nothing: whoever makes one up still reads only the partition and the prefix that the page names.
func (p Page) Cursor(sk string) string {
	return base64.RawURLEncoding.EncodeToString(append(p.stamp(sk), sk...))
}

func (p Page) resume() (sk string, ok bool) {
	if p.After == "" {
		return "", true
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(p.After)
	if err != nil || len(raw) <= stampSize {
		return "", false
	}
	sk = string(raw[stampSize:])
	return sk, string(p.stamp(sk)) == string(raw[:stampSize]) && strings.HasPrefix(sk, p.Prefix)
}

const stampSize = 8

// stamp is a digest of the place that a cursor stands for. The lengths keep "a" and "bc" apart from "ab" and "c".
func (p Page) stamp(sk string) []byte {
	var b []byte
	for _, s := range [...]string{p.PK, p.Prefix, strconv.FormatBool(p.Newest), sk} {
		b = append(binary.BigEndian.AppendUint64(b, uint64(len(s))), s...)
	}
	sum := sha256.Sum256(b)
	return sum[:stampSize]
}

// Missing is the error of an item that is not there. The key goes to the log only: it names the tenant.
func Missing(pk, sk string) error {
	return &Error{
		Kind: NotFound, Cause: fmt.Errorf("%q %q", pk, sk),
		Message: Text{En: "there is no such thing; it may have been deleted or have expired", Nb: "det finnes ikke; det kan være slettet eller utløpt"},
	}
}

// Changed is the error of a condition that did not hold.
func Changed(pk, sk string) error {
	return &Error{
		Kind: Conflict, Cause: fmt.Errorf("%q %q", pk, sk),
		Message: Text{En: "this has changed since it was read; read it again and repeat the change", Nb: "dette er endret siden det ble lest; les det på nytt og gjør endringen igjen"},
	}
}

// Unanswered is the error of a store that did not answer, with the cause.
func Unanswered(cause error) error {
	return &Error{
		Kind: Unavailable, Cause: cause,
		Message: Text{En: "the store did not answer; try again in a little while", Nb: "lageret svarte ikke; prøv igjen om litt"},
	}
}

func refused(mistakes []Mistake) error {
	if len(mistakes) == 0 {
		return nil
	}
	return &Error{
		Kind: Invalid, Mistakes: Most(mistakes, 0),
		Message: Text{En: "the store does not take this", Nb: "lageret tar ikke imot dette"},
	}
}

func outside(pointer, code, en, nb string, found int) Mistake {
	return Mistake{
		Pointer: pointer, Code: code, Expected: Text{En: en, Nb: nb}, Found: strconv.Itoa(found),
		Message: Text{En: "this is out of bounds", Nb: "dette er utenfor grensene"},
	}
}
