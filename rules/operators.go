package rules

import (
	"math"

	"github.com/expr-lang/expr/ast"

	"github.com/vendorfit/vendorfit"
)

// noBound is the lower bound of a number that may be anything.
var noBound = math.Inf(-1)

// binary walks an operator with two sides.
func (w *walk) binary(n *ast.BinaryNode, u under) part {
	switch n.Operator {
	case "&&", "||", "and", "or":
		return w.both(n, truth, truth, u)
	case "+", "*":
		return w.arithmetic(n, u)
	case "-":
		return w.arithmetic(n, u|subtracted)
	case "/":
		return w.arithmetic(n, u|divided)
	case "<", "<=", ">", ">=":
		return w.both(n, number, truth, u|compared)
	case "==", "!=":
		return w.equality(n, u|compared)
	case "in":
		return w.membership(n, u|compared)
	}
	return w.sayAt(n.Location().From, "operator-not-allowed", noOperator(n.Operator))
}

// both walks an operator whose sides are of one kind.
func (w *walk) both(n *ast.BinaryNode, sides, result kind, u under) part {
	a, b := w.want(n.Left, sides, u), w.want(n.Right, sides, u)
	return joined(n, a, b, result)
}

func joined(n *ast.BinaryNode, a, b part, result kind) part {
	if a.kind == broken || b.kind == broken {
		return part{kind: broken}
	}
	node := standIn(&ast.BinaryNode{Operator: n.Operator, Left: a.node, Right: b.node}, n)
	return part{node: node, kind: result, low: noBound, facts: a.facts || b.facts, cost: a.cost + b.cost + 1}
}

// arithmetic walks + - * /. A fact may be multiplied only by what is never negative, and nothing is divided by what may be 0.
func (w *walk) arithmetic(n *ast.BinaryNode, u under) part {
	a, b := w.want(n.Left, number, u), w.want(n.Right, number, u)
	p := joined(n, a, b, number)
	if p.kind == broken {
		return p
	}
	switch n.Operator {
	case "+":
		p.low = a.low + b.low
	case "*":
		if a.facts && b.low < 0 || b.facts && a.low < 0 {
			return w.sayAt(n.Location().From, "fact-times-negative", vendorfit.Text{
				En: "a fact is multiplied by what may be negative, so that more of it could be worse; use max(0.0, …) or clamp(…)",
				Nb: "et faktum ganges med noe som kan være negativt, slik at mer kan bli dårligere; bruk max(0.0, …) eller clamp(…)",
			})
		}
		if a.low >= 0 && b.low >= 0 {
			p.low = a.low * b.low
		}
	case "/":
		if b.low <= 0 {
			return w.say(n.Right, "division-by-zero", vendorfit.Text{
				En: "this may be 0; divide by a constant, or by max(1.0, …)",
				Nb: "dette kan være 0; del på en konstant, eller på max(1.0, …)",
			})
		}
		if a.low >= 0 {
			p.low = 0
		}
	}
	return p
}

// equality walks == and !=, and holds a code that is compared with a path of the profile to the codes of that path.
func (w *walk) equality(n *ast.BinaryNode, u under) part {
	a, b := w.visit(n.Left, u), w.visit(n.Right, u)
	switch {
	case a.kind == broken || b.kind == broken:
		return part{kind: broken}
	case a.kind != b.kind:
		return w.say(n.Right, "wrong-kind", wrongKind(b.kind, a.kind))
	case a.kind > text:
		return w.say(n.Left, "wrong-kind", wrongKind(a.kind, text))
	}
	if !w.codesFit(a, n.Right) || !w.codesFit(b, n.Left) {
		return part{kind: broken}
	}
	return joined(n, a, b, truth)
}

// codesFit tells whether the texts on the other side of a comparison are codes of what they are compared with.
func (w *walk) codesFit(p part, other ast.Node) bool {
	if p.path == "" || p.field.codes == nil {
		return true
	}
	fit := true
	for _, leaf := range leaves(other) {
		if s, ok := leaf.(*ast.StringNode); ok && !w.isCode(s, p.field.codes, p.path) {
			fit = false
		}
	}
	return fit
}

// leaves are the results that a node may have: itself, or those of its branches. The tree has been walked, so that none is met
// twice.
func leaves(n ast.Node) []ast.Node {
	if c, ok := n.(*ast.ConditionalNode); ok {
		return append(leaves(c.Exp1), leaves(c.Exp2)...)
	}
	return []ast.Node{n}
}

// isCode tells whether a text is one of the codes; where it is not, it is a lint.
func (w *walk) isCode(s *ast.StringNode, codes []string, of string) bool {
	for _, c := range codes {
		if c == s.Value {
			return true
		}
	}
	w.say(s, "unknown-code", vendorfit.Text{
		En: "“" + s.Value + "” is no code of " + of + suggestion(s.Value, codes, "; did you mean ", "; it has "),
		Nb: "«" + s.Value + "» er ingen kode for " + of + suggestion(s.Value, codes, "; mente du ", "; den har "),
	})
	return false
}

// membership walks x in [codes], and x in a list of the profile.
func (w *walk) membership(n *ast.BinaryNode, u under) part {
	a := w.want(n.Left, text, u)
	if list, ok := n.Right.(*ast.ArrayNode); ok {
		b := w.list(list)
		for _, item := range list.Nodes {
			if !w.codesFit(a, item) {
				return part{kind: broken}
			}
		}
		return joined(n, a, b, truth)
	}
	b := w.want(n.Right, texts, u)
	if a.kind == broken || b.kind == broken || !w.codesFit(b, n.Left) {
		return part{kind: broken}
	}
	p := joined(n, a, b, truth)
	p.cost += b.field.size
	return p
}

// list lowers a list of texts that is written out.
func (w *walk) list(n *ast.ArrayNode) part {
	w.seen[n] = true
	if len(n.Nodes) == 0 {
		return w.say(n, "empty-list", vendorfit.Text{
			En: "the list is empty, so that nothing is ever in it; name the codes", Nb: "listen er tom, så ingenting er noen gang i den; nevn kodene",
		})
	}
	for _, item := range n.Nodes {
		if _, ok := item.(*ast.StringNode); !ok {
			return w.say(item, "not-in-language", vendorfit.Text{
				En: "a list holds texts, written out", Nb: "en liste inneholder tekster, skrevet ut",
			})
		}
		w.seen[item] = true
	}
	return part{node: n, kind: texts, cost: len(n.Nodes)}
}
