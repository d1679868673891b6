package web

import "github.com/vendorfit/vendorfit"

// Finding is what one rule says of one platform. Points stand in scores only.
type Finding struct {
	Rule         string         `json:"rule"`
	Kind         string         `json:"kind"`
	Outcome      string         `json:"outcome,omitempty"`
	OnFail       string         `json:"onFail,omitempty"`   // gate: exclude or condition
	Severity     int            `json:"severity,omitempty"` // risk: 1 note, 2 plan for it, 3 settle before contract
	Lifted       bool           `json:"lifted,omitempty"`
	Points       *Exact         `json:"points,omitempty"`
	Low          *Exact         `json:"low,omitempty"`
	High         *Exact         `json:"high,omitempty"`
	Share        *Exact         `json:"share,omitempty"`
	Contribution *Exact         `json:"contribution,omitempty"`
	Failed       string         `json:"failed,omitempty"` // the rule failed on this platform and counts as not known
	Why          vendorfit.Text `json:"why"`
	Values       []Value        `json:"values"`
	Derived      []Derived      `json:"derived"`
}

// Value is a value that a finding rests on.
type Value struct {
	Attribute  string         `json:"attribute"`
	Member     string         `json:"member,omitempty"`
	State      string         `json:"state"`
	Value      any            `json:"value"`
	Text       vendorfit.Text `json:"text"`
	Confidence string         `json:"confidence,omitempty"`
	As         *string        `json:"as"`
	Facts      []Fact         `json:"facts"`
	Answer     *Answer        `json:"answer,omitempty"`
	Public     *Value         `json:"public,omitempty"` // the public value that the answer stands in for
}

// Fact is a source that a value rests on.
type Fact struct {
	ID         string `json:"id"`
	Source     string `json:"source"`
	AsOf       string `json:"asOf"`
	Checked    string `json:"checked"`
	Confidence string `json:"confidence"`
}

// Answer is where a value given for this evaluation comes from.
type Answer struct {
	Source       string `json:"source"`
	AsOf         string `json:"asOf"`
	GivenBy      string `json:"givenBy,omitempty"`
	Confidential bool   `json:"confidential,omitempty"`
}

// Derived is a derived quantity behind a finding. A number has low, estimate and high; a truth low and high; a code and a list
// stand in value.
type Derived struct {
	ID        string         `json:"id"`
	Low       any            `json:"low,omitempty"`
	Estimate  any            `json:"estimate,omitempty"`
	High      any            `json:"high,omitempty"`
	Unlimited bool           `json:"unlimited,omitempty"`
	Value     any            `json:"value,omitempty"`
	Text      vendorfit.Text `json:"text"`
	Working   vendorfit.Text `json:"working"`
}
