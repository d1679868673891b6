package rules

import (
	"fmt"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// applying is how many terms apply to the profile.
func (h *hearing) applying() int {
	n := 0
	for i := range h.terms {
		if h.terms[i].Applies {
			n++
		}
	}
	return n
}

// Judge finds what every rule that applies says of one platform.
func (h *hearing) Judge(k *vendorfit.Knowledge) vendorfit.Judgement {
	sheet := h.book.deriver.Sheet(h.profile, h.totals, k)
	s := h.sit(&h.bench, k, sheet)
	// One more than applies: Evaluate adds the edition.
	j := vendorfit.Judgement{Edition: sheet.Edition(), Sheet: sheet, Findings: make([]vendorfit.Finding, 0, h.applying()+1)}
	for i := range h.book.rules {
		if !h.terms[i].Applies {
			continue
		}
		if f := h.finding(s, i); f.Outcome != vendorfit.Clear {
			j.Findings = append(j.Findings, f)
		}
	}
	for i := len(h.book.rules); i < len(h.terms); i++ {
		if h.terms[i].Applies {
			j.Findings = append(j.Findings, h.ownFinding(i-len(h.book.rules), k, sheet))
		}
	}
	return j
}

// sit puts a platform before the hearing.
func (h *hearing) sit(s *sitting, k *vendorfit.Knowledge, sheet *derive.Sheet) *sitting {
	s.take(k, sheet)
	h.sitting = s
	return s
}

// finding is what one rule says of the platform before the hearing.
func (h *hearing) finding(s *sitting, i int) vendorfit.Finding {
	r := &h.book.rules[i]
	f := vendorfit.Finding{Rule: r.ID, Kind: r.Kind, Exclude: r.Kind == vendorfit.Gate && r.OnFail == "exclude"}
	view, err := h.view(i)
	if err == nil {
		f.Reads, f.Derived, f.Asked, f.Systems = s.reads(view), view.ids, view.asked, view.systems
		err = h.result(&f, r, view)
	}
	if err != nil {
		h.fail(&f, err)
	}
	return f
}

// result fills in the outcome or the points.
func (h *hearing) result(f *vendorfit.Finding, r *rule, view *view) (err error) {
	switch r.Kind {
	case vendorfit.Gate:
		f.Outcome, err = h.gate(r, view)
	case vendorfit.Risk:
		f.Outcome, err = h.risk(r, view)
	default:
		f.Low, f.Points, f.High, err = h.score(r, view)
	}
	return err
}

// fail makes a finding of a rule that failed on this platform: unknown, over the full range.
func (h *hearing) fail(f *vendorfit.Finding, err error) {
	f.Failed = fmt.Errorf("%s: %w", f.Rule, err)
	switch f.Kind {
	case vendorfit.Gate:
		f.Outcome = vendorfit.ToConfirm
	case vendorfit.Risk:
		f.Outcome = vendorfit.Possible
	default:
		f.Low, f.Points, f.High = 0, vendorfit.ToMicro(h.book.openShare(vendorfit.Unknown)), vendorfit.Million
	}
}

// view is what a rule reads under this profile. Conditions are the profile's alone, so one run on any platform tells it:
// both sides of && and || are run.
func (h *hearing) view(i int) (*view, error) {
	r, e := &h.views[i], h.book.rules[i].body
	if r.done {
		return r, nil
	}
	if r.sites = e.sites; !e.alone {
		var sites []int
		h.record, h.pass = &sites, estimate
		_, err := h.run(e)
		h.record = nil
		if err != nil {
			return nil, err
		}
		r.sites = sites
	}
	h.note(r)
	return r, nil
}

// score runs a score rule, once where everything it reads is settled, else at worst, estimate and best.
func (h *hearing) score(r *rule, view *view) (low, points, high vendorfit.Micro, err error) {
	at, err := h.points(r, view)
	if err != nil {
		return 0, 0, 0, err
	}
	var micro [3]vendorfit.Micro
	for i, x := range at {
		if !finite(x) {
			return 0, 0, 0, errNotANumber
		}
		if micro[i] = vendorfit.ToMicro(x); micro[i] < 0 || micro[i] > vendorfit.Million {
			return 0, 0, 0, fmt.Errorf("%v points are not between 0 and 1", x)
		}
	}
	low, points, high = micro[worst], micro[estimate], micro[best]
	return min(low, points), points, max(high, points), nil
}

func (h *hearing) points(r *rule, view *view) (at [3]float64, err error) {
	if r.body.alone {
		res := h.sitting.at(view.sites[0])
		return [3]float64(res.at[:3]), nil
	}
	open := false
	for _, i := range view.sites {
		open = open || h.sitting.at(i).varies()
	}
	for pass := range at {
		if pass > worst && !open {
			at[pass] = at[worst]
			continue
		}
		h.pass = pass
		x, err := h.run(r.body)
		if err != nil {
			return at, err
		}
		at[pass] = x.(float64)
	}
	return at, nil
}

// gate passes where it holds with everything weak at worst, and fails where it does not hold though everything is true that is
// not sure. Whatever a gate joins with && and ||, it so fails only on sure values that decide it.
func (h *hearing) gate(r *rule, view *view) (vendorfit.Outcome, error) {
	pass, err := h.truth(r, view, worst)
	if err != nil || pass {
		return vendorfit.Pass, err
	}
	could, err := h.truth(r, view, doubted)
	switch {
	case err != nil:
		return vendorfit.ToConfirm, err
	case !could:
		return vendorfit.Fail, nil
	case r.OnUnknown == "eligible" && (h.fits(r, view) || h.onlyUnknown(view)):
		return vendorfit.Pass, nil
	}
	return vendorfit.ToConfirm, nil
}

// fits tells that a gate holds with weak values taken at their word and open ones at their best: where not knowing passes, knowing
// a little that fits must not be worse.
func (h *hearing) fits(r *rule, view *view) bool {
	return r.body.alone && h.sitting.at(view.sites[0]).to != 0
}

// onlyUnknown tells that what keeps a gate from passing is open, and nothing that somebody has seen.
func (h *hearing) onlyUnknown(view *view) bool {
	open := false
	for _, i := range view.sites {
		open = open || h.sitting.at(i).open
	}
	for _, slot := range h.sitting.reads(view) {
		if v := h.sitting.known.At(slot); !v.Open() && !v.Sure() {
			return false
		}
	}
	return open
}

func (h *hearing) truth(r *rule, view *view, pass int) (bool, error) {
	if r.body.alone {
		return h.sitting.at(view.sites[0]).at[pass] != 0, nil
	}
	h.pass = pass
	x, err := h.run(r.body)
	return x == true, err
}

// risk is raised where its condition holds in every pass, possible where it holds in some.
func (h *hearing) risk(r *rule, view *view) (vendorfit.Outcome, error) {
	held := 0
	for _, pass := range []int{worst, estimate, best} {
		holds, err := h.truth(r, view, pass)
		if err != nil {
			return "", err
		}
		if holds {
			held++
		}
	}
	return []vendorfit.Outcome{vendorfit.Clear, vendorfit.Possible, vendorfit.Possible, vendorfit.Raised}[held], nil
}

// again is one platform judged over and over while its values change.
type again struct {
	hearing *hearing
	sitting *sitting
}

// Again judges score rules of one platform once more while the caller changes its values; the edition is held.
func (h *hearing) Again(k *vendorfit.Knowledge) vendorfit.Rejudge {
	s := h.newSitting()
	s.take(k, h.book.deriver.Sheet(h.profile, h.totals, k))
	s.sheet.Edition()
	return &again{hearing: h, sitting: s}
}

// Changed forgets what was worked out from the values, the edition apart.
func (a *again) Changed() {
	a.sitting.sheet.Forget()
	a.sitting.turn++
}

// Points are those of one score rule under the values as they now stand.
func (a *again) Points(term int) (low, estimate, high vendorfit.Micro, reads []vendorfit.Slot) {
	h := a.hearing
	h.sitting = a.sitting
	var f vendorfit.Finding
	if own := term - len(h.book.rules); own >= 0 {
		f = h.ownFinding(own, a.sitting.known, a.sitting.sheet)
	} else {
		f = h.finding(a.sitting, term)
	}
	return f.Low, f.Points, f.High, f.Reads
}
