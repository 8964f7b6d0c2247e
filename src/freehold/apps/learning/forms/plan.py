"""The forms of the plan: how far a skill is, and what shows that it is done."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.apps.learning.models import GoalState, LearningGoal

HOURS = {"inputmode": "decimal"}
OPEN_STATES = ((GoalState.PLANNED, _("Planned")), (GoalState.LEARNING, _("Learning")))
DONE_TOO = (*OPEN_STATES, (GoalState.DONE, _("Done")))


class GoalForm(forms.Form):
    """How far one skill is."""

    state = forms.ChoiceField(label=_("How far are you?"), choices=OPEN_STATES, widget=forms.RadioSelect)
    hours_planned = forms.DecimalField(
        label=_("Hours planned"), required=False, min_value=0, max_value=10_000, decimal_places=1, widget=forms.TextInput(attrs=HOURS)
    )
    hours_spent = forms.DecimalField(
        label=_("Hours spent so far"), min_value=0, max_value=10_000, decimal_places=1, widget=forms.TextInput(attrs=HOURS)
    )
    resource_title = forms.CharField(label=_("What you learn with"), required=False, max_length=200)
    resource_url = forms.CharField(label=_("Its address"), required=False, max_length=600, widget=forms.URLInput())
    note = forms.CharField(label=_("Notes"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, is_done: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        if is_done and isinstance(state, forms.ChoiceField):
            state.choices = list(DONE_TOO)

    @classmethod
    def of(cls, goal: LearningGoal, data: Any = None) -> Self:
        """Return the form of a goal, filled with what is stored."""
        initial = {name: getattr(goal, name) for name in cls.base_fields}
        return cls(data, initial=initial, is_done=goal.state == GoalState.DONE)


class DoneForm(forms.Form):
    """What shows that the skill is there."""

    evidence = forms.CharField(
        label=_("What shows that you can do it?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or two sentences, as they may stand in your profile: what you made with it, for whom, a course that you passed."),
    )
    done_on = forms.DateField(label=_("Finished on"), widget=forms.DateInput(attrs={"type": "date"}))
    hours_spent = forms.DecimalField(
        label=_("Hours it took"), min_value=0, max_value=10_000, decimal_places=1, widget=forms.TextInput(attrs=HOURS)
    )
