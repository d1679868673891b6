package vendorfit

import "strings"

// codeIndex holds the lists of codes that the book knows, by the names that `code` tags use.
type codeIndex map[string][]Code

// listCodes collects every list of codes of the book: vocabularies by their name, a question's options by its id, and needs,
// attributes, criteria (of the top level) and readiness (dimensions).
func (b *Book) listCodes() codeIndex {
	lists := codeIndex{}
	for name, codes := range b.Form.Vocabularies {
		lists[name] = codes
	}
	for i := range b.Form.Questions {
		q := &b.Form.Questions[i]
		if codes := b.options(q); codes != nil {
			lists[q.ID] = codes
		}
		if q.ID == "needs" {
			lists["needs"] = q.Rows
		}
	}
	for i := range b.Attributes {
		lists["attributes"] = append(lists["attributes"], Code{Code: b.Attributes[i].ID, Label: b.Attributes[i].Label})
	}
	for i := range b.Criteria {
		lists["criteria"] = append(lists["criteria"], Code{Code: b.Criteria[i].ID, Label: b.Criteria[i].Label})
	}
	for i := range b.Readiness.Dimensions {
		lists["readiness"] = append(lists["readiness"], Code{Code: b.Readiness.Dimensions[i].ID, Label: b.Readiness.Dimensions[i].Label})
	}
	return lists
}

// options are the codes that answer a question: its own, or those of the vocabulary that it names.
func (b *Book) options(q *Question) []Code {
	if q.Options != nil {
		return q.Options
	}
	name, ok := strings.CutPrefix(q.OptionsFrom, "vocabularies.")
	if !ok {
		return nil
	}
	return b.Form.Vocabularies[name]
}

// Codes are the codes of a list, in the book's order; nil where the book has no such list.
func (b *Book) Codes(list string) []string {
	codes := make([]string, len(b.lists[list]))
	for i, c := range b.lists[list] {
		codes[i] = c.Code
	}
	if len(codes) == 0 {
		return nil
	}
	return codes
}

// Label is the label of a code of a list.
func (b *Book) Label(list, code string) (Text, bool) {
	for _, c := range b.lists[list] {
		if c.Code == code {
			return c.Label, true
		}
	}
	return Text{}, false
}

func (b *Book) hasCode(list, code string) bool {
	_, ok := b.Label(list, code)
	return ok
}
