package main

import (
	"os"
	"strings"
	"testing"
)

// TestReadme runs the commands that the README shows and holds it to their output: the lines of a block stand in the output in
// that order, with anything in place of a line of dots.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	blocks := strings.Split(string(readme), "```console\n")[1:]
	if len(blocks) == 0 {
		t.Fatal("the README shows no command")
	}
	for _, block := range blocks {
		text, _, _ := strings.Cut(block, "```")
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		args := strings.Fields(lines[0])
		if args[0] != "$" || args[1] != "vendorfit" {
			t.Fatalf("not a command: %s", lines[0])
		}
		follows(t, lines[1:], strings.Split(output(t, args[2:]), "\n"))
	}
}

func output(t *testing.T, args []string) string {
	t.Helper()
	var out, errs strings.Builder
	p := &program{in: strings.NewReader(""), out: &out, err: &errs, env: func(string) string { return "" }}
	if code := p.run(args); code != exitDone {
		t.Fatalf("%v: exit code %d: %s%s", args, code, out.String(), errs.String())
	}
	return out.String()
}

func follows(t *testing.T, shown, real []string) {
	t.Helper()
	gap := false
	for _, line := range shown {
		if line == "…" {
			gap = true
			continue
		}
		for gap && len(real) > 0 && real[0] != line {
			real = real[1:]
		}
		if len(real) == 0 || real[0] != line {
			t.Fatalf("the README shows %q, which does not come there", line)
		}
		real, gap = real[1:], false
	}
}

// TestReadmeRule adds the rule of the README to a copy of the book and asks the two commands that it names.
func TestReadmeRule(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "   ```yaml\n")
	rule, _, _ := strings.Cut(rest, "   ```\n")
	rule = strings.ReplaceAll("\n"+rule, "\n   ", "\n")
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../rules/book/crm")); err != nil {
		t.Fatal(err)
	}
	book, err := os.ReadFile(dir + "/rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const after = "# ---------- ai ----------"
	changed := strings.Replace(string(book), after, strings.TrimPrefix(rule, "\n")+after, 1)
	if err := os.WriteFile(dir+"/rules.yaml", []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	output(t, []string{"rules", "lint", dir})
	before, now := output(t, []string{"rules", "test"}), output(t, []string{"rules", "test", dir})
	if before == now {
		t.Errorf("the rule's tests were not run: %s", now)
	}
}
