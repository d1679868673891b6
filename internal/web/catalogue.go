package web

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/vendorfit/vendorfit"
)

// PlatformList is the platforms of the catalogue.
type PlatformList struct {
	Revision int               `json:"revision"`
	Digest   string            `json:"digest"`
	AsOf     string            `json:"asOf"`
	Items    []CataloguedEntry `json:"items"`
}

// CataloguedEntry is one platform of the list.
type CataloguedEntry struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	Vendor   string  `json:"vendor"`
	Facts    int     `json:"facts"`
	Known    int     `json:"known"`    // values that are in date and of medium confidence or better
	Of       int     `json:"of"`       // values there could be
	Coverage float64 `json:"coverage"` // known / of, 0..1
}

// RuleBookList is the rule books there are.
type RuleBookList struct {
	Items []RuleBookEntry `json:"items"`
}

// RuleBookEntry names a rule book and its newest revision.
type RuleBookEntry struct {
	Name     string         `json:"name"`
	Title    vendorfit.Text `json:"title"`
	Revision int            `json:"revision"`
	Status   string         `json:"status"`
	Digest   string         `json:"digest"`
}

// RuleBook is what a book judges by: its revisions, criteria and the rules by name.
type RuleBook struct {
	RuleBookEntry
	Revisions []int                 `json:"revisions"`
	Criteria  []vendorfit.Criterion `json:"criteria"`
	Rules     []RuleEntry           `json:"rules"`
}

// RuleEntry names a rule.
type RuleEntry struct {
	ID        string         `json:"id"`
	Kind      string         `json:"kind"`
	Criterion string         `json:"criterion,omitempty"`
	Why       vendorfit.Text `json:"why"`
}

// RuleBookRevision is all of one revision, as its authors wrote it.
type RuleBookRevision struct {
	RuleBookEntry
	Attributes []vendorfit.Attribute   `json:"attributes"`
	Criteria   []vendorfit.Criterion   `json:"criteria"`
	Rules      []vendorfit.Rule        `json:"rules"`
	Totals     []vendorfit.Declaration `json:"totals"`
	Derived    []vendorfit.Declaration `json:"derived"`
	Params     []vendorfit.Param       `json:"params"`
	Readiness  vendorfit.Readiness     `json:"readiness"`
	Form       vendorfit.Form          `json:"form"`
	Labels     vendorfit.Labels        `json:"labels"`
}

// Health says that the service is ready.
type Health struct {
	Status string `json:"status"` // ready
	Engine string `json:"engine"`
}

// constant answers with what is the same until the service is built anew; its tag is that of its bytes.
func (c *call) constant(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return c.reply(http.StatusOK, v, tagOf(body))
}

func (c *call) listPlatforms() error {
	book, day := c.Engine.Book, vendorfit.Date(c.query["asOf"])
	if day == "" {
		day = c.today()
	}
	out := PlatformList{Revision: book.Catalogue.Revision, Digest: book.Catalogue.Digest(), AsOf: string(day)}
	for _, p := range book.Catalogue.Platforms {
		out.Items = append(out.Items, entry(book.Book, p, day))
	}
	return c.constant(out)
}

func entry(b *vendorfit.Book, p *vendorfit.Platform, day vendorfit.Date) CataloguedEntry {
	k, _ := vendorfit.Know(b, p, &vendorfit.Request{}, day) // without answers nothing can be wrong
	out := CataloguedEntry{ID: p.ID, Name: p.Name, Vendor: p.Vendor.Name.Value, Facts: len(p.Facts), Of: len(k.Values)}
	for _, v := range k.Values {
		if v.Firm() {
			out.Known++
		}
	}
	out.Coverage = float64(out.Known) / float64(max(1, out.Of))
	return out
}

func (c *call) getPlatform() error {
	if p := c.Engine.Book.Catalogue.Platform(c.r.PathValue("id")); p != nil {
		return c.constant(p)
	}
	return refuse(problemNotFound, "the catalogue has no such platform; GET /v1/platforms lists them", "katalogen har ingen slik plattform; GET /v1/platforms viser dem")
}

func (c *call) bookEntry() RuleBookEntry {
	b := c.Engine.Book
	return RuleBookEntry{Name: b.Name, Title: b.Title, Revision: b.Revision, Status: b.Status, Digest: b.Digest()}
}

func (c *call) listRuleBooks() error {
	return c.constant(RuleBookList{Items: []RuleBookEntry{c.bookEntry()}})
}

// named refuses another book than the one there is.
func (c *call) named() error {
	if c.r.PathValue("name") == c.Engine.Book.Name {
		return nil
	}
	return refuse(problemNotFound, "there is no such rule book; GET /v1/rulebooks lists them", "det finnes ingen slik regelbok; GET /v1/rulebooks viser dem")
}

func (c *call) getRuleBook() error {
	if err := c.named(); err != nil {
		return err
	}
	b := c.Engine.Book
	out := RuleBook{RuleBookEntry: c.bookEntry(), Revisions: []int{b.Revision}, Criteria: b.Criteria}
	for i := range b.Rules {
		r := &b.Rules[i]
		out.Rules = append(out.Rules, RuleEntry{ID: r.ID, Kind: string(r.Kind), Criterion: r.Criterion, Why: r.Why})
	}
	return c.constant(out)
}

func (c *call) getRevision() error {
	if err := c.named(); err != nil {
		return err
	}
	b := c.Engine.Book
	if c.r.PathValue("n") != strconv.Itoa(b.Revision) {
		return refuse(problemNotFound, "the book has no such revision; GET /v1/rulebooks/"+b.Name+" lists them", "boken har ingen slik revisjon; GET /v1/rulebooks/"+b.Name+" viser dem")
	}
	return c.constant(RuleBookRevision{
		RuleBookEntry: c.bookEntry(), Attributes: b.Attributes, Criteria: b.Criteria, Rules: b.Rules, Totals: b.Totals, Derived: b.Derived,
		Params: b.Params, Readiness: b.Readiness, Form: b.Form, Labels: b.Labels,
	})
}

// getHealth asks the store as well: a service that cannot store is not ready.
func (c *call) getHealth() error {
	_, err := c.Store.Get(c.r.Context(), "health", "health")
	if err != nil && !is(err, vendorfit.NotFound) {
		return err
	}
	return c.reply(http.StatusOK, Health{Status: "ready", Engine: vendorfit.Engine}, "")
}
