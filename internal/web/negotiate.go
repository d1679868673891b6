package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorfit/vendorfit"
)

// wish is one element of an Accept header: a value and how much it is wished for, 0 (not at all) to 1.
type wish struct {
	value string
	q     float64
}

// wishes reads a header such as `text/html, application/json;q=0.5` (RFC 9110, section 12.4.2), the dearest first. What cannot be
// read is left out.
func wishes(headers []string) []wish {
	var out []wish
	for _, part := range strings.Split(strings.Join(headers, ","), ",") {
		value, params, _ := strings.Cut(part, ";")
		w := wish{strings.ToLower(strings.TrimSpace(value)), 1}
		for _, p := range strings.Split(params, ";") {
			if q, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(p)), "q="); ok {
				f, err := strconv.ParseFloat(q, 64)
				if err != nil || f < 0 || f > 1 {
					f = 0
				}
				w.q = f
			}
		}
		if w.value != "" {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b wish) int { return cmp.Compare(b.q, a.q) })
	return out
}

// choose is the offer that is wished for most, the first of equals; "" where none is. Without a wish it is the first.
func choose(headers, offers []string) string {
	list := wishes(headers)
	if len(list) == 0 {
		return offers[0]
	}
	best, most := "", 0.0
	for _, offer := range offers {
		if q := wished(list, offer); q > most {
			best, most = offer, q
		}
	}
	return best
}

// wished is how much a media type is wished for: by the most specific range that it is in.
func wished(list []wish, media string) float64 {
	kind, _, _ := strings.Cut(media, "/")
	for _, want := range []string{media, kind + "/*", "*/*"} {
		for _, w := range list {
			if w.value == want {
				return w.q
			}
		}
	}
	return 0
}

// language is that of a reader: Norwegian of any kind is bokmål, everything else English.
func language(headers []string) vendorfit.Lang {
	for _, w := range wishes(headers) {
		tag, _, _ := strings.Cut(w.value, "-")
		switch {
		case w.q == 0:
		case tag == "nb" || tag == "no" || tag == "nn":
			return vendorfit.Bokmal
		case tag == "en":
			return vendorfit.English
		}
	}
	return vendorfit.English
}

// gzips tells whether the client takes gzip.
func gzips(headers []string) bool {
	list := wishes(headers)
	for _, name := range []string{"gzip", "*"} {
		for _, w := range list {
			if w.value == name {
				return w.q > 0
			}
		}
	}
	return false
}

// zipped marks the tag of a body that was sent compressed: a strong tag stands for bytes.
const zipped = "-gzip"

// tagged tells whether a list of entity tags (If-Match, If-None-Match) has one, compressed or not; * is any. Weak tags count where
// weak is true.
func tagged(headers []string, tag string, weak bool) bool {
	for _, part := range strings.Split(strings.Join(headers, ","), ",") {
		part = strings.TrimSpace(part)
		if weak {
			part = strings.TrimPrefix(part, "W/")
		}
		if part == "*" || strings.TrimSuffix(strings.TrimSuffix(part, `"`), zipped)+`"` == tag {
			return true
		}
	}
	return false
}
