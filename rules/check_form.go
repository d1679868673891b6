package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// questions checks what is asked of a buyer: steps, vocabularies, and where options and rows come from.
func (k *bookCheck) questions() {
	f := k.book.Form
	steps := each(f.Steps, func(s *vendorfit.Step) string { return s.Code })
	k.ids(questionsFile+"#/steps", steps)
	for _, name := range sortedKeys(f.Vocabularies) {
		k.ids(questionsFile+"#/vocabularies/"+name, codes(f.Vocabularies[name]))
	}
	k.ids(questionsFile+"#/questions", each(f.Questions, func(q *vendorfit.Question) string { return q.ID }))
	for i := range f.Questions {
		q, at := &f.Questions[i], fmt.Sprintf("%s#/questions/%d", questionsFile, i)
		k.oneOf(at+"/step", q.Step, steps...)
		k.oneOf(at+"/kind", q.Kind, "int", "number", "money", "percent", "date", "enum", "set", "bool", "text", "list", "matrix")
		k.ids(at+"/options", codes(q.Options))
		k.ids(at+"/rows", codes(q.Rows))
		k.optionsFrom(at, q)
		k.rowsFrom(at, q)
		k.listRow(at, q)
		k.defaults(at, q)
	}
	k.productKinds()
}

// optionsFrom checks that an enum or a set has options, and from a vocabulary that exists.
func (k *bookCheck) optionsFrom(at string, q *vendorfit.Question) {
	if q.Cell != nil {
		k.vocabularyName(at+"/cell/optionsFrom", q.Cell.OptionsFrom)
	}
	k.vocabularyName(at+"/optionsFrom", q.OptionsFrom)
	chosen := q.Kind == "enum" || q.Kind == "set"
	if chosen && len(q.Options) == 0 && q.OptionsFrom == "" && q.Format == "" {
		k.wrong(at, "required", q.ID, vendorfit.Text{En: "there is nothing to choose from", Nb: "det er ingenting å velge mellom"})
	}
}

func (k *bookCheck) vocabularyName(at, from string) {
	name, named := strings.CutPrefix(from, "vocabularies.")
	if _, ok := k.book.Form.Vocabularies[name]; from == "" || from == "attributes" || from == "attribute.vocab" || named && ok {
		return
	}
	k.wrong(at, "code", from, vendorfit.Text{En: "there is no such vocabulary", Nb: "det finnes ikke noe slikt vokabular"})
}

// rowsFrom checks that a matrix has rows and cells of a kind, and nothing else has.
func (k *bookCheck) rowsFrom(at string, q *vendorfit.Question) {
	k.oneOf(at+"/rowsFrom", q.RowsFrom, "", "criteria", "readiness.dimensions")
	matrix := q.Kind == "matrix"
	if matrix != (q.Cell != nil) || matrix != (len(q.Rows) > 0 || q.RowsFrom != "") {
		k.wrong(at, "required", q.ID, vendorfit.Text{En: "a matrix has rows and a cell, and nothing else has", Nb: "en matrise har rader og en celle, og ingenting annet har det"})
	}
	if q.Cell != nil {
		k.oneOf(at+"/cell/kind", q.Cell.Kind, "int", "number", "enum")
	}
	for _, row := range q.AloneRows {
		k.oneOf(at+"/aloneRows", row, k.matrixRows(q)...)
	}
}

// listRow checks that a field of a row belongs to a list, and that exactlyOne names fields that are asked for.
func (k *bookCheck) listRow(at string, q *vendorfit.Question) {
	if list, _, ok := strings.Cut(q.ID, "[]."); ok {
		if l := k.book.Question(list); l == nil || l.Kind != "list" {
			k.wrong(at+"/id", "code", list, vendorfit.Text{En: "there is no such list", Nb: "det finnes ingen slik liste"})
		}
	}
	for _, field := range q.ExactlyOne {
		if k.book.Question(q.ID+"[]."+field) == nil {
			k.wrong(at+"/exactlyOne", "code", field, vendorfit.Text{En: "a row has no such field", Nb: "en rad har ikke noe slikt felt"})
		}
	}
}

// defaults checks that a default says one thing, and one that could be answered.
func (k *bookCheck) defaults(at string, q *vendorfit.Question) {
	d := q.Default
	if d == nil {
		return
	}
	if (d.Value == nil) == (d.From == "") {
		k.wrong(at+"/default", "required", q.ID, vendorfit.Text{En: "a default is either a value or from an expression", Nb: "en standardverdi er enten en verdi eller fra et uttrykk"})
	}
	options := codes(q.Options)
	if len(options) == 0 {
		options = codes(k.book.Form.Vocabularies[strings.TrimPrefix(q.OptionsFrom, "vocabularies.")])
	}
	text, isText := d.Value.(string)
	if q.Kind == "enum" && isText && !slices.Contains(options, text) {
		k.oneOf(at+"/default/value", text, options...)
	}
	if n, ok := vendorfit.Number(d.Value); ok && (q.Min != nil && n < *q.Min || q.Max != nil && n > *q.Max) {
		k.wrong(at+"/default/value", "maximum", fmt.Sprint(n), vendorfit.Text{En: "the default lies outside the range", Nb: "standardverdien ligger utenfor spennet"})
	}
}

// productKinds checks that products of systems serve kinds that exist.
func (k *bookCheck) productKinds() {
	kinds := codes(k.book.Form.Vocabularies["systemKinds"])
	for i, c := range k.book.Form.Vocabularies["systemProducts"] {
		for j, kind := range c.Kinds {
			k.oneOf(fmt.Sprintf("%s#/vocabularies/systemProducts/%d/kinds/%d", questionsFile, i, j), kind, kinds...)
		}
	}
}

// readiness checks the dimensions, the steps of each question and what is said.
func (k *bookCheck) readiness() {
	r := k.book.Readiness
	at := readinessFile + "#"
	k.ids(at+"/dimensions", each(r.Dimensions, func(d *vendorfit.Dimension) string { return d.ID }))
	for i, d := range r.Dimensions {
		place := fmt.Sprintf("%s/dimensions/%d/questions", at, i)
		k.ids(place, each(d.Questions, func(q *vendorfit.ReadinessQuestion) string { return q.ID }))
		for j, q := range d.Questions {
			levels := each(q.Anchors, func(a *vendorfit.Anchor) string { return fmt.Sprint(a.Level) })
			if !slices.Equal(levels, []string{"0", "1", "2", "3", "4"}) {
				k.wrong(fmt.Sprintf("%s/%d/anchors", place, j), "format", strings.Join(levels, ", "), vendorfit.Text{En: "each step from 0 to 4 is described, in order", Nb: "hvert trinn fra 0 til 4 er beskrevet, i rekkefølge"})
			}
		}
	}
	verdicts := each(r.Verdicts, func(o *vendorfit.ReadinessVerdict) string { return o.Code })
	if !slices.Equal(slices.Sorted(slices.Values(verdicts)), []string{"fixFirst", "go", "notNow"}) {
		k.wrong(at+"/verdicts", "format", strings.Join(verdicts, ", "), vendorfit.Text{En: "the verdicts are go, fixFirst and notNow", Nb: "konklusjonene er go, fixFirst og notNow"})
	}
	k.statements(at, r, verdicts)
}

func (k *bookCheck) statements(at string, r vendorfit.Readiness, verdicts []string) {
	for _, part := range []struct {
		name string
		list []vendorfit.Statement
	}{{"overall", r.Overall}, {"diagnoses", r.Diagnoses}, {"crossChecks", r.CrossChecks}, {"effects", r.Effects}, {"legal", r.Legal}} {
		k.ids(at+"/"+part.name, each(part.list, func(s *vendorfit.Statement) string { return s.ID }))
		for i, s := range part.list {
			place := fmt.Sprintf("%s/%s/%d", at, part.name, i)
			k.filled(place, "when", s.When)
			if part.name == "overall" {
				k.oneOf(place+"/verdict", s.Verdict, verdicts...)
			}
			if part.name == "legal" {
				k.filled(place, "basis", s.Basis)
			}
		}
	}
}
