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

// metersKnown tells that a source says of some meter whether it is there; those it does not name are then absent. That somebody
// looked or asked in vain says nothing of the others.
func (s *Sheet) metersKnown() bool {
	for i := range s.meters {
		if !s.known.At(s.meters[i].slot).Open() {
			return true
		}
	}
	return false
}

func (s *Sheet) findMeterHits(m *memo) {
	known := s.metersKnown()
	for i := 0; i < len(s.meters) && !known; i++ {
		s.look(m, s.meters[i].slot) // any of them might be there
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
	for r := range readings {
		m.at[r] += usage[r]
		if !known && r.bad() {
			m.at[r] = max(m.at[r], s.metersUnknownWorst)
		}
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
