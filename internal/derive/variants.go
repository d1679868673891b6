package derive

import (
	"github.com/vendorfit/vendorfit"
)

// Variant is one way to build: everything from the platform's vendor, a mix, or specialised products.
type Variant struct {
	Name       string      `json:"variant"` // suite, hybrid or bestOfBreed
	Places     []Placement `json:"places"`
	C          float64     `json:"C"`       // need met in the areas, 0..1
	B          float64     `json:"B"`       // connections to build
	Days       float64     `json:"days"`    // person-days to build them
	E          float64     `json:"E"`       // points of the effort, 0..1
	EffortOpen bool        `json:"-"`       // no budget for the first year is stated: E counts for nothing
	G          float64     `json:"G"`       // gap to the buyer's integration maturity, in levels
	L          float64     `json:"L"`       // lock-in, 0..1
	V          float64     `json:"V"`       // contracts
	U          float64     `json:"U"`       // what the variants are compared by
	Refusal    string      `json:"refusal"` // maturity, coverage, cost or ""
}

// Placement says where an area goes: to an own product, to a separate one, or to a system that is kept.
type Placement struct{ Area, Place string }

// The places of an area.
const (
	ownPlace = "own"
	separate = "separate"
	kept     = "kept"
)

// names of the variants, in the order in which the first of equals is taken.
var variantNames = [...]string{"suite", "hybrid", "bestOfBreed"}

// part is one area of the landscape as a platform serves it, in one reading.
type part struct {
	area   int
	level  float64
	points float64
	own    bool // an own product may be known; an open one is own only at best
	code   string
	kept   bool // by a kept system
	unsure bool // a system that may be kept serves it
	// licences count it as own and included; at this price it would be bought elsewhere, at the least
	included bool
}

// scene is everything that the variants of one platform are measured by, in one reading.
type scene struct {
	*Sheet
	r                   reading
	parts               []part
	build               float64 // connections to build
	days                float64 // for the connections
	separateDays        float64 // for one separate area
	linked              bool    // own products are linked ones
	export, exit, model float64 // points
	licences            float64 // at best
	refuseCost          bool    // the budget and the price are known
}

func (s *Sheet) findVariants(m *memo) {
	for _, r := range [...]reading{softWorst, likely, softBest} {
		x := s.scene(m, r)
		s.variants[r] = s.variants[r][:0]
		for _, name := range variantNames {
			s.variants[r] = append(s.variants[r], x.variant(name))
		}
	}
}

// scene sets what the variants are measured by.
func (s *Sheet) scene(m *memo, r reading) *scene {
	t := s.totals
	x := &scene{Sheet: s, r: r, build: s.ask(m, idConnectionsToBuild).at[r]}
	for _, i := range t.areas {
		x.parts = append(x.parts, x.part(m, i, false))
	}
	for _, i := range t.keptAreas {
		x.parts = append(x.parts, x.part(m, i, true))
	}
	x.linked = x.isLinked(m)
	x.export, x.exit, x.model = x.pointsOf(m, s.slots.export), x.pointsOf(m, s.slots.exit), x.pointsOf(m, s.objectsModel)
	maturity := s.maturityFactor(vendorfit.Of(s.profile.Organisation.IntegrationMaturity))
	for i := range t.links {
		x.days += float64(s.linkDays(i) * maturity)
	}
	by := "custom"
	if t.HasIpaas {
		by = "low_code"
	}
	x.separateDays = float64(s.daysOf(by, 1) * maturity)
	x.refuseCost = t.BudgetKnown && s.ask(m, idPriceKnown).at[likely] == 1
	x.licences = s.ask(m, idLicences).at[softBest]
	return x
}

// linkDays are the likely days to build one connection, before the buyer's maturity.
func (s *Sheet) linkDays(i int) float64 {
	l := &s.totals.links[i]
	mode := modes[s.joined[i].mode]
	switch {
	case l.by == byArchive:
		mode = "archive"
	case mode == "roadmap" || mode == "open":
		mode = "custom"
	}
	days := s.daysOf(mode, l.complexity) * (1 + float64(s.effortNextEntity*float64(len(l.entities)-1)))
	if l.twoWay {
		days *= s.effortTwoWay
	}
	return days * s.effortLatency.of(l.fastest)
}

// part reads one area.
func (x *scene) part(m *memo, i int, kept bool) part {
	a, v := &x.deriver.areas[i], x.look(m, x.deriver.areas[i].suite)
	p := part{area: i, kept: kept, level: max(1, x.totals.level(a.id)), points: x.pointsAt(v, a.suite)}
	switch {
	case v.Open() || v.Soft() && x.r != likely:
		p.own = x.r == softBest
	case !v.Denied:
		p.own, p.code = true, v.Code
	}
	p.included = v.Open() && a.id != "service" || v.Has() && (v.Code == "own_included" || v.Code == "own_limited")
	for j := range x.profile.Systems {
		sys := &x.profile.Systems[j]
		p.unsure = p.unsure || sys.Keep == "unsure" && a.serves(sys.Kind)
	}
	return p
}

// pointsOf are the points of a value in the scene's reading.
func (x *scene) pointsOf(m *memo, slot vendorfit.Slot) float64 {
	return x.pointsAt(x.look(m, slot), slot)
}

func (x *scene) pointsAt(v *vendorfit.Value, slot vendorfit.Slot) float64 {
	w, b := x.deriver.bounds(slot)
	points := v.Points
	if v.Denied {
		points = w
	}
	p := spread(v, points, w, b)
	if v.Open() {
		p[likely] = w + float64(x.share(v.State)*(b-w))
	}
	return p[x.r]
}

// isLinked tells that the vendor's own products are linked rather than one; what is not known is taken to be, but at best.
func (x *scene) isLinked(m *memo) bool {
	v := x.look(m, x.dataModel)
	if v.Open() || v.Soft() && x.r != likely {
		return x.r != softBest
	}
	return v.Code == "marketing_linked" || v.Code == "linked_products"
}

// place says where an area goes in a variant.
func (x *scene) place(p *part, name string) string {
	from := x.ownFrom
	if name == "suite" {
		from = x.ownFromSuite
	}
	switch {
	case p.kept, p.unsure && name != "suite":
		return kept
	case name != "bestOfBreed" && p.own && p.points >= from:
		return ownPlace
	}
	return separate
}

// variant measures one variant.
func (x *scene) variant(name string) Variant {
	v := Variant{Name: name, B: x.build, Days: x.days, C: 1, V: 1}
	met, levels, owns := 0.0, 0.0, 0.0
	elsewhere := x.licences // with the cheapest separate products for what the licences count as included
	for i := range x.parts {
		p := &x.parts[i]
		place := x.place(p, name)
		v.Places = append(v.Places, Placement{x.deriver.areas[p.area].id, place})
		met, levels = met+float64(p.level*x.lay(&v, p, place)), levels+p.level
		switch {
		case place == ownPlace:
			owns++
		case place == separate && p.included:
			elsewhere += x.totals.unknownProducts[p.area][best]
		}
	}
	if levels > 0 {
		v.C = met / levels
	}
	x.lockIn(&v, owns)
	x.gap(&v)
	x.utility(&v)
	v.Refusal = x.refusal(&v, elsewhere)
	return v
}

// lay puts an area in its place and says how far it is covered there.
func (x *scene) lay(v *Variant, p *part, place string) (cover float64) {
	c := &x.constants.variant
	switch place {
	case ownPlace:
		if p.code == "own_licence" {
			v.V += c.ownContract
			if x.linked {
				v.B += c.linked
			}
		}
		return min(1, p.points/x.asked(p.level))
	case separate:
		v.B++
		v.V++
		v.Days += x.separateDays
		return c.specialist
	}
	v.V++
	return c.kept
}

// asked are the points of the code that a need of a level asks for.
func (x *scene) asked(level float64) float64 {
	code := "third_party"
	switch level {
	case x.needLevel.of("must"):
		code = "own_licence"
	case x.needLevel.of("should"):
		code = "own_limited"
	}
	for i := range x.deriver.areas {
		if slot := x.deriver.areas[i].suite; slot >= 0 {
			if c := x.deriver.book.Places()[slot].Attribute.Code(code); c != nil && c.Points > 0 {
				return c.Points
			}
		}
	}
	return 1
}

func (x *scene) lockIn(v *Variant, owns float64) {
	c := &x.constants.variant
	if n := len(x.parts); n > 0 {
		v.L = float64(c.oneVendor * (owns / float64(n)))
	}
	v.L += float64(c.export*(1-x.export)) + float64(c.exitTerms*(1-x.exit)) + float64(c.model*(1-x.model))
}

// gap is what the buyer's integration maturity lacks for so many built connections.
func (x *scene) gap(v *Variant) {
	c := &x.constants.variant
	asked := 1.0
	for _, step := range c.builtSteps {
		if step <= v.B {
			asked++
		}
	}
	if x.totals.TwoWayRealtime {
		asked += c.realtimeTwoWay
	}
	v.G = max(0, asked-number(x.profile.Organisation.IntegrationMaturity))
}

// utility weighs the five measures and adds what a stated preference is worth.
func (x *scene) utility(v *Variant) {
	c := &x.constants.variant
	weights := c.coverage + c.maturity + c.lockIn + c.contracts
	sum := float64(c.coverage * v.C)
	if v.EffortOpen = x.totals.budgetFirst <= 0; !v.EffortOpen {
		v.E = scale(v.Days*x.totals.dayRate/x.totals.budgetFirst, c.effortWorst, c.effortBest)
		sum += float64(c.effort * v.E)
		weights += c.effort
	}
	sum += float64(c.maturity * clamp(1-v.G/c.maturityRange))
	sum += float64(c.lockIn * clamp(1-float64(v.L*c.aversion.of(x.profile.Strategy.LockInAversion))))
	sum += float64(c.contracts * scale(v.V, c.contractsWorst, 1))
	v.U = sum / weights
	if preferred(x.profile.Strategy.Preference) == v.Name {
		v.U += c.preference
	}
}

// preferred is the variant that a preference names.
func preferred(preference string) string {
	if preference == "best_of_breed" {
		return "bestOfBreed"
	}
	return preference
}

// refusal says why a variant is not advisable, whatever its utility.
func (x *scene) refusal(v *Variant, elsewhere float64) string {
	c := &x.constants.variant
	switch {
	case v.Name == "bestOfBreed" && v.G >= c.refuseMaturity:
		return "maturity"
	case v.Name == "suite" && v.C < c.refuseCoverage:
		return "coverage"
	case x.refuseCost && elsewhere > c.refuseCost*x.totals.budgetAnnual:
		return "cost"
	}
	return ""
}
