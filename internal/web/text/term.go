package text

import "github.com/vendorfit/vendorfit"

// terms are what people call the engine's own words, which no book declares.
var terms = map[string]vendorfit.Text{
	"eligible":    {En: "eligible", Nb: "aktuell"},
	"conditional": {En: "on a condition", Nb: "på vilkår"},
	"toConfirm":   {En: "to confirm", Nb: "må bekreftes"},
	"excluded":    {En: "excluded", Nb: "utelukket"},

	"recommended":    {En: "Recommended", Nb: "Anbefalt"},
	"shortlist":      {En: "Shortlist", Nb: "Kortliste"},
	"notEnoughKnown": {En: "Not enough known", Nb: "For lite kjent"},
	"noneEligible":   {En: "None eligible", Nb: "Ingen aktuelle"},

	"pass":     {En: "met", Nb: "oppfylt"},
	"fail":     {En: "not met", Nb: "ikke oppfylt"},
	"raised":   {En: "risk", Nb: "risiko"},
	"possible": {En: "possible risk", Nb: "mulig risiko"},

	"first":    {En: "who comes first", Nb: "hvem som kommer først"},
	"standing": {En: "whether it is eligible", Nb: "om den er aktuell"},
	"rank":     {En: "its place", Nb: "plasseringen"},

	"vendor":    {En: "the vendor", Nb: "leverandøren"},
	"buyer":     {En: "the buyer", Nb: "kjøperen"},
	"reference": {En: "a reference customer", Nb: "en referansekunde"},
}

// Term is what people call a word of the engine: a standing, a verdict, an outcome, what a question could change, who gave an
// answer.
func Term(l vendorfit.Lang, word string) string { return terms[word].In(l) }
