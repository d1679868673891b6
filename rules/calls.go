package rules

import (
	"github.com/expr-lang/expr/ast"

	"github.com/vendorfit/vendorfit"
)

// builtin walks a function of expr's own. Of these rules have a handful; the parser makes the others up even where they are
// switched off.
func (w *walk) builtin(n *ast.BuiltinNode, u under) part {
	switch n.Name {
	case "any", "all", "one", "none", "count":
		return w.loop(n, u)
	case "len":
		return w.length(n)
	case "min", "max":
		return w.extreme(n, u)
	case "floor":
		return w.shaped(n, n.Name, n.Arguments, u)
	}
	return w.unknownFunction(n, n.Name)
}

func (w *walk) unknownFunction(n ast.Node, name string) part {
	return w.say(n, "unknown-function", vendorfit.Text{
		En: name + "() is not a function of rules" + suggestion(name, functions, "; did you mean ", "; there are "),
		Nb: name + "() er ikke en funksjon i regler" + suggestion(name, functions, "; mente du ", "; det finnes "),
	})
}

// functions are all that a rule may call.
var functions = []string{
	"access", "all", "anchor", "any", "atLeast", "clamp", "count", "floor", "len", "max", "meets", "min", "need", "none", "noneOf",
	"num", "one", "oneOf", "path", "reach", "scale", "within",
}

// loop walks any, all, one, none and count over a list of the profile. Lists that a rule makes itself have no bound that
// anyone has set; nothing of the platform stands in a loop, where none() and one() would turn it round.
func (w *walk) loop(n *ast.BuiltinNode, u under) part {
	if len(n.Arguments) != 2 {
		return w.arity(n, n.Name, 2)
	}
	if len(w.loops) == maxLoops {
		return w.say(n, "loops-too-deep", vendorfit.Text{
			En: "more than two loops stand inside each other; ask for a total", Nb: "mer enn to løkker står inni hverandre; be om en totalstørrelse",
		})
	}
	list := w.overList(n.Arguments[0])
	body, ok := n.Arguments[1].(*ast.PredicateNode)
	if list.kind == broken || !ok {
		return part{kind: broken}
	}
	w.loops = append(w.loops, list.field)
	p := w.want(body.Node, truth, u|looped)
	w.loops = w.loops[:len(w.loops)-1]
	if p.kind == broken {
		return p
	}
	node := standIn(&ast.BuiltinNode{Name: n.Name, Arguments: []ast.Node{list.node, standIn(&ast.PredicateNode{Node: p.node}, body)}}, n)
	cost := list.cost + list.field.size*(p.cost+3)
	if n.Name == "count" {
		return asNumber(n, node, cost)
	}
	return part{node: node, kind: truth, cost: cost}
}

// overList walks what a loop goes over.
func (w *walk) overList(n ast.Node) part {
	if w.seen[n] {
		return w.visit(n, 0)
	}
	switch n.(type) {
	case *ast.IdentifierNode, *ast.MemberNode:
		if p := w.visit(n, 0); p.kind == broken || p.path != "" && (p.kind == texts || p.kind == rowList) {
			p.field.kind = p.kind
			return p
		}
	}
	return w.say(n, "not-a-list", vendorfit.Text{
		En: "a loop goes over a list of the profile, such as profile.systems", Nb: "en løkke går over en liste i profilen, som profile.systems",
	})
}

// asNumber makes a float64 of a count.
func asNumber(at, node ast.Node, cost int) part {
	return part{node: standIn(&ast.BuiltinNode{Name: "float", Arguments: []ast.Node{node}}, at), kind: number, cost: cost + 1}
}

func (w *walk) length(n *ast.BuiltinNode) part {
	if len(n.Arguments) != 1 {
		return w.arity(n, n.Name, 1)
	}
	list := w.overList(n.Arguments[0])
	if list.kind == broken {
		return list
	}
	return asNumber(n, standIn(&ast.BuiltinNode{Name: "len", Arguments: []ast.Node{list.node}}, n), list.cost+1)
}

// extreme walks min and max of two numbers or more.
func (w *walk) extreme(n *ast.BuiltinNode, u under) part {
	if len(n.Arguments) < 2 {
		return w.say(n, "wrong-arguments", vendorfit.Text{
			En: n.Name + "() takes two numbers or more", Nb: n.Name + "() tar to tall eller flere",
		})
	}
	all := part{kind: number, cost: 1}
	nodes := make([]ast.Node, len(n.Arguments))
	for i, a := range n.Arguments {
		p := w.want(a, number, u)
		if p.kind == broken {
			all.kind = broken
			continue
		}
		nodes[i] = p.node
		if i == 0 || (n.Name == "min") == (p.low < all.low) {
			all.low = p.low
		}
		all.facts, all.cost = all.facts || p.facts, all.cost+p.cost
	}
	all.node = standIn(&ast.BuiltinNode{Name: n.Name, Arguments: nodes}, n)
	return all
}

// shaped walks clamp and floor.
func (w *walk) shaped(n ast.Node, name string, arguments []ast.Node, u under) part {
	if len(arguments) != 1 {
		return w.arity(n, name, 1)
	}
	p := w.want(arguments[0], number, u)
	if p.kind == broken {
		return p
	}
	low := 0.0
	if name == "floor" {
		low = noBound
		if p.low >= 0 {
			low = 0
		}
	}
	node := standIn(&ast.CallNode{Callee: standIn(&ast.IdentifierNode{Value: name}, n), Arguments: []ast.Node{p.node}}, n)
	return part{node: node, kind: number, low: low, facts: p.facts, cost: p.cost + 1}
}

func (w *walk) arity(n ast.Node, name string, count int) part {
	en, nb := spelt(count)
	return w.say(n, "wrong-arguments", vendorfit.Text{
		En: name + "() takes " + en, Nb: name + "() tar " + nb,
	})
}

func spelt(count int) (en, nb string) {
	switch count {
	case 0:
		return "no argument", "ingen argumenter"
	case 1:
		return "one argument", "ett argument"
	case 2:
		return "two arguments", "to argumenter"
	}
	return "three arguments", "tre argumenter"
}

// arities are the arguments of the helpers of this package.
var arities = map[string]int{
	"anchor": 1, "meets": 2, "atLeast": 2, "access": 1, "within": 1, "oneOf": 2, "noneOf": 2, "num": 3,
	"reach": 1, "path": 0, "need": 1, "scale": 3, "clamp": 1, "floor": 1,
}

// call walks a helper.
func (w *walk) call(n *ast.CallNode, u under) part {
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		return w.say(n, "not-a-field", vendorfit.Text{
			En: "methods cannot be called; call one of " + orList(functions, "or"), Nb: "metoder kan ikke kalles; bruk en av " + orList(functions, "eller"),
		})
	}
	count, ok := arities[callee.Value]
	switch {
	case !ok:
		return w.unknownFunction(n, callee.Value)
	case len(n.Arguments) != count:
		return w.arity(n, callee.Value, count)
	case callee.Value == "clamp" || callee.Value == "floor":
		return w.shaped(n, callee.Value, n.Arguments, u)
	case callee.Value == "need":
		return w.need(n)
	case w.scope != scopeRule:
		return w.say(n, "out-of-scope", vendorfit.Text{
			En: callee.Value + "() reads the platform, and only the profile may be read here",
			Nb: callee.Value + "() leser plattformen, og her kan bare profilen leses",
		})
	}
	s, ok := w.helper(n, callee.Value, u)
	if !ok {
		return part{kind: broken}
	}
	if callee.Value == "num" && s.best < s.worst {
		return w.say(n, "num-direction", vendorfit.Text{
			En: "less of this number is better, so that it may stand only in scale(num(…), …)",
			Nb: "mindre av dette tallet er bedre, så det kan bare stå i scale(num(…), …)",
		})
	}
	return w.site(n, s)
}

// need is the level of a need of the profile.
func (w *walk) need(n *ast.CallNode) part {
	key, ok := n.Arguments[0].(*ast.StringNode)
	if !ok || !contains(w.names.needs, key.Value) {
		found := ""
		if ok {
			found = key.Value
		}
		return w.say(n.Arguments[0], "unknown-need", vendorfit.Text{
			En: "need() takes a key of the needs" + suggestion(found, w.names.needs, "; did you mean ", "; there are "),
			Nb: "need() tar en nøkkel blant behovene" + suggestion(found, w.names.needs, "; mente du ", "; det finnes "),
		})
	}
	w.needs, w.profile = append(w.needs, key.Value), true
	return part{node: standIn(&ast.IdentifierNode{Value: needPrefix + key.Value}, n), kind: number, cost: 1}
}
