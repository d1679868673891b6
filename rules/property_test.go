package rules_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/example"
	"github.com/vendorfit/vendorfit/internal/robust"
)

// profile is an example with some answers drawn anew, so that the promises are tried on more than five buyers.
func profile(t testing.TB, name string, rng *rand.Rand) *vendorfit.Profile {
	t.Helper()
	p := example.Profile(t, name)
	if rng != nil {
		redraw(p, rng)
	}
	return p
}

func redraw(p *vendorfit.Profile, rng *rand.Rand) {
	b := example.Book().Book
	one := func(list string) string { codes := b.Codes(list); return codes[rng.IntN(len(codes))] }
	for _, need := range b.Codes("needs") {
		p.Needs[need] = one("needLevel")
	}
	p.Privacy.Level, p.Privacy.Residency = one("privacy.level"), one("privacy.residency")
	p.AI.Level, p.Strategy.Preference, p.Strategy.LockInAversion = one("ai.level"), one("strategy.preference"), one("lowMediumHigh")
	p.Security.SSO, p.Security.SCIM, p.Commercial.PriceCertainty = one("mustShouldNone"), one("mustShouldNone"), one("lowMediumHigh")
	full, objects := 1+rng.IntN(300), rng.IntN(60)
	p.Organisation.Seats.Full, p.Data.CustomObjects = &full, &objects
	for i := range p.Systems {
		p.Systems[i].Keep = one("systems[].keep")
	}
	if rng.IntN(2) == 0 {
		p.Priorities = map[string]float64{}
		for _, c := range b.Codes("criteria") {
			p.Priorities[c] = float64(1 + rng.IntN(49))
		}
	}
}

// buyers calls try with forty profiles close to the examples before the book's catalogue, and with as many drawn ones before drawn
// catalogues.
func buyers(t *testing.T, try func(t *testing.T, p *vendorfit.Profile, c *vendorfit.Catalogue, rng *rand.Rand)) {
	for seed := range uint64(40) {
		name := example.Names[seed%5]
		t.Run(fmt.Sprintf("%s-%d", name, seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 1))
			try(t, profile(t, name, rng), example.Book().Catalogue, rng)
		})
		t.Run(fmt.Sprintf("drawn-%d", seed), func(t *testing.T) {
			d := draw(seed, 2)
			try(t, d.Profile(t), d.Catalogue(t), d.Rand)
		})
	}
}

func evaluate(t testing.TB, p *vendorfit.Profile, c *vendorfit.Catalogue, r vendorfit.Request) *vendorfit.Evaluation {
	t.Helper()
	b := example.Book()
	if c == nil {
		c = b.Catalogue
	}
	r.Profile, r.AsOf = p, example.Today
	e, err := vendorfit.Evaluate(b, b.Book, c, &r)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// told is all that an evaluation says of a platform, apart from its place.
func told(r *vendorfit.Result) string {
	s := fmt.Sprint(r.Standing, r.Edition.Name, r.Low, r.Total, r.High, r.Coverage)
	for _, f := range r.Findings {
		s += fmt.Sprint("\n", f.Rule, f.Outcome, f.Low, f.Points, f.High, f.Share, f.Contribution)
	}
	return s
}

func byPlatform(e *vendorfit.Evaluation) map[string]string {
	out := map[string]string{}
	for i := range e.Ranking {
		out[e.Ranking[i].Knowledge.Platform.ID] = told(&e.Ranking[i])
	}
	return out
}

// relabelled is a catalogue in which two platforms have each other's id, name and vendor.
func relabelled(c *vendorfit.Catalogue, a, b string) *vendorfit.Catalogue {
	x, y := *c.Platform(a), *c.Platform(b)
	x.ID, y.ID, x.Name, y.Name = y.ID, x.ID, y.Name, x.Name
	x.Vendor.Name.Value, y.Vendor.Name.Value = y.Vendor.Name.Value, x.Vendor.Name.Value
	out := &vendorfit.Catalogue{Revision: c.Revision}
	for _, p := range c.Platforms {
		switch p.ID {
		case a:
			out.Platforms = append(out.Platforms, &x)
		case b:
			out.Platforms = append(out.Platforms, &y)
		default:
			out.Platforms = append(out.Platforms, p)
		}
	}
	return out
}

// TestLabelSwap: what a platform is called, and by whom, decides nothing.
func TestLabelSwap(t *testing.T) {
	buyers(t, func(t *testing.T, p *vendorfit.Profile, c *vendorfit.Catalogue, rng *rand.Rand) {
		a, b := c.Platforms[rng.IntN(7)].ID, c.Platforms[7+rng.IntN(7)].ID
		before := byPlatform(evaluate(t, p, c, vendorfit.Request{}))
		after := byPlatform(evaluate(t, p, relabelled(c, a, b), vendorfit.Request{}))
		before[a], before[b] = before[b], before[a]
		if !maps.Equal(before, after) {
			t.Errorf("swapping the labels of %s and %s changes more than the labels", a, b)
		}
	})
}

// TestOthersDoNotMatter: a platform added or removed changes nobody else's findings and totals.
func TestOthersDoNotMatter(t *testing.T) {
	buyers(t, func(t *testing.T, p *vendorfit.Profile, c *vendorfit.Catalogue, rng *rand.Rand) {
		all := byPlatform(evaluate(t, p, c, vendorfit.Request{}))
		gone := c.Platforms[rng.IntN(len(c.Platforms))].ID
		rest := &vendorfit.Catalogue{Platforms: slices.DeleteFunc(slices.Clone(c.Platforms), func(p *vendorfit.Platform) bool { return p.ID == gone })}
		delete(all, gone)
		if !maps.Equal(all, byPlatform(evaluate(t, p, rest, vendorfit.Request{}))) {
			t.Errorf("without %s the others are judged otherwise", gone)
		}
	})
}

// TestWeightsAreRelative: priorities scaled by a constant change nothing.
func TestWeightsAreRelative(t *testing.T) {
	buyers(t, func(t *testing.T, p *vendorfit.Profile, c *vendorfit.Catalogue, _ *rand.Rand) {
		if len(p.Priorities) < 2 {
			p.Priorities = map[string]float64{}
			for i, id := range example.Book().Codes("criteria") {
				p.Priorities[id] = float64(3 + 5*i%40)
			}
		}
		before := byPlatform(evaluate(t, p, c, vendorfit.Request{}))
		for id := range p.Priorities {
			p.Priorities[id] *= 2
		}
		if !maps.Equal(before, byPlatform(evaluate(t, p, c, vendorfit.Request{}))) {
			t.Error("twice the points for every criterion give another result")
		}
	})
}

// TestSums: shares add up to a billion, contributions and criteria to the total, and the total lies in its interval.
func TestSums(t *testing.T) {
	buyers(t, func(t *testing.T, p *vendorfit.Profile, c *vendorfit.Catalogue, _ *rand.Rand) {
		e := evaluate(t, p, c, vendorfit.Request{})
		shares := int64(0)
		for _, w := range e.Weights {
			shares += w.Share
		}
		if shares != vendorfit.Billion {
			t.Errorf("the shares add up to %d", shares)
		}
		for _, r := range e.Ranking {
			findings, criteria := int64(0), int64(0)
			for _, f := range r.Findings {
				findings += f.Contribution
				if f.Low > f.Points || f.Points > f.High || f.Low < 0 || f.High > vendorfit.Million {
					t.Errorf("%s %s: %d %d %d", r.Knowledge.Platform.ID, f.Rule, f.Low, f.Points, f.High)
				}
			}
			for _, c := range r.Criteria {
				criteria += c.Points
			}
			if findings != r.Total || criteria != r.Total || r.Low > r.Total || r.Total > r.High {
				t.Errorf("%s: findings %d, criteria %d, total %d in %d..%d", r.Knowledge.Platform.ID, findings, criteria, r.Total, r.Low, r.High)
			}
		}
	})
}

// TestAPriceChangesNoStanding: publishing or offering a price settles and breaks no gate.
func TestAPriceChangesNoStanding(t *testing.T) {
	buyers(t, func(t *testing.T, p *vendorfit.Profile, c *vendorfit.Catalogue, rng *rand.Rand) {
		before := evaluate(t, p, c, vendorfit.Request{})
		var offered, published []vendorfit.Answer
		for i := range before.Ranking {
			k := before.Ranking[i].Knowledge
			offered = append(offered, price(k, vendorfit.OfferAttribute, 1+rng.IntN(9_000_000), "account"))
			for _, a := range before.Book.Attributes {
				if strings.HasPrefix(a.ID, "price.") && a.Type == "money" && a.ID != vendorfit.OfferAttribute {
					published = append(published, price(k, a.ID, 1+rng.IntN(5000), "account"))
				}
			}
			for _, edition := range k.Editions(before.Book) {
				a := price(k, "editions", 1+rng.IntN(5000), "full_seat")
				a.Edition, a.Value = edition.Name, map[string]any{"price": a.Value}
				published = append(published, a)
			}
		}
		for _, answers := range [][]vendorfit.Answer{offered, published} {
			after := evaluate(t, p, c, vendorfit.Request{Answers: answers})
			for _, r := range before.Ranking {
				i := slices.IndexFunc(after.Ranking, func(x vendorfit.Result) bool { return x.Knowledge.Platform.ID == r.Knowledge.Platform.ID })
				if after.Ranking[i].Standing != r.Standing {
					t.Errorf("%s was %s and is %s with a price", r.Knowledge.Platform.ID, r.Standing, after.Ranking[i].Standing)
				}
			}
		}
	})
}

// price answers what something costs a year.
func price(k *vendorfit.Knowledge, attribute string, amount int, per string) vendorfit.Answer {
	return vendorfit.Answer{
		Platform: k.Platform.ID, Attribute: attribute, Source: "offer", AsOf: example.Today, GivenBy: "vendor",
		Value: map[string]any{"amount": fmt.Sprint(amount), "currency": "NOK", "per": per, "period": "year"},
	}
}

// TestAWishWeighsAThird: a sub-criterion whose needs go from must to could keeps a third of its weight, against what else
// applies in its criterion and against the other criteria.
func TestAWishWeighsAThird(t *testing.T) {
	b := example.Book().Book
	terms := []vendorfit.Term{
		{Rule: "a", Kind: vendorfit.Score, Criterion: "capability.sales", Applies: true, Weight: vendorfit.Million, Level: 3},
		{Rule: "b", Kind: vendorfit.Score, Criterion: "capability.service", Applies: true, Weight: vendorfit.Million, Level: 3},
		{Rule: "c", Kind: vendorfit.Score, Criterion: "data.model", Applies: true, Weight: vendorfit.Million, Level: 3},
	}
	ratio := func() (inside, outside float64) {
		swings := make([]float64, len(b.Criteria))
		for i, c := range b.Criteria {
			swings[i] = c.Swing
		}
		s := vendorfit.Shares(b, terms, swings, func(string) vendorfit.Micro { return vendorfit.Million }, vendorfit.Scale{})
		return float64(s[0]) / float64(s[1]), float64(s[0]) / float64(s[2])
	}
	mustIn, mustOut := ratio()
	terms[0].Level = 1
	couldIn, couldOut := ratio()
	for _, x := range []float64{couldIn / mustIn, couldOut / mustOut} {
		if x < 1.0/3-1e-6 || x > 1.0/3+1e-6 {
			t.Errorf("a could weighs %f of a must", x)
		}
	}
}

// TestEverythingKnown: with every value of every platform known, in date and of medium confidence, no interval is left, and the
// verdict is one platform, or those that share first place. What must be bought elsewhere, and an add-on without a price, keep the
// range of prices that the book assumes.
func TestEverythingKnown(t *testing.T) {
	known := func(t *testing.T, p *vendorfit.Profile, rng *rand.Rand) {
		catalogue := &vendorfit.Catalogue{}
		var answers []vendorfit.Answer
		for _, x := range example.Book().Catalogue.Platforms {
			answers = append(answers, whole(example.Book().Book, x.ID, rng)...)
			catalogue.Platforms = append(catalogue.Platforms, bare(x)) // answers by edition need editions to name
		}
		e := evaluate(t, p, catalogue, vendorfit.Request{Answers: answers})
		for _, r := range e.Ranking {
			for _, f := range r.Findings {
				if f.Kind == vendorfit.Score && f.Low != f.High && !slices.Contains(cost, f.Rule) {
					t.Errorf("%s: %s is open: %d..%d", r.Knowledge.Platform.ID, f.Rule, f.Low, f.High)
				}
			}
		}
		robust.Decide(e)
		if n := len(e.Verdict.Platforms); n > 1 && e.Ranking[0].Total != e.Ranking[1].Total {
			t.Errorf("everything is known, and the verdict is %v", e.Verdict.Platforms)
		}
	}
	for _, name := range example.Names {
		t.Run(name, func(t *testing.T) { known(t, profile(t, name, nil), rand.New(rand.NewPCG(7, 7))) })
	}
	for seed := range uint64(20) {
		t.Run(fmt.Sprint("drawn-", seed), func(t *testing.T) {
			d := draw(seed, 7)
			known(t, d.Profile(t), d.Rand)
		})
	}
}

// bare is a platform of which only the one edition is known.
func bare(p *vendorfit.Platform) *vendorfit.Platform {
	nobody := vendorfit.Stated{State: vendorfit.Unknown}
	return &vendorfit.Platform{
		ID: p.ID, Name: p.Name, Vendor: vendorfit.Vendor{Name: nobody, Headquarters: nobody, Jurisdiction: nobody},
		Facts: []vendorfit.Fact{{ID: "f1", About: "editions", Value: "one", Source: "https://example.org", SourceType: "vendor", AsOf: "undated", Checked: example.Today, Confidence: vendorfit.High}},
		Values: []vendorfit.Row{{Attribute: "editions", Facts: []string{"f1"}, Value: []any{map[string]any{
			"name": "One", "price": map[string]any{"amount": "50", "currency": "USD", "per": "full_seat", "period": "month"},
		}}}},
	}
}

// whole answers every attribute but the editions and the offer.
func whole(b *vendorfit.Book, platform string, rng *rand.Rand) []vendorfit.Answer {
	var out []vendorfit.Answer
	for _, place := range b.Places() {
		a := vendorfit.Answer{Platform: platform, Attribute: place.Attribute.ID, Member: place.Member, Source: "letter", AsOf: example.Today, GivenBy: "buyer"}
		vocab := place.Attribute.Vocab
		switch place.Attribute.Type {
		case "access":
			a.Value = "all"
		case "number":
			a.Value = float64(1 + rng.IntN(20))
		case "money":
			a.Value = map[string]any{"amount": "20", "currency": "NOK", "per": "account", "period": "month"}
		case "set":
			a.State = vendorfit.Known
		case "ladder":
			a.Edition, a.Value = "One", float64(10+rng.IntN(1000))
		case "quota":
			a.Edition, a.Value = "One", map[string]any{"base": float64(100_000 + rng.IntN(5_000_000)), "perSeat": 0.0}
		default:
			a.Value = vocab[rng.IntN(len(vocab))].Code
		}
		if a.Attribute != "editions" && a.Attribute != "price.offer" {
			out = append(out, a)
		}
	}
	return out
}
