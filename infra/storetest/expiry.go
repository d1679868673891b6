package storetest

import (
	"time"

	"github.com/vendorfit/vendorfit"
)

const hour = time.Hour

var expiryTests = []test{
	{"the time of expiry is kept to the second", func(b *bench) {
		when := b.expiring("e1", hour+900*time.Millisecond)
		got := b.has("e1", "expiring", 1).Expires
		if !got.Equal(when.Truncate(time.Second)) {
			b.Errorf("expires %v; want %v to the second", got, when)
		}
	}},
	{"an item is there until its second and gone from then on", func(b *bench) {
		b.put("e0", "stays", 0)
		when := b.expiring("e1", hour).Truncate(time.Second)
		b.clock.set(when.Add(-time.Nanosecond))
		b.has("e1", "expiring", 1)
		b.clock.set(when)
		b.lacks("e1")
		b.clock.set(when.Add(1000 * hour))
		b.lacks("e1")
		b.has("e0", "stays", 1)
	}},
	{"an expired item can be created anew", func(b *bench) {
		b.expired("e1")
		if v := b.put("e1", "anew", 0); v != 1 {
			b.Errorf("version %d; want 1", v)
		}
		if item := b.has("e1", "anew", 1); !item.Expires.IsZero() {
			b.Errorf("the new item has the old expiry %v", item.Expires)
		}
		b.loses("e1", 0)
	}},
	{"an expired item is put whatever it is, as the first", func(b *bench) {
		b.expired("e1")
		if v := b.put("e1", "anew", vendorfit.Any); v != 1 {
			b.Errorf("version %d; want 1", v)
		}
		b.has("e1", "anew", 1)
	}},
	{"an expired item has no version", func(b *bench) {
		b.expired("e1")
		b.loses("e1", 1)
		b.fails(b.remove("e1", 1), vendorfit.Conflict)
		b.fails(b.store.Write(b.Context(), []vendorfit.Put{{Item: b.item("e1", "one"), If: 1}}), vendorfit.Conflict)
		if err := b.remove("e1", 0); err != nil {
			b.Error(err)
		}
		if err := b.remove("e1", vendorfit.Any); err != nil {
			b.Error(err)
		}
		b.lacks("e1")
	}},
	{"a write takes an expired item for absent", func(b *bench) {
		b.expired("e1")
		b.expired("e2")
		if err := b.store.Write(b.Context(), []vendorfit.Put{{Item: b.item("e1", "anew")}, {Item: b.item("e2", "anew"), If: vendorfit.Any}}); err != nil {
			b.Fatal(err)
		}
		b.has("e1", "anew", 1)
		b.has("e2", "anew", 1)
	}},
	{"what is put already expired is absent", func(b *bench) {
		for i, when := range []time.Time{b.clock.Now().Add(-hour), time.Unix(0, 0), time.Unix(-5, 0)} {
			item := b.item(numbered(i), "expired")
			item.Expires = when
			if _, err := b.store.Put(b.Context(), vendorfit.Put{Item: item}); err != nil {
				b.Fatal(err)
			}
			b.lacks(numbered(i))
		}
	}},
	{"a put moves the expiry or takes it away", func(b *bench) {
		b.expiring("e1", hour)
		b.expiring("e1", 3*hour)
		b.expiring("e2", hour)
		b.put("e2", "for ever", vendorfit.Any)
		b.clock.set(b.clock.Now().Add(2 * hour))
		b.has("e1", "expiring", 2)
		b.has("e2", "for ever", 2)
	}},
	{"expired items neither fill a page nor leave a cursor", expiredPages},
}

// expiring puts an item that expires so much later.
func (b *bench) expiring(sk string, after time.Duration) time.Time {
	b.Helper()
	item := b.item(sk, "expiring")
	item.Expires = b.clock.Now().Add(after)
	if _, err := b.store.Put(b.Context(), vendorfit.Put{Item: item, If: vendorfit.Any}); err != nil {
		b.Fatal(err)
	}
	return item.Expires
}

// expired puts an item and lets it expire.
func (b *bench) expired(sk string) {
	b.Helper()
	b.clock.set(b.expiring(sk, hour).Add(time.Second))
}

func expiredPages(b *bench) {
	var keys []string
	for i := range many {
		if i%3 == 0 {
			b.put(numbered(i), "stays", 0)
			keys = append(keys, numbered(i))
			continue
		}
		b.expiring(numbered(i), hour)
	}
	b.clock.set(b.clock.Now().Add(2 * hour))
	for _, limit := range []int{1, 2, len(keys), len(keys) + 1} {
		b.sorted(keys, vendorfit.Page{Limit: limit})
	}
	// Behind the last one that stays there are only expired ones.
	_, next, err := b.store.Query(b.Context(), vendorfit.Page{PK: b.pk, Limit: len(keys)})
	if err != nil || next != "" {
		b.Errorf("cursor %q, %v; want none", next, err)
	}
}
