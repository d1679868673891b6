package second

import (
	"fmt"
	"testing"
)

// The tests that stand beside the rules (rules.yaml, end of its header).
func TestRules(t *testing.T) {
	for _, rule := range theBook().rules {
		for _, test := range list(get(rule, "tests")) {
			t.Run(text(get(rule, "id"))+"/"+text(get(test, "name")), func(t *testing.T) { runTest(t, rule, test) })
		}
	}
}

// emptyProfile: every question at its default, one system row where a flow names one, ten full seats, no budget.
func emptyProfile(over any) object {
	p, _ := clone(over).(object)
	if p == nil {
		p = object{}
	}
	if get(p, "organisation", "seats", "full") == nil {
		e := &eval{profile: p}
		e.part("organisation.seats")["full"] = 10
	}
	if systems := p["systems"]; systems == nil {
		var rows []any
		made := map[string]bool{}
		for _, f := range list(p["integrations"]) {
			if id := text(get(f, "system")); !made[id] {
				made[id] = true
				rows = append(rows, object{"id": id, "kind": "cms", "product": "other", "keep": "keep"})
			}
		}
		p["systems"] = rows
	}
	return complete(p, false)
}

func runTest(t *testing.T, rule, test any) {
	e := newEval(emptyProfile(get(test, "profile")), madeUp(get(test, "platform")))
	e.fixed, _ = get(test, "derived").(object)
	want := get(test, "want").(object)
	if want["applies"] == false {
		expect(t, "applies", fmt.Sprint(e.applies(rule)), "false")
		return
	}
	expect(t, "applies", fmt.Sprint(e.applies(rule)), "true")
	if o := want["outcome"]; o != nil {
		expect(t, "outcome", e.outcomeOf(text(get(rule, "id"))), text(o))
		return
	}
	n := parse(text(get(rule, "points")))
	low, points, high := e.points(scoreRule{points: func(e *eval, p pass) float64 { return e.run(n, p).(float64) }})
	got := map[string]int64{"low": low, "points": points, "high": high}
	for k, x := range want {
		if k == "weight" {
			expect(t, k, fmt.Sprint(e.run(parse(text(get(rule, "weight"))), mid)), wantedNumber(x))
			continue
		}
		expect(t, k, fmt.Sprint(float64(got[k])/1e6), wantedNumber(x))
	}
	if want["low"] == nil && low != high {
		t.Errorf("an interval %d..%d where none is wanted", low, high)
	}
}
