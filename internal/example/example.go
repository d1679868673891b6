// Package example gives tests the book that comes with the program and the example profiles.
package example

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
	"github.com/vendorfit/vendorfit/rules"
)

// Names are the example profiles, by the names of their folders under testdata/cases.
var Names = []string{"energy-retailer", "manufacturer-bc-fabric", "membership-organisation", "public-agency-archive", "saas-scaleup"}

// Today is the day on which examples are evaluated, so that the same values are stale in every run.
const Today = vendorfit.Date("2026-11-27")

// Book is the book that comes with the program, compiled once for all tests of a package. It panics where the book is broken: the
// tests of package rules say what is.
var Book = sync.OnceValue(func() *rules.Book {
	loaded, mistakes := rules.Load(rules.Default())
	if len(mistakes) > 0 {
		panic(fmt.Sprint("the book cannot be read: ", mistakes))
	}
	b, lints := rules.Compile(loaded.Book, loaded.Catalogue, loaded)
	if len(lints) > 0 {
		panic(fmt.Sprint("the book has lints: ", lints))
	}
	return b
})

// Profile is an example, each time a copy of its own.
func Profile(t testing.TB, name string) *vendorfit.Profile {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(t), "testdata", "cases", name, "profile.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	node, err := intake.Parse(name+".yaml", data, intake.ProfileLimits)
	if err != nil {
		t.Fatal(err)
	}
	p := &vendorfit.Profile{}
	if mistakes := intake.Bind(node, p); len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return p
}

// root is the project's folder: the nearest above the test's own that has the examples.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "testdata", "cases")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	t.Fatalf("there are no examples above %s: %v", dir, err)
	return ""
}
