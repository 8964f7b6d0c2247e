"""The forms of time: what was done, for whom, on which day and how long; and what of it goes on a bill."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.billing.forms.fields import MoneyField
from freehold.apps.billing.models import TimeEntry
from freehold.apps.billing.selectors import time as reads
from freehold.apps.billing.services.bill_work import GROUPINGS
from freehold.apps.billing.services.time import Work
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import Rounding, read_duration, show
from freehold.kit.scoping.ref import Workspace

ROUNDING_STEPS = (0, 5, 6, 10, 15, 30, 60)


def day_input() -> forms.DateInput:
    """Return the browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DurationField(forms.CharField):
    """Time as people write it; the value is whole minutes, None for an empty field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "placeholder": "1h30", "class": "num"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return the minutes."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_duration(text)
        except UserError:
            raise forms.ValidationError(
                _("This is no time between a minute and 24 hours. Write it like 1h30, 1:30, 1.5, 90m or 9:00-10:30.")
            ) from None

    def prepare_value(self, value: Any) -> Any:
        """Show minutes as hours and minutes."""
        return show(value) if isinstance(value, int) else value


class ForField(forms.ChoiceField):
    """A client, or one of its projects, in one list: the value is (client id, project id), either None."""

    def offer(self, workspace: Workspace, *, empty: str, also_project: int | None = None) -> None:
        """Fill the list with the clients and their open projects, and the project that is chosen already."""
        projects = dict(reads.project_choices(workspace, also=also_project))
        groups: list[Any] = [("", empty)]
        for key, name in clients.client_choices(workspace):
            rows = [(f"p{project}", title) for project, title in projects.pop(name, [])]
            groups.append((name, [(f"c{key}", _("%(client)s, no project") % {"client": name}), *rows]))
        groups += [(name, [(f"p{key}", title) for key, title in rows]) for name, rows in projects.items()]
        self.choices = groups

    def clean(self, value: Any) -> Any:
        """Return the pair."""
        chosen = super().clean(value)
        if not chosen:
            return None, None
        key = int(chosen[1:])
        return (key, None) if chosen[0] == "c" else (None, key)

    @staticmethod
    def value_of(client_id: int | None, project_id: int | None) -> str:
        """Return the value that stands for the pair."""
        if project_id:
            return f"p{project_id}"
        return f"c{client_id}" if client_id else ""


class TimeForm(forms.Form):
    """One piece of work. Without a time it can be started as a timer."""

    description = forms.CharField(
        label=gettext_lazy("What"), max_length=500, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    place = ForField(label=gettext_lazy("For"), required=False)
    day = forms.DateField(label=gettext_lazy("Day"), widget=day_input())
    minutes = DurationField(label=gettext_lazy("Time"), required=False)

    def __init__(self, workspace: Workspace, *args: Any, also_project: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, ForField)
        place.offer(workspace, empty=_("Nobody yet"), also_project=also_project)

    def work(self) -> Work:
        """Return what the services take."""
        client_id, project_id = self.cleaned_data["place"]
        return Work(description=self.cleaned_data["description"], client_id=client_id, project_id=project_id)


class EntryForm(TimeForm):
    """An entry that is there, with what is seldom changed."""

    billable = forms.BooleanField(label=gettext_lazy("The client pays for it"), required=False)
    rate = MoneyField(
        label=gettext_lazy("Rate per hour"), required=False, help_text=gettext_lazy("Empty: the project's, the client's or your own.")
    )

    @classmethod
    def initial_of(cls, entry: TimeEntry) -> dict[str, Any]:
        """Return what the form shows of an entry."""
        place = ForField.value_of(entry.client_id, entry.project_id)
        return {
            "description": entry.description,
            "place": place,
            "day": entry.day,
            "minutes": entry.minutes,
            "billable": entry.billable,
            "rate": entry.rate,
        }

    def work(self) -> Work:
        """Return what the services take."""
        client_id, project_id = self.cleaned_data["place"]
        values = {name: self.cleaned_data[name] for name in ("description", "billable", "rate")}
        return Work(client_id=client_id, project_id=project_id, **values)


class BillForm(forms.Form):
    """How chosen time becomes lines."""

    grouping = forms.ChoiceField(label=gettext_lazy("Lines"))
    rounding = forms.ChoiceField(label=gettext_lazy("Round the time"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            "project": _("One line for each project"),
            "day": _("One line for each day and task"),
            "entry": _("One line for each entry"),
        }
        self.fields["grouping"].choices = [(key, names[key]) for key in GROUPINGS]  # type: ignore[attr-defined]  # a choice field
        steps = [("0", _("Not at all"))]
        names_of_scopes = {"entry": _("Each entry up to %(step)s minutes"), "line": _("Each line up to %(step)s minutes")}
        steps += [(f"{step}:{scope}", name % {"step": step}) for scope, name in names_of_scopes.items() for step in ROUNDING_STEPS[1:]]
        self.fields["rounding"].choices = steps  # type: ignore[attr-defined]  # a choice field

    def rounding_wanted(self) -> Rounding:
        """Return the rounding that was chosen."""
        step, _colon, scope = self.cleaned_data["rounding"].partition(":")
        return Rounding(step=int(step), scope="line" if scope == "line" else "entry")


def day_or(value: str, otherwise: date) -> date:
    """Return the day that stands in an address, or another when it is none that anybody worked on."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return otherwise
    return day if 1990 <= day.year <= 2200 else otherwise
