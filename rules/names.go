package rules

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/vendorfit/vendorfit"
)

// name walks a path: profile.security.sso, params.api.full, derived.utilisation, #.review.
func (w *walk) name(n ast.Node, u under) part {
	root, fields := w.path(n)
	switch r := root.(type) {
	case *ast.PointerNode:
		return w.pointer(n, r, fields)
	case *ast.IdentifierNode:
		return w.rooted(n, r.Value, strings.Join(fields, "."), u)
	}
	return part{kind: broken}
}

// path takes a path apart into its root and its fields. Only constant names separated by points make a path; nil otherwise,
// and a lint.
func (w *walk) path(n ast.Node) (root ast.Node, fields []string) {
	for {
		m, ok := n.(*ast.MemberNode)
		if !ok {
			break
		}
		w.seen[m.Node] = true
		key, constant := m.Property.(*ast.StringNode)
		if m.Optional || m.Method || !constant {
			w.say(n, "not-a-field", vendorfit.Text{
				En: "a path is made of field names separated by points; no brackets, no ?., no methods",
				Nb: "en sti består av feltnavn skilt med punktum; ingen hakeparenteser, ingen ?., ingen metoder",
			})
			return nil, nil
		}
		fields = append([]string{key.Value}, fields...)
		n = m.Node
	}
	switch n.(type) {
	case *ast.IdentifierNode, *ast.PointerNode:
		return n, fields
	}
	w.say(n, "not-a-field", vendorfit.Text{
		En: "a path begins with profile, platform, derived, params or #", Nb: "en sti begynner med profile, platform, derived, params eller #",
	})
	return nil, nil
}

// roots are what a path may begin with, by scope.
var roots = map[scope][]string{
	scopeProfile:   {"profile"},
	scopeItem:      {"profile", "item"},
	scopeReadiness: {"profile", "params", "readiness"},
	scopeRule:      {"profile", "params", "derived", "platform"},
}

// rooted walks a path that begins with a name.
func (w *walk) rooted(n ast.Node, root, rest string, u under) part {
	if !contains(roots[w.scope], root) {
		return w.strange(n, root)
	}
	if rest == "" {
		return w.say(n, "whole-object", vendorfit.Text{
			En: root + " as a whole cannot be read; name the field", Nb: root + " kan ikke leses som helhet; nevn feltet",
		})
	}
	switch root {
	case "platform":
		return w.bare(n, rest)
	case "params":
		return w.parameter(n, rest)
	case "derived":
		return w.derived(n, rest, u)
	}
	return w.answer(n, root, rest)
}

// strange says that a root is not known here.
func (w *walk) strange(n ast.Node, root string) part {
	allowed := roots[w.scope]
	if contains([]string{"platform", "derived", "params", "readiness", "item"}, root) {
		return w.say(n, "out-of-scope", vendorfit.Text{
			En: root + " cannot be read here; this expression reads " + orList(allowed, "or"),
			Nb: root + " kan ikke leses her; dette uttrykket leser " + orList(allowed, "eller"),
		})
	}
	return w.say(n, "unknown-name", vendorfit.Text{
		En: "“" + root + "” is not a name of rules" + suggestion(root, allowed, "; did you mean ", "; a path begins with "),
		Nb: "«" + root + "» er ikke et navn i regler" + suggestion(root, allowed, "; mente du ", "; en sti begynner med "),
	})
}

// bare refuses a platform's value outside a helper, and whatever tells one platform from another.
func (w *walk) bare(n ast.Node, rest string) part {
	first, _, _ := strings.Cut(rest, ".")
	if w.book.Attribute(rest) == nil && contains([]string{"id", "name", "vendor", "facts", "values"}, first) {
		return w.say(n, "platform-identity", vendorfit.Text{
			En: "a rule never reads who a platform is; read what it can do", Nb: "en regel leser aldri hvem en plattform er; les hva den kan",
		})
	}
	return w.say(n, "fact-outside-helper", vendorfit.Text{
		En: "platform." + rest + " stands outside a helper; say what is asked of it, as in meets(platform." + rest + ", \"…\")",
		Nb: "platform." + rest + " står utenfor en hjelpefunksjon; si hva som kreves av den, som i meets(platform." + rest + ", \"…\")",
	})
}

// answer walks a path of the profile, of a row or of the readiness result.
func (w *walk) answer(n ast.Node, root, rest string) part {
	name := root + "." + rest
	f, ok := w.names.fields[name]
	if !ok {
		return w.say(n, "unknown-field", w.misspelt(name, w.names.sorted(root)))
	}
	w.profile = true
	node := standIn(&ast.IdentifierNode{Value: name}, n)
	low := noBound
	if f.kind == number && !f.negative {
		low = 0
	}
	return part{node: node, kind: f.kind, field: f, path: name, low: low, cost: 1}
}

func (w *walk) misspelt(name string, known []string) vendorfit.Text {
	return vendorfit.Text{
		En: name + " does not exist" + suggestion(name, known, "; did you mean ", ""),
		Nb: name + " finnes ikke" + suggestion(name, known, "; mente du ", ""),
	}
}

// parameter puts a parameter's number in its place.
func (w *walk) parameter(n ast.Node, rest string) part {
	x, ok := w.book.Const(rest)
	if !ok {
		return w.say(n, "unknown-parameter", w.misspelt("params."+rest, w.parameters()))
	}
	if x.Fields != nil || x.List != nil || x.Text != "" {
		return w.say(n, "unknown-parameter", vendorfit.Text{
			En: "params." + rest + " is not a number; name one of its fields", Nb: "params." + rest + " er ikke et tall; nevn et av feltene",
		})
	}
	return constant(n, x.Number)
}

// parameters are the paths of all numbers of the parameters.
func (w *walk) parameters() []string {
	var all []string
	var below func(path string, c vendorfit.Constant)
	below = func(path string, c vendorfit.Constant) {
		for _, k := range c.Keys {
			below(path+"."+k, c.Fields[k])
		}
		if c.Fields == nil && c.List == nil && c.Text == "" {
			all = append(all, path)
		}
	}
	for _, p := range w.book.Params {
		below("params."+p.ID, p.Value)
	}
	return all
}

// derived walks a derived quantity. Where it stands alone it must grow with what is better for the platform; scale() turns
// those round that fall.
func (w *walk) derived(n ast.Node, id string, u under) part {
	s, ok := w.quantity(n, id, u)
	if !ok {
		return part{kind: broken}
	}
	if w.book.Declaration(id).Better == "down" && !w.compare {
		return w.say(n, "derived-against-direction", vendorfit.Text{
			En: "less of derived." + id + " is better, so that it may stand only in scale(…)",
			Nb: "mindre av derived." + id + " er bedre, så den kan bare stå i scale(…)",
		})
	}
	return w.site(n, s)
}

// quantity is the site of a derived quantity, held to where it may stand.
func (w *walk) quantity(n ast.Node, id string, u under) (site, bool) {
	d := w.book.Declaration(id)
	switch {
	case d == nil:
		w.say(n, "unknown-derived", w.misspelt("derived."+id, w.quantities()))
		return site{}, false
	case d.Type != "number" && d.Type != "truth":
		w.say(n, "derived-kind", vendorfit.Text{
			En: "derived." + id + " is a " + d.Type + "; a rule reads numbers and truths, show may print it",
			Nb: "derived." + id + " er verken et tall eller en sannhetsverdi, og kan bare skrives ut med show",
		})
		return site{}, false
	case d.Better == "none":
		w.say(n, "derived-without-direction", vendorfit.Text{
			En: "derived." + id + " has no direction in which more is better, so that a rule cannot read it",
			Nb: "derived." + id + " har ingen retning der mer er bedre, så en regel kan ikke lese den",
		})
		return site{}, false
	}
	if w.compare && d.Type == "number" {
		u &^= compared
	}
	w.profile = true
	s := site{does: derivedNumber, id: id, down: d.Better == "down"}
	if d.Type == "truth" {
		s.does = derivedTruth
	}
	return s, w.standsWell(n, "derived."+id, u)
}

func (w *walk) quantities() []string {
	var all []string
	for _, d := range w.book.Derived {
		all = append(all, "derived."+d.ID)
	}
	return all
}

// pointer walks # and #.field, of the innermost loop.
func (w *walk) pointer(n ast.Node, at *ast.PointerNode, fields []string) part {
	if at.Name != "" || len(w.loops) == 0 {
		return w.say(n, "not-in-language", vendorfit.Text{
			En: "# stands for an entry of the list, and only inside any, all, one, none or count",
			Nb: "# står for en oppføring i listen, og bare i any, all, one, none eller count",
		})
	}
	f := w.loops[len(w.loops)-1]
	if f.kind == texts {
		if len(fields) > 0 {
			return w.say(n, "unknown-field", vendorfit.Text{En: "an entry of this list is a text, without fields", Nb: "en oppføring i denne listen er en tekst, uten felter"})
		}
		return part{node: n, kind: text, field: field{codes: f.codes}, path: "#", cost: 1}
	}
	if len(fields) == 0 {
		return w.say(n, "whole-object", vendorfit.Text{En: "# as a whole cannot be read; name the field", Nb: "# kan ikke leses som helhet; nevn feltet"})
	}
	x, ok := f.row[strings.Join(fields, ".")]
	if !ok {
		return w.say(n, "unknown-field", w.misspelt("#."+strings.Join(fields, "."), rowNames(f)))
	}
	member := standIn(&ast.MemberNode{Node: at, Property: standIn(&ast.StringNode{Value: strings.Join(fields, ".")}, n)}, n)
	p := part{node: member, kind: x.kind, field: x, path: "#." + strings.Join(fields, "."), low: noBound, cost: 1}
	if x.kind == number && !x.negative {
		p.low = 0
	}
	return p
}

func rowNames(f field) []string {
	var all []string
	for name := range f.row {
		all = append(all, "#."+name)
	}
	return all
}
