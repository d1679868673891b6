package web

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// WhatIf is what to change of a stored evaluation. Priorities and editions are laid over those of the request by their key, the
// priorities of a request without any over the book's; answers and lifted gates over those on the same matter; an empty object or
// list takes all of them away. Only stands in place of the request's.
type WhatIf struct {
	Priorities map[string]float64 `json:"priorities,omitempty" validate:"dive,keys,code=criteria,endkeys,min=0,max=100"`
	Answers    []vendorfit.Answer `json:"answers,omitempty" validate:"max=500,dive"`
	Editions   map[string]string  `json:"editions,omitempty" validate:"max=60"`
	Lifted     []vendorfit.Lift   `json:"lifted,omitempty" validate:"max=200,dive"`
	Only       []string           `json:"only,omitempty" validate:"max=60,unique,dive,id"`
}

func (c *call) whatIf() error {
	if _, err := c.accept(mediaJSON); err != nil {
		return err
	}
	rec, err := c.fetch(c.r.PathValue("id"))
	if err != nil {
		return err
	}
	root, err := c.body()
	if err != nil {
		return err
	}
	r, err := rec.request()
	if err != nil {
		return unreadable(err)
	}
	in := &WhatIf{}
	var moved moves
	err = bind(root, in, func() []vendorfit.Mistake {
		moved = in.over(r, c.Engine.Book.Book)
		return moved.back(c.Engine.Validator.Request(r))
	})
	if err != nil {
		no := refused(err)
		no.kind = problemInvalid
		return no
	}
	_, d, err := c.evaluate(r, "", c.stamp(c.Now()))
	if err != nil {
		return c.placed(root, moved.error(err))
	}
	return c.document(http.StatusOK, d)
}

// over lays the changes over a request.
func (w *WhatIf) over(r *vendorfit.Request, b *vendorfit.Book) (m moves) {
	profile := *r.Profile
	profile.Priorities = laid(profile.Priorities, w.Priorities)
	if len(profile.Priorities) > 0 {
		profile.Priorities = filled(b, profile.Priorities)
	}
	r.Profile, r.Editions = &profile, laid(r.Editions, w.Editions)
	r.Answers, m.answers = after(r.Answers, w.Answers, func(a, b vendorfit.Answer) bool {
		return a.Platform == b.Platform && a.Attribute == b.Attribute && a.Member == b.Member && a.Edition == b.Edition
	})
	r.Lifted, m.lifted = after(r.Lifted, w.Lifted, func(a, b vendorfit.Lift) bool { return a.Platform == b.Platform && a.Gate == b.Gate })
	if w.Only != nil {
		r.Only = w.Only
	}
	return m
}

// filled gives the criteria without points those of the book where others have some: to change one weight, the rest need not be
// repeated.
func filled(b *vendorfit.Book, given map[string]float64) map[string]float64 {
	out, some := maps.Clone(given), false
	for _, c := range b.Criteria {
		_, has := given[c.ID]
		some = some || has && c.Swing > 0
	}
	for _, c := range b.Criteria {
		if _, has := given[c.ID]; some && !has && c.Swing > 0 {
			out[c.ID] = c.Swing
		}
	}
	return out
}

// laid lays changed entries over a map; an empty one takes all away, none at all changes nothing.
func laid[V any](now, change map[string]V) map[string]V {
	if change == nil {
		return now
	}
	if len(change) == 0 {
		return nil
	}
	out := maps.Clone(now)
	if out == nil {
		out = map[string]V{}
	}
	maps.Copy(out, change)
	return out
}

// after puts new entries after those that stay, without those on the same matter, and tells how many stay.
func after[T any](now, change []T, same func(a, b T) bool) ([]T, int) {
	if change == nil {
		return now, len(now)
	}
	if len(change) == 0 {
		return nil, 0
	}
	kept := slices.DeleteFunc(slices.Clone(now), func(a T) bool {
		return slices.ContainsFunc(change, func(b T) bool { return same(a, b) })
	})
	return append(kept, change...), len(kept)
}

// moves is how far the parts of a change were moved when they were laid over the request.
type moves struct{ answers, lifted int }

// back points mistakes of the whole request at the change that they are about.
func (m moves) back(mistakes []vendorfit.Mistake) []vendorfit.Mistake {
	for i := range mistakes {
		p := &mistakes[i].Pointer
		switch {
		case strings.HasPrefix(*p, "/profile/priorities"):
			*p = strings.TrimPrefix(*p, "/profile")
		case strings.HasPrefix(*p, "/answers/"):
			*p = shifted(*p, "/answers/", m.answers)
		case strings.HasPrefix(*p, "/lifted/"):
			*p = shifted(*p, "/lifted/", m.lifted)
		}
	}
	return mistakes
}

func (m moves) error(err error) error {
	var e *vendorfit.Error
	if errors.As(err, &e) {
		m.back(e.Mistakes)
		return e
	}
	return err
}

// shifted is a pointer into a list with so many fewer entries before it.
func shifted(pointer, list string, by int) string {
	number, rest, more := strings.Cut(strings.TrimPrefix(pointer, list), "/")
	n, err := strconv.Atoi(number)
	if err != nil || n < by {
		return pointer
	}
	if more {
		rest = "/" + rest
	}
	return fmt.Sprintf("%s%d%s", list, n-by, rest)
}
