package web

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// Markdown is the letter as a buyer would send it, in one language. The date to answer by is left blank for the buyer.
func (t *Letter) Markdown(l vendorfit.Lang) string {
	w := &letterWriter{l: l}
	name, to := plainText(t.Name), plainText(cmp.Or(t.Vendor, t.Name))
	w.line("# ", w.say("Questions about ", "Spørsmål om "), name)
	w.line(text.Date(l, vendorfit.Date(t.AsOf)))
	w.line(w.say("To ", "Til "), to)
	w.line(w.say(
		"We are choosing a CRM platform, and "+name+" is one of those we are considering. We have read what you publish. What follows is what we did not find there, or could not be sure of, and what it would take to judge your product fairly.",
		"Vi skal velge CRM-plattform, og "+name+" er en av dem vi vurderer. Vi har lest det dere publiserer. Her er det vi ikke fant der, eller ikke kunne være sikre på, og som skal til for å vurdere produktet deres rettferdig."))
	w.line(w.say(
		fmt.Sprintf("A plain no helps you as well as us: we plan for it. A question without an answer after %d days counts as the least favourable answer.", t.AnswerDays),
		fmt.Sprintf("Et tydelig nei hjelper både dere og oss: da planlegger vi for det. Et spørsmål uten svar etter %d dager regnes som det minst gunstige svaret.", t.AnswerDays)))
	for _, g := range t.Groups {
		w.heading(g.Label.In(l))
		for _, q := range g.Questions {
			w.question(q)
		}
	}
	w.systems(t.Systems)
	w.own(t.Requirements)
	w.how()
	return w.out.String()
}

type letterWriter struct {
	l   vendorfit.Lang
	out strings.Builder
	n   int // questions so far
}

func (w *letterWriter) say(en, nb string) string { return vendorfit.Text{En: en, Nb: nb}.In(w.l) }

// line writes a paragraph.
func (w *letterWriter) line(parts ...string) {
	if w.out.Len() > 0 {
		w.out.WriteString("\n")
	}
	w.out.WriteString(strings.Join(parts, "") + "\n")
}

func (w *letterWriter) heading(label string) { w.line("## ", label) }

// numbered writes a question under the next number. Numbers run through the whole letter, so that an answer can name one.
func (w *letterWriter) numbered(label, ask string) {
	w.n++
	w.line(fmt.Sprintf("%d. **%s.** %s", w.n, plainText(label), plainText(ask)))
}

func (w *letterWriter) question(q LetterQuestion) {
	ask := q.Ask.In(w.l)
	if len(q.Open) > 0 {
		names := make([]string, len(q.Open))
		for i, o := range q.Open {
			names[i] = o.In(w.l)
		}
		ask += w.say(" We do not know about: ", " Vi vet ikke om: ") + text.List(w.l, names) + "."
	}
	if q.Declined != "" {
		ask += w.say(" (We asked on ", " (Vi spurte ") + text.Date(w.l, vendorfit.Date(q.Declined)) +
			w.say(" and have had no answer; it now counts as the least favourable.)", " og har ikke fått svar; det regnes nå som det minst gunstige.)")
	}
	w.numbered(q.Label.In(w.l), ask)
}

func (w *letterWriter) systems(list []LetterSystem) {
	if len(list) == 0 {
		return
	}
	w.heading(w.say("Systems that stay with us", "Systemer vi beholder"))
	for _, s := range list {
		w.numbered(text.Sentence(s.Name.In(w.l)), s.Ask.In(w.l))
	}
}

func (w *letterWriter) own(list []LetterOwn) {
	if len(list) == 0 {
		return
	}
	w.heading(w.say("Our own requirements", "Våre egne krav"))
	levels := map[string]vendorfit.Text{
		"must": {En: "Must", Nb: "Må"}, "should": {En: "Should", Nb: "Bør"}, "could": {En: "Could", Nb: "Kan"},
	}
	for _, r := range list {
		w.numbered(levels[r.Level].In(w.l), strings.TrimRight(r.Text.In(w.l), ".")+" ("+r.Condition.In(w.l)+"). "+
			w.say("Do you meet this today, and where is it documented?", "Oppfyller dere dette i dag, og hvor er det dokumentert?"))
	}
}

func (w *letterWriter) how() {
	w.heading(w.say("How to answer", "Slik svarer dere"))
	for _, s := range []vendorfit.Text{
		{En: "Answer by number, in writing, by ____________________.", Nb: "Svar skriftlig, med nummer, innen ____________________."},
		{En: "Say which edition each answer holds for, and what costs extra.", Nb: "Oppgi hvilken utgave hvert svar gjelder for, og hva som koster ekstra."},
		{En: "Point to public documentation or to the clause of the contract, so that we can rely on it.", Nb: "Vis til offentlig dokumentasjon eller til punktet i avtalen, så vi kan bygge på det."},
		{En: "Say where something is planned and not delivered, with a date.", Nb: "Si fra der noe er planlagt og ikke levert, med dato."},
		{En: "Mark what is confidential; we keep it to this evaluation.", Nb: "Merk det som er fortrolig; vi bruker det bare i denne vurderingen."},
	} {
		w.out.WriteString("\n- " + s.In(w.l))
	}
	w.out.WriteString("\n")
	w.line(w.say("Kind regards", "Vennlig hilsen"))
	w.line("____________________")
}

// plainText keeps what a buyer wrote from being read as Markdown or HTML.
func plainText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", "&lt;", "[", `\[`, "`", "\\`", "\n", " ", "\r", " ").Replace(s)
}
