package vendorfit

// Standing of a platform, from its gates.
type Standing string

// The standings, from best to gravest.
const (
	Eligible    Standing = "eligible"
	Conditional Standing = "conditional" // eligible if something is bought or switched off
	Unconfirmed Standing = "toConfirm"
	Excluded    Standing = "excluded"
)

// Units of a total and of a contribution: 1e-13 of a point, so that a hundred points are 1e15 and sums stay exact.
const (
	UnitsPerPoint int64 = 10_000_000_000_000
	Billion       int64 = 1_000_000_000 // shares add up to it
)

// Evaluation is a profile judged against platforms: findings, ranking and verdict.
type Evaluation struct {
	ID        string
	CreatedAt string // RFC 3339
	Request   *Request
	AsOf      Date
	Seed      uint64
	Book      *Book
	Catalogue *Catalogue

	Hearing Hearing
	Weights []Weighed      // one per rule and own requirement, in the order of the hearing's terms
	Swings  []WeighedSwing // one per criterion of the top level, in the order of the book
	terms   map[string]int // index into Weights by rule
	Ranking []Result       // by total, excluded platforms last, equal totals by id
	Verdict Verdict        // by package robust
	Opens   []OpenQuestion // by package robust, the most telling first
	Digests Digests
}

// Weighed is a term with its share of the decision.
type Weighed struct {
	Term
	Share int64 // parts per billion, 0 where it does not apply or is no score rule
	Top   int   // index of its criterion of the top level; -1 where it is no score rule
}

// WeighedSwing is a criterion of the top level with the share of the rules below it.
type WeighedSwing struct {
	Criterion  *Criterion
	Swing      float64 // the book's, or the buyer's
	Multiplier Micro
	Share      int64 // parts per billion
}

// Result is one platform's place in the ranking.
type Result struct {
	Knowledge *Knowledge
	Judgement
	Rank             int
	Standing         Standing
	Low, Total, High int64 // in units of 1e-13 point
	Coverage         int64 // parts per billion: share of the weight whose interval is closed
	Criteria         []CriterionResult
	WouldRemove      []Removal // of a member of the verdict, by package robust
}

// CriterionResult is a platform's result on a criterion of the top level.
type CriterionResult struct {
	Criterion         *Criterion
	Share             int64 // parts per billion
	Low, Points, High int64 // contribution at worst, estimate and best, in units of 1e-13 point; Points / Share is 0..1
}

// Removal is an open value that would most likely remove a platform from the verdict.
type Removal struct {
	Slot Slot
	Gate string // the gate that would fail, or "" where points would be lost
	Loss int64  // points lost at worst, in units of 1e-13 point
}

// VerdictKind is what an evaluation comes to.
type VerdictKind string

// The verdicts.
const (
	Recommended    VerdictKind = "recommended"
	Shortlist      VerdictKind = "shortlist"
	NotEnoughKnown VerdictKind = "notEnoughKnown"
	NoneEligible   VerdictKind = "noneEligible"
)

// Verdict is the set of platforms that the facts cannot tell apart.
type Verdict struct {
	Kind      VerdictKind
	Platforms []string           // in the order of the ranking
	First     map[string]float64 // share of the draws of both priors in which a platform holds, or shares, first place
	Confirm   []string           // ids of the gates to confirm, of a set of one
	Rivals    []string           // of a set of one that a changed weight would lose: who it brings forward
	Among     []string           // the platforms chosen by the request; nil where it chose none
	Draws     int                // per prior
}

// OpenQuestion is a question whose answer could change the result.
type OpenQuestion struct {
	Platform string
	Slot     Slot
	Could    string // first, standing or rank
}

// Digests identify what went in and what came out: SHA-256 over canonical JSON (RFC 8785).
type Digests struct {
	Profile   string `json:"profile"`
	RuleBook  string `json:"ruleBook"`
	Catalogue string `json:"catalogue"`
	Answers   string `json:"answers"`
	Result    string `json:"result"`
}
