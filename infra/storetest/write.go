package storetest

import (
	"fmt"
	"strings"

	"github.com/vendorfit/vendorfit"
)

var writeTests = []test{
	{"ten changes at once", func(b *bench) {
		puts := b.puts(vendorfit.WriteMost)
		if err := b.store.Write(b.Context(), puts); err != nil {
			b.Fatal(err)
		}
		for _, p := range puts {
			b.has(p.SK, string(p.Body), 1)
		}
	}},
	{"eleven are too many", func(b *bench) {
		b.fails(b.store.Write(b.Context(), b.puts(vendorfit.WriteMost+1)), vendorfit.Invalid)
		b.empty()
	}},
	{"none is nothing to do", func(b *bench) {
		if err := b.store.Write(b.Context(), nil); err != nil {
			b.Error(err)
		}
	}},
	{"ten of the largest", func(b *bench) {
		puts := b.puts(vendorfit.WriteMost)
		for i := range puts {
			puts[i].Body = []byte(strings.Repeat(fmt.Sprint(i), vendorfit.ItemMost))
		}
		if err := b.store.Write(b.Context(), puts); err != nil {
			b.Fatal(err)
		}
		for _, p := range puts {
			b.has(p.SK, string(p.Body), 1)
		}
	}},
	{"the same item twice is invalid", func(b *bench) {
		for _, again := range []vendorfit.Put{{Item: b.item("e000", "again")}, {Item: b.item("e000", ""), If: vendorfit.Any, Delete: true}} {
			b.fails(b.store.Write(b.Context(), append(b.puts(2), again)), vendorfit.Invalid)
		}
		b.empty()
	}},
	{"the same SK in two partitions is not the same item", func(b *bench) {
		one, two := b.item("e1", "one"), b.item("e1", "two")
		two.PK += "!"
		if err := b.store.Write(b.Context(), []vendorfit.Put{{Item: one}, {Item: two}}); err != nil {
			b.Fatal(err)
		}
		b.has("e1", "one", 1)
		b.pk = two.PK
		b.has("e1", "two", 1)
	}},
	{"where one condition fails nothing is written", allOrNone},
	{"puts and deletions together", func(b *bench) {
		b.put("e1", "one", 0)
		b.put("e2", "two", 0)
		b.put("e3", "three", 0)
		if err := b.store.Write(b.Context(), []vendorfit.Put{
			{Item: b.item("e1", "changed"), If: 1},
			{Item: b.item("e2", ""), If: 1, Delete: true},
			{Item: b.item("e3", "changed"), If: vendorfit.Any},
			{Item: b.item("e4", "new"), If: 0},
		}); err != nil {
			b.Fatal(err)
		}
		b.has("e1", "changed", 2)
		b.lacks("e2")
		b.has("e3", "changed", 2)
		b.has("e4", "new", 1)
	}},
	{"a race of writes has one winner, whole", raceOfWrites},
}

func (b *bench) puts(n int) (puts []vendorfit.Put) {
	for i := range n {
		puts = append(puts, vendorfit.Put{Item: b.item(numbered(i), "body of "+numbered(i))})
	}
	return puts
}

func (b *bench) empty() {
	b.Helper()
	if keys := b.all(vendorfit.Page{Limit: 100}); len(keys) > 0 {
		b.Fatalf("%q are there; want nothing", keys)
	}
}

// allOrNone lets the condition of each place fail once: of the first, one between, and the last.
func allOrNone(b *bench) {
	b.put("taken", "before", 0)
	b.put("doomed", "before", 0)
	late := []vendorfit.Put{
		{Item: b.item("taken", "must not be written"), If: 0},
		{Item: b.item("taken", "must not be written"), If: 2},
		{Item: b.item("taken", ""), If: 2, Delete: true},
		{Item: b.item("absent", ""), If: 1, Delete: true},
	}
	for _, p := range late {
		for place := range 3 {
			puts := append(b.puts(2), vendorfit.Put{Item: b.item("doomed", ""), If: 1, Delete: true})
			puts = append(puts[:place:place], append([]vendorfit.Put{p}, puts[place:]...)...)
			b.fails(b.store.Write(b.Context(), puts), vendorfit.Conflict)
			b.same(b.all(vendorfit.Page{Limit: 100}), []string{"doomed", "taken"})
			b.has("taken", "before", 1)
			b.has("doomed", "before", 1)
		}
	}
}

// raceOfWrites lets each writer change the same items, from either end.
func raceOfWrites(b *bench) {
	winner := b.wonBy(race(racers, func(w int) error {
		puts := b.puts(5)
		for i := range puts {
			puts[i].Body = []byte(fmt.Sprint("writer ", w))
			if j := len(puts) - 1 - i; w%2 == 1 && i < j {
				puts[i].SK, puts[j].SK = puts[j].SK, puts[i].SK
			}
		}
		return b.store.Write(b.Context(), puts)
	}))
	for i := range 5 {
		b.has(numbered(i), fmt.Sprint("writer ", winner), 1)
	}
}
