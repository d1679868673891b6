// Command vendorfit says which platform fits a buyer, why, how sure that is, and what would change it.
package main

import "os"

func main() {
	p := &program{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv}
	p.colour = terminal(os.Stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	os.Exit(p.run(os.Args[1:]))
}
