package rules

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// form is the questions of a book laid out for settling a profile: where each answer stands, what holds where it is missing and
// when it is asked at all. It is made once per book.
type form struct {
	book  *vendorfit.Book
	names *names
	items map[string]any // the names under item, each with the zero value of its kind
	asked []asking       // in the order of the questions, a matrix cell by cell; only those with a default or a condition
	early []address      // the first questions of the situation
}

// earlyQuestions is how many questions of the situation come before the figure on use.
const earlyQuestions = 6

// asking is one question, or one cell of a matrix.
type asking struct {
	question  *vendorfit.Question
	index     int               // of the question
	list      *address          // of a field of a row: the list
	at        address           // below the profile, or below the row
	path      string            // of the list, or of the answer
	field     string            // of a field of a row: its own path in it
	items     map[string]string // of a field of a row: what its neighbours are called under item
	defaulted bool              // there is a default
	fixed     reflect.Value
	from      *expression // the default, where it is worked out
	when      *expression // nil: always asked
	assumed   bool        // a default that is used is listed
}

// newForm lays out the questions of a book, or says what is wrong with them.
func newForm(c *compiler) (*form, []Lint) {
	f := &form{book: c.book, names: &c.names, items: map[string]any{}}
	for name, x := range c.names.fields {
		if strings.HasPrefix(name, "item.") {
			f.items[name] = x.zero()
		}
	}
	var wrong []Lint
	for i := range c.book.Form.Questions {
		wrong = append(wrong, f.add(c, i)...)
	}
	return f, wrong
}

func (f *form) add(c *compiler, i int) []Lint {
	q := &c.book.Form.Questions[i]
	a, err := newAsking(q)
	if err != nil {
		return misfit(i, q, err)
	}
	a.index, a.items = i, map[string]string{}
	for field := range c.names.fields["profile."+a.path].row {
		a.items[field] = "item." + field
	}
	wrong := a.setCondition(c)
	if a.list == nil && strings.HasPrefix(q.ID, "situation.") && len(f.early) < earlyQuestions {
		f.early = append(f.early, a.at)
	}
	cells, lints := a.spread(c)
	f.asked = append(f.asked, cells...)
	return append(wrong, lints...)
}

// newAsking finds where the answers to a question stand.
func newAsking(q *vendorfit.Question) (asking, error) {
	a := asking{question: q, path: q.ID}
	profile, path := reflect.TypeFor[vendorfit.Profile](), q.ID
	if rows, field, ok := strings.Cut(q.ID, "[]."); ok {
		list, err := addressOf(profile, rows)
		if err == nil && list.leaf.Kind() != reflect.Slice {
			err = fmt.Errorf("the profile has no list at %s", rows)
		}
		if err != nil {
			return a, err
		}
		a.list, a.path, a.field = &list, rows, field
		profile, path = list.leaf.Elem(), field
	}
	at, err := addressOf(profile, path)
	a.at = at
	return a, err
}

func (a *asking) setCondition(c *compiler) []Lint {
	if a.question.AskWhen == "" {
		return nil
	}
	when, wrong := c.compile(a.question.AskWhen, truth, a.scope(), false)
	a.when = when
	return inQuestion(wrong, a.index, "askWhen")
}

func (a *asking) scope() scope {
	if a.list != nil {
		return scopeItem
	}
	return scopeProfile
}

// spread gives a matrix one asking per cell, and puts the defaults in place. What has neither default nor condition is left
// out: there is nothing to settle.
func (a asking) spread(c *compiler) ([]asking, []Lint) {
	q := a.question
	if q.Cell == nil || q.Cell.Default == nil {
		if q.Default == nil && q.AskWhen == "" {
			return nil, nil
		}
		wrong := a.setDefault(c, q.Default, "default")
		return []asking{a}, wrong
	}
	var cells []asking
	var wrong []Lint
	for _, path := range matrixCells(c.book, q) {
		cell := a
		for _, name := range path {
			at, err := cell.at.below(name)
			if err != nil {
				return cells, append(wrong, misfit(a.index, q, err)...)
			}
			cell.at, cell.path = at, cell.path+"."+name
		}
		wrong = append(wrong, cell.setDefault(c, q.Cell.Default, "cell/default")...)
		cells = append(cells, cell)
	}
	return cells, wrong
}

// matrixCells names the cells of a matrix: rows of its own, or the questions of readiness below their dimensions.
func matrixCells(b *vendorfit.Book, q *vendorfit.Question) [][]string {
	var cells [][]string
	for _, r := range q.Rows {
		cells = append(cells, []string{r.Code})
	}
	if q.RowsFrom == "readiness.dimensions" {
		for _, d := range b.Readiness.Dimensions {
			for _, r := range d.Questions {
				cells = append(cells, []string{d.ID, r.ID})
			}
		}
	}
	return cells
}

func (a *asking) setDefault(c *compiler, d *vendorfit.Default, field string) []Lint {
	if d == nil {
		return nil
	}
	a.defaulted, a.assumed = true, d.Assumed
	if d.From != "" {
		var wrong []Lint
		a.from, wrong = c.compile(d.From, kindOf(a.at.leaf), a.scope(), false)
		return inQuestion(wrong, a.index, field+"/from")
	}
	fixed, err := a.at.convert(d.Value)
	if err != nil {
		return misfit(a.index, a.question, err)
	}
	a.fixed = fixed
	return nil
}

// kindOf is what an expression must come to, to be an answer of that type.
func kindOf(t reflect.Type) kind {
	switch t.Kind() {
	case reflect.Bool:
		return truth
	case reflect.Int, reflect.Float64:
		return number
	}
	return text
}

// inQuestion gives lints of an expression their place.
func inQuestion(lints []Lint, i int, field string) []Lint {
	for k := range lints {
		lints[k].File, lints[k].Pointer = questionsFile, fmt.Sprintf("/questions/%d/%s", i, field)
	}
	return lints
}

// misfit says that a question does not fit the profile.
func misfit(i int, q *vendorfit.Question, err error) []Lint {
	return inQuestion([]Lint{{ID: "question-profile", Mistake: vendorfit.Mistake{Code: "question-profile", Found: q.ID, Message: vendorfit.Text{
		En: "the question does not fit the profile: " + err.Error(), Nb: "spørsmålet passer ikke med profilen: " + err.Error(),
	}}}}, i, "id")
}
