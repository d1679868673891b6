package web

import (
	"context"
	"net/http"
	"time"
)

// waitersPerSlot is how many requests may wait for each evaluation under way. Those beyond are refused at once: a queue that
// grows makes every answer late.
const waitersPerSlot = 16

// turn waits until an evaluation may begin, for a short while, and gives what ends it. The error is a 503 with Retry-After.
func (s *service) turn(ctx context.Context) (done func(), err error) {
	done = func() { <-s.slots }
	select {
	case s.slots <- struct{}{}:
		return done, nil
	default:
	}
	select {
	case s.waiting <- struct{}{}:
		defer func() { <-s.waiting }()
	default:
		return nil, busy()
	}
	timer := time.NewTimer(s.Wait)
	defer timer.Stop()
	select {
	case s.slots <- struct{}{}:
		return done, nil
	case <-timer.C:
	case <-ctx.Done():
	}
	return nil, busy()
}

func busy() error {
	no := refuse(problemBusy, "try again in a second", "prøv igjen om et sekund")
	no.header = http.Header{"Retry-After": {"1"}}
	return no
}
