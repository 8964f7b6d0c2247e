"""The workspace's own fields of clients."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.clients.forms import FieldForm
from freehold.apps.clients.models import FieldKind
from freehold.apps.clients.selectors.filters import definitions
from freehold.apps.clients.services import own_fields
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go


def listing(request: Any) -> HttpResponse:
    """Show the own fields, and add one."""
    form = FieldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            own_fields.add_field(
                request.workspace,
                name=form.cleaned_data["name"],
                kind=form.cleaned_data["kind"],
                choices=form.words(),
                now=timezone.now(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("The field is added. You find it on each client."))
            return redirect("clients:fields")
    rows = definitions(request.workspace)
    removed = definitions(request.workspace, removed=True)
    return render(request, "clients/fields.html", {"form": form, "fields": rows, "removed": removed}, status=422 if form.errors else 200)


def change(request: Any, field_id: int) -> HttpResponse:
    """Rename a field, or change the words of a choice."""
    row = next((one for one in definitions(request.workspace) if one.pk == field_id), None)
    if row is None:
        raise Http404
    said = {"name": row.name, "kind": row.kind, "choices": "\n".join(row.choices)}
    form = FieldForm(request.POST or None, initial=said)
    # What a field holds is for good: the values that clients have would not fit another kind.
    for name in ("kind",) if row.kind == FieldKind.CHOICE else ("kind", "choices"):
        del form.fields[name]
    if request.method == "POST" and form.is_valid():
        try:
            own_fields.change_field(
                request.workspace,
                field_id,
                name=form.cleaned_data["name"],
                choices=form.words(),
                now=timezone.now(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("clients:fields")
    return render(request, "clients/field.html", {"form": form, "field": row}, status=422 if form.errors else 200)


@require_POST
@complaints_as_toasts
def remove(request: Any, field_id: int) -> HttpResponse:
    """Take a field away."""
    row = own_fields.remove_field(request.workspace, field_id, now=timezone.now(), actor=str(request.user))
    undo = reverse("clients:field_restore", args=[field_id])
    flash(request, _("“%(name)s” is removed; what stood in it is kept until you bring it back.") % {"name": row.name}, undo=undo)
    return go(request, reverse("clients:fields"))


@require_POST
@complaints_as_toasts
def restore(request: Any, field_id: int) -> HttpResponse:
    """Bring a field back."""
    row = own_fields.restore_field(request.workspace, field_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("“%(name)s” is back.") % {"name": row.name})
    return go(request, reverse("clients:fields"))
