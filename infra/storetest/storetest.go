// Package storetest is the one suite that every adapter of [vendorfit.Store] must pass.
package storetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/vendorfit/vendorfit"
)

// Open gives a store that asks now for the time whenever it decides what has expired. It is called once for each test. The store
// may hold other things, and several may share one table: the suite uses partitions that nobody else uses. The clock begins at
// the present and only goes forward, so that a server that deletes by its own clock never deletes too early.
type Open func(t *testing.T, now func() time.Time) vendorfit.Store

// Run proves every promise of [vendorfit.Store].
func Run(t *testing.T, open Open) {
	for _, group := range []struct {
		name  string
		tests []test
	}{
		{"item", itemTests},
		{"condition", conditionTests},
		{"bounds", boundsTests},
		{"expiry", expiryTests},
		{"page", pageTests},
		{"write", writeTests},
		{"end", endTests},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, x := range group.tests {
				t.Run(x.name, func(t *testing.T) { x.run(begin(t, open)) })
			}
		})
	}
}

type test struct {
	name string
	run  func(*bench)
}

// bench is a store on the bench: with a partition of its own, a clock that is moved by hand, and words for what is expected.
type bench struct {
	*testing.T
	store vendorfit.Store
	pk    string
	clock *clock
}

func begin(t *testing.T, open Open) *bench {
	t.Helper()
	c := &clock{now: time.Now().UTC()}
	b := &bench{T: t, pk: "storetest-" + rand.Text() + "/evaluation", clock: c, store: open(t, c.Now)}
	t.Cleanup(func() {
		if err := b.store.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return b
}

type clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the time of the test.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

func (b *bench) item(sk, body string) vendorfit.Item {
	return vendorfit.Item{PK: b.pk, SK: sk, Body: []byte(body)}
}

// put writes an item that must be taken, and gives its version.
func (b *bench) put(sk, body string, condition int64) int64 {
	b.Helper()
	version, err := b.store.Put(b.Context(), vendorfit.Put{Item: b.item(sk, body), If: condition})
	if err != nil {
		b.Fatalf("put %q: %v", sk, err)
	}
	return version
}

func (b *bench) remove(sk string, condition int64) error {
	_, err := b.store.Put(b.Context(), vendorfit.Put{Item: vendorfit.Item{PK: b.pk, SK: sk}, If: condition, Delete: true})
	return err
}

// has expects an item with this body and version.
func (b *bench) has(sk, body string, version int64) vendorfit.Item {
	b.Helper()
	item, err := b.store.Get(b.Context(), b.pk, sk)
	if err != nil {
		b.Fatalf("get %q: %v", sk, err)
	}
	if item.PK != b.pk || item.SK != sk || item.Version != version || !bytes.Equal(item.Body, []byte(body)) {
		b.Fatalf("get %q: %q %q version %d, %d bytes %.40q; want version %d, %d bytes %.40q",
			sk, item.PK, item.SK, item.Version, len(item.Body), item.Body, version, len(body), body)
	}
	return item
}

// lacks expects that there is no such item, for a read or for a query.
func (b *bench) lacks(sk string) {
	b.Helper()
	_, err := b.store.Get(b.Context(), b.pk, sk)
	b.fails(err, vendorfit.NotFound)
	if keys := b.all(vendorfit.Page{Limit: 100}); slices.Contains(keys, sk) {
		b.Errorf("%q is absent for a read, and is in a query", sk)
	}
}

// fails expects an error of a kind, with a message in both languages.
func (b *bench) fails(err error, kind vendorfit.ErrorKind) {
	b.Helper()
	var e *vendorfit.Error
	if !errors.As(err, &e) {
		b.Fatalf("error %v; want one of kind %s", err, kind)
	}
	if e.Kind != kind {
		b.Fatalf("error of kind %s (%v); want %s", e.Kind, err, kind)
	}
	if e.Message.En == "" || e.Message.Nb == "" {
		b.Errorf("error without a message in both languages: %+v", e)
	}
}

// all reads a partition page by page to the end, and gives the keys in the order in which they came.
func (b *bench) all(p vendorfit.Page) (keys []string) {
	b.Helper()
	p.PK = b.pk
	for range 1000 {
		items, next, err := b.store.Query(b.Context(), p)
		if err != nil {
			b.Fatalf("query %+v: %v", p, err)
		}
		if len(items) > p.Limit || len(items) == 0 && next != "" {
			b.Fatalf("query %+v: a page of %d items, cursor %q", p, len(items), next)
		}
		for _, item := range items {
			keys = append(keys, item.SK)
		}
		if p.After = next; next == "" {
			return keys
		}
	}
	b.Fatalf("query %+v does not come to an end", p)
	return nil
}

// race runs many at once and gives the errors.
func race(n int, run func(i int) error) []error {
	var ready, done sync.WaitGroup
	start, errs := make(chan struct{}), make([]error, n)
	for i := range n {
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			errs[i] = run(i)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
	return errs
}

// wonBy expects that exactly one of those that raced succeeded and all others were too late.
func (b *bench) wonBy(errs []error) (winner int) {
	b.Helper()
	winner = -1
	for i, err := range errs {
		if err != nil {
			b.fails(err, vendorfit.Conflict)
			continue
		}
		if winner >= 0 {
			b.Fatalf("both %d and %d won", winner, i)
		}
		winner = i
	}
	if winner < 0 {
		b.Fatal("nobody won")
	}
	return winner
}

func numbered(n int) string { return fmt.Sprintf("e%03d", n) }

func ended(b *bench) context.Context {
	ctx, cancel := context.WithCancel(b.Context())
	cancel()
	return ctx
}
