// Package robust says how far a ranking can be trusted: the verdict is the set of platforms that what is not known cannot tell
// apart, found by drawing the open values many times; a set of one is a recommendation only where it also survives other
// weights.
//
// Open values are drawn under two priors. Under the first, a finding lies anywhere in its interval, as far along as the values
// it reads are drawn. Under the second, an open value is that of another platform of the public catalogue, and the rule is run
// again. What is common to a platform in one draw is followed by each of its values with probability params.open.shared: what
// is not known of a vendor hangs together, and forty unknowns drawn one by one would average out to a certainty nobody has.
package robust

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Draws is the number of draws under each of the two priors.
const Draws = 1000

// Holds is the share of draws in which the verdict's set must hold first place, under each prior.
const Holds = 0.9

// Most is the largest set that is still a shortlist; above it not enough is known.
const Most = 6

// Decide fills in the verdict of an evaluation, what would remove each member, and the open questions. The same evaluation and
// seed give the same verdict on every machine.
func Decide(e *vendorfit.Evaluation) {
	e.Verdict = vendorfit.Verdict{Draws: Draws, Among: e.Request.Only}
	runners := standing(e)
	if len(runners) == 0 {
		e.Verdict.Kind = vendorfit.NoneEligible
		e.Opens = questions(e)
		return
	}
	first := lots(e, runners)
	set := smallest(first[0])
	for _, i := range smallest(first[1]) {
		if !slices.Contains(set, i) {
			set = append(set, i)
		}
	}
	slices.Sort(set) // runners stand in the order of the ranking
	announce(e, runners, set, first)
	for _, i := range set {
		runners[i].WouldRemove = removals(e, runners[i])
	}
	e.Opens = questions(e)
}

// standing are the results that are not excluded, in the order of the ranking.
func standing(e *vendorfit.Evaluation) []*vendorfit.Result {
	var in []*vendorfit.Result
	for i := range e.Ranking {
		if e.Ranking[i].Standing != vendorfit.Excluded {
			in = append(in, &e.Ranking[i])
		}
	}
	return in
}

// tally counts, per prior, in which draws each runner holds or shares first place.
type tally struct{ held [][]bool } // by runner, by draw

func (t tally) share(runner int) float64 {
	n := 0
	for _, h := range t.held[runner] {
		if h {
			n++
		}
	}
	return float64(n) / Draws
}

// lots draws every runner under both priors and keeps who leads in each draw.
func lots(e *vendorfit.Evaluation, runners []*vendorfit.Result) [2]tally {
	tables, lenders := make([]*table, len(runners)), &donors{book: e.Book, known: e.Public(), loans: map[loanKey]loan{}}
	for i, r := range runners {
		tables[i] = newTable(e, r, lenders)
		defer tables[i].restore()
	}
	// Numbers are consumed in the order of ids, not of places, so that a total that moves a platform past another does not
	// hand both of them other draws.
	order := byID(runners)
	var out [2]tally
	totals := make([]int64, len(runners))
	for prior := range out {
		out[prior].held = make([][]bool, len(runners))
		for i := range runners {
			out[prior].held[i] = make([]bool, Draws)
		}
		for n := range Draws {
			rng := rand.New(rand.NewPCG(e.Seed, uint64(prior)<<32|uint64(n)))
			for _, i := range order {
				totals[i] = tables[i].draw(prior, rng)
			}
			if prior == 1 {
				finish(tables, totals, order, rng)
			}
			lead := slices.Max(totals)
			for i, t := range totals {
				out[prior].held[i][n] = t == lead
			}
		}
	}
	return out
}

func byID(runners []*vendorfit.Result) []int {
	order := make([]int, len(runners))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return strings.Compare(runners[a].Knowledge.Platform.ID, runners[b].Knowledge.Platform.ID)
	})
	return order
}

// smallest is the smallest set of runners one of which holds first place in [Holds] of the draws, built by taking each time the
// one that leads in most of the draws that are left; of equals the one that ranks higher. Without ties the draws are disjoint
// and no set can be smaller.
func smallest(t tally) []int {
	var set []int
	covered := make([]bool, Draws)
	for left := Draws; float64(Draws-left) < Holds*Draws; {
		best, most := -1, 0
		for i, held := range t.held {
			if n := fresh(held, covered); n > most {
				best, most = i, n
			}
		}
		for n, h := range t.held[best] {
			covered[n] = covered[n] || h
		}
		set, left = append(set, best), left-most
	}
	return set
}

func fresh(held, covered []bool) int {
	n := 0
	for i, h := range held {
		if h && !covered[i] {
			n++
		}
	}
	return n
}

// announce names the verdict of a set.
func announce(e *vendorfit.Evaluation, runners []*vendorfit.Result, set []int, first [2]tally) {
	v := &e.Verdict
	v.First = map[string]float64{}
	for i, r := range runners {
		if share := (first[0].share(i) + first[1].share(i)) / 2; share > 0 {
			v.First[r.Knowledge.Platform.ID] = share
		}
	}
	for _, i := range set {
		v.Platforms = append(v.Platforms, runners[i].Knowledge.Platform.ID)
	}
	switch {
	case len(set) > Most:
		v.Kind = vendorfit.NotEnoughKnown
	case len(set) > 1:
		v.Kind = vendorfit.Shortlist
	default:
		one := runners[set[0]]
		v.Kind, v.Confirm, v.Rivals = vendorfit.Shortlist, toConfirm(one), rivals(e, runners, set[0])
		if len(v.Confirm) == 0 && len(v.Rivals) == 0 {
			v.Kind = vendorfit.Recommended
		}
	}
}

// toConfirm are the gates of a platform that are still to be confirmed.
func toConfirm(r *vendorfit.Result) []string {
	var gates []string
	for _, f := range r.Findings {
		if f.Kind == vendorfit.Gate && f.Outcome == vendorfit.ToConfirm && f.Lifted == nil {
			gates = append(gates, f.Rule)
		}
	}
	return gates
}
