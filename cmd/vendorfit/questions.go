package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web"
)

func (p *program) questions() *cobra.Command {
	a, platform := &asked{}, ""
	c := &cobra.Command{
		Use:   "questions PROFILE --platform ID",
		Short: p.say("Write the letter to a vendor with the questions that could change the result", "Skriv brevet til en leverandør med spørsmålene som kan endre resultatet"),
		Args:  p.exactly(1, "PROFILE"),
		RunE:  func(_ *cobra.Command, args []string) error { return p.letter(args[0], platform, a) },
	}
	a.flags(p, c)
	c.Flags().StringVar(&platform, "platform", "", p.say("the platform whose vendor is asked", "plattformen hvis leverandør spørres"))
	must(c.RegisterFlagCompletionFunc("platform", p.completePlatforms))
	return c
}

func (p *program) letter(file, platform string, a *asked) error {
	if platform == "" {
		return wrong(vendorfit.Text{En: "say which vendor the letter is to with --platform ID", Nb: "oppgi hvilken leverandør brevet er til med --platform ID"})
	}
	engine, e, err := p.judge(file, a)
	if err != nil {
		return err
	}
	letter, err := web.NewLetter(engine.Words, e, platform)
	if err != nil {
		return err
	}
	if a.json {
		return p.writeJSON(letter)
	}
	_, err = fmt.Fprint(p.out, visible(letter.Markdown(p.lang())))
	return err
}
