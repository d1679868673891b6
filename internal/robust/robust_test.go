package robust

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/example"
)

func decide(t testing.TB, r *vendorfit.Request, catalogue *vendorfit.Catalogue) *vendorfit.Evaluation {
	t.Helper()
	b := example.Book()
	if r.AsOf == "" {
		r.AsOf = example.Today
	}
	if catalogue == nil {
		catalogue = b.Catalogue
	}
	e, err := vendorfit.Evaluate(b, b.Book, catalogue, r)
	if err != nil {
		t.Fatal(err)
	}
	Decide(e)
	return e
}

func TestTheSetHoldsFirstPlace(t *testing.T) {
	for _, name := range example.Names {
		e := decide(t, &vendorfit.Request{Profile: example.Profile(t, name)}, nil)
		v := e.Verdict
		sum := 0.0
		for id, share := range v.First {
			if share <= 0 || share > 1 {
				t.Errorf("%s: %s is first in %v of the draws", name, id, share)
			}
			if slices.Contains(v.Platforms, id) {
				sum += share
			}
		}
		if len(v.Platforms) > 0 && sum < Holds {
			t.Errorf("%s: the set %v is first in %.3f of the draws only", name, v.Platforms, sum)
		}
		want := vendorfit.Shortlist
		switch {
		case len(v.Platforms) > Most:
			want = vendorfit.NotEnoughKnown
		case len(v.Platforms) == 1 && len(v.Confirm) == 0 && len(v.Rivals) == 0:
			want = vendorfit.Recommended
		}
		if v.Kind != want {
			t.Errorf("%s: %s of %v, to confirm %v, rivals %v", name, v.Kind, v.Platforms, v.Confirm, v.Rivals)
		}
	}
}

func TestSameSeedSameVerdict(t *testing.T) {
	profile := example.Profile(t, "membership-organisation")
	first := decide(t, &vendorfit.Request{Profile: profile}, nil)
	again := decide(t, &vendorfit.Request{Profile: profile}, nil)
	if fmt.Sprint(first.Verdict, first.Opens) != fmt.Sprint(again.Verdict, again.Opens) {
		t.Error("the same seed gave another verdict")
	}
	seed := uint64(2)
	other := decide(t, &vendorfit.Request{Profile: profile, Seed: &seed}, nil)
	if fmt.Sprint(first.Verdict.First) == fmt.Sprint(other.Verdict.First) {
		t.Error("another seed gave the same draws")
	}
}

// TestDecideLeavesTheEvaluationAlone: the draws write other values into what is known of a platform, and must take them back.
func TestDecideLeavesTheEvaluationAlone(t *testing.T) {
	b := example.Book()
	e, err := vendorfit.Evaluate(b, b.Book, b.Catalogue, &vendorfit.Request{Profile: example.Profile(t, "energy-retailer"), AsOf: example.Today})
	if err != nil {
		t.Fatal(err)
	}
	var before [][]*vendorfit.Value
	for _, r := range e.Ranking {
		before = append(before, slices.Clone(r.Knowledge.Values))
	}
	Decide(e)
	for i, r := range e.Ranking {
		if !slices.Equal(before[i], r.Knowledge.Values) {
			t.Errorf("%s has other values than before", r.Knowledge.Platform.ID)
		}
		for _, f := range e.Hearing.Judge(r.Knowledge).Findings {
			k := slices.IndexFunc(r.Findings, func(g vendorfit.Finding) bool { return g.Rule == f.Rule })
			if k < 0 || r.Findings[k].Points != f.Points || r.Findings[k].Low != f.Low || r.Findings[k].Outcome != f.Outcome {
				t.Errorf("%s: %s is judged otherwise after the draws", r.Knowledge.Platform.ID, f.Rule)
			}
		}
	}
}

// silent is a catalogue of platforms of which nothing is known.
func silent(n int) *vendorfit.Catalogue {
	c := &vendorfit.Catalogue{Revision: 1}
	for i := range n {
		nobody := vendorfit.Stated{State: vendorfit.Unknown}
		c.Platforms = append(c.Platforms, &vendorfit.Platform{
			ID: fmt.Sprintf("p%02d", i), Name: fmt.Sprintf("Platform %d", i),
			Vendor: vendorfit.Vendor{Name: nobody, Headquarters: nobody, Jurisdiction: nobody},
		})
	}
	return c
}

func TestNothingKnown(t *testing.T) {
	e := decide(t, &vendorfit.Request{Profile: example.Profile(t, "manufacturer-bc-fabric")}, silent(8))
	if e.Verdict.Kind != vendorfit.NotEnoughKnown {
		t.Errorf("of eight platforms of which nothing is known: %s of %v", e.Verdict.Kind, e.Verdict.Platforms)
	}
	if len(e.Opens) == 0 {
		t.Error("nothing is known and nothing is asked")
	}
}

func TestNoneEligible(t *testing.T) {
	only := []string{"monday-crm"}
	e := decide(t, &vendorfit.Request{Profile: example.Profile(t, "energy-retailer"), Only: only}, nil)
	if e.Verdict.Kind != vendorfit.NoneEligible || len(e.Verdict.Platforms) != 0 || !slices.Equal(e.Verdict.Among, only) {
		t.Errorf("%+v", e.Verdict)
	}
}

// TestRefusingDoesNotWin: a vendor that declines to answer is first no more often than one that nobody has asked.
func TestRefusingDoesNotWin(t *testing.T) {
	profile := example.Profile(t, "membership-organisation")
	var answers []vendorfit.Answer
	for _, attribute := range []string{"api.quota", "events.access", "sandbox.kind", "price.published", "renewal.uplift"} {
		answers = append(answers, vendorfit.Answer{Platform: "superoffice", Attribute: attribute, State: vendorfit.Declined, AsOf: "2026-11-01", Source: "letter"})
	}
	open := decide(t, &vendorfit.Request{Profile: profile}, nil)
	refused := decide(t, &vendorfit.Request{Profile: profile, Answers: answers}, nil)
	if before, after := open.Verdict.First["superoffice"], refused.Verdict.First["superoffice"]; after > before {
		t.Errorf("first in %.3f of the draws before, in %.3f after refusing", before, after)
	}
}

func TestSmallestSet(t *testing.T) {
	held := func(runs ...int) []bool { // alternately not held and held
		var out []bool
		for i, n := range runs {
			for range n {
				out = append(out, i%2 == 1)
			}
		}
		return append(out, make([]bool, Draws-len(out))...)
	}
	for _, c := range []struct {
		name string
		held [][]bool
		want []int
	}{
		{"one holds nine in ten", [][]bool{held(0, 900), held(900, 100)}, []int{0}},
		{"one holds just under it", [][]bool{held(0, 899), held(899, 101)}, []int{0, 1}},
		{"three", [][]bool{held(0, 300), held(300, 500), held(800, 200)}, []int{1, 0, 2}},
		{"a shared first place is held by both", [][]bool{held(0, 1000), held(0, 1000)}, []int{0}},
	} {
		if got := smallest(tally{held: c.held}); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestRivals: a leader by a hair on one criterion loses when that criterion weighs less.
func TestRivals(t *testing.T) {
	shares := []int64{500_000_000, 500_000_000}
	points := [][]int64{{1_000_000, 0}, {0, 990_000}}
	if leader(shares, points, 0) != 0 {
		t.Error("the first leads by a hair")
	}
	if leader([]int64{400_000_000, 600_000_000}, points, 0) != 1 {
		t.Error("with the second criterion up, the second leads")
	}
	if leader(shares, [][]int64{{1_000_000, 0}, {0, 1_000_000}}, 1) != 1 {
		t.Error("of equals the given one leads")
	}
}

// TestAnswersNarrow: learning what is open of the members shrinks the set, or at least does not widen it.
func TestAnswersNarrow(t *testing.T) {
	profile := example.Profile(t, "saas-scaleup")
	before := decide(t, &vendorfit.Request{Profile: profile}, nil)
	answers := []vendorfit.Answer{
		{Platform: "dynamics365", Attribute: "events.access", Value: "all", GivenBy: "vendor", Source: "letter", AsOf: "2026-11-20"},
		{Platform: "hubspot", Attribute: "ai.location", Value: "outside", GivenBy: "vendor", Source: "letter", AsOf: "2026-11-20"},
		{Platform: "hubspot", Attribute: "office.google", State: vendorfit.None, GivenBy: "vendor", Source: "letter", AsOf: "2026-11-20"},
		{Platform: "hubspot", Attribute: "connector.stripe", Value: "custom", GivenBy: "vendor", Source: "letter", AsOf: "2026-11-20"},
	}
	after := decide(t, &vendorfit.Request{Profile: profile, Answers: answers}, nil)
	if len(after.Verdict.Platforms) >= len(before.Verdict.Platforms) || slices.Contains(after.Verdict.Platforms, "hubspot") {
		t.Errorf("before %v, after %v", before.Verdict, after.Verdict)
	}
}

// TestWeightsAreShares: the weights tried in floating point are the shares, not normalised.
func TestWeightsAreShares(t *testing.T) {
	for _, name := range example.Names {
		e := decide(t, &vendorfit.Request{Profile: example.Profile(t, name)}, nil)
		w := newWeights(e)
		for _, id := range weightIDs(e) {
			shares := vendorfit.Shares(e.Book, e.Hearing.Terms(), w.swings, e.Hearing.Multiplier, vendorfit.Scale{ID: id, Factor: big.NewRat(4, 5)})
			raw, sum := w.raw(id, 0.8), 0.0
			for _, x := range raw {
				sum += x
			}
			for i, s := range shares {
				if math.Abs(float64(s)-raw[i]/sum*1e9) > 1 {
					t.Fatalf("%s with %s x 0.8: %s has the share %d, not %f", name, id, e.Weights[i].Rule, s, raw[i]/sum*1e9)
				}
			}
		}
	}
}
