package derive_test

import (
	"reflect"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
	"github.com/vendorfit/vendorfit/internal/example"
)

// TestQuantities: matters that the vectors leave out, each on a platform of two editions.
func TestQuantities(t *testing.T) {
	low := func(x any) any { return map[string]any{"value": x, "confidence": "low"} }
	price := func(amount string) any {
		return map[string]any{"amount": amount, "currency": "USD", "per": "full_seat", "period": "month"}
	}
	editions := func(amount string) any {
		return []any{map[string]any{"name": "Basic", "price": price(amount)}, map[string]any{"name": "Plus"}}
	}
	meter := map[string]any{"state": "known"}
	for _, x := range []struct {
		name, profile, id string
		values            map[string]any
		want              [3]float64
	}{
		{
			"a weak price may not hold", "membership-organisation", "seatLicences",
			map[string]any{"editions": low(editions("50")), "suite.service": "own_included", "seats.minimum": 1.0},
			[3]float64{2046000, 186000, 44640},
		},
		{
			"a weak price above the range of open ones", "membership-organisation", "seatLicences",
			map[string]any{"editions": low(editions("600")), "suite.service": "own_included", "seats.minimum": 1.0},
			[3]float64{2232000, 2232000, 44640},
		},
		{"AI and credits are one meter", "energy-retailer", "meterHits", map[string]any{"meters:ai": meter, "meters:credits": meter, "meters:emails": meter}, [3]float64{2, 2, 2}},
		{"no meters but users", "energy-retailer", "meterHits", map[string]any{"meters": []any{}}, [3]float64{0, 0, 0}},
		{"no offer past its day", "membership-organisation", "licences", map[string]any{
			"price.offer": low(map[string]any{"amount": "250000", "currency": "NOK", "per": "account", "period": "year"}), "suite.marketing": "own_included",
			"suite.service": "own_included", "suite.portal": "own_included", "seats.light": "free", "seats.minimum": 1.0,
			"api.access": "all", "connector.visma_net": "custom", "sensitiveData.access": "all", "residency.mechanism": "eea_default",
		}, [3]float64{250000, 250000, 186000}},
		{"a base price below its included seats", "membership-organisation", "seatLicences", map[string]any{
			"editions": []any{map[string]any{
				"name": "One", "base": map[string]any{"amount": "1200", "currency": "NOK", "per": "account", "period": "year"},
				"included": 40.0, "extra": price("10"),
			}}, "suite.service": "own_included", "seats.minimum": 1.0,
		}, [3]float64{1200, 1200, 1200}},
		{"a smallest purchase that is not known is weighed by itself", "membership-organisation", "seatsUsed", map[string]any{}, [3]float64{1, 1, 1}},
		{"AI that is included", "energy-retailer", "aiYear", map[string]any{"ai.priceUnit": "included"}, [3]float64{0, 0, 0}},
		{"AI perhaps included", "energy-retailer", "aiYear", map[string]any{"ai.priceUnit": low("included")}, [3]float64{14400000, 0, 0}},
	} {
		t.Run(x.name, func(t *testing.T) {
			q := sheet(t, x.profile, platform(x.values)).Quantity(x.id)
			if have := [3]float64{q.Worst, q.Estimate, q.Best}; have != x.want {
				t.Errorf("%s is %v, want %v", x.id, have, x.want)
			}
		})
	}
}

// TestAbove: a pinned edition has no room for the record types, a higher one has.
func TestAbove(t *testing.T) {
	for _, x := range []struct {
		limit []any
		want  [2]float64
	}{
		{[]any{5.0, 50.0}, [2]float64{0.35, 0.35}},
		{[]any{nil, 50.0}, [2]float64{0.35, 1}},
		{[]any{5.0, nil}, [2]float64{0.1, 0.35}},
		{[]any{5.0, 6.0}, [2]float64{0.1, 0.1}},
		{[]any{"uncapped", nil}, [2]float64{1, 1}},
	} {
		q := pinned(t, "membership-organisation", 0, platform(map[string]any{"objects.limit": x.limit})).Quantity("objectFit")
		if have := [2]float64{q.Worst, q.Best}; have != x.want {
			t.Errorf("%v: %v, want %v", x.limit, have, x.want)
		}
	}
}

// TestAddOns: what is sold as an add-on to the edition, in the book's order.
func TestAddOns(t *testing.T) {
	s := sheet(t, "membership-organisation", platform(map[string]any{
		"api.access": "a0", "sensitiveData.access": "e1/a0", "connector.visma_net": "native", "connector.access": "a0", "residency.mechanism": "eea_addon",
	}))
	want := []string{"api.access", "connector.access", "sensitiveData.access", "residency.mechanism"}
	if have := s.Quantity("addOns").List; !reflect.DeepEqual(have, want) {
		t.Errorf("%v, want %v", have, want)
	}
	s = sheet(t, "membership-organisation", platform(map[string]any{"connector.visma_net": "third_party", "connector.access": "a0"}))
	if have := s.Quantity("addOns").List; len(have) > 0 {
		t.Errorf("%v though no ready connector is used", have)
	}
}

// TestTrackers: an event tracker that may be replaced is no reason to connect one.
func TestTrackers(t *testing.T) {
	p := example.Profile(t, "saas-scaleup")
	for keep, want := range map[string]float64{"keep": 1, "unsure": 0, "replace": 0} {
		p.Systems[1].Keep = keep
		if have := derive.New(book(t)).Totals(p).TrackerFlows; have != want {
			t.Errorf("%s: %v, want %v", keep, have, want)
		}
	}
}

// TestMissing: a book that lacks a constant says so, and nothing breaks.
func TestMissing(t *testing.T) {
	b := *book(t)
	b.Params = nil
	b.Index()
	d := derive.New(&b)
	if missing := d.Missing(); len(missing) < 80 {
		t.Errorf("missing %v", missing)
	}
	p := example.Profile(t, "energy-retailer")
	k, err := vendorfit.Sketch(&b, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := d.Sheet(p, d.Totals(p), k)
	for _, id := range derive.IDs() {
		s.Quantity(id)
		s.Working(id)
	}
	empty := &vendorfit.Book{}
	empty.Index()
	k, err = vendorfit.Sketch(empty, nil)
	if err != nil {
		t.Fatal(err)
	}
	d = derive.New(empty)
	s = d.Sheet(p, d.Totals(p), k)
	for _, id := range derive.IDs() {
		s.Quantity(id)
		s.Working(id)
		s.Parts(id)
	}
}
