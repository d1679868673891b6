package text

import (
	"regexp"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Words knows what everything in a book is called. It is safe for use by many goroutines.
type Words struct {
	Book  *vendorfit.Book
	codes map[string]map[string]vendorfit.Text // by vocabulary, then by code
	rules map[string]*wordedRule
}

// wordedRule is a rule with the platform values that its own expression names, in that order; those that it reads through derived
// quantities are not among them.
type wordedRule struct {
	*vendorfit.Rule
	named []vendorfit.Slot
}

var namedValue = regexp.MustCompile(`\bplatform\.([A-Za-z0-9_.]+)`)

func (w *Words) ruled(r *vendorfit.Rule) {
	worded := &wordedRule{Rule: r}
	for _, m := range namedValue.FindAllStringSubmatch(r.Pass+" "+r.Points+" "+r.When, -1) {
		if slot := w.Book.Slot(m[1]); slot != vendorfit.NoSlot {
			worded.named = append(worded.named, slot)
		}
	}
	w.rules[r.ID] = worded
}

// New gathers the labels of a book.
func New(b *vendorfit.Book) *Words {
	w := &Words{Book: b, codes: map[string]map[string]vendorfit.Text{}, rules: map[string]*wordedRule{}}
	w.labels()
	w.form()
	for i := range b.Attributes {
		a := &b.Attributes[i]
		w.add("attributes", a.ID, a.Label)
		w.addAll(a.ID, a.Vocab)
	}
	for _, d := range [][]vendorfit.Declaration{b.Totals, b.Derived} {
		for i := range d {
			w.declared(&d[i])
		}
	}
	for i := range b.Criteria {
		w.criterion(&b.Criteria[i])
	}
	for i := range b.Rules {
		w.ruled(&b.Rules[i])
	}
	for i := range b.Readiness.Dimensions {
		w.dimension(&b.Readiness.Dimensions[i])
	}
	return w
}

func (w *Words) labels() {
	l := &w.Book.Labels
	for name, codes := range map[string][]vendorfit.Code{
		"groups": l.Groups, "states": l.States, "confidence": l.Confidence, "access": l.Access,
		"accessConditions": l.AccessConditions, "per": l.Per, "period": l.Period,
	} {
		w.addAll(name, codes)
	}
}

func (w *Words) form() {
	f := &w.Book.Form
	for name, codes := range f.Vocabularies {
		w.addAll("vocabularies."+name, codes)
	}
	for i := range f.Questions {
		q := &f.Questions[i]
		w.addAll(q.ID, q.Options)
		w.addAll(q.ID, q.Rows)
		w.alias(q.ID, q.OptionsFrom)
	}
}

func (w *Words) declared(d *vendorfit.Declaration) {
	w.addAll(d.ID, d.Codes)
	w.alias(d.ID, d.CodesFrom)
}

func (w *Words) criterion(c *vendorfit.Criterion) {
	w.add("criteria", c.ID, c.Label)
	for _, s := range c.Sub {
		w.add("criteria", s.ID, s.Label)
	}
}

func (w *Words) dimension(d *vendorfit.Dimension) {
	w.add("readiness", d.ID, d.Label)
	for _, q := range d.Questions {
		w.add("readiness", d.ID+"."+q.ID, q.Label)
	}
}

// alias makes the codes of one vocabulary codes of another as well.
func (w *Words) alias(to, from string) {
	for code, label := range w.codes[from] {
		w.add(to, code, label)
	}
}

func (w *Words) addAll(vocabulary string, codes []vendorfit.Code) {
	for _, c := range codes {
		w.add(vocabulary, c.Code, c.Label)
	}
}

func (w *Words) add(vocabulary, code string, label vendorfit.Text) {
	if w.codes[vocabulary] == nil {
		w.codes[vocabulary] = map[string]vendorfit.Text{}
	}
	if _, ok := w.codes[vocabulary][code]; !ok {
		w.codes[vocabulary][code] = label
	}
}

// Label is the label of a code in a vocabulary: an attribute's id, a question's, a quantity's, or one of attributes, criteria,
// readiness, groups, states, confidence, per, period and vocabularies.NAME. It is empty, and false, where there is none.
func (w *Words) Label(vocabulary, code string) (vendorfit.Text, bool) {
	t, ok := w.codes[vocabulary][code]
	return t, ok
}

func (w *Words) in(l vendorfit.Lang, vocabulary, code string) string {
	t, ok := w.Label(vocabulary, code)
	if !ok {
		return spelled(code)
	}
	return t.In(l)
}

// spelled makes words of a code that has no label, so that even a book with a gap shows no code.
func spelled(code string) string {
	return strings.NewReplacer("_", " ", ".", " ").Replace(code)
}

// State is what a state of a value is called.
func (w *Words) State(l vendorfit.Lang, s vendorfit.State) string {
	return w.in(l, "states", string(s))
}

// Confidence is what a confidence is called, up to the colon that explains it.
func (w *Words) Confidence(l vendorfit.Lang, c vendorfit.Confidence) string {
	name, _, _ := strings.Cut(w.in(l, "confidence", string(c)), ":")
	return name
}

// Attribute is what an attribute is called; of a member also what the member is called.
func (w *Words) Attribute(l vendorfit.Lang, p vendorfit.Place) string {
	if p.Member == "" {
		return p.Attribute.Label.In(l)
	}
	return p.Attribute.Label.In(l) + ", " + Mid(w.Member(l, p))
}

// Called is what an attribute is called in a list inside a sentence, where a comma would begin another item.
func (w *Words) Called(l vendorfit.Lang, p vendorfit.Place) string {
	if p.Member == "" {
		return Mid(p.Attribute.Label.In(l))
	}
	return Mid(p.Attribute.Label.In(l)) + ": " + Mid(w.Member(l, p))
}

// Member is what a member of a set or of the languages is called.
func (w *Words) Member(l vendorfit.Lang, p vendorfit.Place) string {
	if p.Attribute.Type == "language" {
		return w.in(l, "organisation.uiLanguages", p.Member)
	}
	return w.in(l, p.Attribute.ID, p.Member)
}

// System is what the buyer calls a system: its own name, else the product's, else the kind's.
func (w *Words) System(l vendorfit.Lang, s *vendorfit.System) string {
	if s.Name != nil && s.Name.In(l) != "" {
		return s.Name.In(l)
	}
	if s.Product == "other" || s.Product == "own_development" {
		return Mid(w.in(l, "vocabularies.systemKinds", s.Kind))
	}
	return w.in(l, "vocabularies.systemProducts", s.Product)
}
