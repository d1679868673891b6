package vendorfit

import "testing"

// smallBook is a book with one attribute of every type, for the tests of this package.
func smallBook(t *testing.T) *Book {
	t.Helper()
	none := &Text{En: "None", Nb: "Ingen"}
	codes := func(codes ...string) (list []Code) {
		for i, c := range codes {
			list = append(list, Code{Code: c, Points: 1 - float64(i)/2, Label: Text{En: c, Nb: c}})
		}
		return list
	}
	b := &Book{Name: "small", Revision: 1}
	for _, a := range []Attribute{
		{ID: "editions", Type: "ladder", ShelfMonths: 6},
		{ID: "sso.access", Type: "access", None: none, ShelfMonths: 12},
		{ID: "kind", Type: "enum", Vocab: codes("good", "fair", "poor"), None: none, ShelfMonths: 12, VendorName: true},
		{ID: "way", Type: "mode", Vocab: codes("native", "custom"), ShelfMonths: 12},
		{ID: "suite.service", Type: "suite", Vocab: codes("own", "other"), None: none, ShelfMonths: 12},
		{ID: "burst", Type: "number", ShelfMonths: 1},
		{ID: "price.service", Type: "money", ShelfMonths: 12},
		{ID: OfferAttribute, Type: "money", ShelfMonths: 3},
		{ID: "audit.days", Type: "ladder", ShelfMonths: 12},
		{ID: "api.quota", Type: "quota", ShelfMonths: 12},
		{ID: "certs", Type: "set", Vocab: codes("iso27001", "soc2"), ShelfMonths: 12},
		{ID: "language.ui", Type: "language", Vocab: codes("confirmed", "help"), None: none, ShelfMonths: 12},
	} {
		a.Label = Text{En: a.ID, Nb: a.ID}
		b.Attributes = append(b.Attributes, a)
	}
	b.Rules = []Rule{{ID: "gate.sso", Kind: Gate}, {ID: "score.sso", Kind: Score}}
	b.Params = []Param{{ID: "open.answerDays", Value: Constant{Number: 14}}}
	b.Labels.Per = codes("full_seat", "service_seat", "account")
	b.Labels.Period = codes("month", "year", "once")
	b.Index()
	return b
}

// smallPlatform has three editions and a value of every kind; looked at on 2026-01-31.
func smallPlatform() *Platform {
	fact := func(id string, c Confidence) Fact {
		return Fact{ID: id, About: "x", Value: "x", Source: "https://example.org", SourceType: "vendor", AsOf: "undated", Checked: "2026-01-31", Confidence: c}
	}
	edition := func(name, amount string) any {
		return map[string]any{"name": name, "price": map[string]any{"amount": amount, "currency": "EUR", "per": "full_seat", "period": "month"}}
	}
	facts := []string{"f-1"}
	return &Platform{
		ID: "one", Name: "One", Vendor: Vendor{Stated{Value: "One Ltd", Facts: facts}, Stated{State: Unknown}, Stated{State: Unknown}},
		Facts: []Fact{fact("f-1", High), fact("f-2", Low), fact("f-3", Medium)},
		Values: []Row{
			{Attribute: "editions", Value: []any{edition("Basic", "20"), edition("Plus", "40"), edition("Top", "80")}, Facts: facts},
			{Attribute: "sso.access", Value: "e1/a0", Facts: []string{"f-1", "f-3"}},
			{Attribute: "kind", State: None, Facts: facts},
			{Attribute: "burst", Value: map[string]any{"low": 5.0, "high": 10.0}, Facts: []string{"f-1", "f-2"}},
			{Attribute: "api.quota", Value: []any{map[string]any{"base": 100.0}, nil, map[string]any{"uncapped": true}}, Facts: []string{"f-2"}},
			{Attribute: "audit.days", State: NotSeen, LookedIn: "the manual", Checked: "2026-01-31"},
			{Attribute: "certs", Member: "iso27001", State: Known, Facts: facts},
			{Attribute: "language.ui", Member: "nb", Value: "help", Facts: facts, Confidence: Medium},
		},
	}
}

// pointers are the places and codes of mistakes, one per line.
func pointers(mistakes []Mistake) (all string) {
	for _, m := range mistakes {
		all += m.Pointer + " " + m.Code + "\n"
	}
	return all
}
