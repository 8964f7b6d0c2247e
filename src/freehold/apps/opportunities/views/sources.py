"""Sources: what is read from outside, how it went, and every switch for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.forms import CompanyForm, SourceForm, source_form
from freehold.apps.opportunities.registry import terms_of
from freehold.apps.opportunities.selectors import SourceKind
from freehold.apps.opportunities.services import companies, sources
from freehold.apps.opportunities.views.source_choices import choice_of, groups
from freehold.domain.errors import UserError
from freehold.domain.ports import SourceTerms
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, refresh

PERMISSION = "may_read"


def listing(request: Any) -> HttpResponse:
    """Show the sources with their state, and the kinds that can be added."""
    context = {"sources": selectors.sources(request.workspace), "groups": groups(), "now": timezone.now()}
    return render(request, "opportunities/sources.html", context)


def add(request: Any, kind: str) -> HttpResponse:
    """Ask for what a new source of this kind needs, and add it."""
    choice = choice_of(kind)
    if choice is None:
        raise Http404
    form = _form(choice.kind, request.POST if request.method == "POST" else None)
    terms, asks = choice.kind.terms, False
    if request.method == "POST" and form.is_valid():
        try:
            terms = _terms(choice.kind, form)
            asks = terms.tier == "restricted" and request.POST.get(PERMISSION) != "1"
            if not asks:
                source = sources.add_source(request.workspace, kind=kind, now=timezone.now(), **form.arguments())
                flash(request, _("“%(label)s” is added and being read for the first time.") % {"label": source.label})
                return redirect("opportunities:sources")
        except UserError as error:
            form.add_error(None, str(error))
    context = {"form": form, "choice": choice, "title": choice.name, "terms": terms, "asks": asks, "permission": PERMISSION}
    return render(request, "opportunities/source_form.html", context, status=422 if form.errors else 200)


def add_company(request: Any) -> HttpResponse:
    """Ask for a company's careers page, and watch the board behind it."""
    form = CompanyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            source = companies.watch_company(request.workspace, given["address"], label=given["label"], now=timezone.now())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("“%(label)s” is added and being read for the first time.") % {"label": source.label})
            return redirect("opportunities:sources")
    context = {"form": form, "title": _("A company you would like to work for"), "terms": None, "asks": False}
    return render(request, "opportunities/source_form.html", context, status=422 if form.errors else 200)


def edit(request: Any, source_id: int) -> HttpResponse:
    """Change a source."""
    view = selectors.source(request.workspace, source_id)
    if view is None or view.source.removed_at is not None or view.kind is None:
        raise Http404
    form = _form(view.kind, request.POST if request.method == "POST" else None, view.source)
    terms, asks = view.terms or view.kind.terms, False
    if request.method == "POST" and form.is_valid():
        try:
            terms = _terms(view.kind, form) if form.cleaned_data.get("address") else terms
            asks = terms.tier == "restricted" and request.POST.get(PERMISSION) != "1" and "address" in form.changed_data
            if not asks:
                source = sources.edit_source(request.workspace, source_id, now=timezone.now(), **form.arguments())
                flash(request, _("“%(label)s” is changed.") % {"label": source.label})
                return redirect("opportunities:sources")
        except UserError as error:
            form.add_error(None, str(error))
    context = {"form": form, "source": view.source, "title": view.source.label, "terms": terms, "asks": asks, "permission": PERMISSION}
    return render(request, "opportunities/source_form.html", context, status=422 if form.errors else 200)


@require_POST
@complaints_as_toasts
def read_now(request: Any, source_id: int) -> HttpResponse:
    """Have a source read now."""
    source = sources.poll_now(request.workspace, source_id, now=timezone.now())
    flash(request, _("“%(label)s” is being read.") % {"label": source.label}, level="info")
    return refresh(request)


@require_POST
@complaints_as_toasts
def switch(request: Any, source_id: int) -> HttpResponse:
    """Switch a source on or off."""
    enabled = request.POST.get("on") == "1"
    source = sources.set_enabled(request.workspace, source_id, enabled=enabled, now=timezone.now())
    text = _("“%(label)s” is read again from now on.") if enabled else _("“%(label)s” is paused. What it found stays.")
    flash(request, text % {"label": source.label})
    return refresh(request)


@require_POST
@complaints_as_toasts
def remove(request: Any, source_id: int) -> HttpResponse:
    """Remove a source, and offer for a day to bring it back."""
    source = sources.remove_source(request.workspace, source_id, now=timezone.now())
    undo = reverse("opportunities:source_restore", args=[source.pk])
    flash(request, _("“%(label)s” is removed. What it found stays.") % {"label": source.label}, undo=undo)
    return redirect("opportunities:sources")


@require_POST
@complaints_as_toasts
def restore(request: Any, source_id: int) -> HttpResponse:
    """Bring a removed source back."""
    source = sources.restore_source(request.workspace, source_id, now=timezone.now())
    flash(request, _("“%(label)s” is back.") % {"label": source.label})
    return refresh(request)


def _form(kind: SourceKind, data: Any, source: Any = None) -> SourceForm:
    knows = bool(kind.default_url) and kind.name != "hackernews"
    made = source_form(kind.name, has_address=knows, settings=kind.settings, is_new=source is None)
    return made(data, initial=made.initial_of(source) if source is not None else None)


def _terms(kind: SourceKind, form: SourceForm) -> SourceTerms:
    address = str(form.cleaned_data.get("address", "")).strip()
    return terms_of(kind.name, address if "://" in address or not address else f"https://{address}")
