package second

import (
	"fmt"
	"testing"
)

// One evaluation worked out by hand in the book, to the last digit.
func TestWorked(t *testing.T) {
	want := readExample("worked.yaml")
	asWorked(t, want, evaluate(text(get(want, "profile")), text(get(want, "asOf")))[text(get(want, "platform"))])
}

func asWorked(t *testing.T, want any, got result) {
	t.Helper()
	for k, v := range map[string]string{"edition": got.edition, "standing": got.standing, "total": got.total, "low": got.low, "high": got.high, "coverage": got.coverage} {
		if v != get(want, k) {
			t.Errorf("%s: got %s, want %v", k, v, get(want, k))
		}
	}
	same(t, "gates", got.gates, get(want, "gates").(object))
	same(t, "risks", got.risks, get(want, "risks").(object))
	scores := get(want, "scores").(object)
	if len(scores) != len(got.scores) {
		t.Errorf("%d scores, want %d", len(got.scores), len(scores))
	}
	for id, s := range scores {
		g := got.scores[id]
		line := fmt.Sprint(g.weight, g.share, g.low, g.points, g.high, g.contribution)
		wanted := fmt.Sprint(get(s, "weight"), get(s, "share"), get(s, "low"), get(s, "points"), get(s, "high"), get(s, "contribution"))
		if line != wanted {
			t.Errorf("%s: got %s, want %s", id, line, wanted)
		}
	}
}

func same(t *testing.T, what string, got map[string]string, want object) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
	for id, o := range want {
		if got[id] != o {
			t.Errorf("%s: got %q, want %v", id, got[id], o)
		}
	}
}
