package vendorfit

// Book is a rule book as data: what can be known of a platform, what is asked of a buyer, the criteria, the rules and every
// constant. It is immutable once indexed ([Book.Index]). The programs of its rules belong to package rules.
type Book struct {
	Name     string `json:"name"`
	Revision int    `json:"revision"`
	Status   string `json:"status"` // draft, published or retired
	Title    Text   `json:"title"`

	Attributes []Attribute
	Criteria   []Criterion
	Rules      []Rule
	Totals     []Declaration // quantities of the profile alone
	Derived    []Declaration // quantities of a profile and one platform
	Params     []Param       // those of params.yaml, then those of readiness.yaml
	Readiness  Readiness
	Form       Form
	Labels     Labels

	index
	digest string // by Seal
}

// Attribute is what can be known of a platform.
type Attribute struct {
	ID          string `json:"id"`
	Group       string `json:"group"`
	Label       Text   `json:"label"`
	Type        string `json:"type"` // enum, mode, suite, path, access, number, money, ladder, quota, set or language
	Unit        *Text  `json:"unit,omitempty"`
	Vocab       []Code `json:"vocab,omitempty"`
	None        *Text  `json:"none,omitempty"` // what the state none means; nil: that state is not used
	Better      string `json:"better"`         // up, down or earlier
	ShelfMonths int    `json:"shelfMonths"`
	VendorName  bool   `json:"vendorName,omitempty"`
	Ask         Text   `json:"ask"`
	Note        string `json:"note,omitempty"`
	Tender      string `json:"tender,omitempty"` // award (the default, ""), selection or never
}

// Code is a code of a vocabulary or of a question's options.
type Code struct {
	Code   string   `json:"code"`
	Points float64  `json:"points,omitempty"` // 0..1, vocabularies of attributes
	Label  Text     `json:"label"`
	Help   *Text    `json:"help,omitempty"`
	Kinds  []string `json:"kinds,omitempty"` // system products: the kinds of system that the product serves
	// Rows of a matrix only.
	Min      *float64 `json:"min,omitempty"`
	Required bool     `json:"required,omitempty"`
}

// Criterion is a node of the criteria tree.
type Criterion struct {
	ID         string         `json:"id"`
	Label      Text           `json:"label"`
	Swing      float64        `json:"swing"`      // what worst-to-best on it is worth; the book's add up to 100
	Multiplier string         `json:"multiplier"` // expression over the profile
	Worst      Text           `json:"worst"`
	Best       Text           `json:"best"`
	Why        Text           `json:"why"`
	Sub        []SubCriterion `json:"sub"`
}

// SubCriterion is a part of a criterion; rules name it.
type SubCriterion struct {
	ID     string  `json:"id"`
	Label  Text    `json:"label"`
	Weight float64 `json:"weight"` // inside its criterion
	Worst  Text    `json:"worst"`
	Best   Text    `json:"best"`
	Why    Text    `json:"why"`
}

// Kind is the kind of a rule and of its findings.
type Kind string

// The kinds of finding. Edition is no rule's: one finding per platform says which edition was resolved.
const (
	Gate    Kind = "gate"
	Score   Kind = "score"
	Risk    Kind = "risk"
	Edition Kind = "edition"
)

// Rule is one rule as its author wrote it.
type Rule struct {
	ID        string            `json:"id"`
	Kind      Kind              `json:"kind"`
	Criterion string            `json:"criterion,omitempty"` // score: id of the sub-criterion
	Applies   string            `json:"applies"`             // expression over the profile
	Pass      string            `json:"pass,omitempty"`      // gate: truth
	Points    string            `json:"points,omitempty"`    // score: 0..1
	When      string            `json:"when,omitempty"`      // risk: truth
	Weight    string            `json:"weight,omitempty"`    // score: expression over the profile
	Severity  int               `json:"severity,omitempty"`  // risk: 1 note, 2 plan for it, 3 settle before contract
	OnFail    string            `json:"onFail,omitempty"`    // gate: exclude or condition
	OnUnknown string            `json:"onUnknown,omitempty"` // gate: eligible, or ""
	Why       Text              `json:"why"`
	Show      map[string]string `json:"show,omitempty"` // placeholder -> path
	Source    string            `json:"source"`
	Better    map[string]string `json:"better,omitempty"`
	General   bool              `json:"general,omitempty"`
	Note      string            `json:"note,omitempty"`
	Tests     []RuleTest        `json:"tests,omitempty"`
}

// RuleTest is a test beside a rule: a profile over the empty one, values of a made-up platform, and what the rule must say.
type RuleTest struct {
	Name     string         `json:"name"`
	Profile  map[string]any `json:"profile,omitempty"`
	Platform map[string]any `json:"platform,omitempty"`
	Derived  map[string]any `json:"derived,omitempty"`
	Want     RuleWant       `json:"want"`
}

// RuleWant is what a rule's test expects; nil is not looked at.
type RuleWant struct {
	Points  *float64 `json:"points,omitempty"`
	Low     *float64 `json:"low,omitempty"`
	High    *float64 `json:"high,omitempty"`
	Weight  *float64 `json:"weight,omitempty"`
	Outcome *string  `json:"outcome,omitempty"`
	Applies *bool    `json:"applies,omitempty"`
}

// Declaration declares a derived quantity or a total: what it is called, and what it is worked out from. The arithmetic itself
// is package derive's.
type Declaration struct {
	ID        string            `json:"id"`
	Type      string            `json:"type"` // number, truth, code or list
	Unit      *Text             `json:"unit"`
	Better    string            `json:"better,omitempty"`
	Label     Text              `json:"label"`
	Formula   string            `json:"formula"`
	Open      map[string]string `json:"open,omitempty"`
	Reads     []string          `json:"reads"`
	From      string            `json:"from"`
	Codes     []Code            `json:"codes,omitempty"`
	CodesFrom string            `json:"codesFrom,omitempty"`
}

// Param is a constant of the book, with what it rests on.
type Param struct {
	ID    string   `json:"id"`
	For   string   `json:"for,omitempty"`
	Value Constant `json:"value"`
	Unit  Text     `json:"unit"`
	Mark  string   `json:"mark"` // fact, source, law, assumption or judgement
	Basis string   `json:"basis"`
	Label Text     `json:"label"`
}

// Labels are the labels of codes that belong to no single attribute, question or rule.
type Labels struct {
	Groups           []Code `json:"groups"`
	States           []Code `json:"states"`
	Confidence       []Code `json:"confidence"`
	Access           []Code `json:"access"`
	AccessConditions []Code `json:"accessConditions"`
	Per              []Code `json:"per"`
	Period           []Code `json:"period"`
}

// Form is what is asked of a buyer: order, wording, defaults.
type Form struct {
	Steps        []Step            `json:"steps"`
	Vocabularies map[string][]Code `json:"vocabularies"`
	Questions    []Question        `json:"questions"`
}

// Step is a step of the form.
type Step struct {
	Code  string `json:"code"`
	Label Text   `json:"label"`
	Intro Text   `json:"intro"`
}

// Question asks for one part of the profile; its id is the path, with `[]` for a row of a list.
type Question struct {
	ID          string   `json:"id"`
	Step        string   `json:"step"`
	Label       Text     `json:"label"`
	Help        *Text    `json:"help,omitempty"`
	Kind        string   `json:"kind"` // int, number, money, percent, date, enum, set, bool, text, list or matrix
	Format      string   `json:"format,omitempty"`
	Min         *float64 `json:"min,omitempty"`
	Max         *float64 `json:"max,omitempty"`
	Unit        *Text    `json:"unit,omitempty"`
	Options     []Code   `json:"options,omitempty"`
	OptionsFrom string   `json:"optionsFrom,omitempty"`
	Rows        []Code   `json:"rows,omitempty"`
	RowsFrom    string   `json:"rowsFrom,omitempty"`
	Cell        *Cell    `json:"cell,omitempty"`
	AllOrNone   bool     `json:"allOrNone,omitempty"`
	AloneRows   []string `json:"aloneRows,omitempty"`
	ExactlyOne  []string `json:"exactlyOne,omitempty"`
	Required    bool     `json:"required"`
	Default     *Default `json:"default,omitempty"`
	AskWhen     string   `json:"askWhen,omitempty"` // expression over profile (and item, of a row)
	Changes     *Text    `json:"changes,omitempty"`
}

// Cell types the cells of a matrix.
type Cell struct {
	Kind        string   `json:"kind"`
	Min         *float64 `json:"min,omitempty"`
	Max         *float64 `json:"max,omitempty"`
	OptionsFrom string   `json:"optionsFrom,omitempty"`
	Default     *Default `json:"default,omitempty"`
}

// Default is what holds where a question is not answered: a value, or an expression over the profile.
type Default struct {
	Value   any    `json:"value,omitempty"`
	From    string `json:"from,omitempty"`
	Assumed bool   `json:"assumed"`
}

// Readiness asks whether the buyer is ready, and whether it is a system problem at all.
type Readiness struct {
	Params      []Param            `json:"params"`
	Dimensions  []Dimension        `json:"dimensions"`
	Verdicts    []ReadinessVerdict `json:"verdicts"`
	Overall     []Statement        `json:"overall"`
	Diagnoses   []Statement        `json:"diagnoses"`
	CrossChecks []Statement        `json:"crossChecks"`
	Effects     []Statement        `json:"effects"`
	Legal       []Statement        `json:"legal"`
}

// Dimension is an area of readiness.
type Dimension struct {
	ID        string              `json:"id"`
	Label     Text                `json:"label"`
	Critical  bool                `json:"critical"`
	Questions []ReadinessQuestion `json:"questions"`
}

// ReadinessQuestion is scored 0..4, each step described by what an outsider could see.
type ReadinessQuestion struct {
	ID      string   `json:"id"`
	Label   Text     `json:"label"`
	Anchors []Anchor `json:"anchors"`
	Action  Text     `json:"action"`
}

// Anchor describes one step of a readiness question.
type Anchor struct {
	Level int  `json:"level"`
	Label Text `json:"label"`
}

// ReadinessVerdict is one of go, fixFirst and notNow, with what it says.
type ReadinessVerdict struct {
	Code  string `json:"code"`
	Label Text   `json:"label"`
	Text  Text   `json:"text"`
}

// Statement is said where its condition holds.
type Statement struct {
	ID      string `json:"id"`
	Verdict string `json:"verdict,omitempty"`
	When    string `json:"when"` // expression over profile, params and readiness
	Text    Text   `json:"text"`
	Basis   string `json:"basis,omitempty"`
}
