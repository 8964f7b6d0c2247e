"""Asking for a testimonial: whom and about what, the mail exactly as it goes out, or a link to hand over."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.services.mail_words import public_address
from freehold.apps.clients import selectors as clients
from freehold.apps.reputation.forms import MailForm, WhomForm
from freehold.apps.reputation.selectors import testimonials
from freehold.apps.reputation.services import asking
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash


@require_safe
def ask(request: Any) -> HttpResponse:
    """Choose whom to ask and about what; then the mail is shown."""
    choices = clients.client_choices(request.workspace)
    form = WhomForm(choices, request.GET if "client" in request.GET else None)
    if form.is_bound and form.is_valid():
        query = urlencode({"about": form.cleaned_data["about"]}) if form.cleaned_data["about"] else ""
        return redirect(reverse("reputation:mail", args=[form.cleaned_data["client"]]) + (f"?{query}" if query else ""))
    return render(request, "reputation/ask.html", {"form": form, "has_clients": bool(choices)}, status=422 if form.errors else 200)


def mail(request: Any, client_id: int) -> HttpResponse:
    """Show the mail exactly as it goes out, and send it at the press of one button."""
    about = " ".join((request.POST if request.method == "POST" else request.GET).get("about", "").replace("\x00", "").split())[:200]
    try:
        ready = asking.prepare(request.workspace, client_id, subject=about)
    except UserError as error:
        raise Http404 from error
    first = ready.receivers[0] if ready.receivers else asking.Receiver("", "")
    initial = {"to": first.address, "to_name": first.name, "subject": ready.words.subject, "text": ready.words.text}
    form = MailForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            asking.ask_by_mail(
                request.workspace,
                client_id,
                about=about,
                approve_by=str(request.user),
                now=timezone.now(),
                actor=str(request.user),
                **given,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("It is on its way to %(to)s.") % {"to": given["to"]})
            return redirect("reputation:page")
    context = {"ready": ready, "form": form, "about": about}
    return render(request, "reputation/mail.html", context, status=422 if form.errors else 200)


@require_POST
@complaints_as_toasts
def by_link(request: Any, client_id: int) -> HttpResponse:
    """Make a link that the owner hands over, and show it this once."""
    about = request.POST.get("about", "").replace("\x00", "")
    _row, path = asking.ask_by_link(request.workspace, client_id, about=about, now=timezone.now(), actor=str(request.user))
    return _link(request, path)


@require_POST
@complaints_as_toasts
def another_link(request: Any, testimonial_id: int) -> HttpResponse:
    """Make another link to a testimonial, and show it this once."""
    if testimonials.one(request.workspace, testimonial_id) is None:
        raise Http404
    return _link(request, asking.another_link(request.workspace, testimonial_id, now=timezone.now()))


def _link(request: Any, path: str) -> HttpResponse:
    base = public_address()
    address = f"{base}{path}" if base else request.build_absolute_uri(path)
    response = render(request, "reputation/link.html", {"address": address, "reachable": bool(base)})
    response.headers["Cache-Control"] = "no-store"
    return response
