// Package vendorfit says which platform fits a buyer, why, how sure that is, and what would have to change for another
// answer. It holds the nouns and the arithmetic of an evaluation; it reads no file, speaks no protocol and knows no rule.
//
// The walk: a [Request] is decoded elsewhere and validated here ([Validator]); what is known of each platform at the as-of
// date is laid out ([Know]); a [Judge] (package rules) is heard for findings; [Evaluate] weighs and ranks them; package
// robust draws the verdict; package web chooses the words.
package vendorfit

// Engine names the version of the arithmetic. It is part of every evaluation: replaying needs the same engine.
const Engine = "0.1.0"

// Text is a text that people read, in English and in Norwegian bokmål.
type Text struct {
	En string `json:"en,omitempty"`
	Nb string `json:"nb,omitempty"`
}

// Lang is a language of the product.
type Lang string

// The languages of the product.
const (
	English Lang = "en"
	Bokmal  Lang = "nb"
)

// In gives the text in a language, or in the other one where that is all there is.
func (t Text) In(l Lang) string {
	if l == Bokmal && t.Nb != "" || t.En == "" {
		return t.Nb
	}
	return t.En
}

// Of is what p points at, or the zero value where p is nil: what an expression reads where a question without a default was
// not answered.
func Of[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}
