package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// at is a line and a column in characters, both from 1.
type at struct{ line, column int }

// cursor is a byte whose place is known. Places are asked for from the beginning to the end of a document; counting each
// from its line's start would take the square of the length of a document of one line.
type cursor struct {
	offset int
	at
}

// place is the line and column of a byte.
func (r *reader) place(offset int) at {
	c := &r.cursor
	if offset < c.offset || c.line == 0 {
		*c = cursor{at: at{1, 1}}
	}
	for c.line < len(r.lines) && r.lines[c.line] <= offset {
		*c = cursor{offset: r.lines[c.line], at: at{c.line + 1, 1}}
	}
	c.column += utf8.RuneCount(r.data[c.offset:offset])
	c.offset = offset
	return c.at
}

// lineStarts are the bytes at which lines begin. To YAML a line also ends at a lone carriage return and at three characters
// that editors seldom show as line ends; counting other lines than the parser would put every excerpt below them wrong.
func lineStarts(data []byte, yaml bool) []int {
	starts := []int{0}
	for i := 0; i < len(data); i++ {
		size := 0
		switch rest := data[i:]; {
		case data[i] == '\n':
			size = 1
		case !yaml:
		case data[i] == '\r' && !bytes.HasPrefix(rest, []byte("\r\n")):
			size = 1
		case bytes.HasPrefix(rest, []byte("\u0085")):
			size = 2
		case bytes.HasPrefix(rest, []byte("\u2028")), bytes.HasPrefix(rest, []byte("\u2029")):
			size = 3
		}
		if size > 0 {
			starts = append(starts, i+size)
			i += size - 1
		}
	}
	return starts
}

// source is the text that a tree was read from.
type source struct {
	name  string
	data  []byte
	lines []int
}

// excerptMost bounds an excerpt, in bytes: a document may be one line.
const excerptMost = 400

// line is a line as it stands, without its end. Bytes that are no text are shown as the character for that, one each, so that
// columns still fit and a terminal is not fed with them.
func (s *source) line(line int) string {
	if line < 1 || line > len(s.lines) {
		return ""
	}
	text := s.data[s.lines[line-1]:]
	if line < len(s.lines) {
		text = s.data[s.lines[line-1]:s.lines[line]]
	}
	if len(text) > excerptMost {
		return ""
	}
	return string([]rune(strings.TrimRight(string(text), "\r\n\u0085\u2028\u2029")))
}
