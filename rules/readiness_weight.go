package rules

import (
	"reflect"

	"github.com/vendorfit/vendorfit"
)

// weightEffects are the criteria whose multiplier readiness changes, each with what it would be for a buyer who can show the
// highest step everywhere. A multiplier that comes to nothing for such a buyer is left out: it says nothing of this one.
func (h *hearing) weightEffects() []vendorfit.WeightEffect {
	ready := clone(reflect.ValueOf(h.profile).Elem()).Addr().Interface().(*vendorfit.Profile)
	for i := range h.book.Book.Readiness.Dimensions {
		d := &h.book.Book.Readiness.Dimensions[i]
		for _, q := range d.Questions {
			ready.Readiness[d.ID][q.ID] = highest(q.Anchors)
		}
	}
	names := h.book.form.names
	vars := names.vars(h.book.Book, ready)
	names.addTotals(vars, h.book.Book, h.book.deriver.Totals(ready).Value)
	names.addMoney(vars, ready, moneyOf(h.book.Book, ready))
	var out []vendorfit.WeightEffect
	for i := range h.book.Criteria {
		c := &h.book.Criteria[i]
		x, err := h.book.multipliers[i].run(vars)
		if err != nil {
			continue
		}
		if m := vendorfit.ToMicro(x.(float64)); m != h.multipliers[c.ID] {
			out = append(out, vendorfit.WeightEffect{Criterion: c, Multiplier: h.multipliers[c.ID], Ready: m})
		}
	}
	return out
}

func highest(steps []vendorfit.Anchor) int {
	top := 0
	for _, s := range steps {
		top = max(top, s.Level)
	}
	return top
}
