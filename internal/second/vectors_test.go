package second

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
)

// Every vector of vectors.yaml: small made-up platforms under the example profiles.
func TestVectors(t *testing.T) {
	vectors := list(readExample("vectors.yaml"))
	if len(vectors) == 0 {
		t.Fatal("no vectors")
	}
	for _, v := range vectors {
		t.Run(text(get(v, "name")), func(t *testing.T) {
			profile := readFile(filepath.Join(casesDir, text(get(v, "profile")), "profile.yaml")).(object)
			e := newEval(complete(profile, true), madeUp(get(v, "platform")))
			for what, want := range get(v, "want").(object) {
				e.compare(t, what, want)
			}
		})
	}
}

// madeUp reads the short form of a platform: a value, {value, confidence}, or {state}.
func madeUp(values any) platform {
	p := platform{id: "made-up", values: map[string]value{}}
	short, _ := values.(object)
	for key, x := range short {
		v := value{state: "known", v: x, confidence: "high"}
		if s := get(x, "state"); s != nil {
			v = value{state: text(s), confidence: "high"}
		} else if c := get(x, "confidence"); c != nil {
			v = value{state: "known", v: get(x, "value"), confidence: text(c)}
		}
		v.stale = v.confidence == "low"
		p.values[key] = v
	}
	return p
}

func (e *eval) compare(t *testing.T, what string, want any) {
	t.Helper()
	if id, ok := strings.CutPrefix(what, "rule:"); ok {
		e.compareRule(t, id, want)
		return
	}
	switch what {
	case "addOns":
		expect(t, what, fmt.Sprint(e.addOns()), fmt.Sprint(texts(want)))
	case "metersBiting":
		expect(t, what, fmt.Sprint(e.metersBiting()), fmt.Sprint(texts(want)))
	case "architecture":
		expect(t, what, e.architecture(), text(want))
	case "variants":
		for name, measures := range want.(object) {
			e.compareVariant(t, name, measures.(object))
		}
	default:
		e.compareQuantity(t, what, want)
	}
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %s, want %s", what, got, want)
	}
}

// written as in the vectors: truths, `unlimited`, numbers with up to six decimals.
func written(what string, x float64) string {
	switch {
	case theBook().types[what] == "truth":
		return fmt.Sprint(x > 0)
	case math.IsInf(x, 1):
		return "unlimited"
	}
	return fmt.Sprint(rounded(x, 1e6))
}

func wantedNumber(v any) string {
	switch v.(type) {
	case int, float64:
		return fmt.Sprint(number(v))
	}
	return text(v)
}

func (e *eval) compareQuantity(t *testing.T, what string, want any) {
	t.Helper()
	q := e.derived(what)
	w, b := written(what, q.worst), written(what, q.best)
	if m, ok := want.(object); ok {
		expect(t, what+" worst", w, wantedNumber(m["worst"]))
		expect(t, what+" best", b, wantedNumber(m["best"]))
		if m["estimate"] != nil {
			expect(t, what+" estimate", written(what, q.estimate), wantedNumber(m["estimate"]))
		}
		return
	}
	expect(t, what+" worst", w, wantedNumber(want))
	expect(t, what+" best", b, wantedNumber(want))
	if theBook().types[what] != "truth" {
		expect(t, what+" estimate", written(what, q.estimate), wantedNumber(want))
	}
}

func (e *eval) compareVariant(t *testing.T, name string, want object) {
	t.Helper()
	v := e.variant(name, mid)
	got := map[string]float64{"C": v.C, "B": v.B, "days": v.days, "E": v.E, "G": v.G, "L": v.L, "V": v.V, "U": v.U}
	for k, x := range got {
		expect(t, name+" "+k, written("", x), wantedNumber(want[k]))
	}
	expect(t, name+" refusal", v.refusal, text(want["refusal"]))
}

// compareRule: outcome of a gate or a risk, points of a score.
func (e *eval) compareRule(t *testing.T, id string, want any) {
	t.Helper()
	if o, ok := want.(string); ok {
		expect(t, id, e.outcomeOf(id), o)
		return
	}
	for _, r := range e.scoreRules() {
		if r.id != id {
			continue
		}
		low, points, high := e.points(r)
		if _, ok := want.(object); !ok {
			want = object{"low": want, "points": want, "high": want}
		}
		for k, x := range map[string]int64{"low": low, "points": points, "high": high} {
			expect(t, id+" "+k, fmt.Sprint(float64(x)/1e6), wantedNumber(get(want, k)))
		}
		return
	}
	t.Errorf("no score rule %s applies", id)
}

func (e *eval) outcomeOf(id string) string {
	for _, rule := range theBook().rules {
		if get(rule, "id") == id && get(rule, "kind") == "gate" {
			return e.gate(rule)
		} else if get(rule, "id") == id {
			return e.risk(rule)
		}
	}
	for i, own := range list(e.at("requirements")) {
		if id == fmt.Sprintf("own.%d", i+1) {
			return e.ownGate(own)
		}
	}
	return "no such rule"
}
