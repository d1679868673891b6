package vendorfit

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// sortedKeys are the keys of m in the order of their bytes, so that mistakes come in the same order every time.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// rows gives the list that has one row per edition.
func (p *valueParser) rows(raw any) []any {
	list, ok := raw.([]any)
	switch {
	case !ok:
		p.wrong("", "type", raw, rowsAllowed)
	case p.ranks != AnyRanks && len(list) != p.ranks:
		p.wrong("", "length", raw, Text{
			En: fmt.Sprintf("one row per edition of the platform, lowest first: %d", p.ranks),
			Nb: fmt.Sprintf("én rad per utgave av plattformen, den laveste først: %d", p.ranks),
		})
	}
	return list
}

var rowsAllowed = Text{En: "a list with one row per edition, lowest first", Nb: "en liste med én rad per utgave, den laveste først"}

// ladder reads the editions themselves, or one number per edition.
func (p *valueParser) ladder(v *Value, raw any) {
	if p.attribute.ID == "editions" {
		v.Editions = p.editions(raw)
		return
	}
	for i, row := range p.rows(raw) {
		v.Rungs = append(v.Rungs, p.rung(at(i), row))
	}
}

func at(i int) string { return "/" + strconv.Itoa(i) }

// rung reads null (not known), uncapped or a number.
func (p *valueParser) rung(pointer string, raw any) Rung {
	if raw == nil {
		return Rung{}
	}
	if raw == "uncapped" {
		return Rung{Known: true, Uncapped: true}
	}
	if _, ok := Number(raw); !ok {
		p.wrong(pointer, "type", raw, Text{En: "a number, uncapped, or null where it is not known", Nb: "et tall, uncapped, eller null der det ikke er kjent"})
		return Rung{}
	}
	return Rung{Known: true, N: p.number(pointer, raw)}
}

func (p *valueParser) quotas(raw any) []QuotaRow {
	var rows []QuotaRow
	for i, row := range p.rows(raw) {
		rows = append(rows, p.quota(at(i), row))
	}
	return rows
}

var quotaAllowed = Text{
	En: "null where it is not known, {uncapped: true}, or base with any of perSeat, cap, hour and soft",
	Nb: "null der det ikke er kjent, {uncapped: true}, eller base med noen av perSeat, cap, hour og soft",
}

// quota reads what one edition allows of calls a day.
func (p *valueParser) quota(pointer string, raw any) QuotaRow {
	if raw == nil {
		return QuotaRow{}
	}
	m, ok := raw.(map[string]any)
	if !ok {
		p.wrong(pointer, "type", raw, quotaAllowed)
		return QuotaRow{}
	}
	if m["uncapped"] == true && len(m) == 1 {
		return QuotaRow{Known: true, Uncapped: true}
	}
	p.onlyKeys(pointer, m, "base", "perSeat", "cap", "hour", "soft")
	q := QuotaRow{Known: true, Base: p.number(pointer+"/base", m["base"]), Soft: p.truth(pointer+"/soft", m["soft"])}
	q.PerSeat = p.optional(pointer+"/perSeat", m["perSeat"])
	q.Cap, q.Hour = p.limit(pointer+"/cap", m["cap"]), p.limit(pointer+"/hour", m["hour"])
	return q
}

func (p *valueParser) optional(pointer string, raw any) float64 {
	if raw == nil {
		return 0
	}
	return p.number(pointer, raw)
}

// limit reads a limit above 0: 0 is how a quota without that limit is held, so that a limit of 0 would mean none.
func (p *valueParser) limit(pointer string, raw any) float64 {
	n := p.optional(pointer, raw)
	if raw != nil && n == 0 {
		p.wrong(pointer, "minimum", raw, Text{En: "a number above 0; leave it out where there is no such limit", Nb: "et tall over 0; utelat det der det ikke finnes en slik grense"})
	}
	return n
}

func (p *valueParser) truth(pointer string, raw any) bool {
	truth, ok := raw.(bool)
	if raw != nil && !ok {
		p.wrong(pointer, "type", raw, Text{En: "true or false", Nb: "true eller false"})
	}
	return truth
}

// editions reads the editions with their list prices; their number is that of the ranks.
func (p *valueParser) editions(raw any) []EditionRow {
	list, ok := raw.([]any)
	if !ok || len(list) == 0 || len(list) > MaxEditions {
		p.wrong("", "type", raw, Text{
			En: fmt.Sprintf("a list of 1 to %d editions, lowest first", MaxEditions),
			Nb: fmt.Sprintf("en liste med 1 til %d utgaver, den laveste først", MaxEditions),
		})
		return nil
	}
	var rows []EditionRow
	seen := map[string]bool{}
	for i, item := range list {
		row := p.edition(at(i), item)
		if seen[row.Name] && row.Name != "" {
			p.wrong(at(i)+"/name", "duplicate", row.Name, Text{En: "a name that no other edition has", Nb: "et navn som ingen annen utgave har"})
		}
		seen[row.Name] = true
		rows = append(rows, row)
	}
	return rows
}

// edition reads one edition: a name, and a price per full seat, or a base price with included seats and the price of each
// further one, or no price.
func (p *valueParser) edition(pointer string, raw any) EditionRow {
	m, ok := raw.(map[string]any)
	if !ok {
		p.wrong(pointer, "type", raw, Text{En: "an edition: name and price, or name, base, included and extra", Nb: "en utgave: name og price, eller name, base, included og extra"})
		return EditionRow{}
	}
	row := p.editionPrice(pointer, m)
	row.Name, _ = m["name"].(string)
	if n := len([]rune(strings.TrimSpace(row.Name))); n == 0 || n > 120 {
		p.wrong(pointer+"/name", "required", m["name"], Text{En: "a name of 1 to 120 characters", Nb: "et navn på 1 til 120 tegn"})
	}
	return row
}

// editionPrice reads an edition without its name.
func (p *valueParser) editionPrice(pointer string, m map[string]any) EditionRow {
	p.onlyKeys(pointer, m, "name", "price", "base", "included", "extra", "lowerBound")
	row := EditionRow{LowerBound: p.truth(pointer+"/lowerBound", m["lowerBound"])}
	if raw, ok := m["price"]; ok {
		row.Price = p.moneyPer(pointer+"/price", raw, "full_seat")
	}
	_, base := m["base"]
	_, included := m["included"]
	_, extra := m["extra"]
	if base != included || base != extra || base && m["price"] != nil {
		p.wrong(pointer, "format", m, Text{En: "price alone, or base, included and extra together", Nb: "price alene, eller base, included og extra sammen"})
		return row
	}
	if base {
		row.Base = p.moneyPer(pointer+"/base", m["base"], "account")
		row.Included = p.number(pointer+"/included", m["included"])
		row.Extra = p.moneyPer(pointer+"/extra", m["extra"], "full_seat")
	}
	return row
}
