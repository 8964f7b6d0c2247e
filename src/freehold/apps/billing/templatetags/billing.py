"""How a paper's state, standing and history are said in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.billing.models import Document, DocumentKind, DocumentState
from freehold.apps.billing.selectors.documents import INVOICES, OPEN, Happening
from freehold.kit.design.formats import absolute, money

register = template.Library()


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its level and icon."""

    text: str
    level: str = ""
    icon: str = ""


@register.filter
def state_word(document: Document, today: date) -> Word:
    """Return the state as a badge says it; "overdue" follows from the due date."""
    state = document.state
    if state in OPEN and document.kind in INVOICES and document.due_date and document.due_date < today:
        days = (today - document.due_date).days
        return Word(ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}, "bad", "clock-alert")
    if state == DocumentState.ISSUED and document.kind == DocumentKind.CREDIT_NOTE:
        return Word(_("Issued"), "", "undo-2")
    levels = {
        DocumentState.DRAFT: ("", "file-pen"),
        DocumentState.ISSUED: ("info", "stamp"),
        DocumentState.SENT: ("info", "send"),
        DocumentState.PARTLY_PAID: ("warn", "circle-dot"),
        DocumentState.PAID: ("ok", "circle-check"),
        DocumentState.CANCELLED: ("", "ban"),
        DocumentState.ACCEPTED: ("ok", "circle-check"),
        DocumentState.DECLINED: ("", "x"),
        DocumentState.EXPIRED: ("", "clock"),
    }
    level, icon = levels[DocumentState(state)]
    return Word(str(DocumentState(state).label), level, icon)


@register.filter
def standing(document: Document, today: date) -> str:
    """Say in one sentence where a paper stands."""
    if not document.number:
        return _("A draft: it has no number yet, and nobody has seen it.")
    if document.kind == DocumentKind.QUOTE:
        return _quote(document)
    if document.kind == DocumentKind.CREDIT_NOTE:
        return _("It takes back %(number)s.") % {"number": document.corrects.number} if document.corrects else _("It gives money back.")
    if document.state == DocumentState.CANCELLED:
        return _("A credit note has taken all of it back.")
    if document.state == DocumentState.PAID:
        return _("Paid in full on %(day)s.") % {"day": absolute(document.paid_at.date())} if document.paid_at else _("Paid in full.")
    return _open(document, today)


def _quote(document: Document) -> str:
    until = absolute(document.valid_until) if document.valid_until else ""
    return {
        DocumentState.ACCEPTED: _("Your client has accepted it."),
        DocumentState.DECLINED: _("Your client has declined it."),
        DocumentState.EXPIRED: _("It ran out on %(day)s without an answer.") % {"day": until},
    }.get(DocumentState(document.state), _("It waits for your client's answer until %(day)s.") % {"day": until})


def _open(document: Document, today: date) -> str:
    values = {"open": money(document.open, document.currency), "day": absolute(document.due_date) if document.due_date else ""}
    if document.due_date and document.due_date < today:
        return _("%(open)s is still open. It was due on %(day)s.") % values
    if document.paid:
        return _("%(open)s is still open, due on %(day)s.") % values
    return _("All of it is open, due on %(day)s.") % values


@register.filter
def happening_word(one: Happening) -> Word:
    """Say what happened, with an icon."""
    if one.code.startswith("settled."):
        return _settled(one.code.removeprefix("settled."), one.detail)
    number = {"number": one.detail.get("number", "")}
    words = {
        "document.drafted": Word(_("Begun"), "", "file-pen"),
        "document.issued": Word(_("Issued as %(number)s") % number, "", "stamp"),
        "document.sent": Word(_("Sent"), "", "send"),
        "document.seen": Word(_("Looked at by your client"), "", "eye"),
        "quote.accepted": Word(_("Accepted by %(name)s") % {"name": one.detail.get("name", "")}, "", "circle-check"),
        "quote.declined": Word(_("Declined by %(name)s") % {"name": one.detail.get("name", "")}, "", "x"),
    }
    return words.get(one.code, Word(one.code.rpartition(".")[2].replace("_", " ").capitalize(), "", "circle-dot"))


def _settled(kind: str, detail: Mapping[str, Any]) -> Word:
    amount = money(detail["amount"], detail["currency"])
    names = {
        "payment": _("%(amount)s paid"),
        "credit_note": _("%(amount)s taken back by a credit note"),
        "discount": _("%(amount)s off for paying early"),
        "fee": _("%(amount)s kept by the bank"),
        "exchange": _("%(amount)s difference of exchange"),
        "write_off": _("%(amount)s written off"),
        "withholding": _("%(amount)s withheld for tax"),
    }
    text = names.get(kind, "%(amount)s") % {"amount": amount}
    return Word(_("%(what)s (taken back)") % {"what": text} if detail["undone"] else text, "", "banknote")
