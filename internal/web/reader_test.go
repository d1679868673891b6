package web

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// snake is a code as the book spells codes. A word with an underscore is never anything else in what people read.
var snake = regexp.MustCompile(`\b[a-zA-Z0-9]+(_[a-zA-Z0-9]+)+\b`)

// codes are all dotted ids of a book: attributes, rules, quantities, criteria, questions.
func codes(b *vendorfit.Book) map[string]bool {
	out := map[string]bool{}
	add := func(id string) {
		if strings.Contains(id, ".") {
			out[id] = true
		}
	}
	for _, a := range b.Attributes {
		add(a.ID)
	}
	for _, r := range b.Rules {
		add(r.ID)
	}
	for _, d := range b.Derived {
		add(d.ID)
	}
	for _, q := range b.Form.Questions {
		add(q.ID)
	}
	for _, c := range b.Criteria {
		for _, s := range c.Sub {
			add(s.ID)
		}
	}
	return out
}

// missing is what the words say where a rule shows what the profile does not have: a mistake of the rule.
var missing = regexp.MustCompile(`(?i)\b(not stated|ikke oppgitt)\b`)

var dotted = regexp.MustCompile(`[a-zA-Z0-9]+(\.[a-zA-Z0-9]+)+`)

// readable says what is wrong with a text that people read, or "".
func readable(said string, ids map[string]bool) string {
	switch {
	case strings.TrimSpace(said) == "":
		return "nothing is said"
	case strings.ContainsAny(said, "{}"):
		return "a placeholder is left"
	case missing.MatchString(said) && !strings.Contains(said, "price not stated") && !strings.Contains(said, "prisen er ikke oppgitt"):
		return "something is not stated"
	case strings.Contains(said, "  ") || strings.Contains(said, " ,") || strings.Contains(said, ": ;") || strings.HasSuffix(said, ": "):
		return "a gap is left"
	case strings.Contains(said, "%!"):
		return "a format is left"
	}
	if code := snake.FindString(said); code != "" {
		return "the code " + code
	}
	for _, word := range dotted.FindAllString(said, -1) {
		if ids[word] {
			return "the id " + word
		}
	}
	return ""
}

// Every reason of every example on every platform reads as words, in both languages.
func TestNoCodeReachesAReader(t *testing.T) {
	ids := codes(engine(t).Book.Book)
	seen := 0
	for name, p := range cases(t) {
		e, _ := evaluate(t, &vendorfit.Request{Profile: p})
		for i := range e.Ranking {
			r := &e.Ranking[i]
			on := text.Case{Words: engine(t).Words, Hearing: e.Hearing, Result: r}
			for k := range r.Findings {
				for _, l := range []vendorfit.Lang{vendorfit.English, vendorfit.Bokmal} {
					f := &r.Findings[k]
					seen++
					if wrong := readable(on.Why(l, f), ids); wrong != "" {
						t.Errorf("%s, %s, %s, %s: %s: %q", name, r.Knowledge.Platform.ID, f.Rule, l, wrong, on.Why(l, f))
					}
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d reasons were looked at", seen)
	}
}

// Every text of the whole document, wherever it stands, reads as words in both languages.
func TestEveryTextOfTheDocument(t *testing.T) {
	ids := codes(engine(t).Book.Book)
	for name, p := range cases(t) {
		_, d := evaluate(t, &vendorfit.Request{Profile: p})
		raw, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(raw, &tree); err != nil {
			t.Fatal(err)
		}
		texts := 0
		visitTexts(tree, "", func(at, said string) {
			texts++
			if wrong := readable(said, ids); wrong != "" {
				t.Errorf("%s%s: %s: %q", name, at, wrong, said)
			}
		})
		if texts < 1000 {
			t.Errorf("%s: only %d texts were looked at", name, texts)
		}
	}
}

// visitTexts calls look for both languages of every text of a document. A text in one language only is a gap.
func visitTexts(tree any, at string, look func(at, said string)) {
	switch x := tree.(type) {
	case map[string]any:
		_, en := x["en"].(string)
		_, nb := x["nb"].(string)
		if en || nb {
			for _, l := range []string{"en", "nb"} {
				said, _ := x[l].(string)
				look(at+"/"+l, said)
			}
			return
		}
		for k, y := range x {
			visitTexts(y, at+"/"+k, look)
		}
	case []any:
		for _, y := range x {
			visitTexts(y, at, look)
		}
	}
}

// {value} is the first value that the rule itself names, not one that it reads through a derived quantity: the commitment in
// months, where the rule also reads how many users must be bought.
func TestValueIsTheRulesOwn(t *testing.T) {
	e, _ := evaluate(t, &vendorfit.Request{Profile: cases(t)["saas-scaleup"]})
	seen := 0
	for i := range e.Ranking {
		r := &e.Ranking[i]
		on := text.Case{Words: engine(t).Words, Hearing: e.Hearing, Result: r}
		for k := range r.Findings {
			if f := &r.Findings[k]; f.Rule == "commercial.exit.minimum" && r.Knowledge.At(e.Book.Slot("term.minimum")).Has() {
				seen++
				if why := on.Why(vendorfit.English, f); !strings.Contains(why, "month") {
					t.Errorf("%s: %s", r.Knowledge.Platform.ID, why)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no platform states its shortest commitment")
	}
}
