package derive_test

import (
	"fmt"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
	"github.com/vendorfit/vendorfit/internal/example"
	"github.com/vendorfit/vendorfit/rules"
)

// TestVectors compares every quantity of the made-up platforms with what another, slower evaluator found.
func TestVectors(t *testing.T) {
	data, err := os.ReadFile("../../testdata/books/vectors.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Name     string
		Profile  string
		Platform map[string]any
		Want     map[string]any
	}
	if err := yaml.Unmarshal(data, &vectors); err != nil || len(vectors) < 50 {
		t.Fatalf("%d vectors: %v", len(vectors), err)
	}
	compared := 0
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			s := sheet(t, v.Profile, v.Platform)
			for id, want := range v.Want {
				if strings.HasPrefix(id, "rule:") {
					continue
				}
				compared++
				if found := found(s, id, want); found != "" {
					t.Errorf("%s: %s", id, found)
				}
			}
		})
	}
	if compared < 150 {
		t.Errorf("only %d quantities were compared", compared)
	}
}

// found says how a quantity differs from what is wanted; "" where it does not.
func found(s *derive.Sheet, id string, want any) string {
	q := s.Quantity(id)
	switch w := want.(type) {
	case string:
		return text(s, q, w)
	case bool:
		return ends(q, truth(w), truth(w))
	case int, float64:
		return numbers(q, number(w), number(w), number(w))
	case []any:
		if fmt.Sprint(q.List) != fmt.Sprint(w) {
			return fmt.Sprintf("%v, want %v", q.List, w)
		}
		return ""
	}
	w := want.(map[string]any)
	if id == "variants" {
		return variants(s, w)
	}
	if low, ok := w["worst"].(bool); ok {
		return ends(q, truth(low), truth(w["best"].(bool)))
	}
	return numbers(q, number(w["worst"]), number(w["estimate"]), number(w["best"]))
}

func text(s *derive.Sheet, q vendorfit.Quantity, want string) string {
	if want == "unlimited" {
		if !q.Unlimited {
			return "not unlimited"
		}
		return ""
	}
	have := q.Code
	if have == "close" {
		have = "close: " + strings.Join(q.List, ", ")
	}
	if have != want {
		return fmt.Sprintf("%s, want %s", have, want)
	}
	return ""
}

func truth(x bool) float64 {
	if x {
		return 1
	}
	return 0
}

func number(x any) float64 {
	n, _ := vendorfit.Number(x)
	return n
}

func ends(q vendorfit.Quantity, worst, best float64) string {
	if q.Worst != worst || q.Best != best {
		return fmt.Sprintf("worst %v best %v, want %v %v", q.Worst, q.Best, worst, best)
	}
	return ""
}

func numbers(q vendorfit.Quantity, worst, estimate, best float64) string {
	if q.Worst != worst || q.Estimate != estimate || q.Best != best {
		return fmt.Sprintf("%v %v %v, want %v %v %v", q.Worst, q.Estimate, q.Best, worst, estimate, best)
	}
	return ""
}

func variants(s *derive.Sheet, want map[string]any) string {
	var wrong []string
	for _, v := range s.Parts("variants").([]derive.Variant) {
		w := want[v.Name].(map[string]any)
		for key, have := range map[string]float64{"C": v.C, "B": v.B, "days": v.Days, "E": v.E, "G": v.G, "L": v.L, "V": v.V, "U": v.U} {
			if math.Abs(have-number(w[key])) > 5e-7 {
				wrong = append(wrong, fmt.Sprintf("%s %s %v, want %v", v.Name, key, have, w[key]))
			}
		}
		if refusal, _ := w["refusal"].(string); refusal != v.Refusal {
			wrong = append(wrong, fmt.Sprintf("%s refusal %q, want %q", v.Name, v.Refusal, refusal))
		}
	}
	return strings.Join(wrong, "; ")
}

// sheet lays out a made-up platform under one of the example profiles.
func sheet(t testing.TB, profile string, platform map[string]any) *derive.Sheet {
	t.Helper()
	k, err := vendorfit.Sketch(book(t), platform)
	if err != nil {
		t.Fatal(err)
	}
	p := example.Profile(t, profile)
	d := derive.New(book(t))
	return d.Sheet(p, d.Totals(p), k)
}

var loaded *rules.Loaded

func book(t testing.TB) *vendorfit.Book {
	t.Helper()
	if loaded == nil {
		l, mistakes := rules.Load(rules.Default())
		if l == nil {
			t.Fatal(mistakes)
		}
		for _, p := range l.Catalogue.Platforms {
			if mistakes := l.Book.Prepare(p); len(mistakes) > 0 {
				t.Fatal(mistakes)
			}
		}
		loaded = l
	}
	return loaded.Book
}

// TestIDs holds the quantities and the totals to those that the book declares.
func TestIDs(t *testing.T) {
	b := book(t)
	d := derive.New(b)
	if missing := d.Missing(); len(missing) > 0 {
		t.Errorf("the book lacks %v", missing)
	}
	var declared []string
	for _, q := range b.Derived {
		declared = append(declared, q.ID)
	}
	if !reflect.DeepEqual(declared, derive.IDs()) {
		t.Errorf("the book declares %v, this package works out %v", declared, derive.IDs())
	}
	totals := d.Totals(example.Profile(t, "energy-retailer"))
	for _, total := range b.Totals {
		if !fits(totals.Value(total.ID), total.Type) {
			t.Errorf("total %s is %v, declared as %s", total.ID, totals.Value(total.ID), total.Type)
		}
	}
}

func fits(x any, declared string) bool {
	switch x.(type) {
	case float64:
		return declared == "number"
	case bool:
		return declared == "truth"
	case string:
		return declared == "code"
	case []string:
		return declared == "list"
	}
	return false
}
