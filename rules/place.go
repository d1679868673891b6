package rules

import (
	"strings"

	"github.com/vendorfit/vendorfit/internal/intake"
)

// Place makes a loaded book the [Source] of its own lints. Of what is not there, the place is that of the nearest thing above it.
func (l *Loaded) Place(file, pointer string, character int) (line, column int, excerpt string, ok bool) {
	root := l.Sources[file]
	if root == nil {
		return 0, 0, "", false
	}
	node := root.At(pointer)
	for node == nil && pointer != "" {
		pointer, character = pointer[:strings.LastIndexByte(pointer, '/')], 0
		node = root.At(pointer)
	}
	if node == nil {
		node = root
	}
	line, column = node.Line, node.Column
	if node.Kind == intake.Text && character > 0 {
		line, column = within(root, node, character)
	}
	return line, column, root.SourceLine(line), true
}

// within is where a character of a text stands in the file. YAML writes texts in several ways: quoted, where a quote takes two
// characters; plain; or as a block on the lines below, indented.
func within(root, node *intake.Node, character int) (line, column int) {
	source := []rune(root.SourceLine(node.Line))
	if node.Column > len(source) {
		return node.Line, node.Column
	}
	rest := source[node.Column-1:]
	switch rest[0] {
	case '|', '>':
		return inBlock(root, node, character)
	case '\'', '"':
		return node.Line, node.Column + inQuotes(rest, character)
	}
	return node.Line, node.Column + character
}

// inQuotes is how far a character of a quoted text stands from its opening quote.
func inQuotes(source []rune, character int) int {
	quote, escape := source[0], '\\'
	if quote == '\'' {
		escape = '\''
	}
	at := 1
	for ; character > 0 && at < len(source); character-- {
		if source[at] == escape {
			at++
		}
		at++
	}
	return at
}

// inBlock is where a character of a block of lines stands: its line below the mark, and its column after the indentation.
func inBlock(root, node *intake.Node, character int) (line, column int) {
	before := string([]rune(node.Scalar)[:min(character, len([]rune(node.Scalar)))])
	line = node.Line + 1 + strings.Count(before, "\n")
	source := root.SourceLine(line)
	indent := len(source) - len(strings.TrimLeft(source, " "))
	return line, indent + 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
}
