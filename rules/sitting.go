package rules

import (
	"math"
	"slices"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// The passes in which a rule is run. doubted is for gates: what is not in date and of high confidence counts as true there, so
// that a gate that is false in it has failed on values that a platform may be excluded for.
const (
	worst = iota
	estimate
	best
	doubted
	passes
)

// results are what one site comes to on one platform, in every pass; a truth is 0 or 1. Where something behind it is open, the
// estimate stands q of the way, 0..1, between two ends: worst and best with stale and low-confidence values at their value.
type results struct {
	at       [passes]float64
	open     bool
	from, to float64
	q        float64
}

// same is a result that is the same in all passes.
func same(x float64) results { return results{at: [passes]float64{x, x, x, x}, from: x, to: x} }

// varies tells that the passes do not agree.
func (r *results) varies() bool {
	return r.at[worst] != r.at[estimate] || r.at[estimate] != r.at[best]
}

// spread holds the estimate between worst and best, whichever way they run: where a stale or low-confidence value lies outside
// the range of an open one, the range reaches to it.
func spread(w, e, b float64) results {
	if w <= b {
		w, b = min(w, e), max(b, e)
	} else {
		w, b = max(w, e), min(b, e)
	}
	return results{at: [passes]float64{w, e, b, b}, from: e, to: e}
}

// between is the result of an open value: the estimate lies q of the way from worst to best.
func between(w, b, q float64) results {
	return results{at: [passes]float64{w, w + float64(q*(b-w)), b, b}, open: true, from: w, to: b, q: q}
}

// sitting is one platform before a hearing. What each site comes to is found out once, when a rule first asks.
type sitting struct {
	hearing *hearing
	known   *vendorfit.Knowledge
	sheet   *derive.Sheet
	results []results
	asked   []uint32 // by site: the turn in which its results were found
	turn    uint32
}

// take turns to another platform, or to other values of the same one.
func (s *sitting) take(k *vendorfit.Knowledge, sheet *derive.Sheet) {
	s.known, s.sheet = k, sheet
	s.turn++
}

// at are the results of a site.
func (s *sitting) at(i int) *results {
	if s.asked[i] != s.turn {
		s.results[i] = s.find(&s.hearing.book.sites[i], s.hearing.bound(i))
		s.asked[i] = s.turn
	}
	return &s.results[i]
}

// find works out one site.
func (s *sitting) find(x *site, b *binding) results {
	switch x.does {
	case scaling:
		return s.scaled(s.find(x.inner, b.inner), b)
	case connecting:
		return s.reach(b)
	case warehousing:
		return s.pointsOf(s.known.At(b.slot), b.attribute, 1)
	case derivedNumber:
		return quantity(s.sheet.Number(b.derived))
	case derivedTruth:
		return s.derivedTruth(x, b)
	}
	v := s.known.At(x.slot)
	switch x.does {
	case meeting:
		return s.pointsOf(v, x.attribute, b.points)
	case accessing:
		return s.fact(v, s.accessPoints(v), 0, 1)
	case reaching:
		return s.ranged(v, 0, 1, func(n float64) float64 { return enough(n, b.level) })
	case numbering:
		return s.ranged(v, b.ends[0], b.ends[1], func(n float64) float64 { return n })
	case obtaining:
		return truthOf(v, v.Access.Included >= 0 || v.Access.AddOn >= 0, false)
	case oneOfCodes:
		return truthOf(v, slices.Contains(x.codes, v.Code), false)
	case noneOfCodes:
		return truthOf(v, !slices.Contains(x.codes, v.Code), true)
	}
	return s.pointsOf(v, x.attribute, 1)
}

// fact is a number that follows from one value: x where there is one. A no stands at worst; a no past its shelf life keeps
// that as its estimate and opens the interval.
func (s *sitting) fact(v *vendorfit.Value, x, w, b float64) results {
	if v.Denied {
		x = w
	}
	switch {
	case v.Open():
		return between(w, b, s.hearing.book.openShare(v.State))
	case v.Soft():
		return spread(w, x, b)
	}
	return same(x)
}

// pointsOf are the points of a value's vocabulary, against those of a code that is asked for: more than those earns nothing.
func (s *sitting) pointsOf(v *vendorfit.Value, a *vendorfit.Attribute, asked float64) results {
	w, b := 0.0, 1.0
	if a != nil {
		w, b = a.Bounds()
	}
	return s.fact(v, min(1, v.Points/asked), min(1, w/asked), min(1, b/asked))
}

// ranged is a number, or what it comes to against one that is asked for. Where sources differ it stands at the two ends.
func (s *sitting) ranged(v *vendorfit.Value, w, b float64, of func(float64) float64) results {
	r := s.fact(v, of((v.Low+v.High)/2), w, b)
	if v.Open() || v.Denied || v.Low == v.High {
		return r
	}
	low, high := of(v.Low), of(v.High)
	if w > b {
		low, high = high, low
	}
	if v.Soft() {
		return spread(spread(r.at[worst], low, r.at[best]).at[worst], r.at[estimate], spread(r.at[worst], high, r.at[best]).at[best])
	}
	return spread(low, r.at[estimate], high)
}

// enough is how far a number goes towards one that is asked for. Where nothing is asked for, everything is enough.
func enough(n, asked float64) float64 {
	if asked <= 0 {
		return 1
	}
	return clamp(n / asked)
}

// accessPoints say what the best of the ways is worth in which something is sold, seen from the edition to be bought.
func (s *sitting) accessPoints(v *vendorfit.Value) float64 {
	if !v.Has() {
		return 0
	}
	a, x := &s.hearing.book.access, v.Access
	edition := int(s.sheet.Number(s.hearing.book.edition).Estimate)
	points := 0.0
	switch {
	case x.Included >= 0 && x.Included <= edition:
		points = a.included
	case x.Included >= 0:
		points = max(a.aboveFloor, a.aboveStart-float64(a.aboveStep*float64(x.Included-edition)))
	}
	switch {
	case x.AddOn >= 0 && x.AddOn <= edition:
		points = max(points, a.addOn)
	case x.AddOn >= 0:
		points = max(points, a.addOnAbove)
	}
	return points
}

// truthOf is a truth that follows from one value; a no makes it what denied says.
func truthOf(v *vendorfit.Value, holds, denied bool) results {
	if v.Denied {
		holds = denied
	}
	x := 0.0
	if holds {
		x = 1
	}
	switch {
	case v.Open():
		return results{at: [passes]float64{0, 0, 1, 1}, open: true, to: 1}
	case v.Soft():
		return results{at: [passes]float64{0, x, 1, 1}, from: x, to: x}
	case !v.Sure():
		return results{at: [passes]float64{x, x, x, 1}, from: x, to: x}
	}
	return same(x)
}

// quantity is a derived number in its three passes.
func quantity(q vendorfit.Quantity) results {
	if q.Unlimited {
		return same(math.Inf(1))
	}
	return results{at: [passes]float64{q.Worst, q.Estimate, q.Best, q.Best}, open: q.Open, from: q.From, to: q.To, q: q.Q}
}

// derivedTruth is a derived truth. For a gate its sheet says what it comes to, since it knows what each member of a list of
// conditions rests on; a risk takes it at worst and at best.
func (s *sitting) derivedTruth(x *site, b *binding) results {
	q := s.sheet.Number(b.derived)
	r := results{at: [passes]float64{q.Worst, q.Worst, q.Best, q.Best}, open: q.Open, from: q.From, to: q.To}
	if !x.gate {
		return r
	}
	switch s.sheet.Gate(x.id) {
	case vendorfit.Pass:
		return same(1)
	case vendorfit.Fail:
		return same(0)
	}
	r.at = [passes]float64{0, 0, 1, 1}
	return r
}

// scaled puts a number between two anchors. The estimate of an open one lies between the scale's own results, so that the
// middle is the middle of the points.
func (s *sitting) scaled(in results, b *binding) results {
	of := func(x float64) float64 { return clamp((x - b.ends[0]) / (b.ends[1] - b.ends[0])) }
	e := of(in.at[estimate])
	if in.open {
		from := of(in.from)
		e = from + float64(in.q*(of(in.to)-from))
	}
	return spread(of(in.at[worst]), e, of(in.at[best]))
}
