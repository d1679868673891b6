package second

import (
	"slices"
	"strings"
)

// ---- suite, hybrid or best-of-breed (derived.yaml: variants, architecture)

type variant struct {
	name, refusal             string
	places                    []string // own, separate or kept, by area
	C, B, days, E, G, L, V, U float64
}

var variantNames = []string{"suite", "hybrid", "bestOfBreed"}

// variantAreas: the areas to replace or add, then those that a kept system serves.
func (e *eval) variantAreas() []string {
	out := e.areas()
	for _, a := range areaOrder {
		if e.areaKept(a) {
			out = append(out, a)
		}
	}
	return out
}

// place of an area in a variant. An open area is never own but at best.
func (e *eval) place(name, area string, p pass) string {
	if e.areaKept(area) {
		return "kept"
	}
	unsure := e.hasSystem(func(s any) bool { return get(s, "keep") == "unsure" && oneOf(text(get(s, "kind")), areaKinds(area)...) })
	if name != "suite" && unsure {
		return "kept"
	}
	from := map[string]string{"suite": "areas.ownFromSuite", "hybrid": "areas.ownFrom"}[name]
	open := e.platform.value("suite."+area).open() && p != best
	if from != "" && !open && e.anchor("suite."+area, p) >= theBook().par(from) {
		return "own"
	}
	return "separate"
}

func (e *eval) variant(name string, p pass) variant {
	b, v := theBook(), variant{name: name}
	areas := e.variantAreas()
	levels, covered, own, separate, ownLicence := 0.0, 0.0, 0.0, 0.0, 0.0
	v.V = 1
	for _, area := range areas {
		place := e.place(name, area, p)
		v.places = append(v.places, place)
		level := max(1, e.level(area))
		levels += level
		switch place {
		case "own":
			own++
			covered += level * e.met(area, level, p)
			if e.platform.value("suite."+area).code() == "own_licence" {
				ownLicence++
			}
		case "separate":
			separate++
			covered += level * b.par("variant.specialist")
		case "kept":
			covered += level * b.par("variant.kept")
		}
		if place != "own" {
			v.V++
		}
	}
	v.V += b.par("variant.ownContract") * ownLicence
	v.C = 1
	if len(areas) > 0 {
		v.C = covered / levels
	}
	built := e.derived("connectionsToBuild")
	v.B = p.end(built.worst, built.estimate, built.best) + separate
	model := e.platform.value("suite.dataModel") // where it is open the products count as linked, but at best
	if oneOf(model.code(), "marketing_linked", "linked_products") || model.open() && p != best {
		v.B += ownLicence * b.par("variant.linked")
	}
	v.days = e.days(separate)
	v.G = max(0, e.maturityAsked(v.B)-e.n("organisation.integrationMaturity"))
	v.L = e.lockIn(own/float64(max(1, len(areas))), p)
	v.E, v.U = e.utility(v, p)
	v.refusal = e.refusal(v, areas)
	return v
}

// met is how far an own product meets the level.
func (e *eval) met(area string, level float64, p pass) float64 {
	code := map[float64]string{3: "own_licence", 2: "own_limited", 1: "third_party"}[level]
	return min(1, e.anchor("suite."+area, p)/suitePoints(code))
}

func (e *eval) maturityFactor() float64 {
	return theBook().par("effort.maturity." + text(e.at("organisation.integrationMaturity")))
}

func likely(row any) float64 { return number(list(row)[1]) }

func (e *eval) days(separate float64) float64 {
	b, sum := theBook(), 0.0
	for _, c := range e.connections() {
		d := e.connectionDays(c) * (1 + b.par("effort.nextEntity")*float64(c.entities-1))
		if c.twoWay {
			d *= b.par("effort.twoWay")
		}
		sum += d * b.par("effort.latency."+c.speed) * e.maturityFactor()
	}
	mode := "custom"
	if e.hasIpaas() {
		mode = "low_code"
	}
	return sum + separate*likely(b.param("effort.days."+mode+".medium"))*e.maturityFactor()
}

func (e *eval) connectionDays(c connection) float64 {
	b := theBook()
	if c.kind == "archive" {
		return likely(b.param("effort.days.archive.complex"))
	}
	steps := []string{"simple", "medium", "complex"}
	step := 0
	if c.twoWay {
		step++
	}
	if float64(c.entities) >= b.par("effort.complexEntities") {
		step++
	}
	mode := e.mode(c)
	if oneOf(mode, "", "roadmap", "none") {
		mode = "custom"
	}
	return likely(b.param("effort.days." + mode + "." + steps[step]))
}

func (e *eval) maturityAsked(built float64) float64 {
	b := theBook()
	asked := 1.0
	for _, step := range list(b.param("variant.builtSteps")) {
		if number(step) <= built {
			asked++
		}
	}
	if e.twoWayRealtime() {
		asked += b.par("variant.realtimeTwoWay")
	}
	return asked
}

func (e *eval) lockIn(ownShare float64, p pass) float64 {
	w := func(part string) float64 { return theBook().par("variant.lockIn." + part) }
	return w("oneVendor")*ownShare + w("export")*(1-e.anchor("export.kind", p)) +
		w("exitTerms")*(1-e.anchor("exit.terms", p)) + w("model")*(1-e.anchor("objects.model", p))
}

// utility gives the points of the effort too; an open effort leaves the sum and its weight the denominator.
func (e *eval) utility(v variant, p pass) (effort, utility float64) {
	b := theBook()
	w := func(part string) float64 { return b.par("variant.weights." + part) }
	on := func(x, worst, best float64) float64 { return clamp((x - worst) / (best - worst)) }
	sum := w("coverage")*v.C + w("maturity")*clamp(1-v.G/b.par("variant.maturityRange")) +
		w("lockIn")*clamp(1-v.L*b.par("variant.aversion."+e.s("strategy.lockInAversion"))) +
		w("contracts")*on(v.V, b.par("variant.contractsWorst"), 1)
	weights := w("coverage") + w("maturity") + w("lockIn") + w("contracts")
	if budget, known := e.budget("budgetFirstYear"); known {
		own := b.par("cost.internalShare.likely")
		rate := (own*b.par("cost.rateInternal.likely") + (1-own)*b.par("cost.rateExternal.likely")) * e.rate("NOK")
		effort = on(v.days*rate/budget, b.par("variant.effortWorst"), b.par("variant.effortBest"))
		sum, weights = sum+w("effort")*effort, weights+w("effort")
	}
	utility = sum / weights
	if e.s("strategy.preference") == map[string]string{"suite": "suite", "hybrid": "hybrid", "bestOfBreed": "best_of_breed"}[v.name] {
		utility += b.par("variant.preference")
	}
	return effort, utility
}

func (e *eval) refusal(v variant, areas []string) string {
	b := theBook()
	if v.name == "bestOfBreed" && v.G >= b.par("variant.refuseMaturity") {
		return "maturity"
	}
	if v.name == "suite" && v.C < b.par("variant.refuseCoverage") {
		return "coverage"
	}
	budget, known := e.budget("budgetAnnual")
	if !known || !e.priceKnown() {
		return ""
	}
	cost := e.derived("licences").best
	for i, area := range areas {
		suite := e.platform.value("suite." + area)
		free := oneOf(suite.code(), "own_included", "own_limited") || suite.open() && area != "service"
		if v.places[i] == "separate" && free {
			cost += e.assumed(area, "low")
		}
	}
	if cost > b.par("variant.refuseCost")*budget {
		return "cost"
	}
	return ""
}

// architecture names the verdict at the estimate.
func (e *eval) architecture() string {
	groups := map[string][]variant{}
	var order []string
	for _, name := range variantNames {
		v := e.variant(name, mid)
		key := strings.Join(v.places, " ")
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], v)
	}
	var open []variant // one of each group, named by where its areas are
	for _, key := range order {
		standing := slices.DeleteFunc(groups[key], func(v variant) bool { return v.refusal != "" })
		if len(standing) == 0 {
			continue
		}
		top := slices.MaxFunc(standing, func(a, b variant) int { return compare(a.U, b.U) })
		if len(groups[key]) > 1 {
			top.name = nameOf(top.places)
		}
		open = append(open, top)
	}
	if len(open) == 0 {
		return "none"
	}
	slices.SortStableFunc(open, func(a, b variant) int { return compare(b.U, a.U) })
	if len(open) > 1 && open[0].U-open[1].U < theBook().par("variant.close") {
		first, second := open[0], open[1]
		if second.G < first.G {
			first, second = second, first
		}
		return "close: " + first.name + ", " + second.name
	}
	return open[0].name
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// nameOf variants that place every area alike.
func nameOf(places []string) string {
	switch {
	case !slices.Contains(places, "separate") && !slices.Contains(places, "kept"):
		return "suite"
	case !slices.Contains(places, "own"):
		return "bestOfBreed"
	}
	return "hybrid"
}
