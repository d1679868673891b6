package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/vendorfit/vendorfit"
)

// program is one run of the command line: what it reads and writes, and in which language.
type program struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
	colour   bool
	language string // of --lang; "" until the flags are read
	hint     string // the same, looked for before they are: help is worded when the commands are made
}

// Exit codes. Scripts rely on them.
const (
	exitDone        = 0
	exitNo          = 1 // done, and the answer is no
	exitWrong       = 2 // wrong use or invalid input
	exitUnavailable = 3 // a store or the network failed
)

// errNo ends a run that did its work and whose answer is no.
var errNo = errors.New("the answer is no")

func terminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// run does one command and gives the exit code.
func (p *program) run(args []string) int {
	p.hint = hinted(args)
	root := p.root()
	root.SetArgs(args)
	err := root.Execute()
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNo):
		return exitNo
	}
	p.complain(err)
	var known *vendorfit.Error
	if errors.As(err, &known) && known.Kind == vendorfit.Unavailable {
		return exitUnavailable
	}
	return exitWrong
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "vendorfit",
		Short:         p.say("Which CRM platform fits, why, and how sure that is", "Hvilken CRM-plattform som passer, hvorfor, og hvor sikkert det er"),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.PersistentFlags().StringVar(&p.language, "lang", "", p.say("language of what people read: en or nb (default: from LC_ALL, LC_MESSAGES or LANG)", "språket i det folk leser: en eller nb (ellers fra LC_ALL, LC_MESSAGES eller LANG)"))
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return p.checkLanguage() }
	must(root.RegisterFlagCompletionFunc("lang", fixed("en", "nb")))
	root.SetUsageTemplate(p.usage(root.UsageTemplate()))
	root.AddCommand(p.evaluate(), p.questions(), p.platforms(), p.rules(), p.validate(), p.serve())
	return root
}

// hinted is the value of --lang among arguments that are not read yet.
func hinted(args []string) string {
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, "--lang="); ok {
			return value
		}
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// usage is cobra's template of a help text in the reader's language.
func (p *program) usage(template string) string {
	if p.lang() == vendorfit.English {
		return template
	}
	return strings.NewReplacer(
		"Usage:", "Bruk:", "Aliases:", "Også kalt:", "Examples:", "Eksempler:", "Available Commands:", "Kommandoer:", "Global Flags:", "Felles flagg:",
		"Flags:", "Flagg:", "Additional help topics:", "Flere hjelpesider:",
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`, `"{{.CommandPath}} [kommando] --help" sier mer om en kommando.`,
	).Replace(template)
}

func (p *program) checkLanguage() error {
	if p.language == "" || p.language == "en" || p.language == "nb" {
		return nil
	}
	return wrong(vendorfit.Text{
		En: fmt.Sprintf("--lang %s is not a language of vendorfit; give en or nb", p.language),
		Nb: fmt.Sprintf("--lang %s er ikke et språk i vendorfit; oppgi en eller nb", p.language),
	})
}

// lang is the language of what people read: --lang, else that of the environment, else English. Norwegian of any kind is bokmål.
func (p *program) lang() vendorfit.Lang {
	chosen := cmp.Or(p.language, p.hint)
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if chosen == "" {
			chosen = p.env(name)
		}
	}
	switch code, _, _ := strings.Cut(strings.ToLower(chosen), "_"); strings.SplitN(code, ".", 2)[0] {
	case "nb", "no", "nn":
		return vendorfit.Bokmal
	}
	return vendorfit.English
}

func (p *program) say(en, nb string) string { return vendorfit.Text{En: en, Nb: nb}.In(p.lang()) }

func (p *program) screen() *screen { return &screen{out: p.out, lang: p.lang(), colour: p.colour} }

// wrong is wrong use of the command line.
func wrong(message vendorfit.Text) error {
	return &vendorfit.Error{Kind: vendorfit.Invalid, Message: message}
}

// must is for what only a mistake in this program can break.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// fixed completes one of some words.
func fixed(words ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

// complain writes an error to standard error: the message, then each mistake on one line with the line of the input and a caret
// under the place.
func (p *program) complain(err error) {
	var known *vendorfit.Error
	if !errors.As(err, &known) {
		fmt.Fprintln(p.err, "vendorfit: "+visible(err.Error()))
		fmt.Fprintln(p.err, p.say("vendorfit --help says how it is used", "vendorfit --help viser bruken"))
		return
	}
	fmt.Fprintln(p.err, "vendorfit: "+visible(known.Message.In(p.lang())))
	for _, m := range known.Mistakes {
		p.mistake(p.err, m)
	}
	if known.Cause != nil && len(known.Mistakes) == 0 {
		fmt.Fprintln(p.err, "  "+visible(known.Cause.Error()))
	}
}

func (p *program) mistake(out io.Writer, m vendorfit.Mistake) {
	fmt.Fprintln(out, visible(m.In(p.lang())))
	if m.Excerpt == "" || m.Line == 0 {
		return
	}
	before, excerpt, caret := window(visible(m.Excerpt), m.Column)
	fmt.Fprintf(out, "    %s%s\n    %s^\n", before, excerpt, caret)
}

// window is the part of a line around a column that fits the screen, and the spaces that put a caret under the column.
func window(line string, column int) (before, excerpt, caret string) {
	runes := []rune(strings.ReplaceAll(line, "\t", " "))
	at := min(max(column-1, 0), len(runes))
	from := 0
	if at > columns/2 {
		from, before = at-columns/2, "…"
	}
	to := min(len(runes), from+columns-6)
	return before, string(runes[from:to]), strings.Repeat(" ", width(before+string(runes[from:at])))
}
