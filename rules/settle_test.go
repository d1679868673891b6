package rules

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/vendorfit/vendorfit"
)

// profileFrom reads a profile as YAML, through the names of its JSON.
func profileFrom(t testing.TB, source string) *vendorfit.Profile {
	t.Helper()
	var plain any
	if err := yaml.Unmarshal([]byte(source), &plain); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(plain)
	if err != nil {
		t.Fatal(err)
	}
	p := &vendorfit.Profile{}
	if err := json.Unmarshal(data, p); err != nil {
		t.Fatal(err)
	}
	return p
}

// examples are the profiles of testdata/cases, by name.
func examples(t testing.TB) map[string]*vendorfit.Profile {
	t.Helper()
	paths, err := filepath.Glob("../testdata/cases/*/profile.yaml")
	if err != nil || len(paths) < 5 {
		t.Fatalf("found %d example profiles: %v", len(paths), err)
	}
	all := map[string]*vendorfit.Profile{}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(filepath.Dir(path))] = profileFrom(t, string(source))
	}
	return all
}

func settled(t testing.TB, b *Book, p *vendorfit.Profile) settlement {
	t.Helper()
	s, err := b.form.settle(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON shows a value with everything it points at.
func asJSON(t testing.TB, x any) string {
	t.Helper()
	data, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestSettleExamples(t *testing.T) {
	b := crm(t)
	for name, given := range examples(t) {
		before := asJSON(t, given)
		s := settled(t, b, given)
		if len(s.assumed) > 0 {
			t.Errorf("%s is fully answered, yet these are assumed: %v", name, s.assumed)
		}
		if after := asJSON(t, given); after != before {
			t.Errorf("%s: the given profile was changed: %s", name, after)
		}
		again := settled(t, b, s.profile)
		if len(again.assumed) > 0 || asJSON(t, again.profile) != asJSON(t, s.profile) {
			t.Errorf("%s: settling twice is not settling once: %v", name, again.assumed)
		}
	}
}

// The empty profile: every default that is to be listed is listed, in the order of the questions, apart from those of questions
// that such a buyer is not asked.
func TestSettleEmpty(t *testing.T) {
	b := crm(t)
	s := settled(t, b, profileFrom(t, `{organisation: {seats: {full: 10}}}`))
	var found []string
	for _, a := range s.assumed {
		if found = append(found, a.Question); len(found) > 1 && found[len(found)-2] == a.Question {
			found = found[:len(found)-1]
		}
	}
	var want []string
	notAsked := strings.Fields("organisation.marketingContacts organisation.mailsPerMonth publicBody.nynorsk publicBody.archive " +
		"publicBody.portalIdentity publicBody.personRegister ai.conversationsPerMonth ai.humanApproval data.warehouseRowsPerDay data.warehouseDirection")
	for _, q := range b.Form.Questions {
		defaulted := q.Default != nil && q.Default.Assumed || q.Cell != nil && q.Cell.Default != nil && q.Cell.Default.Assumed
		if defaulted && !strings.Contains(q.ID, "[]") && !slices.Contains(notAsked, q.ID) {
			want = append(want, q.ID)
		}
	}
	if !slices.Equal(found, want) {
		t.Errorf("assumed\n%v\nwant\n%v", found, want)
	}
	if len(s.ignored) > 0 {
		t.Errorf("ignored %v", s.ignored)
	}
	cells := 0
	for _, a := range s.assumed {
		if a.Question == "readiness" || a.Question == "needs" || a.Question == "organisation.seats" {
			cells++
		}
	}
	if cells != 25+12+4 {
		t.Errorf("%d cells of matrices are assumed, want 41", cells)
	}
	p := s.profile
	if *p.Organisation.AdminFTE != 0.3 || p.AI.Level != "assist" || !slices.Equal(p.Organisation.UILanguages, []string{"nb"}) || p.Readiness["data"]["owner"] != 1 {
		t.Errorf("the settled profile is %s", asJSON(t, p))
	}
}

// Whatever has a default stands in a settled profile, so that arithmetic may follow its pointers.
func TestSettleLeavesNoGap(t *testing.T) {
	b := crm(t)
	given := profileFrom(t, `{organisation: {seats: {full: 1}}, systems: [{id: a, kind: erp, product: other}], integrations: [{system: a, entities: [order]}], goals: {kpis: [{name: {en: x}, unit: days, target: 1}]}}`)
	whole := reflect.ValueOf(settled(t, b, given).profile).Elem()
	for _, q := range b.Form.Questions {
		if q.Default == nil && (q.Cell == nil || q.Cell.Default == nil) {
			continue
		}
		gaps(t, whole, strings.Split(strings.ReplaceAll(q.ID, "[]", ""), "."), q.ID)
	}
	for _, d := range b.Readiness.Dimensions {
		for _, q := range d.Questions {
			if _, ok := whole.Interface().(vendorfit.Profile).Readiness[d.ID][q.ID]; !ok {
				t.Errorf("readiness %s.%s is not set", d.ID, q.ID)
			}
		}
	}
}

// gaps walks a path by the names of the JSON, into every row of a list and every field of a matrix.
func gaps(t *testing.T, v reflect.Value, path []string, id string) {
	t.Helper()
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			t.Errorf("%s is not set", id)
			return
		}
		gaps(t, v.Elem(), path, id)
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			if len(path) == 0 {
				gaps(t, v.Field(i), nil, id+"."+name)
			} else if name == path[0] {
				gaps(t, v.Field(i), path[1:], id)
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			t.Errorf("%s is not set", id)
		}
		for i := range v.Len() {
			gaps(t, v.Index(i), path, id)
		}
	case reflect.Map:
		if v.Len() == 0 {
			t.Errorf("%s has no cells", id)
		}
	case reflect.String:
		if v.Len() == 0 && len(path) == 0 && v.Type() == reflect.TypeFor[string]() {
			t.Errorf("%s is not set", id)
		}
	}
}

func TestSettleDefaults(t *testing.T) {
	b := crm(t)
	for _, c := range []struct{ name, given, pointer, want string }{
		{"half of the persons are reached", `{persons: 1001}`, "/organisation/marketingContacts", `500`},
		{"a default rests on another", `{persons: 1001}`, "/organisation/mailsPerMonth", `1500`},
		{"and on an answer", `{persons: 1001, marketingContacts: 7}`, "/organisation/mailsPerMonth", `21`},
		{"many persons are large scale", `{persons: 50001}`, "/privacy/largeScale", `true`},
		{"fewer are not", `{persons: 50000}`, "/privacy/largeScale", `false`},
		{"a state body has two languages", `{sector: state}`, "/publicBody/nynorsk", `true`},
		{"a municipality is asked", `{sector: municipal}`, "/publicBody/nynorsk", `false`},
		{"an empty list is an answer", `{uiLanguages: []}`, "/organisation/uiLanguages", ``},
		{"a buyer without persons is not asked whom to reach", `{}`, "/organisation/marketingContacts", ``},
	} {
		s := settled(t, b, profileFrom(t, `{organisation: {seats: {full: 1}, `+strings.TrimPrefix(c.given, "{")+`}`))
		got := ""
		for _, a := range s.assumed {
			if a.Pointer == c.pointer {
				got = asJSON(t, a.Value)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s is assumed to be %q, want %q", c.name, c.pointer, got, c.want)
		}
	}
}

func TestSettleIgnores(t *testing.T) {
	b := crm(t)
	for _, c := range []struct {
		name, given string
		ignored     []string
		holds       func(*vendorfit.Profile) bool
	}{
		{
			"a contact count without persons, also in what rests on it", `{organisation: {seats: {full: 1}, marketingContacts: 900}}`,
			[]string{"/organisation/marketingContacts"},
			func(p *vendorfit.Profile) bool {
				return *p.Organisation.MarketingContacts == 0 && *p.Organisation.MailsPerMonth == 0
			},
		},
		{
			"agents where there is no AI", `{organisation: {seats: {full: 1}}, ai: {level: none, location: norway, humanApproval: false}}`,
			[]string{"/ai/location", "/ai/humanApproval"},
			func(p *vendorfit.Profile) bool { return p.AI.Location == "eea" && *p.AI.HumanApproval },
		},
		{
			"what has no default is taken away", `{organisation: {seats: {full: 1}}, situation: {trigger: first_system, rootCause: both, weeklyActiveShare: 40}}`,
			[]string{"/situation/rootCause", "/situation/weeklyActiveShare"},
			func(p *vendorfit.Profile) bool {
				return p.Situation.RootCause == "unknown" && p.Situation.WeeklyActiveShare == nil
			},
		},
		{
			"the condition may rest on a later question", `{organisation: {seats: {full: 1}}, publicBody: {portalIdentity: bankid}}`,
			[]string{"/publicBody/portalIdentity"},
			func(p *vendorfit.Profile) bool { return p.PublicBody.PortalIdentity == "none" },
		},
		{
			"a row has conditions of its own", `{organisation: {seats: {full: 1}}, systems: [{id: a, kind: erp, product: other, name: {en: Old}}, {id: b, kind: erp, product: netsuite, name: {en: New}}]}`,
			[]string{"/systems/1/name"},
			func(p *vendorfit.Profile) bool { return p.Systems[0].Name.En == "Old" && p.Systems[1].Name == nil },
		},
		{
			"nothing", `{organisation: {seats: {full: 1}, persons: 5, marketingContacts: 2}}`, nil,
			func(p *vendorfit.Profile) bool { return *p.Organisation.MarketingContacts == 2 },
		},
	} {
		given := profileFrom(t, c.given)
		before := asJSON(t, given)
		s := settled(t, b, given)
		if !slices.Equal(s.ignored, c.ignored) {
			t.Errorf("%s: ignored %v, want %v", c.name, s.ignored, c.ignored)
		}
		if !c.holds(s.profile) {
			t.Errorf("%s: settled as %s", c.name, asJSON(t, s.profile))
		}
		if asJSON(t, given) != before {
			t.Errorf("%s: the given profile was changed", c.name)
		}
		for _, a := range s.assumed {
			if slices.Contains(c.ignored, a.Pointer) {
				t.Errorf("%s: %s is both ignored and assumed", c.name, a.Pointer)
			}
		}
	}
}

func TestSettleRows(t *testing.T) {
	s := settled(t, crm(t), profileFrom(t, `{organisation: {seats: {full: 1}}, systems: [{id: a, kind: erp, product: other}, {id: b, kind: erp, product: other, keep: keep}],
  integrations: [{system: a, entities: [order], latency: hourly}]}`))
	var found []string
	for _, a := range s.assumed {
		if strings.Contains(a.Question, "[]") {
			found = append(found, a.Pointer+" "+a.Question+" "+asJSON(t, a.Value))
		}
	}
	want := []string{
		`/systems/0/keep systems[].keep "unsure"`,
		`/integrations/0/direction integrations[].direction "in"`,
		`/integrations/0/windowHours integrations[].windowHours 24`,
		`/integrations/0/criticality integrations[].criticality "should"`,
	}
	if !slices.Equal(found, want) {
		t.Errorf("assumed in rows\n%v\nwant\n%v", strings.Join(found, "\n"), strings.Join(want, "\n"))
	}
	if s.profile.Integrations[0].ChangesPerDay != nil {
		t.Error("a volume that nobody stated is not zero")
	}
}

func BenchmarkSettle(b *testing.B) {
	given, book := examples(b)["energy-retailer"], crm(b)
	for b.Loop() {
		if _, err := book.form.settle(given); err != nil {
			b.Fatal(err)
		}
	}
}

// What one settled profile holds is its own: nobody who changes it changes the book, or the next one.
func TestSettleShares(t *testing.T) {
	b, given := crm(t), profileFrom(t, `{organisation: {seats: {full: 1}, countries: [SE]}}`)
	first := settled(t, b, given).profile
	first.Organisation.UILanguages[0], first.Organisation.Countries[0] = "xx", "XX"
	*first.Organisation.AdminFTE, first.Readiness["data"]["owner"] = 99, 4
	if p := settled(t, b, given).profile; p.Organisation.UILanguages[0] != "nb" || p.Organisation.Countries[0] != "SE" ||
		*p.Organisation.AdminFTE != 0.3 || p.Readiness["data"]["owner"] != 1 {
		t.Errorf("the next profile is settled as %s", asJSON(t, p))
	}
}
