package text

import (
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Why is the reason of a finding, in words: the rule's own sentence with what it read.
func (c Case) Why(l vendorfit.Lang, f *vendorfit.Finding) string {
	if f.Kind == vendorfit.Edition {
		return c.edition(l)
	}
	if f.Failed != nil {
		return c.Name() + pick(l, ": this could not be worked out; it counts as not known",
			": dette lot seg ikke regne ut; det regnes som ikke kjent")
	}
	if own := c.requirement(f.Rule); own != nil {
		return c.own(l, own)
	}
	rule := c.rules[f.Rule]
	if rule == nil {
		return spelled(f.Rule)
	}
	why := c.fill(l, rule, f)
	switch f.Outcome {
	case vendorfit.Possible:
		return pick(l, "Possible: ", "Mulig: ") + Mid(why)
	case vendorfit.ToConfirm:
		return why + c.doubt(l, f)
	}
	return why
}

// doubt says why a gate is to be confirmed where the sentence does not: another value that it rests on is open, or its values are
// old, weakly documented, or not the vendor's own word.
func (c Case) doubt(l vendorfit.Lang, f *vendorfit.Finding) string {
	var open []vendorfit.Slot
	said := ""
	for i, s := range f.Reads {
		v := c.Result.Knowledge.At(s)
		switch {
		case v.Open():
			if i == 0 || c.Book.Places()[s].Member != "" {
				return "" // the sentence shows it
			}
			if !slices.Contains(open, s) {
				open = append(open, s)
			}
		case v.State == vendorfit.Stale:
			said = pick(l, "; not checked lately, so it must be confirmed", "; ikke kontrollert i det siste, så det må bekreftes")
		case v.Soft():
			said = pick(l, "; weakly documented, so it must be confirmed", "; svakt dokumentert, så det må bekreftes")
		case !v.Sure() && said == "":
			said = pick(l, "; not the vendor's own documentation, so it must be confirmed", "; ikke leverandørens egen dokumentasjon, så det må bekreftes")
		}
	}
	if len(open) > 0 {
		return pick(l, "; not known: ", "; ikke kjent: ") + c.each(l, open)
	}
	return said
}

// fill puts words in place of the placeholders of a rule's sentence. It begins with a capital letter, unless with the name of
// the platform, which is spelt as its vendor spells it.
func (c Case) fill(l vendorfit.Lang, rule *wordedRule, f *vendorfit.Finding) string {
	var out strings.Builder
	sentence := rule.Why.In(l)
	for rest := sentence; rest != ""; {
		before, after, found := strings.Cut(rest, "{")
		out.WriteString(before)
		name, tail, closed := strings.Cut(after, "}")
		if rest = tail; !found || !closed {
			break
		}
		if name == "edition" && c.Result.Edition.Name == "" {
			unnamed(l, &out)
			continue
		}
		out.WriteString(c.placeholder(l, name, rule, f))
	}
	if strings.HasPrefix(sentence, "{platform}") {
		return out.String()
	}
	return Sentence(out.String())
}

// unnamed puts an edition that is not known into a sentence: after the word edition it takes that word's place.
func unnamed(l vendorfit.Lang, out *strings.Builder) {
	before, after := strings.CutSuffix(out.String(), pick(l, "edition ", "utgave "))
	if !after {
		out.WriteString(pick(l, "not known", "ikke kjent"))
		return
	}
	out.Reset()
	out.WriteString(before + pick(l, "an edition that is not known", "en utgave som ikke er kjent"))
}

// placeholder is the words of one placeholder.
func (c Case) placeholder(l vendorfit.Lang, name string, rule *wordedRule, f *vendorfit.Finding) string {
	if path, ok := rule.Show[name]; ok {
		return c.Path(l, path, f)
	}
	switch name {
	case "platform":
		return c.Name()
	case "edition":
		return c.Edition(l)
	case "value":
		return c.value(l, rule, f)
	case "need":
		return Mid(c.in(l, f.Asked.Attribute, f.Asked.Code))
	case "system":
		return c.systems(l, f.Systems)
	}
	return pick(l, "not stated", "ikke oppgitt")
}

// value is the first value that the rule itself names and has read; of a rule that reaches systems, one per system.
func (c Case) value(l vendorfit.Lang, rule *wordedRule, f *vendorfit.Finding) string {
	if len(f.Reads) == 0 {
		return pick(l, "not known", "ikke kjent")
	}
	if c.reaches(f) {
		return c.reached(l, f)
	}
	for _, s := range rule.named {
		if slices.Contains(f.Reads, s) {
			return c.At(l, s)
		}
	}
	return c.At(l, f.Reads[0])
}

// reaches tells that what the rule reads first is the connection to one of the systems concerned.
func (c Case) reaches(f *vendorfit.Finding) bool {
	return slices.ContainsFunc(f.Systems, func(id string) bool { return c.connector(id) == f.Reads[0] })
}

func (c Case) connector(system string) vendorfit.Slot {
	s := c.system(system)
	if s == nil {
		return vendorfit.NoSlot
	}
	return c.Book.Slot("connector." + s.Product)
}

// reached groups the systems by how they are reached, in the order of the systems: one way for all needs no names.
func (c Case) reached(l vendorfit.Lang, f *vendorfit.Finding) string {
	var ways []string
	by := map[string][]string{}
	for _, id := range f.Systems {
		slot := c.connector(id)
		if slot == vendorfit.NoSlot {
			continue
		}
		way := c.At(l, slot)
		if by[way] == nil {
			ways = append(ways, way)
		}
		by[way] = append(by[way], id)
	}
	if len(ways) == 1 {
		return ways[0]
	}
	for i, way := range ways {
		ways[i] = way + " (" + c.systems(l, by[way]) + ")"
	}
	return strings.Join(ways, "; ")
}

func (c Case) system(id string) *vendorfit.System {
	all := c.Hearing.Profile().Systems
	i := slices.IndexFunc(all, func(s vendorfit.System) bool { return s.ID == id })
	if i < 0 {
		return nil
	}
	return &all[i]
}

func (c Case) systems(l vendorfit.Lang, ids []string) string {
	var names []string
	for _, id := range ids {
		if s := c.system(id); s != nil {
			names = append(names, c.System(l, s))
		}
	}
	if len(names) == 0 {
		return pick(l, "the buyer's systems", "kjøperens systemer")
	}
	return List(l, names)
}

// edition says which edition the evaluation rests on, and what made it that one.
func (c Case) edition(l vendorfit.Lang) string {
	e := c.Result.Edition
	if len(e.Unmet) > 0 {
		return pick(l, "Edition ", "Utgave ") + c.Edition(l) + pick(l, " is pinned, and lacks what the buyer must have: ",
			" er låst, og mangler noe kjøperen må ha: ") + c.eachNamed(l, e.Unmet)
	}
	s := pick(l, "The evaluation assumes edition ", "Vurderingen legger utgave ") + c.Edition(l) + pick(l, "", " til grunn")
	switch {
	case e.Name == "":
		s = pick(l, "The editions are not known; the platform is judged as if it had one",
			"Utgavene er ikke kjent; plattformen vurderes som om den hadde én")
	case e.Pinned:
		s += pick(l, ", as pinned", ", som låst")
	case len(e.By) > 0:
		s += pick(l, ", which these decide: ", ", som disse avgjør: ") + c.eachNamed(l, e.By)
	case e.Rank == 0:
		s += pick(l, ", the lowest paid one; nothing asked for needs a higher", ", den laveste betalte; ingenting som kreves, trenger en høyere")
	}
	if len(e.Could) > 0 {
		s += pick(l, ". Not known, and could force a higher edition: ", ". Ikke kjent, og kan kreve en høyere utgave: ") + c.each(l, e.Could)
	}
	return s
}

func (c Case) eachNamed(l vendorfit.Lang, slots []vendorfit.Slot) string {
	items := make([]string, len(slots))
	for i, s := range slots {
		items[i] = c.Called(l, c.Book.Places()[s]) + " (" + c.At(l, s) + ")"
	}
	return List(l, items)
}

func (c Case) each(l vendorfit.Lang, slots []vendorfit.Slot) string {
	items := make([]string, len(slots))
	for i, s := range slots {
		items[i] = c.Called(l, c.Book.Places()[s])
	}
	return List(l, items)
}
