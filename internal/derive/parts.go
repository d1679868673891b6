package derive

import "slices"

// Calls is one part of callsPerDay: a flow, or the rows read for the warehouse.
type Calls struct {
	Flow                  int    // place in the profile's integrations; -1 for the rows of the warehouse
	System                string // id; "" for the rows of the warehouse
	Records               float64
	Worst, Estimate, Best float64 // calls a day, before repeated tries
}

// Parts are the rows of a quantity that has rows: []Connection, []ModeCount, []Calls, []Variant or an Architecture. It is nil for
// others.
func (s *Sheet) Parts(id string) any {
	switch ID(id) {
	case idConnections:
		return s.connections()
	case idConnectionsBy:
		return s.connectionsBy()
	case idCallsPerDay:
		return s.callParts()
	case idVariants:
		s.at(idVariants)
		return slices.Clone(s.variants[likely])
	case idArchitecture:
		return s.Architecture()
	}
	return nil
}

// callParts are the parts of callsPerDay. Each lies between its ends as the whole does, so that they add up to it.
func (s *Sheet) callParts() []Calls {
	m := s.at(idCallsPerDay)
	scratch := s.scratch()
	l, rows := s.loadOf(scratch), s.rows(scratch)
	between := func(x numbers) float64 {
		if !m.open {
			return x[likely]
		}
		return x[worst] + float64(m.q*(x[best]-x[worst]))
	}
	var all []Calls
	for i := range s.totals.flows {
		f := &s.totals.flows[i]
		var x numbers
		for r := range readings {
			x[r] = s.calls(f, &l, r)
		}
		all = append(all, Calls{f.at, s.profile.Integrations[f.at].System, f.changes, x[softWorst], between(x), x[softBest]})
	}
	if s.totals.warehouseRows > 0 {
		all = append(all, Calls{-1, "", s.totals.warehouseRows, rows[softWorst], between(rows), rows[softBest]})
	}
	return all
}

// AssumedRates are the currencies that were converted at a rate of the book's because the buyer stated none, in the order of the
// book: for the budgets, the licences, AI and the days of work.
func (s *Sheet) AssumedRates() []string {
	for _, i := range [...]int{idLicences, idLicenceShare, idAIYear, idPriceKnown} {
		s.at(i)
	}
	var currencies []string
	for i := range s.totals.rates {
		if (s.assumed|s.totals.assumedRates)&(1<<i) != 0 {
			currencies = append(currencies, s.totals.rates[i].currency)
		}
	}
	return currencies
}
