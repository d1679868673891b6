// Package derive works out what follows from a profile (totals) and from a profile and one platform's values (derived
// quantities) before any rule runs, exactly as the book's derived.yaml says, with the constants of the book's parameters.
//
// A [Deriver] looks the book up once. Its [Totals] belong to one settled profile, a [Sheet] to one profile and one platform. A
// Deriver and its Totals may be shared between goroutines; a Sheet belongs to one.
//
// Products are converted before they are added (float64(x*y)): Go may fuse a multiplication and an addition on some processors,
// and the last digit would then differ between machines.
package derive

import (
	"math"

	"github.com/vendorfit/vendorfit"
)

// The readings of a quantity. A platform's values may be open (nothing is known), soft (stale, or of low confidence) or firm.
// With soft values open too, worst and best are what the quantity can come to; with soft values at their value, they are what
// the estimate of an open quantity lies between. Where nothing is open the estimate is the likely reading.
type reading int

const (
	softWorst reading = iota // open and soft values at their worst
	worst                    // open values at their worst, soft ones at their value
	likely                   // known and soft values at their value, ranges at their middle
	best
	softBest
	readings
)

// bad tells the readings at worst from those at best; the likely one is neither.
func (r reading) bad() bool { return r < likely }

// numbers are one number in every reading.
type numbers [readings]float64

// same is a number that is the same in all readings.
func same(x float64) numbers { return numbers{x, x, x, x, x} }

// ends are a number with a worst end, a middle and a best end, all of it known.
func ends(w, middle, b float64) numbers { return numbers{w, w, middle, b, b} }

// truths are one truth in every reading.
func truths(x bool) numbers {
	if x {
		return same(1)
	}
	return numbers{}
}

// all tells that x holds in every reading, none that it holds in no reading.
func (x *numbers) all() bool  { return *x == numbers{1, 1, 1, 1, 1} }
func (x *numbers) none() bool { return *x == numbers{} }

// either and both join truths, reading by reading.
func either(x, y numbers) numbers {
	for r := range x {
		x[r] = max(x[r], y[r])
	}
	return x
}

func both(x, y numbers) numbers {
	for r := range x {
		x[r] = min(x[r], y[r])
	}
	return x
}

// clamp holds x to 0..1.
func clamp(x float64) float64 { return min(1, max(0, x)) }

// scale puts x between the anchors w, which earns 0, and b, which earns 1.
func scale(x, w, b float64) float64 { return clamp((x - w) / (b - w)) }

// The units in which quantities leave this package (convention 4).
type rounding int

const (
	asItIs     rounding = iota
	millionths          // shares, points and factors
	wholeCalls          // counts of calls, up; a millionth of a call is an error of arithmetic
	whole               // money, days
	hundredths          // staff
)

// mostShare is the largest share that leaves this package: nothing can be divided by a quota of nothing, and what has no end can
// be neither shown nor stored.
const mostShare = 1e6

func (r rounding) of(x float64) float64 {
	switch {
	case r == millionths:
		return math.Round(min(x, mostShare)*1e6) / 1e6
	case math.IsInf(x, 0):
		return x
	case r == wholeCalls:
		return max(0, math.Ceil(x-1e-6)) // max: -1e-6 rounds up to a negative zero
	case r == whole:
		return math.Round(x)
	case r == hundredths:
		return math.Round(x*100) / 100
	}
	return x
}

// Deriver works out quantities by one book. It never changes.
type Deriver struct {
	book    *vendorfit.Book
	finders [quantities]finder
	areas   []area // of params.areas.kinds, in its order
	usable  [len(usableAreas)]struct{ suite, access vendorfit.Slot }
	needs   []string // keys of needs, in the order of the form
	constants
	slots
	missing []string
}

// area is a part of the work that a product or a system of its own may serve.
type area struct {
	id                   string
	kinds                []string // of the systems that serve it
	suite, access, price vendorfit.Slot
	per                  string // unit of the price where none is public, in USD a month
	low, likely, high    float64
}

// serves tells that a system of this kind serves the area.
func (a *area) serves(kind string) bool { return contains(a.kinds, kind) }

// New looks up every constant and every value that the quantities of a book need. What the book lacks counts as nothing, and is
// listed by [Deriver.Missing].
func New(b *vendorfit.Book) *Deriver {
	d := &Deriver{book: b, finders: finders()}
	l := lookup{book: b}
	d.constants = constantsOf(&l)
	d.slots = slotsOf(b)
	for _, key := range l.keys("areas.kinds") {
		d.areas = append(d.areas, l.area(key))
	}
	for i, id := range usableAreas {
		d.usable[i].suite, d.usable[i].access = b.Slot("suite."+id), b.Slot("suite."+id+"Access")
	}
	if q := b.Question("needs"); q != nil {
		for _, row := range q.Rows {
			d.needs = append(d.needs, row.Code)
		}
	}
	d.missing = l.missing
	return d
}

// Missing are the paths below params that the quantities rest on and the book lacks. A book with any is not to be used.
func (d *Deriver) Missing() []string { return d.missing }

// contains tells that a short list has a member.
func contains(list []string, x string) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// at is the position of a member in a short list, -1 where it has none.
func at(list []string, x string) int {
	for i, y := range list {
		if x == y {
			return i
		}
	}
	return -1
}
