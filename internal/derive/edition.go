package derive

import (
	"math"

	"github.com/vendorfit/vendorfit"
)

// never is the rank from which something is had that is not to be had.
const never = -1

// Edition is the edition that the buyer would have to buy, or the one that was pinned.
func (s *Sheet) Edition() vendorfit.EditionChoice {
	s.at(idEdition)
	return s.choice
}

// rank is that of the edition. What reads it takes over neither what the edition rests on nor what is open there.
func (s *Sheet) rank() int { return int(s.at(idEdition).at[likely]) }

func (s *Sheet) findEdition(m *memo) {
	if !s.resolved {
		s.resolved = true
		s.resolve()
	}
	m.at = same(float64(s.choice.Rank))
	for _, slot := range s.choice.By {
		m.note(slot)
	}
}

func (s *Sheet) findEditions(m *memo) {
	m.note(s.editions)
	m.at = same(float64(s.ranks()))
}

// ranks is the number of editions, 1 where the list is not known.
func (s *Sheet) ranks() int { return max(1, len(s.known.At(s.editions).Editions)) }

// claim is a must as one platform answers it.
type claim struct {
	*must
	value *vendorfit.Value
	entry int // the lowest rank at which it is met; never, where no rank is
}

// resolve starts at the lowest edition and raises it by what is known: the musts first, then the load.
func (s *Sheet) resolve() {
	claims := s.claims()
	c := &s.choice
	for i := range claims {
		c.Rank = max(c.Rank, claims[i].entry)
	}
	for i := range claims {
		if c.Rank > 0 && claims[i].entry == c.Rank {
			c.By = append(c.By, claims[i].slot)
		}
	}
	s.raiseForLoad(c)
	if s.known.Pinned >= 0 {
		*c = vendorfit.EditionChoice{Rank: s.known.Pinned, Pinned: true, Unmet: s.unmet(claims, s.known.Pinned)}
	}
	if rows := s.known.At(s.editions).Editions; c.Rank < len(rows) {
		c.Name = rows[c.Rank].Name
	}
	s.could(claims, c)
}

// claims are the musts that apply to the platform and whose value is known or stale, with those that are open.
func (s *Sheet) claims() []claim {
	var claims []claim
	for i := range s.totals.musts {
		x := claim{must: &s.totals.musts[i], entry: never}
		if !s.applies(x.must) {
			continue
		}
		if x.value = s.known.At(x.slot); x.value.Has() {
			x.entry = x.enters()
		}
		claims = append(claims, x)
	}
	return claims
}

// applies tells that a must stands on this platform: an own product, or a ready connector, must be there to be had.
func (s *Sheet) applies(x *must) bool {
	switch x.kind {
	case productMust:
		v := s.known.At(s.deriver.areas[x.area].suite)
		return v.Has() && own(v.Code)
	case connectorMust:
		asked, _ := s.connectorAsked()
		return asked
	}
	return true
}

// own tells the codes of an own product.
func own(code string) bool {
	return code == "own_included" || code == "own_licence" || code == "own_limited"
}

// connectorAsked tells whether a system at must is connected by what the platform sells ready, and with which value it may be
// where that is not known.
func (s *Sheet) connectorAsked() (asked bool, open []vendorfit.Slot) {
	for _, slot := range s.totals.mustConnectors {
		v := s.known.At(slot)
		asked = asked || v.Has() && ready(v.Code)
		if v.Open() {
			open = append(open, slot)
		}
	}
	return asked, open
}

// ready tells the modes of a connector that needs the access of connectors.
func ready(mode string) bool { return mode == "native" || mode == "configuration" || mode == "add_on" }

// enters is the lowest rank at which a known value meets the must.
func (x *claim) enters() int {
	if x.kind == ladderMust {
		return reaches(x.value.Rungs, x.need)
	}
	return entry(x.value.Access)
}

// entry is the lower of the ranks from which something is included and sold.
func entry(a vendorfit.Access) int {
	if a.Included < 0 || a.AddOn < 0 {
		return max(a.Included, a.AddOn)
	}
	return min(a.Included, a.AddOn)
}

// reaches is the lowest rank known to reach a need; where none is known to, the lowest of which nothing is known above those that
// are known to fall short.
func reaches(rungs []vendorfit.Rung, need float64) int {
	unknown := never
	for rank, r := range rungs {
		switch {
		case r.Known && (r.Uncapped || r.N >= need):
			return rank
		case r.Known:
			unknown = never
		case unknown == never:
			unknown = rank
		}
	}
	return unknown
}

// raiseForLoad goes on to the lowest edition whose quota carries the load, or to the largest quota where none does.
func (s *Sheet) raiseForLoad(c *vendorfit.EditionChoice) {
	v := s.known.At(s.quota)
	if !v.Has() {
		return
	}
	calls := s.at(idCallsPerDay).at[softBest]
	x := s.known.At(s.extendable)
	stretch := 1.0
	if x.Has() && x.Code == "purchasable" {
		stretch = s.purchasable
	}
	best, largest := c.Rank, -1.0
	for rank := c.Rank; rank < s.ranks(); rank++ {
		allowed := math.Inf(1) // what is not known raises nothing
		if rank < len(v.Quota) && v.Quota[rank].Known {
			allowed = s.allowed(&v.Quota[rank])
		}
		if allowed*stretch >= calls {
			best = rank
			break
		}
		if allowed > largest {
			best, largest = rank, allowed
		}
	}
	if best == c.Rank {
		return
	}
	c.Rank, c.By = best, []vendorfit.Slot{s.quota}
	if stretch > 1 {
		c.By = append(c.By, s.extendable)
	}
}

// allowed are the calls a day of a known row.
func (s *Sheet) allowed(q *vendorfit.QuotaRow) float64 {
	if q.Uncapped {
		return infinite
	}
	n := q.Base + float64(q.PerSeat*s.totals.Seats)
	if q.Cap > 0 {
		n = min(n, q.Cap)
	}
	return n
}

// unmet are the musts that a pinned edition is sure to lack. A must that no edition meets is no matter of the edition: a gate
// speaks of it.
func (s *Sheet) unmet(claims []claim, pinned int) []vendorfit.Slot {
	var slots []vendorfit.Slot
	for i := range claims {
		x := &claims[i]
		if x.entry > pinned && x.value.AtRank(pinned).Sure() && x.lacks(pinned) {
			slots = append(slots, x.slot)
		}
	}
	return slots
}

// lacks tells that a must is known not to be met at a rank.
func (x *claim) lacks(rank int) bool {
	if x.kind == ladderMust {
		return rank < len(x.value.Rungs) && x.value.Rungs[rank].Known
	}
	return true
}

// could lists what is not known, or not surely, and might ask for a higher edition. Above the highest there is none.
func (s *Sheet) could(claims []claim, c *vendorfit.EditionChoice) {
	if n := len(s.known.At(s.editions).Editions); n > 0 && c.Rank >= n-1 {
		return
	}
	listed := map[vendorfit.Slot]bool{}
	list := func(slot vendorfit.Slot) {
		if slot >= 0 && !listed[slot] {
			listed[slot] = true
			c.Could = append(c.Could, slot)
		}
	}
	for _, slot := range c.Unmet {
		listed[slot] = true
	}
	for i := range claims {
		if x := &claims[i]; x.value.Open() || x.entry > c.Rank || x.unknownAt(c.Rank) {
			list(x.slot)
		}
	}
	s.couldStand(list)
	if v := s.known.At(s.quota); v.Open() || v.Has() && (c.Rank >= len(v.Quota) || !v.Quota[c.Rank].Known) {
		list(s.quota)
	}
}

// unknownAt tells that the row of a ladder is not known at a rank.
func (x *claim) unknownAt(rank int) bool {
	return x.kind == ladderMust && rank < len(x.value.Rungs) && !x.value.Rungs[rank].Known
}

// couldStand lists the products and connectors that would bring a must with them if they turned out to be ready ones.
func (s *Sheet) couldStand(list func(vendorfit.Slot)) {
	for i := range s.totals.musts {
		switch x := &s.totals.musts[i]; x.kind {
		case productMust:
			if suite := s.deriver.areas[x.area].suite; s.known.At(suite).Open() {
				list(suite)
			}
		case connectorMust:
			if asked, open := s.connectorAsked(); !asked {
				for _, slot := range open {
					list(slot)
				}
			}
		}
	}
}
