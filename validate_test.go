package vendorfit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
	"github.com/vendorfit/vendorfit/rules"
)

// loaded is the book, read once: it is not changed by anything that is done with it.
var loaded = sync.OnceValues(func() (*rules.Loaded, []vendorfit.Mistake) { return rules.Load(rules.Default()) })

func crm(t testing.TB) *vendorfit.Book {
	t.Helper()
	l, mistakes := loaded()
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return l.Book
}

// examples are the files of the example profiles.
func examples(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/cases/*/profile.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d example profiles: %v", len(files), err)
	}
	return files
}

// read decodes and validates a profile: what the command line does before it evaluates.
func read(t testing.TB, b *vendorfit.Book, name, text string) (*vendorfit.Profile, []vendorfit.Mistake) {
	t.Helper()
	limit := intake.ProfileLimits
	limit.Aliases = true // the tables are shorter with them
	root, err := intake.Parse(name, []byte(text), limit)
	if err != nil {
		t.Fatal(err)
	}
	var p vendorfit.Profile
	mistakes := intake.Bind(root, &p)
	return &p, intake.Join(root, mistakes, vendorfit.NewValidator(b).Profile(&p))
}

func TestExamplesAreValid(t *testing.T) {
	b := crm(t)
	for _, file := range examples(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, mistakes := read(t, b, file, string(text)); len(mistakes) > 0 {
			t.Error(mistakes)
		}
	}
}

// invalidProfiles are profiles with the pointers and codes of their mistakes.
var invalidProfiles = []struct{ name, yaml, want string }{
	{"nothing", `{}`, "/organisation/seats/full required"},
	{"too few seats", `organisation: {seats: {full: 0}}`, "/organisation/seats/full minimum"},
	{"too many seats", `organisation: {seats: {full: 100001}}`, "/organisation/seats/full maximum"},
	{"half a seat", `organisation: {seats: {full: 2.5}}`, "/organisation/seats/full type"},
	{"a code", `{organisation: {seats: {full: 5}}, ai: {level: agent}}`, "/ai/level code"},
	{"a code that is not a text", `{organisation: {seats: {full: 5}}, ai: {level: 3}}`, "/ai/level type"},
	{"a need", `{organisation: {seats: {full: 5}}, needs: {markting: must, quote: perhaps}}`, "/needs/markting code, /needs/quote code"},
	{"a field", `{organisation: {seats: {full: 5}, seatz: 1}}`, "/organisation/seatz unknownField"},
	{"an identifier", `{id: "-x", organisation: {seats: {full: 5}}}`, "/id format"},
	{"a country", `{organisation: {seats: {full: 5}, countries: ["NO", "Sverige"]}}`, "/organisation/countries/1 format"},
	{"twice", `{organisation: {seats: {full: 5}, uiLanguages: [nb, nb]}}`, "/organisation/uiLanguages duplicate"},
	{"no such day", `{organisation: {seats: {full: 5}}, goals: {kpis: [{name: {en: x}, unit: days, target: 1, due: "2027-02-30"}]}}`, "/goals/kpis/0/due format"},
	{"a text too long", fmt.Sprintf(`{name: {en: %q}, organisation: {seats: {full: 5}}}`, strings.Repeat("å", 121)), "/name format"},
	{"a text in no language", `{name: {}, organisation: {seats: {full: 5}}}`, "/name format"},
	{"money", `{organisation: {seats: {full: 5}}, commercial: {budgetAnnual: {amount: "1 000", currency: KRO}}}`, "/commercial/budgetAnnual/amount format, /commercial/budgetAnnual/currency format"},
	{"no rate", `{organisation: {seats: {full: 5}}, commercial: {budgetAnnual: {amount: "1000", currency: JPY}}}`, "/commercial/budgetAnnual/currency rate"},
	{"a rate of nothing", `{organisation: {seats: {full: 5}}, commercial: {fx: [{currency: USD, rate: "0", date: "2026-11-02"}]}}`, "/commercial/fx/0/rate positive"},
	{"two rates", `{organisation: {seats: {full: 5}}, commercial: {fx: [{currency: USD, rate: "10", date: "2026-11-02"}, {currency: USD, rate: "11", date: "2026-11-02"}]}}`, "/commercial/fx/1/currency duplicate"},
	{"a system twice", `{organisation: {seats: {full: 5}}, systems: [{id: a, kind: erp, product: other}, {id: a, kind: cms, product: other}]}`, "/systems/1/id duplicate"},
	{"a product of another kind", `{organisation: {seats: {full: 5}}, systems: [{id: a, kind: cms, product: netsuite}]}`, "/systems/0/product kind"},
	{"a flow to nowhere", `{organisation: {seats: {full: 5}}, integrations: [{system: erp, entities: [order]}]}`, "/integrations/0/system reference"},
	{"a flow of nothing", `{organisation: {seats: {full: 5}}, systems: [{id: a, kind: erp, product: other}], integrations: [{system: a, entities: []}]}`, "/integrations/0/entities minimum"},
	{"some priorities", `{organisation: {seats: {full: 5}}, priorities: {ai: 10}}`, "/priorities allOrNone"},
	{"a priority too high", `{organisation: {seats: {full: 5}}, priorities: {own: 101}}`, "/priorities/own maximum"},
	{"readiness", `{organisation: {seats: {full: 5}}, readiness: {strategy: {goals: 5, aims: 2}, luck: {x: 1}}}`, "/readiness/strategy/goals maximum, /readiness/luck code, /readiness/strategy/aims code"},
	{"two conditions", `{organisation: {seats: {full: 5}}, requirements: [{attribute: export.kind, is: database, noneOf: [on_request], level: must, text: {en: x}}]}`, "/requirements/0 exactlyOne"},
	{"a condition of another type", `{organisation: {seats: {full: 5}}, requirements: [{attribute: export.kind, atLeast: 3, level: must, text: {en: x}}]}`, "/requirements/0/atLeast condition"},
	{"a condition's code", `{organisation: {seats: {full: 5}}, requirements: [{attribute: certs, oneOf: [iso27001, iso9001], level: must, text: {en: x}}]}`, "/requirements/0/oneOf/1 code"},
	{"access", `{organisation: {seats: {full: 5}}, requirements: [{attribute: sso.access, is: all, level: must, text: {en: x}}]}`, "/requirements/0/is code"},
	{"an attribute", `{organisation: {seats: {full: 5}}, requirements: [{attribute: soul, is: pure, level: must, text: {en: x}}]}`, "/requirements/0/attribute code"},
	{"priorities out of nowhere", `{organisation: {seats: {full: 5}}, priorities: {beauty: 10}}`, "/priorities/beauty code"},
	{"a budget below nothing", `{organisation: {seats: {full: 5}}, commercial: {budgetAnnual: {amount: "-5", currency: NOK}}}`, "/commercial/budgetAnnual/amount format"},
	{"a rate for the profile's own currency", `{organisation: {seats: {full: 5}}, commercial: {fx: [{currency: NOK, rate: "1", date: "2026-11-02"}]}}`, "/commercial/fx/0/currency duplicate"},
	{"six key figures", `{organisation: {seats: {full: 5}}, goals: {kpis: [&k {name: {en: x}, unit: days, target: 1}, *k, *k, *k, *k, *k]}}`, "/goals/kpis maximum"},
	{"a key figure without anything", `{organisation: {seats: {full: 5}}, goals: {kpis: [{}]}}`, "/goals/kpis/0/name required, /goals/kpis/0/target required, /goals/kpis/0/unit required"},
	{"no condition", `{organisation: {seats: {full: 5}}, requirements: [{attribute: export.kind, level: must, text: {en: x}}]}`, "/requirements/0 exactlyOne"},
	{"a language that is none", `{organisation: {seats: {full: 5}}, requirements: [{attribute: language.ui, oneOf: [nb, "no"], level: must, text: {en: x}}]}`, "/requirements/0/oneOf/1 code"},
	{"a number for a language", `{organisation: {seats: {full: 5}}, requirements: [{attribute: language.ui, atLeast: 2, level: must, text: {en: x}}]}`, "/requirements/0/atLeast condition"},
	{"several in access", `{organisation: {seats: {full: 5}}, requirements: [{attribute: sso.access, oneOf: [included], level: must, text: {en: x}}]}`, "/requirements/0/oneOf condition"},
	{"none of nothing", `{organisation: {seats: {full: 5}}, requirements: [{attribute: export.kind, noneOf: [], level: must, text: {en: x}}]}`, "/requirements/0/noneOf minimum"},
	{"a code for a number", `{organisation: {seats: {full: 5}}, requirements: [{attribute: api.burst, is: fast, level: must, text: {en: x}}]}`, "/requirements/0/is condition"},
}

func TestInvalidProfiles(t *testing.T) {
	b := crm(t)
	for _, c := range invalidProfiles {
		t.Run(c.name, func(t *testing.T) {
			_, mistakes := read(t, b, "profile.yaml", c.yaml)
			var found []string
			for _, m := range mistakes {
				found = append(found, m.Pointer+" "+m.Code)
				if m.Line == 0 || m.Message.En == "" || m.Message.Nb == "" {
					t.Errorf("without a place or words in both languages: %+v", m)
				}
			}
			want := strings.Split(c.want, ", ")
			slices.Sort(found)
			slices.Sort(want)
			if !slices.Equal(found, want) {
				t.Errorf("found %q, want %q", found, want)
			}
		})
	}
}

// TestQuestionsAreTheProfile holds the form to the type: every question asks for a field, and every field is asked for.
func TestQuestionsAreTheProfile(t *testing.T) {
	b := crm(t)
	asked := map[string]bool{}
	schema := vendorfit.ProfileSchema(b)
	for i := range b.Form.Questions {
		q := &b.Form.Questions[i]
		asked[q.ID] = true
		s, required := field(schema, q.ID)
		if s == nil {
			t.Errorf("%s asks for nothing in the profile", q.ID)
			continue
		}
		hold(t, b, q, s, required)
	}
	for _, path := range leaves(schema, "") {
		if !covered(asked, path) {
			t.Errorf("nothing asks for %s", path)
		}
	}
}

// field follows a question's path through the schema.
func field(s map[string]any, path string) (found map[string]any, required bool) {
	for _, part := range strings.Split(path, ".") {
		name, isRow := strings.CutSuffix(part, "[]")
		names, _ := s["required"].([]string)
		required = slices.Contains(names, name)
		next, ok := s["properties"].(map[string]any)[name].(map[string]any)
		if !ok {
			return nil, false
		}
		if s = next; isRow {
			s = s["items"].(map[string]any)
		}
	}
	return s, required
}

func hold(t *testing.T, b *vendorfit.Book, q *vendorfit.Question, s map[string]any, required bool) {
	kinds := map[string]string{"int": "integer", "number": "number", "percent": "number", "money": "object", "date": "string", "enum": "string", "set": "array", "bool": "boolean", "text": "string", "list": "array", "matrix": "object"}
	want := kinds[q.Kind]
	switch {
	case q.Format == "localised":
		want = "object"
	case q.Format == "decimal":
		want = "string"
	}
	if s["type"] != want {
		t.Errorf("%s: kind %s, but the field is a %v", q.ID, q.Kind, s["type"])
	}
	if q.Required && !required {
		t.Errorf("%s: required, but not by its tag", q.ID)
	}
	if required && !q.Required {
		t.Errorf("%s: required by its tag only", q.ID)
	}
	codes := s
	if items, ok := s["items"].(map[string]any); ok {
		codes = items
	}
	if options := b.Codes(q.ID); options != nil && (q.Kind == "enum" || q.Kind == "set") && !slices.Equal(enum(codes), options) {
		t.Errorf("%s: options %v, but the tag has %v", q.ID, options, enum(codes))
	}
	bounds(t, q, s)
	if q.Cell != nil {
		cells(t, b, q, s)
	}
}

// cells holds the rows and the cells of a matrix to the fields, or to the keys and values of the map.
func cells(t *testing.T, b *vendorfit.Book, q *vendorfit.Question, s map[string]any) {
	cell := &vendorfit.Question{ID: q.ID, Kind: q.Cell.Kind, Min: q.Cell.Min, Max: q.Cell.Max, OptionsFrom: q.Cell.OptionsFrom}
	if properties, ok := s["properties"].(map[string]any); ok {
		if len(properties) != len(q.Rows) {
			t.Errorf("%s: %d rows, but %d fields", q.ID, len(q.Rows), len(properties))
		}
		for _, row := range q.Rows {
			field, required := field(s, row.Code)
			one := *cell
			if one.Required = row.Required; row.Min != nil {
				one.Min = row.Min
			}
			if one.ID += "." + row.Code; field == nil {
				t.Errorf("%s asks for nothing in the profile", one.ID)
				continue
			}
			hold(t, b, &one, field, required)
		}
		return
	}
	list := map[string]string{"readiness.dimensions": "readiness", "criteria": "criteria", "": q.ID}[q.RowsFrom]
	if keys := enum(s["propertyNames"].(map[string]any)); !slices.Equal(keys, b.Codes(list)) {
		t.Errorf("%s: the rows are %v, but the tag has %v", q.ID, b.Codes(list), keys)
	}
	values := s["additionalProperties"].(map[string]any)
	if inner, ok := values["additionalProperties"].(map[string]any); ok {
		values = inner // of readiness each row has questions of its own
	}
	if name, ok := strings.CutPrefix(q.Cell.OptionsFrom, "vocabularies."); ok && !slices.Equal(enum(values), b.Codes(name)) {
		t.Errorf("%s: the options are %v, but the tag has %v", q.ID, b.Codes(name), enum(values))
	}
	bounds(t, cell, values)
}

func enum(s map[string]any) []string {
	codes, _ := s["enum"].([]string)
	return codes
}

func bounds(t *testing.T, q *vendorfit.Question, s map[string]any) {
	low, high := "minimum", "maximum"
	switch {
	case q.Format == "decimal" || q.Kind == "money" || q.Format == "identifier":
		return // by pattern
	case q.Format == "localised":
		s = s["properties"].(map[string]any)["en"].(map[string]any)
		high = "maxLength"
	case q.Kind == "set" || q.Kind == "list":
		low, high = "minItems", "maxItems"
	}
	bound(t, q, "min", q.Min, s[low], low == "minItems")
	bound(t, q, "max", q.Max, s[high], false)
}

// bound compares one bound; a length of at least 0 goes without saying, a number of at least 0 does not.
func bound(t *testing.T, q *vendorfit.Question, name string, asked *float64, tag any, zero bool) {
	if zero && tag == nil && asked != nil && *asked == 0 {
		return
	}
	if got, ok := tag.(float64); ok != (asked != nil) || ok && *asked != got {
		t.Errorf("%s: %s is %v, but the tag has %v", q.ID, name, vendorfit.Of(asked), tag)
	}
}

// leaves are the paths of the fields that hold no others.
func leaves(s map[string]any, path string) []string {
	properties, ok := s["properties"].(map[string]any)
	if items, isList := s["items"].(map[string]any); isList && items["properties"] != nil {
		return leaves(items, path+"[]")
	}
	if !ok || path != "" && properties["en"] != nil || properties["amount"] != nil {
		return []string{path}
	}
	var out []string
	for name, p := range properties {
		out = append(out, leaves(p.(map[string]any), strings.TrimPrefix(path+"."+name, "."))...)
	}
	return out
}

// covered: a question asks for the field, or for the matrix that the field is a row of.
func covered(asked map[string]bool, path string) bool {
	for ; path != ""; path = path[:max(0, strings.LastIndexByte(path, '.'))] {
		if asked[path] {
			return true
		}
	}
	return false
}
