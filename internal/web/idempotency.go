package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/vendorfit/vendorfit"
)

// keyMost is the longest idempotency key, in characters.
const keyMost = 255

// idempotencyKey is the hash of tenant and key of the header Idempotency-Key; "" where there is none. The key itself is not kept.
func (c *call) idempotencyKey() (string, error) {
	given, ok := c.r.Header["Idempotency-Key"]
	if !ok {
		return "", nil
	}
	if len(given) != 1 || !visible(given[0]) {
		no := refuse(problemQuery, "", "")
		no.errors = []located{{header: "Idempotency-Key", Mistake: vendorfit.Mistake{Code: "format", Message: say(
			"this is no key", "dette er ingen nøkkel"), Expected: say("one key of 1 to 255 visible ASCII characters", "én nøkkel på 1 til 255 synlige ASCII-tegn")}}}
		return "", no
	}
	sum := sha256.Sum256([]byte(fmt.Sprintf("%d:%s%s", len(c.tenant), c.tenant, given[0])))
	return hex.EncodeToString(sum[:]), nil
}

func visible(key string) bool {
	for i := range len(key) {
		if key[i] <= ' ' || key[i] > '~' {
			return false
		}
	}
	return key != "" && len(key) <= keyMost
}

// reservation is what is stored for a key: which evaluation it stands for, and of which request.
type reservation struct {
	ID      string `json:"id"`
	Request string `json:"request"` // digest

	first bool // this request made it
}

// reserve takes the key for an id by one conditional put, or says what it stands for already. It is refused where that is another
// request.
func (c *call) reserve(key, digest, id string) (*reservation, error) {
	mine := &reservation{ID: id, Request: digest, first: true}
	body, err := json.Marshal(mine)
	if err != nil {
		return nil, err
	}
	for range 3 { // the key may be taken away between the put and the read
		_, err = c.Store.Put(c.r.Context(), vendorfit.Put{Item: vendorfit.Item{
			PK: c.tenant + kindKey, SK: key, Body: body, Expires: c.Now().Add(c.Retention.Evaluations),
		}})
		if !is(err, vendorfit.Conflict) {
			return mine, err
		}
		there, err := c.reserved(key)
		if is(err, vendorfit.NotFound) {
			continue
		}
		if err == nil && there.Request != digest {
			return nil, refuse(problemKeyReused, "use another Idempotency-Key for another request", "bruk en annen Idempotency-Key til en annen forespørsel")
		}
		return there, err
	}
	return nil, busy()
}

func (c *call) reserved(key string) (*reservation, error) {
	item, err := c.Store.Get(c.r.Context(), c.tenant+kindKey, key)
	if err != nil {
		return nil, err
	}
	r := &reservation{}
	return r, json.Unmarshal(item.Body, r)
}

// release frees a key whose evaluation came to nothing, so that a corrected request can use it.
func (c *call) release(key, id string, because error) error {
	if key == "" || !is(because, vendorfit.Invalid) {
		return because
	}
	if r, err := c.reserved(key); err == nil && r.ID == id {
		_, err = c.Store.Put(c.r.Context(), vendorfit.Put{Item: vendorfit.Item{PK: c.tenant + kindKey, SK: key}, If: 1, Delete: true})
		if err != nil && !is(err, vendorfit.Conflict) && !is(err, vendorfit.NotFound) {
			return err
		}
	}
	return because
}

// repeat answers with the evaluation that is stored already; done is false where it is not there yet: the request that reserved
// the key is still at work, or was cut off, and this one makes it.
func (c *call) repeat(id string) (done bool, err error) {
	rec, err := c.fetch(id)
	var no *refusal
	if errors.As(err, &no) && no.kind.Name == problemNotFound.Name {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	_, d, err := c.reproduce(id, rec)
	if err != nil {
		return true, err
	}
	c.w.Header().Set("Idempotency-Replayed", "true")
	return true, c.created(d)
}

// is tells whether an error is the domain's, of a kind.
func is(err error, kind vendorfit.ErrorKind) bool {
	var e *vendorfit.Error
	return errors.As(err, &e) && e.Kind == kind
}
