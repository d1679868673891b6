package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/vendorfit/vendorfit"
)

var readOnce = sync.OnceValues(func() (*Loaded, []vendorfit.Mistake) { return Load(Default()) })

// with is the book that comes with the program, and one more rule.
func with(t testing.TB, rules ...vendorfit.Rule) *Book {
	t.Helper()
	l, mistakes := readOnce()
	if l == nil {
		t.Fatal(mistakes)
	}
	data := *l.Book
	data.Rules = slices.Concat(data.Rules, rules)
	b, wrong := Compile(&data, l.Catalogue, l)
	if b == nil {
		t.Fatalf("%+v", wrong)
	}
	return b
}

// decoded reads a flow of YAML.
func decoded[T any](t testing.TB, source string) (x T) {
	t.Helper()
	var plain any
	if err := yaml.Unmarshal([]byte(source), &plain); err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	data, err := json.Marshal(plain)
	if err == nil && source != "" {
		err = json.Unmarshal(data, &x)
	}
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return x
}

const tenSeats = `organisation: {seats: {full: 10}}`

// says is what one rule says of a made-up platform: "low points high", or the outcome.
func says(t testing.TB, r vendorfit.Rule, profile, platform string, fixed map[string]vendorfit.Quantity) vendorfit.Finding {
	t.Helper()
	b := with(t, extra(r, 0))
	return saysIn(t, b, len(b.rules)-1, profile, platform, fixed)
}

// extra is a rule that stands beside the book's.
func extra(r vendorfit.Rule, i int) vendorfit.Rule {
	r.ID, r.Applies = fmt.Sprint("extra.", i), "true"
	return r
}

func saysIn(t testing.TB, b *Book, rule int, profile, platform string, fixed map[string]vendorfit.Quantity) vendorfit.Finding {
	t.Helper()
	p := decoded[vendorfit.Profile](t, "{"+tenSeats+", "+profile+"}")
	h, err := b.hear(&p)
	if err != nil {
		t.Fatal(err)
	}
	k, err := vendorfit.Sketch(b.Book, decoded[map[string]any](t, "{"+platform+"}"))
	if err != nil {
		t.Fatal(err)
	}
	sheet := b.deriver.Sheet(h.profile, h.totals, k)
	for id, q := range fixed {
		if err := sheet.Fix(id, q); err != nil {
			t.Fatal(err)
		}
	}
	return h.finding(h.sit(&h.bench, k, sheet), rule)
}

func spelt3(f vendorfit.Finding) string {
	switch {
	case f.Failed != nil:
		return "failed"
	case f.Kind == vendorfit.Score:
		return fmt.Sprint(f.Low.Float(), " ", f.Points.Float(), " ", f.High.Float())
	}
	return string(f.Outcome)
}

func firm(x float64) vendorfit.Quantity { return vendorfit.Quantity{Worst: x, Estimate: x, Best: x} }

func unsure(w, q, b float64) vendorfit.Quantity {
	return vendorfit.Quantity{Worst: w, Estimate: w + q*(b-w), Best: b, Open: true, Q: q, From: w, To: b}
}

// TestHelpers has every helper at every state of a value: worst, estimate and best.
func TestHelpers(t *testing.T) {
	cases := []struct{ points, profile, platform, want string }{
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: own_licence`, "0.75 0.75 0.75"},
		{`anchor(platform.suite.marketing)`, ``, ``, "0 0.5 1"},
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: {state: notSeen}`, "0 0.25 1"},
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: {state: declined}`, "0 0 1"},
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: {state: none}`, "0 0 0"},
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: {state: none, confidence: low}`, "0 0 1"},
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: {state: stale}`, "0 0 1"},
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: {value: own_licence, state: stale}`, "0 0.75 1"},
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: {value: own_licence, confidence: low}`, "0 0.75 1"},
		{`anchor(platform.suite.marketing)`, ``, `suite.marketing: {value: own_licence, confidence: medium}`, "0.75 0.75 0.75"},
		{`anchor(platform.events.kind)`, ``, ``, "0.1 0.55 1"}, // no source says that there are none
		{`meets(platform.events.kind, "webhook")`, ``, `events.kind: polling`, "0.153846 0.153846 0.153846"},
		{`meets(platform.events.kind, "webhook")`, ``, `events.kind: broker`, "1 1 1"},
		{`meets(platform.events.kind, "webhook")`, ``, ``, "0.153846 0.576923 1"},
		{`meets(platform.events.kind, profile.strategy.preference == "suite" ? "replay_stream" : "webhook")`, `strategy: {preference: suite}`, `events.kind: webhook`, "0.65 0.65 0.65"},
		{`atLeast(platform.uptime.target, 200.0)`, ``, `uptime.target: 99.5`, "0.4975 0.4975 0.4975"},
		{`atLeast(platform.uptime.target, profile.security.auditDays)`, `security: {auditDays: 50}`, `uptime.target: 99.5`, "1 1 1"},
		{`atLeast(platform.uptime.target, profile.security.auditDays)`, `security: {auditDays: 0}`, `uptime.target: 0`, "1 1 1"},
		{`atLeast(platform.uptime.target, 200)`, ``, `uptime.target: {low: 99, high: 100}`, "0.495 0.4975 0.5"},
		{`atLeast(platform.uptime.target, 200)`, ``, `uptime.target: {state: notSeen}`, "0 0.25 1"},
		{`access(platform.sso.access)`, ``, `sso.access: all`, "1 1 1"},
		{`access(platform.sso.access)`, ``, `sso.access: e1`, "0.65 0.65 0.65"},
		{`access(platform.sso.access)`, ``, `sso.access: e9`, "0.3 0.3 0.3"},
		{`access(platform.sso.access)`, ``, `sso.access: a0`, "0.6 0.6 0.6"},
		{`access(platform.sso.access)`, ``, `sso.access: a3`, "0.4 0.4 0.4"},
		{`access(platform.sso.access)`, ``, `sso.access: e1/a0`, "0.65 0.65 0.65"},
		{`access(platform.sso.access)`, ``, `sso.access: {state: none}`, "0 0 0"},
		{`access(platform.sso.access)`, ``, `sso.access: {value: all, confidence: low}`, "0 1 1"},
		{`access(platform.sso.access)`, ``, ``, "0 0.5 1"},
		{`scale(num(platform.renewal.uplift, 12, 0), 10, 0)`, ``, `renewal.uplift: 4`, "0.6 0.6 0.6"},
		{`scale(num(platform.renewal.uplift, 12, 0), 10, 0)`, ``, ``, "0 0.5 1"},
		{`scale(num(platform.renewal.uplift, 12, 5), 10, 0)`, ``, ``, "0 0.25 0.5"}, // the middle of the points, not of the number
		{`scale(num(platform.renewal.uplift, 12, 5), 10, 0)`, ``, `renewal.uplift: {low: 2, high: 6}`, "0.4 0.6 0.8"},
		{`scale(num(platform.renewal.uplift, 8, 5), 10, 0)`, ``, `renewal.uplift: {value: 9, confidence: low}`, "0.1 0.1 0.5"}, // the range reaches to the value
		{`scale(num(platform.renewal.uplift, 8, 5), 10, 0)`, ``, `renewal.uplift: {value: {low: 2, high: 9}, confidence: low}`, "0.1 0.45 0.8"},
		{`0.5 * scale(num(platform.uptime.target, 0.2, 0.8), 0, 1) + 0.5 * access(platform.sso.access)`, ``, `uptime.target: {value: 0.1, confidence: low}`, "0.05 0.3 0.9"},
		{`clamp(num(platform.uptime.target, 0, 1))`, ``, `uptime.target: 0.3`, "0.3 0.3 0.3"},
		{`clamp(num(platform.uptime.target, 0, 1))`, ``, `uptime.target: {state: notSeen}`, "0 0.25 1"},
		{`scale(path(), 0.0, 0.7)`, `data: {warehouse: fabric}`, `warehouse.fabric: share_one_way`, "1 1 1"},
		{`scale(path(), 0.0, 0.7)`, `data: {warehouse: fabric}`, ``, "0.214286 0.607143 1"},
		{`path()`, `data: {warehouse: fabric}`, `warehouse.fabric: {state: notSeen}`, "0.15 0.3625 1"},
		{`reach(["erp"])`, `systems: [{id: e, kind: erp, product: visma_net, keep: keep}], integrations: [{system: e, entities: [customer]}]`, `connector.visma_net: native`, "1 1 1"},
		{`reach(["erp"])`, `systems: [{id: e, kind: erp, product: visma_net, keep: unsure}], integrations: [{system: e, entities: [customer]}]`, ``, "0.2 0.6 1"},
		{`scale(reach(["erp"]), 0.0, 0.5)`, `systems: [{id: e, kind: erp, product: visma_net, keep: unsure}], integrations: [{system: e, entities: [customer]}]`, ``, "0.4 0.7 1"},
		{`scale(reach(["erp", "accounting"]), 0.0, 0.5)`, `systems: [{id: e, kind: erp, product: visma_net, keep: keep}, {id: b, kind: accounting, product: fortnox, keep: keep}], integrations: [{system: e, entities: [customer]}, {system: b, entities: [invoice]}]`, `connector.visma_net: {value: native, confidence: low}`, "0.4 1 1"}, // between the ends with the soft value at its value
		{`reach(["erp"])`, ``, ``, "failed"}, // no system: the rule's applies is to keep it from being asked
		{`reach(["erp"])`, `systems: [{id: e, kind: erp, product: visma_net, keep: replace}], integrations: [{system: e, entities: [customer]}]`, ``, "failed"},
		{`reach(["erp"])`, `systems: [{id: e, kind: erp, product: visma_net, keep: keep}], integrations: [{system: e, entities: [login]}]`, ``, "failed"},
		{`0.5 * access(platform.sso.access) + 0.5 * meets(platform.events.kind, "webhook")`, ``, `sso.access: all`, "0.576923 0.788462 1"},
		{`profile.strategy.preference == "suite" ? anchor(platform.events.kind) : 1.0`, ``, ``, "1 1 1"}, // the branch not taken is not read
		{`2.0 * anchor(platform.events.kind)`, ``, `events.kind: replay_stream`, "failed"},
	}
	var rules []vendorfit.Rule
	for _, x := range cases {
		rules = append(rules, extra(vendorfit.Rule{Kind: vendorfit.Score, Points: x.points, Weight: "1.0"}, len(rules)))
	}
	b := with(t, rules...)
	for i, x := range cases {
		f := saysIn(t, b, len(b.rules)-len(cases)+i, x.profile, x.platform, map[string]vendorfit.Quantity{"edition": firm(0), "editions": firm(10)})
		if got := spelt3(f); got != x.want {
			t.Errorf("%s with %s: %s (%v), want %s", x.points, x.platform, got, f.Failed, x.want)
		}
	}
}

// TestFailedIsUnknown keeps a rule that fails on a platform in the ranking, over the full range.
func TestFailedIsUnknown(t *testing.T) {
	f := says(t, vendorfit.Rule{Kind: vendorfit.Score, Points: `2.0 * anchor(platform.events.kind)`, Weight: "1.0"}, ``, `events.kind: replay_stream`, nil)
	if f.Failed == nil || f.Low != 0 || f.Points != vendorfit.Million/2 || f.High != vendorfit.Million {
		t.Errorf("%+v", f)
	}
}

// TestQuantities has derived quantities in rules.
func TestQuantities(t *testing.T) {
	for _, x := range []struct {
		rule  vendorfit.Rule
		fixed vendorfit.Quantity
		of    string
		want  string
	}{
		{vendorfit.Rule{Kind: vendorfit.Score, Points: `derived.certShare`}, firm(0.4), "certShare", "0.4 0.4 0.4"},
		{vendorfit.Rule{Kind: vendorfit.Score, Points: `derived.certShare`}, unsure(0.2, 0.25, 1), "certShare", "0.2 0.4 1"},
		{vendorfit.Rule{Kind: vendorfit.Score, Points: `scale(derived.utilisation, 1.0, 0.0)`}, vendorfit.Quantity{Worst: 0.9, Estimate: 0.6, Best: 0.2}, "utilisation", "0.1 0.4 0.8"},
		{vendorfit.Rule{Kind: vendorfit.Score, Points: `scale(derived.utilisation, 1.0, 0.0)`}, unsure(3, 0.5, 0.2), "utilisation", "0 0.4 0.8"},
		{vendorfit.Rule{Kind: vendorfit.Risk, When: `derived.utilisation > 0.5`}, firm(0.6), "utilisation", "raised"},
		{vendorfit.Rule{Kind: vendorfit.Risk, When: `derived.utilisation > 0.5`}, firm(0.5), "utilisation", "clear"},
		{vendorfit.Rule{Kind: vendorfit.Risk, When: `derived.utilisation > 0.5`}, unsure(3, 0.5, 0.2), "utilisation", "possible"},
		{vendorfit.Rule{Kind: vendorfit.Risk, When: `derived.priceMissing`}, vendorfit.Quantity{Worst: 1, Best: 1}, "priceMissing", "raised"},
		{vendorfit.Rule{Kind: vendorfit.Risk, When: `derived.priceMissing`}, vendorfit.Quantity{Worst: 1, Best: 0, Open: true}, "priceMissing", "possible"},
		{vendorfit.Rule{Kind: vendorfit.Gate, Pass: `derived.certsHeld`}, firm(1), "certsHeld", "pass"},
		{vendorfit.Rule{Kind: vendorfit.Gate, Pass: `derived.certsHeld`}, firm(0), "certsHeld", "fail"},
		{vendorfit.Rule{Kind: vendorfit.Gate, Pass: `derived.certsHeld`}, vendorfit.Quantity{Worst: 0, Best: 1, Open: true}, "certsHeld", "toConfirm"},
		{vendorfit.Rule{Kind: vendorfit.Gate, Pass: `derived.certsHeld`, OnUnknown: "eligible"}, vendorfit.Quantity{Worst: 0, Best: 1, Open: true}, "certsHeld", "pass"},
	} {
		x.rule.Weight = "1.0"
		f := says(t, x.rule, ``, ``, map[string]vendorfit.Quantity{x.of: x.fixed})
		if got := spelt3(f); got != x.want {
			t.Errorf("%s%s%s of %v: %s, want %s", x.rule.Points, x.rule.Pass, x.rule.When, x.fixed, got, x.want)
		}
		if !slices.Equal(f.Derived, []string{x.of}) {
			t.Errorf("%s: names %v", x.of, f.Derived)
		}
	}
}

// TestGates holds gates to what they may pass and fail on. A no of one side decides nothing where the other side may still hold.
func TestGates(t *testing.T) {
	one, either := `within(platform.sso.access)`, `noneOf(platform.events.kind, ["polling"]) || oneOf(platform.selfHosting, ["possible"])`
	both := `within(platform.sso.access) && oneOf(platform.selfHosting, ["possible"])`
	exprs := []string{one, either, both}
	var rules []vendorfit.Rule
	for i, pass := range exprs {
		rules = append(rules, extra(vendorfit.Rule{Kind: vendorfit.Gate, Pass: pass, OnFail: "exclude"}, i))
	}
	b := with(t, rules...)
	for _, x := range []struct{ pass, platform, want string }{
		{one, `sso.access: e3`, "pass"},
		{one, `sso.access: {value: e3, confidence: medium}`, "pass"},
		{one, `sso.access: {value: e3, confidence: low}`, "toConfirm"},
		{one, `sso.access: {value: e3, state: stale}`, "toConfirm"},
		{one, `sso.access: {state: none}`, "fail"},
		{one, `sso.access: {state: none, confidence: medium}`, "toConfirm"},
		{one, `sso.access: {state: stale}`, "toConfirm"},
		{one, ``, "toConfirm"},
		{one, `sso.access: {state: declined}`, "toConfirm"},
		{either, `events.kind: polling, selfHosting: {state: none}`, "fail"},
		{either, `events.kind: {value: polling, confidence: medium}, selfHosting: {state: none}`, "toConfirm"},
		{either, `events.kind: polling, selfHosting: {value: older_customers, state: stale}`, "toConfirm"},
		{either, `events.kind: polling`, "toConfirm"},
		{either, `selfHosting: {state: none}`, "toConfirm"},
		{either, `selfHosting: possible`, "pass"},
		{either, `events.kind: {value: polling, confidence: low}, selfHosting: possible`, "pass"},
		{either, `events.kind: webhook`, "pass"},
		{both, `sso.access: all, selfHosting: possible`, "pass"},
		{both, `sso.access: {state: none}`, "fail"},
		{both, `sso.access: {state: none, confidence: low}, selfHosting: {state: none}`, "fail"},
		{both, `sso.access: all`, "toConfirm"},
	} {
		f := saysIn(t, b, len(b.rules)-len(exprs)+slices.Index(exprs, x.pass), ``, x.platform, nil)
		if got := spelt3(f); got != x.want {
			t.Errorf("%s with %s: %s, want %s", x.pass, x.platform, got, x.want)
		}
		if !f.Exclude {
			t.Errorf("%s: a gate that excludes does not say so", x.pass)
		}
	}
	lenient := vendorfit.Rule{Kind: vendorfit.Gate, Pass: one, OnUnknown: "eligible"}
	for platform, want := range map[string]string{
		``: "pass", `sso.access: {state: declined}`: "pass", `sso.access: {state: none, confidence: medium}`: "toConfirm",
		`sso.access: {value: all, confidence: low}`: "pass", `sso.access: {state: none, confidence: low}`: "toConfirm", `sso.access: {state: none}`: "fail",
	} {
		if got := spelt3(says(t, lenient, ``, platform, nil)); got != want {
			t.Errorf("a lenient gate with %s: %s, want %s", platform, got, want)
		}
	}
}

// TestRisks raises a risk where it holds in every pass.
func TestRisks(t *testing.T) {
	for platform, want := range map[string]string{
		`events.kind: polling`: "raised", `events.kind: webhook`: "clear", ``: "possible", `events.kind: {state: notSeen}`: "possible",
		`events.kind: {value: polling, confidence: low}`: "possible", `events.kind: {value: polling, confidence: medium}`: "raised",
	} {
		if got := spelt3(says(t, vendorfit.Rule{Kind: vendorfit.Risk, When: `oneOf(platform.events.kind, ["polling"])`}, ``, platform, nil)); got != want {
			t.Errorf("%s: %s, want %s", platform, got, want)
		}
	}
}

// TestReads names what a rule read, in the order in which it names it, under this profile.
func TestReads(t *testing.T) {
	b := with(t)
	slot := func(id string) vendorfit.Slot { return b.Slot(id) }
	erp := `systems: [{id: e, kind: erp, product: visma_net, keep: keep}, {id: b, kind: accounting, product: fortnox, keep: keep}], integrations: [{system: e, entities: [customer]}, {system: b, entities: [invoice]}]`
	for _, x := range []struct {
		expr, profile string
		want          []vendorfit.Slot
		asked         vendorfit.Asked
		systems       []string
	}{
		{`0.5 * meets(platform.events.kind, "webhook") + 0.5 * meets(platform.suite.marketing, "own_limited")`, ``, []vendorfit.Slot{slot("events.kind"), slot("suite.marketing")}, vendorfit.Asked{Attribute: "events.kind", Code: "webhook"}, nil},
		{`profile.strategy.preference == "suite" ? anchor(platform.events.kind) : meets(platform.suite.marketing, "own_limited")`, ``, []vendorfit.Slot{slot("suite.marketing")}, vendorfit.Asked{Attribute: "suite.marketing", Code: "own_limited"}, nil},
		{`0.5 * anchor(platform.events.kind) + 0.5 * anchor(platform.events.kind)`, ``, []vendorfit.Slot{slot("events.kind")}, vendorfit.Asked{}, nil},
		{`reach(["erp", "accounting"])`, erp, []vendorfit.Slot{slot("connector.visma_net"), slot("connector.fortnox")}, vendorfit.Asked{}, []string{"e", "b"}},
		{`scale(path(), 0.0, 1.0)`, `data: {warehouse: fabric}`, []vendorfit.Slot{slot("warehouse.fabric")}, vendorfit.Asked{}, nil},
	} {
		f := says(t, vendorfit.Rule{Kind: vendorfit.Score, Points: x.expr, Weight: "1.0"}, x.profile, ``, nil)
		if !slices.Equal(f.Reads, x.want) || f.Asked != x.asked || !slices.Equal(f.Systems, x.systems) {
			t.Errorf("%s: reads %v, asks %v of %v; want %v, %v of %v", x.expr, f.Reads, f.Asked, f.Systems, x.want, x.asked, x.systems)
		}
	}
	gate := says(t, vendorfit.Rule{Kind: vendorfit.Gate, Pass: `oneOf(platform.events.kind, ["webhook"]) || within(platform.sso.access)`}, ``, `events.kind: webhook`, nil)
	if want := []vendorfit.Slot{slot("events.kind"), slot("sso.access")}; !slices.Equal(gate.Reads, want) {
		t.Errorf("a gate that holds on its left side reads %v, want %v", gate.Reads, want)
	}
}

// TestTerms says how rules stand to a profile.
func TestTerms(t *testing.T) {
	b := with(t)
	for _, x := range []struct {
		rule, profile string
		applies       bool
		weight        float64
		level         int
	}{
		{"capability.sales.quote", `needs: {quote: should}`, true, 3, 2},
		{"capability.sales.quote", ``, false, 0, 3},
		{"capability.demand.signals", `situation: {signalGap: severe}`, true, 2, 3}, // an early question called for it
		{"capability.demand.signals", `needs: {signals: could}, situation: {signalGap: severe}`, true, 2, 1},
		{"architecture.stability.line", ``, true, 1, 3},
		{"gate.minimum", ``, true, 0, 0},
	} {
		p := decoded[vendorfit.Profile](t, "{"+tenSeats+", "+x.profile+"}")
		h, err := b.Hear(&p)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(h.Terms(), func(t vendorfit.Term) bool { return t.Rule == x.rule })
		if got := h.Terms()[i]; got.Applies != x.applies || got.Weight != vendorfit.ToMicro(x.weight) || got.Level != x.level {
			t.Errorf("%s with %s: %+v", x.rule, x.profile, got)
		}
	}
}

// TestAgain gives the same points as the hearing, and follows values that change.
func TestAgain(t *testing.T) {
	b := with(t)
	p := decoded[vendorfit.Profile](t, "{"+tenSeats+", integrations: [{system: e, entities: [customer], direction: out, latency: minutes}], systems: [{id: e, kind: erp, product: visma_net, keep: keep}]}")
	h, err := b.Hear(&p)
	if err != nil {
		t.Fatal(err)
	}
	k, err := vendorfit.Sketch(b.Book, map[string]any{"events.kind": map[string]any{"state": "notSeen"}})
	if err != nil {
		t.Fatal(err)
	}
	j := h.Judge(k)
	again := h.Again(k)
	terms, seen := h.Terms(), 0
	for _, f := range j.Findings {
		if f.Kind != vendorfit.Score {
			continue
		}
		i := slices.IndexFunc(terms, func(t vendorfit.Term) bool { return t.Rule == f.Rule })
		low, points, high, reads := again.Points(i)
		if low != f.Low || points != f.Points || high != f.High || !slices.Equal(reads, f.Reads) {
			t.Errorf("%s: again %v %v %v %v, at first %+v", f.Rule, low, points, high, reads, f)
		}
		seen++
	}
	if seen < 10 {
		t.Errorf("only %d scores", seen)
	}
	events := slices.IndexFunc(terms, func(t vendorfit.Term) bool { return t.Rule == "integration.flow.events" })
	slot := b.Slot("events.kind")
	before := k.Values[slot]
	k.Values[slot] = &vendorfit.Value{State: vendorfit.Known, Confidence: vendorfit.High, Code: "webhook", Points: 0.65}
	again.Changed()
	if low, points, high, _ := again.Points(events); low != vendorfit.Million || points != low || high != low {
		t.Errorf("after the change: %v %v %v", low, points, high)
	}
	k.Values[slot] = before
	again.Changed()
	if low, points, _, _ := again.Points(events); low == points {
		t.Errorf("after the change back: %v %v", low, points)
	}
}

// TestRefusingNeverPays lets a platform refuse each of its values in turn: its points never rise.
func TestRefusingNeverPays(t *testing.T) {
	b := with(t)
	l, _ := readOnce()
	for name, p := range examples(t) {
		h, err := b.Hear(p)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		k, mistakes := vendorfit.Know(b.Book, l.Catalogue.Platform("hubspot"), &vendorfit.Request{Profile: p}, "2026-11-25")
		if mistakes != nil {
			t.Fatal(mistakes)
		}
		again := h.Again(k)
		for i, term := range h.Terms() {
			if term.Kind != vendorfit.Score || !term.Applies {
				continue
			}
			_, before, _, reads := again.Points(i)
			for _, slot := range slices.Clone(reads) {
				was := k.Values[slot]
				k.Values[slot] = &vendorfit.Value{State: vendorfit.Declined}
				again.Changed()
				if low, after, high, _ := again.Points(i); after > before || low > after || after > high {
					t.Errorf("%s, %s: refusing %s gives %v %v %v in place of %v", name, term.Rule, b.Places()[slot].Attribute.ID, low, after, high, before)
				}
				k.Values[slot] = was
				again.Changed()
			}
		}
	}
}

// TestSharedBook lets many hear one book at once. Under the race detector it proves that programs may be shared.
func TestSharedBook(t *testing.T) {
	b := with(t)
	p, platforms := examples(t)["energy-retailer"], known(t, b)
	want := judgedAll(t, b, p, platforms)
	var done sync.WaitGroup
	for range 4 {
		done.Go(func() {
			if got := judgedAll(t, b, p, platforms); got != want {
				t.Error("another goroutine found something else")
			}
		})
	}
	done.Wait()
}

func judgedAll(t *testing.T, b *Book, p *vendorfit.Profile, platforms []*vendorfit.Knowledge) string {
	h, err := b.Hear(p)
	if err != nil {
		t.Error(err)
		return ""
	}
	var all strings.Builder
	for _, k := range platforms {
		for _, f := range h.Judge(k).Findings {
			fmt.Fprintln(&all, f.Rule, f.Outcome, f.Low, f.Points, f.High, f.Reads, f.Failed)
		}
	}
	return all.String()
}

// TestNothingFails judges every platform for every example: no rule of the book fails at run time.
func TestNothingFails(t *testing.T) {
	b := with(t)
	for name, p := range examples(t) {
		h, err := b.Hear(p)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, k := range known(t, b) {
			for _, f := range h.Judge(k).Findings {
				if f.Failed != nil || f.Low > f.Points || f.Points > f.High {
					t.Errorf("%s, %s: %v, %v %v %v", name, k.Platform.ID, f.Failed, f.Low, f.Points, f.High)
				}
			}
		}
	}
}

// TestNeutral gives a platform another one's id, name and vendor: what is found of it stays the same.
func TestNeutral(t *testing.T) {
	b := with(t)
	p, one, other := examples(t)["saas-scaleup"], b.Catalogue.Platforms[0], b.Catalogue.Platforms[1]
	masked := *one
	masked.ID, masked.Name, masked.Vendor = other.ID, other.Name, other.Vendor
	var found []string
	for _, platform := range []*vendorfit.Platform{one, &masked} {
		k, mistakes := vendorfit.Know(b.Book, platform, &vendorfit.Request{Profile: p}, "2026-11-25")
		if mistakes != nil {
			t.Fatal(mistakes)
		}
		found = append(found, judgedAll(t, b, p, []*vendorfit.Knowledge{k}))
	}
	if found[0] != found[1] || found[0] == "" {
		t.Error("findings follow the label")
	}
}
