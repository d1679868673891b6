package vendorfit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/gowebpki/jcs"
)

// Digest is "sha256:" and the hexadecimal SHA-256 of v as canonical JSON (RFC 8785): the order of keys, the spelling of numbers
// and white space do not change it. The error says that v has no JSON form, such as an infinite number.
func Digest(v any) (string, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	canonical, err := jcs.Transform(raw)
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	sum := sha256.Sum256(canonical)
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}

// AnswersDigest is the digest of what a request brings beside its profile: answers, pinned editions, lifted gates, own
// platforms and the choice of platforms. Their order counts, as it stands in the request.
func (r *Request) AnswersDigest() (string, error) {
	return Digest(struct {
		Only      []string          `json:"only,omitempty"`
		Answers   []Answer          `json:"answers,omitempty"`
		Editions  map[string]string `json:"editions,omitempty"`
		Lifted    []Lift            `json:"lifted,omitempty"`
		Platforms []Platform        `json:"platforms,omitempty"`
	}{r.Only, r.Answers, r.Editions, r.Lifted, r.Platforms})
}

// Seal works out the digest of the book, all of its data, and keeps it for [Book.Digest]. It is called once, after
// [Book.Index], by whoever read the book; the book is not changed afterwards.
func (b *Book) Seal() (err error) {
	b.digest, err = Digest(struct {
		*Book
		Params    []orderedParam
		Readiness orderedReadiness
	}{b, ordered(b.Params), orderedReadiness{b.Readiness, ordered(b.Readiness.Params)}})
	return err
}

// Digest is the digest that [Book.Seal] worked out; "" where it was not called.
func (b *Book) Digest() string { return b.digest }

// Seal works out the digest of the catalogue and keeps it for [Catalogue.Digest].
func (c *Catalogue) Seal() (err error) {
	c.digest, err = Digest(struct {
		Revision  int         `json:"revision"`
		Platforms []*Platform `json:"platforms"`
	}{c.Revision, c.Platforms})
	return err
}

// Digest is the digest that [Catalogue.Seal] worked out; "" where it was not called.
func (c *Catalogue) Digest() string { return c.digest }

// orderedParam is a parameter with its fields as a list. The order of the areas is the order in which they are added up and
// shown, and canonical JSON would sort it away.
type orderedParam struct {
	Param
	Value any `json:"value"`
}

type orderedReadiness struct {
	Readiness
	Params []orderedParam `json:"params"`
}

func ordered(params []Param) []orderedParam {
	out := make([]orderedParam, len(params))
	for i, p := range params {
		out[i] = orderedParam{p, inOrder(p.Value)}
	}
	return out
}

func inOrder(c Constant) any {
	if c.List != nil {
		list := make([]any, len(c.List))
		for i, x := range c.List {
			list[i] = inOrder(x)
		}
		return list
	}
	if c.Fields == nil {
		return c
	}
	fields := make([][2]any, len(c.Keys))
	for i, k := range c.Keys {
		fields[i] = [2]any{k, inOrder(c.Fields[k])}
	}
	return fields
}
