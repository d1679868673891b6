package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// readJSON builds the tree from encoding/json's tokens, so that numbers keep their digits and every value its place. The text
// is checked as a whole first: the tokenizer says of a mistake what it is, but not at which byte of the document.
func (r *reader) readJSON() *Node {
	var raw json.RawMessage
	if err := json.Unmarshal(r.data, &raw); err != nil {
		r.badJSON(err)
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(r.data))
	d.UseNumber()
	return (&jsonReader{reader: r, decoder: d}).value(1)
}

type jsonReader struct {
	*reader
	decoder *json.Decoder
}

// next is the byte at which the next token begins.
func (j *jsonReader) next() int {
	at := int(j.decoder.InputOffset())
	for at < len(j.data) && strings.IndexByte(" \t\r\n,:", j.data[at]) >= 0 {
		at++
	}
	return at
}

// value reads one value; nil where reading has stopped.
func (j *jsonReader) value(depth int) *Node {
	offset := j.next()
	here := j.place(offset)
	if !j.count(depth, here) {
		return nil
	}
	token, err := j.decoder.Token()
	if err != nil {
		j.badJSON(err)
		return nil
	}
	n := &Node{Line: here.line, Column: here.column}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return j.object(n, depth)
		}
		return j.list(n, depth)
	case json.Number:
		n.Kind, n.Scalar = Number, t.String()
		j.finite(n)
	case string:
		n.Kind, n.Scalar = Text, t
		j.text(t, offset, here)
	case bool:
		n.Kind, n.Scalar = Bool, "false"
		if t {
			n.Scalar = "true"
		}
	default:
		n.Kind = Null
	}
	return n
}

func (j *jsonReader) object(n *Node, depth int) *Node {
	n.Kind = Object
	seen := map[string]bool{}
	for j.decoder.More() {
		offset := j.next()
		here := j.place(offset)
		token, err := j.decoder.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			j.badJSON(err)
			return nil
		}
		j.text(name, offset, here)
		k := Key{Name: name, Line: here.line, Column: here.column}
		if k.Value = j.value(depth + 1); k.Value == nil {
			return nil
		}
		if j.key(name, here, seen) {
			n.Keys = append(n.Keys, k)
		}
	}
	return j.end(n)
}

func (j *jsonReader) list(n *Node, depth int) *Node {
	n.Kind = List
	for j.decoder.More() {
		item := j.value(depth + 1)
		if item == nil {
			return nil
		}
		n.Items = append(n.Items, item)
	}
	return j.end(n)
}

// end takes the closing bracket.
func (j *jsonReader) end(n *Node) *Node {
	if _, err := j.decoder.Token(); err != nil {
		j.badJSON(err)
		return nil
	}
	return n
}

// text refuses what only an escape can write: a zero, and half of a surrogate pair, in whose place the decoder has put another
// character.
func (j *jsonReader) text(s string, offset int, here at) {
	if strings.ContainsRune(s, 0) {
		j.zero(here)
	}
	const replacement = "\uFFFD"
	if !strings.Contains(s, replacement) {
		return
	}
	written := strings.ToLower(string(j.data[offset:j.decoder.InputOffset()]))
	if strings.Count(s, replacement) > strings.Count(written, replacement)+strings.Count(written, `\ufffd`) {
		j.wrong(here, "encoding", "", vendorfit.Text{En: "this text has half of a surrogate pair, which is no character", Nb: "denne teksten har et halvt surrogatpar, som ikke er noe tegn"}, vendorfit.Text{})
	}
}

// jsonHints say in both languages what encoding/json's messages mean, by a part of the message.
var jsonHints = []hint{
	{"unexpected end", vendorfit.Text{En: "the document ends too early", Nb: "dokumentet slutter for tidlig"}},
	{"beginning of object key", vendorfit.Text{En: "a key in double quotes is expected here", Nb: "her skal det stå en nøkkel i doble anførselstegn"}},
	{"beginning of value", vendorfit.Text{En: "a value is expected here", Nb: "her skal det stå en verdi"}},
	{"after object key:value pair", vendorfit.Text{En: "a comma or a closing brace is expected here", Nb: "her skal det stå et komma eller en sluttklamme"}},
	{"after object key", vendorfit.Text{En: "a colon is expected after the key", Nb: "det skal stå et kolon etter nøkkelen"}},
	{"after array element", vendorfit.Text{En: "a comma or a closing bracket is expected here", Nb: "her skal det stå et komma eller en sluttparentes"}},
	{"after top-level value", vendorfit.Text{En: "there is more after the document", Nb: "det står mer etter dokumentet"}},
	{"in string escape code", vendorfit.Text{En: "there is no such escape", Nb: "det finnes ingen slik escape-sekvens"}},
	{`in \u hexadecimal`, vendorfit.Text{En: "four hexadecimal digits are expected after \\u", Nb: "det skal stå fire heksadesimale sifre etter \\u"}},
	{"in string literal", vendorfit.Text{En: "a text has no line breaks or control characters; write \\n for a new line", Nb: "en tekst har ikke linjeskift eller styretegn; skriv \\n for ny linje"}},
	{"in literal", vendorfit.Text{En: "true, false or null is expected here", Nb: "her skal det stå true, false eller null"}},
	{"in numeric literal", vendorfit.Text{En: "a digit is expected here", Nb: "her skal det stå et siffer"}},
	{"after decimal point", vendorfit.Text{En: "a digit is expected after the decimal point", Nb: "det skal stå et siffer etter desimalpunktet"}},
	{"in exponent", vendorfit.Text{En: "a digit is expected in the exponent", Nb: "det skal stå et siffer i eksponenten"}},
}

func (r *reader) badJSON(err error) {
	var s *json.SyntaxError
	if !errors.As(err, &s) {
		s = &json.SyntaxError{Offset: int64(len(r.data)) + 1} // the text was checked before, so this is its end at worst
	}
	text, offset, found := s.Error(), max(0, int(s.Offset)-1), ""
	if strings.Contains(text, "unexpected end") {
		offset = len(r.data)
	}
	if strings.Contains(text, "exceeded max depth") {
		r.deep(r.place(offset))
		return
	}
	if rest := r.data[min(offset, len(r.data)):]; len(rest) > 0 {
		found = quoteFirst(rest)
	}
	r.stop(r.place(min(offset, len(r.data))), "syntax", found, hinted("JSON", jsonHints, text), vendorfit.Text{})
}
