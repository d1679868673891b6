package bolt

import (
	"bytes"
	"context"

	"go.etcd.io/bbolt"

	"github.com/vendorfit/vendorfit"
)

// Get reads one item; see [vendorfit.Store].
func (s *Store) Get(ctx context.Context, pk, sk string) (item vendorfit.Item, err error) {
	if err := vendorfit.CheckKey(pk, sk); err != nil {
		return item, err
	}
	if err := s.enter(ctx); err != nil {
		return item, err
	}
	defer s.leave()
	found, key := false, itemKey(pk, sk)
	err = s.db.View(func(tx *bbolt.Tx) error {
		value := tx.Bucket(itemsBucket).Get(key)
		if value == nil {
			return nil
		}
		if err := sound(key, value); err != nil {
			return err
		}
		if found = !expired(value, s.now()); found {
			item = decode(pk, sk, value)
		}
		return nil
	})
	if err != nil {
		return item, vendorfit.Unanswered(err)
	}
	if !found {
		return item, vendorfit.Missing(pk, sk)
	}
	return item, nil
}

// Query reads one page; see [vendorfit.Store].
func (s *Store) Query(ctx context.Context, p vendorfit.Page) (items []vendorfit.Item, next string, err error) {
	after, err := p.Start()
	if err != nil {
		return nil, "", err
	}
	if err := s.enter(ctx); err != nil {
		return nil, "", err
	}
	defer s.leave()
	err = s.db.View(func(tx *bbolt.Tx) error {
		w := newWalk(tx, p, after)
		items, next, err = s.page(ctx, w, p)
		return err
	})
	if err != nil {
		return nil, "", vendorfit.Unanswered(err)
	}
	return items, next, nil
}

// page looks one item further than it gives, so that a cursor is given only where something comes after it.
func (s *Store) page(ctx context.Context, w *walk, p vendorfit.Page) (items []vendorfit.Item, next string, err error) {
	now := s.now()
	for key, value := w.first(); key != nil; key, value = w.next() {
		if err := ctx.Err(); err != nil {
			return nil, "", err
		}
		if err := sound(key, value); err != nil {
			return nil, "", err
		}
		if expired(value, now) {
			continue
		}
		if len(items) == p.Limit {
			return items, p.Cursor(items[len(items)-1].SK), nil
		}
		items = append(items, decode(p.PK, string(key[2+len(p.PK):]), value))
	}
	return items, "", nil
}

// walk goes through the keys with one beginning, upwards or downwards, from behind a key on.
type walk struct {
	cursor *bbolt.Cursor
	begin  []byte // what every key begins with
	after  []byte // nil: from the end
	newest bool
}

func newWalk(tx *bbolt.Tx, p vendorfit.Page, after string) *walk {
	w := &walk{cursor: tx.Bucket(itemsBucket).Cursor(), begin: itemKey(p.PK, p.Prefix), newest: p.Newest}
	if after != "" {
		w.after = itemKey(p.PK, after)
	}
	return w
}

func (w *walk) first() (key, value []byte) {
	switch {
	case w.newest && w.after != nil:
		return w.inside(w.below(w.after))
	case w.newest:
		return w.inside(w.below(beyond(w.begin)))
	case w.after == nil:
		return w.inside(w.cursor.Seek(w.begin))
	}
	key, value = w.cursor.Seek(w.after)
	if bytes.Equal(key, w.after) { // it may have been deleted since the page before
		key, value = w.cursor.Next()
	}
	return w.inside(key, value)
}

func (w *walk) next() (key, value []byte) {
	if w.newest {
		return w.inside(w.cursor.Prev())
	}
	return w.inside(w.cursor.Next())
}

// below is the greatest key under a limit.
func (w *walk) below(limit []byte) (key, value []byte) {
	if key, _ := w.cursor.Seek(limit); key == nil {
		return w.cursor.Last()
	}
	return w.cursor.Prev()
}

// inside ends the walk at the first key that begins otherwise.
func (w *walk) inside(key, value []byte) ([]byte, []byte) {
	if !bytes.HasPrefix(key, w.begin) {
		return nil, nil
	}
	return key, value
}

// beyond is the least key above all those that begin so. There is one: a beginning starts with the length of PK, which is never
// 0xffff.
func beyond(begin []byte) []byte {
	end := bytes.Clone(begin)
	for end[len(end)-1] == 0xff {
		end = end[:len(end)-1]
	}
	end[len(end)-1]++
	return end
}
