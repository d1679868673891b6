package web

import (
	"errors"
	"net/http"
	"time"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// EvaluationRequest is the body of POST /v1/evaluations: a request with its profile, or with the id of a stored one.
type EvaluationRequest struct {
	ProfileID string `json:"profileId,omitempty" validate:"omitempty,id"`
	vendorfit.Request
}

// asked reads the request from the body, with the stored profile in place and the day filled in. Its digest is of what was sent.
func (c *call) asked(root *intake.Node) (r *vendorfit.Request, digest string, err error) {
	in := &EvaluationRequest{}
	missing, err := c.bindRequest(root, in)
	if err != nil {
		return nil, "", err
	}
	if digest, err = vendorfit.Digest(in); err != nil {
		return nil, "", err
	}
	r = &in.Request
	if missing {
		if r.Profile, err = c.storedProfile(in.ProfileID); err != nil {
			return nil, "", err
		}
	}
	if r.AsOf == "" {
		r.AsOf = c.today()
	}
	return r, digest, c.placed(root, c.Engine.valid(r))
}

// bindRequest reads the body, and tells whether the profile is a stored one that is still to be fetched.
func (c *call) bindRequest(root *intake.Node, in *EvaluationRequest) (stored bool, err error) {
	err = bind(root, in, func() []vendorfit.Mistake {
		stored = in.ProfileID != "" && in.Profile == nil
		mistakes := c.requestMistakes(root, in, stored)
		return append(mistakes, c.bookMistakes(in.RuleBook)...)
	})
	return stored, err
}

// requestMistakes are those of the request by itself. Where its profile is stored, the rest is looked at beside the smallest one
// there is.
func (c *call) requestMistakes(root *intake.Node, in *EvaluationRequest, stored bool) []vendorfit.Mistake {
	r := in.Request
	if stored {
		one := 1
		r.Profile = &vendorfit.Profile{Organisation: vendorfit.Organisation{Seats: vendorfit.Seats{Full: &one}}}
	}
	mistakes := c.Engine.Validator.Request(&r)
	if in.ProfileID != "" && in.Profile != nil {
		mistakes = append(mistakes, vendorfit.Mistake{Pointer: "/profileId", Code: "conflict", Found: short(in.ProfileID), Message: say(
			"give either a profile or the id of a stored one", "oppgi enten en profil eller id-en til en lagret")})
	}
	if profile := root.Field("profile"); profile != nil {
		mistakes = append(mistakes, intake.Fits(profile, "/profile")...)
	}
	return mistakes
}

func (c *call) bookMistakes(name string) []vendorfit.Mistake {
	have := c.Engine.Book.Name
	if name == "" || name == have {
		return nil
	}
	return []vendorfit.Mistake{{
		Pointer: "/ruleBook", Code: "code", Found: short(name), Expected: vendorfit.OneOf([]string{have}),
		Message: say("there is no such rule book", "det finnes ingen slik regelbok"),
	}}
}

// placed gives the mistakes of an error their places in the body.
func (c *call) placed(root *intake.Node, err error) error {
	var e *vendorfit.Error
	if errors.As(err, &e) {
		intake.Locate(root, e.Mistakes)
	}
	return err
}

func (c *call) today() vendorfit.Date { return vendorfit.Date(c.Now().UTC().Format(time.DateOnly)) }

// evaluate evaluates a request when its turn has come, and words it.
func (c *call) evaluate(r *vendorfit.Request, id, createdAt string) (*vendorfit.Evaluation, *Document, error) {
	done, err := c.turn(c.r.Context())
	if err != nil {
		return nil, nil, err
	}
	defer done()
	e, err := c.Engine.Evaluate(r)
	if err != nil {
		return nil, nil, err
	}
	e.ID, e.CreatedAt = id, createdAt
	d, err := c.Engine.Document(e)
	return e, d, err
}

func (c *call) createEvaluation() error {
	if _, err := c.accept(mediaJSON); err != nil {
		return err
	}
	key, err := c.idempotencyKey()
	if err != nil {
		return err
	}
	root, err := c.body()
	if err != nil {
		return err
	}
	r, digest, err := c.asked(root)
	if err != nil {
		return err
	}
	if c.query["store"] != "false" {
		return c.placed(root, c.keep(r, key, digest))
	}
	_, d, err := c.evaluate(r, "", c.stamp(c.Now()))
	if err != nil {
		return c.placed(root, err)
	}
	return c.document(http.StatusOK, d)
}

func (c *call) stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// keep evaluates and stores. With a key, whoever reserved it first decides the id, and everyone answers the one evaluation
// that is stored there.
func (c *call) keep(r *vendorfit.Request, key, digest string) error {
	now := c.Now()
	id, err := newID(now, c.Random)
	if err != nil {
		return err
	}
	if key != "" {
		mine, err := c.reserve(key, digest, id)
		if err != nil {
			return err
		}
		if id = mine.ID; !mine.first {
			done, err := c.repeat(id)
			if done || err != nil {
				return err
			}
		}
	}
	e, d, err := c.evaluate(r, id, c.stamp(now))
	if err != nil {
		return c.release(key, id, err)
	}
	taken, err := c.put(e, d, key)
	if err != nil {
		return c.release(key, id, err)
	}
	if !taken {
		return c.created(d)
	}
	done, err := c.repeat(id) // another request with the same key was faster
	if err == nil && !done {  // and it has been deleted since
		err = busy()
	}
	return err
}

// put stores an evaluation; taken tells that one of that id is stored already.
func (c *call) put(e *vendorfit.Evaluation, d *Document, key string) (taken bool, err error) {
	rec, err := newRecord(e, d, key)
	if err != nil {
		return false, err
	}
	body, err := rec.pack()
	if err != nil {
		return false, err
	}
	_, err = c.Store.Put(c.r.Context(), vendorfit.Put{Item: vendorfit.Item{
		PK: c.tenant + kindEvaluation, SK: d.ID, Body: body, Expires: c.Now().Add(c.Retention.Evaluations),
	}})
	if key != "" && is(err, vendorfit.Conflict) { // without a key it would be a broken source of ids
		return true, nil
	}
	return false, err
}

func (c *call) created(d *Document) error {
	c.w.Header().Set("Location", evaluationsPath+"/"+d.ID)
	return c.document(http.StatusCreated, d)
}

// document answers with a document in the form asked for.
func (c *call) document(status int, d *Document) error {
	if c.summary() {
		s := d.Summary()
		d = &s
	}
	return c.reply(status, d, d.tag())
}

// tag is the entity tag of a document: its result, and for which evaluation.
func (d *Document) tag() string { return documentTag(d.ID, d.Digests.Result) }

func documentTag(id, digest string) string { return tagOf([]byte(id + digest)) }

// fetch is a stored evaluation of this tenant.
func (c *call) fetch(id string) (*record, error) {
	if !isID(id) {
		return nil, noEvaluation()
	}
	item, err := c.Store.Get(c.r.Context(), c.tenant+kindEvaluation, id)
	if is(err, vendorfit.NotFound) {
		return nil, noEvaluation()
	}
	if err != nil {
		return nil, err
	}
	rec := &record{}
	return rec, unpack(item.Body, rec)
}

func noEvaluation() error {
	return refuse(problemNotFound, "there is no evaluation of this id; it may have been deleted or have expired", "det finnes ingen vurdering med denne id-en; den kan være slettet eller utløpt")
}

// reproduce evaluates a stored evaluation again. The error says so where the result is not the same to the last byte.
func (c *call) reproduce(id string, rec *record) (*vendorfit.Evaluation, *Document, error) {
	e, d, err := c.again(id, rec)
	if err != nil {
		return nil, nil, err
	}
	if d.Digests.Result != rec.Digests.Result {
		return nil, nil, refuse(problemReproduce,
			"the rule book, the catalogue or the engine is another than when it was made; POST "+evaluationsPath+"/"+id+"/replay says which",
			"regelboken, katalogen eller motoren er en annen enn da den ble laget; POST "+evaluationsPath+"/"+id+"/replay sier hvilken")
	}
	return e, d, nil
}

func (c *call) again(id string, rec *record) (*vendorfit.Evaluation, *Document, error) {
	r, err := rec.request()
	if err != nil {
		return nil, nil, unreadable(err)
	}
	e, d, err := c.evaluate(r, id, rec.CreatedAt)
	if is(err, vendorfit.Invalid) { // the book no longer has what it names
		err = unreadable(err)
	}
	return e, d, err
}

func unreadable(err error) error {
	return &refusal{kind: problemReproduce, cause: err, detail: say(
		"this engine can no longer read what was asked then", "denne motoren kan ikke lenger lese det som ble spurt om da")}
}

func (c *call) getEvaluation() error {
	if _, err := c.accept(mediaJSON); err != nil {
		return err
	}
	id := c.r.PathValue("id")
	rec, err := c.fetch(id)
	if err != nil || c.fresh(documentTag(id, rec.Digests.Result)) {
		return err
	}
	_, d, err := c.reproduce(id, rec)
	if err != nil {
		return err
	}
	return c.document(http.StatusOK, d)
}

// deleteEvaluation takes the evaluation away, and the key that led to it: a later request with that key makes a new one.
func (c *call) deleteEvaluation() error {
	id := c.r.PathValue("id")
	rec, err := c.fetch(id)
	if err != nil {
		return err
	}
	puts := []vendorfit.Put{{Item: vendorfit.Item{PK: c.tenant + kindEvaluation, SK: id}, If: vendorfit.Any, Delete: true}}
	if rec.Key != "" {
		puts = append(puts, vendorfit.Put{Item: vendorfit.Item{PK: c.tenant + kindKey, SK: rec.Key}, If: vendorfit.Any, Delete: true})
	}
	if err := c.Store.Write(c.r.Context(), puts); err != nil {
		return err
	}
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}
