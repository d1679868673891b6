package derive

import "github.com/vendorfit/vendorfit"

// findAIYear is what the conversations cost a year: their price, or that of the actions in one, whichever is lower; nothing where
// AI is included or paid per user.
func (s *Sheet) findAIYear(m *memo) {
	conversations := number(s.profile.AI.ConversationsPerMonth)
	if conversations == 0 {
		return
	}
	each, priced := s.conversation(m)
	if !priced && !s.free() {
		s.counts(m, stateOf(s.known.At(s.aiConversation)))
		s.counts(m, stateOf(s.known.At(s.aiAction)))
		s.look(m, s.aiUnit)
	}
	for r := range m.at {
		m.at[r] = float64(12 * conversations * each[r])
	}
}

// free tells that AI is included in the licences, or paid by them.
func (s *Sheet) free() bool {
	v := s.known.At(s.aiUnit)
	return v.Has() && (v.Code == "included" || v.Code == "per_seat")
}

// conversation is what one conversation costs, and whether a price is known. Where soft prices do
// not hold, the other one does, or what holds without a price.
func (s *Sheet) conversation(m *memo) (numbers, bool) {
	talk, act := s.read(m, s.aiConversation), s.read(m, s.aiAction)
	talks, talkKnown := s.perUse(talk)
	acts, actKnown := s.perUse(act)
	acts = times(acts, numbers{s.actions.high, s.actions.high, s.actions.likely, s.actions.low, s.actions.low})
	lower := func(talkKnown, actKnown bool) numbers {
		switch {
		case talkKnown && actKnown:
			return both(talks, acts)
		case talkKnown:
			return talks
		case actKnown:
			return acts
		}
		return s.unpriced(m)
	}
	x := lower(talkKnown, actKnown)
	weakTalk, weakAct := talkKnown && talk.Soft(), actKnown && act.Soft()
	if weakTalk || weakAct {
		x = twoWays(x, lower(talkKnown && !weakTalk, actKnown && !weakAct))
	}
	return x, talkKnown || actKnown
}

// unpriced is what a conversation costs where no price is known: nothing where AI is included or paid per user, else anything in
// the range in which such prices lie.
func (s *Sheet) unpriced(m *memo) numbers {
	free := s.free()
	if v := s.read(m, s.aiUnit); free && !v.Soft() {
		return numbers{}
	}
	usd := s.dollars()
	x := ends(s.conversationWorst*usd, s.conversationWorst*usd, s.conversationBest*usd)
	if free {
		x = numbers{softWorst: x[softWorst]}
	}
	return x
}

func (s *Sheet) perUse(v *vendorfit.Value) (numbers, bool) {
	if !v.Has() {
		return numbers{}, false
	}
	return s.money(v.Price)
}
