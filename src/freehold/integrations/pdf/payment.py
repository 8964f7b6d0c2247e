"""How the client pays, or accepts a quote: account, reference, QR code and links."""

from __future__ import annotations

from typing import Any

from freehold.domain.invoicing import epc
from freehold.domain.invoicing.invoice import PaymentInstructions
from freehold.integrations.pdf.desk import CLAIMS, Desk
from freehold.integrations.pdf.parties import account_line
from freehold.integrations.pdf.sums import open_amount
from freehold.integrations.pdf.text import web_address

_DIRECT_DEBIT = frozenset({"49", "59"})
_CARD = frozenset({"48", "54", "55"})
_CASH = "10"


def payment(desk: Desk) -> dict[str, Any]:
    """Return the payment block: title, rows of label and value, sentences, the code and one link. Empty rows mean no block."""
    word, sheet = desk.word, desk.sheet
    block: dict[str, Any] = {"title": word["pay"], "rows": [], "sentences": [], "qr": "", "scan": word["scan"], "link": None}
    if sheet.kind == "quote":
        address = web_address(sheet.accept_url)
        until = [f"{word['valid_until']} {desk.write.day(sheet.valid_until)}"] if sheet.valid_until and address else []
        return block | {"title": "", "sentences": until, "link": _link(word["accept_here"], address)}
    if sheet.kind not in CLAIMS or open_amount(desk) <= 0:
        return block
    for means in desk.invoice.payment:
        block["rows"] += _transfer(desk, means)
        block["sentences"] += _otherwise(desk, means)
    block["qr"] = epc.svg(sheet.epc) if sheet.epc else ""
    block["link"] = _link(word["pay_here"], web_address(sheet.payment_url))
    return block


def _transfer(desk: Desk, means: PaymentInstructions) -> list[list[str]]:
    word = desk.word
    rows: list[list[str]] = []
    for transfer in means.transfers:
        label, account = account_line(desk, transfer.account)
        rows += [[word["holder"], transfer.name or desk.invoice.seller.name], [label, account], [word["bic"], transfer.bic]]
    if rows and means.remittance:
        rows.append([word["transfer_reference"], means.remittance])
    return [row for row in rows if row[1]]


def _otherwise(desk: Desk, means: PaymentInstructions) -> list[str]:
    word = desk.word
    if means.means_code in _DIRECT_DEBIT and means.debited_account:
        account = account_line(desk, means.debited_account)[1]
        return [word["debit"].format(account=account, mandate=means.mandate, creditor=means.creditor_id)]
    if means.means_code in _CARD and means.card_number:
        return [word["card"].format(number="•••• " + means.card_number[-4:])]
    if means.means_code == _CASH:
        return [word["cash"]]
    return [means.means_text] if means.means_text and not means.transfers else []


def _link(label: str, address: str) -> dict[str, str] | None:
    return {"label": label, "href": address, "shown": address.partition("://")[2].rstrip("/")} if address else None
