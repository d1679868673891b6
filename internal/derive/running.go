package derive

import "github.com/vendorfit/vendorfit"

// perArea adds up what each area to replace or add takes: own products by their code, a partner's or none as separate ones. An
// open area takes what is given for it at worst, and nothing at best.
func (s *Sheet) perArea(m *memo, licence, limited, separate, open float64) {
	for _, i := range s.totals.areas {
		v := s.look(m, s.deriver.areas[i].suite)
		x := spread(v, perProduct(v, licence, limited, separate), open, 0)
		for r := range m.at {
			m.at[r] += x[r]
		}
	}
}

func perProduct(v *vendorfit.Value, licence, limited, separate float64) float64 {
	switch {
	case v.Denied || v.Code == "third_party":
		return separate
	case v.Code == "own_licence":
		return licence
	case v.Code == "own_limited":
		return limited
	}
	return 0
}

// add adds a number that is the same in all readings.
func (m *memo) add(x float64) {
	for r := range m.at {
		m.at[r] += x
	}
}

func (s *Sheet) findProductsToRun(m *memo) {
	m.add(1)
	s.perArea(m, 1, 0, 1, 1)
}

func (s *Sheet) findContracts(m *memo) {
	m.add(1)
	s.perArea(m, s.variant.ownContract, 0, 1, 1)
	for i := range s.profile.Systems {
		if x := &s.profile.Systems[i]; x.Keep == "keep" && s.deriver.serves(x.Kind) {
			m.add(1)
		}
	}
}

// serves tells that a system of this kind serves some area.
func (d *Deriver) serves(kind string) bool {
	for i := range d.areas {
		if d.areas[i].serves(kind) {
			return true
		}
	}
	return false
}

func (s *Sheet) findStaffNeed(m *memo) {
	m.add(s.staffBase + float64(s.staffPerSeat*s.totals.Seats))
	s.perArea(m, s.staffOwn, s.staffOwn, s.staffSeparate, s.staffSeparate)
	s.ask(m, idConnections)
	for r := range m.at {
		missing := 0.0
		for i := range s.joined {
			missing += 1 - s.joined[i].points[r]
		}
		m.at[r] += float64(s.staffConnection * missing)
	}
}

func (s *Sheet) findStaffRatio(m *memo) {
	need := s.ask(m, idStaffNeed)
	hands := max(0.1, vendorfit.Of(s.profile.Organisation.AdminFTE))
	for r := range m.at {
		m.at[r] = need.at[r] / hands
	}
}
