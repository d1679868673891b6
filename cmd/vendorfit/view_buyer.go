package main

import (
	"fmt"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

func (v *view) readiness() {
	r := &v.doc.Readiness
	v.heading("Are you ready?", "Er dere klare?")
	v.text(r.Label.In(v.lang) + ". " + r.Text.In(v.lang))
	for _, group := range [][]web.Statement{r.Reasons, r.Diagnosis, r.Checks, r.Effects} {
		for _, s := range group {
			v.item("  - ", s.Text.In(v.lang))
		}
	}
	if len(r.Actions) > 0 {
		v.text(v.say("Do first:", "Gjør først:"))
	}
	actions := make([]string, len(r.Actions))
	for i, a := range r.Actions {
		actions[i] = a.Text.In(v.lang)
	}
	v.some("  - ", actionsShown, actions)
}

// goal shows the key figures that will tell whether the choice was right, with what they lack.
func (v *view) goal() {
	if len(v.doc.KPIs) == 0 {
		return
	}
	v.heading("How you will know that it worked", "Slik vet dere at dere lyktes")
	for _, k := range v.doc.KPIs {
		v.item("  - ", v.kpi(&k))
	}
}

func (v *view) kpi(k *web.KPI) string {
	line := k.Name.In(v.lang)
	if k.Target != nil {
		line += ": " + v.figure(k.Unit, *k.Target)
	}
	if k.Due != "" {
		line += v.say(" by ", " innen ") + text.Date(v.lang, vendorfit.Date(k.Due))
	}
	if k.Baseline != nil {
		line += v.say(", today ", ", i dag ") + v.figure(k.Unit, *k.Baseline)
	}
	if k.Owner != nil {
		line += v.say("; owner: ", "; eier: ") + k.Owner.In(v.lang)
	}
	if len(k.Missing) == 0 {
		return line
	}
	names := map[string]vendorfit.Text{
		"baseline": {En: "where you stand today", Nb: "hvor dere står i dag"}, "due": {En: "a date", Nb: "en dato"},
		"owner": {En: "an owner", Nb: "en eier"}, "review": {En: "a quarterly follow-up", Nb: "oppfølging hvert kvartal"},
	}
	missing := make([]string, len(k.Missing))
	for i, m := range k.Missing {
		missing[i] = names[m].In(v.lang)
	}
	return line + v.say("; still missing: ", "; mangler ennå: ") + text.List(v.lang, missing)
}

// figure is the value of a key figure in its unit; money is in the profile's currency.
func (v *view) figure(unit string, x float64) string {
	if unit == "money" {
		return text.Money(v.lang, x, v.e.Hearing.Profile().Commercial.Currency)
	}
	n := text.Number(v.lang, x, 2)
	if label, ok := v.words.Label("goals.kpis[].unit", unit); ok && unit != "number" {
		n += " " + label.In(v.lang)
	}
	return n
}

func (v *view) assumed() {
	if len(v.doc.Ignored) > 0 {
		v.heading("Answers that were not used", "Svar som ikke ble brukt")
		v.text(v.say("Given your other answers these would not have been asked:", "Gitt de andre svarene ville dere ikke blitt spurt om dette:"))
		for _, pointer := range v.doc.Ignored {
			v.item("  - ", v.words.AskedAt(pointer).In(v.lang))
		}
	}
	if len(v.doc.Assumed) == 0 {
		return
	}
	v.heading("Assumed, because you did not say", "Antatt, fordi dere ikke svarte")
	for i, a := range v.doc.Assumed {
		if i == assumedShown {
			v.item("  ", fmt.Sprintf(v.say("and %d more; --json lists them all", "og %d til; --json viser alle"), len(v.doc.Assumed)-i))
			break
		}
		v.item("  - ", answered(a.Label.In(v.lang), a.Text.In(v.lang)))
	}
}

// answered puts an answer after its question, which may be a sentence or a label.
func answered(question, answer string) string {
	if strings.HasSuffix(question, "?") {
		return question + " " + text.Sentence(answer)
	}
	return question + ": " + answer
}
