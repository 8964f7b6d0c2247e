"""Clients that are perhaps the same: found, compared side by side, merged, kept apart, and each taken back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.clients import selectors, services
from freehold.apps.clients.selectors import duplicates as reads
from freehold.apps.clients.services.duplicates import keep_apart, together_again
from freehold.apps.clients.services.merging import CHOSEN
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go


@require_safe
def listing(request: Any) -> HttpResponse:
    """Show the pairs that are perhaps the same, the surest first, and the merges that were made."""
    pairs, count = reads.alike(request.workspace)
    context = {"pairs": pairs, "count": count, "rest": count - len(pairs), "merges": reads.merges(request.workspace), "now": timezone.now()}
    return render(request, "clients/duplicates.html", context)


@require_safe
def comparing(request: Any, kept_id: int, gone_id: int) -> HttpResponse:
    """Show two clients side by side, to choose whose values stay."""
    found = reads.clients_by_id(request.workspace, (kept_id, gone_id))
    if kept_id not in found or gone_id not in found or kept_id == gone_id:
        raise Http404
    kept, gone = found[kept_id], found[gone_id]
    return render(request, "clients/compare.html", {"kept": kept, "gone": gone, "sides": reads.side_by_side(kept, gone)})


@require_POST
@complaints_as_toasts
def merge(request: Any, kept_id: int, gone_id: int) -> HttpResponse:
    """Make two clients one, with the chosen values."""
    known = reads.clients_by_id(request.workspace, (kept_id, gone_id))
    if len(known) < 2 and selectors.standing_for(request.workspace, gone_id) == kept_id != gone_id:
        # The button was pressed twice: it is done.
        return go(request, reverse("clients:detail", args=[kept_id]))
    said = {name: request.POST.get(f"take_{name}", "") for name in CHOSEN}
    choose = {name: gone_id if value == "theirs" else kept_id for name, value in said.items() if value in {"mine", "theirs"}}
    row = services.merge_clients(request.workspace, kept_id, gone_id, choose=choose, now=timezone.now(), actor=str(request.user))
    flash(request, _("They are one client now."), undo=reverse("clients:merge_undo", args=[row.pk]))
    return go(request, reverse("clients:detail", args=[row.kept_id]))


@require_safe
def merged(request: Any, merge_id: int) -> HttpResponse:
    """Show a merge that was made, and let it be taken back."""
    row = reads.merge(request.workspace, merge_id)
    if row is None:
        raise Http404
    return render(request, "clients/merged.html", {"merge": row, "now": timezone.now()})


@require_POST
@complaints_as_toasts
def undo(request: Any, merge_id: int) -> HttpResponse:
    """Take a merge back, and say what could not be."""
    done = services.undo_merge(request.workspace, merge_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("“%(kept)s” and “%(gone)s” are two clients again.") % {"kept": done.kept.name, "gone": done.gone.name})
    for words in done.stays[:5]:
        flash(request, words, level="warn")
    return go(request, reverse("clients:detail", args=[done.gone.pk]))


@require_POST
@complaints_as_toasts
def apart(request: Any, kept_id: int, gone_id: int) -> HttpResponse:
    """Note that two clients are not the same."""
    keep_apart(request.workspace, kept_id, gone_id, now=timezone.now())
    flash(request, _("They are not shown again."), undo=reverse("clients:together", args=[kept_id, gone_id]))
    return go(request, reverse("clients:duplicates"))


@require_POST
def together(request: Any, kept_id: int, gone_id: int) -> HttpResponse:
    """Take back that two clients are not the same."""
    together_again(request.workspace, kept_id, gone_id)
    return go(request, reverse("clients:duplicates"))
