package rules

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// zero is what an expression reads where a question was not answered.
func (f field) zero() any {
	switch f.kind {
	case truth:
		return false
	case number:
		return 0.0
	case texts:
		return []string{}
	case rowList:
		return []any{}
	}
	return ""
}

// vars lays a profile out under the names of a book's expressions. What was not answered is the zero value of its kind. Totals
// and amounts of money follow from a settled profile, and are added to it.
func (n *names) vars(b *vendorfit.Book, p *vendorfit.Profile) env {
	vars := make(env, len(n.fields)+len(n.needs)+4)
	vars["clamp"], vars["floor"] = clamp, math.Floor
	for name, f := range n.fields {
		vars[name] = f.zero()
	}
	l := layout{vars: vars, known: n.fields}
	l.lay("profile", reflect.ValueOf(p).Elem())
	for _, key := range n.needs {
		vars[needPrefix+key] = needLevel(b, p.Needs[key])
	}
	return vars
}

// addTotals adds the totals of a settled profile.
func (n *names) addTotals(vars env, b *vendorfit.Book, total func(id string) any) {
	for i := range b.Totals {
		name := "profile.totals." + b.Totals[i].ID
		vars[name] = plain(total(b.Totals[i].ID), n.fields[name])
	}
}

// addMoney adds the amounts of a settled profile, as numbers in its currency.
func (n *names) addMoney(vars env, p *vendorfit.Profile, money func(*vendorfit.Money) float64) {
	l := layout{vars: vars, known: n.fields, money: money}
	l.lay("profile.commercial", reflect.ValueOf(&p.Commercial).Elem())
}

// plain is a total as the virtual machine wants it: a nil list is an empty one.
func plain(x any, f field) any {
	if list, ok := x.([]string); x == nil || ok && list == nil {
		return f.zero()
	}
	return x
}

// clamp holds x to 0..1. What is not a number stays none, so that it is noticed.
func clamp(x float64) float64 { return max(0, min(1, x)) }

// needLevel is the level of a need: must 3, should 2, could 1, none 0.
func needLevel(b *vendorfit.Book, code string) float64 {
	level, ok := b.Const("need.level." + code)
	if !ok || code == "" {
		return 0
	}
	return level.Number
}

// layout lays the parts of a profile out under flat names: those of its JSON.
type layout struct {
	vars  map[string]any
	known map[string]field // what the book's questions name; nil: everything
	money func(*vendorfit.Money) float64
}

// lay puts one value under its name. What the book's questions do not name is left out.
func (l *layout) lay(name string, v reflect.Value) {
	switch x := v.Interface().(type) {
	case *vendorfit.Money:
		if x != nil && l.money != nil {
			l.set(name, l.money(x))
		}
		return
	case []string:
		if x != nil {
			l.set(name, x)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			l.lay(name, v.Elem())
		}
	case reflect.Struct:
		l.fields(name+".", v)
	case reflect.Map:
		for _, k := range v.MapKeys() {
			l.lay(name+"."+k.String(), v.MapIndex(k))
		}
	case reflect.Slice:
		l.rows(name, v)
	default:
		l.scalar(name, v)
	}
}

func (l *layout) scalar(name string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.Len() > 0 {
			l.set(name, v.String())
		}
	case reflect.Bool:
		l.set(name, v.Bool())
	case reflect.Int:
		l.set(name, float64(v.Int()))
	case reflect.Float64:
		l.set(name, v.Float())
	}
}

// fields lays the fields of a struct out, each under the prefix and its name in JSON.
func (l *layout) fields(prefix string, v reflect.Value) {
	for i := range v.NumField() {
		key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		l.lay(prefix+key, v.Field(i))
	}
}

// rows lays a list of rows out, each as a map of its fields, with zero values where a field is empty.
func (l *layout) rows(name string, v reflect.Value) {
	f, ok := l.known[name]
	if !ok {
		return
	}
	all := make([]any, v.Len())
	for i := range all {
		fields := make(map[string]any, len(f.row))
		for key, x := range f.row {
			fields[key] = x.zero()
		}
		in := layout{vars: fields, known: f.row, money: l.money}
		in.fields("", v.Index(i))
		all[i] = fields
	}
	l.vars[name] = all
}

// set puts a value under a name. A number that JSON carries as a decimal text, as a rate of exchange, is read as a number.
func (l *layout) set(name string, x any) {
	if l.known != nil {
		f, ok := l.known[name]
		if !ok {
			return
		}
		if s, isText := x.(string); isText && f.kind == number {
			x, _ = strconv.ParseFloat(s, 64)
		}
	}
	l.vars[name] = x
}
