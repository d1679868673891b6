package rules

import (
	"math"

	"github.com/vendorfit/vendorfit"
)

// number is what a value comes to as a number, or a range of numbers: a limit by edition that of the edition to be bought, a
// price an amount in the profile's currency, for the unit and the period in which it is stated. ok is false where no number is
// stated there, or no rate of exchange is known.
func (o *own) number(v *vendorfit.Value) (low, high float64, ok bool) {
	if !v.Has() {
		return 0, 0, true
	}
	switch {
	case v.Price != nil:
		return o.price(v.Price)
	case v.Rungs != nil:
		return o.rung(v.Rungs)
	case v.Quota != nil:
		return o.quota(v.Quota)
	case v.Editions != nil:
		if r := o.rank(); r < len(v.Editions) && v.Editions[r].Price != nil {
			return o.price(v.Editions[r].Price)
		}
		return 0, 0, false
	}
	return v.Low, v.High, true
}

func (o *own) rung(rungs []vendorfit.Rung) (low, high float64, ok bool) {
	r := o.rank()
	switch {
	case r >= len(rungs) || !rungs[r].Known:
		return 0, 0, false
	case rungs[r].Uncapped:
		return math.Inf(1), math.Inf(1), true
	}
	return rungs[r].N, rungs[r].N, true
}

// quota is the calls a day for the buyer's seats.
func (o *own) quota(rows []vendorfit.QuotaRow) (low, high float64, ok bool) {
	r := o.rank()
	if r >= len(rows) || !rows[r].Known {
		return 0, 0, false
	}
	if rows[r].Uncapped {
		return math.Inf(1), math.Inf(1), true
	}
	seats, _ := o.hearing.Total("seats").(float64)
	calls := rows[r].Base + float64(rows[r].PerSeat*seats)
	if rows[r].Cap > 0 {
		calls = min(calls, rows[r].Cap)
	}
	return calls, calls, true
}

func (o *own) price(p *vendorfit.Price) (low, high float64, ok bool) {
	h := o.hearing
	rate := moneyOf(h.book.Book, h.profile)(&vendorfit.Money{Amount: "1", Currency: p.Currency})
	return float64(p.Low * rate), float64(p.High * rate), rate > 0
}
