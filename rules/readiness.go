package rules

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// readiness is what a book says of a buyer's readiness, with its conditions compiled.
type readiness struct {
	book                                            *vendorfit.Book
	early                                           []address
	overall, diagnoses, crossChecks, effects, legal []condition
}

// condition is a statement with the program that says whether it holds.
type condition struct {
	vendorfit.Statement
	when *expression
}

// newReadiness compiles the conditions of a book's readiness, or says what is wrong with them.
func newReadiness(c *compiler, f *form) (*readiness, []Lint) {
	from := &c.book.Readiness
	r := &readiness{book: c.book, early: f.early}
	var wrong []Lint
	for _, part := range []struct {
		name string
		from []vendorfit.Statement
		to   *[]condition
	}{
		{"overall", from.Overall, &r.overall},
		{"diagnoses", from.Diagnoses, &r.diagnoses},
		{"crossChecks", from.CrossChecks, &r.crossChecks},
		{"effects", from.Effects, &r.effects},
		{"legal", from.Legal, &r.legal},
	} {
		for i, s := range part.from {
			when, lints := c.compile(s.When, truth, scopeReadiness, false)
			for k := range lints {
				lints[k].File, lints[k].Pointer = readinessFile, fmt.Sprintf("/%s/%d/when", part.name, i)
			}
			wrong = append(wrong, lints...)
			*part.to = append(*part.to, condition{s, when})
		}
	}
	return r, wrong
}

// assess says whether the buyer is ready. given tells which questions were answered, settled what the answers are; vars is what
// the settled profile's expressions read, and is left with what readiness adds to it.
//
//	level = meanShare x mean + (1 - meanShare) x lowest
//
// so that one hole sinks a dimension, but not wholly. Levels and means are rounded to millionths, so that every processor
// compares the same numbers.
func (r *readiness) assess(given, settled *vendorfit.Profile, vars env) (vendorfit.ReadinessResult, error) {
	out := vendorfit.ReadinessResult{Verdict: "go", Goals: goals(settled)}
	for i := range r.book.Readiness.Dimensions {
		a := r.area(&r.book.Readiness.Dimensions[i], given, settled)
		out.Areas = append(out.Areas, a)
		out.Assumed += len(a.Dimension.Questions) - a.Answered
	}
	out.Actions = r.actions(given, settled)
	r.show(&out, settled, vars)
	if err := r.say(&out, vars); err != nil {
		return out, err
	}
	return out, nil
}

// area is the verdict on one dimension.
func (r *readiness) area(d *vendorfit.Dimension, given, settled *vendorfit.Profile) vendorfit.AreaResult {
	a := vendorfit.AreaResult{Dimension: d, Verdict: "notNow"}
	sum := 0
	for i, q := range d.Questions {
		score := settled.Readiness[d.ID][q.ID]
		sum += score
		if i == 0 || score < a.Lowest {
			a.Lowest = score
		}
		if _, ok := given.Readiness[d.ID][q.ID]; ok {
			a.Answered++
		}
	}
	mean := float64(sum) / max(1, float64(len(d.Questions)))
	share := r.book.Number("readiness.meanShare")
	a.Mean, a.Level = millionths(mean), millionths(float64(share*mean)+float64((1-share)*float64(a.Lowest)))
	switch {
	case a.Level >= r.book.Number("readiness.goFrom"):
		a.Verdict = "go"
	case a.Level >= r.book.Number("readiness.fixFrom"):
		a.Verdict = "fixFirst"
	}
	return a
}

func millionths(x float64) float64 { return vendorfit.ToMicro(x).Float() }

// actions are those of the low scores: of critical dimensions first, then the lowest score, then in the order of the book.
func (r *readiness) actions(given, settled *vendorfit.Profile) []vendorfit.ActionResult {
	critical, other := r.book.Number("readiness.actionCritical"), r.book.Number("readiness.actionOther")
	var out []vendorfit.ActionResult
	for i := range r.book.Readiness.Dimensions {
		d := &r.book.Readiness.Dimensions[i]
		below := other
		if d.Critical {
			below = critical
		}
		for k := range d.Questions {
			q := &d.Questions[k]
			_, answered := given.Readiness[d.ID][q.ID]
			if score := settled.Readiness[d.ID][q.ID]; float64(score) < below {
				out = append(out, vendorfit.ActionResult{Dimension: d, Question: q, Score: score, Assumed: !answered})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b vendorfit.ActionResult) int {
		return cmp.Or(rank(a)-rank(b), a.Score-b.Score)
	})
	return out
}

func rank(a vendorfit.ActionResult) int {
	if a.Dimension.Critical {
		return 0
	}
	return 1
}

// show makes the results so far readable for the conditions.
func (r *readiness) show(out *vendorfit.ReadinessResult, settled *vendorfit.Profile, vars env) {
	lowest, notNow, first := 0.0, 0, true
	for _, a := range out.Areas {
		vars["readiness.level."+a.Dimension.ID], vars["readiness.mean."+a.Dimension.ID] = a.Level, a.Mean
		if !a.Dimension.Critical {
			continue
		}
		if first || a.Level < lowest {
			lowest, first = a.Level, false
		}
		if a.Verdict == "notNow" {
			notNow++
		}
	}
	vars["readiness.lowestCritical"] = lowest
	vars["readiness.criticalNotNow"] = float64(notNow)
	vars["readiness.assumed"] = float64(out.Assumed)
	vars["readiness.earlyUnanswered"] = float64(r.earlyUnanswered(settled))
	vars["readiness.verdict"] = ""
}

// earlyUnanswered counts the early questions to which there is no answer, or the answer that it is not known.
func (r *readiness) earlyUnanswered(settled *vendorfit.Profile) int {
	whole, n := reflect.ValueOf(settled).Elem(), 0
	for _, at := range r.early {
		if !at.answered(whole) || at.answer(whole) == "unknown" {
			n++
		}
	}
	return n
}

// say finds the verdict and everything that is said with it. The first reason that holds gives the verdict; all that hold are
// shown.
func (r *readiness) say(out *vendorfit.ReadinessResult, vars env) (err error) {
	if out.Reasons, err = holding(r.overall, vars); err != nil {
		return err
	}
	if len(out.Reasons) > 0 {
		out.Verdict = out.Reasons[0].Verdict
	}
	vars["readiness.verdict"] = out.Verdict
	for _, part := range []struct {
		from []condition
		to   *[]vendorfit.Statement
	}{{r.diagnoses, &out.Diagnosis}, {r.crossChecks, &out.Checks}, {r.effects, &out.Effects}, {r.legal, &out.Legal}} {
		if *part.to, err = holding(part.from, vars); err != nil {
			return err
		}
	}
	most := int(r.book.Number("readiness.diagnosesShown"))
	out.Diagnosis = out.Diagnosis[:min(most, len(out.Diagnosis))]
	return nil
}

// holding are the statements whose conditions hold, in the order of the book.
func holding(list []condition, vars env) ([]vendorfit.Statement, error) {
	var out []vendorfit.Statement
	for _, c := range list {
		holds, err := c.when.run(vars)
		if err != nil {
			return nil, &vendorfit.Error{
				Kind:    vendorfit.Internal,
				Message: vendorfit.Text{En: "the rule book cannot tell whether " + c.ID + " holds", Nb: "regelboken kan ikke avgjøre om " + c.ID + " gjelder"},
				Cause:   err,
			}
		}
		if holds == true {
			out = append(out, c.Statement)
		}
	}
	return out, nil
}

// goals says of each key figure what it lacks to be a quantified goal.
func goals(p *vendorfit.Profile) []vendorfit.GoalResult {
	var out []vendorfit.GoalResult
	for i := range p.Goals.KPIs {
		k := &p.Goals.KPIs[i]
		g := vendorfit.GoalResult{KPI: k}
		for _, part := range []struct {
			name string
			is   bool
		}{
			{"baseline", k.Baseline != nil},
			{"target", k.Target != nil},
			{"due", k.Due != ""},
			{"owner", k.Owner != nil && *k.Owner != vendorfit.Text{}},
			{"review", k.Review == "quarterly"},
		} {
			if !part.is {
				g.Missing = append(g.Missing, part.name)
			}
		}
		out = append(out, g)
	}
	return out
}
