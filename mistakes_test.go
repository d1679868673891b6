package vendorfit

import (
	"slices"
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	known := []string{"needs", "name", "systems", "integrations", "ai"}
	for name, want := range map[string]string{
		"nmae": "name", "system": "systems", "integratoins": "integrations", "intergation": "integrations", "ia": "ai", "zebra": "", "": "",
		strings.Repeat("x", 65): "", "næme": "name",
	} {
		if got := Nearest(name, known); got != want {
			t.Errorf("%q is nearest to %q, want %q", name, got, want)
		}
	}
}

func TestNatural(t *testing.T) {
	want := []string{"", "/a", "/a/2", "/a/2/x", "/a/9", "/a/10", "/a/10/b", "/a/21", "/ab", "/b1/c", "/b10/a"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, natural)
	if !slices.Equal(got, want) {
		t.Errorf("sorted as %q, want %q", got, want)
	}
}

func TestMost(t *testing.T) {
	for _, c := range []struct{ given, more, listed int }{{0, 0, 0}, {99, 0, 99}, {100, 0, 100}, {101, 0, 101}, {500, 0, 101}, {100, 7, 101}} {
		if got := Most(make([]Mistake, c.given), c.more); len(got) != c.listed {
			t.Errorf("of %d and %d more, %d are listed", c.given, c.more, len(got))
		}
	}
	if last := Most(make([]Mistake, 150), 3)[MistakesMost]; last.Code != "more" || last.Message.En != "and 53 more mistakes" || last.Message.Nb != "og 53 feil til" {
		t.Errorf("the last one is %v", last)
	}
}

func TestPointer(t *testing.T) {
	for namespace, want := range map[string]string{
		"Profile":                                     "",
		"Profile.goals.kpis[3].name":                  "/goals/kpis/3/name",
		"Request.profile.systems[12].masters[0]":      "/profile/systems/12/masters/0",
		"Profile.readiness[strategy][goals]":          "/readiness/strategy/goals",
		"Profile.needs[a.b]":                          "/needs/a.b",
		"Profile.needs[a/b~c]":                        "/needs/a~1b~0c",
		"Profile.needs[]":                             "/needs/",
		"Profile.needs[x]]":                           "/needs/x]",
		"Profile.needs[[x]":                           "/needs/[x",
		"Profile.needs[":                              "/needs/",
		"Profile.requirements[0].oneOf[1]":            "/requirements/0/oneOf/1",
		"Request.platforms[1].facts[2].conflictsWith": "/platforms/1/facts/2/conflictsWith",
	} {
		if got := pointer(namespace); got != want {
			t.Errorf("%s became %s, want %s", namespace, got, want)
		}
	}
}
