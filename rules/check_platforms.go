package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// platforms checks the catalogue: every platform for itself, that no two facts share an id, and that no known price lies outside
// the range that an unpriced one is given.
func (k *bookCheck) platforms(c *vendorfit.Catalogue) {
	owner := map[string]string{}
	for _, p := range c.Platforms {
		file := path.Join(platformFolder, p.ID+".yaml")
		for _, m := range k.book.Prepare(p) {
			m.File = file
			k.mistakes = append(k.mistakes, m)
		}
		for i, f := range p.Facts {
			if first := owner[f.ID]; first != "" && first != p.ID {
				k.wrong(fmt.Sprintf("%s#/facts/%d/id", file, i), "duplicate", f.ID, vendorfit.Text{En: "a fact of " + first + " has this id", Nb: "et faktum om " + first + " har denne id-en"})
			}
			owner[f.ID] = p.ID
		}
		k.prices(file, p)
	}
}

// prices compares the known prices of a platform with the frozen ranges, so that no vendor gains by not publishing its price.
func (k *bookCheck) prices(file string, p *vendorfit.Platform) {
	for i, r := range p.Values {
		a, place := k.book.Attribute(r.Attribute), fmt.Sprintf("%s#/values/%d/value", file, i)
		if a == nil || r.Value == nil {
			continue
		}
		v, mistakes := k.book.ParseValue(a, r.Value, vendorfit.AnyRanks)
		if len(mistakes) > 0 {
			continue // said already
		}
		for j, e := range v.Editions {
			k.priceWithin(fmt.Sprintf("%s/%d/price", place, j), e.Price, "cost.unknownSeat", "best", "worst", "full_seat", 1)
		}
		if area, ok := strings.CutPrefix(r.Attribute, "price."); ok && v.Price != nil {
			k.productPrice(place, area, v.Price)
		}
	}
}

// productPrice compares the price of a product, or of the integration platform, with what is assumed where it is not public.
func (k *bookCheck) productPrice(place, area string, price *vendorfit.Price) {
	if area == "ipaas" {
		k.priceWithin(place, price, "cost.ipaas", "", "high", price.Per, 1.0/12)
		return
	}
	if per, ok := k.book.Const("cost.unknownProduct." + area + ".per"); ok {
		k.priceWithin(place, price, "cost.unknownProduct."+area, "", "high", per.Text, 1)
	}
}

// priceWithin compares a price in US dollars with a range of the parameters, which is of so many months; "" is no lower end.
func (k *bookCheck) priceWithin(place string, p *vendorfit.Price, param, low, high, per string, months float64) {
	if p == nil || p.Currency != "USD" || p.Per != per {
		return
	}
	if p.Period == "year" {
		months *= 12
	}
	top, _ := k.book.Const(param + "." + high)
	bottom, _ := k.book.Const(param + "." + low)
	if p.High/months > top.Number || low != "" && p.Low/months < bottom.Number {
		k.wrong(place, "maximum", fmt.Sprintf("%g to %g", p.Low/months, p.High/months), vendorfit.Text{
			En: "a known price lies outside the range that params." + param + " gives to an unknown one; widen the range, as a new revision",
			Nb: "en kjent pris ligger utenfor spennet som params." + param + " gir en ukjent; utvid spennet, som en ny revisjon",
		})
	}
}
