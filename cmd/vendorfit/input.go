package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
	"github.com/vendorfit/vendorfit/internal/web"
	"github.com/vendorfit/vendorfit/rules"
)

// engine is that of the book which comes with the program.
func (p *program) engine() (*web.Engine, error) { return web.Open(rules.Default()) }

// read reads a file, or standard input where it is called -. No more than one byte over the limit is taken in.
func (p *program) read(file string, limit intake.Limits) (*intake.Node, error) {
	in, name := p.in, "-"
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, unreadable(file, err)
		}
		defer f.Close()
		in, name = f, file
	}
	data, err := io.ReadAll(io.LimitReader(in, int64(limit.Bytes)+1))
	if err != nil {
		return nil, unreadable(file, err)
	}
	return intake.Parse(name, data, limit)
}

func unreadable(file string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &vendorfit.Error{Kind: vendorfit.Invalid, Message: vendorfit.Text{
		En: fmt.Sprintf("%q cannot be read: %v", file, err), Nb: fmt.Sprintf("%q kan ikke leses: %v", file, err),
	}}
}
