package rules

import (
	"testing"

	"github.com/vendorfit/vendorfit/internal/intake"
)

func TestPlace(t *testing.T) {
	source := `- id: one
  applies: 'need("quote") > 0'
  why: {en: "a \"b\" c", nb: 'd ''e'' f'}
  points: |
    first line
    second line
  weight: 1 + x
`
	root, err := intake.Parse("rules.yaml", []byte(source), intake.BookLimits)
	if err != nil {
		t.Fatal(err)
	}
	l := &Loaded{Sources: map[string]*intake.Node{"rules.yaml": root}}
	for _, c := range []struct {
		pointer      string
		character    int
		line, column int
	}{
		{"/0/id", 0, 1, 7},
		{"/0/applies", 0, 2, 12},
		{"/0/applies", 5, 2, 18},    // the quotation mark before quote
		{"/0/why/en", 2, 3, 16},     // the backslash of \"
		{"/0/why/en", 6, 3, 22},     // c, past two escaped quotes
		{"/0/why/nb", 6, 3, 39},     // f, past two doubled quotes
		{"/0/points", 6, 5, 11},     // line
		{"/0/points", 18, 6, 12},    // line of the second line
		{"/0/weight", 4, 7, 15},     // x
		{"/0/source", 3, 1, 3},      // not there: its rule
		{"/7/source/deep", 0, 1, 1}, // nor that
	} {
		line, column, excerpt, ok := l.Place("rules.yaml", c.pointer, c.character)
		if !ok || line != c.line || column != c.column || excerpt == "" {
			t.Errorf("%s character %d: %d:%d %q %v, want %d:%d", c.pointer, c.character, line, column, excerpt, ok, c.line, c.column)
		}
	}
	if _, _, _, ok := l.Place("other.yaml", "", 0); ok {
		t.Error("a file that was not read has a place")
	}
}
