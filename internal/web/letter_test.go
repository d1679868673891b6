package web

import (
	"errors"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
)

// The letter asks every open question of its platform once, word for word, in both languages.
func TestLetterAsksWordForWord(t *testing.T) {
	e, _ := evaluate(t, &vendorfit.Request{Profile: cases(t)["public-agency-archive"]})
	for i := range e.Ranking {
		id := e.Ranking[i].Knowledge.Platform.ID
		letter, err := NewLetter(engine(t).Words, e, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range []vendorfit.Lang{vendorfit.English, vendorfit.Bokmal} {
			md := letter.Markdown(l)
			for _, o := range e.Opens {
				ask := e.Book.Places()[o.Slot].Attribute.Ask.In(l)
				if o.Platform == id && strings.Count(md, ask) != 1 {
					t.Errorf("%s, %s: %q stands %d times", id, l, ask, strings.Count(md, ask))
				}
			}
			if wrong := readable(md, codes(e.Book)); wrong != "" && !strings.Contains(wrong, "__") {
				t.Errorf("%s, %s: %s", id, l, wrong)
			}
		}
	}
}

func TestLetterToNobody(t *testing.T) {
	e, _ := evaluate(t, &vendorfit.Request{Profile: cases(t)["saas-scaleup"]})
	_, err := NewLetter(engine(t).Words, e, "nobody")
	var known *vendorfit.Error
	if !errors.As(err, &known) || known.Kind != vendorfit.NotFound || !strings.Contains(known.Message.Nb, "nobody") {
		t.Errorf("%v", err)
	}
}

// What a buyer wrote cannot become a heading, a link or HTML in the letter.
func TestLetterIsNotInjected(t *testing.T) {
	p := *cases(t)["saas-scaleup"]
	hostile := "<script>x</script> [link](http://x) **b**\n# Heading"
	p.Requirements = []vendorfit.Requirement{{Attribute: "uptime.target", AtLeast: new(99.5), Level: "should", Text: &vendorfit.Text{En: hostile, Nb: hostile}}}
	p.Systems = append([]vendorfit.System{{ID: "odd", Kind: "cms", Product: "other", Keep: "keep", Name: &vendorfit.Text{En: hostile[:34], Nb: hostile[:34]}}}, p.Systems...)
	p.Integrations = append([]vendorfit.Integration{{System: "odd", Entities: []string{"customer"}, Criticality: "must"}}, p.Integrations...)
	e, _ := evaluate(t, &vendorfit.Request{Profile: &p})
	letter, err := NewLetter(engine(t).Words, e, "hubspot")
	if err != nil {
		t.Fatal(err)
	}
	md := letter.Markdown(vendorfit.English)
	for _, bad := range []string{"<script>", "\n# Heading", "[link]", " **b**"} {
		if strings.Contains(strings.NewReplacer(`\[`, "", `\*`, "").Replace(md), bad) {
			t.Errorf("the letter has %q", bad)
		}
	}
	if !strings.Contains(md, "99.5 percent") || !strings.Contains(md, "Our own requirements") || !strings.Contains(md, "Systems that stay with us") {
		t.Error("the letter lacks the buyer's own requirement or system")
	}
}
