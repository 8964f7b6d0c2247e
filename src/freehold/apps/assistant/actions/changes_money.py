"""Changes to money that a person confirms: an expense, drafts of invoices and quotes, a payment by hand, a plan that rests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result
from freehold.apps.assistant.actions import words_money as words
from freehold.apps.assistant.actions.common import CLIENT, MAYBE_CLIENT, PAPER, amount, client_name, currency_of, row
from freehold.apps.billing.selectors import documents, recurring, time
from freehold.apps.billing.selectors.expenses import CATEGORY_NAMES
from freehold.apps.billing.services import drafts
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.billing.services.expenses import Cost, add_expense, delete_expense
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.payments import record_payment, undo_payment
from freehold.apps.billing.services.recurring import pause_plan, resume_plan
from freehold.domain.commanding import find_names
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import show


# ---- an expense --------------------------------------------------------------------------------------------------------------------
def _expense_preview(context: Context, values: Mapping[str, Any]) -> Result:
    cost = _cost(context, values)
    rows = [row(_("Paid to"), cost.supplier), row(_("Amount"), amount(cost.gross, cost.currency)), row(_("Day"), cost.day)]
    rows += [row(_("For"), CATEGORY_NAMES[cost.category])] if cost.category else []
    rows += [row(_("Words"), cost.description)] if cost.description else []
    return Result(_("Add an expense"), _("It is kept without a receipt; you can add that on its page."), tuple(rows))


def _expense_run(context: Context, values: Mapping[str, Any]) -> Result:
    expense = add_expense(context.workspace_id, _cost(context, values), now=context.now, actor=context.by)
    text = _("The expense at %(supplier)s is kept.") % {"supplier": expense.supplier}
    url = reverse("billing:expense", args=[expense.pk])
    return Result(_("Added"), text, data={"id": expense.pk, "url": url, "undo": {"id": expense.pk}})


def _expense_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    delete_expense(context.workspace_id, int(kept["id"]), now=context.now, actor=context.by)
    return Result(_("Taken back"), _("The expense is gone again."))


def _cost(context: Context, values: Mapping[str, Any]) -> Cost:
    return Cost(
        day=values.get("day", context.today),
        supplier=values["supplier"],
        currency=values.get("currency") or currency_of(context),
        gross=values["amount"],
        description=values.get("description", ""),
        category=values.get("category", ""),
        client_id=values.get("client"),
    )


# ---- drafts of papers --------------------------------------------------------------------------------------------------------------
def _paper_preview(context: Context, values: Mapping[str, Any]) -> Result:
    currency = currency_of(context, values["client"])
    rows = (
        row(_("For"), client_name(context, values["client"])),
        row(_("Line"), values["description"]),
        row(_("Amount before tax"), amount(values["amount"], currency)),
    )
    quote = values.get("kind") == "quote"
    title = _("Make a draft of a quote") if quote else _("Make a draft of an invoice")
    return Result(title, _("Only a draft: it has no number, and nobody sees it before you issue it."), rows)


def _paper_run(context: Context, values: Mapping[str, Any]) -> Result:
    kind = values.get("kind") or "invoice"
    line = LineInput(name=values["description"], price=values["amount"])
    paper = drafts.new_draft(context.workspace_id, kind=kind, client_id=values["client"], now=context.now, lines=[line], actor=context.by)
    return _drafted(context, paper.pk)


def _hours_preview(context: Context, values: Mapping[str, Any]) -> Result:
    entries = time.unbilled_entries(context.workspace_id, values["client"])
    if not entries:
        raise UserError(_("There is no time of %(client)s to bill.") % {"client": client_name(context, values["client"])})
    minutes = sum(entry.minutes or 0 for entry, _worth in entries)
    worth = sum((value or Decimal(0) for _entry, value in entries), Decimal(0))
    rows = (
        row(_("For"), client_name(context, values["client"])),
        row(_("Entries"), len(entries)),
        row(_("Time"), show(minutes)),
        row(_("Amount before tax"), amount(worth, currency_of(context, values["client"]))),
    )
    text = _("Only a draft: it has no number, and nobody sees it before you issue it.")
    return Result(_("Put the unbilled time on a draft"), text, rows, {"entries": [entry.pk for entry, _worth in entries]})


def _hours_run(context: Context, values: Mapping[str, Any]) -> Result:
    ids = [entry.pk for entry, _worth in time.unbilled_entries(context.workspace_id, values["client"])]
    return _drafted(context, bill_time(context.workspace_id, values["client"], ids, (), now=context.now, actor=context.by))


def _drafted(context: Context, key: int) -> Result:
    paper = documents.document(context.workspace_id, key)
    if paper is None:
        raise UserError(_("This draft is not there any more."))
    undo = {"id": key, "changed_at": paper.changed_at.isoformat()}
    url = reverse("billing:document", args=[key])
    total = amount(paper.gross, paper.currency)
    text = _("The draft for %(client)s over %(total)s is there. Look it over; you issue and send it on its page.")
    return Result(_("Draft made"), text % {"client": paper.client, "total": total}, data={"id": key, "url": url, "undo": undo})


def _paper_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    paper = documents.document(context.workspace_id, int(kept["id"]))
    if paper is not None and paper.changed_at != datetime.fromisoformat(kept["changed_at"]):
        raise UserError(_("You have changed this draft since, so it was kept. Delete it on its page if it should go."))
    drafts.delete_draft(context.workspace_id, int(kept["id"]), now=context.now, actor=context.by)
    return Result(_("Taken back"), _("The draft is gone; what it billed can be billed again."))


# ---- a payment by hand -------------------------------------------------------------------------------------------------------------
def _paid_preview(context: Context, values: Mapping[str, Any]) -> Result:
    paper = documents.document(context.workspace_id, values["document"])
    if paper is None or not paper.number:
        raise UserError(_("This invoice is not issued, so nothing can be paid on it."))
    if paper.open <= 0:
        raise UserError(_("Nothing is open on %(number)s.") % {"number": paper.number})
    paid = values.get("amount", paper.open)
    rows = (
        row(_("Invoice"), f"{paper.number} · {paper.client}", reverse("billing:document", args=[paper.pk])),
        row(_("Paid"), amount(paid, paper.currency)),
        row(_("Day"), values.get("day", context.today)),
        row(_("Open after that"), amount(max(paper.open - paid, Decimal(0)), paper.currency)),
    )
    return Result(_("Mark as paid"), _("A payment by transfer is recorded by hand."), rows)


def _paid_run(context: Context, values: Mapping[str, Any]) -> Result:
    paper = documents.document(context.workspace_id, values["document"])
    if paper is None:
        raise UserError(_("This invoice is not there any more. Nothing was booked."))
    payment = record_payment(
        context.workspace_id,
        amount=values.get("amount", paper.open),
        currency=paper.currency,
        paid_on=values.get("day", context.today),
        now=context.now,
        document_id=paper.pk,
        actor=context.by,
    )
    text = _("%(amount)s for %(number)s is recorded.") % {"amount": amount(payment.amount, payment.currency), "number": paper.number}
    url = reverse("billing:document", args=[paper.pk])
    return Result(_("Recorded"), text, data={"id": payment.pk, "url": url, "undo": {"id": payment.pk}})


def _paid_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    undo_payment(context.workspace_id, int(kept["id"]), now=context.now, actor=context.by)
    return Result(_("Taken back"), _("The payment is taken back; the invoice is open again."))


# ---- a recurring plan --------------------------------------------------------------------------------------------------------------
def _plan(context: Context, values: Mapping[str, Any]) -> recurring.PlanView:
    views = {view.plan.pk: view for view in recurring.plans(context.workspace_id) if view.state in {"active", "stuck"}}
    found = find_names(values["plan"], {key: f"{view.plan.name} {view.plan.client}" for key, view in views.items()})
    if len(found) == 1 or (found and found[0].value.likeness > found[1].value.likeness):
        return views[found[0].value.id]
    listed = ", ".join(f"“{view.plan.name}”" for view in list(views.values())[:5])
    if not listed:
        raise UserError(_("No invoice comes again at the moment."))
    raise UserError(_("Say which plan is meant: %(names)s.") % {"names": listed})


def _pause_preview(context: Context, values: Mapping[str, Any]) -> Result:
    view = _plan(context, values)
    rows = [row(_("Plan"), f"{view.plan.name} · {view.plan.client}", reverse("billing:recurring_plan", args=[view.plan.pk]))]
    if view.due_on is not None:
        rows.append(row(_("Would come next"), view.due_on))
    return Result(_("Let a plan rest"), _("It makes no invoice until you let it go on. Nothing that was made is changed."), tuple(rows))


def _pause_run(context: Context, values: Mapping[str, Any]) -> Result:
    plan = pause_plan(context.workspace_id, _plan(context, values).plan.pk, now=context.now, actor=context.by)
    url = reverse("billing:recurring_plan", args=[plan.pk])
    return Result(_("Resting"), _("“%(name)s” rests.") % {"name": plan.name}, data={"url": url, "undo": {"id": plan.pk}})


def _pause_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    resume_plan(context.workspace_id, int(kept["id"]), today=context.today, now=context.now, actor=context.by)
    return Result(_("Taken back"), _("The plan goes on."))


_AMOUNT = Parameter("amount", "decimal", gettext_lazy("Amount"), "A decimal number.", required=True)
_CURRENCY = Parameter("currency", "text", gettext_lazy("Currency"), "ISO 4217; the workspace's without it.")
_DAY = Parameter("day", "date", gettext_lazy("Day"), "ISO date; today without it.")
_CATEGORIES = tuple(CATEGORY_NAMES)

CHANGES = (
    Action(
        name="expense.add",
        kind="change",
        title=gettext_lazy("Add an expense"),
        description="Keep an expense: amount with tax, who was paid, day, category.",
        parameters=(
            _AMOUNT,
            Parameter("supplier", "text", gettext_lazy("Paid to"), "Who was paid.", required=True),
            _DAY,
            _CURRENCY,
            Parameter("category", "choice", gettext_lazy("What for"), "The kind of expense.", choices=_CATEGORIES),
            Parameter("description", "text", gettext_lazy("Words"), "What was bought."),
            MAYBE_CLIENT,
        ),
        examples=words.EXPENSE,
        preview=_expense_preview,
        run=_expense_run,
        undo=_expense_undo,
    ),
    Action(
        name="invoice.draft",
        kind="change",
        title=gettext_lazy("Draft an invoice or quote"),
        description="Make a draft of an invoice or quote with one line; it is not issued and not sent.",
        parameters=(
            CLIENT,
            _AMOUNT,
            Parameter("description", "text", gettext_lazy("What for"), "The words of the line.", required=True),
            Parameter("kind", "choice", gettext_lazy("Kind"), "Invoice unless quote is said.", choices=("invoice", "quote")),
        ),
        examples=words.INVOICE,
        preview=_paper_preview,
        run=_paper_run,
        undo=_paper_undo,
    ),
    Action(
        name="invoice.from_time",
        kind="change",
        title=gettext_lazy("Put unbilled time on a draft"),
        description="Make a draft invoice of all unbilled time of a client; it is not issued and not sent.",
        parameters=(CLIENT,),
        examples=words.FROM_TIME,
        preview=_hours_preview,
        run=_hours_run,
        undo=_paper_undo,
    ),
    Action(
        name="invoice.mark_paid",
        kind="change",
        title=gettext_lazy("Mark an invoice as paid"),
        description="Record by hand that an invoice was paid, wholly or in part.",
        parameters=(PAPER, Parameter("amount", "decimal", gettext_lazy("Amount"), "All that is open without it."), _DAY),
        examples=words.PAID,
        preview=_paid_preview,
        run=_paid_run,
        undo=_paid_undo,
    ),
    Action(
        name="recurring.pause",
        kind="change",
        title=gettext_lazy("Let a recurring invoice rest"),
        description="Pause an invoice that comes again, by its name or client.",
        parameters=(Parameter("plan", "text", gettext_lazy("Plan"), "The plan's name or its client.", required=True),),
        examples=words.PAUSE,
        preview=_pause_preview,
        run=_pause_run,
        undo=_pause_undo,
    ),
)
