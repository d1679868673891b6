package second

import (
	"slices"
	"strings"
)

// A profile as it was answered becomes a profile as it is evaluated: defaults filled in, answers to questions that are not
// asked replaced by them (questions.yaml). Then the totals of derived.yaml.

// complete fills in what was not answered. Where heed is false askWhen is not looked at (tests of rules).
func complete(answered object, heed bool) object {
	e := &eval{profile: clone(answered).(object)}
	for _, q := range theBook().questions {
		e.fill(q, func(given any, _ object) bool { return given == nil })
	}
	if !heed {
		return e.profile
	}
	for _, q := range theBook().questions {
		when := text(get(q, "askWhen"))
		if when == "" {
			continue
		}
		e.fill(q, func(_ any, row object) bool { e.each = row; return !e.run(parse(when), mid).(bool) })
	}
	return e.profile
}

// fill puts the default of one question wherever replace says so.
func (e *eval) fill(q any, replace func(given any, row object) bool) {
	id := text(get(q, "id"))
	if rows, field, ok := strings.Cut(id, "[]."); ok {
		for _, row := range list(e.at(rows)) {
			e.set(row.(object), field, q, replace)
		}
		return
	}
	parent, field := e.profile, id
	if i := strings.LastIndex(id, "."); i >= 0 {
		parent, field = e.part(id[:i]), id[i+1:]
	}
	if get(q, "kind") == "matrix" {
		e.fillMatrix(q, parent, field)
		return
	}
	e.set(parent, field, q, replace)
}

func (e *eval) set(parent object, field string, q any, replace func(any, object) bool) {
	if !replace(parent[field], parent) {
		return
	}
	delete(parent, field)
	if from := get(q, "default", "from"); from != nil {
		parent[field] = e.run(parse(text(from)), mid)
	} else if d := get(q, "default", "value"); d != nil {
		parent[field] = d
	}
}

func (e *eval) fillMatrix(q any, parent object, field string) {
	d := get(q, "cell", "default", "value")
	if d == nil {
		return
	}
	cells, ok := parent[field].(object)
	if !ok {
		cells = object{}
		parent[field] = cells
	}
	if get(q, "rowsFrom") != "readiness.dimensions" {
		fillCells(cells, texts2(get(q, "rows"), "code"), d)
		return
	}
	for _, dimension := range theBook().dimensions {
		id := text(get(dimension, "id"))
		part, ok := cells[id].(object)
		if !ok {
			part = object{}
			cells[id] = part
		}
		fillCells(part, texts2(get(dimension, "questions"), "id"), d)
	}
}

func fillCells(cells object, keys []string, d any) {
	for _, k := range keys {
		if cells[k] == nil {
			cells[k] = d
		}
	}
}

func texts2(rows any, key string) []string {
	var out []string
	for _, r := range list(rows) {
		out = append(out, text(get(r, key)))
	}
	return out
}

func clone(v any) any {
	switch x := v.(type) {
	case object:
		out := object{}
		for k, y := range x {
			out[k] = clone(y)
		}
		return out
	case []any:
		out := []any{}
		for _, y := range x {
			out = append(out, clone(y))
		}
		return out
	}
	return v
}

// ---- reading

func (e *eval) at(path string) any { return get(e.profile, strings.Split(path, ".")...) }

func (e *eval) part(path string) object {
	m := e.profile
	for _, k := range strings.Split(path, ".") {
		if m[k] == nil {
			m[k] = object{}
		}
		m = m[k].(object)
	}
	return m
}

// answer reads a path of the profile for an expression: the zero value of its kind where it was not answered.
func (e *eval) answer(path string) any {
	if v := e.at(path); v != nil {
		return plain(v)
	}
	for _, q := range theBook().questions {
		if get(q, "id") == path {
			switch get(q, "kind") {
			case "int", "number", "money", "percent":
				return 0.0
			case "bool":
				return false
			case "set", "list":
				return []any{}
			}
		}
	}
	return ""
}

func plain(v any) any {
	switch x := v.(type) {
	case int:
		return float64(x)
	case []string:
		out := []any{}
		for _, s := range x {
			out = append(out, s)
		}
		return out
	case object:
		return number(x["amount"])
	}
	return v
}

func (e *eval) n(path string) float64 { return number(e.at(path)) }
func (e *eval) s(path string) string  { return text(e.at(path)) }

func (e *eval) level(need string) float64 { return level(e.s("needs." + need)) }

func level(l string) float64 {
	if l == "" {
		return 0
	}
	return theBook().par("need.level." + l)
}

func clamp(x float64) float64 { return min(1, max(0, x)) }

// ---- systems and flows (derived.yaml, convention 7)

func (e *eval) system(id string) any {
	for _, s := range list(e.at("systems")) {
		if get(s, "id") == id {
			return s
		}
	}
	return nil
}

func stays(s any) bool { k := text(get(s, "keep")); return k == "keep" || k == "unsure" }
func kept(s any) bool  { return get(s, "keep") == "keep" }

func signIn(flow any) bool { return slices.Equal(texts(get(flow, "entities")), []string{"login"}) }

func counts(flow any) bool { return level(text(get(flow, "criticality"))) >= 2 && !signIn(flow) }

func batched(flow any) bool { l := get(flow, "latency"); return l == "hourly" || l == "daily" }

func changes(flow any) float64 { return number(get(flow, "changesPerDay")) }

// flows that count.
func (e *eval) flows() []any {
	var out []any
	for _, f := range list(e.at("integrations")) {
		if counts(f) {
			out = append(out, f)
		}
	}
	return out
}

// linked gives the flows (sign-in excepted) with a system that stays, is of one of the kinds, and has a product for which the
// book has a connector attribute.
func (e *eval) linked(kinds ...string) []any {
	var out []any
	for _, f := range list(e.at("integrations")) {
		s := e.system(text(get(f, "system")))
		if !signIn(f) && stays(s) && slices.Contains(kinds, text(get(s, "kind"))) && hasConnector(s) {
			out = append(out, f)
		}
	}
	return out
}

func connector(s any) string    { return "connector." + text(get(s, "product")) }
func hasConnector(s any) bool   { return theBook().attributes[connector(s)] != nil }
func (e *eval) erpFlows() []any { return e.linked("erp", "accounting", "industry_core") }

func (e *eval) hasSystem(is func(s any) bool) bool {
	return slices.ContainsFunc(list(e.at("systems")), is)
}

func (e *eval) keptKind(kinds ...string) bool {
	return e.hasSystem(func(s any) bool { return kept(s) && slices.Contains(kinds, text(get(s, "kind"))) })
}

// areaOrder is the order of params.areas.kinds, which a map forgets.
var areaOrder = []string{"marketing", "service", "contactCentre", "fieldService", "quote", "cdp", "commerce", "portal"}

func areaKinds(area string) []string { return texts(theBook().param("areas.kinds." + area)) }

func (e *eval) areaKept(area string) bool { return e.keptKind(areaKinds(area)...) }

// areas to replace or add.
func (e *eval) areas() []string {
	var out []string
	for _, a := range areaOrder {
		if e.level(a) >= theBook().par("areas.minimum") && !e.areaKept(a) {
			out = append(out, a)
		}
	}
	return out
}

// ---- totals

func (e *eval) seats() float64 {
	return e.n("organisation.seats.full") + e.n("organisation.seats.service") + e.n("organisation.seats.marketing")
}

func (e *eval) sumChanges(of func(flow any) bool) float64 {
	sum := 0.0
	for _, f := range e.flows() {
		if of(f) {
			sum += changes(f)
		}
	}
	return sum
}

func (e *eval) loadKnown() bool {
	return !slices.ContainsFunc(e.flows(), func(f any) bool { return get(f, "changesPerDay") == nil })
}

func (e *eval) plainCalls() float64 {
	b := theBook()
	changed := e.sumChanges(func(any) bool { return true })
	return b.par("api.retry") * (changed + e.n("data.warehouseRowsPerDay")/b.par("api.page"))
}

func (e *eval) mustFlows() int {
	n := 0
	for _, f := range list(e.at("integrations")) {
		if get(f, "criticality") == "must" {
			n++
		}
	}
	return n
}

func highest(flows []any) float64 {
	top := 0.0
	for _, f := range flows {
		top = max(top, level(text(get(f, "criticality"))))
	}
	return top
}

var speeds = []string{"realtime", "minutes", "hourly", "daily"}

func fastest(flows []any) string {
	for _, s := range speeds {
		if slices.ContainsFunc(flows, func(f any) bool { return get(f, "latency") == s }) {
			return s
		}
	}
	return "none"
}

func twoWay(flows []any) bool {
	return slices.ContainsFunc(flows, func(f any) bool { return get(f, "direction") == "both" })
}

func (e *eval) hasIpaas() bool {
	return e.hasSystem(func(s any) bool { return stays(s) && get(s, "kind") == "ipaas" })
}

func (e *eval) needsIpaas() bool {
	return !e.hasIpaas() && float64(e.mustFlows()) >= theBook().par("cost.ipaasFrom")
}

func (e *eval) budget(which string) (float64, bool) {
	b := e.at("commercial." + which)
	if b == nil {
		return 0, false
	}
	if _, money := b.(object); !money { // short form of the rules' tests
		return number(b), number(b) > 0
	}
	amount := number(get(b, "amount")) * e.rate(text(get(b, "currency")))
	return amount, amount > 0
}

func (e *eval) total(id string) any {
	b := theBook()
	occasional := e.n("organisation.seats.light") + e.n("organisation.seats.field")
	lightShare := occasional / max(1, e.seats())
	mixedShare := (e.n("organisation.seats.service") + e.n("organisation.seats.marketing")) / max(1, e.seats())
	batch := e.sumChanges(batched)
	if area, ok := strings.CutPrefix(id, "kept."); ok {
		switch area {
		case "eventTracking":
			return e.keptKind("event_tracking")
		case "memberRegister":
			return e.keptKind("member_register")
		}
		return e.areaKept(area)
	}
	switch id {
	case "seats":
		return e.seats()
	case "occasional":
		return occasional
	case "lightShare":
		return lightShare
	case "mixedShare":
		return mixedShare
	case "manyLight":
		return lightShare > b.par("light.share")
	case "manyMixed":
		return mixedShare > b.par("mixing.share")
	case "auditMust":
		return e.auditMust()
	case "manyObjects":
		return e.n("data.customObjects") >= b.par("objects.many")
	case "inexperienced":
		return e.n("organisation.integrationMaturity") < b.par("maturity.low")
	case "needsMatching":
		return e.n("data.sources") >= b.par("match.sources") || e.n("data.duplicatesPct") >= b.par("match.duplicates")
	case "longHorizon":
		return e.n("commercial.horizonYears") > b.par("horizon.long")
	case "fewStaff":
		return e.n("organisation.adminFte") < b.par("staff.few")
	case "mustNeeds":
		return float64(len(e.mustNeeds()))
	case "mustIntegrations":
		return float64(e.mustFlows())
	case "keptSystems":
		n := 0.0
		for _, s := range list(e.at("systems")) {
			if kept(s) {
				n++
			}
		}
		return n
	case "areas":
		return e.areas()
	case "areasToReplace":
		return float64(len(e.areas()))
	case "loadKnown":
		return e.loadKnown()
	case "changesPerDay":
		return e.sumChanges(func(any) bool { return true })
	case "batchRecords":
		return batch
	case "manyRecords":
		return batch >= b.par("api.bulkFrom")
	case "callsPerDay":
		return e.plainCalls()
	case "heavyLoad":
		return e.plainCalls() > b.par("api.heavyCalls")
	case "fastest":
		var out []any
		for _, f := range e.flows() {
			if d := get(f, "direction"); d == "out" || d == "both" {
				out = append(out, f)
			}
		}
		return fastest(out)
	case "erpFlows":
		return float64(len(e.erpFlows()))
	case "otherFlows":
		return float64(len(e.linked("service_desk", "contact_centre", "billing", "commerce")))
	case "trackerFlows":
		n := 0.0
		for _, f := range e.linked("event_tracking") {
			if kept(e.system(text(get(f, "system")))) {
				n++
			}
		}
		return n
	case "erpTwoWay":
		return twoWay(e.erpFlows())
	case "erpLevel":
		return highest(e.erpFlows())
	case "archiveLevel":
		return e.archiveLevel()
	case "hasIpaas":
		return e.hasIpaas()
	case "needsIpaas":
		return e.needsIpaas()
	case "twoWayRealtime":
		return e.twoWayRealtime()
	case "office":
		for _, product := range []string{"microsoft_365", "google_workspace"} {
			if e.hasSystem(func(s any) bool { return stays(s) && get(s, "product") == product }) {
				return product
			}
		}
		return "none"
	case "twoMasters":
		return e.twoMasters()
	case "budgetKnown":
		_, known := e.budget("budgetAnnual")
		return known
	case "training":
		sum, parts := 0.0, e.at("readiness.training").(object)
		for _, k := range sortedKeys(parts) {
			sum += number(parts[k])
		}
		return sum / float64(len(parts))
	case "aiReadiness":
		floor, from, full := b.par("ai.readinessFloor"), b.par("ai.readinessFrom"), b.par("ai.readinessFull")
		ready := min(e.n("readiness.ai.data"), e.n("readiness.data.quality"))
		return floor + (1-floor)*clamp((ready-from)/(full-from))
	}
	panic("no such total: " + id)
}

func (e *eval) auditMust() bool { return e.n("security.auditDays") >= theBook().par("audit.mustDays") }

func (e *eval) mustNeeds() []string {
	var out []string
	needs, _ := e.at("needs").(object)
	for _, k := range sortedKeys(needs) {
		if needs[k] == "must" {
			out = append(out, k)
		}
	}
	return out
}

func (e *eval) archiveLevel() float64 {
	if e.s("publicBody.archive") == "none" {
		return 0
	}
	var to []any
	for _, f := range list(e.at("integrations")) {
		if get(e.system(text(get(f, "system"))), "kind") == "archive" {
			to = append(to, f)
		}
	}
	if len(to) == 0 {
		return 3
	}
	return highest(to)
}

func (e *eval) twoWayRealtime() bool {
	return slices.ContainsFunc(e.flows(), func(f any) bool {
		return get(f, "direction") == "both" && get(f, "latency") == "realtime"
	})
}

func (e *eval) twoMasters() bool {
	seen := map[string]bool{}
	for _, s := range list(e.at("systems")) {
		if !stays(s) {
			continue
		}
		for _, m := range texts(get(s, "masters")) {
			if seen[m] {
				return true
			}
			seen[m] = true
		}
	}
	return false
}
