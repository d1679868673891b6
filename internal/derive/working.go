package derive

import (
	"unicode"
	"unicode/utf8"

	"github.com/vendorfit/vendorfit"
)

// Working says in words how a quantity was worked out, with the real numbers; nothing where there is no such quantity.
func (s *Sheet) Working(id string) vendorfit.Text {
	i := ID(id)
	if i < 0 {
		return vendorfit.Text{}
	}
	if s.memos[i].fixed {
		return vendorfit.Text{En: "Given, not worked out.", Nb: "Oppgitt, ikke beregnet."}
	}
	s.at(i)
	en, nb := &speaker{s, vendorfit.English}, &speaker{s, vendorfit.Bokmal}
	return vendorfit.Text{En: en.working(i), Nb: nb.working(i)}
}

// working words one quantity.
func (w *speaker) working(i int) string {
	text := ""
	if i >= idUsableMarketing && i <= idUsablePortal {
		text = w.workUsable(i)
	} else {
		text = workings[i](w)
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

var workings = [quantities]func(*speaker) string{
	idEdition:            (*speaker).workEdition,
	idEditions:           (*speaker).workEditions,
	idAddOns:             (*speaker).workAddOns,
	idCallsPerDay:        (*speaker).workCallsPerDay,
	idBulkRecords:        (*speaker).workBulkRecords,
	idQuota:              (*speaker).workQuota,
	idUtilisation:        (*speaker).workUtilisation,
	idApiFits:            (*speaker).workApiFits,
	idApiFitsBought:      (*speaker).workApiFitsBought,
	idBurst:              (*speaker).workBurst,
	idKeysShortLived:     (*speaker).workKeysShortLived,
	idConnections:        (*speaker).workConnections,
	idConnectionsBy:      (*speaker).workConnectionsBy,
	idConnectionsToBuild: (*speaker).workConnectionsToBuild,
	idNeedsReachable:     (*speaker).workNeedsReachable,
	idUnmetNeeds:         (*speaker).workNeedsReachable,
	idOwnCoverage:        (*speaker).workOwnCoverage,
	idProductsToRun:      (*speaker).workProductsToRun,
	idContracts:          (*speaker).workContracts,
	idStaffNeed:          (*speaker).workStaffNeed,
	idStaffRatio:         (*speaker).workStaffRatio,
	idPriceKnown:         (*speaker).workPriceKnown,
	idPriceMissing:       (*speaker).workPriceKnown,
	idSeatLicences:       (*speaker).workSeatLicences,
	idLightLicences:      (*speaker).workLightLicences,
	idProductLicences:    (*speaker).workProductLicences,
	idExtras:             (*speaker).workExtras,
	idLicences:           (*speaker).workLicences,
	idLicenceShare:       (*speaker).workLicenceShare,
	idAIYear:             (*speaker).workAIYear,
	idAIShare:            (*speaker).workAIShare,
	idMinimumFits:        (*speaker).workMinimumFits,
	idSeatsUsed:          (*speaker).workSeatsUsed,
	idMeterHits:          (*speaker).workMeterHits,
	idMetersBiting:       (*speaker).workMeterHits,
	idObjectFit:          (*speaker).workObjectFit,
	idAuditReach:         (*speaker).workAuditReach,
	idAuditFits:          (*speaker).workAuditFits,
	idAuditCover:         (*speaker).workAuditCover,
	idCertShare:          (*speaker).workCertShare,
	idCertsHeld:          (*speaker).workCertShare,
	idLanguageCover:      (*speaker).workLanguageCover,
	idLanguagesOffered:   (*speaker).workLanguagesOffered,
	idVariants:           (*speaker).workVariants,
	idArchitecture:       (*speaker).workArchitecture,
	idArchitectureFirm:   (*speaker).workFirm,
	idArchitectureTips:   (*speaker).workTips,
}
