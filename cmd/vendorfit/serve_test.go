package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// lines is a writer that hands over what is written, so that a test can wait for it.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
	got chan struct{}
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case l.got <- struct{}{}:
	default:
	}
	return l.all.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

// serving runs `vendorfit serve` on a free port, and gives its address and what ends it.
func serving(t *testing.T, data string) (at string, stop func() error) {
	t.Helper()
	out := &lines{got: make(chan struct{}, 64)}
	p := &program{in: strings.NewReader(""), out: out, err: io.Discard, env: func(string) string { return "" }}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.serveAt(ctx, "127.0.0.1:0", data) }()
	address := regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`)
	for at == "" {
		select {
		case <-out.got:
			at = address.FindString(out.String())
		case err := <-ended:
			t.Fatalf("it ended: %v", err)
		}
	}
	return at, func() error { cancel(); return <-ended }
}

// What was stored is there after the service was stopped and started again, and the store is let go.
func TestServeStopsAndStartsAgain(t *testing.T) {
	data, path := t.TempDir(), ""
	for round := range 2 {
		at, stop := serving(t, data)
		if round == 0 {
			r, err := http.Post(at+"/v1/evaluations?view=summary", "application/json", strings.NewReader(`{"profile": {"organisation": {"seats": {"full": 25}}}}`))
			if err != nil || r.StatusCode != 201 {
				t.Fatal(err, r)
			}
			path = r.Header.Get("Location")
			_ = r.Body.Close()
		}
		r, err := http.Post(at+path+"/replay", "application/json", nil)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(r.Body)
		_ = r.Body.Close()
		if !strings.Contains(string(body), `"identical":true`) {
			t.Errorf("%d %s", r.StatusCode, body)
		}
		if err := stop(); err != nil {
			t.Fatal(err)
		}
	}
}

// raw sends bytes as they are and gives the first line of the answer, and all of it.
func raw(t *testing.T, at, request string) (first, all string) {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(at, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	go func() { _, _ = io.WriteString(c, request) }()
	body, _ := io.ReadAll(c) // a server that is flooded may cut the connection
	first, _, _ = strings.Cut(string(body), "\r\n")
	return first, string(body)
}

// Connections that no client library makes.
func TestServeOddConnections(t *testing.T) {
	at, stop := serving(t, t.TempDir())
	defer func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	}()
	const body = `{"profile": {"organisation": {"seats": {"full": 25}}}, "only": ["lime"]}`
	post := func(version, extra string) string {
		return fmt.Sprintf("POST /v1/evaluations?store=false HTTP/%s\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s", version, len(body), extra, body)
	}
	for name, c := range map[string]struct{ request, first string }{
		"HTTP/1.0":        {post("1.0", ""), "HTTP/1.0 200 OK"},
		"100-continue":    {post("1.1", "Expect: 100-continue\r\n"), "HTTP/1.1 100 Continue"},
		"odd expectation": {post("1.1", "Expect: tea\r\n"), "HTTP/1.1 417 Expectation Failed"},
		"no host":         {"GET /healthz HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request: missing required Host header"},
		"another host":    {"GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "HTTP/1.1 421 Misdirected Request"},
		"two lengths":     {post("1.1", "Content-Length: 7\r\n"), "HTTP/1.1 400 Bad Request"},
		"no HTTP":         {"hello\r\n\r\n", "HTTP/1.1 400 Bad Request"},
		"too large":       {"POST /v1/evaluations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{", "HTTP/1.1 413 Request Entity Too Large"},
		"header flood":    {"GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("X-Flood: "+strings.Repeat("x", 1000)+"\r\n", 30) + "\r\n", "HTTP/1.1 431 Request Header Fields Too Large"},
	} {
		if first, all := raw(t, at, c.request); first != c.first {
			t.Errorf("%s: %.300s", name, all)
		}
	}
}

func TestServePortTaken(t *testing.T) {
	at, stop := serving(t, t.TempDir())
	p := &program{in: strings.NewReader(""), out: io.Discard, err: io.Discard, env: func(string) string { return "" }}
	if code := p.run([]string{"serve", "--addr", strings.TrimPrefix(at, "http://"), "--data", t.TempDir()}); code != exitUnavailable {
		t.Errorf("exit %d", code)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestGreetingWarns(t *testing.T) {
	for host, warns := range map[string]bool{"127.0.0.1": false, "::1": false, "0.0.0.0": true, "192.168.1.4": true} {
		var out bytes.Buffer
		p := &program{out: &out, env: func(string) string { return "" }}
		p.greet(&net.TCPAddr{IP: net.ParseIP(host), Port: 8080}, "data")
		if strings.Contains(out.String(), "Warning") != warns || !strings.Contains(out.String(), "curl -s '") {
			t.Errorf("%s: %s", host, out.String())
		}
	}
}
