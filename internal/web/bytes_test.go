package web

import (
	"encoding/json"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/rules"
)

// TestSameBytes: the same request gives the same document to the last byte, again, on one processor or many, and whatever the
// order in which the catalogue and the answers come.
func TestSameBytes(t *testing.T) {
	shuffled := NewEngine(turned(t, engine(t).Book))
	for name, p := range cases(t) {
		t.Run(name, func(t *testing.T) {
			want := document(t, engine(t), p, refusals(false))
			if got := document(t, engine(t), p, refusals(false)); got != want {
				t.Error("evaluated twice, it is two documents")
			}
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			if got := document(t, shuffled, p, refusals(true)); got != want {
				t.Error("another order of the platforms and of the answers is another document")
			}
		})
	}
}

// turned is the book with its platforms in another order.
func turned(t *testing.T, b *rules.Book) *rules.Book {
	t.Helper()
	c := &vendorfit.Catalogue{Revision: b.Catalogue.Revision, Platforms: slices.Clone(b.Catalogue.Platforms)}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(c.Platforms), func(i, j int) { c.Platforms[i], c.Platforms[j] = c.Platforms[j], c.Platforms[i] })
	x, lints := rules.Compile(b.Book, c)
	if x == nil {
		t.Fatal(lints)
	}
	return x
}

// refusals are answers of several vendors, in the one order or the other.
func refusals(reversed bool) []vendorfit.Answer {
	answers := []vendorfit.Answer{
		{Platform: "lime", Attribute: "sso.access", Value: "all", Source: "letter", AsOf: "2026-11-20", GivenBy: "vendor"},
		{Platform: "zoho", Attribute: "ai.location", State: vendorfit.Declined, Source: "letter", AsOf: "2026-11-06"},
		{
			Platform: "superoffice", Attribute: "price.offer", Source: "letter", AsOf: "2026-11-20", GivenBy: "vendor",
			Value: map[string]any{"amount": "900000", "currency": "NOK", "per": "account", "period": "year"},
		},
	}
	if reversed {
		slices.Reverse(answers)
	}
	return answers
}

// document is one evaluation as it is served, without the digests of what went in, which tell the orders apart.
func document(t *testing.T, g *Engine, p *vendorfit.Profile, answers []vendorfit.Answer) string {
	t.Helper()
	e, err := g.Evaluate(&vendorfit.Request{Profile: p, AsOf: asOf, Answers: answers})
	if err != nil {
		t.Fatal(err)
	}
	d, err := g.Document(e)
	if err != nil {
		t.Fatal(err)
	}
	d.Digests = Digests{}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
