package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
	"github.com/vendorfit/vendorfit/internal/web"
)

func (p *program) validate() *cobra.Command {
	return &cobra.Command{
		Use:   "validate FILE...",
		Short: p.say("Check files without evaluating: a profile, a request, answers or a platform", "Kontroller filer uten å vurdere: en profil, en forespørsel, svar eller en plattform"),
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, files []string) error {
			engine, err := p.engine()
			if err != nil {
				return err
			}
			var all []vendorfit.Mistake
			for _, file := range files {
				kind, mistakes := p.check(engine, file)
				if len(mistakes) == 0 {
					fmt.Fprintf(p.out, p.say("%s: %s, in order\n", "%s: %s, i orden\n"), visible(file), kind.In(p.lang()))
				}
				all = append(all, mistakes...)
			}
			if len(all) > 0 {
				return invalid(all)
			}
			return nil
		},
	}
}

// What a file is, by what it holds.
var (
	isProfile  = vendorfit.Text{En: "a profile", Nb: "en profil"}
	isRequest  = vendorfit.Text{En: "a request", Nb: "en forespørsel"}
	isAnswers  = vendorfit.Text{En: "answers", Nb: "svar"}
	isPlatform = vendorfit.Text{En: "a platform", Nb: "en plattform"}
)

// check says what a file is and every mistake in it.
func (p *program) check(engine *web.Engine, file string) (vendorfit.Text, []vendorfit.Mistake) {
	root, err := p.read(file, intake.RequestLimits)
	if err != nil {
		return vendorfit.Text{}, mistakesOf(err)
	}
	switch {
	case root.Field("profile") != nil:
		return isRequest, checkRequest(engine, root)
	case root.Kind == intake.List, root.Field("answers") != nil, root.Field("lifted") != nil, root.Field("editions") != nil, root.Field("platforms") != nil:
		return isAnswers, checkAnswers(engine, root)
	case root.Field("facts") != nil, root.Field("values") != nil, root.Field("vendor") != nil:
		return isPlatform, checkPlatform(engine, root)
	}
	return isProfile, checkProfile(engine, root)
}

// mistakesOf is what an error says as mistakes, so that the mistakes of several files can stand together.
func mistakesOf(err error) []vendorfit.Mistake {
	var known *vendorfit.Error
	if errors.As(err, &known) && len(known.Mistakes) > 0 {
		return known.Mistakes
	}
	if known != nil {
		return []vendorfit.Mistake{{Message: known.Message}}
	}
	return []vendorfit.Mistake{{Message: vendorfit.Text{En: err.Error(), Nb: err.Error()}}}
}

func checkProfile(engine *web.Engine, root *intake.Node) []vendorfit.Mistake {
	d := &dossier{file: root}
	d.bind()
	return d.all(engine)
}

func checkRequest(engine *web.Engine, root *intake.Node) []vendorfit.Mistake {
	d := &dossier{file: root}
	if d.bind(); len(d.mistakes) > 0 {
		return d.all(engine)
	}
	return d.check(engine)
}

// checkAnswers checks answers beside the smallest profile there is.
func checkAnswers(engine *web.Engine, root *intake.Node) []vendorfit.Mistake {
	one := 1
	d := &dossier{answers: root, request: vendorfit.Request{Profile: &vendorfit.Profile{}}}
	d.request.Profile.Organisation.Seats.Full = &one
	if d.lay(); len(d.mistakes) > 0 {
		return d.all(engine)
	}
	return d.check(engine)
}

// check gives the mistakes of a request, its fit to the book and to the platforms included.
func (d *dossier) check(engine *web.Engine) []vendorfit.Mistake {
	err := d.place(engine.Check(&d.request))
	if err == nil {
		return nil
	}
	return mistakesOf(err)
}

func checkPlatform(engine *web.Engine, root *intake.Node) []vendorfit.Mistake {
	platform := &vendorfit.Platform{}
	if m := intake.Bind(root, platform); len(m) > 0 {
		return m
	}
	m := engine.Validator.Platform(platform)
	if len(m) == 0 {
		m = engine.Book.Prepare(platform)
	}
	return intake.Locate(root, m)
}
