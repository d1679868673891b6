package rules

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// Loaded is a book's folder as it was read: the book, the platforms, and where everything stands.
type Loaded struct {
	Book      *vendorfit.Book
	Catalogue *vendorfit.Catalogue
	Sources   map[string]*intake.Node // by the name of the file in the folder
}

// Load reads every file of a book's folder, strictly: what no field has a place for is a mistake. It returns nil and every
// mistake, each with file, line and column, where anything cannot be read. Whether the book hangs together is for
// [Loaded.Check], and whether its rules can be heard for [Compile].
//
// A catalogue that was read from files is of revision 1.
func Load(folder fs.FS) (*Loaded, []vendorfit.Mistake) {
	b, c := &vendorfit.Book{}, &vendorfit.Catalogue{Revision: 1}
	r := reading{folder: folder, sources: map[string]*intake.Node{}}
	var derived struct {
		Totals  []vendorfit.Declaration `json:"totals"`
		Derived []vendorfit.Declaration `json:"derived"`
	}
	r.file(bookFile, b)
	r.file(attributesFile, &b.Attributes)
	r.file(criteriaFile, &b.Criteria)
	r.file(rulesFile, &b.Rules)
	r.file(derivedFile, &derived)
	r.file(paramsFile, &b.Params)
	r.file(readinessFile, &b.Readiness)
	r.file(questionsFile, &b.Form)
	r.file(labelsFile, &b.Labels)
	r.platforms(c)
	r.strangers()
	if len(r.mistakes) > 0 {
		return nil, r.mistakes
	}
	b.Totals, b.Derived = derived.Totals, derived.Derived
	b.Params = append(b.Params, b.Readiness.Params...)
	b.Index()
	if err := errors.Join(b.Seal(), c.Seal()); err != nil {
		return nil, []vendorfit.Mistake{{Code: "format", Message: vendorfit.Text{En: err.Error(), Nb: err.Error()}}}
	}
	return &Loaded{Book: b, Catalogue: c, Sources: r.sources}, nil
}

// Check checks that the book and the catalogue hang together, expressions excepted, and prepares the platforms for evaluations.
// The mistakes stand in the order of the files and lines.
func (l *Loaded) Check() []vendorfit.Mistake {
	mistakes := check(l.Book, l.Catalogue)
	for i := range mistakes {
		if root := l.Sources[mistakes[i].File]; root != nil {
			intake.Locate(root, mistakes[i:i+1])
		}
	}
	slices.SortStableFunc(mistakes, func(a, b vendorfit.Mistake) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column)
	})
	return mistakes
}

// platformLimits bound a platform's file.
var platformLimits = intake.Limits{Bytes: 1 << 20, Depth: 16, Nodes: 100_000}

// ReadPlatform reads the file of one platform, strictly; nil where it cannot be read. Whether it fits a book is for
// [vendorfit.Book.Prepare].
func ReadPlatform(name string, data []byte) (*vendorfit.Platform, []vendorfit.Mistake) {
	p := &vendorfit.Platform{}
	if _, mistakes := read(name, data, platformLimits, p); len(mistakes) > 0 {
		return nil, mistakes
	}
	return p, nil
}

// read reads a document into a value.
func read(name string, data []byte, limits intake.Limits, into any) (*intake.Node, []vendorfit.Mistake) {
	root, err := intake.Parse(name, data, limits)
	if err != nil {
		var e *vendorfit.Error
		if errors.As(err, &e) && len(e.Mistakes) > 0 {
			return nil, e.Mistakes
		}
		return nil, []vendorfit.Mistake{{File: name, Code: "format", Message: vendorfit.Text{En: err.Error(), Nb: err.Error()}}}
	}
	return root, intake.Bind(root, into)
}

// reading gathers what is read of one folder.
type reading struct {
	folder   fs.FS
	sources  map[string]*intake.Node
	mistakes []vendorfit.Mistake
}

func (r *reading) wrong(file, code, found string, message vendorfit.Text) {
	r.mistakes = append(r.mistakes, vendorfit.Mistake{File: file, Code: code, Found: found, Message: message})
}

// file reads one of the files that every book has.
func (r *reading) file(name string, into any) {
	data, err := fs.ReadFile(r.folder, name)
	if err != nil {
		r.wrong(name, "required", "", vendorfit.Text{En: "the book has no such file, or it cannot be read", Nb: "regelboken har ingen slik fil, eller den kan ikke leses"})
		return
	}
	root, mistakes := read(name, data, intake.BookLimits, into)
	r.sources[name] = root
	r.mistakes = append(r.mistakes, mistakes...)
}

// platforms reads the catalogue, in the order of the ids. A book without platforms has an empty one.
func (r *reading) platforms(c *vendorfit.Catalogue) {
	files, err := fs.ReadDir(r.folder, platformFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.wrong(platformFolder, "required", "", vendorfit.Text{En: "the folder of the platforms cannot be read", Nb: "mappen med plattformer kan ikke leses"})
	}
	for _, f := range files {
		name := path.Join(platformFolder, f.Name())
		p := &vendorfit.Platform{}
		before := len(r.mistakes)
		r.platform(name, p)
		if len(r.mistakes) == before && name != path.Join(platformFolder, p.ID+".yaml") {
			r.mistakes = append(r.mistakes, intake.Locate(r.sources[name], []vendorfit.Mistake{{
				Pointer: "/id", Code: "format", Found: p.ID,
				Message: vendorfit.Text{En: "the id is the name of the file", Nb: "id-en er navnet på filen"},
			}})...)
		}
		c.Platforms = append(c.Platforms, p)
	}
	slices.SortFunc(c.Platforms, func(x, y *vendorfit.Platform) int { return strings.Compare(x.ID, y.ID) })
}

func (r *reading) platform(name string, p *vendorfit.Platform) {
	data, err := fs.ReadFile(r.folder, name)
	if err != nil || path.Ext(name) != ".yaml" {
		r.wrong(name, "unknownField", name, vendorfit.Text{En: "a platform is a file of its own, named after its id, with the ending .yaml", Nb: "en plattform er en egen fil, oppkalt etter id-en, med endelsen .yaml"})
		return
	}
	root, mistakes := read(name, data, platformLimits, p)
	r.sources[name] = root
	r.mistakes = append(r.mistakes, mistakes...)
}

// strangers reports files that look like a part of the book and would never be read.
func (r *reading) strangers() {
	files, err := fs.ReadDir(r.folder, ".")
	if err != nil {
		return // the files themselves were reported
	}
	for _, f := range files {
		_, known := r.sources[f.Name()]
		if ext := path.Ext(f.Name()); !known && (ext == ".yaml" || ext == ".yml" || ext == ".json") {
			r.wrong(f.Name(), "unknownField", f.Name(), vendorfit.Text{En: "a book has no such file", Nb: "en regelbok har ingen slik fil"})
		}
	}
}
