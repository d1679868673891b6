package text

import (
	"math"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
)

// Architecture says which way to build fits on the platform, what it rests on, and what would tip it.
func (c Case) Architecture(l vendorfit.Lang, a derive.Architecture) string {
	s := []string{c.way(l, a)}
	if v := variant(a, a.Verdict); v != nil && len(v.Places) > 0 {
		s = append(s, measured(l, v))
	}
	if len(a.Close) == 2 {
		s = append(s, Sentence(wayName(l, a.Close[1]))+pick(l, " is about as good; the first is named because it asks no more of your integration maturity.",
			" er omtrent like bra; det første er nevnt fordi det ikke krever mer integrasjonsmodenhet av dere."))
	}
	for i := range a.Variants {
		if v := &a.Variants[i]; v.Refusal != "" && a.Verdict != "none" && v.Name != a.Verdict {
			s = append(s, refused(l, v)+".")
		}
	}
	return strings.Join(append(s, c.holds(l, a)...), " ")
}

func variant(a derive.Architecture, name string) *derive.Variant {
	i := slices.IndexFunc(a.Variants, func(v derive.Variant) bool { return v.Name == name })
	if i < 0 {
		return nil
	}
	return &a.Variants[i]
}

// wayName is what a variant is called inside a sentence.
func wayName(l vendorfit.Lang, variant string) string {
	switch variant {
	case "suite":
		return pick(l, "one suite", "én samlet løsning")
	case "hybrid":
		return pick(l, "a mix of the vendor's own and other products", "en blanding av leverandørens egne og andre produkter")
	}
	return pick(l, "a set of specialised products", "en sammensetning av spesialiserte løsninger")
}

// way is the verdict with where each area goes.
func (c Case) way(l vendorfit.Lang, a derive.Architecture) string {
	on := pick(l, "On ", "På ") + c.Name()
	v := variant(a, a.Verdict)
	switch {
	case a.Verdict == "none":
		return on + pick(l, " none of the ways to build is advisable: ", " er ingen av måtene å bygge på tilrådelig: ") + noWay(l, a) + "."
	case v == nil || len(v.Places) == 0:
		return on + pick(l, " the question does not arise: nothing beside the CRM itself is to be replaced or added.",
			" oppstår ikke spørsmålet: ingenting ved siden av selve CRM-systemet skal erstattes eller komme til.")
	}
	return on + pick(l, " ", " passer ") + wayName(l, a.Verdict) + pick(l, " fits best: ", " best: ") + c.places(l, v) + "."
}

// noWay says why no variant is advisable; once where it is the same for all.
func noWay(l vendorfit.Lang, a derive.Architecture) string {
	var why []string
	for i := range a.Variants {
		if v := &a.Variants[i]; v.Refusal != a.Variants[0].Refusal {
			break
		} else if i == len(a.Variants)-1 {
			return pick(l, "each of them ", "hver av dem ") + refusal(l, v)
		}
	}
	for i := range a.Variants {
		why = append(why, wayName(l, a.Variants[i].Name)+" "+refusal(l, &a.Variants[i]))
	}
	return List(l, why)
}

// places says which areas go to own products, which to separate ones, and which stay with a system that is kept.
func (c Case) places(l vendorfit.Lang, v *derive.Variant) string {
	by := map[string][]string{}
	for _, p := range v.Places {
		by[p.Place] = append(by[p.Place], Mid(c.in(l, "needs", p.Area)))
	}
	var parts []string
	for _, place := range []struct{ code, en, nb string }{
		{"own", "the vendor's own products for ", "leverandørens egne produkter for "},
		{"separate", "products of others for ", "andres produkter for "},
		{"kept", "today's systems stay for ", "dagens systemer beholdes for "},
	} {
		if areas := by[place.code]; len(areas) > 0 {
			parts = append(parts, pick(l, place.en, place.nb)+List(l, areas))
		}
	}
	return strings.Join(parts, "; ")
}

// measured says what a variant comes to. Half a connection stands for products of one vendor that must be linked, and half a
// contract for a product with a licence of its own; people count whole ones.
func measured(l vendorfit.Lang, v *derive.Variant) string {
	s := pick(l, "It meets ", "Den dekker ") + Percent(l, v.C) + pick(l, " of the needs in these areas, with ", " av behovene på disse områdene, med ")
	built := pick(l, "nothing to build", "ingenting å bygge")
	if v.B > 0 {
		built = some(l, v.B, "connection", "connections", "kobling", "koblinger") + pick(l, " to build", " å bygge")
	}
	if s += built; v.Days > 0 {
		s += pick(l, " (about ", " (om lag ") + some(l, v.Days, "person-day", "person-days", "dagsverk", "dagsverk") + ")"
	}
	s += pick(l, " and ", " og ") + some(l, v.V, "contract", "contracts", "avtale", "avtaler") + pick(l, " to hold", " å forvalte")
	if v.G > 0 {
		s += pick(l, "; it asks for ", "; den krever ") + some(l, v.G, "step", "steps", "trinn", "trinn") +
			pick(l, " more integration maturity than you have", " høyere integrasjonsmodenhet enn dere har")
	}
	return s + "."
}

// some counts things, halves up, in the singular where there is one.
func some(l vendorfit.Lang, n float64, en, ens, nb, nbs string) string {
	whole := math.Floor(n + 0.5)
	if whole == 1 {
		return pick(l, "1 "+en, "1 "+nb)
	}
	return Number(l, whole, 0) + " " + pick(l, ens, nbs)
}

// refused says that a variant is not advisable, and why.
func refused(l vendorfit.Lang, v *derive.Variant) string {
	return Sentence(wayName(l, v.Name)) + pick(l, " is not advisable: it ", " er ikke tilrådelig: den ") + refusal(l, v)
}

func refusal(l vendorfit.Lang, v *derive.Variant) string {
	switch v.Refusal {
	case "maturity":
		return pick(l, "asks for more integration maturity than you have", "krever mer integrasjonsmodenhet enn dere har")
	case "coverage":
		return pick(l, "meets too little of what is needed", "dekker for lite av behovet")
	}
	return pick(l, "goes far beyond the yearly budget", "går langt ut over årsbudsjettet")
}

// holds says whether open values could turn the verdict, and which change of the buyer's own would.
func (c Case) holds(l vendorfit.Lang, a derive.Architecture) []string {
	s := pick(l, "What is not known of the platform could still change this.", "Det som ikke er kjent om plattformen, kan fortsatt endre dette.")
	if a.Firm {
		s = pick(l, "This holds whatever is still to be learnt of the platform.", "Dette gjelder uansett hva som gjenstår å få vite om plattformen.")
	}
	out := []string{s}
	for _, t := range a.Tips {
		out = append(out, c.tip(l, a, t))
	}
	return out
}

// tip says what one change of the buyer's own would make of the verdict: another, or the same more or less clearly.
func (c Case) tip(l vendorfit.Lang, a derive.Architecture, t derive.Tip) string {
	change := c.change(l, t)
	switch {
	case t.Verdict == "none":
		return pick(l, "None of the ways would be advisable ", "Ingen av måtene ville vært tilrådelig ") + change + "."
	case t.Verdict != a.Verdict:
		return pick(l, "It would be ", "Det ville blitt ") + wayName(l, t.Verdict) + " " + change + "."
	case len(t.Close) == 2:
		return Sentence(wayName(l, t.Close[1])) + pick(l, " would be about as good ", " ville vært omtrent like bra ") + change + "."
	}
	return pick(l, "The first would be clearly better ", "Det første ville vært klart bedre ") + change + "."
}

func (c Case) change(l vendorfit.Lang, t derive.Tip) string {
	system := t.System
	if s := c.system(t.System); s != nil {
		system = c.System(l, s)
	}
	switch t.Change {
	case "maturity":
		return pick(l, "with one step more integration maturity", "med ett trinn høyere integrasjonsmodenhet")
	case "keep":
		return pick(l, "if ", "hvis ") + system + pick(l, " stays", " beholdes")
	case "replace":
		return pick(l, "if ", "hvis ") + system + pick(l, " is replaced", " erstattes")
	}
	return pick(l, "without your stated preference", "uten den oppgitte preferansen")
}
