package vendorfit

import (
	"fmt"
	"strings"
)

// Sketch is what is known of a made-up platform, for the tests that stand beside rules. The keys of shorthand are "attribute" or
// "attribute:member"; what has no key is unknown. Values are decoded ones:
//
//	sso.access: e1                                 known, of high confidence and in date
//	sso.access: {state: notSeen}                   a state; of a member of a set also {state: known}
//	sso.access: {value: e1, confidence: low}       a value of lower confidence
//	sso.access: {value: e1, state: stale}          a value past its shelf life; without a value, a no past it
//	certs: [iso27001]                              a set in full: these are known, the others do not exist
//	certs: {state: notSeen}                        the same state for every member
//
// Where the platform has no editions, the lists that go by edition may have any length.
func Sketch(b *Book, shorthand map[string]any) (*Knowledge, error) {
	s := sketcher{book: b, ranks: AnyRanks, known: &Knowledge{
		Platform: &Platform{ID: "example", Name: "Example"}, Values: unknowns(b), Pinned: -1,
	}}
	if list, ok := sketched(shorthand["editions"]).value.([]any); ok {
		s.ranks = len(list)
	}
	for _, key := range sortedKeys(shorthand) {
		s.put(key, shorthand[key])
	}
	if len(s.mistakes) > 0 {
		return nil, &Error{Kind: Invalid, Mistakes: s.mistakes, Message: Text{
			En: "the example platform does not fit the book", Nb: "eksempelplattformen passer ikke med regelboken",
		}}
	}
	return s.known, nil
}

// unknowns has a value for every slot, of which nothing is known.
func unknowns(b *Book) []*Value {
	values := make([]*Value, len(b.Places()))
	for i := range values {
		values[i] = &unknown
	}
	return values
}

type sketcher struct {
	book     *Book
	ranks    int
	known    *Knowledge
	mistakes []Mistake
}

// sketch is a value as the shorthand writes it.
type sketch struct {
	value      any
	given      bool // there is a value
	state      State
	confidence Confidence
	odd        string // a key that does not belong there
}

// sketched tells a plain value from one that is written with a state or a confidence.
func sketched(raw any) sketch {
	m, ok := raw.(map[string]any)
	_, state := m["state"]
	_, confidence := m["confidence"]
	if !ok || !state && !confidence {
		return sketch{value: raw, given: true, confidence: High}
	}
	s := sketch{confidence: High}
	for _, k := range sortedKeys(m) {
		text, _ := m[k].(string)
		switch k {
		case "value":
			s.value, s.given = m[k], true
		case "state":
			s.state = State(text)
		case "confidence":
			s.confidence = Confidence(text)
		default:
			s.odd = k
		}
	}
	return s
}

// put lays one entry of the shorthand into its slot, or into those of every member.
func (s *sketcher) put(key string, raw any) {
	id, member, _ := strings.Cut(key, ":")
	a := s.book.Attribute(id)
	if a == nil || member != "" && s.book.MemberSlot(id, member) == NoSlot {
		s.wrong(key, "code", Mistake{Found: key, Expected: Text{En: "an attribute of the book, or attribute:member", Nb: "et attributt i regelboken, eller attributt:medlem"}})
		return
	}
	entry := sketched(raw)
	if entry.odd != "" || entry.confidence.Rank() == 0 {
		s.wrong(key, "unknownField", Mistake{Found: Found(raw), Expected: Text{En: "value, state and confidence (high, medium or low)", Nb: "value, state og confidence (high, medium eller low)"}})
		return
	}
	if member != "" || a.Members() == nil {
		s.set(key, s.book.MemberSlot(id, member), s.value(key, a, member, entry))
		return
	}
	s.putAll(key, a, entry)
}

// putAll lays an entry without a member into every slot of a set or of the languages.
func (s *sketcher) putAll(key string, a *Attribute, entry sketch) {
	held := map[string]bool{}
	list, full := entry.value.([]any)
	for _, item := range list {
		text, _ := item.(string)
		held[text] = true
		if s.book.MemberSlot(a.ID, text) == NoSlot {
			s.wrong(key, "code", Mistake{Found: Found(item), Expected: a.vocabulary()})
		}
	}
	for _, m := range a.Members() {
		one := entry
		if full && a.Type == "set" {
			one = sketch{state: None, confidence: entry.confidence}
			if held[m] {
				one.state = Known
			}
		}
		s.set(key, s.book.MemberSlot(a.ID, m), s.value(key, a, m, one))
	}
}

// value is the typed value of an entry.
func (s *sketcher) value(key string, a *Attribute, member string, entry sketch) Value {
	v := Value{State: Known}
	switch {
	case entry.given:
		var mistakes []Mistake
		v, mistakes = s.book.ParseValue(a, entry.value, s.ranks)
		for _, m := range mistakes {
			s.wrong(key, m.Code, m)
		}
	case entry.state == Known && a.Type != "set", entry.state == "":
		s.wrong(key, "required", Mistake{Expected: Text{En: "a value", Nb: "en verdi"}})
	}
	switch entry.state {
	case NotSeen, Unknown, Declined:
		return Value{State: entry.state}
	case None:
		v.State, v.Denied = None, true
	case Stale:
		v.State, v.Denied = Stale, !entry.given && a.Type != "set"
	case "", Known:
	default:
		s.wrong(key, "code", Mistake{Found: string(entry.state), Expected: OneOf([]string{"known", "stale", "notSeen", "unknown", "declined", "none"})})
	}
	v.Confidence = entry.confidence
	return v
}

func (s *sketcher) set(key string, slot Slot, v Value) {
	if slot != NoSlot {
		s.known.Values[slot] = &v
	}
}

func (s *sketcher) wrong(key, code string, m Mistake) {
	m.Pointer, m.Code = "/"+EscapePointer(key)+m.Pointer, code
	if m.Message == (Text{}) {
		m.Message = Text{En: fmt.Sprintf("“%s” cannot be read", key), Nb: fmt.Sprintf("«%s» kan ikke leses", key)}
	}
	s.mistakes = append(s.mistakes, m)
}
