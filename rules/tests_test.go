package rules

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/vendorfit/vendorfit"
)

// The tests that stand beside the rules of the CRM book.
func TestRulesOfTheBook(t *testing.T) {
	b := crm(t)
	results, tests := b.Test(), 0
	for _, r := range b.Rules {
		tests += len(r.Tests)
	}
	if len(results) != tests || tests < 250 {
		t.Fatalf("ran %d of %d tests", len(results), tests)
	}
	for _, r := range results {
		if !r.Passed {
			t.Errorf("%s, %s:\n  wanted %s\n  found  %s", r.Rule, r.Test, r.Wanted, r.Found)
		}
	}
}

// A test that a rule does not pass says what was wanted and found, and where it stands.
func TestResultsOfFailingTests(t *testing.T) {
	half, pass := 0.5, "pass"
	b := with(t, vendorfit.Rule{
		ID: "extra", Kind: vendorfit.Score, Criterion: "people.presence", Applies: `profile.ai.level != "none"`,
		Points: `meets(platform.export.kind, "self_service")`, Weight: "2.0",
		Tests: []vendorfit.RuleTest{
			{Name: "open", Want: vendorfit.RuleWant{Points: &half}},
			{Name: "does not apply", Profile: map[string]any{"ai": map[string]any{"level": "none"}}, Want: vendorfit.RuleWant{Points: &half}},
			{Name: "misspelt", Profile: map[string]any{"ai": map[string]any{"levle": "none"}}, Want: vendorfit.RuleWant{Points: &half}},
			{Name: "no such value", Platform: map[string]any{"export.kind": "sometimes"}, Want: vendorfit.RuleWant{Points: &half}},
			{Name: "no outcome", Want: vendorfit.RuleWant{Outcome: &pass}},
		},
	})
	results := b.Test()
	for i, want := range []string{
		"applies true, points 0.5, low 0.5, high 0.5 | applies true, points 0.714286, low 0.428571, high 1",
		"applies true, points 0.5, low 0.5, high 0.5 | applies false",
		"applies true, points 0.5, low 0.5, high 0.5 | levle",
		"applies true, points 0.5, low 0.5, high 0.5 | export.kind",
		"applies true, outcome pass | applies true, outcome ",
	} {
		r := results[len(results)-5+i]
		wanted, found, _ := strings.Cut(want, " | ")
		if r.Rule != "extra" || r.Passed || r.Wanted != wanted || !strings.Contains(r.Found, found) {
			t.Errorf("%s: %t, wanted %s, found %s; want %s", r.Test, r.Passed, r.Wanted, r.Found, want)
		}
	}
	if first := crm(t).Test()[0]; first.Place.File != rulesFile || first.Place.Line < 40 {
		t.Errorf("the first test stands at %+v", first.Place)
	}
}

// The findings of the vectors, worked out by an evaluator that shares no code with this one.
func TestVectorsOfRules(t *testing.T) {
	source, err := os.ReadFile("../testdata/books/vectors.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Name, Profile string
		Platform      map[string]any
		Want          map[string]any
	}
	if err := yaml.Unmarshal(source, &vectors); err != nil {
		t.Fatal(err)
	}
	b, profiles, looked := crm(t), examples(t), 0
	for _, v := range vectors {
		h, err := b.hear(profiles[v.Profile])
		if err != nil {
			t.Fatal(err)
		}
		known, err := vendorfit.Sketch(b.Book, v.Platform)
		if err != nil {
			t.Errorf("%s: %v", v.Name, err)
			continue
		}
		findings := h.Judge(known).Findings
		for what, want := range v.Want {
			if rule, ok := strings.CutPrefix(what, "rule:"); ok {
				looked++
				if got, want := sayFinding(findings, rule), sayWanted(want); got != want {
					t.Errorf("%s, %s: %s, want %s", v.Name, rule, got, want)
				}
			}
		}
	}
	if looked < 10 {
		t.Fatalf("looked at %d findings", looked)
	}
}

// sayFinding is the outcome of a rule, or its points with their interval.
func sayFinding(findings []vendorfit.Finding, rule string) string {
	for _, f := range findings {
		switch {
		case f.Rule != rule:
		case f.Failed != nil:
			return f.Failed.Error()
		case f.Kind == vendorfit.Score:
			return fmt.Sprint(f.Low.Float(), " ", f.Points.Float(), " ", f.High.Float())
		default:
			return string(f.Outcome)
		}
	}
	return string(vendorfit.Clear)
}

func sayWanted(x any) string {
	if m, ok := x.(map[string]any); ok {
		return fmt.Sprint(m["low"], " ", m["points"], " ", m["high"])
	}
	if _, ok := x.(string); ok {
		return x.(string)
	}
	return fmt.Sprint(x, " ", x, " ", x)
}
