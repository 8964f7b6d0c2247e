"""The entries of money in rail, palette and shortcuts, and what it finds for the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freehold.apps.billing.models import Document
from freehold.apps.billing.online_frame import COMMANDS as ONLINE
from freehold.kit.design.palette import Command
from freehold.kit.design.shell import Hit

COMMANDS = (
    Command(
        "money", _("Money"), "billing:overview", keys="g m", icon="wallet", group="places", place=True, words=_("invoices payments owed")
    ),
    Command("money.papers", _("Quotes and invoices"), "billing:documents", keys="g i", icon="files", words=_("papers drafts overdue")),
    Command("money.new", _("New invoice or quote"), "billing:new", icon="file-plus", group="do", words=_("bill offer")),
    Command("money.check", _("Payments to check"), "billing:to_check", icon="list-checks", words=_("bank match reconcile")),
    Command("money.payments", _("Payments"), "billing:payments", icon="banknote", words=_("paid received")),
    Command("money.bank", _("Bank statements"), "billing:bank", icon="landmark", words=_("account upload CAMT MT940 OFX CSV")),
    Command("money.reminders", _("Reminders"), "billing:reminders", icon="bell", words=_("overdue dunning")),
    Command("money.recurring", _("Invoices that come again"), "billing:recurring", icon="repeat", words=_("subscription retainer monthly")),
    Command("money.time", _("Time"), "billing:time", keys="g h", icon="clock", words=_("hours timer track")),
    Command("money.projects", _("Projects"), "billing:projects", icon="folder-kanban", words=_("budget hours")),
    Command("money.expenses", _("Expenses"), "billing:expenses", keys="g e", icon="receipt", words=_("costs receipts")),
    Command("money.expense_add", _("Add an expense"), "billing:expense_add", icon="receipt-text", group="do", words=_("receipt cost")),
    Command("money.incoming", _("Bills you received"), "billing:incoming", icon="inbox", words=_("e-invoice supplier XRechnung ZUGFeRD")),
    Command(
        "money.imports",
        _("Bring data from another program"),
        "billing:imports",
        icon="import",
        words=_("FreshBooks Invoice Ninja Kimai Toggl"),
    ),
    Command("money.outbox", _("Outbox"), "billing:outbox", icon="send", words=_("mails sent failed waiting")),
    Command("money.send", _("Send several papers"), "billing:send_batch", icon="mails", group="do", words=_("issue drafts batch")),
    Command("money.words", _("Words of your mails"), "billing:mail_words", icon="text-quote", words=_("templates texts")),
    Command(
        "money.settings", _("How you bill"), "billing:settings", icon="sliders-horizontal", words=_("seller tax bank logo numbers terms")
    ),
    Command("money.book", _("Book the marked payment"), action="book", keys="b", icon="check", group="list"),
    *ONLINE,
    Command("mail", _("Mail account"), "accounts:mail", icon="mail", words=_("SMTP send password")),
    Command("webhooks", _("Webhooks"), "accounts:webhooks", icon="webhook", words=_("tell other programs")),
)


def search(request: Any, query: str, limit: int) -> list[Hit]:
    """Return papers whose number, title or client has the words."""
    if getattr(request, "workspace", None) is None:
        return []
    rows = Document.objects.for_workspace(request.workspace)
    for word in query.split()[:6]:
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(client__name__icontains=word))
    kind = gettext("Quotes and invoices")
    found = rows.order_by("-created_at").values_list("pk", "number", "title", "client__name")[:limit]
    return [
        Hit(" ".join(filter(None, [number or gettext("Draft"), title])), reverse("billing:document", args=[pk]), kind, client)
        for pk, number, title, client in found
    ]
