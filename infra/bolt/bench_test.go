package bolt

import (
	"bytes"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/vendorfit/vendorfit"
)

var sides = []int{1, 64}

// each runs b.N times from so many goroutines.
func each(b *testing.B, sides int, run func(n int) error) {
	b.Run(fmt.Sprintf("goroutines=%d", sides), func(b *testing.B) {
		var next atomic.Int64
		var all sync.WaitGroup
		for range sides {
			all.Go(func() {
				for n := int(next.Add(1)); n <= b.N; n = int(next.Add(1)) {
					if err := run(n); err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		all.Wait()
	})
}

var body = bytes.Repeat([]byte("evaluate"), 512) // 4 KiB

func BenchmarkPut(b *testing.B) {
	for _, n := range sides {
		s := openIn(b, filepath.Join(b.TempDir(), "store.db"), nil)
		each(b, n, func(i int) error {
			_, err := s.Put(b.Context(), vendorfit.Put{Item: vendorfit.Item{PK: "local/evaluation", SK: fmt.Sprint(i), Body: body}, If: vendorfit.Any})
			return err
		})
	}
}

func BenchmarkGet(b *testing.B) {
	const items = 200
	s := openIn(b, filepath.Join(b.TempDir(), "store.db"), nil)
	for i := range items {
		if _, err := s.Put(b.Context(), vendorfit.Put{Item: vendorfit.Item{PK: "local/evaluation", SK: fmt.Sprint(i), Body: body}}); err != nil {
			b.Fatal(err)
		}
	}
	for _, n := range sides {
		each(b, n, func(i int) error {
			_, err := s.Get(b.Context(), "local/evaluation", fmt.Sprint(i%items))
			return err
		})
	}
}
