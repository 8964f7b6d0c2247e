"""The clients: list, one client's page, adding and changing."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts.forms.fields import country_choices
from freehold.apps.clients import selectors, services
from freehold.apps.clients.forms import ClientForm, ContactForm, NoteForm
from freehold.apps.clients.models import Client
from freehold.apps.clients.panels import list_notes, panels, place_tabs
from freehold.apps.clients.selectors.filters import Filters, definitions, filtered, offered, shown_fields
from freehold.apps.clients.selectors.timeline import files as files_of
from freehold.apps.clients.services.files import ACCEPTED
from freehold.apps.clients.views.timeline import timeline_context
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, render_page

PAGE_SIZE = 50


def listing(request: Any) -> HttpResponse:
    """List the clients with what matters most about each; the filters stand in the address."""
    filters = Filters.of(request.GET)
    page = Paginator(filtered(request.workspace, filters), PAGE_SIZE).get_page(request.GET.get("page"))
    ids = [row.pk for row in page]
    notes: dict[int, list[str]] = {}
    for reader in list_notes:
        for key, note in reader(request.workspace, ids).items():
            notes.setdefault(key, []).append(note)
    counts = selectors.counts(request.workspace)
    base = reverse("clients:list")
    context = {
        "page": page,
        "place_tabs": place_tabs[0]("clients") if place_tabs else [],
        "rows": [(row, " · ".join(filter(None, [row.city, *notes.get(row.pk, [])]))) for row in page],
        "filters": filters,
        "q": filters.q,
        "archived": filters.archived,
        "counts": counts,
        "query": filters.address,
        "offered": _offered(request, filters),
        "tabs": [
            {"label": _("Working with"), "url": base, "current": not filters.archived, "count": counts["active"]},
            {"label": _("Put aside"), "url": base + "?put_away=1", "current": filters.archived, "count": counts["archived"]},
        ],
    }
    return render_page(request, "clients/list.html", "clients/_list.html", context)


def _offered(request: Any, filters: Filters) -> dict[str, Any]:
    found = offered(request.workspace)
    names = dict(country_choices())
    found["countries"] = [(code, names.get(code, code)) for code in found["countries"]]
    found["chosen"] = next((row for row in found["fields"] if row.pk == filters.field), None)
    return found


def showing(request: Any, client_id: int) -> HttpResponse:
    """Show one client: who it is, the people there, what happened, and what other parts of the house know."""
    client = _client(request, client_id)
    if client.pk != client_id:
        return redirect("clients:detail", client.pk)
    parts = [part for part in (panel(request, client) for panel in panels) if part is not None]
    context = {
        "client": client,
        "contacts": client.contacts.all(),
        "contact_form": ContactForm(prefix="contact"),
        "panels": parts,
        "own_fields": shown_fields(request.workspace, client),
        "note_form": NoteForm(auto_id="note_%s"),
        "note_key": secrets.token_hex(8),
        "accepted": ACCEPTED,
        "files": files_of(client),
        **timeline_context(request, client),
    }
    return render(request, "clients/detail.html", context)


def add(request: Any) -> HttpResponse:
    """Add a client."""
    first = {"name": request.GET.get("name", "")[:200], "country": request.workspace.country}
    form = ClientForm(request.POST or None, initial=first, definitions=definitions(request.workspace))
    if request.method == "POST" and form.is_valid():
        try:
            client = services.add_client(request.workspace, now=timezone.now(), actor=str(request.user), **form.arguments())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("“%(name)s” is added.") % {"name": client.name})
            return redirect(_after(request, client))
    return render(request, "clients/form.html", {"form": form, "next": request.GET.get("next", "")}, status=422 if form.errors else 200)


def edit(request: Any, client_id: int) -> HttpResponse:
    """Change a client."""
    client = _client(request, client_id)
    form = ClientForm(request.POST or None, initial=ClientForm.initial_of(client), definitions=definitions(request.workspace))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_client(request.workspace, client_id, now=timezone.now(), actor=str(request.user), **form.arguments())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("clients:detail", client.pk)
    return render(request, "clients/form.html", {"form": form, "client": client}, status=422 if form.errors else 200)


@require_POST
def put_away(request: Any, client_id: int) -> HttpResponse:
    """Put a client away, or take it back."""
    client = _client(request, client_id)
    back = client.archived_at is not None
    change = services.restore_client if back else services.archive_client
    change(request.workspace, client_id, now=timezone.now(), actor=str(request.user))
    words = _("“%(name)s” is back.") if back else _("“%(name)s” is put away. Papers and payments were kept.")
    flash(request, words % {"name": client.name}, undo=reverse("clients:put_away", args=[client_id]))
    return redirect("clients:detail", client_id) if back else redirect("clients:list")


@require_POST
def delete(request: Any, client_id: int) -> HttpResponse:
    """Delete a client that nothing was made for."""
    client = _client(request, client_id)
    try:
        services.delete_client(request.workspace, client_id, now=timezone.now(), actor=str(request.user))
    except UserError as error:
        flash(request, str(error), level="warn")
        return redirect("clients:detail", client_id)
    flash(request, _("“%(name)s” is deleted.") % {"name": client.name})
    return redirect("clients:list")


def _client(request: Any, client_id: int) -> Client:
    client = selectors.client(request.workspace, client_id)
    if client is None:
        raise Http404
    return client


def _after(request: Any, client: Client) -> str:
    wanted = request.POST.get("next", "")
    # Only a path of our own: the value comes from the address.
    if wanted.startswith("/") and not wanted.startswith(("//", "/\\")):
        return f"{wanted}{'&' if '?' in wanted else '?'}client={client.pk}"
    return reverse("clients:detail", args=[client.pk])
