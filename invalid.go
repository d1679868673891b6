package vendorfit

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"
)

// mistake puts one failed tag into words.
func (v *Validator) mistake(f validator.FieldError, pointer string) Mistake {
	m := Mistake{Pointer: pointer, Found: found(f)}
	sized := f.Kind() == reflect.Slice || f.Kind() == reflect.Map
	switch f.Tag() {
	case "required":
		m.Code, m.Found = "required", ""
		m.Message = Text{En: "this must be filled in", Nb: "dette må fylles ut"}
	case "min":
		m.Code, m.Message = "minimum", Text{En: "this is too little", Nb: "dette er for lite"}
		m.Expected = amount(f, sized, "at least", "minst")
	case "max":
		m.Code, m.Message = "maximum", Text{En: "this is too much", Nb: "dette er for mye"}
		m.Expected = amount(f, sized || f.Kind() == reflect.String, "at most", "høyst")
	case "unique":
		m.Code, m.Message = "duplicate", Text{En: "something stands here twice", Nb: "noe står her to ganger"}
	case "oneof":
		codes := strings.Fields(f.Param())
		m.Code, m.Message, m.Expected = "code", noCode(f, codes), OneOf(codes)
	case "code":
		m.Code, m.Message, m.Expected = v.unknownCode(f)
	default:
		v.form(f, &m)
	}
	return m
}

// noCode says that a code is none, and which of the known ones was most likely meant.
func noCode(f validator.FieldError, known []string) Text {
	if near := Nearest(reflect.ValueOf(f.Value()).String(), known); near != "" {
		return Text{En: fmt.Sprintf("there is no such code; did you mean %q?", near), Nb: fmt.Sprintf("det finnes ingen slik kode; mente du «%s»?", near)}
	}
	return Text{En: "there is no such code", Nb: "det finnes ingen slik kode"}
}

// unknownCode is a mistake of the tag code, or of a relation that names the codes themselves: the list of the tag is one of the
// book's, and is named instead of repeated where it is long.
func (v *Validator) unknownCode(f validator.FieldError) (code string, message, expected Text) {
	codes := v.book.Codes(f.Param())
	if codes == nil {
		codes = strings.Split(f.Param(), ", ")
	}
	expected = OneOf(codes)
	if len(codes) > 45 {
		expected = Text{En: "an id from the book's " + f.Param(), Nb: "en id fra regelbokens " + f.Param()}
	}
	return "code", noCode(f, codes), expected
}

// form puts failed formats and relations into words.
func (v *Validator) form(f validator.FieldError, m *Mistake) {
	m.Code, m.Message = "format", Text{En: "this has another form", Nb: "dette har en annen form"}
	switch f.Tag() {
	case "id":
		m.Expected = Text{En: "an identifier: letters, digits, dot, underscore and hyphen, at most 64, beginning with a letter or digit", Nb: "en identifikator: bokstaver, sifre, punktum, understrek og bindestrek, høyst 64, med bokstav eller siffer først"}
	case "date":
		m.Expected = Text{En: "a day of the calendar as YYYY-MM-DD", Nb: "en dag i kalenderen som ÅÅÅÅ-MM-DD"}
	case "decimal":
		m.Expected = Text{En: "a decimal string such as \"1250.50\"", Nb: "et desimaltall som tekst, for eksempel \"1250.50\""}
	case "text":
		m.Expected = Text{En: "a text in en or nb or both, of at most " + f.Param() + " characters each", Nb: "en tekst på en eller nb eller begge, på høyst " + f.Param() + " tegn hver"}
	case "iso4217":
		m.Expected = Text{En: "a currency code of ISO 4217, such as NOK", Nb: "en valutakode etter ISO 4217, for eksempel NOK"}
	case "iso3166_1_alpha2":
		m.Expected = Text{En: "a country code of two letters, such as NO", Nb: "en landkode på to bokstaver, for eksempel NO"}
	default:
		m.Code, m.Message = f.Tag(), relationTexts[f.Tag()]
		if f.Param() != "" {
			m.Expected = Text{En: f.Param(), Nb: f.Param()}
		}
	}
}

// amount is a limit in words: of a number, of how many there are, or of a text's length.
func amount(f validator.FieldError, counted bool, en, nb string) Text {
	unitEn, unitNb := "", ""
	switch {
	case f.Kind() == reflect.String:
		unitEn, unitNb = " characters", " tegn"
	case counted:
		unitEn, unitNb = " entries", " oppføringer"
	case f.Kind() == reflect.Int:
		return Text{En: "a whole number of " + en + " " + f.Param(), Nb: "et helt tall på " + nb + " " + f.Param()}
	}
	return Text{En: en + " " + f.Param() + unitEn, Nb: nb + " " + f.Param() + unitNb}
}

// found is the value that was given, short enough to show.
func found(f validator.FieldError) string {
	x := reflect.ValueOf(f.Value())
	for x.Kind() == reflect.Pointer && !x.IsNil() {
		x = x.Elem()
	}
	switch x.Kind() {
	case reflect.String:
		return strconv.Quote(cutShort(x.String()))
	case reflect.Slice, reflect.Map:
		return fmt.Sprintf("%d", x.Len())
	case reflect.Int, reflect.Float64, reflect.Bool, reflect.Uint64:
		return fmt.Sprint(x.Interface())
	}
	return ""
}

func cutShort(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
