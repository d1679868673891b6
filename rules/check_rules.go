package rules

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// criteria checks the tree: its ids, what it is made of, and that no part of it is without a rule.
func (k *bookCheck) criteria() {
	list := k.book.Criteria
	k.ids(criteriaFile+"#", each(list, func(c *vendorfit.Criterion) string { return c.ID }))
	sum, subs := 0.0, map[string]bool{}
	for i, c := range list {
		at := fmt.Sprintf("%s#/%d", criteriaFile, i)
		k.filled(at, "multiplier", c.Multiplier)
		k.ids(at+"/sub", each(c.Sub, func(s *vendorfit.SubCriterion) string { return s.ID }))
		sum += c.Swing
		for j, s := range c.Sub {
			place := fmt.Sprintf("%s/sub/%d", at, j)
			k.subCriterion(place, &c, &s)
			if subs[s.ID] {
				k.wrong(place+"/id", "duplicate", s.ID, vendorfit.Text{En: "this id stands twice", Nb: "denne id-en står to ganger"})
			}
			subs[s.ID] = true
		}
	}
	if sum != 100 {
		k.wrong(criteriaFile+"#", "format", fmt.Sprint(sum), vendorfit.Text{En: "the swings add up to 100", Nb: "vektene skal bli 100 til sammen"})
	}
}

func (k *bookCheck) subCriterion(at string, c *vendorfit.Criterion, s *vendorfit.SubCriterion) {
	if !strings.HasPrefix(s.ID, c.ID+".") {
		k.wrong(at+"/id", "format", s.ID, vendorfit.Text{En: "the id begins with that of its criterion", Nb: "id-en begynner med kriteriets"})
	}
	if s.Weight <= 0 {
		k.wrong(at+"/weight", "minimum", fmt.Sprint(s.Weight), vendorfit.Text{En: "a weight is above 0", Nb: "en vekt er over 0"})
	}
	has := slices.ContainsFunc(k.book.Rules, func(r vendorfit.Rule) bool { return r.Criterion == s.ID })
	if c.ID != "own" && !has {
		k.wrong(at, "required", s.ID, vendorfit.Text{En: "no rule scores under this", Nb: "ingen regel gir poeng under dette"})
	}
}

// rules checks everything about the rules but their expressions.
func (k *bookCheck) rules(c *vendorfit.Catalogue) {
	k.ids(rulesFile+"#", each(k.book.Rules, func(r *vendorfit.Rule) string { return r.ID }))
	names := namesOfPlatforms(c)
	for i := range k.book.Rules {
		r, at := &k.book.Rules[i], fmt.Sprintf("%s#/%d", rulesFile, i)
		k.ruleFields(at, r)
		k.ruleTexts(at, r)
		k.ruleBetter(at, r)
		k.ruleTests(at, r)
		k.neutral(at, r, names)
	}
}

// ruleFields checks that a rule has the fields of its kind and no others: a points in a gate would never be read.
func (k *bookCheck) ruleFields(at string, r *vendorfit.Rule) {
	k.oneOf(at+"/kind", string(r.Kind), "gate", "score", "risk")
	k.filled(at, "applies", r.Applies, "source", r.Source)
	severity := ""
	if r.Severity != 0 {
		severity = fmt.Sprint(r.Severity)
	}
	for _, f := range []struct {
		name, value string
		kind        vendorfit.Kind
	}{
		{"pass", r.Pass, vendorfit.Gate},
		{"onFail", r.OnFail, vendorfit.Gate},
		{"criterion", r.Criterion, vendorfit.Score},
		{"points", r.Points, vendorfit.Score},
		{"weight", r.Weight, vendorfit.Score},
		{"when", r.When, vendorfit.Risk},
		{"severity", severity, vendorfit.Risk},
	} {
		if f.kind == r.Kind {
			k.filled(at, f.name, f.value)
		} else if f.value != "" {
			k.wrong(at+"/"+f.name, "unknownField", f.value, vendorfit.Text{En: f.name + " does not belong to a " + string(r.Kind), Nb: f.name + " hører ikke til en " + string(r.Kind)})
		}
	}
	if r.Kind == vendorfit.Gate {
		k.oneOf(at+"/onFail", r.OnFail, "exclude", "condition")
		k.oneOf(at+"/onUnknown", r.OnUnknown, "", "eligible")
	}
	if r.Kind == vendorfit.Risk {
		k.oneOf(at+"/severity", severity, "1", "2", "3")
	}
	k.ruleCriterion(at, r)
}

func (k *bookCheck) ruleCriterion(at string, r *vendorfit.Rule) {
	if r.Kind != vendorfit.Score {
		return
	}
	known := slices.ContainsFunc(k.book.Criteria, func(c vendorfit.Criterion) bool {
		return slices.ContainsFunc(c.Sub, func(s vendorfit.SubCriterion) bool { return s.ID == r.Criterion })
	})
	if !known {
		k.wrong(at+"/criterion", "code", r.Criterion, vendorfit.Text{En: "there is no such sub-criterion", Nb: "det finnes ikke noe slikt delkriterium"})
	}
	if !strings.HasPrefix(r.ID, r.Criterion+".") {
		k.wrong(at+"/id", "format", r.ID, vendorfit.Text{En: "the id begins with that of its sub-criterion", Nb: "id-en begynner med delkriteriets"})
	}
	if r.General && r.Note == "" {
		k.wrong(at, "required", r.ID, vendorfit.Text{En: "a general rule says in a note why a general property is right there", Nb: "en generell regel sier i en merknad hvorfor en generell egenskap er riktig der"})
	}
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// placeholders are the names that a text leaves to be filled in, in alphabetical order and once each.
func placeholders(text string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// ruleTexts checks the placeholders of a reason: the same in both languages, known, and bound where nothing binds them by itself.
func (k *bookCheck) ruleTexts(at string, r *vendorfit.Rule) {
	en, nb := placeholders(r.Why.En), placeholders(r.Why.Nb)
	if !slices.Equal(en, nb) {
		k.wrong(at+"/why", "format", strings.Join(nb, ", "), vendorfit.Text{En: "the placeholders differ between the languages", Nb: "plassholderne er ulike i de to språkene"})
	}
	for _, name := range en {
		k.oneOf(at+"/why", name, "platform", "edition", "value", "need", "system", "have", "required", "amount", "share", "quota")
		if _, bound := r.Show[name]; !bound && slices.Contains([]string{"have", "required", "amount", "share", "quota"}, name) {
			k.wrong(at+"/why", "required", name, vendorfit.Text{En: "show does not bind this placeholder", Nb: "show binder ikke denne plassholderen"})
		}
	}
	for _, name := range sortedKeys(r.Show) {
		path := r.Show[name]
		if !slices.Contains(en, name) {
			k.wrong(at+"/show/"+name, "unknownField", name, vendorfit.Text{En: "the text does not use this placeholder", Nb: "teksten bruker ikke denne plassholderen"})
		}
		root, rest, _ := strings.Cut(path, ".")
		if root == "params" || root == "totals" || !k.reads(root, rest, true) {
			k.wrong(at+"/show/"+name, "code", path, vendorfit.Text{En: "there is no such path", Nb: "det finnes ingen slik sti"})
		}
	}
}

func (k *bookCheck) ruleBetter(at string, r *vendorfit.Rule) {
	for _, id := range sortedKeys(r.Better) {
		a, place := k.book.Attribute(id), at+"/better/"+vendorfit.EscapePointer(id)
		if a == nil {
			k.wrong(place, "code", id, vendorfit.Text{En: "the book has no such attribute", Nb: "regelboken har ikke noe slikt attributt"})
		} else if a.Better != r.Better[id] {
			k.oneOf(place, r.Better[id], a.Better)
		}
	}
}

// ruleTests checks that the made-up platforms of a rule's tests can be, and that gates and scores have two tests at least: one
// can be met by a rule that always says the same.
func (k *bookCheck) ruleTests(at string, r *vendorfit.Rule) {
	if r.Kind != vendorfit.Risk && len(r.Tests) < 2 {
		k.wrong(at, "required", r.ID, vendorfit.Text{En: "a rule has at least two tests", Nb: "en regel har minst to tester"})
	}
	for i, t := range r.Tests {
		place := fmt.Sprintf("%s/tests/%d", at, i)
		k.filled(place, "name", t.Name)
		if t.Want == (vendorfit.RuleWant{}) {
			k.wrong(place+"/want", "required", "", vendorfit.Text{En: "the test wants nothing", Nb: "testen forventer ingenting"})
		}
		for _, id := range sortedKeys(t.Derived) {
			if k.book.Declaration(id) == nil {
				k.wrong(place+"/derived/"+vendorfit.EscapePointer(id), "code", id, vendorfit.Text{En: "there is no such derived quantity", Nb: "det finnes ingen slik avledet størrelse"})
			}
		}
		var e *vendorfit.Error
		if _, err := vendorfit.Sketch(k.book, t.Platform); errors.As(err, &e) {
			for _, m := range e.Mistakes {
				k.wrongOf(place+"/platform"+m.Pointer, m.Code, m.Found, m.Expected, m.Message)
			}
		}
	}
}

// namesOfPlatforms finds the ids and names that no rule may mention, nil where there are none. Short ones are words of other
// meaning too.
func namesOfPlatforms(c *vendorfit.Catalogue) []string {
	var names []string
	for _, p := range c.Platforms {
		for _, name := range []string{p.ID, p.Name} {
			if len(name) > 3 {
				names = append(names, strings.ToLower(name))
			}
		}
	}
	return names
}

// word finds one of the names as a word of its own in a text; "" where none stands there.
func word(text string, names []string) string {
	letter := func(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }
	for _, name := range names {
		for at := 0; ; {
			i := strings.Index(text[at:], name)
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(name)
			if (start == 0 || !letter(text[start-1])) && (end == len(text) || !letter(text[end])) {
				return name
			}
			at = end
		}
	}
	return ""
}

// neutral checks that a rule names no platform: rules judge capabilities.
func (k *bookCheck) neutral(at string, r *vendorfit.Rule, names []string) {
	text := strings.ToLower(strings.Join([]string{
		r.ID, r.Applies, r.Weight, r.Points, r.Pass, r.When, r.Why.En, r.Why.Nb, fmt.Sprint(r.Show), testsText(r),
	}, "\n"))
	if found := word(text, names); found != "" {
		k.wrong(at, "format", found, vendorfit.Text{En: "a rule names no platform", Nb: "en regel nevner ingen plattform"})
	}
}

// testsText is what the tests of a rule say.
func testsText(r *vendorfit.Rule) string {
	var s strings.Builder
	for _, t := range r.Tests {
		fmt.Fprintln(&s, t.Name, t.Profile, t.Platform, t.Derived)
	}
	return s.String()
}
