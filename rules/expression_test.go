package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
)

func limit(x float64) *float64 { return &x }

func coded(codes ...string) []vendorfit.Code {
	var out []vendorfit.Code
	for _, c := range codes {
		out = append(out, vendorfit.Code{Code: c})
	}
	return out
}

// sample is a small made-up book: enough names for every construct of the language.
func sample() *vendorfit.Book {
	vocabulary := []vendorfit.Code{{Code: "none_of_it", Points: 0}, {Code: "some", Points: 0.5}, {Code: "all_of_it", Points: 1}}
	number := func(id string, x float64) vendorfit.Param {
		return vendorfit.Param{ID: id, Value: vendorfit.Constant{Number: x}}
	}
	b := &vendorfit.Book{
		Attributes: []vendorfit.Attribute{
			{ID: "events.kind", Type: "enum", Vocab: vocabulary, Better: "up", None: &vendorfit.Text{En: "none"}},
			{ID: "sso.access", Type: "access", Better: "earlier"},
			{ID: "renewal.uplift", Type: "number", Better: "down"},
			{ID: "uptime.target", Type: "number", Better: "up"},
			{ID: "certs", Type: "set", Vocab: coded("iso", "soc"), Better: "up"},
			{ID: "connector.sage", Type: "mode", Vocab: vocabulary, Better: "up"},
		},
		Derived: []vendorfit.Declaration{
			{ID: "utilisation", Type: "number", Better: "down"},
			{ID: "cover", Type: "number", Better: "up"},
			{ID: "fits", Type: "truth", Better: "up"},
			{ID: "missing", Type: "truth", Better: "down"},
			{ID: "edition", Type: "number", Better: "none"},
			{ID: "unmet", Type: "list", Better: "down"},
		},
		Totals: []vendorfit.Declaration{
			{ID: "fastest", Type: "code", Codes: coded("realtime", "daily")}, {ID: "seats", Type: "number"}, {ID: "areas", Type: "list", CodesFrom: "needs"}, {ID: "loadKnown", Type: "truth"},
		},
		Params: []vendorfit.Param{
			number("api.full", 1), number("access.included", 1),
			{ID: "cost.open", Value: vendorfit.Constant{
				Keys: []string{"worst", "best"}, Fields: map[string]vendorfit.Constant{"worst": {Number: 12}, "best": {Number: 1}},
			}},
			number("minus", -1),
		},
		Form: vendorfit.Form{
			Vocabularies: map[string][]vendorfit.Code{"systemKinds": coded("erp", "cms")},
			Questions: []vendorfit.Question{
				{ID: "security.sso", Kind: "enum", Options: coded("must", "should", "none")},
				{ID: "security.certs", Kind: "set", Options: coded("iso", "soc")},
				{ID: "security.auditDays", Kind: "int", Min: limit(0), Max: limit(3650)},
				{ID: "organisation.seatGrowthPct", Kind: "percent", Min: limit(-20), Max: limit(100)},
				{ID: "needs", Kind: "matrix", Rows: coded("quote", "members"), Cell: &vendorfit.Cell{Kind: "enum"}},
				{ID: "systems", Kind: "list", Max: limit(60)},
				{ID: "systems[].kind", Kind: "enum", OptionsFrom: "vocabularies.systemKinds"},
				{ID: "systems[].name", Kind: "text", Format: "localised"},
				{ID: "systems[].masters", Kind: "set", Options: coded("customer", "order")},
				{ID: "integrations", Kind: "list", Max: limit(200)},
				{ID: "integrations[].system", Kind: "text"},
				{ID: "integrations[].changesPerDay", Kind: "int", Min: limit(0)},
			},
		},
	}
	b.Index()
	return b
}

// lints are what the compiler says of an expression: ids with their columns.
func lints(b *vendorfit.Book, src string, want kind, s scope, compare bool) []string {
	_, wrong := newCompiler(b).compile(src, want, s, compare)
	var out []string
	for _, l := range wrong {
		out = append(out, fmt.Sprintf("%s:%d", l.ID, l.Column))
	}
	return out
}

func nested(open, middle, shut string, depth int) string {
	return strings.Repeat(open, depth) + middle + strings.Repeat(shut, depth)
}

// TestAttacks holds hostile and careless texts to a refusal before anything runs. Under expr's own limits each of these ends the
// process, takes seconds or gigabytes, or reaches round the language.
func TestAttacks(t *testing.T) {
	attacks := []struct{ name, src, want string }{
		{"three loops over a range", `let a = 1..999; all(a, all(a, all(a, true)))`, "not-in-language"},
		{"six loops over a list of the environment", `all(profile.systems, all(profile.systems, all(profile.systems, all(profile.systems, all(profile.systems, all(profile.systems, true))))))`, "loops-too-deep"},
		{"let alias of a list", `let a = profile.systems; all(a, true)`, "not-in-language"},
		{"doubling texts in reduce", `len(reduce(1..31, #acc + #acc, "x")) > 0`, "not-a-list"},
		{"replace", `len(replace(repeat("a",60000),"a",repeat("b",60000))) > 1`, "not-a-list"},
		{"a large regular expression", `repeat("a",900000) matches "(a?){500}b"`, "operator-not-allowed"},
		{"a regular expression per item", `count(1..100000, "aaa" matches ("(a?){900}" + string(#))) > 1`, "not-a-list"},
		{"uniq of a range", `len(uniq(1..20000)) > 1`, "not-a-list"},
		{"nested default operators", nested("(", `profile.totals.loadKnown`, ` ?: profile.totals.loadKnown)`, 22), "chained"},
		{"chained comparisons", `(1 < ` + nested("(1 < ", "profile.security.auditDays", " < 9 ? 1 : 2)", 20) + ` < 9)`, "chained"},
		{"a million brackets", nested("(", "1", ")", 1_000_000), "too-long"},
		{"brackets under the length", nested("(", "1", ")", 900), "too-nested"},
		{"a long row of signs", strings.Repeat("+", 1500) + "1", "too-long"},
		{"a range", `len(1..1000000) > 1`, "not-a-list"},
		{"a list of one's own", `all([1, 2, 3], # > 0)`, "not-a-list"},
		{"a map", `all({"a": 1}, true)`, "not-a-list"},
		{"map and filter", `len(filter(profile.systems, true)) > 1`, "not-a-list"},
		{"sort", `len(sortBy(profile.systems, #.kind)) > 1`, "not-a-list"},
		{"pipe", `profile.systems | len() > 1 | string() == "true"`, "unknown-function"},
		{"a method", `profile.security.Reset()`, "not-a-field"},
		{"a method of a whole", `profile.Reset() == 1`, "not-a-field"},
		{"power", `2 ** 3 > 1`, "operator-not-allowed"},
		{"modulo", `5 % 2 > 1`, "operator-not-allowed"},
		{"nil", `profile.security.sso == nil`, "not-in-language"},
		{"coalesce", `(profile.security.sso ?? "x") == "must"`, "operator-not-allowed"},
		{"optional chain", `profile?.security?.sso == "must"`, "not-in-language"},
		{"if and else", `if true { true } else { false }`, "syntax"},
		{"a row of expressions", `true; false`, "not-in-language"},
		{"a slice", `profile.security.certs[0:1] == profile.security.certs`, "not-in-language"},
		{"an index", `profile.security.certs[0] == "iso"`, "not-a-field"},
		{"texts that grow", `"a" + "b" == "ab"`, "wrong-kind"},
		{"the index of a loop", `any(profile.systems, #index > 1)`, "not-in-language"},
		{"the time", `now() == now()`, "unknown-function"},
		{"type", `type(profile) == "map"`, "unknown-function"},
		{"bytes", `b"abc" == b"abc"`, "not-in-language"},
		{"a function of the compiler", `holds(0)`, "unknown-function"},
		{"its other function", `fact(0) > 1`, "unknown-function"},
		{"a name of the compiler", `need.quote > 1`, "unknown-name"},
		{"many parts", strings.Repeat("1 +", 150) + "1 > 0", "too-long"},
		{"two long lists", `any(profile.integrations, any(profile.integrations, # == #))`, "whole-object"},
		{"two long lists of rows", `any(profile.integrations, any(profile.integrations, #.system == #.system))`, "too-costly"},
		{"who it is", `platform.id == "acme"`, "platform-identity"},
		{"who it is, by key", `platform["id"] == "acme"`, "platform-identity"},
		{"its name", `platform.name == "Acme"`, "platform-identity"},
		{"its vendor", `platform.vendor.name == "Acme"`, "platform-identity"},
		{"its name in a helper", `oneOf(platform.name, ["Acme"])`, "platform-identity"},
		{"the environment", `$env["platform"].id == "acme"`, "unknown-name"},
		{"the environment as a whole", `len($env) > 1`, "unknown-name"},
		{"get", `get(platform, "id") == "acme"`, "unknown-function"},
		{"toJSON", `toJSON(platform) == "acme"`, "unknown-function"},
		{"a computed key", `platform[profile.security.sso] == "acme"`, "not-a-field"},
		{"a key put together", `platform["i" + "d"] == "acme"`, "not-a-field"},
		{"a let alias", `let p = platform; p.id == "acme"`, "not-in-language"},
		{"the platform as a whole", `platform == platform`, "whole-object"},
		{"the profile as a whole", `profile == profile`, "whole-object"},
	}
	b := sample()
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			c := newCompiler(b)
			e, wrong := c.compile(a.src, truth, scopeRule, true)
			if e != nil || len(wrong) == 0 {
				t.Fatalf("%.80s was let through", a.src)
			}
			if wrong[0].ID != a.want {
				t.Errorf("%.80s: refused with %s (%s), want %s", a.src, wrong[0].ID, wrong[0].Message.En, a.want)
			}
			if len(c.sites) != 0 {
				t.Errorf("%.80s left %d facts behind", a.src, len(c.sites))
			}
		})
	}
}

// TestExpressionLints has, for every lint of expressions that is not an attack, a broken rule and the column at which it is said.
func TestExpressionLints(t *testing.T) {
	for _, x := range []struct {
		want    string
		src     string
		kind    kind
		scope   scope
		compare bool
	}{
		{"syntax:23", `profile.security.sso ==`, truth, scopeProfile, false},
		{"wrong-kind:1", `profile.security.sso`, truth, scopeProfile, false},
		{"wrong-kind:46", `true ? 1.0 : 2.0 * (1.0 + (1 > 2 ? 1 : 2)) + "a"`, number, scopeProfile, false},
		{"wrong-kind:14", `true ? 1.0 : "a"`, number, scopeProfile, false},
		{"unknown-field:1", `profile.security.ssso == "must"`, truth, scopeProfile, false},
		{"unknown-field:22", `any(profile.systems, #.kond == "erp")`, truth, scopeProfile, false},
		{"unknown-name:9", `true && prfile.security.sso == "must"`, truth, scopeProfile, false},
		{"out-of-scope:1", `derived.fits`, truth, scopeProfile, false},
		{"out-of-scope:1", `within(platform.sso.access)`, truth, scopeProfile, false},
		{"out-of-scope:1", `params.api.full > 1`, truth, scopeProfile, false},
		{"unknown-parameter:13", `1.0 + 2.0 + params.api.ful`, number, scopeRule, false},
		{"unknown-parameter:1", `params.cost.open`, number, scopeRule, false},
		{"unknown-derived:1", `derived.covr`, number, scopeRule, false},
		{"derived-kind:1", `derived.unmet`, truth, scopeRule, false},
		{"derived-without-direction:1", `derived.edition`, number, scopeRule, false},
		{"derived-against-direction:7", `1.0 + derived.utilisation`, number, scopeRule, false},
		{"derived-against-direction:1", `derived.missing`, truth, scopeRule, false},
		{"unknown-code:25", `profile.security.sso == "mst"`, truth, scopeProfile, false},
		{"unknown-code:1", `"mst" != profile.security.sso`, truth, scopeProfile, false},
		{"unknown-code:34", `profile.security.sso in ["must", "could"]`, truth, scopeProfile, false},
		{"unknown-code:1", `"c5" in profile.security.certs`, truth, scopeProfile, false},
		{"unknown-code:32", `any(profile.systems, #.kind == "crm")`, truth, scopeProfile, false},
		{"unknown-code:29", `meets(platform.events.kind, "most")`, number, scopeRule, false},
		{"unknown-code:38", `oneOf(platform.events.kind, ["some", "most"])`, truth, scopeRule, false},
		{"unknown-code:8", `reach(["crm"])`, number, scopeRule, false},
		{"unknown-need:6", `need("quota")`, number, scopeProfile, false},
		{"unknown-function:1", `anchr(platform.events.kind)`, number, scopeRule, false},
		{"unknown-attribute:7", `meets(platform.events.knd, "some")`, number, scopeRule, false},
		{"no-attribute:7", `meets(profile.security.sso, "some")`, number, scopeRule, false},
		{"fact-outside-helper:1", `platform.events.kind == "some"`, truth, scopeRule, false},
		{"wrong-arguments:1", `meets(platform.events.kind)`, number, scopeRule, false},
		{"wrong-arguments:1", `min(1.0)`, number, scopeProfile, false},
		{"wrong-arguments:1", `clamp(1.0, 2.0)`, number, scopeProfile, false},
		{"empty-list:29", `oneOf(platform.events.kind, [])`, truth, scopeRule, false},
		{"not-a-list:5", `len(profile.security.sso) > 0`, truth, scopeProfile, false},
		{"division-by-zero:7", `1.0 / profile.security.auditDays`, number, scopeProfile, false},
		{"division-by-zero:7", `1.0 / params.minus`, number, scopeRule, false},
		{"fact-under-negation:2", `!within(platform.sso.access)`, truth, scopeRule, false},
		{"fact-under-negation:5", `not derived.fits`, truth, scopeRule, false},
		{"fact-under-subtraction:7", `1.0 - meets(platform.events.kind, "some")`, number, scopeRule, false},
		{"fact-under-subtraction:2", `-derived.cover`, number, scopeRule, false},
		{"fact-under-division:1", `derived.cover / 2.0`, number, scopeRule, false},
		{"fact-under-comparison:1", `derived.cover > 0.5`, truth, scopeRule, false},
		{"fact-under-comparison:1", `anchor(platform.events.kind) > 0.5`, truth, scopeRule, true},
		{"fact-in-condition:1", `within(platform.sso.access) ? 1.0 : 0.5`, number, scopeRule, false},
		{"fact-in-condition:1", `derived.cover > 0.5 ? 1.0 : 0.5`, number, scopeRule, true},
		{"fact-in-loop:22", `any(profile.systems, within(platform.sso.access))`, truth, scopeRule, false},
		{"fact-times-negative:15", `derived.cover * (profile.security.auditDays - 90.0)`, number, scopeRule, false},
		{"fact-times-negative:15", `derived.cover * num(platform.uptime.target, 0.0, 1.0)`, number, scopeRule, false},
		{"unknown-code:1", `"quota" in profile.totals.areas`, truth, scopeProfile, false},
		{"looked-up-only:8", `anchor(platform.connector.sage)`, number, scopeRule, false},
		{"helper-does-not-fit:8", `anchor(platform.sso.access)`, number, scopeRule, false},
		{"helper-does-not-fit:8", `access(platform.events.kind)`, number, scopeRule, false},
		{"helper-does-not-fit:7", `oneOf(platform.certs, ["iso"])`, truth, scopeRule, false},
		{"helper-does-not-fit:9", `atLeast(platform.events.kind, 2.0)`, number, scopeRule, false},
		{"meets-nothing:29", `meets(platform.events.kind, "none_of_it")`, number, scopeRule, false},
		{"num-direction:1", `num(platform.renewal.uplift, 10.0, 0.0)`, number, scopeRule, false},
		{"scale-direction:7", `scale(num(platform.renewal.uplift, 0.0, 10.0), 0.0, 10.0)`, number, scopeRule, false},
		{"scale-direction:1", `scale(num(platform.renewal.uplift, 10.0, 0.0), 0.0, 10.0)`, number, scopeRule, false},
		{"scale-direction:1", `scale(derived.utilisation, 0.0, 1.0)`, number, scopeRule, false},
		{"scale-direction:1", `scale(path(), 1.0, 0.0)`, number, scopeRule, false},
		{"scale-anchors:22", `scale(derived.cover, profile.security.auditDays, 1.0)`, number, scopeRule, false},
		{"scale-turns:1", `scale(derived.cover, 0.0, profile.security.sso == "must" ? 1.0 : -1.0)`, number, scopeRule, false},
		{"scale-argument:7", `scale(profile.security.auditDays, 0.0, 1.0)`, number, scopeRule, false},
		{"scale-argument:7", `scale(derived.cover * 2.0, 0.0, 1.0)`, number, scopeRule, false},
	} {
		got := lints(sample(), x.src, x.kind, x.scope, x.compare)
		if len(got) != 1 || got[0] != x.want {
			t.Errorf("%s: %v, want %s", x.src, got, x.want)
		}
	}
}

// TestAllowed lets the whole language through.
func TestAllowed(t *testing.T) {
	for _, x := range []struct {
		src     string
		kind    kind
		scope   scope
		compare bool
	}{
		{`profile.security.sso == "must" and not (profile.security.auditDays <= 3 or 'iso' not in profile.security.certs)`, truth, scopeProfile, false},
		{`any(profile.systems, #.kind == "erp" && any(#.masters, # == "customer"))`, truth, scopeProfile, false},
		{`none(profile.integrations, .system == "erp") || one(profile.systems, #.name.en != "")`, truth, scopeProfile, false},
		{`count(profile.systems, #.kind in ["erp", "cms"]) + len(profile.security.certs) >= 2`, truth, scopeProfile, false},
		{`item.kind == "cms"`, truth, scopeItem, false},
		{`(need("quote") >= 2 ? 1 : 0.5) * floor(profile.totals.seats / max(1, profile.totals.seats)) + -1`, number, scopeProfile, false},
		{`clamp(min(1.0, 2, 3) * params.api.full + params.cost.open.best / 4) * derived.cover`, number, scopeRule, false},
		{`meets(platform.events.kind, need("quote") > 1 ? "all_of_it" : "some") * (0.5 + 0.5 * access(platform.sso.access))`, number, scopeRule, false},
		{`scale(derived.utilisation, params.api.full, profile.security.sso == "must" ? 0.0 : 0.25)`, number, scopeRule, false},
		{`scale(num(platform.renewal.uplift, params.cost.open.worst, params.cost.open.best), 10, 0)`, number, scopeRule, false},
		{`atLeast(platform.uptime.target, profile.security.auditDays) + reach(["erp"]) + path() + anchor(platform.events.kind)`, number, scopeRule, false},
		{`derived.fits && (within(platform.sso.access) || noneOf(platform.events.kind, ["some"]))`, truth, scopeRule, false},
		{`derived.utilisation > params.api.full || derived.missing`, truth, scopeRule, true},
	} {
		if got := lints(sample(), x.src, x.kind, x.scope, x.compare); got != nil {
			t.Errorf("%s: %v", x.src, got)
		}
	}
}

// TestSuggestions names what was meant.
func TestSuggestions(t *testing.T) {
	_, wrong := compile(sample(), `profile.security.audtDays > 0`, truth, scopeProfile)
	if len(wrong) != 1 || !strings.Contains(wrong[0].Message.En, "did you mean profile.security.auditDays?") || !strings.Contains(wrong[0].Message.Nb, "mente du") {
		t.Errorf("%+v", wrong)
	}
	if got, want := wrong[0].Caret(), "profile.security.audtDays > 0\n^"; got != want {
		t.Errorf("caret:\n%s\nwant:\n%s", got, want)
	}
}

// TestColumnsCountCharacters keeps a caret under its place beside letters of two bytes.
func TestColumnsCountCharacters(t *testing.T) {
	_, wrong := compile(sample(), `"æøå" == profile.security.sso`, truth, scopeProfile)
	if len(wrong) != 1 || wrong[0].ID != "unknown-code" || wrong[0].Column != 1 {
		t.Errorf("%+v", wrong)
	}
	_, wrong = compile(sample(), `"æøå" == "æøå" && profile.x`, truth, scopeProfile)
	if len(wrong) != 1 || wrong[0].Column != 19 {
		t.Errorf("%+v", wrong)
	}
}

// TestValues runs expressions of the profile.
func TestValues(t *testing.T) {
	b := sample()
	c := newCompiler(b)
	must, days := "must", 30
	p := &vendorfit.Profile{
		Needs:    map[string]string{"quote": "must"},
		Security: vendorfit.Security{SSO: must, AuditDays: &days, Certs: []string{"iso"}},
		Systems:  []vendorfit.System{{ID: "a", Kind: "erp", Name: &vendorfit.Text{En: "Books"}, Masters: []string{"order"}}, {ID: "b", Kind: "cms"}},
	}
	b.Params = append(b.Params, vendorfit.Param{ID: "need.level", Value: vendorfit.Constant{Fields: map[string]vendorfit.Constant{"must": {Number: 3}}}})
	b.Index()
	vars := c.names.vars(b, p)
	for src, want := range map[string]any{
		`need("quote")`:                                      3.0,
		`need("members")`:                                    0.0,
		`profile.security.sso == "must"`:                     true,
		`profile.organisation.seatGrowthPct`:                 0.0,
		`profile.security.auditDays / 4`:                     7.5,
		`len(profile.security.certs)`:                        1.0,
		`"soc" in profile.security.certs`:                    false,
		`"soc" not in profile.security.certs`:                true,
		`len(profile.integrations)`:                          0.0,
		`all(profile.integrations, false)`:                   true,
		`any(profile.systems, #.name.en != "")`:              true,
		`any(profile.systems, any(#.masters, # == "order"))`: true,
		`count(profile.systems, #.kind in ["erp", "cms"])`:   2.0,
		`one(profile.systems, #.kind == "erp")`:              true,
		`none(profile.systems, #.kind == "erp")`:             false,
		`clamp(7)`:                                           1.0,
		`floor(2.9)`:                                         2.0,
		`min(3, 2, 2.5)`:                                     2.0,
		`true ? 1 : 0.5`:                                     1.0,
		`-3 + 2 * 4 - 1`:                                     4.0,
		`profile.totals.fastest == "daily"`:                  false,
	} {
		want, k := want, number
		if _, ok := want.(bool); ok {
			k = truth
		}
		e, wrong := c.compile(src, k, scopeProfile, false)
		if wrong != nil {
			t.Errorf("%s: %+v", src, wrong)
			continue
		}
		if got, err := e.run(vars); err != nil || got != want {
			t.Errorf("%s = %v, %v; want %v", src, got, err, want)
		}
	}
}

// FuzzRule feeds hostile text to the compiler: it may refuse, it may not panic, and what it lets through is bounded.
func FuzzRule(f *testing.F) {
	for _, src := range []string{
		`meets(platform.events.kind, "some")`, `scale(derived.utilisation, 1.0, 0.25)`, `1 < 2 < 3`, `a ?: b`, `any(profile.systems, #.kind == "erp")`,
		`need("quote") >= 2 ? 1 : 0`, `((((`, `"`, `#`, `.a`, `let x = 1; x`, `profile.security.sso in ["must"]`, `not not true`, "\x00", `1..9`, `b"x"`,
	} {
		f.Add(src, false)
	}
	b := sample()
	f.Fuzz(func(t *testing.T, src string, compare bool) {
		c := newCompiler(b)
		for _, s := range []scope{scopeProfile, scopeItem, scopeReadiness, scopeRule} {
			for _, k := range []kind{truth, number} {
				e, wrong := c.compile(src, k, s, compare)
				if (e == nil) == (wrong == nil) {
					t.Fatalf("%q: neither compiled nor refused", src)
				}
				if e != nil && e.cost > maxCost {
					t.Fatalf("%q: %d steps", src, e.cost)
				}
				for _, l := range wrong {
					if l.ID == "refused" {
						t.Fatalf("%q: the walk let through what expr refuses: %s", src, l.Message.En)
					}
				}
				if e != nil && s != scopeRule {
					_, _ = e.run(c.names.vars(b, &vendorfit.Profile{}))
				}
			}
		}
	})
}
