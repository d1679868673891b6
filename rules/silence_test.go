package rules_test

import (
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/example"
)

// TestSilenceNeverPays: with the edition held, a vendor that will not say what is known gains no points by it; nor is declining
// ever better than a search without result, or that better than not having looked.
func TestSilenceNeverPays(t *testing.T) {
	tried := 0
	for _, name := range example.Names {
		tried += silences(t, evaluate(t, profile(t, name, nil), nil, vendorfit.Request{}))
	}
	for seed := range uint64(30) {
		d := draw(seed, 5)
		tried += silences(t, evaluate(t, d.Profile(t), d.Catalogue(t), vendorfit.Request{}))
	}
	if tried < 20_000 {
		t.Fatalf("only %d values were refused", tried)
	}
}

// silences refuses every value of every platform, one at a time.
func silences(t *testing.T, e *vendorfit.Evaluation) (tried int) {
	t.Helper()
	for i := range e.Ranking {
		k := e.Ranking[i].Knowledge
		again := e.Hearing.Again(k)
		for slot, place := range e.Book.Places() {
			was := k.Values[slot]
			said := total(e, again)
			silent := map[vendorfit.State]int64{}
			for _, state := range []vendorfit.State{vendorfit.Declined, vendorfit.NotSeen, vendorfit.Unknown} {
				k.Values[slot] = &vendorfit.Value{State: state}
				silent[state] = total(e, again)
			}
			k.Values[slot] = was
			tried++
			if silent[vendorfit.Declined] > silent[vendorfit.NotSeen] || silent[vendorfit.NotSeen] > silent[vendorfit.Unknown] {
				t.Errorf("%s: %s %s: a total of %d declined, %d not seen, %d unknown", k.Platform.ID, place.Attribute.ID, place.Member,
					silent[vendorfit.Declined], silent[vendorfit.NotSeen], silent[vendorfit.Unknown])
			}
			if !was.Open() && foreseen(place.Attribute, was) && silent[vendorfit.Declined] > said {
				t.Errorf("%s: %s %s: a total of %d declined, %d as it is known: %+v", k.Platform.ID, place.Attribute.ID, place.Member, silent[vendorfit.Declined], said, *was)
			}
		}
		again.Changed()
	}
	return tried
}

// total is that of one platform with its values as they now stand.
func total(e *vendorfit.Evaluation, again vendorfit.Rejudge) (sum int64) {
	again.Changed()
	for i, w := range e.Weights {
		if w.Share > 0 {
			_, points, _, _ := again.Points(i)
			sum += w.Share * int64(points)
		}
	}
	return sum
}
