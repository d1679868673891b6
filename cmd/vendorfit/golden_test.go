package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files of testdata/cases anew")

// goldenDay is the day that the golden files are as of; the catalogue's facts were looked at no later.
const goldenDay = "2026-11-27"

// TestCases holds every example to what it gave when it was last read by a person: the table in both languages and the document.
func TestCases(t *testing.T) {
	folders, err := filepath.Glob("../../testdata/cases/*")
	if err != nil || len(folders) < 5 {
		t.Fatalf("%d cases: %v", len(folders), err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			profile := filepath.Join(folder, "profile.yaml")
			golden(t, filepath.Join(folder, "table.en.txt"), said(t, "evaluate", profile, "--as-of", goldenDay, "--lang", "en"))
			golden(t, filepath.Join(folder, "table.nb.txt"), said(t, "evaluate", profile, "--as-of", goldenDay, "--lang", "nb"))
			golden(t, filepath.Join(folder, "result.json"), shortened(t, said(t, "evaluate", profile, "--as-of", goldenDay, "--json")))
		})
	}
}

// said is what the program writes for a command that is to succeed.
func said(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, err bytes.Buffer
	p := &program{in: strings.NewReader(""), out: &out, err: &err, env: func(string) string { return "" }}
	if code := p.run(args); code > exitNo {
		t.Fatalf("%v: exit %d: %s", args, code, err.String())
	}
	return out.Bytes()
}

// How much of a document its golden file shows. The rest is held by the document's own digest, which stands in it.
const (
	findingsOf     = 1  // platforms shown with their findings
	questionsShort = 12 // questions shown
)

// shortened is a document that a person can still read: findings of the first platform only, and the first questions.
func shortened(t *testing.T, document []byte) []byte {
	t.Helper()
	var d struct {
		Rest      map[string]json.RawMessage
		Ranking   []map[string]json.RawMessage `json:"ranking"`
		Questions []json.RawMessage            `json:"questions"`
	}
	if err := json.Unmarshal(document, &d); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(document, &d.Rest); err != nil {
		t.Fatal(err)
	}
	for i := findingsOf; i < len(d.Ranking); i++ {
		delete(d.Ranking[i], "findings")
	}
	d.Rest["ranking"] = marshal(t, d.Ranking)
	d.Rest["questions"] = marshal(t, d.Questions[:min(len(d.Questions), questionsShort)])
	delete(d.Rest, "createdAt")
	delete(d.Rest, "id")
	var out bytes.Buffer
	if err := json.Indent(&out, marshal(t, d.Rest), "", " "); err != nil {
		t.Fatal(err)
	}
	return append(out.Bytes(), '\n')
}

func marshal(t *testing.T, v any) []byte {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(out.Bytes())
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; go test ./cmd/vendorfit -run TestCases -update writes it", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: %s", file, firstDifference(string(want), string(got)))
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "line " + w[i] + "\n is now " + g[i]
		}
	}
	return "the number of lines has changed"
}

// What people read fits the screen: no line of any table is wider, addresses aside, which must stay whole to be followed.
func TestTablesFitTheScreen(t *testing.T) {
	for _, lang := range []string{"en", "nb"} {
		for _, why := range []string{"", "salesforce"} {
			args := []string{"evaluate", "../../testdata/cases/energy-retailer/profile.yaml", "--as-of", goldenDay, "--lang", lang}
			if why != "" {
				args = append(args, "--why", why)
			}
			for _, line := range strings.Split(string(said(t, args...)), "\n") {
				if width(line) > columns && !strings.Contains(line, "://") {
					t.Errorf("%s %s: %d columns: %s", lang, why, width(line), line)
				}
			}
		}
	}
}

// Colour is off unless the terminal takes it, and then changes nothing else.
func TestColourChangesNothingElse(t *testing.T) {
	args := []string{"evaluate", "../../testdata/cases/saas-scaleup/profile.yaml", "--as-of", goldenDay}
	plain := string(said(t, args...))
	if strings.ContainsRune(plain, '\x1b') {
		t.Error("there is colour although none was asked for")
	}
	var out bytes.Buffer
	p := &program{in: strings.NewReader(""), out: &out, err: &out, env: func(string) string { return "" }, colour: true}
	p.run(args)
	bare := out.String()
	for _, code := range []string{bold, faint, red, green, amber, "0"} {
		bare = strings.ReplaceAll(bare, "\x1b["+code+"m", "")
	}
	if bare == out.String() || bare != plain {
		t.Error("with colour the text is another, or there is no colour")
	}
}
