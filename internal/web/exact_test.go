package web

import "testing"

func TestExact(t *testing.T) {
	for _, c := range []struct {
		x    Exact
		want string
	}{
		{Exact{0, 13}, "0"},
		{Exact{777990045685371, 13}, "77.7990045685371"},
		{Exact{1_000_000_000_000_000, 13}, "100"},
		{Exact{500_000, 6}, "0.5"},
		{Exact{1, 9}, "0.000000001"},
		{Exact{-1_500_000, 6}, "-1.5"},
		{Exact{7, 0}, "7"},
	} {
		if got := c.x.String(); got != c.want {
			t.Errorf("%+v is %s, want %s", c.x, got, c.want)
		}
	}
}

func TestMeanOfNothing(t *testing.T) {
	if got := mean(0, 0).String(); got != "0" {
		t.Errorf("a criterion without a share has points %s", got)
	}
	if got := mean(271_000_000, 500_000_000).String(); got != "0.000001" {
		t.Errorf("half of a millionth is rounded to %s", got)
	}
}
