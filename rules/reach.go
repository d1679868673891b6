package rules

import (
	"slices"

	"github.com/vendorfit/vendorfit"
)

// stop is one of the buyer's systems that reach() asks for.
type stop struct {
	system string
	slot   vendorfit.Slot
	bounds *vendorfit.Attribute
	weight float64 // 3, 2 or 1, by the highest criticality of its flows
}

// stops are the systems of these kinds that stay, have a flow that is more than a sign-in, and a product of which the book
// knows the connector.
func (h *hearing) stops(kinds []string) []stop {
	var stops []stop
	for i := range h.profile.Systems {
		sys := &h.profile.Systems[i]
		slot := h.book.Slot("connector." + sys.Product)
		if sys.Keep == "replace" || slot == vendorfit.NoSlot || !slices.Contains(kinds, sys.Kind) {
			continue
		}
		if weight := h.criticality(sys.ID); weight > 0 {
			stops = append(stops, stop{sys.ID, slot, h.book.Attribute("connector." + sys.Product), weight})
		}
	}
	return stops
}

// criticality is the highest level of the flows of a system, 0 where it has none: a sign-in moves no data.
func (h *hearing) criticality(system string) float64 {
	highest := 0.0
	for i := range h.profile.Integrations {
		f := &h.profile.Integrations[i]
		if f.System == system && !slices.Equal(f.Entities, []string{"login"}) {
			highest = max(highest, needLevel(h.book.Book, f.Criticality))
		}
	}
	return highest
}

// reach is the weighted mean of the points of the connectors, each at its own worst, estimate and best. Without a system it is
// no number: a rule that asks for it then fails.
func (s *sitting) reach(b *binding) results {
	var r results
	total := 0.0
	for i := range b.stops {
		x := &b.stops[i]
		one := s.pointsOf(s.known.At(x.slot), x.bounds, 1)
		for p := range r.at {
			r.at[p] += float64(x.weight * one.at[p])
		}
		r.from, r.to = r.from+float64(x.weight*one.from), r.to+float64(x.weight*one.to)
		total, r.open = total+x.weight, r.open || one.open
	}
	for p := range r.at {
		r.at[p] /= total
	}
	if r.from, r.to = r.from/total, r.to/total; r.to > r.from {
		r.q = (r.at[estimate] - r.from) / (r.to - r.from)
	}
	return r
}
