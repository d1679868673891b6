package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

var question = regexp.MustCompile(`^([0-9]+)\. \*\*(.*?)\*\* (.*)$`)

// letterSheet is a letter as a page: the words of its Markdown, line by line, so that there is one wording of it.
func letterSheet(markdown string, l vendorfit.Lang) *sheet {
	s := &sheet{Lang: l, Parts: []part{{}}}
	for line := range strings.Lines(markdown) {
		line = strings.TrimSpace(line)
		p := &s.Parts[len(s.Parts)-1]
		title, isTitle := strings.CutPrefix(line, "# ")
		heading, isHeading := strings.CutPrefix(line, "## ")
		item, isItem := strings.CutPrefix(line, "- ")
		asked := question.FindStringSubmatch(line)
		switch {
		case line == "":
		case isTitle:
			s.Title = bare(title)
		case isHeading:
			s.Parts = append(s.Parts, part{Heading: bare(heading)})
		case isItem:
			p.Items = append(p.Items, bare(item))
		case asked != nil:
			p.ask(asked)
		case s.Sub == "":
			s.Sub = bare(line)
		default:
			s.Parts = append(s.Parts, part{Text: bare(line)})
		}
	}
	s.Parts = slices.DeleteFunc(s.Parts, func(p part) bool { return p.Heading == "" && p.Text == "" && p.Items == nil })
	return s
}

// ask puts a question under the number that it has in the letter.
func (p *part) ask(asked []string) {
	if len(p.Items) == 0 {
		p.First, _ = strconv.Atoi(asked[1])
	}
	p.Items = append(p.Items, bare(asked[2])+" "+bare(asked[3]))
}

// bare takes back what plainText did: a page escapes for itself.
func bare(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\*`, "*", `\_`, "_", "&lt;", "<", `\[`, "[", "\\`", "`").Replace(s)
}
