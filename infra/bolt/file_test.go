package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/vendorfit/vendorfit"
)

func openIn(t testing.TB, path string, now func() time.Time) *Store {
	t.Helper()
	s, err := Open(path, Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func putIn(t testing.TB, s *Store, sk, body string, expires time.Time) {
	t.Helper()
	_, err := s.Put(t.Context(), vendorfit.Put{Item: vendorfit.Item{PK: "local/evaluation", SK: sk, Body: []byte(body), Expires: expires}, If: vendorfit.Any})
	if err != nil {
		t.Fatal(err)
	}
}

func unavailable(t *testing.T, err error, path, says string) {
	t.Helper()
	var e *vendorfit.Error
	if !errors.As(err, &e) || e.Kind != vendorfit.Unavailable {
		t.Fatalf("error %v; want one of kind unavailable", err)
	}
	if !strings.Contains(e.Message.En, path) || !strings.Contains(e.Message.Nb, path) || !strings.Contains(e.Message.En, says) {
		t.Errorf("%q does not name %s or say %q", e.Message, path, says)
	}
}

func TestModes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "below", "store.db")
	openIn(t, path, nil)
	for p, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700, filepath.Dir(filepath.Dir(path)): 0o700} {
		if info, err := os.Stat(p); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, %v; want %v", p, info.Mode(), err, want)
		}
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "store.db")
	s := openIn(t, path, nil)
	putIn(t, s, "e1", "one", time.Time{})
	_, err := Open(path, Options{})
	unavailable(t, err, path, "another process")
	if _, err := s.Get(t.Context(), "local/evaluation", "e1"); err != nil {
		t.Errorf("the first holder was disturbed: %v", err)
	}
	other := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(other, bytes.Repeat([]byte("no store\n"), 4000), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(other, Options{})
	unavailable(t, err, other, "no store")
	_, err = Open(filepath.Join(other, "store.db"), Options{})
	unavailable(t, err, other, "cannot be opened")
	_, err = Open(dir, Options{})
	unavailable(t, err, dir, "cannot be opened")
}

func TestReopened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	expires := time.Now().Add(time.Hour).UTC().Truncate(time.Second)
	s := openIn(t, path, nil)
	putIn(t, s, "e1", "one", expires)
	putIn(t, s, "e1", "two", expires)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	item, err := openIn(t, path, nil).Get(t.Context(), "local/evaluation", "e1")
	if err != nil || item.Version != 2 || string(item.Body) != "two" || !item.Expires.Equal(expires) {
		t.Errorf("%+v, %v", item, err)
	}
}

// TestSweep looks into the file itself: no body may be left there once its item is gone.
func TestSweep(t *testing.T) {
	path, now := filepath.Join(t.TempDir(), "store.db"), time.Now()
	s := openIn(t, path, func() time.Time { return now })
	const n = 2*sweepKeys + 7
	for i := range n / 100 {
		var all sync.WaitGroup
		for j := range 100 {
			all.Go(func() { putIn(t, s, fmt.Sprintf("x%02d%02d", i, j), "expired-secret", now.Add(time.Hour)) })
		}
		all.Wait()
	}
	putIn(t, s, "large", strings.Repeat("large-secret", 20_000), now.Add(time.Hour))
	putIn(t, s, "deleted", strings.Repeat("deleted-secret", 5_000), time.Time{})
	putIn(t, s, "changed", "replaced-secret", time.Time{})
	putIn(t, s, "changed", "kept", time.Time{})
	if _, err := s.Put(t.Context(), vendorfit.Put{Item: vendorfit.Item{PK: "local/evaluation", SK: "deleted"}, If: vendorfit.Any, Delete: true}); err != nil {
		t.Fatal(err)
	}
	swept(t, s, 0)
	has(t, path, map[string]bool{"expired-secret": true, "large-secret": true, "deleted-secret": false, "replaced-secret": false, "kept": true})
	now = now.Add(2 * time.Hour)
	swept(t, s, n/100*100+1)
	has(t, path, map[string]bool{"expired-secret": false, "large-secret": false, "x0000": false, "kept": true})
	swept(t, s, 0)
	putIn(t, s, "after", "after", time.Time{})
	if item, err := s.Get(t.Context(), "local/evaluation", "changed"); err != nil || string(item.Body) != "kept" {
		t.Errorf("%q, %v", item.Body, err)
	}
	sane(t, s)
}

func swept(t *testing.T, s *Store, want int) {
	t.Helper()
	if n, err := s.Sweep(t.Context()); err != nil || n != want {
		t.Fatalf("swept %d, %v; want %d", n, err, want)
	}
}

func has(t *testing.T, path string, words map[string]bool) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range words {
		if bytes.Contains(content, []byte(word)) != want {
			t.Errorf("the file contains %q: %t; want %t", word, !want, want)
		}
	}
}

func TestSweepEnds(t *testing.T) {
	s := openIn(t, filepath.Join(t.TempDir(), "store.db"), nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Sweep(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want the end of the context", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Sweep(t.Context()); !errors.Is(err, errClosed) {
		t.Errorf("%v; want that it is closed", err)
	}
}

// TestShared expects that writes that wait together share one transaction, and so one sync, up to a bound of memory.
func TestShared(t *testing.T) {
	s := openIn(t, filepath.Join(t.TempDir(), "store.db"), nil)
	waiting := &Store{jobs: make(chan *job, batchMost)} // it has no writer of its own
	queue := func(n, size int) []*job {
		for i := range n {
			item := vendorfit.Item{PK: "local/evaluation", SK: fmt.Sprint(i), Body: make([]byte, size)}
			waiting.jobs <- newJob(t.Context(), []vendorfit.Put{{Item: item}})
		}
		return waiting.batch(<-waiting.jobs)
	}
	jobs := queue(64, 10)
	if len(jobs) != 64 {
		t.Fatalf("%d of 64 writes go together", len(jobs))
	}
	before := lastTransaction(t, s)
	s.commit(jobs)
	if n := lastTransaction(t, s) - before; n != 1 {
		t.Errorf("64 writes took %d transactions", n)
	}
	for i, j := range jobs {
		if j.err != nil || j.versions[0] != 1 {
			t.Errorf("write %d: version %d, %v", i, j.versions[0], j.err)
		}
	}
	if n := len(queue(64, vendorfit.ItemMost)); n > batchBytes/vendorfit.ItemMost+1 {
		t.Errorf("%d of the largest writes go together", n)
	}
}

// lastTransaction is the number of the last committed one.
func lastTransaction(t *testing.T, s *Store) (id int) {
	t.Helper()
	if err := s.db.View(func(tx *bbolt.Tx) error { id = tx.ID(); return nil }); err != nil {
		t.Fatal(err)
	}
	return id
}
