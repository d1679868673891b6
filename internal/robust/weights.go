package robust

import (
	"math"
	"math/big"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// rivals are the platforms that lead at the estimate when some one swing, sub-criterion weight or rule weight is multiplied by
// 0.8 or 1.2, other than the runner itself; none where it still leads (or shares the lead) under every such change.
//
// Who leads needs no shares, which divide every total by the same sum: a changed weight is tried in floating point, and only a
// lead that is too narrow for that is worked out exactly.
func rivals(e *vendorfit.Evaluation, runners []*vendorfit.Result, one int) []string {
	points := make([][]int64, len(runners))
	for i, r := range runners {
		points[i] = pointsByTerm(e, r)
	}
	w := newWeights(e)
	var out []string
	for _, id := range weightIDs(e) {
		for _, percent := range []int64{80, 120} {
			lead, sure := w.leader(id, float64(percent)/100, points, one)
			if !sure {
				factor := vendorfit.Scale{ID: id, Factor: big.NewRat(percent, 100)}
				shares := vendorfit.Shares(e.Book, e.Hearing.Terms(), w.swings, e.Hearing.Multiplier, factor)
				lead = leader(shares, points, one)
			}
			if lead != one {
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

// weights are an evaluation's weights before they are shares: W m of each criterion, w n of each sub-criterion, weight of each
// rule.
type weights struct {
	swings   []float64
	criteria []criterionWeight
	room     []float64
}

type criterionWeight struct {
	id  string
	wm  float64
	sub []subWeight
}

type subWeight struct {
	id    string
	w, n  float64
	rules []ruleWeight
}

type ruleWeight struct {
	id     string
	term   int
	weight float64
}

func newWeights(e *vendorfit.Evaluation) *weights {
	w := &weights{swings: vendorfit.Swings(e.Book, e.Hearing.Profile()), room: make([]float64, len(e.Weights))}
	for i := range e.Book.Criteria {
		c := &e.Book.Criteria[i]
		row := criterionWeight{id: c.ID, wm: w.swings[i] * e.Hearing.Multiplier(c.ID).Float()}
		for _, s := range c.Sub {
			if sub := newSubWeight(e, s); len(sub.rules) > 0 {
				row.sub = append(row.sub, sub)
			}
		}
		w.criteria = append(w.criteria, row)
	}
	return w
}

func newSubWeight(e *vendorfit.Evaluation, s vendorfit.SubCriterion) subWeight {
	sub, level := subWeight{id: s.ID, w: s.Weight}, 0
	for i := range e.Weights {
		if t := &e.Weights[i]; t.Criterion == s.ID && t.Applies && t.Weight > 0 {
			sub.rules = append(sub.rules, ruleWeight{id: t.Rule, term: i, weight: t.Weight.Float()})
			level = max(level, t.Level)
		}
	}
	sub.n = float64(level) / 3
	return sub
}

// raw is what each term weighs, not normalised, with one weight multiplied: W m (w n / sum of w) (weight / sum of weight), as
// [vendorfit.Shares] has it.
func (w *weights) raw(id string, factor float64) []float64 {
	scaled := func(at string, x float64) float64 {
		if at == id {
			return x * factor
		}
		return x
	}
	for _, c := range w.criteria {
		sum := 0.0
		for _, s := range c.sub {
			sum += scaled(s.id, s.w)
		}
		for _, s := range c.sub {
			part, all := scaled(c.id, c.wm)*scaled(s.id, s.w)*s.n/sum, 0.0
			for _, r := range s.rules {
				all += scaled(r.id, r.weight)
			}
			for _, r := range s.rules {
				w.room[r.term] = part * scaled(r.id, r.weight) / all
			}
		}
	}
	return w.room
}

// narrow is the lead, as a part of the total, under which floating point does not decide: shares are rounded to parts per
// billion, sixty of them.
const narrow = 1e-6

// leader is who leads with one weight multiplied; not sure where another is so near that rounding could decide.
func (w *weights) leader(id string, factor float64, points [][]int64, one int) (lead int, sure bool) {
	raw := w.raw(id, factor)
	totals := make([]float64, len(points))
	for i, p := range points {
		for k, x := range raw {
			totals[i] += float64(x * float64(p[k]))
		}
	}
	lead = one
	for i, t := range totals {
		if t > totals[lead] {
			lead = i
		}
	}
	for i, t := range totals {
		if i != lead && math.Abs(totals[lead]-t) < narrow*totals[lead] {
			return lead, false
		}
	}
	return lead, true
}
