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
from freehold.apps.clients.forms import ContactForm
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash


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
    """Change a person."""
    client = selectors.client(request.workspace, client_id)
    contact = next((row for row in client.contacts.all() if row.pk == contact_id), None) if client else None
    if client is None or contact is None:
        raise Http404
    if request.method == "POST":
        return _save(
            request,
            client_id,
            lambda values: services.change_contact(request.workspace, client_id, contact_id, **values),
            contact.name,
        )
    form = ContactForm(prefix="contact", initial={name: getattr(contact, name) for name in ContactForm.base_fields})
    return render(request, "clients/contact.html", {"form": form, "client": client, "contact": contact, "title": contact.name})


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
