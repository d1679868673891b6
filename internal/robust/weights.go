package robust

import (
	"math/big"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// rivals are the platforms that lead at the estimate when some one swing, sub-criterion weight or rule weight is multiplied by
// 0.8 or 1.2, other than the runner itself; none where it still leads (or shares the lead) under every such change.
func rivals(e *vendorfit.Evaluation, runners []*vendorfit.Result, one int) []string {
	points := make([][]int64, len(runners))
	for i, r := range runners {
		points[i] = pointsByTerm(e, r)
	}
	var out []string
	terms, swings := e.Hearing.Terms(), vendorfit.Swings(e.Book, e.Hearing.Profile())
	for _, id := range weightIDs(e) {
		for _, factor := range []*big.Rat{big.NewRat(4, 5), big.NewRat(6, 5)} {
			shares := vendorfit.Shares(e.Book, terms, swings, e.Hearing.Multiplier, vendorfit.Scale{ID: id, Factor: factor})
			if lead := leader(shares, points, one); lead != one {
				out = append(out, runners[lead].Knowledge.Platform.ID)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func pointsByTerm(e *vendorfit.Evaluation, r *vendorfit.Result) []int64 {
	points := make([]int64, len(e.Weights))
	for _, f := range r.Findings {
		if f.Kind == vendorfit.Score {
			points[f.Term] = int64(f.Points)
		}
	}
	return points
}

// weightIDs are the criteria, sub-criteria and rules that weigh in this evaluation. Ids of the three never meet: a rule's id
// has its sub-criterion's before it, and that its criterion's.
func weightIDs(e *vendorfit.Evaluation) []string {
	var ids []string
	for _, s := range e.Swings {
		if s.Share > 0 {
			ids = append(ids, s.Criterion.ID)
		}
	}
	for _, w := range e.Weights {
		if w.Share == 0 {
			continue
		}
		if !slices.Contains(ids, w.Criterion) {
			ids = append(ids, w.Criterion)
		}
		ids = append(ids, w.Rule)
	}
	return ids
}

// leader is the runner with the highest total; one of equals is the given one if it is among them.
func leader(shares []int64, points [][]int64, one int) int {
	total := func(i int) (t int64) {
		for k, s := range shares {
			t += s * points[i][k]
		}
		return t
	}
	lead, most := one, total(one)
	for i := range points {
		if t := total(i); t > most {
			lead, most = i, t
		}
	}
	return lead
}
