"""Which reminders would go out on a day, to whom and why; and why of other unpaid invoices nothing goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from freehold.apps.billing.models import Allocation, BillingSettings, ClientLadder, Document, Reminder
from freehold.apps.billing.selectors.ledger import INVOICES, OPEN_STATES
from freehold.apps.billing.selectors.merged import standing_client
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.clients import selectors as clients
from freehold.domain.invoicing.interest import LateInterest, by_law, by_terms
from freehold.domain.invoicing.ladder import DEFAULT_STEPS, Owed, Reminding, what_is_due
from freehold.kit.mailing.models import SendingApproval
from freehold.kit.mailing.selectors import is_approved
from freehold.kit.scoping.ref import Workspace, id_of

#: The kind of mail that a person allows once, and the leave to send without pressing the button each day.
KIND = "reminder"
BY_ITSELF = "reminder_by_itself"
TAKEN, SENT = ("queued", "sent", "failed", "skipped"), ("queued", "sent")


@dataclass(frozen=True, slots=True)
class Due:
    """One unpaid invoice with what is decided about it; `receiver` is (name, address), empty when nobody can be written to."""

    document: Document
    decision: Reminding
    receiver: tuple[str, str]
    days_late: int
    interest: LateInterest | None

    @property
    def goes_out(self) -> bool:
        """Whether a mail would go out."""
        return self.decision.step is not None and bool(self.receiver[1])

    @property
    def lacks_address(self) -> bool:
        """Whether it only fails for want of an address."""
        return self.decision.step is not None and not self.receiver[1]


@dataclass(frozen=True, slots=True)
class Today:
    """What would go out on a day, what lacks an address, and what is held back or waits."""

    going: tuple[Due, ...]
    unreachable: tuple[Due, ...]
    held: tuple[Due, ...]
    waiting: tuple[Due, ...]
    approved: bool
    by_itself: bool

    @property
    def is_empty(self) -> bool:
        """Whether nobody owes anything."""
        return not (self.going or self.unreachable or self.held or self.waiting)


def today(workspace: Workspace, day: date) -> Today:
    """Return what would go out on that day and why, the longest overdue first."""
    settings = billing_settings(workspace)
    ladders = client_ladders(workspace)
    found = [judged(document, settings, ladders, day) for document in unpaid(workspace)]
    held = ("disputed", "promised")
    return Today(
        going=tuple(row for row in found if row.goes_out),
        unreachable=tuple(row for row in found if row.lacks_address),
        held=tuple(row for row in found if row.decision.reason in held),
        waiting=tuple(row for row in found if row.decision.step is None and row.decision.reason not in held),
        approved=is_approved(id_of(workspace), KIND),
        by_itself=is_approved(id_of(workspace), BY_ITSELF),
    )


def due_count(workspace: Workspace, day: date) -> int:
    """Return how many reminders would go out on that day."""
    return len(today(workspace, day).going)


def unpaid(workspace: Workspace) -> QuerySet[Document]:
    """Return the issued invoices that are not settled, with what is needed to judge them, the longest due first."""
    standing = Allocation.objects.for_workspace(workspace).filter(undone_at=None).select_related("payment")
    return (
        Document.objects.for_workspace(workspace)
        .filter(kind__in=INVOICES, state__in=OPEN_STATES, open__gt=0)
        .select_related("client__merged_into")
        .prefetch_related(
            "client__contacts",
            "client__merged_into__contacts",
            "reminders",
            Prefetch("allocations", queryset=standing, to_attr="standing_allocations"),
        )
        .order_by("due_date", "pk")
    )


def judged(document: Document, settings: BillingSettings, ladders: dict[int, list[int]], day: date, *, weekdays_only: bool = False) -> Due:
    """Decide about one invoice, read by `unpaid`."""
    client = standing_client(document)
    steps = steps_of(client.pk, settings, ladders)
    decision = what_is_due(_owed(document), steps, today=day, weekdays_only=weekdays_only)
    receivers = clients.invoice_recipients(client)
    return Due(
        document=document,
        decision=decision,
        receiver=receivers[0] if receivers else ("", ""),
        days_late=(day - document.due_date).days if document.due_date else 0,
        interest=interest_of(document, settings, day),
    )


def interest_of(document: Document, settings: BillingSettings, day: date) -> LateInterest | None:
    """Return the late interest to that day, if terms or law give any and the owner asks for it."""
    if not settings.interest or document.due_date is None or document.due_date >= day:
        return None
    paid = [(_paid_on(row), row.amount) for row in getattr(document, "standing_allocations", [])]
    amount = document.open + sum((part for _day, part in paid), Decimal(0))
    if settings.interest == "terms":
        percent = settings.interest_percent
        if not percent:
            return None
        return by_terms(amount, document.currency, due_on=document.due_date, until=day, percent=percent, payments=paid)
    return by_law(
        amount,
        document.currency,
        due_on=document.due_date,
        until=day,
        country=settings.country,
        business=document.client.is_business,
        payments=paid,
    )


def steps_of(client_id: int, settings: BillingSettings, ladders: dict[int, list[int]]) -> Sequence[int]:
    """Return the ladder that holds for a client: its own, else the workspace's, else the usual one."""
    if client_id in ladders:
        return ladders[client_id]
    return settings.ladder or DEFAULT_STEPS


def client_ladders(workspace: Workspace) -> dict[int, list[int]]:
    """Return the clients that have a ladder of their own; an empty one means that they are never reminded."""
    return dict(ClientLadder.objects.for_workspace(workspace).values_list("client_id", "steps"))


def document_of(workspace: Workspace, document_id: int) -> Document | None:
    """Return one issued invoice of this workspace, or None."""
    rows = Document.objects.for_workspace(workspace).filter(kind__in=INVOICES).exclude(number="")
    return rows.select_related("client").filter(pk=document_id).first()


def history(workspace: Workspace, limit: int = 50) -> QuerySet[Reminder]:
    """Return the newest reminders, those skipped left out."""
    rows = Reminder.objects.for_workspace(workspace).exclude(state="skipped").select_related("document__client")
    return rows.order_by("-created_at", "-pk")[:limit]


def workspaces_by_themselves() -> list[int]:
    """Return the workspaces whose owners let reminders go out by themselves."""
    # any workspace: the clock asks for all of them
    return list(SendingApproval.objects.filter(kind=BY_ITSELF).order_by("workspace_id").values_list("workspace_id", flat=True))


def _owed(document: Document) -> Owed:
    rows = list(document.reminders.all())
    sent = [row for row in rows if row.state in SENT]
    last = max((row.created_at for row in sent), default=None)
    pause = document.pause_reason
    return Owed(
        due_on=document.due_date,
        open_amount=document.open,
        done=tuple(row.step for row in rows if row.state in TAKEN),
        sent=tuple(row.step for row in sent),
        last_sent_on=timezone.localdate(last) if last else None,
        pause="dispute" if pause == "dispute" else "promise" if pause == "promise" else "",
        paused_until=document.paused_until,
    )


def _paid_on(row: Allocation) -> date:
    return row.payment.paid_on if row.payment else timezone.localdate(row.created_at)
