package rules

import (
	"testing"

	"github.com/vendorfit/vendorfit"
)

// known is what is known of every platform of the catalogue, in date.
func known(t testing.TB, b *Book) []*vendorfit.Knowledge {
	t.Helper()
	all, err := vendorfit.KnowAll(b.Book, b.Catalogue, &vendorfit.Request{}, "2026-11-25")
	if err != nil || len(all) < 10 {
		t.Fatalf("%d platforms: %v", len(all), err)
	}
	return all
}

// BenchmarkHearing hears a profile and judges every platform of the catalogue.
func BenchmarkHearing(b *testing.B) {
	book := with(b)
	platforms, p := known(b, book), examples(b)["energy-retailer"]
	b.ReportAllocs()
	for b.Loop() {
		h, err := book.Hear(p)
		if err != nil {
			b.Fatal(err)
		}
		for _, k := range platforms {
			h.Judge(k)
		}
	}
}

// BenchmarkHear hears a profile alone.
func BenchmarkHear(b *testing.B) {
	book := with(b)
	p := examples(b)["energy-retailer"]
	b.ReportAllocs()
	for b.Loop() {
		if _, err := book.Hear(p); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAgain judges the score rules of one platform again after a value has changed.
func BenchmarkAgain(b *testing.B) {
	book := with(b)
	h, err := book.Hear(examples(b)["energy-retailer"])
	if err != nil {
		b.Fatal(err)
	}
	again, terms := h.Again(known(b, book)[0]), h.Terms()
	b.ReportAllocs()
	for b.Loop() {
		again.Changed()
		for i := range terms {
			if terms[i].Applies && terms[i].Kind == vendorfit.Score {
				again.Points(i)
			}
		}
	}
}

// BenchmarkCompile compiles and lints the book.
func BenchmarkCompile(b *testing.B) {
	l, _ := readOnce()
	for b.Loop() {
		if book, wrong := Compile(l.Book, l.Catalogue, l); book == nil {
			b.Fatal(wrong)
		}
	}
}
