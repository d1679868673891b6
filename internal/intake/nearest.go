package intake

import "github.com/vendorfit/vendorfit"

// Nearest is the known name that a mistyped one most likely meant, or "" ([vendorfit.Nearest]).
func Nearest(name string, known []string) string { return vendorfit.Nearest(name, known) }
