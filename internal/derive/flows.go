package derive

import (
	"slices"

	"github.com/vendorfit/vendorfit"
)

// flow is a flow that counts: must or should, and more than a sign-in.
type flow struct {
	at      int     // its place in the profile's list
	changes float64 // a day
	hours   float64 // of its window
	batched bool    // hourly or daily: it may go in bulk
}

// speeds are the latencies, the fastest first.
var speeds = []string{"realtime", "minutes", "hourly", "daily"}

// login tells a sign-in, which moves nothing.
func login(f *vendorfit.Integration) bool { return len(f.Entities) == 1 && f.Entities[0] == "login" }

// counts tells a flow that counts from a wish and from a sign-in.
func counts(f *vendorfit.Integration) bool {
	return (f.Criticality == "must" || f.Criticality == "should") && !login(f)
}

// load adds up what flows every day.
func (t *Totals) load() {
	p, d := t.profile, t.deriver
	t.LoadKnown, t.Fastest = true, "none"
	fastest := len(speeds)
	for i := range p.Integrations {
		f := &p.Integrations[i]
		if !counts(f) {
			continue
		}
		x := flow{at: i, changes: number(f.ChangesPerDay), hours: number(f.WindowHours), batched: f.Latency == "hourly" || f.Latency == "daily"}
		if x.hours == 0 {
			x.hours = 24
		}
		t.flows = append(t.flows, x)
		t.LoadKnown = t.LoadKnown && f.ChangesPerDay != nil
		t.ChangesPerDay += x.changes
		if x.batched {
			t.BatchRecords += x.changes
		}
		t.TwoWayRealtime = t.TwoWayRealtime || f.Direction == "both" && f.Latency == "realtime"
		if speed := at(speeds, f.Latency); speed >= 0 && speed < fastest && (f.Direction == "out" || f.Direction == "both") {
			fastest, t.Fastest = speed, f.Latency
		}
	}
	t.warehouses()
	rows := number(p.Data.WarehouseRowsPerDay)
	t.CallsPerDay = d.retry * (t.ChangesPerDay + rows/d.page)
	t.ManyRecords, t.HeavyLoad = t.BatchRecords >= d.bulkFrom, t.CallsPerDay > d.heavyCalls
}

// warehouses finds the way to the buyer's data warehouse.
func (t *Totals) warehouses() {
	if w := t.profile.Data.Warehouse; w != "none" && w != "" {
		t.warehouse = t.deriver.book.Slot("warehouse." + w)
		t.warehouseRows = number(t.profile.Data.WarehouseRowsPerDay)
	}
}

// Kinds of system whose connectors are counted together.
var (
	erpKinds   = []string{"erp", "accounting", "industry_core"}
	otherKinds = []string{"service_desk", "contact_centre", "billing", "commerce"}
)

// neighbours counts the flows with systems for which the book has a connector, and lays the connections out.
func (t *Totals) neighbours() {
	p := t.profile
	archive := -1.0
	for i := range p.Integrations {
		f := &p.Integrations[i]
		s := t.system(f.System)
		if s == nil {
			continue
		}
		level := t.deriver.needLevel.of(f.Criticality)
		if s.Kind == "archive" {
			archive = max(archive, level)
		}
		if login(f) || !stays(s) || t.connector(s) == vendorfit.NoSlot {
			continue
		}
		t.neighbour(f, s, level)
	}
	switch {
	case p.PublicBody.Archive == "none" || p.PublicBody.Archive == "":
	case archive >= 0:
		t.ArchiveLevel = archive
	default:
		t.ArchiveLevel = t.deriver.needLevel.of("must")
	}
	t.connect()
}

func (t *Totals) system(id string) *vendorfit.System {
	for i := range t.profile.Systems {
		if t.profile.Systems[i].ID == id {
			return &t.profile.Systems[i]
		}
	}
	return nil
}

func (t *Totals) connector(s *vendorfit.System) vendorfit.Slot {
	return t.deriver.book.Slot("connector." + s.Product)
}

func (t *Totals) neighbour(f *vendorfit.Integration, s *vendorfit.System, level float64) {
	switch {
	case contains(erpKinds, s.Kind):
		t.ErpFlows++
		t.ErpTwoWay = t.ErpTwoWay || f.Direction == "both"
		t.ErpLevel = max(t.ErpLevel, level)
		if slot := t.connector(s); f.Criticality == "must" && !slices.Contains(t.mustConnectors, slot) {
			t.mustConnectors = append(t.mustConnectors, slot)
		}
	case contains(otherKinds, s.Kind):
		t.OtherFlows++
	case s.Kind == "event_tracking" && s.Keep == "keep":
		t.TrackerFlows++
	}
}

// link is a system that stays and has a flow that counts: it is to be connected, whatever the platform.
type link struct {
	system     *vendorfit.System
	level      int
	entities   []string
	twoWay     bool
	fastest    string
	by         by
	slot       vendorfit.Slot // NoSlot where the book has no such attribute: the mode is then open for every platform
	complexity int            // 0 simple, 1 medium, 2 complex
}

// by says which value tells how a system is connected.
type by int

const (
	byConnector by = iota
	byWarehouse
	byArchive
)

// connect lays out one link per system, in the order of the systems.
func (t *Totals) connect() {
	for i := range t.profile.Systems {
		s := &t.profile.Systems[i]
		if !stays(s) {
			continue
		}
		if l := t.link(s); l.entities != nil {
			t.links = append(t.links, l)
		}
	}
}

// link gathers the flows that count of one system.
func (t *Totals) link(s *vendorfit.System) link {
	l := link{system: s, slot: t.connector(s)}
	speed := len(speeds)
	for _, x := range t.flows {
		f := &t.profile.Integrations[x.at]
		if f.System != s.ID {
			continue
		}
		l.level = max(l.level, int(t.deriver.needLevel.of(f.Criticality)))
		l.twoWay = l.twoWay || f.Direction == "both"
		if n := at(speeds, f.Latency); n >= 0 && n < speed {
			speed, l.fastest = n, f.Latency
		}
		for _, e := range f.Entities {
			if !contains(l.entities, e) {
				l.entities = append(l.entities, e)
			}
		}
	}
	switch s.Kind {
	case "warehouse":
		l.by, l.slot = byWarehouse, t.warehouse
	case "archive":
		l.by, l.slot = byArchive, t.deriver.archive
	}
	l.complexity = t.deriver.complexity(&l)
	return l
}

// complexity is simple one way, medium both ways, and a step more where many kinds of information flow.
func (d *Deriver) complexity(l *link) int {
	steps := 0
	if l.twoWay {
		steps++
	}
	if float64(len(l.entities)) >= d.effortComplexEntities {
		steps++
	}
	if l.by == byArchive {
		return 2
	}
	return steps
}
