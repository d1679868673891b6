package web

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// body reads the body of the request to a tree: JSON or YAML by its Content-Type, at most [bodyMost] bytes.
func (c *call) body() (*intake.Node, error) {
	name, err := c.bodyName()
	if err != nil {
		return nil, err
	}
	if c.r.ContentLength > bodyMost {
		return nil, c.tooLarge()
	}
	data, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, bodyMost))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, c.tooLarge()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, refuse(problemTimeout, "send the body faster, or in one piece", "send innholdet raskere, eller i ett stykke")
	case err != nil:
		return nil, &refusal{kind: problemMalformed, cause: err, detail: say("the body ended before it was whole", "innholdet sluttet før det var helt")}
	}
	root, err := intake.Parse(name, data, intake.RequestLimits)
	if err != nil {
		no := refused(err)
		no.kind = problemMalformed
		return nil, no
	}
	return root, nil
}

// bodyName names the body after its type, as intake tells JSON from YAML. The type must be said: a page of another site can have a
// browser send a body without one, or as text/plain, without asking anybody.
func (c *call) bodyName() (string, error) {
	if e := c.r.Header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return "", refuse(problemMedia, "send the body without Content-Encoding", "send innholdet uten Content-Encoding")
	}
	media, params, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	charset := params["charset"]
	if err == nil && (charset == "" || strings.EqualFold(charset, "utf-8")) {
		switch media {
		case mediaJSON:
			return "body.json", nil
		case mediaYAML, "application/x-yaml", "text/yaml":
			return "body.yaml", nil
		}
	}
	no := refuse(problemMedia, "send Content-Type: application/json or application/yaml, in UTF-8", "send Content-Type: application/json eller application/yaml, i UTF-8")
	no.header = http.Header{"Accept": {mediaJSON + ", " + mediaYAML}}
	return "", no
}

// tooLarge refuses a body without reading it to the end; the connection cannot be used again.
func (c *call) tooLarge() error {
	no := refuse(problemTooLarge, fmt.Sprintf("a body has at most %d bytes", bodyMost), fmt.Sprintf("et innhold har høyst %d byte", bodyMost))
	no.header = http.Header{"Connection": {"close"}}
	return no
}

// bind fills a value from the body, and refuses it with every mistake at once: those of form together with those that check finds
// in what could be read.
func bind(root *intake.Node, into any, check func() []vendorfit.Mistake) error {
	mistakes := intake.Bind(root, into)
	mistakes = intake.Join(root, mistakes, below(mistakes, check()))
	return invalid(mistakes)
}

// below leaves out mistakes that follow from others: a part that could not be read was never set, and all that it requires would
// be called missing.
func below(bound, valid []vendorfit.Mistake) []vendorfit.Mistake {
	out := valid[:0:0]
	for _, m := range valid {
		follows := false
		for _, b := range bound {
			follows = follows || b.Code != "more" && (b.Pointer == "" || strings.HasPrefix(m.Pointer, b.Pointer+"/") || strings.HasPrefix(b.Pointer, m.Pointer+"/"))
		}
		if !follows {
			out = append(out, m)
		}
	}
	return out
}

func invalid(mistakes []vendorfit.Mistake) error {
	if len(mistakes) == 0 {
		return nil
	}
	return &vendorfit.Error{Kind: vendorfit.Invalid, Mistakes: mistakes, Message: vendorfit.Text{
		En: "mend what is listed under errors, and send it again", Nb: "rett det som står under errors, og send på nytt",
	}}
}
