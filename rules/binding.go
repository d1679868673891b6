package rules

import (
	"math"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// binding is what a site asks for under one profile. It is the same for every platform, and made when a rule first asks.
type binding struct {
	done      bool
	asked     vendorfit.Asked // meets: the code
	points    float64         // meets: its points
	level     float64         // atLeast: the number asked for
	ends      [2]float64      // num, scale: worst and best
	stops     []stop          // reach
	slot      vendorfit.Slot  // path
	attribute *vendorfit.Attribute
	derived   int
	inner     *binding
}

// bound is the binding of a site.
func (h *hearing) bound(i int) *binding {
	b := &h.bindings[i]
	if !b.done {
		h.bind(&h.book.sites[i], b)
	}
	return b
}

// bind asks the profile what a site is to ask for.
func (h *hearing) bind(x *site, b *binding) {
	b.done, b.derived = true, x.derived
	switch x.does {
	case meeting:
		code, _ := h.argument(x.code).(string)
		b.asked = vendorfit.Asked{Attribute: x.attribute.ID, Code: code}
		b.points = 1
		if c := x.attribute.Code(code); c != nil {
			b.points = c.Points
		}
	case reaching:
		b.level = h.number(x.level)
	case numbering, scaling:
		b.ends = [2]float64{h.number(x.ends[0]), h.number(x.ends[1])}
	case connecting:
		b.stops = h.stops(x.kinds)
	case warehousing:
		id := "warehouse." + h.profile.Data.Warehouse
		b.slot, b.attribute = h.book.Slot(id), h.book.Attribute(id)
	}
	if x.inner != nil {
		b.inner = &binding{}
		h.bind(x.inner, b.inner)
	}
}

// argument is what an argument comes to under the profile. It has a machine of its own: it is asked for while the rule's program
// runs on the hearing's.
func (h *hearing) argument(a argument) any {
	if a.run == nil {
		return a.constant
	}
	x, err := a.run.run(h.vars)
	if err != nil {
		return nil
	}
	return x
}

// number is an argument that is a number. One that could not be worked out is none, and makes the rule fail.
func (h *hearing) number(a argument) float64 {
	if x, ok := h.argument(a).(float64); ok {
		return x
	}
	return math.NaN()
}

// view is what a rule reads under one profile, whatever the platform.
type view struct {
	done    bool
	sites   []int            // in the order in which the rule names them
	slots   []vendorfit.Slot // of its facts
	ids     []string         // of the derived quantities it names
	derived []int            // their numbers, each with its place among the slots
	after   []int
	asked   vendorfit.Asked // the first code that meets() asks for
	systems []string
}

// note fills in what the sites of a view say.
func (h *hearing) note(r *view) {
	r.done = true
	for _, i := range r.sites {
		h.noteSite(r, &h.book.sites[i], h.bound(i))
	}
}

func (h *hearing) noteSite(r *view, x *site, b *binding) {
	switch x.does {
	case scaling:
		h.noteSite(r, x.inner, b.inner)
	case derivedNumber, derivedTruth:
		if !slices.Contains(r.ids, x.id) {
			r.ids = append(r.ids, x.id)
			r.derived, r.after = append(r.derived, b.derived), append(r.after, len(r.slots))
		}
	case connecting:
		for _, at := range b.stops {
			r.slots, r.systems = append(r.slots, at.slot), append(r.systems, at.system)
		}
	case warehousing:
		r.slots = addSlot(r.slots, b.slot)
	default:
		r.slots = addSlot(r.slots, x.slot)
		if r.asked.Code == "" {
			r.asked = b.asked
		}
	}
}

// addSlot adds a slot that is not there yet.
func addSlot(slots []vendorfit.Slot, slot vendorfit.Slot) []vendorfit.Slot {
	if slot == vendorfit.NoSlot || slices.Contains(slots, slot) {
		return slots
	}
	return append(slots, slot)
}

// reads are the slots that a rule reads on the platform before the hearing, also through derived quantities.
func (s *sitting) reads(r *view) []vendorfit.Slot {
	if len(r.derived) == 0 {
		return r.slots
	}
	if len(r.derived) == 1 && len(r.slots) == 0 {
		return s.sheet.Number(r.derived[0]).Reads
	}
	var all []vendorfit.Slot
	from := 0
	for i, d := range r.derived {
		for _, slot := range r.slots[from:r.after[i]] {
			all = addSlot(all, slot)
		}
		from = r.after[i]
		for _, slot := range s.sheet.Number(d).Reads {
			all = addSlot(all, slot)
		}
	}
	for _, slot := range r.slots[from:] {
		all = addSlot(all, slot)
	}
	return all
}
