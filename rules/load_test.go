package rules

import (
	"cmp"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// copied is the CRM book in memory, to be broken.
func copied(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(Default(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Default(), name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil || len(files) < 20 {
		t.Fatalf("read %d files: %v", len(files), err)
	}
	return files
}

// everything is what is wrong with the files of a book.
func everything(files fs.FS) []vendorfit.Mistake {
	l, mistakes := Load(files)
	if l == nil {
		return mistakes
	}
	return append(mistakes, l.Check()...)
}

// loadedBook is the CRM book as it was read.
func loadedBook(t testing.TB) *Loaded {
	t.Helper()
	l, mistakes := Load(Default())
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return l
}

func TestLoadDefault(t *testing.T) {
	l := loadedBook(t)
	for _, m := range l.Check() {
		t.Error(m)
	}
	b, c := l.Book, l.Catalogue
	if len(b.Attributes) < 100 || len(b.Rules) < 90 || len(b.Form.Questions) < 100 || len(b.Derived) < 50 || len(c.Platforms) < 10 {
		t.Errorf("%d attributes, %d rules, %d questions, %d quantities, %d platforms", len(b.Attributes), len(b.Rules), len(b.Form.Questions), len(b.Derived), len(c.Platforms))
	}
	if n := b.Number("cost.unknownSeat.worst"); n != 550 {
		t.Errorf("params.cost.unknownSeat.worst is %g", n)
	}
	kinds, _ := b.Const("areas.kinds")
	if got := strings.Join(kinds.Keys, " "); got != "marketing service contactCentre fieldService quote cdp commerce portal" {
		t.Errorf("the areas stand in another order: %s", got)
	}
	if b.Digest() == "" || c.Digest() == "" || b.Digest() == c.Digest() {
		t.Error("the book and the catalogue have no digest of their own")
	}
	if !slices.IsSortedFunc(c.Platforms, func(x, y *vendorfit.Platform) int { return strings.Compare(x.ID, y.ID) }) {
		t.Error("platforms do not stand in the order of their ids")
	}
	if again, _ := Load(copied(t)); again.Book.Digest() != b.Digest() || again.Catalogue.Digest() != c.Digest() {
		t.Error("the same files give another digest")
	}
}

// The fields from and basis name headings of the page that explains the method.
func TestMethodHasTheHeadings(t *testing.T) {
	l := loadedBook(t)
	page, err := fs.ReadFile(Default(), "METHOD.md")
	if err != nil {
		t.Fatal(err)
	}
	headings := map[string]bool{}
	for line := range strings.Lines(string(page)) {
		if h, ok := strings.CutPrefix(strings.TrimSpace(line), "## "); ok {
			headings[h] = true
		}
	}
	named := map[string]bool{}
	for _, d := range slices.Concat(l.Book.Totals, l.Book.Derived) {
		if named[d.From] = true; !headings[d.From] {
			t.Errorf("%s is from %q, which is no heading", d.ID, d.From)
		}
	}
	based := 0
	for _, p := range l.Book.Params {
		if strings.IndexFunc(p.Basis, unicode.IsDigit) == 0 {
			t.Errorf("%s rests on a number of a section: %s", p.ID, p.Basis)
		}
		if end := strings.IndexAny(p.Basis, ".:;,"); end > 0 && headings[p.Basis[:end]] {
			based++
		}
	}
	if len(named) < 8 || based < len(l.Book.Params)*3/4 {
		t.Errorf("%d headings are named by quantities, %d of %d constants name one", len(named), based, len(l.Book.Params))
	}
}

// Every platform that a published vector makes up can be read.
func TestVectorsCanBeSketched(t *testing.T) {
	l := loadedBook(t)
	data, err := os.ReadFile("../testdata/books/vectors.yaml")
	if err != nil {
		t.Fatal(err)
	}
	node, err := intake.Parse("vectors.yaml", data, intake.BookLimits)
	if err != nil {
		t.Fatal(err)
	}
	vectors, _ := node.Any().([]any)
	if len(vectors) < 40 {
		t.Fatalf("%d vectors", len(vectors))
	}
	for _, v := range vectors {
		platform, _ := v.(map[string]any)["platform"].(map[string]any)
		if _, err := vendorfit.Sketch(l.Book, platform); err != nil {
			t.Errorf("%s: %v", v.(map[string]any)["name"], err)
		}
	}
}

// breaking is a change of a file, and the code and the line with which it must be found.
type breaking struct {
	name, file, old, new string
	code, at             string // at: the text on whose line it is, where that is not new
}

// breaks are small changes of the book. Each must be found, in the file and on the line where it stands.
var breaks = []breaking{
	{"a name that is none", "book.yaml", "name: crm", "name: \"\"", "format", ""},
	{"a revision that is none", "book.yaml", "revision: 1", "revision: 0", "minimum", ""},
	{"a status that is none", "book.yaml", "status: published", "status: ready", "code", ""},

	{"a text in one language", "attributes.yaml", `label: {en: "API quota", nb: "API-kvote"}`, `label: {en: "API quota"}`, "required", ""},
	{"a label that is missing", "attributes.yaml", `{code: bulk, points: 1, label: {en: "Bulk interface", nb: "Grensesnitt for masselasting"}}`, `{code: bulk, points: 1}`, "required", ""},
	{"an id that stands twice", "attributes.yaml", "- id: api.burst\n", "- id: api.quota\n  #", "duplicate", "- id: api.quota\n  #"},
	{"a code that stands twice", "attributes.yaml", "{code: batch, points: 0.7", "{code: bulk, points: 0.7", "duplicate", ""},
	{"a type that is none", "attributes.yaml", "type: quota", "type: quotas", "code", ""},
	{"a group without a label", "attributes.yaml", "group: integration", "group: linking", "code", ""},
	{"a direction against the type", "attributes.yaml", "better: earlier", "better: up", "code", ""},
	{"a shelf life of nothing", "attributes.yaml", "shelfMonths: 12", "shelfMonths: 0", "minimum", ""},
	{"points above one", "attributes.yaml", "{code: batch, points: 0.7", "{code: batch, points: 7", "maximum", ""},
	{"a state among the codes", "attributes.yaml", "{code: batch, points: 0.7", "{code: notSeen, points: 0.7", "code", ""},
	{"a number without a unit", "attributes.yaml", `  unit: {en: "calls per hour and account", nb: "kall per time og konto"}` + "\n", "", "required", "- id: api.hourly"},
	{"a tender that is none", "attributes.yaml", "tender: never", "tender: sometimes", "code", ""},

	{"swings that do not add up", "criteria.yaml", "swing: 19", "swing: 20", "format", "- id: capability"},
	{"a sub-criterion elsewhere", "criteria.yaml", "{id: people.presence", "{id: persons.presence", "format", ""},

	{"a rule of no kind", "rules.yaml", "kind: gate", "kind: door", "code", ""},
	{"a gate without onFail", "rules.yaml", "  onFail: exclude\n", "", "required", "- id: gate.api"},
	{"a severity of four", "rules.yaml", "severity: 2", "severity: 4", "code", ""},
	{"a sub-criterion that is none", "rules.yaml", "criterion: capability.sales\n", "criterion: capability.selling\n", "code", ""},
	{"placeholders that differ", "rules.yaml", "{platform}: åpent API: {value}", "{platform}: åpent API: {need}", "format", "    en: \"{platform}: public API"},
	{"a placeholder that is none", "rules.yaml", "Quoting: {value}", "Quoting: {worth}", "code", ""},
	{"a direction of nothing", "rules.yaml", "better: {api.access: earlier}", "better: {api.excess: earlier}", "code", ""},
	{"a test of a code that is none", "rules.yaml", "platform: {api.access: e2}, want: {outcome: pass}", "platform: {api.access: edition2}, want: {outcome: pass}", "format", ""},
	{"a test of an attribute that is none", "rules.yaml", "platform: {api.access: e2}, want: {outcome: pass}", "platform: {api.excess: e2}, want: {outcome: pass}", "code", ""},
	{"a test that wants nothing", "rules.yaml", "want: {outcome: pass}", "want: {}", "required", ""},
	{"a reason that names a platform", "rules.yaml", `en: "{platform}: public API: {value}`, `en: "{platform}, unlike Salesforce: public API: {value}`, "format", "- id: gate.api"},

	{"a quantity that reads nothing known", "derived.yaml", "reads: [profile.organisation.seats], from", "reads: [profile.organisation.chairs], from", "code", ""},
	{"a total that reads a platform", "derived.yaml", "reads: [profile.organisation.seats], from", "reads: [platform.editions], from", "code", ""},
	{"a number without a unit", "derived.yaml", "{id: seats, type: number, unit: {en: seats, nb: lisenser}", "{id: seats, type: number, unit: null", "required", ""},
	{"a quantity of no type", "derived.yaml", "{id: seats, type: number", "{id: seats, type: amount", "code", ""},
	{"codes from nowhere", "derived.yaml", "codesFrom: needs", "codesFrom: wishes", "code", ""},
	{"a formula of a constant that is none", "derived.yaml", "lightShare > params.light.share", "lightShare > params.lite.share", "code", ""},
	{"a formula that hides a constant", "derived.yaml", "reads: [totals.lightShare, params.light.share]", "reads: [totals.lightShare]", "required", ""},

	{"a mark that is none", "params.yaml", "mark: judgement", "mark: hunch", "code", ""},
	{"a constant without basis", "params.yaml", `basis: "States of a value."`, `basis: ""`, "required", ""},
	{"a constant that nobody reads", "params.yaml", "{id: light.many", "{id: light.most", "required", ""},
	{"a constant that stands twice", "params.yaml", "{id: open.notSeen,", "{id: open.unknown , ", "duplicate", ""},
	{"points that drift apart", "params.yaml", "native: 1.0, configuration: 0.9", "native: 1.0, configuration: 0.8", "code", ""},
	{"an area of no system", "params.yaml", "quote: [cpq]", "quote: [cpr]", "code", ""},

	{"a step that is none", "questions.yaml", "  - id: goals.primary\n    step: goals", "  - id: goals.primary\n    step: aims", "code", "    step: aims"},
	{"a kind that is none", "questions.yaml", "kind: percent", "kind: share", "code", ""},
	{"options from nowhere", "questions.yaml", "optionsFrom: vocabularies.gap", "optionsFrom: vocabularies.gaps", "code", ""},
	{"an option that stands twice", "questions.yaml", "{code: retention, label", "{code: revenue_new , label", "duplicate", ""},
	{"a product of no kind", "questions.yaml", "kinds: [erp", "kinds: [erps", "code", ""},

	{"a step not described", "readiness.yaml", "{level: 4, label: {en: \"Key figures", "{level: 5, label: {en: \"Key figures", "format", "{level: 0, label: {en: \"No goal beyond"},
	{"a verdict that is none", "readiness.yaml", "code: fixFirst", "code: fixNext", "format", "{code: go, label"},

	{"a label that is missing", "labels.yaml", "{code: declined, label", "{code: refused, label", "required", "{code: known, label"},

	{"a fact without a source", "platforms/lime.yaml", `source: "https://www.lundalogik.fi/tuki/tietoturva/", sourceType: vendor, asOf: undated, checked: "2026-11-23", confidence: high, note: "Covers`, `sourceType: vendor, asOf: undated, checked: "2026-11-23", confidence: high, note: "Covers`, "required", ""},
	{"a fact never checked", "platforms/lime.yaml", `checked: "2026-11-23", confidence: high, note: "Covers`, `confidence: high, note: "Covers`, "format", ""},
	{"a fact that stands twice", "platforms/lime.yaml", "{id: li-002,", "{id: li-001 ,", "duplicate", ""},
	{"a fact of another platform", "platforms/lime.yaml", "{id: li-002,", "{id: cr-002,", "duplicate", ""},
	{"a value without a fact", "platforms/lime.yaml", "{attribute: api.access, value: all, facts: [li-029]}", "{attribute: api.access, value: all}", "required", ""},
	{"a value of no fact", "platforms/lime.yaml", "{attribute: api.access, value: all, facts: [li-029]}", "{attribute: api.access, value: all, facts: [li-929]}", "code", ""},
	{"a value that is none", "platforms/lime.yaml", "{attribute: api.access, value: all", "{attribute: api.access, value: e4", "maximum", ""},
	{"a value too sure", "platforms/lime.yaml", "facts: [li-028], confidence: low", "facts: [li-028], confidence: high", "maximum", ""},
	{"a value that stands twice", "platforms/lime.yaml", "{attribute: events.access,", "{attribute: events.kind ,", "duplicate", ""},
	{"a fact that nothing rests on", "platforms/lime.yaml", `note: "Vendor article.", unused: true}`, `note: "Vendor article."}`, "required", ""},
	{"a conflict with nothing", "platforms/lime.yaml", "conflictsWith: li-006", "conflictsWith: li-906", "code", ""},
	{"an attribute that is none", "platforms/lime.yaml", "{attribute: events.access,", "{attribute: events.excess,", "code", ""},
	{"a price out of range", "platforms/hubspot.yaml", `price: {amount: "20", currency: "USD"`, `price: {amount: "2", currency: "USD"`, "maximum", ""},
	{"a price through a float", "platforms/hubspot.yaml", `price: {amount: "20", currency: "USD"`, `price: {amount: 20, currency: "USD"`, "format", ""},
}

// alone are changes that are refused before anything else is looked at, or would hide another.
var alone = []breaking{
	{"a field that is none", "book.yaml", "status: published", "statos: published", "unknownField", ""},
	{"an id with a space", "attributes.yaml", "- id: api.burst", "- id: api burst", "format", ""},
	{"a criterion without why", "criteria.yaml", "  worst: {en: \"None of the needed", "  wurst: {en: \"None of the needed", "unknownField", ""},
	{"a gate with a weight", "rules.yaml", "  onFail: exclude\n", "  onFail: exclude\n  weight: '1'\n", "unknownField", "  weight: '1'\n"},
	{"a direction against the attribute", "rules.yaml", "better: {api.access: earlier}", "better: {api.access: up}", "code", ""},
	{"a platform of another name", "platforms/lime.yaml", "id: lime\n", "id: lemon\n", "format", ""},
	{"a day written as a date", "platforms/lime.yaml", `asOf: "2024-02-12"`, `asOf: 2024-02-12`, "ambiguous", ""},
}

// TestBrokenBooksAreFound makes the changes a few at a time, far from each other: reading a whole book for each would be slow.
func TestBrokenBooksAreFound(t *testing.T) {
	whole := copied(t)
	const apart = 8
	for first := range apart {
		var together []breaking
		for i := first; i < len(breaks); i += apart {
			together = append(together, breaks[i])
		}
		findBroken(t, whole, together)
	}
	for _, x := range alone {
		findBroken(t, whole, []breaking{x})
	}
}

// findBroken makes some changes and expects a mistake on the line of each.
func findBroken(t *testing.T, whole fstest.MapFS, together []breaking) {
	files := maps.Clone(whole)
	for _, x := range together {
		source := string(files[x.file].Data)
		if !strings.Contains(source, x.old) {
			t.Errorf("%s: %s has no %q any more", x.name, x.file, x.old)
		}
		files[x.file] = &fstest.MapFile{Data: []byte(strings.Replace(source, x.old, x.new, 1))}
	}
	mistakes := everything(files)
	if len(mistakes) == 0 {
		t.Fatalf("nothing is wrong with a book broken %d times", len(together))
	}
	for _, x := range together {
		at := cmp.Or(x.at, x.new)
		broken := string(files[x.file].Data)
		line := 1 + strings.Count(broken[:max(0, strings.Index(broken, at))], "\n")
		found := slices.ContainsFunc(mistakes, func(m vendorfit.Mistake) bool {
			return m.File == x.file && m.Line == line && m.Code == x.code && m.Message.En != "" && m.Message.Nb != ""
		})
		if !found {
			t.Errorf("%s: not found at %s:%d among %d mistakes, such as %s", x.name, x.file, line, len(mistakes), mistakes[0])
		}
	}
}

func TestMissingFileIsFound(t *testing.T) {
	for _, name := range []string{"book.yaml", "rules.yaml", "labels.yaml"} {
		files := copied(t)
		delete(files, name)
		_, mistakes := Load(files)
		if !slices.ContainsFunc(mistakes, func(m vendorfit.Mistake) bool { return m.File == name && m.Code == "required" }) {
			t.Errorf("%s is missing, and nobody says so: %v", name, mistakes[:min(3, len(mistakes))])
		}
	}
}

const smallPlatform = `id: x
name: X
vendor: {name: {value: "X Ltd", facts: [x-1]}, headquarters: {state: unknown}, jurisdiction: {state: unknown}}
facts:
  - {id: x-1, about: a, value: true, source: "https://example.org", sourceType: vendor, asOf: undated, checked: "2026-11-23", confidence: high, conflictsWith: [x-2]}
  - {id: x-2, about: a, value: 3.5, source: "https://example.org", sourceType: third_party, asOf: "2026", checked: "2026-11-23", confidence: low, note: "Older.", unused: true}
values:
  - {attribute: editions, value: [{name: A, price: {amount: "20.50", currency: USD, per: full_seat, period: month}}, {name: B}], facts: [x-1]}
  - {attribute: api.quota, value: [null, {base: 1, perSeat: 2, cap: 3, hour: 4, soft: true}], facts: [x-1]}
  - {attribute: sso.access, value: e1/a0, facts: [x-1], confidence: medium, note: "A note."}
  - {attribute: certs, member: soc2, state: known, facts: [x-1]}
  - {attribute: audit.days, state: notSeen, lookedIn: "the manual", checked: "2026-11-23"}
`

// FuzzPlatform reads whatever stands in a platform file: it must be taken or refused with a place, and never end the program.
func FuzzPlatform(f *testing.F) {
	l := loadedBook(f)
	f.Add([]byte(smallPlatform))
	f.Add([]byte("id: x\nname: X\nvendor: {name: {state: unknown}}\nfacts: []\nvalues: [{attribute: editions, value: [{name: A}]}]\n"))
	f.Add([]byte("values: [{attribute: api.quota, value: [null]}, {attribute: certs, value: []}, {attribute: certs, member: soc2, state: known}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, mistakes := ReadPlatform("x.yaml", data)
		if p == nil {
			if len(mistakes) == 0 {
				t.Fatal("neither a platform nor a mistake")
			}
			return
		}
		l.Book.Prepare(p)
		k, _ := vendorfit.Know(l.Book, p, &vendorfit.Request{}, "2026-11-25")
		for i, v := range k.Values {
			if v == nil {
				t.Fatalf("nothing at slot %d", i)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if l, mistakes := Load(Default()); len(mistakes) > 0 || len(l.Check()) > 0 {
			b.Fatal(mistakes)
		}
	}
}
