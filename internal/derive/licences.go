package derive

import "github.com/vendorfit/vendorfit"

// replaced tells whether a product takes the place of the seats of those who use it: one with a licence of its own, a partner's,
// or none. An open one does so at best.
func (s *Sheet) replaced(m *memo, id string) numbers {
	i := at(s.totals.Areas, id)
	if i < 0 {
		return numbers{}
	}
	v := s.look(m, s.deriver.areas[s.totals.areas[i]].suite)
	return spread(v, bit(v.Denied || v.Code == "own_licence" || v.Code == "third_party"), 0, 1)
}

func (s *Sheet) findSeatLicences(m *memo) {
	price, least := s.seatPrice(m), s.smallest(m)
	m.at = s.seatCost(&price, least, s.replaced(m, "service"))
}

// seatCost is what the seats cost a year where so much of the users of the service desk, none or all, need none.
func (s *Sheet) seatCost(price *seatPrice, least, gone numbers) numbers {
	service := number(s.profile.Organisation.Seats.Service)
	for r := range least {
		least[r] = max(s.totals.Seats-float64(gone[r]*service), least[r])
	}
	return price.of(least)
}

// seatsSaved is what the seats cost a year that a service desk with a licence of its own takes the place of. What is not known of
// it does not weigh.
func (s *Sheet) seatsSaved(m *memo) numbers {
	open, q := m.open, m.q
	price, least := s.seatPrice(m), s.smallest(m)
	m.open, m.q = open, q
	saved, left := s.seatCost(&price, least, numbers{}), s.seatCost(&price, least, same(1))
	for r := range saved {
		saved[r] -= left[r]
	}
	return saved
}

// smallest is the smallest purchase in seats. An open one is weighed by itself: what is not known of it stays in its place and
// does not pull the whole. One that the vendor would not state stands at worst in both ends between which the estimate of the whole
// lies, or refusing would pay.
func (s *Sheet) smallest(m *memo) numbers {
	v := s.read(m, s.minimum)
	x := span(v, s.minimumWorst, s.minimumBest)
	if v.Open() {
		x[likely] = s.minimumWorst + float64(s.share(v.State)*(s.minimumBest-s.minimumWorst))
	}
	if v.State == vendorfit.Declined {
		x[best] = s.minimumWorst
	}
	return x
}

func (s *Sheet) findLightLicences(m *memo) {
	o := &s.profile.Organisation.Seats
	light, field := number(o.Light), number(o.Field)
	if light+field == 0 {
		return
	}
	users := same(light)
	if field > 0 {
		gone := s.replaced(m, "fieldService")
		for r := range users {
			users[r] += field - float64(gone[r]*field)
		}
	}
	if users.none() {
		return
	}
	v := s.read(m, s.lightPrice)
	price, known := numbers{}, false
	if v.Has() {
		price, known = s.yearly(v.Price)
	}
	if known && !v.Soft() {
		m.at = times(users, price)
		return
	}
	if !known {
		m.at = times(users, s.lightFallback(m, v.State == vendorfit.Declined))
		return
	}
	open, q := m.open, m.q
	without := times(users, s.lightFallback(m, false))
	m.open, m.q = open, q
	m.at = twoWays(times(users, price), without)
}

func times(x, y numbers) numbers {
	for r := range x {
		x[r] = float64(x[r] * y[r])
	}
	return x
}

// lightFallback is what an occasional user costs where the vendor gives no price of one: a part of a full seat.
func (s *Sheet) lightFallback(m *memo, declined bool) numbers {
	v := s.look(m, s.light)
	factor := spread(v, s.lightFactor.of(v.Code), 1, 0)
	switch {
	case v.Denied:
		factor = spread(v, 1, 1, 0)
	case v.Has() && v.Code == "price_unstated":
		s.counts(m, vendorfit.Unknown)
		factor = ends(1, 1, 0)
	}
	if declined && !(v.Has() && v.Code == "free") {
		s.counts(m, vendorfit.Declined)
		factor = ends(1, 1, 0)
	}
	if factor.none() {
		return factor
	}
	price := s.seatPrice(m)
	return times(factor, price.more())
}

func (s *Sheet) findLicences(m *memo) {
	v := s.known.At(s.offer)
	offer, given := numbers{}, false
	if v.Has() {
		offer, given = s.yearly(v.Price)
	}
	if given {
		s.read(m, s.offer)
		m.at = offer
		if !v.Soft() {
			return
		}
	}
	without := s.listed(m, given)
	if given {
		m.at = twoWays(m.at, without)
		return
	}
	m.at = without
}

// listed are the licences at list price, less the discount. Beside an offer that is past its shelf life they are only the other
// way: what is open there does not weigh.
func (s *Sheet) listed(m *memo, beside bool) (sum numbers) {
	keep := 1 - vendorfit.Of(s.profile.Commercial.DiscountPct)/100
	for _, id := range [...]int{idSeatLicences, idLightLicences, idProductLicences, idExtras} {
		part := (*memo)(nil)
		if beside {
			part = s.fallback(m, id)
		} else {
			part = s.ask(m, id)
		}
		for r := range sum {
			sum[r] += part.at[r]
		}
	}
	for r := range sum {
		sum[r] = float64(sum[r] * keep)
	}
	return sum
}

func (s *Sheet) findLicenceShare(m *memo) { s.ofBudget(m, idLicences) }

func (s *Sheet) findAIShare(m *memo) { s.ofBudget(m, idAIYear) }

// ofBudget is a cost against the yearly budget; nothing where none is stated.
func (s *Sheet) ofBudget(m *memo, id int) {
	if !s.totals.BudgetKnown {
		return
	}
	cost := s.ask(m, id)
	for r := range m.at {
		m.at[r] = cost.at[r] / s.totals.budgetAnnual
	}
}

func (s *Sheet) findMinimumFits(m *memo) {
	seats := span(s.look(m, s.minimum), infinite, 0)
	for r := range m.at {
		m.at[r] = bit(seats[r] <= s.minimumFactor*s.totals.Seats)
	}
}

func (s *Sheet) findSeatsUsed(m *memo) {
	seats := span(s.look(m, s.minimum), s.minimumWorst, s.minimumBest)
	for r := range m.at {
		m.at[r] = min(1, s.totals.Seats/max(1, seats[r]))
	}
}
