"""How proposals are written: the workspace's days, deposit and words, with the list of its templates."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.proposals.forms.beginning import LANGUAGES
from freehold.apps.proposals.forms.settings import PARTS, SettingsForm
from freehold.apps.proposals.models import ProposalTemplate
from freehold.apps.proposals.selectors.templates import templates
from freehold.apps.proposals.services.locking import settings_of
from freehold.apps.proposals.services.settings import save_settings
from freehold.apps.proposals.views.blanks import BLANKS
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash


def settings(request: Any) -> HttpResponse:
    """Show and save how the workspace proposes."""
    initial = SettingsForm.of(settings_of(request.workspace))
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            save_settings(
                request.workspace,
                valid_days=given["valid_days"],
                deposit_percent=given["deposit_percent"],
                follow_up_days=given["follow_up_days"],
                way=form.words("way"),
                terms=form.words("terms"),
                now=timezone.now(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved. It holds for proposals that are begun from now on."))
            return redirect("proposals:settings")
    context = {
        "form": form,
        "words": [form[f"{kind}_{code}"] for kind in ("way", "terms") for code, _name in LANGUAGES],
        "templates": [{"row": row, "language": _language(row), "parts": _parts(row)} for row in templates(request.workspace)],
        "blanks": BLANKS,
        "now": timezone.now(),
    }
    return render(request, "proposals/settings.html", context, status=422 if form.errors else 200)


def _language(row: ProposalTemplate) -> str:
    return str(dict(LANGUAGES).get(row.language, row.language))


def _parts(row: ProposalTemplate) -> str:
    """Return the names of the sections that a template words itself."""
    names = dict(PARTS)
    return ", ".join(str(names[section["key"]]) for section in row.sections if section["key"] in names)
