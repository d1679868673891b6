package derive

import (
	"strings"

	"github.com/vendorfit/vendorfit"
)

// ladder is the number of a ladder at a rank, in words.
func (w *speaker) ladder(slot vendorfit.Slot, rank int) string {
	v := w.known.At(slot).AtRank(rank)
	switch {
	case v.Open() || v.Denied || rank >= len(v.Rungs) || !v.Rungs[rank].Known:
		return w.say("not known", "ikke kjent")
	case v.Rungs[rank].Uncapped:
		return w.say("no limit", "ingen grense")
	}
	return w.n(v.Rungs[rank].N)
}

func (w *speaker) workObjectFit() string {
	need := number(w.profile.Data.CustomObjects)
	if need == 0 {
		return w.say("No own record types are needed.", "Ingen egne posttyper trengs.")
	}
	return w.say("%s; the most with %s: %s. The points: %s.", "%s; det meste med %s: %s. Poengene: %s.",
		w.counted(need, "own record type is needed", "own record types are needed", "egen posttype trengs", "egne posttyper trengs"),
		w.edition(w.rank()), w.ladder(w.objectsLimit, w.rank()), w.between(idObjectFit, w.n)) + w.notKnown(w.at(idObjectFit))
}

// dayCount is a number of days; a log without limit says so.
func (w *speaker) dayCount(x float64) string {
	if x >= mostDays {
		return w.say("no limit", "ingen grense")
	}
	return w.counted(x, "day", "days", "dag", "dager")
}

func (w *speaker) workAuditReach() string {
	return w.say("The longest in any edition: %s.", "Det lengste i noen utgave: %s.", w.between(idAuditReach, w.dayCount)) + w.notKnown(w.at(idAuditReach))
}

func (w *speaker) workAuditFits() string {
	return w.say("%s are required; the longest in any edition is %s.", "%s kreves; det lengste i noen utgave er %s.",
		w.dayCount(number(w.profile.Security.AuditDays)), w.between(idAuditReach, w.dayCount))
}

func (w *speaker) workAuditCover() string {
	return w.say("%s are required; days kept with %s: %s. That is %s.", "%s kreves; dager som lagres med %s: %s. Det er %s.",
		w.dayCount(number(w.profile.Security.AuditDays)), w.edition(w.rank()), w.ladder(w.slots.auditDays, w.rank()), w.between(idAuditCover, w.percent))
}

// sorted says of each of several things whether it is there: held, not held, or not known.
func (w *speaker) sorted(names []string, slot func(string) vendorfit.Slot, label func(string) string) string {
	words := map[bool][]string{}
	var open []string
	for _, name := range names {
		if v := w.known.At(slot(name)); v.Open() {
			open = append(open, label(name))
		} else {
			words[v.Has()] = append(words[v.Has()], label(name))
		}
	}
	var parts []string
	for _, x := range []struct {
		lead  string
		items []string
	}{
		{w.say("Held", "Finnes"), words[true]}, {w.say("Not held", "Finnes ikke"), words[false]}, {w.say("Not known", "Ikke kjent"), open},
	} {
		if len(x.items) > 0 {
			parts = append(parts, x.lead+": "+w.list(x.items)+".")
		}
	}
	return strings.Join(parts, " ")
}

func (w *speaker) workCertShare() string {
	b := w.deriver.book
	if len(w.profile.Security.Certs) == 0 {
		return w.say("No certificates are required.", "Ingen sertifikater kreves.")
	}
	var vocabulary []vendorfit.Code
	if a := b.Attribute("certs"); a != nil {
		vocabulary = a.Vocab
	}
	return w.sorted(w.profile.Security.Certs, func(c string) vendorfit.Slot { return b.MemberSlot("certs", c) },
		func(c string) string { return w.label(vocabulary, c) })
}

// interfaceIn says of each required language how the interface stands in it.
func (w *speaker) interfaceIn() string {
	b := w.deriver.book
	var parts []string
	for _, l := range w.profile.Organisation.UILanguages {
		slot := b.MemberSlot("language.ui", l)
		v := w.known.At(slot)
		how := w.say("not known", "ikke kjent")
		switch {
		case v.Denied:
			how = w.say("not offered", "tilbys ikke")
		case v.Has():
			how = w.label(w.vocabularyOf(slot), v.Code)
		}
		parts = append(parts, w.language(l)+": "+how)
	}
	return strings.Join(parts, "; ")
}

func (w *speaker) workLanguageCover() string {
	return w.say("%s. The mean of the points: %s.", "%s. Gjennomsnittet av poengene: %s.", w.interfaceIn(), w.between(idLanguageCover, w.n))
}

func (w *speaker) workLanguagesOffered() string {
	return w.say("%s. Documentation or help alone proves nothing of the interface.", "%s. Dokumentasjon eller hjelp alene beviser ikke noe om grensesnittet.", w.interfaceIn())
}
