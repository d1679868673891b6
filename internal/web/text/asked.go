package text

import (
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Asked is the wording of the question behind a JSON pointer into a profile: its label, with the row of a matrix or the number
// of a row of a list.
func (w *Words) Asked(question, pointer string) vendorfit.Text {
	q := w.Book.Question(question)
	if q == nil {
		return vendorfit.Text{En: spelled(question), Nb: spelled(question)}
	}
	return Both(func(l vendorfit.Lang) string {
		label := q.Label.In(l)
		if row := w.row(l, q, pointer); row != "" {
			label += " (" + row + ")"
		}
		return label
	})
}

// AskedAt is the wording of the question behind a pointer into a profile whose question is not given.
func (w *Words) AskedAt(pointer string) vendorfit.Text {
	var path strings.Builder
	question := ""
	for _, part := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if _, err := strconv.Atoi(part); err == nil {
			path.WriteString("[]")
			continue
		}
		if path.Len() > 0 {
			path.WriteString(".")
		}
		path.WriteString(part)
		if w.Book.Question(path.String()) != nil {
			question = path.String()
		}
	}
	return w.Asked(question, pointer)
}

// row names the row that a pointer points into: the row of a matrix by its label, that of a list by its number.
func (w *Words) row(l vendorfit.Lang, q *vendorfit.Question, pointer string) string {
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	if q.Kind == "matrix" {
		return w.matrixRow(l, q, parts)
	}
	for _, p := range parts {
		if n, err := strconv.Atoi(p); err == nil {
			return pick(l, "no. ", "nr. ") + strconv.Itoa(n+1)
		}
	}
	return ""
}

func (w *Words) matrixRow(l vendorfit.Lang, q *vendorfit.Question, parts []string) string {
	depth := strings.Count(q.ID, ".") + 1
	if len(parts) <= depth {
		return ""
	}
	code := strings.Join(parts[depth:], ".")
	if q.RowsFrom == "" {
		return Mid(w.in(l, q.ID, code))
	}
	vocabulary, _, _ := strings.Cut(q.RowsFrom, ".")
	return Mid(w.in(l, vocabulary, code))
}

// Given is the answer to a question in words.
func (w *Words) Given(l vendorfit.Lang, question string, answer any) string {
	q := w.Book.Question(question)
	if q == nil {
		return pick(l, "not stated", "ikke oppgitt")
	}
	return w.Answer(l, q, answer)
}
