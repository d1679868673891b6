package text

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// answer is what the buyer answered at a path of the profile, with the unit or the labels of its question.
func (c Case) answer(l vendorfit.Lang, path string) string {
	q := c.Book.Question(path)
	v := field(reflect.ValueOf(c.Hearing.Profile()), path)
	if q == nil || !v.IsValid() {
		return pick(l, "not stated", "ikke oppgitt")
	}
	return c.Answer(l, q, v.Interface())
}

// Answer is an answer to a question in words.
func (w *Words) Answer(l vendorfit.Lang, q *vendorfit.Question, answer any) string {
	switch a := answer.(type) {
	case vendorfit.Money:
		return decimal(l, a)
	case *vendorfit.Text:
		return a.In(l)
	}
	v := reflect.Indirect(reflect.ValueOf(answer))
	switch v.Kind() {
	case reflect.Int, reflect.Int64:
		return WithUnit(l, float64(v.Int()), q.Unit)
	case reflect.Float64:
		return WithUnit(l, v.Float(), q.Unit)
	case reflect.Bool:
		return yes(l, v.Bool())
	case reflect.String:
		return w.code(l, q, v.String())
	case reflect.Slice:
		return w.codeList(l, q, v)
	case reflect.Struct:
		if m, ok := v.Interface().(vendorfit.Money); ok {
			return decimal(l, m)
		}
	}
	return pick(l, "not stated", "ikke oppgitt")
}

func (w *Words) code(l vendorfit.Lang, q *vendorfit.Question, code string) string {
	switch {
	case code == "":
		return pick(l, "not stated", "ikke oppgitt")
	case q.Kind == "date":
		return Date(l, vendorfit.Date(code))
	case q.Kind == "enum" || q.Kind == "set" && q.Format == "":
		return Mid(w.in(l, q.ID, code))
	case q.Kind == "matrix" && q.Cell != nil && q.Cell.OptionsFrom != "":
		return Mid(w.in(l, q.Cell.OptionsFrom, code))
	}
	return code
}

func (w *Words) codeList(l vendorfit.Lang, q *vendorfit.Question, list reflect.Value) string {
	if list.Len() == 0 {
		return pick(l, "none", "ingen")
	}
	items := make([]string, list.Len())
	for i := range items {
		e := list.Index(i)
		if e.Kind() == reflect.Interface {
			e = e.Elem()
		}
		items[i] = w.code(l, q, e.String())
	}
	return List(l, items)
}

func decimal(l vendorfit.Lang, m vendorfit.Money) string {
	x, err := strconv.ParseFloat(m.Amount, 64)
	if err != nil {
		return m.Amount + " " + m.Currency
	}
	return Money(l, x, m.Currency)
}

// field follows a path of JSON names into a struct or a map; the zero Value where it ends at nothing.
func field(v reflect.Value, path string) reflect.Value {
	for path != "" {
		v = reflect.Indirect(v)
		name, rest, _ := strings.Cut(path, ".")
		path = rest
		switch v.Kind() {
		case reflect.Struct:
			v = tagged(v, name)
		case reflect.Map:
			v = v.MapIndex(reflect.ValueOf(name))
		default:
			return reflect.Value{}
		}
	}
	return reflect.Indirect(v)
}

func tagged(v reflect.Value, name string) reflect.Value {
	for i := range v.NumField() {
		tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if tag == name {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}
