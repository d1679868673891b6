package vendorfit

import (
	"fmt"
	"regexp"
)

// prepared is a platform's public values in typed form, by slot, as they are on the day on which they were looked at. It is made
// once per platform and shared by all evaluations.
type prepared struct {
	book   *Book
	facts  []Fact
	rows   []Row
	values []*Value
	until  []Date // the last day of the shelf life; "" where the state has none
}

// Prepare checks a platform against the book and lays out its values in typed form, once, so that evaluations need not. It is
// called by whoever read the platform, before it is shared; the platform is not changed afterwards. The pointers of the
// mistakes are relative to the platform.
func (b *Book) Prepare(p *Platform) []Mistake {
	c := platformCheck{book: b, platform: p, facts: map[string]*Fact{}, used: map[string]bool{}}
	c.check()
	p.prepared = c.prepare()
	return c.mistakes
}

// preparedOf gives the typed values of a platform, worked out anew where it was not prepared for this book, or has got other
// rows since: a copy with one changed value must not be read as the original.
func (b *Book) preparedOf(p *Platform) (*prepared, []Mistake) {
	if s := p.prepared; s != nil && s.book == b && same(s.rows, p.Values) && same(s.facts, p.Facts) {
		return s, nil
	}
	copied := *p
	mistakes := b.Prepare(&copied)
	return copied.prepared, mistakes
}

// same tells whether two slices are one and the same piece of memory.
func same[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// platformCheck checks one platform and gathers its mistakes.
type platformCheck struct {
	book     *Book
	platform *Platform
	facts    map[string]*Fact
	used     map[string]bool // by id of a fact: something rests on it
	ranks    int
	typed    []typedRow
	mistakes []Mistake
}

// typedRow is a row whose attribute exists, with its value.
type typedRow struct {
	row       *Row
	attribute *Attribute
	value     Value
}

func (c *platformCheck) wrong(pointer, code, found string, message Text) {
	c.mistakes = append(c.mistakes, Mistake{Pointer: pointer, Code: code, Found: found, Message: message})
}

var identifier = regexp.MustCompile(idPattern)

func (c *platformCheck) check() {
	p := c.platform
	if !identifier.MatchString(p.ID) {
		c.wrong("/id", "format", p.ID, Text{En: "a platform needs an id of letters, digits, dot, hyphen and underscore, at most 64", Nb: "en plattform må ha en id av bokstaver, tall, punktum, bindestrek og understrek, høyst 64"})
	}
	if p.Name == "" {
		c.wrong("/name", "required", "", Text{En: "a platform needs a name", Nb: "en plattform må ha et navn"})
	}
	for i := range p.Facts {
		c.fact(fmt.Sprintf("/facts/%d", i), &p.Facts[i])
	}
	for i := range p.Facts {
		c.conflicts(fmt.Sprintf("/facts/%d/conflictsWith", i), &p.Facts[i])
	}
	c.stated("/vendor/name", p.Vendor.Name)
	c.stated("/vendor/headquarters", p.Vendor.Headquarters)
	c.stated("/vendor/jurisdiction", p.Vendor.Jurisdiction)
	c.ranks = editionCount(p.Values)
	c.values()
	c.unused()
}

// editionCount is the number of editions of the platform, 0 where they are not known.
func editionCount(rows []Row) int {
	for _, r := range rows {
		if list, ok := r.Value.([]any); ok && r.Attribute == "editions" {
			return len(list)
		}
	}
	return 0
}

var missing = Text{En: "a fact needs this: without it nobody can look it up", Nb: "et faktum må ha dette: uten det kan ingen slå det opp"}

// fact checks that a fact can be traced: to a source, a date, the day on which it was last looked at, and how far it is trusted.
func (c *platformCheck) fact(at string, f *Fact) {
	switch {
	case !identifier.MatchString(f.ID):
		c.wrong(at+"/id", "format", f.ID, Text{En: "a fact needs an id", Nb: "et faktum må ha en id"})
	case c.facts[f.ID] != nil:
		c.wrong(at+"/id", "duplicate", f.ID, Text{En: "another fact has this id", Nb: "et annet faktum har denne id-en"})
	}
	c.facts[f.ID] = f
	for _, field := range []struct{ name, text string }{{"about", f.About}, {"source", f.Source}, {"asOf", f.AsOf}} {
		if field.text == "" {
			c.wrong(at+"/"+field.name, "required", "", missing)
		}
	}
	if f.Value == nil || f.Value == "" {
		c.wrong(at+"/value", "required", "", missing)
	}
	if !f.Checked.Valid() {
		c.wrong(at+"/checked", "format", string(f.Checked), Text{En: "the day on which the fact was last looked at, as YYYY-MM-DD", Nb: "dagen da faktumet sist ble kontrollert, som ÅÅÅÅ-MM-DD"})
	}
	c.oneOf(at+"/sourceType", f.SourceType, "vendor", "vendor_mirror", "ecosystem_vendor", "third_party")
	c.oneOf(at+"/confidence", string(f.Confidence), "high", "medium", "low")
}

func (c *platformCheck) oneOf(pointer, found string, codes ...string) {
	for _, code := range codes {
		if code == found {
			return
		}
	}
	c.mistakes = append(c.mistakes, Mistake{
		Pointer: pointer, Code: "code", Found: found, Expected: OneOf(codes),
		Message: Text{En: "this code is not known", Nb: "denne koden er ikke kjent"},
	})
}

// ConflictIDs are the ids of the facts that this one conflicts with.
func (f *Fact) ConflictIDs() []string {
	switch x := f.ConflictsWith.(type) {
	case string:
		return []string{x}
	case []any:
		ids := make([]string, len(x))
		for i, id := range x {
			ids[i] = fmt.Sprint(id)
		}
		return ids
	case []string:
		return x
	}
	return nil
}

// conflicts checks that a fact names facts of the same platform, and that one of the two says in a note why they differ: both
// are kept, and the reader must see why the book rests on the one.
func (c *platformCheck) conflicts(at string, f *Fact) {
	ids := f.ConflictIDs()
	if f.ConflictsWith != nil && len(ids) == 0 {
		c.wrong(at, "type", Found(f.ConflictsWith), Text{En: "the id of a fact, or a list of ids", Nb: "id-en til et faktum, eller en liste med id-er"})
	}
	for _, id := range ids {
		other := c.facts[id]
		switch {
		case other == nil || other == f:
			c.wrong(at, "code", id, Text{En: "this is no other fact of the platform", Nb: "dette er ikke et annet faktum om plattformen"})
		case f.Note == "" && other.Note == "":
			c.wrong(at, "required", id, Text{En: "two facts conflict, and neither has a note that says why", Nb: "to fakta motsier hverandre, og ingen av dem har en merknad som sier hvorfor"})
		}
	}
}

// stated checks a text about the vendor: it rests on facts, or it is said to be unknown.
func (c *platformCheck) stated(at string, s Stated) {
	c.rests(at, s.Facts)
	known := s.Value != "" && len(s.Facts) > 0 && s.State == ""
	if !known && (s.Value != "" || s.State != Unknown) {
		c.wrong(at, "required", "", Text{En: "neither a value with its facts nor state: unknown", Nb: "verken en verdi med fakta eller state: unknown"})
	}
}

// rests marks facts as used and gives the weakest confidence among them, "" where there is none.
func (c *platformCheck) rests(at string, ids []string) Confidence {
	weakest := Confidence("")
	for i, id := range ids {
		f := c.facts[id]
		if f == nil {
			c.wrong(fmt.Sprintf("%s/facts/%d", at, i), "code", id, Text{En: "the platform has no such fact", Nb: "plattformen har ikke noe slikt faktum"})
			continue
		}
		c.used[id] = true
		if weakest == "" || f.Confidence.Rank() < weakest.Rank() {
			weakest = f.Confidence
		}
	}
	return weakest
}

// unused checks the mark of facts on which nothing rests, so that a fact cannot be forgotten silently.
func (c *platformCheck) unused() {
	for i, f := range c.platform.Facts {
		at := fmt.Sprintf("/facts/%d", i)
		switch {
		case c.used[f.ID] && f.Unused:
			c.wrong(at+"/unused", "format", "true", Text{En: "a value rests on this fact, yet it is marked unused", Nb: "en verdi hviler på dette faktumet, men det er merket som ubrukt"})
		case !c.used[f.ID] && !f.Unused:
			c.wrong(at, "required", f.ID, Text{En: "nothing rests on this fact; mark it unused: true", Nb: "ingenting hviler på dette faktumet; merk det unused: true"})
		}
	}
}
