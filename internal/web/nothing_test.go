package web

import (
	"encoding/json"
	"testing"

	"github.com/vendorfit/vendorfit"
)

// TestQuotaOfNothing: a platform whose editions allow no call has a use of its quota that can still be written down.
func TestQuotaOfNothing(t *testing.T) {
	g := engine(t)
	lime, _ := vendorfit.Know(g.Book.Book, g.Book.Catalogue.Platform("lime"), &vendorfit.Request{}, asOf)
	var answers []vendorfit.Answer
	for _, edition := range lime.Editions(g.Book.Book) {
		answers = append(answers, vendorfit.Answer{
			Platform: "lime", Attribute: "api.quota", Edition: edition.Name, Value: map[string]any{"base": 0.0},
			Source: "letter", AsOf: asOf, GivenBy: "vendor",
		})
	}
	for name, p := range cases(t) {
		_, d := evaluate(t, &vendorfit.Request{Profile: p, Answers: answers})
		if _, err := json.Marshal(d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
