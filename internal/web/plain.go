package web

import (
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// plain is a value in the form in which a platform file writes it; nil where there is none to show.
func plain(a *vendorfit.Attribute, v *vendorfit.Value) any {
	if !v.Has() {
		return nil
	}
	switch a.Type {
	case "access":
		return access(v.Access)
	case "number":
		if v.Low != v.High {
			return map[string]any{"low": v.Low, "high": v.High}
		}
		return v.Low
	case "money":
		return price(v.Price)
	case "ladder":
		if v.Editions != nil {
			return editions(v.Editions)
		}
		return rungs(v.Rungs)
	case "quota":
		return quota(v.Quota)
	case "set":
		return true
	}
	return v.Code
}

func access(a vendorfit.Access) string {
	var ways []string
	if a.Included == 0 {
		return "all"
	}
	if a.Included > 0 {
		ways = append(ways, "e"+strconv.Itoa(a.Included))
	}
	if a.AddOn >= 0 {
		ways = append(ways, "a"+strconv.Itoa(a.AddOn))
	}
	return strings.Join(ways, "/")
}

func price(p *vendorfit.Price) any {
	if p == nil {
		return nil
	}
	out := map[string]any{"currency": p.Currency, "per": p.Per, "period": p.Period}
	if p.Low == p.High {
		out["amount"] = amount(p.Low)
	} else {
		out["low"], out["high"] = amount(p.Low), amount(p.High)
	}
	if len(p.Covers) > 0 {
		out["covers"] = p.Covers
	}
	return out
}

// amount is money as a decimal string with no decimals or two.
func amount(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 2, 64), ".00")
}

func rungs(rows []vendorfit.Rung) []any {
	out := make([]any, len(rows))
	for i, r := range rows {
		switch {
		case r.Uncapped:
			out[i] = "uncapped"
		case r.Known:
			out[i] = r.N
		}
	}
	return out
}

func quota(rows []vendorfit.QuotaRow) []any {
	out := make([]any, len(rows))
	for i, r := range rows {
		switch {
		case r.Uncapped:
			out[i] = map[string]any{"uncapped": true}
		case r.Known:
			row := map[string]any{"base": r.Base, "perSeat": r.PerSeat}
			if r.Cap > 0 {
				row["cap"] = r.Cap
			}
			if r.Hour > 0 {
				row["hour"] = r.Hour
			}
			if r.Soft {
				row["soft"] = true
			}
			out[i] = row
		}
	}
	return out
}

func editions(rows []vendorfit.EditionRow) []any {
	out := make([]any, len(rows))
	for i, e := range rows {
		row := map[string]any{"name": e.Name}
		if e.Price != nil {
			row["price"] = price(e.Price)
		}
		if e.Base != nil {
			row["base"], row["included"], row["extra"] = price(e.Base), e.Included, price(e.Extra)
		}
		if e.LowerBound {
			row["lowerBound"] = true
		}
		out[i] = row
	}
	return out
}
