package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/infra/bolt"
	"github.com/vendorfit/vendorfit/internal/web"
)

// Limits of a connection. The slowest honest answer is an evaluation that waited for its turn.
const (
	headerTime  = 10 * time.Second
	readTime    = 30 * time.Second
	writeTime   = 60 * time.Second
	idleTime    = 2 * time.Minute
	headersMost = 16 << 10 // bytes
	stopTime    = 70 * time.Second
	sweepEvery  = time.Hour
	storeFile   = "vendorfit.db"
)

func (p *program) serve() *cobra.Command {
	addr, data := "", ""
	c := &cobra.Command{
		Use:   "serve",
		Short: p.say("Run the HTTP service on this machine", "Kjør HTTP-tjenesten på denne maskinen"),
		Long: p.say(`Run the HTTP service on this machine, for one tenant and without sign-in. It stores what it is
asked to in DIR/vendorfit.db, and ends on Ctrl-C when what is under way is done.`, `Kjør HTTP-tjenesten på denne maskinen, for én leietaker og uten innlogging. Det den blir bedt om
å lagre, ligger i DIR/vendorfit.db. Den avslutter ved Ctrl-C når det som er i gang, er ferdig.`),
		Example: "  vendorfit serve\n  vendorfit serve --addr 127.0.0.1:9000 --data ./data",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return p.serveAt(ctx, addr, cmp.Or(data, dataFolder()))
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", p.say("host and port to listen on", "vert og port det lyttes på"))
	c.Flags().StringVar(&data, "data", "", p.say("folder of the store (default: vendorfit in the user's folder for settings, else ./data)", "mappen til lageret (ellers vendorfit i brukerens mappe for innstillinger, eller ./data)"))
	must(c.RegisterFlagCompletionFunc("addr", fixed()))
	must(c.MarkFlagDirname("data"))
	return c
}

// dataFolder is where things are stored when nobody says where.
func dataFolder() string {
	if folder, err := os.UserConfigDir(); err == nil {
		return filepath.Join(folder, "vendorfit")
	}
	return "data"
}

// serveAt serves until the context ends.
func (p *program) serveAt(ctx context.Context, addr, data string) error {
	engine, err := p.engine()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return &vendorfit.Error{Kind: vendorfit.Unavailable, Cause: err, Message: vendorfit.Text{
			En: fmt.Sprintf("%s cannot be listened on; choose another with --addr", addr),
			Nb: fmt.Sprintf("det går ikke å lytte på %s; velg en annen med --addr", addr),
		}}
	}
	store, err := bolt.Open(filepath.Join(data, storeFile), bolt.Options{})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	p.greet(listener.Addr(), data)
	return errors.Join(p.answer(ctx, listener, engine, store), store.Close())
}

// answer serves on a listener until the context ends: then no more is taken on, and what is under way is finished.
func (p *program) answer(ctx context.Context, listener net.Listener, engine *web.Engine, store *bolt.Store) error {
	log := slog.New(slog.NewJSONHandler(p.err, nil))
	handler := web.Handler(web.Deps{Engine: engine, Store: store, Log: log, LocalOnly: local(listener.Addr())})
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headersMost, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	swept := make(chan struct{})
	ctx, stop := context.WithCancel(ctx)
	defer func() { stop(); <-swept }()
	go sweep(ctx, store, log, swept)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return &vendorfit.Error{Kind: vendorfit.Unavailable, Cause: err, Message: vendorfit.Text{En: "the service stopped", Nb: "tjenesten stoppet"}}
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	return server.Shutdown(ending)
}

// sweep takes away what has expired, at once and then every hour.
func sweep(ctx context.Context, store *bolt.Store, log *slog.Logger, done chan<- struct{}) {
	defer close(done)
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		n, err := store.Sweep(ctx)
		if err != nil && ctx.Err() == nil {
			log.Warn("not swept", "cause", err.Error())
		} else if n > 0 {
			log.Info("swept", "items", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// greet says where the service is, where it stores, and what to try first.
func (p *program) greet(addr net.Addr, data string) {
	at := "http://" + addr.String()
	fmt.Fprintf(p.out, p.say("vendorfit answers at %s and stores in %s\n", "vendorfit svarer på %s og lagrer i %s\n"), at, visible(data))
	if !local(addr) {
		fmt.Fprintln(p.out, p.say("Warning: others on the network can reach it, and there is no sign-in.", "Advarsel: andre på nettet kan nå den, og det er ingen innlogging."))
		_, port, _ := net.SplitHostPort(addr.String())
		at = "http://127.0.0.1:" + port
	}
	fmt.Fprintf(p.out, "%s\n  curl -s '%s/v1/evaluations?view=summary' -H 'Content-Type: application/json' -d '{\"profile\": {\"organisation\": {\"seats\": {\"full\": 25}}}}'\n",
		p.say("Try first:", "Prøv først:"), at)
}

// local tells that only this machine can reach an address.
func local(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
