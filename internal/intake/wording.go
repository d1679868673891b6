package intake

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vendorfit/vendorfit"
)

// hint is what a parser's message means, found by a part of it.
type hint struct {
	part string
	text vendorfit.Text
}

// hinted says that a text is not of a format, and why. A message that no hint is known for is repeated as the parser wrote it.
func hinted(format string, hints []hint, message string) vendorfit.Text {
	why := vendorfit.Text{En: message, Nb: message}
	for _, h := range hints {
		if strings.Contains(message, h.part) {
			why = h.text
			break
		}
	}
	return vendorfit.Text{En: "this is not " + format + ": " + why.En, Nb: "dette er ikke " + format + ": " + why.Nb}
}

// quoteFirst is the first character of a text, in quotes.
func quoteFirst(text []byte) string {
	c, _ := utf8.DecodeRune(text)
	return strconv.Quote(string(c))
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
