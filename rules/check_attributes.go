package rules

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// types of attributes: whether they have a vocabulary, a unit, and which directions.
var attributeTypes = map[string]struct {
	vocab, points, unit bool
	better              []string
}{
	"enum": {true, true, false, []string{"up"}}, "mode": {true, true, false, []string{"up"}}, "suite": {true, true, false, []string{"up"}},
	"path": {true, true, false, []string{"up"}}, "language": {true, true, false, []string{"up"}}, "set": {true, false, false, []string{"up", "down"}},
	"access": {better: []string{"earlier"}}, "number": {unit: true, better: []string{"up", "down"}}, "money": {better: []string{"up", "down"}},
	"ladder": {unit: true, better: []string{"up", "down"}}, "quota": {unit: true, better: []string{"up", "down"}},
}

// attributes checks what can be known of a platform.
func (k *bookCheck) attributes() {
	list := k.book.Attributes
	k.ids(attributesFile+"#", each(list, func(a *vendorfit.Attribute) string { return a.ID }))
	shared := map[string]*vendorfit.Attribute{}
	for i := range list {
		a, at := &list[i], fmt.Sprintf("%s#/%d", attributesFile, i)
		k.attribute(at, a)
		first := shared[a.Type]
		if first == nil {
			shared[a.Type] = a
		} else if (a.Type == "mode" || a.Type == "suite" || a.Type == "path") && !reflect.DeepEqual(first.Vocab, a.Vocab) {
			k.wrong(at+"/vocab", "code", a.ID, vendorfit.Text{En: "attributes of this type share one vocabulary, that of " + first.ID, Nb: "attributter av denne typen deler ett vokabular, det til " + first.ID})
		}
	}
	for _, id := range []string{"editions", vendorfit.OfferAttribute} {
		if k.book.Attribute(id) == nil {
			k.wrong(attributesFile+"#", "required", "", vendorfit.Text{En: "the engine needs the attribute " + id, Nb: "motoren trenger attributtet " + id})
		}
	}
}

func (k *bookCheck) attribute(at string, a *vendorfit.Attribute) {
	t, ok := attributeTypes[a.Type]
	if !ok {
		k.oneOf(at+"/type", a.Type, "enum", "mode", "suite", "path", "access", "number", "money", "ladder", "quota", "set", "language")
		return
	}
	k.oneOf(at+"/better", a.Better, t.better...)
	k.oneOf(at+"/group", a.Group, codes(k.book.Labels.Groups)...)
	k.oneOf(at+"/tender", a.Tender, "", "award", "selection", "never")
	if a.ShelfMonths < 1 || a.ShelfMonths > 60 {
		k.wrong(at+"/shelfMonths", "minimum", fmt.Sprint(a.ShelfMonths), vendorfit.Text{En: "a shelf life is 1 to 60 months", Nb: "holdbarheten er 1 til 60 måneder"})
	}
	if t.unit != (a.Unit != nil) {
		k.wrong(at, "required", a.ID, vendorfit.Text{En: "numbers have a unit, and nothing else has", Nb: "tall har en enhet, og ingenting annet har det"})
	}
	if t.vocab != (len(a.Vocab) > 0) {
		k.wrong(at, "required", a.ID, vendorfit.Text{En: "this type has a vocabulary, or must not have one", Nb: "denne typen har et vokabular, eller skal ikke ha det"})
	}
	k.vocabulary(at+"/vocab", a, t.points)
}

// vocabulary checks the codes of an attribute and their points. A state is no code: what is not known has no points of its own.
func (k *bookCheck) vocabulary(at string, a *vendorfit.Attribute, points bool) {
	k.ids(at, codes(a.Vocab))
	for i, c := range a.Vocab {
		place := fmt.Sprintf("%s/%d", at, i)
		if slices.Contains([]string{"known", "stale", "notSeen", "unknown", "declined", "none"}, c.Code) && a.Type != "mode" {
			k.wrong(place+"/code", "code", c.Code, vendorfit.Text{En: "a state is never a code of a vocabulary", Nb: "en tilstand er aldri en kode i et vokabular"})
		}
		if c.Points < 0 || c.Points > 1 || !points && c.Points != 0 {
			k.wrong(place+"/points", "maximum", fmt.Sprint(c.Points), vendorfit.Text{En: "points are 0 to 1; members of a set have none", Nb: "poeng er 0 til 1; medlemmer av et sett har ingen"})
		}
	}
}
