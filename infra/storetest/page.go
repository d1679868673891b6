package storetest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
)

const many = 12

var pageTests = []test{
	{"an empty partition is an empty page", func(b *bench) {
		items, next, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Limit: 1})
		if err != nil || len(items) != 0 || next != "" {
			b.Fatalf("%d items, cursor %q, %v", len(items), next, err)
		}
	}},
	{"every limit in both directions", func(b *bench) {
		keys := b.fill()
		for _, limit := range []int{1, 2, many - 1, many, many + 1, vendorfit.PageMost} {
			b.sorted(keys, vendorfit.Page{Limit: limit})
		}
	}},
	{"a full last page has no cursor", lastPage},
	{"prefixes", prefixes},
	{"items of a page are whole", wholeItems},
	{"a page of large items is whole", largeItems},
	{"a cursor survives writes between pages", writesBetween},
	{"a cursor survives that its own item is deleted", cursorItemDeleted},
	{"a cursor of another place, or garbage, is invalid", foreignCursors},
	{"a page goes on with another limit", func(b *bench) {
		keys := b.fill()
		_, next, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Limit: 5})
		if err != nil {
			b.Fatal(err)
		}
		b.same(b.all(vendorfit.Page{After: next, Limit: 3}), keys[5:])
	}},
}

// fill puts items in an order that is not theirs, with neighbours before and behind the partition.
func (b *bench) fill() (keys []string) {
	b.Helper()
	pk := b.pk
	for _, beside := range []string{pk[:len(pk)-1], pk + "!", pk[:len(pk)-1] + "z", pk[:len(pk)-1] + "a"} {
		b.pk = beside
		b.put("e005", "of another partition", vendorfit.Any)
	}
	b.pk = pk
	for i := range many {
		k := numbered(i * 5 % many)
		b.put(k, "body of "+k, 0)
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (b *bench) same(got, want []string) {
	b.Helper()
	if !slices.Equal(got, want) {
		b.Fatalf("%q;\nwant %q", got, want)
	}
}

// sorted expects exactly these keys by their bytes, in both directions.
func (b *bench) sorted(keys []string, p vendorfit.Page) {
	b.Helper()
	if p.Limit == 0 {
		p.Limit = 4
	}
	want := slices.Sorted(slices.Values(keys))
	p.Newest = false
	b.same(b.all(p), want)
	slices.Reverse(want)
	p.Newest = true
	b.same(b.all(p), want)
}

func lastPage(b *bench) {
	b.fill()
	for _, newest := range []bool{false, true} {
		p := vendorfit.Page{PK: b.pk, Limit: many / 2, Newest: newest}
		for _, more := range []bool{true, false} {
			items, next, err := b.store.Query(b.Context(), p)
			if err != nil || len(items) != many/2 || (next != "") != more {
				b.Fatalf("newest %t: %d items, cursor %q, %v; want %d and a cursor: %t", newest, len(items), next, err, many/2, more)
			}
			p.After = next
		}
	}
}

func prefixes(b *bench) {
	keys := []string{"a", "a/", "a/1", "a/10", "a/2", "a0", "b", "å", "å/1", "\U0010ffff", "\U0010ffff\U0010ffff"}
	for _, k := range keys {
		b.put(k, k, 0)
	}
	for _, prefix := range append([]string{"", "a/1x", "c", "A", strings.Repeat("z", vendorfit.KeyMost)}, keys...) {
		var want []string
		for _, k := range keys {
			if strings.HasPrefix(k, prefix) {
				want = append(want, k)
			}
		}
		for _, limit := range []int{1, 2, 100} {
			b.sorted(want, vendorfit.Page{Prefix: prefix, Limit: limit})
		}
	}
}

func wholeItems(b *bench) {
	b.put("e1", "one", 0)
	b.put("e1", "two", 1)
	item := b.item("e2", "three")
	item.Expires = b.clock.Now().Add(hour)
	if _, err := b.store.Put(b.Context(), vendorfit.Put{Item: item}); err != nil {
		b.Fatal(err)
	}
	items, _, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Limit: 5})
	if err != nil || len(items) != 2 {
		b.Fatalf("%d items, %v", len(items), err)
	}
	for i, sk := range []string{"e1", "e2"} {
		want, err := b.store.Get(b.Context(), b.pk, sk)
		got := items[i]
		if err != nil || got.PK != want.PK || got.SK != sk || got.Version != want.Version || !got.Expires.Equal(want.Expires) || !bytes.Equal(got.Body, want.Body) {
			b.Errorf("a query gives %+v and a read %+v, %v", got, want, err)
		}
	}
}

// largeItems are together more than a megabyte, where DynamoDB ends a page by itself.
func largeItems(b *bench) {
	var keys []string
	for i := range 5 {
		keys = append(keys, numbered(i))
		b.put(keys[i], strings.Repeat("x", vendorfit.ItemMost), 0)
	}
	items, next, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Limit: 5})
	if err != nil || next != "" || len(items) != 5 {
		b.Fatalf("%d items, cursor %q, %v; want five and none", len(items), next, err)
	}
	for i := range items {
		if len(items[i].Body) != vendorfit.ItemMost {
			b.Errorf("%s has %d bytes", items[i].SK, len(items[i].Body))
		}
	}
	b.sorted(keys, vendorfit.Page{Limit: 2})
}

func writesBetween(b *bench) {
	for _, newest := range []bool{false, true} {
		b.pk += "x"
		var got []string
		keys, p, pages := b.fill(), vendorfit.Page{PK: b.pk, Limit: 3, Newest: newest}, 0
		for more := true; more; more = p.After != "" {
			items, next, err := b.store.Query(b.Context(), p)
			if err != nil {
				b.Fatal(err)
			}
			for _, item := range items {
				got = append(got, item.SK)
			}
			p.After = next
			pages++
			for _, k := range []string{numbered(0), numbered(6), numbered(many - 1)} { // all along the way, old and new
				b.put(k, "changed", vendorfit.Any)
				b.put(k+fmt.Sprint("-", pages), "new", vendorfit.Any)
			}
		}
		got = slices.DeleteFunc(got, func(k string) bool { return strings.Contains(k, "-") })
		if newest {
			slices.Reverse(keys)
		}
		b.same(got, keys)
	}
}

func cursorItemDeleted(b *bench) {
	for _, newest := range []bool{false, true} {
		b.pk += "x"
		keys := b.fill()
		if newest {
			slices.Reverse(keys)
		}
		items, next, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Limit: 4, Newest: newest})
		if err != nil || len(items) != 4 {
			b.Fatalf("%d items, %v", len(items), err)
		}
		for _, k := range []string{keys[3], keys[4]} { // the last one seen, and the first one to come
			if err := b.remove(k, vendorfit.Any); err != nil {
				b.Fatal(err)
			}
		}
		b.same(b.all(vendorfit.Page{After: next, Limit: 4, Newest: newest}), keys[5:])
	}
}

func foreignCursors(b *bench) {
	b.fill()
	p := vendorfit.Page{PK: b.pk, Prefix: "e", Limit: 4}
	_, next, err := b.store.Query(b.Context(), p)
	if err != nil || next == "" {
		b.Fatalf("cursor %q, %v", next, err)
	}
	for name, change := range map[string]func(*vendorfit.Page){
		"another partition": func(p *vendorfit.Page) { p.PK += "!" },
		"another prefix":    func(p *vendorfit.Page) { p.Prefix = "e0" },
		"another direction": func(p *vendorfit.Page) { p.Newest = true },
		"a key":             func(p *vendorfit.Page) { p.After = numbered(3) },
		"cut":               func(p *vendorfit.Page) { p.After = p.After[:len(p.After)-2] },
		"one letter":        func(p *vendorfit.Page) { p.After = "AAAA" + p.After[4:] },
		"longer":            func(p *vendorfit.Page) { p.After += "AAAA" },
		"garbage":           func(p *vendorfit.Page) { p.After = "%%%\x00\xff" },
		"a space":           func(p *vendorfit.Page) { p.After = " " },
		"huge":              func(p *vendorfit.Page) { p.After = strings.Repeat("A", 100_000) },
	} {
		other := p
		other.After = next
		change(&other)
		items, _, err := b.store.Query(b.Context(), other)
		if err == nil {
			b.Fatalf("%s: %d items; want an error", name, len(items))
		}
		b.fails(err, vendorfit.Invalid)
	}
}
