package intake

import (
	"cmp"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// Locate gives mistakes that have only a pointer their place in the document: that of the value, or of the nearest one above
// it. Mistakes that have a place keep it. They are put in the order of the document, in place. A nil root locates nothing.
func Locate(root *Node, mistakes []vendorfit.Mistake) []vendorfit.Mistake {
	if root == nil || root.source == nil {
		return mistakes
	}
	for i := range mistakes {
		m := &mistakes[i]
		if m.Code == "more" {
			continue
		}
		if m.Line == 0 {
			at, _ := root.nearest(m.Pointer)
			m.Line, m.Column = at.Line, at.Column
		}
		if m.File == "" {
			m.File = root.source.name
		}
		if m.Excerpt == "" {
			m.Excerpt = root.source.line(m.Line)
		}
	}
	slices.SortStableFunc(mistakes, inDocument)
	return mistakes
}

// inDocument orders mistakes as a reader meets them; what stands nowhere comes last.
func inDocument(x, y vendorfit.Mistake) int {
	if (x.Line == 0) != (y.Line == 0) {
		return cmp.Compare(y.Line, x.Line)
	}
	return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
}

// SourceLine is a line of the document as it was written, from 1; "" where the tree is not a root or the line is very long.
func (n *Node) SourceLine(line int) string {
	if n.source == nil {
		return ""
	}
	return n.source.line(line)
}

// Join adds the mistakes that validation finds to those of binding, located, without a second one at a place that already has
// one: a field of another type was never set, and would be called missing as well.
func Join(root *Node, bound, valid []vendorfit.Mistake) []vendorfit.Mistake {
	seen := map[string]bool{}
	for _, m := range bound {
		seen[m.Pointer] = m.Code != "more"
	}
	for _, m := range Locate(root, valid) {
		if !seen[m.Pointer] {
			bound = append(bound, m)
		}
	}
	slices.SortStableFunc(bound, inDocument)
	return bound
}
