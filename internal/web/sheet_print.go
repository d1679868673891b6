package web

import (
	"bytes"
	"encoding/csv"
	"html/template"
	"io"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/web/text"
)

// markdown prints a sheet. What people wrote stays text.
func (s *sheet) markdown() []byte {
	var out strings.Builder
	out.WriteString("# " + plainText(s.Title) + "\n\n" + plainText(s.Sub) + "\n")
	for _, p := range s.Parts {
		out.WriteString("\n## " + plainText(p.Heading) + "\n")
		if p.Text != "" {
			out.WriteString("\n" + plainText(p.Text) + "\n")
		}
		if len(p.Rows) > 0 {
			out.WriteString("\n" + row(p.Columns) + row(rule(len(p.Columns))))
			for _, r := range p.Rows {
				out.WriteString(row(r))
			}
		}
		if len(p.Items) > 0 {
			out.WriteString("\n")
		}
		for _, i := range p.Items {
			out.WriteString("- " + plainText(i) + "\n")
		}
		if p.After != "" {
			out.WriteString("\n" + plainText(p.After) + "\n")
		}
	}
	return []byte(out.String())
}

func row(cells []string) string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.ReplaceAll(plainText(c), "|", `\|`)
	}
	return "| " + strings.Join(out, " | ") + " |\n"
}

func rule(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "---"
	}
	return out
}

// style is all that the pages wear: no scripts, no fonts, nothing fetched.
const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}` +
	`h1{line-height:1.2}table{border-collapse:collapse;display:block;overflow-x:auto}th,td{text-align:left;padding:.25rem .75rem;border-bottom:1px solid #ccc}` +
	`ol li,ul li{margin:.4rem 0}.sub{color:#555;overflow-wrap:anywhere}`

var pages = template.Must(template.New("sheet").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{{.Title}}</title><style>{{.Style}}</style></head>
<body><main>
<h1>{{.Title}}</h1>
<p class="sub">{{.Sub}}</p>
{{range .Parts}}<section>
{{with .Heading}}<h2>{{.}}</h2>{{end}}
{{with .Text}}<p>{{.}}</p>
{{end}}{{if .Rows}}<table><thead><tr>{{range .Columns}}<th scope="col">{{.}}</th>{{end}}</tr></thead><tbody>
{{range .Rows}}<tr>{{range .}}<td>{{.}}</td>{{end}}</tr>
{{end}}</tbody></table>
{{end}}{{if .Items}}{{if .First}}<ol start="{{.First}}">{{else}}<ul>{{end}}
{{range .Items}}<li>{{.}}</li>
{{end}}{{if .First}}</ol>{{else}}</ul>{{end}}
{{end}}{{with .After}}<p class="sub">{{.}}</p>
{{end}}</section>
{{end}}</main></body></html>
`))

func (s *sheet) html() ([]byte, error) {
	var out bytes.Buffer
	err := s.page(&out)
	return out.Bytes(), err
}

func (s *sheet) page(w io.Writer) error {
	return pages.Execute(w, struct {
		*sheet
		Style template.CSS
	}{s, style})
}

// csv is one row per finding, for spreadsheets: the ranking is in each row.
func (d *Document) csv(l vendorfit.Lang) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{{
		"rank", "platform", "name", "standing", "edition", "total", "low", "high", "coverage",
		"rule", "kind", "outcome", "points", "pointsLow", "pointsHigh", "share", "contribution", "why",
	}}
	for i := range d.Ranking {
		r := &d.Ranking[i]
		edition := ""
		if r.Edition != nil {
			edition = *r.Edition
		}
		head := []string{text.Number(vendorfit.English, float64(r.Rank), 0), r.Platform, r.Name, r.Standing, edition, r.Total.String(), r.Low.String(), r.High.String(), r.Coverage.String()}
		for j := range r.Findings {
			f := &r.Findings[j]
			rows = append(rows, append(head[:len(head):len(head)], f.Rule, f.Kind, f.Outcome, digits(f.Points), digits(f.Low), digits(f.High), digits(f.Share), digits(f.Contribution), f.Why.In(l)))
		}
	}
	for _, r := range rows {
		for i := range r {
			r[i] = cell(r[i])
		}
	}
	err := w.WriteAll(rows)
	return out.Bytes(), err
}

func digits(x *Exact) string {
	if x == nil {
		return ""
	}
	return x.String()
}

// cell keeps a text from being run as a formula where a spreadsheet opens the file (OWASP, CSV injection).
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
