"""The CSV exports of well-known banks: the names in their headers, and where the common reading of a name does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bank:
    """An export is known by `headers`, which must all be there. `columns` says what differs from the reading by synonyms.

    A column named "" is left unread. `fee_apart`: the fee is not in the amount yet. `unsigned`: the sign stands elsewhere.
    """

    name: str
    headers: frozenset[str]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fee_apart: bool = False
    currency: str = ""
    month_first: bool = False


def _bank(name: str, headers: str, *, fee_apart: bool = False, currency: str = "", month_first: bool = False, **columns: str) -> Bank:
    wanted = {key: tuple(part.strip() for part in value.split("|")) for key, value in columns.items()}
    return Bank(name, frozenset(part.strip() for part in headers.split("|")), wanted, fee_apart, currency, month_first)


# More telling exports stand before those with fewer or plainer names.
BANKS: tuple[Bank, ...] = (
    _bank(
        "Sparkasse",
        "auftragskonto|buchungstag|valutadatum|verwendungszweck|kundenreferenz (end-to-end)",
        payer_name="beguenstigter/zahlungspflichtiger|begünstigter/zahlungspflichtiger",
        payer_account="kontonummer/iban",
        text="verwendungszweck",
        end_to_end="kundenreferenz (end-to-end)",
        state="info",
    ),
    _bank("Sparkasse", "auftragskonto|buchungstag|valutadatum|kontonummer|blz|betrag", text="verwendungszweck", state="info"),
    _bank(
        "DKB",
        "buchungsdatum|wertstellung|zahlungspflichtige*r|zahlungsempfänger*in|betrag (€)",
        currency="EUR",
        payer_name="zahlungspflichtige*r",
        payee_name="zahlungsempfänger*in",
        payer_account="iban",
        text="verwendungszweck",
        end_to_end="kundenreferenz",
        kind="umsatztyp",
        state="status",
    ),
    _bank(
        "DKB",
        "buchungstag|wertstellung|auftraggeber / begünstigter|kontonummer|blz|betrag (eur)",
        currency="EUR",
        payer_account="kontonummer",
        end_to_end="kundenreferenz",
    ),
    _bank(
        "ING",
        "buchung|auftraggeber/empfänger|buchungstext|verwendungszweck|betrag",
        booked_on="buchung",
        kind="buchungstext",
        value_on="valuta|wertstellungsdatum",
    ),
    _bank(
        "ING (Netherlands)",
        "naam / omschrijving|rekening|tegenrekening|af bij|mededelingen",
        currency="EUR",
        payer_name="naam / omschrijving",
        account="rekening",
        payer_account="tegenrekening",
        text="mededelingen",
    ),
    _bank(
        "ING (Netherlands)",
        "name / description|account|counterparty|debit/credit|notifications",
        currency="EUR",
        payer_name="name / description",
        account="account",
        payer_account="counterparty",
        text="notifications",
    ),
    _bank(
        "N26",
        "booking date|value date|partner name|partner iban|payment reference|amount (eur)",
        currency="EUR",
        payer_account="partner iban",
        account="",
        kind="type",
    ),
    _bank(
        "N26",
        "date|payee|account number|payment reference|amount (eur)",
        currency="EUR",
        payer_account="account number",
        account="",
        original_amount="amount (foreign currency)",
        original_currency="type foreign currency",
    ),
    _bank(
        "Revolut Business",
        "date completed (utc)|type|state|description|orig currency|orig amount|payment currency|amount|fee",
        booked_on="date completed (utc)",
        value_on="date started (utc)",
        currency="payment currency",
        amount="amount",
        original_amount="orig amount",
        original_currency="orig currency",
        payer_name="payer",
        text="reference|description",
        bank_reference="id",
        fee_apart=True,
    ),
    _bank(
        "Revolut",
        "type|product|started date|completed date|description|amount|fee|currency|state",
        fee_apart=True,
        booked_on="completed date",
        value_on="",
        text="description",
        kind="type",
    ),
    _bank(
        "Wise",
        "transferwise id|date|amount|currency|description|payment reference|payer name|payee name",
        bank_reference="transferwise id",
        payer_name="payer name",
        payee_name="payee name",
        payer_account="payee account number",
        text="payment reference|description",
        fee="total fees",
        original_amount="",
        original_currency="",
    ),
    _bank(
        "PayPal",
        "date|name|type|status|currency|gross|fee|net|transaction id",
        amount="net",
        fee="fee",
        payer_account="from email address",
        bank_reference="transaction id",
        text="invoice number|subject|note|item title",
        month_first=True,
        kind="type",
        state="status",
    ),
    _bank(
        "PayPal",
        "datum|name|typ|status|währung|brutto|gebühr|netto|transaktionscode",
        amount="netto",
        fee="gebühr",
        payer_account="absender e-mail-adresse",
        bank_reference="transaktionscode",
        kind="typ",
        state="status",
        text="rechnungsnummer|betreff|hinweis|artikelbezeichnung",
    ),
    _bank(
        "PayPal",
        "datum|beschreibung|währung|brutto|entgelt|netto|transaktionscode|name",
        amount="netto",
        fee="entgelt",
        payer_account="absender e-mail-adresse",
        bank_reference="transaktionscode",
        kind="beschreibung",
        text="rechnungsnummer|betreff|hinweis",
    ),
    _bank(
        "Stripe",
        "balance_transaction_id|created|gross|fee|net|currency",
        amount="net",
        booked_on="available_on|created",
        fee="fee",
        bank_reference="balance_transaction_id",
        text="description",
        kind="reporting_category",
    ),
    _bank("Chase", "details|posting date|description|amount|type|balance", currency="USD", month_first=True, direction="", kind="type"),
    _bank(
        "Chase card",
        "transaction date|post date|description|category|type|amount",
        currency="USD",
        month_first=True,
        booked_on="post date",
        kind="type",
    ),
    _bank("Bank of America", "date|description|amount|running bal.", currency="USD", month_first=True),
    _bank(
        "Mercury",
        "date (utc)|description|amount|status|source account|bank description",
        currency="USD",
        month_first=True,
        payer_name="description",
        text="reference|note|bank description",
        account="source account",
    ),
    _bank(
        "Monzo",
        "transaction id|date|time|type|name|amount|currency|local amount|local currency",
        bank_reference="transaction id",
        text="notes and #tags|description",
        original_amount="local amount",
        original_currency="local currency",
        credit="",
        debit="",
    ),
    _bank(
        "Starling",
        "date|counter party|reference|type|amount (gbp)|balance (gbp)",
        currency="GBP",
        payer_name="counter party",
        text="reference",
        reference="",
    ),
    _bank("Barclays", "number|date|account|amount|subcategory|memo", currency="GBP", text="memo", kind="subcategory"),
    _bank(
        "Qonto",
        "settlement date (utc)|operation date (utc)|counterparty name|total amount (incl. vat)",
        amount="total amount (incl. vat)",
        booked_on="settlement date (utc)",
        payer_name="counterparty name",
        text="reference|note",
    ),
    _bank("bunq", "date|interest date|amount|account|counterparty|name|description", payer_account="counterparty", payer_name="name"),
    _bank(
        "Volksbank Raiffeisenbank",
        "iban auftragskonto|buchungstag|name zahlungsbeteiligter|iban zahlungsbeteiligter|verwendungszweck",
        account="iban auftragskonto",
        payer_account="iban zahlungsbeteiligter",
        payer_name="name zahlungsbeteiligter",
        kind="buchungstext",
    ),
    _bank(
        "Deutsche Bank",
        "buchungstag|umsatzart|begünstigter / auftraggeber|verwendungszweck|soll|haben",
        end_to_end="kundenreferenz",
        payer_account="iban",
        kind="umsatzart",
        amount="",
    ),
    _bank(
        "Commerzbank",
        "buchungstag|umsatzart|buchungstext|betrag|währung|iban kontoinhaber",
        account="iban kontoinhaber",
        text="buchungstext",
        kind="umsatzart",
    ),
    _bank(
        "comdirect",
        "buchungstag|wertstellung (valuta)|vorgang|buchungstext|umsatz in eur",
        currency="EUR",
        text="buchungstext",
        kind="vorgang",
    ),
    _bank(
        "Rabobank",
        "iban/bban|munt|datum|bedrag|saldo na trn|naam tegenpartij",
        account="iban/bban",
        payer_account="tegenrekening iban/bban",
        payer_name="naam tegenpartij",
        text="omschrijving-1|omschrijving-2|omschrijving-3",
        original_amount="oorspr bedrag",
        original_currency="oorspr munt",
    ),
)


def known_bank(headers: Iterable[str]) -> Bank | None:
    """Return the bank whose export has these headers (lower case), None when none is known."""
    present = set(headers)
    return next((bank for bank in BANKS if bank.headers <= present), None)
