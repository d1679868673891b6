package bolt

import (
	"context"

	"go.etcd.io/bbolt"

	"github.com/vendorfit/vendorfit"
)

// A sync of the disk costs the same for one item and for a hundred. The writer therefore takes whatever was asked for during the
// last sync into the next transaction: nobody waits for company, and many who write at once share a sync. bbolt's own Batch does
// not serve here: it makes a lone writer wait, and it rolls everybody back where one condition does not hold.
const (
	batchMost  = 256
	batchBytes = 16 << 20 // of bodies, so that large writes do not pile up in memory
)

// job is one write on its way: puts that are made all or none.
type job struct {
	ctx      context.Context
	puts     []vendorfit.Put
	values   [][]byte
	size     int
	versions []int64
	err      error
	ready    chan struct{}
}

// Put changes one item; see [vendorfit.Store]. A put that deletes gives version 0.
func (s *Store) Put(ctx context.Context, p vendorfit.Put) (version int64, err error) {
	versions, err := s.change(ctx, []vendorfit.Put{p})
	if err != nil {
		return 0, err
	}
	return versions[0], nil
}

// Write makes several changes at once; see [vendorfit.Store]. No change at all is fine.
func (s *Store) Write(ctx context.Context, puts []vendorfit.Put) error {
	_, err := s.change(ctx, puts)
	return err
}

func (s *Store) change(ctx context.Context, puts []vendorfit.Put) ([]int64, error) {
	if err := vendorfit.CheckPuts(puts...); err != nil {
		return nil, err
	}
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	defer s.leave()
	j := newJob(ctx, puts)
	select {
	case s.jobs <- j:
	case <-ctx.Done():
		return nil, vendorfit.Unanswered(ctx.Err())
	}
	select {
	case <-j.ready:
		return j.versions, j.err
	case <-ctx.Done():
		return nil, vendorfit.Unanswered(ctx.Err())
	}
}

func newJob(ctx context.Context, puts []vendorfit.Put) *job {
	j := &job{ctx: ctx, puts: append([]vendorfit.Put(nil), puts...), values: make([][]byte, len(puts)), versions: make([]int64, len(puts)), ready: make(chan struct{})}
	for i := range j.puts {
		if p := &j.puts[i]; !p.Delete {
			j.values[i] = encode(&p.Item)
			j.size += len(j.values[i])
		}
	}
	return j
}

// write is the one writer. It ends when jobs is closed and empty.
func (s *Store) write() {
	defer close(s.done)
	for first := range s.jobs {
		s.commit(s.batch(first))
	}
}

// batch is the first job and those that are waiting already.
func (s *Store) batch(first *job) []*job {
	jobs, size := []*job{first}, first.size
	for len(jobs) < batchMost && size < batchBytes {
		select {
		case j, ok := <-s.jobs:
			if !ok {
				return jobs
			}
			jobs, size = append(jobs, j), size+j.size
		default:
			return jobs
		}
	}
	return jobs
}

// commit writes jobs in one transaction. A job whose condition does not hold writes nothing and spoils nothing for the others;
// where the transaction fails, none of them was written.
func (s *Store) commit(jobs []*job) {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		items := tx.Bucket(itemsBucket)
		for _, j := range jobs {
			if err := s.apply(items, j); err != nil {
				return err
			}
		}
		return nil
	})
	for _, j := range jobs {
		if err != nil {
			j.err = vendorfit.Unanswered(err)
		}
		close(j.ready)
	}
}

// apply makes the changes of one job. An error is one of the database, for which everything is rolled back; what concerns the
// job alone is left in it.
func (s *Store) apply(items *bbolt.Bucket, j *job) error {
	if err := j.ctx.Err(); err != nil {
		j.err = vendorfit.Unanswered(err)
		return nil
	}
	if j.err = s.holds(items, j); j.err != nil {
		return nil
	}
	for i := range j.puts {
		p, key := &j.puts[i], itemKey(j.puts[i].PK, j.puts[i].SK)
		if p.Delete {
			if err := items.Delete(key); err != nil {
				return err
			}
			continue
		}
		setVersion(j.values[i], j.versions[i])
		if err := items.Put(key, j.values[i]); err != nil {
			return err
		}
	}
	return nil
}

// holds checks every condition before anything is written, and works out the versions.
func (s *Store) holds(items *bbolt.Bucket, j *job) error {
	now := s.now()
	for i := range j.puts {
		p := &j.puts[i]
		version := versionOf(items.Get(itemKey(p.PK, p.SK)), now)
		if p.If != vendorfit.Any && p.If != version {
			return vendorfit.Changed(p.PK, p.SK)
		}
		if !p.Delete {
			j.versions[i] = version + 1
		}
	}
	return nil
}
