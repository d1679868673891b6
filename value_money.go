package vendorfit

import (
	"math"
	"regexp"
	"slices"
	"strconv"
)

// moneyPer reads a price whose unit is fixed by where it stands.
func (p *valueParser) moneyPer(pointer string, raw any, per string) *Price {
	price := p.money(pointer, raw)
	if price != nil && price.Per != per {
		p.wrong(pointer+"/per", "code", price.Per, OneOf([]string{per}))
	}
	if price != nil && price.Period != "month" && price.Period != "year" {
		p.wrong(pointer+"/period", "code", price.Period, OneOf([]string{"month", "year"}))
	}
	return price
}

var (
	currencyForm = regexp.MustCompile(`^[A-Z]{3}$`)
	amountForm   = regexp.MustCompile(`^\d{1,15}(\.\d{1,8})?$`)
	moneyAllowed = Text{
		En: "amount, or low and high, as decimal texts such as \"890.00\", with currency, per and period",
		Nb: "amount, eller low og high, som desimaltekster som \"890.00\", med currency, per og period",
	}
)

// money reads a price; nil where it is no price at all.
func (p *valueParser) money(pointer string, raw any) *Price {
	m, ok := raw.(map[string]any)
	if !ok {
		p.wrong(pointer, "type", raw, moneyAllowed)
		return nil
	}
	p.onlyKeys(pointer, m, "amount", "low", "high", "currency", "per", "period", "covers")
	price := &Price{Covers: p.covers(pointer+"/covers", m["covers"])}
	price.Low, price.High = p.amounts(pointer, m)
	if price.Currency, _ = m["currency"].(string); !currencyForm.MatchString(price.Currency) {
		p.wrong(pointer+"/currency", "format", m["currency"], Text{En: "a currency of three letters (ISO 4217)", Nb: "en valuta med tre bokstaver (ISO 4217)"})
	}
	price.Per = p.label(pointer+"/per", m["per"], p.book.Labels.Per)
	price.Period = p.label(pointer+"/period", m["period"], p.book.Labels.Period)
	return price
}

// amounts reads one amount, or the ends of a range.
func (p *valueParser) amounts(pointer string, m map[string]any) (low, high float64) {
	_, one := m["amount"]
	_, from := m["low"]
	_, to := m["high"]
	if one && (from || to) || !one && !(from && to) {
		p.wrong(pointer, "format", m, moneyAllowed)
		return 0, 0
	}
	if one {
		low = p.amount(pointer+"/amount", m["amount"])
		return low, low
	}
	low, high = p.amount(pointer+"/low", m["low"]), p.amount(pointer+"/high", m["high"])
	if low > high {
		p.wrong(pointer+"/low", "maximum", m["low"], rangeAllowed)
	}
	return low, high
}

// amount reads a decimal text. A bare number is refused: a price that has passed through a binary float is no longer the one
// that was written.
func (p *valueParser) amount(pointer string, raw any) float64 {
	text, _ := raw.(string)
	n, err := strconv.ParseFloat(text, 64)
	if !amountForm.MatchString(text) || err != nil || math.IsInf(n, 0) || n > MaxNumber {
		p.wrong(pointer, "format", raw, Text{En: "a decimal text such as \"890.00\", from 0 to 1000000000000", Nb: "en desimaltekst som \"890.00\", fra 0 til 1000000000000"})
		return 0
	}
	return n
}

func (p *valueParser) label(pointer string, raw any, codes []Code) string {
	text, _ := raw.(string)
	all := make([]string, len(codes))
	for i, c := range codes {
		all[i] = c.Code
	}
	if !slices.Contains(all, text) {
		p.wrong(pointer, "code", raw, OneOf(all))
		return ""
	}
	return text
}

// covers reads the areas whose products a price includes.
func (p *valueParser) covers(pointer string, raw any) []string {
	if raw == nil {
		return nil
	}
	list, ok := raw.([]any)
	if !ok {
		p.wrong(pointer, "type", raw, coversAllowed)
	}
	var areas []string
	for i, item := range list {
		area, _ := item.(string)
		if p.book.Attribute("suite."+area) == nil {
			p.wrong(pointer+at(i), "code", item, coversAllowed)
		}
		areas = append(areas, area)
	}
	return areas
}

var coversAllowed = Text{En: "a list of areas, as they follow suite. in the attributes", Nb: "en liste over områder, slik de følger etter suite. i attributtene"}
