// Package drawn draws buyers and platforms at random, for tests that try a promise on more than the examples: every draw is valid,
// and a seed always draws the same.
package drawn

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// Drawing draws from the codes of a book and from its platforms.
type Drawing struct {
	*rand.Rand
	book    *vendorfit.Book
	public  *vendorfit.Catalogue
	systems []string // ids of the systems around the CRM
	seats   float64  // users with a full licence
}

// New begins a drawing; the same seed and stream draw the same.
func New(b *vendorfit.Book, c *vendorfit.Catalogue, seed, stream uint64) *Drawing {
	return &Drawing{Rand: rand.New(rand.NewPCG(seed, stream)), book: b, public: c}
}

// one is any of a list, some a part of it without repetition.
func one[T any](d *Drawing, list []T) T { return list[d.IntN(len(list))] }

func some(d *Drawing, list []string, least, most int) []string {
	out := slices.Clone(list)
	d.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out[:min(len(out), least+d.IntN(most-least+1))]
}

// size is a number from low to high, small ones as likely as large ones.
func (d *Drawing) size(low, high float64) float64 {
	return low + math.Floor(math.Pow(min(high-low, 5e6)+1, d.Float64())) - 1
}

// Profile is a buyer who answers the questions of the book at random, and leaves some of them out. Every answer is valid.
func (d *Drawing) Profile(t testing.TB) *vendorfit.Profile {
	t.Helper()
	answers := map[string]any{}
	for i := range d.book.Form.Questions {
		q := &d.book.Form.Questions[i]
		if strings.Contains(q.ID, "[]") || !q.Required && d.IntN(4) == 0 {
			continue
		}
		fields := strings.Split(q.ID, ".")
		at := answers
		for _, field := range fields[:len(fields)-1] {
			if at[field] == nil {
				at[field] = map[string]any{}
			}
			at = at[field].(map[string]any)
		}
		at[fields[len(fields)-1]] = d.answer(q)
	}
	text, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	root, err := intake.Parse("drawn.json", text, intake.ProfileLimits)
	if err != nil {
		t.Fatal(err)
	}
	p := &vendorfit.Profile{}
	mistakes := intake.Bind(root, p)
	if mistakes = append(mistakes, vendorfit.NewValidator(d.book).Profile(p)...); len(mistakes) > 0 {
		t.Fatalf("%v in %s", mistakes, text)
	}
	return p
}

func (d *Drawing) answer(q *vendorfit.Question) any {
	switch q.ID {
	case "systems":
		return d.surroundings()
	case "requirements":
		return d.requirements()
	}
	switch q.Kind {
	case "list":
		return d.rows(q)
	case "matrix":
		return d.matrix(q)
	case "enum":
		return one(d, d.book.Codes(q.ID))
	case "bool":
		return d.IntN(2) == 0
	case "date":
		return "2026-09-30"
	case "text":
		return d.text(q)
	case "money":
		// Neither so much that all is cheap nor so little that all is dear.
		return map[string]any{"amount": fmt.Sprint(int(d.seats*d.size(500, 50_000)) + d.IntN(500_000)), "currency": "NOK"}
	case "set":
		if q.Format != "" {
			return some(d, []string{"NO", "SE", "DK", "DE"}, 1, 4)
		}
		return some(d, d.book.Codes(q.ID), int(vendorfit.Of(q.Min)), 3)
	}
	if q.Format == "decimal" {
		return fmt.Sprint(1 + d.IntN(20))
	}
	return d.number(q.Min, q.Max)
}

func (d *Drawing) number(low, high *float64) float64 {
	if high == nil {
		return d.size(vendorfit.Of(low), 1e6)
	}
	return d.size(vendorfit.Of(low), *high)
}

func (d *Drawing) text(q *vendorfit.Question) any {
	switch q.Format {
	case "localised":
		return map[string]any{"en": "drawn", "nb": "trukket"}
	case "identifier":
		return "drawn"
	case "systemReference":
		return one(d, d.systems)
	}
	return one(d, []string{"NOK", "EUR", "SEK"})
}

// rows answers a list: the questions of its rows begin with its id.
func (d *Drawing) rows(q *vendorfit.Question) []any {
	rows := []any{}
	for i := d.IntN(6); i > 0 && (q.ID != "integrations" || len(d.systems) > 0) && q.ID != "commercial.fx"; i-- {
		row := map[string]any{}
		for j := range d.book.Form.Questions {
			field, ok := strings.CutPrefix(d.book.Form.Questions[j].ID, q.ID+"[].")
			if ok && (d.book.Form.Questions[j].Required || d.IntN(4) > 0) {
				row[field] = d.answer(&d.book.Form.Questions[j])
			}
		}
		if rows = append(rows, row); len(rows) == int(vendorfit.Of(q.Max)) {
			break
		}
	}
	return rows
}

// surroundings are the systems around the CRM.
func (d *Drawing) surroundings() []any {
	rows := []any{}
	d.systems = nil
	for i := range d.IntN(9) {
		id, kind := fmt.Sprintf("s%d", i), one(d, d.book.Codes("systemKinds"))
		fits := []string{"other"}
		for _, product := range d.book.Form.Vocabularies["systemProducts"] {
			if slices.Contains(product.Kinds, kind) {
				fits = append(fits, product.Code, product.Code)
			}
		}
		rows = append(rows, map[string]any{"id": id, "kind": kind, "product": one(d, fits), "keep": one(d, d.book.Codes("systems[].keep"))})
		d.systems = append(d.systems, id)
	}
	return rows
}

func (d *Drawing) matrix(q *vendorfit.Question) map[string]any {
	cells := map[string]any{}
	switch q.RowsFrom {
	case "criteria":
		for _, c := range d.book.Criteria {
			cells[c.ID] = 1 + d.number(q.Cell.Min, q.Cell.Max)*0.9
		}
	case "readiness.dimensions":
		for _, dimension := range d.book.Readiness.Dimensions {
			scores := map[string]any{}
			for _, question := range dimension.Questions {
				scores[question.ID] = d.number(q.Cell.Min, q.Cell.Max)
			}
			cells[dimension.ID] = scores
		}
	}
	for _, row := range q.Rows {
		switch {
		case q.Cell.Kind == "enum":
			cells[row.Code] = one(d, d.book.Form.Vocabularies["needLevel"]).Code
		case row.Required:
			d.seats = d.number(row.Min, q.Cell.Max)
			cells[row.Code] = d.seats
		case d.IntN(2) == 0:
			cells[row.Code] = d.number(q.Cell.Min, q.Cell.Max)
		}
	}
	return cells
}

// requirements are conditions of the buyer's own, on anything but prices: those a price settles, as it should.
func (d *Drawing) requirements() []any {
	rows := []any{}
	for range d.IntN(4) {
		a := &d.book.Attributes[d.IntN(len(d.book.Attributes))]
		if a.Type == "money" || a.ID == "editions" {
			continue
		}
		row := map[string]any{"attribute": a.ID, "level": one(d, d.book.Codes("requirements[].level")), "text": map[string]any{"en": "drawn"}}
		codes := a.Members()
		for _, c := range a.Vocab {
			if a.Members() == nil {
				codes = append(codes, c.Code)
			}
		}
		switch a.Type {
		case "access":
			row["is"] = one(d, d.book.Labels.AccessConditions).Code
		case "number", "ladder", "quota":
			row[one(d, []string{"atLeast", "atMost"})] = d.size(1, 1000)
		default:
			row[one(d, []string{"oneOf", "noneOf"})] = some(d, codes, 1, 3)
		}
		rows = append(rows, row)
	}
	return rows
}
