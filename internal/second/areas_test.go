package second

import (
	"math"
	"slices"
	"strings"
)

// ---- needs and areas (derived.yaml: needsReachable .. staffRatio)

// byCode is a number that follows from suite.<area>.
func (e *eval) byCode(area string, p pass, f func(code string) float64, atWorst, atBest float64, up bool) float64 {
	v := e.platform.value("suite." + area)
	return e.pick(v, p, func() float64 { return f(v.code()) }, atWorst, atBest, up)
}

func (e *eval) productExists(area string, p pass) bool {
	return e.byCode(area, p, func(c string) float64 { return truth(c != "none") }, 0, 1, true) > 0
}

func (e *eval) areaReachable(area string, p pass) bool {
	return e.areaKept(area) || e.productExists(area, p)
}

func (e *eval) reachable(need string, p pass) bool {
	switch need {
	case "forecast":
		return e.within("forecast.access", p) > 0
	case "leadScoring":
		return e.within("scoring.access", p) > 0
	case "signals":
		if e.productExists("signals", p) {
			return true
		}
		return e.anchor("events.kind", p) >= theBook().par("signals.eventPoints") &&
			(e.keptKind("event_tracking") || e.areaKept("cdp") || e.areaReachable("marketing", p))
	case "members":
		if e.keptKind("member_register") || e.productExists("members", p) {
			return true
		}
		return e.oneOf("objects.model", []string{"limited", "wide", "open"}, p) > 0 && e.areaReachable("portal", p)
	}
	return e.areaReachable(need, p)
}

func (e *eval) needsReachable() []func(p pass) bool {
	var out []func(p pass) bool
	for _, need := range e.mustNeeds() {
		out = append(out, func(p pass) bool { return e.reachable(need, p) })
	}
	return out
}

func (e *eval) usable(area string, p pass) float64 {
	v := e.platform.value("suite." + area)
	if v.open() { // it counts in meets() of the rule, not twice
		return 1
	}
	e.note(v, p)
	if !strings.HasPrefix(v.code(), "own_") || v.stale && p == bestLoose {
		return 1
	}
	a := e.platform.value("suite." + area + "Access")
	allowed := func() float64 {
		included, addOn := ways(a)
		rank := e.edition()
		return truth(included >= 0 && included <= rank || addOn >= 0 && addOn <= rank)
	}
	return e.pick(a, p, allowed, 0, 1, true)
}

func (e *eval) ownCoverage(p pass) float64 {
	areas := e.areas()
	if len(areas) == 0 {
		return 1
	}
	sum := 0.0
	for _, a := range areas {
		sum += e.byCode(a, p, func(c string) float64 {
			points := suitePoints(c)
			if points >= theBook().par("areas.ownFrom") {
				return 1
			}
			return points
		}, 0, 1, true)
	}
	return sum / float64(len(areas))
}

func suitePoints(code string) float64 {
	if code == "none" {
		return 0
	}
	points, _ := theBook().points("suite.marketing", code)
	return points
}

func (e *eval) productsToRun(p pass) float64 {
	n := 1.0
	for _, a := range e.areas() {
		n += e.byCode(a, p, func(c string) float64 { return truth(oneOf(c, "own_licence", "third_party", "none")) }, 1, 0, false)
	}
	return n
}

func (e *eval) contracts(p pass) float64 {
	n := 1.0
	for _, a := range e.areas() {
		n += e.byCode(a, p, func(c string) float64 {
			switch c {
			case "own_licence":
				return theBook().par("variant.ownContract")
			case "third_party", "none":
				return 1
			}
			return 0
		}, 1, 0, false)
	}
	for _, s := range list(e.at("systems")) {
		for _, a := range areaOrder {
			if kept(s) && oneOf(text(get(s, "kind")), areaKinds(a)...) {
				n++
			}
		}
	}
	return n
}

func (e *eval) staffNeed(p pass) float64 {
	b := theBook()
	own, separate := b.par("staff.ownProduct"), b.par("staff.separateProduct")
	n := b.par("staff.base") + b.par("staff.perSeat")*e.seats()
	for _, a := range e.areas() {
		n += e.byCode(a, p, func(c string) float64 {
			switch c {
			case "own_licence", "own_limited":
				return own
			case "third_party", "none":
				return separate
			}
			return 0
		}, separate, 0, false)
	}
	undelivered := 0.0
	for _, c := range e.connections() {
		undelivered += 1 - e.connectionPoints(c, p)
	}
	return n + b.par("staff.connection")*undelivered
}

func (e *eval) staffRatio(p pass) float64 {
	return e.staffNeed(p) / max(0.1, e.n("organisation.adminFte"))
}

// ---- data, security, language (derived.yaml: meterHits, objectFit .. languagesOffered)

func (e *eval) meterBites(meter string) bool {
	b := theBook()
	switch meter {
	case "contacts":
		return e.n("organisation.marketingContacts") > b.par("meters.contacts")
	case "emails":
		return e.n("organisation.mailsPerMonth") > b.par("meters.emails")
	case "requests":
		return e.level("service") >= 2
	case "storage":
		return e.n("organisation.persons") > b.par("meters.persons")
	case "ai", "credits":
		return e.s("ai.level") == "agents"
	case "unified_profiles":
		return e.level("cdp") >= 2 && e.n("organisation.persons") > b.par("meters.persons")
	case "api":
		return e.plainCalls() > b.par("meters.calls")
	}
	panic("no such meter: " + meter)
}

func (e *eval) meters() []string { return texts2(theBook().attributes["meters"]["vocab"], "code") }

// meterRow is what a row says of a member; the empty list, a value without member, says of each that it is not there.
func (e *eval) meterRow(member string) (value, bool) {
	if v, row := e.platform.values["meters:"+member]; row {
		return v, true
	}
	whole, row := e.platform.values["meters"]
	whole.state = "none"
	return whole, row
}

// meter counts 1 where the member is there and bites.
func (e *eval) meter(member string, p pass) float64 {
	v, row := e.meterRow(member)
	if !row || !e.meterBites(member) {
		return 0
	}
	return e.pick(v, p, func() float64 { return truth(v.state == "known") }, 1, 0, false)
}

// metersOpen: no row says of any member whether it is there.
func (e *eval) metersOpen() bool {
	for _, m := range e.meters() {
		if v, row := e.meterRow(m); row && !v.open() {
			return false
		}
	}
	return true
}

func (e *eval) meterHits(p pass) float64 {
	n := max(e.meter("ai", p), e.meter("credits", p)) // one meter between them
	for _, m := range e.meters() {
		if !oneOf(m, "ai", "credits") {
			n += e.meter(m, p)
		}
	}
	if !e.metersOpen() {
		return n
	}
	for _, m := range e.meters() {
		e.note(e.platform.value("meters:"+m), p)
	}
	return p.end(max(n, theBook().par("meters.unknownWorst")), 0, n)
}

func (e *eval) metersBiting() []string {
	out := []string{}
	for _, m := range e.meters() {
		if v, _ := e.meterRow(m); v.state != "known" {
			continue
		}
		if e.meter(m, mid) == 1 && !(m == "credits" && slices.Contains(out, "ai")) {
			out = append(out, m)
		}
	}
	return out
}

// openRung is what a ladder gives at a rank: where that is null, nothing at worst and everything at best.
func (e *eval) openRung(attribute string, rank int, p pass, everything float64) float64 {
	v := e.rung(attribute, rank)
	return e.pick(v, p, func() float64 { return min(everything, rungNumber(v.v)) }, 0, everything, true)
}

func (e *eval) objectFit(p pass) float64 {
	need, v := e.n("data.customObjects"), e.platform.value("objects.limit")
	if v.open() {
		return e.pick(v, p, nil, 0.1, 1, true)
	}
	fit := 0.1
	if e.openRung("objects.limit", e.edition(), p, math.Inf(1)) >= need {
		fit = 1
	}
	for rank := e.edition() + 1; rank < len(list(v.v)) && fit < 0.35; rank++ {
		if e.openRung("objects.limit", rank, p, math.Inf(1)) >= need {
			fit = 0.35
		}
	}
	return e.pick(v, p, func() float64 { return fit }, 0.1, 1, true)
}

func (e *eval) auditReach(p pass) float64 {
	const forever = 9999
	v := e.platform.value("audit.days")
	if v.open() {
		return e.pick(v, p, nil, 0, forever, true)
	}
	reach := 0.0
	for rank := range list(v.v) {
		reach = max(reach, e.openRung("audit.days", rank, p, forever))
	}
	return reach
}

func (e *eval) auditCover(p pass) float64 {
	v := e.rung("audit.days", e.edition())
	return e.pick(v, p, func() float64 { return clamp(rungNumber(v.v) / max(1, e.n("security.auditDays"))) }, 0, 1, true)
}

func (e *eval) cert(c string, p pass) float64 {
	v := e.platform.value("certs:" + c)
	return e.pick(v, p, func() float64 { return truth(v.state == "known") }, 0, 1, true)
}

func (e *eval) certShare(p pass) float64 {
	asked, sum := texts(e.at("security.certs")), 0.0
	for _, c := range asked {
		sum += e.cert(c, p)
	}
	return sum / float64(max(1, len(asked)))
}

func (e *eval) certsHeld() []func(p pass) bool {
	var out []func(p pass) bool
	for _, c := range texts(e.at("security.certs")) {
		out = append(out, func(p pass) bool { return e.cert(c, p) >= 1 })
	}
	return out
}

func languagePoints(v value) float64 {
	if v.state == "none" {
		return 0
	}
	points, _ := theBook().points("language.ui", v.code())
	return points
}

func (e *eval) languageCover(p pass) float64 {
	asked, sum := texts(e.at("organisation.uiLanguages")), 0.0
	for _, l := range asked {
		v := e.platform.value("language.ui:" + l)
		sum += e.pick(v, p, func() float64 { return languagePoints(v) }, 0, 1, true)
	}
	return sum / float64(max(1, len(asked)))
}

func (e *eval) languagesOffered() []func(p pass) bool {
	var out []func(p pass) bool
	for _, l := range texts(e.at("organisation.uiLanguages")) {
		v := e.platform.value("language.ui:" + l)
		if v.state == "known" && languagePoints(v) < theBook().par("language.offered") { // help proves nothing
			v = value{state: "unknown"}
		}
		out = append(out, func(p pass) bool {
			return e.pick(v, p, func() float64 { return truth(v.state == "known") }, 0, 1, true) > 0
		})
	}
	return out
}
