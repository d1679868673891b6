package bench

import (
	"slices"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// The limit: twenty rules as plain Go over structs, what the profile asks worked out beforehand. They cannot be changed without
// a programmer, say nothing of what they read, and check nothing.

// fact is one value of a platform.
type fact struct {
	points             float64            // of its code
	worst, best        float64            // of its vocabulary
	vocabulary         map[string]float64 // for cel-go: points by code
	low, high          float64            // of a number
	included, addOn    int                // edition ranks of an access, -1 never
	open, soft, denied bool
	q                  float64 // how far the estimate of an open value stands from worst to best
}

// platform is what the twenty read of one platform.
type platform struct {
	id         string
	edition    int
	ladder     *ladder
	facts      [facts]fact
	connectors []fact // by stop of the buyer
	sheet      *derive.Sheet
	derived    [quantities]vendorfit.Quantity
}

// ladder says what the ways are worth in which something is sold.
type ladder struct{ included, addOn, start, step, floor, addOnAbove float64 }

// stop is a system of the buyer that stays and has a flow.
type stop struct {
	kind, product string
	weight        float64
}

// buyer is what the profile asks: points of the codes asked for, and the anchors of scales, worst and best.
type buyer struct {
	quote, marketing, signals, webhook, events, bulk, objects, sandbox, export, location, keys float64

	productBase, productGain                                          float64
	headroom, licences, analytics, uplift, upliftOpen, term, termOpen [2]float64
	trackers                                                          bool
	stops                                                             []stop
	ladder                                                            ladder
}

func newBuyer(b *vendorfit.Book, h vendorfit.Hearing) *buyer {
	p := h.Profile()
	points := func(attribute, code string) float64 { return b.Attribute(attribute).Code(code).Points }
	pair := func(worst, best string) [2]float64 { return [2]float64{b.Number(worst), b.Number(best)} }
	suite := map[string]string{"must": "own_licence", "should": "own_limited"}
	asked := func(need string) string {
		if code, ok := suite[p.Needs[need]]; ok {
			return code
		}
		return "third_party"
	}
	x := &buyer{
		quote: points("suite.quote", asked("quote")), marketing: points("suite.marketing", asked("marketing")),
		signals: points("suite.marketing", either(p.Needs["signals"] == "must", "own_licence", "own_limited")),
		webhook: points("events.kind", "webhook"),
		events:  points("events.kind", either(h.Total("fastest") == "realtime", "replay_stream", "webhook")),
		bulk:    points("api.bulk", either(h.Total("batchRecords").(float64) >= b.Number("api.bulkMust"), "bulk", "batch")),
		objects: points("objects.model", either(p.Strategy.CustomCode == "free", "open", either(h.Total("manyObjects") == true, "wide", "limited"))),
		sandbox: points("sandbox.kind", either(p.Data.Sandbox == "full", "full_copy", "config_copy")),
		export:  points("export.kind", map[string]string{"high": "mirrored", "medium": "self_service", "low": "on_request"}[p.Strategy.LockInAversion]),
		location: points("ai.location", either(p.AI.Location == "norway" || p.Privacy.Level == "very_strict", "own_infrastructure",
			either(p.Privacy.Level == "strict", "eea_default_switch", "eea_default_exceptions"))),
		keys:        points("keys.customer", either(p.Privacy.Keys == "must", "self_host", "addon")),
		productBase: b.Number("access.productBase"), productGain: b.Number("access.productGain"),
		trackers:   h.Total("trackerFlows").(float64) > 0,
		headroom:   pair("api.full", "api.comfortable"),
		licences:   pair("cost.shareWorst", "cost.shareBest"),
		analytics:  [2]float64{0, either(p.Data.WarehouseDirection == "both", 1, 0.7)},
		uplift:     [2]float64{b.Number("cost.upliftWorst"), either(p.Commercial.PriceCertainty == "high", 0, b.Number("cost.inflation"))},
		term:       [2]float64{b.Number("cost.termWorst"), map[string]float64{"monthly": 1, "annual": 12, "multi": 36}[p.Commercial.Term]},
		upliftOpen: pair("cost.upliftOpen.worst", "cost.upliftOpen.best"), termOpen: pair("cost.termOpen.worst", "cost.termOpen.best"),
		ladder: ladder{
			b.Number("access.included"), b.Number("access.addOn"), b.Number("access.aboveStart"),
			b.Number("access.aboveStep"), b.Number("access.aboveFloor"), b.Number("access.addOnAbove"),
		},
	}
	x.stops = stops(b, p)
	return x
}

func either[T any](is bool, then, otherwise T) T {
	if is {
		return then
	}
	return otherwise
}

// stops are the systems that stay, have a flow that is more than a sign-in, and a connector that the book knows of.
func stops(b *vendorfit.Book, p *vendorfit.Profile) (out []stop) {
	for _, s := range p.Systems {
		weight := 0.0
		for _, f := range p.Integrations {
			if f.System == s.ID && !slices.Equal(f.Entities, []string{"login"}) {
				weight = max(weight, b.Number("need.level."+f.Criticality))
			}
		}
		if s.Keep != "replace" && weight > 0 && b.Slot("connector."+s.Product) != vendorfit.NoSlot {
			out = append(out, stop{s.Kind, s.Product, weight})
		}
	}
	return out
}

func newPlatform(b *vendorfit.Book, x *buyer, r *vendorfit.Result) *platform {
	p := &platform{id: r.Knowledge.Platform.ID, edition: r.Edition.Rank, ladder: &x.ladder, sheet: r.Sheet.(*derive.Sheet)}
	for i, id := range attributes {
		p.facts[i] = newFact(b, r.Knowledge, id)
	}
	for _, s := range x.stops {
		p.connectors = append(p.connectors, newFact(b, r.Knowledge, "connector."+s.product))
	}
	return p
}

func newFact(b *vendorfit.Book, k *vendorfit.Knowledge, attribute string) fact {
	v, a := k.At(b.Slot(attribute)), b.Attribute(attribute)
	f := fact{
		points: v.Points, low: v.Low, high: v.High, included: v.Access.Included, addOn: v.Access.AddOn,
		open: v.Open(), soft: v.Soft(), denied: v.Denied, vocabulary: map[string]float64{},
	}
	f.worst, f.best = a.Bounds()
	for _, c := range a.Vocab {
		f.vocabulary[c.Code] = c.Points
	}
	if f.open {
		f.q = b.Number("open." + string(v.State))
	}
	return f
}

// forget drops what was derived from the values, as if one had changed.
func (p *platform) forget() { p.sheet.Forget() }

func (p *platform) derive(which []int) {
	for _, i := range which {
		p.derived[i] = p.sheet.Number(derivedNumbers[i])
	}
}

// settled tells that a rule says the same at worst, estimate and best.
func (p *platform) settled(m *measure) bool {
	for _, i := range m.facts {
		if p.facts[i].varies() {
			return false
		}
	}
	for _, i := range m.derived {
		if q := &p.derived[i]; q.Worst != q.Estimate || q.Estimate != q.Best {
			return false
		}
	}
	if m.reaches {
		for i := range p.connectors {
			if p.connectors[i].varies() {
				return false
			}
		}
	}
	return true
}

func (f *fact) varies() bool { return f.open || f.soft || f.low != f.high }

// at is what a fact comes to in a pass: 0 worst, 1 estimate, 2 best. x is what it comes to as it stands.
func (f *fact) at(pass int, x, worst, best float64) float64 {
	if f.denied {
		x = worst
	}
	switch {
	case f.open:
		return between(pass, worst, best, f.q)
	case f.soft:
		return around(pass, x, worst, best)
	}
	return x
}

func between(pass int, worst, best, q float64) float64 {
	switch pass {
	case 0:
		return worst
	case 1:
		return worst + float64(q*(best-worst))
	}
	return best
}

// around keeps the estimate inside the range.
func around(pass int, x, worst, best float64) float64 {
	switch {
	case pass == 1:
		return x
	case (pass == 0) == (worst <= best):
		return min(x, either(pass == 0, worst, best))
	}
	return max(x, either(pass == 0, worst, best))
}

// meets compares a fact's points with those of the code that is asked for.
func (f *fact) meets(pass int, asked float64) float64 {
	return f.at(pass, min(1, f.points/asked), min(1, f.worst/asked), min(1, f.best/asked))
}

// sold is what a fact's access is worth.
func (p *platform) sold(fact, pass int) float64 {
	f, l, x := &p.facts[fact], p.ladder, 0.0
	switch {
	case f.included >= 0 && f.included <= p.edition:
		x = l.included
	case f.included >= 0:
		x = max(l.floor, l.start-float64(l.step*float64(f.included-p.edition)))
	}
	switch {
	case f.addOn >= 0 && f.addOn <= p.edition:
		x = max(x, l.addOn)
	case f.addOn >= 0:
		x = max(x, l.addOnAbove)
	}
	return f.at(pass, x, 0, 1)
}

// scale puts x between two anchors.
func scale(x float64, anchors [2]float64) float64 {
	return min(1, max(0, (x-anchors[0])/(anchors[1]-anchors[0])))
}

// number puts a fact's number between two anchors; an open one reaches from open[0] to open[1]. Sources that differ make a range.
func (f *fact) number(pass int, open, anchors [2]float64) float64 {
	worst, best := scale(open[0], anchors), scale(open[1], anchors)
	x := scale((f.low+f.high)/2, anchors)
	if f.open || f.denied || f.low == f.high {
		return f.at(pass, x, worst, best)
	}
	low, high := scale(f.low, anchors), scale(f.high, anchors)
	if f.soft {
		low, high = min(low, worst), max(high, best)
	}
	return around(pass, x, min(low, high), max(low, high))
}

// scaled puts a derived quantity between two anchors. The estimate of an open one lies between the scale's own results.
func scaled(q *vendorfit.Quantity, pass int, anchors [2]float64) float64 {
	x := scale(q.Estimate, anchors)
	if q.Open {
		x = between(1, scale(q.From, anchors), scale(q.To, anchors), q.Q)
	}
	return around(pass, x, scale(q.Worst, anchors), scale(q.Best, anchors))
}

func plain(q *vendorfit.Quantity, pass int) float64 {
	return [3]float64{q.Worst, q.Estimate, q.Best}[pass]
}

// reach is the weighted mean of the connectors to systems of these kinds.
func reach(p *platform, b *buyer, pass int, has func(kind string) bool) float64 {
	sum, total := 0.0, 0.0
	for i := range b.stops {
		if s := &b.stops[i]; has(s.kind) {
			sum, total = sum+float64(s.weight*p.connectors[i].meets(pass, 1)), total+s.weight
		}
	}
	return sum / total
}

func enterprise(kind string) bool {
	return kind == "erp" || kind == "accounting" || kind == "industry_core"
}
func tracker(kind string) bool { return kind == "event_tracking" }

// The twenty.

func quote(p *platform, b *buyer, pass int) float64 {
	return p.facts[suiteQuote].meets(pass, b.quote) * (b.productBase + float64(b.productGain*plain(&p.derived[usableQuote], pass)))
}

func marketing(p *platform, b *buyer, pass int) float64 {
	return p.facts[suiteMarketing].meets(pass, b.marketing) * (b.productBase + float64(b.productGain*plain(&p.derived[usableMarketing], pass)))
}

func signals(p *platform, b *buyer, pass int) float64 {
	other := 0.0
	if b.trackers {
		other = reach(p, b, pass, tracker)
	} else {
		other = p.facts[suiteMarketing].meets(pass, b.signals)
	}
	return float64(0.5*p.facts[eventsKind].meets(pass, b.webhook)) + float64(0.5*other)
}

func sandbox(p *platform, b *buyer, pass int) float64 {
	return p.facts[sandboxKind].meets(pass, b.sandbox) * (0.5 + float64(0.5*p.sold(sandboxAccess, pass)))
}

func trace(p *platform, _ *buyer, pass int) float64 {
	return float64(0.5*p.sold(auditAccess, pass)) + float64(0.5*plain(&p.derived[auditCover], pass))
}

func minimum(p *platform, b *buyer, pass int) float64 {
	return plain(&p.derived[seatsUsed], pass) * p.facts[termMinimum].number(pass, b.termOpen, b.term)
}

func forecast(p *platform, _ *buyer, pass int) float64  { return p.sold(forecastAccess, pass) }
func scoring(p *platform, _ *buyer, pass int) float64   { return p.sold(scoringAccess, pass) }
func subscribe(p *platform, _ *buyer, pass int) float64 { return p.sold(eventsAccess, pass) }
func erp(p *platform, b *buyer, pass int) float64       { return reach(p, b, pass, enterprise) }
func events(p *platform, b *buyer, pass int) float64 {
	return p.facts[eventsKind].meets(pass, b.events)
}
func bulk(p *platform, b *buyer, pass int) float64 { return p.facts[apiBulk].meets(pass, b.bulk) }
func objects(p *platform, b *buyer, pass int) float64 {
	return p.facts[objectsModel].meets(pass, b.objects)
}

func export(p *platform, b *buyer, pass int) float64 {
	return p.facts[exportKind].meets(pass, b.export)
}

func location(p *platform, b *buyer, pass int) float64 {
	return p.facts[aiLocation].meets(pass, b.location)
}

func keys(p *platform, b *buyer, pass int) float64 { return p.facts[keysCustomer].meets(pass, b.keys) }

func headroom(p *platform, b *buyer, pass int) float64 {
	return scaled(&p.derived[utilisation], pass, b.headroom)
}

func licences(p *platform, b *buyer, pass int) float64 {
	return scaled(&p.derived[licenceShare], pass, b.licences)
}

func analytics(p *platform, b *buyer, pass int) float64 {
	return p.facts[warehouse].scaledPoints(pass, b.analytics)
}

func renewal(p *platform, b *buyer, pass int) float64 {
	return p.facts[renewalUplift].number(pass, b.upliftOpen, b.uplift)
}

// scaledPoints puts a fact's points between two anchors.
func (f *fact) scaledPoints(pass int, anchors [2]float64) float64 {
	return f.at(pass, scale(f.points, anchors), scale(f.worst, anchors), scale(f.best, anchors))
}
