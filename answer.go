package vendorfit

import (
	"fmt"
	"slices"
	"strings"
)

// given is an answer whose place in the book has been found.
type given struct {
	answer *Answer
	at     string // pointer of the answer in the request
	a      *Attribute
	slots  []Slot
	rank   int   // the edition that it is about; -1: not about a single one
	value  Value // where it is about one edition, its lists have that row alone
}

// answerAll lays the answers of a request over the public values of one platform, the earliest first, so that of two answers
// to the same question the later one holds.
func answerAll(b *Book, k *Knowledge, r *Request, asOf Date) []Mistake {
	t := answering{book: b, known: k, asOf: asOf}
	for i := range r.Answers {
		if r.Answers[i].Platform == k.Platform.ID {
			t.read(fmt.Sprintf("/answers/%d", i), &r.Answers[i])
		}
	}
	slices.SortStableFunc(t.given, func(x, y given) int { return strings.Compare(string(x.answer.AsOf), string(y.answer.AsOf)) })
	t.twice()
	if len(t.mistakes) > 0 {
		return t.mistakes
	}
	for i := range t.given {
		for _, slot := range t.given[i].slots {
			t.put(&t.given[i], slot)
		}
	}
	return nil
}

// answering holds the answers about one platform while they are read.
type answering struct {
	book     *Book
	known    *Knowledge
	asOf     Date
	given    []given
	mistakes []Mistake
}

func (t *answering) wrong(pointer, code, found string, message Text) {
	t.mistakes = append(t.mistakes, Mistake{Pointer: pointer, Code: code, Found: found, Message: message})
}

// read finds the place of an answer and reads its value.
func (t *answering) read(at string, answer *Answer) {
	g := given{answer: answer, at: at, a: t.book.Attribute(answer.Attribute), rank: -1}
	before := len(t.mistakes)
	if g.a == nil {
		t.wrong(at+"/attribute", "code", answer.Attribute, Text{En: "the book has no such attribute", Nb: "regelboken har ikke noe slikt attributt"})
		return
	}
	if !answer.AsOf.Valid() {
		t.wrong(at+"/asOf", "format", string(answer.AsOf), Text{En: "the day of the answer, as YYYY-MM-DD", Nb: "dagen da svaret ble gitt, som ÅÅÅÅ-MM-DD"})
	}
	t.members(&g)
	t.edition(&g)
	t.content(&g)
	if len(t.mistakes) == before {
		t.given = append(t.given, g)
	}
}

// members finds the slots of an answer: one, or all of a set whose answer is that it is empty.
func (t *answering) members(g *given) {
	members, member := g.a.Members(), g.answer.Member
	slot := t.book.MemberSlot(g.a.ID, member)
	switch {
	case members == nil && member != "":
		t.wrong(g.at+"/member", "unknownField", member, Text{En: "this value has no members", Nb: "denne verdien har ingen medlemmer"})
	case members != nil && g.a.Type == "set" && member == "" && g.answer.Value != nil:
		for _, m := range members {
			g.slots = append(g.slots, t.book.MemberSlot(g.a.ID, m))
		}
	case slot == NoSlot:
		t.mistakes = append(t.mistakes, Mistake{
			Pointer: g.at + "/member", Code: "code", Found: member, Expected: OneOf(members),
			Message: Text{En: "an answer is about one member", Nb: "et svar gjelder ett medlem"},
		})
	default:
		g.slots = []Slot{slot}
	}
}

// byEdition tells that the values of an attribute go by edition.
func (a *Attribute) byEdition() bool { return a.Type == "ladder" || a.Type == "quota" }

// edition finds the rank of the edition that an answer is about.
func (t *answering) edition(g *given) {
	name := g.answer.Edition
	switch {
	case !g.a.byEdition() && name != "":
		t.wrong(g.at+"/edition", "unknownField", name, Text{En: "this value does not go by edition", Nb: "denne verdien går ikke etter utgave"})
	case g.a.byEdition() && name != "" && g.answer.State != "":
		t.wrong(g.at+"/edition", "unknownField", name, Text{En: "a state is one of all editions together; leave the edition out", Nb: "en tilstand gjelder alle utgaver samlet; utelat utgaven"})
	case g.a.byEdition() && g.answer.State == "":
		rank, m := editionRank(t.known.Editions(t.book), name)
		if g.rank = rank; m != nil {
			m.Pointer = g.at + "/edition"
			t.mistakes = append(t.mistakes, *m)
		}
	}
}

// content reads the value or the state of an answer.
func (t *answering) content(g *given) {
	a := g.answer
	switch {
	case (a.Value == nil) == (a.State == ""):
		t.wrong(g.at, "required", "", Text{En: "an answer has either a value or a state", Nb: "et svar har enten en verdi eller en tilstand"})
	case a.Value != nil && g.a.Type == "set" && a.Member != "":
		t.wrong(g.at+"/value", "type", Found(a.Value), Text{En: "a member has no value: state known, none or notSeen", Nb: "et medlem har ingen verdi: state known, none eller notSeen"})
	case a.Value != nil:
		t.value(g)
	case a.State == Known && g.a.Type != "set":
		t.wrong(g.at+"/state", "code", "known", Text{En: "state: known is for members of a set; give the value", Nb: "state: known er for medlemmer av et sett; oppgi verdien"})
	case a.State == None && g.a.None == nil && g.a.Type != "set":
		t.wrong(g.at+"/state", "code", "none", Text{En: "this attribute has no state none", Nb: "dette attributtet har ikke tilstanden none"})
	case a.State != Known && a.State != None && a.State != NotSeen && a.State != Declined:
		t.mistakes = append(t.mistakes, Mistake{
			Pointer: g.at + "/state", Code: "code", Found: string(a.State),
			Expected: OneOf([]string{"known (of a set)", "none", "notSeen", "declined"}),
			Message:  Text{En: "an answer cannot be of this state", Nb: "et svar kan ikke ha denne tilstanden"},
		})
	default:
		g.value = t.dress(g, Value{State: a.State, Denied: a.State == None})
	}
}

// value reads the value of an answer: a whole one, or the row of one edition.
func (t *answering) value(g *given) {
	p := valueParser{book: t.book, attribute: g.a, ranks: len(t.known.Editions(t.book))}
	v := Value{State: Known}
	switch raw := g.answer.Value; {
	case !g.a.byEdition():
		v, p.mistakes = t.book.ParseValue(g.a, raw, p.ranks)
	case g.a.Type == "quota":
		v.Quota = []QuotaRow{p.quota("", raw)}
	case g.a.ID == "editions":
		v.Editions = []EditionRow{p.answeredEdition(raw, g.answer.Edition)}
	default:
		v.Rungs = []Rung{p.rung("", raw)}
	}
	for _, m := range p.mistakes {
		m.Pointer = g.at + "/value" + m.Pointer
		t.mistakes = append(t.mistakes, m)
	}
	g.value = t.dress(g, v)
}

// answeredEdition reads the price of an edition; its name stands beside it.
func (p *valueParser) answeredEdition(raw any, name string) EditionRow {
	m, ok := raw.(map[string]any)
	if !ok || m["name"] != nil && m["name"] != name {
		p.wrong("", "type", raw, Text{En: "price, or base, included and extra", Nb: "price, eller base, included og extra"})
		return EditionRow{}
	}
	row := p.editionPrice("", m)
	row.Name = name
	return row
}

// dress adds who gave a value, when, and how far that is trusted; past its shelf life, counted from that day, it is stale.
func (t *answering) dress(g *given, v Value) Value {
	v.Answer, v.Checked, v.Confidence = g.answer, g.answer.AsOf, Medium
	if g.answer.GivenBy == "vendor" {
		v.Confidence = High
	}
	if v.Open() {
		v.Confidence = ""
	}
	return *aged(&v, shelf(g.a, &v), t.asOf)
}

// twice reports answers to the same question on the same day: which of them holds cannot be told.
func (t *answering) twice() {
	type place struct {
		slot Slot
		rank int
		asOf Date
	}
	seen := map[place]string{}
	for _, g := range t.given {
		for _, slot := range g.slots {
			at := place{slot, g.rank, g.answer.AsOf}
			if first, ok := seen[at]; ok {
				t.wrong(g.at, "duplicate", g.a.ID, Text{
					En: "another answer of the same day stands at " + first, Nb: "et annet svar fra samme dag står i " + first,
				})
				break
			}
			seen[at] = g.at
		}
	}
}

// put lays one answer over what is known. An answer that was asked for and did not come counts once the vendor has had its time,
// and never in place of a value that holds without it: silence must neither take away what a source says nor hide a no.
func (t *answering) put(g *given, slot Slot) {
	k, now := t.known, t.known.Values[slot]
	if g.value.State == Declined {
		days := t.book.Number("open.answerDays")
		if float64(g.answer.AsOf.DaysUntil(t.asOf)) < days || now.Firm() {
			k.Waiting = append(k.Waiting, g.answer)
			return
		}
	}
	if _, ok := k.Public[slot]; !ok {
		k.Public[slot] = now
	}
	if g.rank < 0 {
		k.Values[slot] = &g.value
		return
	}
	k.Values[slot] = over(now, g, len(k.Editions(t.book)))
}

// over is a list with one row replaced. As a whole it has the weakest confidence and the oldest day of the rows that say
// something, as every value has those of its weakest fact; [Value.AtRank] has those of one row.
func over(now *Value, g *given, ranks int) *Value {
	v, answered := g.value, g.value
	v.Rungs, v.Quota, v.Editions = nil, nil, nil
	v.ranks = make([]*Value, ranks)
	for r := range ranks {
		v.ranks[r] = now.AtRank(r)
		if r == g.rank {
			v.ranks[r] = &answered
			v.take(&g.value, 0, g.a)
		} else if v.take(now, r, g.a) {
			v.weaken(v.ranks[r])
		}
	}
	answered.Rungs, answered.Quota, answered.Editions = v.Rungs, v.Quota, v.Editions
	return &v
}

// take appends row i of a list, or a row of which nothing is known, and tells whether the row says anything.
func (v *Value) take(from *Value, i int, a *Attribute) bool {
	switch {
	case a.ID == "editions":
		row := from.Editions[i]
		v.Editions = append(v.Editions, row)
		return row.Price != nil || row.Base != nil
	case a.Type == "quota":
		row := QuotaRow{}
		if i < len(from.Quota) {
			row = from.Quota[i]
		}
		v.Quota = append(v.Quota, row)
		return row.Known
	}
	row := Rung{}
	if i < len(from.Rungs) {
		row = from.Rungs[i]
	}
	v.Rungs = append(v.Rungs, row)
	return row.Known
}

func (v *Value) weaken(by *Value) {
	if by.Confidence.Rank() < v.Confidence.Rank() {
		v.Confidence = by.Confidence
	}
	if by.Checked < v.Checked {
		v.Checked = by.Checked
	}
	if by.State == Stale {
		v.State = Stale
	}
}

// AtRank is the value whose row stands at an edition rank: of a list in which an answer replaced one row, the answer there and
// the public value elsewhere, each with its own state, confidence and sources. It is the value itself in every other case. The
// row is at index rank of its list, where it has one.
func (v *Value) AtRank(rank int) *Value {
	if rank < 0 || rank >= len(v.ranks) {
		return v
	}
	return v.ranks[rank]
}
