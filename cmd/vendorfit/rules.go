package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
	"github.com/vendorfit/vendorfit/rules"
)

func (p *program) rules() *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: p.say("Read, check and test the rule book", "Les, kontroller og test regelboken"),
		Args:  cobra.NoArgs,
	}
	c.AddCommand(p.rulesList(), p.rulesShow(), p.rulesLint(), p.rulesTest())
	return c
}

func (p *program) rulesList() *cobra.Command {
	return &cobra.Command{
		Use:               "list",
		Short:             p.say("List the rules", "List opp reglene"),
		Args:              cobra.NoArgs,
		ValidArgsFunction: fixed(),
		RunE: func(*cobra.Command, []string) error {
			engine, err := p.engine()
			if err != nil {
				return err
			}
			s, words := p.screen(), engine.Words
			var rows [][]string
			for _, r := range engine.Book.Rules {
				rows = append(rows, []string{r.ID, p.kind(r.Kind), belongs(s.lang, words, &r)})
			}
			s.table([]column{{title: "ID"}, {title: s.say("Kind", "Type")}, {title: s.say("Belongs to", "Hører til"), flexible: true}}, rows,
				func(_, _ int, cell string) string { return cell })
			return nil
		},
	}
}

func (p *program) kind(k vendorfit.Kind) string {
	return map[vendorfit.Kind]string{
		vendorfit.Gate: p.say("must-have", "absolutt krav"), vendorfit.Score: p.say("score", "poeng"), vendorfit.Risk: p.say("risk", "risiko"),
	}[k]
}

func belongs(l vendorfit.Lang, words *text.Words, r *vendorfit.Rule) string {
	label, _ := words.Label("criteria", r.Criterion)
	return label.In(l)
}

func (p *program) rulesShow() *cobra.Command {
	return &cobra.Command{
		Use:               "show ID",
		Short:             p.say("Show one rule with its reason, source and tests", "Vis én regel med begrunnelse, kilde og tester"),
		Args:              p.exactly(1, "ID"),
		ValidArgsFunction: p.completeOne(p.completeRules),
		RunE: func(_ *cobra.Command, args []string) error {
			engine, err := p.engine()
			if err != nil {
				return err
			}
			all := engine.Book.Rules
			i := slices.IndexFunc(all, func(r vendorfit.Rule) bool { return r.ID == args[0] })
			if i < 0 {
				return &vendorfit.Error{Kind: vendorfit.NotFound, Message: vendorfit.Text{
					En: fmt.Sprintf("the book has no rule %q; vendorfit rules list has them all", args[0]),
					Nb: fmt.Sprintf("regelboken har ingen regel %q; vendorfit rules list viser alle", args[0]),
				}}
			}
			p.rule(engine.Words, &all[i])
			return nil
		},
	}
}

func (p *program) rule(words *text.Words, r *vendorfit.Rule) {
	s := p.screen()
	s.line(s.paint(bold, r.ID), "  ", p.kind(r.Kind))
	if b := belongs(s.lang, words, r); b != "" {
		s.text(b)
	}
	s.blank()
	s.text(r.Why.In(s.lang))
	s.blank()
	for _, part := range []struct{ en, nb, expr string }{
		{"applies where", "gjelder når", r.Applies},
		{"passes where", "er oppfylt når", r.Pass},
		{"points", "poeng", r.Points},
		{"weight", "vekt", r.Weight},
		{"raised where", "varsles når", r.When},
	} {
		if part.expr != "" {
			s.item(left(s.say(part.en, part.nb), 16), part.expr)
		}
	}
	s.item(left(s.say("source", "kilde"), 16), r.Source)
	if r.Note != "" {
		s.item(left(s.say("note", "merknad"), 16), r.Note)
	}
	names := make([]string, len(r.Tests))
	for i, t := range r.Tests {
		names[i] = t.Name
	}
	s.item(left(s.say("tests", "tester"), 16), strings.Join(names, "; "))
}

func (p *program) rulesLint() *cobra.Command {
	return &cobra.Command{
		Use:   "lint [DIR]",
		Short: p.say("Say everything that is wrong with a rule book", "Si alt som er galt med en regelbok"),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			_, mistakes := p.book(args)
			for _, m := range mistakes {
				p.mistake(p.out, m)
			}
			if len(mistakes) > 0 {
				return errNo
			}
			p.screen().line(p.say("nothing to mend", "ingenting å rette"))
			return nil
		},
	}
}

func (p *program) rulesTest() *cobra.Command {
	return &cobra.Command{
		Use:   "test [DIR]",
		Short: p.say("Run the tests beside the rules", "Kjør testene ved reglene"),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			book, mistakes := p.book(args)
			if book == nil {
				return invalid(mistakes)
			}
			return p.report(book.Test())
		},
	}
}

// book loads, checks and compiles the book in a folder, or the one that comes with the program. The book is nil where an
// expression is broken or a file cannot be read.
func (p *program) book(args []string) (*rules.Book, []vendorfit.Mistake) {
	folder := rules.Default()
	if len(args) == 1 {
		folder = os.DirFS(args[0])
	}
	loaded, mistakes := rules.Load(folder)
	if loaded == nil {
		return nil, mistakes
	}
	mistakes = loaded.Check()
	book, lints := rules.Compile(loaded.Book, loaded.Catalogue, loaded)
	for _, l := range lints {
		mistakes = append(mistakes, l.Mistake)
	}
	return book, mistakes
}

// report shows the tests that failed and how many there were.
func (p *program) report(results []rules.TestResult) error {
	s, failed := p.screen(), 0
	for _, r := range results {
		if r.Passed {
			continue
		}
		failed++
		where := ""
		if r.Place.Line > 0 {
			where = fmt.Sprintf("%s:%d:%d: ", r.Place.File, r.Place.Line, r.Place.Column)
		}
		s.text(where + r.Rule + ": " + r.Test)
		s.item("    ", p.say("wanted ", "ventet ")+r.Wanted)
		s.item("    ", p.say("found ", "fant ")+r.Found)
	}
	s.line(fmt.Sprintf(p.say("%d tests, %d failed", "%d tester, %d feilet"), len(results), failed))
	if failed > 0 {
		return errNo
	}
	return nil
}
