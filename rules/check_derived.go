package rules

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// declarations checks the totals or the derived quantities; place is that of the list.
func (k *bookCheck) declarations(place string, list []vendorfit.Declaration) {
	totals := strings.HasSuffix(place, "/totals")
	k.ids(place, each(list, func(d *vendorfit.Declaration) string { return d.ID }))
	for i := range list {
		d, at := &list[i], fmt.Sprintf("%s/%d", place, i)
		k.filled(at, "formula", d.Formula, "from", d.From)
		k.oneOf(at+"/type", d.Type, "number", "truth", "code", "list")
		if !totals {
			k.oneOf(at+"/better", d.Better, "up", "down", "none")
		}
		if d.Type == "number" && d.Unit == nil {
			k.wrong(at, "required", d.ID, vendorfit.Text{En: "a number needs a unit", Nb: "et tall må ha en enhet"})
		}
		if d.Type == "code" && len(d.Codes) == 0 {
			k.wrong(at, "required", d.ID, vendorfit.Text{En: "a code needs codes with labels", Nb: "en kode må ha koder med etiketter"})
		}
		k.codesFrom(at, d.CodesFrom)
		k.declaredReads(at, d, totals)
		k.formulaParams(at, d)
	}
}

func (k *bookCheck) codesFrom(at, from string) {
	_, vocabulary := k.book.Form.Vocabularies[strings.TrimPrefix(from, "vocabularies.")]
	if from == "" || from == "needs" || from == "attributes" || vocabulary || k.book.Attribute(from) != nil {
		return
	}
	k.wrong(at+"/codesFrom", "code", from, vendorfit.Text{En: "there is no such vocabulary", Nb: "det finnes ikke noe slikt vokabular"})
}

// declaredReads checks that everything a quantity reads exists. A total reads the profile only: it stands where no platform is.
func (k *bookCheck) declaredReads(at string, d *vendorfit.Declaration, total bool) {
	if len(d.Reads) == 0 {
		k.wrong(at, "required", d.ID, vendorfit.Text{En: "it says nothing of what it reads", Nb: "det står ikke hva den leser"})
	}
	for i, path := range d.Reads {
		root, rest, _ := strings.Cut(path, ".")
		place := fmt.Sprintf("%s/reads/%d", at, i)
		if !k.reads(root, rest, false) {
			k.wrong(place, "code", path, vendorfit.Text{En: "there is no such path", Nb: "det finnes ingen slik sti"})
		}
		if total && (root == "platform" || root == "derived") {
			k.wrong(place, "code", path, vendorfit.Text{En: "a total reads the profile only", Nb: "en total leser bare profilen"})
		}
	}
}

// reads tells whether a path exists. Unless exact, it may also name a group: suite stands for all that begins with suite.
func (k *bookCheck) reads(root, rest string, exact bool) bool {
	b := k.book
	group := func(ids []string) bool {
		return slices.ContainsFunc(ids, func(id string) bool {
			return id == rest || !exact && strings.HasPrefix(id, rest+".")
		})
	}
	switch root {
	case "profile":
		return k.profileHas(rest, exact)
	case "platform":
		return group(each(b.Attributes, func(a *vendorfit.Attribute) string { return a.ID }))
	case "derived":
		return b.Declaration(rest) != nil
	case "totals":
		return group(each(b.Totals, func(d *vendorfit.Declaration) string { return d.ID }))
	case "params":
		_, field := b.Const(rest)
		return field || group(each(b.Params, func(p *vendorfit.Param) string { return p.ID }))
	}
	return false
}

// profileHas tells whether there is a question, a total or a cell of a matrix at a path of the profile, or, unless exact,
// anything below it.
func (k *bookCheck) profileHas(path string, exact bool) bool {
	b := k.book
	if total, ok := strings.CutPrefix(path, "totals."); ok {
		return b.Total(total) != nil
	}
	for i := range b.Form.Questions {
		q := &b.Form.Questions[i]
		if q.ID == path || !exact && (strings.HasPrefix(q.ID, path+".") || strings.HasPrefix(q.ID, path+"[]")) {
			return true
		}
		if row, ok := strings.CutPrefix(path, q.ID+"."); ok && q.Kind == "matrix" && slices.Contains(k.matrixRows(q), row) {
			return true
		}
	}
	return false
}

// matrixRows are the paths of the cells below a matrix.
func (k *bookCheck) matrixRows(q *vendorfit.Question) []string {
	switch q.RowsFrom {
	case "criteria":
		return each(k.book.Criteria, func(c *vendorfit.Criterion) string { return c.ID })
	case "readiness.dimensions":
		var rows []string
		for _, d := range k.book.Readiness.Dimensions {
			for _, question := range d.Questions {
				rows = append(rows, d.ID+"."+question.ID)
			}
		}
		return rows
	}
	return codes(q.Rows)
}

var paramPath = regexp.MustCompile(`params\.([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)`)

// formulaParams checks that the constants which a formula names exist, and that it owns up to reading them.
func (k *bookCheck) formulaParams(at string, d *vendorfit.Declaration) {
	for _, m := range paramPath.FindAllStringSubmatch(d.Formula, -1) {
		if !k.reads("params", m[1], false) {
			k.wrong(at+"/formula", "code", m[0], vendorfit.Text{En: "there is no such constant", Nb: "det finnes ingen slik konstant"})
			continue
		}
		if !slices.ContainsFunc(d.Reads, func(r string) bool { return below(r, m[0]) || below(m[0], r) }) {
			k.wrong(at+"/reads", "required", m[0], vendorfit.Text{En: "the formula reads a constant that is not listed here", Nb: "formelen leser en konstant som ikke står her"})
		}
	}
}

// below tells whether a path is another one or stands below it.
func below(above, path string) bool { return path == above || strings.HasPrefix(path, above+".") }

// params checks the constants: marked, founded, and read by something.
func (k *bookCheck) params() {
	b := k.book
	own := len(b.Params) - len(b.Readiness.Params)
	k.ids(paramsFile+"#", each(b.Params, func(p *vendorfit.Param) string { return p.ID }))
	used := k.usedParams()
	for i := range b.Params {
		p, at := &b.Params[i], fmt.Sprintf("%s#/%d", paramsFile, i)
		if i >= own {
			at = fmt.Sprintf("%s#/params/%d", readinessFile, i-own)
		}
		k.filled(at, "basis", p.Basis)
		k.oneOf(at+"/mark", p.Mark, "fact", "source", "law", "assumption", "judgement")
		k.oneOf(at+"/for", p.For, "", "helpers", "robust", "landscape")
		k.finite(at+"/value", p.Value)
		path := "params." + p.ID
		if i < own && p.For == "" && !slices.ContainsFunc(used, func(u string) bool { return below(path, u) || below(u, path) }) {
			k.wrong(at, "required", p.ID, vendorfit.Text{En: "nothing reads this constant", Nb: "ingenting leser denne konstanten"})
		}
	}
}

func (k *bookCheck) finite(at string, c vendorfit.Constant) {
	if math.IsNaN(c.Number) || math.IsInf(c.Number, 0) {
		k.wrong(at, "type", fmt.Sprint(c.Number), vendorfit.Text{En: "this is no number to count with", Nb: "dette er ikke et tall å regne med"})
	}
	for _, field := range c.Fields {
		k.finite(at, field)
	}
	for _, item := range c.List {
		k.finite(at, item)
	}
}

// usedParams are the paths of the constants that quantities, rules, criteria and readiness read.
func (k *bookCheck) usedParams() []string {
	b := k.book
	var used []string
	expressions := []string{}
	for _, d := range slices.Concat(b.Totals, b.Derived) {
		used = append(used, d.Reads...)
	}
	for _, r := range b.Rules {
		expressions = append(expressions, r.Applies, r.Pass, r.Points, r.When, r.Weight)
	}
	for _, c := range b.Criteria {
		expressions = append(expressions, c.Multiplier)
	}
	for _, s := range slices.Concat(b.Readiness.Overall, b.Readiness.Diagnoses, b.Readiness.CrossChecks, b.Readiness.Effects, b.Readiness.Legal) {
		expressions = append(expressions, s.When)
	}
	return append(used, paramPath.FindAllString(strings.Join(expressions, "\n"), -1)...)
}

// tables checks the constants that repeat something which stands elsewhere: two lists of the same thing drift apart.
func (k *bookCheck) tables() {
	b := k.book
	points, _ := b.Const("delivery.points")
	for _, a := range b.Attributes {
		if a.Type != "mode" {
			continue
		}
		for _, c := range a.Vocab {
			if p, ok := points.Fields[c.Code]; !ok || p.Number != c.Points || len(points.Fields) != len(a.Vocab) {
				k.wrong(k.paramPlace("delivery.points"), "code", c.Code, vendorfit.Text{En: "these points differ from the vocabulary of " + a.ID, Nb: "disse poengene avviker fra vokabularet til " + a.ID})
				break
			}
		}
		break
	}
	kinds, _ := b.Const("areas.kinds")
	for _, area := range kinds.Keys {
		for _, kind := range kinds.Fields[area].List {
			k.oneOf(k.paramPlace("areas.kinds")+"/value/"+area, kind.Text, codes(b.Form.Vocabularies["systemKinds"])...)
		}
	}
}

// paramPlace is the place of a constant of params.yaml; the file where there is none.
func (k *bookCheck) paramPlace(id string) string {
	for i, p := range k.book.Params {
		if p.ID == id {
			return fmt.Sprintf("%s#/%d", paramsFile, i)
		}
	}
	return paramsFile + "#"
}
