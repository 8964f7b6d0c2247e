"""The one table: where each field of the invoice stands in CII and in UBL.

Rows name the field of Invoice JSON, then the CII path, then the UBL path (see `paths`). Fields that begin with an underscore are halfway
forms that `cii` and `ubl` turn into the invoice's own. `{…}` is filled in for the document: its currencies and its kind.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT, VERBATIM, DATE, AMOUNT, NUMBER, TRUTH, FILE, JOINED = "text", "verbatim", "date", "amount", "number", "truth", "file", "joined"


@dataclass(frozen=True, slots=True)
class Term:
    """One value."""

    field: str
    cii: str
    ubl: str
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Group:
    """A group of values, or a list of them."""

    field: str
    cii: str
    ubl: str
    rows: Table
    many: bool = False


Table = tuple[Term | Group, ...]

_A = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement"
_D = "SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery"
_S = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"

IDENTIFIER: Table = (Term("value", ".", "."), Term("scheme", "@schemeID", "@schemeID"))

# UBL wraps each identifier of its own, CII does not.
REPEATED_IDENTIFIER: Table = (Term("value", ".", "ID"), Term("scheme", "@schemeID", "ID@schemeID"))

ADDRESS: Table = (
    Term("line1", "LineOne", "StreetName"),
    Term("line2", "LineTwo", "AdditionalStreetName"),
    Term("line3", "LineThree", "AddressLine/Line"),
    Term("city", "CityName", "CityName"),
    Term("postcode", "PostcodeCode", "PostalZone"),
    Term("region", "CountrySubDivisionName", "CountrySubentity"),
    Term("country", "CountryID", "Country/IdentificationCode"),
)

CONTACT: Table = (
    Term("name", "PersonName | DepartmentName", "Name"),
    Term("phone", "TelephoneUniversalCommunication/CompleteNumber", "Telephone"),
    Term("email", "EmailURIUniversalCommunication/URIID", "ElectronicMail"),
)

PARTY: Table = (
    Term("name", "Name", "PartyLegalEntity/RegistrationName | PartyName/Name"),
    Term("trading_name", "SpecifiedLegalOrganization/TradingBusinessName", "PartyName/Name"),
    Group("identifiers", "ID", "PartyIdentification[ID@schemeID!=SEPA|]", REPEATED_IDENTIFIER, many=True),
    Group("_global", "GlobalID", "", IDENTIFIER, many=True),
    Group("legal_registration", "SpecifiedLegalOrganization/ID", "PartyLegalEntity/CompanyID", IDENTIFIER),
    Term("vat_id", "SpecifiedTaxRegistration[ID@schemeID=VA]/ID", "PartyTaxScheme[TaxScheme/ID=VAT]/CompanyID"),
    Term("tax_number", "SpecifiedTaxRegistration[ID@schemeID=FC]/ID", "PartyTaxScheme[TaxScheme/ID!=VAT|FC]/CompanyID"),
    Term("legal_information", "Description", "PartyLegalEntity/CompanyLegalForm"),
    Group("electronic_address", "URIUniversalCommunication/URIID", "EndpointID", IDENTIFIER),
    Group("address", "PostalTradeAddress", "PostalAddress", ADDRESS),
    Group("contact", "DefinedTradeContact", "Contact", CONTACT),
)

PAYEE: Table = (
    Term("name", "Name", "PartyName/Name"),
    Group("identifier", "ID", "PartyIdentification[ID@schemeID!=SEPA|]/ID", IDENTIFIER),
    Group("_global_one", "GlobalID", "", IDENTIFIER),
    Group("legal_registration", "SpecifiedLegalOrganization/ID", "PartyLegalEntity/CompanyID", IDENTIFIER),
)

TAX_REPRESENTATIVE: Table = (
    Term("name", "Name", "PartyName/Name"),
    Term("vat_id", "SpecifiedTaxRegistration[ID@schemeID=VA]/ID", "PartyTaxScheme[TaxScheme/ID=VAT]/CompanyID"),
    Group("address", "PostalTradeAddress", "PostalAddress", ADDRESS),
)

DELIVERY: Table = (
    Term("name", "ShipToTradeParty/Name", "DeliveryParty/PartyName/Name"),
    Group("location", "ShipToTradeParty/ID", "DeliveryLocation/ID", IDENTIFIER),
    Group("_global_one", "ShipToTradeParty/GlobalID", "", IDENTIFIER),
    Group("address", "ShipToTradeParty/PostalTradeAddress", "DeliveryLocation/Address", ADDRESS),
)

PERIOD: Table = (Term("start", "StartDateTime", "StartDate", DATE), Term("end", "EndDateTime", "EndDate", DATE))

ALLOWANCE: Table = (
    Term("is_charge", "ChargeIndicator/Indicator", "ChargeIndicator", TRUTH),
    Term("amount", "ActualAmount", "Amount", AMOUNT),
    Term("base", "BasisAmount", "BaseAmount", AMOUNT),
    Term("percent", "CalculationPercent", "MultiplierFactorNumeric", NUMBER),
    Term("reason", "Reason", "AllowanceChargeReason"),
    Term("reason_code", "ReasonCode", "AllowanceChargeReasonCode"),
    Term("vat_category", "CategoryTradeTax[TypeCode=VAT]/CategoryCode", "TaxCategory[TaxScheme/ID=VAT]/ID"),
    Term("vat_rate", "CategoryTradeTax[TypeCode=VAT]/RateApplicablePercent", "TaxCategory[TaxScheme/ID=VAT]/Percent", NUMBER),
)

VAT: Table = (
    Term("taxable", "BasisAmount", "TaxableAmount", AMOUNT),
    Term("tax", "CalculatedAmount", "TaxAmount", AMOUNT),
    Term("category", "CategoryCode", "TaxCategory[TaxScheme/ID=VAT]/ID"),
    Term("rate", "RateApplicablePercent", "TaxCategory[TaxScheme/ID=VAT]/Percent", NUMBER),
    Term("exemption_reason", "ExemptionReason", "TaxCategory[TaxScheme/ID=VAT]/TaxExemptionReason", JOINED),
    Term("exemption_code", "ExemptionReasonCode", "TaxCategory[TaxScheme/ID=VAT]/TaxExemptionReasonCode"),
    Term("_tax_point_date", "TaxPointDate", "", DATE),
    Term("_tax_point_code", "DueDateTypeCode", ""),
)

MEANS: Table = (
    Term("code", "TypeCode", "PaymentMeansCode"),
    Term("text", "Information", "PaymentMeansCode@name"),
    Term("remittance", "", "PaymentID"),
    Term("card_number", "ApplicableTradeSettlementFinancialCard/ID", "CardAccount[NetworkID~NA]/PrimaryAccountNumberID"),
    Term("card_holder", "ApplicableTradeSettlementFinancialCard/CardholderName", "CardAccount[NetworkID~NA]/HolderName"),
    Term("debited", "PayerPartyDebtorFinancialAccount/IBANID", "PaymentMandate/PayerFinancialAccount/ID"),
    Term("mandate", "", "PaymentMandate/ID"),
    Term("iban", "PayeePartyCreditorFinancialAccount/IBANID", "PayeeFinancialAccount/ID"),
    Term("account", "PayeePartyCreditorFinancialAccount/ProprietaryID", ""),
    Term("name", "PayeePartyCreditorFinancialAccount/AccountName", "PayeeFinancialAccount/Name"),
    Term("bic", "PayeeSpecifiedCreditorFinancialInstitution/BICID", "PayeeFinancialAccount/FinancialInstitutionBranch/ID"),
)

TOTALS: Table = (
    Term("line_net", "LineTotalAmount", "LineExtensionAmount", AMOUNT),
    Term("charges", "ChargeTotalAmount", "ChargeTotalAmount", AMOUNT),
    Term("allowances", "AllowanceTotalAmount", "AllowanceTotalAmount", AMOUNT),
    Term("tax_exclusive", "TaxBasisTotalAmount", "TaxExclusiveAmount", AMOUNT),
    Term("tax", "TaxTotalAmount[@currencyID=?{currency}]", "", AMOUNT),
    Term("tax_in_vat_currency", "TaxTotalAmount[@currencyID={vat_currency}]", "", AMOUNT),
    Term("rounding", "RoundingAmount", "PayableRoundingAmount", AMOUNT),
    Term("tax_inclusive", "GrandTotalAmount", "TaxInclusiveAmount", AMOUNT),
    Term("paid", "TotalPrepaidAmount", "PrepaidAmount", AMOUNT),
    Term("due", "DuePayableAmount", "PayableAmount", AMOUNT),
)

CLASSIFICATION: Table = (
    Term("code", "ClassCode", "ItemClassificationCode"),
    Term("list_id", "ClassCode@listID", "ItemClassificationCode@listID"),
    Term("list_version", "ClassCode@listVersionID", "ItemClassificationCode@listVersionID"),
)

_PRODUCT, _LINE_S = "SpecifiedTradeProduct", "SpecifiedLineTradeSettlement"
_NET, _GROSS = ("SpecifiedLineTradeAgreement/" + name + "ProductTradePrice" for name in ("NetPrice", "GrossPrice"))
_DISCOUNT = "AppliedTradeAllowanceCharge[ChargeIndicator/Indicator=false]/ActualAmount"
_OFF = "Price/AllowanceCharge[ChargeIndicator=false]"

LINE: Table = (
    Term("id", "AssociatedDocumentLineDocument/LineID", "ID"),
    Term("note", "AssociatedDocumentLineDocument/IncludedNote/Content", "Note", JOINED),
    Term("quantity", "SpecifiedLineTradeDelivery/BilledQuantity", "{billed}Quantity", NUMBER),
    Term("unit", "SpecifiedLineTradeDelivery/BilledQuantity@unitCode", "{billed}Quantity@unitCode"),
    Term("net", f"{_LINE_S}/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount", "LineExtensionAmount", AMOUNT),
    Term("order_line", "SpecifiedLineTradeAgreement/BuyerOrderReferencedDocument/LineID", "OrderLineReference/LineID"),
    Term("accounting_reference", f"{_LINE_S}/ReceivableSpecifiedTradeAccountingAccount/ID", "AccountingCost"),
    Group("period", f"{_LINE_S}/BillingSpecifiedPeriod", "InvoicePeriod", PERIOD),
    Group("allowances", f"{_LINE_S}/SpecifiedTradeAllowanceCharge", "AllowanceCharge", ALLOWANCE, many=True),
    Group(
        "object_identifier",
        f"{_LINE_S}/AdditionalReferencedDocument[TypeCode=?130]",
        "DocumentReference[DocumentTypeCode=?130]",
        (Term("value", "IssuerAssignedID", "ID"), Term("scheme", "ReferenceTypeCode", "ID@schemeID")),
    ),
    Term("name", f"{_PRODUCT}/Name", "Item/Name"),
    Term("description", f"{_PRODUCT}/Description", "Item/Description", JOINED),
    Term("seller_item_id", f"{_PRODUCT}/SellerAssignedID", "Item/SellersItemIdentification/ID"),
    Term("buyer_item_id", f"{_PRODUCT}/BuyerAssignedID", "Item/BuyersItemIdentification/ID"),
    Group("standard_item_id", f"{_PRODUCT}/GlobalID", "Item/StandardItemIdentification/ID", IDENTIFIER),
    Group(
        "classifications",
        f"{_PRODUCT}/DesignatedProductClassification",
        "Item/CommodityClassification",
        CLASSIFICATION,
        many=True,
    ),
    Term("origin_country", f"{_PRODUCT}/OriginTradeCountry/ID", "Item/OriginCountry/IdentificationCode"),
    Group(
        "attributes",
        f"{_PRODUCT}/ApplicableProductCharacteristic",
        "Item/AdditionalItemProperty",
        (Term("name", "Description", "Name"), Term("value", "Value", "Value")),
        many=True,
    ),
    Term("vat_category", f"{_LINE_S}/ApplicableTradeTax[TypeCode=VAT]/CategoryCode", "Item/ClassifiedTaxCategory[TaxScheme/ID=VAT]/ID"),
    Term(
        "vat_rate",
        f"{_LINE_S}/ApplicableTradeTax[TypeCode=VAT]/RateApplicablePercent",
        "Item/ClassifiedTaxCategory[TaxScheme/ID=VAT]/Percent",
        NUMBER,
    ),
    Term("price", f"{_NET}/ChargeAmount", "Price/PriceAmount", AMOUNT),
    Term("price_base", f"{_NET}/BasisQuantity", "Price/BaseQuantity", NUMBER),
    Term("price_base_unit", f"{_NET}/BasisQuantity@unitCode", "Price/BaseQuantity@unitCode"),
    Term("gross_price", f"{_GROSS}/ChargeAmount", f"{_OFF}/BaseAmount", AMOUNT),
    Term("_gross_base", f"{_GROSS}/BasisQuantity", "", NUMBER),
    Term("_gross_base_unit", f"{_GROSS}/BasisQuantity@unitCode", ""),
    Term("price_discount", f"{_GROSS}/{_DISCOUNT}", f"{_OFF}/Amount", AMOUNT),
)

DOCUMENT: Table = (
    Term("reference", "IssuerAssignedID", "ID"),
    Term("url", "URIID", "Attachment/ExternalReference/URI"),
    Term("description", "Name", "DocumentDescription"),
    Term("content", "AttachmentBinaryObject", "Attachment/EmbeddedDocumentBinaryObject", FILE),
    Term("mime", "AttachmentBinaryObject@mimeCode", "Attachment/EmbeddedDocumentBinaryObject@mimeCode"),
    Term("filename", "AttachmentBinaryObject@filename", "Attachment/EmbeddedDocumentBinaryObject@filename"),
)

INVOICE: Table = (
    Term("business_process", "ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID", "ProfileID"),
    Term("specification", "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID", "CustomizationID"),
    Term("number", "ExchangedDocument/ID", "ID"),
    Term("type_code", "ExchangedDocument/TypeCode", "{doc}TypeCode"),
    Term("issue_date", "ExchangedDocument/IssueDateTime", "IssueDate", DATE),
    Group("notes", "ExchangedDocument/IncludedNote", "Note", (Term("text", "Content", "."), Term("subject", "SubjectCode", "")), many=True),
    Group("lines", "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem", "{doc}Line", LINE, many=True),
    Term("buyer_reference", f"{_A}/BuyerReference", "BuyerReference"),
    Group("seller", f"{_A}/SellerTradeParty", "AccountingSupplierParty/Party", PARTY),
    Group("buyer", f"{_A}/BuyerTradeParty", "AccountingCustomerParty/Party", PARTY),
    Group("tax_representative", f"{_A}/SellerTaxRepresentativeTradeParty", "TaxRepresentativeParty", TAX_REPRESENTATIVE),
    Term("sales_order", f"{_A}/SellerOrderReferencedDocument/IssuerAssignedID", "OrderReference/SalesOrderID"),
    Term("purchase_order", f"{_A}/BuyerOrderReferencedDocument/IssuerAssignedID", "OrderReference/ID"),
    Term("contract_reference", f"{_A}/ContractReferencedDocument/IssuerAssignedID", "ContractDocumentReference/ID"),
    Group(
        "documents",
        f"{_A}/AdditionalReferencedDocument[TypeCode=?916]",
        "AdditionalDocumentReference[DocumentTypeCode!=130|][DocumentTypeCode!={project_type}|]",
        DOCUMENT,
        many=True,
    ),
    Term("tender_reference", f"{_A}/AdditionalReferencedDocument[TypeCode=50]/IssuerAssignedID", "OriginatorDocumentReference/ID"),
    Group(
        "object_identifier",
        f"{_A}/AdditionalReferencedDocument[TypeCode=130]",
        "AdditionalDocumentReference[DocumentTypeCode=130]",
        (Term("value", "IssuerAssignedID", "ID"), Term("scheme", "ReferenceTypeCode", "ID@schemeID")),
    ),
    Term("project_reference", f"{_A}/SpecifiedProcuringProject[Name~Project reference]/ID", "{project}/ID"),
    Group("delivery", f"{_D}", "Delivery", DELIVERY),
    Term("delivery_date", f"{_D}/ActualDeliverySupplyChainEvent/OccurrenceDateTime", "Delivery/ActualDeliveryDate", DATE),
    Term("despatch_advice", f"{_D}/DespatchAdviceReferencedDocument/IssuerAssignedID", "DespatchDocumentReference/ID"),
    Term("receiving_advice", f"{_D}/ReceivingAdviceReferencedDocument/IssuerAssignedID", "ReceiptDocumentReference/ID"),
    Term(
        "_creditor_id",
        f"{_S}/CreditorReferenceID",
        "AccountingSupplierParty/Party/PartyIdentification[ID@schemeID=SEPA]/ID | PayeeParty/PartyIdentification[ID@schemeID=SEPA]/ID",
    ),
    Term("_remittance", f"{_S}/PaymentReference", ""),
    Term("vat_currency", f"{_S}/TaxCurrencyCode", "TaxCurrencyCode"),
    Term("currency", f"{_S}/InvoiceCurrencyCode", "DocumentCurrencyCode"),
    Group("payee", f"{_S}/PayeeTradeParty", "PayeeParty", PAYEE),
    Group("_means", f"{_S}/SpecifiedTradeSettlementPaymentMeans", "PaymentMeans", MEANS, many=True),
    Group(
        "vat",
        f"{_S}/ApplicableTradeTax[TypeCode=VAT]",
        "TaxTotal[TaxAmount@currencyID={currency}]/TaxSubtotal",
        VAT,
        many=True,
    ),
    Term("tax_point_date", "", "TaxPointDate", DATE),
    Term("tax_point_code", "", "InvoicePeriod/DescriptionCode"),
    Group("period", f"{_S}/BillingSpecifiedPeriod", "InvoicePeriod", PERIOD),
    Group("allowances", f"{_S}/SpecifiedTradeAllowanceCharge", "AllowanceCharge", ALLOWANCE, many=True),
    Term("payment_terms", f"{_S}/SpecifiedTradePaymentTerms/Description", "PaymentTerms/Note", VERBATIM),
    Term("due_date", f"{_S}/SpecifiedTradePaymentTerms/DueDateDateTime", "{due}", DATE),
    Term("_mandate", f"{_S}/SpecifiedTradePaymentTerms/DirectDebitMandateID", ""),
    Group("totals", f"{_S}/SpecifiedTradeSettlementHeaderMonetarySummation", "LegalMonetaryTotal", TOTALS),
    Term("_tax", "", "TaxTotal[TaxAmount@currencyID={currency}]/TaxAmount", AMOUNT),
    Term("_tax_in_vat_currency", "", "TaxTotal[TaxAmount@currencyID={vat_currency}]/TaxAmount", AMOUNT),
    Group(
        "preceding",
        f"{_S}/InvoiceReferencedDocument",
        "BillingReference",
        (
            Term("number", "IssuerAssignedID", "InvoiceDocumentReference/ID"),
            Term("issue_date", "FormattedIssueDateTime", "InvoiceDocumentReference/IssueDate", DATE),
        ),
        many=True,
    ),
    Term("accounting_reference", f"{_S}/ReceivableSpecifiedTradeAccountingAccount/ID", "AccountingCost"),
)
