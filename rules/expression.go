package rules

import (
	"fmt"
	"math"
	"reflect"

	"github.com/expr-lang/expr/checker"
	exprcompiler "github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/optimizer"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"

	"github.com/vendorfit/vendorfit"
)

// scope says what an expression may name.
type scope int

const (
	scopeProfile   scope = iota // profile.* alone: applies, weight, multipliers, defaults and conditions of questions
	scopeItem                   // the same, and item.*, the row that a question of a list is asked of
	scopeReadiness              // profile.*, params.* and readiness.*
	scopeRule                   // profile.*, params.*, derived.* and facts of the platform
)

// kind is what an expression, or a part of one, comes to.
type kind int

const (
	truth   kind = iota // bool
	number              // float64
	text                // string
	texts               // []string
	rowList             // []any, each a map[string]any
	oneRow              // one of them
	broken              // a part that a lint already speaks of
)

// memory is the budget of one run, in elements. A rule makes no list, so that this is never near.
const memory = 4096

// expression is a compiled expression. It never changes, and may be run by many goroutines at once.
type expression struct {
	source  string
	want    kind
	program *vm.Program
	needs   []string // keys of need(), in the order in which they stand
	sites   []int    // numbers of the facts and derived quantities, in the order in which they stand
	alone   bool     // it is one fact or one derived quantity, and nothing else
	cost    int      // most steps of one run
	profile bool     // it reads the profile, or something that follows from it
}

// compiler compiles the expressions of one book. It is used by one goroutine at a time.
type compiler struct {
	book   *vendorfit.Book
	names  names
	sites  []site
	config *conf.Config
}

func newCompiler(b *vendorfit.Book) *compiler {
	c := &compiler{book: b, names: namesOf(b), config: conf.CreateNew()}
	typed := types.Map{
		factFunction: types.TypeOf((func(int) float64)(nil)), truthFunction: types.TypeOf((func(int) bool)(nil)),
		"clamp": types.TypeOf(clamp), "floor": types.TypeOf(math.Floor),
	}
	c.names.declare(typed)
	c.config.WithEnv(typed)
	c.config.MaxNodes = maxNodes
	c.config.DisableIfOperator = true
	return c
}

// compile compiles one expression of a book. Where it is compiled for many, a [compiler] is made once: its names are those of
// the book. The lints have their column in the expression, counted from 1; the expression is nil where there is one.
func compile(b *vendorfit.Book, src string, want kind, s scope) (*expression, []Lint) {
	return newCompiler(b).compile(src, want, s, false)
}

// compile compiles one expression; compare lets derived numbers stand under a comparison, as a risk's condition may.
func (c *compiler) compile(src string, want kind, s scope, compare bool) (e *expression, lints []Lint) {
	if l := tooLarge(src); l != nil {
		return nil, []Lint{*l}
	}
	before := len(c.sites)
	defer func() {
		if r := recover(); r != nil { // expr.Compile has no recover of its own
			e, lints = nil, []Lint{refused(src, fmt.Errorf("%v", r))}
		}
		if lints != nil {
			c.sites = c.sites[:before]
		}
	}()
	tree, err := parser.ParseWithConfig(src, c.config)
	if err != nil {
		return nil, []Lint{syntax(src, err)}
	}
	w := &walk{compiler: c, source: src, scope: s, compare: compare}
	p := w.whole(tree.Node, want)
	if w.lints != nil {
		return nil, w.lints
	}
	program, err := c.assemble(&parser.Tree{Node: p.node, Source: tree.Source}, want, p.facts)
	if err != nil {
		return nil, []Lint{refused(src, err)}
	}
	return &expression{source: src, want: want, program: program, needs: w.needs, sites: w.sites, alone: p.alone, cost: p.cost, profile: w.profile}, nil
}

// assemble makes the program of a checked tree. Where facts stand in it, both sides of && and || are run, so that every fact
// that this profile asks for is read whatever the others say.
func (c *compiler) assemble(tree *parser.Tree, want kind, facts bool) (*vm.Program, error) {
	c.config.Expect = map[kind]reflect.Kind{truth: reflect.Bool, number: reflect.Float64, text: reflect.String}[want]
	c.config.ShortCircuit = !facts
	if _, err := checker.Check(tree, c.config); err != nil {
		return nil, err
	}
	if err := optimizer.Optimize(&tree.Node, c.config); err != nil {
		return nil, err
	}
	return exprcompiler.Compile(tree, c.config)
}

// run runs an expression that reads no facts: the result is a float64, a bool or a string. A number that is none, as of a
// division by zero, is an error.
func (e *expression) run(vars env) (any, error) {
	return e.runOn(&vm.VM{MemoryBudget: memory}, vars)
}

func (e *expression) runOn(m *vm.VM, vars env) (any, error) {
	x, err := m.Run(e.program, vars)
	if err != nil {
		return nil, err
	}
	if f, ok := x.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return nil, errNotANumber
	}
	return x, nil
}

var errNotANumber = &vendorfit.Error{Kind: vendorfit.Internal, Message: vendorfit.Text{
	En: "the expression comes to no finite number; is something divided by zero?",
	Nb: "uttrykket gir ikke noe endelig tall; deles det på null?",
}}
