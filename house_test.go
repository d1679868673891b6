package vendorfit

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

const house = "github.com/vendorfit/vendorfit"

// rooms says which rooms of the house, and which libraries from outside, each room may import; arrows point at the root. A
// folder that is not named here has the rule of the nearest folder above it that is.
var rooms = map[string]struct {
	why     string
	rooms   []string // of the house; "." is the root
	outside []string // import paths or the start of them; the standard library is always allowed
}{
	".": {
		why:     "the domain knows neither files, protocols nor rules; validity is stated once, here",
		outside: []string{"github.com/go-playground/validator/v10", "github.com/gowebpki/jcs"},
	},
	"internal/derive":  {why: "arithmetic over profile and values", rooms: []string{"."}},
	"internal/intake":  {why: "the one place where JSON and YAML become values", rooms: []string{"."}, outside: []string{"go.yaml.in/yaml/v3"}},
	"internal/robust":  {why: "is handed a judge, and knows none", rooms: []string{"."}},
	"rules":            {why: "expr lives only here", rooms: []string{".", "internal/derive", "internal/intake"}, outside: []string{"github.com/expr-lang/expr"}},
	"internal/web":     {why: "words and protocols; answers what the rooms below found", rooms: []string{".", "rules", "internal/derive", "internal/intake", "internal/robust", "internal/web"}},
	"infra/bolt":       {why: "keeps items in a file, and knows nothing of what is in them", rooms: []string{"."}, outside: []string{"go.etcd.io/bbolt"}},
	"infra/storetest":  {why: "proves the promises of a store to any adapter", rooms: []string{"."}},
	"internal/example": {why: "hands the book and the example profiles to tests", rooms: []string{".", "rules", "internal/intake"}},
	"internal/drawn":   {why: "draws buyers and platforms for tests", rooms: []string{".", "internal/intake"}},
	"internal/second":  {why: "a second evaluator shares no code with the first", outside: []string{"go.yaml.in/yaml/v3"}},
	"cmd/vendorfit":    {why: "the command line", rooms: []string{".", "infra", "rules", "internal/derive", "internal/intake", "internal/robust", "internal/web", "cmd/vendorfit"}, outside: []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term"}},
}

// bans are names that say nothing.
var bans = []string{"util", "utils", "common", "helper", "helpers", "base", "core", "manager", "model", "models", "types"}

// TestHouse reads the source files itself: a check that asks the go command is answered from the test cache.
func TestHouse(t *testing.T) {
	files, told := 0, map[string]int{}
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (file == "bench" || strings.HasPrefix(d.Name(), ".") && file != "." || d.Name() == "testdata"):
			return fs.SkipDir // bench is a module of its own
		case d.IsDir() || !strings.HasSuffix(file, ".go"):
			return nil
		}
		files++
		visit(t, file, told)
		return nil
	})
	if err != nil || files < 20 {
		t.Fatalf("read %d files: %v", files, err)
	}
	for dir, comments := range told {
		if comments != 1 {
			t.Errorf("package %s has %d package comments, not one", dir, comments)
		}
	}
}

// visit checks one file, and counts in told the comments that say what its package is for.
func visit(t *testing.T, file string, told map[string]int) {
	source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		t.Error(err)
		return
	}
	told[path.Dir(file)] += 0
	if source.Doc != nil {
		told[path.Dir(file)]++
	}
	if file == "internal/second/agree_test.go" {
		return // the one file where the two evaluators meet
	}
	name, dir := strings.TrimSuffix(source.Name.Name, "_test"), path.Dir(file)
	for _, ban := range bans {
		if name == ban {
			t.Errorf("%s: a package called %s says nothing of what it holds", file, name)
		}
	}
	for _, i := range source.Imports {
		to := strings.Trim(i.Path.Value, `"`)
		if !allowed(dir, to, strings.HasSuffix(file, "_test.go")) {
			t.Errorf("%s imports %s; %s: %s", file, to, room(dir), rooms[room(dir)].why)
		}
	}
}

// room is the nearest folder that has a rule of its own.
func room(dir string) string {
	for _, ok := rooms[dir]; !ok && dir != "."; _, ok = rooms[dir] {
		dir = path.Dir(dir)
	}
	return dir
}

func allowed(dir, to string, test bool) bool {
	r := rooms[room(dir)]
	if inside, ok := strings.CutPrefix(to, house); ok {
		inside = strings.TrimPrefix(inside, "/")
		if inside == "" {
			inside = "."
		}
		return test && room(dir) != "internal/second" || reaches(r.rooms, inside)
	}
	if first, _, _ := strings.Cut(to, "/"); !strings.Contains(first, ".") {
		return true
	}
	return reaches(r.outside, to) || test && strings.HasPrefix(to, "go.yaml.in/yaml")
}

func reaches(list []string, to string) bool {
	for _, x := range list {
		if to == x || x != "." && strings.HasPrefix(to, x+"/") {
			return true
		}
	}
	return false
}
