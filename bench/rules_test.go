package bench

import (
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// The example whose rules are measured: nearly every rule of the book applies to it.
const measured = "energy-retailer"

// measure is one of the twenty score rules: by hand, and in the words of cel-go. The product has its own words for it, in the
// book. No score rule of the book asks oneOf(): only gates and risks do.
type measure struct {
	id      string
	facts   []int // what it reads, so that it is run once where all of that is settled
	derived []int
	reaches bool // it reads connectors of the buyer's systems
	byHand  func(p *platform, b *buyer, pass int) float64
	cel     string
}

var twenty = []measure{
	{"capability.sales.quote", []int{suiteQuote}, []int{usableQuote}, false, quote, celQuote},
	{"capability.sales.forecast", []int{forecastAccess}, nil, false, forecast, `access(platform.forecast.access)`},
	{"capability.demand.marketing", []int{suiteMarketing}, []int{usableMarketing}, false, marketing, celMarketing},
	{"capability.demand.scoring", []int{scoringAccess}, nil, false, scoring, `access(platform.scoring.access)`},
	{"capability.demand.signals", []int{eventsKind, suiteMarketing}, nil, true, signals, celSignals},
	{"integration.erp.delivery", nil, nil, true, erp, `reach(platform.connectors, ["erp", "accounting", "industry_core"])`},
	{"integration.flow.events", []int{eventsKind}, nil, false, events, celEvents},
	{"integration.capacity.bulk", []int{apiBulk}, nil, false, bulk, celBulk},
	{"integration.capacity.headroom", nil, []int{utilisation}, false, headroom, celHeadroom},
	{"integration.analytics.path", []int{warehouse}, nil, false, analytics, celAnalytics},
	{"architecture.composability.events", []int{eventsAccess}, nil, false, subscribe, `access(platform.events.access)`},
	{"architecture.extensibility.model", []int{objectsModel}, nil, false, objects, celObjects},
	{"data.environments.copy", []int{sandboxKind, sandboxAccess}, nil, false, sandbox, celSandbox},
	{"data.portability.export", []int{exportKind}, nil, false, export, celExport},
	{"ai.place.location", []int{aiLocation}, nil, false, location, celLocation},
	{"privacy.control.keys", []int{keysCustomer}, nil, false, keys, celKeys},
	{"security.trace.log", []int{auditAccess}, []int{auditCover}, false, trace, celTrace},
	{"commercial.cost.licences", nil, []int{licenceShare}, false, licences, celLicences},
	{"commercial.predictability.renewal", []int{renewalUplift}, nil, false, renewal, celRenewal},
	{"commercial.exit.minimum", []int{termMinimum}, []int{seatsUsed}, false, minimum, celMinimum},
}

// What the twenty read, as the hand-written rules and those of cel-go see it.
const (
	suiteQuote = iota
	suiteMarketing
	forecastAccess
	scoringAccess
	eventsKind
	eventsAccess
	apiBulk
	objectsModel
	sandboxKind
	sandboxAccess
	exportKind
	aiLocation
	keysCustomer
	auditAccess
	renewalUplift
	termMinimum
	warehouse
	facts
)

var attributes = [facts]string{
	"suite.quote", "suite.marketing", "forecast.access", "scoring.access", "events.kind", "events.access", "api.bulk",
	"objects.model", "sandbox.kind", "sandbox.access", "export.kind", "ai.location", "keys.customer", "audit.access",
	"renewal.uplift", "term.minimum", "warehouse.snowflake",
}

const (
	usableQuote = iota
	usableMarketing
	utilisation
	auditCover
	licenceShare
	seatsUsed
	quantities
)

var derivedIDs = [quantities]string{"usable.quote", "usable.marketing", "utilisation", "auditCover", "licenceShare", "seatsUsed"}

// interval is what a rule says of a platform.
type interval [3]vendorfit.Micro

// closed makes an interval of three passes, as the product does: it contains its estimate.
func closed(at [3]float64) interval {
	low, points, high := vendorfit.ToMicro(at[0]), vendorfit.ToMicro(at[1]), vendorfit.ToMicro(at[2])
	return interval{min(low, points), points, max(high, points)}
}

// contest is one profile before the platforms, laid out for all three.
type contest struct {
	hearing   vendorfit.Hearing
	rejudges  []vendorfit.Rejudge
	terms     []int // of the twenty
	platforms []*platform
	buyer     *buyer
	cel       *celRules
}

func newContest(t testing.TB) *contest {
	t.Helper()
	g := engine(t)
	e := evaluate(t, g, request(t, measured))
	c := &contest{hearing: e.Hearing, buyer: newBuyer(g.Book.Book, e.Hearing)}
	for i := range e.Ranking {
		c.rejudges = append(c.rejudges, e.Hearing.Again(e.Ranking[i].Knowledge))
		c.platforms = append(c.platforms, newPlatform(g.Book.Book, c.buyer, &e.Ranking[i]))
	}
	at := map[string]int{}
	for i, term := range e.Hearing.Terms() {
		if term.Applies {
			at[term.Rule] = i
		}
	}
	for _, m := range twenty {
		i, ok := at[m.id]
		if !ok {
			t.Fatalf("%s does not apply to %s", m.id, measured)
		}
		c.terms = append(c.terms, i)
	}
	c.cel = newCelRules(t, g.Book.Book, c)
	return c
}

// say takes what a rule says of a platform.
type say func(platform, rule int, x interval)

// Each of the three forgets what was derived and works it out again by the same code, package derive's, where a rule asks for
// it: derived quantities are Go whoever asks. The edition is held.

func (c *contest) product(which []int, out say) {
	for i, r := range c.rejudges {
		r.Changed()
		for _, k := range which {
			low, points, high, _ := r.Points(c.terms[k])
			out(i, k, interval{low, points, high})
		}
	}
}

func (c *contest) byHand(which []int, out say) {
	for i, p := range c.platforms {
		p.forget()
		for _, k := range which {
			m := &twenty[k]
			p.derive(m.derived)
			var at [3]float64
			at[0] = m.byHand(p, c.buyer, 0)
			at[1], at[2] = at[0], at[0]
			if !p.settled(m) {
				at[1], at[2] = m.byHand(p, c.buyer, 1), m.byHand(p, c.buyer, 2)
			}
			out(i, k, closed(at))
		}
	}
}

func (c *contest) byCel(which []int, out say) {
	for i, p := range c.platforms {
		p.forget()
		for _, k := range which {
			m := &twenty[k]
			p.derive(m.derived)
			var at [3]float64
			at[0] = c.cel.run(k, i, 0)
			at[1], at[2] = at[0], at[0]
			if !p.settled(m) {
				at[1], at[2] = c.cel.run(k, i, 1), c.cel.run(k, i, 2)
			}
			out(i, k, closed(at))
		}
	}
}

// choices are all of the twenty, and those of them that name no derived quantity.
func choices() (all, onFacts []int) {
	for i := range twenty {
		all = append(all, i)
		if len(twenty[i].derived) == 0 {
			onFacts = append(onFacts, i)
		}
	}
	return all, onFacts
}

// TestSamePoints: the three are compared on the same answer, or not at all.
func TestSamePoints(t *testing.T) {
	c := newContest(t)
	all, _ := choices()
	type place struct{ platform, rule int }
	want, open := map[place]interval{}, 0
	c.product(all, func(i, k int, x interval) {
		if want[place{i, k}] = x; x[0] < x[2] {
			open++
		}
	})
	if len(want) != 14*20 || open < 20 {
		t.Fatalf("%d findings, %d of them open: too few to tell", len(want), open)
	}
	for name, peer := range map[string]func([]int, say){"by hand": c.byHand, "cel-go": c.byCel} {
		for range 2 { // what was derived is derived again
			peer(all, func(i, k int, x interval) {
				if w := want[place{i, k}]; x != w {
					t.Errorf("%s, %s: %s %v, the product %v", c.platforms[i].id, twenty[k].id, name, x, w)
				}
			})
		}
	}
}

// sink keeps the compiler from leaving the work out.
var sink interval

func keep(_, _ int, x interval) { sink = x }

// BenchmarkTwenty judges 14 platforms by twenty score rules, at worst, estimate and best where something is open.
func BenchmarkTwenty(b *testing.B) {
	c := newContest(b)
	all, onFacts := choices()
	for _, set := range []struct {
		name  string
		which []int
	}{{"all", all}, {"facts", onFacts}} {
		for _, by := range []struct {
			name string
			run  func([]int, say)
		}{{"product", c.product}, {"hand", c.byHand}, {"cel", c.byCel}} {
			b.Run(set.name+"/"+by.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					by.run(set.which, keep)
				}
			})
		}
	}
}

// derivedNumbers are the numbers of the derived quantities in package derive.
var derivedNumbers = func() (out [quantities]int) {
	for i, id := range derivedIDs {
		out[i] = derive.ID(id)
	}
	return out
}()
