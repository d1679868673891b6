package rules

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// TestResult is what became of one test that stands beside a rule.
type TestResult struct {
	Rule   string
	Test   string
	Passed bool
	Wanted string            // "applies true, points 0.5, low 0, high 1", "applies true, outcome toConfirm", "applies false"
	Found  string            // the same of what the rule said, or why it could not be asked
	Place  vendorfit.Mistake // file, pointer in it and, where the source knows, line and column
}

// Test runs the tests beside all rules of the book, in the order of the book.
func (b *Book) Test() []TestResult {
	lax := *b
	lax.form = b.form.unconditional()
	var out []TestResult
	for i := range b.rules {
		for j := range b.rules[i].Tests {
			out = append(out, lax.test(i, j))
		}
	}
	return out
}

// unconditional is the form with every question asked: a rule is tested on the answers that its test gives, also on those that
// such a buyer would not have been asked for.
func (f *form) unconditional() *form {
	all := *f
	all.asked = slices.Clone(f.asked)
	for i := range all.asked {
		all.asked[i].when = nil
	}
	return &all
}

// test runs one test of one rule.
func (b *Book) test(rule, test int) TestResult {
	t := &b.rules[rule].Tests[test]
	r := TestResult{Rule: b.rules[rule].ID, Test: t.Name}
	place := Lint{Mistake: vendorfit.Mistake{File: rulesFile, Pointer: fmt.Sprintf("/%d/tests/%d", rule, test)}}
	r.Place = b.located([]Lint{place})[0].Mistake
	r.Wanted = spellOut(wanted(t.Want))
	found, err := b.try(rule, t)
	if err != nil {
		r.Found = err.Error()
		return r
	}
	r.Found = spellOut(found)
	r.Passed = r.Found == r.Wanted
	return r
}

// try asks a rule about the made-up buyer and platform of a test, and gives of what it said that which the test wants to know.
func (b *Book) try(rule int, t *vendorfit.RuleTest) (found vendorfit.RuleWant, err error) {
	p, err := b.testProfile(t.Profile)
	if err != nil {
		return found, err
	}
	known, err := vendorfit.Sketch(b.Book, t.Platform)
	if err != nil {
		return found, err
	}
	h, err := b.hear(p)
	if err != nil {
		return found, err
	}
	term := &h.terms[rule]
	if found.Applies = &term.Applies; !term.Applies {
		return found, nil
	}
	sheet := b.deriver.Sheet(h.profile, h.totals, known)
	fixed := b.fixed(t)
	for _, id := range slices.Sorted(maps.Keys(fixed)) {
		if err := sheet.Fix(id, fixed[id]); err != nil {
			return found, err
		}
	}
	f := h.finding(h.sit(&h.bench, known, sheet), rule)
	if t.Want.Points != nil {
		found.Points, found.Low, found.High = exact(f.Points), exact(f.Low), exact(f.High)
	}
	if t.Want.Weight != nil {
		found.Weight = exact(term.Weight)
	}
	if t.Want.Outcome != nil {
		outcome := string(f.Outcome)
		found.Outcome = &outcome
	}
	return found, f.Failed
}

func exact(m vendorfit.Micro) *float64 {
	x := m.Float()
	return &x
}

// fixed are the derived quantities that a test fixes: at a number or a truth, or open between worst and best. Where neither the
// test nor the editions of its platform say another thing there is one edition, and it is the one to be bought.
func (b *Book) fixed(t *vendorfit.RuleTest) map[string]vendorfit.Quantity {
	all := map[string]vendorfit.Quantity{}
	if _, ok := t.Platform["editions"]; !ok {
		all["edition"], all["editions"] = closed(0), closed(1)
	}
	for id, x := range t.Derived {
		ends, open := x.(map[string]any)
		if !open {
			all[id] = closed(plainNumber(x))
			continue
		}
		q := b.openShare(vendorfit.Unknown)
		w, e := plainNumber(ends["worst"]), plainNumber(ends["best"])
		all[id] = vendorfit.Quantity{Worst: w, Estimate: w + float64(q*(e-w)), Best: e, Open: true, Q: q, From: w, To: e}
	}
	return all
}

func closed(x float64) vendorfit.Quantity {
	return vendorfit.Quantity{Worst: x, Estimate: x, Best: x, From: x, To: x}
}

// plainNumber is a decoded number; a truth is 0 or 1.
func plainNumber(x any) float64 {
	if x == true {
		return 1
	}
	n, _ := vendorfit.Number(x)
	return n
}

// testProfile lays a test's answers over the empty profile: ten full seats, and one system that stays for every flow that names
// one which is not there. A flow that names no entities carries customers, and an amount without a currency is in the profile's.
func (b *Book) testProfile(answers map[string]any) (*vendorfit.Profile, error) {
	currency := ""
	if q := b.Question("commercial.currency"); q != nil && q.Default != nil {
		currency, _ = q.Default.Value.(string)
	}
	for i := range b.Form.Questions {
		if q := &b.Form.Questions[i]; q.Kind == "money" {
			answers = withMoney(answers, strings.Split(q.ID, "."), currency)
		}
	}
	data, err := json.Marshal(answers)
	if err != nil {
		return nil, err
	}
	p := &vendorfit.Profile{}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(p); err != nil {
		return nil, err
	}
	if p.Organisation.Seats.Full == nil {
		ten := 10
		p.Organisation.Seats.Full = &ten
	}
	for i := range p.Integrations {
		f := &p.Integrations[i]
		if len(f.Entities) == 0 {
			f.Entities = []string{"customer"}
		}
		if !slices.ContainsFunc(p.Systems, func(s vendorfit.System) bool { return s.ID == f.System }) {
			p.Systems = append(p.Systems, vendorfit.System{ID: f.System, Kind: "cms", Product: "other", Keep: "keep"})
		}
	}
	return p, nil
}

// withMoney gives a bare number at a path the form of an amount. The answers themselves are not changed: they are the book's.
func withMoney(answers map[string]any, path []string, currency string) map[string]any {
	x, ok := answers[path[0]]
	if !ok {
		return answers
	}
	answers = maps.Clone(answers)
	below, deeper := x.(map[string]any)
	n, bare := vendorfit.Number(x)
	switch {
	case len(path) > 1 && deeper:
		answers[path[0]] = withMoney(below, path[1:], currency)
	case len(path) == 1 && bare:
		own, _ := answers["currency"].(string)
		answers[path[0]] = vendorfit.Money{Amount: strconv.FormatFloat(n, 'f', -1, 64), Currency: cmp.Or(own, currency)}
	}
	return answers
}

// wanted is what a test wants, spelt out: a rule is to apply unless it says otherwise, and points without low and high are to be
// the same in all passes.
func wanted(w vendorfit.RuleWant) vendorfit.RuleWant {
	if w.Applies == nil {
		yes := true
		w.Applies = &yes
	}
	for _, x := range []**float64{&w.Low, &w.High} {
		if *x == nil {
			*x = w.Points
		}
	}
	for _, x := range []**float64{&w.Points, &w.Low, &w.High, &w.Weight} {
		if *x != nil {
			*x = exact(vendorfit.ToMicro(**x))
		}
	}
	return w
}

// spellOut writes what a test wants, or what a rule said.
func spellOut(w vendorfit.RuleWant) string {
	parts := []string{fmt.Sprint("applies ", *w.Applies)}
	if w.Outcome != nil {
		parts = append(parts, "outcome "+*w.Outcome)
	}
	for _, x := range []struct {
		name string
		is   *float64
	}{{"points", w.Points}, {"low", w.Low}, {"high", w.High}, {"weight", w.Weight}} {
		if x.is != nil {
			parts = append(parts, fmt.Sprint(x.name, " ", *x.is))
		}
	}
	return strings.Join(parts, ", ")
}
