package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// mostBlind is the most of the decision that may rest on rules whose points do not depend on the profile.
const mostBlind = 0.30

// Lint says everything that is wrong with a compiled book, and, of each profile that it is given, whether too much of the
// decision would be the same for everybody.
func (b *Book) Lint(profiles ...*vendorfit.Profile) []Lint {
	wrong := b.lint()
	for _, p := range profiles {
		share, err := b.BlindShare(p)
		switch {
		case err != nil:
			wrong = append(wrong, bookLint("profile-unheard", "", vendorfit.Text{
				En: "the profile " + p.ID + " cannot be heard: " + err.Error(), Nb: "profilen " + p.ID + " kan ikke behandles: " + err.Error(),
			}))
		case share > mostBlind:
			wrong = append(wrong, bookLint("blind-share", "", vendorfit.Text{
				En: fmt.Sprintf("for the profile %s, %.0f %% of the weight rests on rules that do not look at the profile; let them ask for something, or weigh them less (at most 30 %%)", p.ID, 100*share),
				Nb: fmt.Sprintf("for profilen %s hviler %.0f %% av vekten på regler som ikke ser på profilen; la dem kreve noe, eller vekt dem lavere (høyst 30 %%)", p.ID, 100*share),
			}))
		}
	}
	return b.located(wrong)
}

func bookLint(id, pointer string, message vendorfit.Text) Lint {
	return Lint{ID: id, Mistake: vendorfit.Mistake{File: rulesFile, Pointer: pointer, Code: id, Message: message}}
}

// lint says what is wrong with the parts of the book, their expressions apart.
func (b *Book) lint() []Lint {
	var wrong []Lint
	for _, m := range check(b.Book, b.catalogue()) {
		wrong = append(wrong, Lint{ID: "book-" + kebab(m.Code), Mistake: m})
	}
	for i, d := range b.Derived {
		if derive.ID(d.ID) < 0 {
			wrong = append(wrong, at([]Lint{bookLint("derived-without-arithmetic", "", vendorfit.Text{
				En: "no arithmetic stands behind derived." + d.ID + "; it needs a change of the program, so take it out of the book",
				Nb: "det står ingen utregning bak derived." + d.ID + "; den krever en endring av programmet, så ta den ut av regelboken",
			})}, derivedFile, "/derived/%d", i)...)
		}
	}
	cost := 0
	for i := range b.rules {
		r, pointer := &b.rules[i], fmt.Sprintf("/%d", i)
		if r.body == nil || r.applies == nil {
			continue
		}
		cost += r.body.cost + r.applies.cost
		wrong = append(wrong, b.lintRule(r, pointer)...)
	}
	if cost > mostCost {
		wrong = append(wrong, bookLint("book-too-costly", "", vendorfit.Text{
			En: fmt.Sprintf("the rules together take %d steps, more than %d; loop less", cost, mostCost),
			Nb: fmt.Sprintf("reglene tar til sammen %d trinn, mer enn %d; bruk færre løkker", cost, mostCost),
		}))
	}
	return wrong
}

// mostCost is the most steps that all rules may take for one platform: some 5 ms.
const mostCost = 10 * maxCost

// catalogue is the book's, or an empty one.
func (b *Book) catalogue() *vendorfit.Catalogue {
	if b.Catalogue == nil {
		return &vendorfit.Catalogue{}
	}
	return b.Catalogue
}

// kebab writes a camel-case code as ids of lints are written.
func kebab(code string) string {
	var s strings.Builder
	for _, r := range code {
		if r >= 'A' && r <= 'Z' {
			s.WriteByte('-')
			r += 'a' - 'A'
		}
		s.WriteRune(r)
	}
	return s.String()
}

// lintRule holds what a rule says of itself to what its expressions do.
func (b *Book) lintRule(r *rule, pointer string) []Lint {
	var wrong []Lint
	say := func(field, id, en, nb string) {
		wrong = append(wrong, bookLint(id, pointer+field, vendorfit.Text{En: r.ID + ": " + en, Nb: r.ID + ": " + nb}))
	}
	if blind := !r.body.profile; r.Kind == vendorfit.Score && blind != r.General {
		if blind {
			say("/points", "general-unsaid", "the points do not look at the profile; say general: true with a note, or ask for something", "poengene ser ikke på profilen; skriv general: true med en merknad, eller krev noe")
		} else {
			say("/general", "general-untrue", "general is true, and the points look at the profile; take general away", "general er sann, men poengene ser på profilen; fjern general")
		}
	}
	if r.OnUnknown != "" && r.ID != lenientGate {
		say("/onUnknown", "silence-pays", "onUnknown lets a platform pass of which nothing is known; only "+lenientGate+" may", "onUnknown slipper gjennom en plattform som ingenting er kjent om; bare "+lenientGate+" kan det")
	}
	read := b.attributesOf(r)
	for _, id := range read {
		if _, ok := r.Better[id]; !ok && r.Kind != vendorfit.Risk {
			say("/better", "better-missing", "better says nothing of "+id+"; add "+id+": "+b.Attribute(id).Better, "better sier ingenting om "+id+"; legg til "+id+": "+b.Attribute(id).Better)
		}
	}
	if len(read) == 0 && !b.looksUp(r) && slices.Contains(placeholders(r.Why.En), "value") {
		say("/why", "value-without-fact", "the text prints {value}, and the rule reads no value of the platform; bind it otherwise, or leave it out", "teksten skriver {value}, men regelen leser ingen verdi hos plattformen; bind den på en annen måte, eller fjern den")
	}
	return wrong
}

// lenientGate is the one gate that open values pass: nobody is kept out for not having said how little one can buy.
const lenientGate = "gate.minimum"

// attributesOf are the attributes whose values a rule names, each once.
func (b *Book) attributesOf(r *rule) []string {
	var all []string
	for _, i := range r.body.sites {
		s := &b.sites[i]
		if s.inner != nil {
			s = s.inner
		}
		if s.attribute != nil && !slices.Contains(all, s.attribute.ID) {
			all = append(all, s.attribute.ID)
		}
	}
	return all
}

// looksUp tells that a rule reads the values that belong to the buyer's own systems.
func (b *Book) looksUp(r *rule) bool {
	return slices.ContainsFunc(r.body.sites, func(i int) bool {
		s := &b.sites[i]
		if s.inner != nil {
			s = s.inner
		}
		return s.does == connecting || s.does == warehousing
	})
}
