package second

import (
	"fmt"
	"math"
	"math/big"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// finding is what one rule says of one platform. Numbers are exact decimals, as in contract.md.
type finding struct {
	share, weight, low, points, high, contribution string
}

type result struct {
	standing, edition, total, low, high, coverage string
	gates, risks                                  map[string]string // outcomes; risks only where raised or possible
	scores                                        map[string]finding
}

// scoreRule is a score rule, or an own requirement that scores, with its weight and its way to the points.
type scoreRule struct {
	id, sub string
	weight  int64   // millionths
	need    float64 // n: the highest level / 3
	points  func(e *eval, p pass) float64
}

// evaluate gives the results of one example profile for every platform of the book.
func evaluate(profile, asOf string) map[string]result {
	answered := readFile(filepath.Join(casesDir, profile, "profile.yaml")).(object)
	out := map[string]result{}
	for _, p := range platforms(asOf) {
		out[p.id] = evaluateOne(complete(answered, true), p)
	}
	return out
}

func evaluateOne(profile object, p platform) result {
	e := newEval(profile, p)
	r := result{edition: e.editionName(), gates: map[string]string{}, risks: map[string]string{}, scores: map[string]finding{}}
	onFail := map[string]string{}
	for _, rule := range theBook().rules {
		id, kind := text(get(rule, "id")), get(rule, "kind")
		if kind == "score" || !e.applies(rule) {
			continue
		}
		if kind == "gate" {
			r.gates[id], onFail[id] = e.gate(rule), text(get(rule, "onFail"))
		} else if o := e.risk(rule); o != "clear" {
			r.risks[id] = o
		}
	}
	for i, own := range list(e.at("requirements")) {
		if get(own, "level") == "must" {
			id := fmt.Sprintf("own.%d", i+1)
			r.gates[id], onFail[id] = e.ownGate(own), e.ownOnFail(own)
		}
	}
	r.standing = standing(r.gates, onFail)
	e.score(&r)
	return r
}

func (e *eval) applies(rule any) bool { return e.run(parse(text(get(rule, "applies"))), mid).(bool) }

// ---- gates and risks

// gate: pass, fail or toConfirm (derived.yaml, convention 3).
func (e *eval) gate(rule any) string {
	n := parse(text(get(rule, "pass")))
	return e.outcome(func(p pass) bool { return e.run(n, p).(bool) }, get(rule, "onUnknown") == "eligible")
}

func (e *eval) outcome(holds func(p pass) bool, openPasses bool) string {
	if holds(worstLoose) && holds(bestLoose) {
		return "pass"
	}
	var w, b bool
	r := e.record(func() { w, b = holds(worst), holds(best) })
	switch {
	case openPasses && b:
		return "pass"
	case !w && !b && r.firm:
		return "fail"
	}
	return "toConfirm"
}

func (e *eval) risk(rule any) string {
	n := parse(text(get(rule, "when")))
	w, b := e.run(n, worstLoose).(bool), e.run(n, bestLoose).(bool)
	switch {
	case w && b:
		return "raised"
	case w || b:
		return "possible"
	}
	return "clear"
}

// standing is the gravest outcome.
func standing(gates, onFail map[string]string) string {
	worst := "eligible"
	for id, outcome := range gates {
		switch {
		case outcome == "fail" && onFail[id] == "exclude":
			return "excluded"
		case outcome == "toConfirm":
			worst = "toConfirm"
		case outcome == "fail" && worst == "eligible":
			worst = "conditional"
		}
	}
	return worst
}

// ---- own requirements (criteria.yaml, at its end)

func (e *eval) ownGate(own any) string {
	attribute := text(get(own, "attribute"))
	v := e.platform.value(attribute)
	return e.outcome(func(p pass) bool {
		switch {
		case get(own, "atLeast") != nil:
			n := number(get(own, "atLeast"))
			return e.pick(v, p, func() float64 { return truth(ranged(v.v, worst, true) >= n) }, 0, 1, true) > 0
		case get(own, "atMost") != nil:
			n := number(get(own, "atMost"))
			return e.pick(v, p, func() float64 { return truth(ranged(v.v, worst, false) <= n) }, 0, 1, true) > 0
		case theBook().attributes[attribute]["type"] == "access" && get(own, "is") == "included":
			return e.pick(v, p, func() float64 { return truth(e.includes(v)) }, 0, 1, true) > 0
		case theBook().attributes[attribute]["type"] == "access":
			return e.within(attribute, p) > 0
		case get(own, "noneOf") != nil:
			return e.noneOf(attribute, texts(get(own, "noneOf")), p) > 0
		}
		return e.oneOf(attribute, asked(own), p) > 0
	}, false)
}

// includes: the edition to be bought has it.
func (e *eval) includes(v value) bool {
	included, _ := ways(v)
	return included >= 0 && included <= e.edition()
}

// ownOnFail: what is to be included, and can be bought, makes the platform conditional.
func (e *eval) ownOnFail(own any) string {
	if theBook().attributes[text(get(own, "attribute"))]["type"] == "access" && get(own, "is") == "included" {
		if included, addOn := ways(e.platform.value(text(get(own, "attribute")))); included >= 0 || addOn >= 0 {
			return "condition"
		}
	}
	return "exclude"
}

func asked(own any) []string {
	if is := get(own, "is"); is != nil {
		return []string{text(is)}
	}
	return texts(get(own, "oneOf"))
}

func (e *eval) ownPoints(own any, p pass) float64 {
	attribute := text(get(own, "attribute"))
	v := e.platform.value(attribute)
	switch {
	case get(own, "atLeast") != nil:
		return e.atLeast(attribute, number(get(own, "atLeast")), p)
	case get(own, "atMost") != nil:
		n := number(get(own, "atMost"))
		return e.pick(v, p, func() float64 { return min(1, n/max(n, ranged(v.v, p, false))) }, 0, 1, true)
	case theBook().attributes[attribute]["type"] == "access":
		return e.access(attribute, p)
	}
	codes := asked(own)
	if get(own, "noneOf") != nil {
		codes = codesLeft(attribute, texts(get(own, "noneOf")))
	}
	if least, ok := leastPoints(attribute, codes); ok {
		if points, _ := theBook().points(attribute, least); points == 0 {
			return 1 // nothing has fewer points
		}
		return e.meets(attribute, least, p)
	}
	if ruledOut := texts(get(own, "noneOf")); len(ruledOut) > 0 {
		return e.noneOf(attribute, ruledOut, p)
	}
	return e.oneOf(attribute, codes, p)
}

func codesLeft(attribute string, without []string) []string {
	return slices.DeleteFunc(texts2(theBook().attributes[attribute]["vocab"], "code"), func(c string) bool { return slices.Contains(without, c) })
}

func leastPoints(attribute string, codes []string) (string, bool) {
	least, at := math.Inf(1), ""
	for _, c := range codes {
		if points, ok := theBook().points(attribute, c); ok && points < least {
			least, at = points, c
		}
	}
	return at, at != ""
}

// ---- shares and totals

func toMillionths(x float64) int64 { return int64(math.Round(x * 1e6)) }

// scoreRules that apply, in the order of the book, own requirements last.
func (e *eval) scoreRules() []scoreRule {
	var out []scoreRule
	for _, rule := range theBook().rules {
		if get(rule, "kind") != "score" || !e.applies(rule) {
			continue
		}
		n := parse(text(get(rule, "points")))
		out = append(out, scoreRule{
			id: text(get(rule, "id")), sub: text(get(rule, "criterion")),
			weight: toMillionths(e.run(parse(text(get(rule, "weight"))), mid).(float64)),
			need:   e.ruleLevel(rule),
			points: func(e *eval, p pass) float64 { return e.run(n, p).(float64) },
		})
	}
	for i, own := range list(e.at("requirements")) {
		if l := text(get(own, "level")); l != "must" {
			out = append(out, scoreRule{
				id: fmt.Sprintf("own.%d", i+1), sub: "own.requirements", weight: toMillionths(level(l)), need: 3,
				points: func(e *eval, p pass) float64 { return e.ownPoints(own, p) },
			})
		}
	}
	return out
}

// ruleLevel is the highest need that stands in `applies`; 3 where none stands there, or all of them are none.
func (e *eval) ruleLevel(rule any) float64 {
	top := 0.0
	for _, need := range needsIn(parse(text(get(rule, "applies")))) {
		top = max(top, e.level(need))
	}
	if top == 0 {
		return 3
	}
	return top
}

func rat(x float64) *big.Rat     { return new(big.Rat).SetInt64(toMillionths(x)) }
func mul(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func add(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
func div(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }

// shares of the rules, exact: (W m N / sum) x (w n / sum) x (weight / sum).
func (e *eval) shares(rules []scoreRule) []*big.Rat {
	weights, level := map[string]*big.Rat{}, map[string]float64{} // by sub-criterion
	for _, r := range rules {
		if weights[r.sub] == nil {
			weights[r.sub] = new(big.Rat)
		}
		weights[r.sub] = add(weights[r.sub], new(big.Rat).SetInt64(r.weight))
		level[r.sub] = max(level[r.sub], r.need)
	}
	all := new(big.Rat)
	part := map[string]*big.Rat{}  // W m N of the criterion
	inner := map[string]*big.Rat{} // w n / sum of w n of the sub-criterion
	owner := map[string]string{}
	for _, c := range theBook().criteria {
		id := text(get(c, "id"))
		w, wn := new(big.Rat), new(big.Rat)
		for _, s := range list(get(c, "sub")) {
			sub := text(get(s, "id"))
			if weights[sub] != nil {
				w = add(w, rat(number(get(s, "weight"))))
				inner[sub] = mul(rat(number(get(s, "weight"))), big.NewRat(int64(level[sub]), 3))
				wn = add(wn, inner[sub])
				owner[sub] = id
			}
		}
		if w.Sign() == 0 {
			continue
		}
		for sub, o := range owner {
			if o == id {
				inner[sub] = div(inner[sub], wn)
			}
		}
		part[id] = mul(mul(rat(e.swing(c)), rat(e.multiplier(c))), div(wn, w))
		all = add(all, part[id])
	}
	var out []*big.Rat
	for _, r := range rules {
		x := mul(div(part[owner[r.sub]], all), inner[r.sub])
		out = append(out, mul(x, div(new(big.Rat).SetInt64(r.weight), weights[r.sub])))
	}
	return out
}

func (e *eval) swing(criterion any) float64 {
	if v := e.at("priorities." + text(get(criterion, "id"))); v != nil {
		return number(v)
	}
	return number(get(criterion, "swing"))
}

func (e *eval) multiplier(criterion any) float64 {
	return e.run(parse(text(get(criterion, "multiplier"))), mid).(float64)
}

// billionths rounds shares to parts per billion by largest remainder; of equal remainders the earlier takes the unit.
func billionths(shares []*big.Rat) []int64 {
	out := make([]int64, len(shares))
	rest := make([]*big.Rat, len(shares))
	order := make([]int, len(shares))
	left := int64(1e9)
	for i, s := range shares {
		x := mul(s, big.NewRat(1e9, 1))
		floor := new(big.Int).Quo(x.Num(), x.Denom())
		out[i], order[i] = floor.Int64(), i
		rest[i] = new(big.Rat).Sub(x, new(big.Rat).SetInt(floor))
		left -= out[i]
	}
	sort.SliceStable(order, func(a, b int) bool { return rest[order[a]].Cmp(rest[order[b]]) > 0 })
	for _, i := range order[:left] {
		out[i]++
	}
	return out
}

func (e *eval) score(r *result) {
	rules := e.scoreRules()
	shares := billionths(e.shares(rules))
	var total, low, high, closed int64
	for i, rule := range rules {
		l, p, h := e.points(rule)
		total, low, high = total+shares[i]*p, low+shares[i]*l, high+shares[i]*h
		if l == h {
			closed += shares[i]
		}
		r.scores[rule.id] = finding{
			share: decimal(shares[i], 9), weight: decimal(rule.weight, 6),
			low: decimal(l, 6), points: decimal(p, 6), high: decimal(h, 6), contribution: decimal(shares[i]*p, 13),
		}
	}
	r.total, r.low, r.high, r.coverage = decimal(total, 13), decimal(low, 13), decimal(high, 13), decimal(closed, 9)
}

// points of a rule in millionths; the interval always contains the estimate.
func (e *eval) points(rule scoreRule) (low, points, high int64) {
	low, points, high = toMillionths(rule.points(e, worstLoose)), toMillionths(rule.points(e, mid)), toMillionths(rule.points(e, bestLoose))
	return min(low, points), points, max(high, points)
}

// decimal writes x / 10^places exactly, without trailing zeros.
func decimal(x int64, places int) string {
	s := fmt.Sprintf("%0*d", places+1, x)
	s = s[:len(s)-places] + "." + s[len(s)-places:]
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
