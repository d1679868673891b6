package text

import (
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Place is where a value is read: a platform and the edition that its buyer would have to buy.
type Place struct {
	Editions []vendorfit.EditionRow
	Rank     int // 0 is the lowest paid edition
}

// Edition is the name of an edition, or words for one that is not known.
func (p Place) Edition(l vendorfit.Lang, rank int) string {
	if rank >= 0 && rank < len(p.Editions) && p.Editions[rank].Name != "" {
		return p.Editions[rank].Name
	}
	return pick(l, "edition not known", "utgave ikke kjent")
}

// Value is a value in words. Of a value that is open it is what its state is called, of a no what no means here.
func (w *Words) Value(l vendorfit.Lang, at vendorfit.Place, v *vendorfit.Value, where Place) string {
	a := at.Attribute
	switch {
	case v.Open():
		return w.State(l, v.State)
	case v.Denied:
		return w.none(l, a)
	}
	switch a.Type {
	case "access":
		return w.access(l, v.Access, where)
	case "number":
		return rangeWithUnit(l, v.Low, v.High, a.Unit)
	case "money":
		return w.Price(l, v.Price)
	case "ladder":
		return w.ladder(l, a, v, where)
	case "quota":
		return w.quota(l, a, v.Quota, where)
	case "set":
		return pick(l, "Yes", "Ja")
	}
	return w.in(l, a.ID, v.Code)
}

// Inside is a value as it stands inside a sentence or after a colon.
func (w *Words) Inside(l vendorfit.Lang, at vendorfit.Place, v *vendorfit.Value, where Place) string {
	if v.Editions != nil && v.Has() {
		return w.Value(l, at, v, where) // it starts with the name of an edition
	}
	return Mid(w.Value(l, at, v, where))
}

func (w *Words) none(l vendorfit.Lang, a *vendorfit.Attribute) string {
	switch {
	case a.None != nil:
		return a.None.In(l)
	case a.Type == "set":
		return pick(l, "No", "Nei")
	}
	return w.State(l, vendorfit.None)
}

// access says from which edition something is included and from which it is sold as an add-on.
func (w *Words) access(l vendorfit.Lang, a vendorfit.Access, where Place) string {
	var ways []string
	for _, way := range []struct {
		code string
		rank int
	}{{"from", a.Included}, {"add_on_from", a.AddOn}} {
		if way.rank < 0 {
			continue
		}
		if way.code == "from" && way.rank == 0 {
			return w.in(l, "access", "all")
		}
		label := w.in(l, "access", way.code)
		ways = append(ways, strings.ReplaceAll(label, "{edition}", where.Edition(l, way.rank)))
	}
	if len(ways) == 2 {
		ways[1] = Mid(ways[1])
	}
	return strings.Join(ways, "; ")
}

// Price is an amount with what it is for: USD 105 per full user per month.
func (w *Words) Price(l vendorfit.Lang, p *vendorfit.Price) string {
	if p == nil {
		return pick(l, "not public", "ikke offentlig")
	}
	s := MoneyRange(l, p.Low, p.High, p.Currency)
	if p.Per != "" {
		s += " per " + w.in(l, "per", p.Per)
	}
	switch p.Period {
	case "", "use":
		return s
	case "once":
		return s + ", " + w.in(l, "period", p.Period)
	}
	return s + " " + w.in(l, "period", p.Period)
}

// ladder is the value at the resolved edition; of editions, that edition and its price.
func (w *Words) ladder(l vendorfit.Lang, a *vendorfit.Attribute, v *vendorfit.Value, where Place) string {
	if v.Editions != nil {
		return w.edition(l, v.Editions, where.Rank)
	}
	if where.Rank >= len(v.Rungs) || !v.Rungs[where.Rank].Known {
		return w.State(l, vendorfit.Unknown)
	}
	rung := v.Rungs[where.Rank]
	if rung.Uncapped {
		return pick(l, "No limit", "Ingen grense")
	}
	return WithUnit(l, rung.N, perEdition(a.Unit))
}

// Ladder is a ladder, a quota or the editions in full, lowest edition first: what a platform's own page shows.
func (w *Words) Ladder(l vendorfit.Lang, a *vendorfit.Attribute, v *vendorfit.Value, where Place) []string {
	n := max(len(v.Rungs), len(v.Quota), len(v.Editions))
	rows := make([]string, n)
	for i := range rows {
		at := Place{Editions: where.Editions, Rank: i}
		switch {
		case v.Editions != nil:
			rows[i] = w.edition(l, v.Editions, i)
			continue
		case v.Quota != nil:
			rows[i] = w.quota(l, a, v.Quota, at)
		default:
			rows[i] = w.ladder(l, a, v, at)
		}
		rows[i] = at.Edition(l, i) + ": " + Mid(rows[i])
	}
	return rows
}

func (w *Words) edition(l vendorfit.Lang, rows []vendorfit.EditionRow, rank int) string {
	if rank >= len(rows) {
		return w.State(l, vendorfit.Unknown)
	}
	e := rows[rank]
	price := w.Price(l, e.Price)
	if e.Base != nil {
		price = w.Price(l, e.Base) + pick(l, " with ", " med ") + Number(l, e.Included, 0) +
			pick(l, " users included, then ", " brukere inkludert, deretter ") + w.Price(l, e.Extra)
	}
	if e.LowerBound {
		price += pick(l, ", at least (parts of the price are not published)", ", minst (deler av prisen er ikke offentlige)")
	}
	return e.Name + ": " + price
}

// quota is what the resolved edition allows of API calls.
func (w *Words) quota(l vendorfit.Lang, a *vendorfit.Attribute, rows []vendorfit.QuotaRow, where Place) string {
	if where.Rank >= len(rows) || !rows[where.Rank].Known {
		return w.State(l, vendorfit.Unknown)
	}
	q := rows[where.Rank]
	if q.Uncapped {
		return pick(l, "No limit", "Ingen grense")
	}
	s := quotaSum(l, a, q)
	if q.Cap > 0 {
		s += pick(l, ", at most ", ", høyst ") + Number(l, q.Cap, 0)
	}
	if q.Hour > 0 {
		s += ", " + Number(l, q.Hour, 0) + pick(l, " per hour", " per time")
	}
	if q.Soft {
		s += pick(l, " (not enforced)", " (håndheves ikke)")
	}
	return s
}

func quotaSum(l vendorfit.Lang, a *vendorfit.Attribute, q vendorfit.QuotaRow) string {
	perSeat := pick(l, " per full user", " per bruker med full lisens")
	switch {
	case q.PerSeat == 0:
		return WithUnit(l, q.Base, a.Unit)
	case q.Base == 0:
		return WithUnit(l, q.PerSeat, a.Unit) + perSeat
	}
	return WithUnit(l, q.Base, a.Unit) + pick(l, " plus ", " pluss ") + Number(l, q.PerSeat, 0) + perSeat
}

// Members is a set or the languages as a list of what is there. Languages that are there in a lesser way stand together with
// how, and so do members that are open or not there where the reader asked for them. An empty list says none.
func (w *Words) Members(l vendorfit.Lang, a *vendorfit.Attribute, k *vendorfit.Knowledge, asked func(vendorfit.Slot) bool) string {
	var ways []string
	by := map[string][]string{}
	for _, m := range a.Members() {
		slot := w.Book.MemberSlot(a.ID, m)
		at, v := vendorfit.Place{Attribute: a, Member: m}, k.At(slot)
		if !v.Has() && !asked(slot) {
			continue
		}
		way := ""
		if !v.Has() || a.Type == "language" && v.Points < 1 {
			way = w.Inside(l, at, v, Place{})
		}
		if by[way] == nil {
			ways = append(ways, way)
		}
		by[way] = append(by[way], Mid(w.Member(l, at)))
	}
	if len(ways) == 0 {
		return pick(l, "none", "ingen")
	}
	for i, way := range ways {
		ways[i] = List(l, by[way])
		if way != "" {
			ways[i] += " (" + way + ")"
		}
	}
	return strings.Join(ways, "; ")
}
