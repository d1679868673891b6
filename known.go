package vendorfit

// State says how much is known of a value.
type State string

// The six states of a value.
const (
	Known    State = "known"
	Stale    State = "stale"    // past its shelf life
	NotSeen  State = "notSeen"  // looked for in the vendor's documentation, not found
	Unknown  State = "unknown"  // nobody has looked
	Declined State = "declined" // asked on a date, no answer since
	None     State = "none"     // a source says that it does not exist
)

// Confidence is how far a source can be relied on.
type Confidence string

// The three confidences: the vendor's own documentation, contract or law; a third party or an older vendor page; one weak, old
// or contradicted source.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Rank orders confidences: 3 high, 2 medium, 1 low, 0 none given.
func (c Confidence) Rank() int {
	switch c {
	case High:
		return 3
	case Medium:
		return 2
	case Low:
		return 1
	}
	return 0
}

// Value is what is known of one slot of one platform at the as-of date. Only the field of its attribute's type is filled, and
// only where the state is known, or stale and not Denied.
type Value struct {
	State      State
	Confidence Confidence
	// Denied: a source says that it does not exist. State is then none, or stale where that source is past its shelf life.
	Denied bool

	Code      string // enum, mode, suite, path, language
	Points    float64
	Low, High float64 // number; the two ends of a range, or twice the same
	Access    Access
	Price     *Price
	Rungs     []Rung     // ladder, one per edition rank
	Quota     []QuotaRow // quota, one per edition rank
	Editions  []EditionRow

	As       string // the vendor's name of the feature
	Facts    []*Fact
	Note     string
	LookedIn string
	Checked  Date
	Answer   *Answer // the answer that gave it; nil for the public catalogue

	ranks []*Value // of a list with answered rows: where each row is from; see [Value.AtRank]
}

// Open tells that nothing is known of the value: it is notSeen, unknown or declined.
func (v *Value) Open() bool {
	return v.State == NotSeen || v.State == Unknown || v.State == Declined
}

// Soft tells that the value keeps its estimate but opens the interval and settles no gate: it is stale, or known (or none) with
// low confidence.
func (v *Value) Soft() bool {
	return v.State == Stale || (v.State == Known || v.State == None) && v.Confidence == Low
}

// Has tells that there is a value to read, firm or soft, that is not a no.
func (v *Value) Has() bool { return !v.Open() && !v.Denied }

// Firm tells that the value is in date and of medium confidence or better.
func (v *Value) Firm() bool { return !v.Open() && !v.Soft() }

// Sure tells that the value is in date and of high confidence: what a gate may fail on.
func (v *Value) Sure() bool { return v.Firm() && v.Confidence == High }

// Access says from which edition rank (0 is the lowest paid one) something is included, and from which it is sold as an
// add-on; -1 is never.
type Access struct{ Included, AddOn int }

// Rung is a ladder's value at one edition rank.
type Rung struct {
	Known    bool
	Uncapped bool
	N        float64
}

// QuotaRow is what one edition allows of API calls a day. Cap and Hour are 0 where there is none.
type QuotaRow struct {
	Known    bool
	Uncapped bool
	Base     float64
	PerSeat  float64
	Cap      float64
	Hour     float64
	Soft     bool // a limit that the vendor does not enforce
}

// EditionRow is one edition with its list price: per full seat, or a base price with included seats and a price of each
// further one. All nil: its price is not public.
type EditionRow struct {
	Name       string
	Price      *Price
	Base       *Price
	Included   float64
	Extra      *Price
	LowerBound bool // parts of the price are not published
}

// Price is an amount of money, or a range where sources differ, for one unit and one period.
type Price struct {
	Low, High float64
	Currency  string
	Per       string   // code of labels.per
	Period    string   // code of labels.period
	Covers    []string // areas whose products this price includes
}

// Knowledge is what is known of one platform in one evaluation: the catalogue's values as of a date, and the answers over
// them. Slots index Values; none is nil.
type Knowledge struct {
	Platform *Platform
	Own      bool // the platform was brought by the request
	Values   []*Value
	Public   map[Slot]*Value // the public values that answers stand in for
	Waiting  []*Answer       // declined answers that do not count: the vendor has its time yet, or a value holds without it
	Pinned   int             // rank of the pinned edition; -1: none is
	Lifted   map[string]Lift // by id of the gate
}

// At is the value at a slot; NoSlot is unknown.
func (k *Knowledge) At(s Slot) *Value {
	if s < 0 {
		return &unknown
	}
	return k.Values[s]
}

// Editions are the platform's editions, lowest first; nil where the list is not known.
func (k *Knowledge) Editions(b *Book) []EditionRow { return k.At(b.Slot("editions")).Editions }

var unknown = Value{State: Unknown}
