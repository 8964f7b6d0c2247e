"""What the person adds to an incoming bill before it becomes an expense."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.apps.billing.selectors.expenses import CATEGORIES


class AcceptForm(forms.Form):
    """The kind of cost, words of one's own, and the day it was paid."""

    category = forms.ChoiceField(label=_("What it was for"), choices=[("", _("Choose later")), *CATEGORIES], required=False)
    description = forms.CharField(
        label=_("In your words"), required=False, max_length=500, help_text=_("Left empty, it is named by what stands on the bill.")
    )
    paid_on = forms.DateField(label=_("Paid already on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
