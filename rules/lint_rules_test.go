package rules

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
)

// changed is the book that comes with the program after a change to one of its rules, and what is said of it.
func changed(t *testing.T, rule string, change func(*vendorfit.Rule)) (*Book, []Lint) {
	t.Helper()
	l, mistakes := readOnce()
	if l == nil {
		t.Fatal(mistakes)
	}
	data := *l.Book
	data.Rules = slices.Clone(data.Rules)
	i := slices.IndexFunc(data.Rules, func(r vendorfit.Rule) bool { return r.ID == rule })
	if i < 0 {
		t.Fatalf("there is no rule %s", rule)
	}
	change(&data.Rules[i])
	return Compile(&data, l.Catalogue, l)
}

func TestTheBookHasNoLints(t *testing.T) {
	b, wrong := changed(t, "gate.api", func(*vendorfit.Rule) {})
	var all []*vendorfit.Profile
	for _, p := range examples(t) {
		all = append(all, p)
	}
	for _, l := range append(wrong, b.Lint(all...)...) {
		t.Errorf("%s: %v", l.ID, l)
	}
}

// TestRuleLints breaks one rule after the other, and looks for the lint and for the column of what is said.
func TestRuleLints(t *testing.T) {
	for _, x := range []struct {
		want, rule string
		at         string // what stands at the column
		change     func(*vendorfit.Rule)
	}{
		{"general-unsaid", "architecture.stability.line", "'meets(", func(r *vendorfit.Rule) { r.Points = `anchor(platform.stability.transition)` }},
		{"general-untrue", "architecture.stability.line", "id: architecture.stability.line", func(r *vendorfit.Rule) { r.General, r.Note = true, "a note" }},
		{"silence-pays", "gate.sso", "id: gate.sso", func(r *vendorfit.Rule) { r.OnUnknown = "eligible" }},
		{"better-missing", "gate.sso", "{sso.access: earlier}", func(r *vendorfit.Rule) { r.Better = nil }},
		{"value-without-fact", "ai.access.assist", "", func(r *vendorfit.Rule) { r.Points = `derived.certShare` }},
		{"unknown-code", "architecture.stability.line", "", func(r *vendorfit.Rule) { r.Points = `meets(platform.stability.transition, "renamd")` }},
		{"out-of-scope", "architecture.stability.line", "'1.0'", func(r *vendorfit.Rule) { r.Weight = `derived.certShare` }},
		{"book-required", "gate.sso", "id: gate.sso", func(r *vendorfit.Rule) { r.Tests = nil }},
		{"book-code", "gate.sso", "", func(r *vendorfit.Rule) { r.Why.En, r.Why.Nb = "{who}", "{who}" }},
		{"book-unknown-field", "gate.sso", "id: gate.sso", func(r *vendorfit.Rule) { r.Weight = "1.0" }},
	} {
		_, wrong := changed(t, x.rule, x.change)
		i := slices.IndexFunc(wrong, func(l Lint) bool { return l.ID == x.want })
		if i < 0 {
			t.Errorf("%s is not said of %s: %+v", x.want, x.rule, wrong)
			continue
		}
		l := wrong[i]
		if l.File != rulesFile || l.Line == 0 || l.Column == 0 || l.Message.En == "" || l.Message.Nb == "" {
			t.Errorf("%s has no place or no text: %+v", x.want, l)
			continue
		}
		if rest := string([]rune(l.Excerpt)[l.Column-1:]); !strings.HasPrefix(rest, x.at) {
			t.Errorf("%s points at %q, want %q", x.want, rest, x.at)
		}
	}
}

// TestExpressionPlaces maps a place in an expression to one in the file.
func TestExpressionPlaces(t *testing.T) {
	_, wrong := changed(t, "architecture.stability.line", func(r *vendorfit.Rule) {
		r.Points = strings.Replace(r.Points, `"renamed"`, `"xenamed"`, 1)
	})
	if len(wrong) != 1 {
		t.Fatalf("%+v", wrong)
	}
	l := wrong[0]
	if rest := string([]rune(l.Excerpt)[l.Column-1:]); !strings.HasPrefix(rest, `"renamed"`) || l.ID != "unknown-code" {
		t.Errorf("%s points at %q", l.ID, rest)
	}
	if caret := l.Caret(); !strings.HasSuffix(caret, "\n"+strings.Repeat(" ", l.Column-1)+"^") {
		t.Errorf("the caret stands elsewhere:\n%s", caret)
	}
}

// TestAllLintsAtOnce says everything that is wrong, of expressions and of what stands round them.
func TestAllLintsAtOnce(t *testing.T) {
	b, wrong := changed(t, "gate.sso", func(r *vendorfit.Rule) { r.Pass, r.Applies, r.Tests = "platform.name == 1", "nothing", nil })
	if b != nil {
		t.Error("a book with a broken expression can be heard")
	}
	for _, id := range []string{"platform-identity", "unknown-name", "book-required"} {
		if !slices.ContainsFunc(wrong, func(l Lint) bool { return l.ID == id }) {
			t.Errorf("%s is not said: %+v", id, wrong)
		}
	}
}

// TestLoopsOverTheWholeBook bounds what all rules take together.
func TestLoopsOverTheWholeBook(t *testing.T) {
	l, _ := readOnce()
	data := *l.Book
	data.Rules = slices.Clone(data.Rules)
	for i := range data.Rules[:20] {
		data.Rules[i].Applies = `any(profile.integrations, any(profile.systems, #.id == ""))`
	}
	_, wrong := Compile(&data, nil)
	if !slices.ContainsFunc(wrong, func(l Lint) bool { return l.ID == "too-costly" }) {
		t.Fatal("a loop of 200 x 60 rows is let through")
	}
	for i := range data.Rules[:20] {
		data.Rules[i].Applies = `any(profile.systems, any(profile.systems, #.id == ""))`
	}
	b, wrong := Compile(&data, nil)
	if b == nil || !slices.ContainsFunc(wrong, func(l Lint) bool { return l.ID == "book-too-costly" }) {
		t.Errorf("twenty loops of 60 x 60 rows: %+v", wrong)
	}
}

// TestMissingParameters are said when the book is compiled, not when a platform is judged.
func TestMissingParameters(t *testing.T) {
	l, _ := readOnce()
	data := *l.Book
	data.Params = slices.DeleteFunc(slices.Clone(data.Params), func(p vendorfit.Param) bool { return p.ID == "access.addOn" })
	data.Index()
	b, wrong := Compile(&data, nil)
	if b != nil || len(wrong) == 0 || wrong[0].ID != "parameter-missing" {
		t.Errorf("%v %+v", b != nil, wrong)
	}
}

// TestUnknownQuantity says of a quantity that the program cannot work out.
func TestUnknownQuantity(t *testing.T) {
	l, _ := readOnce()
	data := *l.Book
	data.Derived = append(slices.Clone(data.Derived), vendorfit.Declaration{ID: "charm", Type: "number", Better: "up"})
	data.Index()
	_, wrong := Compile(&data, nil)
	if !slices.ContainsFunc(wrong, func(l Lint) bool { return l.ID == "derived-without-arithmetic" && l.File == derivedFile }) {
		t.Errorf("%+v", wrong)
	}
}

// TestBlindShare holds the part of the decision that is the same for everybody below three tenths, for every example.
func TestBlindShare(t *testing.T) {
	p := decoded[vendorfit.Profile](t, "{id: sample, "+tenSeats+"}")
	l, _ := readOnce()
	data := *l.Book
	data.Rules = slices.Clone(data.Rules)
	for i := range data.Rules {
		if r := &data.Rules[i]; r.Kind == vendorfit.Score && strings.HasPrefix(r.Points, "meets(platform.e") {
			r.Points, r.General, r.Note = `anchor(platform.exit.terms)`, true, "for the test"
		}
	}
	b, _ := Compile(&data, nil)
	share, err := b.BlindShare(&p)
	if err != nil || share <= 0.02 || share > 0.3 {
		t.Errorf("%v, %v", share, err)
	}
	for i := range data.Rules {
		if r := &data.Rules[i]; r.Kind == vendorfit.Score {
			r.Points, r.General, r.Note = `anchor(platform.exit.terms)`, true, "for the test"
		}
	}
	b, _ = Compile(&data, nil)
	if share, err := b.BlindShare(&p); err != nil || share != 1 {
		t.Errorf("%v, %v", share, err)
	}
	if wrong := b.Lint(&p); !slices.ContainsFunc(wrong, func(l Lint) bool { return l.ID == "blind-share" }) {
		t.Errorf("%+v", wrong)
	}
}

// TestUnheard says of a profile under which a weight comes to nothing.
func TestUnheard(t *testing.T) {
	b, _ := changed(t, "architecture.stability.line", func(r *vendorfit.Rule) { r.Weight = `profile.organisation.seatGrowthPct` })
	p := decoded[vendorfit.Profile](t, "{organisation: {seats: {full: 10}, seatGrowthPct: -5}}")
	_, err := b.Hear(&p)
	var e *vendorfit.Error
	if !errors.As(err, &e) || e.Kind != vendorfit.Internal || e.Message.Nb == "" {
		t.Fatalf("%v", err)
	}
	if wrong := b.Lint(&p); !slices.ContainsFunc(wrong, func(l Lint) bool { return l.ID == "profile-unheard" }) {
		t.Errorf("%+v", wrong)
	}
}

func TestRefusedByTheCompiler(t *testing.T) {
	l := refused("1.0", errors.New("first line\nand a stack"))
	if l.ID != "refused" || l.Column != 1 || strings.Contains(l.Message.En, "stack") {
		t.Errorf("%+v", l)
	}
}

// TestEveryLintIsTested finds the ids of lints in the source, and looks for each in the tests.
func TestEveryLintIsTested(t *testing.T) {
	var tests strings.Builder
	for _, name := range []string{"expression_test.go", "lint_rules_test.go"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(data)
	}
	id, found := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`), 0
	for _, name := range []string{"grammar.go", "operators.go", "names.go", "calls.go", "facts.go", "scale.go", "lint.go", "lint_rules.go", "book.go", "expression.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Clean(name), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, _ := strconv.Unquote(lit.Value); id.MatchString(text) {
					found++
					if !strings.Contains(tests.String(), text+":") && !strings.Contains(tests.String(), `"`+text+`"`) {
						t.Errorf("no test speaks of the lint %s", text)
					}
				}
			}
			return true
		})
	}
	if found < 40 {
		t.Errorf("found only %d ids", found)
	}
}
