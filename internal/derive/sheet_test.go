package derive_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
	"github.com/vendorfit/vendorfit/internal/example"
)

// platform is a made-up platform with two priced editions and these values.
func platform(values map[string]any) map[string]any {
	price := func(amount string) any {
		return map[string]any{"amount": amount, "currency": "USD", "per": "full_seat", "period": "month"}
	}
	all := map[string]any{"editions": []any{
		map[string]any{"name": "Basic", "price": price("50")}, map[string]any{"name": "Plus", "price": price("90")},
	}}
	for k, v := range values {
		all[k] = v
	}
	return all
}

// pinned is a sheet of a platform whose edition is pinned at a rank.
func pinned(t *testing.T, profile string, rank int, values map[string]any) *derive.Sheet {
	k, err := vendorfit.Sketch(book(t), values)
	if err != nil {
		t.Fatal(err)
	}
	k.Pinned = rank
	p := example.Profile(t, profile)
	d := derive.New(book(t))
	return d.Sheet(p, d.Totals(p), k)
}

// named are attributes by their slots.
func named(slots []vendorfit.Slot) (all []string) {
	for _, s := range slots {
		all = append(all, loaded.Book.Places()[s].Attribute.ID)
	}
	return all
}

func TestEdition(t *testing.T) {
	for _, x := range []struct {
		name             string
		pinned, rank     int
		values           map[string]any
		by, could, unmet []string
	}{
		{
			"a must is in the higher edition", -1, 1,
			map[string]any{"sso.access": "e1", "scim.access": "all", "fieldLevel.access": "all", "audit.access": "all", "audit.days": []any{400.0, 400.0}, "api.access": "all", "suite.marketing": "third_party", "suite.service": "third_party", "suite.contactCentre": "third_party", "suite.portal": "third_party", "connector.access": "all", "connector.sap_isu": "custom", "connector.sap_s4hana": "custom", "objects.limit": []any{50.0, 50.0}},
			[]string{"sso.access"},
			nil, nil,
		},
		{
			"the lower edition is pinned", 0, 0,
			map[string]any{"sso.access": "e1", "audit.days": []any{30.0, 400.0}, "objects.limit": []any{nil, 50.0}, "scim.access": map[string]any{"value": "e1", "confidence": "medium"}},
			nil,
			[]string{"api.access", "scim.access", "audit.access", "objects.limit", "suite.marketing", "suite.service", "suite.contactCentre", "suite.portal", "connector.sap_isu", "connector.sap_s4hana", "api.quota"},
			[]string{"sso.access", "audit.days"},
		},
		{
			"a must that nothing meets raises nothing", -1, 0,
			map[string]any{"sso.access": map[string]any{"state": "none"}, "objects.limit": []any{5.0, 10.0}, "audit.days": []any{30.0, 60.0}},
			nil,
			[]string{"api.access", "scim.access", "audit.access", "suite.marketing", "suite.service", "suite.contactCentre", "suite.portal", "connector.sap_isu", "connector.sap_s4hana", "api.quota"},
			nil,
		},
		{
			"the largest quota where none carries the load", -1, 1,
			map[string]any{"api.quota": []any{map[string]any{"base": 10.0}, map[string]any{"base": 20.0}}},
			[]string{"api.quota"},
			nil, nil,
		},
		{
			"a quota that is not known suffices", -1, 0,
			map[string]any{"api.quota": []any{nil, map[string]any{"uncapped": true}}, "sso.access": "all"},
			nil,
			[]string{"api.access", "scim.access", "audit.access", "audit.days", "objects.limit", "suite.marketing", "suite.service", "suite.contactCentre", "suite.portal", "connector.sap_isu", "connector.sap_s4hana", "api.quota"},
			nil,
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := pinned(t, "energy-retailer", x.pinned, platform(x.values))
			c := s.Edition()
			if c.Rank != x.rank || c.Name != []string{"Basic", "Plus"}[x.rank] || c.Pinned != (x.pinned >= 0) {
				t.Errorf("%+v", c)
			}
			for what, pair := range map[string][2][]string{"by": {named(c.By), x.by}, "could": {named(c.Could), x.could}, "unmet": {named(c.Unmet), x.unmet}} {
				if !reflect.DeepEqual(pair[0], pair[1]) {
					t.Errorf("%s %v, want %v", what, pair[0], pair[1])
				}
			}
			if q := s.Quantity("edition"); q.Worst != float64(x.rank) || q.Best != q.Worst || q.Open {
				t.Errorf("%+v", q)
			}
		})
	}
}

// TestGate: a truth fails only on one member that fails on values in date and of high confidence.
func TestGate(t *testing.T) {
	low := func(x any) any { return map[string]any{"value": x, "confidence": "low"} }
	medium := func(x any) any { return map[string]any{"value": x, "confidence": "medium"} }
	none, notSeen := map[string]any{"state": "none"}, map[string]any{"state": "notSeen"}
	for _, x := range []struct {
		name, gate, profile string
		values              map[string]any
		want                vendorfit.Outcome
	}{
		{"one language ruled out, others not known", "languagesOffered", "manufacturer-bc-fabric", map[string]any{"language.ui:nb": none, "language.ui:sv": notSeen}, vendorfit.Fail},
		{"ruled out by a weak source", "languagesOffered", "manufacturer-bc-fabric", map[string]any{"language.ui:nb": map[string]any{"state": "none", "confidence": "medium"}}, vendorfit.ToConfirm},
		{"all offered, one by a weak source", "languagesOffered", "manufacturer-bc-fabric", map[string]any{"language.ui:nb": "confirmed", "language.ui:sv": "confirmed", "language.ui:da": low("confirmed")}, vendorfit.ToConfirm},
		{"all offered, one at second hand", "languagesOffered", "manufacturer-bc-fabric", map[string]any{"language.ui:nb": "confirmed", "language.ui:sv": "confirmed", "language.ui:da": medium("confirmed")}, vendorfit.Pass},
		{"a certificate that is not held beside a weak one", "certsHeld", "public-agency-archive", map[string]any{"certs:iso27001": none}, vendorfit.Fail},
		{"a need that nothing meets beside open ones", "needsReachable", "energy-retailer", map[string]any{"suite.portal": none, "suite.service": low("own_licence")}, vendorfit.Fail},
		{"needs that are met", "needsReachable", "energy-retailer", map[string]any{"suite.portal": "third_party", "suite.service": "own_limited", "suite.marketing": "own_included", "suite.contactCentre": "own_licence"}, vendorfit.Pass},
		{"members by an open model and a portal", "needsReachable", "membership-organisation", map[string]any{"suite.marketing": "own_included", "suite.members": none, "objects.model": "open", "suite.portal": "own_licence"}, vendorfit.Pass},
		{"members without a portal", "needsReachable", "membership-organisation", map[string]any{"suite.marketing": "own_included", "suite.members": none, "objects.model": "open", "suite.portal": none}, vendorfit.Fail},
		{"signals by webhooks and marketing", "needsReachable", "saas-scaleup", map[string]any{"suite.marketing": "own_included", "suite.signals": none, "events.kind": "webhook", "forecast.access": "all", "scoring.access": "a0"}, vendorfit.Pass},
		{"far above the quota", "apiFits", "manufacturer-bc-fabric", map[string]any{"api.quota": []any{map[string]any{"base": 10.0}}, "api.writeCost": 1.0, "api.bulk": "bulk", "warehouse.fabric": "zero_copy_read"}, vendorfit.Fail},
		{"far above a quota of a third party", "apiFits", "manufacturer-bc-fabric", map[string]any{"api.quota": medium([]any{map[string]any{"base": 10.0}}), "api.writeCost": 1.0, "api.bulk": "bulk", "warehouse.fabric": "zero_copy_read"}, vendorfit.ToConfirm},
		{"above the quota whatever the load", "apiFits", "manufacturer-bc-fabric", map[string]any{"api.quota": []any{map[string]any{"base": 10.0}}}, vendorfit.Fail},
		{"more on request", "apiFitsBought", "manufacturer-bc-fabric", map[string]any{"api.quota": []any{map[string]any{"base": 600.0}}, "api.writeCost": 1.0, "api.bulk": "bulk", "warehouse.fabric": "zero_copy_read", "api.extendable": "on_request"}, vendorfit.ToConfirm},
		{"no more for sale", "apiFitsBought", "manufacturer-bc-fabric", map[string]any{"api.quota": []any{map[string]any{"base": 600.0}}, "api.writeCost": 1.0, "api.bulk": "bulk", "warehouse.fabric": "zero_copy_read", "api.extendable": "fixed"}, vendorfit.Fail},
		{"no such truth", "nothing", "manufacturer-bc-fabric", nil, vendorfit.ToConfirm},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := sheet(t, x.profile, x.values).Gate(x.gate); got != x.want {
				t.Errorf("%s is %s, want %s", x.gate, got, x.want)
			}
		})
	}
}

// TestForget: values may change; the edition and what was fixed is held.
func TestForget(t *testing.T) {
	k, err := vendorfit.Sketch(book(t), platform(map[string]any{"sso.access": "e1"}))
	if err != nil {
		t.Fatal(err)
	}
	p := example.Profile(t, "energy-retailer")
	d := derive.New(book(t))
	s := d.Sheet(p, d.Totals(p), k)
	if s.Edition().Rank != 1 || s.Quantity("productsToRun").Worst != 8 {
		t.Fatalf("%+v %+v", s.Edition(), s.Quantity("productsToRun"))
	}
	if err := s.Fix("utilisation", vendorfit.Quantity{Worst: 2, Estimate: 1, Best: 0.5, Open: true, Q: 0.5}); err != nil {
		t.Fatal(err)
	}
	all := &vendorfit.Value{State: vendorfit.Known, Confidence: vendorfit.High, Access: vendorfit.Access{Included: 0, AddOn: -1}}
	k.Values[book(t).Slot("sso.access")] = all
	k.Values[book(t).Slot("suite.portal")] = &vendorfit.Value{State: vendorfit.Known, Confidence: vendorfit.High, Code: "own_included", Points: 1}
	s.Forget()
	if s.Edition().Rank != 1 || s.Quantity("productsToRun").Worst != 7 {
		t.Errorf("%+v %+v", s.Edition(), s.Quantity("productsToRun"))
	}
	if q := s.Quantity("utilisation"); q.Worst != 2 || q.From != 2 || q.To != 0.5 {
		t.Errorf("%+v", q)
	}
	if s.Gate("apiFits") != vendorfit.ToConfirm || s.Quantity("apiFits").Best != 1 {
		t.Errorf("%+v", s.Quantity("apiFits"))
	}
	if err := s.Fix("usage", vendorfit.Quantity{}); err == nil || !strings.Contains(err.Error(), "usage") {
		t.Errorf("fixed what there is not: %v", err)
	}
	if w := s.Working("utilisation"); !strings.Contains(w.En, "Given") {
		t.Errorf("%+v", w)
	}
}

// TestNothingAllocated: the draws of the verdict ask for the licences 14,000 times in an evaluation.
func TestNothingAllocated(t *testing.T) {
	s := sheet(t, "energy-retailer", platform(nil))
	s.Edition()
	id := derive.ID("licenceShare")
	if n := testing.AllocsPerRun(100, func() { s.Forget(); s.Number(id) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestReads(t *testing.T) {
	s := sheet(t, "manufacturer-bc-fabric", platform(map[string]any{"seats.light": "free", "suite.service": "own_included"}))
	for id, want := range map[string][]string{
		"callsPerDay":   {"api.writeCost", "api.bulk", "warehouse.fabric"},
		"quota":         {"api.quota", "api.writeCost", "api.bulk", "warehouse.fabric"},
		"seatLicences":  {"editions", "seats.minimum", "suite.service"},
		"lightLicences": {"suite.fieldService", "price.lightSeat", "seats.light"},
		"usable.quote":  nil,
		"certsHeld":     {"certs"},
	} {
		if have := named(s.Quantity(id).Reads); !reflect.DeepEqual(have, want) {
			t.Errorf("%s reads %v, want %v", id, have, want)
		}
	}
}
