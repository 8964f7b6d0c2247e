"""CAMT.052, 053 and 054, every version: reports, statements and notifications of ISO 20022, whatever their namespace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from lxml import etree

from freehold.domain.errors import Problem, UserError
from freehold.integrations.banking.camt_details import Entry, drafts_of
from freehold.integrations.banking.contract import Drafts, Format, StatedBalance, StatementAccount
from freehold.integrations.banking.values import account_id, currency_code, plain_amount
from freehold.integrations.banking.xml_reading import children, find, local, parse_xml, text

_MESSAGES: dict[str, tuple[Format, str]] = {
    "BkToCstmrAcctRpt": ("camt.052", "Rpt"),
    "BkToCstmrStmt": ("camt.053", "Stmt"),
    "BkToCstmrDbtCdtNtfctn": ("camt.054", "Ntfctn"),
}
_OPENING, _CLOSING, _AVAILABLE = {"OPBD", "PRCD"}, {"CLBD"}, {"CLAV", "OPAV", "FWAV", "ITAV"}


def looks_like_camt(payload: bytes) -> bool:
    """Tell whether the head of a file is that of a CAMT message (or of any ISO 20022 document)."""
    head = payload[:4000].replace(b"\x00", b"")
    return b"camt.05" in head or b"BkToCstmr" in head or b"iso:20022" in head


def read_camt(payload: bytes) -> Drafts:
    """Read a whole message; nothing of it is taken when it breaks off. Raises UserError when it is no CAMT.052, 053 or 054."""
    root = parse_xml(payload)
    message = _message(root)
    if message is None:
        raise UserError(
            _("This is XML, but no bank statement (CAMT.052, 053 or 054). Nothing was taken in. In your bank's export, choose CAMT.053.")
        )
    # Version 1 of camt.052 names its message BkToCstmrAcctRptV01.
    form, part = _MESSAGES[local(message).split("V0")[0]]
    drafts = Drafts(form)
    for number, statement in enumerate(children(message, part), start=1):
        _read_statement(statement, _("statement %d") % number, drafts)
    return drafts


def _message(root: etree._Element) -> etree._Element | None:
    return next((element for element in root.iter() if local(element).split("V0")[0] in _MESSAGES), None)


def _read_statement(statement: etree._Element, where: str, drafts: Drafts) -> None:
    account = _account(statement)
    if account.id:
        drafts.add_account(account)
    for balance in children(statement, "Bal"):
        _read_balance(balance, account, where, drafts)
    day_of_statement = date_in(find(statement, "FrToDt"), "ToDtTm", "ToDt") or date_in(statement, "CreDtTm")
    for number, element in enumerate(children(statement, "Ntry"), start=1):
        place = _("%(statement)s, entry %(number)d") % {"statement": where, "number": number}
        entry = _entry(element, account, day_of_statement)
        if isinstance(entry, Problem):
            drafts.problems.append(Problem(f"{place}{': ' + entry.where if entry.where else ''}", entry.what, entry.todo))
            continue
        if not (date_in(find(element, "BookgDt")) or date_in(find(element, "ValDt"))):
            drafts.problems.append(
                Problem(place, _("it has no date, so the day of the statement was taken: %s") % entry.booked_on.isoformat())
            )
        found, problem = drafts_of(entry, place)
        drafts.drafts.extend(found)
        if problem is not None:
            drafts.problems.append(problem)


def _account(statement: etree._Element) -> StatementAccount:
    element = find(statement, "Acct")
    number = text(element, "Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN", "Id/UPIC")
    return StatementAccount(
        id=account_id(number),
        currency=currency_code(text(element, "Ccy")),
        name=text(element, "Nm", "Ownr/Nm", "Ownr/Pty/Nm"),
        bank=text(element, "Svcr/FinInstnId/BICFI", "Svcr/FinInstnId/BIC", "Svcr/FinInstnId/Nm"),
    )


def _read_balance(element: etree._Element, account: StatementAccount, where: str, drafts: Drafts) -> None:
    amount = signed_amount(element)
    if amount is None:
        drafts.problems.append(Problem(where, _("a balance has no amount that can be read and was left out")))
        return
    code = text(element, "Tp/CdOrPrtry/Cd", "Tp/Cd", "Tp/CdOrPrtry/Prtry")
    kind = "opening" if code in _OPENING else "closing" if code in _CLOSING else "available" if code in _AVAILABLE else "other"
    money = find(element, "Amt")
    currency = currency_code(money.get("Ccy") or "") if money is not None else ""
    drafts.balances.append(StatedBalance(account.id, kind, amount, currency or account.currency, date_in(find(element, "Dt"))))  # type: ignore[arg-type] # one of the four literals above


def _entry(element: etree._Element, account: StatementAccount, day_of_statement: date | None) -> Entry | Problem:
    amount = signed_amount(element)
    if amount is None:
        return Problem("", _("its amount or its direction cannot be read, so it was left out"), _("Compare with your bank's list."))
    booked = date_in(find(element, "BookgDt")) or date_in(find(element, "ValDt")) or day_of_statement
    if booked is None:
        return Problem("", _("it has no date that can be read and was left out"), _("Compare with your bank's list."))
    money = find(element, "Amt")
    return Entry(
        element=element,
        amount=amount,
        currency=currency_code((money.get("Ccy") if money is not None else "") or "") or account.currency,
        account=account.id,
        booked_on=booked,
        value_on=date_in(find(element, "ValDt")),
        pending=text(element, "Sts/Cd", "Sts").upper() in {"PDNG", "INFO", "FUTR"},
    )


def signed_amount(element: etree._Element) -> Decimal | None:
    """Return the amount of an entry or a balance, negative for a debit; None when it cannot be read or has no direction."""
    amount = plain_amount(text(element, "Amt"))
    direction = text(element, "CdtDbtInd").upper()
    if amount is None or amount < 0 or direction not in {"CRDT", "DBIT"}:
        return None
    return amount if direction == "CRDT" else -amount


def date_in(element: etree._Element | None, *paths: str) -> date | None:
    """Return the day at a path (default Dt or DtTm); the clock time and its zone are the bank's and do not move the day."""
    try:
        return date.fromisoformat(text(element, *(paths or ("Dt", "DtTm")))[:10])
    except ValueError:
        return None
