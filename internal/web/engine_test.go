package web

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
	"github.com/vendorfit/vendorfit/rules"
)

const asOf = vendorfit.Date("2026-11-27")

var openOnce = sync.OnceValues(func() (*Engine, error) { return Open(rules.Default()) })

func engine(t *testing.T) *Engine {
	t.Helper()
	g, err := openOnce()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// cases are the example profiles by the name of their folder.
func cases(t *testing.T) map[string]*vendorfit.Profile {
	t.Helper()
	files, err := filepath.Glob("../../testdata/cases/*/profile.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	out := map[string]*vendorfit.Profile{}
	for _, f := range files {
		out[filepath.Base(filepath.Dir(f))] = profile(t, f)
	}
	return out
}

func profile(t testing.TB, file string) *vendorfit.Profile {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	root, err := intake.Parse(file, data, intake.ProfileLimits)
	if err != nil {
		t.Fatal(err)
	}
	p := &vendorfit.Profile{}
	if m := intake.Bind(root, p); len(m) > 0 {
		t.Fatal(m)
	}
	return p
}

func evaluate(t *testing.T, r *vendorfit.Request) (*vendorfit.Evaluation, *Document) {
	t.Helper()
	r.AsOf = asOf
	e, err := engine(t).Evaluate(r)
	if err != nil {
		t.Fatal(err)
	}
	d, err := engine(t).Document(e)
	if err != nil {
		t.Fatal(err)
	}
	return e, d
}
