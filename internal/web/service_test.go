package web

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/vendorfit/vendorfit"
)

// world is a service with its store, its log and its clock.
type world struct {
	t     *testing.T
	store *memory
	log   bytes.Buffer
	now   time.Time
	deps  Deps
	h     http.Handler
}

// newWorld is a service whose tenant is that of the header X-Tenant.
func newWorld(t *testing.T, change ...func(*Deps)) *world {
	t.Helper()
	w := &world{t: t, store: newMemory(), now: time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC)}
	w.store.now = func() time.Time { return w.now }
	w.deps = Deps{
		Engine: engine(t), Store: w.store, Now: func() time.Time { return w.now }, Wait: 20 * time.Second,
		Log:    slog.New(slog.NewJSONHandler(&w.log, nil)),
		Tenant: func(r *http.Request) string { return r.Header.Get("X-Tenant") },
	}
	for _, f := range change {
		f(&w.deps)
	}
	w.h = Handler(w.deps)
	return w
}

// ask sends a request; headers are pairs of name and value. A body is JSON unless a header says otherwise.
func (w *world) ask(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	w.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("X-Tenant", "acme")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	out := httptest.NewRecorder()
	w.h.ServeHTTP(out, r)
	return out
}

// want asks and expects a status.
func (w *world) want(status int, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	w.t.Helper()
	out := w.ask(method, path, body, headers...)
	if out.Code != status {
		w.t.Fatalf("%s %s: %d, want %d: %.600s", method, path, out.Code, status, out.Body)
	}
	return out
}

func into[T any](t *testing.T, r *httptest.ResponseRecorder) (v T) {
	t.Helper()
	if err := json.Unmarshal(r.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v: %.300s", err, r.Body)
	}
	return v
}

const tiny = `{"profile": {"organisation": {"seats": {"full": 5}}}, "asOf": "2026-11-27"}`

// doc is what tests read of a document.
type doc struct {
	ID        string
	CreatedAt string
	AsOf      string
	Digests   Digests
	Verdict   struct {
		Kind string
	}
	Ranking []struct {
		Platform string
		Total    float64
		Findings []struct{ Rule string }
	}
	Questions []struct{ Platform string }
}

// requestOf is a request for an example's profile, as JSON.
func requestOf(t *testing.T, name string) string {
	t.Helper()
	raw, err := json.Marshal(vendorfit.Request{Profile: cases(t)[name], AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func file(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile("../../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestCreateReadReplayDelete(t *testing.T) {
	w := newWorld(t)
	made := w.want(201, "POST", "/v1/evaluations", tiny)
	d := into[doc](t, made)
	path := made.Header().Get("Location")
	if path != "/v1/evaluations/"+d.ID || d.CreatedAt != "2026-11-27T10:00:00Z" || len(d.Ranking) != 14 || made.Header().Get("ETag") == "" {
		t.Fatalf("%v %+v", made.Header(), d)
	}
	read := w.want(200, "GET", path, "")
	if read.Body.String() != made.Body.String() || read.Header().Get("ETag") != made.Header().Get("ETag") {
		t.Error("what is read is not what was answered")
	}
	r := into[Replay](t, w.want(200, "POST", path+"/replay", ""))
	if !r.Identical || r.Digest != d.Digests.Result || r.Differences == nil || len(r.Differences) != 0 {
		t.Errorf("%+v", r)
	}
	w.want(204, "DELETE", path, "")
	for _, gone := range []string{"", "/report", "/questions?platform=hubspot"} {
		w.want(404, "GET", path+gone, "")
	}
	w.want(404, "DELETE", path, "")
	if len(w.store.items) != 0 {
		t.Errorf("something is left: %v", w.store.items)
	}
}
