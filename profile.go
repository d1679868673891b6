package vendorfit

// Profile is the requirement profile: what a buyer needs, owns, wants and can bear. Absent answers are nil, "" or empty; a
// settled profile ([Judge].Hear) has every default in place, so that only what has no default is still absent.
type Profile struct {
	ID           string             `json:"id,omitempty" validate:"omitempty,id"`
	Name         *Text              `json:"name,omitempty" validate:"omitempty,text=120"`
	Goals        Goals              `json:"goals,omitzero"`
	Situation    Situation          `json:"situation,omitzero"`
	Organisation Organisation       `json:"organisation"`
	Systems      []System           `json:"systems,omitempty" validate:"max=60,dive"`
	Integrations []Integration      `json:"integrations,omitempty" validate:"max=200,dive"`
	Needs        map[string]string  `json:"needs,omitempty" validate:"dive,keys,code=needs,endkeys,code=needLevel"`
	Strategy     Strategy           `json:"strategy,omitzero"`
	AI           AI                 `json:"ai,omitzero"`
	Privacy      Privacy            `json:"privacy,omitzero"`
	Security     Security           `json:"security,omitzero"`
	PublicBody   PublicBody         `json:"publicBody,omitzero"`
	Data         Data               `json:"data,omitzero"`
	Commercial   Commercial         `json:"commercial,omitzero"`
	Readiness    map[string]Scores  `json:"readiness,omitempty" validate:"dive,keys,code=readiness,endkeys,dive,min=0,max=4"`
	Priorities   map[string]float64 `json:"priorities,omitempty" validate:"dive,keys,code=criteria,endkeys,min=0,max=100"`
	Requirements []Requirement      `json:"requirements,omitempty" validate:"max=40,dive"`
}

// Scores are the self-scores 0..4 of one dimension of readiness, by question.
type Scores map[string]int

// Goals says what the investment is for.
type Goals struct {
	Primary string `json:"primary,omitempty" validate:"omitempty,code=goals.primary"`
	KPIs    []KPI  `json:"kpis,omitempty" validate:"max=5,dive"`
}

// KPI is a key figure that will show success.
type KPI struct {
	Name     *Text    `json:"name" validate:"required,text=120"`
	Unit     string   `json:"unit" validate:"required,code=goals.kpis[].unit"`
	Baseline *float64 `json:"baseline,omitempty"`
	Target   *float64 `json:"target" validate:"required"`
	Due      Date     `json:"due,omitempty" validate:"omitempty,date"`
	Owner    *Text    `json:"owner,omitempty" validate:"omitempty,text=80"`
	Review   string   `json:"review,omitempty" validate:"omitempty,code=goals.kpis[].review"`
}

// Situation holds the early questions: is it a system problem at all?
type Situation struct {
	Trigger           string   `json:"trigger,omitempty" validate:"omitempty,code=situation.trigger"`
	RootCause         string   `json:"rootCause,omitempty" validate:"omitempty,code=situation.rootCause"`
	LeadGap           string   `json:"leadGap,omitempty" validate:"omitempty,code=gap"`
	RelationshipGap   string   `json:"relationshipGap,omitempty" validate:"omitempty,code=gap"`
	SignalGap         string   `json:"signalGap,omitempty" validate:"omitempty,code=gap"`
	DigitalGap        string   `json:"digitalGap,omitempty" validate:"omitempty,code=gap"`
	WeeklyActiveShare *float64 `json:"weeklyActiveShare,omitempty" validate:"omitempty,min=0,max=100"` // percent
}

// Organisation says who will use the solution, where, and who runs it.
type Organisation struct {
	Sector              string   `json:"sector,omitempty" validate:"omitempty,code=organisation.sector"`
	Countries           []string `json:"countries,omitzero" validate:"omitempty,min=1,max=60,unique,dive,iso3166_1_alpha2"`
	UILanguages         []string `json:"uiLanguages,omitzero" validate:"unique,dive,code=organisation.uiLanguages"`
	Seats               Seats    `json:"seats"`
	SeatGrowthPct       *float64 `json:"seatGrowthPct,omitempty" validate:"omitempty,min=-20,max=100"`
	Accounts            *int     `json:"accounts,omitempty" validate:"omitempty,min=0,max=100000000"`
	Persons             *int     `json:"persons,omitempty" validate:"omitempty,min=0,max=1000000000"`
	MarketingContacts   *int     `json:"marketingContacts,omitempty" validate:"omitempty,min=0,max=1000000000"`
	MailsPerMonth       *int     `json:"mailsPerMonth,omitempty" validate:"omitempty,min=0,max=1000000000"`
	LeadsPerMonth       *int     `json:"leadsPerMonth,omitempty" validate:"omitempty,min=0,max=100000000"`
	AdminFTE            *float64 `json:"adminFte,omitempty" validate:"omitempty,min=0,max=500"`
	IntegrationMaturity *int     `json:"integrationMaturity,omitempty" validate:"omitempty,min=0,max=4"`
}

// Seats are the people who will use it, by what they will do.
type Seats struct {
	Full      *int `json:"full" validate:"required,min=1,max=100000"`
	Service   *int `json:"service,omitempty" validate:"omitempty,min=0,max=100000"`
	Marketing *int `json:"marketing,omitempty" validate:"omitempty,min=0,max=100000"`
	Light     *int `json:"light,omitempty" validate:"omitempty,min=0,max=100000"`
	Field     *int `json:"field,omitempty" validate:"omitempty,min=0,max=100000"`
}

// System is a system around the CRM.
type System struct {
	ID      string   `json:"id" validate:"required,id"`
	Kind    string   `json:"kind" validate:"required,code=systemKinds"`
	Product string   `json:"product" validate:"required,code=systemProducts"`
	Name    *Text    `json:"name,omitempty" validate:"omitempty,text=80"`
	Keep    string   `json:"keep,omitempty" validate:"omitempty,code=systems[].keep"`
	Masters []string `json:"masters,omitzero" validate:"unique,dive,code=entities"`
}

// Integration is a flow of data between a system and the CRM.
type Integration struct {
	System        string   `json:"system" validate:"required,max=64"`
	Entities      []string `json:"entities" validate:"required,min=1,unique,dive,code=entities"`
	Direction     string   `json:"direction,omitempty" validate:"omitempty,code=integrations[].direction"`
	Latency       string   `json:"latency,omitempty" validate:"omitempty,code=integrations[].latency"`
	ChangesPerDay *int     `json:"changesPerDay,omitempty" validate:"omitempty,min=0,max=100000000"`
	WindowHours   *int     `json:"windowHours,omitempty" validate:"omitempty,min=1,max=24"`
	Criticality   string   `json:"criticality,omitempty" validate:"omitempty,code=integrations[].criticality"`
}

// Strategy says how the buyer wants to build, and how free it wants to stay.
type Strategy struct {
	Preference     string `json:"preference,omitempty" validate:"omitempty,code=strategy.preference"`
	LockInAversion string `json:"lockInAversion,omitempty" validate:"omitempty,code=lowMediumHigh"`
	SelfHosting    string `json:"selfHosting,omitempty" validate:"omitempty,code=strategy.selfHosting"`
	CustomCode     string `json:"customCode,omitempty" validate:"omitempty,code=strategy.customCode"`
}

// AI says how far the buyer wants to go with AI, and where it may run.
type AI struct {
	Level                 string `json:"level,omitempty" validate:"omitempty,code=ai.level"`
	Location              string `json:"location,omitempty" validate:"omitempty,code=ai.location"`
	ConversationsPerMonth *int   `json:"conversationsPerMonth,omitempty" validate:"omitempty,min=0,max=100000000"`
	ActionsPerMonth       *int   `json:"actionsPerMonth,omitempty" validate:"omitempty,min=0,max=1000000000"`
	HumanApproval         *bool  `json:"humanApproval,omitempty"`
}

// Privacy says what law, own rules and customers demand.
type Privacy struct {
	Level             string `json:"level,omitempty" validate:"omitempty,code=privacy.level"`
	Residency         string `json:"residency,omitempty" validate:"omitempty,code=privacy.residency"`
	Jurisdiction      string `json:"jurisdiction,omitempty" validate:"omitempty,code=privacy.jurisdiction"`
	SupportAccess     string `json:"supportAccess,omitempty" validate:"omitempty,code=privacy.supportAccess"`
	Keys              string `json:"keys,omitempty" validate:"omitempty,code=privacy.keys"`
	SpecialCategories string `json:"specialCategories,omitempty" validate:"omitempty,code=privacy.specialCategories"`
	LargeScale        *bool  `json:"largeScale,omitempty"`
	DPIA              string `json:"dpia,omitempty" validate:"omitempty,code=privacy.dpia"`
	ConsentMarketing  string `json:"consentMarketing,omitempty" validate:"omitempty,code=privacy.consentMarketing"`
	Erasure           string `json:"erasure,omitempty" validate:"omitempty,code=privacy.erasure"`
}

// Security says which controls are needed.
type Security struct {
	SSO                string   `json:"sso,omitempty" validate:"omitempty,code=mustShouldNone"`
	SCIM               string   `json:"scim,omitempty" validate:"omitempty,code=mustShouldNone"`
	AuditDays          *int     `json:"auditDays,omitempty" validate:"omitempty,min=0,max=3650"`
	FieldLevel         string   `json:"fieldLevel,omitempty" validate:"omitempty,code=mustShouldNone"`
	Certs              []string `json:"certs,omitzero" validate:"unique,dive,code=security.certs"`
	DigitalSecurityAct *bool    `json:"digitalSecurityAct,omitempty"`
}

// PublicBody holds what public bodies, and some others, must connect to.
type PublicBody struct {
	Archive         string `json:"archive,omitempty" validate:"omitempty,code=publicBody.archive"`
	Nynorsk         *bool  `json:"nynorsk,omitempty"`
	PortalIdentity  string `json:"portalIdentity,omitempty" validate:"omitempty,code=publicBody.portalIdentity"`
	CompanyRegister string `json:"companyRegister,omitempty" validate:"omitempty,code=needLevel"`
	PersonRegister  string `json:"personRegister,omitempty" validate:"omitempty,code=needLevel"`
}

// Data says how much there is, how clean it is, and where it must go.
type Data struct {
	CustomObjects       *int     `json:"customObjects,omitempty" validate:"omitempty,min=0,max=2000"`
	Sources             *int     `json:"sources,omitempty" validate:"omitempty,min=0,max=200"`
	DuplicatesPct       *float64 `json:"duplicatesPct,omitempty" validate:"omitempty,min=0,max=100"`
	Warehouse           string   `json:"warehouse,omitempty" validate:"omitempty,code=data.warehouse"`
	WarehouseRowsPerDay *int     `json:"warehouseRowsPerDay,omitempty" validate:"omitempty,min=0,max=1000000000"`
	WarehouseDirection  string   `json:"warehouseDirection,omitempty" validate:"omitempty,code=data.warehouseDirection"`
	Sandbox             string   `json:"sandbox,omitempty" validate:"omitempty,code=data.sandbox"`
}

// Commercial says what it may cost, and how bound the buyer may be.
type Commercial struct {
	Currency        string   `json:"currency,omitempty" validate:"omitempty,iso4217"`
	BudgetFirstYear *Money   `json:"budgetFirstYear,omitempty"`
	BudgetAnnual    *Money   `json:"budgetAnnual,omitempty"`
	HorizonYears    *int     `json:"horizonYears,omitempty" validate:"omitempty,min=1,max=7"`
	FX              []Rate   `json:"fx,omitempty" validate:"max=20,dive"`
	Term            string   `json:"term,omitempty" validate:"omitempty,code=commercial.term"`
	PriceCertainty  string   `json:"priceCertainty,omitempty" validate:"omitempty,code=lowMediumHigh"`
	DiscountPct     *float64 `json:"discountPct,omitempty" validate:"omitempty,min=0,max=90"`
}

// Money is an amount as a decimal string, with its currency (ISO 4217).
type Money struct {
	Amount   string `json:"amount" validate:"required,decimal"`
	Currency string `json:"currency" validate:"required,iso4217"`
}

// Rate is what one unit of a currency costs in the profile's currency.
type Rate struct {
	Currency string `json:"currency" validate:"required,iso4217"`
	Rate     string `json:"rate" validate:"required,decimal"`
	Date     Date   `json:"date" validate:"required,date"`
}

// Requirement is a condition of the buyer's own on one attribute. It has exactly one of Is, OneOf, NoneOf, AtLeast and AtMost.
type Requirement struct {
	Attribute string   `json:"attribute" validate:"required,code=attributes"`
	Is        string   `json:"is,omitempty"`
	OneOf     []string `json:"oneOf,omitzero" validate:"omitempty,min=1,unique"`
	NoneOf    []string `json:"noneOf,omitzero" validate:"omitempty,min=1,unique"`
	AtLeast   *float64 `json:"atLeast,omitempty"`
	AtMost    *float64 `json:"atMost,omitempty"`
	Level     string   `json:"level" validate:"required,code=requirements[].level"`
	Text      *Text    `json:"text" validate:"required,text=300"`
}
