package rules

import (
	"embed"
	"io/fs"
)

//go:embed book
var books embed.FS

// Default is the folder of the CRM book that comes with the program.
func Default() fs.FS {
	crm, err := fs.Sub(books, "book/crm")
	if err != nil {
		return books // cannot be: the path is a constant and well-formed
	}
	return crm
}
