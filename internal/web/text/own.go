package text

import (
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// requirement is the buyer's own requirement behind a finding own.1, own.2, …; nil for a rule of the book.
func (c Case) requirement(rule string) *vendorfit.Requirement {
	number, ok := strings.CutPrefix(rule, "own.")
	n, err := strconv.Atoi(number)
	all := c.Hearing.Profile().Requirements
	if !ok || err != nil || n < 1 || n > len(all) {
		return nil
	}
	return &all[n-1]
}

// own is the reason of a requirement of the buyer's own: its text, what is there and what is asked.
func (c Case) own(l vendorfit.Lang, r *vendorfit.Requirement) string {
	a := c.Book.Attribute(r.Attribute)
	if a == nil {
		return r.Text.In(l)
	}
	have := ""
	if a.Members() != nil {
		have = c.Members(l, a, c.Result.Knowledge, func(vendorfit.Slot) bool { return false })
	} else {
		have = c.At(l, c.Book.Slot(a.ID))
	}
	return Sentence(strings.TrimRight(r.Text.In(l), ".")) + pick(l, " (own requirement). ", " (eget krav). ") + a.Label.In(l) + ": " + have +
		pick(l, "; asked: ", "; krav: ") + c.Condition(l, r)
}

// Condition is what a requirement asks of its attribute: at least 99.5 percent, not outside the EEA.
func (w *Words) Condition(l vendorfit.Lang, r *vendorfit.Requirement) string {
	a := w.Book.Attribute(r.Attribute)
	switch {
	case a == nil:
		return spelled(r.Attribute)
	case r.Is != "":
		return w.wanted(l, a, []string{r.Is})
	case len(r.OneOf) > 0:
		return w.wanted(l, a, r.OneOf)
	case len(r.NoneOf) > 0:
		return pick(l, "not ", "ikke ") + w.wanted(l, a, r.NoneOf)
	case r.AtLeast != nil:
		return pick(l, "at least ", "minst ") + w.limit(l, a, *r.AtLeast)
	case r.AtMost != nil:
		return pick(l, "at most ", "høyst ") + w.limit(l, a, *r.AtMost)
	}
	return pick(l, "not stated", "ikke oppgitt")
}

func (w *Words) wanted(l vendorfit.Lang, a *vendorfit.Attribute, codes []string) string {
	items := make([]string, len(codes))
	for i, code := range codes {
		switch a.Type {
		case "access":
			items[i] = Mid(w.in(l, "accessConditions", code))
		case "language":
			items[i] = w.Member(l, vendorfit.Place{Attribute: a, Member: code})
		default:
			items[i] = Mid(w.in(l, a.ID, code))
		}
	}
	return Either(l, items)
}

func (w *Words) limit(l vendorfit.Lang, a *vendorfit.Attribute, n float64) string {
	if a.Type == "money" {
		return Number(l, n, 2)
	}
	return WithUnit(l, n, perEdition(a.Unit))
}
