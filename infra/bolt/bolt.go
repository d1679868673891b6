// Package bolt keeps the items of [vendorfit.Store] in one file, for a service on one machine. Every acknowledged write has been
// synced to the disk.
package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/vendorfit/vendorfit"
)

// Options are what a store may be told; the zero value serves.
type Options struct {
	// Now is the clock that decides what has expired; nil: [time.Now].
	Now func() time.Time
}

// Store keeps items in a file. It is safe for concurrent use by one process; a second process is refused the file.
type Store struct {
	db   *bbolt.DB
	file *os.File // the database's own handle, to overwrite what was freed
	now  func() time.Time
	jobs chan *job
	done chan struct{} // closed when the writer has ended

	// open is held for reading by everything under way. It is held for writing by Close, and by Sweep while it overwrites pages:
	// a reader that began before may still look at them.
	open   sync.RWMutex
	closed bool
}

var _ vendorfit.Store = (*Store)(nil)

var itemsBucket = []byte("items")

// Open opens the file, and creates it (mode 0600) and its directory (0700) where they are missing. It does not wait: where
// another process has the file, or it is no store or cannot be opened, the error is of kind unavailable and names the file.
func Open(path string, o Options) (*Store, error) {
	s := &Store{now: o.Now, jobs: make(chan *job, batchMost), done: make(chan struct{})}
	if s.now == nil {
		s.now = time.Now
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unopened(path, err)
	}
	if err := s.openFile(path); err != nil {
		return nil, unopened(path, err)
	}
	if err := s.prepare(dir); err != nil {
		return nil, unopened(path, errors.Join(err, s.db.Close()))
	}
	go s.write()
	return s, nil
}

func (s *Store) openFile(path string) (err error) {
	s.db, err = bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout:      time.Nanosecond, // zero would wait for the other process for ever
		FreelistType: bbolt.FreelistMapType,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag, mode)
			s.file = f
			return f, err
		},
	})
	return err
}

// prepare makes the bucket, and syncs the directories: a new file whose name is not on the disk is lost when the power goes,
// however well its content was synced.
func (s *Store) prepare(dir string) error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucketIfNotExists(itemsBucket)
		return err
	})
	return errors.Join(err, syncDir(dir), syncDir(filepath.Dir(dir)))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if errors.Is(err, os.ErrPermission) {
		return nil // a directory above that may not be read is none that we made
	}
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func unopened(path string, cause error) error {
	m := vendorfit.Text{
		En: fmt.Sprintf("the store %s cannot be opened; see that the path is right and may be read and written", path),
		Nb: fmt.Sprintf("lageret %s kan ikke åpnes; se at stien er riktig og kan leses og skrives", path),
	}
	switch {
	case errors.Is(cause, bolterrors.ErrTimeout):
		m.En = fmt.Sprintf("another process has the store %s open; stop it, or name another file", path)
		m.Nb = fmt.Sprintf("en annen prosess har lageret %s åpent; stopp den, eller oppgi en annen fil", path)
	case errors.Is(cause, bolterrors.ErrInvalid), errors.Is(cause, bolterrors.ErrVersionMismatch), errors.Is(cause, bolterrors.ErrChecksum):
		m.En = fmt.Sprintf("the file %s is no store of this program, or is damaged; name another file, or restore it", path)
		m.Nb = fmt.Sprintf("filen %s er ikke et lager for dette programmet, eller er skadet; oppgi en annen fil, eller gjenopprett den", path)
	}
	return &vendorfit.Error{Kind: vendorfit.Unavailable, Message: m, Cause: cause}
}

// enter must be called by everything that uses the database, and leave after it, so that Close can wait.
func (s *Store) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return vendorfit.Unanswered(err)
	}
	s.open.RLock()
	if s.closed {
		s.open.RUnlock()
		return vendorfit.Unanswered(errClosed)
	}
	return nil
}

func (s *Store) leave() { s.open.RUnlock() }

var errClosed = errors.New("the store is closed")

// Close waits for what is under way and closes the file. Closing again does nothing.
func (s *Store) Close() error {
	s.open.Lock()
	defer s.open.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	close(s.jobs) // nobody sends any more: every sender holds open for reading
	<-s.done
	if err := s.db.Close(); err != nil {
		return vendorfit.Unanswered(err)
	}
	return nil
}
