package web

import (
	"math"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Exact is a number kept as an integer of small units, so that what is printed is what was added: contributions add up to the
// total to the last digit.
type Exact struct {
	Units  int64
	Places int // decimals that one unit is the last of
}

// String is the number without trailing zeros.
func (x Exact) String() string {
	sign, digits := "", strconv.FormatInt(x.Units, 10)
	if x.Units < 0 {
		sign, digits = "-", digits[1:]
	}
	if short := x.Places + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	whole, part := digits[:len(digits)-x.Places], strings.TrimRight(digits[len(digits)-x.Places:], "0")
	if part != "" {
		whole += "." + part
	}
	return sign + whole
}

// MarshalJSON writes the number.
func (x Exact) MarshalJSON() ([]byte, error) { return []byte(x.String()), nil }

// Float is the number, for words and bars.
func (x Exact) Float() float64 { return float64(x.Units) / math.Pow10(x.Places) }

func points(m vendorfit.Micro) Exact { return Exact{int64(m), 6} }
func share(n int64) Exact            { return Exact{n, 9} }
func total(n int64) Exact            { return Exact{n, 13} }
func level(x float64) Exact          { return points(vendorfit.ToMicro(x)) }

// mean is what a criterion earned of its share, 0..1, in millionths; 0 where the criterion has no share.
func mean(units, share int64) Exact {
	if share == 0 {
		return Exact{0, 6}
	}
	return Exact{int64(math.Round(float64(units) / float64(share))), 6}
}
