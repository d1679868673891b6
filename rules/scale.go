package rules

import (
	"github.com/expr-lang/expr/ast"

	"github.com/vendorfit/vendorfit"
)

// scale reads scale(v, worst, best). It takes the whole of one fact or one derived quantity, since the estimate of an open one
// lies between the scale's own results.
func (w *walk) scale(n *ast.CallNode, u under) (site, bool) {
	if !w.standsWell(n, "scale()", u) {
		return site{}, false
	}
	inner, ok := w.scaled(n.Arguments[0])
	if !ok {
		return site{}, false
	}
	s := site{does: scaling, slot: vendorfit.NoSlot, inner: &inner}
	if !w.ends(n, &s) {
		return site{}, false
	}
	up, what := true, "the helper"
	switch inner.does {
	case derivedNumber:
		up, what = !inner.down, "derived."+inner.id
	case numbering:
		up, what = inner.best > inner.worst, "num()"
	}
	return s, w.direction(n, &s, up, what)
}

// scaled is what scale() is taken of.
func (w *walk) scaled(n ast.Node) (site, bool) {
	w.seen[n] = true
	var inner site
	ok := true
	switch x := n.(type) {
	case *ast.MemberNode:
		root, fields := w.path(x)
		if r, isName := root.(*ast.IdentifierNode); isName && r.Value == "derived" && len(fields) > 0 {
			inner, ok = w.quantity(n, joinPath(fields), 0)
			return inner, ok && w.isNumber(n, inner)
		}
	case *ast.CallNode:
		callee, isName := x.Callee.(*ast.IdentifierNode)
		if isName && callee.Value != "scale" && arities[callee.Value] == len(x.Arguments) {
			if _, reads := helperDoes[callee.Value]; reads {
				inner, ok = w.helper(x, callee.Value, 0)
				return inner, ok && w.isNumber(n, inner)
			}
		}
	}
	if ok {
		w.say(n, "scale-argument", vendorfit.Text{
			En: "scale() takes one derived quantity or one helper; for a number of the profile use clamp(…)",
			Nb: "scale() tar én avledet størrelse eller én hjelpefunksjon; bruk clamp(…) for et tall i profilen",
		})
	}
	return site{}, false
}

func (w *walk) isNumber(n ast.Node, s site) bool {
	if s.does.isTruth() {
		w.say(n, "wrong-kind", wrongKind(truth, number))
		return false
	}
	return true
}

// ends reads the last two arguments of num() and scale(): constants, or choices of constants that all run the same way.
func (w *walk) ends(n *ast.CallNode, s *site) bool {
	var results [2][]float64
	for i, a := range n.Arguments[1:] {
		end, ok := w.argument(a, number)
		if !ok {
			return false
		}
		s.ends[i] = end
		if results[i], ok = w.constants(a); !ok {
			w.say(a, "scale-anchors", vendorfit.Text{
				En: "the ends must be constants, or a choice of constants", Nb: "endene må være konstanter, eller et valg mellom konstanter",
			})
			return false
		}
	}
	s.worst, s.best = results[0][0], results[1][0]
	for _, worst := range results[0] {
		for _, best := range results[1] {
			if worst == best || (best > worst) != (s.best > s.worst) {
				w.say(n, "scale-turns", vendorfit.Text{
					En: "worst and best must differ, and run the same way in every branch", Nb: "dårligst og best må være ulike, og gå samme vei i alle grener",
				})
				return false
			}
		}
	}
	return true
}

// constants are the numbers that an argument may come to. It has been walked.
func (w *walk) constants(n ast.Node) ([]float64, bool) {
	var all []float64
	for _, leaf := range leaves(n) {
		x, ok := w.number(leaf)
		if !ok {
			return nil, false
		}
		all = append(all, x)
	}
	return all, true
}

func (w *walk) number(n ast.Node) (float64, bool) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return float64(n.Value), true
	case *ast.FloatNode:
		return n.Value, true
	case *ast.UnaryNode:
		x, ok := w.number(n.Node)
		return -x, ok && n.Operator == "-"
	case *ast.MemberNode:
		root, fields := w.path(n)
		if r, ok := root.(*ast.IdentifierNode); ok && r.Value == "params" {
			c, found := w.book.Const(joinPath(fields))
			return c.Number, found
		}
	}
	return 0, false
}

// direction holds the ends to the way in which more is better.
func (w *walk) direction(n *ast.CallNode, s *site, up bool, what string) bool {
	if up == (s.best > s.worst) {
		return true
	}
	w.say(n, "scale-direction", vendorfit.Text{
		En: "the ends run against " + what + "; exchange worst and best", Nb: "endene går motsatt vei av " + what + "; bytt om dårligst og best",
	})
	return false
}
