package vendorfit

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"
)

// Validator says what is valid. Shapes, ranges and lengths stand in the `validate` tags of the types; codes are looked up in
// the book by the tag `code`; what holds between fields is checked per struct (relations.go). It is safe for concurrent use.
type Validator struct {
	book     *Book
	validate *validator.Validate
}

// NewValidator is the validator of a book.
func NewValidator(b *Book) *Validator {
	v := &Validator{book: b, validate: validator.New(validator.WithRequiredStructEnabled())}
	v.validate.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	for tag, f := range map[string]func(validator.FieldLevel) bool{
		"code": v.isCode, "id": isIdentifier, "date": isDate, "decimal": isDecimal, "text": isText,
	} {
		// The names are ours and fixed, so registration cannot fail.
		if err := v.validate.RegisterValidation(tag, f); err != nil {
			panic(err)
		}
	}
	v.validate.RegisterStructValidation(v.profileRelations, Profile{})
	v.validate.RegisterStructValidation(v.requestRelations, Request{})
	return v
}

// Profile gives every mistake of a profile, with pointers into it.
func (v *Validator) Profile(p *Profile) []Mistake { return v.mistakes(p) }

// Request gives every mistake of a request, with pointers into it; those of its profile begin with /profile. Whether the
// platforms, values and editions that it names exist is asked where they are laid out ([KnowAll]).
func (v *Validator) Request(r *Request) []Mistake { return v.mistakes(r) }

// Platform gives every mistake in the form of a platform, with pointers into it. Whether its values fit their attributes is
// asked by [Book.Prepare].
func (v *Validator) Platform(p *Platform) []Mistake { return v.mistakes(p) }

// mistakes puts what failed into words, the first hundred of it; the rest is only counted.
func (v *Validator) mistakes(x any) []Mistake {
	var failed validator.ValidationErrors
	if err := v.validate.Struct(x); !errors.As(err, &failed) {
		return nil
	}
	sorted := byPointer(failed, func(f validator.FieldError) string { return pointer(f.Namespace()) })
	more := max(0, len(sorted)-MistakesMost)
	mistakes := make([]Mistake, len(sorted)-more)
	for i := range mistakes {
		mistakes[i] = v.mistake(sorted[i].item, sorted[i].pointer)
	}
	return Most(mistakes, more)
}

func (v *Validator) isCode(f validator.FieldLevel) bool {
	return v.book.hasCode(f.Param(), f.Field().String())
}

// Patterns of the tags id and decimal, as the JSON Schema states them.
const (
	idPattern      = `^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`
	decimalPattern = `^[0-9]{1,15}(\.[0-9]{1,10})?$`
	datePattern    = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
)

var decimalText = regexp.MustCompile(decimalPattern)

func isIdentifier(f validator.FieldLevel) bool { return identifier.MatchString(f.Field().String()) }
func isDate(f validator.FieldLevel) bool       { return Date(f.Field().String()).Valid() }
func isDecimal(f validator.FieldLevel) bool    { return decimalText.MatchString(f.Field().String()) }

// isText: a text in one language or both, each of at most the tag's number of characters.
func isText(f validator.FieldLevel) bool {
	t, ok := f.Field().Interface().(Text)
	var most int
	if _, err := fmt.Sscan(f.Param(), &most); err != nil || !ok {
		return false
	}
	return t != Text{} && utf8.RuneCountInString(t.En) <= most && utf8.RuneCountInString(t.Nb) <= most
}

// pointer turns validator's namespace, such as Profile.systems[3].masters[0], into a JSON pointer. Keys of maps stand in
// brackets like indexes do, unescaped, so that a bracket closes only where something new begins after it.
func pointer(namespace string) string {
	var p strings.Builder
	_, rest, _ := strings.Cut(namespace, ".")
	for rest != "" {
		token, skip := "", 0
		if rest[0] == '[' {
			token = rest[1:closing(rest)]
			skip = len(token) + 2
		} else {
			token = rest[:fieldEnd(rest)]
			skip = len(token)
		}
		p.WriteString("/" + EscapePointer(token))
		rest = strings.TrimPrefix(rest[min(skip, len(rest)):], ".")
	}
	return p.String()
}

// closing is the index of the bracket that closes the one at the beginning.
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] == ']' && (i+1 == len(s) || s[i+1] == '.' || s[i+1] == '[') {
			return i
		}
	}
	return len(s)
}

func fieldEnd(s string) int {
	if end := strings.IndexAny(s, ".["); end >= 0 {
		return end
	}
	return len(s)
}
