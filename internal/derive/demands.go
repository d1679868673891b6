package derive

import (
	"math"
	"strconv"

	"github.com/vendorfit/vendorfit"
)

// rate is what one unit of a currency costs in the profile's.
type rate struct {
	currency string
	factor   float64
	assumed  bool // the book's: the buyer stated none
}

// money fixes the rates of exchange and converts the budgets and what the book assumes.
func (t *Totals) money() {
	d, c := t.deriver, &t.profile.Commercial
	t.exchange()
	usd := t.rateOf("USD")
	for i := range d.areas {
		a := &d.areas[i]
		units, _ := t.units(a.per)
		year := 12 * units * usd.factor
		t.unknownProducts = append(t.unknownProducts, ends(a.high*year, a.likely*year, a.low*year))
	}
	t.budgetAnnual, t.budgetFirst = t.amount(c.BudgetAnnual), t.amount(c.BudgetFirstYear)
	t.BudgetKnown = t.budgetAnnual > 0 && t.Rated()
	if t.budgetFirst > 0 {
		t.dayRate = d.rate * t.factor("NOK")
	}
}

// Rated tells that the book's assumptions, which are in dollars, can be converted to the profile's currency. Where they cannot, no
// amount of money means anything; the buyer must state a rate.
func (t *Totals) Rated() bool { return t.rateAt("USD") >= 0 }

// exchange lists the rates: the profile's own, and for other currencies the book's, through kroner. A profile in a currency that
// the book does not have is reached through the first of its own rates that the book has.
func (t *Totals) exchange() {
	d, c := t.deriver, &t.profile.Commercial
	t.rates = []rate{{currency: c.Currency, factor: 1}}
	perUnit := d.fx.of(c.Currency) // NOK for one unit of the profile's currency
	for _, x := range c.FX {
		factor, err := strconv.ParseFloat(x.Rate, 64)
		if err != nil || !(factor > 0) || math.IsInf(factor, 0) || x.Currency == c.Currency {
			continue
		}
		t.rates = append(t.rates, rate{currency: x.Currency, factor: factor})
		if perUnit == 0 {
			perUnit = d.fx.of(x.Currency) / factor
		}
	}
	if perUnit == 0 {
		return
	}
	for i, currency := range d.fx.codes {
		if t.rateAt(currency) < 0 {
			t.rates = append(t.rates, rate{currency: currency, factor: d.fx.numbers[i] / perUnit, assumed: true})
		}
	}
}

// rateAt is the index of a currency's rate, -1 where there is none.
func (t *Totals) rateAt(currency string) int {
	for i := range t.rates {
		if t.rates[i].currency == currency {
			return i
		}
	}
	return -1
}

func (t *Totals) rateOf(currency string) rate {
	if i := t.rateAt(currency); i >= 0 {
		return t.rates[i]
	}
	return rate{}
}

// factor is a rate that is used for every platform.
func (t *Totals) factor(currency string) float64 {
	i := t.rateAt(currency)
	if i < 0 {
		return 0
	}
	t.assumedRates |= t.assumedBit(i)
	return t.rates[i].factor
}

// assumedBit marks a rate that the book gave; there are far fewer currencies than bits.
func (t *Totals) assumedBit(i int) uint64 {
	if i >= 0 && t.rates[i].assumed && i < 64 {
		return 1 << i
	}
	return 0
}

// amount is a sum of money in the profile's currency; 0 where it was not given, or has no rate.
func (t *Totals) amount(m *vendorfit.Money) float64 {
	if m == nil {
		return 0
	}
	x, err := strconv.ParseFloat(m.Amount, 64)
	if err != nil || !(x > 0) || math.IsInf(x, 0) {
		return 0
	}
	return x * t.factor(m.Currency)
}

// units are how many of what a price is for the buyer has, and whether that can be told.
func (t *Totals) units(per string) (float64, bool) {
	o := &t.profile.Organisation
	switch per {
	case "account":
		return 1, true
	case "full_seat":
		return t.Seats, true
	case "product_seat":
		return number(o.Seats.Full), true
	case "service_seat":
		return number(o.Seats.Service), true
	case "marketing_seat":
		return number(o.Seats.Marketing), true
	case "field_seat":
		return number(o.Seats.Field), true
	case "thousand_contacts":
		return number(o.MarketingContacts) / 1000, o.MarketingContacts != nil
	}
	return 0, false
}

// must is something that the edition to be bought has to have, whatever the platform.
type must struct {
	slot vendorfit.Slot
	kind mustKind
	need float64 // of a ladder
	area int     // of an own product: an index into the deriver's areas
}

type mustKind int

const (
	accessMust    mustKind = iota
	ladderMust             // a number per edition must reach the need
	productMust            // the access of an own product, where there is one
	connectorMust          // the access of ready connectors, where one is used
)

// demands lists the musts of the edition, in the book's order.
func (t *Totals) demands() {
	p, d := t.profile, t.deriver
	access := func(slot vendorfit.Slot, asked bool) {
		if asked {
			t.musts = append(t.musts, must{slot: slot, kind: accessMust})
		}
	}
	ladder := func(slot vendorfit.Slot, asked bool, need *int) {
		if asked && need != nil {
			t.musts = append(t.musts, must{slot: slot, kind: ladderMust, need: number(need)})
		}
	}
	leads := p.Needs["leadScoring"] == "must"
	access(d.apiAccess, len(p.Integrations) > 0)
	access(d.sso, p.Security.SSO == "must")
	access(d.scim, p.Security.SCIM == "must")
	access(d.fieldLevel, p.Security.FieldLevel == "must")
	access(d.audit, t.AuditMust)
	ladder(d.auditDays, t.AuditMust, p.Security.AuditDays)
	access(d.forecast, p.Needs["forecast"] == "must")
	access(d.scoring, leads)
	ladder(d.scoringCap, leads, p.Organisation.LeadsPerMonth)
	for i := range d.areas {
		if a := &d.areas[i]; p.Needs[a.id] == "must" && !t.kept(a.id) {
			t.musts = append(t.musts, must{slot: a.access, kind: productMust, area: i})
		}
	}
	if t.ErpLevel > 0 && t.ErpLevel == d.needLevel.of("must") {
		t.musts = append(t.musts, must{slot: d.connectorAccess, kind: connectorMust})
	}
	access(d.sensitive, p.Privacy.SpecialCategories == "core")
	ladder(d.objectsLimit, number(p.Data.CustomObjects) > 0, p.Data.CustomObjects)
}
