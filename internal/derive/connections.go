package derive

import "github.com/vendorfit/vendorfit"

// modes are the ways in which a connection is delivered, in the order in which they are counted. "open" is not known.
var modes = []string{"native", "share", "configuration", "low_code", "add_on", "third_party", "custom", "roadmap", "open"}

const (
	native = iota
	share
	configuration
	lowCode
	addOn
	thirdParty
	custom
	roadmap
	openMode
)

// joined is one link as a platform delivers it.
type joined struct {
	mode   int
	points numbers
	built  numbers // 1 where it has to be built
}

// Connection is one row of the quantity connections: how a platform is connected to one of the buyer's systems.
type Connection struct {
	System   string // id in the profile
	Kind     string
	Product  string
	Level    int // 3 must, 2 should
	Entities []string
	TwoWay   bool
	Latency  string // of the fastest flow
	Mode     string // native, share, configuration, low_code, add_on, third_party, custom, roadmap or open
	// Points of the way, 0..1.
	Worst, Estimate, Best float64
	Slot                  vendorfit.Slot // the value that says so; NoSlot where the book has none for the product
}

// ModeCount is how many connections are delivered in one way.
type ModeCount struct {
	Mode  string
	Count int
}

func (s *Sheet) findConnections(m *memo) {
	s.joined = s.joined[:0]
	for i := range s.totals.links {
		s.joined = append(s.joined, s.join(m, &s.totals.links[i]))
	}
}

// join says how one system is connected.
func (s *Sheet) join(m *memo, l *link) joined {
	v := s.look(m, l.slot)
	if v.Open() {
		return joined{mode: openMode, points: ends(s.customFloor, s.customFloor, 1), built: ends(1, 1, 0)}
	}
	mode, points := s.modeOf(l, v)
	built := 1.0
	if mode == native || mode == share || mode == configuration {
		built = 0
	}
	return joined{mode: mode, points: spread(v, points, s.customFloor, 1), built: spread(v, built, 1, 0)}
}

// modeOf is the way that a known value tells of, and its points. What is said not to exist has to be built.
func (s *Sheet) modeOf(l *link, v *vendorfit.Value) (int, float64) {
	mode := custom
	switch {
	case l.by == byWarehouse && !v.Denied && contains(shared, v.Code):
		return share, v.Points
	case l.by == byWarehouse && s.totals.HasIpaas:
		mode = lowCode
	case l.by == byArchive && (v.Code == "certified" || v.Code == "partner"):
		mode = thirdParty
	case l.by == byConnector && !v.Denied:
		if i := at(modes, v.Code); i >= 0 {
			mode = i
		}
	}
	return mode, s.deliveryPoints.of(modes[mode])
}

func (s *Sheet) findConnectionsBy(m *memo) {
	s.ask(m, idConnections)
	for _, c := range s.connectionsBy() {
		if c.Count > 0 {
			m.list = append(m.list, c.Mode)
		}
	}
}

func (s *Sheet) connectionsBy() []ModeCount {
	s.at(idConnections)
	counts := make([]ModeCount, len(modes))
	for i, mode := range modes {
		counts[i].Mode = mode
	}
	for i := range s.joined {
		counts[s.joined[i].mode].Count++
	}
	return counts
}

func (s *Sheet) findConnectionsToBuild(m *memo) {
	s.ask(m, idConnections)
	for i := range s.joined {
		for r := range m.at {
			m.at[r] += s.joined[i].built[r]
		}
	}
}

// connections are the rows of the quantity. The estimate of an open one lies between its points by its own state.
func (s *Sheet) connections() []Connection {
	s.at(idConnections)
	rows := make([]Connection, len(s.joined))
	for i := range s.joined {
		l, j := &s.totals.links[i], &s.joined[i]
		rows[i] = Connection{
			System: l.system.ID, Kind: l.system.Kind, Product: l.system.Product, Level: l.level, Entities: l.entities, TwoWay: l.twoWay,
			Latency: l.fastest, Mode: modes[j.mode], Slot: l.slot,
			Worst: j.points[softWorst], Estimate: j.points[likely], Best: j.points[softBest],
		}
		if v := s.known.At(l.slot); v.Open() {
			rows[i].Estimate = j.points[worst] + float64(s.share(v.State)*(j.points[best]-j.points[worst]))
		}
	}
	return rows
}
