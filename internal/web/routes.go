package web

import (
	"net/http"

	"github.com/vendorfit/vendorfit"
)

// Routes is the table of all operations, in the order in which the documentation shows them.
func Routes() []Route {
	routes := evaluationRoutes()
	routes = append(routes, profileRoutes()...)
	return append(routes, catalogueRoutes()...)
}

const (
	evaluationsPath = "/v1/evaluations"
	profilesPath    = "/v1/profiles"
)

// Media types.
const (
	mediaJSON     = "application/json"
	mediaYAML     = "application/yaml"
	mediaProblem  = "application/problem+json"
	mediaMarkdown = "text/markdown"
	mediaHTML     = "text/html"
	mediaCSV      = "text/csv"
)

var (
	viewParam = Param{Name: "view", Type: "text", Values: []string{"full", "summary"}, Default: "full", About: vendorfit.Text{
		En: "summary leaves out findings, questions and criteria", Nb: "summary utelater funn, spørsmål og kriterier",
	}}
	langParam = Param{Name: "lang", Type: "text", Values: []string{"en", "nb"}, About: vendorfit.Text{
		En: "language of the text; otherwise that of Accept-Language", Nb: "språket i teksten; ellers det i Accept-Language",
	}}
	asOfParam = Param{Name: "asOf", Type: "date", About: vendorfit.Text{
		En: "the day to look from; default today", Nb: "dagen det ses fra; ellers i dag",
	}}
)

func say(en, nb string) vendorfit.Text { return vendorfit.Text{En: en, Nb: nb} }

func evaluationRoutes() []Route {
	one := evaluationsPath + "/{id}"
	return []Route{
		{
			Method: http.MethodPost, Pattern: evaluationsPath, ID: "createEvaluation", Summary: say("Evaluate a profile", "Vurder en profil"),
			Request: EvaluationRequest{}, Headers: []string{"Idempotency-Key"}, answer: (*call).createEvaluation,
			Query: []Param{viewParam, {Name: "store", Type: "boolean", Default: "true", About: say("false answers without storing anything", "false svarer uten å lagre noe")}},
			Responses: []Response{
				{Status: 201, Body: Document{}, Headers: []string{"Location", "ETag", "Idempotency-Replayed"}, About: say("the evaluation, stored", "vurderingen, lagret")},
				{Status: 200, Body: Document{}, Headers: []string{"ETag"}, About: say("the evaluation, not stored", "vurderingen, ikke lagret")},
			},
		},
		{
			Method: http.MethodGet, Pattern: evaluationsPath, ID: "listEvaluations", Summary: say("List evaluations, newest first", "List opp vurderinger, nyeste først"),
			answer: (*call).listEvaluations,
			Query: []Param{
				{Name: "limit", Type: "integer", Least: 1, Most: 100, Default: "20", About: say("how many", "hvor mange")},
				{Name: "after", Type: "text", Most: 512, About: say("the cursor `next` of the page before", "pekeren `next` fra forrige side")},
			},
			Responses: []Response{{Status: 200, Body: EvaluationList{}}},
		},
		{
			Method: http.MethodGet, Pattern: one, ID: "getEvaluation", Summary: say("Read an evaluation", "Les en vurdering"),
			Query: []Param{viewParam}, Headers: []string{"If-None-Match"}, answer: (*call).getEvaluation,
			Responses: []Response{{Status: 200, Body: Document{}, Headers: []string{"ETag"}}, {Status: 304}},
		},
		{
			Method: http.MethodDelete, Pattern: one, ID: "deleteEvaluation", Summary: say("Delete an evaluation for good", "Slett en vurdering for godt"),
			answer: (*call).deleteEvaluation, Responses: []Response{{Status: 204}},
		},
		{
			Method: http.MethodGet, Pattern: one + "/report", ID: "getReport", Summary: say("Read an evaluation as a report", "Les en vurdering som rapport"),
			Headers: []string{"If-None-Match"}, answer: (*call).getReport,
			Query: []Param{langParam, {Name: "audience", Type: "text", Values: []string{"buyer", "vendor"}, Default: "buyer", About: say(
				"vendor leaves out answers given in confidence and what rests on them", "vendor utelater svar gitt i fortrolighet og det som bygger på dem")}},
			Responses: []Response{{Status: 200, Body: Document{}, Media: reportMedia, Headers: []string{"ETag"}}, {Status: 304}},
		},
		{
			Method: http.MethodGet, Pattern: one + "/questions", ID: "getQuestions", Summary: say("Write the letter to a vendor", "Skriv brevet til en leverandør"),
			Headers: []string{"If-None-Match"}, answer: (*call).getQuestions,
			Query:     []Param{langParam, {Name: "platform", Type: "text", Most: 64, Required: true, About: say("the platform whose vendor is asked", "plattformen hvis leverandør spørres")}},
			Responses: []Response{{Status: 200, Body: Letter{}, Media: letterMedia, Headers: []string{"ETag"}}, {Status: 304}},
		},
		{
			Method: http.MethodPost, Pattern: one + "/replay", ID: "replayEvaluation", Summary: say("Evaluate again and compare", "Vurder på nytt og sammenlign"),
			answer: (*call).replayEvaluation, Responses: []Response{{Status: 200, Body: Replay{}}},
		},
		{
			Method: http.MethodPost, Pattern: one + "/whatif", ID: "whatIf", Summary: say("Evaluate with other priorities or answers, without storing", "Vurder med andre prioriteringer eller svar, uten å lagre"),
			Request: WhatIf{}, Query: []Param{viewParam}, answer: (*call).whatIf, Responses: []Response{{Status: 200, Body: Document{}, Headers: []string{"ETag"}}},
		},
	}
}

func profileRoutes() []Route {
	one := profilesPath + "/{id}"
	return []Route{
		{
			Method: http.MethodPost, Pattern: profilesPath, ID: "createProfile", Summary: say("Store a profile", "Lagre en profil"),
			Request: vendorfit.Profile{}, answer: (*call).createProfile,
			Responses: []Response{{Status: 201, Body: StoredProfile{}, Headers: []string{"Location", "ETag"}}},
		},
		{
			Method: http.MethodGet, Pattern: one, ID: "getProfile", Summary: say("Read a stored profile", "Les en lagret profil"),
			Headers: []string{"If-None-Match"}, answer: (*call).getProfile,
			Responses: []Response{{Status: 200, Body: StoredProfile{}, Headers: []string{"ETag"}}, {Status: 304}},
		},
		{
			Method: http.MethodPut, Pattern: one, ID: "putProfile", Summary: say("Change a stored profile", "Endre en lagret profil"),
			Request: vendorfit.Profile{}, Headers: []string{"If-Match"}, answer: (*call).putProfile,
			Responses: []Response{{Status: 200, Body: StoredProfile{}, Headers: []string{"ETag"}}},
		},
		{
			Method: http.MethodDelete, Pattern: one, ID: "deleteProfile", Summary: say("Delete a stored profile for good", "Slett en lagret profil for godt"),
			Headers: []string{"If-Match"}, answer: (*call).deleteProfile, Responses: []Response{{Status: 204}},
		},
		{
			Method: http.MethodGet, Pattern: profilesPath + "/schema", ID: "getProfileSchema", Summary: say("Read the JSON Schema of a profile", "Les JSON-skjemaet for en profil"),
			Headers: []string{"If-None-Match"}, Public: true, answer: (*call).getProfileSchema,
			Responses: []Response{{Status: 200, Body: map[string]any{}, Headers: []string{"ETag"}}, {Status: 304}},
		},
		{
			Method: http.MethodPost, Pattern: profilesPath + "/validate", ID: "validateProfile", Summary: say("Say every mistake of a profile", "Si alle feil i en profil"),
			Request: vendorfit.Profile{}, answer: (*call).validateProfile,
			Responses: []Response{{Status: 200, Body: Validity{}}},
		},
	}
}

func catalogueRoutes() []Route {
	cached := []string{"If-None-Match"}
	tagged := func(body any) []Response {
		return []Response{{Status: 200, Body: body, Headers: []string{"ETag"}}, {Status: 304}}
	}
	return []Route{
		{
			Method: http.MethodGet, Pattern: "/v1/platforms", ID: "listPlatforms", Summary: say("List the platforms of the catalogue", "List opp plattformene i katalogen"),
			Query: []Param{asOfParam}, Headers: cached, Public: true, answer: (*call).listPlatforms, Responses: tagged(PlatformList{}),
		},
		{
			Method: http.MethodGet, Pattern: "/v1/platforms/{id}", ID: "getPlatform", Summary: say("Read a platform with its facts and values", "Les en plattform med fakta og verdier"),
			Headers: cached, Public: true, answer: (*call).getPlatform, Responses: tagged(vendorfit.Platform{}),
		},
		{
			Method: http.MethodGet, Pattern: "/v1/rulebooks", ID: "listRuleBooks", Summary: say("List the rule books", "List opp regelbøkene"),
			Headers: cached, Public: true, answer: (*call).listRuleBooks, Responses: tagged(RuleBookList{}),
		},
		{
			Method: http.MethodGet, Pattern: "/v1/rulebooks/{name}", ID: "getRuleBook", Summary: say("Read what a rule book judges by", "Les hva en regelbok dømmer etter"),
			Headers: cached, Public: true, answer: (*call).getRuleBook, Responses: tagged(RuleBook{}),
		},
		{
			Method: http.MethodGet, Pattern: "/v1/rulebooks/{name}/revisions/{n}", ID: "getRuleBookRevision", Summary: say("Read a whole revision of a rule book", "Les en hel revisjon av en regelbok"),
			Headers: cached, Public: true, answer: (*call).getRevision, Responses: tagged(RuleBookRevision{}),
		},
		{
			Method: http.MethodGet, Pattern: "/healthz", ID: "getHealth", Summary: say("Is the service ready?", "Er tjenesten klar?"),
			Anyone: true, answer: (*call).getHealth, Responses: []Response{{Status: 200, Body: Health{}}},
		},
	}
}
