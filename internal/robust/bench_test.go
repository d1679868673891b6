package robust

import (
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/example"
)

func BenchmarkDecide(b *testing.B) {
	for _, name := range example.Names {
		b.Run(name, func(b *testing.B) {
			e := decide(b, &vendorfit.Request{Profile: example.Profile(b, name)}, nil)
			b.ReportAllocs()
			for b.Loop() {
				Decide(e)
			}
		})
	}
}
