"""The billing settings: who you are to the tax office, how you are paid, how your papers look and are numbered."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.forms.settings import SECTIONS, LogoForm, SeriesForm, StartForm, initial_of
from freehold.apps.billing.models import DocumentKind, Series
from freehold.apps.billing.selectors.settings import billing_settings, series_of
from freehold.apps.billing.services import numbering, sample
from freehold.apps.billing.services.checks import seller_complaints
from freehold.apps.billing.services.settings import remove_logo, save_logo, save_settings
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go

PREVIEW_WIDTH = 800


def start(request: Any) -> HttpResponse:
    """Ask for what an invoice legally needs, once; the rest has defaults."""
    settings = billing_settings(request.workspace)
    form = StartForm(request.POST or None, initial=initial_of(StartForm, settings))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["account_holder"] = settings.account_holder or given["name"]
        save_settings(request.workspace, now=timezone.now(), actor=str(request.user), **given)
        flash(request, _("That is all an invoice needs. Everything else can stay as it is."))
        return redirect(safe_next(request) or "billing:new")
    return render(request, "billing/settings_start.html", {"form": form}, status=422 if form.errors else 200)


def section(request: Any, name: str = "you") -> HttpResponse:
    """Show one page of the settings and save it."""
    if name == "numbers":
        return _numbers(request)
    kind = SECTIONS.get(name)
    if kind is None:
        raise Http404
    settings = billing_settings(request.workspace)
    form: Any = kind(request.POST or None, initial=initial_of(kind, settings))
    form.country_of_seller = settings.country
    if request.method == "POST" and form.is_valid():
        try:
            given = {key: 0 if value is None and key == "set_aside_percent" else value for key, value in form.cleaned_data.items()}
            save_settings(request.workspace, now=timezone.now(), actor=str(request.user), **given)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved. Papers that are issued stay as they are."))
            return redirect("billing:settings_section", name)
    context = {
        "form": form,
        "name": name,
        "settings": settings,
        "tabs": tabs(name),
        "logo_form": LogoForm() if name == "look" else None,
        "missing": list(seller_complaints(settings)),
    }
    return render(request, "billing/settings.html", context, status=422 if form.errors else 200)


def _numbers(request: Any) -> HttpResponse:
    language = request.workspace.language
    for kind in (DocumentKind.INVOICE, DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE):
        numbering.default_series(request.workspace, kind, language=language)
    rows = list(series_of(request.workspace))
    which = request.POST.get("series", "")
    forms = [(row, SeriesForm(row, request.POST if which == str(row.pk) else None)) for row in rows]
    chosen = next((pair for pair in forms if str(pair[0].pk) == which), None)
    if request.method == "POST" and chosen and chosen[1].is_valid():
        try:
            numbering.change_series(request.workspace, chosen[0].pk, **chosen[1].cleaned_data)
        except UserError as error:
            chosen[1].add_error(None, str(error))
        else:
            flash(request, _("Saved. Numbers that were given out stay."))
            return redirect("billing:settings_section", "numbers")
    today = timezone.localdate()
    listed = [
        {"series": row, "form": form, "label": _counted(row), "next": numbering.next_number(row, today).number} for row, form in forms
    ]
    status = 422 if any(form.errors for _row, form in forms) else 200
    context = {"listed": listed, "tabs": tabs("numbers"), "name": "numbers"}
    return render(request, "billing/settings_numbers.html", context, status=status)


@require_safe
def picture(request: Any) -> HttpResponse:
    """Show a sample paper as it would look with what stands in the form now."""
    settings = billing_settings(request.workspace)
    form = SECTIONS["look"](request.GET)
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(settings, name, value)
    png = sample.picture(settings, today=timezone.localdate(), language=request.workspace.language, width=PREVIEW_WIDTH)
    return HttpResponse(png, content_type="image/png", headers={"Cache-Control": "no-store"})


@require_safe
def preview(request: Any) -> HttpResponse:
    """Return the frame of the sample picture for what stands in the form now."""
    query = request.GET.copy()
    query.pop("csrfmiddlewaretoken", None)
    return render(request, "billing/_sample.html", {"query": query.urlencode()})


@require_POST
@complaints_as_toasts
def logo(request: Any) -> HttpResponse:
    """Keep a logo, or take it away."""
    if request.POST.get("remove"):
        remove_logo(request.workspace, now=timezone.now(), actor=str(request.user))
        flash(request, _("The logo is taken away."))
    else:
        given = request.FILES.get("logo")
        if given is None:
            raise UserError(_("No picture was chosen. The former logo was kept."))
        save_logo(request.workspace, given.read(), now=timezone.now(), actor=str(request.user))
        flash(request, _("The logo stands on your papers from now on."))
    return go(request, reverse("billing:settings_section", args=["look"]))


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs of the billing settings."""
    names = {
        "you": _("You"),
        "tax": _("Tax"),
        "paying": _("Being paid"),
        "look": _("Look"),
        "numbers": _("Numbers"),
        "einvoice": _("E-invoice"),
    }
    found = [
        {"label": label, "url": reverse("billing:settings_section", args=[key]), "current": key == current} for key, label in names.items()
    ]
    online = {"label": _("Paying online"), "url": reverse("billing:payment_keys"), "current": current == "online"}
    return [*found, online, {"label": _("Reminders"), "url": reverse("billing:reminders_ladder"), "current": False}]


def safe_next(request: Any) -> str:
    """Return where to go on after the first run: a page of ours, or ""."""
    from django.utils.http import url_has_allowed_host_and_scheme

    wanted: str = request.GET.get("next", "")
    return wanted if wanted.startswith("/money/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def _counted(row: Series) -> str:
    return {"invoice": _("Invoices"), "quote": _("Quotes"), "credit_note": _("Credit notes")}.get(row.kind, row.name)
