package derive

import (
	"math"

	"github.com/vendorfit/vendorfit"
)

// Sheet has the derived quantities of one platform under one profile. Each is worked out when it is first asked for. It belongs to
// one goroutine.
type Sheet struct {
	*constants
	*slots
	deriver *Deriver
	profile *vendorfit.Profile
	totals  *Totals
	known   *vendorfit.Knowledge
	turn    uint32 // of the values; a quantity that was worked out in another turn is not used
	memos   [quantities]memo

	choice   vendorfit.EditionChoice
	resolved bool
	assumed  uint64 // rates of the book that were used in this turn

	// What quantities with parts leave beside their numbers.
	joined   []joined  // connections, one per link of the totals
	reached  []numbers // needsReachable, one per need at must
	wanted   []string  // the keys of those needs
	variants [readings][]Variant
}

// memo is one quantity, unrounded.
type memo struct {
	at        numbers
	open      bool
	q         float64 // of an open one: the lowest of params.open.* over the open values that count
	unlimited bool
	sure      bool // every value read that is not open is in date and of high confidence
	fails     bool // of a truth with members: one of them fails on values that are sure
	reads     []vendorfit.Slot
	marks     []uint64 // the slots among the reads, by bit
	code      string
	list      []string

	turn  uint32
	fixed bool
	out   vendorfit.Quantity
}

// Sheet lays out the quantities of a platform. The values of k may change between calls of [Sheet.Forget].
func (d *Deriver) Sheet(p *vendorfit.Profile, t *Totals, k *vendorfit.Knowledge) *Sheet {
	s := &Sheet{constants: &d.constants, slots: &d.slots, deriver: d, profile: p, totals: t, known: k, turn: 1}
	words := (len(k.Values) + 63) / 64
	marks := make([]uint64, words*quantities)
	for i := range s.memos {
		s.memos[i].marks = marks[i*words : (i+1)*words : (i+1)*words]
	}
	return s
}

// Forget drops everything that was worked out from the values, because they have changed. The edition is held, and so are the
// quantities that were fixed. What was read before may be overwritten.
func (s *Sheet) Forget() {
	s.turn++
	s.assumed = 0
}

// Number is a quantity by its number ([ID]); the zero Quantity where there is none.
func (s *Sheet) Number(i int) vendorfit.Quantity {
	if i < 0 || i >= quantities {
		return vendorfit.Quantity{}
	}
	return s.at(i).out
}

// Quantity is a quantity by its id; the zero Quantity where there is none.
func (s *Sheet) Quantity(id string) vendorfit.Quantity { return s.Number(ID(id)) }

// Fix gives a quantity a value instead of working it out. The error is of kind not found: there is no such quantity.
func (s *Sheet) Fix(id string, q vendorfit.Quantity) error {
	i := ID(id)
	if i < 0 {
		return &vendorfit.Error{Kind: vendorfit.NotFound, Message: vendorfit.Text{
			En: "there is no derived quantity called " + id, Nb: "det finnes ingen avledet størrelse som heter " + id,
		}}
	}
	m := &s.memos[i]
	m.begin(s.turn)
	m.fixed, m.open, m.q, m.code, m.list, m.unlimited = true, q.Open, q.Q, q.Code, q.List, q.Unlimited
	m.at = ends(q.Worst, q.Estimate, q.Best)
	m.fails = m.at[worst] == 0 && m.at[best] == 0
	m.out = q
	m.out.From, m.out.To = q.Worst, q.Best
	if i == idEdition {
		s.choice, s.resolved = vendorfit.EditionChoice{Rank: int(q.Estimate)}, true
	}
	return nil
}

// Gate is what a gate that asks for a truth comes to (convention 3). It passes where the truth holds with stale and
// low-confidence values open. It fails where it does not hold whatever the open values are, and everything else that it read is
// in date and of high confidence. It is to be confirmed otherwise.
func (s *Sheet) Gate(id string) vendorfit.Outcome {
	i := ID(id)
	if i < 0 {
		return vendorfit.ToConfirm
	}
	switch m := s.at(i); {
	case m.at[softWorst] != 0 && m.at[softBest] != 0:
		return vendorfit.Pass
	case m.fails:
		return vendorfit.Fail
	}
	return vendorfit.ToConfirm
}

// at is a quantity, worked out where it was not yet.
func (s *Sheet) at(i int) *memo {
	m := &s.memos[i]
	if m.fixed || m.turn == s.turn {
		return m
	}
	f := &s.deriver.finders[i]
	m.begin(s.turn)
	f.find(s, m)
	m.finish(f)
	return m
}

func (m *memo) begin(turn uint32) {
	m.turn, m.open, m.q, m.unlimited, m.sure, m.fails = turn, false, 1, false, true, false
	m.at, m.reads, m.list, m.code = numbers{}, m.reads[:0], m.list[:0], ""
	clear(m.marks)
}

// finish puts the estimate of an open quantity between its ends and rounds.
func (m *memo) finish(f *finder) {
	if f.truth {
		m.fails = m.fails || !f.members && m.sure && m.at[worst] == 0 && m.at[best] == 0
	} else if m.open {
		m.at[likely] = between(m.at[worst], m.at[best], m.q)
	}
	w, b := m.at[softWorst], m.at[softBest]
	if !f.truth { // what is shown reaches to its estimate
		if e := m.at[likely]; w <= b {
			w, b = min(w, e), max(b, e)
		} else {
			w, b = max(w, e), min(b, e)
		}
	}
	m.out = vendorfit.Quantity{
		Worst: f.round.of(w), Best: f.round.of(b), Unlimited: m.unlimited,
		Code: m.code, List: m.list, Open: m.open, Reads: m.reads[:len(m.reads):len(m.reads)],
	}
	if m.open {
		m.out.Q = m.q
	}
	m.out.From, m.out.To = f.round.of(m.at[worst]), f.round.of(m.at[best])
	if !f.truth {
		m.out.Estimate = f.round.of(m.at[likely])
	}
}

// between lies q of the way from worst to best. Where worst is without end, as the use of a quota of nothing, so is everything short
// of best.
func between(w, b, q float64) float64 {
	if w == b || q == 0 || math.IsInf(w, 0) {
		return w
	}
	return w + float64(q*(b-w))
}

// note adds a slot to what a quantity read.
func (m *memo) note(slot vendorfit.Slot) {
	if slot < 0 {
		return
	}
	if bit := uint64(1) << (slot % 64); m.marks[slot/64]&bit == 0 {
		m.marks[slot/64] |= bit
		m.reads = append(m.reads, slot)
	}
}

// counts lets an open value weigh: the estimate of the whole lies as far from worst as the lowest of them says.
func (s *Sheet) counts(m *memo, state vendorfit.State) {
	m.open = true
	m.q = min(m.q, s.share(state))
}

// share is how far the estimate of an open value stands from worst to best.
func (s *Sheet) share(state vendorfit.State) float64 {
	switch state {
	case vendorfit.Declined:
		return s.openDeclined
	case vendorfit.NotSeen:
		return s.openNotSeen
	}
	return s.openUnknown
}

// read reads a value without letting it weigh where it is open.
func (s *Sheet) read(m *memo, slot vendorfit.Slot) *vendorfit.Value { return s.readAt(m, slot, -1) }

// readAt reads the value that has the row of an edition; of rank -1 the value itself.
func (s *Sheet) readAt(m *memo, slot vendorfit.Slot, rank int) *vendorfit.Value {
	m.note(slot)
	v := s.known.At(slot).AtRank(rank)
	if !v.Open() && !v.Sure() {
		m.sure = false
	}
	return v
}

// look reads a value; where it is open it weighs.
func (s *Sheet) look(m *memo, slot vendorfit.Slot) *vendorfit.Value {
	v := s.read(m, slot)
	if v.Open() {
		s.counts(m, v.State)
	}
	return v
}

// take makes what another quantity rests on part of what this one rests on.
func (m *memo) take(from *memo) {
	for _, slot := range from.reads {
		m.note(slot)
	}
	m.sure = m.sure && from.sure
	if from.open {
		m.open, m.q = true, min(m.q, from.q)
	}
}

// ask is a quantity on which another one rests.
func (s *Sheet) ask(m *memo, i int) *memo {
	from := s.at(i)
	m.take(from)
	return from
}

// spread gives x where the value is firm; where it is open it stands between w and b, and where it is soft it may too.
func spread(v *vendorfit.Value, x, w, b float64) numbers {
	switch {
	case v.Open():
		return ends(w, w, b)
	case v.Soft():
		return soft(same(x), w, b)
	}
	return same(x)
}

// soft lets a number that rests on a soft value stand between w and b too. A value that lies outside what is assumed where
// nothing is known reaches further than that: what it says may still hold.
func soft(x numbers, w, b float64) numbers {
	if w <= b {
		x[softWorst], x[softBest] = min(x[softWorst], w), max(x[softBest], b)
	} else {
		x[softWorst], x[softBest] = max(x[softWorst], w), min(x[softBest], b)
	}
	return x
}

// span gives a number in its readings: a range at its ends, an open one between w and b. Less is worse where w < b.
func span(v *vendorfit.Value, w, b float64) numbers {
	if v.Open() || v.Denied {
		return spread(v, w, w, b)
	}
	x := ends(v.Low, (v.Low+v.High)/2, v.High)
	if w > b {
		x = ends(v.High, (v.Low+v.High)/2, v.Low)
	}
	if v.Soft() {
		return soft(x, w, b)
	}
	return x
}

// infinite stands for what has no limit.
var infinite = math.Inf(1)
