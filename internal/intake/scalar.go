package intake

import (
	"fmt"
	"strconv"

	"github.com/vendorfit/vendorfit"
)

// finite refuses a number that no float64 holds: read as a number it would be infinite, and no arithmetic or digest expects that.
func (r *reader) finite(n *Node) {
	if _, err := strconv.ParseFloat(n.Scalar, 64); err != nil {
		r.infinite(at{n.Line, n.Column}, n.Scalar)
	}
}

func (r *reader) infinite(here at, found string) {
	r.wrong(here, "number", found, vendorfit.Text{En: "this is no number of ordinary size", Nb: "dette er ikke et tall av vanlig størrelse"}, vendorfit.Text{})
}

// key tells whether a key may stand where it does: not too long, and only once.
func (r *reader) key(name string, here at, seen map[string]bool) bool {
	switch {
	case len(name) > keyMost:
		r.wrong(here, "tooLarge", name, vendorfit.Text{En: "this key is too long", Nb: "denne nøkkelen er for lang"},
			vendorfit.Text{En: fmt.Sprintf("at most %d bytes", keyMost), Nb: fmt.Sprintf("høyst %d byte", keyMost)})
		return false
	case seen[name]:
		r.wrong(here, "duplicate", name, vendorfit.Text{En: "this key stands twice in the same object", Nb: "denne nøkkelen står to ganger i samme objekt"}, vendorfit.Text{})
		return false
	}
	seen[name] = true
	return true
}
