package vendorfit

import (
	"slices"
	"strings"
	"time"
)

// Evaluate judges a request's platforms against its profile: findings, shares, totals, standing and ranking. The request has
// been validated. Package robust adds the verdict.
//
// The error is of kind invalid where answers, pinned editions or own platforms do not fit the book.
func Evaluate(j Judge, b *Book, c *Catalogue, r *Request) (*Evaluation, error) {
	e := &Evaluation{Request: r, AsOf: r.AsOf, Seed: 1, Book: b, Catalogue: c}
	if r.Seed != nil {
		e.Seed = *r.Seed
	}
	if e.AsOf == "" {
		e.AsOf = Date(time.Now().UTC().Format(time.DateOnly))
	}
	known, err := KnowAll(b, c, r, e.AsOf)
	if err != nil {
		return nil, err
	}
	if e.Hearing, err = j.Hear(r.Profile); err != nil {
		return nil, err
	}
	e.weigh()
	e.Ranking = make([]Result, len(known))
	for i, k := range known {
		e.Ranking[i] = e.result(k, e.Hearing.Judge(k))
	}
	rank(e.Ranking)
	return e, nil
}

// Public is what the catalogue knows at the evaluation's date, before any answer, each time a copy of its own, in the order of the
// platforms' ids: what is drawn from it must not hang on the order in which a catalogue was put together.
func (e *Evaluation) Public() []*Knowledge {
	known := make([]*Knowledge, len(e.Catalogue.Platforms))
	for i, p := range e.Catalogue.Platforms {
		known[i], _ = Know(e.Book, p, &Request{}, e.AsOf)
	}
	slices.SortFunc(known, func(a, b *Knowledge) int { return strings.Compare(a.Platform.ID, b.Platform.ID) })
	return known
}

// weigh takes the terms of the hearing and gives each its share, and each criterion the share of what lies below it.
func (e *Evaluation) weigh() {
	terms, swings := e.Hearing.Terms(), Swings(e.Book, e.Hearing.Profile())
	shares := Shares(e.Book, terms, swings, e.Hearing.Multiplier, Scale{})
	top := map[string]int{}
	for i := range e.Book.Criteria {
		c := &e.Book.Criteria[i]
		e.Swings = append(e.Swings, WeighedSwing{Criterion: c, Swing: swings[i], Multiplier: e.Hearing.Multiplier(c.ID)})
		for _, s := range c.Sub {
			top[s.ID] = i
		}
	}
	e.Weights, e.terms = make([]Weighed, len(terms)), make(map[string]int, len(terms))
	for i, t := range terms {
		e.terms[t.Rule] = i
		e.Weights[i] = Weighed{Term: t, Share: shares[i], Top: -1}
		if t.Kind == Score {
			e.Weights[i].Top = top[t.Criterion]
			e.Swings[top[t.Criterion]].Share += shares[i]
		}
	}
}

// result weighs the findings of one platform.
func (e *Evaluation) result(k *Knowledge, j Judgement) Result {
	r := Result{Knowledge: k, Judgement: j, Criteria: make([]CriterionResult, len(e.Swings))}
	for i, s := range e.Swings {
		r.Criteria[i].Criterion, r.Criteria[i].Share = s.Criterion, s.Share
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Term = e.terms[f.Rule]
		r.weigh(f, &e.Weights[f.Term])
	}
	r.Findings = append(r.Findings, editionFinding(j.Edition))
	lift(r.Findings, k.Lifted)
	r.Standing = standing(r.Findings)
	return r
}

// weigh adds a finding to the sums of its criterion and of the platform. Parts per billion times millionths are the units of
// 1e-13 point in which totals are kept, so no product is rounded.
func (r *Result) weigh(f *Finding, w *Weighed) {
	if f.Kind != Score {
		return
	}
	f.Share = w.Share
	f.Contribution = w.Share * int64(f.Points)
	low, high := w.Share*int64(f.Low), w.Share*int64(f.High)
	c := &r.Criteria[w.Top]
	c.Low, c.Points, c.High = c.Low+low, c.Points+f.Contribution, c.High+high
	r.Low, r.Total, r.High = r.Low+low, r.Total+f.Contribution, r.High+high
	if f.Low == f.High {
		r.Coverage += w.Share
	}
}

// editionFinding says which edition was resolved. Of a pinned edition that lacks a must it is a failed gate.
func editionFinding(c EditionChoice) Finding {
	f := Finding{Rule: "edition", Kind: Edition, Reads: c.By, Term: -1}
	if len(c.Unmet) > 0 {
		f.Outcome, f.Exclude, f.Reads = Fail, true, c.Unmet
	}
	return f
}

// lift marks the gates that the request lifted; they no longer count for the standing.
func lift(findings []Finding, lifted map[string]Lift) {
	for i := range findings {
		f := &findings[i]
		if l, ok := lifted[f.Rule]; ok && (f.Kind == Gate || f.Kind == Edition) {
			f.Lifted = &Lift{Platform: l.Platform, Gate: l.Gate, Reason: l.Reason, By: l.By}
		}
	}
}
