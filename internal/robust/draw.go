package robust

import (
	"math/rand/v2"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// table draws one platform. What no open value touches is summed once.
type table struct {
	fixed  int64 // sum of share x points of the findings that do not move
	moving []moving
	values []openValue
	at     map[vendorfit.Slot]int // index into values
	shared float64                // params.open.shared

	result  *vendorfit.Result
	donors  *donors
	rejudge vendorfit.Rejudge
	written bool  // this draw's values stand in the platform's knowledge
	open    []int // room for stillOpen

	// Of a draw under the second prior: what its values share, the findings put off, and the most that these can add.
	common common
	late   []*moving
	most   int64
}

// moving is a score finding whose interval an open value opens.
type moving struct {
	term  int
	share int64
	interval
	values []int // the values it reads, as indexes into table.values
	reach  []int // those, and the values that it reads only where others are known
	seen   map[uint64]interval
}

// interval is a finding's points in millionths.
type interval struct{ low, points, high int64 }

// openValue is a value of the platform that is open or soft.
type openValue struct {
	slot    vendorfit.Slot
	mine    *vendorfit.Value
	soft    bool
	notSeen bool
	lend    loan
	u       float64          // this draw: how far from worst to best it lies, 0..1; settled where it is known in this draw
	taken   *vendorfit.Value // this draw, second prior: what it is taken to be
	pick    int              // this draw, second prior: identifies taken among the values it can take
}

// settled marks a value that is known in a draw: it has its own estimate, or a donor's value.
const settled = -1

func newTable(e *vendorfit.Evaluation, r *vendorfit.Result, d *donors) *table {
	t := &table{shared: e.Book.Number("open.shared"), result: r, donors: d, at: map[vendorfit.Slot]int{}}
	for _, f := range r.Findings {
		if f.Kind != vendorfit.Score || f.Share == 0 {
			continue
		}
		m := moving{term: f.Term, share: f.Share, interval: interval{int64(f.Low), int64(f.Points), int64(f.High)}}
		if f.Low < f.High {
			m.values = t.opens(f.Reads, nil)
		}
		if len(m.values) == 0 { // an interval without an open value stays at its estimate
			t.fixed += f.Contribution
			continue
		}
		m.reach, m.seen = m.values[:len(m.values):len(m.values)], map[uint64]interval{}
		t.moving = append(t.moving, m)
	}
	t.rejudge = e.Hearing.Again(r.Knowledge)
	return t
}

// opens adds to out the values among reads that are open or soft.
func (t *table) opens(reads []vendorfit.Slot, out []int) []int {
	for _, s := range reads {
		i, ok := t.at[s]
		if !ok {
			v := t.result.Knowledge.At(s)
			if s == vendorfit.NoSlot || !v.Open() && !v.Soft() {
				continue
			}
			i = len(t.values)
			t.at[s] = i
			t.values = append(t.values, openValue{slot: s, mine: v, soft: v.Soft(), notSeen: v.State == vendorfit.NotSeen, lend: t.donors.lend(s, v, t.result)})
		}
		if !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	return out
}

// draw is the platform's total in one draw, in units of 1e-13 point.
func (t *table) draw(prior int, rng *rand.Rand) int64 {
	if prior == 1 {
		return t.fromDonors(rng)
	}
	return t.alongIntervals(rng)
}

// alongIntervals draws under the first prior: each value lies u of the way from worst to best, and a finding at the mean of the
// values it reads.
func (t *table) alongIntervals(rng *rand.Rand) int64 {
	common, lower := rng.Float64(), rng.Float64()
	for i := range t.values {
		v := &t.values[i]
		u, second := common, lower
		if rng.Float64() >= t.shared {
			u, second = rng.Float64(), rng.Float64()
		}
		v.u = v.way(u, second)
		if v.soft && rng.Float64() < 0.5 {
			v.u = settled
		}
	}
	total := t.fixed
	for i := range t.moving {
		m := &t.moving[i]
		total += m.share * t.place(m.values, m.interval)
	}
	return total
}

// way is how far from worst to best a value lies: one that is not seen takes the lower of two draws, a declined one the worst.
func (v *openValue) way(u, second float64) float64 {
	switch {
	case v.mine.State == vendorfit.Declined:
		return 0
	case v.notSeen:
		return min(u, second)
	}
	return u
}

// place is where a finding lies, in millionths: the mean way of the values it reads. A value that keeps its estimate lies where
// the finding's estimate does.
func (t *table) place(values []int, p interval) int64 {
	span := float64(p.high - p.low)
	if span == 0 || len(values) == 0 {
		return p.points
	}
	sum := 0.0
	for _, i := range values {
		u := t.values[i].u
		if u == settled {
			u = float64(p.points-p.low) / span
		}
		sum += u
	}
	return p.low + int64(float64(sum/float64(len(values)))*span)
}
