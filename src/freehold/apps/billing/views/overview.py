"""Money at a glance: owed, coming, put aside, and who it came from; with the account of one client and the accountant's archive."""

from __future__ import annotations

import tempfile
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO, cast

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from freehold.apps.billing.selectors import overview as reads
from freehold.apps.billing.selectors.payments import to_check_count
from freehold.apps.billing.selectors.reminders import due_count
from freehold.apps.billing.selectors.statement import statements
from freehold.apps.billing.services.export import accountant_export
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing.ageing import Bucket
from freehold.kit.design.charts import Bar, Chart, bars
from freehold.kit.design.formats import money
from freehold.kit.design.htmx import flash, go

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PeriodForm(forms.Form):
    """From one day to another, both included."""

    start = forms.DateField(label=gettext_lazy("From"), widget=DAY)
    end = forms.DateField(label=gettext_lazy("To"), widget=DAY)


def overview(request: Any) -> HttpResponse:
    """Show where the money stands."""
    today = timezone.localdate()
    base = request.workspace.currency
    year = _year(request.GET.get("year", ""), today)
    names = clients.client_names(request.workspace)
    owed = reads.owed(request.workspace, today)
    profit = reads.profit_by_client(request.workspace, base, date(year, 1, 1), date(year, 12, 31), names)
    context = {
        "owed": owed,
        "ageing": [_ageing_chart(row) for row in owed[:2] if row.late],
        "coming": reads.coming(request.workspace, today),
        "aside": reads.tax_aside(request.workspace, base, today),
        "profit": profit,
        "profit_chart": _profit_chart(profit, base, year),
        "needs": _needs(request, today),
        "base": base,
        "year": year,
        "years": [today.year - back for back in range(3)],
        "today": today,
        "export_form": PeriodForm(initial={"start": date(today.year, 1, 1), "end": today}, prefix="export"),
    }
    return render(request, "billing/overview.html", context)


def statement(request: Any, client_id: int) -> HttpResponse:
    """Show one client's account."""
    client = clients.client(request.workspace, client_id)
    if client is None:
        raise Http404
    today = timezone.localdate()
    form = PeriodForm(request.GET if "start" in request.GET else None, initial={"start": date(today.year, 1, 1), "end": today})
    start, end = date(today.year, 1, 1), today
    if form.is_bound and form.is_valid():
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    context = {
        "client": client,
        "form": form,
        "statements": statements(request.workspace, client.pk, start, end),
        "start": start,
        "end": end,
    }
    return render(request, "billing/statement.html", context, status=422 if form.errors else 200)


@require_POST
def export(request: Any) -> Any:
    """Send the accountant's archive of a period."""
    form = PeriodForm(request.POST, prefix="export")
    if not form.is_valid():
        flash(request, _("Write both days of the period. Nothing was exported."), level="warn")
        return go(request, reverse("billing:overview"))
    start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    # A year of papers may be large: it is written to disk and sent from there. FileResponse closes it.
    file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115
    try:
        accountant_export(request.workspace, start, end, file, now=timezone.now(), actor=str(request.user))
    except UserError as error:
        file.close()
        flash(request, str(error), level="warn")
        return go(request, reverse("billing:overview"))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"freehold-{start:%Y%m%d}-{end:%Y%m%d}.zip", content_type="application/zip")


def _needs(request: Any, today: date) -> list[dict[str, Any]]:
    counts = reads.needs(request.workspace, today)
    rows = [
        (counts["late"], _("Overdue invoices"), reverse("billing:documents") + "?tab=overdue", "clock-alert", "warn"),
        (to_check_count(request.workspace), _("Payments to check"), reverse("billing:to_check"), "list-checks", ""),
        (due_count(request.workspace, today), _("Reminders that would go out today"), reverse("billing:reminders"), "bell", ""),
        (
            counts["quotes"],
            _("Quotes that wait for an answer"),
            reverse("billing:documents") + "?tab=quotes",
            "message-circle-question-mark",
            "",
        ),
        (counts["drafts"], _("Drafts"), reverse("billing:documents") + "?tab=drafts", "file-pen", ""),
    ]
    return [{"count": count, "label": label, "url": url, "icon": icon, "level": level} for count, label, url, icon, level in rows if count]


def _ageing_chart(row: reads.Owed) -> Chart:
    items = [Bar(_bucket(bucket), float(bucket.amount), money(bucket.amount, row.currency), mine=bucket.is_late) for bucket in row.buckets]
    share = int(row.late / row.total * 100) if row.total else 0
    summary = _("%(late)s of %(total)s are late, which is %(share)s per cent.") % {
        "late": money(row.late, row.currency),
        "total": money(row.total, row.currency),
        "share": share,
    }
    return bars(_("How long has money been owed to you?"), items, columns=(_("Days late"), row.currency), summary=summary)


def _bucket(bucket: Bucket) -> str:
    if bucket.first is None:
        return _("Not due yet")
    if bucket.last is None:
        return _("More than %(days)s days") % {"days": bucket.first - 1}
    return _("%(first)s to %(last)s days") % {"first": bucket.first, "last": bucket.last}


def _profit_chart(rows: list[reads.ClientProfit], base: str, year: int) -> Chart | None:
    shown = [row for row in rows if row.profit > 0][:8]
    if not shown:
        return None
    items = [Bar(row.name, float(row.profit), money(row.profit, base), mine=index == 0) for index, row in enumerate(shown)]
    total = sum((row.net for row in rows), Decimal(0))
    first = shown[0]
    summary = _("%(name)s brought %(profit)s in %(year)s; all clients together were invoiced %(total)s before tax.") % {
        "name": first.name,
        "profit": money(first.profit, base),
        "year": year,
        "total": money(total, base),
    }
    return bars(_("Who does your profit come from?"), items, columns=(_("Client"), base), summary=summary)


def _year(text: str, today: date) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 and today.year - 20 <= int(text) <= today.year else today.year
