package vendorfit

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestSchemaKnowsEveryTag: a tag that the schema does not translate would leave the schema weaker than the validator.
func TestSchemaKnowsEveryTag(t *testing.T) {
	book := &Book{Form: Form{Vocabularies: map[string][]Code{"x": {{Code: "y"}}}}}
	book.Index()
	elsewhere := map[string]bool{"": true, "required": true, "omitempty": true, "dive": true, "keys": true, "endkeys": true}
	seen := 0
	for tag := range tagsOf(reflect.TypeFor[Request](), map[string]bool{}) {
		name, param, _ := strings.Cut(tag, "=")
		if elsewhere[name] {
			continue
		}
		seen++
		if name == "code" {
			param = "x"
		}
		s := schemaOf(book, reflect.TypeFor[Text](), "")
		if name != "text" {
			s = map[string]any{"type": "string"}
		}
		before := written(t, s)
		if translate(book, s, name, param); written(t, s) == before {
			t.Errorf("the schema has no word for the tag %q", tag)
		}
	}
	if seen < 10 {
		t.Fatalf("only %d tags were found", seen)
	}
}

func written(t *testing.T, s map[string]any) string {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// tagsOf collects the tags of a type and of all types below it.
func tagsOf(t reflect.Type, tags map[string]bool) map[string]bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		tagsOf(t.Elem(), tags)
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(t) {
			for _, tag := range strings.Split(f.Tag.Get("validate"), ",") {
				tags[tag] = true
			}
			if f.Type != t && f.IsExported() {
				tagsOf(f.Type, tags)
			}
		}
	}
	return tags
}
