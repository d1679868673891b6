package rules_test

import (
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/drawn"
	"github.com/vendorfit/vendorfit/internal/example"
)

func draw(seed, stream uint64) *drawn.Drawing {
	return drawn.New(example.Book().Book, example.Book().Catalogue, seed, stream)
}

// TestDrawn: what is drawn is valid, and of all kinds.
func TestDrawn(t *testing.T) {
	standings, states := map[vendorfit.Standing]int{}, map[vendorfit.State]int{}
	for seed := range uint64(20) {
		d := draw(seed, 3)
		e := evaluate(t, d.Profile(t), d.Catalogue(t), vendorfit.Request{})
		for _, r := range e.Ranking {
			standings[r.Standing]++
			for _, f := range r.Findings {
				if f.Failed != nil {
					t.Errorf("%s: %v", r.Knowledge.Platform.ID, f.Failed)
				}
			}
			for _, v := range r.Knowledge.Values {
				states[v.State]++
			}
		}
	}
	if len(states) != 6 || len(standings) < 2 {
		t.Errorf("only %v and %v were drawn", states, standings)
	}
}
