"""OFX and QFX, tolerantly: SGML 1.x with tags left open, XML 2.x, headers missing or wrong, bank, card and brokerage accounts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.integrations.banking.contract import Draft, Drafts, StatedBalance, StatementAccount, first_words
from freehold.integrations.banking.decoding import decode
from freehold.integrations.banking.values import account_id, currency_code, plain_amount, says_return

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9_.]{0,40})(?:\s[^<>]{0,200})?/?>([^<]*)")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_STATEMENTS = {"STMTRS", "CCSTMTRS", "INVSTMTRS"}
_BALANCES = {"LEDGERBAL": "closing", "AVAILBAL": "available"}
_MAX_DEPTH = 60


def looks_like_ofx(payload: bytes) -> bool:
    """Tell whether a file has an OFX header or its outer tag."""
    head = payload[:20_000].replace(b"\x00", b"").upper()
    return b"OFXHEADER" in head or b"<OFX>" in head or b"<OFX " in head


@dataclass(slots=True)
class _State:
    """Where the reader stands: the open tags, the account, and the record that is being read."""

    drafts: Drafts
    stack: list[str] = field(default_factory=list)
    account: str = ""
    bank: str = ""
    currency: str = ""
    record: dict[str, str] | None = None
    balance: dict[str, str] = field(default_factory=dict)
    count: int = 0
    status: dict[str, str] = field(default_factory=dict)


def read_ofx(payload: bytes) -> Drafts:
    """Read every account of a file; a faulty record becomes a problem. Raises UserError when the file breaks off."""
    text = decode(payload)[0]
    body = text[max(text.upper().find("<OFX"), 0) :]
    if "<!ENTITY" in text.upper():
        raise UserError(_("This file declares entities, which no bank statement does and which can be misused. Nothing was taken in."))
    if "</OFX>" not in body.upper():
        raise UserError(
            _(
                "This OFX file breaks off before its end, so nothing of it was taken in. "
                "Download it from your bank once more and add it again."
            )
        )
    state = _State(Drafts("ofx"))
    for closing, name, value in _tags(body):
        if closing:
            _close(name, state)
        elif value:
            _leaf(name, value, state)
        else:
            _open(name, state)
    if not (state.drafts.accounts or state.drafts.drafts or state.drafts.problems):
        state.drafts.problems.append(
            Problem("", _("the file holds no account and no entries"), _("Choose a period with entries in your bank's export."))
        )
    return state.drafts


def _tags(body: str) -> Iterator[tuple[bool, str, str]]:
    plain = _CDATA.sub(lambda match: html.escape(match[1]), body)
    for match in _TAG.finditer(plain):
        yield bool(match[1]), match[2].upper(), " ".join(html.unescape(match[3]).split())


def _open(name: str, state: _State) -> None:
    if name == "STMTTRN":
        _emit(state)  # the one before was left open
        state.record = {}
    elif name in _STATEMENTS:
        state.account = state.bank = state.currency = ""
    elif name in _BALANCES:
        state.balance = {}
    elif name == "STATUS":
        state.status = {}
    if len(state.stack) < _MAX_DEPTH:
        state.stack.append(name)


def _close(name: str, state: _State) -> None:
    if name == "STMTTRN":
        _emit(state)
    elif name in {"BANKTRANLIST", "INVTRANLIST", *_STATEMENTS}:
        _emit(state)
        if name in _STATEMENTS:
            _note_account(state)
    elif name in _BALANCES:
        _note_balance(_BALANCES[name], state)
    elif name == "STATUS":
        _note_status(state)
    elif name in {"BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"} and "ACCTINFORS" not in state.stack:
        _note_account(state)
    if name in state.stack:
        while state.stack.pop() != name:
            pass


def _leaf(name: str, value: str, state: _State) -> None:
    if state.record is not None:
        inside = next((tag for tag in reversed(state.stack) if tag in {"CURRENCY", "ORIGCURRENCY", "BANKACCTTO", "CCACCTTO", "PAYEE"}), "")
        state.record.setdefault(f"{inside}.{name}" if inside else name, value)
    elif any(tag in _BALANCES for tag in state.stack[-3:]):
        state.balance.setdefault(name, value)
    elif "STATUS" in state.stack[-2:]:
        state.status.setdefault(name, value)
    elif name == "CURDEF":
        state.currency = currency_code(value)
    elif name in {"ACCTID", "BANKID", "BROKERID"}:
        if "ACCTINFORS" in state.stack:  # a list of accounts, not a statement
            if name == "ACCTID":
                state.drafts.add_account(StatementAccount(account_id(value)))
        elif name == "ACCTID":
            state.account = account_id(value)
        else:
            state.bank = value


def _note_account(state: _State) -> None:
    if state.account:
        state.drafts.add_account(StatementAccount(state.account, state.currency, "", state.bank))


def _note_balance(kind: str, state: _State) -> None:
    stated, state.balance = state.balance, {}
    raw = stated.get("BALAMT", "")
    amount = plain_amount(raw)
    if amount is not None:
        on = _day(stated.get("DTASOF", ""))
        state.drafts.balances.append(StatedBalance(state.account, kind, amount, state.currency, on))  # type: ignore[arg-type] # a value of _BALANCES
    elif kind == "closing":
        state.drafts.problems.append(Problem(state.account, _("the balance “%s” cannot be read and was left out") % raw[:40]))


def _note_status(state: _State) -> None:
    status, state.status = state.status, {}
    if status.get("SEVERITY", "").upper() == "ERROR":
        said = status.get("MESSAGE") or _("error %s") % status.get("CODE", "?")
        state.drafts.problems.append(
            Problem(
                "", _("the bank answered with an error in place of a statement: “%s”") % said[:200], _("Download the statement once more.")
            )
        )


def _emit(state: _State) -> None:
    """Turn the record that is being read into a draft, or into a problem that names it."""
    record, state.record = state.record, None
    if not record:
        return
    state.count += 1
    booked, amount = _day(record.get("DTPOSTED", "")), plain_amount(record.get("TRNAMT", ""))
    if booked is None or amount is None:
        what = (
            _("its date “%s” cannot be read; the entry was left out") % record.get("DTPOSTED", "")[:30]
            if booked is None
            else _("its amount “%s” cannot be read; the entry was left out") % record.get("TRNAMT", "")[:30]
        )
        name = record.get("NAME", "")[:40]
        place = _("entry %(number)d (%(name)s)") % {"number": state.count, "name": name} if name else _("entry %d") % state.count
        state.drafts.problems.append(Problem(place, what, _("Compare with your bank's list and add it by hand.")))
        return
    original_amount, original_currency = _original(record, amount, state.currency)
    name = record.get("NAME") or record.get("PAYEE.NAME", "")
    memo = record.get("MEMO", "")
    # Banks put the name's beginning before the memo again; the longer one tells all.
    words = memo if name and memo.startswith(name) else first_words([memo]) or name
    state.drafts.drafts.append(
        Draft(
            booked_on=booked,
            value_on=_day(record.get("DTAVAIL", "")),
            amount=amount,
            currency=currency_code(record.get("CURRENCY.CURSYM", "")) or state.currency,
            account=state.account,
            payer_name=name,
            payer_account=account_id(record.get("BANKACCTTO.ACCTID", "") or record.get("CCACCTTO.ACCTID", "")),
            text=words,
            references=tuple(value for value in (record.get("REFNUM", ""),) if value.strip("0")),
            bank_reference=record.get("FITID", ""),
            original_amount=original_amount,
            original_currency=original_currency,
            is_return=says_return(f"{name} {memo}"),
        )
    )


def _original(record: dict[str, str], amount: Decimal, currency: str) -> tuple[Decimal | None, str]:
    """Return what was paid before the bank converted it: the rate is units of the account's currency for one of the other."""
    code, rate = currency_code(record.get("ORIGCURRENCY.CURSYM", "")), plain_amount(record.get("ORIGCURRENCY.CURRATE", ""))
    if not code or code == currency or not rate:
        return None, ""
    return (amount / rate).quantize(Decimal("0.01")), code


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
