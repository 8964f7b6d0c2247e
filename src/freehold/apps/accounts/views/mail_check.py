"""Whether mails arrive: the records of the sender's domain, looked up when the owner asks, and signing by a key of one's own."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts.views.common import WorkspaceRequest, actor, owners_only
from freehold.apps.accounts.views.settings import tabs
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash
from freehold.kit.mailing import selectors
from freehold.kit.mailing.preflight_words import told
from freehold.kit.mailing.services import dkim
from freehold.kit.mailing.services.preflight import run_preflight


def page(request: WorkspaceRequest) -> HttpResponse:
    """Show what the last look found, and the key."""
    account = selectors.account_of(request.workspace.pk)
    domain = dkim.sender_domain(account) if account else ""
    context = {
        "account": account,
        "domain": domain,
        "findings": [told(one) for one in selectors.preflight_of(account)] if account else [],
        "has_key": bool(account and account.dkim_key),
        "key_fits": bool(account and account.dkim_domain == domain),
        "record": (dkim.record_name(account), dkim.record_value(account)) if account and account.dkim_key else None,
        "now": timezone.now(),
        "tabs": tabs("mail"),
    }
    return render(request, "accounts/mail_check.html", context)


@require_POST
@owners_only
def check(request: WorkspaceRequest) -> HttpResponse:
    """Look the records up now."""
    if request.workspace.is_demo:
        raise PermissionDenied  # nothing leaves the demo
    try:
        found = run_preflight(request.workspace.pk, now=timezone.now())
    except UserError as error:
        flash(request, str(error), level="bad")
        return redirect("accounts:mail")
    wrong = sum(one.level in {"bad", "warn"} for one in found)
    flash(request, _("Looked up. %(n)d points need you.") % {"n": wrong} if wrong else _("Looked up. Nothing needs you."))
    return redirect("accounts:mail_check")


@require_POST
@owners_only
def key(request: WorkspaceRequest) -> HttpResponse:
    """Make a key, switch signing on or off: what the pressed button says."""
    workspace, now = request.workspace.pk, timezone.now()
    wish = request.POST.get("wish", "")
    try:
        if wish == "make":
            dkim.make_dkim_key(workspace, by=actor(request), now=now)
            flash(request, _("The key is made. Publish its record; then switch signing on."))
        elif wish in {"on", "trust"}:
            dkim.switch_dkim_on(workspace, by=actor(request), now=now, trust=wish == "trust")
            flash(request, _("Your mails are signed from now on."))
        elif wish == "off":
            dkim.switch_dkim_off(workspace, by=actor(request), now=now)
            flash(request, _("Your mails are no longer signed here. The key is kept."))
    except UserError as error:
        flash(request, str(error), level="bad")
    return redirect("accounts:mail_check")
