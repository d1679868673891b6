package derive_test

import (
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
	"github.com/vendorfit/vendorfit/internal/example"
)

// BenchmarkLicenceShare is the longest chain that the draws of the verdict work out, 14,000 times in an evaluation.
func BenchmarkLicenceShare(b *testing.B) {
	d := derive.New(book(b))
	p := example.Profile(b, "energy-retailer")
	t := d.Totals(p)
	k, err := vendorfit.Sketch(book(b), map[string]any{"suite.service": "own_licence"})
	if err != nil {
		b.Fatal(err)
	}
	s := d.Sheet(p, t, k)
	s.Edition()
	id := derive.ID("licenceShare")
	b.ReportAllocs()
	for b.Loop() {
		s.Forget()
		s.Number(id)
	}
}

func BenchmarkSheet(b *testing.B) {
	d := derive.New(book(b))
	p := example.Profile(b, "energy-retailer")
	t := d.Totals(p)
	k, err := vendorfit.Sketch(book(b), nil)
	if err != nil {
		b.Fatal(err)
	}
	last := derive.ID("languagesOffered")
	b.ReportAllocs()
	for b.Loop() {
		s := d.Sheet(p, t, k)
		for i := range last + 1 {
			s.Number(i)
		}
	}
}
