"""Settings → Paying online: the keys of a payment provider, and the address that its notices come to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from freehold.apps.billing.payment_services import payment_services
from freehold.apps.billing.selectors.checkout import account_by_hook, account_of
from freehold.apps.billing.services import provider_accounts, provider_events
from freehold.apps.billing.views.settings import tabs
from freehold.domain.errors import UserError
from freehold.domain.payments import SignatureRefused
from freehold.kit.design.htmx import flash, go
from freehold.kit.scoping import open_to_everyone

STRIPE = "stripe"
_LARGEST_NOTICE = 1_000_000
_PASSWORD = {"autocomplete": "off", "spellcheck": "false"}


class KeysForm(forms.Form):
    """The keys of one account. What is stored is never shown; an empty box keeps it."""

    secret_key = forms.CharField(
        label=gettext_lazy("Secret key"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs=_PASSWORD),
        help_text=gettext_lazy("In Stripe under Developers → API keys. It begins with sk_ or rk_ and is stored encrypted."),
    )
    webhook_secret = forms.CharField(
        label=gettext_lazy("Signing secret of the webhook"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs=_PASSWORD),
        help_text=gettext_lazy("Only if Stripe can reach this Freehold from outside. It begins with whsec_."),
    )

    def __init__(self, *args: Any, stored: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secret_key"].required = not stored


@never_cache
def keys(request: Any) -> HttpResponse:
    """Show and store the keys of Stripe; they are tried before they are stored."""
    _owners_only(request)
    account = account_of(request.workspace, STRIPE)
    form = KeysForm(request.POST if request.method == "POST" else None, stored=account is not None)
    if request.method == "POST" and form.is_valid():
        try:
            _account, live = provider_accounts.save_keys(
                request.workspace, provider=STRIPE, now=timezone.now(), actor=str(request.user), **form.cleaned_data
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            words = (
                _("The keys work. Clients can pay online now.") if live else _("The keys work. This is Stripe's test mode: no real money.")
            )
            flash(request, words)
            return go(request, reverse("billing:payment_keys"))
    context = {
        "form": form,
        "account": account,
        "hook_url": request.build_absolute_uri(reverse("payment_hook", args=[STRIPE, account.hook])) if account else "",
        "tabs": tabs("online"),
        "notices": payment_services.get(STRIPE).notices if STRIPE in payment_services else (),
    }
    return render(request, "billing/portal/keys.html", context, status=422 if form.errors else 200)


@require_POST
def switch(request: Any) -> HttpResponse:
    """Offer payment online, or offer it no more."""
    _owners_only(request)
    account = account_of(request.workspace, STRIPE)
    if account is not None:
        active = request.POST.get("active") == "1"
        provider_accounts.set_active(request.workspace, account.pk, active=active, now=timezone.now(), actor=str(request.user))
        flash(request, _("Clients can pay online again.") if active else _("Paying online is offered no more. What was begun goes on."))
    return redirect("billing:payment_keys")


@csrf_exempt  # the signature in the header says who sent it
@open_to_everyone
@require_POST
def hook(request: HttpRequest, provider: str, hook: str) -> HttpResponse:
    """Take one notice of a provider: 200 when it was handled, now or before; 400 when it cannot be believed; 503 to send it again."""
    account = account_by_hook(provider, hook)
    if account is None:
        return JsonResponse({"detail": "There is no account at this address."}, status=404)
    length = request.headers.get("Content-Length", "0")
    if not (length.isascii() and length.isdigit() and len(length) < 10) or int(length) > _LARGEST_NOTICE:
        return JsonResponse({"detail": "The notice is too large."}, status=413)
    try:
        outcome = provider_events.receive(account, request.body, request.headers.get("Stripe-Signature", ""), now=timezone.now())
    except SignatureRefused as error:
        return JsonResponse({"detail": str(error)}, status=400)
    except UserError as error:
        # Something had to be asked back and could not be, or the keys cannot be read: nothing was marked as handled, so
        # it may come again, and the owner sees why on the page of the keys.
        provider_accounts.note_trouble(account, str(error))
        return JsonResponse({"detail": "It cannot be handled now. Send it again later."}, status=503)
    return JsonResponse({"outcome": outcome})


def _owners_only(request: Any) -> None:
    if not getattr(request, "is_owner", False):
        raise PermissionDenied
