// Package rules is the rule book: files that people write become checked programs, and programs become findings.
//
// A rule is an expression in a small part of the language expr. What is let through is listed, not what is refused: literals,
// paths of the profile, parameters, + - * / < <= > >= == != && || not in and ?:, loops over lists of the profile, and the helpers
// that read a platform. Its cost is bounded before it runs. A fact of a platform stands only where more of it is never worse, so
// that a rule can be run at worst, at the estimate and at best, and the three enclose the truth.
package rules

import (
	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// Book is a rule book whose expressions are compiled, with the catalogue that it speaks of. It never changes, and may be used
// by many goroutines at once. It is the [vendorfit.Judge].
type Book struct {
	*vendorfit.Book
	Catalogue *vendorfit.Catalogue

	deriver     *derive.Deriver
	form        *form
	ready       *readiness
	rules       []rule
	multipliers []*expression // one per criterion of the top level
	sites       []site
	edition     int // number of the derived edition
	open        map[vendorfit.State]float64
	access      accessLadder
	sources     []Source
}

var _ vendorfit.Judge = (*Book)(nil)

// rule is a rule with its programs.
type rule struct {
	*vendorfit.Rule
	applies, weight, body *expression
}

// accessLadder says what it is worth that something is included, or sold, at an edition: params.access.*.
type accessLadder struct{ included, addOn, aboveStart, aboveStep, aboveFloor, addOnAbove float64 }

// Compile compiles the expressions of a book and says everything that is wrong with it, all at once. The catalogue may be nil;
// where it is there, no rule may name one of its platforms. The sources give the lints their places in the book's files.
//
// The book is nil where an expression is broken. A book that has other lints can be heard, and is not to be published.
func Compile(b *vendorfit.Book, c *vendorfit.Catalogue, sources ...Source) (*Book, []Lint) {
	x := &Book{Book: b, Catalogue: c, sources: sources}
	wrong := x.compile()
	broken := len(wrong) > 0
	wrong = x.located(append(wrong, x.lint()...))
	if broken {
		return nil, wrong
	}
	return x, wrong
}

// compile compiles every expression of the book.
func (b *Book) compile() []Lint {
	c := newCompiler(b.Book)
	wrong := b.needed()
	if wrong != nil {
		return wrong
	}
	b.deriver, b.edition = derive.New(b.Book), derive.ID("edition")
	for _, path := range b.deriver.Missing() {
		wrong = append(wrong, parameterMissing(path, "the derived quantities rest", "de avledede størrelsene"))
	}
	var lints []Lint
	b.form, lints = newForm(c)
	wrong = append(wrong, lints...)
	b.ready, lints = newReadiness(c, b.form)
	wrong = append(wrong, lints...)
	for i := range b.Criteria {
		e, lints := c.compile(b.Criteria[i].Multiplier, number, scopeProfile, false)
		b.multipliers = append(b.multipliers, e)
		wrong = append(wrong, at(lints, criteriaFile, "/%d/multiplier", i)...)
	}
	for i := range b.Rules {
		r, lints := compileRule(c, &b.Rules[i], i)
		b.rules = append(b.rules, r)
		wrong = append(wrong, lints...)
	}
	b.sites = c.sites
	for i := range b.sites {
		b.sites[i].resolve()
	}
	return wrong
}

// resolve looks the number of a derived quantity up, once.
func (s *site) resolve() {
	if s.id != "" {
		s.derived = derive.ID(s.id)
	}
	if s.inner != nil {
		s.inner.resolve()
	}
}

// compileRule compiles the expressions that a rule of its kind has.
func compileRule(c *compiler, from *vendorfit.Rule, i int) (rule, []Lint) {
	r := rule{Rule: from}
	var wrong []Lint
	compile := func(field, src string, k kind, s scope, compare bool) *expression {
		e, lints := c.compile(src, k, s, compare)
		wrong = append(wrong, at(lints, rulesFile, "/%d/%s", i, field)...)
		return e
	}
	r.applies = compile("applies", from.Applies, truth, scopeProfile, false)
	switch from.Kind {
	case vendorfit.Gate:
		if r.body = compile("pass", from.Pass, truth, scopeRule, false); r.body != nil {
			for _, s := range r.body.sites {
				c.sites[s].gate = true
			}
		}
	case vendorfit.Score:
		r.body = compile("points", from.Points, number, scopeRule, false)
		r.weight = compile("weight", from.Weight, number, scopeProfile, false)
	case vendorfit.Risk:
		r.body = compile("when", from.When, truth, scopeRule, true)
	}
	return r, wrong
}

// needed takes from the parameters what the helpers themselves rest on, or says what is missing.
func (b *Book) needed() []Lint {
	var wrong []Lint
	number := func(path string) float64 {
		c, ok := b.Const(path)
		if !ok || c.Fields != nil || c.List != nil || c.Text != "" {
			wrong = append(wrong, parameterMissing(path, "the helpers rest", "hjelpefunksjonene"))
		}
		return c.Number
	}
	b.open = map[vendorfit.State]float64{
		vendorfit.Unknown: number("open.unknown"), vendorfit.NotSeen: number("open.notSeen"), vendorfit.Declined: number("open.declined"),
	}
	b.access = accessLadder{
		included: number("access.included"), addOn: number("access.addOn"), aboveStart: number("access.aboveStart"),
		aboveStep: number("access.aboveStep"), aboveFloor: number("access.aboveFloor"), addOnAbove: number("access.addOnAbove"),
	}
	for _, level := range []string{"must", "should", "could", "none"} {
		number("need.level." + level)
	}
	return wrong
}

func parameterMissing(path, en, nb string) Lint {
	return Lint{ID: "parameter-missing", Mistake: vendorfit.Mistake{File: paramsFile, Code: "parameter-missing", Message: vendorfit.Text{
		En: "the book has nothing fit at params." + path + ", on which " + en + "; add it",
		Nb: "regelboken har ikke noe brukbart på params." + path + ", som " + nb + " bygger på; legg det til",
	}}}
}

// openShare is how far the estimate of an open value stands from worst to best.
func (b *Book) openShare(s vendorfit.State) float64 { return b.open[s] }

// BlindShare is the part of the decision, 0..1, that rests on rules whose points do not depend on the profile.
func (b *Book) BlindShare(p *vendorfit.Profile) (float64, error) {
	h, err := b.Hear(p)
	if err != nil {
		return 0, err
	}
	terms := h.Terms()
	shares := vendorfit.Shares(b.Book, terms, vendorfit.Swings(b.Book, h.Profile()), h.Multiplier, vendorfit.Scale{})
	blind := int64(0)
	for i, t := range terms {
		if t.Blind {
			blind += shares[i]
		}
	}
	return float64(blind) / float64(vendorfit.Billion), nil
}
