package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// names are first words of labels that keep their capital inside a sentence.
var names = []string{
	"Nordic", "Norwegian", "English", "Danish", "Swedish", "Finnish", "Google", "Microsoft", "Elements", "Databricks",
	"Snowflake", "Public 360", "Oracle", "Visma", "Xledger", "Tripletex", "Fortnox", "Segment", "Intercom", "Stripe",
	"Genesys", "Mailchimp", "Adobe", "Umbraco", "Enhetsregisteret", "Folkeregisteret", "Elhub",
}

// Mid is a label as it stands inside a sentence or after a colon: its first letter small, unless it is a name or an
// abbreviation.
func Mid(label string) string {
	first, size := utf8.DecodeRuneInString(label)
	second, _ := utf8.DecodeRuneInString(label[size:])
	if !unicode.IsUpper(first) || unicode.IsUpper(second) || unicode.IsDigit(second) {
		return label
	}
	word, _, _ := strings.Cut(label, " ")
	if strings.IndexFunc(word[size:], unicode.IsUpper) >= 0 {
		return label // OAuth, BankID, WebSak
	}
	for _, n := range names {
		if strings.HasPrefix(label, n) {
			return label
		}
	}
	return string(unicode.ToLower(first)) + label[size:]
}

// Sentence is a text with its first letter capital.
func Sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
