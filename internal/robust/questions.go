package robust

import (
	"cmp"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// removalsShown is how many open values are named for each member of the verdict.
const removalsShown = 3

// What an answer could change, the strongest first.
const (
	couldFirst    = "first"
	couldStanding = "standing"
	couldRank     = "rank"
)

// openRead is an open or soft value of a platform with all that hangs on it.
type openRead struct {
	slot       vendorfit.Slot
	order      int
	gate       string // a gate that is to be confirmed because of it
	loss, gain int64  // points that the worst and the best answer would move, in units of 1e-13 point
}

// openReads are the open values behind a platform's gates and scores. Where several leave one finding open, each has its part.
func openReads(r *vendorfit.Result) []openRead {
	var reads []openRead
	at := map[vendorfit.Slot]int{}
	of := func(s vendorfit.Slot) *openRead {
		i, ok := at[s]
		if !ok {
			i = len(reads)
			at[s] = i
			reads = append(reads, openRead{slot: s, order: i})
		}
		return &reads[i]
	}
	for _, f := range r.Findings {
		open := openSlots(r, f.Reads)
		for _, s := range open {
			o, n := of(s), int64(len(open))
			switch {
			case f.Kind == vendorfit.Gate && f.Outcome == vendorfit.ToConfirm && f.Lifted == nil && o.gate == "":
				o.gate = f.Rule
			case f.Kind == vendorfit.Score:
				o.loss += f.Share * int64(f.Points-f.Low) / n
				o.gain += f.Share * int64(f.High-f.Points) / n
			}
		}
	}
	return reads
}

func openSlots(r *vendorfit.Result, reads []vendorfit.Slot) []vendorfit.Slot {
	var open []vendorfit.Slot
	for _, s := range reads {
		if v := r.Knowledge.At(s); s != vendorfit.NoSlot && (v.Open() || v.Soft()) && !slices.Contains(open, s) {
			open = append(open, s)
		}
	}
	return open
}

// removals are the three open values that would most likely remove a member: first those behind a gate that could exclude it,
// then those whose worst answer would cost most points.
func removals(e *vendorfit.Evaluation, r *vendorfit.Result) []vendorfit.Removal {
	reads := openReads(r)
	excludes := map[string]bool{}
	for _, f := range r.Findings {
		excludes[f.Rule] = f.Kind == vendorfit.Gate && f.Exclude
	}
	slices.SortStableFunc(reads, func(a, b openRead) int {
		return cmp.Or(yes(excludes[b.gate])-yes(excludes[a.gate]), cmp.Compare(b.loss, a.loss), a.order-b.order)
	})
	var out []vendorfit.Removal
	for _, o := range reads {
		if len(out) == removalsShown || !excludes[o.gate] && o.loss == 0 {
			break
		}
		x := vendorfit.Removal{Slot: o.slot, Loss: o.loss}
		if excludes[o.gate] {
			x.Gate = o.gate
		}
		out = append(out, x)
	}
	return out
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// questions are the open values whose answers could change the result, of all platforms: the members of the verdict first, in
// the order of the ranking; within a platform what could change first place, then standing, then rank, and by the points at
// stake.
func questions(e *vendorfit.Evaluation) []vendorfit.OpenQuestion {
	lead, second := places(e)
	var members, others []vendorfit.OpenQuestion
	for i := range e.Ranking {
		r := &e.Ranking[i]
		asked := ask(e, i, lead, second)
		if slices.Contains(e.Verdict.Platforms, r.Knowledge.Platform.ID) {
			members = append(members, asked...)
		} else {
			others = append(others, asked...)
		}
	}
	return append(members, others...)
}

// places are the totals of the first platform that is not excluded and of the next one.
func places(e *vendorfit.Evaluation) (lead, second int64) {
	in := standing(e)
	if len(in) > 0 {
		lead = in[0].Total
	}
	if len(in) > 1 {
		second = in[1].Total
	}
	return lead, second
}

func ask(e *vendorfit.Evaluation, i int, lead, second int64) []vendorfit.OpenQuestion {
	r := &e.Ranking[i]
	type question struct {
		vendorfit.OpenQuestion
		weight int64
	}
	var asked []question
	for _, o := range openReads(r) {
		if could := couldChange(e, i, o, lead, second); could != "" {
			asked = append(asked, question{vendorfit.OpenQuestion{Platform: r.Knowledge.Platform.ID, Slot: o.slot, Could: could}, o.loss + o.gain})
		}
	}
	strength := []string{couldFirst, couldStanding, couldRank}
	slices.SortStableFunc(asked, func(a, b question) int {
		return cmp.Or(slices.Index(strength, a.Could)-slices.Index(strength, b.Could), cmp.Compare(b.weight, a.weight))
	})
	out := make([]vendorfit.OpenQuestion, len(asked))
	for k := range asked {
		out[k] = asked[k].OpenQuestion
	}
	return out
}

// couldChange says what the answer to one open value could change, all else as estimated: who is first (it brings the platform
// to the lead, or the leader below the next), a standing, a rank, or "" nothing.
func couldChange(e *vendorfit.Evaluation, i int, o openRead, lead, second int64) string {
	r := &e.Ranking[i]
	out := r.Standing == vendorfit.Excluded
	switch {
	case !out && r.Total == lead && r.Total-o.loss < second:
		return couldFirst
	case !out && r.Total < lead && r.Total+o.gain >= lead:
		return couldFirst
	case o.gate != "":
		return couldStanding
	case passes(e, i, o):
		return couldRank
	}
	return ""
}

// passes tells whether the answer could move the platform past a neighbour.
func passes(e *vendorfit.Evaluation, i int, o openRead) bool {
	r := &e.Ranking[i]
	same := func(k int) bool {
		return k >= 0 && k < len(e.Ranking) && (e.Ranking[k].Standing == vendorfit.Excluded) == (r.Standing == vendorfit.Excluded)
	}
	return same(i-1) && r.Total+o.gain >= e.Ranking[i-1].Total || same(i+1) && r.Total-o.loss <= e.Ranking[i+1].Total
}
