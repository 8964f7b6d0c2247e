"""One CAMT entry to transactions: a batch becomes its single payments where they add up, otherwise it stays one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from lxml import etree

from freehold.domain.errors import Problem
from freehold.integrations.banking.contract import Draft, first_words
from freehold.integrations.banking.values import account_id, currency_code, plain_amount
from freehold.integrations.banking.xml_reading import find, find_all, local, text

_NOT_A_REFERENCE = {"", "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOTAVAILABLE"}
_RETURN_FAMILIES = {"RRTN", "UPDD", "PRDD", "UPCT", "RPCR", "ARET", "AREV", "RVSL"}
_WHERE_AMOUNTS_STAND = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt", "AmtDtls/CntrValAmt/Amt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the account: its element, and what holds for all of its details."""

    element: etree._Element
    amount: Decimal
    currency: str
    account: str
    booked_on: date
    value_on: date | None
    pending: bool


def drafts_of(entry: Entry, where: str) -> tuple[list[Draft], Problem | None]:
    """Return the transactions of an entry, and what is wrong with its batch if something is."""
    details = list(find_all(entry.element, "NtryDtls/TxDtls"))
    if len(details) <= 1:
        return [_draft(entry, details[0] if details else entry.element, entry.amount)], None
    shares = [_share(entry, detail) for detail in details]
    if all(share is not None for share in shares) and sum(share for share in shares if share is not None) == entry.amount:
        return [_draft(entry, detail, share) for detail, share in zip(details, shares, strict=True) if share is not None], None
    whole = _draft(entry, entry.element, entry.amount)
    parts = [_draft(entry, detail, entry.amount) for detail in details]
    whole.text = first_words([whole.text, *(f"{part.payer_name} {part.text}" for part in parts)])
    whole.references = tuple(dict.fromkeys(reference for part in parts for reference in part.references))
    whole.is_return = whole.is_return or any(part.is_return for part in parts)
    problem = Problem(
        where,
        _("its %(count)d single payments do not add up to its amount, so it was taken as one") % {"count": len(details)},
        _("Match it by hand, or ask your bank for the details."),
    )
    return [whole], problem


def _share(entry: Entry, detail: etree._Element) -> Decimal | None:
    """Return the signed amount of one payment of a batch in the currency of the account, None when it states none."""
    for path in _WHERE_AMOUNTS_STAND:
        money = find(detail, path)
        amount = plain_amount(money.text or "") if money is not None else None
        if money is not None and amount is not None and currency_code(money.get("Ccy") or "") in {"", entry.currency}:
            direction = text(detail, "CdtDbtInd").upper() or ("DBIT" if entry.amount < 0 else "CRDT")
            return -amount if direction == "DBIT" else amount
    return None


def _draft(entry: Entry, detail: etree._Element, amount: Decimal) -> Draft:
    original_amount, original_currency = _original(detail, entry.element, entry.currency)
    name, account = _counterparty(detail, entry.account, incoming=amount >= 0)
    return Draft(
        booked_on=entry.booked_on,
        value_on=entry.value_on,
        amount=amount,
        currency=entry.currency,
        account=entry.account,
        payer_name=name,
        payer_account=account,
        text=_words(detail, entry.element),
        references=_references(detail),
        end_to_end=_reference(text(detail, "Refs/EndToEndId")),
        bank_reference=_reference(text(detail, "Refs/AcctSvcrRef", "Refs/UETR", "Refs/TxId"))
        or _reference(text(entry.element, "AcctSvcrRef", "NtryRef")),
        original_amount=original_amount,
        original_currency=original_currency,
        fee=_charges(detail, entry.currency) or _charges(entry.element, entry.currency),
        is_return=_is_return(detail) or _is_return(entry.element),
        pending=entry.pending,
    )


def _counterparty(detail: etree._Element, own: str, *, incoming: bool) -> tuple[str, str]:
    """Return the other side's (name, account). A return names the parties of the first payment, so our own account is skipped."""
    parties = find(detail, "RltdPties")
    for side in ("Dbtr", "Cdtr") if incoming else ("Cdtr", "Dbtr"):
        account = account_id(text(parties, f"{side}Acct/Id/IBAN", f"{side}Acct/Id/Othr/Id", f"{side}Acct/Id/PrtryAcct/Id"))
        if account and account == own:
            continue
        name = text(parties, f"{side}/Nm", f"{side}/Pty/Nm", f"{side}/Agt/FinInstnId/Nm")
        ultimate = text(parties, f"Ultmt{side}/Nm", f"Ultmt{side}/Pty/Nm")
        return " / ".join(part for part in dict.fromkeys((name, ultimate)) if part), account
    return "", ""


def _words(detail: etree._Element, entry: etree._Element) -> str:
    told = [element.text or "" for element in find_all(detail, "RmtInf/Ustrd")]
    for structured in find_all(detail, "RmtInf/Strd"):
        told += [element.text or "" for element in find_all(structured, "RfrdDocInf/Nb")]
        told += [element.text or "" for element in find_all(structured, "AddtlRmtInf")]
    return first_words(told) or first_words([text(detail, "AddtlTxInf")]) or text(entry, "AddtlNtryInf")[:2000]


def _references(detail: etree._Element) -> tuple[str, ...]:
    found = [" ".join((element.text or "").split()) for element in find_all(detail, "RmtInf/Strd/CdtrRefInf/Ref")]
    found += [" ".join((element.text or "").split()) for element in find_all(detail, "RmtInf/Strd/CdtrRefInf/CdtrRef")]
    return tuple(dict.fromkeys(reference for reference in found if reference.upper() not in _NOT_A_REFERENCE))


def _reference(value: str) -> str:
    return "" if value.upper() in _NOT_A_REFERENCE else value


def _original(detail: etree._Element, entry: etree._Element, currency: str) -> tuple[Decimal | None, str]:
    """Return what was paid in another currency, as the payer instructed it."""
    for element in (detail, entry):
        for path in ("AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", *(["Amt"] if element is detail else [])):
            money = find(element, path)
            code = currency_code(money.get("Ccy") or "") if money is not None else ""
            amount = plain_amount(money.text or "") if money is not None else None
            if code and code != currency and amount:
                return amount, code
    return None, ""


def _charges(element: etree._Element, currency: str) -> Decimal | None:
    """Return what the bank kept, None when nothing or in another currency."""
    charges = find(element, "Chrgs")
    total = find(charges, "TtlChrgsAndTaxAmt")
    amounts = [total] if total is not None else [*find_all(charges, "Rcrd/Amt"), *find_all(charges, "Amt")]
    stated = [plain_amount(money.text or "") for money in amounts if currency_code(money.get("Ccy") or "") in {"", currency}]
    kept = sum((amount for amount in stated if amount), Decimal(0))
    return kept or None


def _is_return(element: etree._Element) -> bool:
    if text(element, "RvslInd").lower() in {"true", "1"} or find(element, "RtrInf") is not None:
        return True
    codes = {text(element, "BkTxCd/Domn/Fmly/SubFmlyCd"), text(element, "BkTxCd/Domn/Fmly/Cd")}
    return bool(codes & _RETURN_FAMILIES) and local(element) in {"TxDtls", "Ntry"}
