package rules

import (
	"sync"
	"testing"
)

var compileOnce = sync.OnceValues(func() (*Book, []Lint) {
	l, _ := readOnce()
	if l == nil {
		return nil, nil
	}
	return Compile(l.Book, l.Catalogue, l)
})

// crm is the book that comes with the program, compiled once for all tests.
func crm(t testing.TB) *Book {
	t.Helper()
	b, wrong := compileOnce()
	if b == nil {
		t.Fatalf("the CRM book does not compile: %v", wrong)
	}
	return b
}
