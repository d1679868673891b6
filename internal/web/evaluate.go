package web

import (
	"io/fs"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/robust"
	"github.com/vendorfit/vendorfit/internal/web/text"
	"github.com/vendorfit/vendorfit/rules"
)

// Engine evaluates requests with one rule book and its catalogue. It is safe for use by many goroutines.
type Engine struct {
	Book      *rules.Book
	Words     *text.Words
	Validator *vendorfit.Validator
}

// NewEngine makes an engine of a compiled book.
func NewEngine(b *rules.Book) *Engine {
	return &Engine{Book: b, Words: text.New(b.Book), Validator: vendorfit.NewValidator(b.Book)}
}

// Open reads, checks and compiles the rule book in a folder and makes an engine of it.
//
// The error is of kind invalid, with every mistake of the book's files at once.
func Open(folder fs.FS) (*Engine, error) {
	loaded, mistakes := rules.Load(folder)
	if len(mistakes) == 0 {
		mistakes = loaded.Check()
	}
	if len(mistakes) > 0 {
		return nil, broken(mistakes)
	}
	book, lints := rules.Compile(loaded.Book, loaded.Catalogue, loaded)
	if book != nil {
		return NewEngine(book), nil
	}
	for _, l := range lints {
		mistakes = append(mistakes, l.Mistake)
	}
	return nil, broken(mistakes)
}

func broken(mistakes []vendorfit.Mistake) error {
	return &vendorfit.Error{Kind: vendorfit.Invalid, Mistakes: mistakes, Message: vendorfit.Text{
		En: "the rule book has mistakes", Nb: "regelboken har feil",
	}}
}

// Evaluate checks a request and evaluates it: findings, ranking, verdict, questions, and the digests of what went in.
//
// The error is of kind invalid, with every mistake at once, where the request is.
func (g *Engine) Evaluate(r *vendorfit.Request) (*vendorfit.Evaluation, error) {
	if err := g.valid(r); err != nil {
		return nil, err
	}
	e, err := vendorfit.Evaluate(g.Book, g.Book.Book, g.Book.Catalogue, r)
	if err != nil {
		return nil, err
	}
	robust.Decide(e)
	return e, g.digest(e)
}

// Check says what is wrong with a request, its fit to the book and to the platforms included, without a verdict. It is nil where
// nothing is.
func (g *Engine) Check(r *vendorfit.Request) error {
	if err := g.valid(r); err != nil {
		return err
	}
	_, err := vendorfit.Evaluate(g.Book, g.Book.Book, g.Book.Catalogue, r)
	return err
}

func (g *Engine) valid(r *vendorfit.Request) error {
	mistakes := g.Validator.Request(r)
	if len(mistakes) == 0 {
		return nil
	}
	return &vendorfit.Error{Kind: vendorfit.Invalid, Mistakes: mistakes, Message: vendorfit.Text{
		En: "the request cannot be evaluated as it stands", Nb: "forespørselen kan ikke vurderes slik den er",
	}}
}

// digest identifies what went in. The result's own digest belongs to the document ([Build]).
func (g *Engine) digest(e *vendorfit.Evaluation) (err error) {
	d := &e.Digests
	d.RuleBook, d.Catalogue = g.Book.Digest(), g.Book.Catalogue.Digest()
	if d.Profile, err = vendorfit.Digest(e.Request.Profile); err != nil {
		return err
	}
	d.Answers, err = e.Request.AnswersDigest()
	return err
}

// Document words an evaluation.
func (g *Engine) Document(e *vendorfit.Evaluation) (*Document, error) { return Build(g.Words, e) }
