// Package web is everything a visitor meets: the document of an evaluation, letters and reports, and the service that procurement
// systems call. It answers what the rooms below found; words are chosen here, in package text.
package web

import (
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"runtime"
	"time"

	"github.com/vendorfit/vendorfit"
)

// Deps is what the service rests on. Engine and Store must be given; the rest has defaults.
type Deps struct {
	Engine    *Engine
	Store     vendorfit.Store
	Tenant    func(*http.Request) string // whose things a request may see; the laptop's is "local"
	Now       func() time.Time
	Random    io.Reader // for ids: must not be guessable
	Log       *slog.Logger
	Retention Retention
	AtOnce    int           // evaluations under way at once; default 2 x GOMAXPROCS
	Wait      time.Duration // how long a request waits for its turn before it is refused with 503; default 2 s
	LocalOnly bool          // refuse requests that name another host than this machine
}

// Retention says how long things are kept; then the store lets them go.
type Retention struct {
	Evaluations time.Duration // default two years
	Profiles    time.Duration // default five years
}

const year = 365 * 24 * time.Hour

func (d *Deps) defaults() {
	if d.Tenant == nil {
		d.Tenant = func(*http.Request) string { return "local" }
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Random == nil {
		d.Random = rand.Reader
	}
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Retention.Evaluations == 0 {
		d.Retention.Evaluations = 2 * year
	}
	if d.Retention.Profiles == 0 {
		d.Retention.Profiles = 5 * year
	}
	if d.AtOnce == 0 {
		d.AtOnce = 2 * runtime.GOMAXPROCS(0)
	}
	if d.Wait == 0 {
		d.Wait = 2 * time.Second
	}
}

// Route is one operation of the service. What is served, refused and documented follows from it.
type Route struct {
	Method, Pattern string // as net/http's ServeMux takes them
	ID              string // operation id
	Summary         vendorfit.Text
	Request         any      // a value of the type of the body; nil where there is none
	Query           []Param  // others are refused
	Headers         []string // headers of the request that this operation heeds, beside those that all do
	Responses       []Response
	Public          bool // the same for every tenant; may be kept by caches
	Anyone          bool // answered without a tenant

	answer func(*call) error
}

// Param is a query parameter. It may stand once.
type Param struct {
	Name        string
	Type        string   // boolean, integer, date or text
	Values      []string // of a text: the values there are; nil: any
	Least, Most int      // of an integer: the bounds; of a text: the most characters
	Default     string   // "" where there is none
	Required    bool
	About       vendorfit.Text
}

// Response is one answer of an operation when all is well; problems come beside it.
type Response struct {
	Status  int
	Body    any      // a value of the type of the JSON body; nil where there is none
	Media   []string // media types, the preferred one first; nil: application/json, or no body where Body is nil
	Headers []string
	About   vendorfit.Text
}

// Handler is the service: every route of [Routes], and a problem for everything else.
func Handler(d Deps) http.Handler { return newService(d) }

func newService(d Deps) *service {
	d.defaults()
	s := &service{Deps: d, mux: http.NewServeMux(), slots: make(chan struct{}, d.AtOnce), waiting: make(chan struct{}, waitersPerSlot*d.AtOnce)}
	for _, route := range Routes() {
		s.mux.Handle(route.Method+" "+route.Pattern, s.serve(route))
	}
	return s
}

// service answers requests. It holds nothing of any of them.
type service struct {
	Deps
	mux     *http.ServeMux
	slots   chan struct{} // one token for each evaluation under way
	waiting chan struct{} // one for each that waits for its turn
}
