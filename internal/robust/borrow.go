package robust

import (
	"math/rand/v2"

	"github.com/vendorfit/vendorfit"
)

// fromDonors draws under the second prior: every open value takes a donor's, and the rules that read it are run again. What no
// platform knows, or the vendor declined to say, stays open and lies as under the first prior.
//
// A finding that reads so many values that nothing said of them is ever said again is put off ([table.finish]): it is run only
// where it can still bring the platform to the lead.
func (t *table) fromDonors(rng *rand.Rand) int64 {
	t.written, t.late, t.most = false, t.late[:0], 0
	t.common = common{rng.Float64(), rng.Float64(), t.donors.any(rng), t.donors.any(rng)}
	for i := range t.values {
		t.borrow(&t.values[i], t.common, rng)
	}
	total := t.fixed
	for i := range t.moving {
		m := &t.moving[i]
		if _, ok := t.key(m); !ok {
			t.late = append(t.late, m)
			t.most += m.share * int64(vendorfit.Million)
			continue
		}
		total += t.moved(m, rng)
	}
	return total
}

func (t *table) moved(m *moving, rng *rand.Rand) int64 {
	p := t.again(m, t.common, rng)
	return m.share * t.place(t.stillOpen(m), p)
}

// finish adds the findings that were put off to the totals of a draw, of the platform that leads without them first and of the
// others while they can still overtake it. Totals that stay unfinished are below the lead, which is all that is asked of them.
func finish(tables []*table, totals []int64, order []int, rng *rand.Rand) {
	lead := 0
	for _, i := range order {
		if totals[i] > totals[lead] {
			lead = i
		}
	}
	tables[lead].finish(&totals[lead], rng)
	for _, i := range order {
		if i != lead && totals[i]+tables[i].most >= totals[lead] {
			tables[i].finish(&totals[i], rng)
		}
	}
}

func (t *table) finish(total *int64, rng *rand.Rand) {
	for _, m := range t.late {
		*total += t.moved(m, rng)
	}
}

// common is what a platform's values share in one draw: two ways from worst to best, and two donors.
type common struct {
	u, lower      float64
	first, second int
}

// borrow decides what a value is taken to be in this draw. Numbers are drawn only where they are needed: this is half the time
// of a verdict.
func (t *table) borrow(v *openValue, c common, rng *rand.Rand) {
	if v.soft && rng.Float64() < 0.5 {
		v.u, v.taken, v.pick = settled, v.lend.own, v.lend.kinds
		return
	}
	follow := rng.Float64() < t.shared
	if v.mine.State == vendorfit.Declined || len(v.lend.some) == 0 {
		if !follow {
			c.u, c.lower = rng.Float64(), rng.Float64()
		}
		v.u, v.taken, v.pick = v.way(c.u, c.lower), v.mine, v.lend.kinds+1
		return
	}
	if !follow {
		c.first, c.second = t.donors.any(rng), t.donors.any(rng)
	}
	d := v.lend.donor(c.first, rng)
	if v.notSeen {
		if e := v.lend.donor(c.second, rng); v.lend.worth[e] < v.lend.worth[d] {
			d = e
		}
	}
	v.u, v.taken, v.pick = settled, v.lend.from[d], v.lend.kind[d]
}

// any is some donor; 0 where the catalogue is empty and nobody lends.
func (d *donors) any(rng *rand.Rand) int { return rng.IntN(max(1, len(d.known))) }

// donor is the given one where it knows, else one that does.
func (l *loan) donor(d int, rng *rand.Rand) int {
	if l.from[d] != nil {
		return d
	}
	return l.some[rng.IntN(len(l.some))]
}

// stillOpen are the values of a finding that no donor settled in this draw. None: the finding stays at its estimate.
func (t *table) stillOpen(m *moving) []int {
	open := t.open[:0]
	for _, i := range m.reach {
		if t.values[i].u != settled {
			open = append(open, i)
		}
	}
	t.open = open
	return open
}

// again runs the rule of a finding with the values of this draw, or remembers what it said of the same values before.
func (t *table) again(m *moving, c common, rng *rand.Rand) interval {
	for {
		key, ok := t.key(m)
		if p, seen := m.seen[key]; ok && seen {
			return p
		}
		t.write()
		low, points, high, reads := t.rejudge.Points(m.term)
		before, known := len(m.reach), len(t.values)
		m.reach = t.opens(reads, m.reach)
		if len(m.reach) == before {
			p := interval{int64(low), int64(points), int64(high)}
			if ok {
				m.seen[key] = p
			}
			return p
		}
		// With other values known, the rule reads values that it did not read before; what it said so far was said of fewer.
		clear(m.seen)
		for i := known; i < len(t.values); i++ {
			t.borrow(&t.values[i], c, rng)
			t.written = false
		}
	}
}

// key numbers the values that a finding reads in this draw; not ok where there are too many ways to number.
func (t *table) key(m *moving) (key uint64, ok bool) {
	const most = 1 << 16 // a thousand draws seldom meet the same values among more
	ways := uint64(1)
	for _, i := range m.reach {
		n := uint64(t.values[i].lend.kinds + 2)
		key = key*n + uint64(t.values[i].pick)
		if ways *= n; ways > most {
			return 0, false
		}
	}
	return key, true
}

// write lays this draw's values into the platform's knowledge, once a draw.
func (t *table) write() {
	if t.written {
		return
	}
	for i := range t.values {
		t.result.Knowledge.Values[t.values[i].slot] = t.values[i].taken
	}
	t.rejudge.Changed()
	t.written = true
}

// restore gives the platform its own values back.
func (t *table) restore() {
	for i := range t.values {
		t.result.Knowledge.Values[t.values[i].slot] = t.values[i].mine
	}
	t.rejudge.Changed()
}
