package derive

import "strings"

// Value is a total by its id in the book: a float64, bool, string or []string, rounded as quantities are on leaving this
// package; nil where there is no total of that id.
func (t *Totals) Value(id string) any {
	if kept, ok := strings.CutPrefix(id, "kept."); ok {
		return t.kept(kept)
	}
	if of, ok := totals[id]; ok {
		return of(t)
	}
	return nil
}

// totals gives every total its value.
var totals = map[string]func(*Totals) any{
	"seats":            func(t *Totals) any { return t.Seats },
	"occasional":       func(t *Totals) any { return t.Occasional },
	"lightShare":       func(t *Totals) any { return millionths.of(t.LightShare) },
	"mixedShare":       func(t *Totals) any { return millionths.of(t.MixedShare) },
	"manyLight":        func(t *Totals) any { return t.ManyLight },
	"manyMixed":        func(t *Totals) any { return t.ManyMixed },
	"auditMust":        func(t *Totals) any { return t.AuditMust },
	"manyObjects":      func(t *Totals) any { return t.ManyObjects },
	"inexperienced":    func(t *Totals) any { return t.Inexperienced },
	"needsMatching":    func(t *Totals) any { return t.NeedsMatching },
	"longHorizon":      func(t *Totals) any { return t.LongHorizon },
	"fewStaff":         func(t *Totals) any { return t.FewStaff },
	"mustNeeds":        func(t *Totals) any { return t.MustNeeds },
	"mustIntegrations": func(t *Totals) any { return t.MustIntegrations },
	"keptSystems":      func(t *Totals) any { return t.KeptSystems },
	"areas":            func(t *Totals) any { return t.Areas },
	"areasToReplace":   func(t *Totals) any { return float64(len(t.Areas)) },
	"loadKnown":        func(t *Totals) any { return t.LoadKnown },
	"changesPerDay":    func(t *Totals) any { return t.ChangesPerDay },
	"batchRecords":     func(t *Totals) any { return t.BatchRecords },
	"manyRecords":      func(t *Totals) any { return t.ManyRecords },
	"callsPerDay":      func(t *Totals) any { return wholeCalls.of(t.CallsPerDay) },
	"heavyLoad":        func(t *Totals) any { return t.HeavyLoad },
	"fastest":          func(t *Totals) any { return t.Fastest },
	"erpFlows":         func(t *Totals) any { return t.ErpFlows },
	"otherFlows":       func(t *Totals) any { return t.OtherFlows },
	"trackerFlows":     func(t *Totals) any { return t.TrackerFlows },
	"erpTwoWay":        func(t *Totals) any { return t.ErpTwoWay },
	"erpLevel":         func(t *Totals) any { return t.ErpLevel },
	"archiveLevel":     func(t *Totals) any { return t.ArchiveLevel },
	"hasIpaas":         func(t *Totals) any { return t.HasIpaas },
	"needsIpaas":       func(t *Totals) any { return t.NeedsIpaas },
	"twoWayRealtime":   func(t *Totals) any { return t.TwoWayRealtime },
	"office":           func(t *Totals) any { return t.Office },
	"twoMasters":       func(t *Totals) any { return len(t.Contested) > 0 },
	"contested":        func(t *Totals) any { return t.Contested },
	"budgetKnown":      func(t *Totals) any { return t.BudgetKnown },
	"training":         func(t *Totals) any { return t.Training },
	"aiReadiness":      func(t *Totals) any { return millionths.of(t.AIReadiness) },
}
