package vendorfit_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// beyondSchema are the invalid profiles whose mistake no JSON Schema of ours can see: it lies between fields, or in the calendar.
var beyondSchema = []string{
	"no such day", "no rate", "a rate of nothing", "two rates", "a rate for the profile's own currency", "a system twice", "a product of another kind",
	"a flow to nowhere", "some priorities", "two conditions", "no condition", "a condition of another type", "a condition's code", "access",
	"a language that is none", "a number for a language", "several in access", "a code for a number",
}

// TestSchemaAgrees: the schema takes what the validator takes, and refuses what it refuses within one field.
func TestSchemaAgrees(t *testing.T) {
	schema := decoded(t, vendorfit.ProfileSchema(crm(t)))
	for _, file := range examples(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if misfits := misfit(schema, value(t, file, string(text)), ""); len(misfits) > 0 {
			t.Errorf("%s: %q", file, misfits)
		}
	}
	for _, c := range invalidProfiles {
		misfits := misfit(schema, value(t, "x.yaml", c.yaml), "")
		if beyond := slices.Contains(beyondSchema, c.name); beyond != (len(misfits) == 0) {
			t.Errorf("%s: the schema says %q", c.name, misfits)
		}
	}
}

func TestRequestSchema(t *testing.T) {
	schema := decoded(t, vendorfit.RequestSchema(crm(t)))
	for text, want := range map[string]string{
		`{profile: {organisation: {seats: {full: 5}}}, seed: 3, only: [lime], editions: {lime: Lime CRM}}`: "",
		`{}`:                            "/ required profile",
		`{profile: {organisation: {}}}`: "/profile/organisation required seats",
		`{profile: {organisation: {seats: {full: 5}}}, seed: -1}`:                "/seed minimum",
		`{profile: {organisation: {seats: {full: 5}}}, answers: [{value: 1}]}`:   "/answers/0 required platform",
		`{profile: {organisation: {seats: {full: 5}}}, onyl: [lime]}`:            "/onyl additionalProperties",
		`{profile: {organisation: {seats: {full: 5}}}, platforms: [{id: "-x"}]}`: "/platforms/0/id pattern",
	} {
		misfits := misfit(schema, value(t, "x.yaml", text), "")
		if want == "" && len(misfits) > 0 || want != "" && !slices.Contains(misfits, want) {
			t.Errorf("%s: %q, want %q", text, misfits, want)
		}
	}
	title := func(path ...string) any {
		s := schema
		for _, p := range path {
			s = s["properties"].(map[string]any)[p].(map[string]any)
		}
		return s["title"]
	}
	if title("profile", "goals", "primary") == nil || title("profile", "systems") == nil {
		t.Error("a profile within a request has lost the titles of its questions")
	}
}

// decoded is a schema as its readers get it.
func decoded(t testing.TB, schema map[string]any) (s map[string]any) {
	t.Helper()
	text, err := json.Marshal(schema)
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func value(t *testing.T, name, text string) any {
	t.Helper()
	limit := intake.ProfileLimits
	limit.Aliases = true
	root, err := intake.Parse(name, []byte(text), limit)
	if err != nil {
		t.Fatal(err)
	}
	return root.Any()
}

// misfit says where a value does not fit a schema, for the words of JSON Schema that ours uses; a word it does not know is a
// misfit of its own.
func misfit(schema map[string]any, x any, at string) (all []string) {
	for word, says := range schema {
		if bad := misfitOf(word, says, schema, x, at); bad != nil {
			all = append(all, bad...)
		}
	}
	return all
}

func misfitOf(word string, says any, schema map[string]any, x any, at string) []string {
	limit, _ := says.(float64)
	fits := true
	switch word {
	case "$schema", "title", "format":
	case "type":
		fits = isOf(says.(string), x)
	case "enum":
		fits = slices.Contains(says.([]any), x)
	case "pattern":
		text, ok := x.(string)
		fits = !ok || regexp.MustCompile(says.(string)).MatchString(text)
	case "minimum", "minLength", "minItems", "minProperties":
		n, ok := size(word[3:], x)
		fits = !ok || n >= limit
	case "maximum", "maxLength", "maxItems", "maxProperties":
		n, ok := size(word[3:], x)
		fits = !ok || n <= limit
	case "uniqueItems":
		list, _ := x.([]any)
		seen := map[any]bool{}
		for _, item := range list {
			fits = fits && !seen[item]
			seen[item] = true
		}
	case "items":
		return misfitItems(says.(map[string]any), x, at)
	case "required", "properties", "additionalProperties", "propertyNames":
		return misfitFields(word, says, schema, x, at)
	default:
		fits = false
	}
	if fits {
		return nil
	}
	return []string{slash(at) + " " + word}
}

func slash(at string) string {
	if at == "" {
		return "/"
	}
	return at
}

func isOf(kind string, x any) bool {
	switch v := x.(type) {
	case string:
		return kind == "string"
	case bool:
		return kind == "boolean"
	case float64:
		return kind == "number" || kind == "integer" && v == math.Trunc(v)
	case []any:
		return kind == "array"
	case map[string]any:
		return kind == "object"
	}
	return false
}

// size is what a bound speaks of: imum a number, Length a text, Items a list, Properties an object.
func size(of string, x any) (float64, bool) {
	switch v := x.(type) {
	case float64:
		return v, of == "imum"
	case string:
		return float64(utf8.RuneCountInString(v)), of == "Length"
	case []any:
		return float64(len(v)), of == "Items"
	case map[string]any:
		return float64(len(v)), of == "Properties"
	}
	return 0, false
}

func misfitItems(schema map[string]any, x any, at string) (all []string) {
	list, _ := x.([]any)
	for i, item := range list {
		all = append(all, misfit(schema, item, fmt.Sprintf("%s/%d", at, i))...)
	}
	return all
}

func misfitFields(word string, says any, schema map[string]any, x any, at string) (all []string) {
	object, ok := x.(map[string]any)
	if !ok {
		return nil
	}
	if word == "required" {
		for _, name := range says.([]any) {
			if object[name.(string)] == nil {
				all = append(all, slash(at)+" required "+name.(string))
			}
		}
		return all
	}
	known, _ := schema["properties"].(map[string]any)
	for name, v := range object {
		where := at + "/" + vendorfit.EscapePointer(name)
		inner, isKnown := known[name].(map[string]any)
		switch other, isSchema := says.(map[string]any); {
		case word == "propertyNames":
			all = append(all, misfit(other, name, where)...)
		case word == "properties" && isKnown:
			all = append(all, misfit(inner, v, where)...)
		case word == "additionalProperties" && !isKnown && isSchema:
			all = append(all, misfit(other, v, where)...)
		case word == "additionalProperties" && !isKnown && says == false:
			all = append(all, strings.TrimSpace(where+" additionalProperties"))
		}
	}
	return all
}
