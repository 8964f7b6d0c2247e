"""From unbilled time and expenses to the lines of a draft; each is billed once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TypeVar

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freehold.apps.billing.models import BillingSettings, Document, DocumentKind, Expense, TaxScheme, TimeEntry
from freehold.apps.billing.selectors.merged import family
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.selectors.time import rate_of
from freehold.apps.billing.services import drafts
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.rates import rates_on
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import Rounding, hours
from freehold.domain.money.rounding import round_money
from freehold.kit.scoping.ref import Workspace

Row = TypeVar("Row", TimeEntry, Expense)
Grouping = Literal["entry", "day", "project"]
GROUPINGS: tuple[Grouping, ...] = ("project", "day", "entry")
HOUR_UNIT, ONE_UNIT = "HUR", "C62"
EXACT = Rounding()


@dataclass(frozen=True, slots=True)
class _Group:
    """Entries that become one line: of one project, one rate and, where asked, one day or one entry."""

    entries: tuple[TimeEntry, ...]
    rate: Decimal

    def minutes(self, rounding: Rounding) -> int:
        """Return the minutes to bill."""
        if rounding.scope == "line":
            return rounding.of(sum(entry.minutes or 0 for entry in self.entries))
        return sum(rounding.of(entry.minutes or 0) for entry in self.entries)


@transaction.atomic
def bill_time(
    workspace: Workspace,
    client_id: int,
    entry_ids: Iterable[int],
    expense_ids: Iterable[int],
    rounding: Rounding = EXACT,
    grouping: Grouping = "project",
    *,
    now: datetime,
    actor: str = "",
    document_id: int | None = None,
) -> int:
    """Put the chosen time and expenses of a client on a new draft invoice, or behind the lines of a draft, and return its id.

    Raises UserError, and bills nothing, when one of them is billed already, is another client's, still runs or has no rate.
    """
    settings = billing_settings(workspace)
    client_ids = family(workspace, client_id)
    entries = _entries(workspace, client_ids, set(entry_ids))
    expenses = _expenses(workspace, client_ids, set(expense_ids))
    if not entries and not expenses:
        raise UserError(_("Nothing is chosen. Choose the time or expenses that should stand on the invoice."))
    if document_id is None:
        document_id = drafts.new_draft(workspace, kind=DocumentKind.INVOICE, client_id=client_id, now=now, actor=actor).pk
    document = drafts.locked_draft(workspace, document_id)
    if document.client_id not in client_ids:
        raise UserError(_("This draft is for another client. Nothing was added. Choose one of this client's drafts."))
    groups = _grouped(entries, grouping, settings)
    with translation.override(document.language):
        lines = [_time_line(group, grouping, rounding) for group in groups]
        lines += [_expense_line(expense, document, settings) for expense in expenses]
    rows = drafts.add_lines(workspace, document_id, lines, now=now)
    for group, row in zip(groups, rows[: len(groups)], strict=True):
        TimeEntry.objects.for_workspace(workspace).filter(pk__in=[entry.pk for entry in group.entries]).update(line=row)
    for expense, row in zip(expenses, rows[len(groups) :], strict=True):
        Expense.objects.for_workspace(workspace).filter(pk=expense.pk).update(line=row)
    _span(workspace, document, entries, now)
    return document_id


def _entries(workspace: Workspace, client_ids: Collection[int], ids: set[int]) -> list[TimeEntry]:
    rows = TimeEntry.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("project", "client")
    found = list(rows.filter(pk__in=ids).order_by("day", "pk"))
    for entry in found:
        if entry.line_id is not None:
            raise UserError(_("“%(what)s” is billed already. Nothing was billed. Load the page anew.") % {"what": _named(entry)})
        if entry.minutes is None:
            raise UserError(_("The timer of “%(what)s” still runs. Nothing was billed. Stop it first.") % {"what": _named(entry)})
    return _complete(found, ids, client_ids)


def _expenses(workspace: Workspace, client_ids: Collection[int], ids: set[int]) -> list[Expense]:
    found = list(Expense.objects.for_workspace(workspace).select_for_update().filter(pk__in=ids).order_by("day", "pk"))
    for expense in found:
        if expense.line_id is not None:
            raise UserError(_("“%(what)s” is billed already. Nothing was billed. Load the page anew.") % {"what": expense.supplier})
    return _complete(found, ids, client_ids)


def _complete(found: list[Row], ids: set[int], client_ids: Collection[int]) -> list[Row]:
    if len(found) != len(ids) or any(row.client_id not in client_ids or not row.billable for row in found):
        raise UserError(_("Something that you chose has changed or is gone meanwhile. Nothing was billed. Load the page anew."))
    return found


def _grouped(entries: Sequence[TimeEntry], grouping: Grouping, settings: BillingSettings) -> list[_Group]:
    groups: dict[tuple[object, ...], tuple[Decimal, list[TimeEntry]]] = {}
    for entry in entries:
        rate = rate_of(entry, settings.hourly_rate)
        if rate is None:
            raise UserError(
                _("There is no rate per hour for “%(what)s”. Nothing was billed. Give the project or the client one.")
                % {"what": _named(entry)}
            )
        where: tuple[object, ...] = (entry.project_id or 0, rate)
        if grouping != "project":
            where = (entry.day, *where, entry.pk if grouping == "entry" else entry.description)
        groups.setdefault(where, (rate, []))[1].append(entry)
    return [_Group(tuple(rows), rate) for rate, rows in groups.values()]


def _time_line(group: _Group, grouping: Grouping, rounding: Rounding) -> LineInput:
    first, last = group.entries[0].day, group.entries[-1].day
    project = group.entries[0].project
    title = project.name if project else _("Work by the hour")
    said = list(dict.fromkeys(entry.description for entry in group.entries if entry.description))
    if grouping == "project":
        name, about = title, _described(group.entries)
    else:
        name, about = (said[0] if said else title), (title if said and project else "")
    return LineInput(
        name=name[:300],
        description=about[:5000],
        quantity=hours(group.minutes(rounding)),
        unit=HOUR_UNIT,
        price=group.rate,
        service_from=first,
        service_to=last,
    )


def _described(entries: Sequence[TimeEntry]) -> str:
    """Return what was done, one line each, without repeating the same words."""
    return "\n".join(f"· {text}" for text in dict.fromkeys(entry.description for entry in entries if entry.description))


def _expense_line(expense: Expense, document: Document, settings: BillingSettings) -> LineInput:
    """The client pays what the expense cost: without the VAT that the owner gets back, with it where the owner gets none back."""
    cost = expense.net if settings.tax_scheme == TaxScheme.REGULAR else expense.gross
    price = _converted(cost, expense, document.currency) * (100 + expense.markup_percent) / 100
    name = expense.description or expense.supplier
    about = expense.supplier if expense.description else ""
    if expense.currency != document.currency:
        about = f"{about} ({expense.currency} {cost:f})".strip()
    return LineInput(
        name=name[:300],
        description=about,
        quantity=Decimal(1),
        unit=ONE_UNIT,
        price=round_money(price, document.currency),
        service_from=expense.day,
        service_to=expense.day,
    )


def _converted(amount: Decimal, expense: Expense, currency: str) -> Decimal:
    if expense.currency == currency:
        return amount
    return rates_on(expense.day).convert(amount, expense.currency, currency)


def _span(workspace: Workspace, document: Document, entries: Sequence[TimeEntry], now: datetime) -> None:
    """Let the period of the paper reach over the time that is billed."""
    if not entries:
        return
    first: date = min(entry.day for entry in entries)
    last: date = max(entry.day for entry in entries)
    drafts.update(
        workspace,
        document.pk,
        now=now,
        service_from=min(first, document.service_from or first),
        service_to=max(last, document.service_to or last),
    )


def _named(entry: TimeEntry) -> str:
    return entry.description or (entry.project.name if entry.project else date_format(entry.day, "SHORT_DATE_FORMAT"))
