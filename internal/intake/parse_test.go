package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
)

// parsed reads a document and gives its mistakes.
func parsed(name, text string, limit Limits) (*Node, []vendorfit.Mistake) {
	root, err := Parse(name, []byte(text), limit)
	var e *vendorfit.Error
	if errors.As(err, &e) {
		return root, e.Mistakes
	}
	return root, nil
}

// places are code, line and column of mistakes, one per line.
func places(mistakes []vendorfit.Mistake) string {
	var all []string
	for _, m := range mistakes {
		all = append(all, fmt.Sprintf("%s %s %d:%d", m.Code, m.Pointer, m.Line, m.Column))
	}
	return strings.ReplaceAll(strings.Join(all, "\n"), "  ", " ")
}

func TestUnreadable(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"bad UTF-8", "", "name: å\nb: \"x\xff\"", "encoding 2:6"},
		{"bad UTF-8 in JSON", "", "{\"å\": \"\xc3\x28\"}", "encoding 1:8"},
		{"a zero byte", "", "a: x\x00", "encoding 1:5"},
		{"an escaped zero", "", `{"a": "x\u0000y"}`, "encoding 1:7"},
		{"an escaped zero in a key", "", `{"x\u0000": 1}`, "encoding 1:2"},
		{"an escaped zero in YAML", "", "a: 1\nb: \"x\\0\"", "encoding 2:4"},
		{"half a surrogate pair", "", `{"a": "\ud800"}`, "encoding 1:7"},
		{"nothing", "", "", "syntax 1:1"},
		{"nothing in JSON", "x.json", "", "syntax 1:1"},
		{"a comma too many", "", `{"a": 1,}`, "syntax 1:9"},
		{"a comma missing", "", "[1\n 2]", "syntax 2:2"},
		{"a colon missing", "", `{"å" 1}`, "syntax 1:6"},
		{"a comment in JSON", "", "{\n  // seats\n}", "syntax 2:3"},
		{"a key without quotes", "", "{a: 1}", "syntax 1:2"},
		{"JSON that ends", "", "{\"a\":\n  [1", "syntax 2:5"},
		{"a leading zero in JSON", "", `{"a": 012}`, "syntax 1:8"},
		{"more after JSON", "", "{}\n{}", "syntax 2:1"},
		{"the wrong bracket", "", "[1}", "syntax 1:3"},
		{"a line break in a JSON text", "", "{\"a\": \"x\ny\"}", "syntax 1:9"},
		{"a key twice in JSON", "", "{\"a\": 1,\n \"a\": 2}", "duplicate 2:2"},
		{"a key twice by an escape", "", `{"a": 1, "\u0061": 2}`, "duplicate 1:10"},
		{"a key twice in YAML", "", "a: 1\nb:\n  c: 1\n  c: 2\na: 3", "duplicate 4:3\nduplicate 5:1"},
		{"an infinite number in JSON", "", `{"a": 1e999}`, "number 1:7"},
		{"infinity in YAML", "", "a: .inf\nb: -.INF\nc: .NaN", "number 1:4\nnumber 2:4\nnumber 3:4"},
		{"two documents", "", "a: 1\n---\nb: 2", "syntax 2:1"},
		{"a list in a key", "", "a:\n  - b\n c: d", "syntax 3:1"},
		{"an open bracket", "", "a: 1\nb: [1, 2", "syntax 2:1"},
		{"a tab", "", "a:\n\tb: 1", "syntax 2:1"},
		{"an anchor", "", "a: &x 1\nb: *x", "alias 1:4\nalias 2:4"},
		{"an anchor on a key", "", "&x a: 1", "alias 1:1"},
		{"a merge key", "", "a: {b: 1}\nc:\n  <<: {d: 1}", "alias 3:3"},
		{"a tag on a map", "", "a: !!python/object:os.system {b: 1}", "tag 1:4"},
		{"a tag on a list", "", "a: !x [1]", "tag 1:4"},
		{"a binary", "", "a: !!binary aGVp", "tag 1:4"},
		{"a key that is a number", "", "1: a\n2.5: b\ntrue: c\n~: d", "key 1:1\nkey 2:1\nkey 3:1\nkey 4:1"},
		{"a key that is a list", "", "? [a]\n: b", "key 1:3"},
		{"a key that some read as true", "", "on: a\nno: b\ny: c", "key 1:1\nkey 2:1\nkey 3:1"},
		{"old truths", "", "a: [yes, No, on, OFF, y, N, True, TRUE]", "ambiguous 1:5\nambiguous 1:10\nambiguous 1:14\nambiguous 1:18\nambiguous 1:23\nambiguous 1:26\nambiguous 1:29\nambiguous 1:35"},
		{"old numbers", "", "- 012\n- 08\n- 1_000\n- 1:30\n- 190:20:30.15\n- 0x1F\n- 0o17\n- 0b11", "ambiguous 1:3\nambiguous 2:3\nambiguous 3:3\nambiguous 4:3\nambiguous 5:3\nambiguous 6:3\nambiguous 7:3\nambiguous 8:3"},
		{"exponents", "", "- 1e3\n- 1.5E+3\n- 1e999", "ambiguous 1:3\nambiguous 2:3\nambiguous 3:3"},
		{"days and instants", "", "- 2026-11-25\n- 2026-11-25T10:00:00Z", "ambiguous 1:3\nambiguous 2:3"},
		{"other nulls", "", "- Null\n- NULL", "ambiguous 1:3\nambiguous 2:3"},
		{"a long key", "", "a: {" + strings.Repeat("k", 257) + ": 1}", "tooLarge 1:5"},
		{"a long key in JSON", "", `{"` + strings.Repeat("k", 257) + `": 1}`, "tooLarge 1:2"},
		{"lines that end as YAML has it", "", "a: 1\rb: 2\u2028c: 3\u0085d: yes", "ambiguous 4:4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, mistakes := parsed(c.file, c.text, ProfileLimits)
			if got := places(mistakes); got != c.want {
				t.Errorf("found\n%s\nwant\n%s\nin %v", got, c.want, mistakes)
			}
			if root != nil {
				t.Error("a tree came with the mistakes")
			}
			for _, m := range mistakes {
				if m.Message.En == "" || m.Message.Nb == "" || m.Message.En == m.Message.Nb {
					t.Errorf("not in both languages: %+v", m.Message)
				}
			}
		})
	}
}

func TestLimits(t *testing.T) {
	small := Limits{Bytes: 100, Depth: 4, Nodes: 10}
	for _, c := range []struct{ name, file, text, want string }{
		{"as many bytes as there may be", "", strings.Repeat("a", 100), ""},
		{"one byte too many", "", strings.Repeat("a", 101), "tooLarge 0:0"},
		{"as deep as it may be", "", "[[[[]]]]", ""},
		{"too deep", "", "[[[[\n[]]]]]", "tooDeep 2:1"},
		{"too deep in YAML", "x.yaml", "a: [[\n[1]]]", "tooDeep 2:2"},
		{"too deep in blocks", "", "- - - - - 1", "tooDeep 1:9"},
		{"as many values as there may be", "", "[1,2,3,4,5,6,7,8,9]", ""},
		{"too many values", "", "[1,2,3,4,5,6,7,8,\n9,10]", "tooLarge 2:3"},
		{"too many values in YAML", "x.yml", "[1,2,3,4,5,6,7,8,\n9,10]", "tooLarge 2:3"},
		{"brackets without end", "x.yaml", strings.Repeat("[", 100), "tooDeep 1:81"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, mistakes := parsed(c.file, c.text, small); places(mistakes) != c.want {
				t.Errorf("found %q, want %q", places(mistakes), c.want)
			}
		})
	}
}

// TestBombs: what grows on reading must be refused before it has grown.
func TestBombs(t *testing.T) {
	laughs := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'k'; c++ {
		laughs += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	for _, c := range []struct {
		name, text string
		code       string
	}{
		{"a billion laughs", laughs, "tooLarge"},
		{"an alias to what it is in", "a: &a [*a, *a]", "tooDeep"},
		{"ten thousand lists in each other", strings.Repeat("- ", 10_001), "tooDeep"},
		{"a hundred thousand brackets", strings.Repeat("[", 100_000), "tooDeep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, mistakes := parsed("bomb.yaml", c.text, BookLimits)
			if len(mistakes) == 0 || mistakes[0].Code != c.code {
				t.Errorf("found %.300v, want %s", mistakes, c.code)
			}
		})
	}
}

// TestManyMistakes: a listing stops at a hundred, and says so.
func TestManyMistakes(t *testing.T) {
	for file, text := range map[string]string{
		"x.json": "{" + strings.Repeat(`"a":0,`, 5000) + `"a":0}`,
		"x.yaml": strings.Repeat("- yes\n", 5000),
	} {
		_, mistakes := parsed(file, text, ProfileLimits)
		if len(mistakes) != vendorfit.MistakesMost+1 || mistakes[vendorfit.MistakesMost].Code != "more" {
			t.Errorf("%s: %d mistakes, the last %v", file, len(mistakes), mistakes[len(mistakes)-1])
		}
	}
}

// TestExcerpt: the line is repeated as it is, unless it is very long, and never with bytes that are no text.
func TestExcerpt(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a: 1\r\nb: yes\r\nc: 2", "b: yes"},
		{"a: \"\xff\xfe\"", "a: \"\uFFFD\uFFFD\""},
		{"a: 1\rb: 2\u2028c: 3\u0085d: yes", "d: yes"},
		{"a: yes # " + strings.Repeat("x", 400), ""},
	} {
		if _, mistakes := parsed("", c.text, ProfileLimits); len(mistakes) != 1 || mistakes[0].Excerpt != c.want {
			t.Errorf("%.20q: %v, want the excerpt %q", c.text, mistakes, c.want)
		}
	}
}

func TestReadable(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"", "\xef\xbb\xbfa: 1", `{"a":1}`},
		{"", `{"a": [1, -2.50, true, null, "x"]}`, `{"a":[1,-2.5,true,null,"x"]}`},
		{"", "a:\n  - 1\n  - -2.50\n  - true\n  - null\n  - x\n  - ~\n  -", `{"a":[1,-2.5,true,null,"x",null,null]}`},
		{"", "a: \"yes\"\nb: '2026-11-25'\n\"on\": \"012\"", `{"a":"yes","b":"2026-11-25","on":"012"}`},
		{"", "a: !!str 12\nb: |\n  x\n  y\n", `{"a":"12","b":"x\ny\n"}`},
		{"x.yaml", `{"a": {b: 1}}`, `{"a":{"b":1}}`},
		{"", `{"a": "\ud83d\ude00 \ufffd"}`, `{"a":"😀 ` + "\uFFFD" + `"}`},
		{"", "null", "null"},
	} {
		root, mistakes := parsed(c.file, c.text, ProfileLimits)
		if len(mistakes) > 0 {
			t.Errorf("%q: %v", c.text, mistakes)
			continue
		}
		if got, err := json.Marshal(root.Any()); err != nil || string(got) != c.want {
			t.Errorf("%q: %s %v, want %s", c.text, got, err, c.want)
		}
	}
}

func TestAliases(t *testing.T) {
	root, mistakes := parsed("x.yaml", "a: &x {b: [1]}\nc: *x", BookLimits)
	if len(mistakes) > 0 || !reflect.DeepEqual(root.Field("a").Any(), root.Field("c").Any()) {
		t.Fatal(mistakes)
	}
	if _, mistakes = parsed("x.yaml", "a: &x {b: 1}\nc:\n  <<: *x", BookLimits); places(mistakes) != "alias 3:3" {
		t.Errorf("a merge key: %v", mistakes)
	}
}

func TestAt(t *testing.T) {
	root, mistakes := parsed("", `{"a": [{"b/c": 1}, {"d~e": 2}], "": {"": 3}, "å": 4}`, ProfileLimits)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	for pointer, want := range map[string]string{
		"/a/0/b~1c": "1", "/a/1/d~0e": "2", "//": "3", "/å": "4",
	} {
		if n := root.At(pointer); n == nil || n.Scalar != want {
			t.Errorf("%s is %v, want %q", pointer, n, want)
		}
	}
	for _, pointer := range []string{"/a/2", "/a/00", "/a/-1", "/a/+1", "/a/x", "/a/0/b~1c/d", "/b", "/a/"} {
		if n := root.At(pointer); n != nil {
			t.Errorf("%s is %v", pointer, n)
		}
	}
	if root.At("") != root {
		t.Error("the empty pointer is the document")
	}
	if n := root.At("/å"); n.Line != 1 || n.Column != 51 {
		t.Errorf("/å stands at %d:%d", n.Line, n.Column)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"a": [1, 2.5e1, true, null, "x\u0000"]}`, "a: &x [1, *x]\nb: yes\n", "- - - 1\n? [a]\n: b", "a: |\n  x\n\ty", "%YAML 1.1\n--- !!map {}\n...\n", "[[[[", "\xff", "a: 'x\r\n\u2028b: \"\\ud800\"",
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, book bool) {
		limit := ProfileLimits
		if limit.Aliases = book; len(data) > 10_000 {
			return
		}
		root, err := Parse("", data, limit)
		var e *vendorfit.Error
		if err != nil {
			if !errors.As(err, &e) || e.Kind != vendorfit.Invalid || len(e.Mistakes) == 0 {
				t.Fatalf("an error of another kind: %v", err)
			}
			for _, m := range e.Mistakes {
				if m.Code != "more" && m.Line < 1 {
					t.Fatalf("a mistake without a place: %+v", m)
				}
			}
			return
		}
		again(t, root)
	})
}

// again: what was read is read the same from the JSON that it comes to.
func again(t *testing.T, root *Node) {
	first, err := json.Marshal(root.Any())
	if err != nil {
		t.Fatalf("no JSON: %v", err)
	}
	second, err := Parse("again.json", first, Limits{Bytes: 1 << 30, Depth: 1000, Nodes: 1 << 30})
	if err != nil {
		t.Fatalf("%s: %v", first, err)
	}
	if text, err := json.Marshal(second.Any()); err != nil || !bytes.Equal(first, text) {
		t.Fatalf("%s became %s: %v", first, text, err)
	}
}
