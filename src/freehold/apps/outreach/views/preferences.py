"""How outreach is sent: caps, hours, weekdays, postal address, and whether the mail of this domain is trusted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freehold.apps.accounts import selectors as accounts
from freehold.apps.accounts.countries import country_names
from freehold.apps.outreach.forms.preferences import PreferencesForm
from freehold.apps.outreach.selectors import campaigns as reads
from freehold.apps.outreach.services.settings import save_settings
from freehold.apps.outreach.views.common import address_of, frame
from freehold.domain.errors import UserError
from freehold.domain.outreach.rules import AS_OF, rule_of
from freehold.kit.design.htmx import flash
from freehold.kit.mailing.selectors import account_of, can_be_unsubscribed_from, preflight_of


@require_http_methods(["GET", "HEAD", "POST"])
def showing(request: Any) -> HttpResponse:
    """Show and change the settings."""
    settings = reads.settings_of(request.workspace)
    people = [(row.pk, row.name) for row in accounts.freelancers(request.workspace)]
    form = PreferencesForm(
        request.POST if request.method == "POST" else None, initial=PreferencesForm.initial_of(settings), freelancers=people
    )
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        if "freelancer" in values:
            chosen = values.pop("freelancer")
            values["freelancer_id"] = int(chosen) if chosen else None
        try:
            save_settings(request.workspace, now=timezone.now(), actor=str(request.user), **values)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved. What is approved leaves by these rules from now on."))
            return redirect("outreach:settings")
    account = account_of(request.workspace.pk)
    context = {
        **frame("settings"),
        "form": form,
        "account": account,
        "checked_at": account.preflight_at if account else None,
        "findings": [{"name": one.check.upper(), "is_ok": one.level == "ok"} for one in preflight_of(account)] if account else [],
        "can_unsubscribe": can_be_unsubscribed_from(request.workspace.pk),
        "check_url": address_of("accounts:mail_check") or address_of("accounts:mail"),
        "laws": _laws(request.workspace.country),
        "as_of": AS_OF,
        "now": timezone.now(),
    }
    return render(request, "outreach/settings.html", context, status=422 if form.errors else 200)


def _laws(own: str) -> list[dict[str, str]]:
    codes = dict.fromkeys(code for code in (own, "DE", "GB", "US", "FR") if code)
    names = dict(country_names(get_language() or "en"))
    return [{"place": names.get(code, code), "name": rule_of(code).name, "link": rule_of(code).link} for code in codes]
