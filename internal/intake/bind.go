package intake

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/vendorfit/vendorfit"
)

// Bind fills a Go value from a tree by the json tags of its types, strictly: unknown fields and wrong types are mistakes, and
// all of them are returned, each with its place. A null is an absent value.
func Bind(n *Node, into any) []vendorfit.Mistake {
	b := &binder{}
	b.value(n, reflect.ValueOf(into).Elem(), "")
	return Locate(n, vendorfit.Most(b.mistakes, b.more))
}

// binder gathers mistakes: the first hundred, and how many more there are.
type binder struct {
	mistakes []vendorfit.Mistake
	more     int
}

func (b *binder) add(m vendorfit.Mistake) {
	if len(b.mistakes) == vendorfit.MistakesMost {
		b.more++
		return
	}
	b.mistakes = append(b.mistakes, m)
}

var constantType = reflect.TypeFor[vendorfit.Constant]()

func (b *binder) value(n *Node, v reflect.Value, at string) {
	if n.Kind == Null {
		return
	}
	if v.Type() == constantType {
		v.Set(reflect.ValueOf(constant(n)))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		b.value(n, p.Elem(), at)
		v.Set(p)
	case reflect.Interface:
		v.Set(reflect.ValueOf(n.Any()))
	case reflect.Struct:
		b.object(n, v, at)
	case reflect.Map:
		b.mapped(n, v, at)
	case reflect.Slice:
		b.list(n, v, at)
	default:
		b.scalar(n, v, at)
	}
}

func (b *binder) object(n *Node, v reflect.Value, at string) {
	if !b.is(n, Object, at) {
		return
	}
	fields := fieldsOf(v.Type())
	for _, k := range n.Keys {
		i, ok := fields.index[k.Name]
		if !ok {
			b.unknown(k, fields.names, at)
			continue
		}
		b.value(k.Value, v.FieldByIndex(i), at+"/"+vendorfit.EscapePointer(k.Name))
	}
}

func (b *binder) unknown(k Key, names []string, at string) {
	m := vendorfit.Mistake{
		Pointer: at + "/" + vendorfit.EscapePointer(k.Name), Code: "unknownField", Found: strconv.Quote(shorten(k.Name)),
		Line: k.Line, Column: k.Column, Message: vendorfit.Text{En: "there is no such field", Nb: "det finnes ikke noe slikt felt"},
	}
	if near := Nearest(k.Name, names); near != "" {
		m.Message = vendorfit.Text{En: fmt.Sprintf("there is no such field; did you mean %q?", near), Nb: fmt.Sprintf("det finnes ikke noe slikt felt; mente du «%s»?", near)}
	} else {
		m.Expected = vendorfit.OneOf(names)
	}
	b.add(m)
}

func (b *binder) mapped(n *Node, v reflect.Value, at string) {
	if !b.is(n, Object, at) {
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.Keys)))
	for _, k := range n.Keys {
		item := reflect.New(v.Type().Elem()).Elem()
		b.value(k.Value, item, at+"/"+vendorfit.EscapePointer(k.Name))
		v.SetMapIndex(reflect.ValueOf(k.Name).Convert(v.Type().Key()), item)
	}
}

func (b *binder) list(n *Node, v reflect.Value, at string) {
	if !b.is(n, List, at) {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items)))
	for i, item := range n.Items {
		where := at + "/" + strconv.Itoa(i)
		if item.Kind == Null {
			b.wrong(where, "type", "null", vendorfit.Text{En: "a value", Nb: "en verdi"})
			continue
		}
		b.value(item, v.Index(i), where)
	}
}

func (b *binder) scalar(n *Node, v reflect.Value, at string) {
	switch v.Kind() {
	case reflect.String:
		if b.is(n, Text, at) {
			v.SetString(n.Scalar)
		}
	case reflect.Bool:
		if b.is(n, Bool, at) {
			v.SetBool(n.Scalar == "true")
		}
	case reflect.Float64:
		if f, ok := b.number(n, at); ok {
			v.SetFloat(f)
		}
	default:
		b.whole(n, v, at)
	}
}

func (b *binder) number(n *Node, at string) (float64, bool) {
	if !b.is(n, Number, at) {
		return 0, false
	}
	f, err := strconv.ParseFloat(n.Scalar, 64)
	return f, err == nil // no reader lets another number pass
}

// wholeMost is the largest whole number that a float64, and so every JSON reader, holds exactly.
const wholeMost = 1 << 53

// whole reads an integer; 5.0 is one.
func (b *binder) whole(n *Node, v reflect.Value, at string) {
	f, ok := b.number(n, at)
	if !ok {
		return
	}
	switch {
	case f != math.Trunc(f):
		b.wrong(at, "type", n.Scalar, vendorfit.Text{En: "a whole number", Nb: "et helt tall"})
	case math.Abs(f) > wholeMost:
		b.wrong(at, "maximum", n.Scalar, vendorfit.Text{En: "a whole number of at most 2^53", Nb: "et helt tall på høyst 2^53"})
	case !v.CanUint():
		v.SetInt(int64(f))
	case f < 0:
		b.wrong(at, "minimum", n.Scalar, vendorfit.Text{En: "a whole number of at least 0", Nb: "et helt tall på minst 0"})
	default:
		v.SetUint(uint64(f))
	}
}

var kindNames = map[Kind]vendorfit.Text{
	Object: {En: "an object", Nb: "et objekt"}, List: {En: "a list", Nb: "en liste"}, Text: {En: "a text", Nb: "en tekst"},
	Number: {En: "a number", Nb: "et tall"}, Bool: {En: "true or false", Nb: "true eller false"},
}

func (b *binder) is(n *Node, want Kind, at string) bool {
	if n.Kind == want {
		return true
	}
	found := string(n.Kind)
	switch n.Kind {
	case Text:
		found = strconv.Quote(shorten(n.Scalar))
	case Number, Bool:
		found = shorten(n.Scalar)
	}
	b.wrong(at, "type", found, kindNames[want])
	return false
}

func (b *binder) wrong(at, code, found string, expected vendorfit.Text) {
	message := vendorfit.Text{En: "this is of another type", Nb: "dette er av en annen type"}
	if code != "type" {
		message = vendorfit.Text{En: "this number is out of range", Nb: "dette tallet er utenfor det som er mulig"}
	}
	b.add(vendorfit.Mistake{Pointer: at, Code: code, Found: shorten(found), Expected: expected, Message: message})
}

// constant is a node as a parameter's value, with its fields in the order of the document.
func constant(n *Node) vendorfit.Constant {
	switch n.Kind {
	case Object:
		c := vendorfit.Constant{Fields: map[string]vendorfit.Constant{}}
		for _, k := range n.Keys {
			c.Keys = append(c.Keys, k.Name)
			c.Fields[k.Name] = constant(k.Value)
		}
		return c
	case List:
		c := vendorfit.Constant{List: []vendorfit.Constant{}}
		for _, x := range n.Items {
			c.List = append(c.List, constant(x))
		}
		return c
	case Number:
		f, _ := strconv.ParseFloat(n.Scalar, 64)
		return vendorfit.Constant{Number: f}
	}
	return vendorfit.Constant{Text: n.Scalar}
}

// fields are the fields of a struct type by their JSON names.
type fields struct {
	index map[string][]int
	names []string
}

var fieldCache sync.Map // reflect.Type -> *fields

func fieldsOf(t reflect.Type) *fields {
	if f, ok := fieldCache.Load(t); ok {
		return f.(*fields)
	}
	f := &fields{index: map[string][]int{}}
	for _, x := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(x.Tag.Get("json"), ",")
		if name == "" || name == "-" || !x.IsExported() {
			continue
		}
		f.index[name] = x.Index
		f.names = append(f.names, name)
	}
	fieldCache.Store(t, f)
	return f
}
