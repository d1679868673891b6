package derive

import (
	"strconv"

	"github.com/vendorfit/vendorfit"
)

// lookup reads constants of a book, and remembers those that it lacks.
type lookup struct {
	book    *vendorfit.Book
	missing []string
}

func (l *lookup) constant(path string) vendorfit.Constant {
	c, ok := l.book.Const(path)
	if !ok {
		l.missing = append(l.missing, path)
	}
	return c
}

func (l *lookup) number(path string) float64 {
	c := l.constant(path)
	if c.Fields != nil || c.List != nil || c.Text != "" {
		l.missing = append(l.missing, path)
	}
	return c.Number
}

// keys are those of a table, in its own order.
func (l *lookup) keys(path string) []string { return l.constant(path).Keys }

// table is a table of numbers, in its own order.
func (l *lookup) table(path string) table {
	c := l.constant(path)
	t := table{codes: c.Keys}
	for _, k := range c.Keys {
		t.numbers = append(t.numbers, c.Fields[k].Number)
	}
	return t
}

func (l *lookup) triple(path string) triple {
	return triple{l.number(path + ".low"), l.number(path + ".likely"), l.number(path + ".high")}
}

func (l *lookup) area(id string) area {
	b := l.book
	a := area{id: id, suite: b.Slot("suite." + id), access: b.Slot("suite." + id + "Access"), price: b.Slot("price." + id)}
	for _, kind := range l.constant("areas.kinds." + id).List {
		a.kinds = append(a.kinds, kind.Text)
	}
	unknown := "cost.unknownProduct." + id
	a.per = l.constant(unknown + ".per").Text
	a.low, a.likely, a.high = l.number(unknown+".low"), l.number(unknown+".likely"), l.number(unknown+".high")
	return a
}

// table is a short table of numbers by code. It is searched from the front: maps by text are slower at this size.
type table struct {
	codes   []string
	numbers []float64
}

// of is the number of a code, 0 where there is none.
func (t *table) of(code string) float64 {
	if i := at(t.codes, code); i >= 0 {
		return t.numbers[i]
	}
	return 0
}

// has tells that there is a number for a level.
func (t *table) has(level int) bool { return at(t.codes, strconv.Itoa(level)) >= 0 }

// triple is an assumed range.
type triple struct{ low, likely, high float64 }

// dear has the high end at worst and the low end at best.
func (t triple) dear() numbers { return ends(t.high, t.likely, t.low) }

// constants are the book's, by the names they have there.
type constants struct {
	needLevel                                         table
	openUnknown, openNotSeen, openDeclined            float64
	retry, bulkBatch, page, writeCostWorst            float64
	utilisationWorst, utilisationBest, full           float64
	purchasable, heavyCalls, bulkFrom, keyMonthsShort float64
	deliveryPoints                                    table
	customFloor                                       float64
	areaMinimum, ownFrom, ownFromSuite, eventPoints   float64
	objectsMany, maturityLow, matchSources            float64
	matchDuplicates, horizonLong, staffFew            float64
	lightShare, mixingShare, auditMustDays            float64
	languageOffered                                   float64
	meterContacts, meterEmails, meterPersons          float64
	meterCalls, metersUnknownWorst                    float64
	fx                                                table // NOK per unit
	seatBest, seatWorst                               float64
	lightFactor                                       table
	addOnShare, sandbox, ipaas                        triple
	addOnsMost, ipaasFrom                             float64
	minimumWorst, minimumBest, minimumFactor          float64
	rate                                              float64 // NOK a day, own staff and consultants together
	actions                                           triple  // AI actions in one conversation
	conversationBest, conversationWorst               float64
	readinessFloor, readinessFrom, readinessFull      float64
	staffBase, staffPerSeat, staffOwn, staffSeparate  float64
	staffConnection                                   float64
	effort                                            []effortRow
	effortTwoWay, effortNextEntity                    float64
	effortComplexEntities                             float64
	effortLatency, effortMaturity                     table
	variant                                           variantConstants
}

// effortRow has the likely days of one way to connect: simple, medium and complex.
type effortRow struct {
	mode string
	days [3]float64
}

// variantConstants are those of params.variant.
type variantConstants struct {
	specialist, kept                                    float64
	coverage, effort, maturity, lockIn, contracts       float64 // weights
	preference, effortWorst, effortBest                 float64
	builtSteps                                          []float64
	realtimeTwoWay, maturityRange                       float64
	oneVendor, export, exitTerms, model                 float64 // parts of lock-in
	aversion                                            table
	linked, ownContract, contractsWorst                 float64
	refuseMaturity, refuseCoverage, refuseCost, closeTo float64
}

func constantsOf(l *lookup) constants {
	n := l.number
	external, internal, share := n("cost.rateExternal.likely"), n("cost.rateInternal.likely"), n("cost.internalShare.likely")
	return constants{
		needLevel:   l.table("need.level"),
		openUnknown: n("open.unknown"), openNotSeen: n("open.notSeen"), openDeclined: n("open.declined"),
		retry: n("api.retry"), bulkBatch: n("api.bulkBatch"), page: n("api.page"), writeCostWorst: n("api.writeCostWorst"),
		utilisationWorst: n("api.utilisationWorst"), utilisationBest: n("api.utilisationBest"), full: n("api.full"),
		purchasable: n("api.purchasable"), heavyCalls: n("api.heavyCalls"), bulkFrom: n("api.bulkFrom"), keyMonthsShort: n("api.keyMonthsShort"),
		deliveryPoints: l.table("delivery.points"), customFloor: n("delivery.customFloor"),
		areaMinimum: n("areas.minimum"), ownFrom: n("areas.ownFrom"), ownFromSuite: n("areas.ownFromSuite"), eventPoints: n("signals.eventPoints"),
		objectsMany: n("objects.many"), maturityLow: n("maturity.low"), matchSources: n("match.sources"),
		matchDuplicates: n("match.duplicates"), horizonLong: n("horizon.long"), staffFew: n("staff.few"),
		lightShare: n("light.share"), mixingShare: n("mixing.share"), auditMustDays: n("audit.mustDays"), languageOffered: n("language.offered"),
		meterContacts: n("meters.contacts"), meterEmails: n("meters.emails"), meterPersons: n("meters.persons"),
		meterCalls: n("meters.calls"), metersUnknownWorst: n("meters.unknownWorst"),
		fx: l.table("cost.fx"), seatBest: n("cost.unknownSeat.best"), seatWorst: n("cost.unknownSeat.worst"), lightFactor: l.table("cost.lightFactor"),
		addOnShare: l.triple("cost.addOnShare"), sandbox: l.triple("cost.sandbox"), ipaas: l.triple("cost.ipaas"),
		addOnsMost: n("cost.addOnsMost"), ipaasFrom: n("cost.ipaasFrom"),
		minimumWorst: n("cost.minimumOpen.worst"), minimumBest: n("cost.minimumOpen.best"), minimumFactor: n("cost.minimumFactor"),
		rate:    float64(share*internal) + float64((1-share)*external),
		actions: l.triple("ai.actionsPerConversation"), conversationBest: n("ai.unknownConversation.best"), conversationWorst: n("ai.unknownConversation.worst"),
		readinessFloor: n("ai.readinessFloor"), readinessFrom: n("ai.readinessFrom"), readinessFull: n("ai.readinessFull"),
		staffBase: n("staff.base"), staffPerSeat: n("staff.perSeat"), staffOwn: n("staff.ownProduct"), staffSeparate: n("staff.separateProduct"),
		staffConnection: n("staff.connection"),
		effort:          l.effort(), effortTwoWay: n("effort.twoWay"), effortNextEntity: n("effort.nextEntity"),
		effortComplexEntities: n("effort.complexEntities"), effortLatency: l.table("effort.latency"), effortMaturity: l.table("effort.maturity"),
		variant: l.variant(),
	}
}

func (l *lookup) effort() []effortRow {
	c := l.constant("effort.days")
	var rows []effortRow
	for _, mode := range c.Keys {
		row := effortRow{mode: mode}
		for i, complexity := range []string{"simple", "medium", "complex"} {
			if days := c.Fields[mode].Fields[complexity].List; len(days) == 3 {
				row.days[i] = days[1].Number
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (l *lookup) variant() variantConstants {
	n := func(key string) float64 { return l.number("variant." + key) }
	v := variantConstants{
		specialist: n("specialist"), kept: n("kept"), coverage: n("weights.coverage"), effort: n("weights.effort"),
		maturity: n("weights.maturity"), lockIn: n("weights.lockIn"), contracts: n("weights.contracts"), preference: n("preference"),
		effortWorst: n("effortWorst"), effortBest: n("effortBest"), realtimeTwoWay: n("realtimeTwoWay"), maturityRange: n("maturityRange"),
		oneVendor: n("lockIn.oneVendor"), export: n("lockIn.export"), exitTerms: n("lockIn.exitTerms"), model: n("lockIn.model"),
		aversion: l.table("variant.aversion"), linked: n("linked"), ownContract: n("ownContract"), contractsWorst: n("contractsWorst"),
		refuseMaturity: n("refuseMaturity"), refuseCoverage: n("refuseCoverage"), refuseCost: n("refuseCost"), closeTo: n("close"),
	}
	for _, step := range l.constant("variant.builtSteps").List {
		v.builtSteps = append(v.builtSteps, step.Number)
	}
	return v
}

// daysOf are the likely days of a way to connect, by complexity 0..2.
func (c *constants) daysOf(mode string, complexity int) float64 {
	for i := range c.effort {
		if c.effort[i].mode == mode {
			return c.effort[i].days[complexity]
		}
	}
	return 0
}

// maturityFactor is the effort at a level of integration maturity.
func (c *constants) maturityFactor(level int) float64 {
	return c.effortMaturity.of(strconv.Itoa(level))
}

// slots are the places of the values that quantities read by name.
type slots struct {
	editions, offer, lightPrice, ipaasPrice               vendorfit.Slot
	apiAccess, quota, burst, hourly, writeCost            vendorfit.Slot
	extendable, bulk, keyMonths, eventsKind               vendorfit.Slot
	connectorAccess, ipaasOwn, archive                    vendorfit.Slot
	dataModel, forecast, scoring, scoringCap              vendorfit.Slot
	objectsModel, objectsLimit, sandboxKind, export, exit vendorfit.Slot
	aiUnit, aiConversation, aiAction                      vendorfit.Slot
	residency, keys, sensitive                            vendorfit.Slot
	sso, scim, audit, auditDays, fieldLevel               vendorfit.Slot
	minimum, light                                        vendorfit.Slot
	signals, members                                      vendorfit.Slot
	meters                                                []meter
}

// meter is a member of the set of usage meters.
type meter struct {
	id   string
	slot vendorfit.Slot
}

func slotsOf(b *vendorfit.Book) slots {
	s := slots{
		editions: b.Slot("editions"), offer: b.Slot(vendorfit.OfferAttribute), lightPrice: b.Slot("price.lightSeat"), ipaasPrice: b.Slot("price.ipaas"),
		apiAccess: b.Slot("api.access"), quota: b.Slot("api.quota"), burst: b.Slot("api.burst"), hourly: b.Slot("api.hourly"), writeCost: b.Slot("api.writeCost"),
		extendable: b.Slot("api.extendable"), bulk: b.Slot("api.bulk"), keyMonths: b.Slot("api.keyMonths"), eventsKind: b.Slot("events.kind"),
		connectorAccess: b.Slot("connector.access"), ipaasOwn: b.Slot("ipaas.own"), archive: b.Slot("archive.records"),
		dataModel: b.Slot("suite.dataModel"), forecast: b.Slot("forecast.access"), scoring: b.Slot("scoring.access"), scoringCap: b.Slot("scoring.cap"),
		objectsModel: b.Slot("objects.model"), objectsLimit: b.Slot("objects.limit"), sandboxKind: b.Slot("sandbox.kind"), export: b.Slot("export.kind"), exit: b.Slot("exit.terms"),
		aiUnit: b.Slot("ai.priceUnit"), aiConversation: b.Slot("ai.pricePerConversation"), aiAction: b.Slot("ai.pricePerAction"),
		residency: b.Slot("residency.mechanism"), keys: b.Slot("keys.customer"), sensitive: b.Slot("sensitiveData.access"),
		sso: b.Slot("sso.access"), scim: b.Slot("scim.access"), audit: b.Slot("audit.access"), auditDays: b.Slot("audit.days"), fieldLevel: b.Slot("fieldLevel.access"),
		minimum: b.Slot("seats.minimum"), light: b.Slot("seats.light"), signals: b.Slot("suite.signals"), members: b.Slot("suite.members"),
	}
	if a := b.Attribute("meters"); a != nil {
		for _, m := range a.Members() {
			s.meters = append(s.meters, meter{m, b.MemberSlot("meters", m)})
		}
	}
	return s
}
