package rules

import (
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"github.com/vendorfit/vendorfit"
)

// does says what a site asks for.
type does int

const (
	anchors   does = iota // points of the value's vocabulary
	meeting               // points against those of the code that is asked for
	reaching              // a number against the one that is asked for
	accessing             // how the value is sold against the edition to be bought
	obtaining             // whether it can be had in any edition, or as an add-on
	oneOfCodes
	noneOfCodes
	numbering     // the number itself
	connecting    // reach(): connectors of the buyer's systems
	warehousing   // path(): the way to the buyer's warehouse
	scaling       // scale() of another site
	derivedNumber // a derived quantity
	derivedTruth
)

var helperDoes = map[string]does{
	"anchor": anchors, "meets": meeting, "atLeast": reaching, "access": accessing, "within": obtaining, "oneOf": oneOfCodes,
	"noneOf": noneOfCodes, "num": numbering, "reach": connecting, "path": warehousing, "scale": scaling,
}

// isTruth tells a site that is true or false from one that is a number.
func (d does) isTruth() bool {
	return d == obtaining || d == oneOfCodes || d == noneOfCodes || d == derivedTruth
}

// site is one place in an expression where something of a platform is read. The program calls it by its number; what it asks
// for follows from the profile, and is bound once per hearing.
type site struct {
	does      does
	attribute *vendorfit.Attribute
	slot      vendorfit.Slot
	code      argument    // meets: the code asked for
	codes     []string    // oneOf, noneOf
	level     argument    // atLeast: the number asked for
	ends      [2]argument // num, scale: worst and best
	worst     float64     // one result of each end, to tell the direction
	best      float64
	kinds     []string // reach: kinds of system
	inner     *site    // scale: of what
	id        string   // of a derived quantity
	down      bool     // less of it is better
	derived   int      // its number
	gate      bool     // it stands in a gate
}

// argument is a constant, or what the profile makes it.
type argument struct {
	constant any
	run      *expression
}

// site puts a site in the place of a helper or a derived quantity.
func (w *walk) site(n ast.Node, s site) part {
	at := len(w.compiler.sites)
	w.compiler.sites, w.sites = append(w.compiler.sites, s), append(w.sites, at)
	function, k := factFunction, number
	if s.does.isTruth() {
		function, k = truthFunction, truth
	}
	where := file.Location{From: start(n), To: start(n) + 1}
	callee, index := &ast.IdentifierNode{Value: function}, &ast.IntegerNode{Value: at}
	node := &ast.CallNode{Callee: callee, Arguments: []ast.Node{index}}
	callee.SetLocation(where)
	index.SetLocation(where)
	node.SetLocation(where)
	p := part{node: node, kind: k, facts: true, alone: true, cost: 4}
	if s.does == numbering {
		p.low = noBound // points and shares are never negative; a number that a source states may be
	}
	return p
}

// standsWell tells whether a fact stands where more of it is never worse; where it does not, it is a lint.
func (w *walk) standsWell(n ast.Node, what string, u under) bool {
	for _, p := range positions {
		if u&p.under != 0 {
			w.say(n, p.id, vendorfit.Text{En: what + " stands " + p.en, Nb: what + " står " + p.nb})
			return false
		}
	}
	return true
}

var positions = []struct {
	under      under
	id, en, nb string
}{
	{negated, "fact-under-negation", "under `!`, where more of it could be worse; use noneOf(…)", "under `!`, der mer kan bli dårligere; bruk noneOf(…)"},
	{subtracted, "fact-under-subtraction", "in a subtraction, where more of it could be worse; ask for a derived quantity", "i en subtraksjon, der mer kan bli dårligere; be om en avledet størrelse"},
	{divided, "fact-under-division", "in a division, where more of it could be worse; ask for a derived quantity, or use scale(…)", "i en divisjon, der mer kan bli dårligere; be om en avledet størrelse, eller bruk scale(…)"},
	{compared, "fact-under-comparison", "under a comparison, where more of it could be worse; use meets(…), atLeast(…) or a derived truth", "under en sammenligning, der mer kan bli dårligere; bruk meets(…), atLeast(…) eller en avledet sannhetsverdi"},
	{conditioning, "fact-in-condition", "in the condition of ?:, where more of it could be worse; let the profile decide the branch", "i vilkåret i ?:, der mer kan bli dårligere; la profilen avgjøre grenen"},
	{looped, "fact-in-loop", "in a loop over the profile; take it out of the loop", "i en løkke over profilen; ta det ut av løkken"},
}

// helper is the site of a helper that reads the platform.
func (w *walk) helper(n *ast.CallNode, name string, u under) (site, bool) {
	if name != "scale" && !w.standsWell(n, name+"()", u) {
		return site{}, false
	}
	s := site{does: helperDoes[name], slot: vendorfit.NoSlot}
	switch name {
	case "scale":
		return w.scale(n, u)
	case "path":
		w.profile = true
		return s, true
	case "reach":
		w.profile = true
		return w.reach(n, s)
	}
	if !w.attribute(n, name, &s) {
		return site{}, false
	}
	w.profile = w.profile || s.does == accessing
	return s, w.asked(n, name, &s)
}

// attribute reads the first argument of a helper: platform.x, and nothing else.
func (w *walk) attribute(n *ast.CallNode, name string, s *site) bool {
	first := n.Arguments[0]
	id, ok := w.platformPath(first)
	switch {
	case !ok:
		return false
	case w.book.Attribute(id) == nil:
		if contains([]string{"id", "name", "vendor"}, id) {
			w.bare(first, id)
			return false
		}
		w.say(first, "unknown-attribute", w.misspelt("platform."+id, w.attributes()))
		return false
	}
	s.attribute, s.slot = w.book.Attribute(id), w.book.Slot(id)
	return w.fits(first, name, s)
}

// platformPath is the attribute's id in platform.id.
func (w *walk) platformPath(n ast.Node) (id string, ok bool) {
	switch n.(type) {
	case *ast.IdentifierNode, *ast.MemberNode:
		root, fields := w.path(n)
		if r, isName := root.(*ast.IdentifierNode); isName && r.Value == "platform" && len(fields) > 0 {
			return strings.Join(fields, "."), true
		}
		if root == nil {
			return "", false
		}
	}
	w.say(n, "no-attribute", vendorfit.Text{
		En: "the first argument is a value of the platform, as in platform.sso.access", Nb: "det første argumentet er en verdi hos plattformen, som platform.sso.access",
	})
	return "", false
}

func (w *walk) attributes() []string {
	var all []string
	for _, a := range w.book.Attributes {
		all = append(all, "platform."+a.ID)
	}
	return all
}

// fits holds a helper to the types of attribute that it can read.
func (w *walk) fits(n ast.Node, name string, s *site) bool {
	a := s.attribute
	if (strings.HasPrefix(a.ID, "connector.") || strings.HasPrefix(a.ID, "warehouse.")) && a.Type != "access" {
		w.say(n, "looked-up-only", vendorfit.Text{
			En: "platform." + a.ID + " is looked up by reach() and path() only, for the systems that the buyer has",
			Nb: "platform." + a.ID + " slås bare opp av reach() og path(), for systemene som kjøperen har",
		})
		return false
	}
	fit := len(a.Vocab) > 0 && a.Members() == nil
	switch s.does {
	case accessing, obtaining:
		fit = a.Type == "access"
	case reaching, numbering:
		fit = a.Type == "number"
	}
	if !fit {
		w.say(n, "helper-does-not-fit", vendorfit.Text{
			En: name + "() does not read an attribute of type " + a.Type + "; take another helper, or a derived quantity",
			Nb: name + "() leser ikke et attributt av typen " + a.Type + "; bruk en annen hjelpefunksjon, eller en avledet størrelse",
		})
	}
	return fit
}

// asked reads the further arguments of a helper: what the profile asks for.
func (w *walk) asked(n *ast.CallNode, name string, s *site) (ok bool) {
	switch s.does {
	case meeting:
		s.code, ok = w.argument(n.Arguments[1], text)
		return ok && w.meetable(n.Arguments[1], s.attribute)
	case reaching:
		s.level, ok = w.argument(n.Arguments[1], number)
		return ok
	case oneOfCodes, noneOfCodes:
		s.codes, ok = w.codeList(n.Arguments[1], s.attribute)
		return ok
	case numbering:
		return w.ends(n, s) && w.direction(n, s, s.attribute.Better == "up", "platform."+s.attribute.ID)
	}
	return true
}

// argument reads an argument that the profile decides. What is not constant becomes a program of its own, run once per hearing.
func (w *walk) argument(n ast.Node, k kind) (argument, bool) {
	before := len(w.lints)
	outer := w.scope
	w.scope = scopeReadiness // profile and params; a fact has nothing to ask of another fact
	p := w.want(n, k, 0)
	w.scope = outer
	if p.kind == broken || len(w.lints) > before {
		return argument{}, false
	}
	switch c := p.node.(type) {
	case *ast.StringNode:
		return argument{constant: c.Value}, true
	case *ast.FloatNode:
		return argument{constant: c.Value}, true
	}
	program, err := w.assemble(&parser.Tree{Node: p.node, Source: file.NewSource(w.source)}, k, false)
	if err != nil {
		w.lints = append(w.lints, refused(w.source, err))
		return argument{}, false
	}
	return argument{run: &expression{source: w.source, want: k, program: program}}, true
}

// meetable holds the codes that meets() may ask for to those of the attribute: what has no points cannot be met.
func (w *walk) meetable(n ast.Node, a *vendorfit.Attribute) bool {
	for _, leaf := range leaves(n) {
		s, ok := leaf.(*ast.StringNode)
		if !ok {
			w.say(leaf, "not-in-language", vendorfit.Text{
				En: "meets() takes a code, written out, or a choice of such codes", Nb: "meets() tar en kode, skrevet ut, eller et valg mellom slike koder",
			})
			return false
		}
		if !w.isCode(s, attributeCodes(a), "platform."+a.ID) {
			return false
		}
		if a.Code(s.Value).Points <= 0 {
			w.say(s, "meets-nothing", vendorfit.Text{
				En: "“" + s.Value + "” has no points, so that everything meets it; ask for a code with points",
				Nb: "«" + s.Value + "» har ingen poeng, så alt oppfyller den; be om en kode med poeng",
			})
			return false
		}
	}
	return true
}

func attributeCodes(a *vendorfit.Attribute) []string {
	codes := make([]string, len(a.Vocab))
	for i, c := range a.Vocab {
		codes[i] = c.Code
	}
	return codes
}

// codeList reads a list of codes that is written out.
func (w *walk) codeList(n ast.Node, a *vendorfit.Attribute) ([]string, bool) {
	list, ok := n.(*ast.ArrayNode)
	if !ok {
		w.say(n, "not-in-language", vendorfit.Text{En: "this takes a list of codes, as in [\"a\", \"b\"]", Nb: "dette tar en liste med koder, som [\"a\", \"b\"]"})
		return nil, false
	}
	if w.list(list).kind == broken {
		return nil, false
	}
	var codes []string
	for _, item := range list.Nodes {
		s := item.(*ast.StringNode)
		if a != nil && !w.isCode(s, attributeCodes(a), "platform."+a.ID) {
			return nil, false
		}
		codes = append(codes, s.Value)
	}
	return codes, true
}

// reach reads the kinds of system of reach().
func (w *walk) reach(n *ast.CallNode, s site) (site, bool) {
	var ok bool
	if s.kinds, ok = w.codeList(n.Arguments[0], nil); !ok {
		return s, false
	}
	known := codesOf(w.book, nil, "vocabularies.systemKinds")
	for _, item := range n.Arguments[0].(*ast.ArrayNode).Nodes {
		if !w.isCode(item.(*ast.StringNode), known, "systems[].kind") {
			return s, false
		}
	}
	return s, true
}
