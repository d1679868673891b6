package vendorfit

import (
	"encoding/json"
	"strings"
)

// Constant is the value of a parameter: a number, a text, a list, or fields in the order in which the book states them (the
// order of the areas, for one, is the order of their sums).
type Constant struct {
	Number float64
	Text   string
	List   []Constant
	Keys   []string
	Fields map[string]Constant
}

// At is the constant at a dotted path below c, and whether there is one.
func (c Constant) At(path string) (Constant, bool) {
	for path != "" {
		key, rest, _ := strings.Cut(path, ".")
		f, ok := c.Fields[key]
		if !ok {
			return Constant{}, false
		}
		c, path = f, rest
	}
	return c, true
}

// MarshalJSON writes the constant as the book states it.
func (c Constant) MarshalJSON() ([]byte, error) {
	switch {
	case c.Fields != nil:
		return json.Marshal(c.Fields)
	case c.List != nil:
		return json.Marshal(c.List)
	case c.Text != "":
		return json.Marshal(c.Text)
	}
	return json.Marshal(c.Number)
}
