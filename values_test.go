package vendorfit

import (
	"encoding/json"
	"reflect"
	"testing"
)

func decoded(t *testing.T, text string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(text, err)
	}
	return v
}

func TestParseValue(t *testing.T) {
	b := smallBook(t)
	for _, c := range []struct {
		attribute, raw string
		want           Value
	}{
		{"kind", `"fair"`, Value{Code: "fair", Points: 0.5}},
		{"language.ui", `"help"`, Value{Code: "help", Points: 0.5}},
		{"sso.access", `"all"`, Value{Access: Access{0, -1}}},
		{"sso.access", `"e2"`, Value{Access: Access{2, -1}}},
		{"sso.access", `"a1"`, Value{Access: Access{-1, 1}}},
		{"sso.access", `"e2/a0"`, Value{Access: Access{2, 0}}},
		{"burst", `6.7`, Value{Low: 6.7, High: 6.7}},
		{"burst", `{"low": 5, "high": 10}`, Value{Low: 5, High: 10}},
		{
			"price.service", `{"amount": "8.50", "currency": "NOK", "per": "service_seat", "period": "month", "covers": ["service"]}`,
			Value{Price: &Price{8.5, 8.5, "NOK", "service_seat", "month", []string{"service"}}},
		},
		{
			"price.offer", `{"low": "1", "high": "2", "currency": "NOK", "per": "account", "period": "year"}`,
			Value{Price: &Price{1, 2, "NOK", "account", "year", nil}},
		},
		{"audit.days", `[30, null, "uncapped"]`, Value{Rungs: []Rung{{Known: true, N: 30}, {}, {Known: true, Uncapped: true}}}},
		{
			"api.quota", `[{"base": 10, "perSeat": 2, "cap": 30, "hour": 4, "soft": true}, null, {"uncapped": true}]`,
			Value{Quota: []QuotaRow{{Known: true, Base: 10, PerSeat: 2, Cap: 30, Hour: 4, Soft: true}, {}, {Known: true, Uncapped: true}}},
		},
		{
			"editions", `[{"name": "A"}, {"name": "B", "price": {"amount": "9", "currency": "EUR", "per": "full_seat", "period": "year"}, "lowerBound": true},
			{"name": "C", "base": {"amount": "400", "currency": "EUR", "per": "account", "period": "month"}, "included": 5, "extra": {"amount": "60", "currency": "EUR", "per": "full_seat", "period": "month"}}]`,
			Value{Editions: []EditionRow{
				{Name: "A"},
				{Name: "B", Price: &Price{9, 9, "EUR", "full_seat", "year", nil}, LowerBound: true},
				{Name: "C", Base: &Price{400, 400, "EUR", "account", "month", nil}, Included: 5, Extra: &Price{60, 60, "EUR", "full_seat", "month", nil}},
			}},
		},
		{"certs", `[]`, Value{State: None, Denied: true}},
	} {
		if c.want.State == "" {
			c.want.State = Known
		}
		got, mistakes := b.ParseValue(b.Attribute(c.attribute), decoded(t, c.raw), 3)
		if len(mistakes) > 0 || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s %s: %+v %v, want %+v", c.attribute, c.raw, got, mistakes, c.want)
		}
	}
}

func TestParseValueMistakes(t *testing.T) {
	b := smallBook(t)
	for _, c := range []struct{ attribute, raw, want string }{
		{"kind", `"excellent"`, " code\n"},
		{"kind", `["fair"]`, " code\n"},
		{"sso.access", `""`, " format\n"},
		{"sso.access", `"e1a0"`, " format\n"},
		{"sso.access", `"/a0"`, " format\n"},
		{"sso.access", `"e3"`, " maximum\n"},
		{"burst", `-1`, " minimum\n"},
		{"burst", `1e13`, " maximum\n"},
		{"burst", `"6"`, " type\n"},
		{"burst", `{"low": 7, "high": 5}`, "/low maximum\n"},
		{"burst", `{"low": 7, "top": 9}`, "/top unknownField\n/high type\n"},
		{"price.service", `{"amount": 8.5, "currency": "kr", "per": "head", "period": "week"}`, "/amount format\n/currency format\n/per code\n/period code\n"},
		{"price.service", `{"low": "8", "currency": "NOK", "per": "account", "period": "month", "covers": ["moon"]}`, "/covers/0 code\n format\n"},
		{"price.service", `{"amount": "1e3", "currency": "NOK", "per": "account", "period": "month"}`, "/amount format\n"},
		{"price.offer", `{"amount": "1", "currency": "NOK", "per": "full_seat", "period": "once"}`, "/per code\n/period code\n"},
		{"audit.days", `[30]`, " length\n"},
		{"audit.days", `[30, true, -1]`, "/1 type\n/2 minimum\n"},
		{"api.quota", `[{"perSeat": 1}, 7, {"uncapped": true, "base": 1, "hour": 0}]`, "/0/base type\n/1 type\n/2/uncapped unknownField\n/2/hour minimum\n"},
		{"editions", `[]`, " type\n"},
		{"editions", `[{"name": "A"}, {"name": "A"}, {"price": null, "base": null}]`, "/1/name duplicate\n/2/price type\n/2 format\n/2/name required\n"},
		{"certs", `["iso27001"]`, " type\n"},
	} {
		_, mistakes := b.ParseValue(b.Attribute(c.attribute), decoded(t, c.raw), 3)
		if got := pointers(mistakes); got != c.want {
			t.Errorf("%s %s:\n%swant\n%s", c.attribute, c.raw, got, c.want)
		}
		for _, m := range mistakes {
			if m.Message.En == "" || m.Message.Nb == "" || (m.Expected.En == "") != (m.Expected.Nb == "") {
				t.Errorf("%s %s: a mistake in one language only: %+v", c.attribute, c.raw, m)
			}
		}
	}
}

func TestSketch(t *testing.T) {
	b := smallBook(t)
	k, err := Sketch(b, map[string]any{
		"sso.access": "e7", "kind": map[string]any{"value": "good", "state": "stale"}, "burst": map[string]any{"value": 3.0, "confidence": "low"},
		"way": map[string]any{"state": "declined"}, "certs:soc2": map[string]any{"state": "known"}, "language.ui:nb": "confirmed",
		"language.ui:sv": map[string]any{"state": "none", "confidence": "medium"}, "audit.days": []any{1.0, nil}, "language.ui:da": map[string]any{"state": "stale"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for slot, want := range map[string]Value{
		"sso.access":     {State: Known, Confidence: High, Access: Access{7, -1}},
		"kind":           {State: Stale, Confidence: High, Code: "good", Points: 1},
		"burst":          {State: Known, Confidence: Low, Low: 3, High: 3},
		"way":            {State: Declined},
		"certs:soc2":     {State: Known, Confidence: High},
		"certs:iso27001": {State: Unknown},
		"language.ui:nb": {State: Known, Confidence: High, Code: "confirmed", Points: 1},
		"language.ui:sv": {State: None, Denied: true, Confidence: Medium},
		"audit.days":     {State: Known, Confidence: High, Rungs: []Rung{{Known: true, N: 1}, {}}},
		"language.ui:da": {State: Stale, Denied: true, Confidence: High}, // a no past its shelf life
		"api.quota":      {State: Unknown},
	} {
		if got := *k.Values[b.slots[slot]]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", slot, got, want)
		}
	}
}

func TestSketchOfAWholeSet(t *testing.T) {
	b := smallBook(t)
	k, err := Sketch(b, map[string]any{"certs": []any{"soc2"}, "language.ui": map[string]any{"state": "notSeen"}})
	if err != nil {
		t.Fatal(err)
	}
	got := []State{k.At(b.MemberSlot("certs", "soc2")).State, k.At(b.MemberSlot("certs", "iso27001")).State, k.At(b.MemberSlot("language.ui", "fi")).State}
	if want := []State{Known, None, NotSeen}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestSketchMistakes(t *testing.T) {
	b := smallBook(t)
	for _, raw := range []string{
		`{"nothing": "x"}`, `{"certs:iso9001": {"state": "known"}}`, `{"kind": "odd"}`, `{"kind": {"state": "perhaps"}}`,
		`{"kind": {"state": "known"}}`, `{"kind": {"value": "good", "confidence": "sure"}}`, `{"kind": {"confidence": "low"}}`,
		`{"kind": {"value": "good", "state": "known", "note": "x"}}`, `{"certs": ["iso9001"]}`,
		`{"editions": [{"name": "A"}], "audit.days": [1, 2]}`,
	} {
		if _, err := Sketch(b, decoded(t, raw).(map[string]any)); err == nil {
			t.Errorf("%s was read", raw)
		}
	}
}
