package rules_test

import (
	"slices"
	"testing"

	"github.com/vendorfit/vendorfit"
)

// cost are the rules of money: a product may be better and dearer.
var cost = []string{"commercial.cost.licences", "ai.price.volume"}

// ladder is what a value of an attribute can be, from the least to the most for the platform; nil where there is no such order.
func ladder(a *vendorfit.Attribute, editions int) []*vendorfit.Value {
	firm := func(v vendorfit.Value) *vendorfit.Value {
		v.State, v.Confidence = vendorfit.Known, vendorfit.High
		return &v
	}
	var out []*vendorfit.Value
	if a.None != nil {
		out = append(out, &vendorfit.Value{State: vendorfit.None, Denied: true, Confidence: vendorfit.High})
	}
	switch a.Type {
	case "enum", "mode", "suite", "path", "language":
		vocab := slices.Clone(a.Vocab)
		slices.SortStableFunc(vocab, func(x, y vendorfit.Code) int { return int(1e6*x.Points) - int(1e6*y.Points) })
		for _, c := range vocab {
			out = append(out, firm(vendorfit.Value{Code: c.Code, Points: c.Points}))
		}
	case "access":
		for rank := max(editions, 1) - 1; rank >= 0; rank-- {
			out = append(out, firm(vendorfit.Value{Access: vendorfit.Access{Included: rank, AddOn: -1}}))
		}
	case "number":
		for _, n := range []float64{1, 2, 5, 10, 12, 24, 36, 100, 1000, 100_000} {
			out = append(out, firm(vendorfit.Value{Low: n, High: n}))
		}
		if a.Better == "down" {
			slices.Reverse(out)
		}
	default:
		return nil
	}
	return out
}

type points struct{ low, at, high vendorfit.Micro }

func all(again vendorfit.Rejudge, terms []vendorfit.Term) []points {
	again.Changed()
	out := make([]points, len(terms))
	for i, t := range terms {
		if t.Kind == vendorfit.Score && t.Applies {
			out[i].low, out[i].at, out[i].high, _ = again.Points(i)
		}
	}
	return out
}

// TestBetterNeverLowers: with the edition held, a better value of one attribute lowers the points of no finding but cost; and
// what becomes known was inside the interval that was shown while it was not.
func TestBetterNeverLowers(t *testing.T) {
	tried := 0
	book := crmBook().Book
	for _, name := range cases {
		e := evaluate(t, profile(t, name, nil), nil, vendorfit.Request{})
		terms := e.Hearing.Terms()
		for i := range e.Ranking {
			k := e.Ranking[i].Knowledge
			again := e.Hearing.Again(k)
			for slot, place := range book.Places() {
				steps := ladder(place.Attribute, len(k.Editions(book)))
				if steps == nil {
					continue
				}
				tried++
				// A product of the vendor's own that the edition cannot have counts less than a partner's that it can: which
				// edition it needs is another value, and held here at all editions.
				access := book.Slot(place.Attribute.ID + "Access")
				if access == vendorfit.NoSlot {
					access = vendorfit.Slot(slot)
				}
				was := k.Values[access]
				k.Values[access] = &vendorfit.Value{State: vendorfit.Known, Confidence: vendorfit.High, Access: vendorfit.Access{AddOn: -1}}
				climb(t, again, terms, k, vendorfit.Slot(slot), place, steps)
				k.Values[access] = was
			}
		}
	}
	if tried < 5000 {
		t.Fatalf("only %d values were tried", tried)
	}
}

func climb(t *testing.T, again vendorfit.Rejudge, terms []vendorfit.Term, k *vendorfit.Knowledge, slot vendorfit.Slot, place vendorfit.Place, steps []*vendorfit.Value) {
	t.Helper()
	mine := k.Values[slot]
	defer func() { k.Values[slot] = mine; again.Changed() }()
	k.Values[slot] = &vendorfit.Value{State: vendorfit.Unknown}
	unknown := all(again, terms)
	var before []points
	for _, v := range steps {
		k.Values[slot] = v
		now := all(again, terms)
		for i, term := range terms {
			if slices.Contains(cost, term.Rule) {
				continue
			}
			if before != nil && now[i].at < before[i].at {
				t.Errorf("%s: %s %s: better, and %s falls from %v to %v", k.Platform.ID, place.Attribute.ID, place.Member, term.Rule, before[i], now[i])
			}
			// A number has no bounds of its own: what an unknown one is taken to lie between is an assumption of the book.
			if place.Attribute.Type != "number" && (now[i].low < unknown[i].low || now[i].high > unknown[i].high) {
				t.Errorf("%s: %s %s %+v: %s is %v, and was %v while it was not known", k.Platform.ID, place.Attribute.ID, place.Member, v.Code, term.Rule, now[i], unknown[i])
			}
		}
		before = now
	}
}
