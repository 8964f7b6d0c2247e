"""The page of reputation: what would be in a file, what is chosen, what clients have said, and the files that were made."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.reputation import panels
from freehold.apps.reputation.forms import ChoicesForm, ClientForm
from freehold.apps.reputation.models import TestimonialState
from freehold.apps.reputation.selectors import keys, testimonials
from freehold.apps.reputation.services import asking as asks
from freehold.apps.reputation.services import choices as chooses
from freehold.apps.reputation.services.gathering import Gathered, gather
from freehold.apps.reputation.services.issuing import TYPES, issue_file
from freehold.apps.reputation.services.keys import renew_key
from freehold.apps.reputation.services.wording import described, entry_of, paper_of
from freehold.domain.errors import UserError
from freehold.domain.reputation.signing import in_groups
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go

PAGE, FILES, CLIENTS = 20, 12, 200
_FIELDS = ("holder", "headline", "with_work", "with_proposals", "with_testimonials")


@require_safe
def page(request: Any) -> HttpResponse:
    """Show everything about the work history."""
    return _shown(request)


@require_POST
def choices(request: Any) -> HttpResponse:
    """Keep what the history shows."""
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        return _shown(request, form=form, status=422)
    chooses.save_settings(request.workspace, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
    flash(request, _("Kept. The preview shows it."))
    return redirect("reputation:page")


@require_POST
@complaints_as_toasts
def client(request: Any, client_id: int) -> HttpResponse:
    """Keep how one client stands in the history."""
    form = ClientForm(request.POST)
    if not form.is_valid():
        raise UserError(_("At most 60 characters say what a client does. Nothing was kept."))
    chooses.choose_client(request.workspace, client_id, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
    flash(request, _("Kept. The preview shows it."))
    return go(request, reverse("reputation:page") + "#clients")


@require_POST
@complaints_as_toasts
def download(request: Any, kind: str) -> HttpResponse:
    """Make a file, sign it and hand it out."""
    if kind not in TYPES:
        raise Http404
    made = issue_file(request.workspace, kind, now=timezone.now(), actor=str(request.user))
    headers = {
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(made.content, content_type=made.mime, headers=headers)


@require_POST
@complaints_as_toasts
def renew(request: Any) -> HttpResponse:
    """Retire the key and make another."""
    renew_key(request.workspace, seen=request.POST.get("seen", "")[:64], now=timezone.now(), actor=str(request.user))
    flash(request, _("A new key signs from now on. Files that the old one signed stay valid."))
    return go(request, reverse("reputation:page") + "#key")


@require_POST
@complaints_as_toasts
def show(request: Any, testimonial_id: int) -> HttpResponse:
    """Show a client's words or hide them; `hidden` says which, so that the same twice is the same."""
    _there(request, testimonial_id)
    hidden = request.POST.get("hidden") == "1"
    chooses.hide(request.workspace, testimonial_id, hidden=hidden, now=timezone.now(), actor=str(request.user))
    flash(request, _("Hidden. The next file does not hold it.") if hidden else _("Shown. The next file holds it."))
    return go(request, reverse("reputation:page") + "#testimonials")


@require_POST
@complaints_as_toasts
def remove(request: Any, testimonial_id: int) -> HttpResponse:
    """Take a question back; its link leads nowhere then."""
    _there(request, testimonial_id)
    asks.remove(request.workspace, testimonial_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("Removed. Its link leads nowhere now."))
    return go(request, reverse("reputation:page") + "#testimonials")


def _there(request: Any, testimonial_id: int) -> None:
    if testimonials.one(request.workspace, testimonial_id) is None:
        raise Http404


def _shown(request: Any, *, form: ChoicesForm | None = None, status: int = 200) -> HttpResponse:
    now, workspace = timezone.now(), request.workspace
    found = gather(workspace)
    known = keys.keys(workspace)
    active = next((one for one in known if one.retired_at is None), None)
    tab = request.GET.get("tab", "all")
    tab = tab if tab in testimonials.TABS else "all"
    counts = testimonials.counts(workspace)
    pager = Paginator(testimonials.listed(workspace, tab), PAGE)
    pager.count = counts.tabs[tab]
    rows = pager.get_page(request.GET.get("page"))
    files = list(testimonials.issued_files(workspace)[:FILES])
    context = {
        "tabs": panels.tabs(request),
        "paper": paper_of(found.holder, found.shown_work, found.shown_praise, fingerprint=active.fingerprint if active else "", at=now),
        "has_any": bool(found.shown_work or found.shown_praise),
        "form": form or ChoicesForm(initial={name: getattr(found.settings, name) for name in _FIELDS}),
        "clients": _clients(found),
        "more_clients": max(0, len(found.work) - CLIENTS),
        "page": rows,
        "rows": rows.object_list,
        "counts": counts.tabs,
        "states": _states(tab, counts.tabs),
        "tab": tab,
        "kinds": [("html", _("Page (HTML)")), ("pdf", "PDF"), ("json", "JSON")],
        "files": files,
        "outdated": bool(files and counts.reduced_at and counts.reduced_at > files[0].at),
        "key": active,
        "key_words": in_groups(active.fingerprint) if active else "",
        "old_keys": [(one, in_groups(one.fingerprint)) for one in known if one.retired_at is not None],
        "now": now,
    }
    return render(request, "reputation/page.html", context, status=status)


def _states(tab: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {"all": _("All"), **dict(TestimonialState.choices)}
    base = reverse("reputation:page")
    return [
        {"label": labels[key], "url": f"{base}?tab={key}#testimonials", "count": counts[key], "current": key == tab}
        for key in testimonials.TABS
    ]


def _clients(found: Gathered) -> list[dict[str, Any]]:
    """Return every client with how it would stand: what it agreed to, and the words in place of its name."""
    shown = {one.client: one for one in found.shown_work}
    rows = []
    for one in found.work[:CLIENTS]:
        stands = shown.get(one.client)
        rows.append(
            {
                "work": one,
                "agreed": found.agreed.get(one.client),
                "entry": entry_of(one),
                "stands_as": "" if stands is None else stands.name or described(stands),
            }
        )
    return rows
