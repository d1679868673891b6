package derive

import "github.com/vendorfit/vendorfit"

// extra is an add-on that this profile asks for, as one platform answers it.
type extra struct {
	slot   vendorfit.Slot
	bought bool    // it is one of addOns
	open   bool    // whether it is needed is not known
	q      float64 // of an open one: how far its estimate stands from worst to best
	silent bool    // an open one: the vendor was asked and did not say
	soft   bool    // its value is stale or of low confidence
	price  extraPrice
}

type extraPrice int

const (
	unpriced extraPrice = iota
	pricedSandbox
	pricedIpaas
)

// unsettled is what an open add-on costs that would cost so much. It is weighed by itself: what is not known of it does not pull
// the whole. Where the whole is open for another reason, its estimate lies between the two ends; an add-on about which the vendor
// was asked in vain stands at its highest in both, or refusing would make it cheaper than saying that it must be bought.
func (x *extra) unsettled(high float64) numbers {
	n := ends(high, float64((1-x.q)*high), 0)
	if x.silent {
		n[best] = high
	}
	return n
}

// share gives an assumed price in its readings.
func (x *extra) share(p triple) (share numbers) {
	switch {
	case x.open:
		share = x.unsettled(p.high)
	case x.bought:
		share = p.dear()
	}
	if x.soft {
		share = twoWays(share, ends(p.high, p.high, 0))
	}
	return share
}

// eachExtra goes through what addOns looks at, products of areas and API capacity aside, in the book's order.
func (s *Sheet) eachExtra(m *memo, do func(extra)) {
	for i := range s.totals.musts {
		switch x := &s.totals.musts[i]; x.kind {
		case accessMust:
			do(s.accessExtra(m, x.slot))
		case connectorMust:
			do(s.connectorExtra(m, x.slot))
		}
	}
	p := s.profile
	if p.Privacy.Residency != "none" && p.Privacy.Residency != "" {
		do(s.codeExtra(m, s.residency, "eea_addon", unpriced))
	}
	if p.Privacy.Keys == "must" || p.Privacy.Keys == "prefer" {
		do(s.codeExtra(m, s.keys, "addon", unpriced))
	}
	if p.Data.Sandbox != "none" && p.Data.Sandbox != "" {
		do(s.codeExtra(m, s.sandboxKind, "paid_addon", pricedSandbox))
	}
	if s.totals.NeedsIpaas {
		do(s.codeExtra(m, s.ipaasOwn, "extra_licence", pricedIpaas))
	}
}

func (s *Sheet) extraOf(v *vendorfit.Value, slot vendorfit.Slot) extra {
	return extra{slot: slot, open: v.Open(), q: s.share(v.State), silent: v.State == vendorfit.Declined, soft: v.Soft()}
}

func (s *Sheet) codeExtra(m *memo, slot vendorfit.Slot, code string, price extraPrice) extra {
	v := s.read(m, slot)
	x := s.extraOf(v, slot)
	x.price = price
	x.bought = v.Has() && v.Code == code
	return x
}

func (s *Sheet) accessExtra(m *memo, slot vendorfit.Slot) extra {
	v := s.read(m, slot)
	x := s.extraOf(v, slot)
	x.bought = v.Has() && s.sold(v.Access)
	return x
}

// sold tells that something is not included in the edition, but sold as an add-on to it.
func (s *Sheet) sold(a vendorfit.Access) bool {
	rank := s.rank()
	return !within(a.Included, rank) && within(a.AddOn, rank)
}

// connectorExtra is the access of ready connectors: asked for where a system at must is connected by one, open where that is not
// known either, unless the access is known to be included.
func (s *Sheet) connectorExtra(m *memo, slot vendorfit.Slot) extra {
	asked, soft, maybe, silent, q := false, false, false, false, 1.0
	for _, at := range s.totals.mustConnectors {
		v := s.read(m, at)
		switch {
		case v.Open():
			maybe, silent, q = true, silent || v.State == vendorfit.Declined, min(q, s.share(v.State))
		case v.Soft():
			soft = true
		}
		if v.Has() && ready(v.Code) && !v.Soft() {
			return s.accessExtra(m, slot)
		}
		asked = asked || v.Has() && ready(v.Code)
	}
	if !asked && !maybe && !soft {
		return extra{slot: slot}
	}
	x := s.accessExtra(m, slot)
	v := s.known.At(slot)
	if v.Has() && within(v.Access.Included, s.rank()) {
		return x
	}
	x.soft = x.soft || soft
	switch {
	case asked:
	case maybe:
		if x.open {
			q = min(q, x.q)
		}
		x.open, x.bought, x.q, x.silent = true, false, q, silent || x.silent
	default: // the only connectors that are known are not ready ones, and not surely so
		x.open, x.bought = false, false
	}
	return x
}

func (s *Sheet) findAddOns(m *memo) {
	s.eachExtra(m, func(x extra) {
		if x.bought {
			m.list = append(m.list, s.deriver.attribute(x.slot))
		}
	})
	if s.capacitySold(m) {
		m.list = append(m.list, s.deriver.attribute(s.extendable))
	}
}

func (d *Deriver) attribute(slot vendorfit.Slot) string {
	if slot < 0 {
		return ""
	}
	return d.book.Places()[slot].Attribute.ID
}

// capacitySold tells that API capacity must be bought, and can be: the quota is known and below the calls at best.
func (s *Sheet) capacitySold(m *memo) bool {
	v := s.read(m, s.extendable)
	if !v.Has() || v.Code != "purchasable" {
		return false
	}
	row, open, _ := s.quotaRow(m)
	if open != "" {
		return false
	}
	return s.allowed(&row) < s.ask(m, idCallsPerDay).at[softBest]
}

func (s *Sheet) findExtras(m *memo) {
	var ofSeats, sandbox, ipaas numbers
	some := false
	s.eachExtra(m, func(x extra) {
		switch x.price {
		case pricedIpaas:
			ipaas = s.ipaasCost(m, &x)
			return
		case pricedSandbox:
			sandbox = x.share(s.sandbox)
			some = some || !sandbox.none()
			return
		}
		share := x.share(s.addOnShare)
		some = some || !share.none()
		for r := range ofSeats {
			ofSeats[r] += share[r]
		}
	})
	m.at = ipaas
	if !some {
		return
	}
	seats := s.ask(m, idSeatLicences)
	for r := range m.at {
		m.at[r] += float64(min(ofSeats[r], s.addOnsMost)*seats.at[r]) + float64(sandbox[r]*seats.at[r])
	}
}

// ipaasCost is the yearly licence of the platform's own integration platform.
func (s *Sheet) ipaasCost(m *memo, x *extra) numbers {
	if !x.bought && !x.open && !x.soft {
		return numbers{}
	}
	v := s.read(m, s.ipaasPrice)
	price, known := s.unitPrice(v)
	assumed := s.assumedIpaas()
	switch {
	case !known:
		price = assumed
		if x.bought && v.State == vendorfit.Declined {
			s.counts(m, vendorfit.Declined)
		}
	case v.Soft():
		price = twoWays(price, assumed)
	}
	switch {
	case x.open:
		open := x.unsettled(price[worst])
		open[softWorst] = price[softWorst]
		return open
	case !x.bought:
		return numbers{softWorst: price[softWorst]}
	case x.soft:
		price[softBest] = 0
	}
	return price
}

func (s *Sheet) assumedIpaas() numbers {
	x, usd := s.ipaas.dear(), s.dollars()
	for r := range x {
		x[r] = float64(x[r] * usd)
	}
	return x
}
