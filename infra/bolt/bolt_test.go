package bolt

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/infra/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T, now func() time.Time) vendorfit.Store {
		s, err := Open(filepath.Join(t.TempDir(), "store.db"), Options{Now: now})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
