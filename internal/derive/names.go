package derive

// The numbers of the derived quantities.
const (
	idEdition = iota
	idEditions
	idAddOns
	idCallsPerDay
	idBulkRecords
	idQuota
	idUtilisation
	idApiFits
	idApiFitsBought
	idBurst
	idKeysShortLived
	idConnections
	idConnectionsBy
	idConnectionsToBuild
	idNeedsReachable
	idUnmetNeeds
	idUsableMarketing
	idUsableService
	idUsableContactCentre
	idUsableFieldService
	idUsableQuote
	idUsableCdp
	idUsableCommerce
	idUsablePortal
	idOwnCoverage
	idProductsToRun
	idContracts
	idStaffNeed
	idStaffRatio
	idPriceKnown
	idPriceMissing
	idSeatLicences
	idLightLicences
	idProductLicences
	idExtras
	idLicences
	idLicenceShare
	idAIYear
	idAIShare
	idMinimumFits
	idSeatsUsed
	idMeterHits
	idMetersBiting
	idObjectFit
	idAuditReach
	idAuditFits
	idAuditCover
	idCertShare
	idCertsHeld
	idLanguageCover
	idLanguagesOffered
	idVariants
	idArchitecture
	idArchitectureFirm
	idArchitectureTips
	quantities
)

// usableAreas are the areas of the quantities usable.*, in the order of their numbers.
var usableAreas = [...]string{"marketing", "service", "contactCentre", "fieldService", "quote", "cdp", "commerce", "portal"}

// ids are the ids of the quantities by number.
var ids = [quantities]string{
	"edition", "editions", "addOns", "callsPerDay", "bulkRecords", "quota", "utilisation", "apiFits", "apiFitsBought", "burst",
	"keysShortLived", "connections", "connectionsBy", "connectionsToBuild", "needsReachable", "unmetNeeds",
	"usable.marketing", "usable.service", "usable.contactCentre", "usable.fieldService", "usable.quote", "usable.cdp",
	"usable.commerce", "usable.portal", "ownCoverage", "productsToRun", "contracts", "staffNeed", "staffRatio", "priceKnown",
	"priceMissing", "seatLicences", "lightLicences", "productLicences", "extras", "licences", "licenceShare", "aiYear", "aiShare",
	"minimumFits", "seatsUsed", "meterHits", "metersBiting", "objectFit", "auditReach", "auditFits", "auditCover", "certShare",
	"certsHeld", "languageCover", "languagesOffered", "variants", "architecture", "architectureFirm", "architectureTips",
}

var numbersByID = func() map[string]int {
	m := make(map[string]int, quantities)
	for i, id := range ids {
		m[id] = i
	}
	return m
}()

// ID is the number of a derived quantity, -1 where there is none of that id. Numbers are faster than ids.
func ID(id string) int {
	if i, ok := numbersByID[id]; ok {
		return i
	}
	return -1
}

// IDs are the ids of all derived quantities, in the order of their numbers.
func IDs() []string { return ids[:] }

// finder says how a quantity is worked out, and how it leaves this package.
type finder struct {
	find    func(*Sheet, *memo)
	round   rounding
	truth   bool
	members bool // a truth that asks for several things: one of them fails
}

// finders are those of all quantities, by number.
func finders() [quantities]finder {
	f := [quantities]finder{
		idEdition:            {find: (*Sheet).findEdition},
		idEditions:           {find: (*Sheet).findEditions},
		idAddOns:             {find: (*Sheet).findAddOns},
		idCallsPerDay:        {find: (*Sheet).findCallsPerDay, round: wholeCalls},
		idBulkRecords:        {find: (*Sheet).findBulkRecords},
		idQuota:              {find: (*Sheet).findQuota, round: wholeCalls},
		idUtilisation:        {find: (*Sheet).findUtilisation, round: millionths},
		idApiFits:            {find: (*Sheet).findApiFits, truth: true},
		idApiFitsBought:      {find: (*Sheet).findApiFitsBought, truth: true},
		idBurst:              {find: (*Sheet).findBurst, round: millionths},
		idKeysShortLived:     {find: (*Sheet).findKeysShortLived, truth: true},
		idConnections:        {find: (*Sheet).findConnections},
		idConnectionsBy:      {find: (*Sheet).findConnectionsBy},
		idConnectionsToBuild: {find: (*Sheet).findConnectionsToBuild},
		idNeedsReachable:     {find: (*Sheet).findNeedsReachable, truth: true, members: true},
		idUnmetNeeds:         {find: (*Sheet).findUnmetNeeds},
		idOwnCoverage:        {find: (*Sheet).findOwnCoverage, round: millionths},
		idProductsToRun:      {find: (*Sheet).findProductsToRun},
		idContracts:          {find: (*Sheet).findContracts},
		idStaffNeed:          {find: (*Sheet).findStaffNeed, round: hundredths},
		idStaffRatio:         {find: (*Sheet).findStaffRatio, round: millionths},
		idPriceKnown:         {find: (*Sheet).findPriceKnown, truth: true},
		idPriceMissing:       {find: (*Sheet).findPriceMissing, truth: true},
		idSeatLicences:       {find: (*Sheet).findSeatLicences, round: whole},
		idLightLicences:      {find: (*Sheet).findLightLicences, round: whole},
		idProductLicences:    {find: (*Sheet).findProductLicences, round: whole},
		idExtras:             {find: (*Sheet).findExtras, round: whole},
		idLicences:           {find: (*Sheet).findLicences, round: whole},
		idLicenceShare:       {find: (*Sheet).findLicenceShare, round: millionths},
		idAIYear:             {find: (*Sheet).findAIYear, round: whole},
		idAIShare:            {find: (*Sheet).findAIShare, round: millionths},
		idMinimumFits:        {find: (*Sheet).findMinimumFits, truth: true},
		idSeatsUsed:          {find: (*Sheet).findSeatsUsed, round: millionths},
		idMeterHits:          {find: (*Sheet).findMeterHits},
		idMetersBiting:       {find: (*Sheet).findMetersBiting},
		idObjectFit:          {find: (*Sheet).findObjectFit, round: millionths},
		idAuditReach:         {find: (*Sheet).findAuditReach, round: whole},
		idAuditFits:          {find: (*Sheet).findAuditFits, truth: true},
		idAuditCover:         {find: (*Sheet).findAuditCover, round: millionths},
		idCertShare:          {find: (*Sheet).findCertShare, round: millionths},
		idCertsHeld:          {find: (*Sheet).findCertsHeld, truth: true, members: true},
		idLanguageCover:      {find: (*Sheet).findLanguageCover, round: millionths},
		idLanguagesOffered:   {find: (*Sheet).findLanguagesOffered, truth: true, members: true},
		idVariants:           {find: (*Sheet).findVariants},
		idArchitecture:       {find: (*Sheet).findArchitecture},
		idArchitectureFirm:   {find: (*Sheet).findArchitectureFirm, truth: true},
		idArchitectureTips:   {find: (*Sheet).findArchitectureTips},
	}
	for i := range usableAreas {
		f[idUsableMarketing+i] = finder{find: func(s *Sheet, m *memo) { s.findUsable(m, i) }, round: millionths}
	}
	return f
}
