package robust

import (
	"slices"

	"github.com/vendorfit/vendorfit"
)

// donors is what the public catalogue knows, before any answer: an open value is drawn from it under the second prior.
type donors struct {
	book  *vendorfit.Book
	known []*vendorfit.Knowledge
	loans map[loanKey]loan
}

// loanKey: what a loan looks like depends on the borrower's editions only where the value has a row or a rank for each.
type loanKey struct {
	slot           vendorfit.Slot
	editions, rank int
}

// loan is what a value can take from others.
type loan struct {
	from  []*vendorfit.Value // by donor; nil where it does not know
	kind  []int              // by donor: equal values have the same number, so that a rule is run once for them
	worth []float64          // by donor: the order of the values, more is better
	some  []int              // the donors that know
	kinds int
	own   *vendorfit.Value // a soft value as if it were firm; nil of an open one
}

// lend is what the donors know of a slot, with edition ranks cut to the borrower's own.
func (d *donors) lend(s vendorfit.Slot, mine *vendorfit.Value, r *vendorfit.Result) loan {
	key := loanKey{slot: s, editions: max(len(r.Knowledge.Editions(d.book)), 1), rank: r.Edition.Rank}
	attribute := d.book.Places()[s].Attribute
	if !slices.Contains([]string{"access", "ladder", "quota"}, attribute.Type) {
		key.editions, key.rank = 1, 0
	}
	l, ok := d.loans[key]
	if !ok {
		l = d.collect(key, attribute)
		d.loans[key] = l
	}
	if mine.Soft() {
		l.own = borrowed(mine, max(len(r.Knowledge.Editions(d.book)), 1))
		if mine.Denied {
			l.own.State = vendorfit.None
		} else {
			l.own.State = vendorfit.Known
		}
	}
	return l
}

func (d *donors) collect(key loanKey, a *vendorfit.Attribute) loan {
	l := loan{from: make([]*vendorfit.Value, len(d.known)), kind: make([]int, len(d.known)), worth: make([]float64, len(d.known))}
	for i, k := range d.known {
		v := k.At(key.slot)
		if v.State != vendorfit.Known && v.State != vendorfit.None {
			continue
		}
		b := borrowed(v, key.editions)
		l.worth[i] = d.worth(a, b, key.rank)
		l.add(i, b)
	}
	return l
}

func (l *loan) add(donor int, v *vendorfit.Value) {
	for _, other := range l.some {
		if alike(l.from[other], v) {
			l.from[donor], l.kind[donor] = l.from[other], l.kind[other]
			l.some = append(l.some, donor)
			return
		}
	}
	l.from[donor], l.kind[donor] = v, l.kinds
	l.kinds++
	l.some = append(l.some, donor)
}

// alike tells that two values of one attribute say the same.
func alike(a, b *vendorfit.Value) bool {
	return a.State == b.State && a.Code == b.Code && a.Low == b.Low && a.High == b.High && a.Access == b.Access &&
		a.Price == b.Price && slices.Equal(a.Rungs, b.Rungs) && slices.Equal(a.Quota, b.Quota) && len(a.Editions)+len(b.Editions) == 0
}

// borrowed is a value as another platform, or the platform itself, would surely have it.
func borrowed(v *vendorfit.Value, editions int) *vendorfit.Value {
	b := *v
	b.Confidence, b.Facts, b.Answer, b.As, b.Note, b.LookedIn, b.Checked = vendorfit.High, nil, nil, "", "", "", ""
	b.Access.Included, b.Access.AddOn = min(b.Access.Included, editions-1), min(b.Access.AddOn, editions-1)
	b.Rungs, b.Quota, b.Editions = cut(b.Rungs, editions), cut(b.Quota, editions), cut(b.Editions, editions)
	return &b
}

// cut makes a list of one row per edition as long as the borrower's own: its first rows, the last one repeated.
func cut[T any](rows []T, n int) []T {
	if len(rows) == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		out[i] = rows[min(i, len(rows)-1)]
	}
	return out
}

// worth orders the values of an attribute, more is better; only the order counts.
func (d *donors) worth(a *vendorfit.Attribute, v *vendorfit.Value, rank int) float64 {
	w := d.size(a, v, rank)
	if a.Better == "down" && a.Type != "enum" {
		return -w
	}
	return w
}

func (d *donors) size(a *vendorfit.Attribute, v *vendorfit.Value, rank int) float64 {
	const unlimited = 1e18
	switch {
	case a.Type == "set":
		if v.Denied {
			return 0
		}
		return 1
	case v.Denied:
		return -unlimited
	case a.Type == "access":
		return accessWorth(v.Access)
	case a.Type == "number":
		return (v.Low + v.High) / 2
	case v.Price != nil:
		return d.monthly(v.Price)
	case v.Editions != nil:
		row := v.Editions[min(rank, len(v.Editions)-1)]
		if row.Price == nil {
			return unlimited
		}
		return d.monthly(row.Price)
	case v.Quota != nil:
		return quotaWorth(v.Quota[min(rank, len(v.Quota)-1)], unlimited)
	case v.Rungs != nil:
		row := v.Rungs[min(rank, len(v.Rungs)-1)]
		if row.Uncapped {
			return unlimited
		}
		return row.N
	}
	return v.Points
}

func accessWorth(a vendorfit.Access) float64 {
	best := -1e18
	if a.Included >= 0 {
		best = -float64(a.Included)
	}
	if a.AddOn >= 0 {
		best = max(best, -float64(a.AddOn)-0.5)
	}
	return best
}

// quotaWorth is a day's calls of fifty seats: enough to order two quotas.
func quotaWorth(q vendorfit.QuotaRow, unlimited float64) float64 {
	if q.Uncapped {
		return unlimited
	}
	calls := q.Base + float64(50*q.PerSeat)
	if q.Cap > 0 {
		calls = min(calls, q.Cap)
	}
	return calls
}

// monthly is the middle of a price in NOK a month, by the book's own rates.
func (d *donors) monthly(p *vendorfit.Price) float64 {
	rate := 1.0
	if c, ok := d.book.Const("cost.fx." + p.Currency); ok {
		rate = c.Number
	}
	m := float64((p.Low+p.High)/2) * rate
	if p.Period == "year" {
		m /= 12
	}
	return m
}
