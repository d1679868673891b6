package web

import (
	"fmt"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// sheet is a report in one language: what Markdown and HTML print, each in its way.
type sheet struct {
	Lang  vendorfit.Lang
	Title string
	Sub   string
	Parts []part
}

// part is a section of a sheet. What is empty is not printed.
type part struct {
	Heading string
	Text    string
	Columns []string
	Rows    [][]string
	Items   []string
	First   int // number of the first item; 0: the items have no numbers
	After   string
}

// newSheet words a document as a report.
func newSheet(d *Document, l vendorfit.Lang) *sheet {
	b := sheeter{d: d, l: l}
	s := &sheet{Lang: l, Title: b.say("Evaluation", "Vurdering"), Parts: b.parts()}
	if n := d.Profile.Name; n != nil && n.In(l) != "" {
		s.Title = n.In(l)
	}
	s.Sub = fmt.Sprintf("%s %s · %s %s, %s %d · seed %d · %s", b.say("As of", "Per"), text.Date(l, vendorfit.Date(d.AsOf)),
		b.say("rule book", "regelbok"), d.RuleBook.Name, b.say("revision", "revisjon"), d.RuleBook.Revision, d.Seed, d.Digests.Result)
	return s
}

// sheeter words the parts of one document.
type sheeter struct {
	d *Document
	l vendorfit.Lang
}

func (b sheeter) say(en, nb string) string { return vendorfit.Text{En: en, Nb: nb}.In(b.l) }

// parts are the sections in the order of reading: the verdict first, or, where the buyer is not ready, why not.
func (b sheeter) parts() []part {
	out := []part{b.verdict(), b.ranking(), b.weights()}
	if b.d.Readiness.Verdict == "notNow" {
		out = append([]part{b.readiness()}, out...)
	} else {
		out = append(out, b.readiness())
	}
	for i := range b.d.Ranking {
		out = append(out, b.platform(&b.d.Ranking[i]))
	}
	out = append(out, b.architecture(), b.questions(), b.lifted(), b.assumed(), b.method())
	kept := out[:0]
	for _, p := range out {
		if p.Text != "" || len(p.Rows)+len(p.Items) > 0 {
			kept = append(kept, p)
		}
	}
	return kept
}

func (b sheeter) verdict() part {
	return part{Heading: text.Term(b.l, b.d.Verdict.Kind), Text: b.d.Verdict.Why.In(b.l)}
}

func (b sheeter) ranking() part {
	p := part{Heading: b.say("Ranking", "Rangering"), Columns: []string{
		"#", b.say("Platform", "Plattform"), b.say("Edition", "Utgave"), b.say("Standing", "Status"), b.say("Total", "Sum"),
		b.say("Between", "Mellom"), b.say("Known", "Kjent"), b.say("First", "Først"),
	}, After: b.say(
		"Total: 0 to 100, and between what if every open answer were the worst or the best. Known: share of the weight that rests on firm values. First: how often it comes first when what is not known is drawn at random.",
		"Sum: 0 til 100, og mellom hva hvis alle åpne svar var de dårligste eller de beste. Kjent: andel av vekten som hviler på sikre verdier. Først: hvor ofte den kommer først når det ukjente trekkes tilfeldig.")}
	for i := range b.d.Ranking {
		p.Rows = append(p.Rows, b.rankRow(&b.d.Ranking[i]))
	}
	return p
}

func (b sheeter) rankRow(r *Ranked) []string {
	edition, first := "–", "–"
	if r.Edition != nil {
		edition = *r.Edition
	}
	if share, ok := b.d.Verdict.First[r.Platform]; ok {
		first = text.Percent(b.l, share)
	}
	return []string{
		fmt.Sprint(r.Rank), b.name(r), edition, text.Term(b.l, r.Standing), b.fixed(r.Total), b.fixed(r.Low) + "–" + b.fixed(r.High),
		text.Percent(b.l, r.Coverage.Float()), first,
	}
}

func (b sheeter) name(r *Ranked) string {
	if r.Own {
		return r.Name + b.say(" (your own)", " (deres egen)")
	}
	return r.Name
}

func (b sheeter) fixed(x Exact) string { return text.Fixed(b.l, x.Float(), 1) }

func (b sheeter) weights() part {
	p := part{Heading: b.say("Weights", "Vekter"), Columns: []string{b.say("Criterion", "Kriterium"), b.say("Part of the decision", "Del av beslutningen")}}
	for _, w := range b.d.Weights {
		p.Rows = append(p.Rows, []string{w.Label.In(b.l), text.Percent(b.l, w.Share.Float())})
	}
	return p
}

func (b sheeter) readiness() part {
	r := &b.d.Readiness
	p := part{Heading: b.say("Readiness: ", "Modenhet: ") + text.Mid(r.Label.In(b.l)), Text: r.Text.In(b.l)}
	for _, list := range [][]Statement{r.Reasons, r.Diagnosis, r.Checks, r.Effects, r.Legal} {
		for _, s := range list {
			p.Items = append(p.Items, s.Text.In(b.l))
		}
	}
	for _, a := range r.Actions {
		p.Items = append(p.Items, a.Text.In(b.l))
	}
	return p
}

// platform says what gates and risks found, and what each criterion gave.
func (b sheeter) platform(r *Ranked) part {
	p := part{Heading: fmt.Sprintf("%d. %s", r.Rank, b.name(r)), Columns: []string{
		b.say("Criterion", "Kriterium"), b.say("Points", "Poeng"), b.say("of", "av"), b.say("Between", "Mellom"),
	}}
	for i, c := range r.Criteria {
		share := c.Share.Float() * 100
		p.Rows = append(p.Rows, []string{
			b.d.Weights[i].Label.In(b.l), b.fixed(c.Contribution), text.Fixed(b.l, share, 1),
			text.Fixed(b.l, c.Low.Float()*share, 1) + "–" + text.Fixed(b.l, c.High.Float()*share, 1),
		})
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Kind != "score" && f.Outcome != "pass" {
			p.Items = append(p.Items, b.found(f))
		}
	}
	for _, x := range r.WouldRemove {
		p.Items = append(p.Items, b.say("It would leave the verdict: ", "Den ville falle ut av konklusjonen: ")+text.Mid(x.If.In(b.l)))
	}
	return p
}

func (b sheeter) found(f *Finding) string {
	var marks []string
	if f.Outcome != "" {
		marks = append(marks, text.Term(b.l, f.Outcome))
	}
	if f.Lifted {
		marks = append(marks, b.say("lifted", "fraveket"))
	}
	if len(marks) == 0 {
		return f.Why.In(b.l)
	}
	return strings.Join(marks, ", ") + ": " + f.Why.In(b.l)
}

func (b sheeter) architecture() part {
	a := b.d.Architecture
	if a == nil {
		return part{}
	}
	return part{Heading: b.say("Suite or best-of-breed", "Suite eller spesialiserte produkter"), Text: a.Why.In(b.l)}
}

func (b sheeter) questions() part {
	p := part{Heading: b.say("Questions that could change the result", "Spørsmål som kan endre resultatet")}
	names := map[string]string{}
	for i := range b.d.Ranking {
		names[b.d.Ranking[i].Platform] = b.d.Ranking[i].Name
	}
	for _, q := range b.d.Questions {
		p.Items = append(p.Items, names[q.Platform]+": "+q.Ask.In(b.l))
	}
	return p
}

func (b sheeter) lifted() part {
	p := part{Heading: b.say("Must-haves that were lifted", "Absolutte krav som er fraveket")}
	for _, x := range b.d.Lifted {
		line := x.Platform + ", " + x.Gate + ": " + x.Reason
		if x.By != "" {
			line += " (" + x.By + ")"
		}
		p.Items = append(p.Items, line)
	}
	return p
}

func (b sheeter) assumed() part {
	p := part{Heading: b.say("Assumed, because it was not answered", "Forutsatt, fordi det ikke er besvart")}
	for _, a := range b.d.Assumed {
		p.Items = append(p.Items, a.Label.In(b.l)+": "+a.Text.In(b.l))
	}
	return p
}

func (b sheeter) method() part {
	p := part{Heading: b.say("What these numbers cannot tell", "Hva disse tallene ikke kan si")}
	for _, n := range b.d.Method {
		p.Items = append(p.Items, n.Text.In(b.l))
	}
	return p
}
