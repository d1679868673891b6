package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"

	"github.com/vendorfit/vendorfit"
	"github.com/vendorfit/vendorfit/internal/intake"
)

// record is an evaluation as it is stored: what went in, and enough of what came out for lists. Texts and the document are made
// when they are read, by evaluating again; the digest of the result proves that nothing has changed.
type record struct {
	CreatedAt string          `json:"createdAt"`
	AsOf      vendorfit.Date  `json:"asOf"`
	Seed      uint64          `json:"seed"`
	Engine    string          `json:"engine"`
	Book      BookRef         `json:"ruleBook"`
	Digests   Digests         `json:"digests"`
	Verdict   ListedVerdict   `json:"verdict"`
	Places    []place         `json:"places"`
	Key       string          `json:"key,omitempty"` // SK of the idempotency key that it was made with
	Request   json.RawMessage `json:"request"`       // as given, the profile inline, with the as-of date
}

// place is one platform's place in the ranking.
type place struct {
	Platform string `json:"p"`
	Rank     int    `json:"r"`
	Standing string `json:"s"`
	Total    int64  `json:"t"` // 1e-13 of a point, as all three
	Low      int64  `json:"l"`
	High     int64  `json:"h"`
	Coverage int64  `json:"c"` // parts per billion
}

// newRecord takes down an evaluation with its document.
func newRecord(e *vendorfit.Evaluation, d *Document, key string) (*record, error) {
	r := &record{
		CreatedAt: d.CreatedAt, AsOf: e.AsOf, Seed: e.Seed, Engine: d.Engine, Book: d.RuleBook, Digests: d.Digests,
		Verdict: ListedVerdict{Kind: d.Verdict.Kind, Platforms: d.Verdict.Platforms}, Key: key,
	}
	for i := range e.Ranking {
		x := &e.Ranking[i]
		r.Places = append(r.Places, place{
			Platform: x.Knowledge.Platform.ID, Rank: x.Rank, Standing: string(x.Standing),
			Total: x.Total, Low: x.Low, High: x.High, Coverage: x.Coverage,
		})
	}
	given := *e.Request
	given.AsOf = e.AsOf
	var err error
	r.Request, err = json.Marshal(given)
	return r, err
}

// pack is the record as the store keeps it: compressed JSON.
//
// The error is of kind invalid where it is larger than an item of a store may be: own platforms can make it so.
func (r *record) pack() ([]byte, error) { return pack(r) }

func pack(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	body := zip(raw, gzip.BestCompression)
	if len(body) <= vendorfit.ItemMost {
		return body, nil
	}
	return nil, &refusal{kind: problemTooLarge, detail: vendorfit.Text{
		En: fmt.Sprintf("what is stored has at most %d bytes, compressed; this has %d. With ?store=false it can be evaluated without being stored", vendorfit.ItemMost, len(body)),
		Nb: fmt.Sprintf("det som lagres, har høyst %d byte, komprimert; dette har %d. Med ?store=false kan det vurderes uten å lagres", vendorfit.ItemMost, len(body)),
	}}
}

// unpackMost is the largest content of an item, in bytes; a request has at most 1 MB.
const unpackMost = 8 << 20

// unpack reads what pack wrote. An error is of kind internal: the stored bytes are not ours.
func unpack(body []byte, into any) error {
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("stored item: %w", err)
	}
	raw, err := io.ReadAll(io.LimitReader(z, unpackMost))
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		return fmt.Errorf("stored item: %w", err)
	}
	return nil
}

// storedLimits bound the request of a record: it was within limits when it came, and YAML may be shorter than JSON.
var storedLimits = intake.Limits{Bytes: unpackMost, Depth: 40, Nodes: 200_000}

// request is the request of a record, read as it was when it came: an answer's value is of the same Go type again.
func (r *record) request() (*vendorfit.Request, error) {
	root, err := intake.Parse("stored.json", r.Request, storedLimits)
	if err != nil {
		return nil, err
	}
	out := &vendorfit.Request{}
	if m := intake.Bind(root, out); len(m) > 0 {
		return nil, invalid(m)
	}
	return out, nil
}

// differences say which parts of a stored evaluation this engine has otherwise.
func (r *record) differences(now *Document) []Difference {
	out := []Difference{}
	for _, x := range []Difference{
		{"engine", r.Engine, now.Engine},
		{"ruleBook", r.Digests.RuleBook, now.Digests.RuleBook},
		{"catalogue", r.Digests.Catalogue, now.Digests.Catalogue},
		{"profile", r.Digests.Profile, now.Digests.Profile},
		{"answers", r.Digests.Answers, now.Digests.Answers},
		{"result", r.Digests.Result, now.Digests.Result},
	} {
		if x.Stored != x.Now {
			out = append(out, x)
		}
	}
	return out
}

// names are those that stand in the request of a record.
func (r *record) names() (n named, err error) {
	if err = json.Unmarshal(r.Request, &n); err != nil {
		err = fmt.Errorf("stored request: %w", err)
	}
	return n, err
}
