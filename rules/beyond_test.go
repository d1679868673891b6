package rules_test

import (
	"slices"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/example"
)

// surplus is a value that does for a buyer, and a better one.
type surplus struct {
	slot         vendorfit.Slot
	enough, more *vendorfit.Value
}

// TestBeyondTheNeed: what is better than the buyer needs moves no finding but cost, with the edition held.
func TestBeyondTheNeed(t *testing.T) {
	asked, tried := 0, 0
	try := func(e *vendorfit.Evaluation) {
		for i := range e.Ranking {
			r := &e.Ranking[i]
			again := e.Hearing.Again(r.Knowledge)
			for _, s := range surpluses(e, r.Knowledge) {
				tried++
				unmoved(t, e, r.Knowledge, again, s, func(rule string) bool { return !slices.Contains(cost, rule) })
			}
			for _, f := range r.Findings {
				asked += beyondAsked(t, e, r.Knowledge, again, &f)
			}
		}
	}
	for _, name := range example.Names {
		try(evaluate(t, profile(t, name, nil), nil, vendorfit.Request{}))
	}
	for seed := range uint64(20) {
		d := draw(seed, 6)
		try(evaluate(t, d.Profile(t), d.Catalogue(t), vendorfit.Request{}))
	}
	if tried < 2000 || asked < 2000 {
		t.Fatalf("only %d values and %d codes were tried", tried, asked)
	}
}

// unmoved compares the findings that count with enough and with more.
func unmoved(t *testing.T, e *vendorfit.Evaluation, k *vendorfit.Knowledge, again vendorfit.Rejudge, s surplus, counts func(rule string) bool) {
	t.Helper()
	was := k.Values[s.slot]
	defer func() { k.Values[s.slot] = was; again.Changed() }()
	k.Values[s.slot] = s.enough
	enough := all(again, e.Hearing.Terms())
	k.Values[s.slot] = s.more
	for i, more := range all(again, e.Hearing.Terms()) {
		if rule := e.Weights[i].Rule; more != enough[i] && counts(rule) {
			place := e.Book.Places()[s.slot]
			t.Errorf("%s: %s %s: %s is %v with enough, and %v with more", k.Platform.ID, place.Attribute.ID, place.Member, rule, enough[i], more)
		}
	}
}

// beyondAsked tries the codes that are worth more than the one which the profile asks of an attribute.
func beyondAsked(t *testing.T, e *vendorfit.Evaluation, k *vendorfit.Knowledge, again vendorfit.Rejudge, f *vendorfit.Finding) (tried int) {
	t.Helper()
	a := e.Book.Attribute(f.Asked.Attribute)
	slot := e.Book.Slot(f.Asked.Attribute)
	if a == nil || slot == vendorfit.NoSlot {
		return 0
	}
	asked := a.Code(f.Asked.Code)
	defer sold(e.Book, k, a)()
	for _, c := range a.Vocab {
		if c.Points >= asked.Points && c.Code != asked.Code {
			unmoved(t, e, k, again, surplus{slot, sure(vendorfit.Value{Code: asked.Code, Points: asked.Points}), sure(vendorfit.Value{Code: c.Code, Points: c.Points})},
				func(rule string) bool { return rule == f.Rule })
			tried++
		}
	}
	return tried
}

// sold holds a product of the vendor's own at all editions: in which edition it comes is another value. It gives the way back.
func sold(b *vendorfit.Book, k *vendorfit.Knowledge, a *vendorfit.Attribute) func() {
	access := b.Slot(a.ID + "Access")
	if access == vendorfit.NoSlot {
		return func() {}
	}
	was := k.Values[access]
	k.Values[access] = sure(vendorfit.Value{Access: vendorfit.Access{AddOn: -1}})
	return func() { k.Values[access] = was }
}

func sure(v vendorfit.Value) *vendorfit.Value {
	v.State, v.Confidence = vendorfit.Known, vendorfit.High
	return &v
}

// surpluses are numbers that do for the buyer, with larger ones, and what the buyer does not ask for at all.
func surpluses(e *vendorfit.Evaluation, k *vendorfit.Knowledge) []surplus {
	p, n := e.Hearing.Profile(), max(1, len(k.Editions(e.Book)))
	ladder := func(id string, need float64) surplus {
		rungs := func(r vendorfit.Rung) *vendorfit.Value {
			r.Known = true
			return sure(vendorfit.Value{Rungs: slices.Repeat([]vendorfit.Rung{r}, n)})
		}
		return surplus{e.Book.Slot(id), rungs(vendorfit.Rung{N: need}), rungs(vendorfit.Rung{Uncapped: true})}
	}
	quota := func(r vendorfit.QuotaRow) *vendorfit.Value {
		r.Known = true
		return sure(vendorfit.Value{Quota: slices.Repeat([]vendorfit.QuotaRow{r}, n)})
	}
	seats := e.Hearing.Total("seats").(float64)
	list := []surplus{
		ladder("objects.limit", float64(vendorfit.Of(p.Data.CustomObjects))),
		ladder("audit.days", float64(vendorfit.Of(p.Security.AuditDays))),
		ladder("scoring.cap", float64(vendorfit.Of(p.Organisation.LeadsPerMonth))),
		{e.Book.Slot("api.quota"), quota(vendorfit.QuotaRow{Base: 1e12}), quota(vendorfit.QuotaRow{Uncapped: true})},
		{e.Book.Slot("seats.minimum"), sure(vendorfit.Value{Low: seats, High: seats}), sure(vendorfit.Value{Low: 1, High: 1})},
	}
	for _, m := range e.Book.Attribute("certs").Members() {
		if !slices.Contains(p.Security.Certs, m) {
			list = append(list, surplus{e.Book.MemberSlot("certs", m), &vendorfit.Value{State: vendorfit.None, Denied: true, Confidence: vendorfit.High}, sure(vendorfit.Value{})})
		}
	}
	for _, m := range e.Book.Attribute("language.ui").Members() {
		if !slices.Contains(p.Organisation.UILanguages, m) {
			v := e.Book.Attribute("language.ui").Vocab
			list = append(list, surplus{e.Book.MemberSlot("language.ui", m), sure(vendorfit.Value{Code: v[len(v)-1].Code, Points: v[len(v)-1].Points}), sure(vendorfit.Value{Code: v[0].Code, Points: v[0].Points})})
		}
	}
	return list
}
