package web

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"time"
)

// bodyMost is the largest body of a request, in bytes.
const bodyMost = 1 << 20

// ServeHTTP gives every request an id, answers it, and writes one line of log. The log has no names, no bodies and no addresses
// with ids in them: only the pattern of the route.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start, id := time.Now(), requestID(r)
	seen := &watched{ResponseWriter: w}
	h := seen.Header()
	h.Set("X-Request-Id", id)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept, Accept-Encoding, Accept-Language")
	log := s.Log.With("request", id)
	handler, pattern := s.mux.Handler(r)
	defer func() {
		s.caught(recover(), seen, r, id, log)
		log.Info("answered", "method", methodOf(r), "route", pattern, "status", seen.status, "bytes", seen.bytes,
			"ms", float64(time.Since(start).Microseconds())/1000)
	}()
	if s.LocalOnly && !localHost(r.Host) {
		refuse(problemMisdirected, "this service answers to localhost only", "denne tjenesten svarer bare på localhost").write(seen, language(r.Header["Accept-Language"]), id)
		return
	}
	if pattern == "" {
		unrouted(handler, r).write(seen, language(r.Header["Accept-Language"]), id)
		return
	}
	s.mux.ServeHTTP(seen, r)
}

// localHost tells whether a Host header names this machine. A page on the web can have its own name point here (DNS rebinding), and
// a browser would then let it read what is stored; but that name stands in the header.
func localHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return host == "" || host == "localhost" || ip != nil && ip.IsLoopback()
}

// caught turns a panic into a problem: one request fails, not the service. A request that was cut off on purpose stays so.
func (s *service) caught(panicked any, w *watched, r *http.Request, id string, log *slog.Logger) {
	if panicked == nil {
		return
	}
	if panicked == http.ErrAbortHandler {
		panic(panicked)
	}
	log.Error("panicked", "panic", fmt.Sprint(panicked), "stack", string(debug.Stack()))
	if w.status == 0 {
		internalProblem().write(w, language(r.Header["Accept-Language"]), id)
	}
}

func internalProblem() *refusal {
	return refuse(problemInternal, "tell us the requestId, and we find the cause in the log", "oppgi requestId, så finner vi årsaken i loggen")
}

// unrouted is the problem of a path or a method that no route has, as ServeMux tells them apart.
func unrouted(handler http.Handler, r *http.Request) *refusal {
	probe := &probed{header: http.Header{}}
	handler.ServeHTTP(probe, r)
	if probe.status != http.StatusMethodNotAllowed {
		return refuse(problemNotFound, "the service has no such path", "tjenesten har ingen slik sti")
	}
	allow := strings.Join(probe.header["Allow"], ", ")
	no := refuse(problemMethod, "here one can use "+allow, "her kan man bruke "+allow)
	no.header = http.Header{"Allow": {allow}}
	return no
}

// probed takes in what ServeMux would have answered, and drops its text.
type probed struct {
	header http.Header
	status int
}

func (p *probed) Header() http.Header         { return p.header }
func (p *probed) Write(b []byte) (int, error) { return len(b), nil }
func (p *probed) WriteHeader(status int)      { p.status = status }

// watched counts what is answered.
type watched struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += n
	return n, err
}

// Unwrap lets http.MaxBytesReader close the connection of a body that is too large.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

var saneID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// requestID is the caller's own id where it is safe in a log, else a new one.
func requestID(r *http.Request) string {
	if id := r.Header.Get("X-Request-Id"); saneID.MatchString(id) {
		return id
	}
	return rand.Text()
}

// methodOf is the method for the log: what a stranger invents is not repeated.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// serve is the handler of a route: parameters first, then its answer, and its error as a problem.
func (s *service) serve(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &call{service: s, w: w, r: r, route: &route, lang: language(r.Header["Accept-Language"]), id: w.Header().Get("X-Request-Id")}
		err := c.parameters()
		if err == nil {
			err = c.known()
		}
		if err == nil {
			err = route.answer(c)
		}
		if err != nil {
			c.fail(err)
		}
	})
}

// known finds out whose things the request may see. Without a tenant it sees nothing that belongs to one: an empty name would be a
// tenant that all strangers share.
func (c *call) known() error {
	c.tenant = c.Tenant(c.r)
	if c.tenant != "" || c.route.Public || c.route.Anyone {
		return nil
	}
	return refuse(problemForbidden, "the request does not say which tenant it is for", "forespørselen sier ikke hvilken leietaker den gjelder")
}

// fail answers with the problem of an error; what is our fault, or the store's, is logged with its cause.
func (c *call) fail(err error) {
	no := refused(err)
	if no.kind.Status >= 500 && no.kind.Name != problemBusy.Name {
		c.Log.Error("failed", "request", c.id, "route", c.route.Pattern, "problem", no.kind.Name, "cause", no.Error())
	}
	if no.kind.Name == problemInternal.Name {
		no = internalProblem()
	}
	no.write(c.w, c.lang, c.id)
}
