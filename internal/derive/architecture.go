package derive

import (
	"slices"

	"github.com/vendorfit/vendorfit"
)

// Architecture is the answer to suite or best-of-breed on one platform.
type Architecture struct {
	Verdict  string   // suite, hybrid, bestOfBreed, or none where no variant is advisable
	Close    []string // two variants that are about as good, the verdict first; else nil
	Variants []Variant
	Firm     bool  // the verdict holds whatever the open values are
	Tips     []Tip // the first change that would give another answer; empty where none does
}

// Tip is a change that would tip the verdict.
type Tip struct {
	Change  string // maturity, keep, replace or preference
	System  string // id of the system that would be kept or replaced
	Verdict string
	Close   []string
}

// Architecture compares the variants. It is worked out when it is asked for.
func (s *Sheet) Architecture() Architecture {
	a := s.chosen(likely)
	a.Variants = slices.Clone(s.variants[likely])
	a.Firm = s.at(idArchitectureFirm).at[likely] == 1
	a.Tips = s.tips()
	return a
}

// group is the variants that place every area alike: they are one.
type group struct {
	name    string
	u, g    float64
	refused bool
	places  []Placement
}

// chosen is the verdict in one reading, without what surrounds it.
func (s *Sheet) chosen(r reading) Architecture {
	s.at(idVariants)
	var open []group
	for _, g := range groups(s.variants[r]) {
		if !g.refused {
			open = append(open, g)
		}
	}
	if len(open) == 0 {
		return Architecture{Verdict: "none"}
	}
	slices.SortStableFunc(open, func(a, b group) int {
		switch {
		case a.u > b.u:
			return -1
		case a.u < b.u:
			return 1
		}
		return 0
	})
	first := open[0]
	if len(open) == 1 || first.u-open[1].u >= s.variant.closeTo {
		return Architecture{Verdict: first.name}
	}
	second := open[1]
	if second.g < first.g {
		first, second = second, first
	}
	return Architecture{Verdict: first.name, Close: []string{first.name, second.name}}
}

// groups puts variants that place every area alike together. Such a group is refused only where all of them are.
func groups(variants []Variant) []group {
	var all []group
	for i := range variants {
		v := &variants[i]
		at := slices.IndexFunc(all, func(g group) bool { return slices.Equal(g.places, v.Places) })
		if at < 0 {
			all = append(all, group{name: v.Name, u: v.U, g: v.G, refused: v.Refusal != "", places: v.Places})
			continue
		}
		g := &all[at]
		g.u, g.refused = max(g.u, v.U), g.refused && v.Refusal != ""
		g.name = commonName(v.Places)
	}
	return all
}

// commonName is what variants are called that place every area alike.
func commonName(places []Placement) string {
	some := func(place string) bool {
		return slices.ContainsFunc(places, func(p Placement) bool { return p.Place == place })
	}
	switch {
	case !some(separate) && !some(kept):
		return "suite"
	case !some(ownPlace):
		return "bestOfBreed"
	}
	return "hybrid"
}

// differs tells that two verdicts are not the same.
func (a *Architecture) differs(b *Architecture) bool {
	return a.Verdict != b.Verdict || !slices.Equal(a.Close, b.Close)
}

func (s *Sheet) findArchitecture(m *memo) {
	s.ask(m, idVariants)
	a := s.chosen(likely)
	if m.code = a.Verdict; a.Close != nil {
		m.code = "close"
	}
	m.list = append(m.list, a.Close...)
}

func (s *Sheet) findArchitectureFirm(m *memo) {
	s.ask(m, idVariants)
	a, w, b := s.chosen(likely), s.chosen(softWorst), s.chosen(softBest)
	m.at = truths(!a.differs(&w) && !a.differs(&b))
}

func (s *Sheet) findArchitectureTips(m *memo) {
	s.ask(m, idVariants)
	for _, t := range s.tips() {
		m.list = append(m.list, t.id())
	}
}

// id names a change in one word: maturity, keep:ID, replace:ID or preference.
func (t *Tip) id() string {
	if t.System == "" {
		return t.Change
	}
	return t.Change + ":" + t.System
}

// tips is the first change of the buyer's own that gives another verdict.
func (s *Sheet) tips() []Tip {
	now := s.chosen(likely)
	for _, t := range s.changes() {
		then := s.under(&t)
		if then.differs(&now) {
			t.Verdict, t.Close = then.Verdict, then.Close
			return []Tip{t}
		}
	}
	return nil
}

// changes are those that are tried, in the book's order.
func (s *Sheet) changes() []Tip {
	var all []Tip
	if s.effortMaturity.has(vendorfit.Of(s.profile.Organisation.IntegrationMaturity) + 1) {
		all = append(all, Tip{Change: "maturity"})
	}
	for i := range s.profile.Systems {
		if x := &s.profile.Systems[i]; x.Keep == "unsure" {
			all = append(all, Tip{Change: "keep", System: x.ID}, Tip{Change: "replace", System: x.ID})
		}
	}
	if p := s.profile.Strategy.Preference; p != "open" && p != "" {
		all = append(all, Tip{Change: "preference"})
	}
	return all
}

// under is the verdict after a change.
func (s *Sheet) under(t *Tip) Architecture {
	p := *s.profile
	switch t.Change {
	case "maturity":
		level := vendorfit.Of(p.Organisation.IntegrationMaturity) + 1
		p.Organisation.IntegrationMaturity = &level
	case "preference":
		p.Strategy.Preference = "open"
	default:
		p.Systems = slices.Clone(p.Systems)
		for i := range p.Systems {
			if p.Systems[i].ID == t.System {
				p.Systems[i].Keep = t.Change
			}
		}
	}
	d := s.deriver
	return d.Sheet(&p, d.Totals(&p), s.known).chosen(likely)
}
