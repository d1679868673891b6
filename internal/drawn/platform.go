package drawn

import (
	"fmt"
	"slices"
	"testing"

	"github.com/vendorfit/vendorfit"
)

// Catalogue has as many platforms as the book's: every other one of those with a part of its values drawn anew, and made-up ones, of
// which anything may be said, in every state.
func (d *Drawing) Catalogue(t testing.TB) *vendorfit.Catalogue {
	t.Helper()
	c := &vendorfit.Catalogue{}
	for i, x := range d.public.Platforms {
		var rows []vendorfit.Row
		if i%2 == 0 {
			rows = x.Values
		}
		p := d.platform(x, rows)
		if mistakes := d.book.Prepare(p); len(mistakes) > 0 {
			t.Fatalf("%s: %v", p.ID, mistakes)
		}
		c.Platforms = append(c.Platforms, p)
	}
	return c
}

// today is a day on which no fact of the book is past its shelf life.
const today = vendorfit.Date("2026-11-27")

// The facts on which drawn values rest: in date and sure, less sure, weak, and long past every shelf life.
var drawnFacts = []vendorfit.Fact{
	{ID: "drawn.high", Checked: today, Confidence: vendorfit.High},
	{ID: "drawn.medium", Checked: today, Confidence: vendorfit.Medium},
	{ID: "drawn.low", Checked: today, Confidence: vendorfit.Low},
	{ID: "drawn.old", Checked: "2010-01-01", Confidence: vendorfit.High},
}

// platform draws values in place of a quarter of the rows, or all values where there are no rows.
func (d *Drawing) platform(like *vendorfit.Platform, rows []vendorfit.Row) *vendorfit.Platform {
	nobody := vendorfit.Stated{State: vendorfit.Unknown}
	p := &vendorfit.Platform{ID: like.ID, Name: like.Name, Vendor: vendorfit.Vendor{Name: nobody, Headquarters: nobody, Jurisdiction: nobody}}
	editions := 1 + d.IntN(4)
	if rows != nil {
		p.Facts, p.Vendor = slices.Clone(like.Facts), like.Vendor
		editions = 0
	}
	for _, r := range rows {
		if list, ok := r.Value.([]any); ok && r.Attribute == "editions" {
			editions = len(list)
		}
	}
	for _, f := range drawnFacts {
		f.About, f.Value, f.Source, f.SourceType, f.AsOf = "everything", "drawn", "https://example.org", "vendor", "undated"
		p.Facts = append(p.Facts, f)
	}
	for _, place := range d.book.Places() {
		i := slices.IndexFunc(rows, func(r vendorfit.Row) bool { return r.Attribute == place.Attribute.ID && r.Member == place.Member })
		if i >= 0 && (d.IntN(4) > 0 || place.Attribute.ID == "editions") {
			p.Values = append(p.Values, rows[i])
		} else if rows == nil || d.IntN(4) == 0 {
			p.Values = append(p.Values, d.row(place, editions)...)
		}
	}
	markUnused(p)
	return p
}

// markUnused marks the facts on which no value rests.
func markUnused(p *vendorfit.Platform) {
	used := map[string]bool{}
	for _, s := range []vendorfit.Stated{p.Vendor.Name, p.Vendor.Headquarters, p.Vendor.Jurisdiction} {
		for _, id := range s.Facts {
			used[id] = true
		}
	}
	for _, r := range p.Values {
		for _, id := range r.Facts {
			used[id] = true
		}
	}
	for i := range p.Facts {
		p.Facts[i].Unused = !used[p.Facts[i].ID]
	}
}

// row is what is said of one place; nothing where nobody has looked.
func (d *Drawing) row(place vendorfit.Place, editions int) []vendorfit.Row {
	a := place.Attribute
	r := vendorfit.Row{Attribute: a.ID, Member: place.Member}
	byEdition := a.Type == "ladder" || a.Type == "quota"
	chance := d.IntN(20)
	switch {
	case a.ID == "editions" && editions > 0:
		r.Value = d.editions(editions)
	case a.ID == vendorfit.OfferAttribute, chance < 5, byEdition && editions == 0:
		return nil
	case chance < 8:
		r.State, r.LookedIn, r.Checked = []vendorfit.State{vendorfit.NotSeen, vendorfit.Declined}[d.IntN(2)], "its documentation", today
		return []vendorfit.Row{r}
	case chance < 10 && (a.None != nil || a.Type == "set"):
		r.State = vendorfit.None
	case a.Type == "set":
		r.State = vendorfit.Known
	default:
		r.Value = d.value(a, editions)
	}
	r.Facts = []string{one(d, []string{"drawn.high", "drawn.high", "drawn.high", "drawn.medium", "drawn.low", "drawn.old"})}
	return []vendorfit.Row{r}
}

// value is any value of an attribute, as the catalogue writes it.
func (d *Drawing) value(a *vendorfit.Attribute, editions int) any {
	switch a.Type {
	case "access":
		included, addOn := fmt.Sprintf("e%d", d.IntN(max(1, editions))), fmt.Sprintf("a%d", d.IntN(max(1, editions)))
		return one(d, []string{"all", included, addOn, included + "/" + addOn})
	case "number":
		if d.IntN(4) == 0 {
			return map[string]any{"low": d.size(1, 100), "high": d.size(100, 1e5)}
		}
		return d.size(1, 1e5)
	case "money":
		return d.money(one(d, units), one(d, []string{"month", "year"}))
	case "ladder", "quota":
		rows := make([]any, editions)
		for i := range rows {
			rows[i] = one(d, []any{nil, d.rung(a.Type), d.rung(a.Type), d.rung(a.Type)})
		}
		return rows
	}
	return one(d, a.Vocab).Code
}

func (d *Drawing) rung(kind string) any {
	switch {
	case kind == "ladder" && d.IntN(4) == 0:
		return "uncapped"
	case kind == "ladder":
		return d.size(1, 5000)
	case d.IntN(4) == 0:
		return map[string]any{"uncapped": true}
	}
	row := map[string]any{"base": d.size(0, 5e6), "perSeat": d.size(0, 2000)}
	if d.IntN(3) == 0 {
		row["cap"], row["hour"] = d.size(1000, 5e6), d.size(100, 1e5)
	}
	return row
}

// units are those by which a product is sold.
var units = []string{"service_seat", "marketing_seat", "field_seat", "product_seat", "full_seat", "thousand_contacts", "account"}

// money is a price; of some currencies nobody has a rate.
func (d *Drawing) money(per, period string) map[string]any {
	m := map[string]any{"currency": one(d, []string{"NOK", "EUR", "USD", "USD", "INR"}), "per": per, "period": period}
	if d.IntN(3) == 0 {
		m["low"], m["high"] = fmt.Sprint(d.size(1, 50)), fmt.Sprint(d.size(50, 300))
	} else {
		m["amount"] = fmt.Sprint(d.size(1, 300))
	}
	return m
}

func (d *Drawing) editions(n int) []any {
	rows := make([]any, n)
	for i := range rows {
		row := map[string]any{"name": fmt.Sprint("Edition ", i)}
		switch d.IntN(4) {
		case 0:
			row["base"], row["included"], row["extra"] = d.money("account", "month"), d.size(1, 30), d.money("full_seat", "month")
		case 1, 2:
			row["price"] = d.money("full_seat", one(d, []string{"month", "year"}))
		}
		rows[i] = row
	}
	return rows
}
