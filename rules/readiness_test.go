package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/vendorfit/vendorfit"
)

// readyBuyer is a buyer of whom readiness says nothing but what the law asks of everybody.
const readyBuyer = `
organisation: {sector: private, seats: {full: 10}, adminFte: 2}
goals: {primary: retention, kpis: [{name: {en: Churn}, unit: percent, baseline: 9, target: 5, due: "2028-01-01", owner: {en: Sales}, review: quarterly}]}
situation: {trigger: growth, rootCause: neither, leadGap: none, relationshipGap: none, signalGap: none, digitalGap: none, weeklyActiveShare: 80}
ai: {level: none}
privacy: {dpia: done, residency: none, consentMarketing: none, specialCategories: none, largeScale: false}
publicBody: {companyRegister: none}
security: {digitalSecurityAct: false}
data: {duplicatesPct: 2}
readiness:
  strategy: {goals: 4, segments: 4, journey: 4, kpis: 4, gainsPlan: 4}
  leadership: {sponsor: 4, participation: 4}
  governance: {owner: 4, operations: 4, changeBoard: 4, escalation: 4, benefits: 4}
  change: {impact: 4, plan: 4}
  training: {budget: 4, ongoing: 4}
  process: {lifecycle: 4, handover: 4}
  data: {owner: 4, quality: 4, model: 4}
  ai: {data: 4, policy: 4}
  compliance: {record: 4, dpia: 4}
`

// buyer is the ready buyer with other answers laid over; null takes an answer away.
func buyer(t testing.TB, over string) *vendorfit.Profile {
	t.Helper()
	var base, other map[string]any
	if err := yaml.Unmarshal([]byte(readyBuyer), &base); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal([]byte(over), &other); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(laidOver(base, other))
	if err != nil {
		t.Fatal(err)
	}
	return profileFrom(t, string(data))
}

func laidOver(base, over map[string]any) map[string]any {
	for k, x := range over {
		inner, ok := x.(map[string]any)
		below, deeper := base[k].(map[string]any)
		switch {
		case x == nil:
			delete(base, k)
		case ok && deeper:
			laidOver(below, inner)
		default:
			base[k] = x
		}
	}
	return base
}

func assess(t testing.TB, b *Book, given *vendorfit.Profile) vendorfit.ReadinessResult {
	t.Helper()
	s := settled(t, b, given)
	r, err := b.ready.assess(given, s.profile, s.vars)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func ids(list []vendorfit.Statement) []string {
	out := []string{}
	for _, s := range list {
		out = append(out, s.ID)
	}
	return out
}

// TestReadinessStatements has, for every statement of the book, a profile that brings it about; the ready buyer brings about none
// but those that hold for everybody.
func TestReadinessStatements(t *testing.T) {
	b := crm(t)
	cases := map[string]string{
		"overall goal_missing":    `readiness: {strategy: {goals: 0}}`,
		"overall owner_missing":   `readiness: {governance: {owner: 0}}`,
		"overall sponsor_missing": `readiness: {leadership: {sponsor: 0}}`,
		"overall critical_empty":  `readiness: {data: {owner: 0, quality: 1, model: 1}, compliance: {record: 1, dpia: 0}}`,
		"overall critical_low":    `readiness: {data: {owner: 1, quality: 2, model: 2}}`,
		"overall people_low":      `readiness: {change: {impact: 1, plan: 1}}`,
		"overall dpia_low":        `readiness: {compliance: {dpia: 1}}`,
		"overall answers_few":     `readiness: {strategy: null, process: null}`,
		"diagnosis use":           `situation: {trigger: low_use, rootCause: both}`,
		"diagnosis simplify":      `situation: {rootCause: too_complex}`,
		"diagnosis system":        `situation: {trigger: contract_end, weeklyActiveShare: 50}`,
		"diagnosis two_problems":  `situation: {trigger: end_of_development, weeklyActiveShare: 49}`,
		"diagnosis demand":        `situation: {leadGap: severe}`,
		"diagnosis relationship":  `situation: {relationshipGap: severe}`,
		"diagnosis signal":        `situation: {signalGap: severe}`,
		"diagnosis digital":       `situation: {digitalGap: severe}`,
		"diagnosis unanswered":    `situation: {rootCause: unknown, leadGap: null, relationshipGap: unknown, signalGap: null}`,
		"check goals":             `goals: {kpis: [{name: {en: Churn}, unit: percent, target: 5, owner: {en: Sales}, review: quarterly}]}`,
		"check goals_owner":       `goals: {kpis: [{name: {en: Churn}, unit: percent, target: 5, due: "2028-01-01", review: quarterly}]}`,
		"check benefits":          `goals: {kpis: [{name: {en: Churn}, unit: percent, target: 5, due: "2028-01-01", owner: {nb: Salg}}]}`,
		"check quality":           `data: {duplicatesPct: 10.5}`,
		"check dpia":              `privacy: {dpia: planned}`,
		"check operations":        `organisation: {adminFte: 0.2}`,
		"effect ai_weight":        `{ai: {level: assist}, readiness: {data: {quality: 2}}}`,
		"effect people_weight":    `readiness: {training: {budget: 1, ongoing: 2}}`,
		"effect staff_flag":       `organisation: {adminFte: 0.9}`,
		"effect not_now_first":    `readiness: {strategy: {goals: 0}}`,
		"legal special":           `privacy: {specialCategories: some}`,
		"legal dpia":              `privacy: {dpia: planned, largeScale: true}`,
		"legal automated":         `ai: {level: agents, humanApproval: false}`,
		"legal third_country":     `privacy: {residency: eea}`,
		"legal ai_notice":         `ai: {level: agents}`,
		"legal ai_emotion":        `{ai: {level: assist}, needs: {contactCentre: could}}`,
		"legal ai_norway":         `ai: {level: assist}`,
		"legal cookies":           `needs: {signals: could}`,
		"legal email":             `privacy: {consentMarketing: email}`,
		"legal archive":           `organisation: {sector: municipal}`,
		"legal nynorsk":           `organisation: {sector: state}`,
		"legal accessibility":     `needs: {portal: should}`,
		"legal person_register":   `{organisation: {persons: 10}, publicBody: {personRegister: must}}`,
		"legal incident":          `security: {digitalSecurityAct: true}`,
	}
	said := func(r vendorfit.ReadinessResult) []string {
		var all []string
		for part, list := range map[string][]vendorfit.Statement{"overall": r.Reasons, "diagnosis": r.Diagnosis, "check": r.Checks, "effect": r.Effects, "legal": r.Legal} {
			for _, s := range list {
				all = append(all, part+" "+s.ID)
			}
		}
		return all
	}
	ready := said(assess(t, b, buyer(t, "")))
	always := []string{}
	for part, list := range map[string][]vendorfit.Statement{
		"overall": b.Readiness.Overall, "diagnosis": b.Readiness.Diagnoses, "check": b.Readiness.CrossChecks, "effect": b.Readiness.Effects, "legal": b.Readiness.Legal,
	} {
		for _, s := range list {
			if s.When == "true" {
				always = append(always, part+" "+s.ID)
			} else if cases[part+" "+s.ID] == "" {
				t.Errorf("no case for %s %s", part, s.ID)
			}
		}
	}
	slices.Sort(ready)
	slices.Sort(always)
	if !slices.Equal(ready, always) {
		t.Errorf("of a ready buyer is said %v, want %v", ready, always)
	}
	for what, over := range cases {
		if found := said(assess(t, b, buyer(t, over))); !slices.Contains(found, what) {
			t.Errorf("%s: not among %v", what, found)
		}
	}
}

func TestReadinessVerdicts(t *testing.T) {
	b := crm(t)
	for _, c := range []struct{ name, over, want string }{
		{"ready", ``, "go []"},
		{"the first that holds gives the verdict, all are reasons", `readiness: {strategy: {goals: 0}, change: {impact: 0, plan: 0}, compliance: {dpia: 0}}`, "notNow [goal_missing critical_low people_low dpia_low]"},
		{"one critical area close to nothing can be mended", `readiness: {data: {owner: 0, quality: 1, model: 1}}`, "fixFirst [critical_low]"},
		{"two cannot", `readiness: {data: {owner: 0, quality: 1, model: 1}, compliance: {record: 0, dpia: 1}}`, "notNow [critical_empty critical_low dpia_low]"},
		{"a critical area just ready", `readiness: {leadership: {sponsor: 2, participation: 2}}`, "go []"},
		{"one hole sinks it", `readiness: {leadership: {sponsor: 2, participation: 1}}`, "fixFirst [critical_low]"},
		{"people just enough", `readiness: {training: {budget: 1, ongoing: 3}}`, "go []"},
		{"an area that is not critical does not stop a go", `readiness: {process: {lifecycle: 0, handover: 0}, ai: {data: 0, policy: 0}}`, "go []"},
		{"an assessment judged not needed is none that is missing", `{privacy: {dpia: not_needed}, readiness: {compliance: {record: 4, dpia: 1}}}`, "fixFirst [critical_low]"},
		{"six unanswered questions are few enough", `readiness: {process: null, ai: null, training: {ongoing: null}, change: {plan: null}}`, "go []"},
		{"seven are not", `readiness: {process: null, ai: null, training: {ongoing: null}, change: {plan: null, impact: null}}`, "fixFirst [people_low answers_few]"},
	} {
		r := assess(t, b, buyer(t, c.over))
		if got := fmt.Sprint(r.Verdict, " ", ids(r.Reasons)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// What the example profiles are there for, worked out by hand.
func TestReadinessExamples(t *testing.T) {
	b, all := crm(t), examples(t)
	for name, want := range map[string]struct{ verdict, levels, actions, diagnosis, checks, effects string }{
		"manufacturer-bc-fabric": {"go []", "2.3 3.25 2.3 2.25 2 2.25 2.333333 2 3", "", "system relationship", "", "ai_weight"},
		"saas-scaleup":           {"go []", "3.2 3.25 3.1 2.25 2.25 3 3.166667 2.25 2.25", "", "signal", "quality", ""},
		"energy-retailer":        {"fixFirst [critical_low]", "3.2 3.25 3 3 2 2 1.333333 1.5 4", "data.owner1 data.quality1", "simplify relationship signal", "", "ai_weight"},
		"public-agency-archive": {
			"fixFirst [critical_low people_low dpia_low]", "2.4 2.25 2.3 1 1.25 2 1.333333 1.25 0.75",
			"compliance.dpia0 data.owner1", "system digital", "", "ai_weight people_weight",
		},
		"membership-organisation": {
			"notNow [goal_missing owner_missing critical_empty critical_low people_low dpia_low]",
			"0.2 1 0.2 0 0.25 1 1 0 0.25",
			"strategy.goals0 strategy.kpis0 strategy.gainsPlan0 governance.owner0 governance.operations0 governance.benefits0 compliance.dpia0 " +
				"strategy.segments1 strategy.journey1 leadership.sponsor1 leadership.participation1 governance.changeBoard1 governance.escalation1 data.owner1 data.quality1 data.model1 compliance.record1 " +
				"change.impact0 change.plan0 training.ongoing0 ai.data0 ai.policy0",
			"use", "", "people_weight staff_flag not_now_first",
		},
	} {
		r := assess(t, b, all[name])
		var levels, actions []string
		for _, a := range r.Areas {
			levels = append(levels, fmt.Sprint(a.Level))
			if a.Answered != len(a.Dimension.Questions) {
				t.Errorf("%s: %d of %d questions of %s answered", name, a.Answered, len(a.Dimension.Questions), a.Dimension.ID)
			}
		}
		for _, a := range r.Actions {
			actions = append(actions, fmt.Sprintf("%s.%s%d", a.Dimension.ID, a.Question.ID, a.Score))
		}
		for what, pair := range map[string][2]string{
			"verdict":   {fmt.Sprint(r.Verdict, " ", ids(r.Reasons)), want.verdict},
			"levels":    {strings.Join(levels, " "), want.levels},
			"actions":   {strings.Join(actions, " "), want.actions},
			"diagnosis": {strings.Join(ids(r.Diagnosis), " "), want.diagnosis},
			"checks":    {strings.Join(ids(r.Checks), " "), want.checks},
			"effects":   {strings.Join(ids(r.Effects), " "), want.effects},
			"assumed":   {fmt.Sprint(r.Assumed), "0"},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s %s:\n%s\nwant\n%s", name, what, pair[0], pair[1])
			}
		}
	}
}

func TestReadinessArea(t *testing.T) {
	r := assess(t, crm(t), buyer(t, `readiness: {strategy: {goals: 3, segments: null, journey: 4, kpis: 2, gainsPlan: 3}}`))
	a := r.Areas[0]
	if a.Mean != 2.6 || a.Lowest != 1 || a.Level != 1.8 || a.Verdict != "fixFirst" || a.Answered != 4 {
		t.Errorf("strategy: %+v", a)
	}
	if r.Assumed != 1 || len(r.Actions) != 1 || !r.Actions[0].Assumed || r.Actions[0].Question.ID != "segments" || r.Actions[0].Score != 1 {
		t.Errorf("assumed %d, actions %+v", r.Assumed, r.Actions)
	}
}

func TestReadinessShowsFewDiagnoses(t *testing.T) {
	r := assess(t, crm(t), buyer(t, `situation: {trigger: both, leadGap: severe, relationshipGap: severe, signalGap: severe, digitalGap: severe}`))
	if got := fmt.Sprint(ids(r.Diagnosis)); got != "[two_problems demand relationship]" {
		t.Errorf("diagnoses %s", got)
	}
}

func TestGoals(t *testing.T) {
	r := assess(t, crm(t), buyer(t, `goals: {kpis: [{name: {en: a}, unit: days, baseline: 0, target: 1, due: "2028-01-01", owner: {nb: Salg}, review: quarterly},
  {name: {en: b}, unit: days, target: 1, due: "2028-01-01", owner: {}, review: yearly}, {name: {en: c}, unit: days}]}`))
	for i, want := range []string{"[]", "[baseline owner review]", "[baseline target due owner review]"} {
		g := r.Goals[i]
		if got := fmt.Sprint(g.Missing); got != want || g.Quantified() != (want == "[]") {
			t.Errorf("%s lacks %s, want %s", g.KPI.Name.En, got, want)
		}
	}
}

// What readiness does to the weights: of AI where the data is not ready, of people where training is weak.
func TestReadinessWeights(t *testing.T) {
	b, all := crm(t), examples(t)
	for name, want := range map[string]string{
		"manufacturer-bc-fabric":  "ai 0.49 -> 0.7",
		"saas-scaleup":            "",
		"energy-retailer":         "ai 0.56 -> 1.4",
		"public-agency-archive":   "ai 0.28 -> 0.7, people 1.25 -> 1",
		"membership-organisation": "people 1.25 -> 1",
	} {
		h, err := b.hear(all[name])
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, w := range h.Readiness().Weights {
			got = append(got, fmt.Sprint(w.Criterion.ID, " ", w.Multiplier.Float(), " -> ", w.Ready.Float()))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %s, want %s", name, s, want)
		}
	}
}
