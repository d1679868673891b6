package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

func (p *program) platforms() *cobra.Command {
	asOf, attribute, asJSON := "", "", false
	c := &cobra.Command{
		Use:   "platforms [ID]",
		Short: p.say("List the platforms, or show what is known of one", "List plattformene, eller vis hva som er kjent om én"),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			engine, err := p.engine()
			if err != nil {
				return err
			}
			day, err := p.day(asOf)
			if err != nil {
				return err
			}
			switch {
			case attribute != "":
				return p.attribute(engine, args, attribute, day)
			case len(args) == 0:
				return p.catalogue(engine, day, asJSON)
			}
			return p.platform(engine, args[0], day, asJSON)
		},
		ValidArgsFunction: p.completeOne(p.completePlatforms),
	}
	c.Flags().StringVar(&asOf, "as-of", "", p.say("the day to look at it from, YYYY-MM-DD (default today)", "dagen det ses fra, ÅÅÅÅ-MM-DD (ellers i dag)"))
	c.Flags().StringVar(&attribute, "attribute", "", p.say("show this attribute alone, of one platform or of all", "vis bare dette attributtet, for én plattform eller for alle"))
	c.Flags().BoolVar(&asJSON, "json", false, p.say("as JSON", "som JSON"))
	must(c.RegisterFlagCompletionFunc("as-of", fixed()))
	must(c.RegisterFlagCompletionFunc("attribute", p.completeAttributes))
	return c
}

func (p *program) day(asOf string) (vendorfit.Date, error) {
	if asOf == "" {
		return vendorfit.Date(time.Now().UTC().Format(time.DateOnly)), nil
	}
	if d := vendorfit.Date(asOf); d.Valid() {
		return d, nil
	}
	return "", wrong(vendorfit.Text{
		En: fmt.Sprintf("--as-of %s is not a day; write it as 2026-11-25", asOf),
		Nb: fmt.Sprintf("--as-of %s er ikke en dag; skriv den som 2026-11-25", asOf),
	})
}

// listed is one platform of the list.
type listed struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	Vendor   string  `json:"vendor"`
	Facts    int     `json:"facts"`
	Known    int     `json:"known"` // values that are in date and of medium confidence or better
	Of       int     `json:"of"`    // values there could be
	Coverage float64 `json:"coverage"`
}

func (p *program) catalogue(engine *web.Engine, day vendorfit.Date, asJSON bool) error {
	var list []listed
	for _, x := range engine.Book.Catalogue.Platforms {
		k, _ := vendorfit.Know(engine.Book.Book, x, &vendorfit.Request{}, day)
		l := listed{ID: x.ID, Name: x.Name, Vendor: x.Vendor.Name.Value, Facts: len(x.Facts), Of: len(k.Values)}
		for _, v := range k.Values {
			if v.Firm() {
				l.Known++
			}
		}
		l.Coverage = float64(l.Known) / float64(max(1, l.Of))
		list = append(list, l)
	}
	if asJSON {
		return p.writeJSON(list)
	}
	s := p.screen()
	rows := make([][]string, len(list))
	for i, l := range list {
		rows[i] = []string{l.ID, l.Name, l.Vendor, fmt.Sprint(l.Facts), fmt.Sprintf("%d", l.Known), text.Percent(s.lang, l.Coverage)}
	}
	s.table([]column{
		{title: "ID"},
		{title: s.say("Platform", "Plattform"), flexible: true},
		{title: s.say("Vendor", "Leverandør"), flexible: true},
		{title: s.say("Facts", "Fakta"), right: true},
		{title: s.say("Firm values", "Sikre verdier"), right: true},
		{title: s.say("Coverage", "Dekning"), right: true},
	}, rows, func(_, _ int, cell string) string { return cell })
	return nil
}

func (p *program) platform(engine *web.Engine, id string, day vendorfit.Date, asJSON bool) error {
	x := engine.Book.Catalogue.Platform(id)
	if x == nil {
		return noPlatform(id, platformIDs(engine.Book.Catalogue))
	}
	if asJSON {
		return p.writeJSON(x)
	}
	k, _ := vendorfit.Know(engine.Book.Book, x, &vendorfit.Request{}, day)
	s := p.screen()
	s.line(s.paint(bold, x.Name))
	s.text(vendorLine(s, x))
	v := valueView{screen: s, words: engine.Words, book: engine.Book.Book, known: k, day: day}
	for _, g := range engine.Book.Labels.Groups {
		v.group(g)
	}
	return nil
}

// attribute shows one attribute, of one platform or of all.
func (p *program) attribute(engine *web.Engine, args []string, id string, day vendorfit.Date) error {
	if engine.Book.Attribute(id) == nil {
		return &vendorfit.Error{Kind: vendorfit.NotFound, Message: vendorfit.Text{
			En: fmt.Sprintf("the book has no attribute %q; the completion of the shell knows them all", id),
			Nb: fmt.Sprintf("regelboken har ikke noe attributt %q; skallets utfylling kjenner alle", id),
		}}
	}
	shown := engine.Book.Catalogue.Platforms
	if len(args) == 1 {
		x := engine.Book.Catalogue.Platform(args[0])
		if x == nil {
			return noPlatform(args[0], platformIDs(engine.Book.Catalogue))
		}
		shown = []*vendorfit.Platform{x}
	}
	s := p.screen()
	for _, x := range shown {
		k, _ := vendorfit.Know(engine.Book.Book, x, &vendorfit.Request{}, day)
		s.line(s.paint(bold, visible(x.Name)))
		v := valueView{screen: s, words: engine.Words, book: engine.Book.Book, known: k, day: day}
		for i, at := range engine.Book.Places() {
			if at.Attribute.ID == id {
				v.value(vendorfit.Slot(i), at)
			}
		}
	}
	return nil
}

func vendorLine(s *screen, x *vendorfit.Platform) string {
	var parts []string
	for _, stated := range []vendorfit.Stated{x.Vendor.Name, x.Vendor.Headquarters, x.Vendor.Jurisdiction} {
		if stated.Value != "" {
			parts = append(parts, stated.Value)
		}
	}
	return strings.Join(parts, " · ")
}

func platformIDs(c *vendorfit.Catalogue) []string {
	ids := make([]string, len(c.Platforms))
	for i, x := range c.Platforms {
		ids[i] = x.ID
	}
	return ids
}

// valueView shows what is known of one platform.
type valueView struct {
	*screen
	words *text.Words
	book  *vendorfit.Book
	known *vendorfit.Knowledge
	day   vendorfit.Date
}

func (v *valueView) group(g vendorfit.Code) {
	opened := false
	for i, at := range v.book.Places() {
		if at.Attribute.Group != g.Code || v.never(at) {
			continue
		}
		if !opened {
			v.heading(g.Label.En, g.Label.Nb)
			opened = true
		}
		v.value(vendorfit.Slot(i), at)
	}
}

// never is a value that only an answer can give: it would be unknown on every platform of the catalogue.
func (v *valueView) never(at vendorfit.Place) bool { return at.Attribute.ID == "price.offer" }

func (v *valueView) value(slot vendorfit.Slot, at vendorfit.Place) {
	x := v.known.At(slot)
	where := text.Place{Editions: v.known.Editions(v.book)}
	name := v.words.Attribute(v.lang, at)
	if rows := v.words.Ladder(v.lang, at.Attribute, x, where); x.Has() && len(rows) > 0 {
		v.item("  ", name+v.trust(x))
		for _, r := range rows {
			v.item("    ", r)
		}
	} else {
		v.item("  ", name+": "+v.words.Inside(v.lang, at, x, where)+v.trust(x))
	}
	for _, f := range x.Facts {
		v.item("      ", factLine(v.screen, v.words, f))
	}
	if x.LookedIn != "" {
		v.item("      ", v.say("Looked in: ", "Lett i: ")+x.LookedIn)
	}
	if x.Note != "" {
		v.item("      ", x.Note)
	}
}

// trust says how far a value can be relied on and how old it is; nothing of one that nobody has looked for.
func (v *valueView) trust(x *vendorfit.Value) string {
	var parts []string
	if x.As != "" {
		parts = append(parts, x.As)
	}
	if x.Confidence != "" && !x.Open() {
		parts = append(parts, v.say("confidence ", "tillit ")+text.Mid(v.words.Confidence(v.lang, x.Confidence)))
	}
	if x.Checked != "" {
		parts = append(parts, v.age(x.Checked))
	}
	if x.State == vendorfit.Stale {
		parts = append(parts, v.say("past its shelf life", "for gammel"))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func (v *valueView) age(checked vendorfit.Date) string {
	days := checked.DaysUntil(v.day)
	switch {
	case days < 0 || !checked.Valid():
		return v.say("checked ", "kontrollert ") + text.Date(v.lang, checked)
	case days == 0:
		return v.say("checked the same day", "kontrollert samme dag")
	case days == 1:
		return v.say("checked one day before", "kontrollert én dag før")
	case days < 60:
		return fmt.Sprintf(v.say("checked %d days before", "kontrollert %d dager før"), days)
	}
	return fmt.Sprintf(v.say("checked %d months before", "kontrollert %d måneder før"), days/30)
}
