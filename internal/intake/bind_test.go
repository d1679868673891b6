package intake

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
)

type mode string

type inner struct {
	Share float64 `json:"share"`
	Count *int    `json:"count,omitempty"`
}

// everything has a field of every type that is bound.
type everything struct {
	Name    string             `json:"name"`
	Mode    mode               `json:"mode,omitempty"`
	Flag    *bool              `json:"flag,omitempty"`
	Seed    *uint64            `json:"seed,omitempty"`
	Inner   inner              `json:"inner,omitzero"`
	Rows    []inner            `json:"rows,omitempty"`
	Codes   []string           `json:"codes,omitempty"`
	Points  map[string]float64 `json:"points,omitempty"`
	Value   any                `json:"value,omitempty"`
	Title   *vendorfit.Text    `json:"title,omitempty"`
	Number  vendorfit.Constant `json:"number"`
	Hidden  string             `json:"-"`
	private string
}

func bound(t *testing.T, text string) (everything, []vendorfit.Mistake) {
	t.Helper()
	root, mistakes := parsed("x.yaml", text, BookLimits)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	var e everything
	return e, Bind(root, &e)
}

func TestBind(t *testing.T) {
	root, mistakes := parsed("", `{"name": "n", "mode": "m", "flag": false, "seed": 7, "inner": {"share": 0.5, "count": 5.0}, "rows": [{"share": 1}, {}],
		"codes": [], "points": {"a": 1, "b": -0.5}, "value": {"x": [1, "y", null, true]}, "title": {"nb": "tittel"}, "number": {"z": 1, "a": [2, "q"]}}`, ProfileLimits)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	var got everything
	if mistakes := Bind(root, &got); len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	no, seed, five := false, uint64(7), 5
	want := everything{
		Name: "n", Mode: "m", Flag: &no, Seed: &seed, Inner: inner{0.5, &five}, Rows: []inner{{Share: 1}, {}}, Codes: []string{},
		Points: map[string]float64{"a": 1, "b": -0.5}, Value: map[string]any{"x": []any{1.0, "y", nil, true}}, Title: &vendorfit.Text{Nb: "tittel"},
		Number: vendorfit.Constant{Keys: []string{"z", "a"}, Fields: map[string]vendorfit.Constant{
			"z": {Number: 1}, "a": {List: []vendorfit.Constant{{Number: 2}, {Text: "q"}}},
		}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("bound\n%+v\nwant\n%+v", got, want)
	}
	if got.private != "" || got.Hidden != "" {
		t.Error("a field was filled that has no name in JSON")
	}
}

func TestBindMistakes(t *testing.T) {
	for _, c := range []struct{ name, yaml, want string }{
		{"a text for a number", "inner: {share: much}", "type /inner/share 1:16"},
		{"a number for a text", "name: 5", "type /name 1:7"},
		{"a text for a truth", "flag: \"true\"", "type /flag 1:7"},
		{"an object for a list", "codes: {a: b}", "type /codes 1:8"},
		{"a list for an object", "inner: [1]", "type /inner 1:8"},
		{"a text for a map", "points: many", "type /points 1:9"},
		{"the whole document", "[1]", "type 1:1"},
		{"half a piece", "inner: {count: 5.5}", "type /inner/count 1:16"},
		{"more than a float64 counts", "inner: {count: 9007199254740994}", "maximum /inner/count 1:16"},
		{"less than none", "seed: -1", "minimum /seed 1:7"},
		{"nothing in a list", "codes:\n  - a\n  -\n  - ~", "type /codes/1 3:4\ntype /codes/2 4:5"},
		{"a row of another type", "rows:\n  - {share: 1}\n  - {share: x}", "type /rows/1/share 3:13"},
		{"a cell of a map", "points:\n  a: 1\n  b/c: x", "type /points/b~1c 3:8"},
		{"an unknown field", "name: x\ninner:\n  shara: 1", "unknownField /inner/shara 3:3"},
		{"a field without a name in JSON", "Hidden: x", "unknownField /Hidden 1:1"},
		{"a field that is not exported", "private: x", "unknownField /private 1:1"},
		{"a field in capitals", "NAME: x", "unknownField /NAME 1:1"},
		{"all at once, as they stand", "zebra: 1\nname: 2\ninner: {x: 1, share: z}", "unknownField /zebra 1:1\ntype /name 2:7\nunknownField /inner/x 3:9\ntype /inner/share 3:22"},
		{"nothing is absent", "name:\ninner: ~\nrows: null", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, mistakes := bound(t, c.yaml)
			if got := places(mistakes); got != c.want {
				t.Errorf("found\n%s\nwant\n%s", got, c.want)
			}
			for _, m := range mistakes {
				if m.File != "x.yaml" || m.Excerpt == "" || m.Found == "" {
					t.Errorf("without a file, an excerpt or what was found: %+v", m)
				}
			}
		})
	}
}

func TestBindWords(t *testing.T) {
	for _, c := range []struct{ yaml, en, nb string }{
		{"nmae: x", `did you mean "name"?`, `mente du «name»?`},
		{"inner: {colour: 1}", "expected one of share, count", "forventet én av share, count"},
		{"inner: {share: x}", `expected a number, found "x"`, `forventet et tall, fant "x"`},
		{"inner: {count: 1.5}", "expected a whole number, found 1.5", "forventet et helt tall, fant 1.5"},
	} {
		_, mistakes := bound(t, c.yaml)
		if len(mistakes) != 1 || !strings.Contains(mistakes[0].In(vendorfit.English), c.en) || !strings.Contains(mistakes[0].In(vendorfit.Bokmal), c.nb) {
			t.Errorf("%s: %v %s", c.yaml, mistakes, mistakes[0].In(vendorfit.Bokmal))
		}
	}
}

func TestBindManyMistakes(t *testing.T) {
	var text strings.Builder
	text.WriteString("points:\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "  k%d: x\n", i)
	}
	_, mistakes := bound(t, text.String())
	if len(mistakes) != vendorfit.MistakesMost+1 {
		t.Fatalf("%d mistakes", len(mistakes))
	}
	if last := mistakes[vendorfit.MistakesMost]; last.Code != "more" || !strings.Contains(last.Message.En, "900") {
		t.Errorf("the last one is %v", last)
	}
	if first := mistakes[0]; first.Pointer != "/points/k0" {
		t.Errorf("the first one is %v", first)
	}
}

func TestLocate(t *testing.T) {
	root, _ := parsed("x.yaml", "a:\n  - b: 1\nc: 2", ProfileLimits)
	got := Locate(root, []vendorfit.Mistake{{Pointer: "/c"}, {Pointer: "/a/0/missing/deeper"}, {Pointer: "/a/7"}, {Pointer: ""}, {Code: "more"}})
	if want := "1:1\n/a/7 2:3\n/a/0/missing/deeper 2:5\n/c 3:4\nmore 0:0"; strings.ReplaceAll(places(got), " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("located\n%s\nwant\n%s", places(got), want)
	}
	if got := Locate(nil, []vendorfit.Mistake{{Pointer: "/a"}}); got[0].Line != 0 {
		t.Error("a place came from no document")
	}
}

func TestJoin(t *testing.T) {
	root, _ := parsed("x.yaml", "a: x\nb: z", ProfileLimits)
	got := Join(root, []vendorfit.Mistake{{Pointer: "/b", Code: "type", Line: 2, Column: 4}}, []vendorfit.Mistake{{Pointer: "/b", Code: "required"}, {Pointer: "/a", Code: "code"}})
	if want := "code /a 1:4\ntype /b 2:4"; places(got) != want {
		t.Errorf("joined\n%s\nwant\n%s", places(got), want)
	}
}
