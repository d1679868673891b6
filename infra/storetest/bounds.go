package storetest

import (
	"errors"
	"strings"

	"github.com/vendorfit/vendorfit"
)

var boundsTests = []test{
	{"the largest body fits", func(b *bench) {
		largest := strings.Repeat("\x00é", vendorfit.ItemMost/3) + "xx"
		largest = largest[:vendorfit.ItemMost-1] + "\xff"
		b.pk += strings.Repeat("k", vendorfit.KeyMost-len(b.pk)) // beside the longest keys
		sk := strings.Repeat("s", vendorfit.KeyMost)
		b.put(sk, largest, 0)
		b.has(sk, largest, 1)
		b.put(sk, "small", 1)
		b.has(sk, "small", 2)
	}},
	{"one byte more does not", func(b *bench) {
		p := vendorfit.Put{Item: b.item("e1", strings.Repeat("x", vendorfit.ItemMost+1))}
		_, err := b.store.Put(b.Context(), p)
		b.fails(err, vendorfit.Invalid)
		b.fails(b.store.Write(b.Context(), []vendorfit.Put{{Item: b.item("e2", "two")}, p}), vendorfit.Invalid)
		b.lacks("e1")
		b.lacks("e2")
	}},
	{"keys out of bounds", keysOutOfBounds},
	{"pages out of bounds", func(b *bench) {
		b.put("e1", "one", 0)
		for _, limit := range []int{-1, 0, vendorfit.PageMost + 1, 1 << 40} {
			_, _, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Limit: limit})
			b.fails(err, vendorfit.Invalid)
		}
		for _, pk := range []string{"", strings.Repeat("p", vendorfit.KeyMost+1), "\xff"} {
			_, _, err := b.store.Query(b.Context(), vendorfit.Page{PK: pk, Limit: 1})
			b.fails(err, vendorfit.Invalid)
		}
		_, _, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Prefix: strings.Repeat("p", vendorfit.KeyMost+1), Limit: 1})
		b.fails(err, vendorfit.Invalid)
	}},
	{"a condition that is none", func(b *bench) {
		_, err := b.store.Put(b.Context(), vendorfit.Put{Item: b.item("e1", "one"), If: -2})
		b.fails(err, vendorfit.Invalid)
		b.lacks("e1")
	}},
	{"every mistake is named with its place", func(b *bench) {
		puts := []vendorfit.Put{{Item: b.item("e1", "one")}, {Item: vendorfit.Item{PK: b.pk}}, {Item: b.item("\xff", "three"), If: -2}}
		err := b.store.Write(b.Context(), puts)
		b.fails(err, vendorfit.Invalid)
		var e *vendorfit.Error
		errors.As(err, &e)
		var places []string
		for _, m := range e.Mistakes {
			places = append(places, m.Pointer)
		}
		b.same(places, []string{"/1/sk", "/2/sk", "/2/if"})
	}},
}

func keysOutOfBounds(b *bench) {
	for _, key := range []string{"", strings.Repeat("k", vendorfit.KeyMost+1), strings.Repeat("å", vendorfit.KeyMost/2) + "k", "\xff", "a\xc3", "\xed\xa0\x80"} {
		for _, item := range []vendorfit.Item{{PK: b.pk, SK: key}, {PK: key, SK: "e1"}} {
			_, err := b.store.Get(b.Context(), item.PK, item.SK)
			b.fails(err, vendorfit.Invalid)
			for _, p := range []vendorfit.Put{{Item: item}, {Item: item, If: vendorfit.Any, Delete: true}} {
				_, err = b.store.Put(b.Context(), p)
				b.fails(err, vendorfit.Invalid)
				b.fails(b.store.Write(b.Context(), []vendorfit.Put{p}), vendorfit.Invalid)
			}
		}
	}
}
