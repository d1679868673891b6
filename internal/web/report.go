package web

import (
	"net/http"
	"slices"

	"github.com/vendorfit/vendorfit"
)

// The forms of a report and of a letter, the preferred one first.
var (
	reportMedia = []string{mediaJSON, mediaMarkdown, mediaHTML, mediaCSV}
	letterMedia = []string{mediaMarkdown, mediaHTML, mediaJSON}
)

func (c *call) getReport() error {
	media, err := c.accept(reportMedia...)
	if err != nil {
		return err
	}
	d, err := c.reported()
	if err != nil {
		return err
	}
	if media == mediaJSON {
		return c.reply(http.StatusOK, d, d.tag())
	}
	body, err := d.in(media, c.reader())
	if err != nil {
		return err
	}
	c.w.Header().Set("Content-Language", string(c.reader()))
	c.send(http.StatusOK, media, body, tagOf(body))
	return nil
}

// in is a document as people and spreadsheets read it.
func (d *Document) in(media string, l vendorfit.Lang) ([]byte, error) {
	if media == mediaCSV {
		return d.csv(l)
	}
	s := newSheet(d, l)
	if media == mediaMarkdown {
		return s.markdown(), nil
	}
	return s.html()
}

// reported is the document for the audience that was asked for.
func (c *call) reported() (*Document, error) {
	id := c.r.PathValue("id")
	rec, err := c.fetch(id)
	if err != nil {
		return nil, err
	}
	if c.query["audience"] != "vendor" {
		_, d, err := c.reproduce(id, rec)
		return d, err
	}
	return c.forVendor(id, rec)
}

// forVendor is the evaluation without the answers that were given in confidence. It is evaluated anew: to strike out the answers
// alone would leave points, ranks and reasons that rest on them, and from which they could be read.
func (c *call) forVendor(id string, rec *record) (*Document, error) {
	r, err := rec.request()
	if err != nil {
		return nil, unreadable(err)
	}
	before := len(r.Answers)
	r.Answers = slices.DeleteFunc(r.Answers, func(a vendorfit.Answer) bool { return a.Confidential })
	_, d, err := c.evaluate(r, id, rec.CreatedAt)
	if is(err, vendorfit.Invalid) {
		err = unreadable(err)
	}
	if err != nil {
		return nil, err
	}
	for i := range d.Lifted {
		d.Lifted[i].By = "" // a person of the buyer's
	}
	if len(r.Answers) < before {
		d.Method = append(d.Method, Note{"withheld", say(
			"Answers that were given in confidence are left out, with all that rests on them. The result can be another than the one that the buyer sees.",
			"Svar som er gitt i fortrolighet, er utelatt, sammen med alt som bygger på dem. Resultatet kan være et annet enn det kjøperen ser.")})
	}
	return d, d.seal()
}

func (c *call) getQuestions() error {
	media, err := c.accept(letterMedia...)
	if err != nil {
		return err
	}
	id := c.r.PathValue("id")
	rec, err := c.fetch(id)
	if err != nil {
		return err
	}
	e, _, err := c.reproduce(id, rec)
	if err != nil {
		return err
	}
	letter, err := NewLetter(c.Engine.Words, e, c.query["platform"])
	if err != nil {
		return err
	}
	return c.letter(media, letter)
}

func (c *call) letter(media string, letter *Letter) error {
	l := c.reader()
	if media == mediaJSON {
		return c.constant(letter)
	}
	body := []byte(letter.Markdown(l))
	if media == mediaHTML {
		var err error
		if body, err = letterSheet(string(body), l).html(); err != nil {
			return err
		}
	}
	c.w.Header().Set("Content-Language", string(l))
	c.send(http.StatusOK, media, body, tagOf(body))
	return nil
}
