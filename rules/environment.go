package rules

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/types"

	"github.com/vendorfit/vendorfit"
)

// env is what an expression reads, under flat names such as "profile.security.sso". It is a plain map because the virtual
// machine reads a map[string]any without reflection.
type env = map[string]any

// The functions that the compiler puts in place of facts and derived quantities.
const (
	factFunction  = "fact"
	truthFunction = "holds"
)

// needPrefix starts the names of the levels that need("key") reads.
const needPrefix = "need."

// field is what stands under a name.
type field struct {
	kind     kind
	codes    []string // those that a text, or a member of a list, may be; nil: any text
	size     int      // most members of a list
	row      map[string]field
	negative bool // a number that may be below zero
}

// names are all names of a book that an expression may read, by scope.
type names struct {
	fields map[string]field // profile.*, item.*, readiness.* in full
	needs  []string
}

func namesOf(b *vendorfit.Book) names {
	n := names{fields: map[string]field{}}
	for i := range b.Form.Questions {
		n.question(b, &b.Form.Questions[i])
	}
	for i := range b.Totals {
		n.fields["profile.totals."+b.Totals[i].ID] = declared(b, &b.Totals[i])
	}
	n.readiness(b)
	return n
}

// question names the answers of one question.
func (n *names) question(b *vendorfit.Book, q *vendorfit.Question) {
	list, inRow, isRow := strings.Cut(q.ID, "[].")
	switch {
	case isRow:
		rows := n.fields["profile."+list]
		if rows.row == nil {
			rows = field{kind: rowList, row: map[string]field{}, size: mostRows}
		}
		for suffix, f := range answers(b, q) {
			rows.row[inRow+suffix] = f
			if _, taken := n.fields["item."+inRow+suffix]; !taken {
				n.fields["item."+inRow+suffix] = f
			}
		}
		n.fields["profile."+list] = rows
	case q.Kind == "list":
		rows := n.fields["profile."+q.ID]
		rows.kind, rows.size = rowList, most(q.Max, mostRows)
		if rows.row == nil {
			rows.row = map[string]field{}
		}
		n.fields["profile."+q.ID] = rows
	default:
		for suffix, f := range answers(b, q) {
			n.fields["profile."+q.ID+suffix] = f
		}
	}
	if q.ID == "needs" {
		for _, r := range q.Rows {
			n.needs = append(n.needs, r.Code)
		}
	}
}

// mostRows is taken where a list states no maximum.
const mostRows = 200

func most(max *float64, otherwise int) int {
	if max == nil {
		return otherwise
	}
	return int(*max)
}

// answers are the names below a question, with what stands there: "" for the question itself.
func answers(b *vendorfit.Book, q *vendorfit.Question) map[string]field {
	switch {
	case q.Format == "localised":
		return map[string]field{".en": {kind: text}, ".nb": {kind: text}}
	case q.Kind == "matrix":
		cells := map[string]field{}
		cell := answer(b, q.Cell.Kind, codesOf(b, nil, q.Cell.OptionsFrom), q.Cell.Min, q.Cell.Max)
		for _, row := range matrixRows(b, q) {
			cells["."+row] = cell
		}
		return cells
	}
	return map[string]field{"": answer(b, q.Kind, codesOf(b, q.Options, q.OptionsFrom), q.Min, q.Max)}
}

func answer(b *vendorfit.Book, questionKind string, codes []string, min, max *float64) field {
	switch questionKind {
	case "int", "number", "percent", "money":
		return field{kind: number, negative: min == nil || *min < 0}
	case "bool":
		return field{kind: truth}
	case "set":
		size := most(max, mostRows)
		if codes != nil {
			size = len(codes)
		}
		return field{kind: texts, codes: codes, size: size}
	}
	return field{kind: text, codes: codes}
}

// matrixRows are the rows of a matrix: its own, or the questions of readiness. The weights that a buyer gives to criteria are
// no part of what rules read: a rule that read them would weigh them twice.
func matrixRows(b *vendorfit.Book, q *vendorfit.Question) []string {
	var all []string
	for _, r := range q.Rows {
		all = append(all, r.Code)
	}
	if q.RowsFrom == "readiness.dimensions" {
		for _, d := range b.Readiness.Dimensions {
			for _, x := range d.Questions {
				all = append(all, d.ID+"."+x.ID)
			}
		}
	}
	return all
}

// codesOf are the codes of a question's options, nil where any text will do.
func codesOf(b *vendorfit.Book, options []vendorfit.Code, from string) []string {
	if name, ok := strings.CutPrefix(from, "vocabularies."); ok {
		options = b.Form.Vocabularies[name]
	}
	var codes []string
	for _, o := range options {
		codes = append(codes, o.Code)
	}
	return codes
}

// declared is what stands under a total or a derived quantity.
func declared(b *vendorfit.Book, d *vendorfit.Declaration) field {
	switch d.Type {
	case "number":
		return field{kind: number}
	case "truth":
		return field{kind: truth}
	case "list":
		return field{kind: texts, codes: declaredCodes(b, d), size: mostRows}
	}
	return field{kind: text, codes: declaredCodes(b, d)}
}

// declaredCodes are the codes that a total may come to: its own, those of a vocabulary, of the needs or of an attribute.
func declaredCodes(b *vendorfit.Book, d *vendorfit.Declaration) []string {
	if a := b.Attribute(d.CodesFrom); a != nil {
		return attributeCodes(a)
	}
	if q := b.Question(d.CodesFrom); q != nil {
		return codesOf(b, q.Rows, "")
	}
	return codesOf(b, d.Codes, d.CodesFrom)
}

// readiness names what the statements of readiness read.
func (n *names) readiness(b *vendorfit.Book) {
	for _, d := range b.Readiness.Dimensions {
		n.fields["readiness.level."+d.ID] = field{kind: number}
		n.fields["readiness.mean."+d.ID] = field{kind: number}
	}
	for _, id := range []string{"lowestCritical", "criticalNotNow", "assumed", "earlyUnanswered"} {
		n.fields["readiness."+id] = field{kind: number}
	}
	verdict := field{kind: text}
	for _, v := range b.Readiness.Verdicts {
		verdict.codes = append(verdict.codes, v.Code)
	}
	n.fields["readiness.verdict"] = verdict
}

// declare gives the types of all names to expr.
func (n *names) declare(to types.Map) {
	for name, f := range n.fields {
		to[name] = f.typed()
	}
	for _, key := range n.needs {
		to[needPrefix+key] = types.Float64
	}
}

func (f field) typed() types.Type {
	switch f.kind {
	case truth:
		return types.Bool
	case number:
		return types.Float64
	case texts:
		return types.TypeOf([]string{})
	case rowList:
		fields := types.Map{}
		for name, x := range f.row {
			fields[name] = x.typed()
		}
		return types.Array(fields)
	}
	return types.String
}

// sorted are the names of one root, for the nearest one to a misspelt name.
func (n *names) sorted(root string) []string {
	var all []string
	for name := range n.fields {
		if strings.HasPrefix(name, root+".") {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}
