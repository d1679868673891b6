package bench

import (
	"fmt"
	"reflect"
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"github.com/vendorfit/vendorfit"
)

// What a user would pick instead: the same rules in CEL, compiled and optimised once, over typed variables so that a misspelt
// name is refused, with the helpers as functions in Go. cel-go knows neither passes nor what a rule reads; both are done
// around it.

const (
	celQuote     = `meets(platform.suite.quote, profile.needs.quote >= 3 ? "own_licence" : profile.needs.quote >= 2 ? "own_limited" : "third_party") * (params.access.productBase + params.access.productGain * derived.usable.quote)`
	celMarketing = `meets(platform.suite.marketing, profile.needs.marketing >= 3 ? "own_licence" : profile.needs.marketing >= 2 ? "own_limited" : "third_party") * (params.access.productBase + params.access.productGain * derived.usable.marketing)`
	celSignals   = `0.5 * meets(platform.events.kind, "webhook") + 0.5 * (profile.totals.trackerFlows > 0.0 ? reach(platform.connectors, ["event_tracking"]) : meets(platform.suite.marketing, profile.needs.signals >= 3 ? "own_licence" : "own_limited"))`
	celEvents    = `meets(platform.events.kind, profile.totals.fastest == "realtime" ? "replay_stream" : "webhook")`
	celBulk      = `meets(platform.api.bulk, profile.totals.batchRecords >= params.api.bulkMust ? "bulk" : "batch")`
	celHeadroom  = `scale(derived.utilisation, params.api.full, params.api.comfortable)`
	celAnalytics = `scalePoints(platform.warehouse.snowflake, 0.0, profile.data.warehouseDirection == "both" ? 1.0 : 0.7)`
	celObjects   = `meets(platform.objects.model, profile.strategy.customCode == "free" ? "open" : profile.totals.manyObjects ? "wide" : "limited")`
	celSandbox   = `meets(platform.sandbox.kind, profile.data.sandbox == "full" ? "full_copy" : "config_copy") * (0.5 + 0.5 * access(platform.sandbox.access))`
	celExport    = `meets(platform.export.kind, profile.strategy.lockInAversion == "high" ? "mirrored" : profile.strategy.lockInAversion == "medium" ? "self_service" : "on_request")`
	celLocation  = `meets(platform.ai.location, profile.ai.location == "norway" || profile.privacy.level == "very_strict" ? "own_infrastructure" : profile.privacy.level == "strict" ? "eea_default_switch" : "eea_default_exceptions")`
	celKeys      = `meets(platform.keys.customer, profile.privacy.keys == "must" ? "self_host" : "addon")`
	celTrace     = `0.5 * access(platform.audit.access) + 0.5 * derived.auditCover`
	celLicences  = `scale(derived.licenceShare, params.cost.shareWorst, params.cost.shareBest)`
	celRenewal   = `scaleNumber(platform.renewal.uplift, params.cost.upliftOpen.worst, params.cost.upliftOpen.best, params.cost.upliftWorst, profile.commercial.priceCertainty == "high" ? 0.0 : params.cost.inflation)`
	celMinimum   = `derived.seatsUsed * scaleNumber(platform.term.minimum, params.cost.termOpen.worst, params.cost.termOpen.best, params.cost.termWorst, profile.commercial.term == "monthly" ? 1.0 : profile.commercial.term == "annual" ? 12.0 : 36.0)`
)

var celParams = []string{
	"access.productBase", "access.productGain", "api.bulkMust", "api.full", "api.comfortable", "cost.shareWorst", "cost.shareBest",
	"cost.upliftOpen.worst", "cost.upliftOpen.best", "cost.upliftWorst", "cost.inflation", "cost.termOpen.worst",
	"cost.termOpen.best", "cost.termWorst",
}

// read is a fact, a list of connectors or a derived quantity in one pass, as a value of CEL.
type read struct {
	typ      *cel.Type
	platform *platform
	buyer    *buyer
	i, pass  int
}

var (
	factType      = cel.OpaqueType("fact")
	connectorType = cel.OpaqueType("connectors")
	quantityType  = cel.OpaqueType("quantity")
)

func (r *read) ConvertToNative(reflect.Type) (any, error) {
	return nil, fmt.Errorf("%s stays in CEL", r.typ)
}
func (r *read) ConvertToType(ref.Type) ref.Val { return types.NewErr("%s stays in CEL", r.typ) }
func (r *read) Equal(other ref.Val) ref.Val    { return types.Bool(r == other) }
func (r *read) Type() ref.Type                 { return r.typ }
func (r *read) Value() any                     { return r }

func (r *read) fact() *fact { return &r.platform.facts[r.i] }

// celRules are the twenty compiled, and what they read of each platform in each pass.
type celRules struct {
	programs []cel.Program
	values   [][3]*activation
}

// activation gives a rule the values of its names.
type activation struct {
	names map[string]any
	plain map[string]*read // derived quantities that stand as numbers
}

func (a *activation) Parent() cel.Activation { return nil }

func (a *activation) ResolveName(name string) (any, bool) {
	if x, ok := a.names[name]; ok {
		return x, true
	}
	r, ok := a.plain[name]
	if !ok {
		return nil, false
	}
	return types.Double(plain(&r.platform.derived[r.i], r.pass)), true
}

func (c *celRules) run(rule, platform, pass int) float64 {
	x, _, err := c.programs[rule].Eval(c.values[platform][pass])
	if err != nil {
		panic(twenty[rule].id + ": " + err.Error())
	}
	return float64(x.(types.Double))
}

func newCelRules(t testing.TB, b *vendorfit.Book, c *contest) *celRules {
	t.Helper()
	profile := celProfile(c.hearing)
	env, err := cel.NewEnv(append(celFunctions(), celNames(b, profile)...)...)
	if err != nil {
		t.Fatal(err)
	}
	out := &celRules{}
	for _, m := range twenty {
		ast, issues := env.Compile(m.cel)
		if issues.Err() != nil {
			t.Fatal(m.id, issues.Err())
		}
		program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
		if err != nil {
			t.Fatal(m.id, err)
		}
		out.programs = append(out.programs, program)
	}
	for _, p := range c.platforms {
		out.values = append(out.values, [3]*activation{celValues(profile, p, c.buyer, 0), celValues(profile, p, c.buyer, 1), celValues(profile, p, c.buyer, 2)})
	}
	return out
}

// celProfile is what the twenty read of the profile.
func celProfile(h vendorfit.Hearing) map[string]ref.Val {
	p := h.Profile()
	level := map[string]types.Int{"must": 3, "should": 2, "could": 1}
	return map[string]ref.Val{
		"profile.needs.quote":               level[p.Needs["quote"]],
		"profile.needs.marketing":           level[p.Needs["marketing"]],
		"profile.needs.signals":             level[p.Needs["signals"]],
		"profile.totals.trackerFlows":       types.Double(h.Total("trackerFlows").(float64)),
		"profile.totals.batchRecords":       types.Double(h.Total("batchRecords").(float64)),
		"profile.totals.fastest":            types.String(h.Total("fastest").(string)),
		"profile.totals.manyObjects":        types.Bool(h.Total("manyObjects") == true),
		"profile.data.warehouseDirection":   types.String(p.Data.WarehouseDirection),
		"profile.data.sandbox":              types.String(p.Data.Sandbox),
		"profile.strategy.customCode":       types.String(p.Strategy.CustomCode),
		"profile.strategy.lockInAversion":   types.String(p.Strategy.LockInAversion),
		"profile.ai.location":               types.String(p.AI.Location),
		"profile.privacy.level":             types.String(p.Privacy.Level),
		"profile.privacy.keys":              types.String(p.Privacy.Keys),
		"profile.commercial.priceCertainty": types.String(p.Commercial.PriceCertainty),
		"profile.commercial.term":           types.String(p.Commercial.Term),
	}
}

// celNames declares every name with its type; parameters are constants, which the optimiser folds.
func celNames(b *vendorfit.Book, profile map[string]ref.Val) (out []cel.EnvOption) {
	for name, x := range profile {
		out = append(out, cel.Variable(name, x.Type().(*cel.Type)))
	}
	for _, id := range celParams {
		out = append(out, cel.Constant("params."+id, cel.DoubleType, types.Double(b.Number(id))))
	}
	for _, id := range attributes {
		out = append(out, cel.Variable("platform."+id, factType))
	}
	for i, id := range derivedIDs {
		out = append(out, cel.Variable("derived."+id, either(isScaled(i), quantityType, cel.DoubleType)))
	}
	return append(out, cel.Variable("platform.connectors", connectorType))
}

// isScaled tells the derived quantities that stand in scale(), which takes the whole of them.
func isScaled(i int) bool { return i == utilisation || i == licenceShare }

func celValues(profile map[string]ref.Val, p *platform, b *buyer, pass int) *activation {
	a := &activation{names: map[string]any{}, plain: map[string]*read{}}
	for name, x := range profile {
		a.names[name] = x
	}
	for i, id := range attributes {
		a.names["platform."+id] = &read{factType, p, b, i, pass}
	}
	a.names["platform.connectors"] = &read{connectorType, p, b, 0, pass}
	for i, id := range derivedIDs {
		r := &read{quantityType, p, b, i, pass}
		if isScaled(i) {
			a.names["derived."+id] = r
		} else {
			a.plain["derived."+id] = r
		}
	}
	return a
}

func celFunctions() []cel.EnvOption {
	return []cel.EnvOption{
		cel.Function("access", cel.Overload("access", []*cel.Type{factType}, cel.DoubleType, cel.UnaryBinding(celAccess))),
		cel.Function("meets", cel.Overload("meets", []*cel.Type{factType, cel.StringType}, cel.DoubleType, cel.BinaryBinding(celMeets))),
		cel.Function("reach", cel.Overload("reach", []*cel.Type{connectorType, cel.ListType(cel.StringType)}, cel.DoubleType, cel.BinaryBinding(celReach))),
		scaling("scale", quantityType, 2, func(r *read, x []ref.Val) float64 { return scaled(&r.platform.derived[r.i], r.pass, ends(x)) }),
		scaling("scalePoints", factType, 2, func(r *read, x []ref.Val) float64 { return r.fact().scaledPoints(r.pass, ends(x)) }),
		scaling("scaleNumber", factType, 4, func(r *read, x []ref.Val) float64 { return r.fact().number(r.pass, ends(x), ends(x[2:])) }),
	}
}

func celAccess(x ref.Val) ref.Val {
	r := x.(*read)
	return types.Double(r.platform.sold(r.i, r.pass))
}

func celMeets(x, code ref.Val) ref.Val {
	r := x.(*read)
	return types.Double(r.fact().meets(r.pass, r.fact().vocabulary[string(code.(types.String))]))
}

func celReach(x, kinds ref.Val) ref.Val {
	r, list := x.(*read), kinds.(traits.Lister)
	return types.Double(reach(r.platform, r.buyer, r.pass, func(kind string) bool { return list.Contains(types.String(kind)) == types.True }))
}

// scaling is a function that puts what it reads between anchors.
func scaling(name string, reads *cel.Type, anchors int, of func(r *read, x []ref.Val) float64) cel.EnvOption {
	takes := []*cel.Type{reads}
	for range anchors {
		takes = append(takes, cel.DoubleType)
	}
	return cel.Function(name, cel.Overload(name, takes, cel.DoubleType, cel.FunctionBinding(func(args ...ref.Val) ref.Val {
		return types.Double(of(args[0].(*read), args[1:]))
	})))
}

func ends(x []ref.Val) [2]float64 {
	return [2]float64{float64(x[0].(types.Double)), float64(x[1].(types.Double))}
}
