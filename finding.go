package vendorfit

import "math"

// Micro is a share of one in millionths: points and weights. Sums of integers are the same on every processor.
type Micro int64

// Million is one, in millionths.
const Million Micro = 1_000_000

// ToMicro rounds x to millionths, halves away from zero.
func ToMicro(x float64) Micro { return Micro(math.Round(x * 1e6)) }

// Float is m as a number.
func (m Micro) Float() float64 { return float64(m) / 1e6 }

// Outcome is what a gate or a risk comes to.
type Outcome string

// The outcomes. A risk that is Clear is no finding.
const (
	Pass      Outcome = "pass"
	Fail      Outcome = "fail"
	ToConfirm Outcome = "toConfirm"
	Raised    Outcome = "raised"
	Possible  Outcome = "possible"
	Clear     Outcome = "clear"
)

// Finding is what one rule says of one platform.
type Finding struct {
	Rule    string
	Term    int // index into the hearing's terms, set by Evaluate; -1 for the edition
	Kind    Kind
	Outcome Outcome // gates and risks
	Exclude bool    // gate: failing excludes, rather than making the platform conditional
	Lifted  *Lift   // gate

	Low, Points, High Micro // score
	// Filled by Evaluate, score only: the rule's part of the decision in parts per billion, and share x points in units of 1e-13
	// of a hundred.
	Share        int64
	Contribution int64

	Reads   []Slot   // the values read, in the order in which the rule names them; reach: one per system
	Derived []string // the derived quantities named
	Asked   Asked    // what the profile asks: binds {need}
	Systems []string // ids of the buyer's systems concerned; binds {system} of reach
	Failed  error    // the rule failed on this platform; the finding is unknown
}

// Asked is the code that the profile asks of an attribute (the last argument of meets that applied).
type Asked struct{ Attribute, Code string }

// Quantity is a derived quantity of one platform. Numbers have three values; a truth has worst and best; codes and lists
// stand in Code and List. Better: down means that Worst is the highest number.
type Quantity struct {
	Worst, Estimate, Best float64 // a truth: 0 or 1, Estimate unused
	Unlimited             bool    // a quota without limit
	Code                  string
	List                  []string
	Open                  bool    // something it reads is open
	Q                     float64 // how far an open quantity's estimate stands from From to To, 0..1
	From, To              float64 // at worst and best with stale and low-confidence values at their value
	Reads                 []Slot  // the values it read, also through other quantities, in that order
}

// Term says how one rule stands to a profile, whatever the platform.
type Term struct {
	Rule      string // of the book, or own.1, own.2, …
	Kind      Kind
	Criterion string // score: id of the sub-criterion
	Applies   bool
	Weight    Micro // score: inside the sub-criterion
	Level     int   // score: level of the need behind it, 1 could, 2 should, 3 must; 3 where none stands in its applies
	Own       bool  // a requirement of the buyer's own
	Blind     bool  // score: its points do not depend on the profile
}

// Judgement is all that a judge finds of one platform.
type Judgement struct {
	Edition  EditionChoice
	Findings []Finding // gates, scores and risks that apply, in the order of the book; own requirements last
	Sheet    Sheet     // the derived quantities behind the findings
}

// EditionChoice is the edition that the buyer would have to buy.
type EditionChoice struct {
	Rank   int    // 0 is the lowest paid edition
	Name   string // "" where the list of editions is not known
	Pinned bool
	By     []Slot // the values that decided it
	Could  []Slot // open values that could force a higher edition
	Unmet  []Slot // musts that a pinned edition does not include: failed gates
}

// Sheet gives derived quantities of one platform, each worked out once, and says in words how.
type Sheet interface {
	Quantity(id string) Quantity
	Working(id string) Text
	// Parts are the rows of a quantity that has rows (connections, variants, the calls by flow); nil for others.
	Parts(id string) any
}

// Judge hears a profile. It is the only call out of the domain; package rules is one.
type Judge interface {
	// Hear settles the profile (defaults in place, what is not asked left out) and prepares its terms.
	Hear(p *Profile) (Hearing, error)
}

// Hearing judges platforms for one profile. It is safe for use by one goroutine at a time.
type Hearing interface {
	Profile() *Profile // settled
	Assumed() []Assumption
	Ignored() []string // pointers of answers that the profile would not have been asked
	Terms() []Term     // one per rule in the order of the book, then the own requirements
	// Multiplier is that of a criterion for this profile, not negative.
	Multiplier(criterion string) Micro
	Judge(k *Knowledge) Judgement
	// Again judges score rules of one platform once more while the caller changes k.Values; the edition is held.
	Again(k *Knowledge) Rejudge
	Readiness() ReadinessResult
	Total(id string) any // a total: float64, bool, string or []string
}

// Rejudge gives the points of single rules under values that change between calls.
type Rejudge interface {
	// Points of the score rule at index term of Terms, with k.Values as they now stand, and the values it read on the way
	// (valid until the next call).
	Points(term int) (low, estimate, high Micro, reads []Slot)
	// Changed tells that k.Values have changed: what was worked out from them is forgotten.
	Changed()
}

// Assumption is a default that was used because the question was not answered.
type Assumption struct {
	Pointer  string `json:"pointer"` // JSON pointer into the profile
	Question string `json:"question"`
	Value    any    `json:"value"`
}

// ReadinessResult says whether the buyer is ready.
type ReadinessResult struct {
	Verdict   string // go, fixFirst or notNow
	Reasons   []Statement
	Areas     []AreaResult
	Actions   []ActionResult
	Diagnosis []Statement
	Checks    []Statement // where a self-score and another answer do not agree
	Effects   []Statement
	Legal     []Statement
	Assumed   int // unanswered questions, each counted as 1
	Goals     []GoalResult
	Weights   []WeightEffect // only those that readiness changes
}

// AreaResult is the verdict on one dimension.
type AreaResult struct {
	Dimension *Dimension
	Level     float64 // 0..4
	Mean      float64 // 0..4
	Lowest    int
	Verdict   string
	Answered  int
}

// ActionResult is an action that a low score puts on the list.
type ActionResult struct {
	Dimension *Dimension
	Question  *ReadinessQuestion
	Score     int
	Assumed   bool
}
