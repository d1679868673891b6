// Package bench measures the product, and rules of the book beside what a user would pick instead. Nothing here passes or
// fails by the clock: targets are printed beside what was measured.
package bench

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/example"
	"github.com/vendorfit/vendorfit/internal/robust"
	"github.com/vendorfit/vendorfit/internal/web"
	"github.com/vendorfit/vendorfit/rules"
)

var open = sync.OnceValues(func() (*web.Engine, error) { return web.Open(rules.Default()) })

func engine(t testing.TB) *web.Engine {
	t.Helper()
	g, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// request asks for an example on a fixed day, so that the same values are stale in every run.
func request(t testing.TB, name string) *vendorfit.Request {
	t.Helper()
	return &vendorfit.Request{Profile: example.Profile(t, name), AsOf: example.Today}
}

func evaluate(t testing.TB, g *web.Engine, r *vendorfit.Request) *vendorfit.Evaluation {
	e, err := vendorfit.Evaluate(g.Book, g.Book.Book, g.Book.Catalogue, r)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// each runs a benchmark for every example.
func each(b *testing.B, run func(b *testing.B, g *web.Engine, r *vendorfit.Request)) {
	g := engine(b)
	for _, name := range example.Names {
		r := request(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			run(b, g, r)
		})
	}
}

// TestExamples: what is measured is the whole book over the whole catalogue, with a verdict that was drawn.
func TestExamples(t *testing.T) {
	g := engine(t)
	for _, name := range example.Names {
		e, err := g.Evaluate(request(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if len(e.Ranking) != 14 || e.Verdict.Draws != robust.Draws || len(e.Verdict.Platforms) == 0 {
			t.Errorf("%s: %d platforms, verdict %v", name, len(e.Ranking), e.Verdict)
		}
	}
}

// BenchmarkEvaluate judges 14 platforms by the whole book: findings and intervals, without the verdict.
func BenchmarkEvaluate(b *testing.B) {
	each(b, func(b *testing.B, g *web.Engine, r *vendorfit.Request) {
		timed(b, "evaluate", func() { evaluate(b, g, r) })
	})
}

// BenchmarkDecide draws the verdict. It runs on one evaluation again and again: Decide gives every value back that it changed.
func BenchmarkDecide(b *testing.B) {
	each(b, func(b *testing.B, g *web.Engine, r *vendorfit.Request) {
		e := evaluate(b, g, r)
		timed(b, "decide", func() { robust.Decide(e) })
	})
}

// BenchmarkWhole is what a request costs: checked, evaluated and decided, with its digests.
func BenchmarkWhole(b *testing.B) {
	each(b, func(b *testing.B, g *web.Engine, r *vendorfit.Request) {
		for b.Loop() {
			if _, err := g.Evaluate(r); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkCompile compiles and lints the book, its YAML already read.
func BenchmarkCompile(b *testing.B) {
	loaded, mistakes := rules.Load(rules.Default())
	if len(mistakes) > 0 {
		b.Fatal(mistakes)
	}
	b.ReportAllocs()
	timed(b, "compile", func() {
		if book, lints := rules.Compile(loaded.Book, loaded.Catalogue, loaded); book == nil {
			b.Fatal(lints)
		}
	})
}

// BenchmarkDocument words an evaluation in both languages, with its digests.
func BenchmarkDocument(b *testing.B) {
	each(b, func(b *testing.B, g *web.Engine, r *vendorfit.Request) {
		e, err := g.Evaluate(r)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := g.Document(e); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkEncode writes a document as JSON.
func BenchmarkEncode(b *testing.B) {
	each(b, func(b *testing.B, g *web.Engine, r *vendorfit.Request) {
		e, err := g.Evaluate(r)
		if err != nil {
			b.Fatal(err)
		}
		d, err := g.Document(e)
		if err != nil {
			b.Fatal(err)
		}
		size := 0
		for b.Loop() {
			data, err := json.Marshal(d)
			if err != nil {
				b.Fatal(err)
			}
			size = len(data)
		}
		b.ReportMetric(float64(size), "bytes")
	})
}
