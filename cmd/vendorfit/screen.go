package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// screen writes what people read: wrapped to [columns], in one language, with colour where the terminal takes it.
type screen struct {
	out    io.Writer
	lang   vendorfit.Lang
	colour bool
}

func (s *screen) say(en, nb string) string { return vendorfit.Text{En: en, Nb: nb}.In(s.lang) }

// Colours by what they say.
const (
	bold  = "1"
	faint = "2"
	red   = "31"
	green = "32"
	amber = "33"
)

func (s *screen) paint(code, text string) string {
	if !s.colour || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// line writes one line as it is, without spaces at its end.
func (s *screen) line(parts ...string) {
	fmt.Fprintln(s.out, strings.TrimRight(strings.Join(parts, ""), " "))
}

func (s *screen) blank() { fmt.Fprintln(s.out) }

// heading opens a section.
func (s *screen) heading(en, nb string) {
	s.blank()
	s.line(s.paint(bold, s.say(en, nb)))
}

// text writes a paragraph.
func (s *screen) text(p string) { s.indented("", "", p) }

// item writes a paragraph whose first line starts with a mark and whose other lines stand under its text.
func (s *screen) item(mark, p string) { s.indented(mark, strings.Repeat(" ", width(mark)), p) }

func (s *screen) indented(first, rest, p string) {
	for i, l := range wrap(visible(p), columns-width(first)) {
		lead := rest
		if i == 0 {
			lead = first
		}
		s.line(lead, l)
	}
}

// column is one column of a table. A column that is flexible gives way until the table fits.
type column struct {
	title    string
	right    bool
	flexible bool
}

// table writes rows under titles, fitted to [columns]. paint colours a cell once it has its width.
func (s *screen) table(cols []column, rows [][]string, paint func(row, col int, cell string) string) {
	widths := fit(cols, rows)
	titles := make([]string, len(cols))
	for i, c := range cols {
		titles[i] = c.title
	}
	s.row(cols, widths, titles, func(_ int, cell string) string { return s.paint(faint, cell) })
	for n, r := range rows {
		s.row(cols, widths, r, func(i int, cell string) string { return paint(n, i, cell) })
	}
}

func (s *screen) row(cols []column, widths []int, cells []string, paint func(i int, cell string) string) {
	var out strings.Builder
	for i, cell := range cells {
		cell = cut(visible(cell), widths[i])
		switch {
		case cols[i].right:
			cell = right(cell, widths[i])
		case i < len(cells)-1:
			cell = left(cell, widths[i])
		}
		if i > 0 {
			out.WriteString("  ")
		}
		out.WriteString(paint(i, cell))
	}
	s.line(out.String())
}

// fit gives each column the width of its widest cell, and takes what is too much from the flexible ones, the widest first.
func fit(cols []column, rows [][]string) []int {
	widths := make([]int, len(cols))
	sum := 2 * (len(cols) - 1)
	for i, c := range cols {
		widths[i] = width(c.title)
		for _, r := range rows {
			widths[i] = max(widths[i], width(visible(r[i])))
		}
		sum += widths[i]
	}
	for ; sum > columns; sum-- {
		widest := -1
		for i, c := range cols {
			if c.flexible && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 || widths[widest] <= narrowest {
			break
		}
		widths[widest]--
	}
	return widths
}

// narrowest is the width that a flexible column keeps.
const narrowest = 8
