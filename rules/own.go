package rules

import (
	"slices"
	"strconv"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// ownSub is the sub-criterion under which the buyer's own requirements score.
const ownSub = "own.requirements"

func ownRule(i int) string { return "own." + strconv.Itoa(i+1) }

// ownTerms are the terms of the buyer's own requirements, in the profile's order: a must is a gate, the others score with the
// weight of their level.
func (h *hearing) ownTerms() []vendorfit.Term {
	terms := make([]vendorfit.Term, len(h.profile.Requirements))
	for i, r := range h.profile.Requirements {
		t := vendorfit.Term{Rule: ownRule(i), Kind: vendorfit.Gate, Applies: true, Level: 3, Own: true}
		if r.Level != "must" {
			t.Kind, t.Criterion, t.Weight = vendorfit.Score, ownSub, vendorfit.ToMicro(needLevel(h.book.Book, r.Level))
		}
		terms[i] = t
	}
	return terms
}

// ownFinding is what the buyer's own requirement at index i says of a platform.
func (h *hearing) ownFinding(i int, k *vendorfit.Knowledge, sheet *derive.Sheet) vendorfit.Finding {
	o := h.own(&h.profile.Requirements[i], k, sheet)
	f := vendorfit.Finding{Rule: ownRule(i), Kind: vendorfit.Score, Reads: o.slots}
	if o.asked != nil {
		f.Asked = vendorfit.Asked{Attribute: o.attribute.ID, Code: o.asked.Code}
	}
	if o.Level == "must" {
		f.Kind = vendorfit.Gate
		f.Outcome, f.Exclude = o.gate()
		return f
	}
	r := o.over((*own).points)
	f.Points = vendorfit.ToMicro(r.at[estimate])
	f.Low, f.High = min(f.Points, vendorfit.ToMicro(r.at[worst])), max(f.Points, vendorfit.ToMicro(r.at[best]))
	return f
}

// own is a requirement of the buyer's own, held against one platform.
type own struct {
	*vendorfit.Requirement
	sitting
	attribute *vendorfit.Attribute
	codes     []string         // that is, oneOf or noneOf name
	slots     []vendorfit.Slot // of a set or of the languages those of the members named
	asked     *vendorfit.Code  // of a vocabulary: the least that will do
}

func (h *hearing) own(r *vendorfit.Requirement, k *vendorfit.Knowledge, sheet *derive.Sheet) *own {
	o := &own{Requirement: r, sitting: sitting{hearing: h, known: k, sheet: sheet}, attribute: h.book.Attribute(r.Attribute)}
	if o.attribute == nil { // no valid profile names what the book does not have
		o.attribute = &vendorfit.Attribute{ID: r.Attribute}
	}
	switch {
	case r.Is != "":
		o.codes = []string{r.Is}
	case o.ruledOut():
		o.codes = r.NoneOf
	default:
		o.codes = r.OneOf
	}
	if o.attribute.Members() == nil {
		o.slots, o.asked = addSlot(nil, h.book.Slot(r.Attribute)), o.least()
		return o
	}
	for _, member := range o.codes {
		o.slots = addSlot(o.slots, h.book.MemberSlot(r.Attribute, member))
	}
	return o
}

// ruledOut tells that the requirement names what must not be.
func (o *own) ruledOut() bool { return o.NoneOf != nil }

// least is the code with the fewest points among those that will do: the ones asked for, or the ones that are not ruled out.
func (o *own) least() *vendorfit.Code {
	var least *vendorfit.Code
	for i := range o.attribute.Vocab {
		c := &o.attribute.Vocab[i]
		if slices.Contains(o.codes, c.Code) != o.ruledOut() && (least == nil || c.Points < least.Points) {
			least = c
		}
	}
	return least
}

// gate is the outcome of a must: it passes on firm values alone, fails on sure ones alone, and is to be confirmed on anything
// weaker.
func (o *own) gate() (outcome vendorfit.Outcome, exclude bool) {
	r := o.over((*own).truth)
	switch {
	case r.at[worst] != 0:
		return vendorfit.Pass, true
	case r.at[doubted] == 0:
		return vendorfit.Fail, !o.canBeBought()
	}
	return vendorfit.ToConfirm, true
}

// canBeBought tells that what is to be included can be had all the same: in a higher edition than the one at hand, or as an
// add-on. That makes the platform conditional: excluding it would hold against a vendor what the buyer need only buy.
func (o *own) canBeBought() bool {
	v := o.known.At(o.hearing.book.Slot(o.Attribute))
	return o.attribute.Type == "access" && v.Has() && (v.Access.Included > o.rank() || v.Access.AddOn >= 0)
}

func (o *own) rank() int { return int(o.sheet.Number(o.hearing.book.edition).Estimate) }

// over is what the requirement comes to on all its values: the best of them, since any one will do; of what is ruled out the
// worst, since none may be there. Each value stands at its own worst, estimate and best.
func (o *own) over(of func(*own, *vendorfit.Value) results) results {
	if len(o.slots) == 0 {
		return of(o, o.known.At(vendorfit.NoSlot))
	}
	all := of(o, o.known.At(o.slots[0]))
	for _, s := range o.slots[1:] {
		r := of(o, o.known.At(s))
		for pass := range all.at {
			if o.ruledOut() {
				all.at[pass] = min(all.at[pass], r.at[pass])
			} else {
				all.at[pass] = max(all.at[pass], r.at[pass])
			}
		}
	}
	return all
}

// truth tells whether one value meets the requirement. A range counts at its worse end.
func (o *own) truth(v *vendorfit.Value) results {
	switch {
	case o.AtLeast != nil || o.AtMost != nil:
		low, high, ok := o.number(v)
		if !ok {
			v = notStated
		}
		return truthOf(v, o.AtLeast != nil && low >= *o.AtLeast || o.AtMost != nil && high <= *o.AtMost, false)
	case o.attribute.Type == "access":
		return truthOf(v, o.sold(v), false)
	case o.attribute.Type == "set":
		return truthOf(v, !o.ruledOut(), o.ruledOut())
	case o.attribute.Type == "language":
		if v.Has() && v.Points < o.hearing.book.Number("language.offered") {
			v = notStated // documentation or help in a language says nothing sure of the interface
		}
		return truthOf(v, !o.ruledOut(), o.ruledOut())
	}
	return truthOf(v, slices.Contains(o.codes, v.Code) != o.ruledOut(), o.ruledOut())
}

// notStated is a value of which nothing is known where it is asked for, as at an edition whose limit is not stated.
var notStated = &vendorfit.Value{State: vendorfit.Unknown}

// sold tells whether the platform has it as asked: included in the edition to be bought, or to be had in any way.
func (o *own) sold(v *vendorfit.Value) bool {
	x := v.Access
	if o.Is == "obtainable" {
		return x.Included >= 0 || x.AddOn >= 0
	}
	return x.Included >= 0 && x.Included <= o.rank()
}

// points say how far one value meets the requirement, 0..1.
func (o *own) points(v *vendorfit.Value) results {
	switch {
	case o.AtLeast != nil:
		return o.span(v, func(x float64) float64 { return enough(x, *o.AtLeast) })
	case o.AtMost != nil:
		return o.span(v, func(x float64) float64 { return notAbove(x, *o.AtMost) })
	case o.attribute.Type == "access":
		return o.fact(v, o.accessPoints(v), 0, 1)
	case o.attribute.Type == "language" && !o.ruledOut():
		return o.pointsOf(v, o.attribute, 1)
	case o.asked == nil:
		return o.yesOrNo(v)
	case o.asked.Points <= 0:
		return same(1) // nothing has fewer points, so that everything meets it
	}
	return o.pointsOf(v, o.attribute, o.asked.Points)
}

// notAbove is how far a number stays below a limit: 1 up to it, and falling above.
func notAbove(x, most float64) float64 {
	if x <= most {
		return 1
	}
	return clamp(most / x)
}

// yesOrNo is 1 or 0 where codes have no points. An open value counts from 0, also where something is ruled out: silence never
// pays.
func (o *own) yesOrNo(v *vendorfit.Value) results {
	if v.Open() {
		return between(0, 1, o.hearing.book.openShare(v.State))
	}
	x := o.truth(v).at[estimate]
	if v.Soft() {
		return spread(0, x, 1)
	}
	return same(x)
}

// span is what a number comes to, a range at its two ends.
func (o *own) span(v *vendorfit.Value, of func(float64) float64) results {
	low, high, ok := o.number(v)
	if !ok {
		v = notStated
	}
	r := o.fact(v, of((low+high)/2), 0, 1)
	if v.Open() || v.Denied || v.Soft() {
		return r
	}
	a, b := of(low), of(high)
	return spread(min(a, b), r.at[estimate], max(a, b))
}
