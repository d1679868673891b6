package rules

import (
	"fmt"
	"math"

	"github.com/expr-lang/expr/vm"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// hearing is one profile before the book: settled, with everything worked out that does not depend on a platform.
type hearing struct {
	book *Book
	settlement
	totals      *derive.Totals
	answered    vendorfit.ReadinessResult
	terms       []vendorfit.Term
	multipliers map[string]vendorfit.Micro
	bindings    []binding // by site
	views       []view    // by rule
	machine     *vm.VM
	bench       sitting // of Judge

	// What the functions of the programs speak of while one runs.
	sitting *sitting
	pass    int
	record  *[]int
}

// Hear settles a profile and works out which rules apply to it, with which weight. The error is of kind internal: a book whose
// expressions come to nothing under this profile.
func (b *Book) Hear(p *vendorfit.Profile) (vendorfit.Hearing, error) {
	return b.hear(p)
}

func (b *Book) hear(p *vendorfit.Profile) (*hearing, error) {
	s, err := b.form.settle(p)
	if err != nil {
		return nil, err
	}
	h := &hearing{
		book: b, settlement: s, totals: b.deriver.Totals(s.profile), machine: newMachine(), multipliers: map[string]vendorfit.Micro{},
		bindings: make([]binding, len(b.sites)), views: make([]view, len(b.rules)),
	}
	b.form.names.addTotals(h.vars, b.Book, h.totals.Value)
	b.form.names.addMoney(h.vars, s.profile, moneyOf(b.Book, s.profile))
	h.vars[factFunction], h.vars[truthFunction] = h.fact, h.holds
	h.bench = *h.newSitting()
	if h.answered, err = b.ready.assess(p, s.profile, h.vars); err != nil {
		return nil, err
	}
	if err := h.weigh(); err != nil {
		return nil, err
	}
	return h, nil
}

func newMachine() *vm.VM { return &vm.VM{MemoryBudget: memory} }

func (h *hearing) newSitting() *sitting {
	n := len(h.book.sites)
	return &sitting{hearing: h, results: make([]results, n), asked: make([]uint32, n)}
}

// run runs a program on the hearing's own machine. After an error the machine is dropped: it keeps what the failed run took.
func (h *hearing) run(e *expression) (any, error) {
	x, err := e.runOn(h.machine, h.vars)
	if err != nil {
		h.machine = newMachine()
	}
	return x, err
}

// fact is the number of a site in the pass that runs.
func (h *hearing) fact(i int) float64 {
	if h.record != nil {
		*h.record = append(*h.record, i)
	}
	return h.sitting.at(i).at[h.pass]
}

// holds is the truth of a site in the pass that runs.
func (h *hearing) holds(i int) bool { return h.fact(i) != 0 }

// weigh finds the terms and the multipliers.
func (h *hearing) weigh() error {
	for i := range h.book.Criteria {
		m, err := h.weight(h.book.multipliers[i], "the multiplier of "+h.book.Criteria[i].ID, "multiplikatoren til "+h.book.Criteria[i].ID)
		if err != nil {
			return err
		}
		h.multipliers[h.book.Criteria[i].ID] = m
	}
	h.terms = make([]vendorfit.Term, len(h.book.rules), len(h.book.rules)+len(h.profile.Requirements))
	for i := range h.book.rules {
		if err := h.term(&h.book.rules[i], &h.terms[i]); err != nil {
			return err
		}
	}
	h.terms = append(h.terms, h.ownTerms()...)
	return nil
}

// term says how one rule stands to the profile.
func (h *hearing) term(r *rule, t *vendorfit.Term) error {
	*t = vendorfit.Term{Rule: r.ID, Kind: r.Kind, Criterion: r.Criterion, Blind: r.General}
	applies, err := h.run(r.applies)
	if err != nil {
		return unweighed("whether "+r.ID+" applies", "om "+r.ID+" gjelder", err)
	}
	t.Applies = applies == true
	if r.Kind != vendorfit.Score {
		return nil
	}
	t.Level = h.level(r.applies.needs)
	if t.Applies {
		t.Weight, err = h.weight(r.weight, "the weight of "+r.ID, "vekten til "+r.ID)
	}
	return err
}

// level is the highest level of the needs that stand in a rule's applies, 3 where none does, or where the rule applies though
// they are all none: an early question called for it.
func (h *hearing) level(needs []string) int {
	highest := 0.0
	for _, key := range needs {
		highest = max(highest, h.vars[needPrefix+key].(float64))
	}
	if highest <= 0 {
		return 3
	}
	return int(highest)
}

// mostWeight is the largest weight and the largest multiplier: sums of them stay exact.
const mostWeight = 1e6

func (h *hearing) weight(e *expression, en, nb string) (vendorfit.Micro, error) {
	x, err := h.run(e)
	if err != nil {
		return 0, unweighed(en, nb, err)
	}
	if w := x.(float64); w >= 0 && w <= mostWeight {
		return vendorfit.ToMicro(w), nil
	}
	return 0, unweighed(en, nb, fmt.Errorf("%v is not between 0 and %v", x, mostWeight))
}

func unweighed(en, nb string, cause error) error {
	return &vendorfit.Error{Kind: vendorfit.Internal, Cause: cause, Message: vendorfit.Text{
		En: "the rule book cannot tell " + en + " for this profile; the rule must be mended",
		Nb: "regelboken kan ikke avgjøre " + nb + " for denne profilen; regelen må rettes",
	}}
}

// Profile is the settled profile.
func (h *hearing) Profile() *vendorfit.Profile { return h.profile }

// Assumed lists the defaults that were used.
func (h *hearing) Assumed() []vendorfit.Assumption { return h.assumed }

// Ignored are the pointers of answers that this profile would not have been asked for.
func (h *hearing) Ignored() []string { return h.ignored }

// Terms are one per rule in the order of the book, then the buyer's own requirements.
func (h *hearing) Terms() []vendorfit.Term { return h.terms }

// Multiplier is that of a criterion of the top level.
func (h *hearing) Multiplier(criterion string) vendorfit.Micro { return h.multipliers[criterion] }

// Readiness says whether the buyer is ready.
func (h *hearing) Readiness() vendorfit.ReadinessResult {
	r := h.answered
	r.Weights = h.weightEffects()
	return r
}

// Total is a total of the profile: a float64, bool, string or []string.
func (h *hearing) Total(id string) any { return h.totals.Value(id) }

// finite tells a number from NaN and the infinities.
func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
