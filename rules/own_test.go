package rules

import (
	"fmt"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/vendorfit/vendorfit"
)

// ownSays is what one requirement of the buyer's own says of a made-up platform of three editions whose middle one is bought:
// "low points high", or the outcome, marked with ! where failing excludes.
func ownSays(t *testing.T, requirement, platform string) string {
	t.Helper()
	b := crm(t)
	h, err := b.hear(profileFrom(t, `{organisation: {seats: {full: 8, service: 2}}, requirements: [`+requirement+`]}`))
	if err != nil {
		t.Fatal(err)
	}
	shorthand := map[string]any{}
	if err := yaml.Unmarshal([]byte(platform), &shorthand); err != nil {
		t.Fatal(err)
	}
	if shorthand["editions"] == nil {
		shorthand["editions"] = []any{map[string]any{"name": "A"}, map[string]any{"name": "B"}, map[string]any{"name": "C"}}
	}
	k, err := vendorfit.Sketch(b.Book, shorthand)
	if err != nil {
		t.Fatal(err)
	}
	sheet := b.deriver.Sheet(h.profile, h.totals, k)
	if err := sheet.Fix("edition", closed(1)); err != nil {
		t.Fatal(err)
	}
	f := h.ownFinding(0, k, sheet)
	if f.Kind == vendorfit.Score {
		return fmt.Sprint(f.Low.Float(), " ", f.Points.Float(), " ", f.High.Float())
	}
	if f.Outcome == vendorfit.Fail && f.Exclude {
		return "fail!"
	}
	return string(f.Outcome)
}

func TestOwnMust(t *testing.T) {
	for _, c := range []struct{ requirement, platform, want string }{
		{`attribute: export.kind, is: self_service`, `export.kind: self_service`, "pass"},
		{`attribute: export.kind, is: self_service`, `export.kind: on_request`, "fail!"},
		{`attribute: export.kind, is: self_service`, `export.kind: {value: on_request, confidence: medium}`, "toConfirm"},
		{`attribute: export.kind, is: self_service`, `export.kind: {value: self_service, confidence: medium}`, "pass"},
		{`attribute: export.kind, is: self_service`, `export.kind: {value: self_service, confidence: low}`, "toConfirm"},
		{`attribute: export.kind, is: self_service`, `export.kind: {value: self_service, state: stale}`, "toConfirm"},
		{`attribute: export.kind, is: self_service`, `export.kind: {value: on_request, state: stale}`, "toConfirm"},
		{`attribute: export.kind, is: self_service`, `export.kind: {state: declined}`, "toConfirm"},
		{`attribute: export.kind, is: self_service`, ``, "toConfirm"},
		{`attribute: selfHosting, is: possible`, `selfHosting: {state: none}`, "fail!"},
		{`attribute: selfHosting, noneOf: [possible]`, `selfHosting: {state: none}`, "pass"},
		{`attribute: export.kind, noneOf: [on_request]`, `export.kind: on_request`, "fail!"},
		{`attribute: export.kind, noneOf: [on_request]`, `export.kind: self_service`, "pass"},
		{`attribute: export.kind, noneOf: [on_request]`, `export.kind: {state: notSeen}`, "toConfirm"},
		{`attribute: ai.default, oneOf: [off_by_default, on_can_be_disabled]`, `ai.default: on_can_be_disabled`, "pass"},
		{`attribute: ai.default, oneOf: [off_by_default, on_can_be_disabled]`, `ai.default: always_on`, "fail!"},
		// A better code than the one asked for is still not the one that must be.
		{`attribute: ai.default, is: on_can_be_disabled`, `ai.default: off_by_default`, "fail!"},

		{`attribute: uptime.target, atLeast: 99.5`, `uptime.target: 99.5`, "pass"},
		{`attribute: uptime.target, atLeast: 99.5`, `uptime.target: 99`, "fail!"},
		{`attribute: uptime.target, atLeast: 99.5`, `uptime.target: {low: 99, high: 99.9}`, "fail!"},
		{`attribute: uptime.target, atLeast: 99.5`, `uptime.target: {state: notSeen}`, "toConfirm"},
		{`attribute: renewal.uplift, atMost: 5`, `renewal.uplift: 5`, "pass"},
		{`attribute: renewal.uplift, atMost: 5`, `renewal.uplift: {low: 3, high: 6}`, "fail!"},
		{`attribute: renewal.uplift, atMost: 0`, `renewal.uplift: 0`, "pass"},

		{`attribute: audit.days, atLeast: 180`, `audit.days: [30, 180, uncapped]`, "pass"},
		{`attribute: audit.days, atLeast: 180`, `audit.days: [365, 90, 365]`, "fail!"},
		{`attribute: audit.days, atLeast: 180`, `audit.days: [365, uncapped, 365]`, "pass"},
		{`attribute: audit.days, atLeast: 180`, `audit.days: [365, null, 365]`, "toConfirm"},
		{`attribute: api.quota, atLeast: 2000`, `api.quota: [{base: 1}, {base: 1000, perSeat: 100}, {uncapped: true}]`, "pass"},
		{`attribute: api.quota, atLeast: 2000`, `api.quota: [{base: 1}, {base: 1000, perSeat: 100, cap: 1500}, {uncapped: true}]`, "fail!"},
		{`attribute: api.quota, atLeast: 2000`, `api.quota: [null, null, {uncapped: true}]`, "toConfirm"},

		{`attribute: sso.access, is: obtainable`, `sso.access: e2`, "pass"},
		{`attribute: sso.access, is: obtainable`, `sso.access: a2`, "pass"},
		{`attribute: sso.access, is: obtainable`, `sso.access: {state: none}`, "fail!"},
		{`attribute: sso.access, is: included`, `sso.access: e1`, "pass"},
		{`attribute: sso.access, is: included`, `sso.access: e2`, "fail"},
		{`attribute: sso.access, is: included`, `sso.access: a0`, "fail"},
		{`attribute: sso.access, is: included`, `sso.access: {state: none}`, "fail!"},
		{`attribute: sso.access, is: included`, `sso.access: {value: e2, confidence: medium}`, "toConfirm"},

		{`attribute: certs, is: iso27001`, `{"certs:iso27001": {state: known}}`, "pass"},
		{`attribute: certs, is: iso27001`, `{"certs:iso27001": {state: none}}`, "fail!"},
		{`attribute: certs, is: iso27001`, `{"certs:soc2": {state: known}}`, "toConfirm"},
		{`attribute: certs, oneOf: [iso27001, soc2]`, `{"certs:soc2": {state: known}}`, "pass"},
		{`attribute: certs, oneOf: [iso27001, soc2]`, `{"certs:soc2": {state: none}}`, "toConfirm"},
		{`attribute: certs, oneOf: [iso27001, soc2]`, `certs: [c5]`, "fail!"},
		{`attribute: meters, noneOf: [contacts, emails]`, `{"meters:contacts": {state: known}}`, "fail!"},
		{`attribute: meters, noneOf: [contacts, emails]`, `{"meters:contacts": {state: none}}`, "toConfirm"},
		{`attribute: meters, noneOf: [contacts, emails]`, `meters: [api]`, "pass"},

		{`attribute: language.ui, is: nn`, `{"language.ui:nn": confirmed}`, "pass"},
		{`attribute: language.ui, is: nn`, `{"language.ui:nn": documentation}`, "toConfirm"},
		{`attribute: language.ui, is: nn`, `{"language.ui:nn": {state: none}}`, "fail!"},
		{`attribute: language.ui, is: nn`, `{"language.ui:nb": confirmed}`, "toConfirm"},
		{`attribute: language.ui, oneOf: [nn, nb]`, `{"language.ui:nb": confirmed}`, "pass"},
		{`attribute: language.ui, noneOf: [en]`, `{"language.ui:en": confirmed}`, "fail!"},
		{`attribute: no.such, is: thing`, ``, "toConfirm"},
	} {
		requirement := `{` + c.requirement + `, level: must, text: {en: x}}`
		if got := ownSays(t, requirement, c.platform); got != c.want {
			t.Errorf("%s on %s: %s, want %s", c.requirement, c.platform, got, c.want)
		}
	}
}

func TestOwnPoints(t *testing.T) {
	for _, c := range []struct{ requirement, platform, want string }{
		// The least of what will do is what is asked for: 0.7.
		{`attribute: ai.default, oneOf: [off_by_default, on_can_be_disabled]`, `ai.default: off_by_default`, "1 1 1"},
		{`attribute: ai.default, oneOf: [off_by_default, on_can_be_disabled]`, `ai.default: on_can_be_disabled`, "1 1 1"},
		{`attribute: ai.default, oneOf: [off_by_default, on_can_be_disabled]`, `ai.default: always_on`, "0.428571 0.428571 0.428571"},
		{`attribute: ai.default, oneOf: [off_by_default, on_can_be_disabled]`, ``, "0.428571 0.714286 1"},
		{`attribute: ai.default, oneOf: [off_by_default, on_can_be_disabled]`, `ai.default: {state: notSeen}`, "0.428571 0.571429 1"},
		{`attribute: ai.default, noneOf: [always_on]`, `ai.default: {value: always_on, confidence: low}`, "0.428571 0.428571 1"},
		{`attribute: ai.default, noneOf: [always_on]`, `ai.default: {state: declined}`, "0.428571 0.428571 1"},
		{`attribute: objects.model, is: fixed`, ``, "1 1 1"}, // nothing has fewer points
		{`attribute: objects.model, noneOf: [open, wide, limited, fixed]`, `objects.model: open`, "0 0 0"},
		{`attribute: selfHosting, is: possible`, `selfHosting: {state: none}`, "0 0 0"},

		{`attribute: uptime.target, atLeast: 100`, `uptime.target: 99.5`, "0.995 0.995 0.995"},
		{`attribute: uptime.target, atLeast: 90`, `uptime.target: 99.5`, "1 1 1"},
		{`attribute: uptime.target, atLeast: 0`, `uptime.target: 0`, "1 1 1"},
		{`attribute: uptime.target, atLeast: 100`, `uptime.target: {low: 90, high: 98}`, "0.9 0.94 0.98"},
		{`attribute: uptime.target, atLeast: 100`, `uptime.target: {value: 90, state: stale}`, "0 0.9 1"},
		{`attribute: uptime.target, atLeast: 100`, `uptime.target: {state: notSeen}`, "0 0.25 1"},
		{`attribute: renewal.uplift, atMost: 5`, `renewal.uplift: 5`, "1 1 1"},
		{`attribute: renewal.uplift, atMost: 5`, `renewal.uplift: 10`, "0.5 0.5 0.5"},
		{`attribute: renewal.uplift, atMost: 5`, `renewal.uplift: {low: 4, high: 10}`, "0.5 0.714286 1"},
		{`attribute: renewal.uplift, atMost: 0`, `renewal.uplift: 3`, "0 0 0"},
		{`attribute: renewal.uplift, atMost: 5`, `renewal.uplift: {state: declined}`, "0 0 1"},

		{`attribute: audit.days, atLeast: 180`, `audit.days: [30, 90, uncapped]`, "0.5 0.5 0.5"},
		{`attribute: audit.days, atLeast: 180`, `audit.days: [30, uncapped, uncapped]`, "1 1 1"},
		{`attribute: audit.days, atLeast: 180`, `audit.days: [30, null, uncapped]`, "0 0.5 1"},
		{`attribute: api.quota, atLeast: 4000`, `api.quota: [{base: 1}, {base: 1000, perSeat: 100}, {uncapped: true}]`, "0.5 0.5 0.5"},
		{`attribute: price.portal, atMost: 500`, `price.portal: {amount: "100", currency: USD, per: account, period: month}`, "0.5 0.5 0.5"},
		{`attribute: price.portal, atMost: 500`, `price.portal: {amount: "100", currency: XAU, per: account, period: month}`, "0 0.5 1"},
		{`attribute: editions, atMost: 500`, `editions: [{name: A}, {name: B, price: {amount: "1000", currency: NOK, per: full_seat, period: month}}]`, "0.5 0.5 0.5"},
		{`attribute: editions, atMost: 500`, `editions: [{name: A, price: {amount: "1000", currency: NOK, per: full_seat, period: month}}, {name: B}]`, "0 0.5 1"},

		{`attribute: sso.access, is: included`, `sso.access: e1`, "1 1 1"},
		{`attribute: sso.access, is: included`, `sso.access: e2`, "0.65 0.65 0.65"},
		{`attribute: sso.access, is: obtainable`, `sso.access: a2`, "0.4 0.4 0.4"},
		{`attribute: sso.access, is: obtainable`, `sso.access: {state: none}`, "0 0 0"},
		{`attribute: sso.access, is: obtainable`, ``, "0 0.5 1"},

		{`attribute: certs, oneOf: [iso27001, soc2]`, `{"certs:soc2": {state: known}}`, "1 1 1"},
		{`attribute: certs, oneOf: [iso27001, soc2]`, `{"certs:soc2": {state: notSeen}, "certs:iso27001": {state: none}}`, "0 0.25 1"},
		{`attribute: certs, is: soc2`, `{"certs:soc2": {state: declined}}`, "0 0 1"},
		{`attribute: meters, noneOf: [contacts]`, `{"meters:contacts": {state: none}}`, "1 1 1"},
		{`attribute: meters, noneOf: [contacts]`, `{"meters:contacts": {state: declined}}`, "0 0 1"},
		{`attribute: meters, noneOf: [contacts]`, `{"meters:contacts": {state: stale}}`, "0 0 1"},
		{`attribute: language.ui, is: sv`, `{"language.ui:sv": platform_list}`, "0.9 0.9 0.9"},
	} {
		requirement := `{` + c.requirement + `, level: should, text: {en: x}}`
		if got := ownSays(t, requirement, c.platform); got != c.want {
			t.Errorf("%s on %s: %s, want %s", c.requirement, c.platform, got, c.want)
		}
	}
}

func TestOwnTerms(t *testing.T) {
	h, err := crm(t).hear(profileFrom(t, `{organisation: {seats: {full: 1}}, requirements: [
  {attribute: uptime.target, atLeast: 99, level: could, text: {en: a}}, {attribute: uptime.target, atLeast: 99, level: must, text: {en: b}},
  {attribute: uptime.target, atLeast: 99, level: should, text: {en: c}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	own := h.Terms()[len(h.Terms())-3:]
	for i, want := range []string{"own.1 score own.requirements 1", "own.2 gate  0", "own.3 score own.requirements 2"} {
		x := own[i]
		if got := fmt.Sprint(x.Rule, " ", x.Kind, " ", x.Criterion, " ", x.Weight.Float()); got != want || !x.Own || !x.Applies || x.Level != 3 {
			t.Errorf("term %s: %+v, want %s", got, x, want)
		}
	}
}
