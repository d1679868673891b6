package vendorfit

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
)

// Swings are what worst-to-best on each criterion of the top level is worth to the buyer: the book's, or the buyer's own where
// priorities are given. Own requirements have none unless the buyer gives some.
func Swings(b *Book, p *Profile) []float64 {
	swings := make([]float64, len(b.Criteria))
	given := givenAll(b, p)
	for i, c := range b.Criteria {
		swings[i] = c.Swing
		if own, ok := p.Priorities[c.ID]; ok && (given || c.Swing == 0) {
			swings[i] = own
		}
	}
	return swings
}

// givenAll tells whether the buyer gave points to the criteria at large, not only to those that have none in the book.
func givenAll(b *Book, p *Profile) bool {
	return slices.ContainsFunc(b.Criteria, func(c Criterion) bool {
		_, ok := p.Priorities[c.ID]
		return ok && c.Swing > 0
	})
}

// Scale multiplies single weights on the way to the shares: of a criterion, a sub-criterion or a rule, by id. The zero Scale
// changes nothing.
type Scale struct {
	ID     string
	Factor *big.Rat
}

func (s Scale) of(id string, x *big.Rat) *big.Rat {
	if s.Factor == nil || s.ID != id {
		return x
	}
	return new(big.Rat).Mul(x, s.Factor)
}

// Shares gives each term its part of the decision in parts per billion; they add up to a billion, or are all 0 where nothing
// that applies has weight.
//
//	share = (W m N / sum of W m N) x (w n / sum of w n) x (weight / sum of weight)
//
// over what applies, with W and m the swing and multiplier of the criterion, w and n the weight and the need level / 3 of the
// sub-criterion, and N = sum of w n / sum of w in the criterion: a lone wish does not weigh like a must. They are computed
// exactly and rounded by largest remainder; of equal remainders the earlier term takes the unit.
func Shares(b *Book, terms []Term, swings []float64, multiplier func(criterion string) Micro, scale Scale) []int64 {
	raw := make([]*big.Rat, len(terms))
	sum := new(big.Rat)
	for i := range b.Criteria {
		c := &b.Criteria[i]
		weighCriterion(c, swings[i], multiplier(c.ID), terms, scale, raw, sum)
	}
	if sum.Sign() == 0 {
		return make([]int64, len(terms))
	}
	return largestRemainder(raw, sum)
}

// weighCriterion fills the unnormalised shares of a criterion's terms: W m (w n / sum of w) (weight / sum of weight). The sums
// of w n in N and in the formula cancel out.
func weighCriterion(c *Criterion, swing float64, m Micro, terms []Term, scale Scale, raw []*big.Rat, sum *big.Rat) {
	wm := scale.of(c.ID, new(big.Rat).Mul(decimal(swing), micros(m)))
	if wm.Sign() <= 0 {
		return
	}
	var subs []subWeight
	total := new(big.Rat)
	for i := range c.Sub {
		if s, ok := weighSub(&c.Sub[i], terms, scale); ok {
			subs = append(subs, s)
			total.Add(total, s.weight)
		}
	}
	for _, s := range subs {
		part := new(big.Rat).Quo(new(big.Rat).Mul(wm, s.needed), total)
		for k, i := range s.terms {
			raw[i] = new(big.Rat).Quo(new(big.Rat).Mul(part, s.weights[k]), s.sum)
			sum.Add(sum, raw[i])
		}
	}
}

type subWeight struct {
	weight, needed *big.Rat // w and w n
	terms          []int
	weights        []*big.Rat
	sum            *big.Rat
}

func weighSub(sub *SubCriterion, terms []Term, scale Scale) (subWeight, bool) {
	s := subWeight{sum: new(big.Rat)}
	level := 0
	for i := range terms {
		t := &terms[i]
		if t.Criterion != sub.ID || !t.Applies || t.Weight <= 0 {
			continue
		}
		w := scale.of(t.Rule, micros(t.Weight))
		s.terms, s.weights = append(s.terms, i), append(s.weights, w)
		s.sum.Add(s.sum, w)
		level = max(level, t.Level)
	}
	if len(s.terms) == 0 {
		return s, false
	}
	s.weight = scale.of(sub.ID, decimal(sub.Weight))
	s.needed = new(big.Rat).Mul(s.weight, big.NewRat(int64(level), 3))
	return s, true
}

// largestRemainder rounds raw / sum to parts per billion that add up to a billion.
func largestRemainder(raw []*big.Rat, sum *big.Rat) []int64 {
	shares := make([]int64, len(raw))
	type left struct {
		at   int
		rest *big.Rat
	}
	var rests []left
	missing := Billion
	scaled, whole := new(big.Rat), new(big.Int)
	for i, x := range raw {
		if x == nil || x.Sign() == 0 {
			continue
		}
		scaled.Mul(scaled.Quo(x, sum), big.NewRat(Billion, 1))
		whole.Quo(scaled.Num(), scaled.Denom())
		shares[i] = whole.Int64()
		missing -= shares[i]
		rests = append(rests, left{i, new(big.Rat).Sub(scaled, new(big.Rat).SetInt(whole))})
	}
	slices.SortStableFunc(rests, func(a, b left) int { return b.rest.Cmp(a.rest) })
	for _, l := range rests[:missing] {
		shares[l.at]++
	}
	return shares
}

// decimal is the number as it was written: the shortest decimal that gives this float64.
func decimal(x float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	return r
}

func micros(m Micro) *big.Rat { return big.NewRat(int64(m), int64(Million)) }

// standing is the gravest outcome of the gates that are not lifted: excluded, toConfirm (also of a gate that could only make it
// conditional), conditional, eligible.
func standing(findings []Finding) Standing {
	grave := 0
	for _, f := range findings {
		switch {
		case f.Kind != Gate && f.Kind != Edition || f.Lifted != nil:
		case f.Outcome == Fail && f.Exclude:
			grave = max(grave, 3)
		case f.Outcome == ToConfirm:
			grave = max(grave, 2)
		case f.Outcome == Fail:
			grave = max(grave, 1)
		}
	}
	return []Standing{Eligible, Conditional, Unconfirmed, Excluded}[grave]
}

// rank orders results by total, excluded platforms last and equal totals by id, and numbers them: equal totals share a place,
// and excluded platforms count on.
func rank(results []Result) {
	out := func(r *Result) int {
		if r.Standing == Excluded {
			return 1
		}
		return 0
	}
	slices.SortFunc(results, func(a, b Result) int {
		return cmp.Or(out(&a)-out(&b), cmp.Compare(b.Total, a.Total), cmp.Compare(a.Knowledge.Platform.ID, b.Knowledge.Platform.ID))
	})
	for i := range results {
		results[i].Rank = i + 1
		if i > 0 && results[i].Total == results[i-1].Total && out(&results[i]) == out(&results[i-1]) {
			results[i].Rank = results[i-1].Rank
		}
	}
}
