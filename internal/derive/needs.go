package derive

import "github.com/vendorfit/vendorfit"

// offered tells that there is an own product or a partner's.
func (s *Sheet) offered(m *memo, slot vendorfit.Slot) numbers {
	v := s.look(m, slot)
	return spread(v, bit(v.Has()), 0, 1)
}

// obtainable tells that something can be had in some edition or as an add-on.
func (s *Sheet) obtainable(m *memo, slot vendorfit.Slot) numbers {
	v := s.look(m, slot)
	return spread(v, bit(v.Has() && (v.Access.Included >= 0 || v.Access.AddOn >= 0)), 0, 1)
}

func bit(x bool) float64 {
	if x {
		return 1
	}
	return 0
}

// findNeedsReachable asks for every need at must. Each is a member of its own: a gate fails on one that is surely not reachable,
// however little is known of the others.
func (s *Sheet) findNeedsReachable(m *memo) {
	m.at = truths(true)
	s.reached, s.wanted = s.reached[:0], s.wanted[:0]
	for _, key := range s.deriver.needs {
		if s.profile.Needs[key] != "must" {
			continue
		}
		x := m.member(func() numbers { return s.reach(m, key) })
		m.at = both(m.at, x)
		s.reached, s.wanted = append(s.reached, x), append(s.wanted, key)
	}
}

// member finds one of several things that a truth asks for, and notes whether it surely fails.
func (m *memo) member(find func() numbers) numbers {
	others := m.sure
	m.sure = true
	x := find()
	m.fails = m.fails || m.sure && x[worst] == 0 && x[best] == 0
	m.sure = m.sure && others
	return x
}

// reach tells whether a need can be met without own code. What does not decide it is not looked at.
func (s *Sheet) reach(m *memo, key string) numbers {
	switch key {
	case "forecast":
		return s.obtainable(m, s.forecast)
	case "leadScoring":
		return s.obtainable(m, s.scoring)
	case "signals":
		return s.reachSignals(m)
	case "members":
		return s.reachMembers(m)
	}
	if s.totals.kept(key) {
		return truths(true)
	}
	if slot := s.deriver.book.Slot("suite." + key); slot != vendorfit.NoSlot {
		return s.offered(m, slot)
	}
	return truths(true)
}

// reachSignals: buying signals are sold by few; events with something that captures them will do.
func (s *Sheet) reachSignals(m *memo) numbers {
	x := s.offered(m, s.signals)
	if x.all() {
		return x
	}
	v := s.look(m, s.eventsKind)
	events := spread(v, bit(v.Has() && v.Points >= s.eventPoints), 0, 1)
	if !events.none() && !s.totals.kept("eventTracking") && !s.totals.kept("cdp") {
		events = both(events, s.reach(m, "marketing"))
	}
	return either(x, events)
}

// reachMembers: members, dues and groups are own record types, and members see and change their own in a portal.
func (s *Sheet) reachMembers(m *memo) numbers {
	if s.totals.kept("memberRegister") {
		return truths(true)
	}
	x := s.offered(m, s.members)
	if x.all() {
		return x
	}
	v := s.look(m, s.objectsModel)
	model := spread(v, bit(v.Code == "limited" || v.Code == "wide" || v.Code == "open"), 0, 1)
	if !model.none() {
		model = both(model, s.reach(m, "portal"))
	}
	return either(x, model)
}

func (s *Sheet) findUnmetNeeds(m *memo) {
	s.ask(m, idNeedsReachable)
	for i, x := range s.reached {
		if x[softBest] == 0 {
			m.list = append(m.list, s.wanted[i])
		}
	}
	for i, x := range s.reached {
		if x[softBest] != 0 && x[softWorst] == 0 {
			m.list = append(m.list, s.wanted[i])
		}
	}
}

// findUsable tells whether the edition allows the own product for an area. An open product counts in the rule, not again here.
func (s *Sheet) findUsable(m *memo, area int) {
	suite, access := s.deriver.usable[area].suite, s.deriver.usable[area].access
	m.at = truths(true)
	v := s.known.At(suite)
	if v.Open() {
		return
	}
	s.read(m, suite)
	if v.Denied || !own(v.Code) {
		return
	}
	a := s.look(m, access)
	rank := s.rank()
	x := bit(a.Has() && (within(a.Access.Included, rank) || within(a.Access.AddOn, rank)))
	m.at = spread(a, x, 0, 1)
	if v.Soft() {
		m.at[softBest] = 1
	}
}

// within tells that something is had from an edition that is not above a rank.
func within(from, rank int) bool { return from >= 0 && from <= rank }

func (s *Sheet) findOwnCoverage(m *memo) {
	if len(s.totals.areas) == 0 {
		m.at = same(1)
		return
	}
	for _, i := range s.totals.areas {
		v := s.look(m, s.deriver.areas[i].suite)
		x := v.Points
		if v.Denied {
			x = 0
		}
		w, b := s.deriver.bounds(s.deriver.areas[i].suite)
		p := spread(v, s.covers(x), s.covers(w), s.covers(b))
		for r := range m.at {
			m.at[r] += p[r]
		}
	}
	for r := range m.at {
		m.at[r] /= float64(len(s.totals.areas))
	}
}

// covers is what the points of a product are worth: an own product covers its area in full.
func (s *Sheet) covers(points float64) float64 {
	if points >= s.ownFrom {
		return 1
	}
	return points
}

// bounds are the points of an open value at worst and at best.
func (d *Deriver) bounds(slot vendorfit.Slot) (w, b float64) {
	if slot < 0 {
		return 0, 1
	}
	return d.book.Places()[slot].Attribute.Bounds()
}
