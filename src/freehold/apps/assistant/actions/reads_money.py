"""Reads of money: what is owed, what was invoiced, which papers there are, who would be reminded, what belongs to the tax office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row
from freehold.apps.assistant.actions.common import MAYBE_CLIENT, amount, currency_of, shown
from freehold.apps.billing.selectors import documents, ledger, overview, reminders
from freehold.apps.clients import selectors as clients
from freehold.domain.money.rounding import round_money

MOST = 20
SINCE = Parameter("since", "date", gettext_lazy("From"), "First day, an ISO date; the first of January of this year without it.")
UNTIL = Parameter("until", "date", gettext_lazy("Until"), "Last day, an ISO date; today without it.")
SEARCH = Parameter("q", "text", gettext_lazy("Words"), "Words of the number, title or client.")


def _owed(context: Context, values: Mapping[str, Any]) -> Result:
    client_id = values.get("client", 0)
    rows = documents.documents(context.workspace_id, documents.Filters(tab="open", client_id=client_id), context.today)
    found = [row for row in rows if row.open > 0]
    sums: dict[str, Decimal] = {}
    for row in found:
        sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.open
    late = [row for row in found if row.due_date is not None and row.due_date < context.today]
    listed = ", ".join(amount(value, currency) for currency, value in sums.items()) or _("nothing")
    text = ngettext("%(sum)s on %(n)d invoice", "%(sum)s on %(n)d invoices", len(found)) % {"sum": listed, "n": len(found)}
    if late:
        text += "; " + ngettext("%(n)d is late.", "%(n)d are late.", len(late)) % {"n": len(late)}
    lines = tuple(
        Row(
            f"{row.number} · {row.client}",
            _("%(amount)s, due %(day)s") % {"amount": amount(row.open, row.currency), "day": shown(row.due_date)},
            reverse("billing:document", args=[row.pk]),
        )
        for row in found[:MOST]
    )
    data = {
        "sums": {currency: str(value) for currency, value in sums.items()},
        "count": len(found),
        "late": len(late),
        "invoices": [_paper(row) for row in found[:MOST]],
    }
    return Result(_("Money you are owed"), text, lines, data)


def _income(context: Context, values: Mapping[str, Any]) -> Result:
    since, until = values.get("since", date(context.today.year, 1, 1)), values.get("until", context.today)
    base, client_id = currency_of(context), values.get("client", 0)
    rows = ledger.ledger(context.workspace_id, base, start=since, end=until, client_id=client_id)
    known = [value for row in rows if (value := row.in_base(row.net)) is not None]
    net = round_money(sum(known, Decimal(0)), base)
    months: dict[str, Decimal] = {}
    for row in rows:
        month = f"{row.issue_date:%Y-%m}"
        months[month] = months.get(month, Decimal(0)) + (row.in_base(row.net) or Decimal(0))
    text = _("%(sum)s without VAT, from %(start)s to %(end)s.") % {"sum": amount(net, base), "start": shown(since), "end": shown(until)}
    without = len(rows) - len(known)
    if without:
        text += " " + ngettext(
            "%(n)d paper without a known rate is left out.", "%(n)d papers without a known rate are left out.", without
        ) % {"n": without}
    by_month = {month: round_money(value, base) for month, value in months.items()}
    lines = tuple(Row(month, amount(value, base), reverse("billing:overview")) for month, value in by_month.items())
    data = {
        "net": str(net),
        "currency": base,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "papers": len(rows),
        "left_out": without,
        "months": {month: str(value) for month, value in by_month.items()},
    }
    return Result(_("What you invoiced"), text, lines[-MOST:], data)


def _papers(context: Context, values: Mapping[str, Any]) -> Result:
    filters = documents.Filters(tab=values.get("state", "all"), q=values.get("q", "")[:200], client_id=values.get("client", 0))
    found = list(documents.documents(context.workspace_id, filters, context.today)[:MOST])
    lines = tuple(
        Row(
            " · ".join(filter(None, [row.number or _("Draft"), str(row.client)])),
            f"{amount(row.gross, row.currency)} · {row.get_state_display()}",
            reverse("billing:document", args=[row.pk]),
            row.title,
        )
        for row in found
    )
    text = "" if found else _("No paper fits.")
    return Result(_("Quotes and invoices"), text, lines, {"papers": [_paper(row) for row in found]})


def _reminders(context: Context, _values: Mapping[str, Any]) -> Result:
    due = reminders.today(context.workspace_id, context.today)
    lines = tuple(
        Row(
            f"{row.document.number} · {row.document.client}",
            ngettext("%(n)d day late", "%(n)d days late", row.days_late) % {"n": row.days_late},
            reverse("billing:reminders"),
        )
        for row in due.going[:MOST]
    )
    text = "" if lines else _("No reminder is due today.")
    data = {"due": [{"invoice": row.document.number, "days_late": row.days_late} for row in due.going[:MOST]]}
    return Result(_("Reminders that are due"), text, lines, data)


def _tax(context: Context, _values: Mapping[str, Any]) -> Result:
    base = currency_of(context)
    aside = overview.tax_aside(context.workspace_id, base, context.today)
    url = reverse("billing:overview")
    lines = (
        Row(_("VAT of this quarter"), amount(aside.vat, base), url),
        Row(_("Income tax of this year (%(percent)s %%)") % {"percent": aside.percent.normalize()}, amount(aside.income_tax, base), url),
    )
    data = {"currency": base, "vat": str(aside.vat), "income_tax": str(aside.income_tax), "without_rate": aside.without_rate}
    return Result(_("What belongs to the tax office"), _("An estimate, so that it lies aside."), lines, data)


def _coming(context: Context, _values: Mapping[str, Any]) -> Result:
    found = overview.coming(context.workspace_id, context.today)
    lines = tuple(
        Row(
            f"{row.number} · {row.client}",
            _("%(amount)s, due %(day)s") % {"amount": amount(row.amount, row.currency), "day": shown(row.due)},
            reverse("billing:document", args=[row.document_id]),
        )
        for row in found
    )
    data = {
        "invoices": [
            {"number": row.number, "due": row.due.isoformat(), "amount": str(row.amount), "currency": row.currency} for row in found
        ]
    }
    return Result(_("What falls due next"), "" if found else _("Nothing falls due in the next 60 days."), lines, data)


def _profit(context: Context, values: Mapping[str, Any]) -> Result:
    since, until = values.get("since", date(context.today.year, 1, 1)), values.get("until", context.today)
    base = currency_of(context)
    names = clients.client_names(context.workspace_id)
    found = overview.profit_by_client(context.workspace_id, base, since, until, names)[:MOST]
    lines = tuple(Row(row.name, amount(row.profit, base), reverse("clients:detail", args=[row.client_id])) for row in found)
    data = {
        "currency": base,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "clients": [
            {"client": row.name, "net": str(row.net), "expenses": str(row.expenses), "fees": str(row.fees), "profit": str(row.profit)}
            for row in found
        ],
    }
    return Result(_("What each client brought"), "" if found else _("Nothing was invoiced then."), lines, data)


def _paper(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "number": row.number,
        "client": str(row.client),
        "state": row.state,
        "gross": str(row.gross),
        "open": str(row.open),
        "currency": row.currency,
        "issued": row.issue_date.isoformat() if row.issue_date else None,
        "due": row.due_date.isoformat() if row.due_date else None,
    }


READS = (
    Action(
        name="money.owed",
        kind="read",
        title=gettext_lazy("Money you are owed"),
        description="Return the open invoices with what is still to be paid, the next due first, and the sums by currency.",
        run=_owed,
        parameters=(MAYBE_CLIENT,),
        examples={
            "en": (
                "who owes me money",
                "what am I owed",
                "which invoices are open",
                "unpaid invoices of Acme",
                "which invoices are overdue",
                "has Acme paid",
                "how much does Acme owe me",
            ),
            "de": (
                "wer schuldet mir Geld",
                "welche Rechnungen sind offen",
                "welche Rechnungen sind überfällig",
                "hat Acme bezahlt",
                "wie viel schuldet mir Acme",
                "unbezahlte Rechnungen",
            ),
        },
    ),
    Action(
        name="money.income",
        kind="read",
        title=gettext_lazy("What you invoiced"),
        description="Return what was invoiced between two days, without VAT, in the workspace's currency, by month.",
        run=_income,
        parameters=(SINCE, UNTIL, MAYBE_CLIENT),
        examples={
            "en": (
                "how much did I earn this year",
                "what did I invoice in October",
                "my revenue so far",
                "income of the last quarter",
                "how much have I billed Acme this year",
                "what was my turnover",
            ),
            "de": (
                "wie viel habe ich dieses Jahr verdient",
                "was habe ich im Oktober abgerechnet",
                "mein Umsatz bisher",
                "Einnahmen im letzten Quartal",
                "wie hoch ist mein Umsatz mit Acme",
            ),
        },
    ),
    Action(
        name="money.papers",
        kind="read",
        title=gettext_lazy("Quotes and invoices"),
        description="Find quotes, invoices and credit notes by words, client and state.",
        run=_papers,
        parameters=(
            SEARCH,
            MAYBE_CLIENT,
            Parameter(
                "state",
                "choice",
                gettext_lazy("Which"),
                "Which papers.",
                choices=("all", "drafts", "open", "overdue", "paid", "quotes"),
            ),
        ),
        examples={
            "en": ("show the invoices of Acme", "find my quotes for Acme", "list my last invoices", "which drafts are there"),
            "de": ("zeig die Rechnungen von Acme", "Angebote für Acme suchen", "meine letzten Rechnungen", "welche Entwürfe gibt es"),
        },
    ),
    Action(
        name="money.reminders",
        kind="read",
        title=gettext_lazy("Reminders that are due"),
        description="Return the invoices for which a reminder would go out today.",
        run=_reminders,
        examples={
            "en": ("who has to be reminded today", "which reminders are due", "whom should I remind"),
            "de": ("wen muss ich heute mahnen", "welche Mahnungen stehen an", "wen sollte ich erinnern"),
        },
    ),
    Action(
        name="money.tax",
        kind="read",
        title=gettext_lazy("What belongs to the tax office"),
        description="Return an estimate of the VAT of this quarter and the income tax of this year.",
        run=_tax,
        examples={
            "en": ("how much tax must I put aside", "what do I owe the tax office", "VAT of this quarter"),
            "de": ("wie viel Steuer muss ich zurücklegen", "was gehört dem Finanzamt", "Umsatzsteuer in diesem Quartal"),
        },
    ),
    Action(
        name="money.coming",
        kind="read",
        title=gettext_lazy("What falls due next"),
        description="Return the open invoices that fall due within 60 days.",
        run=_coming,
        examples={
            "en": ("what money is coming in next", "which payments do I expect", "what is due in the next weeks"),
            "de": ("welches Geld kommt als Nächstes", "welche Zahlungen erwarte ich", "was wird in den nächsten Wochen fällig"),
        },
    ),
    Action(
        name="money.by_client",
        kind="read",
        title=gettext_lazy("What each client brought"),
        description="Return income, expenses, fees and profit by client between two days, the most profitable first.",
        run=_profit,
        parameters=(SINCE, UNTIL),
        examples={
            "en": ("who is my best client", "profit by client", "which clients bring the most money"),
            "de": ("wer ist mein bester Kunde", "Gewinn nach Kunde", "welche Kunden bringen am meisten"),
        },
    ),
)
