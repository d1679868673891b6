package vendorfit

// Platform is an alternative: a vendor's product line with the facts about it and the values that rest on them.
type Platform struct {
	ID     string `json:"id" validate:"required,id"`
	Name   string `json:"name" validate:"required,max=120"`
	Vendor Vendor `json:"vendor"`
	Facts  []Fact `json:"facts" validate:"max=500,dive"`
	Values []Row  `json:"values" validate:"max=500,dive"`

	prepared *prepared // the values in typed form, by [Book.Prepare]
}

// Vendor is who sells the platform.
type Vendor struct {
	Name         Stated `json:"name"`
	Headquarters Stated `json:"headquarters"`
	Jurisdiction Stated `json:"jurisdiction"`
}

// Stated is a text with the facts it rests on, or `state: unknown`.
type Stated struct {
	Value string   `json:"value,omitempty"`
	State State    `json:"state,omitempty"`
	Facts []string `json:"facts,omitempty"`
	Note  string   `json:"note,omitempty"`
}

// Fact is what one source says.
type Fact struct {
	ID            string     `json:"id" validate:"required,id"`
	About         string     `json:"about" validate:"required"`
	Value         any        `json:"value" validate:"required"`
	Unit          string     `json:"unit,omitempty"`
	Source        string     `json:"source" validate:"required"`
	SourceType    string     `json:"sourceType" validate:"required,oneof=vendor vendor_mirror ecosystem_vendor third_party"`
	AsOf          string     `json:"asOf" validate:"required"`
	Checked       Date       `json:"checked" validate:"required,date"`
	Edition       string     `json:"edition,omitempty"`
	Confidence    Confidence `json:"confidence" validate:"required,oneof=high medium low"`
	Note          string     `json:"note,omitempty"`
	ConflictsWith any        `json:"conflictsWith,omitempty"` // an id or a list of ids of the same platform
	ReadVia       string     `json:"readVia,omitempty"`
	Unused        bool       `json:"unused,omitempty"` // no value rests on it
}

// Row is one value as the catalogue writes it. Its typed form is [Value].
type Row struct {
	Attribute  string     `json:"attribute" validate:"required,code=attributes"`
	Member     string     `json:"member,omitempty"`
	Value      any        `json:"value,omitempty"`
	State      State      `json:"state,omitempty"`
	Facts      []string   `json:"facts,omitempty"`
	Confidence Confidence `json:"confidence,omitempty" validate:"omitempty,oneof=high medium low"`
	As         string     `json:"as,omitempty"`
	Note       string     `json:"note,omitempty"`
	LookedIn   string     `json:"lookedIn,omitempty"`
	Checked    Date       `json:"checked,omitempty" validate:"omitempty,date"`
}

// Catalogue is all platforms, in the order of their ids.
type Catalogue struct {
	Revision  int
	Platforms []*Platform

	digest string // by Seal
}

// Platform is the platform of that id, or nil.
func (c *Catalogue) Platform(id string) *Platform {
	for _, p := range c.Platforms {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Date is a day as YYYY-MM-DD; such texts compare as days do.
type Date string
