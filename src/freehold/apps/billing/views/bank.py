"""Bank accounts: their statements are dropped here, their lines are listed, and an import is undone while nothing came of it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from freehold.apps.billing.forms.bank import AccountForm, FilterForm
from freehold.apps.billing.selectors import bank as reads
from freehold.apps.billing.services import bank as services
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, go, render_page

MOST_FILES = 60
MOST_BYTES = 50 * 1024 * 1024
ACCEPTED = ".xml,.camt,.sta,.mt940,.940,.mta,.txt,.ofx,.qfx,.qbo,.csv,.tsv"
PAGE_SIZE = 50
_MOST_TOLD = 6


def accounts(request: Any) -> HttpResponse:
    """Show the accounts, where to drop statements, and what was taken in of late."""
    context = {
        "accounts": reads.accounts(request.workspace),
        "imports": reads.recent_imports(request.workspace),
        "waiting": reads.waiting(request.workspace),
        "accepted": ACCEPTED,
        "now": timezone.now(),
    }
    return render(request, "billing/bank.html", context)


@require_POST
def upload(request: Any) -> HttpResponse:
    """Take in what was dropped; what cannot be read is told by its name and holds nothing else up."""
    files: list[UploadedFile[Any]] = request.FILES.getlist("files")
    if not files or len(files) > MOST_FILES:
        words = (
            _("Choose at least one statement.")
            if not files
            else _("These are more than %(most)s files. Nothing was taken in.") % {"most": MOST_FILES}
        )
        flash(request, words, level="warn")
        return go(request, reverse("billing:bank"))
    outcomes, questions, failed = [], [], []
    for file in files:
        try:
            outcomes.append(_take_in(request, file))
        except services.ColumnsUnknown as question:
            questions.append(question)
        except UserError as error:
            failed.append(str(error))
    for line in failed[:_MOST_TOLD]:
        flash(request, line, level="bad")
    if len(questions) == 1 and not outcomes:
        return go(request, reverse("billing:bank_map", args=[questions[0].token]))
    if outcomes:
        _tell(request, outcomes)
    one = outcomes[0].imports if len(outcomes) == 1 and not questions else ()
    return go(request, reverse("billing:bank_import", args=[one[0].pk]) if len(one) == 1 else reverse("billing:bank"))


def _take_in(request: Any, file: UploadedFile[Any]) -> services.Outcome:
    if (file.size or 0) > MOST_BYTES:
        raise UserError(_("“%(name)s” is larger than 50 MB. Nothing of it was taken in. Export a shorter period.") % {"name": file.name})
    currency = request.workspace.currency or "EUR"
    return services.import_file(
        request.workspace, file.name or "", file.read(), now=timezone.now(), currency=currency, actor=str(request.user)
    )


def _tell(request: Any, outcomes: list[services.Outcome]) -> None:
    new, known = sum(outcome.new for outcome in outcomes), sum(outcome.known for outcome in outcomes)
    words = ngettext("%(count)s new line came in", "%(count)s new lines came in", new) % {"count": new}
    if known:
        words += ", " + ngettext("%(count)s was there already", "%(count)s were there already", known) % {"count": known}
    flash(request, words + ".", level="ok" if new else "info")
    left_out = sum(len(outcome.problems) for outcome in outcomes)
    if left_out:
        told = ngettext(
            "%(count)s thing could not be read and was left out. Look at the file to see what.",
            "%(count)s things could not be read and were left out. Look at the files to see what.",
            left_out,
        )
        flash(request, told % {"count": left_out}, level="warn")


def showing(request: Any, import_id: int) -> HttpResponse:
    """Show one import: what came in, what was there already, what could not be read."""
    found = reads.statement_import(request.workspace, import_id)
    if found is None:
        raise Http404
    filters = reads.LineFilters(statement=found.pk)
    rows = reads.lines(request.workspace, filters)
    context = {
        "found": found,
        "rows": rows[:20],
        "sums": reads.sums(rows),
        "rest": max(0, found.new_count - 20),
        "query": filters.query(),
        "can_undo": found.undone_at is None and found.new_count > 0 and reads.untouched(request.workspace, found.pk),
        "now": timezone.now(),
    }
    return render(request, "billing/bank_import.html", context)


@require_POST
def undo(request: Any, import_id: int) -> HttpResponse:
    """Take an import's lines out again."""
    try:
        count = services.undo_import(request.workspace, import_id, now=timezone.now(), actor=str(request.user))
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, ngettext("%(count)s line was taken out again.", "%(count)s lines were taken out again.", count) % {"count": count})
    return go(request, reverse("billing:bank_import", args=[import_id]))


@require_POST
def rename(request: Any, account_id: int) -> HttpResponse:
    """Call an account differently."""
    form = AccountForm(request.POST)
    try:
        account = services.rename_account(
            request.workspace, account_id, form.data.get("name", ""), now=timezone.now(), actor=str(request.user)
        )
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, _("The account is called “%(name)s” now.") % {"name": account.name})
    return go(request, reverse("billing:bank"))


def lines(request: Any) -> HttpResponse:
    """List the lines of all accounts, narrowed as the person likes."""
    days = FilterForm(request.GET)
    filters = _filters(request, days)
    found = reads.lines(request.workspace, filters)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = reads.state_counts(request.workspace, filters)
    base = reverse("billing:bank_lines")
    tabs = [{"label": _("All"), "url": f"{base}?{filters.query(state='')}", "current": not filters.state, "count": counts.get("", 0)}]
    for state in reads.STATES:
        tab = {"label": state.label, "url": f"{base}?{filters.query(state=state.value)}", "count": counts.get(state.value, 0)}
        tabs.append({**tab, "current": filters.state == state.value})
    context = {
        "page": page,
        "filters": filters,
        "days": days,
        "query": filters.query(),
        "tabs": tabs,
        "accounts": reads.accounts(request.workspace),
        "sums": reads.sums(found) if filters.is_narrowed else [],
        "has_account": counts.get("", 0) > 0 or reads.has_account(request.workspace),
    }
    return render_page(request, "billing/bank_lines.html", "billing/bank_lines_list.html", context)


def _filters(request: Any, days: FilterForm) -> reads.LineFilters:
    given = request.GET
    is_valid = days.is_valid()
    state, way = given.get("state", ""), given.get("way", "")
    return reads.LineFilters(
        q=given.get("q", "").replace("\x00", "").strip()[:100],
        account=_whole_number(given.get("account", "")),
        statement=_whole_number(given.get("statement", "")),
        state=state if state in reads.STATES.values else "",
        way=way if way in {"in", "out"} else "",
        since=days.cleaned_data.get("since") if is_valid else None,
        until=days.cleaned_data.get("until") if is_valid else None,
    )


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
