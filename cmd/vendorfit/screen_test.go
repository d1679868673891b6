package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
)

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "æøå": 3, "e\u0301": 1, "日本": 4, "🙂": 2, "12 %": 4} {
		if got := width(s); got != want {
			t.Errorf("width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"日本語", 5, "日本…"}, {"ab cd", 4, "ab…"}, {"æøåæ", 3, "æø…"}} {
		if got := cut(c.s, c.n); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

// A table fits the screen whatever the names are, and its columns stand under each other.
func TestTableFits(t *testing.T) {
	var out bytes.Buffer
	s := &screen{out: &out, lang: vendorfit.Bokmal}
	s.table([]column{{title: "#", right: true}, {title: "Plattform", flexible: true}, {title: "Utgave", flexible: true}, {title: "Sum", right: true}},
		[][]string{
			{"1", "Lime på æøå", strings.Repeat("Sales Enterprise ", 8), "71,4"},
			{"10", strings.Repeat("日本", 40), "Core\x1b[31m", "100,0"},
		}, func(_, _ int, cell string) string { return cell })
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for _, l := range lines {
		if width(l) > columns {
			t.Errorf("%d columns: %s", width(l), l)
		}
		if strings.ContainsRune(l, '\x1b') {
			t.Errorf("an escape sequence reached the screen: %q", l)
		}
	}
	if width(lines[1]) != width(lines[2]) {
		t.Errorf("the last column is not aligned:\n%s", out.String())
	}
}

func TestWrap(t *testing.T) {
	for _, l := range wrap(strings.Repeat("ord og mer ", 40), 30) {
		if width(l) > 30 {
			t.Errorf("%d columns: %s", width(l), l)
		}
	}
	if got := wrap("", 10); got != nil {
		t.Errorf("wrap of nothing is %q", got)
	}
}

func TestCaretStandsUnderItsColumn(t *testing.T) {
	for _, c := range []struct {
		line   string
		column int
		under  string
	}{{"full: -3", 7, "-"}, {"æøå: 1", 6, "1"}, {strings.Repeat("x", 300) + "Y", 301, "Y"}, {"short", 99, ""}} {
		before, excerpt, caret := window(c.line, c.column)
		shown := []rune(before + excerpt)
		under := ""
		if n := len(caret); n < len(shown) {
			under = string(shown[n])
		}
		if under != c.under {
			t.Errorf("column %d of %q: the caret stands under %q, want %q", c.column, c.line, under, c.under)
		}
		if width(before+excerpt) > columns {
			t.Errorf("the excerpt is %d columns wide", width(before+excerpt))
		}
	}
}
