"""Papers: the list with its tabs, the page of one, and how a new one is begun."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.forms.documents import AnswerForm, CorrectForm, NewForm, PartForm
from freehold.apps.billing.models import DocumentKind, DocumentState
from freehold.apps.billing.panels import late_notes
from freehold.apps.billing.selectors import documents as reads
from freehold.apps.billing.selectors.documents import INVOICES, OPEN, TABS, Filters, TabFigures
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services import drafts
from freehold.apps.billing.services.checks import seller_complaints
from freehold.apps.billing.services.tax_case import case_names, document_reason
from freehold.apps.billing.views.common import document_or_404
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing.reference import spaced
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.formats import money
from freehold.kit.design.htmx import flash, go, render_page


@require_safe
def listing(request: Any) -> HttpResponse:
    """Show the papers of a tab, narrowed by words and client."""
    filters, today = filters_from(request.GET), timezone.localdate()
    figures = reads.figures(request.workspace, filters, today)
    pager = Paginator(reads.documents(request.workspace, filters, today), reads.PAGE)
    pager.count = figures[filters.tab].count  # counted already, with the tabs
    page = pager.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _with_expected(request.workspace, list(page.object_list), today),
        "filters": filters,
        "query": to_query(filters),
        "tabs": _tabs(figures, filters),
        "sums": [money(amount, currency) for currency, amount in figures[filters.tab].sums.items()],
        "sum_name": sum_name(filters.tab),
        "clients": clients.client_choices(request.workspace),
        "today": today,
        "now": timezone.now(),
        "unready": bool(list(seller_complaints(billing_settings(request.workspace)))),
        "title": _title(figures[filters.tab], filters),
    }
    return render_page(request, "billing/documents.html", "billing/documents_list.html", context)


def new(request: Any) -> HttpResponse:
    """Ask whom a paper is for and begin it; with `?client=` and `?kind=` posted, in one click."""
    initial = {"client": request.GET.get("client", ""), "kind": request.GET.get("kind") or DocumentKind.INVOICE}
    form = NewForm(request.workspace, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = drafts.new_draft(
                request.workspace, kind=given["kind"], client_id=given["client"], now=timezone.now(), actor=str(request.user)
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("billing:edit", made.pk)
    has_clients = len(form.fields["client"].choices) > 1  # type: ignore[attr-defined]  # the form says that it is a choice field
    return render(request, "billing/document_new.html", {"form": form, "has_clients": has_clients}, status=422 if form.errors else 200)


@require_safe
def showing(request: Any, document_id: int) -> HttpResponse:
    """Show one paper: what it is, where it stands, what happened, and what can be done next."""
    row = document_or_404(request, document_id)
    near = reads.relatives(row)
    frozen = reads.frozen_facts(row)
    context = {
        "document": row,
        "attachments": reads.attachments_of(row),
        "frozen": frozen,
        "checked": _check_words(frozen),
        "relatives": near,
        "happenings": reads.happenings(row),
        "tax_name": case_names().get(row.tax_case, ""),
        "tax_reason": document_reason(row),
        "reference": spaced(row.reference) if row.reference else "",
        "is_invoice": row.kind in INVOICES,
        "is_open": row.state in OPEN and row.kind in INVOICES,
        "is_late": row.state in OPEN and row.due_date is not None and row.due_date < timezone.localdate(),
        "is_draft": not row.number,
        "waits": row.kind == DocumentKind.QUOTE and row.state in {DocumentState.ISSUED, DocumentState.SENT},
        "answer_form": AnswerForm(),
        "part_form": PartForm(row, near) if reads.can_be_invoiced(row, near) else None,
        "correct_form": CorrectForm(),
        "back": request.GET.get("back") or reverse("billing:documents"),
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    return render(request, "billing/document.html", context)


@require_POST
@complaints_as_toasts
def duplicate(request: Any, document_id: int) -> HttpResponse:
    """Begin a draft with the same content."""
    kind = request.POST.get("kind", "")
    made = drafts.duplicate(request.workspace, document_id, now=timezone.now(), actor=str(request.user), kind=kind)
    flash(request, _("This draft has the same content. Dates and number are its own."))
    return go(request, reverse("billing:edit", args=[made.pk]))


@require_POST
@complaints_as_toasts
def delete(request: Any, document_id: int) -> HttpResponse:
    """Delete a draft."""
    drafts.delete_draft(request.workspace, document_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("The draft is deleted. Time and expenses on it can be billed again."))
    return go(request, reverse("billing:documents"))


def _with_expected(workspace: Any, rows: list[Any], today: date) -> list[Any]:
    """Note on the open invoices among these when their money is likely to come."""
    unpaid = [row.pk for row in rows if row.state in OPEN and row.kind in INVOICES and row.open > 0]
    notes = late_notes(workspace, unpaid, today)
    for row in rows:
        row.expected = notes.get(row.pk)
    return rows


def _check_words(frozen: dict[str, Any] | None) -> dict[str, Any] | None:
    if not frozen or not frozen["rules"]:
        return None
    warnings = frozen["rules"].get("warnings", [])
    return {"names": frozen["rules"].get("checked", []), "warnings": warnings}


def filters_from(query: Any) -> Filters:
    """Return the filters; what makes no sense is left out, because an old link should still show something."""
    tab, client = query.get("tab", "all"), query.get("client", "")
    return Filters(
        tab=tab if tab in TABS else "all",
        q=query.get("q", "").replace("\x00", "")[:200].strip(),
        client_id=int(client) if client.isascii() and client.isdigit() and len(client) < 18 else 0,
    )


def to_query(filters: Filters) -> str:
    """Return the query string of these filters, without what is as it would be anyway."""
    words = {"tab": "" if filters.tab == "all" else filters.tab, "q": filters.q, "client": filters.client_id or ""}
    return urlencode({name: value for name, value in words.items() if value})


def sum_name(tab: str) -> str:
    """Return what the sum of a tab is called."""
    names = {
        "open": _("Money you are owed"),
        "overdue": _("Overdue"),
        "paid": _("Paid"),
        "quotes": _("Offered"),
        "drafts": _("Not issued yet"),
    }
    return names.get(tab, "")


def _tabs(figures: dict[str, TabFigures], filters: Filters) -> list[dict[str, Any]]:
    names = {
        "all": _("All"),
        "drafts": _("Drafts"),
        "open": _("Open"),
        "overdue": _("Overdue"),
        "paid": _("Paid"),
        "quotes": _("Quotes"),
    }
    base = reverse("billing:documents")
    return [
        {
            "label": label,
            "count": figures[tab].count,
            "url": f"{base}?{to_query(Filters(tab, filters.q, filters.client_id))}",
            "current": tab == filters.tab,
        }
        for tab, label in names.items()
    ]


def _title(figures: TabFigures, filters: Filters) -> str:
    count = figures.count
    if filters.is_narrowed:
        return ngettext("%(count)s paper fits", "%(count)s papers fit", count) % {"count": count}
    words = {
        "open": ngettext("%(count)s invoice is open", "%(count)s invoices are open", count),
        "overdue": ngettext("%(count)s invoice is overdue", "%(count)s invoices are overdue", count),
        "drafts": ngettext("%(count)s draft", "%(count)s drafts", count),
        "paid": ngettext("%(count)s invoice is paid", "%(count)s invoices are paid", count),
        "quotes": ngettext("%(count)s quote", "%(count)s quotes", count),
    }
    return words.get(filters.tab, _("Invoices and quotes")) % {"count": count}
