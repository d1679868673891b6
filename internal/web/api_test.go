package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/vendorfit/vendorfit"
)

// problemOf is a problem with what every problem must have.
func (w *world) problemOf(r *httptest.ResponseRecorder, status int, kind string) Problem {
	w.t.Helper()
	p := into[Problem](w.t, r)
	if r.Code != status || p.Status != status || p.Type != problemsAt+kind || p.Title == "" ||
		r.Header().Get("Content-Type") != "application/problem+json" || r.Header().Get("Cache-Control") != "no-store" ||
		p.RequestID == "" || p.RequestID != r.Header().Get("X-Request-Id") {
		w.t.Errorf("want %d %s: %d %v %.500s", status, kind, r.Code, r.Header(), r.Body)
	}
	return p
}

// TestRoutes asks every route of the table for what it gives, and what it refuses. A route that is not asked here fails the test.
func TestRoutes(t *testing.T) {
	w := newWorld(t)
	e := w.want(201, "POST", "/v1/evaluations", tiny).Header().Get("Location")
	p := w.want(201, "POST", "/v1/profiles", `{"organisation": {"seats": {"full": 5}}}`).Header().Get("Location")
	book := "/v1/rulebooks/crm"
	revision := fmt.Sprintf("%s/revisions/%d", book, engine(t).Book.Revision)
	asked := map[string]bool{}
	for _, c := range []struct {
		method, path, body string
		headers            []string
		status             int
		has                string // in the body, or the name of the problem
	}{
		{"GET", "/healthz", "", nil, 200, `{"status":"ready","engine":"`},
		{"POST", "/v1/evaluations?store=false", tiny, nil, 200, `"findings":[`},
		{"POST", "/v1/evaluations?store=false&view=summary", tiny, nil, 200, `"ranking":[`},
		{"POST", "/v1/evaluations?store=nei", tiny, nil, 400, "invalid-parameter"},
		{"POST", "/v1/evaluations", `{}`, nil, 422, "invalid-profile"},
		{"POST", "/v1/evaluations", `{"profileId": "nobody"}`, nil, 422, "invalid-request"},
		{"POST", "/v1/evaluations", `{"profileId": "` + strings.TrimPrefix(p, "/v1/profiles/") + `"}`, nil, 201, `"ranking":[`},
		{"POST", "/v1/evaluations", tiny[:len(tiny)-1] + `, "profileId": "x"}`, nil, 422, "invalid-request"},
		{"POST", "/v1/evaluations", tiny[:len(tiny)-1] + `, "ruleBook": "erp"}`, nil, 422, "invalid-request"},
		{"POST", "/v1/evaluations", tiny[:len(tiny)-1] + `, "only": ["nobody"]}`, nil, 422, "invalid-request"},
		{"POST", "/v1/evaluations", "profile: {organisation: {seats: {full: 5}}}", []string{"Content-Type", "application/yaml"}, 201, `"asOf":"2026-11-27"`},
		{"POST", "/v1/evaluations", tiny, []string{"Accept", "text/html"}, 406, "not-acceptable"},
		{"GET", "/v1/evaluations", "", nil, 200, `"items":[{"id":"`},
		{"GET", "/v1/evaluations?limit=1", "", nil, 200, `"next":"`},
		{"GET", "/v1/evaluations?limit=0", "", nil, 400, "invalid-parameter"},
		{"GET", "/v1/evaluations?limit=101", "", nil, 400, "invalid-parameter"},
		{"GET", "/v1/evaluations?limit=1&limit=2", "", nil, 400, "invalid-parameter"},
		{"GET", "/v1/evaluations?lmit=1", "", nil, 400, "invalid-parameter"},
		{"GET", "/v1/evaluations?after=", "", nil, 400, "invalid-parameter"},
		{"GET", "/v1/evaluations?after=nonsense", "", nil, 400, "invalid-parameter"},
		{"GET", "/v1/evaluations?a=%zz", "", nil, 400, "invalid-parameter"},
		{"GET", e, "", nil, 200, `"findings":[`},
		{"GET", e + "?view=summary", "", nil, 200, `"verdict":{`},
		{"GET", e + "?view=short", "", nil, 400, "invalid-parameter"},
		{"GET", "/v1/evaluations/nobody", "", nil, 404, "not-found"},
		{"GET", "/v1/evaluations/../../etc", "", nil, 404, "not-found"},
		{"GET", e + "/report", "", nil, 200, `"findings":[`},
		{"GET", e + "/report", "", []string{"Accept", "text/markdown"}, 200, "# "},
		{"GET", e + "/report?lang=nb", "", []string{"Accept", "text/markdown"}, 200, "## Rangering"},
		{"GET", e + "/report?lang=nn", "", nil, 400, "invalid-parameter"},
		{"GET", e + "/report", "", []string{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}, 200, "<!doctype html>"},
		{"GET", e + "/report", "", []string{"Accept", "text/csv"}, 200, "rank,platform,name"},
		{"GET", e + "/report", "", []string{"Accept", "image/png"}, 406, "not-acceptable"},
		{"GET", e + "/report?audience=press", "", nil, 400, "invalid-parameter"},
		{"GET", e + "/questions?platform=hubspot", "", nil, 200, "# Questions about HubSpot"},
		{"GET", e + "/questions?platform=hubspot&lang=nb", "", []string{"Accept", "text/html"}, 200, "<h1>Spørsmål om HubSpot"},
		{"GET", e + "/questions?platform=hubspot", "", []string{"Accept", "application/json"}, 200, `"platform":"hubspot"`},
		{"GET", e + "/questions?platform=nobody", "", nil, 404, "not-found"},
		{"GET", e + "/questions", "", nil, 400, "invalid-parameter"},
		{"POST", e + "/replay", "", nil, 200, `{"identical":true,"digest":"sha256:`},
		{"POST", "/v1/evaluations/nobody/replay", "", nil, 404, "not-found"},
		{"POST", e + "/whatif", `{"priorities": {"privacy": 100}}`, nil, 200, `"ranking":[`},
		{"POST", e + "/whatif", `{"priorities": {"beauty": 100}}`, nil, 422, "invalid-request"},
		{"POST", e + "/whatif", `{"profile": {}}`, nil, 422, "invalid-request"},
		{"POST", "/v1/evaluations/nobody/whatif", `{}`, nil, 404, "not-found"},
		{"POST", "/v1/profiles", `{"organisation": {"seats": {"full": -3}}}`, nil, 422, "invalid-profile"},
		{"POST", "/v1/profiles", tiny, nil, 422, "invalid-profile"},
		{"GET", p, "", nil, 200, `"version":1`},
		{"GET", p, "", []string{"If-None-Match", `"1"`}, 304, ""},
		{"GET", "/v1/profiles/nobody", "", nil, 404, "not-found"},
		{"PUT", p, `{"organisation": {"seats": {"full": 6}}}`, nil, 428, "precondition-required"},
		{"PUT", p, `{"organisation": {"seats": {"full": 6}}}`, []string{"If-Match", `"7"`}, 412, "precondition-failed"},
		{"PUT", p, `{"organisation": {"seats": {"full": 6}}}`, []string{"If-Match", `W/"1"`}, 412, "precondition-failed"},
		{"PUT", p, `{"organisation": {"seats": {"full": 0}}}`, []string{"If-Match", `"1"`}, 422, "invalid-profile"},
		{"PUT", p, `{"organisation": {"seats": {"full": 6}}}`, []string{"If-Match", `"1"`}, 200, `"version":2`},
		{"PUT", p, `{"organisation": {"seats": {"full": 6}}}`, []string{"If-Match", `"1"`}, 412, "precondition-failed"},
		{"PUT", "/v1/profiles/nobody", `{}`, []string{"If-Match", `*`}, 404, "not-found"},
		{"GET", "/v1/profiles/schema", "", nil, 200, `"$schema":"https://json-schema.org/draft/2020-12/schema"`},
		{"POST", "/v1/profiles/validate", `{"organisation": {"seats": {"full": 6}}}`, nil, 200, `{"valid":true,"errors":[]}`},
		{"POST", "/v1/profiles/validate", `{"organisation": {"seats": {"full": 0}}}`, nil, 200, `{"valid":false,"errors":[{"pointer":"/organisation/seats/full","code":"minimum"`},
		{"POST", "/v1/profiles/validate", `{"organisation":`, nil, 400, "malformed-body"},
		{"DELETE", p, "", []string{"If-Match", `"1"`}, 412, "precondition-failed"},
		{"DELETE", p, "", nil, 204, ""},
		{"DELETE", p, "", nil, 404, "not-found"},
		{"GET", "/v1/platforms", "", nil, 200, `"id":"lime"`},
		{"GET", "/v1/platforms?asOf=2026-02-30", "", nil, 400, "invalid-parameter"},
		{"GET", "/v1/platforms/lime", "", nil, 200, `"facts":[`},
		{"GET", "/v1/platforms/nobody", "", nil, 404, "not-found"},
		{"GET", "/v1/rulebooks", "", nil, 200, `"items":[{"name":"crm"`},
		{"GET", book, "", nil, 200, `"revisions":[`},
		{"GET", "/v1/rulebooks/erp", "", nil, 404, "not-found"},
		{"GET", revision, "", nil, 200, `"attributes":[`},
		{"GET", book + "/revisions/999", "", nil, 404, "not-found"},
		{"GET", book + "/revisions/-1", "", nil, 404, "not-found"},
		{"GET", "/", "", nil, 404, "not-found"},
		{"GET", "/v2/evaluations", "", nil, 404, "not-found"},
		{"PATCH", e, "", nil, 405, "method-not-allowed"},
		{"DELETE", "/v1/platforms", "", nil, 405, "method-not-allowed"},
		{"OPTIONS", "/v1/evaluations", "", nil, 405, "method-not-allowed"},
		{"BREW", "/healthz", "", nil, 405, "method-not-allowed"},
		{"DELETE", e, "", nil, 204, ""},
	} {
		_, pattern := newService(w.deps).mux.Handler(httptest.NewRequest(c.method, c.path, nil))
		asked[pattern] = true
		r := w.ask(c.method, c.path, c.body, c.headers...)
		name := c.method + " " + c.path + " " + c.body
		if r.Code != c.status {
			t.Errorf("%s: %d, want %d: %.400s", name, r.Code, c.status, r.Body)
			continue
		}
		if c.status >= 400 {
			w.problemOf(r, c.status, c.has)
		} else if !strings.Contains(r.Body.String(), c.has) {
			t.Errorf("%s: no %s in %.300s", name, c.has, r.Body)
		}
	}
	for _, route := range Routes() {
		if !asked[route.Method+" "+route.Pattern] {
			t.Errorf("%s %s is not asked", route.Method, route.Pattern)
		}
	}
}

func TestAllow(t *testing.T) {
	r := newWorld(t).want(405, "PUT", "/v1/evaluations", tiny)
	if allow := r.Header().Get("Allow"); allow != "GET, HEAD, POST" {
		t.Errorf("Allow: %s", allow)
	}
}

// Every mistake of form and of content stands in one problem, each with its pointer, in the reader's language.
func TestEveryMistakeAtOnce(t *testing.T) {
	w := newWorld(t)
	body := `{"profile": {"organisation": {"seats": {"full": -3, "light": "x"}}, "nedes": {}, "ai": {"level": "magic"}},
	 "seed": 1.5, "answers": [{"platform": "lime", "attribute": "sso.access", "value": "all", "source": "x", "asOf": "soon"}]}`
	for lang, message := range map[string]string{"en": "this is too little", "nb-NO, en;q=0.5": "dette er for lite", "nn": "dette er for lite", "de, no;q=0.1": "dette er for lite", "fr": "this is too little"} {
		p := w.problemOf(w.ask("POST", "/v1/evaluations", body, "Accept-Language", lang), 422, "invalid-request")
		got := map[string]string{}
		for _, e := range p.Errors {
			got[*e.Pointer] = e.Code
			if *e.Pointer == "/profile/organisation/seats/full" && (e.Message != message || e.Found != "-3" || e.Line != 1) {
				t.Errorf("%s: %+v", lang, e)
			}
		}
		for pointer, code := range map[string]string{
			"/profile/organisation/seats/full": "minimum", "/profile/organisation/seats/light": "type", "/profile/nedes": "unknownField",
			"/profile/ai/level": "code", "/seed": "type", "/answers/0/asOf": "format",
		} {
			if got[pointer] != code {
				t.Errorf("%s: %s is %q, not %q: %v", lang, pointer, got[pointer], code, got)
			}
		}
	}
}

// A body that cannot be read is refused for what it is; none of it is a mistake of ours.
func TestBadBodies(t *testing.T) {
	w := newWorld(t)
	big := `{"profile": {"name": {"en": "` + strings.Repeat("x", bodyMost) + `"}}}`
	for _, c := range []struct {
		name, body, media string
		status            int
		kind              string
	}{
		{"empty", "", "application/json", 400, "malformed-body"},
		{"half", `{"profile": `, "application/json", 400, "malformed-body"},
		{"two", tiny + tiny, "application/json", 400, "malformed-body"},
		{"twice", `{"profile": {}, "profile": {}}`, "application/json", 400, "malformed-body"},
		{"bytes", "{\"profile\": \"\xff\"}", "application/json", 400, "malformed-body"},
		{"zero", "{\"profile\": \"\\u0000\"}", "application/json", 400, "malformed-body"},
		{"deep", strings.Repeat("[", 5000), "application/json", 400, "malformed-body"},
		{"bomb", file(t, "scripts/bomb.yaml"), "application/yaml", 400, "malformed-body"},
		{"wide", "[" + strings.Repeat("1,", 200_000) + "1]", "application/json", 400, "malformed-body"},
		{"list", `[]`, "application/json", 422, "invalid-request"},
		{"text", `"profile"`, "application/json", 422, "invalid-request"},
		{"null", `null`, "application/json", 422, "invalid-profile"},
		{"null profile", `{"profile": null}`, "application/json", 422, "invalid-profile"},
		{"profile of another type", `{"profile": 7}`, "application/json", 422, "invalid-profile"},
		{"yaml as json", "profile: {}", "application/json", 400, "malformed-body"},
		{"form", "a=b", "application/x-www-form-urlencoded", 415, "unsupported-media-type"},
		{"plain", tiny, "text/plain", 415, "unsupported-media-type"},
		{"no type", tiny, "", 415, "unsupported-media-type"},
		{"odd type", tiny, "application/json; charset=\"", 415, "unsupported-media-type"},
		{"latin", tiny, "application/json; charset=iso-8859-1", 415, "unsupported-media-type"},
		{"large", big, "application/json", 413, "too-large"},
		{"large profile", `{"profile": {"organisation": {"seats": {"full": 5}}, "name": {"en": "` + strings.Repeat("x", 140_000) + `"}}}`, "application/json", 422, "invalid-profile"},
	} {
		r := w.ask("POST", "/v1/evaluations", c.body, "Content-Type", c.media)
		if p := w.problemOf(r, c.status, c.kind); p.Detail == "" {
			t.Errorf("%s: no way through", c.name)
		}
		if t.Failed() {
			t.Fatal(c.name)
		}
	}
	if len(w.store.items) != 0 {
		t.Error("something was stored")
	}
	w.problemOf(w.ask("POST", "/v1/evaluations", tiny, "Content-Encoding", "gzip"), 415, "unsupported-media-type")
}

// endless is a body without an end; it counts what was read of it.
type endless struct{ read int }

func (e *endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	e.read += len(b)
	return len(b), nil
}

// cutOff is a body that breaks off.
type cutOff struct{ err error }

func (b cutOff) Read([]byte) (int, error) { return 0, b.err }

func TestBodiesThatDoNotEnd(t *testing.T) {
	w := newWorld(t)
	send := func(body io.Reader, length int64) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "/v1/evaluations", body)
		r.ContentLength = length
		r.Header.Set("X-Tenant", "acme")
		r.Header.Set("Content-Type", "application/json")
		out := httptest.NewRecorder()
		w.h.ServeHTTP(out, r)
		return out
	}
	e := &endless{}
	w.problemOf(send(e, -1), 413, "too-large")
	if e.read > 2*bodyMost {
		t.Errorf("%d bytes were read", e.read)
	}
	e = &endless{}
	w.problemOf(send(e, bodyMost+1), 413, "too-large")
	if e.read != 0 {
		t.Errorf("%d bytes were read of a body that says that it is too large", e.read)
	}
	w.problemOf(send(cutOff{io.ErrUnexpectedEOF}, 100), 400, "malformed-body")
	w.problemOf(send(cutOff{&net.OpError{Op: "read", Err: os.ErrDeadlineExceeded}}, 100), 408, "request-timeout")
}

func TestRequestID(t *testing.T) {
	w := newWorld(t)
	for given, kept := range map[string]bool{"abc-1.2_3": true, "": false, "a b": false, strings.Repeat("x", 65): false, "x\"y": false} {
		r := w.want(200, "GET", "/healthz", "", "X-Request-Id", given)
		id := r.Header().Get("X-Request-Id")
		if (id == given) != kept || !saneID.MatchString(id) {
			t.Errorf("%q became %q", given, id)
		}
		var line map[string]any
		last := bytes.TrimSpace(w.log.Bytes())
		if err := json.Unmarshal(last[bytes.LastIndexByte(last, '\n')+1:], &line); err != nil || line["request"] != id || line["route"] != "GET /healthz" || line["status"] != 200.0 {
			t.Errorf("%v: %v", err, line)
		}
	}
}

// Nothing that a buyer wrote and no id of what is stored is in the log.
func TestLogIsDiscreet(t *testing.T) {
	w := newWorld(t)
	path := w.want(201, "POST", "/v1/evaluations", `{"profile": {"name": {"en": "Kari Nordmann AS"}, "organisation": {"seats": {"full": 5}}}}`).Header().Get("Location")
	w.want(200, "GET", path, "")
	w.want(404, "GET", "/v1/Kari/Nordmann", "")
	w.want(400, "GET", path+"?Kari=Nordmann", "")
	for _, secret := range []string{"Kari", "Nordmann", strings.TrimPrefix(path, "/v1/evaluations/")} {
		if strings.Contains(w.log.String(), secret) {
			t.Errorf("the log has %q", secret)
		}
	}
}

func TestCompression(t *testing.T) {
	w := newWorld(t)
	made := w.want(201, "POST", "/v1/evaluations", tiny, "Accept-Encoding", "gzip")
	path, tag := made.Header().Get("Location"), made.Header().Get("ETag")
	z, err := gzip.NewReader(made.Body)
	if err != nil || made.Header().Get("Content-Encoding") != "gzip" {
		t.Fatal(err, made.Header())
	}
	raw, _ := io.ReadAll(z)
	plain := w.want(200, "GET", path, "")
	if string(raw) != plain.Body.String() {
		t.Error("another body")
	}
	if plain.Header().Get("ETag") == tag {
		t.Error("two different bodies have the same strong tag")
	}
	for _, has := range []string{tag, plain.Header().Get("ETag"), "W/" + tag, `"x", ` + tag, "*"} {
		if r := w.want(304, "GET", path, "", "If-None-Match", has); r.Body.Len() > 0 || r.Header().Get("ETag") == "" {
			t.Errorf("%s: %v", has, r.Header())
		}
	}
	w.want(200, "GET", path, "", "If-None-Match", `"other"`)
	for _, encoding := range []string{"", "br", "gzip;q=0", "*;q=0"} {
		if r := w.want(200, "GET", path, "", "Accept-Encoding", encoding); r.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: compressed", encoding)
		}
	}
	if r := w.want(200, "GET", "/healthz", "", "Accept-Encoding", "gzip"); r.Header().Get("Content-Encoding") != "" {
		t.Error("a small body is compressed")
	}
}

func TestPublicThingsAreCached(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/v1/platforms", "/v1/platforms/lime", "/v1/rulebooks", "/v1/rulebooks/crm", "/v1/profiles/schema"} {
		r := w.want(200, "GET", path, "")
		if !strings.HasPrefix(r.Header().Get("Cache-Control"), "public") {
			t.Errorf("%s: %v", path, r.Header())
		}
		w.want(304, "GET", path, "", "If-None-Match", r.Header().Get("ETag"))
	}
	path := w.want(201, "POST", "/v1/evaluations", tiny).Header().Get("Location")
	if r := w.want(200, "GET", path, ""); r.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%v", r.Header())
	}
}

func TestPanicIsAProblem(t *testing.T) {
	w := newWorld(t)
	w.deps.Tenant = func(*http.Request) string { panic("secret") }
	w.h = Handler(w.deps)
	r := w.ask("GET", "/v1/evaluations", "")
	w.problemOf(r, 500, "internal")
	if strings.Contains(r.Body.String(), "secret") || !strings.Contains(w.log.String(), "secret") {
		t.Error("a panic belongs in the log, not in the answer")
	}
}

// What goes wrong in the store is told apart, and its cause stays in the log.
func TestStoreFails(t *testing.T) {
	w := newWorld(t)
	path := w.want(201, "POST", "/v1/evaluations", tiny).Header().Get("Location")
	for kind, want := range map[vendorfit.ErrorKind]struct {
		status int
		name   string
	}{
		vendorfit.Unavailable: {503, "unavailable"}, vendorfit.Internal: {500, "internal"}, vendorfit.Forbidden: {403, "forbidden"}, vendorfit.Conflict: {409, "conflict"},
	} {
		w.store.fails = &vendorfit.Error{Kind: kind, Cause: io.ErrClosedPipe, Message: vendorfit.Text{En: "the store", Nb: "lageret"}}
		for _, ask := range [][2]string{{"GET", path}, {"GET", "/v1/evaluations"}, {"DELETE", path}, {"GET", "/healthz"}} {
			r := w.ask(ask[0], ask[1], "")
			w.problemOf(r, want.status, want.name)
			if strings.Contains(r.Body.String(), "closed pipe") || (want.status == 503) != (r.Header().Get("Retry-After") != "") {
				t.Errorf("%v: %v %s", ask, r.Header(), r.Body)
			}
		}
	}
	if !strings.Contains(w.log.String(), "closed pipe") {
		t.Error("the cause is not in the log")
	}
}
