package derive_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit/internal/derive"
)

// owns are own products for every area.
func owns(code string) map[string]any {
	all := map[string]any{}
	for _, area := range []string{"marketing", "service", "contactCentre", "fieldService", "quote", "cdp", "commerce", "portal"} {
		all["suite."+area] = code
	}
	return all
}

func TestArchitecture(t *testing.T) {
	for _, x := range []struct {
		name, profile string
		values        map[string]any
		verdict       string
		close         []string
		firm          bool
		tip           string
	}{
		{"own products for all", "manufacturer-bc-fabric", owns("own_included"), "suite", nil, true, ""},
		{"nothing known", "manufacturer-bc-fabric", nil, "bestOfBreed", nil, false, ""},
		{"two about as good", "energy-retailer", owns("own_licence"), "hybrid", []string{"hybrid", "suite"}, false, "maturity"},
		{"nothing of its own", "energy-retailer", owns("third_party"), "suite", []string{"suite", "bestOfBreed"}, true, "keep:voice"},
	} {
		t.Run(x.name, func(t *testing.T) {
			a := sheet(t, x.profile, platform(x.values)).Architecture()
			if a.Verdict != x.verdict || !reflect.DeepEqual(a.Close, x.close) || a.Firm != x.firm || len(a.Variants) != 3 {
				t.Errorf("%s %v firm %v", a.Verdict, a.Close, a.Firm)
			}
			tip := ""
			for _, x := range a.Tips {
				tip = strings.TrimSuffix(x.Change+":"+x.System, ":")
			}
			if tip != x.tip {
				t.Errorf("tips %+v, want %q", a.Tips, x.tip)
			}
		})
	}
}

func TestParts(t *testing.T) {
	s := sheet(t, "manufacturer-bc-fabric", platform(map[string]any{"connector.business_central": "add_on", "api.writeCost": 2.0}))
	rows := s.Parts("connections").([]derive.Connection)
	if len(rows) != 2 || rows[0].System != "erp" || rows[0].Mode != "add_on" || rows[0].Estimate != 0.6 || !rows[0].TwoWay ||
		rows[0].Latency != "minutes" || len(rows[0].Entities) != 6 || rows[0].Level != 3 || rows[1].Mode != "open" || rows[1].Worst != 0.2 {
		t.Errorf("%+v", rows)
	}
	sum := 0.0
	for _, c := range s.Parts("callsPerDay").([]derive.Calls) {
		sum += c.Estimate
	}
	if q := s.Quantity("callsPerDay"); q.Estimate-1.3*sum > 1 || q.Estimate < 1.3*sum {
		t.Errorf("parts of %v add up to %v", q.Estimate, 1.3*sum)
	}
	if by := s.Quantity("connectionsBy").List; !reflect.DeepEqual(by, []string{"add_on", "open"}) {
		t.Errorf("%v", by)
	}
	if s.Parts("quota") != nil {
		t.Error("a quota has no parts")
	}
}

func TestWords(t *testing.T) {
	s := sheet(t, "manufacturer-bc-fabric", platform(map[string]any{
		"api.quota": []any{map[string]any{"base": 10000.0, "perSeat": 100.0}, nil}, "api.writeCost": 1.0, "api.bulk": "bulk",
		"warehouse.fabric": "zero_copy_read", "suite.service": "own_included", "seats.minimum": 5.0,
	}))
	for id, want := range map[string][2]string{
		"callsPerDay": {
			"1.3 × (600 + 12,000 / 200 + 5,000 / 200 + 150 + 60) = 1,164 calls a day. The sum has one part per flow; 1.3 is for repeated tries.",
			"1,3 × (600 + 12\u00a0000 / 200 + 5\u00a0000 / 200 + 150 + 60) = 1\u00a0164\u00a0kall per døgn. Summen har ett ledd per flyt; 1,3 er for nye forsøk.",
		},
		"quota":        {"10,000 + 100 × 84 users = 18,400 calls a day.", "10\u00a0000 + 100 × 84 brukere = 18\u00a0400\u00a0kall per døgn."},
		"utilisation":  {"1,164 calls a day / 18,400 allowed = 6.3%.", "1\u00a0164\u00a0kall per døgn / 18\u00a0400 tillatte = 6,3\u00a0%."},
		"seatLicences": {"84 users × NOK 6,000 = NOK 504,000.", "84\u00a0brukere × 6\u00a0000\u00a0NOK = 504\u00a0000\u00a0NOK."},
	} {
		if w := s.Working(id); w.En != want[0] || w.Nb != want[1] {
			t.Errorf("%s:\n%q\n%q", id, w.En, w.Nb)
		}
	}
	if w := s.Working("nothing"); w.En != "" || w.Nb != "" {
		t.Errorf("%+v", w)
	}
}
