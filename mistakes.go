package vendorfit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// MistakesMost is how many mistakes are listed at once; a document with more has one kind of mistake all over, and an answer
// many times its size would serve nobody.
const MistakesMost = 100

// Most is the first hundred mistakes and, after them, one of code more that says how many are left out: those beyond, and more
// that were never put into words.
func Most(mistakes []Mistake, more int) []Mistake {
	if extra := len(mistakes) - MistakesMost; extra > 0 {
		mistakes, more = mistakes[:MistakesMost], more+extra
	}
	if more == 0 {
		return mistakes
	}
	return append(mistakes, Mistake{Code: "more", Message: Text{
		En: fmt.Sprintf("and %d more mistakes", more), Nb: fmt.Sprintf("og %d feil til", more),
	}})
}

// Nearest is the known name that a mistyped one most likely meant: at most a third of its letters, and at least one, added,
// dropped, changed or swapped (Damerau-Levenshtein distance, restricted). It is "" where none is that near.
func Nearest(name string, known []string) string {
	letters := []rune(name)
	if len(letters) > 64 {
		return ""
	}
	best, least := "", max(1, len(letters)/3)+1
	for _, k := range known {
		if d := distance(letters, []rune(k)); d < least {
			best, least = k, d
		}
	}
	return best
}

func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// located is something with its pointer, so that it is made once and not for each comparison.
type located[T any] struct {
	pointer string
	item    T
}

// byPointer puts things in the order of their pointers, rows by number. Maps are walked in another order each time, and the
// same mistakes must read the same each time.
func byPointer[T any](items []T, pointer func(T) string) []located[T] {
	all := make([]located[T], len(items))
	for i, x := range items {
		all[i] = located[T]{pointer(x), x}
	}
	slices.SortStableFunc(all, func(x, y located[T]) int { return natural(x.pointer, y.pointer) })
	return all
}

// natural compares texts so that 2 stands before 10: from the first character that differs, or the number that it is in.
func natural(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for i > 0 && isDigit(a[i-1]) {
		i--
	}
	a, b = a[i:], b[i:]
	if x, y := digits(a), digits(b); x > 0 && y > 0 && x != y {
		return cmp.Compare(x, y)
	}
	return strings.Compare(a, b)
}

// digits is how many digits a text begins with.
func digits(s string) (n int) {
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
