package storetest

import (
	"context"
	"errors"

	"github.com/vendorfit/vendorfit"
)

var endTests = []test{
	{"an ended context does nothing", func(b *bench) {
		b.put("e1", "one", 0)
		for name, err := range b.verbs(ended(b)) {
			b.unanswered(name, err)
			if !errors.Is(err, context.Canceled) {
				b.Errorf("%s: the cause of %v is not the context", name, err)
			}
		}
		b.has("e1", "one", 1)
		b.same(b.all(vendorfit.Page{Limit: 100}), []string{"e1"})
	}},
	{"a context that ends on the way is told, and the store goes on", func(b *bench) {
		b.put("e0", "zero", 0)
		for i := range 50 {
			ctx, cancel := context.WithCancel(b.Context())
			done := make(chan error)
			go func() {
				_, err := b.store.Put(ctx, vendorfit.Put{Item: b.item(numbered(i), "body")})
				done <- err
			}()
			cancel()
			if err := <-done; err != nil {
				b.unanswered("put", err)
				continue
			}
			b.has(numbered(i), "body", 1)
		}
		b.put("e0", "one", 1)
		b.has("e0", "one", 2)
	}},
	{"a store that is closed is unavailable", func(b *bench) {
		b.put("e1", "one", 0)
		if err := b.store.Close(); err != nil {
			b.Fatal(err)
		}
		for name, err := range b.verbs(b.Context()) {
			b.unanswered(name, err)
		}
	}},
	{"closing waits for what is under way", func(b *bench) {
		var closed error
		errs := race(racers, func(i int) error {
			if i == racers/2 {
				closed = b.store.Close()
				return nil
			}
			_, err := b.store.Put(b.Context(), vendorfit.Put{Item: b.item(numbered(i), "body")})
			return err
		})
		if closed != nil {
			b.Error(closed)
		}
		for _, err := range errs {
			if err != nil {
				b.unanswered("put", err)
			}
		}
	}},
	{"closing again does nothing", func(b *bench) {
		for range 2 {
			if err := b.store.Close(); err != nil {
				b.Error(err)
			}
		}
	}},
}

// verbs calls every verb with a context, and gives the errors.
func (b *bench) verbs(ctx context.Context) map[string]error {
	_, get := b.store.Get(ctx, b.pk, "e1")
	_, put := b.store.Put(ctx, vendorfit.Put{Item: b.item("e1", "late"), If: vendorfit.Any})
	_, remove := b.store.Put(ctx, vendorfit.Put{Item: b.item("e1", ""), If: vendorfit.Any, Delete: true})
	_, _, query := b.store.Query(ctx, vendorfit.Page{PK: b.pk, Limit: 1})
	write := b.store.Write(ctx, b.puts(2))
	return map[string]error{"get": get, "put": put, "delete": remove, "query": query, "write": write}
}

func (b *bench) unanswered(name string, err error) {
	b.Helper()
	if err == nil {
		b.Fatalf("%s took place", name)
	}
	b.fails(err, vendorfit.Unavailable)
}
