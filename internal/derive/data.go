package derive

import "github.com/vendorfit/vendorfit"

// rung is the number of a ladder at a rank: spread between w and b where it is not known, or not surely.
func (s *Sheet) rung(m *memo, slot vendorfit.Slot, rank int, w, b float64) numbers {
	v := s.readAt(m, slot, rank)
	if v.Open() || v.Denied {
		if v.Open() {
			s.counts(m, v.State)
		}
		return spread(v, w, w, b)
	}
	if rank >= len(v.Rungs) || !v.Rungs[rank].Known {
		s.counts(m, vendorfit.Unknown)
		return ends(w, w, b)
	}
	x := v.Rungs[rank].N
	if v.Rungs[rank].Uncapped {
		x = max(b, x)
	}
	return spread(v, x, w, b)
}

func (s *Sheet) findObjectFit(m *memo) {
	need, rank := number(s.profile.Data.CustomObjects), s.rank()
	if need == 0 {
		m.at = same(1)
		return
	}
	here := s.rung(m, s.objectsLimit, rank, 0, infinite)
	fits := numbers{}
	for r := range fits {
		fits[r] = bit(here[r] >= need)
	}
	var above numbers
	if !fits.all() {
		above = s.reachedAbove(m, rank, need)
	}
	for r := range m.at {
		switch {
		case fits[r] == 1:
			m.at[r] = 1
		case above[r] == 1:
			m.at[r] = 0.35
		default:
			m.at[r] = 0.1
		}
	}
}

// reachedAbove tells whether a higher edition has room for so many own record types.
func (s *Sheet) reachedAbove(m *memo, rank int, need float64) (above numbers) {
	v := s.known.At(s.objectsLimit)
	for higher := rank + 1; higher < len(v.Rungs); higher++ {
		x := s.rung(m, s.objectsLimit, higher, 0, infinite)
		for r := range above {
			above[r] = max(above[r], bit(x[r] >= need))
		}
	}
	return above
}

// mostDays stands for a log that is kept without limit.
const mostDays = 9999

func (s *Sheet) findAuditReach(m *memo) {
	v := s.known.At(s.auditDays)
	for rank := range max(1, len(v.Rungs)) {
		x := s.rung(m, s.auditDays, rank, 0, mostDays)
		m.at = either(m.at, x)
	}
}

func (s *Sheet) findAuditFits(m *memo) {
	reach := s.ask(m, idAuditReach)
	for r := range m.at {
		m.at[r] = bit(reach.at[r] >= number(s.profile.Security.AuditDays))
	}
}

func (s *Sheet) findAuditCover(m *memo) {
	need := max(1, number(s.profile.Security.AuditDays))
	days := s.rung(m, s.auditDays, s.rank(), 0, infinite)
	for r := range m.at {
		m.at[r] = clamp(days[r] / need)
	}
}

// mean divides a sum over so many things; of none all is well.
func (m *memo) mean(n int) {
	if n == 0 {
		m.at = same(1)
		return
	}
	for r := range m.at {
		m.at[r] /= float64(n)
	}
}

func (s *Sheet) certificate(m *memo, code string) numbers {
	v := s.look(m, s.deriver.book.MemberSlot("certs", code))
	return spread(v, bit(v.Has()), 0, 1)
}

func (s *Sheet) findCertShare(m *memo) {
	certs := s.profile.Security.Certs
	for _, code := range certs {
		x := s.certificate(m, code)
		for r := range m.at {
			m.at[r] += x[r]
		}
	}
	m.mean(len(certs))
}

func (s *Sheet) findCertsHeld(m *memo) {
	m.at = truths(true)
	for _, code := range s.profile.Security.Certs {
		m.at = both(m.at, m.member(func() numbers { return s.certificate(m, code) }))
	}
}

func (s *Sheet) findLanguageCover(m *memo) {
	languages := s.profile.Organisation.UILanguages
	for _, l := range languages {
		slot := s.deriver.book.MemberSlot("language.ui", l)
		v := s.look(m, slot)
		w, b := s.deriver.bounds(slot)
		points := v.Points
		if v.Denied {
			points = 0
		}
		x := spread(v, points, w, b)
		for r := range m.at {
			m.at[r] += x[r]
		}
	}
	m.mean(len(languages))
}

func (s *Sheet) findLanguagesOffered(m *memo) {
	m.at = truths(true)
	for _, l := range s.profile.Organisation.UILanguages {
		m.at = both(m.at, m.member(func() numbers { return s.language(m, l) }))
	}
}

// language tells whether the interface is offered in a language. A page of documentation or help in it proves nothing either
// way.
func (s *Sheet) language(m *memo, l string) numbers {
	v := s.look(m, s.deriver.book.MemberSlot("language.ui", l))
	switch {
	case v.Has() && v.Points < s.languageOffered:
		s.counts(m, vendorfit.Unknown)
		return ends(0, 0, 1)
	case v.Denied:
		return spread(v, 0, 0, 1)
	}
	return spread(v, 1, 0, 1)
}
