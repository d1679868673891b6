package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// view shows an evaluation to people.
type view struct {
	*screen
	words *text.Words
	e     *vendorfit.Evaluation
	doc   *web.Document
	shown map[vendorfit.Slot]bool // values whose sources --why has shown
}

// How much of each list is shown; --json has all.
const (
	questionsShown = 6
	assumedShown   = 8
	actionsShown   = 5
	placesShown    = 5 // with all their must-haves
	gatesShown     = 4 // per platform
)

// whole shows the evaluation: the verdict first, or, where the buyer is not ready, why not.
func (v *view) whole() {
	v.head()
	notNow := v.doc.Readiness.Verdict == "notNow"
	if notNow {
		v.readiness()
	}
	v.verdict()
	v.ranking()
	v.gates()
	v.change()
	v.architecture()
	v.questions()
	if !notNow {
		v.readiness()
	}
	v.goal()
	v.assumed()
	v.method()
}

func (v *view) head() {
	title := v.say("Evaluation", "Vurdering")
	if n := v.doc.Profile.Name; n != nil && n.In(v.lang) != "" {
		title = n.In(v.lang)
	}
	v.line(v.paint(bold, cut(visible(title), columns)))
	v.line(v.paint(faint, fmt.Sprintf("%s %s · %s %s, %s %d · seed %d",
		v.say("As of", "Per"), text.Date(v.lang, vendorfit.Date(v.doc.AsOf)), v.say("rule book", "regelbok"),
		v.doc.RuleBook.Name, v.say("revision", "revisjon"), v.doc.RuleBook.Revision, v.doc.Seed)))
}

func (v *view) verdict() {
	v.blank()
	v.line(v.paint(bold, text.Term(v.lang, v.doc.Verdict.Kind)))
	v.text(v.doc.Verdict.Why.In(v.lang))
}

func (v *view) ranking() {
	v.heading("Ranking", "Rangering")
	cols := []column{
		{title: "#", right: true},
		{title: v.say("Platform", "Plattform"), flexible: true},
		{title: v.say("Edition", "Utgave"), flexible: true},
		{title: v.say("Standing", "Status")},
		{title: v.say("Total", "Sum"), right: true},
		{title: v.say("between", "mellom"), right: true},
		{title: v.say("Known", "Kjent"), right: true},
		{title: v.say("First", "Først"), right: true},
	}
	rows := make([][]string, len(v.doc.Ranking))
	for i := range v.doc.Ranking {
		rows[i] = v.rankRow(&v.doc.Ranking[i])
	}
	v.table(cols, rows, func(row, col int, cell string) string {
		if col == 3 {
			return v.paint(standingColour(v.doc.Ranking[row].Standing), cell)
		}
		return cell
	})
	v.item("", v.say(
		"Total: 0 to 100, and between what if every open answer were the worst or the best. Known: share of the weight that rests on firm values. First: how often it comes first when what is not known is drawn at random.",
		"Sum: 0 til 100, og mellom hva hvis alle åpne svar var de dårligste eller de beste. Kjent: andel av vekten som hviler på sikre verdier. Først: hvor ofte den kommer først når det ukjente trekkes tilfeldig."))
}

func (v *view) rankRow(r *web.Ranked) []string {
	edition := "–"
	if r.Edition != nil {
		edition = *r.Edition
	}
	name := v.name(r.Platform)
	if r.Own {
		name += v.say(" (your own)", " (deres egen)")
	}
	first := "–"
	if share, ok := v.doc.Verdict.First[r.Platform]; ok {
		first = strings.Replace(text.Percent(v.lang, share), "under ", "<", 1)
	}
	return []string{
		fmt.Sprint(r.Rank), name, edition, text.Term(v.lang, r.Standing), text.Fixed(v.lang, r.Total.Float(), 1),
		text.Fixed(v.lang, r.Low.Float(), 1) + "–" + text.Fixed(v.lang, r.High.Float(), 1),
		text.Percent(v.lang, r.Coverage.Float()), first,
	}
}

func standingColour(standing string) string {
	switch standing {
	case "eligible":
		return green
	case "excluded":
		return red
	}
	return amber
}

// gates shows the must-haves that fail or are to be confirmed: all of them for the verdict's members and the first places, and
// for others only what excludes them.
func (v *view) gates() {
	opened, hidden := false, false
	for i := range v.e.Ranking {
		r := &v.e.Ranking[i]
		failed, open := v.gateLines(r)
		lines := append(failed, open...)
		if i >= placesShown && !slices.Contains(v.doc.Verdict.Platforms, r.Knowledge.Platform.ID) {
			hidden = hidden || len(open) > 0
			lines = failed
		}
		if len(lines) == 0 {
			continue
		}
		if !opened {
			v.heading("Must-haves that fail or are to be confirmed", "Absolutte krav som ikke er oppfylt eller må bekreftes")
			opened = true
		}
		v.line("  ", v.paint(bold, visible(text.Name(r.Knowledge))))
		v.some("    - ", gatesShown, lines)
	}
	if hidden {
		v.item("  ", v.say("The others have must-haves to be confirmed as well: --why ID shows them", "De andre har også krav som må bekreftes: --why ID viser dem"))
	}
}

// some writes the first of a list, and how many more there are.
func (v *view) some(mark string, most int, lines []string) {
	for i, l := range lines {
		if i == most {
			v.item(strings.Repeat(" ", width(mark)), fmt.Sprintf(v.say("and %d more", "og %d til"), len(lines)-i))
			return
		}
		v.item(mark, l)
	}
}

func (v *view) gateLines(r *vendorfit.Result) (failed, open []string) {
	on := v.on(r)
	for i := range r.Findings {
		f := &r.Findings[i]
		line := text.Term(v.lang, string(f.Outcome)) + ": " + on.Bare(v.lang, f)
		switch {
		case f.Kind != vendorfit.Gate && f.Kind != vendorfit.Edition:
		case f.Lifted != nil && f.Outcome != vendorfit.Pass:
			failed = append(failed, v.say("lifted (", "løftet (")+f.Lifted.By+": "+f.Lifted.Reason+"): "+on.Bare(v.lang, f))
		case f.Outcome == vendorfit.Fail:
			failed = append(failed, line)
		case f.Outcome == vendorfit.ToConfirm:
			open = append(open, line)
		}
	}
	return failed, open
}

// change shows what would take each member out of the verdict.
func (v *view) change() {
	opened := false
	for i := range v.doc.Ranking {
		for _, x := range v.doc.Ranking[i].WouldRemove {
			if !opened {
				v.heading("What would change the verdict", "Hva som ville endret konklusjonen")
				opened = true
			}
			v.item("  - ", x.If.In(v.lang))
		}
	}
}

func (v *view) architecture() {
	if v.doc.Architecture == nil {
		return
	}
	v.heading("Suite or best-of-breed", "Samlet løsning eller spesialiserte løsninger")
	v.text(v.doc.Architecture.Why.In(v.lang))
}

// questions shows the questions that matter most; the letters have them all.
func (v *view) questions() {
	if len(v.doc.Questions) == 0 {
		return
	}
	v.heading("Questions that matter most", "Spørsmålene som betyr mest")
	for i, q := range v.doc.Questions {
		if i == questionsShown {
			break
		}
		v.item("  - ", v.name(q.Platform)+": "+q.Ask.In(v.lang)+v.say(" It could change ", " Det kan endre ")+text.Term(v.lang, q.CouldChange)+".")
	}
	if more := len(v.doc.Questions) - questionsShown; more > 0 {
		v.item("  ", fmt.Sprintf(v.say("and %d more: vendorfit questions PROFILE --platform ID writes the letter to a vendor",
			"og %d til: vendorfit questions PROFIL --platform ID skriver brevet til en leverandør"), more))
	}
}

func (v *view) name(platform string) string { return text.Name(v.result(platform).Knowledge) }

func (v *view) method() {
	v.heading("What these numbers cannot tell", "Det tallene ikke kan si")
	for _, n := range v.doc.Method {
		v.item("  - ", n.Text.In(v.lang))
	}
}
