"""The form of a project."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.accounts.forms.fields import NumberField
from freehold.apps.billing.forms.fields import MoneyField
from freehold.apps.billing.models import Project
from freehold.apps.clients import selectors as clients
from freehold.kit.scoping.ref import Workspace


class ProjectForm(forms.Form):
    """A piece of work for a client."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    client_id = forms.TypedChoiceField(label=gettext_lazy("Client"), coerce=int)
    hourly_rate = MoneyField(
        label=gettext_lazy("Rate per hour"), required=False, help_text=gettext_lazy("Empty: the client's or your own.")
    )
    budget_hours = NumberField(
        label=gettext_lazy("Hours planned"),
        most=99_999,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("You see how much of them is used."),
    )
    platform = forms.CharField(
        label=gettext_lazy("Came through"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("The platform, if it did not come to you directly."),
    )
    status_note = forms.CharField(
        label=gettext_lazy("Where it stands"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("A client who asks on their own page is told this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].choices = [("", _("Choose a client")), *clients.client_choices(workspace)]  # type: ignore[attr-defined]  # a choice field

    @classmethod
    def initial_of(cls, project: Project) -> dict[str, Any]:
        """Return what the form shows of a project."""
        return {name: getattr(project, name) for name in cls.base_fields}
