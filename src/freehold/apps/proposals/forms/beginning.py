"""How a proposal is begun: from what somebody wrote, in which language and tone, and how long."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.billing.forms.fields import DayField
from freehold.apps.clients import selectors as clients
from freehold.apps.proposals.selectors.templates import template_languages
from freehold.kit.scoping.ref import Workspace

LANGUAGES = (("en", gettext_lazy("English")), ("de", gettext_lazy("German")))
TONES = (("warm", gettext_lazy("Warm")), ("plain", gettext_lazy("Plain")), ("formal", gettext_lazy("Formal")))
LENGTHS = (("short", gettext_lazy("Short")), ("usual", gettext_lazy("Usual")), ("long", gettext_lazy("Long")))


class HowForm(forms.Form):
    """In which language, tone and length a proposal is written."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)
    tone = forms.ChoiceField(label=gettext_lazy("Tone"), choices=TONES)
    length = forms.ChoiceField(label=gettext_lazy("Length"), choices=LENGTHS)


class BriefForm(forms.Form):
    """What somebody wrote, and who it was."""

    brief = forms.CharField(
        label=gettext_lazy("What they wrote"),
        max_length=250_000,
        widget=forms.Textarea(attrs={"rows": 12, "data-plain": ""}),
        help_text=gettext_lazy("A mail, a message or your notes of a call. It stays on this computer."),
    )
    title = forms.CharField(
        label=gettext_lazy("What is it about?"), max_length=200, required=False, help_text=gettext_lazy("Empty: their first line.")
    )
    client = forms.TypedChoiceField(label=gettext_lazy("Client"), coerce=int, empty_value=None, required=False)
    company = forms.CharField(label=gettext_lazy("Or who it is from"), max_length=200, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    tone = forms.ChoiceField(label=gettext_lazy("Tone"), choices=TONES, required=False)
    length = forms.ChoiceField(label=gettext_lazy("Length"), choices=LENGTHS, required=False)
    template = forms.TypedChoiceField(
        label=gettext_lazy("Template"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This template is not there any more. Choose another one.")},
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["client"].choices = [("", _("Nobody yet")), *clients.client_choices(workspace)]
        fields["language"].choices = [("", _("As they write")), *LANGUAGES]
        self.initial.setdefault("length", "usual")
        rows = template_languages(workspace)
        self.has_templates = bool(rows)
        self._written_in = {pk: language for pk, _name, language in rows}
        names = dict(LANGUAGES)
        fields["template"].choices = [("", _("Built in")), *((pk, f"{name} ({names.get(code, code)})") for pk, name, code in rows)]

    def clean(self) -> dict[str, Any]:
        """Let a template decide the language where none is chosen; refuse one in another language than the chosen one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        language = self._written_in.get(given.get("template") or 0)
        if language and given.get("language") not in {"", None, language}:
            told = _("This template is written in another language than you have chosen. Choose its language, or none.")
            self.add_error("template", told)
        elif language:
            given["language"] = language
        return given


class HeadForm(forms.Form):
    """Whom a proposal is for, what it is called, and until when it can be accepted."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    client = forms.TypedChoiceField(label=gettext_lazy("Client"), coerce=int, empty_value=None, required=False)
    company = forms.CharField(label=gettext_lazy("Or who it is for"), max_length=200, required=False)
    valid_until = DayField(label=gettext_lazy("It can be accepted until"))

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="head_%s", **kwargs)
        field: Any = self.fields["client"]
        field.choices = [("", _("Nobody yet")), *clients.client_choices(workspace)]
