package web

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
)

// The fields of the document that clients rely on, in their order.
func TestFieldsOfTheDocument(t *testing.T) {
	_, d := evaluate(t, &vendorfit.Request{Profile: cases(t)["saas-scaleup"]})
	raw, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for _, name := range []string{`"id"`, `"createdAt"`, `"asOf"`, `"seed"`, `"engine"`, `"ruleBook"`, `"digests"`, `"verdict"`, `"readiness"`, `"architecture"`, `"ranking"`} {
		i := strings.Index(string(raw), name)
		if i < at {
			t.Errorf("%s stands before what it should follow", name)
		}
		at = i
	}
	for _, name := range []string{`"close":`, `"measures":`, `"wouldRemove":`, `"couldChange":`, `"among":null`, `"confirm":[`, `"as":`, `"lifted":[`} {
		if !strings.Contains(string(raw), name) {
			t.Errorf("the document has no %s", name)
		}
	}
}

// Contributions add up to the total to the last digit, and shares to one: with the numbers as they are printed.
func TestPrintedNumbersAddUp(t *testing.T) {
	for name, p := range cases(t) {
		_, d := evaluate(t, &vendorfit.Request{Profile: p})
		for _, r := range d.Ranking {
			sum, byCriterion, shares := new(big.Rat), new(big.Rat), new(big.Rat)
			for _, f := range r.Findings {
				if f.Kind == "score" {
					add(t, sum, f.Contribution.String())
					add(t, shares, f.Share.String())
				}
			}
			for _, c := range r.Criteria {
				add(t, byCriterion, c.Contribution.String())
			}
			total := new(big.Rat)
			add(t, total, r.Total.String())
			if sum.Cmp(total) != 0 || byCriterion.Cmp(total) != 0 || shares.Cmp(big.NewRat(1, 1)) != 0 {
				t.Errorf("%s, %s: total %s, findings %s, criteria %s, shares %s", name, r.Platform, r.Total, sum.FloatString(13), byCriterion.FloatString(13), shares.FloatString(9))
			}
			if r.Low.Units > r.Total.Units || r.Total.Units > r.High.Units {
				t.Errorf("%s, %s: %s is not between %s and %s", name, r.Platform, r.Total, r.Low, r.High)
			}
		}
	}
}

func add(t *testing.T, to *big.Rat, s string) {
	t.Helper()
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	to.Add(to, x)
}

// The result's digest does not hang on when the evaluation was made or what it is called, and does on everything else.
func TestDigestOfTheResult(t *testing.T) {
	p := cases(t)["saas-scaleup"]
	e, d := evaluate(t, &vendorfit.Request{Profile: p})
	e.ID, e.CreatedAt = "another", "2026-11-28T10:00:00Z"
	again, err := engine(t).Document(e)
	if err != nil {
		t.Fatal(err)
	}
	if d.Digests.Result != again.Digests.Result || !strings.HasPrefix(d.Digests.Result, "sha256:") {
		t.Errorf("%s and %s", d.Digests.Result, again.Digests.Result)
	}
	if got := digestOf(t, d); got != d.Digests.Result {
		t.Errorf("the digest is %s, that of the document without id, time and digest %s", d.Digests.Result, got)
	}
	two := uint64(2)
	if _, other := evaluate(t, &vendorfit.Request{Profile: p, Seed: &two}); other.Digests.Result == d.Digests.Result {
		t.Error("another seed gives the same digest")
	}
	for _, digest := range []string{d.Digests.Profile, d.Digests.RuleBook, d.Digests.Catalogue, d.Digests.Answers} {
		if !strings.HasPrefix(digest, "sha256:") || len(digest) != 71 {
			t.Errorf("%q is no digest", digest)
		}
	}
}

// digestOf works the digest out from the document as clients get it.
func digestOf(t *testing.T, d *Document) string {
	t.Helper()
	raw, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	delete(fields, "id")
	delete(fields, "createdAt")
	delete(fields["digests"].(map[string]any), "result")
	digest, err := vendorfit.Digest(fields)
	if err != nil {
		t.Fatal(err)
	}
	return digest
}

func BenchmarkDocument(b *testing.B) {
	g, err := openOnce()
	if err != nil {
		b.Fatal(err)
	}
	e, err := g.Evaluate(&vendorfit.Request{Profile: profile(b, "../../testdata/cases/saas-scaleup/profile.yaml"), AsOf: asOf})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := g.Document(e); err != nil {
			b.Fatal(err)
		}
	}
}

func TestSummaryLeavesTheLongPartsOut(t *testing.T) {
	_, d := evaluate(t, &vendorfit.Request{Profile: cases(t)["saas-scaleup"]})
	raw, err := json.Marshal(d.Summary())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{`"findings"`, `"questions"`, `"criteria"`} {
		if strings.Contains(string(raw), name) {
			t.Errorf("the summary has %s", name)
		}
	}
	if len(d.Ranking[0].Findings) == 0 || d.Questions == nil {
		t.Error("making the summary changed the document")
	}
}

// An answer is shown beside the public value that it stands in for, and a lifted gate with its reason.
func TestAnswersAndLiftsAreShown(t *testing.T) {
	_, d := evaluate(t, &vendorfit.Request{
		Profile: cases(t)["public-agency-archive"],
		Answers: []vendorfit.Answer{{Platform: "lime", Attribute: "sso.access", Value: "a0", Source: "letter", AsOf: "2026-11-20", GivenBy: "vendor", Confidential: true}},
		Lifted:  []vendorfit.Lift{{Platform: "lime", Gate: "gate.residency", Reason: "a pilot only", By: "K. N."}},
	})
	if len(d.Lifted) != 1 || d.Lifted[0].Reason != "a pilot only" {
		t.Errorf("lifted: %+v", d.Lifted)
	}
	if !slices.ContainsFunc(d.Method, func(n Note) bool { return n.ID == "confidential" }) {
		t.Error("nothing warns of the confidential answer")
	}
	i := slices.IndexFunc(d.Ranking, func(r Ranked) bool { return r.Platform == "lime" })
	answered, lifted := false, false
	for _, f := range d.Ranking[i].Findings {
		lifted = lifted || f.Rule == "gate.residency" && f.Lifted
		for _, v := range f.Values {
			if v.Attribute == "sso.access" && v.Answer != nil {
				answered = answered || v.Public != nil && v.Public.Value == "all" && v.Value == "a0" && v.Answer.Confidential
			}
		}
	}
	if !answered || !lifted {
		t.Errorf("answer beside the public value: %v, lifted gate marked: %v", answered, lifted)
	}
}

// Findings stand in the order of the book, own requirements after them, the edition last.
func TestOrderOfFindings(t *testing.T) {
	p := *cases(t)["saas-scaleup"]
	p.Requirements = []vendorfit.Requirement{{Attribute: "uptime.target", AtLeast: new(99.5), Level: "must", Text: &vendorfit.Text{En: "Uptime", Nb: "Oppetid"}}}
	_, d := evaluate(t, &vendorfit.Request{Profile: &p})
	order := map[string]int{"own.1": len(engine(t).Book.Rules), "edition": len(engine(t).Book.Rules) + 1}
	for i, r := range engine(t).Book.Rules {
		order[r.ID] = i
	}
	for _, r := range d.Ranking {
		if !slices.IsSortedFunc(r.Findings, func(a, b Finding) int { return order[a.Rule] - order[b.Rule] }) {
			t.Errorf("%s: the findings are out of order", r.Platform)
		}
		if last := r.Findings[len(r.Findings)-1]; last.Rule != "edition" || last.Kind != "edition" {
			t.Errorf("%s: the last finding is %s", r.Platform, last.Rule)
		}
	}
}
