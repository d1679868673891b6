package rules

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/vm"

	"github.com/vendorfit/vendorfit"
)

// settlement is a profile with every default in place.
type settlement struct {
	profile *vendorfit.Profile
	assumed []vendorfit.Assumption
	ignored []string // JSON pointers of answers that nobody would have asked for
	vars    env      // what the profile's expressions read, without totals and amounts of money
}

// spot is one question of one row; of the whole profile row is 0.
type spot struct{ asking, row int }

func (s spot) compare(to spot) int { return cmp.Or(s.asking-to.asking, s.row-to.row) }

// settle gives a copy of the profile with every default in place and the answers left out that nobody would have asked for. The
// profile itself is not changed.
//
// Whether a question is asked may rest on the default of a later one, so the defaults are filled in before the conditions are
// looked at. Where an answer then turns out to be one that nobody asked for, another default may have been worked out from it:
// what was worked out is worked out again without that answer.
func (f *form) settle(given *vendorfit.Profile) (settlement, error) {
	s := f.begin(given)
	for {
		if err := s.fill(); err != nil {
			return settlement{}, err
		}
		closed, err := s.closed()
		if err != nil {
			return settlement{}, err
		}
		more := s.unasked(closed)
		if len(more) == 0 {
			return s.report(closed), nil
		}
		s.ignore(more)
	}
}

// settling is a copy of a profile on its way to being settled, and what its expressions read.
type settling struct {
	form    *form
	whole   reflect.Value
	vars    env
	machine vm.VM
	list    string // the list whose row stands under item
	filled  map[spot]bool
	ignored []spot
}

func (f *form) begin(given *vendorfit.Profile) *settling {
	s := &settling{form: f, whole: clone(reflect.ValueOf(given).Elem()), filled: map[spot]bool{}, machine: vm.VM{MemoryBudget: memory}}
	s.vars = f.names.vars(f.book, s.profile())
	return s
}

func (s *settling) profile() *vendorfit.Profile {
	return s.whole.Addr().Interface().(*vendorfit.Profile)
}

// fill puts the defaults in place, in the order of the questions.
func (s *settling) fill() error {
	for i := range s.form.asked {
		a := &s.form.asked[i]
		for row := range a.rows(s.whole) {
			if err := s.fillOne(a, spot{i, row}); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillOne puts one default in place, where there is one and no answer.
func (s *settling) fillOne(a *asking, x spot) error {
	at, to := a.row(s.whole, x.row), a.fixed
	if !a.defaulted || a.at.answered(at) {
		return nil
	}
	if a.from != nil {
		s.item(a, x.row)
		found, err := a.from.runOn(&s.machine, s.vars)
		if err == nil {
			to, err = a.at.convert(found)
		}
		if err != nil {
			return a.failed(err)
		}
	}
	a.at.set(at, to)
	s.show(a, x.row)
	s.filled[x] = true
	return nil
}

// unasked are the answers, not defaults, that stand where nothing is asked.
func (s *settling) unasked(closed []spot) []spot {
	var more []spot
	for _, x := range closed {
		a := &s.form.asked[x.asking]
		if !s.filled[x] && a.at.answered(a.row(s.whole, x.row)) {
			more = append(more, x)
		}
	}
	return more
}

// ignore takes answers away, and with them the defaults that were worked out while they stood.
func (s *settling) ignore(more []spot) {
	s.ignored = append(s.ignored, more...)
	for x := range s.filled {
		if s.form.asked[x.asking].from != nil {
			more = append(more, x)
		}
	}
	for _, x := range more {
		a := &s.form.asked[x.asking]
		a.at.clear(a.row(s.whole, x.row))
		delete(s.filled, x)
		s.show(a, x.row)
	}
}

// show makes what stands there now readable for the expressions that follow: the names of an environment are those of the JSON.
func (s *settling) show(a *asking, row int) {
	at, name := a.row(s.whole, row), "profile."+a.path
	l := layout{vars: s.vars, known: s.form.names.fields}
	if a.list != nil {
		l = layout{vars: s.vars[name].([]any)[row].(map[string]any), known: l.known[name].row}
		name = a.field
	}
	if a.at.answered(at) {
		l.lay(name, reflect.ValueOf(a.at.answer(at)))
	} else {
		l.forget(name)
	}
	if need, ok := strings.CutPrefix(a.path, "needs."); ok {
		s.vars[needPrefix+need] = needLevel(s.form.book, s.profile().Needs[need])
	}
}

// forget puts the zero value of its kind under a name, or under each of its languages.
func (l *layout) forget(name string) {
	for _, language := range []string{"", ".en", ".nb"} {
		if f, ok := l.known[name+language]; ok {
			l.vars[name+language] = f.zero()
		}
	}
}

// item makes a row readable for its own expressions, under item. What rows of this list do not have reads as not answered, also
// where a row of another list was there before.
func (s *settling) item(a *asking, row int) {
	if a.list == nil {
		return
	}
	if s.list != a.path {
		maps.Copy(s.vars, s.form.items)
		s.list = a.path
	}
	for field, x := range s.vars["profile."+a.path].([]any)[row].(map[string]any) {
		s.vars[a.items[field]] = x
	}
}

// closed are the questions that a buyer with this profile would not have been asked, in their order.
func (s *settling) closed() ([]spot, error) {
	var closed []spot
	for i := range s.form.asked {
		a := &s.form.asked[i]
		if a.when == nil {
			continue
		}
		for row := range a.rows(s.whole) {
			s.item(a, row)
			asked, err := a.when.runOn(&s.machine, s.vars)
			if err != nil {
				return nil, a.failed(err)
			}
			if asked == false {
				closed = append(closed, spot{i, row})
			}
		}
	}
	return closed, nil
}

// report lists what was assumed and what was ignored, in the order of the questions.
func (s *settling) report(closed []spot) settlement {
	out := settlement{profile: s.profile(), vars: s.vars}
	for _, x := range slices.SortedFunc(maps.Keys(s.filled), spot.compare) {
		if a := &s.form.asked[x.asking]; a.assumed && !slices.Contains(closed, x) {
			out.assumed = append(out.assumed, vendorfit.Assumption{
				Pointer: a.pointer(x.row), Question: a.question.ID, Value: a.at.answer(a.row(s.whole, x.row)),
			})
		}
	}
	slices.SortFunc(s.ignored, spot.compare)
	for _, x := range s.ignored {
		out.ignored = append(out.ignored, s.form.asked[x.asking].pointer(x.row))
	}
	return out
}

// pointer is the JSON pointer of the answer.
func (a *asking) pointer(row int) string {
	path := a.path
	if a.list != nil {
		path += "." + strconv.Itoa(row) + "." + a.field
	}
	return "/" + strings.ReplaceAll(path, ".", "/")
}

// rows is how many times the question is asked: once, or once per row of its list.
func (a *asking) rows(whole reflect.Value) int {
	if a.list == nil {
		return 1
	}
	return a.list.field(whole).Len()
}

// row is what the question is asked of: the profile, or a row.
func (a *asking) row(whole reflect.Value, i int) reflect.Value {
	if a.list == nil {
		return whole
	}
	return a.list.field(whole).Index(i)
}

func (a *asking) failed(err error) error {
	return &vendorfit.Error{
		Kind:    vendorfit.Internal,
		Message: vendorfit.Text{En: "the rule book cannot settle the answer to " + a.question.ID, Nb: "regelboken kan ikke fastsette svaret på " + a.question.ID},
		Cause:   err,
	}
}
