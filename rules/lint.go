package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// Lint is a mistake in a rule book, by a stable id. Where the book's files are known it has file, line, column and the line
// itself; Pointer is a JSON pointer into the book.
type Lint struct {
	ID string
	vendorfit.Mistake
}

// Caret is the line of the book with a caret under the place, or "" where the place is not known.
func (l Lint) Caret() string {
	if l.Excerpt == "" || l.Column < 1 {
		return ""
	}
	line := []rune(l.Excerpt)
	var lead strings.Builder
	for _, r := range line[:min(l.Column-1, len(line))] {
		if r != '\t' {
			r = ' '
		}
		lead.WriteRune(r)
	}
	return l.Excerpt + "\n" + lead.String() + "^"
}

// lintAt is a lint at a character of an expression, counted from 0.
func lintAt(src string, offset int, id string, message vendorfit.Text) Lint {
	return Lint{ID: id, Mistake: vendorfit.Mistake{Code: id, Message: message, Column: offset + 1, Excerpt: src}}
}

// syntax is what the parser said of a text that it could not read.
func syntax(src string, err error) Lint {
	offset, message := 0, err.Error()
	var at *file.Error
	if errors.As(err, &at) {
		offset, message = at.From, at.Message
	}
	if strings.Contains(message, "exceeds maximum allowed nodes") {
		return lintAt(src, 0, "too-long", vendorfit.Text{
			En: "the expression has more than 200 parts; split the rule", Nb: "uttrykket har mer enn 200 deler; del regelen",
		})
	}
	return lintAt(src, offset, "syntax", vendorfit.Text{
		En: "the expression cannot be read: " + message, Nb: "uttrykket kan ikke leses: " + message,
	})
}

// refused is an expression that the walk let through and expr did not take: a mistake of ours, and no reason to stop.
func refused(src string, err error) Lint {
	message, _, _ := strings.Cut(err.Error(), "\n")
	return lintAt(src, 0, "refused", vendorfit.Text{
		En: "the expression cannot be compiled: " + message, Nb: "uttrykket kan ikke kompileres: " + message,
	})
}

// kindNames are what the kinds are called.
var kindNames = map[kind]vendorfit.Text{
	truth: {En: "true or false", Nb: "sant eller usant"}, number: {En: "a number", Nb: "et tall"}, text: {En: "a text", Nb: "en tekst"},
	texts: {En: "a list of texts", Nb: "en liste med tekster"}, rowList: {En: "a list of rows", Nb: "en liste med rader"},
	oneRow: {En: "a row", Nb: "en rad"},
}

func wrongKind(found, want kind) vendorfit.Text {
	return vendorfit.Text{
		En: fmt.Sprintf("this is %s, and %s is needed here", kindNames[found].En, kindNames[want].En),
		Nb: fmt.Sprintf("dette er %s, og her trengs %s", kindNames[found].Nb, kindNames[want].Nb),
	}
}

func noOperator(operator string) vendorfit.Text {
	return vendorfit.Text{
		En: "the operator `" + operator + "` is not part of rules; there are + - * / < <= > >= == != && || and or not ! in and ?:",
		Nb: "operatoren `" + operator + "` er ikke med i regelspråket; det finnes + - * / < <= > >= == != && || and or not ! in og ?:",
	}
}

// notInLanguage says what a construct of expr is that rules do not have.
func notInLanguage(n ast.Node) vendorfit.Text {
	en, nb := "this", "dette"
	switch n.(type) {
	case *ast.NilNode:
		en, nb = "nil", "nil"
	case *ast.SliceNode:
		en, nb = "a slice", "et utsnitt"
	case *ast.ChainNode:
		en, nb = "?.", "?."
	case *ast.VariableDeclaratorNode:
		en, nb = "let", "let"
	case *ast.SequenceNode:
		en, nb = "a row of expressions", "en rekke uttrykk"
	case *ast.ArrayNode:
		en, nb = "a list in this place", "en liste på dette stedet"
	case *ast.MapNode:
		en, nb = "a map", "en tabell"
	}
	return vendorfit.Text{
		En: en + " is not part of rules; write it with fields, helpers and ?:", Nb: nb + " er ikke med i regelspråket; skriv det med felter, hjelpefunksjoner og ?:",
	}
}

// suggestion names the nearest of what is known, or, where nothing is near and the list is short, all of it.
func suggestion(found string, known []string, near, list string) string {
	if best := intake.Nearest(found, known); best != "" {
		return near + best + "?"
	}
	if list == "" || len(known) == 0 || len(known) > 24 {
		return ""
	}
	return list + strings.Join(known, ", ")
}

func contains(list []string, x string) bool { return slices.Contains(list, x) }

func joinPath(fields []string) string { return strings.Join(fields, ".") }

// orList joins words with commas, and the last one with a word between.
func orList(words []string, or string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + or + " " + words[len(words)-1]
}
