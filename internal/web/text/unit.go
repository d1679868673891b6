package text

import (
	"strings"

	"github.com/vendorfit/vendorfit"
)

// singular holds the nouns of units as they stand after the number one.
var singular = map[vendorfit.Lang]map[string]string{
	vendorfit.English: {
		"days": "day", "months": "month", "hours": "hour", "years": "year", "users": "user", "seats": "seat", "calls": "call",
		"records": "record", "types": "type", "equivalents": "equivalent", "units": "unit", "areas": "area",
		"connections": "connection", "contracts": "contract", "products": "product", "systems": "system", "credits": "credit",
		"leads": "lead", "opportunities": "opportunity", "meters": "meter", "flows": "flow", "integrations": "integration",
		"editions": "edition", "needs": "need",
	},
	vendorfit.Bokmal: {
		"dager": "dag", "måneder": "måned", "timer": "time", "brukere": "bruker", "lisenser": "lisens", "poster": "post",
		"egne": "egen", "posttyper": "posttype", "kvoteenheter": "kvoteenhet", "områder": "område", "koblinger": "kobling",
		"avtaler": "avtale", "produkter": "produkt", "systemer": "system", "kreditter": "kreditt",
		"salgsmuligheter": "salgsmulighet", "målere": "måler", "flyter": "flyt", "integrasjoner": "integrasjon",
		"utgaver": "utgave", "samtidige": "samtidig",
	},
}

// WithUnit is a number with its unit, in the singular after one. Shares become percent; a unit of money is the caller's.
func WithUnit(l vendorfit.Lang, x float64, unit *vendorfit.Text) string {
	return rangeWithUnit(l, x, x, unit)
}

func rangeWithUnit(l vendorfit.Lang, low, high float64, unit *vendorfit.Text) string {
	if isShare(unit) {
		return percentRange(l, low, high)
	}
	n := Number(l, low, 2)
	if low != high {
		n += "–" + Number(l, high, 2)
	}
	if unit == nil {
		return n
	}
	return n + unitSpace(l) + counted(l, unit.In(l), low == 1 && high == 1)
}

func percentRange(l vendorfit.Lang, low, high float64) string {
	if low == high || Percent(l, low) == Percent(l, high) {
		return Percent(l, low)
	}
	return Number(l, 100*low, 0) + "–" + Percent(l, high)
}

// Unknown is a number that nobody knows, as a noun: an unknown number of months, an unknown share.
func Unknown(l vendorfit.Lang, unit *vendorfit.Text) string {
	switch {
	case unit == nil:
		return pick(l, "an unknown number", "et ukjent antall")
	case isShare(unit):
		return pick(l, "an unknown share", "en ukjent andel")
	case isMoney(unit):
		return pick(l, "an unknown amount", "et ukjent beløp")
	}
	return pick(l, "an unknown number of ", "et ukjent antall ") + unit.In(l)
}

// Unlimited is a number without limit, as a noun.
func Unlimited(l vendorfit.Lang, unit *vendorfit.Text) string {
	if unit == nil {
		return pick(l, "without limit", "uten grense")
	}
	return pick(l, "an unlimited number of ", "et ubegrenset antall ") + unit.In(l)
}

func unitSpace(l vendorfit.Lang) string { return pick(l, " ", Space) }

// counted is the unit, its nouns before "per" and the like in the singular where one is counted.
func counted(l vendorfit.Lang, unit string, one bool) string {
	if !one {
		return unit
	}
	words := strings.Split(unit, " ")
	for i, w := range words {
		if w == "per" || w == "a" || w == "i" || w == "med" {
			break
		}
		if s, ok := singular[l][w]; ok {
			words[i] = s
		}
	}
	return strings.Join(words, " ")
}

// perEdition is the unit of a ladder once an edition has been named.
func perEdition(u *vendorfit.Text) *vendorfit.Text {
	if u == nil {
		return nil
	}
	return &vendorfit.Text{
		En: strings.TrimSuffix(strings.TrimSuffix(u.En, " per edition"), " and edition"),
		Nb: strings.TrimSuffix(strings.TrimSuffix(u.Nb, " per utgave"), " og utgave"),
	}
}

// A book names its two special units by these words: a share is shown as percent, money with its currency.
func isShare(u *vendorfit.Text) bool { return u != nil && strings.HasPrefix(u.En, "share") }
func isMoney(u *vendorfit.Text) bool { return u != nil && strings.HasPrefix(u.En, "money") }
