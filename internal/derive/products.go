package derive

import "github.com/vendorfit/vendorfit"

func (s *Sheet) findProductLicences(m *memo) {
	for i := range s.totals.areas {
		x := s.productCost(m, i)
		for r := range m.at {
			m.at[r] += x[r]
		}
	}
}

// productCost is what the product for the area at index i of the totals costs a year.
func (s *Sheet) productCost(m *memo, i int) numbers {
	area := s.totals.areas[i]
	v := s.look(m, s.deriver.areas[area].suite)
	open := numbers{}
	if v.Open() || v.Soft() {
		open = s.openCost(m, area)
	}
	var x numbers
	switch {
	case v.Open():
		return open
	case v.Denied || v.Code == "third_party":
		s.dollars()
		x = s.totals.unknownProducts[area]
	case v.Code == "own_licence":
		x = s.ownCost(m, i)
	}
	if v.Soft() {
		x = twoWays(x, open)
	}
	return x
}

// openCost is what an area costs where its product is not known. At best it is included; but for the users of a service desk that
// was counted as cheapest that they gave up their seats, so at best they have the cheaper of those and another licence.
func (s *Sheet) openCost(m *memo, area int) numbers {
	unknown := &s.totals.unknownProducts[area]
	s.dollars()
	cost := ends(unknown[worst], unknown[worst], 0)
	if s.deriver.areas[area].id == "service" {
		saved := s.seatsSaved(m)
		cost[best], cost[softBest] = min(unknown[best], saved[best]), min(unknown[best], saved[softBest])
	}
	return cost
}

// ownCost is the price of an own product with a licence of its own, unless the licence of another one covers it.
func (s *Sheet) ownCost(m *memo, i int) numbers {
	covered, firmly := s.covered(i)
	if firmly {
		return numbers{}
	}
	area := s.totals.areas[i]
	v := s.read(m, s.deriver.areas[area].price)
	unknown := s.totals.unknownProducts[area]
	x, known := s.unitPrice(v)
	switch {
	case !known:
		s.dollars()
		x = unknown
		if v.State == vendorfit.Declined && !covered {
			s.counts(m, vendorfit.Declined)
		}
	case v.Soft():
		s.dollars()
		x = twoWays(x, unknown)
	}
	if covered {
		x = numbers{softWorst: x[softWorst]}
	}
	return x
}

// unitPrice is the year's price of a product for all the units that the buyer needs.
func (s *Sheet) unitPrice(v *vendorfit.Value) (numbers, bool) {
	if !v.Has() {
		return numbers{}, false
	}
	x, ok := s.yearly(v.Price)
	if !ok {
		return x, false
	}
	units, ok := s.totals.units(v.Price.Per)
	for r := range x {
		x[r] = float64(x[r] * units)
	}
	return x, ok
}

// covered tells whether the price of an own product of an earlier area includes this one, and whether that is firm: looking at
// earlier ones only, of two that cover each other the first pays.
func (s *Sheet) covered(i int) (covered, firmly bool) {
	id := s.totals.Areas[i]
	for _, earlier := range s.totals.areas[:i] {
		a := &s.deriver.areas[earlier]
		suite, price := s.known.At(a.suite), s.known.At(a.price)
		if !suite.Has() || suite.Code != "own_licence" || !price.Has() || !contains(price.Price.Covers, id) {
			continue
		}
		if _, ok := s.unitPrice(price); ok {
			covered, firmly = true, firmly || !suite.Soft() && !price.Soft()
		}
	}
	return covered, firmly
}
