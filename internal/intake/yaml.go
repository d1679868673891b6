package intake

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/vendorfit/vendorfit"
)

// readYAML builds the tree from the YAML library's nodes. What YAML 1.1 and 1.2 read differently is refused: a file must mean
// the same to every parser.
func (r *reader) readYAML() *Node {
	if !r.shallow() {
		return nil
	}
	d := yaml.NewDecoder(bytes.NewReader(r.data))
	var doc yaml.Node
	if err := d.Decode(&doc); err != nil {
		r.badYAML(err)
		return nil
	}
	var more yaml.Node
	if err := d.Decode(&more); !errors.Is(err, io.EOF) {
		r.stop(at{max(1, more.Line), max(1, more.Column)}, "syntax", "", vendorfit.Text{En: "there is more than one document", Nb: "det er mer enn ett dokument"}, vendorfit.Text{})
		return nil
	}
	if len(doc.Content) != 1 {
		r.badYAML(io.EOF)
		return nil
	}
	return r.yamlNode(doc.Content[0], 1)
}

// shallow counts brackets before parsing, quoted ones too: the parser's own work grows with the square of the depth of a flow
// collection, and no honest document comes near.
func (r *reader) shallow() bool {
	depth, most := 0, 20*r.limit.Depth
	for i, c := range r.data {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		}
		if depth > most {
			r.deep(r.place(i))
			return false
		}
	}
	return true
}

// yamlNode reads one node; nil where it is left out for its mistake, or reading has stopped.
func (r *reader) yamlNode(y *yaml.Node, depth int) *Node {
	here := at{y.Line, y.Column}
	if !r.count(depth, here) || !r.plainNode(y, here) {
		return nil
	}
	n := &Node{Line: y.Line, Column: y.Column}
	switch y.Kind {
	case yaml.AliasNode:
		return r.yamlNode(y.Alias, depth)
	case yaml.MappingNode:
		return r.yamlObject(y, n, depth)
	case yaml.SequenceNode:
		return r.yamlList(y, n, depth)
	}
	return r.yamlScalar(y, n)
}

// plainNode refuses what makes a node more than its value: anchors, aliases and tags.
func (r *reader) plainNode(y *yaml.Node, here at) bool {
	switch {
	case !r.limit.Aliases && (y.Anchor != "" || y.Kind == yaml.AliasNode):
		r.wrong(here, "alias", "", vendorfit.Text{En: "anchors and aliases are not read here; write the value out", Nb: "ankre og aliaser leses ikke her; skriv verdien helt ut"}, vendorfit.Text{})
	case y.Style&yaml.TaggedStyle != 0 && (y.Kind != yaml.ScalarNode || y.ShortTag() != "!!str"):
		r.wrong(here, "tag", y.ShortTag(), vendorfit.Text{En: "tags are not read; write the plain value", Nb: "merkelapper leses ikke; skriv den vanlige verdien"}, vendorfit.Text{})
	default:
		return true
	}
	return false
}

func (r *reader) yamlObject(y *yaml.Node, n *Node, depth int) *Node {
	n.Kind = Object
	seen := map[string]bool{}
	for i := 0; i+1 < len(y.Content) && !r.stopped; i += 2 {
		key, here := y.Content[i], at{y.Content[i].Line, y.Content[i].Column}
		if !r.yamlKey(key, here) {
			continue
		}
		value := r.yamlNode(y.Content[i+1], depth+1)
		if r.key(key.Value, here, seen) && value != nil {
			n.Keys = append(n.Keys, Key{Name: key.Value, Line: key.Line, Column: key.Column, Value: value})
		}
	}
	return n
}

// yamlKey refuses keys that are not texts to every parser.
func (r *reader) yamlKey(key *yaml.Node, here at) bool {
	switch {
	case key.Kind == yaml.ScalarNode && key.ShortTag() == "!!merge":
		r.wrong(here, "alias", "<<", vendorfit.Text{En: "merge keys are not read; write the fields out", Nb: "flettenøkler leses ikke; skriv feltene helt ut"}, vendorfit.Text{})
		return false
	case !r.plainNode(key, here):
		return false
	case key.Kind != yaml.ScalarNode || key.ShortTag() != "!!str" || plain(key) && ambiguous(key.Value, "!!str"):
		r.wrong(here, "key", key.Value, vendorfit.Text{En: "a key must be a text to every YAML reader; quote it", Nb: "en nøkkel må være en tekst i alle YAML-lesere; sett den i anførselstegn"}, vendorfit.Text{})
		return false
	}
	return r.yamlText(key.Value, here)
}

func (r *reader) yamlText(s string, here at) bool {
	if strings.ContainsRune(s, 0) {
		r.zero(here)
		return false
	}
	return true
}

func (r *reader) yamlList(y *yaml.Node, n *Node, depth int) *Node {
	n.Kind = List
	for _, c := range y.Content {
		if item := r.yamlNode(c, depth+1); item != nil {
			n.Items = append(n.Items, item)
		}
		if r.stopped {
			break
		}
	}
	return n
}

// plain tells that a scalar is written without quotes, block or tag, so that its looks decide its type.
func plain(y *yaml.Node) bool {
	return y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle|yaml.TaggedStyle) == 0
}

func (r *reader) yamlScalar(y *yaml.Node, n *Node) *Node {
	here, tag := at{y.Line, y.Column}, y.ShortTag()
	n.Scalar = y.Value
	switch {
	case plain(y) && noNumber.MatchString(y.Value):
		r.infinite(here, y.Value)
		return nil
	case plain(y) && ambiguous(y.Value, tag):
		r.wrong(here, "ambiguous", y.Value, vendorfit.Text{
			En: "YAML readers do not agree on this value; quote a text, write true or false, and write numbers with plain digits",
			Nb: "YAML-lesere er ikke enige om denne verdien; sett en tekst i anførselstegn, skriv true eller false, og skriv tall med vanlige sifre",
		}, vendorfit.Text{})
		return nil
	case !r.yamlText(y.Value, here):
		return nil
	}
	switch tag {
	case "!!int", "!!float":
		n.Kind = Number
		r.finite(n)
	case "!!bool":
		n.Kind = Bool
	case "!!null":
		n.Kind = Null
	default:
		n.Kind = Text
	}
	return n
}

var (
	oldBool    = regexp.MustCompile(`^(?i:y|n|yes|no|on|off)$`)
	oldNumber  = regexp.MustCompile(`^[-+]?(0[0-9_]+|[0-9][0-9_]*_[0-9_]*|[0-9]+(:[0-5]?[0-9])+)(\.[0-9_]*)?$`)
	exponent   = regexp.MustCompile(`^[-+]?[0-9.]+[eE][-+]?[0-9]+$`)
	plainFloat = regexp.MustCompile(`^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$`)
	noNumber   = regexp.MustCompile(`^[-+]?\.(?i:inf|nan)$`)
)

// ambiguous tells that YAML 1.1 and 1.2 read a plain scalar as different values, or that JSON has no such number. An exponent
// is a number to one and a text to the other unless it has both a point and a sign; it is refused altogether.
func ambiguous(text, tag string) bool {
	switch tag {
	case "!!bool":
		return text != "true" && text != "false"
	case "!!timestamp":
		return true
	case "!!int", "!!float":
		return !plainFloat.MatchString(text) || oldNumber.MatchString(text)
	case "!!null":
		return text != "null" && text != "~" && text != ""
	}
	return oldBool.MatchString(text) || oldNumber.MatchString(text) || exponent.MatchString(text)
}

// yamlHints say in both languages what the YAML library's messages mean, by a part of the message.
var yamlHints = []hint{
	{"mapping values are not allowed", vendorfit.Text{En: "there is a colon where no key can stand; quote the text, or look at the indentation", Nb: "det står et kolon der det ikke kan stå en nøkkel; sett teksten i anførselstegn, eller se på innrykket"}},
	{"expected key", vendorfit.Text{En: "a key is expected in the block that begins here; look at the indentation", Nb: "det skal stå en nøkkel i blokken som begynner her; se på innrykket"}},
	{"expected ',' or", vendorfit.Text{En: "a comma or a closing bracket is missing in what begins here", Nb: "det mangler et komma eller en sluttparentes i det som begynner her"}},
	{"expected '-' indicator", vendorfit.Text{En: "an item is expected in the list that begins here; look at the indentation", Nb: "det skal stå et punkt i listen som begynner her; se på innrykket"}},
	{"expected node content", vendorfit.Text{En: "a value is expected here", Nb: "her skal det stå en verdi"}},
	{"could not find expected ':'", vendorfit.Text{En: "a colon is missing after the key that begins here", Nb: "det mangler et kolon etter nøkkelen som begynner her"}},
	{"cannot start any token", vendorfit.Text{En: "no text begins with this character; quote it, and indent with spaces", Nb: "ingen tekst begynner med dette tegnet; sett den i anførselstegn, og rykk inn med mellomrom"}},
	{"tab character", vendorfit.Text{En: "indent with spaces, not with tabs", Nb: "rykk inn med mellomrom, ikke med tabulator"}},
	{"unexpected end of stream", vendorfit.Text{En: "the quote that begins here never ends", Nb: "anførselstegnet som begynner her, har ingen slutt"}},
	{"unknown anchor", vendorfit.Text{En: "there is no anchor of this name; quote a text that begins with an asterisk", Nb: "det finnes ikke noe anker med dette navnet; sett en tekst som begynner med stjerne, i anførselstegn"}},
	{"unknown escape", vendorfit.Text{En: "there is no such escape; single quotes take a backslash as it is", Nb: "det finnes ingen slik escape-sekvens; enkle anførselstegn tar omvendt skråstrek som den er"}},
	{"control characters", vendorfit.Text{En: "a text has no control characters", Nb: "en tekst har ikke styretegn"}},
	{"block sequence entries", vendorfit.Text{En: "a list cannot begin here; put it on a line of its own", Nb: "en liste kan ikke begynne her; sett den på en egen linje"}},
	{"it is empty", vendorfit.Text{En: "it is empty", Nb: "det er tomt"}},
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// badYAML places the library's message: where it knows no better, the beginning of the block that it was in. Its parser, unlike
// its scanner, counts lines from 0.
func (r *reader) badYAML(err error) {
	line, text := 1, "it is empty"
	if !errors.Is(err, io.EOF) {
		text = strings.TrimPrefix(err.Error(), "yaml: ")
	}
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		if text = strings.TrimPrefix(text, m[0]); strings.HasPrefix(text, "did not find expected") {
			line++
		}
	}
	if strings.Contains(text, "exceeded max depth") {
		r.deep(at{min(line, len(r.lines)), 1})
		return
	}
	r.stop(at{min(line, len(r.lines)), 1}, "syntax", "", hinted("YAML", yamlHints, text), vendorfit.Text{})
}
