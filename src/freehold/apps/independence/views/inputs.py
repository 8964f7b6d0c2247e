"""What the owner says of cash, costs, lead time and rate."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.independence.forms import InputsForm
from freehold.apps.independence.selectors import stored
from freehold.apps.independence.services.own import save_inputs
from freehold.apps.independence.services.recompute import recompute
from freehold.apps.independence.views.common import context
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash


def inputs(request: Any) -> HttpResponse:
    """Show and save the inputs; saving works the gauges out anew."""
    form = InputsForm(request.POST if request.method == "POST" else None, initial=InputsForm.of(stored.inputs(request.workspace)))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            save_inputs(request.workspace, given=form.cleaned_data, now=now, actor=str(request.user))
        except UserError as error:
            form.add_error(None, str(error))
        else:
            recompute(request.workspace, now=now)
            flash(request, _("Saved, and worked out anew."))
            return redirect("independence:page")
    shown = context(request, form=form, currency=request.workspace.currency)
    return render(request, "independence/inputs.html", shown, status=422 if form.errors else 200)
