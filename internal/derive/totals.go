package derive

import (
	"slices"

	"github.com/vendorfit/vendorfit"
)

// Totals are what follows from a profile alone, before any platform is looked at, together with what the quantities of every
// platform need of that profile. It does not change.
type Totals struct {
	Seats, Occasional, LightShare, MixedShare                   float64
	MustNeeds, MustIntegrations, KeptSystems                    float64
	ManyLight, ManyMixed, AuditMust, ManyObjects, Inexperienced bool
	NeedsMatching, LongHorizon, FewStaff                        bool
	Kept                                                        []string // areas and kinds of system that a kept system serves
	Areas                                                       []string // to replace or add
	LoadKnown, ManyRecords, HeavyLoad                           bool
	ChangesPerDay, BatchRecords, CallsPerDay                    float64
	Fastest                                                     string
	ErpFlows, OtherFlows, TrackerFlows, ErpLevel, ArchiveLevel  float64
	ErpTwoWay, HasIpaas, NeedsIpaas, TwoWayRealtime             bool
	Office                                                      string
	Contested                                                   []string
	BudgetKnown                                                 bool
	Training, AIReadiness                                       float64

	deriver         *Deriver
	profile         *vendorfit.Profile
	flows           []flow // those that count
	links           []link // rows of connections
	areas           []int  // the areas to replace or add, as indexes into the deriver's
	keptAreas       []int  // the areas that a kept system serves
	level           func(need string) float64
	rates           []rate
	musts           []must
	mustConnectors  []vendorfit.Slot // of the ERP systems that the buyer must connect
	warehouse       vendorfit.Slot
	warehouseRows   float64   // a day; 0 without a warehouse
	unknownProducts []numbers // a year by area, in the profile's currency: where no price is public, or bought elsewhere
	budgetAnnual    float64   // in the profile's currency, 0: not known
	budgetFirst     float64
	dayRate         float64 // in the profile's currency
	assumedRates    uint64  // rates of the book that the budgets and the day rate rest on
}

// Totals works out the totals of a settled profile: one in which every question that has a default is answered.
func (d *Deriver) Totals(p *vendorfit.Profile) *Totals {
	t := &Totals{deriver: d, profile: p, warehouse: vendorfit.NoSlot}
	t.level = func(need string) float64 { return d.needLevel.of(p.Needs[need]) }
	t.people()
	t.thresholds()
	t.systems()
	t.landscape()
	t.load()
	t.neighbours()
	t.money()
	t.readiness()
	t.demands()
	return t
}

func (t *Totals) people() {
	s, d := t.profile.Organisation.Seats, t.deriver
	full, service, marketing := number(s.Full), number(s.Service), number(s.Marketing)
	t.Seats = full + service + marketing
	t.Occasional = number(s.Light) + number(s.Field)
	t.LightShare = t.Occasional / max(1, t.Seats)
	t.MixedShare = (service + marketing) / max(1, t.Seats)
	t.ManyLight, t.ManyMixed = t.LightShare > d.lightShare, t.MixedShare > d.mixingShare
}

// number is a whole number as it is counted with; what was not answered counts as nothing.
func number(n *int) float64 { return float64(vendorfit.Of(n)) }

// thresholds compares answers with the book's. A question that was not answered reaches no threshold, on either side.
func (t *Totals) thresholds() {
	p, d := t.profile, t.deriver
	o := &p.Organisation
	t.AuditMust = p.Security.AuditDays != nil && number(p.Security.AuditDays) >= d.auditMustDays
	t.ManyObjects = p.Data.CustomObjects != nil && number(p.Data.CustomObjects) >= d.objectsMany
	t.Inexperienced = o.IntegrationMaturity != nil && number(o.IntegrationMaturity) < d.maturityLow
	t.NeedsMatching = p.Data.Sources != nil && number(p.Data.Sources) >= d.matchSources ||
		p.Data.DuplicatesPct != nil && *p.Data.DuplicatesPct >= d.matchDuplicates
	t.LongHorizon = p.Commercial.HorizonYears != nil && number(p.Commercial.HorizonYears) > d.horizonLong
	t.FewStaff = o.AdminFTE != nil && *o.AdminFTE < d.staffFew
	for _, level := range p.Needs {
		if level == "must" {
			t.MustNeeds++
		}
	}
	for i := range p.Integrations {
		if p.Integrations[i].Criticality == "must" {
			t.MustIntegrations++
		}
	}
}

// keptKinds are the kinds of system that count as kept beside the areas, by the name of their total.
var keptKinds = []struct{ id, kind string }{{"eventTracking", "event_tracking"}, {"memberRegister", "member_register"}}

// systems looks at what the buyer has.
func (t *Totals) systems() {
	p, d := t.profile, t.deriver
	for i := range p.Systems {
		s := &p.Systems[i]
		if s.Keep == "keep" {
			t.KeptSystems++
		}
		if !stays(s) {
			continue
		}
		t.HasIpaas = t.HasIpaas || s.Kind == "ipaas"
		if s.Product == "microsoft_365" || s.Product == "google_workspace" && t.Office == "" {
			t.Office = s.Product
		}
	}
	if t.Office == "" {
		t.Office = "none"
	}
	t.NeedsIpaas = !t.HasIpaas && t.MustIntegrations >= d.ipaasFrom
	t.contested()
}

// stays tells that a system is there afterwards: kept, or not decided yet.
func stays(s *vendorfit.System) bool { return s.Keep == "keep" || s.Keep == "unsure" }

// contested lists the information of which two systems that stay are master.
func (t *Totals) contested() {
	masters, order := map[string]int{}, []string{}
	for i := range t.profile.Systems {
		s := &t.profile.Systems[i]
		if !stays(s) {
			continue
		}
		for _, entity := range s.Masters {
			if masters[entity]++; masters[entity] == 1 {
				order = append(order, entity)
			}
		}
	}
	for _, entity := range order {
		if masters[entity] >= 2 {
			t.Contested = append(t.Contested, entity)
		}
	}
}

// landscape says which areas a kept system serves, and which are to be replaced or added.
func (t *Totals) landscape() {
	d := t.deriver
	for i := range d.areas {
		a := &d.areas[i]
		switch {
		case t.someKept(a.serves):
			t.Kept, t.keptAreas = append(t.Kept, a.id), append(t.keptAreas, i)
		case t.level(a.id) >= d.areaMinimum:
			t.Areas, t.areas = append(t.Areas, a.id), append(t.areas, i)
		}
	}
	for _, k := range keptKinds {
		if t.someKept(func(kind string) bool { return kind == k.kind }) {
			t.Kept = append(t.Kept, k.id)
		}
	}
}

func (t *Totals) someKept(of func(kind string) bool) bool {
	return slices.ContainsFunc(t.profile.Systems, func(s vendorfit.System) bool { return s.Keep == "keep" && of(s.Kind) })
}

// kept tells that a kept system serves an area, or is of a kind named by a total.
func (t *Totals) kept(id string) bool { return contains(t.Kept, id) }

// readiness takes the buyer's own scores. Questions without an answer are no part of the mean.
func (t *Totals) readiness() {
	sum := 0
	training := t.profile.Readiness["training"]
	for _, score := range training {
		sum += score
	}
	t.Training = float64(sum) / max(1, float64(len(training)))
	d := t.deriver
	lowest := float64(min(t.profile.Readiness["ai"]["data"], t.profile.Readiness["data"]["quality"]))
	ready := clamp((lowest - d.readinessFrom) / (d.readinessFull - d.readinessFrom))
	t.AIReadiness = d.readinessFloor + float64((1-d.readinessFloor)*ready)
}
