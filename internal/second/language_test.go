package second

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// The rule language: one expression, read by recursive descent, walked as a tree.

// node is number, string, bool, list, path, call, not, minus, if, or an operator with two kids.
type node struct {
	kind string
	text string
	kids []node
}

type parser struct {
	words []string // strings keep their opening quote
	at    int
}

func parse(source string) node {
	p := &parser{words: split(source)}
	n := p.condition()
	if p.peek() != "" {
		panic(fmt.Sprintf("left over %q in %s", p.peek(), source))
	}
	return n
}

func split(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		c := rune(s[i])
		j := i + 1
		switch {
		case unicode.IsSpace(c):
			i++
			continue
		case c == '"':
			j = i + 1 + strings.IndexByte(s[i+1:], '"') + 1
			out = append(out, s[i:j-1])
			i = j
			continue
		case unicode.IsDigit(c):
			for j < len(s) && (unicode.IsDigit(rune(s[j])) || s[j] == '.') {
				j++
			}
		case unicode.IsLetter(c) || c == '_':
			for j < len(s) && (unicode.IsLetter(rune(s[j])) || unicode.IsDigit(rune(s[j])) || s[j] == '_') {
				j++
			}
		case j < len(s) && slices.Contains([]string{"||", "&&", "==", "!=", "<=", ">="}, s[i:j+1]):
			j++
		}
		out = append(out, s[i:j])
		i = j
	}
	return out
}

func (p *parser) peek() string {
	if p.at < len(p.words) {
		return p.words[p.at]
	}
	return ""
}

func (p *parser) take() string { w := p.peek(); p.at++; return w }

func (p *parser) expect(w string) {
	if got := p.take(); got != w {
		panic(fmt.Sprintf("%q expected, found %q", w, got))
	}
}

func (p *parser) condition() node {
	c := p.binary(0)
	if p.peek() != "?" {
		return c
	}
	p.take()
	a := p.condition()
	p.expect(":")
	return node{kind: "if", kids: []node{c, a, p.condition()}}
}

var levels = [][]string{{"||", "or"}, {"&&", "and"}, {"==", "!=", "<", "<=", ">", ">=", "in"}, {"+", "-"}, {"*", "/"}}

func (p *parser) binary(level int) node {
	if level == len(levels) {
		return p.unary()
	}
	left := p.binary(level + 1)
	for slices.Contains(levels[level], p.peek()) {
		op := p.take()
		left = node{kind: op, kids: []node{left, p.binary(level + 1)}}
	}
	return left
}

func (p *parser) unary() node {
	switch p.peek() {
	case "!", "not":
		p.take()
		return node{kind: "not", kids: []node{p.unary()}}
	case "-":
		p.take()
		return node{kind: "minus", kids: []node{p.unary()}}
	}
	return p.primary()
}

func (p *parser) primary() node {
	w := p.take()
	switch {
	case w == "(":
		n := p.condition()
		p.expect(")")
		return n
	case w == "[":
		return node{kind: "list", kids: p.until("]")}
	case w == "true" || w == "false":
		return node{kind: "bool", text: w}
	case w == "#":
		return node{kind: "path", text: "#"}
	case w != "" && w[0] == '"':
		return node{kind: "string", text: w[1:]}
	case w != "" && unicode.IsDigit(rune(w[0])):
		return node{kind: "number", text: w}
	case w == "" || !unicode.IsLetter(rune(w[0])):
		panic(fmt.Sprintf("unexpected %q in %v", w, p.words))
	case p.peek() == "(":
		p.take()
		return node{kind: "call", text: w, kids: p.until(")")}
	}
	for p.peek() == "." {
		p.take()
		w += "." + p.take()
	}
	return node{kind: "path", text: w}
}

func (p *parser) until(end string) []node {
	var out []node
	for p.peek() != end {
		out = append(out, p.condition())
		if p.peek() == "," {
			p.take()
		}
	}
	p.take()
	return out
}

// needsIn lists the keys of need("...") in an expression.
func needsIn(n node) []string {
	var out []string
	if n.kind == "call" && n.text == "need" {
		out = append(out, n.kids[0].text)
	}
	for _, k := range n.kids {
		out = append(out, needsIn(k)...)
	}
	return out
}

// run gives the value of an expression in one pass: float64, string, bool or []any.
func (e *eval) run(n node, p pass) any {
	num := func(i int) float64 { return e.run(n.kids[i], p).(float64) }
	truth := func(i int) bool { return e.run(n.kids[i], p).(bool) }
	switch n.kind {
	case "number":
		f, err := strconv.ParseFloat(n.text, 64)
		if err != nil {
			panic(err)
		}
		return f
	case "string":
		return n.text
	case "bool":
		return n.text == "true"
	case "list":
		out := []any{}
		for _, k := range n.kids {
			out = append(out, e.run(k, p))
		}
		return out
	case "path":
		return e.path(n.text, p)
	case "call":
		return e.call(n, p)
	case "not":
		return !truth(0)
	case "minus":
		return -num(0)
	case "if":
		if truth(0) {
			return e.run(n.kids[1], p)
		}
		return e.run(n.kids[2], p)
	case "||", "or":
		return truth(0) || truth(1)
	case "&&", "and":
		return truth(0) && truth(1)
	case "==":
		return e.run(n.kids[0], p) == e.run(n.kids[1], p)
	case "!=":
		return e.run(n.kids[0], p) != e.run(n.kids[1], p)
	case "in":
		return slices.Contains(e.run(n.kids[1], p).([]any), e.run(n.kids[0], p))
	case "<":
		return num(0) < num(1)
	case "<=":
		return num(0) <= num(1)
	case ">":
		return num(0) > num(1)
	case ">=":
		return num(0) >= num(1)
	case "+":
		return num(0) + num(1)
	case "-":
		return num(0) - num(1)
	case "*":
		return num(0) * num(1)
	case "/":
		return num(0) / num(1)
	}
	panic("no such operator: " + n.kind)
}

func (e *eval) path(path string, p pass) any {
	root, rest, _ := strings.Cut(path, ".")
	switch root {
	case "#":
		return e.each
	case "item":
		return plain(get(e.each, rest))
	case "params":
		return theBook().par(rest)
	case "derived":
		return e.derivedAt(rest, p)
	case "profile":
		if total, ok := strings.CutPrefix(rest, "totals."); ok {
			return plain(e.total(total))
		}
		return e.answer(rest)
	}
	panic("no such root: " + path)
}

func (e *eval) call(n node, p pass) any {
	args := n.kids
	num := func(i int) float64 { return e.run(args[i], p).(float64) }
	attribute := func() string { return strings.TrimPrefix(args[0].text, "platform.") }
	codes := func() []string { return texts(e.run(args[1], p)) }
	switch n.text {
	case "len":
		return float64(len(e.run(args[0], p).([]any)))
	case "any", "all", "none", "one", "count":
		return e.overList(n, p)
	case "min":
		return min(num(0), num(1))
	case "max":
		return max(num(0), num(1))
	case "floor":
		return float64(int(num(0)))
	case "need":
		return e.level(args[0].text)
	case "clamp":
		return clamp(num(0))
	case "scale":
		return e.scale(args, p)
	case "anchor":
		return e.anchor(attribute(), p)
	case "meets":
		return e.meets(attribute(), e.run(args[1], p).(string), p)
	case "atLeast":
		return e.atLeast(attribute(), num(1), p)
	case "access":
		return e.access(attribute(), p)
	case "within":
		return e.within(attribute(), p) > 0
	case "oneOf":
		return e.oneOf(attribute(), codes(), p) > 0
	case "noneOf":
		return e.noneOf(attribute(), codes(), p) > 0
	case "num":
		return e.num(attribute(), num(1), num(2), p)
	case "reach":
		return e.reach(texts(e.run(args[0], p)), p)
	case "path":
		return e.warehousePath(p)
	}
	panic("no such helper: " + n.text)
}

func (e *eval) overList(n node, p pass) any {
	hits, all := 0, e.run(n.kids[0], p).([]any)
	for _, x := range all {
		e.each = x
		if e.run(n.kids[1], p).(bool) {
			hits++
		}
	}
	switch n.text {
	case "any":
		return hits > 0
	case "all":
		return hits == len(all)
	case "none":
		return hits == 0
	case "one":
		return hits == 1
	}
	return float64(hits)
}
