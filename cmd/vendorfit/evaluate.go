package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web"
)

// asked are the flags of commands that evaluate.
type asked struct {
	answers string
	only    []string
	asOf    string
	seed    uint64
	seeded  bool // --seed was given
	json    bool
	why     string
}

// flags puts the flags on a command that evaluates.
func (a *asked) flags(p *program, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&a.answers, "answers", "", p.say("file with answers: a list of them, or an object with answers, editions, lifted and platforms",
		"fil med svar: en liste, eller et objekt med answers, editions, lifted og platforms"))
	f.StringSliceVar(&a.only, "only", nil, p.say("evaluate only these platforms", "vurder bare disse plattformene"))
	f.StringVar(&a.asOf, "as-of", "", p.say("the day to evaluate as of, YYYY-MM-DD (default today)", "dagen vurderingen gjelder for, ÅÅÅÅ-MM-DD (ellers i dag)"))
	f.Uint64Var(&a.seed, "seed", 1, p.say("seed of the draws", "frø for trekningene"))
	f.BoolVar(&a.json, "json", false, p.say("the whole document as JSON", "hele dokumentet som JSON"))
	c.PreRun = func(*cobra.Command, []string) { a.seeded = f.Changed("seed") }
	must(c.RegisterFlagCompletionFunc("only", p.completePlatforms))
	must(c.RegisterFlagCompletionFunc("as-of", fixed()))
	must(c.RegisterFlagCompletionFunc("seed", fixed()))
}

func (p *program) evaluate() *cobra.Command {
	a := &asked{}
	c := &cobra.Command{
		Use:   "evaluate PROFILE",
		Short: p.say("Evaluate a profile: verdict, ranking, reasons, questions", "Vurder en profil: konklusjon, rangering, begrunnelser, spørsmål"),
		Long: p.say(`Evaluate a requirement profile (YAML or JSON; - reads standard input).

Ends with 0, or with 1 where no platform is eligible.`, `Vurder en kravprofil (YAML eller JSON; - leser fra standard inn).

Slutter med 0, eller med 1 når ingen plattform er aktuell.`),
		Example: "  vendorfit evaluate profile.yaml\n  vendorfit evaluate profile.yaml --why salesforce\n  vendorfit evaluate profile.yaml --json | jq .verdict",
		Args:    p.exactly(1, "PROFILE"),
		RunE:    func(_ *cobra.Command, args []string) error { return p.evaluateFile(args[0], a) },
	}
	a.flags(p, c)
	c.Flags().StringVar(&a.why, "why", "", p.say("show why this platform stands where it does", "vis hvorfor denne plattformen står der den står"))
	must(c.RegisterFlagCompletionFunc("why", p.completePlatforms))
	return c
}

func (p *program) evaluateFile(file string, a *asked) error {
	engine, e, err := p.judge(file, a)
	if err != nil {
		return err
	}
	doc, err := engine.Document(e)
	if err != nil {
		return err
	}
	if err := p.show(engine, e, doc, a); err != nil {
		return err
	}
	if e.Verdict.Kind == vendorfit.NoneEligible {
		return errNo
	}
	return nil
}

func (p *program) show(engine *web.Engine, e *vendorfit.Evaluation, doc *web.Document, a *asked) error {
	if a.json {
		return p.writeJSON(doc)
	}
	v := &view{screen: p.screen(), words: engine.Words, e: e, doc: doc}
	if a.why == "" {
		v.whole()
		return nil
	}
	if v.result(a.why) == nil {
		return unknownPlatform(a.why, e)
	}
	v.why(a.why)
	return nil
}

func unknownPlatform(id string, e *vendorfit.Evaluation) error {
	var ids []string
	for _, r := range e.Ranking {
		ids = append(ids, r.Knowledge.Platform.ID)
	}
	slices.Sort(ids)
	return noPlatform(id, ids)
}

func noPlatform(id string, ids []string) error {
	return &vendorfit.Error{Kind: vendorfit.NotFound, Message: vendorfit.Text{
		En: fmt.Sprintf("there is no platform %q here; there are %s", id, strings.Join(ids, ", ")),
		Nb: fmt.Sprintf("det finnes ingen plattform %q her; det finnes %s", id, strings.Join(ids, ", ")),
	}}
}

// judge reads a profile and what else was asked, and evaluates.
func (p *program) judge(file string, a *asked) (*web.Engine, *vendorfit.Evaluation, error) {
	engine, err := p.engine()
	if err != nil {
		return nil, nil, err
	}
	d, err := p.gather(engine, file, a)
	if err != nil {
		return nil, nil, err
	}
	e, err := engine.Evaluate(&d.request)
	return engine, e, d.place(err)
}

func (p *program) writeJSON(v any) error {
	enc := json.NewEncoder(p.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// exactly wants so many arguments and says which one is missing.
func (p *program) exactly(n int, name string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return wrong(vendorfit.Text{
			En: fmt.Sprintf("%s takes one %s, got %d; vendorfit %s --help says how it is used", c.Name(), name, len(args), c.Name()),
			Nb: fmt.Sprintf("%s tar én %s, fikk %d; vendorfit %s --help viser bruken", c.Name(), name, len(args), c.Name()),
		})
	}
}
