package rules

import "fmt"

// Source says where the texts of a book stand in its files. [Loaded] is one.
type Source interface {
	// Place is the line, the column and the whole line of a character of the text at a JSON pointer into a file of the book. The
	// character is counted from 0; line and column are counted from 1. ok is false where the source does not have the text.
	Place(file, pointer string, character int) (line, column int, excerpt string, ok bool)
}

// at gives lints of one expression their file and pointer; what has a pointer keeps it.
func at(lints []Lint, file, pointer string, row ...any) []Lint {
	for i := range lints {
		if lints[i].Pointer == "" {
			lints[i].File, lints[i].Pointer = file, fmt.Sprintf(pointer, row...)
		}
	}
	return lints
}

// located gives lints their place in the files of the book, where a source knows them. Until then a column is that in the
// expression.
func (b *Book) located(lints []Lint) []Lint {
	for i := range lints {
		l := &lints[i]
		for _, s := range b.sources {
			line, column, excerpt, ok := s.Place(l.File, l.Pointer, max(0, l.Column-1))
			if ok && l.Line == 0 {
				l.Line, l.Column, l.Excerpt = line, column, excerpt
			}
		}
	}
	return lints
}
