package main

import (
	"strings"
	"unicode"
)

// columns is the width that what people read is laid out for.
const columns = 100

// width is how many columns a text takes on a terminal: combining marks take none, East Asian wide characters and emoji two.
// Escape sequences are not looked for; colour is put on after a cell has its width.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff,
		r >= 0x20000 && r <= 0x3fffd:
		return 2
	}
	return 1
}

// left and right pad a text to n columns.
func left(s string, n int) string  { return s + strings.Repeat(" ", max(0, n-width(s))) }
func right(s string, n int) string { return strings.Repeat(" ", max(0, n-width(s))) + s }

// cut shortens a text to n columns, the last of them a sign that something is missing.
func cut(s string, n int) string {
	if width(s) <= n {
		return s
	}
	used, out := 0, strings.Builder{}
	for _, r := range s {
		if used+runeWidth(r) > n-1 {
			break
		}
		used += runeWidth(r)
		out.WriteRune(r)
	}
	return strings.TrimRight(out.String(), " ") + "…"
}

// wrap breaks a text into lines of at most n columns, at spaces; a word that is longer keeps a line of its own.
func wrap(s string, n int) []string {
	var lines []string
	line := ""
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }) {
		switch {
		case line == "":
			line = word
		case width(line)+1+width(word) > n:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// visible makes text from a file safe to show: control characters, which could move the cursor or recolour the terminal, become
// a sign.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\uFFFD'
		}
		return r
	}, s)
}
