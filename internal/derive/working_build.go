package derive

import "strings"

// architecture is what an answer to suite or best-of-breed is called.
func (w *speaker) architectureName(code string) string {
	if d := w.deriver.book.Declaration("architecture"); d != nil {
		return w.label(d.Codes, code)
	}
	return code
}

var refusals = map[string][2]string{
	"maturity": {"not advisable: it asks for more integration maturity than there is", "ikke tilrådelig: den krever mer integrasjonsmodenhet enn det som finnes"},
	"coverage": {"not advisable: it covers too little of the areas", "ikke tilrådelig: den dekker for lite av områdene"},
	"cost":     {"not advisable: it is certain to exceed the budget", "ikke tilrådelig: den sprenger budsjettet uansett"},
}

// measures words one variant.
func (w *speaker) measures(v *Variant) string {
	effort := w.say("effort not weighed without a budget", "innsatsen er ikke vektet uten budsjett")
	if !v.EffortOpen {
		effort = w.say("effort %s", "innsats %s", w.percent(v.E))
	}
	text := w.say("%s %s (coverage %s, %s for %s days, maturity gap %s, lock-in %s, contracts %s)",
		"%s %s (dekning %s, %s for %s dager, modenhetsgap %s, innlåsing %s, avtaler %s)", w.architectureName(v.Name), w.fixed(v.U, 3),
		w.percent(v.C), effort, w.whole(v.Days), w.n(v.G), w.percent(v.L), w.n(v.V))
	if why, ok := refusals[v.Refusal]; ok {
		text += ", " + w.say(why[0], why[1])
	}
	return text
}

func (w *speaker) workVariants() string {
	w.at(idVariants)
	var all []string
	for i := range w.variants[likely] {
		all = append(all, w.measures(&w.variants[likely][i]))
	}
	return strings.Join(all, "; ") + "."
}

// verdict words an answer.
func (w *speaker) verdict(verdict string, close []string) string {
	if len(close) == 2 {
		return w.say("%s and %s are about as good; the first asks for no more integration maturity", "%s og %s er omtrent like gode; den første krever ikke mer integrasjonsmodenhet",
			w.architectureName(close[0]), w.architectureName(close[1]))
	}
	return w.architectureName(verdict)
}

func (w *speaker) workArchitecture() string {
	a := w.chosen(likely)
	return w.verdict(a.Verdict, a.Close) + ". " + w.workVariants()
}

func (w *speaker) workFirm() string {
	if w.at(idArchitectureFirm).at[likely] == 1 {
		return w.say("The verdict is the same whatever the open values are.", "Konklusjonen er den samme uansett hva de åpne verdiene er.")
	}
	good, bad := w.chosen(softBest), w.chosen(softWorst)
	return w.say("With every open value at its best: %s. At its worst: %s.", "Med alle åpne verdier på sitt beste: %s. På sitt dårligste: %s.",
		w.verdict(good.Verdict, good.Close), w.verdict(bad.Verdict, bad.Close))
}

func (w *speaker) workTips() string {
	tips := w.tips()
	if len(tips) == 0 {
		return w.say("None of the changes that were tried gives another verdict.", "Ingen av endringene som er prøvd, gir en annen konklusjon.")
	}
	t := &tips[0]
	var change string
	switch t.Change {
	case "maturity":
		change = w.say("one level more of integration maturity", "ett nivå høyere integrasjonsmodenhet")
	case "keep":
		change = w.say("keeping %s", "å beholde %s", w.system(w.totals.system(t.System)))
	case "replace":
		change = w.say("replacing %s", "å erstatte %s", w.system(w.totals.system(t.System)))
	default:
		change = w.say("no stated preference", "ingen uttalt preferanse")
	}
	return w.say("What would give another verdict: %s. Then: %s.", "Det som ville gitt en annen konklusjon: %s. Da: %s.", change, w.verdict(t.Verdict, t.Close))
}
