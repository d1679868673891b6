package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/vendorfit/vendorfit"
)

// call is one request while it is answered.
type call struct {
	*service
	w      http.ResponseWriter
	r      *http.Request
	route  *Route
	lang   vendorfit.Lang
	tenant string
	id     string // of the request
	query  map[string]string
}

// parameters reads the query by the route's table: unknown ones, repeated ones and wrong values are mistakes, all at once.
func (c *call) parameters() error {
	given, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return refuse(problemQuery, "the query after ? cannot be read", "spørringen etter ? kan ikke leses")
	}
	no := refuse(problemQuery, "", "")
	c.query = map[string]string{}
	for _, p := range c.route.Query {
		values, ok := given[p.Name]
		delete(given, p.Name)
		switch {
		case !ok && p.Required:
			no.parameter(p.Name, "required", "", say("this must be given", "denne må oppgis"), p.About)
		case !ok:
			c.query[p.Name] = p.Default
		case len(values) > 1:
			no.parameter(p.Name, "duplicate", strconv.Itoa(len(values)), say("this stands more than once", "denne står mer enn én gang"), vendorfit.Text{})
		default:
			no.check(p, values[0])
			c.query[p.Name] = values[0]
		}
	}
	no.unknown(given, c.route.Query)
	if len(no.errors) > 0 {
		return no
	}
	return nil
}

func (r *refusal) parameter(name, code, found string, message, expected vendorfit.Text) {
	r.errors = append(r.errors, located{parameter: name, Mistake: vendorfit.Mistake{
		Code: code, Found: short(found), Message: message, Expected: expected,
	}})
}

// check holds one value to what the table says of it.
func (r *refusal) check(p Param, value string) {
	wrong := say("this value is not possible here", "denne verdien er ikke mulig her")
	switch n, err := strconv.Atoi(value); {
	case p.Type == "boolean" && value != "true" && value != "false":
		r.parameter(p.Name, "type", value, wrong, vendorfit.OneOf([]string{"true", "false"}))
	case p.Type == "integer" && (err != nil || n < p.Least || n > p.Most):
		r.parameter(p.Name, "range", value, wrong, vendorfit.Text{
			En: fmt.Sprintf("a whole number from %d to %d", p.Least, p.Most), Nb: fmt.Sprintf("et helt tall fra %d til %d", p.Least, p.Most),
		})
	case p.Type == "date" && !vendorfit.Date(value).Valid():
		r.parameter(p.Name, "format", value, wrong, say("a day as YYYY-MM-DD", "en dag som ÅÅÅÅ-MM-DD"))
	case p.Values != nil && !slices.Contains(p.Values, value):
		r.parameter(p.Name, "code", value, wrong, vendorfit.OneOf(p.Values))
	case p.Type == "text" && p.Values == nil && (value == "" || len(value) > p.Most || !utf8.ValidString(value)):
		r.parameter(p.Name, "format", value, wrong, vendorfit.Text{
			En: fmt.Sprintf("1 to %d characters", p.Most), Nb: fmt.Sprintf("1 til %d tegn", p.Most),
		})
	}
}

func (r *refusal) unknown(given url.Values, params []Param) {
	known := make([]string, len(params))
	for i, p := range params {
		known[i] = p.Name
	}
	names := make([]string, 0, len(given))
	for name := range given {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if i == vendorfit.MistakesMost {
			return
		}
		m := say("there is no such parameter here", "det finnes ingen slik parameter her")
		if near := vendorfit.Nearest(name, known); near != "" {
			m = say("there is no such parameter here; did you mean "+near+"?", "det finnes ingen slik parameter her; mente du "+near+"?")
		}
		r.parameter(short(name), "unknownField", "", m, vendorfit.OneOf(known))
	}
}

// short is what was found, fit to be shown.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return s
}

// accept chooses the media type to answer in.
func (c *call) accept(offers ...string) (string, error) {
	if media := choose(c.r.Header["Accept"], offers); media != "" {
		return media, nil
	}
	list := vendorfit.OneOf(offers)
	return "", refuse(problemAccept, "there is "+list.En, "det finnes "+list.Nb)
}

// read is the language of a text: the parameter lang, else that of the request.
func (c *call) reader() vendorfit.Lang {
	if l := c.query["lang"]; l != "" {
		return vendorfit.Lang(l)
	}
	return c.lang
}

// summary tells that the short form was asked for.
func (c *call) summary() bool { return c.query["view"] == "summary" }

// reply answers with JSON. The tag is the entity tag without quotes; "" is none.
func (c *call) reply(status int, v any, tag string) error {
	if _, err := c.accept(mediaJSON); err != nil {
		return err
	}
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	c.send(status, mediaJSON, body.Bytes(), tag)
	return nil
}

// tagOf is an entity tag of bytes.
func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:16])
}

// fresh tells that the client has what the tag stands for, and answers so.
func (c *call) fresh(tag string) bool {
	if c.r.Method != http.MethodGet && c.r.Method != http.MethodHead || !tagged(c.r.Header["If-None-Match"], `"`+tag+`"`, true) {
		return false
	}
	c.caching()
	c.w.Header().Set("ETag", `"`+tag+`"`)
	c.w.WriteHeader(http.StatusNotModified)
	return true
}

// caching lets caches keep what is the same for everyone.
func (c *call) caching() {
	if c.route.Public {
		c.w.Header().Set("Cache-Control", "public, max-age=300")
	}
}

// zipFrom is the size from which a body is worth compressing.
const zipFrom = 1024

// send answers with a body, compressed where that is asked for and worth it.
func (c *call) send(status int, media string, body []byte, tag string) {
	if tag != "" && c.fresh(tag) {
		return
	}
	h := c.w.Header()
	c.caching()
	if media != mediaJSON {
		media += "; charset=utf-8"
	}
	h.Set("Content-Type", media)
	if len(body) > zipFrom && gzips(c.r.Header["Accept-Encoding"]) {
		body = zip(body, gzip.BestSpeed)
		h.Set("Content-Encoding", "gzip")
		if tag != "" {
			tag += zipped
		}
	}
	if tag != "" {
		h.Set("ETag", `"`+tag+`"`)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(status)
	_, _ = c.w.Write(body) // the client has gone; there is nobody to tell
}

// zip compresses bytes. Writing to memory cannot fail, and the levels are constants that gzip knows.
func zip(body []byte, level int) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, level)
	_, _ = w.Write(body)
	_ = w.Close()
	return out.Bytes()
}
