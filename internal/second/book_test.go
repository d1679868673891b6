// Package second is a second, plain and slow evaluator of the CRM book, written from its documents alone (derived.yaml,
// rules.yaml, criteria.yaml, attributes.yaml, params.yaml, questions.yaml and METHOD.md). It shares no code with the
// product and reads the rule language with a parser of its own, so that where both agree, the documents say so.
package second

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v3"
)

const (
	bookDir  = "../../rules/book/crm"
	casesDir = "../../testdata/cases"
)

type object = map[string]any

// book is the rule book as it stands in its files, with the two lists that are looked up by id.
type book struct {
	attributes map[string]object
	params     object
	rules      []any
	criteria   []any
	questions  []any
	dimensions []any             // of readiness.yaml
	types      map[string]string // of derived.yaml: number, truth, code, list
}

var theBook = sync.OnceValue(func() *book {
	b := &book{attributes: map[string]object{}, params: object{}, types: map[string]string{}}
	for _, a := range list(read("attributes.yaml")) {
		b.attributes[text(get(a, "id"))] = a.(object)
	}
	for _, p := range list(read("params.yaml")) {
		b.params[text(get(p, "id"))] = get(p, "value")
	}
	for _, d := range list(get(read("derived.yaml"), "derived")) {
		b.types[text(get(d, "id"))] = text(get(d, "type"))
	}
	b.rules, b.criteria = list(read("rules.yaml")), list(read("criteria.yaml"))
	b.questions = list(get(read("questions.yaml"), "questions"))
	b.dimensions = list(get(read("readiness.yaml"), "dimensions"))
	return b
})

func read(name string) any { return readFile(filepath.Join(bookDir, name)) }

func readFile(path string) any {
	data, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		panic(fmt.Errorf("%s: %w", path, err))
	}
	return v
}

// readExample reads worked.yaml or vectors.yaml.
func readExample(name string) any { return readFile(filepath.Join("../../testdata/books", name)) }

// ---- plain data

func get(v any, keys ...string) any {
	for _, k := range keys {
		m, ok := v.(object)
		if !ok {
			return nil
		}
		v = m[k]
	}
	return v
}

func list(v any) []any { l, _ := v.([]any); return l }

func text(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func texts(v any) []string {
	var out []string
	for _, x := range list(v) {
		out = append(out, text(x))
	}
	return out
}

func number(v any) float64 {
	switch x := v.(type) {
	case nil:
		return 0
	case int:
		return float64(x)
	case float64:
		return x
	case string:
		f, err := strconv.ParseFloat(x, 64)
		if err != nil {
			panic(err)
		}
		return f
	}
	panic(fmt.Sprintf("no number: %v", v))
}

func sortedKeys(m object) []string { return slices.Sorted(maps.Keys(m)) }

// param reads params.<id>, also into a table: cost.sandbox.high, need.level.must.
func (b *book) param(path string) any {
	for id := path; ; {
		if v, ok := b.params[id]; ok {
			if id == path {
				return v
			}
			return get(v, strings.Split(path[len(id)+1:], ".")...)
		}
		i := strings.LastIndex(id, ".")
		if i < 0 {
			panic("no parameter " + path)
		}
		id = id[:i]
	}
}

func (b *book) par(path string) float64 { return number(b.param(path)) }

// points of a code of an attribute's vocabulary; ok is false where the code has none.
func (b *book) points(attribute, code string) (float64, bool) {
	for _, c := range list(b.attributes[attribute]["vocab"]) {
		if text(get(c, "code")) == code {
			p := get(c, "points")
			return number(p), p != nil
		}
	}
	panic(attribute + " has no code " + code)
}

// bounds of an open value: from 0 where the attribute has `none`, else from the lowest points, to the highest.
func (b *book) bounds(attribute string) (worst, best float64) {
	worst, best = math.Inf(1), 0
	for _, c := range list(b.attributes[attribute]["vocab"]) {
		p := number(get(c, "points"))
		worst, best = min(worst, p), max(best, p)
	}
	if b.attributes[attribute]["none"] != nil || b.attributes[attribute]["type"] == "language" {
		worst = 0
	}
	return worst, best
}

// ---- platforms

// value is what is known of one attribute of one platform (of one member of a set or a language).
type value struct {
	state      string // known none notSeen unknown declined
	v          any
	confidence string
	stale      bool // past its shelf life or of low confidence: keeps its value, opens the interval
}

func (v value) open() bool { return v.state != "known" && v.state != "none" }
func (v value) firm() bool { return !v.stale && v.confidence == "high" }

// code of a value: `none` where a source says that it does not exist.
func (v value) code() string {
	if v.state == "none" {
		return "none"
	}
	return text(v.v)
}

// platform: values by attribute, of sets and languages by attribute:member.
type platform struct {
	id     string
	values map[string]value
}

func (p platform) value(key string) value {
	if v, ok := p.values[key]; ok {
		return v
	}
	return value{state: "unknown"}
}

func platforms(asOf string) []platform {
	paths, err := filepath.Glob(filepath.Join(bookDir, "platforms", "*.yaml"))
	if err != nil || len(paths) == 0 {
		panic(fmt.Sprint("no platforms in ", bookDir, err))
	}
	var out []platform
	for _, path := range paths {
		out = append(out, readPlatform(readFile(path), asOf))
	}
	return out
}

func readPlatform(file any, asOf string) platform {
	facts := map[string]any{}
	for _, f := range list(get(file, "facts")) {
		facts[text(get(f, "id"))] = f
	}
	p := platform{id: text(get(file, "id")), values: map[string]value{}}
	for _, row := range list(get(file, "values")) {
		key := text(get(row, "attribute"))
		if m := get(row, "member"); m != nil {
			key += ":" + text(m)
		}
		p.values[key] = readValue(row, facts, asOf)
	}
	return p
}

func readValue(row any, facts map[string]any, asOf string) value {
	v := value{state: text(get(row, "state")), v: get(row, "value"), confidence: "high"}
	if v.state == "" {
		v.state = "known"
	}
	if v.open() {
		return v
	}
	checked := ""
	for _, id := range texts(get(row, "facts")) {
		v.confidence = weaker(v.confidence, text(get(facts[id], "confidence")))
		if c := text(get(facts[id], "checked")); checked == "" || c < checked {
			checked = c
		}
	}
	if c := get(row, "confidence"); c != nil {
		v.confidence = weaker(v.confidence, text(c))
	}
	v.stale = v.confidence == "low" || pastShelf(text(get(row, "attribute")), checked, asOf)
	return v
}

func weaker(a, b string) string {
	order := []string{"low", "medium", "high"}
	return order[min(slices.Index(order, a), slices.Index(order, b))]
}

func pastShelf(attribute, checked, asOf string) bool {
	if checked == "" {
		return false
	}
	from, err := time.Parse(time.DateOnly, checked)
	if err != nil {
		panic(err)
	}
	months := int(number(theBook().attributes[attribute]["shelfMonths"]))
	return asOf > from.AddDate(0, months, 0).Format(time.DateOnly)
}
