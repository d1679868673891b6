package rules

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
)

// address is where an answer stands below the profile, or below a row of one of its lists: fields, then keys of maps. It is found
// once by name, so that settling a profile looks nothing up.
type address struct {
	fields []int
	keys   []reflect.Value
	leaf   reflect.Type // of the answer; of a pointer what it points at
}

// addressOf finds the field at a dotted path of JSON names below a struct.
func addressOf(t reflect.Type, path string) (address, error) {
	p := address{leaf: t}
	for name := range strings.SplitSeq(path, ".") {
		if p.leaf.Kind() != reflect.Struct {
			return p, fmt.Errorf("the profile has no fields below %s in %s", p.leaf.Name(), path)
		}
		i := fieldNamed(p.leaf, name)
		if i < 0 {
			return p, fmt.Errorf("the profile has no field %s in %s", name, path)
		}
		p.fields, p.leaf = append(p.fields, i), p.leaf.Field(i).Type
	}
	if p.leaf.Kind() == reflect.Pointer {
		p.leaf = p.leaf.Elem()
	}
	return p, nil
}

func fieldNamed(t reflect.Type, name string) int {
	for i := range t.NumField() {
		if tag, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); tag == name {
			return i
		}
	}
	return -1
}

// below is the place of one cell of a matrix that stands here: a field of a struct, or a key of a map.
func (p address) below(name string) (address, error) {
	switch p.leaf.Kind() {
	case reflect.Struct:
		cell, err := addressOf(p.leaf, name)
		cell.fields = slices.Concat(p.fields, cell.fields)
		return cell, err
	case reflect.Map:
		return address{fields: p.fields, keys: append(slices.Clone(p.keys), reflect.ValueOf(name)), leaf: p.leaf.Elem()}, nil
	}
	return p, fmt.Errorf("the profile has no cells at %s", name)
}

// field is the struct field of the address, before any key.
func (p address) field(root reflect.Value) reflect.Value {
	for _, i := range p.fields {
		root = root.Field(i)
	}
	return root
}

// answered tells whether there is an answer: not nil, not "" and, of a cell, there at all. An empty list is an answer.
func (p address) answered(root reflect.Value) bool {
	v := p.field(root)
	for _, k := range p.keys {
		if v = v.MapIndex(k); !v.IsValid() {
			return false
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return !v.IsNil()
	case reflect.String:
		return v.Len() > 0
	}
	return true
}

// answer is the answer as plain data; there must be one.
func (p address) answer(root reflect.Value) any {
	v := p.field(root)
	for _, k := range p.keys {
		v = v.MapIndex(k)
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return v.Interface()
}

// set puts a value of the leaf's type there, in a new pointer where the field is one.
func (p address) set(root, to reflect.Value) {
	v := p.field(root)
	switch {
	case len(p.keys) > 0:
		p.setCell(v, to)
	case v.Kind() == reflect.Pointer:
		fresh := reflect.New(p.leaf)
		fresh.Elem().Set(to)
		v.Set(fresh)
	default:
		v.Set(clone(to))
	}
}

func (p address) setCell(m, to reflect.Value) {
	if m.IsNil() {
		m.Set(reflect.MakeMap(m.Type()))
	}
	for _, k := range p.keys[:len(p.keys)-1] {
		inner := m.MapIndex(k)
		if !inner.IsValid() || inner.IsNil() {
			inner = reflect.MakeMap(m.Type().Elem())
			m.SetMapIndex(k, inner)
		}
		m = inner
	}
	m.SetMapIndex(p.keys[len(p.keys)-1], to)
}

// clear takes the answer away.
func (p address) clear(root reflect.Value) {
	v := p.field(root)
	if len(p.keys) == 0 {
		v.SetZero()
		return
	}
	for _, k := range p.keys[:len(p.keys)-1] {
		if v = v.MapIndex(k); !v.IsValid() {
			return
		}
	}
	v.SetMapIndex(p.keys[len(p.keys)-1], reflect.Value{})
}

// convert gives plain data, as a book states it or an expression returns it, the type of the leaf.
func (p address) convert(x any) (reflect.Value, error) {
	v := reflect.ValueOf(x)
	switch {
	case !v.IsValid():
	case p.leaf.Kind() == reflect.Slice && v.Kind() == reflect.Slice:
		return p.convertList(v)
	case v.Type() == p.leaf:
		return v, nil
	case p.leaf.Kind() == reflect.String && v.Kind() == reflect.String:
		return v.Convert(p.leaf), nil
	case v.CanInt() && (p.leaf.Kind() == reflect.Int || p.leaf.Kind() == reflect.Float64):
		return v.Convert(p.leaf), nil
	case v.CanFloat() && p.leaf.Kind() == reflect.Int && v.Float() == math.Trunc(v.Float()) && math.Abs(v.Float()) < 1<<53:
		return v.Convert(p.leaf), nil
	}
	return reflect.Value{}, fmt.Errorf("%v is no value of type %s", x, p.leaf)
}

func (p address) convertList(v reflect.Value) (reflect.Value, error) {
	item := address{leaf: p.leaf.Elem()}
	list := reflect.MakeSlice(p.leaf, v.Len(), v.Len())
	for i := range v.Len() {
		x, err := item.convert(v.Index(i).Interface())
		if err != nil {
			return list, err
		}
		list.Index(i).Set(x)
	}
	return list, nil
}

// clone copies all that a value reaches. nil stays nil and an empty list stays empty: the one is no answer, the other is one.
func clone(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(clone(v.Elem()))
		return c
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		cloneEach(c, v.Len(), reflect.Value.Index)
		return c
	case reflect.Map:
		return cloneMap(v)
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		c.Set(v)
		cloneEach(c, v.NumField(), reflect.Value.Field)
		return c
	}
	return v
}

// cloneEach copies what the parts of a fresh list or struct reach; plain parts are copied already.
func cloneEach(c reflect.Value, n int, part func(reflect.Value, int) reflect.Value) {
	for i := range n {
		switch at := part(c, i); at.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Struct:
			at.Set(clone(at))
		}
	}
}

func cloneMap(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	c := reflect.MakeMapWithSize(v.Type(), v.Len())
	for entries := v.MapRange(); entries.Next(); {
		c.SetMapIndex(entries.Key(), clone(entries.Value()))
	}
	return c
}
