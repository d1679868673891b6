package second

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A pass says where open values stand. In the loose ones stale values and values of low confidence are open too: they give
// what is published as worst and best. worst and best themselves, with stale values at their value, give the estimate of a
// quantity that reads an open value, and say whether a gate fails. mid: ranges at their middle, assumptions at `likely`.
type pass int

const (
	mid pass = iota
	worst
	best
	worstLoose
	bestLoose
)

func (p pass) loose() bool  { return p == worstLoose || p == bestLoose }
func (p pass) isBest() bool { return p == best || p == bestLoose }

// end picks among three by the pass.
func (p pass) end(atWorst, atMid, atBest float64) float64 {
	switch {
	case p == mid:
		return atMid
	case p.isBest():
		return atBest
	}
	return atWorst
}

// better of two in a best pass, worse of two in a worst one. up: more is better.
func (p pass) choose(a, b float64, up bool) float64 {
	if p.isBest() == up {
		return max(a, b)
	}
	return min(a, b)
}

// reads notes what a computation read: the q of its open values, and whether every other value is in date and of high
// confidence.
type reads struct {
	open bool
	q    float64
	firm bool
}

func nothing() reads { return reads{firm: true} }

func (r *reads) add(o reads) {
	if o.open && (!r.open || o.q < r.q) {
		r.q = o.q
	}
	r.open, r.firm = r.open || o.open, r.firm && o.firm
}

// eval evaluates one profile against one platform.
type eval struct {
	profile  object
	platform platform
	fixed    map[string]any // derived quantities that a rule's test fixes
	seen     reads
	each     any // # and item
	cache    map[string]quantity
	rank     *int
}

func newEval(profile object, p platform) *eval {
	return &eval{profile: profile, platform: p, seen: nothing(), cache: map[string]quantity{}}
}

// record runs f and gives what it read; the reading around it goes on as before.
func (e *eval) record(f func()) reads {
	before := e.seen
	e.seen = nothing()
	f()
	got := e.seen
	e.seen = before
	return got
}

func share(state string) float64 { return theBook().par("open." + state) }

// note records that v was read. A loose pass records nothing: what it reads in place of a stale value is not read otherwise.
func (e *eval) note(v value, p pass) {
	switch {
	case p.loose():
	case v.open():
		e.seen.add(reads{open: true, q: share(v.state), firm: true})
	default:
		e.seen.add(reads{firm: v.firm()})
	}
}

// pick is a number that follows from one value: known() where it has one, the worst or best where it is open, and where it is
// stale the worse or the better of the two in the loose passes.
func (e *eval) pick(v value, p pass, known func() float64, atWorst, atBest float64, up bool) float64 {
	e.note(v, p)
	if v.open() {
		return p.end(atWorst, atWorst+share(v.state)*(atBest-atWorst), atBest)
	}
	x := known()
	if v.stale && p.loose() {
		return p.choose(x, p.end(atWorst, 0, atBest), up)
	}
	return x
}

// ranged reads a number or a range low..high; up: more is better.
func ranged(v any, p pass, up bool) float64 {
	m, ok := v.(object)
	if !ok {
		return number(v)
	}
	low, high := number(m["low"]), number(m["high"])
	if up {
		return p.end(low, (low+high)/2, high)
	}
	return p.end(high, (low+high)/2, low)
}

// rung is the part of a ladder, a quota or the editions at one rank: unknown where that is null.
func (e *eval) rung(key string, rank int) value {
	v := e.platform.value(key)
	if v.state != "known" {
		return v
	}
	rows := list(v.v)
	if rank >= len(rows) || rows[rank] == nil {
		return value{state: "unknown"}
	}
	v.v = rows[rank]
	return v
}

// quantity is a derived quantity as it leaves derive. Truths are 1 and 0.
type quantity struct {
	worst, estimate, best float64
	atWorst, atBest       float64 // with stale values at their value
	reads
}

// three computes a quantity in all passes and rounds it.
func (e *eval) three(round func(float64) float64, up bool, f func(p pass) float64) quantity {
	var q quantity
	var middle float64
	q.reads = e.record(func() { q.atWorst, middle, q.atBest = f(worst), f(mid), f(best) })
	q.worst, q.best = f(worstLoose), f(bestLoose)
	q.estimate = middle
	if q.open {
		q.estimate = q.atWorst
		if q.atWorst != q.atBest && q.q > 0 && !math.IsInf(q.atWorst, 0) { // each may be without limit
			q.estimate += q.q * (q.atBest - q.atWorst)
		}
	}
	q.reach(up)
	for _, x := range []*float64{&q.worst, &q.estimate, &q.best, &q.atWorst, &q.atBest} {
		*x = round(*x)
	}
	return q
}

// reach widens the interval to its estimate.
func (q *quantity) reach(up bool) {
	low, high := min(q.worst, q.best), max(q.worst, q.best)
	below, above := q.estimate < low, q.estimate > high
	switch worstIsLow := q.worst < q.best || q.worst == q.best && up; {
	case below && worstIsLow, above && !worstIsLow:
		q.worst = q.estimate
	case below, above:
		q.best = q.estimate
	}
}

// truthOf computes a truth of one or more members: where it fails, the values of one member that fails are to be firm.
func (e *eval) truthOf(members ...func(p pass) bool) quantity {
	var q quantity
	holds := func(p pass) float64 {
		for _, m := range members {
			if !m(p) {
				return 0
			}
		}
		return 1
	}
	q.worst, q.best = holds(worstLoose), holds(bestLoose)
	q.atWorst, q.atBest = holds(worst), holds(best)
	q.reads = nothing()
	q.firm = false
	for _, m := range members {
		var w, b bool
		r := e.record(func() { w, b = m(worst), m(best) })
		q.firm = q.firm || (!w && !b && r.firm)
		q.open = q.open || r.open
	}
	return q
}

// ---- rounding (derived.yaml, convention 4)

func millionths(x float64) float64 { return rounded(min(x, 1e6), 1e6) }
func hundredths(x float64) float64 { return rounded(x, 100) }
func whole(x float64) float64      { return rounded(x, 1) }
func asIs(x float64) float64       { return x }
func wholeCalls(x float64) float64 { return max(0, math.Ceil(x-1e-6)) }

func rounded(x, unit float64) float64 {
	if math.IsInf(x, 0) {
		return x
	}
	return math.Round(x*unit) / unit
}

// ---- derived quantities by name

func (e *eval) derived(id string) quantity {
	if f, ok := e.fixed[id]; ok {
		return fixedQuantity(f)
	}
	q, ok := e.cache[id]
	if !ok {
		e.record(func() { q = e.compute(id) })
		e.cache[id] = q
	}
	return q
}

// fixedQuantity: a number, a truth, or {worst, best}, which is open and unknown.
func fixedQuantity(f any) quantity {
	one := func(v any) float64 {
		if b, ok := v.(bool); ok {
			return truth(b)
		}
		return number(v)
	}
	m, ok := f.(object)
	if !ok {
		x := one(f)
		return quantity{worst: x, estimate: x, best: x, atWorst: x, atBest: x, reads: nothing()}
	}
	w, b := one(m["worst"]), one(m["best"])
	return quantity{worst: w, estimate: w + share("unknown")*(b-w), best: b, atWorst: w, atBest: b, reads: reads{open: true, q: share("unknown"), firm: true}}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// derivedAt reads a derived quantity in an expression.
func (e *eval) derivedAt(id string, p pass) any {
	q := e.derived(id)
	if !p.loose() {
		e.seen.add(q.reads)
	}
	x := map[pass]float64{worst: q.atWorst, best: q.atBest, worstLoose: q.worst, bestLoose: q.best, mid: q.estimate}[p]
	if theBook().types[id] == "truth" {
		return x > 0
	}
	return x
}

func (e *eval) compute(id string) quantity {
	if area, ok := strings.CutPrefix(id, "usable."); ok {
		return e.three(millionths, true, func(p pass) float64 { return e.usable(area, p) })
	}
	numbers := map[string]struct {
		round func(float64) float64
		up    bool
		f     func(pass) float64
	}{
		"callsPerDay":        {wholeCalls, false, e.callsPerDay},
		"bulkRecords":        {asIs, true, e.bulkRecords},
		"quota":              {wholeCalls, true, e.quota},
		"utilisation":        {millionths, false, e.utilisation},
		"burst":              {millionths, false, e.burst},
		"connectionsToBuild": {asIs, false, e.connectionsToBuild},
		"ownCoverage":        {millionths, true, e.ownCoverage},
		"productsToRun":      {asIs, false, e.productsToRun},
		"contracts":          {asIs, false, e.contracts},
		"staffNeed":          {hundredths, false, e.staffNeed},
		"staffRatio":         {millionths, false, e.staffRatio},
		"seatLicences":       {whole, false, e.seatLicences},
		"lightLicences":      {whole, false, e.lightLicences},
		"productLicences":    {whole, false, e.productLicences},
		"extras":             {whole, false, e.extras},
		"licences":           {whole, false, e.licences},
		"licenceShare":       {millionths, false, e.licenceShare},
		"aiYear":             {whole, false, e.aiYear},
		"aiShare":            {millionths, false, e.aiShare},
		"seatsUsed":          {millionths, true, e.seatsUsed},
		"meterHits":          {asIs, false, e.meterHits},
		"objectFit":          {millionths, true, e.objectFit},
		"auditReach":         {whole, true, e.auditReach},
		"auditCover":         {millionths, true, e.auditCover},
		"certShare":          {millionths, true, e.certShare},
		"languageCover":      {millionths, true, e.languageCover},
	}
	if n, ok := numbers[id]; ok {
		return e.three(n.round, n.up, n.f)
	}
	switch id {
	case "edition":
		return fixedQuantity(float64(e.edition()))
	case "editions":
		return fixedQuantity(float64(e.editions()))
	case "apiFits":
		return e.truthOf(e.apiFits)
	case "apiFitsBought":
		return e.truthOf(e.apiFitsBought)
	case "keysShortLived":
		return e.truthOf(e.keysShortLived)
	case "needsReachable":
		return e.truthOf(e.needsReachable()...)
	case "priceKnown":
		return fixedQuantity(e.priceKnown())
	case "priceMissing":
		return fixedQuantity(!e.priceKnown())
	case "minimumFits":
		return e.truthOf(e.minimumFits)
	case "auditFits":
		return e.truthOf(func(p pass) bool { return e.auditReach(p) >= e.n("security.auditDays") })
	case "certsHeld":
		return e.truthOf(e.certsHeld()...)
	case "languagesOffered":
		return e.truthOf(e.languagesOffered()...)
	}
	panic(fmt.Sprint("no such quantity: ", id))
}

func oneOf(s string, of ...string) bool { return slices.Contains(of, s) }
