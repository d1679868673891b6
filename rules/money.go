package rules

import (
	"strconv"

	"github.com/vendorfit/vendorfit"
)

// moneyOf converts amounts to the currency of a settled profile: at the profile's own rate, else at the book's (params.cost.fx,
// through kroner). An amount without a rate reads as 0, as one that was not given.
func moneyOf(b *vendorfit.Book, p *vendorfit.Profile) func(*vendorfit.Money) float64 {
	to := p.Commercial.Currency
	book := func(currency string) float64 {
		if currency == "NOK" {
			return 1
		}
		c, _ := b.Const("cost.fx." + currency)
		return c.Number
	}
	return func(m *vendorfit.Money) float64 {
		amount, err := strconv.ParseFloat(m.Amount, 64)
		switch {
		case err != nil:
			return 0
		case m.Currency == to:
			return amount
		}
		for _, r := range p.Commercial.FX {
			if rate, err := strconv.ParseFloat(r.Rate, 64); err == nil && r.Currency == m.Currency {
				return amount * rate
			}
		}
		if from, into := book(m.Currency), book(to); into > 0 {
			return amount * from / into
		}
		return 0
	}
}
