package web

import (
	"context"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/vendorfit/vendorfit"
)

// memory is a store for tests: the promises of [vendorfit.Store] in a map, with errors on demand.
type memory struct {
	mu    sync.Mutex
	items map[[2]string]vendorfit.Item
	now   func() time.Time
	fails error // what every call gives, where it is not nil
	puts  int
}

func newMemory() *memory {
	return &memory{items: map[[2]string]vendorfit.Item{}, now: time.Now}
}

func storeError(kind vendorfit.ErrorKind) error {
	return &vendorfit.Error{Kind: kind, Message: vendorfit.Text{En: string(kind), Nb: string(kind)}}
}

func (m *memory) get(pk, sk string) (vendorfit.Item, bool) {
	item, ok := m.items[[2]string{pk, sk}]
	return item, ok && (item.Expires.IsZero() || item.Expires.After(m.now()))
}

func (m *memory) Get(_ context.Context, pk, sk string) (vendorfit.Item, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fails != nil {
		return vendorfit.Item{}, m.fails
	}
	item, ok := m.get(pk, sk)
	if !ok {
		return item, storeError(vendorfit.NotFound)
	}
	item.Body = slices.Clone(item.Body)
	return item, nil
}

func (m *memory) Put(ctx context.Context, p vendorfit.Put) (int64, error) {
	err := m.Write(ctx, []vendorfit.Put{p})
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.items[[2]string{p.PK, p.SK}].Version, err
}

func (m *memory) Write(_ context.Context, puts []vendorfit.Put) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fails != nil {
		return m.fails
	}
	for _, p := range puts {
		item, ok := m.get(p.PK, p.SK)
		if p.If == 0 && ok || p.If > 0 && (!ok || item.Version != p.If) {
			return storeError(vendorfit.Conflict)
		}
	}
	for _, p := range puts {
		m.puts++
		old, _ := m.get(p.PK, p.SK)
		delete(m.items, [2]string{p.PK, p.SK})
		if !p.Delete {
			p.Item.Version = old.Version + 1
			m.items[[2]string{p.PK, p.SK}] = p.Item
		}
	}
	return nil
}

func (m *memory) Query(_ context.Context, p vendorfit.Page) ([]vendorfit.Item, string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	after, ok := strings.CutPrefix(p.After, "after:")
	switch {
	case m.fails != nil:
		return nil, "", m.fails
	case p.After != "" && !ok:
		return nil, "", storeError(vendorfit.Invalid)
	}
	var keys []string
	for k := range m.items {
		if _, there := m.get(k[0], k[1]); there && k[0] == p.PK && strings.HasPrefix(k[1], p.Prefix) {
			keys = append(keys, k[1])
		}
	}
	sort.Strings(keys)
	if p.Newest {
		slices.Reverse(keys)
	}
	var out []vendorfit.Item
	for i, k := range keys {
		if after != "" && (p.Newest && k >= after || !p.Newest && k <= after) {
			continue
		}
		if out = append(out, m.items[[2]string{p.PK, k}]); len(out) == p.Limit && i+1 < len(keys) {
			return out, "after:" + k, nil
		}
	}
	return out, "", nil
}

func (m *memory) Close() error { return nil }
