package web

import "net/http"

// Replay says whether a stored evaluation, evaluated again, gives the same bytes.
type Replay struct {
	Identical   bool         `json:"identical"`
	Digest      string       `json:"digest"` // of the result now
	Differences []Difference `json:"differences"`
}

// Difference is a part that is not what it was: engine, ruleBook, catalogue, profile, answers or result.
type Difference struct {
	Part   string `json:"part"`
	Stored string `json:"stored"`
	Now    string `json:"now"`
}

func (c *call) replayEvaluation() error {
	id := c.r.PathValue("id")
	rec, err := c.fetch(id)
	if err != nil {
		return err
	}
	_, d, err := c.again(id, rec)
	if err != nil {
		return err
	}
	out := Replay{Digest: d.Digests.Result, Differences: rec.differences(d)}
	out.Identical = len(out.Differences) == 0
	return c.reply(http.StatusOK, out, "")
}
