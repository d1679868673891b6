package derive

import "github.com/vendorfit/vendorfit"

// bites tells whether a usage meter reaches this buyer.
func (s *Sheet) bites(id string) bool {
	o, t := &s.profile.Organisation, s.totals
	switch id {
	case "contacts":
		return number(o.MarketingContacts) > s.meterContacts
	case "emails":
		return number(o.MailsPerMonth) > s.meterEmails
	case "requests":
		return t.level("service") >= 2
	case "storage":
		return number(o.Persons) > s.meterPersons
	case "ai", "credits":
		return s.profile.AI.Level == "agents"
	case "unified_profiles":
		return t.level("cdp") >= 2 && number(o.Persons) > s.meterPersons
	case "api":
		return t.CallsPerDay > s.meterCalls
	}
	return false
}

// metersKnown tells that a source has said something of some meter; those it does not name are then absent.
func (s *Sheet) metersKnown() bool {
	for i := range s.meters {
		if s.known.At(s.meters[i].slot).State != vendorfit.Unknown {
			return true
		}
	}
	return false
}

func (s *Sheet) findMeterHits(m *memo) {
	if !s.metersKnown() {
		for i := range s.meters {
			s.look(m, s.meters[i].slot)
		}
		m.at = ends(s.metersUnknownWorst, s.metersUnknownWorst, 0)
		return
	}
	var usage numbers // AI and credits are one meter: the same usage
	for i := range s.meters {
		x := &s.meters[i]
		if !s.bites(x.id) || s.known.At(x.slot).State == vendorfit.Unknown {
			continue
		}
		v := s.look(m, x.slot)
		hit := spread(v, bit(v.Has()), 1, 0)
		if x.id == "ai" || x.id == "credits" {
			usage = either(usage, hit)
			continue
		}
		for r := range m.at {
			m.at[r] += hit[r]
		}
	}
	for r := range m.at {
		m.at[r] += usage[r]
	}
}

func (s *Sheet) findMetersBiting(m *memo) {
	s.ask(m, idMeterHits)
	usage := false
	for i := range s.meters {
		x := &s.meters[i]
		if !s.bites(x.id) || !s.known.At(x.slot).Has() {
			continue
		}
		if x.id == "ai" || x.id == "credits" {
			if usage {
				continue
			}
			usage = true
		}
		m.list = append(m.list, x.id)
	}
}
