package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/vendorfit/vendorfit"
)

// EvaluationList is one page of evaluations, newest first.
type EvaluationList struct {
	Items []Listed `json:"items"`
	Next  string   `json:"next,omitempty"` // the cursor of the next page, for `after`; absent on the last one
}

// Listed is an evaluation in a list: what is stored of it. Its names are those of [Document].
type Listed struct {
	ID        string         `json:"id"`
	CreatedAt string         `json:"createdAt"`
	AsOf      string         `json:"asOf"`
	Seed      uint64         `json:"seed"`
	Engine    string         `json:"engine"`
	Profile   Profile        `json:"profile"`
	RuleBook  BookRef        `json:"ruleBook"`
	Digests   Digests        `json:"digests"`
	Verdict   ListedVerdict  `json:"verdict"`
	Ranking   []ListedRanked `json:"ranking"`
}

// ListedVerdict is a verdict without its reasons.
type ListedVerdict struct {
	Kind      string   `json:"kind"`
	Platforms []string `json:"platforms"`
}

// ListedRanked is a platform's place without its reasons.
type ListedRanked struct {
	Platform string `json:"platform"`
	Name     string `json:"name"`
	Rank     int    `json:"rank"`
	Standing string `json:"standing"`
	Total    Exact  `json:"total"`
	Low      Exact  `json:"low"`
	High     Exact  `json:"high"`
	Coverage Exact  `json:"coverage"`
}

func (c *call) listEvaluations() error {
	limit, _ := strconv.Atoi(c.query["limit"]) // the table has checked it
	items, next, err := c.Store.Query(c.r.Context(), vendorfit.Page{
		PK: c.tenant + kindEvaluation, After: c.query["after"], Limit: limit, Newest: true,
	})
	if is(err, vendorfit.Invalid) && c.query["after"] != "" {
		no := refuse(problemQuery, "", "")
		no.parameter("after", "format", c.query["after"], say("this is no cursor", "dette er ingen peker"), say("the `next` of a page before", "`next` fra en tidligere side"))
		return no
	}
	if err != nil {
		return err
	}
	out := EvaluationList{Items: []Listed{}, Next: next}
	for _, item := range items {
		rec := &record{}
		if err := unpack(item.Body, rec); err != nil {
			return err
		}
		l, err := c.listed(item.SK, rec)
		if err != nil {
			return err
		}
		out.Items = append(out.Items, l)
	}
	return c.reply(http.StatusOK, out, "")
}

func (c *call) listed(id string, rec *record) (Listed, error) {
	names, err := rec.names()
	out := Listed{
		ID: id, CreatedAt: rec.CreatedAt, AsOf: string(rec.AsOf), Seed: rec.Seed, Engine: rec.Engine, RuleBook: rec.Book,
		Digests: rec.Digests, Verdict: rec.Verdict, Ranking: make([]ListedRanked, len(rec.Places)), Profile: names.Profile,
	}
	for i, p := range rec.Places {
		out.Ranking[i] = ListedRanked{
			Platform: p.Platform, Name: c.nameOf(p.Platform, names.Platforms), Rank: p.Rank, Standing: p.Standing,
			Total: total(p.Total), Low: total(p.Low), High: total(p.High), Coverage: share(p.Coverage),
		}
	}
	return out, err
}

// named is what a list shows of a stored request.
type named struct {
	Profile   Profile      `json:"profile"`
	Platforms []identified `json:"platforms"`
}

type identified struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// nameOf is the name of a platform, the request's own before the catalogue's; its id where neither has it any longer.
func (c *call) nameOf(id string, own []identified) string {
	if i := slices.IndexFunc(own, func(p identified) bool { return p.ID == id }); i >= 0 {
		return own[i].Name
	}
	if p := c.Engine.Book.Catalogue.Platform(id); p != nil {
		return p.Name
	}
	return id
}
