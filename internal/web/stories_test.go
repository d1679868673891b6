package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/infra/bolt"
)

func TestIdempotency(t *testing.T) {
	w := newWorld(t)
	first := w.want(201, "POST", "/v1/evaluations", tiny, "Idempotency-Key", "k1")
	w.now = w.now.Add(time.Hour)
	again := w.want(201, "POST", "/v1/evaluations", "  "+tiny, "Idempotency-Key", "k1")
	if again.Body.String() != first.Body.String() || again.Header().Get("Location") != first.Header().Get("Location") ||
		again.Header().Get("Idempotency-Replayed") != "true" || first.Header().Get("Idempotency-Replayed") != "" {
		t.Errorf("%v %v", first.Header(), again.Header())
	}
	w.problemOf(w.ask("POST", "/v1/evaluations", strings.Replace(tiny, "5", "6", 1), "Idempotency-Key", "k1"), 422, "idempotency-key-reused")
	if r := w.want(201, "POST", "/v1/evaluations", tiny, "Idempotency-Key", "k1", "X-Tenant", "other"); r.Header().Get("Location") == first.Header().Get("Location") {
		t.Error("two tenants share a key")
	}
	for _, key := range []string{"", "a b", "ø", strings.Repeat("x", 256)} {
		if p := w.problemOf(w.ask("POST", "/v1/evaluations", tiny, "Idempotency-Key", key), 400, "invalid-parameter"); p.Errors[0].Header != "Idempotency-Key" {
			t.Errorf("%+v", p)
		}
	}
	w.want(204, "DELETE", first.Header().Get("Location"), "")
	for key := range w.store.items {
		if strings.HasPrefix(key[0], "acme/") {
			t.Errorf("%v is left of what was deleted", key)
		}
	}
	if r := w.want(201, "POST", "/v1/evaluations", tiny, "Idempotency-Key", "k1"); r.Header().Get("Idempotency-Replayed") != "" {
		t.Error("what was deleted came back")
	}
}

// A key whose request was refused is free for the corrected one.
func TestIdempotencyAfterMistake(t *testing.T) {
	w := newWorld(t)
	bad := tiny[:len(tiny)-1] + `, "only": ["nobody"]}`
	w.want(422, "POST", "/v1/evaluations", bad, "Idempotency-Key", "k")
	w.want(201, "POST", "/v1/evaluations", tiny, "Idempotency-Key", "k")
}

// A request that was cut off after it took the key is completed by the next one.
func TestIdempotencyAfterCrash(t *testing.T) {
	w := newWorld(t)
	path := w.want(201, "POST", "/v1/evaluations", tiny, "Idempotency-Key", "k").Header().Get("Location")
	delete(w.store.items, [2]string{"acme/evaluation", strings.TrimPrefix(path, "/v1/evaluations/")})
	if r := w.want(201, "POST", "/v1/evaluations", tiny, "Idempotency-Key", "k"); r.Header().Get("Location") != path {
		t.Errorf("%s, then %s", path, r.Header().Get("Location"))
	}
	w.want(200, "GET", path, "")
}

func TestIdempotencyAtOnce(t *testing.T) {
	w := newWorld(t)
	body := tiny[:len(tiny)-1] + `, "only": ["lime", "hubspot"]}`
	var all sync.WaitGroup
	answers := make([]*httptest.ResponseRecorder, 32)
	for i := range answers {
		all.Go(func() { answers[i] = w.ask("POST", "/v1/evaluations", body, "Idempotency-Key", "k") })
	}
	all.Wait()
	fresh := 0
	for _, a := range answers {
		if a.Code != 201 || a.Body.String() != answers[0].Body.String() {
			t.Fatalf("%d %.300s", a.Code, a.Body)
		}
		if a.Header().Get("Idempotency-Replayed") == "" {
			fresh++
		}
	}
	if list := into[listOf](t, w.want(200, "GET", "/v1/evaluations", "")); len(list.Items) != 1 || fresh != 1 {
		t.Errorf("%d evaluations, %d made", len(list.Items), fresh)
	}
}

// listOf is what tests read of a list.
type listOf struct {
	Items []struct{ ID string }
	Next  string
}

func TestTenantsSeeNothingOfEachOther(t *testing.T) {
	w := newWorld(t)
	e := w.want(201, "POST", "/v1/evaluations", tiny).Header().Get("Location")
	p := w.want(201, "POST", "/v1/profiles", `{"organisation": {"seats": {"full": 5}}}`).Header().Get("Location")
	for _, tenant := range []string{"other", "acme/evaluation", "acm", "acme/"} {
		other := []string{"X-Tenant", tenant, "If-Match", "*"}
		for _, ask := range [][3]string{
			{"GET", e},
			{"GET", e + "/report"},
			{"GET", e + "/questions?platform=lime"},
			{"POST", e + "/replay"},
			{"POST", e + "/whatif", "{}"},
			{"DELETE", e},
			{"GET", p},
			{"PUT", p, `{"organisation": {"seats": {"full": 6}}}`},
			{"DELETE", p},
		} {
			if r := w.ask(ask[0], ask[1], ask[2], other...); r.Code != 404 {
				t.Errorf("%s %s as %q: %d", ask[0], ask[1], tenant, r.Code)
			}
		}
		if r := w.ask("GET", "/v1/evaluations", "", other...); !strings.Contains(r.Body.String(), `{"items":[]}`) {
			t.Errorf("%q lists %s", tenant, r.Body)
		}
		w.problemOf(w.ask("POST", "/v1/evaluations", `{"profileId": "`+strings.TrimPrefix(p, "/v1/profiles/")+`"}`, other...), 422, "invalid-request")
	}
	w.want(200, "GET", e, "", "If-None-Match", `"x"`)
	w.want(200, "GET", p, "")
	w.problemOf(w.ask("GET", e, "", "X-Tenant", ""), 403, "forbidden")
	w.want(200, "GET", "/v1/platforms", "", "X-Tenant", "")
	w.want(200, "GET", "/healthz", "", "X-Tenant", "")
}

// A list is newest first, and shows each evaluation that was there exactly once while others are added.
func TestListWhileWriting(t *testing.T) {
	w := newWorld(t)
	body := tiny[:len(tiny)-1] + `, "only": ["lime"]}`
	make1 := func() string {
		w.now = w.now.Add(time.Second)
		return into[doc](t, w.want(201, "POST", "/v1/evaluations", body)).ID
	}
	var made []string
	for range 7 {
		made = append([]string{make1()}, made...)
	}
	var seen []string
	for next := ""; ; {
		path := "/v1/evaluations?limit=2"
		if next != "" {
			path += "&after=" + next
		}
		page := into[listOf](t, w.want(200, "GET", path, ""))
		for _, l := range page.Items {
			seen = append(seen, l.ID)
		}
		make1()
		if next = page.Next; next == "" {
			break
		}
	}
	if fmt.Sprint(seen) != fmt.Sprint(made) {
		t.Errorf("made %v\nseen %v", made, seen)
	}
	w.now = w.now.Add(3 * year)
	if page := into[listOf](t, w.want(200, "GET", "/v1/evaluations", "")); len(page.Items) != 0 {
		t.Errorf("%d are kept for ever", len(page.Items))
	}
}

// What a list says of an evaluation is what the evaluation says.
func TestListedAsRead(t *testing.T) {
	w := newWorld(t)
	made := w.want(201, "POST", "/v1/evaluations?view=summary", requestOf(t, "saas-scaleup"))
	read, listed := into[map[string]any](t, made), into[map[string][]map[string]any](t, w.want(200, "GET", "/v1/evaluations", ""))["items"][0]
	for _, name := range []string{"id", "createdAt", "asOf", "seed", "engine", "profile", "ruleBook", "digests"} {
		if fmt.Sprint(read[name]) != fmt.Sprint(listed[name]) {
			t.Errorf("%s: %v, listed as %v", name, read[name], listed[name])
		}
	}
	for i, x := range listed["ranking"].([]any) {
		for name, value := range x.(map[string]any) {
			if have := read["ranking"].([]any)[i].(map[string]any)[name]; have != value {
				t.Errorf("%d %s: %v, listed as %v", i, name, have, value)
			}
		}
	}
}

// brought is a request with answers, an offered price, a pinned edition, a lifted gate and an own platform.
func brought(t *testing.T) string {
	return strings.TrimSuffix(requestOf(t, "saas-scaleup"), "}") + `, "answers": [
	 {"platform": "lime", "attribute": "sso.access", "value": "all", "source": "letter", "asOf": "2026-11-20", "givenBy": "vendor"},
	 {"platform": "hubspot", "attribute": "price.offer", "value": {"amount": "1450000", "currency": "NOK", "per": "account", "period": "year"}, "source": "offer 17", "asOf": "2026-11-20", "confidential": true},
	 {"platform": "zoho", "attribute": "ai.location", "state": "declined", "asOf": "2026-11-06", "source": "letter"}],
	 "editions": {"hubspot": "Enterprise"}, "lifted": [{"platform": "zoho", "gate": "gate.language", "reason": "English will do", "by": "K. N."}],
	 "platforms": [{"id": "own1", "name": "Our own", "vendor": {"name": {"state": "unknown"}, "headquarters": {"state": "unknown"}, "jurisdiction": {"state": "unknown"}}, "facts": [], "values": []}]}`
}

// Every example is stored in at most 4 KB, and read from a store that was closed and opened it is the same to the last byte.
func TestStoredSmallAndReplayed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	store := reopened(t, nil, file)
	requests := map[string]string{"brought": brought(t), "tiny": tiny}
	for name := range cases(t) {
		requests[name] = requestOf(t, name)
	}
	bodies := map[string]string{}
	w := newWorld(t, func(d *Deps) { d.Store = store })
	for name, body := range requests {
		made := w.want(201, "POST", "/v1/evaluations", body)
		path := made.Header().Get("Location")
		bodies[path] = made.Body.String()
		item, err := store.Get(t.Context(), "acme/evaluation", strings.TrimPrefix(path, "/v1/evaluations/"))
		if err != nil || len(item.Body) > 4096 {
			t.Errorf("%s: %v, %d bytes", name, err, len(item.Body))
		}
		summary := w.want(200, "GET", path+"?view=summary", "")
		if summary.Body.Len() > 20_000 {
			t.Errorf("%s: a summary of %d bytes", name, summary.Body.Len())
		}
		t.Logf("%s: stored %d bytes, document %d, summary %d", name, len(item.Body), made.Body.Len(), summary.Body.Len())
	}
	w = newWorld(t, func(d *Deps) { d.Store = reopened(t, store, file) })
	for path, body := range bodies {
		if w.want(200, "GET", path, "").Body.String() != body {
			t.Errorf("%s is another", path)
		}
		if r := into[Replay](t, w.want(200, "POST", path+"/replay", "")); !r.Identical {
			t.Errorf("%+v", r)
		}
	}
}

func reopened(t *testing.T, old *bolt.Store, file string) *bolt.Store {
	t.Helper()
	if old != nil {
		if err := old.Close(); err != nil {
			t.Fatal(err)
		}
	}
	store, err := bolt.Open(file, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// An evaluation that another book made is not passed off as the same; replay says what differs.
func TestNotReproducible(t *testing.T) {
	w := newWorld(t)
	path := w.want(201, "POST", "/v1/evaluations", tiny).Header().Get("Location")
	key := [2]string{"acme/evaluation", strings.TrimPrefix(path, "/v1/evaluations/")}
	item := w.store.items[key]
	rec := &record{}
	if err := unpack(item.Body, rec); err != nil {
		t.Fatal(err)
	}
	rec.Digests.Catalogue, rec.Digests.Result = "sha256:1", "sha256:2"
	item.Body, _ = rec.pack()
	w.store.items[key] = item
	for _, p := range []string{path, path + "/report", path + "/questions?platform=lime"} {
		w.problemOf(w.ask("GET", p, ""), 500, "not-reproducible")
	}
	r := into[Replay](t, w.want(200, "POST", path+"/replay", ""))
	if r.Identical || len(r.Differences) != 2 || r.Differences[0].Part != "catalogue" || r.Differences[1].Stored != "sha256:2" || r.Differences[1].Now != r.Digest {
		t.Errorf("%+v", r)
	}
	item.Body = []byte("not ours")
	w.store.items[key] = item
	w.problemOf(w.ask("GET", path, ""), 500, "internal")
}

// The report for a vendor has nothing of what others gave in confidence, nor what rests on it.
func TestReportForVendor(t *testing.T) {
	w := newWorld(t)
	made := w.want(201, "POST", "/v1/evaluations", brought(t))
	path := made.Header().Get("Location")
	without := w.want(200, "POST", "/v1/evaluations?store=false", strings.ReplaceAll(brought(t), `"confidential": true`, `"confidential": false`))
	if len(into[doc](t, without).Ranking) != 15 {
		t.Fatal("the own platform is missing")
	}
	for _, media := range []string{"application/json", "text/markdown", "text/html", "text/csv"} {
		mine := w.want(200, "GET", path+"/report", "", "Accept", media).Body.String()
		theirs := w.want(200, "GET", path+"/report?audience=vendor", "", "Accept", media).Body.String()
		if mine == theirs {
			t.Errorf("%s: the vendor's report is the buyer's", media)
		}
		for _, secret := range []string{"offer 17", "1450000", "1,450,000", "K. N."} {
			if strings.Contains(theirs, secret) {
				t.Errorf("%s has %q", media, secret)
			}
		}
	}
	if !strings.Contains(made.Body.String(), "offer 17") {
		t.Error("the buyer's own document lacks the answer")
	}
	for _, r := range into[doc](t, w.want(200, "GET", path+"/report?audience=vendor", "")).Ranking {
		for _, x := range into[doc](t, made).Ranking {
			if r.Platform == "hubspot" && x.Platform == "hubspot" && r.Total == x.Total {
				t.Error("the total still rests on the offer")
			}
		}
	}
}

// What a buyer wrote is text in every form of the report: no page runs it, and no spreadsheet.
func TestReportIsNotInjected(t *testing.T) {
	w := newWorld(t)
	hostile := `=cmd()<script>x</script>|**b**`
	body := strings.NewReplacer(`"name": "Our own"`, `"name": "`+hostile+`"`, "English will do", hostile).Replace(brought(t))
	path := w.want(201, "POST", "/v1/evaluations", body).Header().Get("Location") + "/report"
	for media, bad := range map[string][]string{"text/html": {"<script"}, "text/markdown": {"<script", "cmd()|", " **b"}, "text/csv": {",=cmd", `,"=cmd`}} {
		got := w.want(200, "GET", path, "", "Accept", media).Body.String()
		if !strings.Contains(got, "=cmd()") {
			t.Errorf("%s: the name is missing", media)
		}
		for _, b := range bad {
			if strings.Contains(got, b) {
				t.Errorf("%s has %s", media, b)
			}
		}
	}
}

func TestWhatIf(t *testing.T) {
	w := newWorld(t)
	made := w.want(201, "POST", "/v1/evaluations", brought(t))
	path := made.Header().Get("Location")
	total := func(body, platform string) float64 {
		d := into[doc](t, w.want(200, "POST", path+"/whatif", body))
		if d.ID != "" {
			t.Error("it has an id, but is not stored")
		}
		for _, r := range d.Ranking {
			if r.Platform == platform {
				return r.Total
			}
		}
		return -1
	}
	same := into[doc](t, w.want(200, "POST", path+"/whatif", `{}`))
	if same.Digests.Result != into[doc](t, made).Digests.Result {
		t.Error("no change changes the result")
	}
	base := total(`{}`, "lime")
	if total(`{"priorities": {"privacy": 90}}`, "lime") == base {
		t.Error("another weight changes nothing")
	}
	if total(`{"answers": []}`, "hubspot") == total(`{}`, "hubspot") {
		t.Error("without the answers nothing changes")
	}
	if total(`{"answers": [{"platform": "lime", "attribute": "sso.access", "state": "none", "source": "letter", "asOf": "2026-11-20"}]}`, "lime") >= base {
		t.Error("an answer to the same question does not stand in place of the old one")
	}
	if total(`{"only": ["lime"]}`, "hubspot") != -1 || total(`{"only": ["lime"]}`, "lime") != base {
		t.Error("only")
	}
	if w.store.puts != 1 {
		t.Errorf("%d puts: what-if stores", w.store.puts)
	}
	p := w.problemOf(w.ask("POST", path+"/whatif", `{"answers": [{"platform": "lime", "attribute": "sso.access", "value": "maybe", "source": "x", "asOf": "2026-11-20"}]}`), 422, "invalid-request")
	if len(p.Errors) != 1 || !strings.HasPrefix(*p.Errors[0].Pointer, "/answers/0/value") || p.Errors[0].Line != 1 {
		t.Errorf("%+v", p.Errors)
	}
}

// The evaluations that would be too many are refused after a short wait, and those that wait are few.
func TestOverload(t *testing.T) {
	w := newWorld(t, func(d *Deps) { d.AtOnce, d.Wait = 1, time.Millisecond })
	s := newService(w.deps)
	w.h = s
	done, err := s.turn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := w.ask("POST", "/v1/evaluations", tiny)
	w.problemOf(r, 503, "busy")
	if r.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	s.Wait = time.Hour
	for range waitersPerSlot {
		s.waiting <- struct{}{}
	}
	w.problemOf(w.ask("POST", "/v1/evaluations", tiny), 503, "busy") // at once, not in an hour
	w.want(200, "GET", "/healthz", "")
	done()
	w.want(201, "POST", "/v1/evaluations", tiny)
	if len(s.slots) != 0 {
		t.Error("a slot was not given back")
	}
}

func TestLocalOnly(t *testing.T) {
	w := newWorld(t, func(d *Deps) { d.LocalOnly = true })
	for host, status := range map[string]int{"localhost:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "evil.example": 421, "127.0.0.1.evil.example": 421, "10.0.0.1": 421} {
		r := httptest.NewRequest(http.MethodGet, "/healthz", nil)
		r.Host = host
		out := httptest.NewRecorder()
		if w.h.ServeHTTP(out, r); out.Code != status {
			t.Errorf("%s: %d", host, out.Code)
		}
	}
}

// A request with own platforms that no item of a store can hold is told so, and can be evaluated without being stored.
func TestTooLargeToStore(t *testing.T) {
	rec := &record{}
	raw := make([]byte, 0, 1<<20)
	for i := range 60_000 {
		raw = fmt.Appendf(raw, `"%x",`, vendorfit.ItemMost^i*2654435761)
	}
	rec.Request, _ = json.Marshal(string(raw))
	_, err := rec.pack()
	if no := refused(err); no.kind.Name != "too-large" || !strings.Contains(no.detail.En, "store=false") {
		t.Errorf("%v", err)
	}
}
