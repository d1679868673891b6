package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
	"github.com/vendorfit/vendorfit/internal/web"
)

// dossier is a request with the documents that it was put together from, so that each mistake is placed in its own file.
type dossier struct {
	request  vendorfit.Request
	file     *intake.Node // a profile, or a whole request
	whole    bool         // file is a whole request
	answers  *intake.Node // of --answers: a list of answers, or an object with them; nil where there is none
	first    int          // how many answers stood in file, before those of answers
	mistakes []vendorfit.Mistake
}

// gather reads a profile or a whole request, lays the answers and the flags over it, and gives every mistake at once.
func (p *program) gather(engine *web.Engine, file string, a *asked) (*dossier, error) {
	if file == "-" && a.answers == "-" {
		return nil, wrong(vendorfit.Text{En: "only one of the profile and the answers can be standard input", Nb: "bare én av profilen og svarene kan være standard inn"})
	}
	d := &dossier{}
	var err error
	if d.file, err = p.read(file, intake.RequestLimits); err != nil {
		return nil, err
	}
	d.bind()
	if a.answers != "" {
		if d.answers, err = p.read(a.answers, intake.RequestLimits); err != nil {
			return nil, err
		}
		d.lay()
	}
	if len(d.mistakes) > 0 {
		return nil, invalid(d.all(engine))
	}
	return d, p.flagged(&d.request, a)
}

func invalid(mistakes []vendorfit.Mistake) error {
	return &vendorfit.Error{Kind: vendorfit.Invalid, Mistakes: mistakes, Message: vendorfit.Text{
		En: fmt.Sprintf("%d %s to mend", len(mistakes), plural(len(mistakes), "mistake", "mistakes")),
		Nb: fmt.Sprintf("%d feil å rette", len(mistakes)),
	}}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// bind reads the file as a whole request where it has a profile inside, else as a profile.
func (d *dossier) bind() {
	profile := d.file.Field("profile")
	if d.whole = profile != nil; d.whole {
		d.mistakes = append(intake.Fits(profile, "/profile"), intake.Bind(d.file, &d.request)...)
	} else {
		d.request.Profile = &vendorfit.Profile{}
		d.mistakes = append(intake.Fits(d.file, ""), intake.Bind(d.file, d.request.Profile)...)
	}
	d.first = len(d.request.Answers)
}

// all are the mistakes of reading and, of what could be read, those of validity: every mistake at once.
func (d *dossier) all(engine *web.Engine) []vendorfit.Mistake {
	mistakes := slices.Clone(d.mistakes)
	for _, m := range engine.Validator.Request(&d.request) {
		d.locate(&m)
		if !slices.ContainsFunc(d.mistakes, func(x vendorfit.Mistake) bool { return x.File == m.File && related(x.Pointer, m.Pointer) }) {
			mistakes = append(mistakes, m)
		}
	}
	slices.SortStableFunc(mistakes, func(a, b vendorfit.Mistake) int {
		return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column)
	})
	return mistakes
}

// related tells that two pointers point at the same value, or one into the other: a value that could not be read is not also
// missing.
func related(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}

// brought is what a file of answers may hold.
type brought struct {
	Answers   []vendorfit.Answer   `json:"answers"`
	Editions  map[string]string    `json:"editions"`
	Lifted    []vendorfit.Lift     `json:"lifted"`
	Platforms []vendorfit.Platform `json:"platforms"`
}

// lay puts the answers of a file of their own after those of the request; the rest of it stands in place of the request's.
func (d *dossier) lay() {
	var b brought
	if d.answers.Kind == intake.List {
		d.mistakes = append(d.mistakes, intake.Bind(d.answers, &b.Answers)...)
	} else {
		d.mistakes = append(d.mistakes, intake.Bind(d.answers, &b)...)
	}
	r := &d.request
	r.Answers = append(r.Answers, b.Answers...)
	if b.Editions != nil {
		r.Editions = b.Editions
	}
	if b.Lifted != nil {
		r.Lifted = b.Lifted
	}
	if b.Platforms != nil {
		r.Platforms = b.Platforms
	}
}

// flagged lays the flags over a request.
func (p *program) flagged(r *vendorfit.Request, a *asked) error {
	if a.asOf != "" {
		day, err := p.day(a.asOf)
		if err != nil {
			return err
		}
		r.AsOf = day
	}
	if a.seeded {
		r.Seed = &a.seed
	}
	if len(a.only) > 0 {
		r.Only = a.only
	}
	return nil
}

// place gives the mistakes of an error, whose pointers are into the request, their places in the files.
func (d *dossier) place(err error) error {
	var known *vendorfit.Error
	if !errors.As(err, &known) {
		return err
	}
	for i := range known.Mistakes {
		d.locate(&known.Mistakes[i])
	}
	return known
}

func (d *dossier) locate(m *vendorfit.Mistake) {
	root, pointer := d.origin(m.Pointer)
	if root == nil || m.Line > 0 {
		return
	}
	m.Pointer = pointer
	*m = intake.Locate(root, []vendorfit.Mistake{*m})[0]
}

// origin is the document that a part of the request came from, and the pointer to that part in it; nil where a flag gave it.
func (d *dossier) origin(pointer string) (*intake.Node, string) {
	if rest, ok := strings.CutPrefix(pointer, "/profile"); ok && !d.whole {
		return d.file, rest
	}
	field, rest, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
	if field == "answers" {
		return d.answer(rest)
	}
	if d.answers != nil && d.answers.Field(field) != nil {
		return d.answers, pointer
	}
	if d.whole && d.file.Field(field) != nil {
		return d.file, pointer
	}
	return nil, pointer
}

func (d *dossier) answer(rest string) (*intake.Node, string) {
	number, after, _ := strings.Cut(rest, "/")
	n, err := strconv.Atoi(number)
	if err != nil || n < d.first || d.answers == nil {
		return d.file, "/answers/" + rest
	}
	pointer := "/" + strconv.Itoa(n-d.first)
	if after != "" {
		pointer += "/" + after
	}
	if d.answers.Kind == intake.List {
		return d.answers, pointer
	}
	return d.answers, "/answers" + pointer
}
