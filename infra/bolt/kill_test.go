package bolt

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/vendorfit/vendorfit"
)

const (
	killEnv   = "VENDORFIT_TEST_KILL"
	killItems = 1000
)

func TestMain(m *testing.M) {
	if path := os.Getenv(killEnv); path != "" {
		if err := writeUntilKilled(path); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// killBody tells its item, so that a half-written one or one of another key is noticed.
func killBody(i int) string { return strings.Repeat(strconv.Itoa(i)+"|", 1+i*37%3000) }

// writeUntilKilled writes pairs of items from several sides while expired ones are swept, and prints each acknowledged pair.
func writeUntilKilled(path string) error {
	s, err := Open(path, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	go func() {
		for {
			if _, err := s.Sweep(context.Background()); err != nil {
				return
			}
		}
	}()
	var all sync.WaitGroup
	for side := range 4 {
		all.Go(func() {
			for i := side; i < killItems/2; i += 4 {
				if err := writePair(s, i); err != nil {
					fmt.Println("failed:", err)
					return
				}
				fmt.Println(i)
			}
		})
	}
	all.Wait()
	return nil
}

// writePair writes two items at once, and beside them one that is replaced and has expired, so that pages become free.
func writePair(s *Store, i int) error {
	var puts []vendorfit.Put
	for _, half := range []string{"a", "b"} {
		puts = append(puts, vendorfit.Put{Item: vendorfit.Item{PK: "kill/" + half, SK: strconv.Itoa(i), Body: []byte(killBody(i))}})
	}
	puts = append(puts, vendorfit.Put{
		Item: vendorfit.Item{PK: "kill/waste", SK: strconv.Itoa(i % 8), Body: []byte(killBody(i + 1)), Expires: time.Unix(1, 0)}, If: vendorfit.Any,
	})
	return s.Write(context.Background(), puts)
}

// TestKilled kills a process that writes, at moments that are drawn, and finds everything that it had acknowledged.
func TestKilled(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for _, part := range []int{0, 1, 2, 3, 4, 5} {
		after := 1 + part*70 + draw.IntN(70)
		pause := time.Duration(draw.IntN(3000)) * time.Microsecond
		t.Run(fmt.Sprintf("after %d pairs", after), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "store.db")
			acknowledged := killedAfter(t, path, after, pause)
			if len(acknowledged) < after {
				t.Fatalf("%d acknowledged before the kill; want %d", len(acknowledged), after)
			}
			t.Logf("%d acknowledged", len(acknowledged))
			check(t, path, acknowledged)
		})
	}
}

// killedAfter starts a writer, kills it a little after so many acknowledgements, and gives all that were read.
func killedAfter(t *testing.T, path string, after int, pause time.Duration) (acknowledged []int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), killEnv+"="+path)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		i, err := strconv.Atoi(lines.Text())
		if err != nil {
			break // cut by the kill, or the writer's complaint: too few are acknowledged then
		}
		if acknowledged = append(acknowledged, i); len(acknowledged) == after {
			time.AfterFunc(pause, func() { _ = c.Process.Kill() })
		}
	}
	_ = c.Process.Kill()
	_ = c.Wait() // it was killed; what it says is no news
	return acknowledged
}

// check expects every acknowledged pair, and no pair half there.
func check(t *testing.T, path string, acknowledged []int) {
	t.Helper()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, i := range acknowledged {
		if item, err := s.Get(t.Context(), "kill/a", strconv.Itoa(i)); err != nil || string(item.Body) != killBody(i) {
			t.Errorf("%d was acknowledged, and is %d bytes, %v", i, len(item.Body), err)
		}
	}
	for i := range killItems / 2 {
		a, _ := s.Get(t.Context(), "kill/a", strconv.Itoa(i))
		b, _ := s.Get(t.Context(), "kill/b", strconv.Itoa(i))
		if a.Version != b.Version || string(a.Body) != string(b.Body) || a.Version == 1 && string(a.Body) != killBody(i) {
			t.Errorf("%d is half written: %d bytes and %d bytes", i, len(a.Body), len(b.Body))
		}
	}
	if _, err := s.Sweep(t.Context()); err != nil {
		t.Error(err)
	}
	sane(t, s)
}

// sane lets bbolt check every page of the file.
func sane(t *testing.T, s *Store) {
	t.Helper()
	err := s.db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Error(err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
