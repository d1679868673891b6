package vendorfit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"
)

// relationTexts say what is wrong where fields do not fit each other, by the code of the mistake.
var relationTexts = map[string]Text{
	"reference":  {En: "this names nothing in the profile", Nb: "dette viser ikke til noe i profilen"},
	"duplicate":  {En: "this id stands twice", Nb: "denne id-en står to ganger"},
	"kind":       {En: "this product is not of that kind of system", Nb: "dette produktet er ikke av den typen system"},
	"allOrNone":  {En: "give points to all criteria or to none; only own requirements may stand alone", Nb: "gi poeng til alle kriteriene eller til ingen; bare egne krav kan stå alene"},
	"allZero":    {En: "every criterion has 0 points, so nothing would count; give points to at least one", Nb: "alle kriteriene har 0 poeng, så ingenting ville telle; gi poeng til minst ett"},
	"exactlyOne": {En: "a requirement has exactly one condition", Nb: "et krav har nøyaktig ett vilkår"},
	"condition":  {En: "this condition does not fit the attribute", Nb: "dette vilkåret passer ikke til attributtet"},
	"rate":       {En: "this currency has no rate in the profile or the rule book", Nb: "denne valutaen har ingen kurs i profilen eller regelboken"},
	"positive":   {En: "this must be above zero", Nb: "dette må være over null"},
}

// profileRelations checks what holds between the fields of a profile.
func (v *Validator) profileRelations(sl validator.StructLevel) {
	p := sl.Current().Interface().(Profile)
	wrong := func(value any, at, code, expected string) { sl.ReportError(value, at, at, code, expected) }
	v.systems(&p, wrong)
	v.readiness(&p, wrong)
	v.priorities(&p, wrong)
	v.money(&p, wrong)
	for i := range p.Requirements {
		v.requirement(&p.Requirements[i], fmt.Sprintf("requirements[%d]", i), wrong)
	}
}

type report func(value any, at, code, expected string)

func (v *Validator) systems(p *Profile, wrong report) {
	seen, ids := map[string]bool{}, []string{}
	for i, s := range p.Systems {
		if seen[s.ID] && s.ID != "" {
			wrong(s.ID, fmt.Sprintf("systems[%d].id", i), "duplicate", "")
		}
		seen[s.ID] = true
		ids = append(ids, s.ID)
		if kinds := v.kinds(s.Product); len(kinds) > 0 && v.book.hasCode("systemKinds", s.Kind) && !slices.Contains(kinds, s.Kind) {
			wrong(s.Product, fmt.Sprintf("systems[%d].product", i), "kind", "kind "+strings.Join(kinds, " / ")+", other, own_development")
		}
	}
	// Made once: a profile may have as many bad references as it has systems.
	expected := "systems[].id: " + strings.Join(ids[:min(len(ids), namesMost)], ", ")
	for i, f := range p.Integrations {
		if f.System != "" && !seen[f.System] {
			wrong(f.System, fmt.Sprintf("integrations[%d].system", i), "reference", expected)
		}
	}
}

// namesMost bounds a list of names in a mistake.
const namesMost = 60

// kinds are the kinds of system that a product serves; none: it serves any.
func (v *Validator) kinds(product string) []string {
	for _, c := range v.book.lists["systemProducts"] {
		if c.Code == product {
			return c.Kinds
		}
	}
	return nil
}

func (v *Validator) readiness(p *Profile, wrong report) {
	for _, d := range v.book.Readiness.Dimensions {
		ids := make([]string, len(d.Questions))
		for i, q := range d.Questions {
			ids[i] = q.ID
		}
		expected := strings.Join(ids, ", ")
		for _, id := range sortedKeys(p.Readiness[d.ID]) {
			if !slices.Contains(ids, id) {
				wrong(id, fmt.Sprintf("readiness[%s][%s]", d.ID, id), "code", expected)
			}
		}
	}
}

func (v *Validator) priorities(p *Profile, wrong report) {
	q := v.book.Question("priorities")
	if q == nil || !q.AllOrNone {
		return
	}
	var missing []string
	given, sum := false, 0.0
	for _, c := range v.book.Criteria {
		points, ok := p.Priorities[c.ID]
		sum += points
		switch {
		case slices.Contains(q.AloneRows, c.ID):
		case ok:
			given = true
		default:
			missing = append(missing, c.ID)
		}
	}
	switch {
	case given && len(missing) > 0:
		wrong(len(p.Priorities), "priorities", "allOrNone", strings.Join(missing, ", "))
	case given && sum == 0:
		wrong(len(p.Priorities), "priorities", "allZero", "")
	}
}

func (v *Validator) money(p *Profile, wrong report) {
	rates := []string{cmp.Or(p.Commercial.Currency, v.defaultCurrency())}
	if fx, ok := v.book.Const("cost.fx"); ok {
		rates = append(rates, fx.Keys...)
	}
	seen := map[string]bool{rates[0]: true}
	for i, r := range p.Commercial.FX {
		at := fmt.Sprintf("commercial.fx[%d]", i)
		if seen[r.Currency] && r.Currency != "" {
			wrong(r.Currency, at+".currency", "duplicate", "")
		}
		seen[r.Currency] = true
		rates = append(rates, r.Currency)
		if x, err := strconv.ParseFloat(r.Rate, 64); err == nil && x == 0 {
			wrong(r.Rate, at+".rate", "positive", "")
		}
	}
	v.budget(p.Commercial.BudgetFirstYear, "commercial.budgetFirstYear", rates, wrong)
	v.budget(p.Commercial.BudgetAnnual, "commercial.budgetAnnual", rates, wrong)
}

// defaultCurrency is what amounts are shown in where the profile does not say: the default of the book's own question.
func (v *Validator) defaultCurrency() string {
	if q := v.book.Question("commercial.currency"); q != nil && q.Default != nil {
		code, _ := q.Default.Value.(string)
		return code
	}
	return ""
}

// budget reports an amount in a currency that has no rate, unless it is no currency at all, which the tags say.
func (v *Validator) budget(m *Money, at string, rates []string, wrong report) {
	if m == nil || slices.Contains(rates, m.Currency) || v.validate.Var(m.Currency, "iso4217") != nil {
		return
	}
	wrong(m.Currency, at+".currency", "rate", strings.Join(rates[:min(len(rates), namesMost)], ", "))
}

// requirement checks that a condition of the buyer's own fits its attribute: codes of its vocabulary, numbers for what is
// counted, whether it can be had for what is sold by edition.
func (v *Validator) requirement(r *Requirement, at string, wrong report) {
	var fields []string
	for _, f := range []struct {
		name string
		set  bool
	}{{"is", r.Is != ""}, {"oneOf", r.OneOf != nil}, {"noneOf", r.NoneOf != nil}, {"atLeast", r.AtLeast != nil}, {"atMost", r.AtMost != nil}} {
		if f.set {
			fields = append(fields, f.name)
		}
	}
	a := v.book.Attribute(r.Attribute)
	if len(fields) != 1 {
		wrong(strings.Join(fields, ", "), at, "exactlyOne", "is, oneOf, noneOf, atLeast, atMost")
		return
	}
	if a == nil {
		return
	}
	if allowed := conditions(a); !slices.Contains(allowed, fields[0]) {
		wrong(fields[0], at+"."+fields[0], "condition", strings.Join(allowed, ", "))
		return
	}
	for i, code := range slices.Concat(list(r.Is), r.OneOf, r.NoneOf) {
		where := at + "." + fields[0]
		if r.Is == "" {
			where += fmt.Sprintf("[%d]", i)
		}
		if allowed := v.conditionCodes(a); !slices.Contains(allowed, code) {
			wrong(code, where, "code", strings.Join(allowed, ", "))
		}
	}
}

func list(code string) []string {
	if code == "" {
		return nil
	}
	return []string{code}
}

// conditions are the conditions that an attribute of that type can be asked for.
func conditions(a *Attribute) []string {
	switch a.Type {
	case "access":
		return []string{"is"}
	case "number", "money", "ladder", "quota":
		return []string{"atLeast", "atMost"}
	}
	return []string{"is", "oneOf", "noneOf"}
}

// conditionCodes are the codes that a condition may name: of what is sold by edition whether it is included or can be had, of a
// set its members, of the languages the languages, else the vocabulary.
func (v *Validator) conditionCodes(a *Attribute) []string {
	if members := a.Members(); members != nil {
		return members
	}
	from := a.Vocab
	if a.Type == "access" {
		from = v.book.Labels.AccessConditions
	}
	codes := make([]string, len(from))
	for i, c := range from {
		codes[i] = c.Code
	}
	return codes
}

// requestRelations checks what holds between the fields of a request: no two platforms of its own have one id.
func (v *Validator) requestRelations(sl validator.StructLevel) {
	r := sl.Current().Interface().(Request)
	seen := map[string]bool{}
	for i := range r.Platforms {
		id := r.Platforms[i].ID
		if seen[id] && id != "" {
			at := fmt.Sprintf("platforms[%d].id", i)
			sl.ReportError(id, at, at, "duplicate", "")
		}
		seen[id] = true
	}
}
