package derive

import "github.com/vendorfit/vendorfit"

// money converts a price to the profile's currency, dear at worst. It is not known where the currency has no rate.
func (s *Sheet) money(p *vendorfit.Price) (numbers, bool) {
	if p == nil {
		return numbers{}, false
	}
	i := s.totals.rateAt(p.Currency)
	if i < 0 {
		return numbers{}, false
	}
	s.assumed |= s.totals.assumedBit(i)
	f := s.totals.rates[i].factor
	return ends(float64(p.High*f), float64((p.Low+p.High)/2*f), float64(p.Low*f)), true
}

// dollars is what one dollar costs; the book states its assumptions in dollars.
func (s *Sheet) dollars() float64 {
	i := s.totals.rateAt("USD")
	if i < 0 {
		return 0
	}
	s.assumed |= s.totals.assumedBit(i)
	return s.totals.rates[i].factor
}

// yearly is a price for a year. A price that is paid once or by use says nothing of a year.
func (s *Sheet) yearly(p *vendorfit.Price) (numbers, bool) {
	x, ok := s.money(p)
	switch {
	case !ok || p.Period != "month" && p.Period != "year":
		return numbers{}, false
	case p.Period == "month":
		for r := range x {
			x[r] = float64(x[r] * 12)
		}
	}
	return x, true
}

// twoWays is a cost by a soft value, and by what would hold without it: the worse of the two at worst, the better at best.
func twoWays(by, without numbers) numbers {
	by[softWorst] = max(by[softWorst], without[softWorst])
	by[softBest] = min(by[softBest], without[softBest])
	return by
}

// seatPrice is the yearly price of the edition in the profile's currency: per full seat, or a base with included seats and a
// price of each further one.
type seatPrice struct {
	known, soft bool
	seat        numbers
	base, extra numbers
	included    float64
	based       bool
	unknown     numbers // of a seat whose price is not known
}

// seatPrice reads the price of the edition.
func (s *Sheet) seatPrice(m *memo) seatPrice {
	rank := s.rank()
	v := s.readAt(m, s.editions, rank)
	var p seatPrice
	if v.Has() && rank < len(v.Editions) {
		p = s.priceOf(&v.Editions[rank])
		p.soft = v.Soft()
	}
	if !p.known {
		s.counts(m, stateOf(v))
	}
	if !p.known || p.soft {
		usd := s.dollars()
		p.unknown = ends(12*s.seatWorst*usd, 12*s.seatWorst*usd, 12*s.seatBest*usd)
	}
	return p
}

// stateOf is the state of a value that is open as a whole, or has nothing in the place that was asked for.
func stateOf(v *vendorfit.Value) vendorfit.State {
	if v.Open() {
		return v.State
	}
	return vendorfit.Unknown
}

func (s *Sheet) priceOf(e *vendorfit.EditionRow) (p seatPrice) {
	if p.seat, p.known = s.yearly(e.Price); p.known {
		return p
	}
	base, one := s.yearly(e.Base)
	extra, two := s.yearly(e.Extra)
	if one && two {
		p.base, p.extra, p.included, p.based, p.known = base, extra, e.Included, true, true
	}
	return p
}

// of is what so many seats cost a year.
func (p *seatPrice) of(seats numbers) (cost numbers) {
	unknown := numbers{}
	for r := range seats {
		unknown[r] = seats[r] * p.unknown[r]
		switch {
		case p.based:
			cost[r] = p.base[r] + float64(p.extra[r]*max(0, seats[r]-p.included))
		default:
			cost[r] = seats[r] * p.seat[r]
		}
	}
	return p.choose(cost, unknown)
}

// more is what one seat more costs a year.
func (p *seatPrice) more() numbers {
	if p.based {
		return p.choose(p.extra, p.unknown)
	}
	return p.choose(p.seat, p.unknown)
}

func (p *seatPrice) choose(cost, unknown numbers) numbers {
	switch {
	case !p.known:
		return unknown
	case p.soft:
		return twoWays(cost, unknown)
	}
	return cost
}

// findPriceKnown looks for an offer, or a list price of the edition; one past its shelf life is a price too.
func (s *Sheet) findPriceKnown(m *memo) {
	if v := s.known.At(s.offer); v.Has() {
		if _, ok := s.yearly(v.Price); ok {
			s.read(m, s.offer)
			m.at = truths(true)
			return
		}
	}
	rank := s.rank()
	v := s.readAt(m, s.editions, rank)
	if !v.Has() || rank >= len(v.Editions) {
		return
	}
	p := s.priceOf(&v.Editions[rank])
	m.at = truths(p.known)
}

func (s *Sheet) findPriceMissing(m *memo) {
	known := s.ask(m, idPriceKnown)
	for r := range m.at {
		m.at[r] = 1 - known.at[r]
	}
}
