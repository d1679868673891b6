package derive

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// space is the no-break space of Norwegian numbers, so that a number never breaks in two.
const space = "\u00a0"

// speaker words the arithmetic of one sheet in one language.
type speaker struct {
	*Sheet
	lang vendorfit.Lang
}

// say picks the language and fills in.
func (w *speaker) say(en, nb string, args ...any) string {
	if w.lang == vendorfit.Bokmal {
		en = nb
	}
	if len(args) == 0 {
		return en
	}
	return fmt.Sprintf(en, args...)
}

// of is a text of the book in the speaker's language.
func (w *speaker) of(t vendorfit.Text) string { return t.In(w.lang) }

// fixed is x with at most so many decimals, without trailing zeros: 12,345.6 in English, 12 345,6 in Norwegian.
func (w *speaker) fixed(x float64, places int) string {
	group, point := ",", "."
	if w.lang == vendorfit.Bokmal {
		group, point = space, ","
	}
	digits := strconv.FormatFloat(math.Abs(x), 'f', places, 64)
	integer, part, _ := strings.Cut(digits, ".")
	for i := len(integer) - 3; i > 0; i -= 3 {
		integer = integer[:i] + group + integer[i:]
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		integer += point + part
	}
	if x < 0 && strings.Trim(digits, "0.") != "" {
		return "−" + integer
	}
	return integer
}

// n is a number with up to two decimals, and more where it is small.
func (w *speaker) n(x float64) string {
	switch small := math.Abs(x); {
	case math.IsInf(x, 0):
		return w.say("no limit", "ingen grense")
	case small > 0 && small < 0.1:
		return w.fixed(x, 4)
	}
	return w.fixed(x, 2)
}

// whole is a number without decimals.
func (w *speaker) whole(x float64) string { return w.fixed(x, 0) }

// percent is a share; small ones keep a decimal.
func (w *speaker) percent(x float64) string {
	places := 0
	if math.Abs(x) < 0.1 {
		places = 1
	}
	if x > 0 && x < 0.0005 {
		return w.say("under 0.1%", "under 0,1"+space+"%")
	}
	return w.fixed(100*x, places) + w.say("%", space+"%")
}

// money is an amount in the profile's currency, in whole units from a hundred.
func (w *speaker) money(x float64) string {
	amount := w.fixed(x, 2)
	if math.Abs(x) >= 100 {
		amount = w.whole(math.Round(x))
	}
	return w.currency(amount, w.profile.Commercial.Currency)
}

func (w *speaker) currency(amount, code string) string {
	return w.say(code+" "+amount, amount+space+code)
}

// cross is the sign of multiplication with its spaces.
const cross = " × "

// counted is a number with a noun in the singular or the plural.
func (w *speaker) counted(x float64, en, ens, nb, nbs string) string {
	noun, gap := w.say(ens, nbs), w.say(" ", space)
	if x == 1 {
		noun = w.say(en, nb)
	}
	return w.n(x) + gap + noun
}

// list joins items: a, b and c; a, b og c.
func (w *speaker) list(items []string) string {
	if n := len(items) - 1; n > 0 {
		return strings.Join(items[:n], ", ") + w.say(" and ", " og ") + items[n]
	}
	return strings.Join(items, "")
}

// label is what a book calls a code, or the code where it calls it nothing.
func (w *speaker) label(codes []vendorfit.Code, code string) string {
	for i := range codes {
		if codes[i].Code == code {
			return w.of(codes[i].Label)
		}
	}
	return code
}

func (w *speaker) vocabulary(name, code string) string {
	return w.label(w.deriver.book.Form.Vocabularies[name], code)
}

// need is what a key of needs is called.
func (w *speaker) need(key string) string {
	if q := w.deriver.book.Question("needs"); q != nil {
		return w.label(q.Rows, key)
	}
	return key
}

func (w *speaker) needs(keys []string) string {
	var all []string
	for _, key := range keys {
		all = append(all, w.need(key))
	}
	return w.list(all)
}

// slot is what a value is called.
func (w *speaker) slot(s vendorfit.Slot) string {
	if s < 0 {
		return ""
	}
	place := w.deriver.book.Places()[s]
	label := w.of(place.Attribute.Label)
	if place.Member == "" {
		return label
	}
	return label + ": " + w.label(place.Attribute.Vocab, w.language(place.Member))
}

func (w *speaker) slotList(slots []vendorfit.Slot) string {
	var all []string
	for _, s := range slots {
		all = append(all, w.slot(s))
	}
	return w.list(all)
}

var languageNames = map[string]vendorfit.Text{
	"en": {En: "English", Nb: "engelsk"}, "nb": {En: "Norwegian bokmål", Nb: "bokmål"}, "nn": {En: "Norwegian nynorsk", Nb: "nynorsk"},
	"sv": {En: "Swedish", Nb: "svensk"}, "da": {En: "Danish", Nb: "dansk"}, "fi": {En: "Finnish", Nb: "finsk"},
}

// language is the name of a language; any other member is given as it is.
func (w *speaker) language(member string) string {
	if t, ok := languageNames[member]; ok {
		return w.of(t)
	}
	return member
}

// system is what the buyer calls a system: by its own name, by its product, or by its kind.
func (w *speaker) system(x *vendorfit.System) string {
	switch {
	case x == nil:
		return ""
	case x.Name != nil:
		return w.of(*x.Name)
	case x.Product != "other" && x.Product != "own_development":
		return w.vocabulary("systemProducts", x.Product)
	}
	return w.vocabulary("systemKinds", x.Kind)
}

// edition is the name of the edition at a rank, or its place where the list is not known.
func (w *speaker) edition(rank int) string {
	if rows := w.known.At(w.slots.editions).Editions; rank >= 0 && rank < len(rows) {
		return rows[rank].Name
	}
	return w.say("edition %s", "utgave %s", w.whole(float64(rank+1)))
}

// ends words a quantity by the arithmetic of its readings: once where they agree, at best and at worst where something is open.
func (w *speaker) ends(id int, arithmetic func(reading) string, show func(float64) string) string {
	m := w.at(id)
	round := w.deriver.finders[id].round
	line := func(r reading) string { return arithmetic(r) + " = " + show(round.of(m.at[r])) }
	switch {
	case m.at[softWorst] == m.at[softBest]:
		return line(likely) + "."
	case m.open:
		return w.say("At best %s; at worst %s. The estimate is %s.", "I beste fall %s; i verste fall %s. Anslaget er %s.",
			line(softBest), line(softWorst), show(m.out.Estimate)) + w.notKnown(m)
	}
	low, high := min(m.out.Best, m.out.Worst), max(m.out.Best, m.out.Worst)
	return w.say("%s; from %s to %s.", "%s; fra %s til %s.", line(likely), show(low), show(high)) + w.notSure(m)
}

// notKnown names what is open among the values that a quantity read, the first few.
func (w *speaker) notKnown(m *memo) string {
	return w.named(m, (*vendorfit.Value).Open, w.say("Not known", "Ikke kjent"))
}

// notSure names what is stale or of low confidence.
func (w *speaker) notSure(m *memo) string {
	return w.named(m, (*vendorfit.Value).Soft, w.say("Not sure", "Ikke sikkert"))
}

const namedAtMost = 4

func (w *speaker) named(m *memo, is func(*vendorfit.Value) bool, lead string) string {
	var all []string
	for _, slot := range m.reads {
		if is(w.known.At(slot)) {
			all = append(all, w.slot(slot))
		}
	}
	if len(all) == 0 {
		return ""
	}
	if more := len(all) - namedAtMost; more > 0 {
		all = append(all[:namedAtMost], w.counted(float64(more), "other value", "other values", "annen verdi", "andre verdier"))
	}
	return " " + lead + ": " + w.list(all) + "."
}

// scratch is a memo for reading values once more while their arithmetic is worded.
func (s *Sheet) scratch() *memo {
	m := &memo{marks: make([]uint64, len(s.memos[0].marks))}
	m.begin(0)
	return m
}
