package web

import (
	"slices"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

func (b builder) finding(on text.Case, f *vendorfit.Finding) Finding {
	out := Finding{
		Rule: f.Rule, Kind: string(f.Kind), Outcome: string(f.Outcome), Lifted: f.Lifted != nil,
		Why:    text.Both(func(l vendorfit.Lang) string { return on.Why(l, f) }),
		Values: []Value{}, Derived: []Derived{},
	}
	switch f.Kind {
	case vendorfit.Score:
		out.score(f)
	case vendorfit.Gate:
		out.OnFail = "condition"
		if f.Exclude {
			out.OnFail = "exclude"
		}
	case vendorfit.Risk:
		out.Severity = b.severity(f.Rule)
	}
	if f.Failed != nil {
		out.Failed = f.Failed.Error()
	}
	for i, s := range f.Reads {
		if s >= 0 && !slices.Contains(f.Reads[:i], s) {
			out.Values = append(out.Values, b.value(on, s))
		}
	}
	for _, id := range f.Derived {
		out.Derived = append(out.Derived, b.derived(on, id))
	}
	return out
}

func (f *Finding) score(from *vendorfit.Finding) {
	p, low, high := points(from.Points), points(from.Low), points(from.High)
	s, c := share(from.Share), total(from.Contribution)
	f.Points, f.Low, f.High, f.Share, f.Contribution = &p, &low, &high, &s, &c
}

func (b builder) severity(rule string) int {
	for i := range b.e.Book.Rules {
		if b.e.Book.Rules[i].ID == rule {
			return b.e.Book.Rules[i].Severity
		}
	}
	return 0
}

// value is a value with its facts, and beside an answer the public value that it stands in for.
func (b builder) value(on text.Case, s vendorfit.Slot) Value {
	at, k := b.e.Book.Places()[s], on.Result.Knowledge
	out := worded(on, at, k.At(s))
	if public := k.Public[s]; public != nil {
		v := worded(on, at, public)
		out.Public = &v
	}
	return out
}

func worded(on text.Case, at vendorfit.Place, v *vendorfit.Value) Value {
	out := Value{
		Attribute: at.Attribute.ID, Member: at.Member, State: string(v.State), Value: plain(at.Attribute, v),
		Confidence: string(v.Confidence), Facts: make([]Fact, len(v.Facts)),
		Text: text.Both(func(l vendorfit.Lang) string { return on.Value(l, at, v, on.Where()) }),
	}
	if v.As != "" {
		out.As = &v.As
	}
	for i, f := range v.Facts {
		out.Facts[i] = Fact{ID: f.ID, Source: f.Source, AsOf: f.AsOf, Checked: string(f.Checked), Confidence: string(f.Confidence)}
	}
	if a := v.Answer; a != nil {
		out.Answer = &Answer{Source: a.Source, AsOf: string(a.AsOf), GivenBy: a.GivenBy, Confidential: a.Confidential}
	}
	return out
}

// derived is a derived quantity. Low and high are the smaller and the larger end, whichever is better for the platform.
func (b builder) derived(on text.Case, id string) Derived {
	q := on.Result.Sheet.Quantity(id)
	out := Derived{
		ID: id, Unlimited: q.Unlimited, Working: on.Result.Sheet.Working(id),
		Text: text.Both(func(l vendorfit.Lang) string { return on.Quantity(l, id) }),
	}
	d := b.e.Book.Declaration(id)
	switch {
	case d == nil || q.Unlimited:
	case d.Type == "truth":
		out.Low, out.High = min(q.Worst, q.Best) != 0, max(q.Worst, q.Best) != 0
	case d.Type == "code":
		out.Value = q.Code
	case d.Type == "list":
		out.Value = some(q.List)
	default:
		out.Low, out.Estimate, out.High = min(q.Worst, q.Best), q.Estimate, max(q.Worst, q.Best)
	}
	return out
}
