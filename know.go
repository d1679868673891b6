package vendorfit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Know lays out what is known of one platform at a date: the catalogue's values, and over them the answers, the pinned edition
// and the lifted gates that the request has for this platform. The pointers of the mistakes are into the request, or relative
// to the platform where it does not fit the book.
//
// A value is stale where its shelf life, counted from the day on which its oldest fact was last looked at, has ended before
// asOf. A fact that was looked at after asOf is used all the same: an evaluation is replayed with the catalogue that it was
// made with, and asking what an earlier day would have said must not lose facts that were found since.
func Know(b *Book, p *Platform, r *Request, asOf Date) (*Knowledge, []Mistake) {
	s, mistakes := b.preparedOf(p)
	k := &Knowledge{Platform: p, Values: make([]*Value, len(s.values)), Public: map[Slot]*Value{}, Pinned: -1, Lifted: map[string]Lift{}}
	for i, v := range s.values {
		k.Values[i] = aged(v, s.until[i], asOf)
	}
	mistakes = append(mistakes, answerAll(b, k, r, asOf)...)
	mistakes = append(mistakes, k.pin(b, r)...)
	for _, l := range r.Lifted {
		if l.Platform == p.ID {
			k.Lifted[l.Gate] = l
		}
	}
	return k, mistakes
}

// aged is the value as it stands at a date: itself while it is in date, else a stale copy.
func aged(v *Value, until, asOf Date) *Value {
	if until == "" || asOf <= until {
		return v
	}
	stale := *v
	stale.State = Stale
	return &stale
}

// pin sets the rank of the edition that the request has pinned.
func (k *Knowledge) pin(b *Book, r *Request) []Mistake {
	name, ok := r.Editions[k.Platform.ID]
	if !ok {
		return nil
	}
	rank, m := editionRank(k.Editions(b), name)
	k.Pinned = rank
	if m != nil {
		m.Pointer = "/editions/" + EscapePointer(k.Platform.ID)
		return []Mistake{*m}
	}
	return nil
}

// editionRank is the rank of an edition by its name; -1 and a mistake where there is none of that name.
func editionRank(editions []EditionRow, name string) (int, *Mistake) {
	names := make([]string, len(editions))
	for i, e := range editions {
		if names[i] = e.Name; e.Name == name {
			return i, nil
		}
	}
	m := &Mistake{Code: "code", Found: strconv.Quote(name), Message: Text{En: "the platform has no such edition", Nb: "plattformen har ingen slik utgave"}}
	if len(names) == 0 {
		m.Expected = Text{En: "nothing here: the platform's editions are not known", Nb: "ingenting her: utgavene til plattformen er ikke kjent"}
		return -1, m
	}
	m.Expected = OneOf(names)
	return -1, m
}

// KnowAll lays out what is known of every platform that the request asks for: those of the catalogue, its own ones after them,
// or those among them that it names in `only`. The error is of kind invalid, with pointers into the request; it also covers
// answers to platforms that are not asked for.
func KnowAll(b *Book, c *Catalogue, r *Request, asOf Date) ([]*Knowledge, error) {
	l := layout{book: b, request: r, asOf: asOf, platforms: slices.Clone(c.Platforms)}
	l.own(c)
	l.check()
	known := l.known(len(c.Platforms))
	if len(l.mistakes) > 0 {
		return nil, &Error{Kind: Invalid, Mistakes: l.mistakes, Message: Text{
			En: "the request does not fit the rule book and the catalogue", Nb: "forespørselen passer ikke med regelboken og katalogen",
		}}
	}
	return known, nil
}

// layout holds the platforms of one request while they are laid out.
type layout struct {
	book      *Book
	request   *Request
	asOf      Date
	platforms []*Platform
	mistakes  []Mistake
}

// own adds the platforms that the request brings. They are copied, so that a request can be evaluated twice at the same time.
func (l *layout) own(c *Catalogue) {
	for i := range l.request.Platforms {
		p := l.request.Platforms[i]
		at := fmt.Sprintf("/platforms/%d", i)
		for _, m := range l.book.Prepare(&p) {
			m.Pointer = at + m.Pointer
			l.mistakes = append(l.mistakes, m)
		}
		if l.has(p.ID) {
			l.wrong(at+"/id", "duplicate", p.ID, Text{En: "another platform has this id", Nb: "en annen plattform har denne id-en"})
		}
		l.platforms = append(l.platforms, &p)
	}
}

func (l *layout) has(id string) bool {
	return slices.ContainsFunc(l.platforms, func(p *Platform) bool { return p.ID == id })
}

func (l *layout) wrong(pointer, code, found string, message Text) {
	l.mistakes = append(l.mistakes, Mistake{Pointer: pointer, Code: code, Found: found, Message: message})
}

// check reports every platform and gate that the request names and nobody has.
func (l *layout) check() {
	for i, id := range l.request.Only {
		l.platform(fmt.Sprintf("/only/%d", i), id)
	}
	for i, a := range l.request.Answers {
		l.platform(fmt.Sprintf("/answers/%d/platform", i), a.Platform)
	}
	for _, id := range sortedKeys(l.request.Editions) {
		l.platform("/editions/"+EscapePointer(id), id)
	}
	seen := map[[2]string]bool{}
	for i, lift := range l.request.Lifted {
		at, key := fmt.Sprintf("/lifted/%d", i), [2]string{lift.Platform, lift.Gate}
		l.platform(at+"/platform", lift.Platform)
		if seen[key] {
			l.wrong(at, "duplicate", lift.Gate, Text{En: "this gate is lifted twice", Nb: "dette kravet er løftet to ganger"})
		}
		if seen[key] = true; !l.gate(lift.Gate) {
			l.wrong(at+"/gate", "code", lift.Gate, Text{
				En: "there is no such gate: the id of a gate of the book, edition, or own.N for requirement N of the profile",
				Nb: "det finnes ikke noe slikt krav: id-en til et krav i regelboken, edition, eller own.N for krav N i profilen",
			})
		}
	}
}

func (l *layout) platform(pointer, id string) {
	if l.has(id) {
		return
	}
	ids := make([]string, len(l.platforms))
	for i, p := range l.platforms {
		ids[i] = p.ID
	}
	l.mistakes = append(l.mistakes, Mistake{
		Pointer: pointer, Code: "code", Found: id, Expected: OneOf(ids),
		Message: Text{En: "there is no such platform", Nb: "det finnes ingen slik plattform"},
	})
}

// gate tells whether there is something to lift: a gate of the book, the pinned edition, or a requirement of the buyer's own.
func (l *layout) gate(id string) bool {
	if id == string(Edition) {
		return true
	}
	if number, ok := strings.CutPrefix(id, "own."); ok && l.request.Profile != nil {
		n, err := strconv.Atoi(number)
		return err == nil && 1 <= n && n <= len(l.request.Profile.Requirements)
	}
	return slices.ContainsFunc(l.book.Rules, func(r Rule) bool { return r.ID == id && r.Kind == Gate })
}

// known lays out every platform and keeps those that are asked for; those from index own on are the request's.
func (l *layout) known(own int) []*Knowledge {
	var known []*Knowledge
	for i, p := range l.platforms {
		k, mistakes := Know(l.book, p, l.request, l.asOf)
		k.Own = i >= own
		l.mistakes = append(l.mistakes, mistakes...)
		if len(l.request.Only) == 0 || slices.Contains(l.request.Only, p.ID) {
			known = append(known, k)
		}
	}
	return known
}
