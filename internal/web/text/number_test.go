package text

import (
	"testing"

	"github.com/vendorfit/vendorfit"
)

const (
	en = vendorfit.English
	nb = vendorfit.Bokmal
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Number(en, 1234.5, 2), "1,234.5"},
		{Number(nb, 1234.5, 2), "1\u00a0234,5"},
		{Number(en, 999, 0), "999"},
		{Number(en, 1000000, 0), "1,000,000"},
		{Number(nb, -0.004, 2), "0"},
		{Number(nb, -12.5, 1), "−12,5"},
		{Fixed(nb, 71.4, 1), "71,4"},
		{Percent(en, 0.12), "12%"},
		{Percent(nb, 0.12), "12\u00a0%"},
		{Percent(en, 0.004), "under 1%"},
		{Percent(en, 0), "0%"},
		{Money(en, 1234000, "NOK"), "NOK 1,234,000"},
		{Money(nb, 1234000, "NOK"), "1\u00a0234\u00a0000\u00a0NOK"},
		{Money(en, 0.5, "USD"), "USD 0.50"},
		{Money(nb, 821.9, "GBP"), "821,90\u00a0GBP"},
		{Money(en, 1.999, "USD"), "USD 2"},
		{MoneyRange(en, 90, 100, "USD"), "USD 90–100"},
		{Date(en, "2026-11-05"), "5 November 2026"},
		{Date(nb, "2026-11-05"), "5. november 2026"},
		{Date(nb, "undated"), "undated"},
		{Date(en, "2026-13-01"), "2026-13-01"},
		{List(en, []string{"a"}), "a"},
		{List(en, []string{"a", "b", "c"}), "a, b and c"},
		{List(nb, []string{"a", "b", "c"}), "a, b og c"},
		{Either(nb, []string{"a", "b"}), "a eller b"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestUnits(t *testing.T) {
	users := &vendorfit.Text{En: "full users", Nb: "brukere med full lisens"}
	days := &vendorfit.Text{En: "days per edition", Nb: "dager per utgave"}
	rise := &vendorfit.Text{En: "percent per year", Nb: "prosent per år"}
	quota := &vendorfit.Text{En: "share of the quota", Nb: "andel av kvoten"}
	for _, c := range []struct{ got, want string }{
		{WithUnit(en, 1, users), "1 full user"},
		{WithUnit(nb, 1, users), "1\u00a0bruker med full lisens"},
		{WithUnit(en, 5, users), "5 full users"},
		{WithUnit(en, 365, perEdition(days)), "365 days"},
		{WithUnit(nb, 1, perEdition(days)), "1\u00a0dag"},
		{rangeWithUnit(en, 3, 5, rise), "3–5 percent per year"},
		{rangeWithUnit(nb, 0.123, 1.5, quota), "12–150\u00a0%"},
		{WithUnit(en, 0.123, quota), "12%"},
		{Unknown(en, users), "an unknown number of full users"},
		{Unknown(nb, quota), "en ukjent andel"},
		{Unlimited(nb, users), "et ubegrenset antall brukere med full lisens"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestMid(t *testing.T) {
	for label, want := range map[string]string{
		"In all editions": "in all editions", "Microsoft 365": "Microsoft 365", "BankID": "BankID", "AI, which can be switched off": "AI, which can be switched off",
		"OAuth 2.0 sign-in": "OAuth 2.0 sign-in", "Nordic vendor": "Nordic vendor", "Nordisk leverandør": "nordisk leverandør",
		"I EØS etter valg": "i EØS etter valg", "": "", "Åpen": "åpen", "EEA vendor": "EEA vendor",
	} {
		if got := Mid(label); got != want {
			t.Errorf("Mid(%q) = %q, want %q", label, got, want)
		}
	}
}
