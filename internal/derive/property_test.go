package derive_test

import (
	"math"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/derive"
	"github.com/vendorfit/vendorfit/internal/example"
)

var profiles = []string{"energy-retailer", "manufacturer-bc-fabric", "membership-organisation", "public-agency-archive", "saas-scaleup"}

const asOf = "2026-11-27"

// known lays out a platform of the catalogue.
func known(t testing.TB, p *vendorfit.Platform) *vendorfit.Knowledge {
	t.Helper()
	k, mistakes := vendorfit.Know(book(t), p, &vendorfit.Request{}, asOf)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return k
}

// every calls do with the sheet of every platform of the catalogue under each of the profiles.
func every(t *testing.T, profiles []string, do func(where string, s *derive.Sheet, k *vendorfit.Knowledge)) {
	d := derive.New(book(t))
	for _, name := range profiles {
		p := example.Profile(t, name)
		totals := d.Totals(p)
		for _, platform := range loaded.Catalogue.Platforms {
			k := known(t, platform)
			do(name+" "+platform.ID, d.Sheet(p, totals, k), k)
		}
	}
}

// TestSilenceNeverPays: with the edition held, what is declined is never better than what was not seen, and that never better
// than what nobody has looked for; and refusing a value is never better than the value itself.
func TestSilenceNeverPays(t *testing.T) {
	every(t, profiles[:2], func(where string, s *derive.Sheet, k *vendorfit.Knowledge) {
		s.Edition()
		slots := read(s)
		for _, slot := range slots {
			was := k.Values[slot]
			before := estimates(s)
			after := map[vendorfit.State]map[string]float64{}
			for _, state := range []vendorfit.State{vendorfit.Declined, vendorfit.NotSeen, vendorfit.Unknown} {
				k.Values[slot] = &vendorfit.Value{State: state}
				s.Forget()
				after[state] = estimates(s)
			}
			k.Values[slot] = was
			s.Forget()
			place := loaded.Book.Places()[slot].Attribute.ID
			for id, declined := range after[vendorfit.Declined] {
				notSeen, unknown := after[vendorfit.NotSeen][id], after[vendorfit.Unknown][id]
				if declined > notSeen+1e-9 || notSeen > unknown+1e-9 {
					t.Errorf("%s, %s: %s is %v declined, %v not seen, %v unknown", where, place, id, declined, notSeen, unknown)
				}
				if !was.Open() && declined > before[id]+1e-9 && !excepted(id) {
					t.Errorf("%s, %s: %s is %v declined, %v known", where, place, id, declined, before[id])
				}
			}
		}
	})
}

// TestSilentSmallestPurchase: a vendor that will not say how many users one must buy at the least gains nothing by it, also where
// the price of a user is not known either.
func TestSilentSmallestPurchase(t *testing.T) {
	p := example.Profile(t, "saas-scaleup")
	full := 4
	p.Organisation.Seats = vendorfit.Seats{Full: &full}
	d := derive.New(book(t))
	estimate := func(minimum any) float64 {
		k, err := vendorfit.Sketch(book(t), map[string]any{"seats.minimum": minimum})
		if err != nil {
			t.Fatal(err)
		}
		return d.Sheet(p, d.Totals(p), k).Quantity("seatLicences").Estimate
	}
	most, _ := book(t).Const("cost.minimumOpen.worst")
	if silent, said := estimate(map[string]any{"state": "declined"}), estimate(most.Number); silent < said {
		t.Errorf("%v where the smallest purchase is declined, %v where it is %v users", silent, said, most.Number)
	}
}

// excepted are the quantities by which alone a declined value may seem better than a known one: an open product counts in the
// rule instead (usable), and use far above the quota earns nothing anyway (utilisation, burst).
func excepted(id string) bool {
	return strings.HasPrefix(id, "usable.") || id == "utilisation" || id == "burst"
}

// read are the slots that any quantity reads.
func read(s *derive.Sheet) (slots []vendorfit.Slot) {
	seen := map[vendorfit.Slot]bool{}
	for _, id := range derive.IDs() {
		for _, slot := range s.Quantity(id).Reads {
			if !seen[slot] {
				seen[slot] = true
				slots = append(slots, slot)
			}
		}
	}
	return slots
}

// estimates are those of all numbers that have a better end, with more always better.
func estimates(s *derive.Sheet) map[string]float64 {
	all := map[string]float64{}
	for _, q := range loaded.Book.Derived {
		if q.Type != "number" || q.Better == "none" || q.ID == "quota" {
			continue
		}
		all[q.ID] = better(q, s.Quantity(q.ID).Estimate)
	}
	return all
}

func better(q vendorfit.Declaration, x float64) float64 {
	if q.Better == "down" {
		return -x
	}
	return x
}

// TestKnownWithinUnknown: learning one value never moves a quantity outside what was possible before.
func TestKnownWithinUnknown(t *testing.T) {
	every(t, profiles, func(where string, s *derive.Sheet, k *vendorfit.Knowledge) {
		s.Edition()
		values := append([]*vendorfit.Value(nil), k.Values...)
		for i := range k.Values {
			k.Values[i] = &vendorfit.Value{State: vendorfit.Unknown}
		}
		s.Forget()
		wide := intervals(s)
		for slot, v := range values {
			if !v.Firm() {
				continue
			}
			k.Values[slot] = v
			s.Forget()
			for id, x := range intervals(s) {
				place := loaded.Book.Places()[slot].Attribute.ID
				if w := wide[id]; (x[0] < w[0]-1e-9 || x[1] > w[1]+1e-9) && !outside(id, place) {
					t.Errorf("%s, %s: %s is %v, was %v", where, place, id, x, w)
				}
			}
			k.Values[slot] = &vendorfit.Value{State: vendorfit.Unknown}
		}
	})
}

// outside are the quantities whose open ends the book does not mean as bounds of all there is: use above 350 % of a quota or a
// window makes no difference, AI that is included is no price, a service desk that is included keeps its users in their seats
// (the licences as a whole stay within), whether a price is known is not a matter of the price, and the edition of a product
// that nobody has looked for counts in the rule.
func outside(id, attribute string) bool {
	return strings.HasPrefix(id, "usable.") || strings.HasPrefix(id, "price") || id == "burst" || id == "utilisation" ||
		attribute == "suite.service" && id == "productLicences" || attribute == "ai.priceUnit" && (id == "aiYear" || id == "aiShare")
}

func intervals(s *derive.Sheet) map[string][2]float64 {
	all := map[string][2]float64{}
	for _, q := range loaded.Book.Derived {
		if q.Better == "none" || q.Type == "list" || q.ID == "quota" {
			continue
		}
		x := s.Quantity(q.ID)
		all[q.ID] = [2]float64{min(x.Worst, x.Best), max(x.Worst, x.Best)}
	}
	return all
}

// TestEstimateWithin: the estimate of a number stands between its ends, and nothing is no number.
func TestEstimateWithin(t *testing.T) {
	every(t, profiles, func(where string, s *derive.Sheet, _ *vendorfit.Knowledge) {
		for _, declared := range loaded.Book.Derived {
			q := s.Quantity(declared.ID)
			if declared.Type == "number" && !q.Unlimited && !(q.Estimate >= min(q.Worst, q.Best) && q.Estimate <= max(q.Worst, q.Best)) {
				t.Errorf("%s: %s is %v %v %v", where, declared.ID, q.Worst, q.Estimate, q.Best)
			}
			if math.IsNaN(q.Worst) || math.IsNaN(q.Best) || !q.Unlimited && math.IsInf(q.Estimate, 0) {
				t.Errorf("%s: %s is %v %v %v", where, declared.ID, q.Worst, q.Estimate, q.Best)
			}
			if q.Q < 0 || q.Q > 1 {
				t.Errorf("%s: %s lies at %v", where, declared.ID, q.Q)
			}
		}
	})
}

// TestWorking: every quantity says how it was worked out, in both languages, with labels instead of codes.
func TestWorking(t *testing.T) {
	every(t, profiles, func(where string, s *derive.Sheet, _ *vendorfit.Knowledge) {
		for _, id := range derive.IDs() {
			w := s.Working(id)
			for _, text := range []string{w.En, w.Nb} {
				if text == "" || strings.ContainsAny(text, "_") || strings.Contains(text, "%!") || strings.Contains(text, "NaN") || !strings.HasSuffix(text, ".") {
					t.Errorf("%s: %s: %q", where, id, text)
				}
			}
			if w.En == w.Nb && id != "editions" {
				t.Errorf("%s: %s is worded alike in both languages: %q", where, id, w.En)
			}
		}
	})
}
