package vendorfit

import (
	"context"
	"time"
)

// Item is one stored thing. PK is tenant and kind, such as "local/evaluation"; SK is the id or revision within it. Both are
// UTF-8 of 1 to 512 bytes; SK sorts by its bytes.
type Item struct {
	PK, SK  string
	Version int64     // 1 when first put, one more with each put after that; kept by the store
	Body    []byte    // at most [ItemMost] bytes
	Expires time.Time // the item is gone from then on; zero: never. Kept to the second
}

// ItemMost is the largest body of an item, in bytes: what fits an item of DynamoDB beside its keys.
const ItemMost = 380_000

// WriteMost is how many puts one write takes.
const WriteMost = 10

// Put is one change of one item under a condition.
type Put struct {
	Item
	// If is the version that the item must have: 0 it must not exist (an expired item does not), -1 whatever it is.
	If int64
	// Delete takes the item away, its body with it, instead of writing it.
	Delete bool
}

// Any is the condition that always holds.
const Any int64 = -1

// Page asks for part of a partition.
type Page struct {
	PK     string
	Prefix string // of SK; "" is all
	After  string // the cursor of the page before; "" is the first page
	Limit  int    // 1 to 100
	Newest bool   // descending by SK, else ascending
}

// Store keeps items. It knows nothing of what is in them. Every error is an *Error: of kind not found, conflict (a condition
// did not hold), invalid (a key, a body or a page out of bounds), or unavailable (the store did not answer, or the context
// ended; whether a write took place is then unknown).
//
// What is acknowledged is kept: after Put or Write returned nil, the items are read by everyone from then on, also after the
// program was killed. Bodies that are returned belong to the caller.
type Store interface {
	// Get reads one item. Not found where there is none or it has expired.
	Get(ctx context.Context, pk, sk string) (Item, error)
	// Put changes one item under its condition and gives its version.
	Put(ctx context.Context, p Put) (version int64, err error)
	// Query reads one page of a partition in the order of SK, and the cursor of the next one; "" where there is none. Items that
	// are put or deleted between two pages are seen or not, all others exactly once.
	Query(ctx context.Context, p Page) (items []Item, next string, err error)
	// Write makes up to ten changes of different items at once: all of them, or none where a condition does not hold.
	Write(ctx context.Context, puts []Put) error
	// Close waits for what is under way and lets the store go.
	Close() error
}
