package vendorfit

import "strings"

// Slot is the place of one value in a platform's [Knowledge]: an attribute, or one member of a set or of the languages.
type Slot int

// NoSlot is the slot of what the book does not have.
const NoSlot Slot = -1

// Place is what a slot stands for.
type Place struct {
	Attribute *Attribute
	Member    string // of a set or of the languages, else ""
}

// Languages are the members of an attribute of type language, in the order in which they are shown.
var Languages = []string{"en", "nb", "nn", "sv", "da", "fi"}

type index struct {
	attributes map[string]*Attribute
	places     []Place
	slots      map[string]Slot // "attribute" or "attribute:member"
	params     map[string]*Param
	derived    map[string]*Declaration
	totals     map[string]*Declaration
	questions  map[string]*Question
	lists      codeIndex
}

// Index makes the book ready for look-ups. It is called once, by whoever read the book, before the book is shared.
func (b *Book) Index() {
	b.index = index{
		attributes: map[string]*Attribute{}, slots: map[string]Slot{}, params: map[string]*Param{},
		derived: map[string]*Declaration{}, totals: map[string]*Declaration{}, questions: map[string]*Question{},
	}
	for i := range b.Attributes {
		a := &b.Attributes[i]
		b.attributes[a.ID] = a
		members := a.Members()
		if members == nil {
			b.slots[a.ID] = Slot(len(b.places))
			b.places = append(b.places, Place{Attribute: a})
		}
		for _, m := range members {
			b.slots[a.ID+":"+m] = Slot(len(b.places))
			b.places = append(b.places, Place{Attribute: a, Member: m})
		}
	}
	for i := range b.Params {
		b.params[b.Params[i].ID] = &b.Params[i]
	}
	for i := range b.Derived {
		b.derived[b.Derived[i].ID] = &b.Derived[i]
	}
	for i := range b.Totals {
		b.totals[b.Totals[i].ID] = &b.Totals[i]
	}
	for i := range b.Form.Questions {
		b.questions[b.Form.Questions[i].ID] = &b.Form.Questions[i]
	}
	b.lists = b.listCodes()
}

// Members are the members of a set or of the languages, each with a state of its own; nil for any other type.
func (a *Attribute) Members() []string {
	switch a.Type {
	case "language":
		return Languages
	case "set":
		members := make([]string, len(a.Vocab))
		for i, c := range a.Vocab {
			members[i] = c.Code
		}
		return members
	}
	return nil
}

// Code is the code of the attribute's vocabulary, or nil.
func (a *Attribute) Code(code string) *Code {
	for i := range a.Vocab {
		if a.Vocab[i].Code == code {
			return &a.Vocab[i]
		}
	}
	return nil
}

// Bounds are the points of an open value at worst and at best: from 0 where a source may say that it does not exist, else
// from the lowest points of the vocabulary, to the highest; 0..1 for access.
func (a *Attribute) Bounds() (worst, best float64) {
	if len(a.Vocab) == 0 {
		return 0, 1
	}
	worst = a.Vocab[0].Points
	for _, c := range a.Vocab {
		worst, best = min(worst, c.Points), max(best, c.Points)
	}
	if a.None != nil {
		worst = 0
	}
	return worst, best
}

// Attribute is the attribute of that id, or nil.
func (b *Book) Attribute(id string) *Attribute { return b.attributes[id] }

// Places are all slots of the book, in the order of its attributes.
func (b *Book) Places() []Place { return b.places }

// Slot is the slot of an attribute without members.
func (b *Book) Slot(attribute string) Slot { return b.MemberSlot(attribute, "") }

// MemberSlot is the slot of a member, or of the attribute where member is "". NoSlot where the book has none.
func (b *Book) MemberSlot(attribute, member string) Slot {
	if member != "" {
		attribute += ":" + member
	}
	if s, ok := b.slots[attribute]; ok {
		return s
	}
	return NoSlot
}

// Declaration is that of a derived quantity, or nil.
func (b *Book) Declaration(id string) *Declaration { return b.derived[id] }

// Total is the declaration of a total, or nil.
func (b *Book) Total(id string) *Declaration { return b.totals[id] }

// Question is the question at a path of the profile, or nil.
func (b *Book) Question(path string) *Question { return b.questions[path] }

// Const is the constant at a path such as "cost.unknownSeat.worst": the longest parameter id that starts it, then fields.
func (b *Book) Const(path string) (Constant, bool) {
	for id, rest := path, ""; ; {
		if p := b.params[id]; p != nil {
			return p.Value.At(rest)
		}
		cut := strings.LastIndexByte(id, '.')
		if cut < 0 {
			return Constant{}, false
		}
		id, rest = id[:cut], strings.TrimSuffix(id[cut+1:]+"."+rest, ".")
	}
}

// Number is the number at a path of the parameters. It panics where there is none: the book's own checks have seen that every
// path the engine asks for exists.
func (b *Book) Number(path string) float64 {
	c, ok := b.Const(path)
	if !ok || c.Fields != nil || c.List != nil || c.Text != "" {
		panic("vendorfit: the book has no number at params." + path)
	}
	return c.Number
}
