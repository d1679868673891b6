package vendorfit

import (
	"fmt"
	"strings"
)

// ErrorKind says what kind of failure an [Error] is.
type ErrorKind string

// The kinds of error.
const (
	Invalid     ErrorKind = "invalid"     // the input has mistakes; Mistakes says which
	NotFound    ErrorKind = "not found"   // there is no such thing
	Conflict    ErrorKind = "conflict"    // it has changed since it was read
	Forbidden   ErrorKind = "forbidden"   // the caller may not
	Unavailable ErrorKind = "unavailable" // a store or a network did not answer; trying again may help
	Internal    ErrorKind = "internal"    // a mistake of ours
)

// Error is the one error of the domain: a message for the visitor, a cause for the log, and a place for each mistake of input.
type Error struct {
	Kind     ErrorKind
	Message  Text
	Cause    error
	Mistakes []Mistake
}

// Error is the English message, with the mistakes one per line.
func (e *Error) Error() string {
	var s strings.Builder
	s.WriteString(e.Message.En)
	for _, m := range e.Mistakes {
		s.WriteString("\n  " + m.Error())
	}
	if e.Cause != nil {
		fmt.Fprintf(&s, ": %v", e.Cause)
	}
	return s.String()
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Mistake is one mistake of input: where, what, what was expected and what was found.
type Mistake struct {
	Pointer  string // JSON pointer (RFC 6901); "" is the whole document
	Code     string // required, type, minimum, maximum, code, unknownField, format, duplicate, …
	Message  Text
	Expected Text
	Found    string
	File     string // "" where the input had no name
	Line     int    // 1-based; 0 where the place is not known
	Column   int    // 1-based, in characters
	Excerpt  string // the line of the input, "" where the place is not known
}

// Error is the mistake on one line, in English.
func (m Mistake) Error() string { return m.In(English) }

// In is the mistake on one line: place, message, expected, found.
func (m Mistake) In(l Lang) string {
	var s strings.Builder
	if m.File != "" {
		s.WriteString(m.File + ":")
	}
	if m.Line > 0 {
		fmt.Fprintf(&s, "%d:%d:", m.Line, m.Column)
	}
	if s.Len() > 0 {
		s.WriteByte(' ')
	}
	if m.Pointer != "" {
		s.WriteString(m.Pointer + ": ")
	}
	s.WriteString(m.Message.In(l))
	expected, found := "expected", "found"
	if l == Bokmal {
		expected, found = "forventet", "fant"
	}
	if x := m.Expected.In(l); x != "" {
		fmt.Fprintf(&s, "; %s %s", expected, x)
	}
	if m.Found != "" {
		fmt.Fprintf(&s, ", %s %s", found, m.Found)
	}
	return s.String()
}
