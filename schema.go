package vendorfit

import (
	"reflect"
	"strconv"
	"strings"
)

// ProfileSchema is the JSON Schema (2020-12) of a profile. It follows from the same `validate` tags as [Validator.Profile] and
// from the book's codes; what holds between fields is beyond it.
func ProfileSchema(b *Book) map[string]any {
	s := schemaOf(b, reflect.TypeFor[Profile](), "")
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "Requirement profile"
	return s
}

// RequestSchema is the JSON Schema (2020-12) of a request for an evaluation.
func RequestSchema(b *Book) map[string]any {
	s := schemaOf(b, reflect.TypeFor[Request](), "")
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "Request for an evaluation"
	return s
}

// schemaOf is the schema of a type; path is where it stands in the profile, for the titles of its questions.
func schemaOf(b *Book, t reflect.Type, path string) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(b, t.Elem(), path)
	case reflect.Struct:
		return objectSchema(b, t, path)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(b, t.Elem(), path+"[]")}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(b, t.Elem(), path+".*")}
	case reflect.Interface:
		return map[string]any{}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Uint64:
		return map[string]any{"type": "integer", "minimum": 0}
	}
	return map[string]any{"type": "string"}
}

func objectSchema(b *Book, t reflect.Type, path string) map[string]any {
	if t == reflect.TypeFor[Profile]() {
		path = "" // ids of questions begin at the profile, wherever it stands
	}
	properties, required := map[string]any{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" || !f.IsExported() {
			continue
		}
		at := strings.TrimPrefix(path+"."+name, ".")
		s := schemaOf(b, f.Type, at)
		if q := b.Question(at); q != nil {
			s["title"] = q.Label.En
		}
		// A struct that is no pointer is always looked into, so what it requires makes it required.
		inner := f.Type.Kind() == reflect.Struct && s["required"] != nil
		if tags(b, s, strings.Split(f.Tag.Get("validate"), ",")) || inner {
			required = append(required, name)
		}
		properties[name] = s
	}
	s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	if t == reflect.TypeFor[Text]() {
		s["minProperties"] = 1
	}
	return s
}

// tags translates `validate` tags into s: those before dive speak of the value, those after it of its items, and those between
// keys and endkeys of a map's keys. It tells whether the value is required.
func tags(b *Book, s map[string]any, list []string) (required bool) {
	at, dived := s, false
	for _, tag := range list {
		name, param, _ := strings.Cut(tag, "=")
		switch name {
		case "required":
			required = required || !dived
			nonEmpty(at)
		case "dive":
			at, dived = below(at), true
		case "keys":
			at = map[string]any{"type": "string"}
			s["propertyNames"] = at
		case "endkeys":
			at = below(s)
		default:
			translate(b, at, name, param)
		}
	}
	return required
}

// nonEmpty: a required text is not empty, as the validator has it.
func nonEmpty(s map[string]any) {
	if s["type"] == "string" && s["enum"] == nil {
		s["minLength"] = 1
	}
}

// below is the schema of the items of a list or the values of a map.
func below(s map[string]any) map[string]any {
	for _, key := range []string{"items", "additionalProperties"} {
		if inner, ok := s[key].(map[string]any); ok {
			return inner
		}
	}
	return map[string]any{}
}

func translate(b *Book, s map[string]any, name, param string) {
	switch name {
	case "min", "max":
		n, _ := strconv.ParseFloat(param, 64)
		s[limits[name][typeOf(s)]] = n
	case "unique":
		s["uniqueItems"] = true
	case "oneof":
		s["enum"] = strings.Fields(param)
	case "code":
		s["enum"] = b.Codes(param)
	case "id":
		s["pattern"] = idPattern
	case "date":
		s["format"], s["pattern"] = "date", datePattern
	case "decimal":
		s["pattern"] = decimalPattern
	case "iso4217":
		s["pattern"] = "^[A-Z]{3}$"
	case "iso3166_1_alpha2":
		s["pattern"] = "^[A-Z]{2}$"
	case "text":
		n, _ := strconv.ParseFloat(param, 64)
		for _, language := range s["properties"].(map[string]any) {
			language.(map[string]any)["maxLength"] = n
		}
	}
}

var limits = map[string]map[string]string{
	"min": {"array": "minItems", "object": "minProperties", "string": "minLength", "number": "minimum"},
	"max": {"array": "maxItems", "object": "maxProperties", "string": "maxLength", "number": "maximum"},
}

func typeOf(s map[string]any) string {
	t, _ := s["type"].(string)
	if t == "integer" {
		return "number"
	}
	return t
}
