package vendorfit_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// TestMistakesHavePlaces: what validation finds stands where the document has it, in the document's order.
func TestMistakesHavePlaces(t *testing.T) {
	_, mistakes := read(t, crm(t), "profile.yaml", `organisation:
  seats: {full: 0}
  seatz: 1
systems:
  - {id: a, kind: erp, product: other}
  - {id: a, kind: erp, product: netsuit}
needs:
  quote: must
  "å": should
integrations:
  - {system: b, entities: [order]}
`)
	var got []string
	for _, m := range mistakes {
		got = append(got, fmt.Sprintf("%d:%d %s %s", m.Line, m.Column, m.Pointer, m.Code))
	}
	want := []string{
		"2:17 /organisation/seats/full minimum", "3:3 /organisation/seatz unknownField", "6:10 /systems/1/id duplicate",
		"6:33 /systems/1/product code", "9:8 /needs/å code", "11:14 /integrations/0/system reference",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestHints(t *testing.T) {
	b := crm(t)
	for _, c := range []struct{ yaml, en, nb string }{
		{`{organisation: {seats: {full: 5}}, ai: {level: agent}}`, `did you mean "agents"?`, "mente du «agents»?"},
		{`{organisation: {seats: {full: 5}}, needs: {markting: must}}`, `did you mean "marketing"?`, "mente du «marketing»?"},
		{`{organisation: {seats: {full: 5}}, requirements: [{attribute: sso.acces, is: included, level: must, text: {en: x}}]}`, `did you mean "sso.access"?`, "mente du «sso.access»?"},
		{`{organisation: {seats: {full: 5}}, requirements: [{attribute: sso.access, is: include, level: must, text: {en: x}}]}`, `did you mean "included"?`, "mente du «included»?"},
		{`{organisation: {seats: {full: 5}}, ai: {level: rocket}}`, "expected one of none, assist, predict, agents", "forventet én av none, assist, predict, agents"},
		{`{organisation: {seats: {full: 5}}, requirements: [{attribute: soul, is: x, level: must, text: {en: x}}]}`, "an id from the book's attributes", "en id fra regelbokens attributes"},
	} {
		_, mistakes := read(t, b, "x.yaml", c.yaml)
		if len(mistakes) != 1 || !strings.Contains(mistakes[0].Error(), c.en) || !strings.Contains(mistakes[0].In(vendorfit.Bokmal), c.nb) {
			t.Errorf("%s: %v", c.yaml, mistakes)
		}
	}
}

// TestSameMistakesEachTime: maps are walked in another order each time.
func TestSameMistakesEachTime(t *testing.T) {
	v := vendorfit.NewValidator(crm(t))
	p := &vendorfit.Profile{Needs: map[string]string{"a": "x", "b": "y", "c": "z", "d": "must", "quote": "must"}}
	first := v.Profile(p)
	for range 20 {
		if again := v.Profile(p); !reflect.DeepEqual(again, first) {
			t.Fatalf("%v, and then %v", first, again)
		}
	}
}

// TestHostileProfiles: a document within its limits may have a mistake in each of its values, and the answer stays small.
func TestHostileProfiles(t *testing.T) {
	many := func(n int, format string) string {
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, format, i)
		}
		return strings.TrimSuffix(s.String(), ",")
	}
	v := vendorfit.NewValidator(crm(t))
	for name, text := range map[string]string{
		"flows to nowhere": `{"systems":[` + many(10000, `{"id":"s%d"},`) + `],"integrations":[` + many(10000, `{"system":"x%d"},`) + `]}`,
		"needs":            `{"needs":{` + many(20000, `"n%d":"x",`) + `}}`,
		"entities":         `{"integrations":[{"system":"a","entities":[` + many(20000, `"e%d",`) + `]}]}`,
		"scores":           `{"readiness":{"` + strings.Repeat("k", 250) + `":{` + many(20000, `"n%d":9,`) + `}}}`,
		"rates":            `{"commercial":{"fx":[` + many(10000, `{"rate":"%d","currency":"NOK"},`) + `]}}`,
	} {
		root, err := intake.Parse("x.json", []byte(text), intake.RequestLimits)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var p vendorfit.Profile
		mistakes := append(intake.Bind(root, &p), v.Profile(&p)...)
		words, err := json.Marshal(mistakes)
		if err != nil || len(mistakes) > vendorfit.MistakesMost+1 || len(words) > 500_000 {
			t.Errorf("%s: %d mistakes in %d bytes: %v", name, len(mistakes), len(words), err)
		}
	}
}

func TestInvalidRequests(t *testing.T) {
	v := vendorfit.NewValidator(crm(t))
	five := 5
	good := &vendorfit.Profile{Organisation: vendorfit.Organisation{Seats: vendorfit.Seats{Full: &five}}}
	answer := vendorfit.Answer{Platform: "lime", Attribute: "sso.access", Value: "all", Source: "letter", AsOf: "2026-11-20"}
	but := func(change func(*vendorfit.Answer)) []vendorfit.Answer {
		a := answer
		change(&a)
		return []vendorfit.Answer{a}
	}
	for _, c := range []struct {
		name    string
		request vendorfit.Request
		want    string
	}{
		{"all in order", vendorfit.Request{Profile: good, Answers: []vendorfit.Answer{answer}, RuleBook: "crm", AsOf: "2026-11-25", Only: []string{"lime"}}, ""},
		{"no profile", vendorfit.Request{}, "/profile required"},
		{"a bad profile", vendorfit.Request{Profile: &vendorfit.Profile{Needs: map[string]string{"quote": "x"}}}, "/profile/needs/quote code, /profile/organisation/seats/full required"},
		{"a relation of the profile", vendorfit.Request{Profile: &vendorfit.Profile{Organisation: good.Organisation, Integrations: []vendorfit.Integration{{System: "a", Entities: []string{"order"}}}}}, "/profile/integrations/0/system reference"},
		{"no such day", vendorfit.Request{Profile: good, AsOf: "2026-02-29"}, "/asOf format"},
		{"a platform asked for twice", vendorfit.Request{Profile: good, Only: []string{"lime", "lime"}}, "/only duplicate"},
		{"an answer about nothing", vendorfit.Request{Profile: good, Answers: []vendorfit.Answer{{}}}, "/answers/0/asOf required, /answers/0/attribute required, /answers/0/platform required, /answers/0/source required"},
		{"an unknown attribute", vendorfit.Request{Profile: good, Answers: but(func(a *vendorfit.Answer) { a.Attribute = "soul" })}, "/answers/0/attribute code"},
		{"an unknown state", vendorfit.Request{Profile: good, Answers: but(func(a *vendorfit.Answer) { a.State = "stale" })}, "/answers/0/state code"},
		{"an answer by nobody", vendorfit.Request{Profile: good, Answers: but(func(a *vendorfit.Answer) { a.GivenBy = "press" })}, "/answers/0/givenBy code"},
		{"a gate lifted without a reason", vendorfit.Request{Profile: good, Lifted: []vendorfit.Lift{{Platform: "lime", Gate: "gate.api", By: "K. N."}}}, "/lifted/0/reason required"},
		{"two platforms of one id", vendorfit.Request{Profile: good, Platforms: []vendorfit.Platform{{ID: "mine", Name: "Mine"}, {ID: "mine", Name: "Mine"}}}, "/platforms/1/id duplicate"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range v.Request(&c.request) {
				got = append(got, m.Pointer+" "+m.Code)
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// TestPlatforms: every platform of the catalogue is valid, and a fact may say no or nought.
func TestPlatforms(t *testing.T) {
	l, mistakes := loaded()
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	v := vendorfit.NewValidator(l.Book)
	if len(l.Catalogue.Platforms) < 10 {
		t.Fatalf("only %d platforms", len(l.Catalogue.Platforms))
	}
	for _, p := range l.Catalogue.Platforms {
		if m := v.Platform(p); len(m) > 0 {
			t.Errorf("%s: %v", p.ID, m)
		}
	}
	fact := vendorfit.Fact{ID: "f", About: "x", Source: "s", SourceType: "vendor", AsOf: "undated", Checked: "2026-11-02", Confidence: "high"}
	for _, value := range []any{0.0, false, ""} {
		fact.Value = value
		if m := v.Platform(&vendorfit.Platform{ID: "p", Name: "P", Facts: []vendorfit.Fact{fact}}); len(m) > 0 {
			t.Errorf("the value %#v: %v", value, m)
		}
	}
	fact.Value = nil
	if m := v.Platform(&vendorfit.Platform{ID: "p", Name: "P", Facts: []vendorfit.Fact{fact}}); len(m) != 1 || m[0].Pointer != "/facts/0/value" {
		t.Errorf("no value: %v", m)
	}
}

// TestJSONIsYAML: an example reads the same whichever way it is written.
func TestJSONIsYAML(t *testing.T) {
	for _, file := range examples(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		root, err := intake.Parse(file, text, intake.ProfileLimits)
		if err != nil {
			t.Fatal(err)
		}
		asJSON, err := json.Marshal(root.Any())
		if err != nil {
			t.Fatal(err)
		}
		again, err := intake.Parse("profile.json", asJSON, intake.ProfileLimits)
		if err != nil {
			t.Fatal(err)
		}
		var fromYAML, fromJSON vendorfit.Profile
		if m := append(intake.Bind(root, &fromYAML), intake.Bind(again, &fromJSON)...); len(m) > 0 {
			t.Fatal(m)
		}
		if !reflect.DeepEqual(fromYAML, fromJSON) {
			t.Errorf("%s: %+v, but from JSON %+v", file, fromYAML, fromJSON)
		}
	}
}

func TestCodes(t *testing.T) {
	b := crm(t)
	for list, code := range map[string]string{
		"gap": "severe", "needLevel": "could", "mustShouldNone": "should", "lowMediumHigh": "high", "systemKinds": "erp", "systemProducts": "netsuite",
		"entities": "order", "goals.primary": "retention", "systems[].keep": "unsure", "needs": "quote", "attributes": "sso.access", "criteria": "ai",
		"readiness": "strategy", "situation.leadGap": "some", "requirements[].level": "must",
	} {
		label, ok := b.Label(list, code)
		if !ok || label.En == "" || label.Nb == "" {
			t.Errorf("%s of %s has the label %v", code, list, label)
		}
		if !strings.Contains(" "+strings.Join(b.Codes(list), " ")+" ", " "+code+" ") {
			t.Errorf("%s is none of %v", code, b.Codes(list))
		}
	}
	if codes := b.Codes("nothing"); codes != nil {
		t.Errorf("a list that is none has %v", codes)
	}
	if _, ok := b.Label("gap", "nothing"); ok {
		t.Error("a code that is none has a label")
	}
}

// FuzzProfile: whatever comes in, there is no panic, and what is accepted fits the schema and reads the same once written.
func FuzzProfile(f *testing.F) {
	for _, file := range examples(f) {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, c := range invalidProfiles {
		f.Add([]byte(c.yaml))
	}
	b := crm(f)
	v, schema := vendorfit.NewValidator(b), decoded(f, vendorfit.ProfileSchema(b))
	accepted := func(text []byte) []byte {
		root, err := intake.Parse("", text, intake.ProfileLimits)
		if err != nil {
			return nil
		}
		var p vendorfit.Profile
		if len(intake.Bind(root, &p))+len(v.Profile(&p)) > 0 {
			return nil
		}
		written, err := json.Marshal(&p)
		if err != nil {
			f.Fatal(err)
		}
		return written
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		first := accepted(text)
		if first == nil {
			return
		}
		if second := accepted(first); !bytes.Equal(first, second) {
			t.Fatalf("%s became %s", first, second)
		}
		var value any
		if err := json.Unmarshal(first, &value); err != nil {
			t.Fatal(err)
		}
		if misfits := misfit(schema, value, ""); len(misfits) > 0 {
			t.Fatalf("%s is valid, but does not fit the schema: %q", first, misfits)
		}
	})
}
