package text

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Case is one platform before one buyer: what a reason is worded from.
type Case struct {
	*Words
	Hearing vendorfit.Hearing
	Result  *vendorfit.Result
}

// Where is the edition that values are read at.
func (c Case) Where() Place {
	return Place{Editions: c.Result.Knowledge.Editions(c.Book), Rank: c.Result.Edition.Rank}
}

// Name is what a platform is called inside a sentence: one of the catalogue without the list of products that stands in
// brackets after it; one of the buyer's own in full, since two of them may differ in the brackets only.
func Name(k *vendorfit.Knowledge) string {
	if short, _, ok := strings.Cut(k.Platform.Name, " ("); ok && short != "" && !k.Own {
		return short
	}
	return k.Platform.Name
}

// Name is what the platform is called inside a sentence.
func (c Case) Name() string { return Name(c.Result.Knowledge) }

// Edition is the name of the resolved edition, or words for one that is not known.
func (c Case) Edition(l vendorfit.Lang) string {
	if c.Result.Edition.Name != "" {
		return c.Result.Edition.Name
	}
	return pick(l, "edition not known", "utgave ikke kjent")
}

// At is the value at a slot in words, as they stand inside a sentence.
func (c Case) At(l vendorfit.Lang, s vendorfit.Slot) string {
	return c.Inside(l, c.Book.Places()[s], c.Result.Knowledge.At(s), c.Where())
}

// Path is what a path of a rule's show stands for: platform.x, derived.x, profile.totals.x or profile.x.
func (c Case) Path(l vendorfit.Lang, path string, f *vendorfit.Finding) string {
	root, rest, _ := strings.Cut(path, ".")
	switch {
	case root == "platform":
		return c.attribute(l, rest, f)
	case root == "derived":
		return c.Quantity(l, rest)
	case strings.HasPrefix(path, "profile.totals."):
		return c.total(l, strings.TrimPrefix(path, "profile.totals."))
	}
	return c.answer(l, rest)
}

// attribute is the value of an attribute; one with members lists them. An open number is an unknown number of its unit: of two
// that stand side by side a reader must see which is which.
func (c Case) attribute(l vendorfit.Lang, id string, f *vendorfit.Finding) string {
	a := c.Book.Attribute(id)
	if a == nil {
		return spelled(id)
	}
	if a.Members() != nil {
		return c.Members(l, a, c.Result.Knowledge, func(s vendorfit.Slot) bool { return c.reads(f, s) })
	}
	slot := c.Book.Slot(id)
	if v := c.Result.Knowledge.At(slot); v.Open() && a.Type == "number" {
		return Unknown(l, a.Unit) + " (" + Mid(c.State(l, v.State)) + ")"
	}
	return c.At(l, slot)
}

// reads tells whether a finding rests on a slot, itself or through a derived quantity.
func (c Case) reads(f *vendorfit.Finding, s vendorfit.Slot) bool {
	if slices.Contains(f.Reads, s) {
		return true
	}
	return slices.ContainsFunc(f.Derived, func(id string) bool {
		return slices.Contains(c.Result.Sheet.Quantity(id).Reads, s)
	})
}

// Quantity is a derived quantity in words: a number with its unit or a range of it, a truth, or the labels of its codes.
func (c Case) Quantity(l vendorfit.Lang, id string) string {
	d := c.Book.Declaration(id)
	if d == nil {
		return spelled(id)
	}
	q := c.Result.Sheet.Quantity(id)
	switch d.Type {
	case "truth":
		return c.truth(l, q)
	case "code":
		return Mid(c.in(l, id, q.Code))
	case "list":
		if len(q.List) == 0 && q.Open {
			return pick(l, "not known", "ikke kjent")
		}
		return c.labels(l, id, q.List)
	}
	return c.number(l, d, q)
}

func (c Case) truth(l vendorfit.Lang, q vendorfit.Quantity) string {
	if q.Worst != q.Best {
		return pick(l, "not known", "ikke kjent")
	}
	return yes(l, q.Worst != 0)
}

// number is a derived number. An open one is its range. Where the book's ends stand in for all of it an open one is an unknown
// number, and one that rests on weak values is what those say.
func (c Case) number(l vendorfit.Lang, d *vendorfit.Declaration, q vendorfit.Quantity) string {
	low, high := min(q.Worst, q.Best), max(q.Worst, q.Best)
	replaced := low != high && c.replaced(d, q)
	switch {
	case q.Unlimited || low == high && c.limitless(d, low):
		return Unlimited(l, d.Unit)
	case replaced && q.Open:
		return Unknown(l, d.Unit)
	case replaced:
		return WithUnit(l, q.Estimate, d.Unit)
	case isMoney(d.Unit):
		return MoneyRange(l, low, high, c.Hearing.Profile().Commercial.Currency)
	}
	return rangeWithUnit(l, low, high, d.Unit)
}

// replaced tells that the ends the book gives an open quantity stand in for the whole of it, so that they are not worth showing,
// where those of others set one of its inputs ("api.writeCost = …") and leave a number that is.
func (c Case) replaced(d *vendorfit.Declaration, q vendorfit.Quantity) bool {
	worst, ok := c.end(d.Open["worst"])
	best, okToo := c.end(d.Open["best"])
	switch {
	case len(d.Open) == 0:
		return false
	case ok && okToo:
		return q.Worst == worst && q.Best == best
	case isShare(d.Unit):
		return min(q.Worst, q.Best) <= 0 && max(q.Worst, q.Best) >= 1
	}
	for _, end := range d.Open {
		if strings.Contains(end, " = ") || strings.Contains(end, " counts ") {
			return false
		}
	}
	return q.Open
}

// end is the number that an end of an open quantity is, where the book gives it as a number or a parameter.
func (c Case) end(said string) (float64, bool) {
	if path, ok := strings.CutPrefix(said, "params."); ok {
		constant, found := c.Book.Const(path)
		return constant.Number, found
	}
	x, err := strconv.ParseFloat(said, 64)
	return x, err == nil
}

// limitless tells that a count stands at the end that the book gives it where there is no limit.
func (c Case) limitless(d *vendorfit.Declaration, x float64) bool {
	best, ok := c.end(d.Open["best"])
	return ok && x == best && d.Better == "up" && d.Unit != nil && !isShare(d.Unit) && d.Unit.En != "points"
}

func (c Case) total(l vendorfit.Lang, id string) string {
	d := c.Book.Total(id)
	if d == nil {
		return spelled(id)
	}
	switch t := c.Hearing.Total(id).(type) {
	case float64:
		return WithUnit(l, t, d.Unit)
	case bool:
		return yes(l, t)
	case string:
		return Mid(c.in(l, id, t))
	case []string:
		return c.labels(l, id, t)
	}
	return pick(l, "not stated", "ikke oppgitt")
}

// labels is a list of codes as the labels of a vocabulary, or none.
func (c Case) labels(l vendorfit.Lang, vocabulary string, codes []string) string {
	if len(codes) == 0 {
		return pick(l, "none", "ingen")
	}
	items := make([]string, len(codes))
	for i, code := range codes {
		items[i] = Mid(c.in(l, vocabulary, code))
	}
	return List(l, items)
}

func yes(l vendorfit.Lang, b bool) string {
	if b {
		return pick(l, "yes", "ja")
	}
	return pick(l, "no", "nei")
}
