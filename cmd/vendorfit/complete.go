package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// completePlatforms completes the id of a platform of the catalogue. A book that cannot be read completes nothing; the command
// itself will say why.
func (p *program) completePlatforms(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	engine, err := p.engine()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for _, x := range engine.Book.Catalogue.Platforms {
		out = append(out, cobra.CompletionWithDesc(x.ID, x.Name))
	}
	return starting(listPrefix(typed), typed, out), cobra.ShellCompDirectiveNoFileComp
}

// completeAttributes completes the id of an attribute.
func (p *program) completeAttributes(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	engine, err := p.engine()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for _, a := range engine.Book.Attributes {
		out = append(out, cobra.CompletionWithDesc(a.ID, a.Label.In(p.lang())))
	}
	return starting("", typed, out), cobra.ShellCompDirectiveNoFileComp
}

// completeRules completes the id of a rule.
func (p *program) completeRules(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	engine, err := p.engine()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for _, r := range engine.Book.Rules {
		out = append(out, cobra.CompletionWithDesc(r.ID, p.kind(r.Kind)))
	}
	return starting("", typed, out), cobra.ShellCompDirectiveNoFileComp
}

// listPrefix is what stands before the last item of a list with commas, and must be kept in front of what completes it.
func listPrefix(typed string) string { return typed[:strings.LastIndexByte(typed, ',')+1] }

// starting keeps the completions that go on from what has been typed.
func starting(prefix, typed string, words []string) []string {
	var out []string
	for _, w := range words {
		if strings.HasPrefix(prefix+w, typed) {
			out = append(out, prefix+w)
		}
	}
	return out
}

// completeOne completes a single argument, and nothing after it.
func (p *program) completeOne(one cobra.CompletionFunc) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return one(c, args, typed)
	}
}
