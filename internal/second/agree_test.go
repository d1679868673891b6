package second

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/drawn"
	"github.com/vendorfit/vendorfit/internal/example"
)

// TestAgree: the product's engine and the second evaluator say the same, to the last digit, of every example and platform; also
// years later, when every fact is stale.
func TestAgree(t *testing.T) {
	for _, asOf := range []string{"2026-11-27", "2027-07-01", "2029-11-27"} {
		for _, profile := range profiles {
			t.Run(asOf+"/"+profile, func(t *testing.T) {
				agree(t, evaluate(profile, asOf), first(t, profile, asOf))
			})
		}
	}
}

// TestWorkedByTheEngine: the evaluation that is worked out in the book is what the product's engine says, to the last digit.
func TestWorkedByTheEngine(t *testing.T) {
	want := readExample("worked.yaml")
	e := first(t, text(get(want, "profile")), text(get(want, "asOf")))
	for i := range e.Ranking {
		if e.Ranking[i].Knowledge.Platform.ID == get(want, "platform") {
			asWorked(t, want, ours(e, &e.Ranking[i]))
			return
		}
	}
	t.Fatalf("no platform %v", get(want, "platform"))
}

func first(t *testing.T, profile, asOf string) *vendorfit.Evaluation {
	t.Helper()
	return judged(t, example.Profile(t, profile), example.Book().Catalogue, asOf)
}

func judged(t *testing.T, p *vendorfit.Profile, c *vendorfit.Catalogue, asOf string) *vendorfit.Evaluation {
	t.Helper()
	e, err := vendorfit.Evaluate(example.Book(), example.Book().Book, c, &vendorfit.Request{Profile: p, AsOf: vendorfit.Date(asOf)})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestAgreeOnDrawn: they also say the same of buyers and platforms that nobody made up for either of them.
func TestAgreeOnDrawn(t *testing.T) {
	const asOf = "2026-11-27"
	for seed := range uint64(25) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := drawn.New(example.Book().Book, example.Book().Catalogue, seed, 8)
			p, c := d.Profile(t), d.Catalogue(t)
			p.Requirements = slices.DeleteFunc(p.Requirements, func(r vendorfit.Requirement) bool { return !simple(r.Attribute) })
			want, profile := map[string]result{}, asFile(t, p).(object)
			for _, x := range c.Platforms {
				want[x.ID] = evaluateOne(complete(clone(profile).(object), true), readPlatform(asFile(t, x), asOf))
			}
			agree(t, want, judged(t, p, c, asOf))
		})
	}
}

// simple tells that the second evaluator knows requirements of that type: those of the examples.
func simple(attribute string) bool {
	return !slices.Contains([]string{"ladder", "quota", "set", "language"}, example.Book().Attribute(attribute).Type)
}

// asFile is a value as its file would have it.
func asFile(t *testing.T, x any) (v any) {
	t.Helper()
	data, err := json.Marshal(x)
	if err == nil {
		err = yaml.Unmarshal(data, &v)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func agree(t *testing.T, want map[string]result, e *vendorfit.Evaluation) {
	t.Helper()
	if len(want) != len(e.Ranking) {
		t.Fatalf("%d platforms, want %d", len(e.Ranking), len(want))
	}
	for i := range e.Ranking {
		r := &e.Ranking[i]
		id := r.Knowledge.Platform.ID
		got, expected := lines(ours(e, r)), lines(want[id])
		for k := range expected {
			if got[k] != expected[k] {
				t.Errorf("%s: %s is %q, the second evaluator has %q", id, k, got[k], expected[k])
			}
		}
		if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(expected))) {
			t.Errorf("%s: findings %v, the second evaluator has %v", id, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(expected)))
		}
	}
}

// ours is the engine's result in the second evaluator's words.
func ours(e *vendorfit.Evaluation, r *vendorfit.Result) result {
	out := result{
		standing: string(r.Standing), edition: r.Edition.Name, total: exact(r.Total, 13), low: exact(r.Low, 13), high: exact(r.High, 13),
		coverage: exact(r.Coverage, 9), gates: map[string]string{}, risks: map[string]string{}, scores: map[string]finding{},
	}
	for _, f := range r.Findings {
		switch f.Kind {
		case vendorfit.Gate:
			out.gates[f.Rule] = string(f.Outcome)
		case vendorfit.Risk:
			out.risks[f.Rule] = string(f.Outcome)
		case vendorfit.Score:
			out.scores[f.Rule] = finding{
				share: exact(f.Share, 9), weight: exact(int64(e.Weights[f.Term].Weight), 6), contribution: exact(f.Contribution, 13),
				low: exact(int64(f.Low), 6), points: exact(int64(f.Points), 6), high: exact(int64(f.High), 6),
			}
		}
	}
	return out
}

// exact writes an integer number of units as a decimal without trailing zeros.
func exact(units int64, decimals int) string {
	text := fmt.Sprintf("%0*d", decimals+1, units)
	whole, rest := text[:len(text)-decimals], strings.TrimRight(text[len(text)-decimals:], "0")
	if rest == "" {
		return whole
	}
	return whole + "." + rest
}

func lines(r result) map[string]string {
	out := map[string]string{"standing": r.standing, "edition": r.edition, "total": r.total, "low": r.low, "high": r.high, "coverage": r.coverage}
	for id, o := range r.gates {
		out[id] = o
	}
	for id, o := range r.risks {
		out[id] = o
	}
	for id, f := range r.scores {
		out[id] = f.weight + ", " + f.share + " x " + f.low + " " + f.points + " " + f.high + " = " + f.contribution
	}
	return out
}
