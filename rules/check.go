package rules

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// The files of a book's folder. Platforms stand in a folder of their own, one file each.
const (
	bookFile       = "book.yaml"
	attributesFile = "attributes.yaml"
	criteriaFile   = "criteria.yaml"
	rulesFile      = "rules.yaml"
	derivedFile    = "derived.yaml"
	paramsFile     = "params.yaml"
	readinessFile  = "readiness.yaml"
	questionsFile  = "questions.yaml"
	labelsFile     = "labels.yaml"
	platformFolder = "platforms"
)

// check checks that a book and its catalogue hang together: what no compiler of expressions sees. The mistakes have the file and
// the pointer in it.
func check(b *vendorfit.Book, c *vendorfit.Catalogue) []vendorfit.Mistake {
	k := bookCheck{book: b}
	k.texts()
	k.identity()
	k.labels()
	k.attributes()
	k.criteria()
	k.rules(c)
	k.declarations(derivedFile+"#/totals", b.Totals)
	k.declarations(derivedFile+"#/derived", b.Derived)
	k.params()
	k.tables()
	k.questions()
	k.readiness()
	k.platforms(c)
	return k.mistakes
}

// bookCheck gathers the mistakes of one book. A place is a file, `#` and a pointer in it.
type bookCheck struct {
	book     *vendorfit.Book
	mistakes []vendorfit.Mistake
}

func (k *bookCheck) wrong(place, code, found string, message vendorfit.Text) {
	k.wrongOf(place, code, found, vendorfit.Text{}, message)
}

func (k *bookCheck) wrongOf(place, code, found string, expected, message vendorfit.Text) {
	file, pointer, _ := strings.Cut(place, "#")
	k.mistakes = append(k.mistakes, vendorfit.Mistake{File: file, Pointer: pointer, Code: code, Found: found, Expected: expected, Message: message})
}

// oneOf checks a code against those that there are.
func (k *bookCheck) oneOf(place, found string, codes ...string) {
	if !slices.Contains(codes, found) {
		k.wrongOf(place, "code", found, vendorfit.OneOf(codes), vendorfit.Text{En: "this code is not known", Nb: "denne koden er ikke kjent"})
	}
}

// filled checks that fields are there; it takes their names and texts in turn.
func (k *bookCheck) filled(place string, fields ...string) {
	for i := 0; i+1 < len(fields); i += 2 {
		if strings.TrimSpace(fields[i+1]) == "" {
			k.wrong(place, "required", "", vendorfit.Text{En: fields[i] + " is missing", Nb: fields[i] + " mangler"})
		}
	}
}

var bookID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._\[\]-]{0,63}$`)

// ids checks that the ids of a list are identifiers and stand once. place is that of the list.
func (k *bookCheck) ids(place string, ids []string) {
	seen := map[string]bool{}
	for i, id := range ids {
		at := fmt.Sprintf("%s/%d", place, i)
		if !bookID.MatchString(id) {
			k.wrong(at, "format", id, vendorfit.Text{En: "this is no identifier: letters, digits, dot, hyphen and underscore, at most 64", Nb: "dette er ingen identifikator: bokstaver, tall, punktum, bindestrek og understrek, høyst 64"})
		}
		if seen[id] {
			k.wrong(at, "duplicate", id, vendorfit.Text{En: "this id stands twice", Nb: "denne id-en står to ganger"})
		}
		seen[id] = true
	}
}

// each maps a list.
func each[T any](list []T, of func(*T) string) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = of(&list[i])
	}
	return out
}

func codes(list []vendorfit.Code) []string {
	return each(list, func(c *vendorfit.Code) string { return c.Code })
}

// texts checks that everything that people read is there in both languages. A pointer to a text may be nil, a text itself may
// not be empty.
func (k *bookCheck) texts() {
	b := k.book
	for _, part := range []struct {
		file string
		root any
	}{
		{attributesFile, b.Attributes},
		{criteriaFile, b.Criteria},
		{rulesFile, b.Rules},
		{readinessFile, b.Readiness},
		{questionsFile, b.Form},
		{labelsFile, b.Labels},
		{bookFile + "#/title", b.Title},
		{derivedFile + "#/totals", b.Totals},
		{derivedFile + "#/derived", b.Derived},
		{paramsFile, b.Params[:len(b.Params)-len(b.Readiness.Params)]},
	} {
		place := part.file
		if !strings.Contains(place, "#") {
			place += "#"
		}
		k.textsIn(place, reflect.ValueOf(part.root))
	}
}

func (k *bookCheck) textsIn(place string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			k.textsIn(place, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			k.textsIn(fmt.Sprintf("%s/%d", place, i), v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if key.Kind() == reflect.String {
				k.textsIn(place+"/"+vendorfit.EscapePointer(key.String()), v.MapIndex(key))
			}
		}
	case reflect.Struct:
		k.textsOf(place, v)
	}
}

func (k *bookCheck) textsOf(place string, v reflect.Value) {
	switch x := v.Interface().(type) {
	case vendorfit.Text:
		if strings.TrimSpace(x.En) == "" || strings.TrimSpace(x.Nb) == "" {
			k.wrong(place, "required", "", vendorfit.Text{En: "the text is missing in English or in Norwegian", Nb: "teksten mangler på engelsk eller norsk"})
		}
		return
	case vendorfit.Constant:
		return
	}
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if name != "" {
			k.textsIn(place+"/"+name, v.Field(i))
		}
	}
}

// identity checks what names the book.
func (k *bookCheck) identity() {
	b := k.book
	if !bookID.MatchString(b.Name) {
		k.wrong(bookFile+"#/name", "format", b.Name, vendorfit.Text{En: "the book needs a name", Nb: "regelboken må ha et navn"})
	}
	if b.Revision < 1 {
		k.wrong(bookFile+"#/revision", "minimum", fmt.Sprint(b.Revision), vendorfit.Text{En: "revisions count from 1", Nb: "revisjoner telles fra 1"})
	}
	k.oneOf(bookFile+"#/status", b.Status, "draft", "published", "retired")
}

// labels checks the labels of the engine's own codes, without which a state would reach a reader as a code.
func (k *bookCheck) labels() {
	l := k.book.Labels
	for _, part := range []struct {
		name  string
		list  []vendorfit.Code
		needs []string
	}{
		{"groups", l.Groups, nil},
		{"per", l.Per, []string{"full_seat", "account"}},
		{"period", l.Period, []string{"month", "year"}},
		{"states", l.States, []string{"known", "stale", "notSeen", "unknown", "declined", "none"}},
		{"confidence", l.Confidence, []string{"high", "medium", "low"}},
		{"access", l.Access, []string{"all", "from", "add_on_from"}},
		{"accessConditions", l.AccessConditions, []string{"included", "obtainable"}},
	} {
		k.ids(labelsFile+"#/"+part.name, codes(part.list))
		for _, need := range part.needs {
			if !slices.Contains(codes(part.list), need) {
				k.wrong(labelsFile+"#/"+part.name, "required", "", vendorfit.Text{En: need + " has no label", Nb: need + " har ingen etikett"})
			}
		}
	}
}
