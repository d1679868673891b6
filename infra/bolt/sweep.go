package bolt

import (
	"bytes"
	"context"

	"go.etcd.io/bbolt"

	"github.com/vendorfit/vendorfit"
)

const (
	sweepKeys  = 1024 // looked at in one transaction
	sweepPages = 1024 // overwritten at once, while everybody else waits
)

// Sweep deletes what has expired, and overwrites with zeros what deleted and replaced items left behind in the file, so that no
// body outlives its item there. It gives how many expired items it deleted. It works in small steps between which others go on,
// and may be called as often as one likes; where the context ends, the next call does the rest.
func (s *Store) Sweep(ctx context.Context) (deleted int, err error) {
	for from := []byte{}; from != nil; {
		var n int
		if from, n, err = s.sweepStep(ctx, from); err != nil {
			return deleted, err
		}
		deleted += n
	}
	for id := 2; id > 0; { // pages 0 and 1 are the heads of the file
		if id, err = s.eraseStep(ctx, id); err != nil {
			return deleted, err
		}
	}
	return deleted, nil
}

// sweepStep deletes the expired among the next keys, and gives the key to go on from; nil at the end.
func (s *Store) sweepStep(ctx context.Context, from []byte) (next []byte, deleted int, err error) {
	if err := s.enter(ctx); err != nil {
		return nil, 0, err
	}
	defer s.leave()
	var keys [][]byte
	err = s.db.View(func(tx *bbolt.Tx) error {
		keys, next, err = s.expiredKeys(tx, from)
		return err
	})
	if err == nil && len(keys) > 0 {
		err = s.db.Update(func(tx *bbolt.Tx) error {
			deleted, err = s.deleteExpired(tx, keys)
			return err
		})
	}
	if err != nil {
		return nil, 0, vendorfit.Unanswered(err)
	}
	return next, deleted, nil
}

func (s *Store) expiredKeys(tx *bbolt.Tx, from []byte) (keys [][]byte, next []byte, err error) {
	c, now, n := tx.Bucket(itemsBucket).Cursor(), s.now(), 0
	for key, value := c.Seek(from); key != nil; key, value = c.Next() {
		if n++; n > sweepKeys {
			return keys, bytes.Clone(key), nil
		}
		if err := sound(key, value); err != nil {
			return nil, nil, err
		}
		if expired(value, now) {
			keys = append(keys, bytes.Clone(key))
		}
	}
	return keys, nil, nil
}

// deleteExpired looks again: an item may have been put anew since it was found expired.
func (s *Store) deleteExpired(tx *bbolt.Tx, keys [][]byte) (deleted int, err error) {
	items, now := tx.Bucket(itemsBucket), s.now()
	for _, key := range keys {
		if value := items.Get(key); value == nil || !expired(value, now) {
			continue
		}
		if err := items.Delete(key); err != nil {
			return 0, err
		}
		deleted++
	}
	return deleted, nil
}

// eraseStep overwrites the free ones among the next pages, and gives the page to go on from; 0 at the end.
//
// That is safe because nobody reads (open is held for writing), nobody writes (a write transaction is held) and nothing that is
// alive leads to a free page. Only the older of the two heads of the file may, and it is used no more: the younger is on the
// disk whole, and the next commit replaces the older. The transaction is rolled back; it changes nothing itself.
func (s *Store) eraseStep(ctx context.Context, id int) (next int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, vendorfit.Unanswered(err)
	}
	s.open.Lock()
	defer s.open.Unlock()
	if s.closed {
		return 0, vendorfit.Unanswered(errClosed)
	}
	tx, err := s.db.Begin(true)
	if err != nil {
		return 0, vendorfit.Unanswered(err)
	}
	next, err = s.erase(tx, id)
	if undo := tx.Rollback(); err == nil {
		err = undo
	}
	if err != nil {
		return 0, vendorfit.Unanswered(err)
	}
	return next, nil
}

func (s *Store) erase(tx *bbolt.Tx, id int) (next int, err error) {
	size := s.db.Info().PageSize
	zeros, page, dirty := make([]byte, size), make([]byte, size), false
	for end := id + sweepPages; id < end; id++ {
		info, err := tx.Page(id)
		if err != nil {
			return 0, err
		}
		if info == nil {
			id = 0 // behind the last page
			break
		}
		if info.Type != "free" {
			continue
		}
		if _, err := s.file.ReadAt(page, int64(id)*int64(size)); err != nil {
			return 0, err
		}
		if bytes.Equal(page, zeros) {
			continue
		}
		if _, err := s.file.WriteAt(zeros, int64(id)*int64(size)); err != nil {
			return 0, err
		}
		dirty = true
	}
	if dirty {
		return id, s.file.Sync()
	}
	return id, nil
}
