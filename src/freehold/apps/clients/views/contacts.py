"""Adding, changing and removing the people at a client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.clients import selectors, services
from freehold.apps.clients.forms import BasisForm, ContactForm
from freehold.apps.clients.models import Contact
from freehold.apps.clients.permission import permission_of
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash
from freehold.kit.mailing.selectors import is_suppressed


@require_POST
def add(request: Any, client_id: int) -> HttpResponse:
    """Add a person."""
    return _save(
        request,
        client_id,
        lambda values: services.add_contact(request.workspace, client_id, now=timezone.now(), **values),
        _("Add a person"),
    )


def edit(request: Any, client_id: int, contact_id: int) -> HttpResponse:
    """Change a person, and see whether they may be written to."""
    contact = _contact(request, client_id, contact_id)
    if request.method == "POST":
        return _save(
            request,
            client_id,
            lambda values: services.change_contact(request.workspace, client_id, contact_id, now=timezone.now(), **values),
            contact.name,
        )
    form = ContactForm(prefix="contact", initial={name: getattr(contact, name) for name in ContactForm.base_fields})
    return render(request, "clients/contact.html", _context(request, contact, form, BasisForm(initial=BasisForm.initial_of(contact))))


@require_POST
def basis(request: Any, client_id: int, contact_id: int) -> HttpResponse:
    """Note why a person may be written to."""
    contact = _contact(request, client_id, contact_id)
    form = BasisForm(request.POST)
    if form.is_valid():
        try:
            services.set_basis(request.workspace, contact_id, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("clients:contact", client_id, contact_id)
    first = ContactForm(prefix="contact", initial={name: getattr(contact, name) for name in ContactForm.base_fields})
    return render(request, "clients/contact.html", _context(request, contact, first, form), status=422)


@require_POST
def remove(request: Any, client_id: int, contact_id: int) -> HttpResponse:
    """Remove a person."""
    try:
        name = services.remove_contact(request.workspace, client_id, contact_id)
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, _("%(name)s is removed.") % {"name": name})
    return redirect("clients:detail", client_id)


def _contact(request: Any, client_id: int, contact_id: int) -> Contact:
    contact = selectors.contact(request.workspace, contact_id)
    if contact is None or contact.client_id != selectors.standing_for(request.workspace, client_id):
        raise Http404
    return contact


def _context(request: Any, contact: Contact, form: ContactForm, basis_form: BasisForm) -> dict[str, Any]:
    objected = bool(contact.email) and is_suppressed(request.workspace.pk, contact.email)
    found = permission_of(contact, timezone.localdate(), objected=objected)
    return {
        "form": form,
        "basis_form": basis_form,
        "client": contact.client,
        "contact": contact,
        "title": contact.name,
        "permission": found,
        "why": found.explained(_),
        "todo": found.advice(_),
        "rule_note": found.note(_),
    }


def _save(request: Any, client_id: int, save: Callable[[dict[str, Any]], object], title: str) -> HttpResponse:
    client = selectors.client(request.workspace, client_id)
    if client is None:
        raise Http404
    form = ContactForm(request.POST, prefix="contact")
    if form.is_valid():
        try:
            save(form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("clients:detail", client_id)
    return render(request, "clients/contact.html", {"form": form, "client": client, "title": title}, status=422)
