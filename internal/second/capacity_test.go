package second

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// ---- edition (derived.yaml: edition, editions, addOns)

func (e *eval) editions() int {
	if n, ok := e.fixed["editions"]; ok {
		return int(number(n))
	}
	if v := e.platform.value("editions"); v.state == "known" {
		return len(list(v.v))
	}
	return 1
}

// ways of an access value: the rank from which it is included, and from which it is an add-on; -1 where it is not.
func ways(v value) (included, addOn int) {
	included, addOn = -1, -1
	if v.state != "known" {
		return
	}
	if text(v.v) == "all" {
		return 0, -1
	}
	for _, w := range strings.Split(text(v.v), "/") {
		rank, err := strconv.Atoi(w[1:])
		if err != nil {
			panic(err)
		}
		if w[0] == 'e' {
			included = rank
		} else {
			addOn = rank
		}
	}
	return
}

// accessMusts lists the access attributes that the profile makes a must, in the order of derived.yaml, products of areas and
// connector.access aside.
func (e *eval) accessMusts() []string {
	var out []string
	add := func(attribute string, when bool) {
		if when {
			out = append(out, attribute)
		}
	}
	add("api.access", len(list(e.at("integrations"))) > 0)
	add("sso.access", e.s("security.sso") == "must")
	add("scim.access", e.s("security.scim") == "must")
	add("fieldLevel.access", e.s("security.fieldLevel") == "must")
	add("audit.access", e.auditMust())
	add("forecast.access", e.s("needs.forecast") == "must")
	add("scoring.access", e.s("needs.leadScoring") == "must")
	add("connector.access", e.connectorMust())
	add("sensitiveData.access", e.s("privacy.specialCategories") == "core")
	return out
}

func (e *eval) erpConnectors() []value {
	var out []value
	for _, f := range e.erpFlows() {
		out = append(out, e.platform.value(connector(e.system(text(get(f, "system"))))))
	}
	return out
}

func vendorConnector(v value) bool { return oneOf(v.code(), "native", "configuration", "add_on") }

func (e *eval) connectorMust() bool {
	return highest(e.erpFlows()) == 3 && slices.ContainsFunc(e.erpConnectors(), func(v value) bool { return !v.open() && vendorConnector(v) })
}

// entries of all musts: the rank each asks for.
func (e *eval) entries() []int {
	var out []int
	access := func(attribute string) {
		included, addOn := ways(e.platform.value(attribute))
		switch {
		case included >= 0 && addOn >= 0:
			out = append(out, min(included, addOn))
		case included >= 0 || addOn >= 0:
			out = append(out, max(included, addOn))
		}
	}
	ladder := func(attribute string, need float64) {
		if r, ok := e.ladderEntry(attribute, need); ok {
			out = append(out, r)
		}
	}
	for _, a := range e.accessMusts() {
		access(a)
	}
	if e.auditMust() {
		ladder("audit.days", e.n("security.auditDays"))
	}
	if e.s("needs.leadScoring") == "must" {
		ladder("scoring.cap", e.n("organisation.leadsPerMonth"))
	}
	for _, area := range areaOrder {
		v := e.platform.value("suite." + area)
		if e.s("needs."+area) == "must" && !e.areaKept(area) && v.state == "known" && strings.HasPrefix(text(v.v), "own_") {
			access("suite." + area + "Access")
		}
	}
	if need := e.n("data.customObjects"); need > 0 {
		ladder("objects.limit", need)
	}
	return out
}

func rungNumber(v any) float64 {
	if v == "uncapped" {
		return math.Inf(1)
	}
	return number(v)
}

// ladderEntry is the lowest rank known to reach the need; without one the lowest null above the ranks known to fall short.
func (e *eval) ladderEntry(attribute string, need float64) (int, bool) {
	v := e.platform.value(attribute)
	if v.state != "known" {
		return 0, false
	}
	null := -1
	for rank, x := range list(v.v) {
		switch {
		case x == nil:
			if null < 0 {
				null = rank
			}
		case rungNumber(x) >= need:
			return rank, true
		default:
			null = -1
		}
	}
	return null, null >= 0
}

func (e *eval) edition() int {
	if r, ok := e.fixed["edition"]; ok {
		return int(number(r))
	}
	if e.rank == nil {
		var r int
		e.record(func() { r = e.resolve() })
		e.rank = &r
	}
	return *e.rank
}

func (e *eval) resolve() int {
	r := 0
	for _, entry := range e.entries() {
		r = max(r, entry)
	}
	quota := e.platform.value("api.quota")
	if quota.state != "known" {
		return r
	}
	factor := 1.0
	if e.platform.value("api.extendable").code() == "purchasable" {
		factor = theBook().par("api.purchasable")
	}
	need, largest, at := e.callsPerDay(bestLoose), -1.0, r
	for rank := r; rank < len(list(quota.v)); rank++ {
		row := e.rung("api.quota", rank)
		if row.open() || e.rowQuota(row.v)*factor >= need {
			return rank
		}
		if q := e.rowQuota(row.v); q > largest {
			largest, at = q, rank
		}
	}
	return at
}

func (e *eval) editionName() string {
	return text(get(e.rung("editions", e.edition()).v, "name"))
}

// addOns to buy: known and stale values only.
func (e *eval) addOns() []string {
	out := []string{}
	for _, a := range e.accessMusts() {
		if e.soldAsAddOn(a) {
			out = append(out, a)
		}
	}
	for _, x := range e.otherExtras() {
		if v := e.platform.value(x.attribute); v.state == "known" && v.code() == x.code {
			out = append(out, x.attribute)
		}
	}
	row := e.rung("api.quota", e.edition())
	if e.platform.value("api.extendable").code() == "purchasable" && !row.open() && e.rowQuota(row.v) < e.callsPerDay(bestLoose) {
		out = append(out, "api.extendable")
	}
	return out
}

func (e *eval) soldAsAddOn(attribute string) bool {
	included, addOn := ways(e.platform.value(attribute))
	rank := e.edition()
	return !(included >= 0 && included <= rank) && addOn >= 0 && addOn <= rank
}

type extra struct{ attribute, code, price string }

// otherExtras are the add-ons that are no access: which value makes them one, and how they are priced.
func (e *eval) otherExtras() []extra {
	var out []extra
	if e.s("privacy.residency") != "none" {
		out = append(out, extra{"residency.mechanism", "eea_addon", "unpriced"})
	}
	if oneOf(e.s("privacy.keys"), "must", "prefer") {
		out = append(out, extra{"keys.customer", "addon", "unpriced"})
	}
	if e.s("data.sandbox") != "none" {
		out = append(out, extra{"sandbox.kind", "paid_addon", "sandbox"})
	}
	if e.needsIpaas() {
		out = append(out, extra{"ipaas.own", "extra_licence", "ipaas"})
	}
	return out
}

// ---- API capacity (derived.yaml: callsPerDay .. keysShortLived)

func (e *eval) writeCost(p pass) float64 {
	v := e.platform.value("api.writeCost")
	return e.pick(v, p, func() float64 { return ranged(v.v, p, false) }, theBook().par("api.writeCostWorst"), 1, false)
}

func (e *eval) batchSize(flow any, p pass) float64 {
	if !batched(flow) {
		return 1
	}
	v, size := e.platform.value("api.bulk"), theBook().par("api.bulkBatch")
	known := func() float64 {
		if v.code() == "bulk" {
			return size
		}
		return 1
	}
	return e.pick(v, p, known, 1, size, true)
}

func (e *eval) flowCalls(flow any, p pass) float64 {
	return changes(flow) * e.writeCost(p) / e.batchSize(flow, p)
}

func shared(path string) bool {
	return oneOf(path, "zero_copy_both", "zero_copy_read", "share_one_way", "native_replication")
}

func (e *eval) rows(p pass) float64 {
	warehouse := e.s("data.warehouse")
	if warehouse == "none" {
		return 0
	}
	v, read := e.platform.value("warehouse."+warehouse), e.n("data.warehouseRowsPerDay")/theBook().par("api.page")
	if read == 0 {
		return 0 // nothing is read: how is not looked at
	}
	return e.pick(v, p, func() float64 { return read * truth(!shared(v.code())) }, read, 0, false)
}

func (e *eval) callsPerDay(p pass) float64 {
	sum := 0.0
	for _, f := range e.flows() {
		if changes(f) > 0 { // else what a write costs is not looked at
			sum += e.flowCalls(f, p)
		}
	}
	return theBook().par("api.retry") * (sum + e.rows(p))
}

func (e *eval) bulkRecords(p pass) float64 {
	v, records := e.platform.value("api.bulk"), e.sumChanges(batched)
	return e.pick(v, p, func() float64 { return records * truth(v.code() == "bulk") }, 0, records, true)
}

func (e *eval) rowQuota(row any) float64 {
	if get(row, "uncapped") == true {
		return math.Inf(1)
	}
	q := number(get(row, "base")) + number(get(row, "perSeat"))*e.seats()
	if c := get(row, "cap"); c != nil {
		q = min(q, number(c))
	}
	return q
}

func (e *eval) quota(p pass) float64 {
	b, row := theBook(), e.rung("api.quota", e.edition())
	if !row.open() && !(row.stale && p.loose()) {
		e.note(row, p)
		return e.rowQuota(row.v)
	}
	calls := e.callsPerDay(p)
	return e.pick(row, p, func() float64 { return e.rowQuota(row.v) }, calls/b.par("api.utilisationWorst"), calls/b.par("api.utilisationBest"), true)
}

func (e *eval) utilisation(p pass) float64 {
	b := theBook()
	w, h := b.par("api.utilisationWorst"), b.par("api.utilisationBest")
	calls, row := e.callsPerDay(p), e.rung("api.quota", e.edition())
	if !e.loadKnown() {
		e.note(row, p)
		return e.pick(value{state: "unknown"}, p, nil, w, h, false)
	}
	if calls == 0 {
		return 0
	}
	return e.pick(row, p, func() float64 { return max(calls/e.rowQuota(row.v), e.hourly(row.v, p)) }, w, h, false)
}

// hourly use: of the row's hourly quota, else of the account's. One that no source names is taken not to exist.
func (e *eval) hourly(row any, p pass) float64 {
	limit := number(get(row, "hour"))
	if v := e.platform.value("api.hourly"); limit == 0 && v.state == "known" && !(v.stale && p == bestLoose) {
		e.note(v, p)
		limit = ranged(v.v, p, true)
	}
	if limit == 0 {
		return 0
	}
	most := 0.0
	for _, f := range e.flows() {
		most = max(most, theBook().par("api.retry")*e.flowCalls(f, p)/number(get(f, "windowHours"))/limit)
	}
	return most
}

func (e *eval) apiFits(p pass) bool { return e.utilisation(p) <= theBook().par("api.full") }

func (e *eval) apiFitsBought(p pass) bool {
	if e.apiFits(p) {
		return true
	}
	if e.utilisation(p) > theBook().par("api.purchasable") {
		return false
	}
	v := e.platform.value("api.extendable")
	if v.code() == "on_request" {
		v = value{state: "unknown"}
	}
	return e.pick(v, p, func() float64 { return truth(v.code() == "purchasable") }, 0, 1, true) > 0
}

func (e *eval) burst(p pass) float64 {
	most, v := 0.0, e.platform.value("api.burst")
	for _, f := range e.flows() {
		if !batched(f) {
			continue
		}
		share := func() float64 {
			minutes := theBook().par("api.retry") * (changes(f) / e.batchSize(f, p)) / ranged(v.v, p, true) / 60
			return minutes / (60 * number(get(f, "windowHours")))
		}
		most = max(most, e.pick(v, p, share, 1, 0, false))
	}
	return most
}

func (e *eval) keysShortLived(p pass) bool {
	v := e.platform.value("api.keyMonths")
	short := func() float64 { return truth(ranged(v.v, p, true) <= theBook().par("api.keyMonthsShort")) }
	return e.pick(v, p, short, 1, 0, false) > 0
}

// ---- connections (derived.yaml: connections, connectionsToBuild)

type connection struct {
	attribute   string // "" where the book has none: open for every platform
	kind, speed string
	twoWay      bool
	entities    int
}

func (e *eval) connections() []connection {
	var out []connection
	for _, s := range list(e.at("systems")) {
		var flows []any
		entities := map[string]bool{}
		for _, f := range e.flows() {
			if get(f, "system") != get(s, "id") {
				continue
			}
			flows = append(flows, f)
			for _, x := range texts(get(f, "entities")) {
				entities[x] = true
			}
		}
		if stays(s) && len(flows) > 0 {
			out = append(out, connection{e.connectionAttribute(s), text(get(s, "kind")), fastest(flows), twoWay(flows), len(entities)})
		}
	}
	return out
}

func (e *eval) connectionAttribute(s any) string {
	attribute := connector(s)
	switch get(s, "kind") {
	case "warehouse":
		attribute = "warehouse." + e.s("data.warehouse")
	case "archive":
		attribute = "archive.records"
	}
	if theBook().attributes[attribute] == nil {
		return ""
	}
	return attribute
}

func (e *eval) connectionValue(c connection) value {
	if c.attribute == "" {
		return value{state: "unknown"}
	}
	return e.platform.value(c.attribute)
}

// mode of a connection: "" where it is open.
func (e *eval) mode(c connection) string {
	v := e.connectionValue(c)
	switch {
	case v.open():
		return ""
	case strings.HasPrefix(c.attribute, "connector."):
		return v.code()
	case c.attribute == "archive.records":
		if oneOf(v.code(), "certified", "partner") {
			return "third_party"
		}
		return "custom"
	case shared(v.code()):
		return "share"
	case e.hasIpaas():
		return "low_code"
	}
	return "custom"
}

func (e *eval) connectionPoints(c connection, p pass) float64 {
	v, floor := e.connectionValue(c), theBook().par("delivery.customFloor")
	known := func() float64 {
		switch m := e.mode(c); m {
		case "none":
			return floor
		case "share":
			points, _ := theBook().points(c.attribute, v.code())
			return points
		default:
			return theBook().par("delivery.points." + m)
		}
	}
	return e.pick(v, p, known, floor, 1, true)
}

func (e *eval) connectionsToBuild(p pass) float64 {
	n := 0.0
	for _, c := range e.connections() {
		n += e.pick(e.connectionValue(c), p, func() float64 { return truth(!oneOf(e.mode(c), "native", "configuration", "share")) }, 1, 0, false)
	}
	return n
}
