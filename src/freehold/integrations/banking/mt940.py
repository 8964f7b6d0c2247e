"""MT940 and MT942: the tags are cut here, their fields are read by the mt-940 library, one tag at a time."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import mt940
from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.integrations.banking.contract import Draft, Drafts, StatedBalance, StatementAccount
from freehold.integrations.banking.decoding import decode
from freehold.integrations.banking.mt940_details import Details, is_structured, read_details
from freehold.integrations.banking.values import account_id, currency_code

_TAG = re.compile(r"^:\n?(?P<tag>\d\d[A-Z]?|NS):", re.MULTILINE)
_KNOWN = {
    "13D",
    "13",
    "20",
    "21",
    "25",
    "25P",
    "28",
    "28C",
    "60F",
    "60M",
    "60",
    "61",
    "62F",
    "62M",
    "62",
    "64",
    "65",
    "86",
    "34F",
    "90D",
    "90C",
    "NS",
}
_BALANCES = {"60": "opening", "62": "closing", "64": "available", "65": "other"}
_CURRENCY_AT_END = re.compile(r"(?<=\d)\s*([A-Z]{3})$")
_NO_DETAILS: dict[str, list[Any]] = {"post_transaction_details": []}
_RETURN_CODES = {"108", "109", "159", "181", "184"}
_NO_REFERENCE = {"", "NONREF", "NOTPROVIDED", "KREF+", "EREF+"}
_MAX_LINE_OF_61 = 400


# What the library cannot read it would print with all of its words; statements do not belong in a log.
logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)
# Dutch banks put the payer's account, longer than the 16 characters allowed, where the customer's reference stands.
_LONG_REFERENCE = re.compile(r"^(\d{6}(?:\d{4}|\s{4})?R?[DC][A-Z]?\d[\d,]{0,15}[A-Z][A-Z0-9 ]{3})((?:(?!//).){17,60})(//.*)?$")

_LIKE_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")


@dataclass(slots=True)
class _Block:
    """The statement that is being read: its account and currency as far as they are told."""

    account: str = ""
    currency: str = ""
    draft: Draft | None = None
    details: str = ""
    closed: bool = False


def looks_like_mt940(payload: bytes) -> bool:
    """Tell whether a file has the tags of MT940 at the beginning of its lines."""
    head = payload[:20_000].replace(b"\x00", b"").replace(b"\r", b"\n")
    tags = set(re.findall(rb"(?:^|\n):\n?(\d\d[A-Z]?|NS):", head))
    return bool(tags & {b"20", b"25", b"28C", b"28", b"60F", b"60M", b"61", b"62F", b"62M", b"64", b"86", b"NS"})


def read_mt940(payload: bytes) -> Drafts:
    """Read every statement of a file; an entry that cannot be read becomes a problem. Raises UserError when no tag is there."""
    text = decode(payload, candidates=("cp1252", "cp852", "cp437", "latin-1"))[0]
    text = "\n".join(line.rstrip() for line in text.split("\n") if line.strip() not in {"", "-", "-}"})
    marks = [mark for mark in _TAG.finditer(text) if mark["tag"] in _KNOWN]
    if not marks:
        raise UserError(_("This is no MT940 statement: none of its lines begins with a mark such as “:61:”. Nothing was taken in."))
    drafts, block = Drafts("mt940"), _Block()
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        value = re.sub(r"\n-\}?(?:\{.*)?$", "", text[mark.end() : end].strip("\n"))
        if mark["tag"] == "20":
            _finish(block, drafts)
            block = _Block()
        _read_tag(mark["tag"], value, block, drafts)
    _finish(block, drafts)
    _share_currency(drafts)
    return drafts


def _read_tag(tag: str, value: str, block: _Block, drafts: Drafts) -> None:
    if tag == "61":
        _finish(block, drafts)
        block.draft, block.closed = _entry(value, block, drafts), False
    elif tag in {"86", "NS"} or (tag == "25" and is_structured(value)):  # some banks mark details with the wrong tag
        if block.draft is not None and not block.closed:
            block.details = f"{block.details}\n{value}".strip("\n")
    elif tag.startswith("25"):
        found = _CURRENCY_AT_END.search(value.strip())
        block.currency = block.currency or (currency_code(found[1]) if found else "")
        block.account = account_id(_CURRENCY_AT_END.sub("", value.strip().split("\n")[0]))
        drafts.add_account(StatementAccount(block.account, block.currency))
    elif tag == "34F":
        block.currency = block.currency or currency_code(value[:3])
    elif tag[:2] in _BALANCES:
        if tag[:2] != "60":
            _finish(block, drafts)
            block.closed = True
        _balance(tag, value, block, drafts)


def _library(tag: str, value: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Let the library read one tag. Returns the statement's data and those of its transactions. Raises RuntimeError or ValueError."""
    statement = mt940.models.Transactions(processors=_NO_DETAILS, options=mt940.Options.all())
    statement.parse(f":{tag}:{value}")
    return statement.data, [transaction.data for transaction in statement.transactions]


def _balance(tag: str, value: str, block: _Block, drafts: Drafts) -> None:
    try:
        data, _entries = _library(tag, value)
        found = next(item for item in data.values() if isinstance(item, mt940.models.Balance))
        amount = found.amount
    except (RuntimeError, ValueError, ArithmeticError, StopIteration):
        amount = None
    if not isinstance(amount, mt940.models.Amount):
        drafts.problems.append(Problem(f":{tag}:", _("the balance “%s” cannot be read and was left out") % value[:40]))
        return
    # Some old files leave the currency out and begin the amount where it should stand.
    currency = currency_code(amount.currency or "")
    block.currency = block.currency or currency
    if not currency:
        return
    on = date(found.date.year, found.date.month, found.date.day) if found.date else None
    kind = _BALANCES[tag[:2]]
    drafts.balances.append(StatedBalance(block.account, kind, amount.amount, currency, on))  # type: ignore[arg-type] # one of the values of _BALANCES


def _entry(value: str, block: _Block, drafts: Drafts) -> Draft | None:
    first, _sep, more = value[:_MAX_LINE_OF_61].partition("\n")
    long_reference = _LONG_REFERENCE.match(first)
    line = f"{long_reference[1]}NONREF{long_reference[3] or ''}" if long_reference else first
    try:
        data = _library("61", f"{line}\n{more}" if more else line)[1][0]
        amount: Decimal = data["amount"].amount
        value_on = _day(data["date"])
        booked = data.get("guessed_entry_date") or data.get("entry_date") or data["date"]
    except (RuntimeError, ValueError, ArithmeticError, LookupError):
        drafts.problems.append(
            Problem(
                f":61:{first[:40]}", _("this entry cannot be read and was left out"), _("Compare with your bank's list and add it by hand.")
            )
        )
        return None
    reference = " ".join((long_reference[2] if long_reference else data.get("customer_reference") or "").split())
    is_account = bool(long_reference and _LIKE_IBAN.fullmatch(reference))
    return Draft(
        booked_on=_day(booked),
        value_on=value_on,
        amount=amount,
        currency=block.currency,
        account=block.account,
        payer_account=account_id(reference) if is_account else "",
        text=" ".join((data.get("extra_details") or more).split()),
        end_to_end="" if is_account or reference.upper() in _NO_REFERENCE else reference,
        bank_reference="" if (data.get("bank_reference") or "").upper() in _NO_REFERENCE else data["bank_reference"].strip(),
        is_return=str(data.get("status", "")).upper() in {"RC", "RD"} or data.get("id") in {"NRTI", "FRTI"},
    )


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _finish(block: _Block, drafts: Drafts) -> None:
    """Add the entry that was being read, with what its details tell."""
    draft, block.draft = block.draft, None
    if draft is not None:
        _tell(draft, read_details(block.details))
        draft.currency = draft.currency or block.currency
        drafts.drafts.append(draft)
    block.details = ""


def _tell(draft: Draft, details: Details) -> None:
    draft.text = details.text or draft.text or details.kind
    draft.payer_name, draft.payer_account = details.name, details.account or draft.payer_account
    draft.references = details.references
    draft.end_to_end = details.end_to_end or draft.end_to_end
    draft.original_amount, draft.original_currency = details.original_amount, details.original_currency
    draft.fee = details.fee
    draft.is_return = draft.is_return or details.code in _RETURN_CODES


def _share_currency(drafts: Drafts) -> None:
    """Give entries that no balance stood before the currency of their account, or name what is missing."""
    known = {balance.account: balance.currency for balance in drafts.balances}
    without = 0
    for draft in drafts.drafts:
        draft.currency = draft.currency or known.get(draft.account, "")
        without += not draft.currency
    if without:
        drafts.problems.append(
            Problem(
                "", _("the statement names no currency for %d entries") % without, _("Choose the currency of the account when you add it.")
            )
        )
