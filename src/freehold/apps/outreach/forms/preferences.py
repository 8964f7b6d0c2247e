"""The form of how outreach is sent: caps, window, weekdays, postal address, signature, follow-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WEEKDAYS = (
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
)

HOURS = tuple((hour, f"{hour:02}:00") for hour in range(24))
ENDS = tuple((hour, f"{hour:02}:00") for hour in range(1, 25))


class PreferencesForm(forms.Form):
    """How outreach is sent from this workspace."""

    postal_address = forms.CharField(
        label=_("Your postal address"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address", "data-plain": ""}),
        help_text=_("It stands at the end of each mail, as the law asks nearly everywhere. A business address or a post box will do."),
    )
    freelancer = forms.ChoiceField(label=_("Who usually writes"), required=False)
    daily_cap = forms.IntegerField(
        label=_("Mails within 24 hours, at most"),
        min_value=1,
        max_value=200,
        help_text=_("A new sender begins with five and grows each day."),
    )
    domain_cap = forms.IntegerField(
        label=_("To one company, at most"), min_value=1, max_value=50, help_text=_("Within 24 hours, by what stands after the @.")
    )
    window_start = forms.TypedChoiceField(label=_("From"), choices=HOURS, coerce=int)
    window_end = forms.TypedChoiceField(label=_("Until"), choices=ENDS, coerce=int)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hours and days are those of the reader's country."),
    )
    follow_up_days = forms.IntegerField(
        label=_("Days until the follow-up"),
        min_value=2,
        max_value=60,
        help_text=_("Only when nobody answered, and only in campaigns that have one."),
    )

    def __init__(self, *args: Any, freelancers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["freelancer"]
        if len(freelancers) > 1 and isinstance(choice, forms.ChoiceField):
            choice.choices = [("", _("Whoever is chosen above")), *((str(key), name) for key, name in freelancers)]
        else:
            del self.fields["freelancer"]

    @classmethod
    def initial_of(cls, settings: Any) -> dict[str, Any]:
        """Return what the form shows of settings that are there."""
        values = {name: getattr(settings, name) for name in cls.base_fields if name not in {"freelancer", "weekdays"}}
        return {**values, "freelancer": settings.freelancer_id or "", "weekdays": [str(day) for day in settings.weekdays]}

    def clean(self) -> dict[str, Any]:
        """Refuse a window that never opens."""
        given = super().clean() or {}
        if given.get("window_start") is not None and given.get("window_end") is not None and given["window_start"] >= given["window_end"]:
            self.add_error("window_end", _("The end lies before the beginning, so nothing would ever leave. Choose a later hour."))
        return given
