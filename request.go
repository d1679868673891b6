package vendorfit

// Request is what an evaluation is asked with. Only the profile is required.
type Request struct {
	Profile   *Profile          `json:"profile,omitempty" validate:"required"`
	RuleBook  string            `json:"ruleBook,omitempty" validate:"omitempty,id"`
	AsOf      Date              `json:"asOf,omitempty" validate:"omitempty,date"`
	Seed      *uint64           `json:"seed,omitempty"`
	Only      []string          `json:"only,omitempty" validate:"max=60,unique,dive,id"`
	Answers   []Answer          `json:"answers,omitempty" validate:"max=500,dive"`
	Editions  map[string]string `json:"editions,omitempty" validate:"max=60"`
	Lifted    []Lift            `json:"lifted,omitempty" validate:"max=200,dive"`
	Platforms []Platform        `json:"platforms,omitempty" validate:"max=20,dive"`
}

// Answer is a value given for one evaluation by a vendor or the buyer. It stands beside the public value it replaces.
type Answer struct {
	Platform     string `json:"platform" validate:"required,id"`
	Attribute    string `json:"attribute" validate:"required,code=attributes"`
	Member       string `json:"member,omitempty"`
	Edition      string `json:"edition,omitempty" validate:"max=120"`
	Value        any    `json:"value,omitempty"`
	State        State  `json:"state,omitempty" validate:"omitempty,oneof=declined none known notSeen"`
	Source       string `json:"source" validate:"required,max=500"`
	AsOf         Date   `json:"asOf" validate:"required,date"`
	GivenBy      string `json:"givenBy,omitempty" validate:"omitempty,oneof=vendor buyer reference"`
	Confidential bool   `json:"confidential,omitempty"`
}

// Lift lifts a gate for one platform, with the reason and who decided it.
type Lift struct {
	Platform string `json:"platform" validate:"required,id"`
	Gate     string `json:"gate" validate:"required,max=64"`
	Reason   string `json:"reason" validate:"required,max=500"`
	By       string `json:"by" validate:"required,max=120"`
}
