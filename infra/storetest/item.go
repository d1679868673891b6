package storetest

import (
	"strings"

	"github.com/vendorfit/vendorfit"
)

var itemTests = []test{
	{"what was never put is not found", func(b *bench) { b.lacks("e1") }},
	{"what was put is read", func(b *bench) {
		if v := b.put("e1", "one", 0); v != 1 {
			b.Errorf("version %d; want 1", v)
		}
		if item := b.has("e1", "one", 1); !item.Expires.IsZero() {
			b.Errorf("expires %v; want never", item.Expires)
		}
	}},
	{"an empty body stays empty", func(b *bench) {
		b.put("e1", "", 0)
		b.has("e1", "", 1)
	}},
	{"every byte of a body stays", func(b *bench) {
		var all [256]byte
		for i := range all {
			all[i] = byte(i)
		}
		b.put("e1", string(all[:]), 0)
		b.has("e1", string(all[:]), 1)
	}},
	{"putting again replaces the body and counts the version", func(b *bench) {
		b.put("e1", "the first, which is longer", 0)
		for version, body := range []string{2: "second", 3: "", 4: "the fourth, which is longer still"} {
			if version < 2 {
				continue
			}
			if v := b.put("e1", body, vendorfit.Any); v != int64(version) {
				b.Errorf("version %d; want %d", v, version)
			}
			b.has("e1", body, int64(version))
		}
	}},
	{"the version that the caller holds is not written", func(b *bench) {
		item := b.item("e1", "one")
		item.Version = 41
		if v, err := b.store.Put(b.Context(), vendorfit.Put{Item: item}); err != nil || v != 1 {
			b.Fatalf("version %d, %v; want 1", v, err)
		}
		b.has("e1", "one", 1)
	}},
	{"partitions and keys that join to the same text are different", partitionsApart},
	{"bodies that are returned belong to the caller", bodiesOfCaller},
	{"a body that was put stays the caller's", func(b *bench) {
		item := b.item("e1", "before")
		if _, err := b.store.Put(b.Context(), vendorfit.Put{Item: item}); err != nil {
			b.Fatal(err)
		}
		copy(item.Body, "after!")
		b.has("e1", "before", 1)
	}},
	{"ids beyond ASCII and long ids", oddKeys},
	{"deleting takes the item away", deleting},
	{"deleting what is absent", deletingAbsent},
}

func partitionsApart(b *bench) {
	pk := b.pk
	pairs := [][2]string{{pk, "ab"}, {pk + "a", "b"}, {pk + "\x00", "ab"}, {pk + "/", "ab"}, {pk, "/ab"}, {pk, "\x00ab"}}
	for _, p := range pairs {
		if _, err := b.store.Put(b.Context(), vendorfit.Put{Item: vendorfit.Item{PK: p[0], SK: p[1], Body: []byte(p[0] + "|" + p[1])}}); err != nil {
			b.Fatalf("put %q: %v", p, err)
		}
	}
	for _, p := range pairs {
		b.pk = p[0]
		b.has(p[1], p[0]+"|"+p[1], 1)
	}
	b.pk = pk
	if keys := b.all(vendorfit.Page{Limit: 10}); len(keys) != 3 {
		b.Errorf("the partition has %q; want three keys", keys)
	}
	b.pk = pk + "a"
	if keys := b.all(vendorfit.Page{Limit: 10, Newest: true}); len(keys) != 1 {
		b.Errorf("the partition beside has %q; want one key", keys)
	}
}

func bodiesOfCaller(b *bench) {
	b.put("e0", strings.Repeat("beside", 2000), 0) // bbolt copies what it keeps as long as it is tiny altogether
	b.put("e1", "body", 0)
	spoil := func(body []byte) {
		copy(body, "XXXX")
		_ = append(body, "XXXX"...)
	}
	spoil(b.has("e1", "body", 1).Body)
	b.has("e1", "body", 1)
	items, _, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Prefix: "e1", Limit: 1})
	if err != nil || len(items) != 1 {
		b.Fatalf("%d items, %v", len(items), err)
	}
	spoil(items[0].Body)
	held := b.has("e1", "body", 1)
	for range 50 { // what is held stays as it was, whatever is written meanwhile
		b.put("e1", strings.Repeat("other", 2000), vendorfit.Any)
	}
	if string(held.Body) != "body" {
		b.Errorf("a body that was read became %.40q", held.Body)
	}
}

func oddKeys(b *bench) {
	keys := []string{
		" ", "a", "A", "æøå/Ødegård & Sønner", "日本", "😀", "e\u0301", "\u00e9", "a\nb", "\x00", "#{}\"'\\%_*", "/", "..",
		strings.Repeat("x", vendorfit.KeyMost), strings.Repeat("x", vendorfit.KeyMost-1), strings.Repeat("å", vendorfit.KeyMost/2), "\U0010ffff",
	}
	for _, k := range keys {
		b.put(k, "body of "+k, 0)
	}
	for _, k := range keys {
		b.has(k, "body of "+k, 1)
	}
	b.sorted(keys, vendorfit.Page{})
	b.pk = b.pk + strings.Repeat("å", (vendorfit.KeyMost-len(b.pk))/2)
	b.put("e1", "in a long partition", 0)
	b.has("e1", "in a long partition", 1)
}

func deleting(b *bench) {
	b.put("e1", "one", 0)
	b.put("e2", "beside", 0)
	b.fails(b.remove("e1", 2), vendorfit.Conflict)
	b.fails(b.remove("e1", 0), vendorfit.Conflict)
	b.has("e1", "one", 1)
	if err := b.remove("e1", 1); err != nil {
		b.Fatal(err)
	}
	b.lacks("e1")
	b.has("e2", "beside", 1)
	if err := b.remove("e2", vendorfit.Any); err != nil {
		b.Fatal(err)
	}
	b.lacks("e2")
	if v := b.put("e1", "anew", 0); v != 1 {
		b.Errorf("version %d after a deletion; want 1", v)
	}
	b.has("e1", "anew", 1)
}

func deletingAbsent(b *bench) {
	b.fails(b.remove("e1", 1), vendorfit.Conflict)
	for _, condition := range []int64{vendorfit.Any, 0} {
		if err := b.remove("e1", condition); err != nil {
			b.Errorf("delete under the condition %d: %v", condition, err)
		}
	}
	b.lacks("e1")
}
