package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/rules"
)

// BenchmarkStateless is a whole request with an example's profile, answered without storing.
func BenchmarkStateless(b *testing.B) {
	g, err := Open(rules.Default())
	if err != nil {
		b.Fatal(err)
	}
	body, err := json.Marshal(vendorfit.Request{Profile: profile(b, "../../testdata/cases/saas-scaleup/profile.yaml"), AsOf: asOf})
	if err != nil {
		b.Fatal(err)
	}
	for _, view := range []string{"full", "summary"} {
		b.Run(view, func(b *testing.B) {
			h := Handler(Deps{Engine: g, Store: newMemory()})
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "/v1/evaluations?store=false&view="+view, strings.NewReader(string(body)))
				r.Header.Set("Content-Type", "application/json")
				out := httptest.NewRecorder()
				if h.ServeHTTP(out, r); out.Code != http.StatusOK {
					b.Fatal(out.Body)
				}
			}
		})
	}
}
