package robust

import (
	"testing"

	"github.com/vendorfit/vendorfit"
)

func BenchmarkDecide(b *testing.B) {
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			e := decide(b, &vendorfit.Request{Profile: example(b, name)}, nil)
			b.ReportAllocs()
			for b.Loop() {
				Decide(e)
			}
		})
	}
}
