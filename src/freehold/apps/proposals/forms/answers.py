"""What the owner says about a proposal that goes out or is out: its mail, its follow-up, answers to questions, what a client said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from freehold.apps.billing.forms.fields import DayField
from freehold.domain.errors import UserError
from freehold.kit.mailing.addresses import checked_mail_address


class SendForm(forms.Form):
    """The mail that a proposal goes out with. `claims` is asked only where something stands in no evidence."""

    to = forms.CharField(label=gettext_lazy("Recipient"), max_length=320)
    to_name = forms.CharField(label=gettext_lazy("Their name"), max_length=200, required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=300)
    text = forms.CharField(
        label=gettext_lazy("Message"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 12, "data-writing-desk": ""})
    )
    claims = forms.BooleanField(label=gettext_lazy("These claims are true, although my profile does not show them"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)
    round = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)

    def __init__(self, *args: Any, has_problems: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_problems:
            del self.fields["claims"]

    def clean_to(self) -> str:
        """Return the address, checked."""
        try:
            return checked_mail_address(self.cleaned_data["to"].strip())
        except UserError as error:
            raise forms.ValidationError(str(error)) from error


class FollowUpForm(forms.Form):
    """When and how it is asked again; an empty day means never."""

    on = DayField(label=gettext_lazy("Ask again on"), help_text=gettext_lazy("Once, if there is no answer. Empty: never."))
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    text = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7, "data-writing-desk": ""}),
    )


class AnswerForm(forms.Form):
    """The answer to a client's question."""

    answer = forms.CharField(label=gettext_lazy("Your answer"), max_length=4_000)


class SaidSoForm(forms.Form):
    """That a client accepted by mail or word of mouth, as the owner notes it."""

    name = forms.CharField(label=gettext_lazy("Who said so?"), max_length=200)
    option = forms.ChoiceField(label=gettext_lazy("To which price?"), required=False)

    def __init__(self, options: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="said_%s", **kwargs)
        if len(options) > 1:
            field: Any = self.fields["option"]
            field.choices, field.required = [("", "–"), *options], True
        else:
            del self.fields["option"]
