package vendorfit

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// AnyRanks is the number of editions where it is not known how many there are: a list may then have any length.
const AnyRanks = -1

// OfferAttribute is the attribute of a whole yearly price that was offered to one buyer. Only an answer gives it.
const OfferAttribute = "price.offer"

// MaxEditions is the most editions that a platform has: access is written with one digit per edition rank.
const MaxEditions = 10

// MaxNumber is the largest number, and the largest amount of money, that a value may hold. What is beyond it is a slip of the
// keyboard, and would drown every other number in a sum.
const MaxNumber = 1e12

// ParseValue reads a value as it was decoded (string, float64, bool, []any, map[string]any, nil) into its typed form: known,
// without confidence, facts or date. A set takes only the empty list, which says that it has no members.
//
// ranks is the number of editions of the platform, 0 where its editions are not known; [AnyRanks] takes lists of any length.
// The pointers of the mistakes are relative to the value.
func (b *Book) ParseValue(a *Attribute, raw any, ranks int) (Value, []Mistake) {
	p := valueParser{book: b, attribute: a, ranks: ranks}
	v := Value{State: Known}
	switch a.Type {
	case "enum", "mode", "suite", "path", "language":
		v.Code, v.Points = p.code(raw)
	case "access":
		v.Access = p.access(raw)
	case "number":
		v.Low, v.High = p.span(raw)
	case "money":
		v.Price = p.price(raw)
	case "ladder":
		p.ladder(&v, raw)
	case "quota":
		v.Quota = p.quotas(raw)
	case "set":
		v.State, v.Denied = None, true
		p.emptySet(raw)
	}
	return v, p.mistakes
}

// valueParser reads one value and gathers its mistakes.
type valueParser struct {
	book      *Book
	attribute *Attribute
	ranks     int
	mistakes  []Mistake
}

func (p *valueParser) wrong(pointer, code string, raw any, expected Text) {
	p.mistakes = append(p.mistakes, Mistake{
		Pointer: pointer, Code: code, Found: Found(raw), Expected: expected,
		Message: Text{
			En: fmt.Sprintf("this is no value of “%s”", p.attribute.Label.En),
			Nb: fmt.Sprintf("dette er ingen verdi av «%s»", p.attribute.Label.Nb),
		},
	})
}

// code reads a code of the vocabulary, with its points.
func (p *valueParser) code(raw any) (string, float64) {
	text, _ := raw.(string)
	c := p.attribute.Code(text)
	if c == nil {
		p.wrong("", "code", raw, p.attribute.vocabulary())
		return "", 0
	}
	return c.Code, c.Points
}

// price reads a price. An offer is for everything asked for, so that it can stand in place of the licence arithmetic.
func (p *valueParser) price(raw any) *Price {
	if p.attribute.ID == OfferAttribute {
		return p.moneyPer("", raw, "account")
	}
	return p.money("", raw)
}

// vocabulary lists the codes of the attribute.
func (a *Attribute) vocabulary() Text {
	codes := make([]string, len(a.Vocab))
	for i, c := range a.Vocab {
		codes[i] = c.Code
	}
	return OneOf(codes)
}

// OneOf says that one of these is expected.
func OneOf(codes []string) Text {
	all := strings.Join(codes, ", ")
	if len(codes) == 1 {
		return Text{En: all, Nb: all}
	}
	return Text{En: "one of " + all, Nb: "én av " + all}
}

var accessForm = regexp.MustCompile(`^(?:e(\d))?(/)?(?:a(\d))?$`)

// access reads all, eN, aN or eN/aM.
func (p *valueParser) access(raw any) Access {
	text, _ := raw.(string)
	if text == "all" {
		return Access{Included: 0, AddOn: -1}
	}
	m := accessForm.FindStringSubmatch(text)
	if m == nil || text == "" || (m[2] == "/") != (m[1] != "" && m[3] != "") {
		p.wrong("", "format", raw, accessAllowed)
		return Access{Included: -1, AddOn: -1}
	}
	a := Access{Included: rankIn(m[1]), AddOn: rankIn(m[3])}
	if last := max(p.ranks, 1) - 1; p.ranks != AnyRanks && max(a.Included, a.AddOn) > last {
		p.wrong("", "maximum", raw, Text{
			En: fmt.Sprintf("edition ranks from 0 to %d: the platform's editions, lowest first", last),
			Nb: fmt.Sprintf("utgavetrinn fra 0 til %d: plattformens utgaver, den laveste først", last),
		})
	}
	return a
}

var accessAllowed = Text{
	En: "all, eN (included from edition N), aN (an add-on from edition N) or eN/aM, counted from 0",
	Nb: "all, eN (inkludert fra utgave N), aN (tillegg fra utgave N) eller eN/aM, talt fra 0",
}

func rankIn(digit string) int {
	if digit == "" {
		return -1
	}
	return int(digit[0] - '0')
}

// span reads a number, or a range of numbers where sources differ.
func (p *valueParser) span(raw any) (low, high float64) {
	m, ok := raw.(map[string]any)
	if !ok {
		n := p.number("", raw)
		return n, n
	}
	before := len(p.mistakes)
	p.onlyKeys("", m, "low", "high")
	low, high = p.number("/low", m["low"]), p.number("/high", m["high"])
	if low > high && len(p.mistakes) == before {
		p.wrong("/low", "maximum", m["low"], rangeAllowed)
	}
	return low, high
}

var rangeAllowed = Text{En: "a low end that is not above the high end", Nb: "en nedre ende som ikke er over den øvre"}

// number reads a number from 0 to MaxNumber.
func (p *valueParser) number(pointer string, raw any) float64 {
	n, ok := Number(raw)
	if !ok || math.IsNaN(n) || n < 0 || n > MaxNumber {
		p.wrong(pointer, codeOfNumber(ok, n), raw, numberAllowed)
		return 0
	}
	return n
}

var numberAllowed = Text{En: "a number from 0 to 1000000000000", Nb: "et tall fra 0 til 1000000000000"}

func codeOfNumber(ok bool, n float64) string {
	switch {
	case !ok || math.IsNaN(n):
		return "type"
	case n < 0:
		return "minimum"
	}
	return "maximum"
}

// Number is a decoded number, whatever its Go type, and whether it is one.
func Number(raw any) (float64, bool) {
	switch n := raw.(type) {
	case float64:
		return n, true
	case int:
		return float64(n), true
	case int64:
		return float64(n), true
	case uint64:
		return float64(n), true
	}
	return 0, false
}

func (p *valueParser) emptySet(raw any) {
	if list, ok := raw.([]any); ok && len(list) == 0 {
		return
	}
	p.wrong("", "type", raw, Text{
		En: "state known, none or notSeen for each member, or the empty list [] where a source says that there is none",
		Nb: "tilstand known, none eller notSeen for hvert medlem, eller den tomme listen [] der en kilde sier at det ikke finnes noen",
	})
}

// onlyKeys reports every key that is none of these.
func (p *valueParser) onlyKeys(pointer string, m map[string]any, keys ...string) {
	for _, k := range sortedKeys(m) {
		if !slices.Contains(keys, k) {
			p.mistakes = append(p.mistakes, Mistake{
				Pointer: pointer + "/" + EscapePointer(k), Code: "unknownField", Found: k, Expected: OneOf(keys),
				Message: Text{En: "there is no such field here", Nb: "det finnes ikke noe slikt felt her"},
			})
		}
	}
}

// EscapePointer writes a key as a token of a JSON pointer (RFC 6901, section 3).
func EscapePointer(key string) string { return pointerEscapes.Replace(key) }

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// Found shows a decoded value in a mistake, on one line and cut where it is long.
func Found(raw any) string {
	text := ""
	switch x := raw.(type) {
	case nil:
		text = "null"
	case string:
		text = strconv.Quote(x)
	case []any:
		text = "[…]"
		if len(x) == 0 {
			text = "[]"
		}
	case map[string]any:
		text = "{" + strings.Join(sortedKeys(x), ", ") + "}"
	default:
		text = fmt.Sprint(x)
	}
	if r := []rune(text); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return text
}
