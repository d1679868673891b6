package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/example"
)

// cost are the rules of money: a product may be better and dearer.
var cost = []string{"commercial.cost.licences", "ai.price.volume"}

// ladder is what a value of an attribute can be, from the least to the most for the platform; nil where there is no such order.
func ladder(a *vendorfit.Attribute, editions int) []*vendorfit.Value {
	var out []*vendorfit.Value
	if a.None != nil || a.Type == "set" {
		out = append(out, &vendorfit.Value{State: vendorfit.None, Denied: true, Confidence: vendorfit.High})
	}
	switch a.Type {
	case "enum", "mode", "suite", "path", "language":
		vocab := slices.Clone(a.Vocab)
		slices.SortStableFunc(vocab, func(x, y vendorfit.Code) int { return int(1e6*x.Points) - int(1e6*y.Points) })
		for _, c := range vocab {
			out = append(out, sure(vendorfit.Value{Code: c.Code, Points: c.Points}))
		}
	case "access":
		for rank := max(editions, 1) - 1; rank >= 0; rank-- {
			out = append(out, sure(vendorfit.Value{Access: vendorfit.Access{Included: rank, AddOn: -1}}))
		}
	case "number":
		for _, n := range []float64{1, 2, 5, 10, 12, 24, 36, 100, 1000, 100_000} {
			out = append(out, sure(vendorfit.Value{Low: n, High: n}))
		}
	case "set":
		out = append(out, sure(vendorfit.Value{}))
	case "ladder":
		for _, r := range []vendorfit.Rung{{N: 0}, {N: 5}, {N: 50}, {N: 500}, {N: 5000}, {Uncapped: true}} {
			r.Known = true
			out = append(out, sure(vendorfit.Value{Rungs: slices.Repeat([]vendorfit.Rung{r}, editions)}))
		}
	case "quota":
		for _, r := range []vendorfit.QuotaRow{{Base: 1000}, {Base: 10_000}, {Base: 100_000}, {Base: 1e6}, {Base: 1e7}, {Uncapped: true}} {
			r.Known = true
			out = append(out, sure(vendorfit.Value{Quota: slices.Repeat([]vendorfit.QuotaRow{r}, editions)}))
		}
	default:
		return nil
	}
	switch {
	case a.ID == "editions":
		return nil
	case a.Better == "down" && (a.Type == "number" || a.Type == "set"):
		slices.Reverse(out)
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
	for _, name := range example.Names {
		tried += climbs(t, evaluate(t, profile(t, name, nil), nil, vendorfit.Request{}))
	}
	for seed := range uint64(20) {
		d := draw(seed, 4)
		tried += climbs(t, evaluate(t, d.Profile(t), d.Catalogue(t), vendorfit.Request{}))
	}
	if tried < 20_000 {
		t.Fatalf("only %d values were tried", tried)
	}
}

// climbs tries every value of every platform.
func climbs(t *testing.T, e *vendorfit.Evaluation) (tried int) {
	t.Helper()
	terms := e.Hearing.Terms()
	for i := range e.Ranking {
		k := e.Ranking[i].Knowledge
		again := e.Hearing.Again(k)
		for slot, place := range e.Book.Places() {
			steps := ladder(place.Attribute, len(k.Editions(e.Book)))
			if steps == nil {
				continue
			}
			tried++
			// A product of the vendor's own that the edition cannot have counts less than a partner's that it can.
			back := sold(e.Book, k, place.Attribute)
			climb(t, again, terms, k, vendorfit.Slot(slot), place, steps)
			back()
		}
	}
	return tried
}

func climb(t *testing.T, again vendorfit.Rejudge, terms []vendorfit.Term, k *vendorfit.Knowledge, slot vendorfit.Slot, place vendorfit.Place, steps []*vendorfit.Value) {
	t.Helper()
	mine := k.Values[slot]
	defer func() { k.Values[slot] = mine; again.Changed() }()
	k.Values[slot] = unheard(place.Attribute)
	open := all(again, terms)
	var before []points
	for _, v := range steps {
		k.Values[slot] = v
		now := all(again, terms)
		for i, term := range terms {
			dearer := slices.Contains(cost, term.Rule) || term.Own && place.Attribute.Type == "number" // a buyer may want less of something
			if before != nil && now[i].at < before[i].at && !dearer {
				t.Errorf("%s: %s %s: better, and %s falls from %v to %v", k.Platform.ID, place.Attribute.ID, place.Member, term.Rule, before[i], now[i])
			}
			// AI that is included, or paid per user, is another way to buy it than the one for which a price is assumed.
			included := place.Attribute.ID == "ai.priceUnit" && term.Rule == "ai.price.volume"
			if foreseen(place.Attribute, v) && !included && !(dearer && priced(k, place)) && (now[i].low < open[i].low || now[i].high > open[i].high) {
				t.Errorf("%s: %s %s %+v: %s is %v, and was %v while it was not known", k.Platform.ID, place.Attribute.ID, place.Member, *v, term.Rule, now[i], open[i])
			}
		}
		before = now
	}
}

// priced tells that the price of a product is known: it may lie outside the range that is assumed where nothing is.
func priced(k *vendorfit.Knowledge, place vendorfit.Place) bool {
	area, ok := strings.CutPrefix(place.Attribute.ID, "suite.")
	return ok && k.At(example.Book().Slot("price."+area)).Has()
}

// unheard is a value of which nothing is known. A usage meter that nobody has looked for counts as absent beside others that are
// known, and is open only where somebody has looked.
func unheard(a *vendorfit.Attribute) *vendorfit.Value {
	if a.ID == "meters" {
		return &vendorfit.Value{State: vendorfit.NotSeen}
	}
	return &vendorfit.Value{State: vendorfit.Unknown}
}

// foreseen tells that a value lies in the range in which one that is not known is taken to lie. Numbers have no bounds of their
// own, so for some of them the book assumes a range; a price of AI or of a light user may be dearer than the one that is assumed; an
// hourly limit that no source names is taken not to exist.
func foreseen(a *vendorfit.Attribute, v *vendorfit.Value) bool {
	param := func(path string) float64 { c, _ := example.Book().Const(path); return c.Number }
	between := func(best, worst string) bool { return param(best) <= v.Low && v.High <= param(worst) }
	switch a.ID {
	case "seats.minimum":
		return between("cost.minimumOpen.best", "cost.minimumOpen.worst")
	case "term.minimum":
		return between("cost.termOpen.best", "cost.termOpen.worst")
	case "renewal.uplift":
		return between("cost.upliftOpen.best", "cost.upliftOpen.worst")
	case "api.writeCost":
		return v.High <= param("api.writeCostWorst")
	case "ai.pricePerConversation", "ai.pricePerAction", "price.lightSeat":
		return v.Price == nil
	}
	return a.ID != "api.hourly"
}
