"""Clients leave: as a table or an address book, or forgotten for real."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freehold.apps.clients import selectors
from freehold.apps.clients.selectors.filters import Filters, filtered
from freehold.apps.clients.services.exporting import to_csv, to_vcards
from freehold.apps.clients.services.forgetting import fates, forget_client
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, go


@require_safe
def as_csv(request: Any) -> HttpResponse:
    """Hand out what the list shows as a table."""
    rows = filtered(request.workspace, Filters.of(request.GET))
    content = to_csv(request.workspace, rows, now=timezone.now(), actor=str(request.user))
    return _file(content, "text/csv; charset=utf-8", "clients.csv")


@require_safe
def as_vcards(request: Any) -> HttpResponse:
    """Hand out what the list shows as an address book."""
    rows = filtered(request.workspace, Filters.of(request.GET))
    content = to_vcards(request.workspace, rows, now=timezone.now(), actor=str(request.user))
    return _file(content, "text/vcard; charset=utf-8", "clients.vcf")


def forget(request: Any, client_id: int) -> HttpResponse:
    """Say what would go and what would stay, and do it after the person's word."""
    client = selectors.client(request.workspace, client_id)
    if client is None or client.forgotten_at is not None:
        raise Http404
    error = ""
    if request.method == "POST":
        if request.POST.get("sure") != "on":
            error = _("Nothing was deleted yet. Tick the box first: this cannot be undone.")
        else:
            try:
                asked = request.POST.get("suppress") == "on"
                forget_client(request.workspace, client.pk, now=timezone.now(), actor=str(request.user), suppress_too=asked)
            except UserError as refused:
                error = str(refused)
            else:
                flash(request, _("Forgotten. What is left is what the law asks to keep."))
                return go(request, reverse("clients:list"))
    found = fates(request.workspace, client)
    context = {
        "client": client,
        "goes": [fate for fate in found if not fate.stays and not fate.blocks],
        "stays": [fate for fate in found if fate.stays and not fate.blocks],
        "blocks": [fate for fate in found if fate.blocks],
        "error": error,
    }
    return render(request, "clients/forget.html", context, status=422 if error else 200)


def _file(content: bytes, mime: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=mime, headers=headers)
