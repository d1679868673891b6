package web

import "github.com/vendorfit/vendorfit"

// Document is an evaluation as the API and the command line answer it. The order of its fields is the order in which people
// read it; names are promises to clients.
type Document struct {
	ID           string        `json:"id"`
	CreatedAt    string        `json:"createdAt"` // RFC 3339
	AsOf         string        `json:"asOf"`
	Seed         uint64        `json:"seed"`
	Engine       string        `json:"engine"`
	Profile      Profile       `json:"profile"`
	RuleBook     BookRef       `json:"ruleBook"`
	Digests      Digests       `json:"digests"`
	Verdict      Verdict       `json:"verdict"`
	Readiness    Readiness     `json:"readiness"`
	Architecture *Architecture `json:"architecture"` // null where every platform is excluded
	KPIs         []KPI         `json:"kpis"`
	Weights      []Weight      `json:"weights"`
	Assumed      []Assumed     `json:"assumed,omitzero"`
	Ignored      []string      `json:"ignored"` // JSON pointers of answers that the profile would not have been asked
	Lifted       []Lifted      `json:"lifted"`
	Method       []Note        `json:"method"`
	Ranking      []Ranked      `json:"ranking"`
	Questions    []Question    `json:"questions,omitzero"`
}

// Profile names the profile that was evaluated.
type Profile struct {
	ID   string          `json:"id,omitempty"`
	Name *vendorfit.Text `json:"name,omitempty"`
}

// BookRef names a revision of a rule book.
type BookRef struct {
	Name     string `json:"name"`
	Revision int    `json:"revision"`
}

// Digests identify inputs and result, each `sha256:` and 64 hexadecimal digits.
type Digests struct {
	Profile   string `json:"profile"`
	RuleBook  string `json:"ruleBook"`
	Catalogue string `json:"catalogue"`
	Answers   string `json:"answers"`
	Result    string `json:"result"`
}

// Verdict is the set of platforms that what is known cannot tell apart.
type Verdict struct {
	Kind      string             `json:"kind"` // recommended, shortlist, notEnoughKnown or noneEligible
	Platforms []string           `json:"platforms"`
	First     map[string]float64 `json:"first"`   // share of draws with first place
	Confirm   []string           `json:"confirm"` // gates to confirm of a set of one
	Rivals    []string           `json:"rivals"`  // of a set of one: whom a changed weight brings forward
	Among     []string           `json:"among"`   // the platforms that the request chose; null where it chose none
	Draws     int                `json:"draws"`   // per prior
	Why       vendorfit.Text     `json:"why"`
}

// Readiness says whether the buyer is ready; it never changes a platform's points.
type Readiness struct {
	Verdict   string         `json:"verdict"` // go, fixFirst or notNow
	Label     vendorfit.Text `json:"label"`
	Text      vendorfit.Text `json:"text"`
	Reasons   []Statement    `json:"reasons"`
	Areas     []Area         `json:"areas"`
	Actions   []Action       `json:"actions,omitzero"`
	Diagnosis []Statement    `json:"diagnosis"`
	Checks    []Statement    `json:"checks"`
	Effects   []Statement    `json:"effects"`
	Legal     []Statement    `json:"legal,omitzero"`
	Assumed   int            `json:"assumed"` // unanswered questions, each counted as 1
}

// Statement is a sentence of the readiness part.
type Statement struct {
	ID    string         `json:"id"`
	Text  vendorfit.Text `json:"text"`
	Basis string         `json:"basis,omitempty"` // the law behind a legal prompt
}

// Area is the verdict on one dimension of readiness; levels are 0..4.
type Area struct {
	Dimension string         `json:"dimension"`
	Label     vendorfit.Text `json:"label"`
	Critical  bool           `json:"critical"`
	Level     Exact          `json:"level"`
	Mean      Exact          `json:"mean"`
	Lowest    int            `json:"lowest"`
	Verdict   string         `json:"verdict"`
	Answered  int            `json:"answered"`
}

// Action is something to do before or beside the choice.
type Action struct {
	Dimension string         `json:"dimension"`
	Question  string         `json:"question"`
	Score     int            `json:"score"` // 0..4
	Assumed   bool           `json:"assumed"`
	Critical  bool           `json:"critical"`
	Text      vendorfit.Text `json:"text"`
}

// Architecture says whether one suite, a hybrid or specialised products suit, on the first platform that is not excluded.
type Architecture struct {
	Platform string         `json:"platform"`
	Verdict  string         `json:"verdict"` // suite, hybrid, bestOfBreed or none
	Close    []string       `json:"close"`   // two variants that are about as good, the verdict first
	Firm     bool           `json:"firm"`    // the verdict holds whatever the open values are
	Why      vendorfit.Text `json:"why"`
	Measures []Measure      `json:"measures,omitzero"`
}

// Measure is one variant with what was worked out for it.
type Measure struct {
	Variant   string         `json:"variant"`
	Label     vendorfit.Text `json:"label"`
	Places    []Placed       `json:"places"`
	Coverage  Exact          `json:"coverage"`          // need met in the areas, 0..1
	Effort    *Exact         `json:"effort"`            // points 0..1; null without a budget for the first year
	Gap       Exact          `json:"gap"`               // steps of integration maturity that are missing
	LockIn    Exact          `json:"lockIn"`            // 0..1, 0 is free
	Contracts Exact          `json:"contracts"`         // to hold
	Days      Exact          `json:"days"`              // person-days to build the connections
	Built     Exact          `json:"built"`             // connections to build
	Utility   Exact          `json:"utility"`           // what the variants are compared by
	Refusal   string         `json:"refusal,omitempty"` // maturity, coverage or cost: why it is not advisable
}

// Placed says where an area goes in a variant.
type Placed struct {
	Area  string         `json:"area"`
	Label vendorfit.Text `json:"label"`
	Place string         `json:"place"` // own, separate or kept
}

// KPI is a key figure of the goal with how far there is to go.
type KPI struct {
	Name     vendorfit.Text  `json:"name"`
	Unit     string          `json:"unit"`
	Baseline *float64        `json:"baseline"`
	Target   *float64        `json:"target"`
	Gap      *float64        `json:"gap"` // target less baseline; null without a baseline
	Due      string          `json:"due,omitempty"`
	Owner    *vendorfit.Text `json:"owner,omitempty"`
	Missing  []string        `json:"missing"` // baseline, due, owner, review: what makes it words rather than a goal
}

// Weight is a criterion's part of the decision, with what made it so.
type Weight struct {
	Criterion  string         `json:"criterion"`
	Label      vendorfit.Text `json:"label"`
	Swing      float64        `json:"swing"`      // the book's, or the buyer's
	Multiplier Exact          `json:"multiplier"` // how much of the swing this profile can feel
	Share      Exact          `json:"share"`      // 0..1
}

// Assumed is a default that stands in for an answer.
type Assumed struct {
	Pointer  string         `json:"pointer"` // JSON pointer into the profile
	Question string         `json:"question"`
	Label    vendorfit.Text `json:"label"`
	Value    any            `json:"value"`
	Text     vendorfit.Text `json:"text"`
}

// Lifted is a gate that the request lifted for a platform, with its reason.
type Lifted struct {
	Platform string `json:"platform"`
	Gate     string `json:"gate"`
	Reason   string `json:"reason"`
	By       string `json:"by"`
}

// Note is a sentence on what the numbers can and cannot say.
type Note struct {
	ID   string         `json:"id"`
	Text vendorfit.Text `json:"text"`
}

// Ranked is one platform's place.
type Ranked struct {
	Platform    string            `json:"platform"`
	Name        string            `json:"name"`
	Own         bool              `json:"own,omitempty"` // brought by the request, not of the catalogue
	Rank        int               `json:"rank"`
	Standing    string            `json:"standing"`
	Edition     *string           `json:"edition"`
	Total       Exact             `json:"total"`
	Low         Exact             `json:"low"`
	High        Exact             `json:"high"`
	Coverage    Exact             `json:"coverage"`
	Criteria    []CriterionResult `json:"criteria,omitzero"`
	Findings    []Finding         `json:"findings,omitzero"`
	WouldRemove []Removal         `json:"wouldRemove"`
}

// CriterionResult is what a platform earned on a criterion of the top level.
type CriterionResult struct {
	Criterion    string `json:"criterion"`
	Share        Exact  `json:"share"`
	Points       Exact  `json:"points"`
	Low          Exact  `json:"low"`
	High         Exact  `json:"high"`
	Contribution Exact  `json:"contribution"`
}

// Removal is an open value that would most likely take a platform out of the verdict.
type Removal struct {
	Attribute string         `json:"attribute"`
	Member    string         `json:"member,omitempty"`
	Gate      string         `json:"gate,omitempty"`
	If        vendorfit.Text `json:"if"`
}

// Question is a question to a vendor whose answer could change the result.
type Question struct {
	Platform    string         `json:"platform"`
	Attribute   string         `json:"attribute"`
	Member      string         `json:"member,omitempty"`
	State       string         `json:"state"`
	CouldChange string         `json:"couldChange"` // first, standing or rank
	Label       vendorfit.Text `json:"label"`
	Ask         vendorfit.Text `json:"ask"`
}

// Summary is the document without findings, questions and criteria, and without the lists that explain it: what was assumed, actions,
// legal prompts, and the measures of the architecture. It is for those who look at many, and has at most 20 kB.
func (d Document) Summary() Document {
	ranking := make([]Ranked, len(d.Ranking))
	for i, r := range d.Ranking {
		r.Findings, r.Criteria = nil, nil
		ranking[i] = r
	}
	d.Ranking, d.Questions, d.Assumed = ranking, nil, nil
	d.Readiness.Actions, d.Readiness.Legal = nil, nil
	if d.Architecture != nil {
		a := *d.Architecture
		a.Measures = nil
		d.Architecture = &a
	}
	return d
}

// seal fills in the digest of the result, over the document without its id, its time and that digest itself: fields of the same
// name stand before the document's, and are left out where they are empty.
func (d *Document) seal() (err error) {
	d.Digests.Result, err = vendorfit.Digest(struct {
		*Document
		ID        string `json:"id,omitempty"`
		CreatedAt string `json:"createdAt,omitempty"`
		Digests   inputs `json:"digests"`
	}{Document: d, Digests: inputs{d.Digests.Profile, d.Digests.RuleBook, d.Digests.Catalogue, d.Digests.Answers}})
	return err
}

// inputs are the digests of what went in.
type inputs struct {
	Profile   string `json:"profile"`
	RuleBook  string `json:"ruleBook"`
	Catalogue string `json:"catalogue"`
	Answers   string `json:"answers"`
}
