package rules

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/vendorfit/vendorfit"
)

// The bounds of one expression. The first two are looked at before any parser sees the text: a million brackets end the
// process on the parser's stack, and no limit of expr's counts them.
const (
	maxLength   = 2048   // bytes
	maxBrackets = 64     // opening ones
	maxNodes    = 200    // of the syntax tree
	maxLoops    = 2      // one inside another
	maxCost     = 25_000 // steps, with every list as long as its question lets it be
)

// tooLarge refuses a text that is not to reach the parser, or gives nil.
func tooLarge(src string) *Lint {
	if len(src) > maxLength {
		l := lintAt(src, 0, "too-long", vendorfit.Text{
			En: "the expression is longer than 2048 characters; split the rule, or move the arithmetic to a derived quantity",
			Nb: "uttrykket er lengre enn 2048 tegn; del regelen, eller flytt utregningen til en avledet størrelse",
		})
		return &l
	}
	brackets := 0
	for i, r := range []rune(src) {
		if !strings.ContainsRune("([{", r) {
			continue
		}
		if brackets++; brackets > maxBrackets {
			l := lintAt(src, i, "too-nested", vendorfit.Text{
				En: "the expression has more than 64 brackets; split the rule",
				Nb: "uttrykket har mer enn 64 parenteser; del regelen",
			})
			return &l
		}
	}
	return nil
}

// under says what a part stands under: where a fact must not, because more of it could then be worse.
type under int

const (
	negated under = 1 << iota
	subtracted
	divided
	compared
	conditioning
	looped
)

// part is what the walk makes of a part of an expression.
type part struct {
	node  ast.Node // lowered: flat names, constants in place of parameters, numbers in place of facts
	kind  kind
	field field   // of a path: its codes, its rows
	path  string  // of a path of the profile
	low   float64 // of a number: it is never below this
	facts bool
	alone bool // it is one fact, and nothing else
	cost  int
}

// walk goes through a parsed expression once, from the top. Only what it knows is let through. It is not expr's own walk: that
// one goes from the leaves up, and visits a shared node as often as it is shared.
type walk struct {
	*compiler
	source  string
	scope   scope
	compare bool // derived numbers may be compared
	seen    map[ast.Node]bool
	loops   []field // what # stands for, the innermost last
	lints   []Lint
	needs   []string
	sites   []int
	profile bool
}

// whole walks an expression and holds it to what it should come to.
func (w *walk) whole(n ast.Node, want kind) part {
	w.seen = map[ast.Node]bool{}
	p := w.visit(n, 0)
	if p.kind != broken && p.kind != want {
		w.say(n, "wrong-kind", wrongKind(p.kind, want))
	}
	if p.cost > maxCost {
		w.say(n, "too-costly", vendorfit.Text{
			En: "with its lists as long as they may be, the expression takes more than 25000 steps; loop over one list, or ask for a total",
			Nb: "med så lange lister som det er lov å ha, tar uttrykket mer enn 25000 trinn; gå gjennom én liste, eller be om en totalstørrelse",
		})
	}
	return p
}

// visit lowers one node. A node that it has seen before is refused: the parser writes a < b < c and a ?: b with the same node
// in two places, and every later pass would visit it twice at each level.
func (w *walk) visit(n ast.Node, u under) part {
	if w.seen[n] {
		return w.say(n, "chained", vendorfit.Text{
			En: "a < b < c and a ?: b are not part of rules; write a < b && b < c, or a ? a : b",
			Nb: "a < b < c og a ?: b er ikke med i regelspråket; skriv a < b && b < c, eller a ? a : b",
		})
	}
	w.seen[n] = true
	switch n := n.(type) {
	case *ast.BoolNode:
		return part{node: n, kind: truth, cost: 1}
	case *ast.IntegerNode:
		return constant(n, float64(n.Value))
	case *ast.FloatNode:
		return constant(n, n.Value)
	case *ast.StringNode:
		return part{node: n, kind: text, cost: 1}
	case *ast.UnaryNode:
		return w.unary(n, u)
	case *ast.BinaryNode:
		return w.binary(n, u)
	case *ast.ConditionalNode:
		return w.conditional(n, u)
	case *ast.IdentifierNode, *ast.MemberNode, *ast.PointerNode:
		return w.name(n, u)
	case *ast.BuiltinNode:
		return w.builtin(n, u)
	case *ast.CallNode:
		return w.call(n, u)
	}
	return w.say(n, "not-in-language", notInLanguage(n))
}

// constant is a number as the virtual machine reads it: always a float64, since a ternary of 1 and 0.5 has no one type in expr.
func constant(at ast.Node, x float64) part {
	n := &ast.FloatNode{Value: x}
	n.SetLocation(at.Location())
	return part{node: n, kind: number, low: x, cost: 1}
}

func (w *walk) unary(n *ast.UnaryNode, u under) part {
	switch n.Operator {
	case "!", "not":
		p := w.want(n.Node, truth, u|negated)
		return part{node: standIn(&ast.UnaryNode{Operator: "!", Node: p.node}, n), kind: p.kind, facts: p.facts, cost: p.cost + 1}
	case "-":
		p := w.want(n.Node, number, u|subtracted)
		if f, ok := p.node.(*ast.FloatNode); ok {
			return constant(n, -f.Value)
		}
		return part{node: standIn(&ast.UnaryNode{Operator: "-", Node: p.node}, n), kind: p.kind, low: noBound, facts: p.facts, cost: p.cost + 1}
	}
	return w.say(n, "operator-not-allowed", noOperator(n.Operator))
}

// standIn gives a lowered node the place of the one it stands for, so that an error at run time points at it.
func standIn(n, of ast.Node) ast.Node {
	n.SetLocation(of.Location())
	return n
}

// want visits a part that must be of a kind.
func (w *walk) want(n ast.Node, k kind, u under) part {
	p := w.visit(n, u)
	if p.kind != k && p.kind != broken {
		return w.say(n, "wrong-kind", wrongKind(p.kind, k))
	}
	return p
}

// conditional is cond ? a : b. The condition is the profile's: a fact there could turn more into worse.
func (w *walk) conditional(n *ast.ConditionalNode, u under) part {
	if !n.Ternary {
		return w.say(n, "not-in-language", notInLanguage(n))
	}
	cond := w.want(n.Cond, truth, u|conditioning)
	a := w.visit(n.Exp1, u)
	b := w.visit(n.Exp2, u)
	if a.kind != b.kind && a.kind != broken && b.kind != broken {
		return w.say(n.Exp2, "wrong-kind", wrongKind(b.kind, a.kind))
	}
	if cond.kind == broken || a.kind == broken || b.kind == broken {
		return part{kind: broken}
	}
	if a.kind > text {
		return w.say(n.Exp1, "not-in-language", notInLanguage(n.Exp1))
	}
	return part{
		node: standIn(&ast.ConditionalNode{Ternary: true, Cond: cond.node, Exp1: a.node, Exp2: b.node}, n), kind: a.kind,
		low: min(a.low, b.low), facts: a.facts || b.facts, cost: cond.cost + a.cost + b.cost + 1,
	}
}

// say notes a lint at the beginning of a node, and gives a part that nothing further is said of.
func (w *walk) say(n ast.Node, id string, message vendorfit.Text) part {
	return w.sayAt(start(n), id, message)
}

func (w *walk) sayAt(offset int, id string, message vendorfit.Text) part {
	w.lints = append(w.lints, lintAt(w.source, offset, id, message))
	return part{kind: broken}
}

// start is where a node begins, in characters: expr places an operator at its sign and a field at its own name.
func start(n ast.Node) int {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return start(n.Left)
	case *ast.ConditionalNode:
		return start(n.Cond)
	case *ast.MemberNode:
		return start(n.Node)
	case *ast.PredicateNode:
		return start(n.Node)
	case *ast.CallNode:
		return start(n.Callee)
	case *ast.ChainNode:
		return start(n.Node)
	case *ast.SliceNode:
		return start(n.Node)
	case *ast.UnaryNode:
		if n.Operator == "not" { // a not in b stands at its operator
			return min(n.Location().From, start(n.Node))
		}
	}
	return n.Location().From
}
