package derive

import (
	"strings"

	"github.com/vendorfit/vendorfit"
)

// span is a known number, or the range of it.
func (w *speaker) span(slot vendorfit.Slot) string {
	v := w.known.At(slot)
	if v.Low == v.High {
		return w.n(v.Low)
	}
	return w.n(v.Low) + "–" + w.n(v.High)
}

func (w *speaker) vocabularyOf(slot vendorfit.Slot) []vendorfit.Code {
	if slot < 0 {
		return nil
	}
	return w.deriver.book.Places()[slot].Attribute.Vocab
}

// mode is what a way to connect is called.
func (w *speaker) mode(mode string) string {
	d := w.deriver.book.Declaration("connectionsBy")
	if d == nil {
		return mode
	}
	if a := w.deriver.book.Attribute(d.CodesFrom); a != nil && a.Code(mode) != nil {
		return w.of(a.Code(mode).Label)
	}
	return w.label(d.Codes, mode)
}

func (w *speaker) workConnections() string {
	rows := w.connections()
	if len(rows) == 0 {
		return w.say("No system that stays has a flow that counts.", "Ingen systemer som beholdes, har en flyt som teller.")
	}
	var all []string
	for i := range rows {
		all = append(all, w.system(w.totals.links[i].system)+": "+w.mode(rows[i].Mode))
	}
	return strings.Join(all, "; ") + "."
}

func (w *speaker) workConnectionsBy() string {
	var all []string
	for _, c := range w.connectionsBy() {
		if c.Count > 0 {
			all = append(all, w.mode(c.Mode)+": "+w.whole(float64(c.Count)))
		}
	}
	if len(all) == 0 {
		return w.workConnections()
	}
	return strings.Join(all, "; ") + "."
}

func (w *speaker) workConnectionsToBuild() string {
	return w.say("Of %s, this many are neither ready-made nor shared: %s.", "Av %s er så mange verken ferdige eller delt: %s.",
		w.counted(float64(len(w.totals.links)), "connection", "connections", "kobling", "koblinger"),
		w.between(idConnectionsToBuild, w.n)) + w.notKnown(w.at(idConnectionsToBuild))
}

func (w *speaker) workNeedsReachable() string {
	w.at(idNeedsReachable)
	var not, open []string
	for i, x := range w.reached {
		switch {
		case x[softBest] == 0:
			not = append(not, w.wanted[i])
		case x[softWorst] == 0:
			open = append(open, w.wanted[i])
		}
	}
	n := w.counted(float64(len(w.wanted)), "absolute need", "absolute needs", "absolutt behov", "absolutte behov")
	switch {
	case len(w.wanted) == 0:
		return w.say("No need is absolute.", "Ingen behov er absolutte.")
	case len(not)+len(open) == 0:
		return w.say("%s, all within reach without own code.", "%s, alle kan dekkes uten egenutvikling.", n)
	}
	text := n + "."
	if len(not) > 0 {
		text += w.say(" Not within reach: %s.", " Kan ikke dekkes: %s.", w.needs(not))
	}
	if len(open) > 0 {
		text += w.say(" Not known or not sure: %s.", " Ikke kjent eller ikke sikkert: %s.", w.needs(open))
	}
	return text
}

func (w *speaker) workUsable(i int) string {
	area := &w.deriver.usable[i-idUsableMarketing]
	suite, access := w.known.At(area.suite), w.known.At(area.access)
	rank := w.rank()
	switch {
	case !suite.Has() || !own(suite.Code):
		return w.say("No own product is known, so the edition does not matter.", "Det er ikke kjent noe eget produkt, så utgaven betyr ikke noe.")
	case access.Open():
		return w.say("Which edition allows the product is not known.", "Hvilken utgave som gir tilgang til produktet, er ikke kjent.")
	case entry(access.Access) < 0 || access.Denied:
		return w.say("No edition allows the product.", "Ingen utgave gir tilgang til produktet.")
	}
	return w.say("The product may be used from %s; the edition to be bought is %s.", "Produktet kan brukes fra %s; utgaven som må kjøpes, er %s.",
		w.edition(entry(access.Access)), w.edition(rank))
}

// areaNames are the areas to replace or add.
func (w *speaker) areaNames() string { return w.needs(w.totals.Areas) }

func (w *speaker) noAreas() string {
	return w.say("There is no area to replace or add.", "Det er ingen områder å erstatte eller tilføye.")
}

func (w *speaker) workOwnCoverage() string {
	n := float64(len(w.totals.areas))
	if n == 0 {
		return w.noAreas()
	}
	m := w.at(idOwnCoverage)
	return w.ends(idOwnCoverage, func(r reading) string {
		return w.say("%s covered of %s areas (%s)", "%s dekket av %s områder (%s)", w.n(m.at[r]*n), w.n(n), w.areaNames())
	}, w.percent)
}

// products counts the products for the areas by how they are sold.
type products struct{ licence, limited, separate, open float64 }

func (s *Sheet) products() (p products) {
	for _, i := range s.totals.areas {
		v := s.known.At(s.deriver.areas[i].suite)
		switch {
		case v.Open():
			p.open++
		case v.Denied || v.Code == "third_party":
			p.separate++
		case v.Code == "own_licence":
			p.licence++
		case v.Code == "own_limited":
			p.limited++
		}
	}
	return p
}

// openAreas says how many areas are not known.
func (w *speaker) openAreas(p products) string {
	if p.open == 0 {
		return ""
	}
	return w.say(" For %s it is not known what the platform has.", " For %s er det ikke kjent hva plattformen har.",
		w.counted(p.open, "area", "areas", "område", "områder"))
}

// between is a number, or the range from best to worst with its estimate.
func (w *speaker) between(id int, show func(float64) string) string {
	q := w.at(id).out
	if q.Worst == q.Best {
		return show(q.Worst)
	}
	return w.say("%s to %s, estimate %s", "%s til %s, anslag %s", show(min(q.Best, q.Worst)), show(max(q.Best, q.Worst)), show(q.Estimate))
}

func (w *speaker) workProductsToRun() string {
	p := w.products()
	return w.say("The platform, %s and %s bought elsewhere: %s.", "Plattformen, %s og %s kjøpt andre steder: %s.",
		w.counted(p.licence, "own product with a licence", "own products with a licence", "eget produkt med egen lisens", "egne produkter med egen lisens"),
		w.counted(p.separate, "product", "products", "produkt", "produkter"), w.between(idProductsToRun, w.n)) + w.openAreas(p)
}

func (w *speaker) workContracts() string {
	p := w.products()
	return w.say("The platform, %s × %s, %s bought elsewhere and the systems that stay: %s.",
		"Plattformen, %s × %s, %s kjøpt andre steder og systemene som beholdes: %s.", w.n(w.variant.ownContract),
		w.counted(p.licence, "own product with a licence", "own products with a licence", "eget produkt med egen lisens", "egne produkter med egen lisens"),
		w.counted(p.separate, "product", "products", "produkt", "produkter"), w.between(idContracts, w.n)) + w.openAreas(p)
}

func (w *speaker) workStaffNeed() string {
	p := w.products()
	return w.ends(idStaffNeed, func(r reading) string {
		missing := 0.0
		for i := range w.joined {
			missing += 1 - w.joined[i].points[r]
		}
		separate := p.separate
		if r.bad() {
			separate += p.open
		}
		return w.say("%s + %s × %s + %s × %s + %s × %s + %s × %s of what the connections lack",
			"%s + %s × %s + %s × %s + %s × %s + %s × %s av det koblingene mangler", w.n(w.staffBase),
			w.n(w.staffPerSeat), w.counted(w.totals.Seats, "user", "users", "bruker", "brukere"),
			w.n(w.staffOwn), w.counted(p.licence+p.limited, "own product", "own products", "eget produkt", "egne produkter"),
			w.n(w.staffSeparate), w.counted(separate, "separate product", "separate products", "separat produkt", "separate produkter"),
			w.n(w.staffConnection), w.n(missing))
	}, w.staff)
}

func (w *speaker) staff(x float64) string {
	return w.counted(x, "full-time equivalent", "full-time equivalents", "årsverk", "årsverk")
}

func (w *speaker) workStaffRatio() string {
	need := w.at(idStaffNeed)
	return w.ends(idStaffRatio, func(r reading) string {
		return w.say("%s needed / %s at hand", "%s trengs / %s finnes", w.n(hundredths.of(need.at[r])), w.n(max(0.1, vendorfit.Of(w.profile.Organisation.AdminFTE))))
	}, w.n)
}
