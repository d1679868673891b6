package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// Problem is how the service says no (RFC 9457), in the language of Accept-Language.
type Problem struct {
	Type      string         `json:"type"`
	Title     string         `json:"title"`
	Status    int            `json:"status"`
	Detail    string         `json:"detail,omitempty"`
	RequestID string         `json:"requestId"`
	Errors    []ProblemError `json:"errors,omitempty"`
}

// ProblemError is one mistake of the input. It has a pointer into the body (RFC 6901; "" is all of it), or names the query
// parameter or the header.
type ProblemError struct {
	Pointer   *string `json:"pointer,omitempty"`
	Parameter string  `json:"parameter,omitempty"`
	Header    string  `json:"header,omitempty"`
	Code      string  `json:"code"`
	Message   string  `json:"message"`
	Expected  string  `json:"expected,omitempty"`
	Found     string  `json:"found,omitempty"`
	Line      int     `json:"line,omitempty"` // of the body, from 1
	Column    int     `json:"column,omitempty"`
}

// problemsAt is where the kinds of problem are named.
const problemsAt = "https://vendorfit.dev/problems/"

// ProblemKind is a kind of problem; Name ends its type.
type ProblemKind struct {
	Name   string
	Status int
	Title  vendorfit.Text
}

// The kinds of problem.
var (
	problemMalformed   = ProblemKind{"malformed-body", 400, say("the body cannot be read", "innholdet kan ikke leses")}
	problemQuery       = ProblemKind{"invalid-parameter", 400, say("a parameter or header is wrong", "en parameter eller et hode er feil")}
	problemForbidden   = ProblemKind{"forbidden", 403, say("you may not do this", "du har ikke lov til dette")}
	problemNotFound    = ProblemKind{"not-found", 404, say("there is nothing here", "her er det ingenting")}
	problemMethod      = ProblemKind{"method-not-allowed", 405, say("this cannot be done here", "dette kan ikke gjøres her")}
	problemAccept      = ProblemKind{"not-acceptable", 406, say("none of the accepted forms is available", "ingen av formene som godtas, finnes")}
	problemTimeout     = ProblemKind{"request-timeout", 408, say("the body did not arrive in time", "innholdet kom ikke fram i tide")}
	problemConflict    = ProblemKind{"conflict", 409, say("it has changed meanwhile", "den er endret i mellomtiden")}
	problemStale       = ProblemKind{"precondition-failed", 412, say("it is of another version", "den har en annen versjon")}
	problemTooLarge    = ProblemKind{"too-large", 413, say("the body is too large", "innholdet er for stort")}
	problemMedia       = ProblemKind{"unsupported-media-type", 415, say("the body is of a type that is not read", "innholdet er av en type som ikke leses")}
	problemMisdirected = ProblemKind{"misdirected", 421, say("this is not the host that was meant", "dette er ikke verten som var ment")}
	problemInvalid     = ProblemKind{"invalid-request", 422, say("the request has mistakes", "forespørselen har feil")}
	problemProfile     = ProblemKind{"invalid-profile", 422, say("the profile has mistakes", "profilen har feil")}
	problemKeyReused   = ProblemKind{"idempotency-key-reused", 422, say("the key stands for another request", "nøkkelen gjelder en annen forespørsel")}
	problemUnlocked    = ProblemKind{"precondition-required", 428, say("say which version you change", "si hvilken versjon du endrer")}
	problemInternal    = ProblemKind{"internal", 500, say("something went wrong with us", "noe gikk galt hos oss")}
	problemReproduce   = ProblemKind{"not-reproducible", 500, say("the stored evaluation cannot be reproduced by this engine", "den lagrede vurderingen kan ikke gjenskapes av denne motoren")}
	problemUnavailable = ProblemKind{"unavailable", 503, say("the service cannot answer now", "tjenesten kan ikke svare nå")}
	problemBusy        = ProblemKind{"busy", 503, say("too many evaluations are under way", "for mange vurderinger er i gang")}
)

// Problems are all kinds of problem, by status.
func Problems() []ProblemKind {
	return []ProblemKind{
		problemMalformed, problemQuery, problemForbidden, problemNotFound, problemMethod, problemAccept, problemTimeout, problemConflict,
		problemStale, problemTooLarge, problemMedia, problemMisdirected, problemInvalid, problemProfile, problemKeyReused, problemUnlocked,
		problemInternal, problemReproduce, problemUnavailable, problemBusy,
	}
}

// refusal is an error that knows its kind of problem.
type refusal struct {
	kind   ProblemKind
	detail vendorfit.Text
	errors []located
	header http.Header
	cause  error // for the log
}

// located is a mistake in the body, a parameter or a header.
type located struct {
	vendorfit.Mistake
	parameter, header string
}

func (r *refusal) Error() string {
	if r.cause != nil {
		return fmt.Sprintf("%s: %v", r.kind.Title.En, r.cause)
	}
	return r.kind.Title.En
}

func (r *refusal) Unwrap() error { return r.cause }

func refuse(kind ProblemKind, en, nb string) *refusal {
	return &refusal{kind: kind, detail: vendorfit.Text{En: en, Nb: nb}}
}

// refused turns any error into a refusal. An error that nobody expected is a mistake of ours: its text is for the log only.
func refused(err error) *refusal {
	var r *refusal
	if errors.As(err, &r) {
		return r
	}
	var e *vendorfit.Error
	if !errors.As(err, &e) {
		return &refusal{kind: problemInternal, cause: err}
	}
	r = &refusal{kind: kindOf(e), detail: e.Message, cause: e}
	for _, m := range e.Mistakes {
		r.errors = append(r.errors, located{Mistake: m})
	}
	if r.kind.Status == http.StatusServiceUnavailable {
		r.header = http.Header{"Retry-After": {"1"}}
	}
	return r
}

func kindOf(e *vendorfit.Error) ProblemKind {
	switch e.Kind {
	case vendorfit.Invalid:
		return invalidKind(e.Mistakes)
	case vendorfit.NotFound:
		return problemNotFound
	case vendorfit.Conflict:
		return problemConflict
	case vendorfit.Forbidden:
		return problemForbidden
	case vendorfit.Unavailable:
		return problemUnavailable
	}
	return problemInternal
}

// invalidKind tells a profile's mistakes from those of the rest of a request.
func invalidKind(mistakes []vendorfit.Mistake) ProblemKind {
	for _, m := range mistakes {
		if m.Code != "more" && m.Pointer != "/profile" && !strings.HasPrefix(m.Pointer, "/profile/") {
			return problemInvalid
		}
	}
	if len(mistakes) == 0 {
		return problemInvalid
	}
	return problemProfile
}

// problem words a refusal.
func (r *refusal) problem(l vendorfit.Lang, id string) Problem {
	p := Problem{
		Type: problemsAt + r.kind.Name, Title: r.kind.Title.In(l), Status: r.kind.Status, Detail: r.detail.In(l), RequestID: id,
	}
	for _, m := range r.errors {
		p.Errors = append(p.Errors, problemError(l, m))
	}
	return p
}

func problemError(l vendorfit.Lang, m located) ProblemError {
	e := ProblemError{
		Parameter: m.parameter, Header: m.header, Code: m.Code, Message: m.Message.In(l), Expected: m.Expected.In(l), Found: m.Found,
		Line: m.Line, Column: m.Column,
	}
	if m.parameter == "" && m.header == "" {
		e.Pointer = &m.Pointer
	}
	return e
}

// problemErrors words mistakes of a body.
func problemErrors(l vendorfit.Lang, mistakes []vendorfit.Mistake) []ProblemError {
	out := make([]ProblemError, len(mistakes))
	for i, m := range mistakes {
		out[i] = problemError(l, located{Mistake: m})
	}
	return out
}

// write sends the problem. What was set for an answer that did not come is taken back.
func (r *refusal) write(w http.ResponseWriter, l vendorfit.Lang, id string) {
	h := w.Header()
	for _, name := range []string{"ETag", "Location", "Content-Encoding", "Idempotency-Replayed"} {
		h.Del(name)
	}
	for name, values := range r.header {
		h[name] = values
	}
	h.Set("Content-Type", mediaProblem)
	h.Set("Content-Language", string(l))
	h.Set("Cache-Control", "no-store")
	body, err := json.Marshal(r.problem(l, id))
	if err != nil { // cannot be: texts and numbers only
		body = []byte(`{"status":500}`)
	}
	w.WriteHeader(r.kind.Status)
	_, _ = w.Write(append(body, '\n')) // the client has gone; there is nobody to tell
}
