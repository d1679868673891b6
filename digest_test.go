package vendorfit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
)

// The examples of RFC 8785: section 3.2.2 with 3.2.4 (numbers, literals and escapes), and section 3.2.3 (keys in the order of
// UTF-16 code units). The canonical bytes are those that the RFC prints.
func TestDigestIsThatOfRFC8785(t *testing.T) {
	for _, c := range []struct{ name, in, canonical string }{
		{
			"3.2.2", `{
       "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
       "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
       "literals": [null, true, false]
     }`,
			`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
		},
		{
			"3.2.3", `{
       "\u20ac": "Euro Sign",
       "\r": "Carriage Return",
       "\ufb33": "Hebrew Letter Dalet With Dagesh",
       "1": "One",
       "\ud83d\ude00": "Emoji: Grinning Face",
       "\u0080": "Control",
       "\u00f6": "Latin Small Letter O With Diaeresis"
     }`,
			"{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
		},
	} {
		sum := sha256.Sum256([]byte(c.canonical))
		want := "sha256:" + hex.EncodeToString(sum[:])
		for _, v := range []any{json.RawMessage(c.in), decoded(t, c.in)} {
			if got, err := Digest(v); err != nil || got != want {
				t.Errorf("%s: %s %v, want %s", c.name, got, err, want)
			}
		}
	}
}

func TestDigestKnowsNoOrderOfKeys(t *testing.T) {
	first := Request{Editions: map[string]string{"a": "1", "b": "2"}, Answers: []Answer{{Value: map[string]any{"x": 1, "y": 2.0}}}}
	second := Request{Editions: map[string]string{"b": "2", "a": "1"}, Answers: []Answer{{Value: map[string]any{"y": 2, "x": 1.0}}}}
	a, errA := first.AnswersDigest()
	b, errB := second.AnswersDigest()
	if errA != nil || errB != nil || a != b || !strings.HasPrefix(a, "sha256:") || len(a) != 71 {
		t.Errorf("%s %v, %s %v", a, errA, b, errB)
	}
	second.Only = []string{"a"}
	if c, _ := second.AnswersDigest(); c == a {
		t.Error("a choice of platforms changes nothing")
	}
}

func TestSeal(t *testing.T) {
	digest := func(change func(*Book)) string {
		b := smallBook(t)
		if change != nil {
			change(b)
		}
		if err := b.Seal(); err != nil {
			t.Fatal(err)
		}
		return b.Digest()
	}
	seen := map[string]string{digest(nil): "the book"}
	for name, change := range map[string]func(*Book){
		"":          nil,
		"points":    func(b *Book) { b.Attributes[2].Vocab[1].Points = 0.51 },
		"rule":      func(b *Book) { b.Rules[0].Pass = "true" },
		"parameter": func(b *Book) { b.Params[0].Value.Number = 15 },
		"order":     func(b *Book) { b.Params[0].Value = twoFields("a", "b") },
		"reordered": func(b *Book) { b.Params[0].Value = twoFields("b", "a") },
		"label":     func(b *Book) { b.Readiness.Params = []Param{{Value: twoFields("b", "a")}} },
		"other":     func(b *Book) { b.Readiness.Params = []Param{{Value: twoFields("a", "b")}} },
	} {
		d := digest(change)
		if first, ok := seen[d]; ok != (change == nil) {
			t.Errorf("the change of %s leaves the digest of %s", name, first)
		}
		seen[d] = name
	}
	if _, err := Digest(map[string]any{"x": func() {}}); err == nil {
		t.Error("a function has a digest")
	}
}

func twoFields(first, second string) Constant {
	return Constant{Keys: []string{first, second}, Fields: map[string]Constant{"a": {Number: 1}, "b": {Number: 2}}}
}
