package vendorfit

import (
	"errors"
	"reflect"
	"testing"
)

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from Date
		n    int
		want Date
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-08-31", 6, "2027-02-28"},
		{"2026-11-23", 12, "2027-11-23"},
		{"2026-12-31", 3, "2027-03-31"},
		{"never", 3, "never"},
	} {
		if got := c.from.AddMonths(c.n); got != c.want {
			t.Errorf("%s + %d months: %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func know(t *testing.T, asOf Date, answers ...Answer) (*Book, *Knowledge) {
	t.Helper()
	b := smallBook(t)
	p := smallPlatform()
	if m := b.Prepare(p); len(m) > 0 {
		t.Fatal(m)
	}
	k, m := Know(b, p, &Request{Answers: answers}, asOf)
	if len(m) > 0 {
		t.Fatal(m)
	}
	return b, k
}

func TestKnowStates(t *testing.T) {
	type state struct {
		State      State
		Confidence Confidence
		Denied     bool
		Checked    Date
	}
	for _, c := range []struct {
		asOf Date
		slot string
		want state
	}{
		{"2026-02-28", "burst", state{Known, Low, false, "2026-01-31"}}, // the last day of one month's shelf life
		{"2026-03-01", "burst", state{Stale, Low, false, "2026-01-31"}},
		{"2026-03-01", "sso.access", state{Known, Medium, false, "2026-01-31"}}, // the weakest of its facts
		{"2026-03-01", "language.ui:nb", state{Known, Medium, false, "2026-01-31"}},
		{"2026-03-01", "kind", state{None, High, true, "2026-01-31"}},
		{"2027-02-01", "kind", state{Stale, High, true, "2026-01-31"}},
		{"2027-02-01", "audit.days", state{NotSeen, "", false, "2026-01-31"}},
		{"2027-02-01", "way", state{Unknown, "", false, ""}},
		{"2025-01-01", "certs:iso27001", state{Known, High, false, "2026-01-31"}}, // looked at after the day asked for
		{"2026-03-01", "certs:soc2", state{Unknown, "", false, ""}},
	} {
		b, k := know(t, c.asOf)
		v := k.Values[b.slots[c.slot]]
		if got := (state{v.State, v.Confidence, v.Denied, v.Checked}); got != c.want {
			t.Errorf("%s at %s: %+v, want %+v", c.slot, c.asOf, got, c.want)
		}
	}
}

// The oldest fact says how long ago a value was looked at.
func TestCheckedIsTheOldestFact(t *testing.T) {
	b, p := smallBook(t), smallPlatform()
	p.Facts[2].Checked = "2025-06-30"
	k, m := Know(b, p, &Request{}, "2026-02-01")
	if v := k.At(b.Slot("sso.access")); len(m) > 0 || v.Checked != "2025-06-30" {
		t.Errorf("%+v %v", v, m)
	}
}

func answer(attribute string, value any, asOf Date) Answer {
	return Answer{Platform: "one", Attribute: attribute, Value: value, AsOf: asOf, Source: "letter", GivenBy: "vendor"}
}

func stated(attribute, member string, s State, asOf Date) Answer {
	return Answer{Platform: "one", Attribute: attribute, Member: member, State: s, AsOf: asOf, Source: "letter", GivenBy: "buyer"}
}

func TestAnswers(t *testing.T) {
	offer := map[string]any{"amount": "1450000", "currency": "NOK", "per": "account", "period": "year"}
	b, k := know(t, "2026-03-01", answer("sso.access", "all", "2026-02-20"), stated("kind", "", NotSeen, "2026-02-20"),
		answer(OfferAttribute, offer, "2026-02-20"), stated("certs", "soc2", Known, "2026-02-20"),
		answer("way", "custom", "2026-02-20"), answer("way", "native", "2026-02-21"), answer("burst", 3.0, "2025-02-20"))
	want := map[string]Value{
		"sso.access":   {State: Known, Confidence: High, Access: Access{0, -1}},
		"kind":         {State: NotSeen},
		OfferAttribute: {State: Known, Confidence: High, Price: &Price{1450000, 1450000, "NOK", "account", "year", nil}},
		"certs:soc2":   {State: Known, Confidence: Medium},
		"way":          {State: Known, Confidence: High, Code: "native", Points: 1}, // the later of two
		"burst":        {State: Stale, Confidence: High, Low: 3, High: 3},           // an answer grows old too
	}
	for slot, w := range want {
		got := *k.Values[b.slots[slot]]
		if got.Answer == nil || got.Checked != got.Answer.AsOf {
			t.Errorf("%s: nobody gave it: %+v", slot, got)
		}
		got.Answer, got.Checked = nil, ""
		if !reflect.DeepEqual(got, w) {
			t.Errorf("%s: %+v, want %+v", slot, got, w)
		}
	}
	if len(k.Public) != len(want) || k.Public[b.Slot("sso.access")].Access != (Access{1, 0}) || k.Public[b.Slot("way")].State != Unknown {
		t.Errorf("public values: %v", k.Public)
	}
}

// An empty set is an answer about all of its members.
func TestAnswerOfAnEmptySet(t *testing.T) {
	b, k := know(t, "2026-03-01", answer("certs", []any{}, "2026-02-20"))
	for _, m := range []string{"iso27001", "soc2"} {
		if v := k.At(b.MemberSlot("certs", m)); v.State != None || !v.Denied {
			t.Errorf("%s: %+v", m, v)
		}
	}
}

func TestAnswersByEdition(t *testing.T) {
	row := func(attribute, edition string, value any, asOf Date) Answer {
		a := answer(attribute, value, asOf)
		a.Edition = edition
		return a
	}
	b, k := know(t, "2026-03-01",
		row("api.quota", "Plus", map[string]any{"base": 500.0}, "2026-02-20"), row("audit.days", "Top", 90.0, "2026-02-20"),
		row("audit.days", "Plus", 30.0, "2026-02-20"),
		row("editions", "Plus", map[string]any{"price": map[string]any{"amount": "35", "currency": "EUR", "per": "full_seat", "period": "month"}}, "2026-02-21"))

	quota := k.At(b.Slot("api.quota"))
	if want := []QuotaRow{{Known: true, Base: 100}, {Known: true, Base: 500}, {Known: true, Uncapped: true}}; !reflect.DeepEqual(quota.Quota, want) {
		t.Errorf("quota: %+v", quota.Quota)
	}
	if quota.Confidence != Low || quota.AtRank(1).Confidence != High || quota.AtRank(0).Confidence != Low || quota.AtRank(1).Quota[1].Base != 500 {
		t.Errorf("quota: %s, by rank %s %s", quota.Confidence, quota.AtRank(0).Confidence, quota.AtRank(1).Confidence)
	}
	days := k.At(b.Slot("audit.days"))
	if want := []Rung{{}, {Known: true, N: 30}, {Known: true, N: 90}}; !reflect.DeepEqual(days.Rungs, want) || !days.Sure() {
		t.Errorf("audit days: %+v", days)
	}
	if days.AtRank(0).State != NotSeen || !days.AtRank(1).Sure() || !days.AtRank(2).Sure() {
		t.Errorf("audit days by rank: %s %s %s", days.AtRank(0).State, days.AtRank(1).State, days.AtRank(2).State)
	}
	editions := k.Editions(b)
	if len(editions) != 3 || editions[1].Name != "Plus" || editions[1].Price.Low != 35 || editions[2].Price.Low != 80 {
		t.Errorf("editions: %+v", editions)
	}
	if k.At(b.Slot("editions")).Checked != "2026-01-31" || k.At(b.Slot("editions")).AtRank(1).Checked != "2026-02-21" {
		t.Error("a list is as old as its oldest row")
	}
}

// A vendor has its time to answer, and its silence takes away nothing that a source says.
func TestDeclined(t *testing.T) {
	for _, c := range []struct {
		attribute string
		asOf      Date
		want      State
	}{
		{"way", "2026-03-05", Unknown},
		{"way", "2026-03-06", Declined},
		{"way", "2026-02-01", Unknown},
		{"kind", "2026-03-06", None},        // a firm no stays a no
		{"sso.access", "2026-03-06", Known}, // firm
		{"burst", "2026-03-06", Declined},   // stale
		{"api.quota", "2026-03-06", Declined},
	} {
		b, k := know(t, c.asOf, stated(c.attribute, "", Declined, "2026-02-20"))
		v := k.At(b.Slot(c.attribute))
		if v.State != c.want || (len(k.Waiting) == 0) != (c.want == Declined) || (k.Public[b.Slot(c.attribute)] != nil) != (c.want == Declined) {
			t.Errorf("%s at %s: %s, waiting %d", c.attribute, c.asOf, v.State, len(k.Waiting))
		}
	}
}

func TestAnswerMistakes(t *testing.T) {
	b := smallBook(t)
	c := &Catalogue{Platforms: []*Platform{smallPlatform()}}
	edition := func(a Answer, name string) Answer { a.Edition = name; return a }
	member := func(a Answer, name string) Answer { a.Member = name; return a }
	for _, x := range []struct {
		name string
		r    Request
		want string
	}{
		{"no such platform", Request{Answers: []Answer{{Platform: "two", Attribute: "kind", State: NotSeen, AsOf: "2026-01-01"}}}, "/answers/0/platform code\n"},
		{"no such attribute", Request{Answers: []Answer{answer("nothing", "x", "2026-01-01")}}, "/answers/0/attribute code\n"},
		{"no such code", Request{Answers: []Answer{answer("way", "native", "2026-01-01"), answer("kind", "odd", "2026-01-01")}}, "/answers/1/value code\n"},
		{"a price of the wrong shape", Request{Answers: []Answer{answer(OfferAttribute, map[string]any{"amount": 3.0, "currency": "NOK", "per": "account", "period": "year"}, "2026-01-01")}}, "/answers/0/value/amount format\n"},
		{"no date", Request{Answers: []Answer{answer("kind", "good", "yesterday")}}, "/answers/0/asOf format\n"},
		{"neither value nor state", Request{Answers: []Answer{answer("kind", nil, "2026-01-01")}}, "/answers/0 required\n"},
		{"a state that it has not", Request{Answers: []Answer{stated("way", "", None, "2026-01-01"), stated("way", "", Known, "2026-01-02"), stated("way", "", Stale, "2026-01-03")}}, "/answers/0/state code\n/answers/1/state code\n/answers/2/state code\n"},
		{"no member", Request{Answers: []Answer{answer("language.ui", "help", "2026-01-01")}}, "/answers/0/member code\n"},
		{"a member where there is none", Request{Answers: []Answer{member(answer("kind", "good", "2026-01-01"), "nb")}}, "/answers/0/member unknownField\n"},
		{"a value of a member of a set", Request{Answers: []Answer{member(answer("certs", "yes", "2026-01-01"), "soc2")}}, "/answers/0/value type\n"},
		{"no edition", Request{Answers: []Answer{answer("audit.days", 3.0, "2026-01-01")}}, "/answers/0/edition code\n"},
		{"no such edition", Request{Answers: []Answer{edition(answer("editions", map[string]any{}, "2026-01-01"), "Gold")}}, "/answers/0/edition code\n"},
		{"an edition where there is none", Request{Answers: []Answer{edition(answer("kind", "good", "2026-01-01"), "Plus")}}, "/answers/0/edition unknownField\n"},
		{"a state of one edition", Request{Answers: []Answer{edition(stated("audit.days", "", Declined, "2026-01-01"), "Plus")}}, "/answers/0/edition unknownField\n"},
		{"another name", Request{Answers: []Answer{edition(answer("editions", map[string]any{"name": "Top"}, "2026-01-01"), "Plus")}}, "/answers/0/value type\n"},
		{"two of one day", Request{Answers: []Answer{answer("kind", "good", "2026-01-01"), answer("kind", "fair", "2026-01-01")}}, "/answers/1 duplicate\n"},
		{"an edition that is not sold", Request{Editions: map[string]string{"one": "Gold", "two": "Basic"}}, "/editions/two code\n/editions/one code\n"},
		{
			"a gate that is none",
			Request{Profile: &Profile{Requirements: make([]Requirement, 1)}, Lifted: []Lift{{Platform: "one", Gate: "score.sso"}, {Platform: "one", Gate: "own.2"}, {Platform: "one", Gate: "own.1"}, {Platform: "one", Gate: "own.1"}, {Platform: "two", Gate: "edition"}}},
			"/lifted/0/gate code\n/lifted/1/gate code\n/lifted/3 duplicate\n/lifted/4/platform code\n",
		},
		{"a choice that is none", Request{Only: []string{"one", "two"}}, "/only/1 code\n"},
		{"an own platform of a known id", Request{Platforms: []Platform{*smallPlatform()}}, "/platforms/0/id duplicate\n"},
		{
			"an own platform without facts",
			Request{Platforms: []Platform{{ID: "own", Name: "Own", Values: []Row{{Attribute: "kind", Value: "good"}}}}},
			"/platforms/0/vendor/name required\n/platforms/0/vendor/headquarters required\n/platforms/0/vendor/jurisdiction required\n/platforms/0/values/0 required\n",
		},
	} {
		_, err := KnowAll(b, c, &x.r, "2026-03-01")
		var e *Error
		if !errors.As(err, &e) || e.Kind != Invalid {
			t.Errorf("%s: %v", x.name, err)
		} else if got := pointers(e.Mistakes); got != x.want {
			t.Errorf("%s:\n%swant\n%s", x.name, got, x.want)
		}
	}
}

func TestKnowAll(t *testing.T) {
	b := smallBook(t)
	own := *smallPlatform()
	own.ID = "own"
	r := &Request{
		Only: []string{"own"}, Editions: map[string]string{"own": "Plus"}, Platforms: []Platform{own},
		Lifted: []Lift{{Platform: "own", Gate: "gate.sso", Reason: "x", By: "y"}, {Platform: "one", Gate: "edition", Reason: "x", By: "z"}},
	}
	known, err := KnowAll(b, &Catalogue{Platforms: []*Platform{smallPlatform()}}, r, "2026-03-01")
	if err != nil || len(known) != 1 {
		t.Fatal(known, err)
	}
	if k := known[0]; !k.Own || k.Pinned != 1 || k.Lifted["gate.sso"].By != "y" || len(k.Lifted) != 1 || k.Platform.ID != "own" {
		t.Errorf("%+v", k)
	}
}

// A prepared platform that was copied and changed is read anew.
func TestPreparedPlatformIsReadAnew(t *testing.T) {
	b, p := smallBook(t), smallPlatform()
	b.Prepare(p)
	changed := *p
	changed.Values = []Row{{Attribute: "way", Value: "native", Facts: []string{"f-1"}}}
	k, _ := Know(b, &changed, &Request{}, "2026-03-01")
	if k.At(b.Slot("way")).Code != "native" || k.At(b.Slot("sso.access")).State != Unknown {
		t.Error("the copy was read as the original")
	}
}

func TestPrepareMistakes(t *testing.T) {
	b := smallBook(t)
	for _, c := range []struct {
		name  string
		spoil func(p *Platform)
		want  string
	}{
		{"nothing", func(*Platform) {}, ""},
		{"id", func(p *Platform) { p.ID = "-one" }, "/id format\n"},
		{"name", func(p *Platform) { p.Name = "" }, "/name required\n"},
		{"vendor without fact", func(p *Platform) { p.Vendor.Name.Facts = nil }, "/vendor/name required\n"},
		{"vendor without state", func(p *Platform) { p.Vendor.Headquarters = Stated{} }, "/vendor/headquarters required\n"},
		{"fact without source", func(p *Platform) { p.Facts[0].Source = "" }, "/facts/0/source required\n"},
		{"fact without date", func(p *Platform) { p.Facts[0].AsOf = "" }, "/facts/0/asOf required\n"},
		{"fact without value", func(p *Platform) { p.Facts[0].Value = nil }, "/facts/0/value required\n"},
		{"fact not checked", func(p *Platform) { p.Facts[0].Checked = "2026-02-30" }, "/facts/0/checked format\n"},
		{"fact of odd confidence", func(p *Platform) { p.Facts[2].Confidence = "sure" }, "/facts/2/confidence code\n"},
		{"fact of odd source", func(p *Platform) { p.Facts[0].SourceType = "rumour" }, "/facts/0/sourceType code\n"},
		{"fact twice", func(p *Platform) { p.Facts = append(p.Facts, p.Facts[0]) }, "/facts/3/id duplicate\n"},
		{"unused fact", func(p *Platform) { p.Facts = append(p.Facts, p.Facts[0]); p.Facts[3].ID = "f-4" }, "/facts/3 required\n"},
		{"used fact marked", func(p *Platform) { p.Facts[0].Unused = true }, "/facts/0/unused format\n"},
		{"conflict with nothing", func(p *Platform) { p.Facts[0].ConflictsWith = "f-9" }, "/facts/0/conflictsWith code\n"},
		{"conflict with itself", func(p *Platform) { p.Facts[0].ConflictsWith = []any{"f-1"} }, "/facts/0/conflictsWith code\n"},
		{"conflict without a note", func(p *Platform) { p.Facts[0].ConflictsWith = "f-2" }, "/facts/0/conflictsWith required\n"},
		{"row of no attribute", func(p *Platform) { p.Values[1].Attribute = "sso" }, "/values/1/attribute code\n"},
		{"row twice", func(p *Platform) { p.Values = append(p.Values, p.Values[1]) }, "/values/8 duplicate\n"},
		{"row without fact", func(p *Platform) { p.Values[2].Facts = nil }, "/values/2 required\n"},
		{"row of no fact", func(p *Platform) { p.Values[2].Facts = []string{"f-9"} }, "/values/2/facts/0 code\n"},
		{"row surer than its facts", func(p *Platform) { p.Values[1].Confidence = High }, "/values/1/confidence maximum\n"},
		{"row with vendor's name", func(p *Platform) { p.Values[1].As = "X" }, "/values/1/as unknownField\n"},
		{"row that does not fit", func(p *Platform) { p.Values[1].Value = "e3" }, "/values/1/value maximum\n"},
		{"row of value and state", func(p *Platform) { p.Values[1].State = None }, "/values/1 required\n"},
		{"row that is unknown", func(p *Platform) { p.Values[2].State = Unknown }, "/values/2/state code\n"},
		{"state none where there is none", func(p *Platform) { p.Values[2].Attribute = "way" }, "/values/2/state code\n"},
		{"state known where there is none", func(p *Platform) { p.Values[2].State = Known }, "/values/2/state code\n"},
		{"not seen, not said where", func(p *Platform) { p.Values[5].LookedIn = "" }, "/values/5/lookedIn required\n"},
		{"not seen, not said when", func(p *Platform) { p.Values[5].Checked = "" }, "/values/5/checked required\n"},
		{"a day of its own", func(p *Platform) { p.Values[1].Checked = "2026-01-31" }, "/values/1 unknownField\n"},
		{"no such member", func(p *Platform) { p.Values[6].Member = "iso9001" }, "/values/6/member code\n"},
		{"member of a value", func(p *Platform) { p.Values[2].Member = "x" }, "/values/2/member unknownField\n"},
		{"an offer in the catalogue", func(p *Platform) { p.Values[2].Attribute = OfferAttribute }, "/values/2 format\n"},
	} {
		p := smallPlatform()
		c.spoil(p)
		got := ""
		for _, m := range b.Prepare(p) {
			if m.Pointer != "/facts/0" && m.Pointer != "/facts/2" { // facts that lost their only row
				got += pointers([]Mistake{m})
			}
		}
		if got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.name, got, c.want)
		}
	}
}
