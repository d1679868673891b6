package derive

import "github.com/vendorfit/vendorfit"

// load is what the flows cost on a platform: quota units per write, and whether batched flows go in bulk (1 or 0).
type load struct{ cost, bulk numbers }

// loadOf reads what the flows cost. What no flow needs is not looked at.
func (s *Sheet) loadOf(m *memo) load {
	l := load{cost: same(1), bulk: truths(false)}
	if s.totals.ChangesPerDay > 0 {
		l.cost = span(s.look(m, s.writeCost), s.writeCostWorst, 1)
	}
	if s.totals.BatchRecords > 0 {
		l.bulk = s.bulkOf(m)
	}
	return l
}

func (s *Sheet) bulkOf(m *memo) numbers {
	v := s.look(m, s.bulk)
	is := 0.0
	if v.Code == "bulk" {
		is = 1
	}
	return spread(v, is, 0, 1)
}

// batch is how many records of a flow one call carries.
func (s *Sheet) batch(f *flow, bulk float64) float64 {
	if f.batched && bulk == 1 {
		return s.bulkBatch
	}
	return 1
}

// calls are those of one flow a day, before repeated tries.
func (s *Sheet) calls(f *flow, l *load, r reading) float64 {
	return f.changes * l.cost[r] / s.batch(f, l.bulk[r])
}

func (s *Sheet) findCallsPerDay(m *memo) {
	l := s.loadOf(m)
	rows := s.rows(m)
	for r := range readings {
		sum := 0.0
		for i := range s.totals.flows {
			sum += s.calls(&s.totals.flows[i], &l, r)
		}
		m.at[r] = float64(s.retry * (sum + rows[r]))
	}
}

// shared are the ways to a warehouse by which nothing is called.
var shared = []string{"zero_copy_both", "zero_copy_read", "share_one_way", "native_replication"}

// rows are the calls a day that read rows for the warehouse.
func (s *Sheet) rows(m *memo) numbers {
	t := s.totals
	if t.warehouseRows == 0 {
		return numbers{}
	}
	v := s.look(m, t.warehouse)
	calls := t.warehouseRows / s.page
	if contains(shared, v.Code) {
		return spread(v, 0, calls, 0)
	}
	return spread(v, calls, calls, 0)
}

func (s *Sheet) findBulkRecords(m *memo) {
	if s.totals.BatchRecords == 0 {
		return
	}
	bulk := s.bulkOf(m)
	for r := range bulk {
		m.at[r] = float64(bulk[r] * s.totals.BatchRecords)
	}
}

// quotaRow is the row of the quota at the edition; its state is what makes it open, "" where it is known.
func (s *Sheet) quotaRow(m *memo) (row vendorfit.QuotaRow, open vendorfit.State, weak bool) {
	rank := s.rank()
	v := s.readAt(m, s.quota, rank)
	switch {
	case v.Open():
		return row, v.State, false
	case rank >= len(v.Quota) || !v.Quota[rank].Known:
		return row, vendorfit.Unknown, false
	}
	return v.Quota[rank], "", v.Soft()
}

func (s *Sheet) findQuota(m *memo) {
	row, open, weak := s.quotaRow(m)
	if open != "" {
		s.counts(m, open)
		m.at = s.assumedQuota(s.ask(m, idCallsPerDay))
		return
	}
	m.at = same(s.allowed(&row))
	m.unlimited = row.Uncapped
	if weak {
		assumed := s.assumedQuota(s.fallback(m, idCallsPerDay))
		m.at[softWorst], m.at[softBest] = min(m.at[softWorst], assumed[softWorst]), max(m.at[softBest], assumed[softBest])
	}
}

// assumedQuota is a quota that is not known: one of which the load would use so much at worst, and so little at best.
func (s *Sheet) assumedQuota(calls *memo) (x numbers) {
	for r := range readings {
		if r.bad() {
			x[r] = calls.at[r] / s.utilisationWorst
		} else {
			x[r] = calls.at[r] / s.utilisationBest
		}
	}
	return x
}

// fallback is a quantity that another one would rest on if a soft value were not there. It is read, but what is open there does
// not weigh: the estimate rests on the soft value.
func (s *Sheet) fallback(m *memo, i int) *memo {
	open, q := m.open, m.q
	from := s.ask(m, i)
	m.open, m.q = open, q
	return from
}

func (s *Sheet) findUtilisation(m *memo) {
	calls := s.at(idCallsPerDay)
	if !s.totals.LoadKnown {
		s.counts(m, vendorfit.Unknown)
		s.ask(m, idCallsPerDay)
		if _, open, _ := s.quotaRow(m); open != "" {
			s.counts(m, open)
		}
		m.at = ends(s.utilisationWorst, s.utilisationWorst, s.utilisationBest)
		return
	}
	m.take(calls)
	if calls.at.none() {
		return
	}
	row, open, weak := s.quotaRow(m)
	if open != "" {
		s.counts(m, open)
		m.at = ends(s.utilisationWorst, s.utilisationWorst, s.utilisationBest)
	} else if m.at = s.used(m, calls, &row); weak {
		m.at = soft(m.at, s.utilisationWorst, s.utilisationBest)
	}
	for r := range readings {
		if calls.at[r] == 0 {
			m.at[r] = 0
		}
	}
}

// used is what a known row of the quota is used: of the day's, or of the hour's where that binds.
func (s *Sheet) used(m *memo, calls *memo, row *vendorfit.QuotaRow) numbers {
	x, allowed := s.hourlyUse(m, row), s.allowed(row)
	for r := range readings {
		x[r] = max(calls.at[r]/allowed, x[r])
	}
	return x
}

// hourlyUse is how much of an hourly limit the busiest flow takes while its window is open. A limit that no source names is
// taken not to exist.
func (s *Sheet) hourlyUse(m *memo, row *vendorfit.QuotaRow) (use numbers) {
	hour, weak := same(row.Hour), false
	if row.Hour <= 0 {
		v := s.known.At(s.hourly)
		if !v.Has() || v.Low <= 0 {
			return use
		}
		s.read(m, s.hourly)
		hour, weak = ends(v.Low, (v.Low+v.High)/2, v.High), v.Soft()
	}
	l := s.loadOf(m)
	for r := range readings {
		for i := range s.totals.flows {
			f := &s.totals.flows[i]
			use[r] = max(use[r], s.retry*s.calls(f, &l, r)/f.hours/hour[r])
		}
	}
	if weak {
		use[softBest] = 0
	}
	return use
}

func (s *Sheet) findApiFits(m *memo) {
	used := s.ask(m, idUtilisation)
	for r := range readings {
		if used.at[r] <= s.full {
			m.at[r] = 1
		}
	}
}

func (s *Sheet) findApiFitsBought(m *memo) {
	fits, used := s.ask(m, idApiFits), s.at(idUtilisation)
	m.at = fits.at
	within := numbers{}
	for r := range readings {
		if fits.at[r] == 0 && used.at[r] <= s.purchasable {
			within[r] = 1
		}
	}
	if within.none() {
		return
	}
	m.at = either(m.at, both(within, s.buyable(m)))
}

// buyable tells whether more capacity can be bought. What is sold on request may be, or not.
func (s *Sheet) buyable(m *memo) numbers {
	v := s.look(m, s.extendable)
	switch {
	case v.Open():
		return ends(0, 0, 1)
	case v.Code == "on_request":
		s.counts(m, vendorfit.Unknown)
		return ends(0, 0, 1)
	case v.Code == "purchasable":
		return spread(v, 1, 0, 1)
	}
	return spread(v, 0, 0, 1)
}

func (s *Sheet) findBurst(m *memo) {
	if s.totals.BatchRecords == 0 {
		return
	}
	v := s.look(m, s.burst)
	if !v.Has() || v.Low <= 0 {
		if !v.Open() {
			s.counts(m, vendorfit.Unknown)
		}
		m.at = ends(1, 1, 0)
		return
	}
	perSecond := ends(v.Low, (v.Low+v.High)/2, v.High)
	bulk := s.bulkOf(m)
	for r := range readings {
		for i := range s.totals.flows {
			if f := &s.totals.flows[i]; f.batched {
				minutes := s.retry * (f.changes / s.batch(f, bulk[r])) / perSecond[r] / 60
				m.at[r] = max(m.at[r], minutes/(60*f.hours))
			}
		}
	}
	if v.Soft() {
		m.at = soft(m.at, 1, 0)
	}
}

func (s *Sheet) findKeysShortLived(m *memo) {
	v := s.look(m, s.keyMonths)
	months := span(v, 0, infinite)
	for r := range readings {
		if months[r] <= s.keyMonthsShort {
			m.at[r] = 1
		}
	}
}
