package vendorfit

// GoalResult says what a key figure lacks to be a quantified goal that somebody follows up.
type GoalResult struct {
	KPI     *KPI
	Missing []string // of baseline, target, due, owner and review, in that order; review: not followed up every quarter
}

// Quantified tells that nothing is missing.
func (g GoalResult) Quantified() bool { return len(g.Missing) == 0 }

// WeightEffect is a criterion that weighs other than it would if every question of readiness were answered with the highest
// step.
type WeightEffect struct {
	Criterion  *Criterion
	Multiplier Micro // as it is
	Ready      Micro // as it would be
}
