// Package text chooses the words: numbers, money, dates, labels and reasons, in English and in Norwegian bokmål. No code of a
// book ever leaves it.
package text

import (
	"math"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Space is the no-break space between groups of digits and before a unit in Norwegian, so that a number never breaks in two.
const Space = "\u00a0"

// Number is x with at most so many decimals, without trailing zeros: 1,234.5 in English, 1 234,5 in Norwegian.
func Number(l vendorfit.Lang, x float64, places int) string {
	digits := strconv.FormatFloat(math.Abs(x), 'f', places, 64)
	whole, part, _ := strings.Cut(digits, ".")
	part = strings.TrimRight(part, "0")
	group, point := ",", "."
	if l == vendorfit.Bokmal {
		group, point = Space, ","
	}
	out := grouped(whole, group)
	if part != "" {
		out += point + part
	}
	if x < 0 && strings.Trim(digits, "0.") != "" {
		out = "−" + out
	}
	return out
}

// Fixed is x with exactly so many decimals, for columns of numbers.
func Fixed(l vendorfit.Lang, x float64, places int) string {
	s := strconv.FormatFloat(x, 'f', places, 64)
	if l == vendorfit.Bokmal {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

func grouped(whole, group string) string {
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	return whole
}

// Percent is a share as percent: 12% in English, 12 % in Norwegian. A share below one percent that is not zero says so.
func Percent(l vendorfit.Lang, share float64) string {
	sign := "%"
	if l == vendorfit.Bokmal {
		sign = Space + "%"
	}
	if share > 0 && share < 0.005 {
		return "under 1" + sign
	}
	return Number(l, 100*share, 0) + sign
}

// Money is an amount with the code of its currency: NOK 1,234,000 in English, 1 234 000 NOK in Norwegian. The code is used
// rather than kr, which is four currencies. Whole amounts have no decimals, others two.
func Money(l vendorfit.Lang, amount float64, currency string) string {
	return MoneyRange(l, amount, amount, currency)
}

// MoneyRange is a range of amounts, or one where the ends are the same.
func MoneyRange(l vendorfit.Lang, low, high float64, currency string) string {
	n := amount(l, low)
	if low != high {
		n += "–" + amount(l, high)
	}
	if l == vendorfit.Bokmal {
		return n + Space + currency
	}
	return currency + " " + n
}

func amount(l vendorfit.Lang, x float64) string {
	if x == math.Trunc(x) {
		return Number(l, x, 0)
	}
	whole := Number(l, math.Trunc(x), 0)
	cents := Fixed(l, math.Abs(x-math.Trunc(x)), 2)
	if cents[0] != '0' {
		return Number(l, math.Round(x), 0)
	}
	return whole + cents[1:]
}

var months = map[vendorfit.Lang][]string{
	vendorfit.English: {
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December",
	},
	vendorfit.Bokmal: {
		"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
		"november", "desember",
	},
}

// Date is a day in words: 25 November 2026, 25. november 2026. What is no date (a source may be undated) is given as it is.
func Date(l vendorfit.Lang, d vendorfit.Date) string {
	if !d.Valid() {
		return string(d)
	}
	year, month, day := string(d[:4]), int(d[5]-'0')*10+int(d[6]-'0'), strings.TrimPrefix(string(d[8:]), "0")
	dot := ""
	if l == vendorfit.Bokmal {
		dot = "."
	}
	return day + dot + " " + months[l][month-1] + " " + year
}

// List joins items: a, b and c; a, b og c.
func List(l vendorfit.Lang, items []string) string { return joined(items, pick(l, " and ", " og ")) }

// Either joins items: a, b or c; a, b eller c.
func Either(l vendorfit.Lang, items []string) string {
	return joined(items, pick(l, " or ", " eller "))
}

func joined(items []string, last string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	n := len(items) - 1
	return strings.Join(items[:n], ", ") + last + items[n]
}

// Both makes a text of one that is worded per language.
func Both(word func(vendorfit.Lang) string) vendorfit.Text {
	return vendorfit.Text{En: word(vendorfit.English), Nb: word(vendorfit.Bokmal)}
}

func pick(l vendorfit.Lang, en, nb string) string {
	if l == vendorfit.Bokmal {
		return nb
	}
	return en
}
