package web

import (
	"slices"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// Build words an evaluation as a document, in both languages, with its digests.
//
// The error is of kind internal: the document could not be put into canonical form.
func Build(w *text.Words, e *vendorfit.Evaluation) (*Document, error) {
	b := builder{words: w, e: e}
	p := e.Hearing.Profile()
	d := &Document{
		ID: e.ID, CreatedAt: e.CreatedAt, AsOf: string(e.AsOf), Seed: e.Seed, Engine: vendorfit.Engine,
		Profile:   Profile{ID: p.ID, Name: p.Name},
		RuleBook:  BookRef{Name: e.Book.Name, Revision: e.Book.Revision},
		Digests:   Digests(e.Digests),
		Verdict:   b.verdict(),
		Readiness: b.readiness(),
		KPIs:      kpis(p),
		Weights:   b.weights(),
		Assumed:   b.assumed(),
		Ignored:   some(e.Hearing.Ignored()),
		Lifted:    b.lifted(),
		Method:    notes(e),
		Ranking:   b.ranking(),
		Questions: b.questions(),
	}
	d.Architecture = b.architecture()
	return d, d.seal()
}

// builder words the parts of one evaluation.
type builder struct {
	words *text.Words
	e     *vendorfit.Evaluation
}

func (b builder) on(r *vendorfit.Result) text.Case {
	return text.Case{Words: b.words, Hearing: b.e.Hearing, Result: r}
}

// some is a list that is never null in JSON.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (b builder) verdict() Verdict {
	v := &b.e.Verdict
	first := v.First
	if first == nil {
		first = map[string]float64{}
	}
	return Verdict{
		Kind: string(v.Kind), Platforms: some(v.Platforms), First: first, Confirm: some(v.Confirm), Rivals: some(v.Rivals),
		Among: v.Among, Draws: v.Draws, Why: text.Both(text.Outcome{Words: b.words, E: b.e}.Why),
	}
}

func (b builder) weights() []Weight {
	out := make([]Weight, 0, len(b.e.Swings))
	for _, s := range b.e.Swings {
		out = append(out, Weight{
			Criterion: s.Criterion.ID, Label: s.Criterion.Label, Swing: s.Swing, Multiplier: points(s.Multiplier), Share: share(s.Share),
		})
	}
	return out
}

func (b builder) assumed() []Assumed {
	out := []Assumed{}
	for _, a := range b.e.Hearing.Assumed() {
		out = append(out, Assumed{
			Pointer: a.Pointer, Question: a.Question, Value: a.Value, Label: b.words.Asked(a.Question, a.Pointer),
			Text: text.Both(func(l vendorfit.Lang) string { return b.words.Given(l, a.Question, a.Value) }),
		})
	}
	return append(out, b.rates()...)
}

// rates are the exchange rates of the book that stood in for the buyer's own on some platform.
func (b builder) rates() []Assumed {
	fx, _ := b.e.Book.Const("cost.fx")
	used := map[string]bool{}
	for i := range b.e.Ranking {
		if s, ok := b.e.Ranking[i].Sheet.(interface{ AssumedRates() []string }); ok {
			for _, currency := range s.AssumedRates() {
				used[currency] = true
			}
		}
	}
	out := []Assumed{}
	for _, currency := range fx.Keys {
		if rate := fx.Fields[currency].Number; used[currency] {
			out = append(out, Assumed{
				Pointer: "/commercial/fx", Question: "commercial.fx", Value: rate,
				Label: vendorfit.Text{En: "Exchange rate of " + currency, Nb: "Kurs for " + currency},
				Text:  text.Both(func(l vendorfit.Lang) string { return text.Money(l, rate, "NOK") }),
			})
		}
	}
	return out
}

func (b builder) lifted() []Lifted {
	out := []Lifted{}
	for _, l := range b.e.Request.Lifted {
		out = append(out, Lifted(l))
	}
	return out
}

func (b builder) ranking() []Ranked {
	out := make([]Ranked, len(b.e.Ranking))
	for i := range b.e.Ranking {
		out[i] = b.ranked(&b.e.Ranking[i])
	}
	return out
}

func (b builder) ranked(r *vendorfit.Result) Ranked {
	p := r.Knowledge.Platform
	out := Ranked{
		Platform: p.ID, Name: p.Name, Own: r.Knowledge.Own, Rank: r.Rank, Standing: string(r.Standing),
		Total: total(r.Total), Low: total(r.Low), High: total(r.High), Coverage: share(r.Coverage),
		Criteria: []CriterionResult{}, Findings: make([]Finding, len(r.Findings)), WouldRemove: []Removal{},
	}
	if r.Edition.Name != "" {
		out.Edition = &r.Edition.Name
	}
	for _, c := range r.Criteria {
		out.Criteria = append(out.Criteria, CriterionResult{
			Criterion: c.Criterion.ID, Share: share(c.Share), Points: mean(c.Points, c.Share), Low: mean(c.Low, c.Share),
			High: mean(c.High, c.Share), Contribution: total(c.Points),
		})
	}
	on := b.on(r)
	for i := range r.Findings {
		out.Findings[i] = b.finding(on, &r.Findings[i])
	}
	for _, x := range r.WouldRemove {
		at := b.e.Book.Places()[x.Slot]
		out.WouldRemove = append(out.WouldRemove, Removal{
			Attribute: at.Attribute.ID, Member: at.Member, Gate: x.Gate,
			If: text.Both(func(l vendorfit.Lang) string { return on.Removal(l, x) }),
		})
	}
	return out
}

func (b builder) questions() []Question {
	out := []Question{}
	for _, o := range b.e.Opens {
		at := b.e.Book.Places()[o.Slot]
		r := b.result(o.Platform)
		out = append(out, Question{
			Platform: o.Platform, Attribute: at.Attribute.ID, Member: at.Member, State: string(r.Knowledge.At(o.Slot).State),
			CouldChange: o.Could, Ask: at.Attribute.Ask,
			Label: text.Both(func(l vendorfit.Lang) string { return b.words.Attribute(l, at) }),
		})
	}
	return out
}

func (b builder) result(platform string) *vendorfit.Result {
	i := slices.IndexFunc(b.e.Ranking, func(r vendorfit.Result) bool { return r.Knowledge.Platform.ID == platform })
	return &b.e.Ranking[i]
}

// kpis are the key figures of the goal with what is missing for them to be a goal rather than words.
func kpis(p *vendorfit.Profile) []KPI {
	out := []KPI{}
	for _, k := range p.Goals.KPIs {
		row := KPI{Name: vendorfit.Of(k.Name), Unit: k.Unit, Baseline: k.Baseline, Target: k.Target, Due: string(k.Due), Owner: k.Owner, Missing: []string{}}
		if k.Baseline != nil && k.Target != nil {
			gap := *k.Target - *k.Baseline
			row.Gap = &gap
		}
		for name, absent := range map[string]bool{"baseline": k.Baseline == nil, "due": k.Due == "", "owner": k.Owner == nil, "review": k.Review != "quarterly"} {
			if absent {
				row.Missing = append(row.Missing, name)
			}
		}
		slices.Sort(row.Missing)
		out = append(out, row)
	}
	return out
}

func (b builder) readiness() Readiness {
	r := b.e.Hearing.Readiness()
	out := Readiness{
		Verdict: r.Verdict, Assumed: r.Assumed, Areas: []Area{}, Actions: []Action{}, Reasons: statements(r.Reasons),
		Diagnosis: statements(r.Diagnosis), Checks: statements(r.Checks), Effects: statements(r.Effects), Legal: statements(r.Legal),
	}
	for _, v := range b.e.Book.Readiness.Verdicts {
		if v.Code == r.Verdict {
			out.Label, out.Text = v.Label, v.Text
		}
	}
	for _, a := range r.Areas {
		out.Areas = append(out.Areas, Area{
			Dimension: a.Dimension.ID, Label: a.Dimension.Label, Critical: a.Dimension.Critical, Level: level(a.Level),
			Mean: level(a.Mean), Lowest: a.Lowest, Verdict: a.Verdict, Answered: a.Answered,
		})
	}
	for _, a := range r.Actions {
		out.Actions = append(out.Actions, Action{
			Dimension: a.Dimension.ID, Question: a.Question.ID, Score: a.Score, Assumed: a.Assumed, Critical: a.Dimension.Critical,
			Text: a.Question.Action,
		})
	}
	return out
}

func statements(list []vendorfit.Statement) []Statement {
	out := make([]Statement, len(list))
	for i, s := range list {
		out[i] = Statement{ID: s.ID, Text: s.Text, Basis: s.Basis}
	}
	return out
}

// notes say what the numbers can and cannot tell. Every result carries them.
func notes(e *vendorfit.Evaluation) []Note {
	out := []Note{
		{"use", vendorfit.Text{
			En: "No fact can tell how good a product is in daily use. Demonstrations on your own cases, reference calls and a trial decide that.",
			Nb: "Ingen fakta kan si hvor godt et produkt er i daglig bruk. Det avgjør demonstrasjoner på egne saker, referansesamtaler og en utprøving.",
		}},
		{"middle", vendorfit.Text{
			En: "A platform of which little is known is held near the middle: neither praised nor punished for what nobody has looked up. Read the total together with its interval and the coverage.",
			Nb: "En plattform det er kjent lite om, holdes nær midten: den verken belønnes eller straffes for det ingen har undersøkt. Les poengsummen sammen med spennet og dekningen.",
		}},
		{"list", vendorfit.Text{
			En: "Prices are list prices or assumptions until an offer is in. A list price never excludes a platform.",
			Nb: "Prisene er listepriser eller forutsetninger til et tilbud foreligger. En listepris utelukker aldri en plattform.",
		}},
	}
	if slices.ContainsFunc(e.Ranking, func(r vendorfit.Result) bool { return r.Knowledge.Own }) {
		out = append(out, Note{"own", vendorfit.Text{
			En: "Platforms you brought yourselves rest on what you wrote of them; nobody else has checked it.",
			Nb: "Plattformer dere selv har lagt inn, bygger på det dere skrev om dem; ingen andre har kontrollert det.",
		}})
	}
	if slices.ContainsFunc(e.Request.Answers, func(a vendorfit.Answer) bool { return a.Confidential }) {
		out = append(out, Note{"confidential", vendorfit.Text{
			En: "Some answers were given in confidence. Take them out before the result is shown outside the project.",
			Nb: "Noen svar er gitt i fortrolighet. Ta dem ut før resultatet vises utenfor prosjektet.",
		}})
	}
	return out
}
