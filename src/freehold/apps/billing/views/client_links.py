"""Links for clients and their questions, as the owner sees them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from freehold.apps.billing.selectors import portal as reads
from freehold.apps.billing.services import portal
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash


@never_cache
def client_links(request: Any) -> HttpResponse:
    """List the links that work and the open questions; a new link is made and shown once here."""
    made, trouble = "", ""
    if request.method == "POST":
        client_id, document_id = (request.POST.get(name, "") for name in ("client", "document"))
        try:
            path = portal.make_link(
                request.workspace,
                _whole_number(client_id) or 0,
                document_id=_whole_number(document_id),
                now=timezone.now(),
                actor=str(request.user),
            )
            made = request.build_absolute_uri(path)
        except UserError as error:
            trouble = str(error)
    context = {
        "made": made,
        "trouble": trouble,
        "clients": clients.client_choices(request.workspace),
        "chosen": request.POST.get("client", request.GET.get("client", "")),
        "links": reads.links_of(request.workspace, timezone.now()),
        "questions": reads.open_questions(request.workspace),
    }
    return render(request, "billing/portal/links.html", context, status=422 if trouble else 200)


@require_POST
def withdraw_link(request: Any, link_id: int) -> HttpResponse:
    """Make a link worthless."""
    if portal.withdraw_link(request.workspace, link_id, now=timezone.now(), actor=str(request.user)):
        flash(request, _("The link does not work any more."))
    return redirect("billing:client_links")


@require_POST
def answered(request: Any, question_id: int) -> HttpResponse:
    """Take a question from the list."""
    if portal.mark_answered(request.workspace, question_id, now=timezone.now()):
        flash(request, _("Marked as answered."))
    return redirect("billing:client_links")


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
