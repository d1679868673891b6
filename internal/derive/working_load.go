package derive

import "strings"

func (w *speaker) workEdition() string {
	c := w.Edition()
	text := w.say("%s is enough for everything that is known.", "%s er nok for alt som er kjent.", w.edition(c.Rank))
	switch {
	case c.Pinned:
		text = w.say("%s was chosen by the buyer.", "%s er valgt av kjøperen.", w.edition(c.Rank))
		if len(c.Unmet) > 0 {
			text += w.say(" It lacks: %s.", " Den mangler: %s.", w.slotList(c.Unmet))
		}
	case len(c.By) > 0:
		text = w.say("%s, edition %s of %s from the lowest, is needed because of: %s.", "%s, utgave %s av %s nedenfra, trengs på grunn av: %s.",
			w.edition(c.Rank), w.whole(float64(c.Rank+1)), w.whole(float64(w.ranks())), w.slotList(c.By))
	case len(w.known.At(w.slots.editions).Editions) == 0:
		text = w.say("The list of editions is not known; the lowest is assumed.", "Listen over utgaver er ikke kjent; den laveste antas.")
	}
	if len(c.Could) > 0 {
		text += w.say(" Not known for sure, and could ask for a higher one: %s.", " Ikke sikkert kjent, og kan kreve en høyere: %s.", w.slotList(c.Could))
	}
	return text
}

func (w *speaker) workEditions() string {
	rows := w.known.At(w.slots.editions).Editions
	if len(rows) == 0 {
		return w.say("The list of editions is not known; it counts as one.", "Listen over utgaver er ikke kjent; den regnes som én.")
	}
	var names []string
	for i := range rows {
		names = append(names, w.edition(i))
	}
	return w.say("Lowest first: %s.", "Den laveste først: %s.", w.list(names))
}

func (w *speaker) workAddOns() string {
	ids := w.at(idAddOns).list
	if len(ids) == 0 {
		return w.say("No add-on is known to be needed with %s.", "Det er ikke kjent at noe tillegg trengs til %s.", w.edition(w.rank()))
	}
	var labels []string
	for _, id := range ids {
		if a := w.deriver.book.Attribute(id); a != nil {
			labels = append(labels, w.of(a.Label))
		}
	}
	return w.say("To be bought beside %s: %s.", "Må kjøpes i tillegg til %s: %s.", w.edition(w.rank()), w.list(labels))
}

// flowCalls is one flow in the sum of calls: 5,000 / 200 or 600 × 10.
func (w *speaker) flowCalls(f *flow, l *load, r reading) string {
	text := w.n(f.changes)
	if cost := l.cost[r]; cost != 1 {
		text += cross + w.n(cost)
	}
	if batch := w.batch(f, l.bulk[r]); batch != 1 {
		text += " / " + w.n(batch)
	}
	return text
}

func (w *speaker) workCallsPerDay() string {
	if len(w.totals.flows) == 0 && w.totals.warehouseRows == 0 {
		return w.say("No flow that counts is stated.", "Ingen flyt som teller, er oppgitt.")
	}
	m := w.scratch()
	l, rows := w.loadOf(m), w.rows(m)
	text := w.ends(idCallsPerDay, func(r reading) string {
		var parts []string
		for i := range w.totals.flows {
			parts = append(parts, w.flowCalls(&w.totals.flows[i], &l, r))
		}
		if rows[r] > 0 {
			parts = append(parts, w.say("%s rows / %s", "%s rader / %s", w.n(w.totals.warehouseRows), w.n(w.page)))
		}
		if len(parts) == 0 {
			parts = []string{w.n(0)}
		}
		return w.n(w.retry) + cross + "(" + strings.Join(parts, " + ") + ")"
	}, w.callsADay)
	return text + w.say(" The sum has one part per flow; %s is for repeated tries.", " Summen har ett ledd per flyt; %s er for nye forsøk.", w.n(w.retry))
}

func (w *speaker) workBulkRecords() string {
	return w.say("Of %s that move hourly or daily, this many may go in bulk: %s.", "Av %s som går hver time eller hvert døgn, kan så mange masselastes: %s.",
		w.counted(w.totals.BatchRecords, "record a day", "records a day", "post per døgn", "poster per døgn"),
		w.between(idBulkRecords, w.whole)) + w.notKnown(w.at(idBulkRecords))
}

func (w *speaker) callsADay(x float64) string {
	return w.counted(x, "call a day", "calls a day", "kall per døgn", "kall per døgn")
}

func (w *speaker) workQuota() string {
	row, open, _ := w.quotaRow(w.scratch())
	m := w.at(idQuota)
	switch {
	case open != "":
		return w.say("The quota is not known. It is taken as one of which the load would use %s to %s: %s to %s, estimate %s.",
			"Kvoten er ikke kjent. Den regnes som en der lasten ville brukt %s til %s: %s til %s, anslag %s.",
			w.percent(w.utilisationBest), w.percent(w.utilisationWorst), w.whole(m.out.Worst), w.callsADay(m.out.Best), w.whole(m.out.Estimate))
	case row.Uncapped:
		return w.say("A source says that there is no limit.", "En kilde sier at det ikke er noen grense.")
	}
	text := w.say("%s + %s × %s users = %s", "%s + %s × %s brukere = %s", w.whole(row.Base), w.n(row.PerSeat), w.whole(w.totals.Seats), w.callsADay(m.at[likely]))
	if row.Cap > 0 {
		text += w.say(", at most %s", ", høyst %s", w.whole(row.Cap))
	}
	return text + "." + w.notSure(m)
}

func (w *speaker) workUtilisation() string {
	m, calls := w.at(idUtilisation), w.at(idCallsPerDay)
	row, open, _ := w.quotaRow(w.scratch())
	assumed := w.say("it is taken as %s to %s, estimate %s.", "det regnes som %s til %s, anslag %s.", w.percent(m.out.Best), w.percent(m.out.Worst), w.percent(m.out.Estimate))
	switch {
	case !w.totals.LoadKnown:
		return w.say("The volume of a flow is not stated, so the use is not known; ", "Volumet i en flyt er ikke oppgitt, så bruken er ikke kjent; ") + assumed
	case calls.at.none():
		return w.say("Nothing is called.", "Ingenting kalles.")
	case open != "":
		return w.say("The quota is not known, so the use is not known; ", "Kvoten er ikke kjent, så bruken er ikke kjent; ") + assumed
	case row.Uncapped && m.at[softWorst] == 0:
		return w.say("There is no limit to use up.", "Det er ingen grense å bruke opp.")
	}
	hourly := w.hourlyUse(w.scratch(), &row)
	return w.ends(idUtilisation, func(r reading) string {
		if hourly[r] > 0 && hourly[r] >= calls.at[r]/w.allowed(&row) {
			return w.say("use of the hourly limit by the busiest flow", "bruken av timegrensen i den travleste flyten")
		}
		return w.say("%s / %s allowed", "%s / %s tillatte", w.callsADay(wholeCalls.of(calls.at[r])), w.whole(w.allowed(&row)))
	}, w.percent)
}

// used is the use of the quota as it stands in a sentence: a share, or a range of shares.
func (w *speaker) usedOf() string {
	m := w.at(idUtilisation)
	if m.out.Worst == m.out.Best {
		return w.percent(m.out.Worst)
	}
	return w.say("%s to %s", "%s til %s", w.percent(m.out.Best), w.percent(m.out.Worst))
}

func (w *speaker) workApiFits() string {
	return w.say("The load uses %s of the quota; up to %s it carries the load.", "Lasten bruker %s av kvoten; opptil %s bærer den lasten.", w.usedOf(), w.percent(w.full))
}

func (w *speaker) workApiFitsBought() string {
	v := w.known.At(w.extendable)
	buy := w.say("whether more can be bought is not known", "om mer kan kjøpes, er ikke kjent")
	if v.Has() {
		buy = w.say("more capacity: %s", "mer kapasitet: %s", w.label(w.vocabularyOf(w.extendable), v.Code))
	}
	return w.say("The load uses %s of the quota. Up to %s the quota carries it, up to %s with capacity that is bought; %s.",
		"Lasten bruker %s av kvoten. Opptil %s bærer kvoten den, opptil %s med kapasitet som kjøpes; %s.",
		w.usedOf(), w.percent(w.full), w.percent(w.purchasable), buy)
}

func (w *speaker) workBurst() string {
	m := w.at(idBurst)
	if w.totals.BatchRecords == 0 {
		return w.say("No flow goes in batches.", "Ingen flyt går satsvis.")
	}
	if v := w.known.At(w.slots.burst); !v.Has() {
		return w.say("How many calls a second are allowed is not known: anything from none to all of the window, estimate %s.",
			"Hvor mange kall per sekund som tillates, er ikke kjent: alt fra ingenting til hele vinduet, anslag %s.", w.percent(m.out.Estimate))
	}
	return w.ends(idBurst, func(reading) string {
		return w.say("the heaviest batch at %s calls a second, against its window", "den tyngste jobben med %s kall per sekund, mot sitt vindu", w.span(w.slots.burst))
	}, w.percent)
}

func (w *speaker) workKeysShortLived() string {
	if v := w.known.At(w.keyMonths); !v.Has() {
		return w.say("How long a key lasts is not known; up to %s is short.", "Hvor lenge en nøkkel varer, er ikke kjent; opptil %s er kort.", w.months(w.keyMonthsShort))
	}
	return w.say("A key lasts %s months; up to %s is short.", "En nøkkel varer i %s måneder; opptil %s er kort.", w.span(w.keyMonths), w.months(w.keyMonthsShort))
}

func (w *speaker) months(x float64) string {
	return w.counted(x, "month", "months", "måned", "måneder")
}
