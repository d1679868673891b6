package derive

import (
	"strings"

	"github.com/vendorfit/vendorfit"
)

// rates says which rates of the book were used for a price or a budget.
func (w *speaker) rates() string {
	var all []string
	for i := range w.totals.rates {
		if x := &w.totals.rates[i]; (w.assumed|w.totals.assumedRates)&(1<<i) != 0 {
			all = append(all, x.currency+" = "+w.currency(w.fixed(x.factor, 4), w.profile.Commercial.Currency))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return w.say(" Assumed rates: %s.", " Antatte kurser: %s.", strings.Join(all, ", "))
}

// dollarRange is a range of the book's in dollars, as the book states it.
func (w *speaker) dollarRange(low, high float64) string {
	return w.currency(w.fixed(low, 2)+"–"+w.fixed(high, 2), "USD")
}

func (w *speaker) workPriceKnown() string {
	if v := w.known.At(w.offer); v.Has() && w.at(idPriceKnown).at[likely] == 1 {
		return w.say("A price is offered for all of it.", "Det er tilbudt en pris for alt samlet.")
	}
	if w.at(idPriceKnown).at[likely] == 1 {
		return w.say("The list price of %s is known.", "Listeprisen på %s er kjent.", w.edition(w.rank()))
	}
	return w.say("No list price of %s is known in a currency with a rate.", "Listeprisen på %s er ikke kjent i en valuta med kurs.", w.edition(w.rank()))
}

func (w *speaker) workSeatLicences() string {
	m := w.scratch()
	price, seats, gone := w.seatPrice(m), w.smallest(m), w.replaced(m, "service")
	service := number(w.profile.Organisation.Seats.Service)
	for r := range seats {
		seats[r] = max(w.totals.Seats-float64(gone[r]*service), seats[r])
	}
	text := w.ends(idSeatLicences, func(r reading) string {
		users := w.counted(seats[r], "user", "users", "bruker", "brukere")
		if price.based {
			return w.say("%s + %s for each of %s beyond %s", "%s + %s for hver av %s utover %s", w.money(price.base[r]), w.money(price.extra[r]), users, w.n(price.included))
		}
		return users + cross + w.money(price.more()[r])
	}, w.money)
	if !price.known {
		text += w.say(" The price is not public; every such platform counts %s a user and month.", " Prisen er ikke offentlig; alle slike plattformer regnes med %s per bruker og måned.",
			w.dollarRange(w.seatBest, w.seatWorst))
	}
	if gone[likely] == 1 {
		text += w.say(" The %s have the licence of the service desk instead.", " %s har lisensen til kundeservicesystemet i stedet.",
			w.counted(service, "service user", "service users", "kundebehandler", "kundebehandlere"))
	}
	return text + w.rates()
}

func (w *speaker) workLightLicences() string {
	o := &w.profile.Organisation.Seats
	if number(o.Light)+number(o.Field) == 0 {
		return w.say("There are no occasional users.", "Det er ingen sporadiske brukere.")
	}
	users := w.say("%s occasional users and %s field technicians", "%s sporadiske brukere og %s teknikere", w.whole(number(o.Light)), w.whole(number(o.Field)))
	how := w.say("a part of a full licence, from nothing to all of it", "en del av en full lisens, fra ingenting til hele")
	switch price, light := w.known.At(w.lightPrice), w.known.At(w.light); {
	case price.Has():
		how = w.say("the price of a light user", "prisen for en sporadisk bruker")
	case light.Denied:
		how = w.say("a full licence each", "en full lisens hver")
	case light.Has() && light.Code != "price_unstated" && price.State != vendorfit.Declined:
		how = w.say("%s of a full licence", "%s av en full lisens", w.percent(w.lightFactor.of(light.Code)))
	}
	return w.say("%s, %s: %s a year.", "%s, %s: %s i året.", users, how, w.between(idLightLicences, w.money)) + w.rates()
}

func (w *speaker) workProductLicences() string {
	if len(w.totals.areas) == 0 {
		return w.noAreas()
	}
	m := w.scratch()
	var parts []string
	for i, area := range w.totals.Areas {
		x := w.productCost(m, i)
		amount := w.money(x[softBest])
		if x[softBest] != x[softWorst] {
			amount = w.say("%s to %s", "%s til %s", w.money(x[softBest]), w.money(x[softWorst]))
		}
		parts = append(parts, w.need(area)+" "+amount)
	}
	return w.say("%s; together %s a year.", "%s; til sammen %s i året.", strings.Join(parts, ", "), w.between(idProductLicences, w.money)) + w.rates()
}

func (w *speaker) workExtras() string {
	var bought, open []string
	w.eachExtra(w.scratch(), func(x extra) {
		switch {
		case x.bought:
			bought = append(bought, w.slot(x.slot))
		case x.open:
			open = append(open, w.slot(x.slot))
		}
	})
	if len(bought)+len(open) == 0 {
		return w.say("No add-on is asked for that is not included.", "Ingen tillegg som ikke følger med, trengs.")
	}
	text := w.say("Add-ons without a public price count %s to %s of the licences for the users each, at most %s together: %s a year.",
		"Tillegg uten offentlig pris regnes som %s til %s av lisensene for brukerne hver, høyst %s til sammen: %s i året.",
		w.percent(w.addOnShare.low), w.percent(w.addOnShare.high), w.percent(w.addOnsMost), w.between(idExtras, w.money))
	if len(bought) > 0 {
		text += w.say(" To be bought: %s.", " Må kjøpes: %s.", w.list(bought))
	}
	if len(open) > 0 {
		text += w.say(" Not known whether it is included: %s.", " Ikke kjent om det følger med: %s.", w.list(open))
	}
	return text + w.rates()
}

func (w *speaker) workLicences() string {
	if v := w.known.At(w.offer); v.Has() && !v.Soft() && w.at(idPriceKnown).at[likely] == 1 {
		return w.say("As offered: %s a year.", "Som tilbudt: %s i året.", w.between(idLicences, w.money)) + w.rates()
	}
	text := w.ends(idLicences, func(r reading) string {
		var parts []string
		for _, id := range [...]int{idSeatLicences, idLightLicences, idProductLicences, idExtras} {
			parts = append(parts, w.money(w.at(id).at[r]))
		}
		sum := strings.Join(parts, " + ")
		if discount := vendorfit.Of(w.profile.Commercial.DiscountPct); discount > 0 {
			sum = w.say("(%s) less %s", "(%s) minus %s", sum, w.percent(discount/100))
		}
		return sum
	}, w.money)
	return text + w.say(" The parts: users, occasional users, products, add-ons; the first year, without usage and AI.",
		" Leddene: brukere, sporadiske brukere, produkter, tillegg; første år, uten forbruk og KI.") + w.rates()
}

func (w *speaker) workLicenceShare() string { return w.budgetShare(idLicenceShare, idLicences) }

func (w *speaker) workAIShare() string { return w.budgetShare(idAIShare, idAIYear) }

func (w *speaker) budgetShare(id, cost int) string {
	if !w.totals.BudgetKnown {
		return w.say("No yearly budget is stated.", "Årsbudsjettet er ikke oppgitt.")
	}
	of := w.at(cost)
	return w.ends(id, func(r reading) string {
		return w.say("%s a year / a budget of %s", "%s i året / et budsjett på %s", w.money(of.at[r]), w.money(w.totals.budgetAnnual))
	}, w.percent) + w.rates()
}

func (w *speaker) workAIYear() string {
	n := number(w.profile.AI.ConversationsPerMonth)
	if n == 0 {
		return w.say("No AI conversations are planned.", "Ingen KI-samtaler er planlagt.")
	}
	each, known := w.conversation(w.scratch())
	if !known && w.free() && !w.known.At(w.aiUnit).Soft() {
		return w.say("AI is included or paid per user, so conversations cost nothing more.", "KI følger med eller betales per bruker, så samtaler koster ikke mer.")
	}
	text := w.ends(idAIYear, func(r reading) string {
		return w.say("12 × %s conversations a month × %s", "12 × %s samtaler i måneden × %s", w.whole(n), w.money(each[r]))
	}, w.money)
	if !known {
		text += w.say(" The price is not public; every such platform counts %s a conversation.", " Prisen er ikke offentlig; alle slike plattformer regnes med %s per samtale.",
			w.dollarRange(w.conversationBest, w.conversationWorst))
	} else if !w.known.At(w.aiConversation).Has() {
		text += w.say(" A conversation counts as %s to %s AI actions.", " En samtale regnes som %s til %s KI-handlinger.", w.n(w.actions.low), w.n(w.actions.high))
	}
	return text + w.rates()
}

func (w *speaker) workMinimumFits() string {
	limit := w.minimumFactor * w.totals.Seats
	if !w.known.At(w.minimum).Has() {
		return w.say("The smallest purchase is not known; up to %s users would do.", "Det minste kjøpet er ikke kjent; opptil %s brukere ville vært greit.", w.whole(limit))
	}
	return w.say("The smallest purchase is %s users; up to %s × %s = %s will do.", "Det minste kjøpet er %s brukere; opptil %s × %s = %s er greit.",
		w.span(w.minimum), w.n(w.minimumFactor), w.whole(w.totals.Seats), w.whole(limit))
}

func (w *speaker) workSeatsUsed() string {
	seats := span(w.known.At(w.minimum), w.minimumWorst, w.minimumBest)
	return w.ends(idSeatsUsed, func(r reading) string {
		return w.say("%s users / a smallest purchase of %s, at most all", "%s brukere / et minstekjøp på %s, høyst alle", w.whole(w.totals.Seats), w.n(seats[r]))
	}, w.percent)
}

func (w *speaker) workMeterHits() string {
	if !w.metersKnown() {
		return w.say("What is metered is not known: %s usage meters.", "Hva som måles, er ikke kjent: %s målere.", w.between(idMeterHits, w.n))
	}
	ids := w.at(idMetersBiting).list
	if len(ids) == 0 {
		return w.say("No usage meter that is known reaches this buyer: %s.", "Ingen kjent måler slår inn for denne kjøperen: %s.", w.between(idMeterHits, w.n))
	}
	var labels []string
	for _, id := range ids {
		labels = append(labels, w.label(w.meterLabels(), id))
	}
	return w.say("Usage meters that this buyer reaches: %s (%s).", "Målere som slår inn for denne kjøperen: %s (%s).", w.list(labels), w.between(idMeterHits, w.n))
}

func (w *speaker) meterLabels() []vendorfit.Code {
	if a := w.deriver.book.Attribute("meters"); a != nil {
		return a.Vocab
	}
	return nil
}
