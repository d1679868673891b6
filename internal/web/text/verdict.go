package text

import (
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Outcome words the verdict of an evaluation and what would change it.
type Outcome struct {
	*Words
	E *vendorfit.Evaluation
}

func (o Outcome) on(r *vendorfit.Result) Case {
	return Case{Words: o.Words, Hearing: o.E.Hearing, Result: r}
}

func (o Outcome) result(platform string) *vendorfit.Result {
	i := slices.IndexFunc(o.E.Ranking, func(r vendorfit.Result) bool { return r.Knowledge.Platform.ID == platform })
	return &o.E.Ranking[i]
}

func (o Outcome) name(platform string) string { return Name(o.result(platform).Knowledge) }

func (o Outcome) names(l vendorfit.Lang, platforms []string) string {
	items := make([]string, len(platforms))
	for i, p := range platforms {
		items[i] = o.name(p)
	}
	return List(l, items)
}

// Why says in a few sentences what the verdict is, why it is no firmer, and what would settle it.
func (o Outcome) Why(l vendorfit.Lang) string {
	v := &o.E.Verdict
	var s []string
	switch {
	case v.Kind == vendorfit.NoneEligible:
		s = o.none(l)
	case v.Kind == vendorfit.NotEnoughKnown:
		s = o.unclear(l)
	case v.Kind == vendorfit.Recommended:
		s = o.recommended(l)
	case len(v.Platforms) == 1:
		s = o.alone(l)
	default:
		s = o.several(l)
	}
	if len(v.Among) > 0 {
		s = append(s, pick(l, "This holds among the platforms that were chosen for the evaluation, not among all.",
			"Dette gjelder blant plattformene som ble valgt ut for vurderingen, ikke blant alle."))
	}
	return strings.Join(s, " ")
}

func (o Outcome) recommended(l vendorfit.Lang) []string {
	v := &o.E.Verdict
	id := v.Platforms[0]
	s := []string{
		o.name(id) + pick(l, " is recommended.", " anbefales."),
		pick(l, "It comes first in ", "Den kommer først i ") + Percent(l, v.First[id]) +
			pick(l, " of the draws over what is not known, and still leads when any one weight is raised or lowered by a fifth.",
				" av trekningene over det som ikke er kjent, og leder også når en hvilken som helst vekt økes eller senkes med en femtedel."),
	}
	return append(s, o.condition(l, id)...)
}

// condition says what a platform that is eligible on a condition needs.
func (o Outcome) condition(l vendorfit.Lang, id string) []string {
	r := o.result(id)
	if r.Standing != vendorfit.Conditional {
		return nil
	}
	return []string{pick(l, "It is eligible on a condition: ", "Den er aktuell på et vilkår: ") +
		strings.Join(o.gates(l, r, vendorfit.Fail), "; ") + "."}
}

func (o Outcome) alone(l vendorfit.Lang) []string {
	v := &o.E.Verdict
	id := v.Platforms[0]
	s := []string{
		o.name(id) + pick(l, " leads, but it is not a recommendation yet.", " leder, men er ikke en anbefaling ennå."),
		pick(l, "It comes first in ", "Den kommer først i ") + Percent(l, v.First[id]) +
			pick(l, " of the draws over what is not known.", " av trekningene over det som ikke er kjent."),
	}
	if len(v.Confirm) > 0 {
		s = append(s, pick(l, "To be confirmed with the vendor first: ", "Må først bekreftes med leverandøren: ")+
			strings.Join(o.gates(l, o.result(id), vendorfit.ToConfirm), "; ")+".")
	}
	if len(v.Rivals) > 0 {
		s = append(s, pick(l, "One weight raised or lowered by a fifth would put ", "Én vekt økt eller senket med en femtedel ville satt ")+
			o.names(l, v.Rivals)+pick(l, " ahead; agree on what matters most before you choose.",
			" foran; bli enige om hva som betyr mest, før dere velger."))
	}
	return append(s, o.condition(l, id)...)
}

func (o Outcome) several(l vendorfit.Lang) []string {
	v := &o.E.Verdict
	s := []string{
		pick(l, "What is known does not tell ", "Det som er kjent, skiller ikke ") + o.names(l, v.Platforms) +
			pick(l, " apart.", " fra hverandre."),
		o.odds(l) + pick(l, ". That is not enough to name one: what is not known of them could turn the order.",
			". Det er ikke nok til å peke ut én: det som ikke er kjent om dem, kan snu rekkefølgen."),
	}
	if settle := o.settle(l, v.Platforms); settle != "" {
		s = append(s, pick(l, "What would settle it is answers about ", "Det som ville avgjort det, er svar om ")+settle+".")
	}
	switch open := o.unconfirmed(v.Platforms); {
	case len(open) == 0:
		return s
	case len(open) == len(v.Platforms):
		return append(s, pick(l, "All of them also have must-haves to be confirmed.", "Alle har dessuten absolutte krav som må bekreftes."))
	default:
		return append(s, pick(l, "There are also must-haves to be confirmed of ", "Absolutte krav må dessuten bekreftes for ")+o.names(l, open)+".")
	}
}

// odds says how often each member comes first.
func (o Outcome) odds(l vendorfit.Lang) string {
	v := &o.E.Verdict
	items := make([]string, len(v.Platforms))
	for i, id := range v.Platforms {
		items[i] = o.name(id) + pick(l, " in ", " i ") + Percent(l, v.First[id])
	}
	return pick(l, "In the draws over what is not known, first place goes to ", "I trekningene over det som ikke er kjent, går førsteplassen til ") +
		List(l, items)
}

// settleShown is how many open values are named per member in the verdict's own sentence; the questions have them all.
const settleShown = 2

// settle names, per member, the open values that weigh most.
func (o Outcome) settle(l vendorfit.Lang, platforms []string) string {
	var parts []string
	for _, id := range platforms {
		var what []string
		for _, q := range o.E.Opens {
			if q.Platform == id && len(what) < settleShown {
				what = append(what, o.Called(l, o.Book.Places()[q.Slot]))
			}
		}
		if len(what) > 0 {
			parts = append(parts, o.name(id)+" ("+strings.Join(what, ", ")+")")
		}
	}
	return List(l, parts)
}

func (o Outcome) unconfirmed(platforms []string) []string {
	return slices.DeleteFunc(slices.Clone(platforms), func(id string) bool {
		return o.result(id).Standing != vendorfit.Unconfirmed
	})
}

func (o Outcome) unclear(l vendorfit.Lang) []string {
	v := &o.E.Verdict
	n := Number(l, float64(len(v.Platforms)), 0)
	return []string{
		pick(l, "Not enough is known to choose.", "For lite er kjent til å velge."),
		pick(l, "First place could go to any of ", "Førsteplassen kan gå til hvilken som helst av ") + n +
			pick(l, " platforms, and that is no shortlist: ", " plattformer, og det er ingen kortliste: ") + o.names(l, v.Platforms) + ".",
		pick(l, "Send the vendors the questions, or look up what they ask about; each answer narrows the field.",
			"Send spørsmålene til leverandørene, eller undersøk selv det de handler om; hvert svar snevrer inn feltet."),
	}
}

// reasonsShown is how many failed must-haves are named per platform where all are excluded.
const reasonsShown = 2

func few(l vendorfit.Lang, reasons []string) []string {
	if more := len(reasons) - reasonsShown; more > 0 {
		return append(reasons[:reasonsShown:reasonsShown], pick(l, "and ", "og ")+Number(l, float64(more), 0)+pick(l, " more", " til"))
	}
	return reasons
}

// nearestShown is how many excluded platforms are named where all are excluded.
const nearestShown = 3

func (o Outcome) none(l vendorfit.Lang) []string {
	var near []string
	for i := range o.E.Ranking {
		r := &o.E.Ranking[i]
		if len(near) == nearestShown {
			break
		}
		near = append(near, Name(r.Knowledge)+" ("+strings.Join(few(l, o.gates(l, r, vendorfit.Fail)), "; ")+")")
	}
	return []string{
		pick(l, "No platform meets every must-have.", "Ingen plattform oppfyller alle absolutte krav."),
		pick(l, "Those that would otherwise score highest fail on: ", "De som ellers ville fått flest poeng, faller på: ") +
			strings.Join(near, "; ") + ".",
		pick(l, "Look again at whether each of these must be a must, or bring in other platforms. A gate can be lifted with a reason, which the result then shows.",
			"Se på nytt om hvert av disse må være absolutt, eller ta inn andre plattformer. Et krav kan løftes med en begrunnelse, som da vises i resultatet."),
	}
}

// gates are the reasons of a platform's gates with one outcome, those lifted left out, without the name of the platform.
func (o Outcome) gates(l vendorfit.Lang, r *vendorfit.Result, outcome vendorfit.Outcome) []string {
	on := o.on(r)
	var out []string
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Outcome == outcome && f.Lifted == nil && (f.Kind == vendorfit.Gate || f.Kind == vendorfit.Edition) {
			out = append(out, on.Bare(l, f))
		}
	}
	return out
}

// Bare is the reason of a finding as it stands after a colon, without the platform's name in front.
func (c Case) Bare(l vendorfit.Lang, f *vendorfit.Finding) string {
	why, named := strings.CutPrefix(c.Why(l, f), c.Name()+": ")
	if !named && strings.HasPrefix(why, c.Name()) {
		return why // the sentence is about the platform
	}
	return Mid(why)
}

// Removal says what would take a platform out of the verdict.
func (c Case) Removal(l vendorfit.Lang, x vendorfit.Removal) string {
	what := c.Attribute(l, c.Book.Places()[x.Slot]) + " (" + c.Standing(l, x.Slot) + "): "
	if x.Gate != "" {
		return what + pick(l, "if this does not meet the must-have, ", "hvis dette ikke oppfyller det absolutte kravet, er ") + c.Name() +
			pick(l, " is out", " ute")
	}
	loss := Number(l, float64(x.Loss)/float64(vendorfit.UnitsPerPoint), 1)
	unit := pick(l, " points", " poeng")
	if loss == "1" {
		unit = pick(l, " point", " poeng")
	}
	return what + pick(l, "the worst answer would cost ", "det dårligste svaret ville kostet ") + c.Name() + " " + loss + unit
}

// Standing is what is known at a slot, and what is wrong with it: a state, or a value with why it is not firm.
func (c Case) Standing(l vendorfit.Lang, s vendorfit.Slot) string {
	v := c.Result.Knowledge.At(s)
	said := c.At(l, s)
	switch {
	case v.State == vendorfit.Stale:
		return said + pick(l, ", not checked lately", ", ikke kontrollert i det siste")
	case v.Soft():
		return said + pick(l, ", weakly documented", ", svakt dokumentert")
	}
	return said
}
