package web

import (
	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// builds is a sheet that compares ways to build.
type builds interface{ Architecture() derive.Architecture }

// architecture is that of the first platform that is not excluded; nil where there is none.
func (b builder) architecture() *Architecture {
	for i := range b.e.Ranking {
		r := &b.e.Ranking[i]
		sheet, ok := r.Sheet.(builds)
		if r.Standing == vendorfit.Excluded || !ok {
			continue
		}
		return b.built(b.on(r), sheet.Architecture())
	}
	return nil
}

func (b builder) built(on text.Case, a derive.Architecture) *Architecture {
	out := &Architecture{
		Platform: on.Result.Knowledge.Platform.ID, Verdict: a.Verdict, Close: some(a.Close), Firm: a.Firm, Measures: []Measure{},
		Why: text.Both(func(l vendorfit.Lang) string { return on.Architecture(l, a) }),
	}
	for i := range a.Variants {
		out.Measures = append(out.Measures, b.measure(&a.Variants[i]))
	}
	return out
}

func (b builder) measure(v *derive.Variant) Measure {
	m := Measure{
		Variant: v.Name, Coverage: level(v.C), Gap: level(v.G), LockIn: level(v.L), Contracts: level(v.V), Days: level(v.Days),
		Built: level(v.B), Utility: level(v.U), Refusal: v.Refusal, Places: []Placed{},
	}
	m.Label, _ = b.words.Label("architecture", v.Name)
	if !v.EffortOpen {
		e := level(v.E)
		m.Effort = &e
	}
	for _, p := range v.Places {
		label, _ := b.words.Label("needs", p.Area)
		m.Places = append(m.Places, Placed{Area: p.Area, Label: label, Place: p.Place})
	}
	return m
}
