package second

import (
	"encoding/json"
	"os"
	"testing"
)

var profiles = []string{"energy-retailer", "manufacturer-bc-fabric", "membership-organisation", "public-agency-archive", "saas-scaleup"}

// All platforms under all example profiles: prints them, and writes them where SECOND_OUT names a file.
func TestResults(t *testing.T) {
	const asOf = "2026-11-27"
	out := map[string]any{}
	for _, profile := range profiles {
		results := evaluate(profile, asOf)
		rows := map[string]any{}
		for id, r := range results {
			rows[id] = r.json()
			t.Logf("%-24s %-16s %-11s %-20s %s (%s .. %s) %s", profile, id, r.standing, r.edition, r.total, r.low, r.high, r.coverage)
		}
		out[profile] = rows
	}
	path := os.Getenv("SECOND_OUT")
	if path == "" {
		return
	}
	data, err := json.MarshalIndent(out, "", " ")
	if err == nil {
		err = os.WriteFile(path, append(data, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// json writes numbers exactly as they stand.
func (r result) json() map[string]any {
	n := func(s string) json.Number { return json.Number(s) }
	scores := map[string]any{}
	for id, f := range r.scores {
		scores[id] = map[string]any{"share": n(f.share), "low": n(f.low), "points": n(f.points), "high": n(f.high)}
	}
	var edition any
	if r.edition != "" {
		edition = r.edition
	}
	return map[string]any{
		"standing": r.standing, "edition": edition, "total": n(r.total), "low": n(r.low), "high": n(r.high),
		"coverage": n(r.coverage), "gates": r.gates, "scores": scores, "risks": r.risks,
	}
}
