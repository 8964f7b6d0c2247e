"""Webhooks: the addresses that are told what happens here, and the log of what they were told."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts.forms.webhooks import EndpointForm
from freehold.apps.accounts.views.common import WorkspaceRequest, actor, owners_only
from freehold.apps.accounts.views.settings import tabs
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash
from freehold.kit.webhooks import selectors, services
from freehold.kit.webhooks.models import Endpoint
from freehold.kit.webhooks.services.delivering import deliver

PAGE_SIZE = 30
_SECRET = "webhook_secret"  # noqa: S105 - the name of a place in the session, not a secret


@owners_only
def webhooks(request: WorkspaceRequest) -> HttpResponse:
    """List the addresses and add one."""
    form = EndpointForm(request.POST if request.method == "POST" else None, initial={"events": ["*"]})
    if request.method == "POST" and form.is_valid():
        if request.workspace.is_demo:
            raise PermissionDenied
        try:
            row, secret = services.add_endpoint(request.workspace.pk, by=actor(request), now=timezone.now(), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            request.session[_SECRET] = [row.pk, secret]
            return redirect("accounts:webhook", row.pk)
    context = {"form": form, "endpoints": selectors.endpoints(request.workspace.pk), "tabs": tabs("webhooks"), "now": timezone.now()}
    return render(request, "accounts/webhooks.html", context, status=422 if form.errors else 200)


@owners_only
def webhook(request: WorkspaceRequest, endpoint_id: int) -> HttpResponse:
    """Show one address with the log of what it was told, and change it."""
    row = _row(request, endpoint_id)
    form = EndpointForm(
        request.POST if request.method == "POST" else None, initial={"url": row.url, "label": row.label, "events": row.events}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_endpoint(request.workspace.pk, row.pk, by=actor(request), now=timezone.now(), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("accounts:webhook", row.pk)
    page = Paginator(selectors.deliveries(row), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "endpoint": row,
        "page": page,
        "secret": _fresh_secret(request, row),
        "tabs": tabs("webhooks"),
        "now": timezone.now(),
    }
    return render(request, "accounts/webhook.html", context, status=422 if form.errors else 200)


@require_POST
@owners_only
def webhook_test(request: WorkspaceRequest, endpoint_id: int) -> HttpResponse:
    """Send a harmless event at once and say how it went."""
    now = timezone.now()
    delivery = services.send_test(request.workspace.pk, _row(request, endpoint_id).pk, now=now)
    arrived = deliver(delivery.pk, now=now)
    delivery.refresh_from_db()
    if arrived:
        flash(request, _("It arrived: the address answered with %(code)s.") % {"code": delivery.response_code})
    else:
        flash(request, _("It did not arrive: %(why)s") % {"why": delivery.error}, level="bad")
    return redirect("accounts:webhook", endpoint_id)


@require_POST
@owners_only
def webhook_switch(request: WorkspaceRequest, endpoint_id: int) -> HttpResponse:
    """Switch an address on or off."""
    active = request.POST.get("on") == "1"
    services.switch_endpoint(request.workspace.pk, _row(request, endpoint_id).pk, active=active, by=actor(request), now=timezone.now())
    flash(request, _("It is told what happens from now on.") if active else _("It is told nothing more."))
    return redirect("accounts:webhook", endpoint_id)


@require_POST
@owners_only
def webhook_secret(request: WorkspaceRequest, endpoint_id: int) -> HttpResponse:
    """Give an address another secret."""
    row = _row(request, endpoint_id)
    request.session[_SECRET] = [row.pk, services.new_secret(request.workspace.pk, row.pk, by=actor(request), now=timezone.now())]
    return redirect("accounts:webhook", endpoint_id)


@require_POST
@owners_only
def webhook_remove(request: WorkspaceRequest, endpoint_id: int) -> HttpResponse:
    """Take an address away, with its log."""
    services.remove_endpoint(request.workspace.pk, _row(request, endpoint_id).pk, by=actor(request), now=timezone.now())
    flash(request, _("The address is removed."))
    return redirect("accounts:webhooks")


@require_POST
@owners_only
def webhook_resend(request: WorkspaceRequest, endpoint_id: int, delivery_id: int) -> HttpResponse:
    """Tell an event again."""
    try:
        services.resend(request.workspace.pk, delivery_id, now=timezone.now())
        flash(request, _("It is being sent again."), level="info")
    except UserError as error:
        flash(request, str(error), level="bad")
    return redirect("accounts:webhook", endpoint_id)


def _row(request: WorkspaceRequest, endpoint_id: int) -> Endpoint:
    found = selectors.endpoint_of(request.workspace.pk, endpoint_id)
    if found is None:
        raise Http404
    return found


def _fresh_secret(request: WorkspaceRequest, row: Endpoint) -> str:
    """Return a secret that was just made, once."""
    kept = request.session.get(_SECRET)
    if not isinstance(kept, list) or len(kept) != 2 or kept[0] != row.pk:
        return ""
    del request.session[_SECRET]
    return str(kept[1])
