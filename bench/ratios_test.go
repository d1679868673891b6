package bench

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"
)

// TestMain prints the targets beside what was measured, and the ratios, once the benchmarks have run.
func TestMain(m *testing.M) {
	code := m.Run()
	targets()
	for _, line := range ratios {
		fmt.Println(line)
	}
	os.Exit(code)
}

// cost is what one operation took: the longest time and the most memory of the profiles measured under one name.
type cost struct {
	time  time.Duration
	bytes uint64
}

var (
	costs  = map[string]cost{}
	ratios []string
)

// timed is the loop of a benchmark whose cost has a target.
func timed(b *testing.B, name string, run func()) {
	before := allocated()
	for b.Loop() {
		run()
	}
	n := uint64(b.N)
	c := costs[name]
	costs[name] = cost{max(c.time, b.Elapsed()/time.Duration(n)), max(c.bytes, (allocated()-before)/n)}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func targets() {
	for _, t := range []struct{ name, what, target string }{
		{"evaluate", "14 platforms by the whole book, at most", "3 ms and 1 MB"},
		{"decide", "the verdict, 2,000 draws, at most", "60 ms, aimed at 15"},
		{"compile", "compile and lint the book", "20 ms"},
	} {
		if c, ok := costs[t.name]; ok {
			fmt.Printf("%-53s %6.2f ms %6.2f MB   target %s\n", t.what, float64(c.time.Microseconds())/1e3, float64(c.bytes)/1e6, t.target)
		}
	}
}

// BenchmarkRatios runs the three in turn, so that whatever else the machine does falls on all of them alike.
func BenchmarkRatios(b *testing.B) {
	c := newContest(b)
	all, onFacts := choices()
	b.Run("all", func(b *testing.B) { c.compare(b, "twenty rules, six of which name a derived quantity", all) })
	b.Run("facts", func(b *testing.B) { c.compare(b, "the fourteen that read facts alone", onFacts) })
}

func (c *contest) compare(b *testing.B, what string, which []int) {
	var product, hand, cel time.Duration
	for b.Loop() {
		start := time.Now()
		c.product(which, keep)
		one := time.Now()
		c.byHand(which, keep)
		two := time.Now()
		c.byCel(which, keep)
		product, hand, cel = product+one.Sub(start), hand+two.Sub(one), cel+time.Since(two)
	}
	toHand, toCel := float64(product)/float64(hand), float64(cel)/float64(product)
	b.ReportMetric(toHand, "product/hand")
	b.ReportMetric(toCel, "cel/product")
	ratios = append(ratios, fmt.Sprintf("%-53s the product takes %.1f times hand-written Go, cel-go %.1f times the product", what, toHand, toCel))
}
