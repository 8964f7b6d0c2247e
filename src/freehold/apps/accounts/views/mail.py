"""The mail account: who your mails come from, through which server, whether it works, and what may leave."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts.forms.mail import PRESETS, MailAccountForm
from freehold.apps.accounts.views.common import WorkspaceRequest, actor, owners_only
from freehold.apps.accounts.views.settings import tabs
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash
from freehold.kit.mailing import selectors, services
from freehold.kit.mailing.kinds import kind_name


def mail(request: WorkspaceRequest) -> HttpResponse:
    """Show the mail account, and save and try a changed one."""
    account = selectors.account_of(request.workspace.pk)
    chosen = request.GET.get("with", "")
    preset = PRESETS.get(chosen)
    if account is not None and preset is None:
        initial = MailAccountForm.initial_of(account)
    else:
        name = request.freelancer.name if request.freelancer else str(request.user)
        initial = MailAccountForm.initial_for(preset or PRESETS["own"], name=name, address=request.user.email or "")
    form = MailAccountForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        stored=account is not None and bool(account.password) and preset is None,
        hint=preset.hint if preset else "",
    )
    if request.method == "POST":
        if not request.is_owner or request.workspace.is_demo:
            raise PermissionDenied
        if form.is_valid() and _saved(request, form):
            return redirect("accounts:mail")
    context = {
        "form": form,
        "account": account,
        "preset": preset,
        "presets": [(key, one.name, key == chosen) for key, one in PRESETS.items()],
        "shows_form": account is not None or preset is not None or form.is_bound,
        "approvals": [(row, kind_name(row.kind)) for row in selectors.approvals(request.workspace.pk)],
        "now": timezone.now(),
        "tabs": tabs("mail"),
    }
    return render(request, "accounts/mail.html", context, status=422 if form.errors else 200)


@require_POST
@owners_only
def test(request: WorkspaceRequest) -> HttpResponse:
    """Sign in at the server, sending nothing."""
    _try(request)
    return redirect("accounts:mail")


@require_POST
@owners_only
def remove(request: WorkspaceRequest) -> HttpResponse:
    """Take the account and its password away."""
    services.remove_account(request.workspace.pk, by=actor(request), now=timezone.now())
    flash(request, _("The mail account and its password are removed. Mails that wait are kept."))
    return redirect("accounts:mail")


@require_POST
@owners_only
def withdraw(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Let no more mails of a kind leave by themselves."""
    services.withdraw_approval(request.workspace.pk, kind[:50], by=actor(request), now=timezone.now())
    flash(request, _("%(kind)s wait for your word again.") % {"kind": kind_name(kind)})
    return redirect("accounts:mail")


def _saved(request: WorkspaceRequest, form: MailAccountForm) -> bool:
    try:
        services.save_account(request.workspace.pk, form.facts(), by=actor(request), now=timezone.now())
    except UserError as error:
        form.add_error(None, str(error))
        return False
    _try(request)
    return True


def _try(request: WorkspaceRequest) -> None:
    try:
        services.check_account(request.workspace.pk, now=timezone.now())
        flash(request, _("It works: the server let us in. Nothing was sent."))
    except UserError as error:
        flash(request, _("Saved, but it does not work yet: %(why)s") % {"why": error}, level="bad")
