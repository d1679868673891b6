package vendorfit

import "fmt"

// values checks every row.
func (c *platformCheck) values() {
	seen := map[[2]string]bool{}
	for i := range c.platform.Values {
		r := &c.platform.Values[i]
		at := fmt.Sprintf("/values/%d", i)
		key := [2]string{r.Attribute, r.Member}
		if seen[key] {
			c.wrong(at, "duplicate", r.Attribute, Text{En: "this value stands twice", Nb: "denne verdien står to ganger"})
			continue
		}
		seen[key] = true
		c.row(at, r)
	}
}

// row checks one row and keeps its typed value.
func (c *platformCheck) row(at string, r *Row) {
	a := c.book.Attribute(r.Attribute)
	if a == nil {
		c.wrong(at+"/attribute", "code", r.Attribute, Text{En: "the book has no such attribute", Nb: "regelboken har ikke noe slikt attributt"})
		return
	}
	if a.ID == OfferAttribute {
		c.wrong(at, "format", a.ID, Text{En: "an offer holds for one buyer: it is given as an answer, never in the catalogue", Nb: "et tilbud gjelder for én kjøper: det gis som et svar, aldri i katalogen"})
		return
	}
	c.member(at, a, r)
	if r.As != "" && !a.VendorName {
		c.wrong(at+"/as", "unknownField", r.As, Text{En: "this attribute has no vendor's name", Nb: "dette attributtet har ikke noe leverandørnavn"})
	}
	if !c.state(at, a, r) {
		return
	}
	t := typedRow{row: r, attribute: a, value: Value{State: r.State}}
	if r.Value != nil {
		v, mistakes := c.book.ParseValue(a, r.Value, c.ranks)
		for _, m := range mistakes {
			m.Pointer = at + "/value" + m.Pointer
			c.mistakes = append(c.mistakes, m)
		}
		t.value = v
	}
	c.evidence(at, &t)
	c.typed = append(c.typed, t)
}

// member checks that a row names a member where its attribute has members, and only there.
func (c *platformCheck) member(at string, a *Attribute, r *Row) {
	whole := a.Type == "set" && r.Value != nil
	known := r.Member != "" && c.book.MemberSlot(a.ID, r.Member) != NoSlot
	switch {
	case a.Members() == nil && r.Member != "", whole && r.Member != "":
		c.wrong(at+"/member", "unknownField", r.Member, Text{En: "this value has no members", Nb: "denne verdien har ingen medlemmer"})
	case a.Members() != nil && !whole && !known:
		c.mistakes = append(c.mistakes, Mistake{
			Pointer: at + "/member", Code: "code", Found: r.Member, Expected: OneOf(a.Members()),
			Message: Text{En: "which member is it?", Nb: "hvilket medlem er det?"},
		})
	}
}

// state checks that a row has a value or a state, and a state that its attribute knows.
func (c *platformCheck) state(at string, a *Attribute, r *Row) bool {
	switch {
	case r.Value != nil && r.State != "", r.Value == nil && r.State == "":
		c.wrong(at, "required", "", Text{En: "a row has either a value or a state", Nb: "en rad har enten en verdi eller en tilstand"})
	case r.Value != nil, r.State == NotSeen, r.State == Declined, r.State == Known && a.Type == "set",
		r.State == None && (a.None != nil || a.Type == "set"):
		return true
	case r.State == Known:
		c.wrong(at+"/state", "code", "known", Text{En: "state: known is for members of a set; give the value", Nb: "state: known er for medlemmer av et sett; oppgi verdien"})
	case r.State == None:
		c.wrong(at+"/state", "code", "none", Text{En: "this attribute has no state none", Nb: "dette attributtet har ikke tilstanden none"})
	default:
		c.mistakes = append(c.mistakes, Mistake{
			Pointer: at + "/state", Code: "code", Found: string(r.State),
			Expected: OneOf([]string{"known (of a set)", "none", "notSeen", "declined"}),
			Message:  Text{En: "a row cannot be in this state", Nb: "en rad kan ikke være i denne tilstanden"},
		})
	}
	return false
}

// evidence checks what a row rests on and fills in confidence, facts and the day on which it was last looked at: that of the
// weakest fact, and of the oldest.
func (c *platformCheck) evidence(at string, t *typedRow) {
	r, v := t.row, &t.value
	weakest := c.rests(at, r.Facts)
	v.As, v.Note, v.LookedIn = r.As, r.Note, r.LookedIn
	for _, id := range r.Facts {
		if f := c.facts[id]; f != nil {
			v.Facts = append(v.Facts, f)
			if v.Checked == "" || f.Checked < v.Checked {
				v.Checked = f.Checked
			}
		}
	}
	if v.State == NotSeen || v.State == Declined {
		c.looked(at, r)
		v.Checked = r.Checked
		return
	}
	v.Denied = v.State == None
	c.rested(at, r, weakest)
	v.Confidence = weakest
	if r.Confidence != "" {
		v.Confidence = r.Confidence
	}
}

// looked checks that a row without a value says where it was looked for, and when; of a declined one, when the vendor was asked.
func (c *platformCheck) looked(at string, r *Row) {
	if r.State == NotSeen && r.LookedIn == "" {
		c.wrong(at+"/lookedIn", "required", "", Text{En: "where was it looked for?", Nb: "hvor er det lett etter?"})
	}
	if !r.Checked.Valid() {
		c.wrong(at+"/checked", "required", string(r.Checked), Text{En: "the day on which it was looked for or asked, as YYYY-MM-DD", Nb: "dagen da det ble lett etter eller spurt, som ÅÅÅÅ-MM-DD"})
	}
}

// rested checks that a value rests on facts, and claims no more confidence than the weakest of them.
func (c *platformCheck) rested(at string, r *Row, weakest Confidence) {
	if len(r.Facts) == 0 {
		c.wrong(at, "required", "", Text{En: "a value rests on facts, or it does not exist", Nb: "en verdi hviler på fakta, eller så finnes den ikke"})
	}
	if r.Checked != "" || r.LookedIn != "" {
		c.wrong(at, "unknownField", "", Text{En: "checked and lookedIn are for what was not seen; a value has those of its facts", Nb: "checked og lookedIn er for det som ikke ble funnet; en verdi har faktaenes"})
	}
	if r.Confidence == "" {
		return
	}
	c.oneOf(at+"/confidence", string(r.Confidence), "high", "medium", "low")
	if weakest != "" && r.Confidence.Rank() > weakest.Rank() {
		c.wrong(at+"/confidence", "maximum", string(r.Confidence), Text{
			En: fmt.Sprintf("a value is no surer than its weakest fact, which is %s", weakest),
			Nb: fmt.Sprintf("en verdi er ikke sikrere enn det svakeste faktumet, som er %s", weakest),
		})
	}
}

// prepare lays the rows into their slots. An empty set says of every member that it does not exist.
func (c *platformCheck) prepare() *prepared {
	s := &prepared{book: c.book, facts: c.platform.Facts, rows: c.platform.Values, values: unknowns(c.book)}
	s.until = make([]Date, len(s.values))
	for i := range c.typed {
		t := &c.typed[i]
		members := []string{t.row.Member}
		if t.attribute.Type == "set" && t.row.Value != nil {
			members = t.attribute.Members()
		}
		for _, m := range members {
			if slot := c.book.MemberSlot(t.attribute.ID, m); slot != NoSlot {
				s.values[slot], s.until[slot] = &t.value, shelf(t.attribute, &t.value)
			}
		}
	}
	return s
}

// shelf is the last day on which a value is in date; "" where its state has no shelf life.
func shelf(a *Attribute, v *Value) Date {
	if v.Open() || !v.Checked.Valid() {
		return ""
	}
	return v.Checked.AddMonths(a.ShelfMonths)
}
