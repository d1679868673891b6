package derive_test

import (
	"reflect"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
	"github.com/vendorfit/vendorfit/internal/example"
)

func TestTotals(t *testing.T) {
	for _, x := range []struct {
		profile string
		want    map[string]any
	}{
		{"energy-retailer", map[string]any{
			"seats": 273.0, "occasional": 40.0, "lightShare": 0.14652, "mixedShare": 0.835165, "manyLight": false, "manyMixed": true, "auditMust": true,
			"manyObjects": true, "inexperienced": false, "needsMatching": true, "longHorizon": true, "fewStaff": false, "mustNeeds": 4.0,
			"mustIntegrations": 5.0, "keptSystems": 7.0, "kept.contactCentre": false, "kept.eventTracking": true, "kept.memberRegister": false,
			"areas": []string{"marketing", "service", "contactCentre", "quote", "cdp", "commerce", "portal"}, "areasToReplace": 7.0,
			"loadKnown": true, "changesPerDay": 769000.0, "batchRecords": 160000.0, "manyRecords": true, "callsPerDay": 1025700.0, "heavyLoad": true,
			"fastest": "realtime", "erpFlows": 2.0, "otherFlows": 1.0, "trackerFlows": 0.0, "erpTwoWay": true, "erpLevel": 3.0, "archiveLevel": 0.0,
			"hasIpaas": false, "needsIpaas": true, "twoWayRealtime": true, "office": "none", "twoMasters": false,
			"budgetKnown": true, "training": 2.0, "aiReadiness": 0.4,
		}},
		{"saas-scaleup", map[string]any{
			"kept.service": true, "areas": []string{"marketing"}, "fastest": "minutes", "erpLevel": 2.0, "erpFlows": 1.0, "otherFlows": 2.0, "trackerFlows": 1.0,
			"office": "google_workspace", "twoMasters": false, "training": 2.5, "aiReadiness": 1.0, "longHorizon": false, "needsIpaas": false,
		}},
		{"public-agency-archive", map[string]any{"archiveLevel": 3.0, "erpLevel": 0.0, "fastest": "minutes", "needsIpaas": true, "callsPerDay": 6344.0, "nothing": nil}},
	} {
		totals := derive.New(book(t)).Totals(example.Profile(t, x.profile))
		for id, want := range x.want {
			if have := totals.Value(id); !reflect.DeepEqual(have, want) {
				t.Errorf("%s: %s is %v, want %v", x.profile, id, have, want)
			}
		}
	}
}

// TestNotAnswered: what is not answered is not known, and never taken as zero where that would say something.
func TestNotAnswered(t *testing.T) {
	full := 10
	p := &vendorfit.Profile{
		Organisation: vendorfit.Organisation{Seats: vendorfit.Seats{Full: &full}},
		Systems:      []vendorfit.System{{ID: "erp", Kind: "erp", Product: "netsuite", Keep: "keep", Masters: []string{"customer"}}, {ID: "b", Kind: "billing", Product: "stripe", Keep: "unsure", Masters: []string{"invoice", "customer"}}},
		Integrations: []vendorfit.Integration{{System: "erp", Entities: []string{"order"}, Criticality: "must", Latency: "daily"}, {System: "gone", Entities: []string{"order"}, Criticality: "could"}},
	}
	d := derive.New(book(t))
	totals := d.Totals(p)
	for id, want := range map[string]any{
		"fewStaff": false, "inexperienced": false, "auditMust": false, "longHorizon": false, "needsMatching": false, "loadKnown": false,
		"budgetKnown": false, "twoMasters": true, "contested": []string{"customer"}, "erpFlows": 1.0, "fastest": "none",
	} {
		if have := totals.Value(id); !reflect.DeepEqual(have, want) {
			t.Errorf("%s is %v, want %v", id, have, want)
		}
	}
	k, err := vendorfit.Sketch(book(t), map[string]any{"api.quota": []any{map[string]any{"base": 1000.0}}})
	if err != nil {
		t.Fatal(err)
	}
	s := d.Sheet(p, totals, k)
	if q := s.Quantity("utilisation"); !q.Open || q.Worst != 3.5 || q.Best != 0.05 || q.Estimate != 1.775 {
		t.Errorf("use of a quota under a load that is not stated: %+v", q)
	}
	if q := s.Quantity("licenceShare"); q.Worst != 0 || len(q.Reads) > 0 {
		t.Errorf("share of a budget that is not stated: %+v", q)
	}
	for _, id := range derive.IDs() {
		s.Working(id)
	}
}

// TestRates: the buyer's own rates first, then the book's through kroner, which are named.
func TestRates(t *testing.T) {
	p := example.Profile(t, "membership-organisation")
	d := derive.New(book(t))
	try := func(change func(*vendorfit.Commercial), values map[string]any) *derive.Sheet {
		k, err := vendorfit.Sketch(book(t), values)
		if err != nil {
			t.Fatal(err)
		}
		q := *p
		change(&q.Commercial)
		return d.Sheet(&q, d.Totals(&q), k)
	}
	offer := func(currency string) map[string]any {
		return map[string]any{"price.offer": map[string]any{"amount": "1000", "currency": currency, "per": "account", "period": "month"}}
	}
	for _, x := range []struct {
		name     string
		change   func(*vendorfit.Commercial)
		currency string
		licences float64
		assumed  []string
	}{
		{"the buyer's rate", func(*vendorfit.Commercial) {}, "EUR", 138000, nil},
		{"the book's rate", func(c *vendorfit.Commercial) { c.FX = nil }, "EUR", 138000, []string{"EUR"}},
		{"in euros", func(c *vendorfit.Commercial) { c.FX, c.Currency = nil, "EUR" }, "USD", 10435, []string{"NOK", "USD"}},
		{"through a rate of the buyer's", func(c *vendorfit.Commercial) {
			c.Currency, c.FX = "PLN", []vendorfit.Rate{{Currency: "EUR", Rate: "4.6", Date: "2026-11-02"}}
		}, "USD", 48000, []string{"NOK", "USD"}},
	} {
		s := try(x.change, offer(x.currency))
		if q := s.Quantity("licences"); q.Estimate != x.licences {
			t.Errorf("%s: %v, want %v", x.name, q.Estimate, x.licences)
		}
		if have := s.AssumedRates(); !reflect.DeepEqual(have, x.assumed) {
			t.Errorf("%s: assumed %v, want %v", x.name, have, x.assumed)
		}
	}
	q := *p
	q.Commercial.Currency, q.Commercial.FX = "PLN", nil
	if totals := d.Totals(&q); totals.Rated() || totals.BudgetKnown {
		t.Error("a currency without any rate is counted in")
	}
}
