package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// Letter is what a buyer should ask one vendor: every open question whose answer could change the result, the buyer's own
// requirements, and the systems that no attribute of the book covers.
type Letter struct {
	Platform     string         `json:"platform"`
	Name         string         `json:"name"`
	Vendor       string         `json:"vendor"`
	AsOf         string         `json:"asOf"`
	AnswerDays   int            `json:"answerDays"` // without an answer for so long a question counts as declined
	Groups       []LetterGroup  `json:"groups"`
	Systems      []LetterSystem `json:"systems"`
	Requirements []LetterOwn    `json:"requirements"`
}

// LetterGroup is the questions on one subject.
type LetterGroup struct {
	Group     string           `json:"group"`
	Label     vendorfit.Text   `json:"label"`
	Questions []LetterQuestion `json:"questions"`
}

// LetterQuestion is one question, word for word as the book has it.
type LetterQuestion struct {
	Attribute string           `json:"attribute"`
	Label     vendorfit.Text   `json:"label"`
	Ask       vendorfit.Text   `json:"ask"`
	Members   []string         `json:"members,omitempty"`  // the members that are open, of a set or of the languages
	Open      []vendorfit.Text `json:"open,omitempty"`     // their labels
	Declined  string           `json:"declined,omitempty"` // the date on which it was asked before, without an answer
}

// LetterSystem is a question on a system of the buyer's.
type LetterSystem struct {
	System string         `json:"system"`
	Name   vendorfit.Text `json:"name"`
	Ask    vendorfit.Text `json:"ask"`
}

// LetterOwn is a requirement of the buyer's own.
type LetterOwn struct {
	Attribute string         `json:"attribute"`
	Level     string         `json:"level"`
	Text      vendorfit.Text `json:"text"`
	Condition vendorfit.Text `json:"condition"`
}

// NewLetter gathers the questions to one vendor.
//
// The error is of kind not found where the platform is not one of the evaluation's.
func NewLetter(w *text.Words, e *vendorfit.Evaluation, platform string) (*Letter, error) {
	i := slices.IndexFunc(e.Ranking, func(r vendorfit.Result) bool { return r.Knowledge.Platform.ID == platform })
	if i < 0 {
		return nil, &vendorfit.Error{Kind: vendorfit.NotFound, Message: vendorfit.Text{
			En: fmt.Sprintf("the evaluation has no platform %q; it has %s", platform, ids(e)),
			Nb: fmt.Sprintf("vurderingen har ingen plattform %q; den har %s", platform, ids(e)),
		}}
	}
	r := &e.Ranking[i]
	p := r.Knowledge.Platform
	days, _ := e.Book.Const("open.answerDays")
	return &Letter{
		Platform: p.ID, Name: text.Name(r.Knowledge), Vendor: p.Vendor.Name.Value, AsOf: string(e.AsOf), AnswerDays: int(days.Number),
		Groups: letterGroups(w, e, r), Systems: letterSystems(w, e), Requirements: letterOwn(w, e),
	}, nil
}

func ids(e *vendorfit.Evaluation) string {
	list := make([]string, len(e.Ranking))
	for i, r := range e.Ranking {
		list[i] = r.Knowledge.Platform.ID
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

func letterGroups(w *text.Words, e *vendorfit.Evaluation, r *vendorfit.Result) []LetterGroup {
	asked := letterQuestions(w, e, r)
	out := []LetterGroup{}
	for _, g := range e.Book.Labels.Groups {
		group := LetterGroup{Group: g.Code, Label: g.Label}
		for _, q := range asked {
			if e.Book.Attribute(q.Attribute).Group == g.Code {
				group.Questions = append(group.Questions, *q)
			}
		}
		if len(group.Questions) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// letterQuestions are the open questions to one platform, one per attribute, the most telling first.
func letterQuestions(w *text.Words, e *vendorfit.Evaluation, r *vendorfit.Result) []*LetterQuestion {
	var out []*LetterQuestion
	by := map[string]*LetterQuestion{}
	for _, o := range e.Opens {
		if o.Platform != r.Knowledge.Platform.ID {
			continue
		}
		at, v := e.Book.Places()[o.Slot], r.Knowledge.At(o.Slot)
		q := by[at.Attribute.ID]
		if q == nil {
			q = &LetterQuestion{Attribute: at.Attribute.ID, Label: at.Attribute.Label, Ask: at.Attribute.Ask}
			by[at.Attribute.ID] = q
			out = append(out, q)
		}
		if at.Member != "" {
			q.Members = append(q.Members, at.Member)
			q.Open = append(q.Open, text.Both(func(l vendorfit.Lang) string { return w.Member(l, at) }))
		}
		if v.State == vendorfit.Declined {
			q.Declined = declinedOn(v)
		}
	}
	return out
}

func declinedOn(v *vendorfit.Value) string {
	if v.Answer != nil {
		return string(v.Answer.AsOf)
	}
	return string(v.Checked)
}

// letterSystems asks for the systems that stay and have a flow, but of which the book knows no attribute: it cannot ask for
// them by name.
func letterSystems(w *text.Words, e *vendorfit.Evaluation) []LetterSystem {
	p := e.Hearing.Profile()
	out := []LetterSystem{}
	for i := range p.Systems {
		s := &p.Systems[i]
		if s.Keep == "replace" || covered(e.Book, s) || !flows(p, s.ID) {
			continue
		}
		name := text.Both(func(l vendorfit.Lang) string { return w.System(l, s) })
		called := name
		if s.Name != nil { // the buyer's own words, which need not read as a name
			called = vendorfit.Text{En: "“" + name.En + "”", Nb: "«" + name.Nb + "»"}
		}
		out = append(out, LetterSystem{System: s.ID, Name: name, Ask: vendorfit.Text{
			En: "Is there a ready connection to " + called.En + "? Who owns and supports it, which information goes in which direction, and what does it cost?",
			Nb: "Finnes det en ferdig kobling til " + called.Nb + "? Hvem eier og støtter den, hvilke opplysninger går i hvilken retning, og hva koster den?",
		}})
	}
	return out
}

// covered tells that an attribute of the book asks for the connection to a system.
func covered(b *vendorfit.Book, s *vendorfit.System) bool {
	return b.Attribute("connector."+s.Product) != nil || s.Kind == "warehouse" || s.Kind == "archive"
}

// flows tells that more than a sign-in goes between a system and the CRM.
func flows(p *vendorfit.Profile, system string) bool {
	return slices.ContainsFunc(p.Integrations, func(f vendorfit.Integration) bool {
		return f.System == system && slices.ContainsFunc(f.Entities, func(e string) bool { return e != "login" })
	})
}

func letterOwn(w *text.Words, e *vendorfit.Evaluation) []LetterOwn {
	out := []LetterOwn{}
	for _, r := range e.Hearing.Profile().Requirements {
		out = append(out, LetterOwn{
			Attribute: r.Attribute, Level: r.Level, Text: vendorfit.Of(r.Text),
			Condition: text.Both(func(l vendorfit.Lang) string {
				return e.Book.Attribute(r.Attribute).Label.In(l) + ": " + w.Condition(l, &r)
			}),
		})
	}
	return out
}
