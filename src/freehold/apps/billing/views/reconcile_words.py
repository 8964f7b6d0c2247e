"""A bank line that waits, as the page shows it: what the bank says, and beside it what it may pay, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from freehold.apps.billing.models import BankTransaction, Document, MatchDecision
from freehold.apps.billing.selectors import payments as reads
from freehold.domain.reconciliation.wording import TEMPLATES, word
from freehold.kit.design.formats import absolute, money, reader_locale
from freehold.kit.scoping.ref import Workspace

# Values of a reason that are amounts: shown in the reader's locale.
_AMOUNTS = frozenset({"missing", "open", "amount", "extra", "sum"})
_DAYS = frozenset({"date", "until"})


@dataclass(frozen=True, slots=True)
class Part:
    """One invoice of a suggestion."""

    document: Document
    amount: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion with its button. `then` says what happens to a rest: let go, or kept as credit."""

    place: int
    kind: str
    client: str
    parts: tuple[Part, ...]
    then: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A line with its offers; `held` says why the rules did not book it."""

    line: BankTransaction
    offers: tuple[Offer, ...]
    held: tuple[str, ...]


def checks(workspace: Workspace, lines: Sequence[BankTransaction]) -> list[Check]:
    """Return the lines as they are shown; the documents of all of them are read at once."""
    decisions = {line.pk: decision for line in lines if (decision := decision_of(line)) is not None}
    ids = [int(key) for one in decisions.values() for each in one.suggestions for key, _amount in each["allocations"]]
    documents = reads.numbers_of(workspace, ids)
    return [_check(line, decisions.get(line.pk), documents) for line in lines]


def decision_of(line: BankTransaction) -> MatchDecision | None:
    """Return what the rules said of a line, or None when they have not looked at it yet."""
    return getattr(line, "decision", None)


def reasons(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return stored reasons as sentences, each once; one that this version does not know is left out."""
    return tuple(dict.fromkeys(sentence(row) for row in rows if row["code"] in TEMPLATES))


def sentence(row: dict[str, Any]) -> str:
    """Return one reason in the reader's language, its amounts and days as the reader writes them."""
    return word(row["code"], _, **{name: _value(name, str(value)) for name, value in row["values"].items()})


def _value(name: str, value: str) -> str:
    try:
        if name in _AMOUNTS:
            return str(format_decimal(Decimal(value), "#,##0.00", locale=reader_locale()))
        if name in _DAYS and value:
            return absolute(date.fromisoformat(value))
    except (InvalidOperation, ValueError):
        return value
    return value


def _check(line: BankTransaction, decision: MatchDecision | None, documents: dict[int, Document]) -> Check:
    if decision is None:
        return Check(line, (), ())
    offers = [_offer(line, place, one, documents) for place, one in enumerate(decision.suggestions)]
    return Check(line, tuple(one for one in offers if one is not None), reasons(decision.why))


def _offer(line: BankTransaction, place: int, one: dict[str, Any], documents: dict[int, Document]) -> Offer | None:
    parts = []
    for key, amount in one["allocations"]:
        document = documents.get(int(key))
        if document is None:
            return None
        parts.append(Part(document, money(abs(Decimal(amount)), document.currency)))
    client = parts[0].document.client.name if parts else ""
    return Offer(place, one["kind"], client, tuple(parts), _then(line, one, documents), reasons(one["why"]))


def _then(line: BankTransaction, one: dict[str, Any], documents: dict[int, Document]) -> str:
    if one["kind"] == "reverse":
        return _("Then the invoice is open again.")
    if one["write_off"]:
        rest = sum((Decimal(amount) for _key, amount in one["write_off"]), Decimal(0))
        currency = documents[int(one["write_off"][0][0])].currency
        return _("%(rest)s are let go, and the invoice is settled.") % {"rest": money(rest, currency)}
    credit = Decimal(one["credit"])
    return _("%(rest)s stay as the client's credit.") % {"rest": money(credit, line.currency)} if credit > 0 else ""
