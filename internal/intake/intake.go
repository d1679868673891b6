// Package intake reads what people and systems hand in: JSON or YAML to one tree that knows its places, and the tree to typed
// values, strictly. Every mistake comes with a pointer, a line and a column, and all of them at once.
package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/vendorfit/vendorfit"
)

// Limits bound what is read. They are checked before or while parsing, so that nothing large is built first.
type Limits struct {
	Bytes   int  // of the document
	Depth   int  // of nesting
	Nodes   int  // keys and values together, aliases expanded
	Aliases bool // YAML anchors and aliases are allowed (the book's own files use them); merge keys never are
}

// What is read from outside, and the book's own files.
var (
	ProfileLimits = Limits{Bytes: 128 << 10, Depth: 32, Nodes: 20_000}
	RequestLimits = Limits{Bytes: 1 << 20, Depth: 32, Nodes: 100_000}
	BookLimits    = Limits{Bytes: 4 << 20, Depth: 32, Nodes: 500_000, Aliases: true}
)

// keyMost bounds a key, in bytes. Every value below a key carries it in its pointer: one key as long as a document would be
// copied for each of them.
const keyMost = 256

// Parse reads one document. It is JSON where the name ends in .json or the text begins with a brace or a bracket and no name
// says otherwise; else YAML. The error is a *vendorfit.Error of kind invalid. Reading stops at a limit, or at a hundred mistakes.
func Parse(name string, data []byte, limit Limits) (*Node, error) {
	r := &reader{name: name, data: data, limit: limit}
	root := r.read()
	if len(r.mistakes) > 0 {
		return nil, &vendorfit.Error{Kind: vendorfit.Invalid, Mistakes: r.mistakes, Message: vendorfit.Text{
			En: "the document cannot be read", Nb: "dokumentet kan ikke leses",
		}}
	}
	return root, nil
}

// reader holds one document while it is read.
type reader struct {
	name     string
	data     []byte
	limit    Limits
	nodes    int
	stopped  bool
	lines    []int // offsets of line starts
	cursor   cursor
	mistakes []vendorfit.Mistake
}

func (r *reader) read() *Node {
	if len(r.data) > r.limit.Bytes {
		r.mistakes = append(r.mistakes, tooLarge(r.name, len(r.data), r.limit.Bytes))
		return nil
	}
	r.data = bytes.TrimPrefix(r.data, []byte("\xef\xbb\xbf"))
	isJSON := r.isJSON()
	r.lines = lineStarts(r.data, !isJSON)
	if !r.clean() {
		return nil
	}
	var root *Node
	if isJSON {
		root = r.readJSON()
	} else {
		root = r.readYAML()
	}
	if root != nil {
		root.source = &source{name: r.name, data: r.data, lines: r.lines}
	}
	return root
}

func tooLarge(name string, bytes, most int) vendorfit.Mistake {
	return vendorfit.Mistake{
		File: name, Code: "tooLarge", Found: fmt.Sprintf("%d bytes", bytes),
		Message:  vendorfit.Text{En: "the document is too large", Nb: "dokumentet er for stort"},
		Expected: vendorfit.Text{En: fmt.Sprintf("at most %d bytes", most), Nb: fmt.Sprintf("høyst %d byte", most)},
	}
}

// Fits tells whether a profile keeps within [ProfileLimits] where it came in a larger document: a file that turned out to be a
// profile, or the part of a request.
func Fits(profile *Node, pointer string) []vendorfit.Mistake {
	size := profile.size()
	if profile.source != nil {
		size = len(profile.source.data)
	}
	if size <= ProfileLimits.Bytes {
		return nil
	}
	m := tooLarge("", size, ProfileLimits.Bytes)
	m.Pointer = pointer
	return []vendorfit.Mistake{m}
}

func (r *reader) isJSON() bool {
	if strings.HasSuffix(r.name, ".json") {
		return true
	}
	if strings.HasSuffix(r.name, ".yaml") || strings.HasSuffix(r.name, ".yml") {
		return false
	}
	text := bytes.TrimLeft(r.data, " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// clean refuses bytes that no text has.
func (r *reader) clean() bool {
	for i := 0; i < len(r.data); {
		c, size := utf8.DecodeRune(r.data[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			r.wrong(r.place(i), "encoding", fmt.Sprintf("0x%02x, byte %d of the document", r.data[i], i+1), vendorfit.Text{En: "this is not UTF-8", Nb: "dette er ikke UTF-8"}, vendorfit.Text{})
			return false
		case c == 0:
			r.zero(r.place(i))
			return false
		}
		i += size
	}
	return true
}

// wrong notes a mistake at a place of the document.
func (r *reader) wrong(here at, code, found string, message, expected vendorfit.Text) {
	if r.stopped {
		return
	}
	if len(r.mistakes) == vendorfit.MistakesMost {
		r.stopped = true
		r.mistakes = append(r.mistakes, vendorfit.Mistake{File: r.name, Code: "more", Message: vendorfit.Text{
			En: "reading stopped here, with more mistakes to come", Nb: "lesingen stoppet her, med flere feil i vente",
		}})
		return
	}
	s := source{data: r.data, lines: r.lines}
	r.mistakes = append(r.mistakes, vendorfit.Mistake{
		File: r.name, Line: here.line, Column: here.column, Excerpt: s.line(here.line),
		Code: code, Found: shorten(found), Message: message, Expected: expected,
	})
}

// stop notes a mistake after which reading on is of no use, or dear.
func (r *reader) stop(here at, code, found string, message, expected vendorfit.Text) {
	r.wrong(here, code, found, message, expected)
	r.stopped = true
}

// count refuses a document with too many nodes or too deep a nesting.
func (r *reader) count(depth int, here at) bool {
	if r.nodes++; r.nodes > r.limit.Nodes {
		r.stop(here, "tooLarge", "", vendorfit.Text{En: "the document has too many values", Nb: "dokumentet har for mange verdier"},
			vendorfit.Text{En: fmt.Sprintf("at most %d", r.limit.Nodes), Nb: fmt.Sprintf("høyst %d", r.limit.Nodes)})
	}
	if depth > r.limit.Depth {
		r.deep(here)
	}
	return !r.stopped
}

func (r *reader) deep(here at) {
	r.stop(here, "tooDeep", "", vendorfit.Text{En: "the document is nested too deeply", Nb: "dokumentet er nøstet for dypt"},
		vendorfit.Text{En: fmt.Sprintf("at most %d levels", r.limit.Depth), Nb: fmt.Sprintf("høyst %d nivåer", r.limit.Depth)})
}

func (r *reader) zero(here at) {
	r.wrong(here, "encoding", "NUL", vendorfit.Text{En: "a text has no zero character", Nb: "en tekst har ikke nulltegn"}, vendorfit.Text{})
}
