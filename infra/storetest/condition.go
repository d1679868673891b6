package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/vendorfit/vendorfit"
)

const racers = 32

var conditionTests = []test{
	{"must not exist", func(b *bench) {
		b.put("e1", "one", 0)
		b.loses("e1", 0)
		b.has("e1", "one", 1)
	}},
	{"must have the version", func(b *bench) {
		b.loses("e1", 1)
		b.lacks("e1")
		b.put("e1", "one", 0)
		b.put("e1", "two", 1)
		for _, version := range []int64{1, 3, 1 << 40} {
			b.loses("e1", version)
		}
		b.has("e1", "two", 2)
	}},
	{"whatever it is", func(b *bench) {
		b.put("e1", "one", vendorfit.Any)
		b.put("e1", "two", vendorfit.Any)
		b.has("e1", "two", 2)
	}},
	{"the version of the partition beside does not count", func(b *bench) {
		b.put("e1", "one", 0)
		b.put("e1", "two", 1)
		b.put("e11", "one", 0)
		b.loses("e11", 2)
		b.loses("e", 2)
	}},
	{"a race to create has one winner", raceToCreate},
	{"a race to change has one winner each round", raceToChange},
	{"a race without conditions loses nothing", raceAny},
	{"a race to delete has one winner", func(b *bench) {
		b.put("e1", "one", 0)
		b.wonBy(race(racers, func(int) error { return b.remove("e1", 1) }))
		b.lacks("e1")
	}},
	{"what is acknowledged is read by everyone at once", readByEveryone},
}

// loses expects that a put is refused because its condition does not hold.
func (b *bench) loses(sk string, condition int64) {
	b.Helper()
	_, err := b.store.Put(b.Context(), vendorfit.Put{Item: b.item(sk, "must not be written"), If: condition})
	b.fails(err, vendorfit.Conflict)
}

func (b *bench) raceOn(condition int64) (winner int) {
	b.Helper()
	return b.wonBy(race(racers, func(i int) error {
		version, err := b.store.Put(b.Context(), vendorfit.Put{Item: b.item("e1", fmt.Sprint("writer ", i)), If: condition})
		if err == nil && version != condition+1 {
			return fmt.Errorf("version %d after %d", version, condition)
		}
		return err
	}))
}

func raceToCreate(b *bench) {
	winner := b.raceOn(0)
	b.has("e1", fmt.Sprint("writer ", winner), 1)
}

func raceToChange(b *bench) {
	b.put("e1", "one", 0)
	for version := int64(1); version <= 5; version++ {
		winner := b.raceOn(version)
		b.has("e1", fmt.Sprint("writer ", winner), version+1)
	}
}

func raceAny(b *bench) {
	var mu sync.Mutex
	written := map[int64]string{}
	for _, err := range race(racers, func(i int) error {
		body := fmt.Sprint("writer ", i)
		version, err := b.store.Put(b.Context(), vendorfit.Put{Item: b.item("e1", body), If: vendorfit.Any})
		mu.Lock()
		defer mu.Unlock()
		written[version] = body
		return err
	}) {
		if err != nil {
			b.Fatal(err)
		}
	}
	for version := int64(1); version <= racers; version++ {
		if written[version] == "" {
			b.Fatalf("nobody was given version %d", version)
		}
	}
	b.has("e1", written[racers], racers)
}

func readByEveryone(b *bench) {
	for _, err := range race(racers, func(i int) error { return b.seen(b.Context(), numbered(i)) }) {
		if err != nil {
			b.Error(err)
		}
	}
}

// seen puts an item and reads it in both ways at once.
func (b *bench) seen(ctx context.Context, sk string) error {
	if _, err := b.store.Put(ctx, vendorfit.Put{Item: b.item(sk, sk)}); err != nil {
		return err
	}
	item, err := b.store.Get(ctx, b.pk, sk)
	if err != nil || string(item.Body) != sk {
		return fmt.Errorf("%s was acknowledged and reads %q, %w", sk, item.Body, err)
	}
	items, _, err := b.store.Query(ctx, vendorfit.Page{PK: b.pk, Prefix: sk, Limit: 1})
	if err != nil || !slices.ContainsFunc(items, func(i vendorfit.Item) bool { return i.SK == sk }) {
		return fmt.Errorf("%s was acknowledged and is not in a query, %w", sk, err)
	}
	return nil
}
