package second

import "slices"

// The helpers of rules.yaml (header). Each has a worst, an estimate and a best of its own.

func (e *eval) anchor(attribute string, p pass) float64 {
	v := e.platform.value(attribute)
	w, b := theBook().bounds(attribute)
	return e.pick(v, p, func() float64 { return valuePoints(attribute, v) }, w, b, true)
}

func valuePoints(attribute string, v value) float64 {
	if v.state == "none" {
		w, _ := theBook().bounds(attribute)
		return w
	}
	points, _ := theBook().points(attribute, v.code())
	return points
}

func (e *eval) meets(attribute, code string, p pass) float64 {
	asked, _ := theBook().points(attribute, code)
	v := e.platform.value(attribute)
	w, b := theBook().bounds(attribute)
	met := func(points float64) float64 { return min(1, points/asked) }
	return e.pick(v, p, func() float64 { return met(valuePoints(attribute, v)) }, met(w), met(b), true)
}

func (e *eval) atLeast(attribute string, n float64, p pass) float64 {
	v := e.platform.value(attribute)
	return e.pick(v, p, func() float64 { return clamp(ranged(v.v, p, true) / n) }, 0, 1, true)
}

func (e *eval) access(attribute string, p pass) float64 {
	v := e.platform.value(attribute)
	return e.pick(v, p, func() float64 { return e.accessPoints(v) }, 0, 1, true)
}

func (e *eval) accessPoints(v value) float64 {
	b, rank, points := theBook(), e.edition(), 0.0
	included, addOn := ways(v)
	if included > rank {
		points = max(b.par("access.aboveFloor"), b.par("access.aboveStart")-b.par("access.aboveStep")*float64(included-rank))
	} else if included >= 0 {
		points = b.par("access.included")
	}
	if addOn > rank {
		points = max(points, b.par("access.addOnAbove"))
	} else if addOn >= 0 {
		points = max(points, b.par("access.addOn"))
	}
	return points
}

func (e *eval) within(attribute string, p pass) float64 {
	v := e.platform.value(attribute)
	return e.pick(v, p, func() float64 { return truth(v.state == "known") }, 0, 1, true)
}

func (e *eval) oneOf(attribute string, codes []string, p pass) float64 {
	v := e.platform.value(attribute)
	return e.pick(v, p, func() float64 { return truth(slices.Contains(codes, v.code())) }, 0, 1, true)
}

func (e *eval) noneOf(attribute string, codes []string, p pass) float64 {
	v := e.platform.value(attribute)
	return e.pick(v, p, func() float64 { return truth(!slices.Contains(codes, v.code())) }, 0, 1, true)
}

func (e *eval) num(attribute string, atWorst, atBest float64, p pass) float64 {
	v, up := e.platform.value(attribute), atBest >= atWorst
	return e.pick(v, p, func() float64 { return ranged(v.v, p, up) }, atWorst, atBest, up)
}

// reach is the mean over the systems of these kinds, weighted by their highest criticality.
func (e *eval) reach(kinds []string, p pass) float64 {
	sum, weights := 0.0, 0.0
	for _, s := range list(e.at("systems")) {
		var flows []any
		for _, f := range e.linked(kinds...) {
			if get(f, "system") == get(s, "id") {
				flows = append(flows, f)
			}
		}
		if len(flows) == 0 {
			continue
		}
		w := highest(flows)
		sum += w * e.anchor(connector(s), p)
		weights += w
	}
	return sum / weights
}

func (e *eval) warehousePath(p pass) float64 { return e.anchor("warehouse."+e.s("data.warehouse"), p) }

// scale: the estimate over something open is the middle of the points, not the points of the middle.
func (e *eval) scale(args []node, p pass) float64 {
	from, to := e.run(args[1], p).(float64), e.run(args[2], p).(float64)
	on := func(v float64) float64 { return clamp((v - from) / (to - from)) }
	at := func(p pass) float64 { return on(e.run(args[0], p).(float64)) }
	if p != mid {
		return at(p)
	}
	var w, b float64
	if r := e.record(func() { w, b = at(worst), at(best) }); r.open {
		return w + r.q*(b-w)
	}
	return at(mid)
}
