package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestScripts runs the built program as people do. A script is a text file of steps:
//
//	> evaluate profile.yaml     run the program, in the folder testdata/scripts
//	env LANG=nb_NO.UTF-8        set a variable for the steps that follow
//	stdin profile.yaml          the next run reads this file
//	exit 2                      the code the last run ended with; 0 where a script does not say
//	stdout TEXT, stderr TEXT    the last run wrote this text; with ! before it, it did not
//	empty stderr                the last run wrote nothing there
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("../../testdata/scripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	program := build(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { (&script{t: t, program: program}).play(file) })
	}
}

func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "vendorfit")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program
}

type script struct {
	t           *testing.T
	program     string
	env         []string
	stdin       string
	ran, judged bool
	step        string
	code        int
	out, err    bytes.Buffer
}

func (s *script) play(file string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	for n, line := range strings.Split(string(raw), "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word == "" || word == "#" {
			continue
		}
		if !s.do(word, rest) {
			s.t.Fatalf("%s:%d: a step that is not known: %s", file, n+1, line)
		}
	}
	s.settle()
}

func (s *script) do(word, rest string) bool {
	switch word {
	case ">":
		s.settle()
		s.run(rest)
	case "env":
		s.env = append(s.env, rest)
	case "stdin":
		s.stdin = rest
	case "exit":
		s.judged = true
		if want, err := strconv.Atoi(rest); err != nil || s.code != want {
			s.t.Errorf("%s: exit %d, want %s\n%s%s", s.step, s.code, rest, s.out.String(), s.err.String())
		}
	case "stdout":
		s.says(s.out.String(), rest, true)
	case "stderr":
		s.says(s.err.String(), rest, true)
	case "!stdout":
		s.says(s.out.String(), rest, false)
	case "!stderr":
		s.says(s.err.String(), rest, false)
	case "empty":
		if got := map[string]string{"stdout": s.out.String(), "stderr": s.err.String()}[rest]; got != "" {
			s.t.Errorf("%s: %s is not empty: %s", s.step, rest, got)
		}
	default:
		return false
	}
	return true
}

// settle looks at the exit code of a run whose script did not.
func (s *script) settle() {
	if s.ran && !s.judged && s.code != 0 {
		s.t.Errorf("%s: exit %d\n%s", s.step, s.code, s.err.String())
	}
	s.ran, s.judged = false, false
}

func (s *script) run(line string) {
	s.step, s.ran = line, true
	s.out.Reset()
	s.err.Reset()
	c := exec.Command(s.program, arguments(line)...)
	c.Dir = "../../testdata/scripts"
	c.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.t.TempDir(), "LANG=en_GB.UTF-8"}, s.env...)
	c.Stdout, c.Stderr = &s.out, &s.err
	if s.stdin != "" {
		in, err := os.Open(filepath.Join(c.Dir, s.stdin))
		if err != nil {
			s.t.Fatal(err)
		}
		defer in.Close()
		c.Stdin, s.stdin = in, ""
	}
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	s.code = c.ProcessState.ExitCode()
}

// arguments splits a line at spaces; two quotes with nothing between them are an empty argument.
func arguments(line string) []string {
	words := strings.Fields(line)
	for i, w := range words {
		if w == `""` {
			words[i] = ""
		}
	}
	return words
}

func (s *script) says(got, want string, should bool) {
	if strings.Contains(got, want) != should {
		s.t.Errorf("%s: looking for %q (wanted there: %v) in:\n%s", s.step, want, should, got)
	}
}
