"""The order that the two schemas want child elements in, for every element that the term table names."""

from __future__ import annotations


def _split(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {parent: tuple(names.split()) for parent, names in table.items()}


_CII_PARTY = (
    "ID GlobalID Name Description SpecifiedLegalOrganization DefinedTradeContact PostalTradeAddress URIUniversalCommunication "
    "SpecifiedTaxRegistration"
)
_UBL_ADDRESS = "StreetName AdditionalStreetName CityName PostalZone CountrySubentity AddressLine Country"
_UBL_LINE = "LineExtensionAmount AccountingCost InvoicePeriod OrderLineReference DocumentReference AllowanceCharge Item Price"

CII = _split(
    {
        "CrossIndustryInvoice": "ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction",
        "ExchangedDocumentContext": "BusinessProcessSpecifiedDocumentContextParameter GuidelineSpecifiedDocumentContextParameter",
        "BusinessProcessSpecifiedDocumentContextParameter": "ID",
        "GuidelineSpecifiedDocumentContextParameter": "ID",
        "ExchangedDocument": "ID TypeCode IssueDateTime IncludedNote",
        "IncludedNote": "Content SubjectCode",
        "SupplyChainTradeTransaction": "IncludedSupplyChainTradeLineItem ApplicableHeaderTradeAgreement ApplicableHeaderTradeDelivery "
        "ApplicableHeaderTradeSettlement",
        "IncludedSupplyChainTradeLineItem": "AssociatedDocumentLineDocument SpecifiedTradeProduct SpecifiedLineTradeAgreement "
        "SpecifiedLineTradeDelivery SpecifiedLineTradeSettlement",
        "AssociatedDocumentLineDocument": "LineID IncludedNote",
        "SpecifiedTradeProduct": "GlobalID SellerAssignedID BuyerAssignedID Name Description ApplicableProductCharacteristic "
        "DesignatedProductClassification OriginTradeCountry",
        "ApplicableProductCharacteristic": "Description Value",
        "DesignatedProductClassification": "ClassCode",
        "OriginTradeCountry": "ID",
        "SpecifiedLineTradeAgreement": "BuyerOrderReferencedDocument GrossPriceProductTradePrice NetPriceProductTradePrice",
        "GrossPriceProductTradePrice": "ChargeAmount BasisQuantity AppliedTradeAllowanceCharge",
        "NetPriceProductTradePrice": "ChargeAmount BasisQuantity",
        "AppliedTradeAllowanceCharge": "ChargeIndicator ActualAmount",
        "SpecifiedLineTradeDelivery": "BilledQuantity",
        "SpecifiedLineTradeSettlement": "ApplicableTradeTax BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge "
        "SpecifiedTradeSettlementLineMonetarySummation AdditionalReferencedDocument ReceivableSpecifiedTradeAccountingAccount",
        "SpecifiedTradeSettlementLineMonetarySummation": "LineTotalAmount",
        "ApplicableHeaderTradeAgreement": "BuyerReference SellerTradeParty BuyerTradeParty SellerTaxRepresentativeTradeParty "
        "SellerOrderReferencedDocument BuyerOrderReferencedDocument ContractReferencedDocument AdditionalReferencedDocument "
        "SpecifiedProcuringProject",
        "SellerTradeParty": _CII_PARTY,
        "BuyerTradeParty": _CII_PARTY,
        "SellerTaxRepresentativeTradeParty": _CII_PARTY,
        "ShipToTradeParty": _CII_PARTY,
        "PayeeTradeParty": _CII_PARTY,
        "SpecifiedLegalOrganization": "ID TradingBusinessName",
        "DefinedTradeContact": "PersonName DepartmentName TelephoneUniversalCommunication EmailURIUniversalCommunication",
        "TelephoneUniversalCommunication": "CompleteNumber",
        "EmailURIUniversalCommunication": "URIID",
        "URIUniversalCommunication": "URIID",
        "PostalTradeAddress": "PostcodeCode LineOne LineTwo LineThree CityName CountryID CountrySubDivisionName",
        "SpecifiedTaxRegistration": "ID",
        "SellerOrderReferencedDocument": "IssuerAssignedID",
        "BuyerOrderReferencedDocument": "IssuerAssignedID LineID",
        "ContractReferencedDocument": "IssuerAssignedID",
        "AdditionalReferencedDocument": "IssuerAssignedID URIID TypeCode Name AttachmentBinaryObject ReferenceTypeCode",
        "SpecifiedProcuringProject": "ID Name",
        "ApplicableHeaderTradeDelivery": "ShipToTradeParty ActualDeliverySupplyChainEvent DespatchAdviceReferencedDocument "
        "ReceivingAdviceReferencedDocument",
        "ActualDeliverySupplyChainEvent": "OccurrenceDateTime",
        "DespatchAdviceReferencedDocument": "IssuerAssignedID",
        "ReceivingAdviceReferencedDocument": "IssuerAssignedID",
        "ApplicableHeaderTradeSettlement": "CreditorReferenceID PaymentReference TaxCurrencyCode InvoiceCurrencyCode PayeeTradeParty "
        "SpecifiedTradeSettlementPaymentMeans ApplicableTradeTax BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge "
        "SpecifiedTradePaymentTerms SpecifiedTradeSettlementHeaderMonetarySummation InvoiceReferencedDocument "
        "ReceivableSpecifiedTradeAccountingAccount",
        "SpecifiedTradeSettlementPaymentMeans": "TypeCode Information ApplicableTradeSettlementFinancialCard "
        "PayerPartyDebtorFinancialAccount PayeePartyCreditorFinancialAccount PayeeSpecifiedCreditorFinancialInstitution",
        "ApplicableTradeSettlementFinancialCard": "ID CardholderName",
        "PayerPartyDebtorFinancialAccount": "IBANID",
        "PayeePartyCreditorFinancialAccount": "IBANID AccountName ProprietaryID",
        "PayeeSpecifiedCreditorFinancialInstitution": "BICID",
        "ApplicableTradeTax": "CalculatedAmount TypeCode ExemptionReason BasisAmount CategoryCode ExemptionReasonCode TaxPointDate "
        "DueDateTypeCode RateApplicablePercent",
        "CategoryTradeTax": "TypeCode CategoryCode RateApplicablePercent",
        "BillingSpecifiedPeriod": "StartDateTime EndDateTime",
        "SpecifiedTradeAllowanceCharge": "ChargeIndicator CalculationPercent BasisAmount ActualAmount ReasonCode Reason CategoryTradeTax",
        "SpecifiedTradePaymentTerms": "Description DueDateDateTime DirectDebitMandateID",
        "SpecifiedTradeSettlementHeaderMonetarySummation": "LineTotalAmount ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount "
        "TaxTotalAmount RoundingAmount GrandTotalAmount TotalPrepaidAmount DuePayableAmount",
        "InvoiceReferencedDocument": "IssuerAssignedID FormattedIssueDateTime",
        "ReceivableSpecifiedTradeAccountingAccount": "ID",
    }
)

UBL = _split(
    {
        "Invoice": "CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note TaxPointDate DocumentCurrencyCode TaxCurrencyCode "
        "AccountingCost BuyerReference InvoicePeriod OrderReference BillingReference DespatchDocumentReference ReceiptDocumentReference "
        "OriginatorDocumentReference ContractDocumentReference AdditionalDocumentReference ProjectReference AccountingSupplierParty "
        "AccountingCustomerParty PayeeParty TaxRepresentativeParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal "
        "LegalMonetaryTotal InvoiceLine",
        "CreditNote": "CustomizationID ProfileID ID IssueDate TaxPointDate CreditNoteTypeCode Note DocumentCurrencyCode TaxCurrencyCode "
        "AccountingCost BuyerReference InvoicePeriod OrderReference BillingReference DespatchDocumentReference ReceiptDocumentReference "
        "ContractDocumentReference AdditionalDocumentReference OriginatorDocumentReference AccountingSupplierParty "
        "AccountingCustomerParty PayeeParty TaxRepresentativeParty Delivery PaymentMeans PaymentTerms AllowanceCharge TaxTotal "
        "LegalMonetaryTotal CreditNoteLine",
        "InvoiceLine": f"ID Note InvoicedQuantity {_UBL_LINE}",
        "CreditNoteLine": f"ID Note CreditedQuantity {_UBL_LINE}",
        "AccountingSupplierParty": "Party",
        "AccountingCustomerParty": "Party",
        "Party": "EndpointID PartyIdentification PartyName PostalAddress PartyTaxScheme PartyLegalEntity Contact",
        "PayeeParty": "PartyIdentification PartyName PartyLegalEntity",
        "TaxRepresentativeParty": "PartyName PostalAddress PartyTaxScheme",
        "DeliveryParty": "PartyName",
        "PartyIdentification": "ID",
        "PartyName": "Name",
        "PartyTaxScheme": "CompanyID TaxScheme",
        "PartyLegalEntity": "RegistrationName CompanyID CompanyLegalForm",
        "Contact": "Name Telephone ElectronicMail",
        "PostalAddress": _UBL_ADDRESS,
        "Address": _UBL_ADDRESS,
        "AddressLine": "Line",
        "Country": "IdentificationCode",
        "OrderReference": "ID SalesOrderID",
        "BillingReference": "InvoiceDocumentReference",
        "InvoiceDocumentReference": "ID IssueDate",
        "DespatchDocumentReference": "ID",
        "ReceiptDocumentReference": "ID",
        "OriginatorDocumentReference": "ID",
        "ContractDocumentReference": "ID",
        "ProjectReference": "ID",
        "AdditionalDocumentReference": "ID DocumentTypeCode DocumentDescription Attachment",
        "Attachment": "EmbeddedDocumentBinaryObject ExternalReference",
        "ExternalReference": "URI",
        "Delivery": "ActualDeliveryDate DeliveryLocation DeliveryParty",
        "DeliveryLocation": "ID Address",
        "PaymentMeans": "PaymentMeansCode PaymentDueDate PaymentID CardAccount PayeeFinancialAccount PaymentMandate",
        "CardAccount": "PrimaryAccountNumberID NetworkID HolderName",
        "PaymentMandate": "ID PayerFinancialAccount",
        "PayerFinancialAccount": "ID",
        "PayeeFinancialAccount": "ID Name FinancialInstitutionBranch",
        "FinancialInstitutionBranch": "ID",
        "PaymentTerms": "Note",
        "InvoicePeriod": "StartDate EndDate DescriptionCode",
        "AllowanceCharge": "ChargeIndicator AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric Amount BaseAmount "
        "TaxCategory",
        "TaxTotal": "TaxAmount TaxSubtotal",
        "TaxSubtotal": "TaxableAmount TaxAmount TaxCategory",
        "TaxCategory": "ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme",
        "ClassifiedTaxCategory": "ID Percent TaxScheme",
        "TaxScheme": "ID",
        "LegalMonetaryTotal": "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount "
        "PrepaidAmount PayableRoundingAmount PayableAmount",
        "OrderLineReference": "LineID",
        "DocumentReference": "ID DocumentTypeCode",
        "Item": "Description Name BuyersItemIdentification SellersItemIdentification StandardItemIdentification OriginCountry "
        "CommodityClassification ClassifiedTaxCategory AdditionalItemProperty",
        "BuyersItemIdentification": "ID",
        "SellersItemIdentification": "ID",
        "StandardItemIdentification": "ID",
        "OriginCountry": "IdentificationCode",
        "CommodityClassification": "ItemClassificationCode",
        "AdditionalItemProperty": "Name Value",
        "Price": "PriceAmount BaseQuantity AllowanceCharge",
    }
)
