package second

import "math"

// ---- money (derived.yaml: priceKnown .. minimumFits)

// rate of a currency in the profile's; 0 where there is none.
func (e *eval) rate(currency string) float64 {
	own := e.s("commercial.currency")
	if currency == own {
		return 1
	}
	for _, fx := range list(e.at("commercial.fx")) {
		if get(fx, "currency") == currency {
			return number(get(fx, "rate"))
		}
	}
	table := theBook().param("cost.fx").(object)
	if table[currency] == nil || table[own] == nil {
		return 0
	}
	return number(table[currency]) / number(table[own])
}

func (e *eval) usd() float64 { return e.rate("USD") }

// price is a value of type money, unknown where its currency has no rate.
func (e *eval) price(attribute string) value {
	v := e.platform.value(attribute)
	if v.state == "known" && e.rate(text(get(v.v, "currency"))) == 0 {
		return value{state: "unknown"}
	}
	return v
}

// amount of money in the profile's currency; a range at its ends.
func (e *eval) amount(money any, p pass) float64 {
	rate := e.rate(text(get(money, "currency")))
	if a := get(money, "amount"); a != nil {
		return number(a) * rate
	}
	return ranged(money, p, false) * rate
}

func (e *eval) yearly(money any, p pass) float64 {
	a := e.amount(money, p)
	if get(money, "period") == "month" {
		return 12 * a
	}
	return a
}

func (e *eval) offer() value { return e.price("price.offer") }

// editionPrice is the row of the resolved edition, unknown where it has no price, or one in a currency without a rate.
func (e *eval) editionPrice() value {
	row := e.rung("editions", e.edition())
	if row.state != "known" {
		return row
	}
	rated := func(k string) bool {
		money := get(row.v, k)
		return money != nil && e.rate(text(get(money, "currency"))) > 0
	}
	if rated("price") || rated("base") && rated("extra") {
		return row
	}
	return value{state: "unknown"}
}

func (e *eval) priceKnown() bool {
	return e.offer().state == "known" || e.editionPrice().state == "known"
}

// monthlySeat is the price of one full seat a month; extra where a base price includes seats.
func (e *eval) monthlySeat(row any, p pass) float64 {
	if money := get(row, "price"); money != nil {
		return e.yearly(money, p) / 12
	}
	return e.yearly(get(row, "extra"), p) / 12
}

// seatsPrice is price(k) of derived.yaml, seatLicences.
func (e *eval) seatsPrice(k float64, p pass) float64 {
	b, row := theBook(), e.editionPrice()
	known := func() float64 {
		if get(row.v, "price") != nil {
			return k * e.monthlySeat(row.v, p)
		}
		return e.yearly(get(row.v, "base"), p)/12 + e.monthlySeat(row.v, p)*max(0, k-number(get(row.v, "included")))
	}
	return e.pick(row, p, known, k*b.par("cost.unknownSeat.worst")*e.usd(), k*b.par("cost.unknownSeat.best")*e.usd(), false)
}

// seatPrice is the price of one full seat, known or not.
func (e *eval) seatPrice(p pass) float64 {
	b, row := theBook(), e.editionPrice()
	known := func() float64 { return e.monthlySeat(row.v, p) }
	return e.pick(row, p, known, b.par("cost.unknownSeat.worst")*e.usd(), b.par("cost.unknownSeat.best")*e.usd(), false)
}

// minimum is the smallest purchase where it is open at the ends that params give it.
func (e *eval) minimum(p pass) float64 {
	b, v := theBook(), e.platform.value("seats.minimum")
	return e.pick(v, p, func() float64 { return ranged(v.v, p, false) }, b.par("cost.minimumOpen.worst"), b.par("cost.minimumOpen.best"), false)
}

func (e *eval) replaced(area string, p pass) float64 {
	if !oneOf(area, e.areas()...) {
		return 0
	}
	return e.byCode(area, p, func(c string) float64 { return truth(oneOf(c, "own_licence", "third_party", "none")) }, 0, 1, true)
}

func (e *eval) seatLicences(p pass) float64 { return e.seatsCost(e.replaced("service", p), p) }

// seatsCost is the price of the seats where so much of the users of the service desk, 0 or 1, hold none.
func (e *eval) seatsCost(replaced float64, p pass) float64 {
	held := e.seats() - e.n("organisation.seats.service")*replaced
	least, at := 0.0, p
	if p == best && e.platform.value("seats.minimum").state == "declined" {
		at = worst // a vendor that would not say: at worst in both ends between which the estimate lies
	}
	e.record(func() { least = e.minimum(at) }) // weighed by itself
	return 12 * e.seatsPrice(max(held, least), p)
}

func (e *eval) lightLicences(p pass) float64 {
	users := func(p pass) float64 {
		return e.n("organisation.seats.light") + e.n("organisation.seats.field")*(1-e.replaced("fieldService", p))
	}
	n := users(p)
	v, light := e.price("price.lightSeat"), e.platform.value("seats.light")
	if users(worstLoose) == 0 {
		return 0 // there are none: their price is not looked at
	}
	switch {
	case v.state == "known":
		e.note(v, p)
		cost := n * e.yearly(v.v, p)
		if v.stale && p.loose() {
			return p.choose(cost, e.byFactor(n, light, p), false)
		}
		return cost
	case v.state == "declined" && light.code() != "free":
		return e.byFactor(n, v, p)
	}
	return e.byFactor(n, light, p)
}

// byFactor prices occasional users by seats.light, or as open.
func (e *eval) byFactor(n float64, light value, p pass) float64 {
	if light.code() == "price_unstated" {
		light = value{state: "unknown"}
	}
	seats := 12 * n * e.seatPrice(p)
	return e.pick(light, p, func() float64 { return seats * theBook().par("cost.lightFactor."+light.code()) }, seats, 0, false)
}

// units of what a price is per.
func (e *eval) units(per string) float64 {
	switch per {
	case "service_seat":
		return e.n("organisation.seats.service")
	case "marketing_seat":
		return e.n("organisation.seats.marketing")
	case "field_seat":
		return e.n("organisation.seats.field")
	case "product_seat":
		return e.n("organisation.seats.full")
	case "full_seat":
		return e.seats()
	case "thousand_contacts":
		return e.n("organisation.marketingContacts") / 1000
	case "account":
		return 1
	}
	panic("no such unit: " + per)
}

// assumed is the yearly price of a product that is not public, at low, likely or high.
func (e *eval) assumed(area, which string) float64 {
	b := theBook()
	per := text(b.param("cost.unknownProduct." + area + ".per"))
	return 12 * b.par("cost.unknownProduct."+area+"."+which) * e.units(per) * e.usd()
}

func (e *eval) assumedAt(area string, p pass) float64 {
	return p.end(e.assumed(area, "high"), e.assumed(area, "likely"), e.assumed(area, "low"))
}

func (e *eval) productLicences(p pass) float64 {
	sum := 0.0
	for i, area := range e.areas() {
		bestOpen := 0.0
		if area == "service" { // in place of a seat, or in the seat
			at := best
			if p == bestLoose {
				at = bestLoose
			}
			e.record(func() { bestOpen = min(e.assumed(area, "low"), e.seatsCost(0, at)-e.seatsCost(1, at)) })
		}
		sum += e.byCode(area, p, func(c string) float64 {
			switch c {
			case "own_included", "own_limited":
				return 0
			case "own_licence":
				if e.covered(i, p) {
					return 0
				}
				return e.productPrice(area, p)
			}
			return e.assumedAt(area, p)
		}, e.assumed(area, "high"), bestOpen, false)
	}
	return sum
}

// covered: the price of an own_licence product of an earlier area covers this one.
func (e *eval) covered(i int, p pass) bool {
	areas := e.areas()
	for _, earlier := range areas[:i] {
		suite, price := e.platform.value("suite."+earlier), e.price("price."+earlier)
		if suite.code() != "own_licence" || price.state != "known" || p == worstLoose && (suite.stale || price.stale) {
			continue
		}
		if oneOf(areas[i], texts(get(price.v, "covers"))...) {
			return true
		}
	}
	return false
}

func (e *eval) productPrice(area string, p pass) float64 {
	v := e.price("price." + area)
	if v.state != "known" && v.state != "declined" { // an assumed price is not open
		return e.assumedAt(area, p)
	}
	known := func() float64 { return e.yearly(v.v, p) * e.units(text(get(v.v, "per"))) }
	return e.pick(v, p, known, e.assumed(area, "high"), e.assumed(area, "low"), false)
}

// ---- extras

// extras sums the add-ons of this profile. An open one is weighed by itself and does not count for the q of the whole.
func (e *eval) extras(p pass) float64 {
	b, seats := theBook(), e.seatLicences(p)
	share := func(id string) costs {
		return costs{b.par(id+".low") * seats, b.par(id+".likely") * seats, b.par(id+".high") * seats}
	}
	unpriced, priced := 0.0, 0.0
	for _, a := range e.accessExtras() {
		unpriced += e.accessExtra(a, share("cost.addOnShare"), p)
	}
	for _, x := range e.otherExtras() {
		v := e.platform.value(x.attribute)
		needed := v.code() == x.code
		switch x.price {
		case "unpriced":
			unpriced += weighed(v, needed, share("cost.addOnShare"), p)
		case "sandbox":
			priced += weighed(v, needed, share("cost.sandbox"), p)
		case "ipaas":
			priced += weighed(v, needed, e.ipaasCosts(needed && !v.open(), p), p)
		}
	}
	return priced + min(unpriced, b.par("cost.addOnsMost")*seats)
}

type costs struct{ low, likely, high float64 }

// weighed is the cost of one add-on from the value that says whether it is needed.
func weighed(v value, needed bool, c costs, p pass) float64 {
	if v.state == "declined" && p == best {
		return c.high // in both ends between which the estimate of the whole lies
	}
	if v.open() {
		return p.end(c.high, (1-share(v.state))*c.high, 0)
	}
	x := truth(needed) * p.end(c.high, c.likely, c.low)
	if v.stale && p.loose() {
		return p.choose(x, p.end(c.high, 0, 0), false)
	}
	return x
}

func (e *eval) ipaasCosts(bought bool, p pass) costs {
	b, v := theBook(), e.price("price.ipaas")
	assumed := costs{b.par("cost.ipaas.low") * e.usd(), b.par("cost.ipaas.likely") * e.usd(), b.par("cost.ipaas.high") * e.usd()}
	switch v.state {
	case "known":
		c := costs{e.yearly(v.v, best), e.yearly(v.v, mid), e.yearly(v.v, worst)}
		if v.stale && p.loose() {
			return costs{min(c.low, assumed.low), c.likely, max(c.high, assumed.high)}
		}
		return c
	case "declined":
		if bought {
			e.note(v, p)
		}
	}
	return assumed
}

// accessExtras are the access musts, and connector.access also where the connector itself is open.
func (e *eval) accessExtras() []string {
	out := e.accessMusts()
	if !e.connectorMust() && len(e.openConnectors()) > 0 {
		out = append(out, "connector.access")
	}
	return out
}

func (e *eval) openConnectors() []value {
	var out []value
	if highest(e.erpFlows()) < 3 {
		return nil
	}
	for _, v := range e.erpConnectors() {
		if v.open() {
			out = append(out, v)
		}
	}
	return out
}

func (e *eval) accessExtra(attribute string, c costs, p pass) float64 {
	v := e.platform.value(attribute)
	needed := e.soldAsAddOn(attribute)
	if attribute != "connector.access" {
		return weighed(v, needed, c, p)
	}
	if included, _ := ways(v); included >= 0 && included <= e.edition() { // known to be included
		return weighed(v, false, c, p)
	}
	if e.connectorMust() {
		return e.asked(weighed(v, needed, c, p), c, p)
	}
	weakest := v // open with the connector: the lowest share of the two counts
	for _, o := range e.openConnectors() {
		if !weakest.open() || share(o.state) < share(weakest.state) {
			weakest = o
		}
	}
	return weighed(weakest, false, c, p)
}

// asked looks at the connector that asks for connector.access: where it is stale, nothing may be asked, or more.
func (e *eval) asked(x float64, c costs, p pass) float64 {
	for _, v := range e.erpConnectors() {
		if vendorConnector(v) && !v.stale {
			return x
		}
	}
	return p.end(max(x, truth(p.loose())*c.high), x, x*truth(!p.loose()))
}

// ---- the whole

func (e *eval) licences(p pass) float64 {
	v := e.offer()
	listed := func() float64 {
		sum := e.seatLicences(p) + e.lightLicences(p) + e.productLicences(p) + e.extras(p)
		return sum * (1 - e.n("commercial.discountPct")/100)
	}
	if v.state != "known" {
		return listed()
	}
	e.note(v, p)
	if v.stale && p.loose() {
		return p.choose(e.yearly(v.v, p), listed(), false)
	}
	return e.yearly(v.v, p)
}

func (e *eval) budgetAnnual() float64 { b, _ := e.budget("budgetAnnual"); return b }

func (e *eval) licenceShare(p pass) float64 { return e.licences(p) / e.budgetAnnual() }

func (e *eval) aiYear(p pass) float64 {
	return 12 * e.n("ai.conversationsPerMonth") * e.conversation(p)
}

func (e *eval) aiShare(p pass) float64 { return e.aiYear(p) / e.budgetAnnual() }

// conversation is c: what one AI conversation costs.
func (e *eval) conversation(p pass) float64 {
	known := e.knownConversation(p, func(v value) bool { return true })
	sure := e.knownConversation(p, func(v value) bool { return !v.stale })
	switch {
	case math.IsInf(known, 1):
		return e.unknownConversation(p)
	case p.loose() && math.IsInf(sure, 1):
		return p.choose(known, e.unknownConversation(p), false)
	case p.loose():
		return p.choose(known, sure, false)
	}
	return known
}

func (e *eval) knownConversation(p pass, use func(v value) bool) float64 {
	b, c := theBook(), math.Inf(1)
	if v := e.price("ai.pricePerConversation"); v.state == "known" && use(v) {
		e.note(v, p)
		c = e.amount(v.v, p)
	}
	if v := e.price("ai.pricePerAction"); v.state == "known" && use(v) {
		e.note(v, p)
		actions := b.param("ai.actionsPerConversation")
		c = min(c, p.end(number(get(actions, "high")), number(get(actions, "likely")), number(get(actions, "low")))*e.amount(v.v, p))
	}
	return c
}

func (e *eval) unknownConversation(p pass) float64 {
	b, unit := theBook(), e.platform.value("ai.priceUnit")
	for _, a := range []string{"ai.pricePerConversation", "ai.pricePerAction"} {
		if !oneOf(unit.code(), "included", "per_seat") {
			e.note(e.price(a), p)
		}
	}
	open := p.end(b.par("ai.unknownConversation.worst"), 0, b.par("ai.unknownConversation.best")) * e.usd()
	if unit.open() || !oneOf(unit.code(), "included", "per_seat") {
		e.note(unit, p)
		return open
	}
	return e.pick(unit, p, func() float64 { return 0 }, open, open, false)
}

func (e *eval) minimumFits(p pass) bool {
	v := e.platform.value("seats.minimum")
	fits := func() float64 { return truth(ranged(v.v, p, false) <= theBook().par("cost.minimumFactor")*e.seats()) }
	return e.pick(v, p, fits, 0, 1, true) > 0
}

func (e *eval) seatsUsed(p pass) float64 { return min(1, e.seats()/max(1, e.minimum(p))) }
