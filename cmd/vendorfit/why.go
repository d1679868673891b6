package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// gainsShown is how many lost points are named as what a platform would need.
const gainsShown = 5

// why shows one platform: where it won and lost points, how far it is from the leader, what would close the gap, and every
// reason with the facts behind it.
func (v *view) why(platform string) {
	r := v.result(platform)
	v.shown = map[vendorfit.Slot]bool{}
	v.head()
	v.blank()
	v.line(v.paint(bold, visible(r.Knowledge.Platform.Name)))
	v.text(v.standing(r))
	v.balance(r)
	v.need(r)
	v.reasons(r)
	v.method()
}

func (v *view) result(platform string) *vendorfit.Result {
	i := slices.IndexFunc(v.e.Ranking, func(r vendorfit.Result) bool { return r.Knowledge.Platform.ID == platform })
	if i < 0 {
		return nil
	}
	return &v.e.Ranking[i]
}

func score(units int64) float64 { return float64(units) / float64(vendorfit.UnitsPerPoint) }

func (v *view) points(units int64) string { return text.Fixed(v.lang, score(units), 1) }

// standing is one sentence on place, total and what it rests on.
func (v *view) standing(r *vendorfit.Result) string {
	return fmt.Sprintf(v.say("Place %d of %d, %s. %s of 100 points, between %s and %s; %s of the weight rests on firm values.",
		"Plass %d av %d, %s. %s av 100 poeng, mellom %s og %s; %s av vekten hviler på sikre verdier."),
		r.Rank, len(v.e.Ranking), text.Term(v.lang, string(r.Standing)), v.points(r.Total), v.points(r.Low), v.points(r.High),
		text.Percent(v.lang, float64(r.Coverage)/float64(vendorfit.Billion)))
}

// rival is whom a platform is compared with: the leader, and for the leader the next.
func (v *view) rival(r *vendorfit.Result) *vendorfit.Result {
	for i := range v.e.Ranking {
		x := &v.e.Ranking[i]
		if x != r && x.Standing != vendorfit.Excluded {
			return x
		}
	}
	return nil
}

// balance is the points won and lost per criterion, beside the rival's.
func (v *view) balance(r *vendorfit.Result) {
	v.heading("Points won and lost", "Poeng vunnet og tapt")
	rival := v.rival(r)
	cols := []column{
		{title: v.say("Criterion", "Kriterium"), flexible: true},
		{title: v.say("Weight", "Vekt"), right: true},
		{title: v.say("Won", "Vunnet"), right: true},
		{title: v.say("Lost", "Tapt"), right: true},
	}
	if rival != nil {
		cols = append(cols, column{title: v.say("Against ", "Mot ") + cut(visible(text.Name(rival.Knowledge)), 24), right: true})
	}
	var rows [][]string
	for i, c := range r.Criteria {
		if c.Share == 0 {
			continue
		}
		row := []string{
			c.Criterion.Label.In(v.lang), text.Percent(v.lang, float64(c.Share)/float64(vendorfit.Billion)),
			v.points(c.Points), v.points(c.Share*int64(vendorfit.Million) - c.Points),
		}
		if rival != nil {
			row = append(row, v.signed(c.Points-rival.Criteria[i].Points))
		}
		rows = append(rows, row)
	}
	v.table(cols, rows, func(_, _ int, cell string) string { return cell })
}

func (v *view) signed(units int64) string {
	s := text.Fixed(v.lang, max(score(units), -score(units)), 1)
	switch {
	case s == "0.0" || s == "0,0":
		return s
	case units > 0:
		return "+" + s
	}
	return "−" + s
}

// need says how far it is to the leader, or how far the next one is behind, and what would close the gap.
func (v *view) need(r *vendorfit.Result) {
	rival := v.rival(r)
	if rival == nil {
		return
	}
	behind, ahead := r, rival
	if r.Standing != vendorfit.Excluded && r.Total >= rival.Total {
		behind, ahead = rival, r
	}
	v.heading("What it would take", "Hva som skal til")
	gap := ahead.Total - behind.Total
	name := text.Name(behind.Knowledge)
	if gap <= 0 {
		v.text(fmt.Sprintf(v.say("%s has the points, but is excluded by its must-haves.", "%s har poengene, men er utelukket av de absolutte kravene."), name))
		return
	}
	v.text(fmt.Sprintf(v.say("%s is %s points behind %s. Most is to be won on:", "%s er %s poeng bak %s. Mest er å hente på:"),
		name, v.points(gap), text.Name(ahead.Knowledge)))
	for _, l := range v.gains(behind) {
		v.item("  - ", l)
	}
}

// gains are the reasons that cost a platform most points, with how many of them an answer could still bring.
func (v *view) gains(r *vendorfit.Result) []string {
	lost := func(f *vendorfit.Finding) int64 { return f.Share*int64(vendorfit.Million) - f.Contribution }
	var all []*vendorfit.Finding
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Kind == vendorfit.Score && lost(f) > 0 {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b *vendorfit.Finding) int { return cmp.Compare(lost(b), lost(a)) })
	on := v.on(r)
	var out []string
	for i, f := range all {
		if i == gainsShown {
			break
		}
		line := fmt.Sprintf(v.say("%s points: %s", "%s poeng: %s"), v.points(lost(f)), on.Bare(v.lang, f))
		if open := f.Share * int64(f.High-f.Points); open > 0 {
			line += fmt.Sprintf(v.say(" (%s of them open, and could come with an answer)", " (%s av dem er åpne, og kan komme med et svar)"), v.points(open))
		}
		out = append(out, line)
	}
	return out
}

func (v *view) on(r *vendorfit.Result) text.Case {
	return text.Case{Words: v.words, Hearing: v.e.Hearing, Result: r}
}

// reasons shows every finding with what it rests on, scores under their criterion.
func (v *view) reasons(r *vendorfit.Result) {
	v.group(r, v.say("Edition", "Utgave"), func(f *vendorfit.Finding) bool { return f.Kind == vendorfit.Edition })
	v.group(r, v.say("Must-haves", "Absolutte krav"), func(f *vendorfit.Finding) bool { return f.Kind == vendorfit.Gate })
	for i, s := range v.e.Swings {
		v.group(r, s.Criterion.Label.In(v.lang), func(f *vendorfit.Finding) bool {
			return f.Kind == vendorfit.Score && v.e.Weights[f.Term].Top == i
		})
	}
	v.group(r, v.say("Risks", "Risikoer"), func(f *vendorfit.Finding) bool { return f.Kind == vendorfit.Risk })
}

func (v *view) group(r *vendorfit.Result, title string, of func(*vendorfit.Finding) bool) {
	opened := false
	for i := range r.Findings {
		f := &r.Findings[i]
		if !of(f) {
			continue
		}
		if !opened {
			v.heading(title, title)
			opened = true
		}
		v.finding(r, f)
	}
}

func (v *view) finding(r *vendorfit.Result, f *vendorfit.Finding) {
	why := v.on(r).Bare(v.lang, f)
	if mark := v.mark(f); mark != "" {
		v.item("  ", mark+why)
	} else {
		v.item("  ", text.Sentence(why))
	}
	for i, s := range f.Reads {
		if s >= 0 && !slices.Contains(f.Reads[:i], s) {
			v.evidence(r, s)
		}
	}
	for _, id := range f.Derived {
		if w := r.Sheet.Working(id).In(v.lang); w != "" {
			v.item("      ", w)
		}
	}
}

// mark leads a finding: its points of what it could earn, or its outcome.
func (v *view) mark(f *vendorfit.Finding) string {
	switch f.Kind {
	case vendorfit.Score:
		s := v.points(f.Contribution) + v.say(" of ", " av ") + v.points(f.Share*int64(vendorfit.Million))
		if f.Low != f.High {
			s += fmt.Sprintf(v.say(" (%s to %s)", " (%s til %s)"), v.points(f.Share*int64(f.Low)), v.points(f.Share*int64(f.High)))
		}
		return s + ": "
	case vendorfit.Edition:
		return ""
	}
	if f.Lifted != nil {
		return v.say("lifted: ", "løftet: ")
	}
	return text.Term(v.lang, string(f.Outcome)) + ": "
}

// evidence is a value with each fact behind it: what the source says, where, of when, and how far it is to be trusted.
func (v *view) evidence(r *vendorfit.Result, s vendorfit.Slot) {
	value, at := r.Knowledge.At(s), v.e.Book.Places()[s]
	line := v.words.Attribute(v.lang, at) + ": " + v.on(r).Standing(v.lang, s)
	if value.As != "" {
		line += " (" + value.As + ")"
	}
	if v.shown[s] {
		v.item("      ", line+v.say(" (sources above)", " (kilder over)"))
		return
	}
	v.shown[s] = true
	v.item("      ", line)
	if a := value.Answer; a != nil {
		v.item("        ", v.say("Answer by ", "Svar fra ")+text.Term(v.lang, cmp.Or(a.GivenBy, "buyer"))+", "+text.Date(v.lang, a.AsOf)+": "+a.Source)
	}
	if public := r.Knowledge.Public[s]; public != nil {
		v.item("        ", v.say("In place of what is public: ", "I stedet for det som er offentlig: ")+
			v.words.Value(v.lang, at, public, v.on(r).Where()))
	}
	for _, f := range value.Facts {
		v.fact(f)
	}
	if value.LookedIn != "" && value.Open() {
		v.item("        ", v.say("Looked in: ", "Lett i: ")+value.LookedIn)
	}
}

func (v *view) fact(f *vendorfit.Fact) { v.item("        ", factLine(v.screen, v.words, f)) }

// factLine is what a source says, where, of when, when it was last looked at, and how far it is to be trusted.
func factLine(s *screen, words *text.Words, f *vendorfit.Fact) string {
	asOf := text.Date(s.lang, vendorfit.Date(f.AsOf))
	if f.AsOf == "undated" {
		asOf = s.say("undated", "udatert")
	}
	return fmt.Sprintf(s.say("“%s” %s (%s, checked %s, confidence %s)", "«%s» %s (%s, kontrollert %s, tillit %s)"), says(s, f), f.Source, asOf,
		text.Date(s.lang, f.Checked), text.Mid(words.Confidence(s.lang, f.Confidence)))
}

// says is the value of a fact as its source has it: words as they are, a number with its unit, tables as JSON.
func says(s *screen, f *vendorfit.Fact) string {
	switch x := f.Value.(type) {
	case string:
		return x
	case bool:
		return map[bool]string{true: s.say("yes", "ja"), false: s.say("no", "nei")}[x]
	}
	raw, err := json.Marshal(f.Value)
	if err != nil {
		return fmt.Sprint(f.Value)
	}
	if f.Unit != "" {
		return string(raw) + " " + f.Unit
	}
	return string(raw)
}
