"""E-invoices written by hand in the forms that others send, with invented values."""

from __future__ import annotations

import io

import pikepdf

RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
UBL = "urn:oasis:names:specification:ubl:schema:xsd"

MINIMUM = f"""<?xml version="1.0" encoding="UTF-8"?>
<a:CrossIndustryInvoice xmlns:a="{RSM}" xmlns:b="{RAM}" xmlns:c="{UDT}">
  <a:ExchangedDocumentContext><b:GuidelineSpecifiedDocumentContextParameter><b:ID>urn:factur-x.eu:1p0:minimum</b:ID>
  </b:GuidelineSpecifiedDocumentContextParameter></a:ExchangedDocumentContext>
  <a:ExchangedDocument><b:ID>FA-2026-17</b:ID><b:TypeCode>380</b:TypeCode>
    <b:IssueDateTime><c:DateTimeString format="102">20260117</c:DateTimeString></b:IssueDateTime></a:ExchangedDocument>
  <a:SupplyChainTradeTransaction>
    <b:ApplicableHeaderTradeAgreement>
      <b:SellerTradeParty><b:Name>Atelier Lune</b:Name>
        <b:SpecifiedLegalOrganization><b:ID schemeID="0002">123456782</b:ID></b:SpecifiedLegalOrganization>
        <b:PostalTradeAddress><b:CountryID>FR</b:CountryID></b:PostalTradeAddress>
        <b:SpecifiedTaxRegistration><b:ID schemeID="VA">FR40303265045</b:ID></b:SpecifiedTaxRegistration></b:SellerTradeParty>
      <b:BuyerTradeParty><b:Name>Ines Falk</b:Name></b:BuyerTradeParty>
    </b:ApplicableHeaderTradeAgreement>
    <b:ApplicableHeaderTradeDelivery/>
    <b:ApplicableHeaderTradeSettlement><b:InvoiceCurrencyCode>EUR</b:InvoiceCurrencyCode>
      <b:SpecifiedTradeSettlementHeaderMonetarySummation>
        <b:TaxBasisTotalAmount>100.00</b:TaxBasisTotalAmount><b:TaxTotalAmount currencyID="EUR">20.00</b:TaxTotalAmount>
        <b:GrandTotalAmount>120.00</b:GrandTotalAmount><b:DuePayableAmount>120.00</b:DuePayableAmount>
      </b:SpecifiedTradeSettlementHeaderMonetarySummation></b:ApplicableHeaderTradeSettlement>
  </a:SupplyChainTradeTransaction>
</a:CrossIndustryInvoice>""".encode()

UBL_INVOICE = f"""<?xml version="1.0" encoding="UTF-8"?>
<u:Invoice xmlns:u="{UBL}:Invoice-2" xmlns:g="{UBL}:CommonAggregateComponents-2" xmlns:b="{UBL}:CommonBasicComponents-2">
  <b:CustomizationID>urn:cen.eu:en16931:2017</b:CustomizationID>
  <b:ID>R-88</b:ID><b:IssueDate>2026-02-03+01:00</b:IssueDate><b:InvoiceTypeCode>380</b:InvoiceTypeCode>
  <b:Note>#REG#Sitz der Gesellschaft: Bonn</b:Note><b:Note>Plain #note#</b:Note>
  <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
  <g:OrderReference><b:ID>NA</b:ID><b:SalesOrderID>SO-1</b:SalesOrderID></g:OrderReference>
  <g:AccountingSupplierParty><g:Party>
    <b:EndpointID schemeID="EM">a@example.org</b:EndpointID>
    <g:PartyIdentification><b:ID schemeID="SEPA">DE98ZZZ09999999999</b:ID></g:PartyIdentification>
    <g:PartyIdentification><b:ID>4711</b:ID></g:PartyIdentification>
    <g:PostalAddress><g:Country><b:IdentificationCode>DE</b:IdentificationCode></g:Country></g:PostalAddress>
    <g:PartyTaxScheme><b:CompanyID>DE123456788</b:CompanyID><g:TaxScheme><b:ID>VAT</b:ID></g:TaxScheme></g:PartyTaxScheme>
    <g:PartyTaxScheme><b:CompanyID>12/34</b:CompanyID><g:TaxScheme><b:ID>FC</b:ID></g:TaxScheme></g:PartyTaxScheme>
    <g:PartyLegalEntity><b:RegistrationName>Papierladen GmbH</b:RegistrationName></g:PartyLegalEntity></g:Party>
  </g:AccountingSupplierParty>
  <g:AccountingCustomerParty><g:Party>
    <g:PostalAddress><g:Country><b:IdentificationCode>DE</b:IdentificationCode></g:Country></g:PostalAddress>
    <g:PartyLegalEntity><b:RegistrationName>Ines Falk</b:RegistrationName></g:PartyLegalEntity></g:Party>
  </g:AccountingCustomerParty>
  <g:PaymentMeans><b:PaymentMeansCode name="Debit">59</b:PaymentMeansCode><b:PaymentID>R-88</b:PaymentID>
    <g:PaymentMandate><b:ID>M-5</b:ID><g:PayerFinancialAccount><b:ID>DE02100500000054540402</b:ID></g:PayerFinancialAccount>
    </g:PaymentMandate></g:PaymentMeans>
  <g:PaymentTerms><b:Note>14 days</b:Note></g:PaymentTerms>
  <g:TaxTotal><b:TaxAmount currencyID="EUR">1.90</b:TaxAmount><g:TaxSubtotal>
    <b:TaxableAmount currencyID="EUR">10.00</b:TaxableAmount><b:TaxAmount currencyID="EUR">1.90</b:TaxAmount>
    <g:TaxCategory><b:ID>S</b:ID><b:Percent>19</b:Percent><g:TaxScheme><b:ID>VAT</b:ID></g:TaxScheme></g:TaxCategory>
  </g:TaxSubtotal></g:TaxTotal>
  <g:LegalMonetaryTotal><b:LineExtensionAmount currencyID="EUR">10.00</b:LineExtensionAmount>
    <b:TaxExclusiveAmount currencyID="EUR">10.00</b:TaxExclusiveAmount><b:TaxInclusiveAmount currencyID="EUR">11.90</b:TaxInclusiveAmount>
    <b:PayableAmount currencyID="EUR">11.90</b:PayableAmount></g:LegalMonetaryTotal>
  <g:InvoiceLine><b:ID>1</b:ID><b:InvoicedQuantity unitCode="XPP">4</b:InvoicedQuantity>
    <b:LineExtensionAmount currencyID="EUR">10.00</b:LineExtensionAmount>
    <g:Item><b:Name>Paper</b:Name>
      <g:ClassifiedTaxCategory><b:ID>S</b:ID><b:Percent>19</b:Percent><g:TaxScheme><b:ID>VAT</b:ID></g:TaxScheme></g:ClassifiedTaxCategory>
    </g:Item>
    <g:Price><b:PriceAmount currencyID="EUR">2.50</b:PriceAmount></g:Price></g:InvoiceLine>
</u:Invoice>""".encode()


def with_extension(payload: bytes = UBL_INVOICE) -> bytes:
    """Return the invoice with a line below its line, which EN 16931 does not know."""
    below = b"<g:SubInvoiceLine><b:ID>1.1</b:ID><b:Note>Detail</b:Note></g:SubInvoiceLine></g:InvoiceLine>"
    return payload.replace(b"</g:InvoiceLine>", below)


def pdf_with(attachments: dict[str, bytes], *, password: str = "") -> bytes:
    """Return a PDF with these files inside."""
    document = pikepdf.new()
    document.add_blank_page()
    for name, content in attachments.items():
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)
    out = io.BytesIO()
    if password:
        document.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    else:
        document.save(out)
    return out.getvalue()
