"""The settings of one place where visitors can ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from freehold.apps.billing.selectors.portal_colours import USUAL
from freehold.apps.chatbot.models import ChatSite
from freehold.apps.chatbot.services.sites import read_origins
from freehold.apps.chatbot.services.sites_hours import DAYS, read_hours, show_hours
from freehold.domain.errors import UserError

DAY_NAMES = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
CAPS = ("visitor_cap", "opening_cap", "conversation_cap", "daily_cap", "model_daily_cap", "model_conversation_cap")
_WORDS = 600


def _words(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2}), **more)


def _count(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most)


class SiteForm(forms.Form):
    """How a place looks, what it says, when a person is there, and how much it takes."""

    name = forms.CharField(label=_("Name, as visitors see it"), max_length=120, help_text=_("Yours or that of your business."))
    languages = forms.MultipleChoiceField(label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple)
    accent = forms.CharField(
        label=_("Colour"),
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("It is made darker or lighter where text could not be read."),
    )
    origins = forms.CharField(
        label=_("Websites that may show it"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"data-plain": "", "rows": 3, "placeholder": "https://example.com", "spellcheck": "false"}),
        help_text=_("One a line. With and without www are two. Its own page works without any."),
    )
    reply_hours = forms.IntegerField(
        label=_("A person answers within (hours)"),
        min_value=1,
        max_value=24 * 14,
        help_text=_("Visitors are told when to expect an answer. Only open hours count."),
    )
    notify = forms.EmailField(
        label=_("Mail questions for you to"), required=False, max_length=254, help_text=_("Empty: your own mail address.")
    )
    takes_briefs = forms.BooleanField(
        label=_("Ask what, by when and for how much when somebody has a project for you"),
        required=False,
        help_text=_("It becomes a client and a brief that you find under Opportunities."),
    )
    use_model = forms.BooleanField(label=_("Word answers with your chat model"), required=False)
    visitor_cap = _count(_("Messages an hour from one connection"), 10_000)
    opening_cap = _count(_("New conversations an hour from one connection"), 1_000)
    conversation_cap = _count(_("Messages in one conversation"), 10_000)
    daily_cap = _count(_("Messages a day from all together"), 1_000_000)
    model_daily_cap = _count(_("Questions a day for the chat model"), 30_000)
    model_conversation_cap = _count(_("Questions of one conversation for the chat model"), 1_000)

    def __init__(self, site: ChatSite, data: Any = None, *, model_ready: bool = False) -> None:
        super().__init__(data, initial=_initial(site))
        for day in DAYS:
            hint = {"placeholder": "9–17", "autocomplete": "off"}
            self.fields[f"hours_{day}"] = forms.CharField(
                label=DAY_NAMES[day], required=False, max_length=100, widget=forms.TextInput(hint)
            )
        for code, name in settings.LANGUAGES:
            self.fields[f"greeting_{code}"] = _words(_("Greeting (%(language)s)") % {"language": name})
            self.fields[f"away_text_{code}"] = _words(_("Outside your hours (%(language)s)") % {"language": name})
        if not model_ready:
            self.fields["use_model"].disabled = True

    def clean_origins(self) -> list[str]:
        """Return the websites as browsers name them."""
        try:
            return read_origins(self.cleaned_data["origins"].splitlines())
        except UserError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_accent(self) -> str:
        """Return the colour, "" for the usual one."""
        colour = str(self.cleaned_data["accent"]).strip().lower()
        return "" if colour == USUAL else colour

    def clean(self) -> dict[str, Any]:
        """Read the hours of each day."""
        cleaned = super().clean() or {}
        for day in DAYS:
            try:
                cleaned[f"hours_{day}"] = read_hours(cleaned.get(f"hours_{day}", ""))
            except UserError as error:
                self.add_error(f"hours_{day}", str(error))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Return what the service takes."""
        given = self.cleaned_data
        plain = ("name", "languages", "accent", "origins", "reply_hours", "notify", "takes_briefs", "use_model", *CAPS)
        values = {name: given[name] for name in plain}
        values["hours"] = {day: given[f"hours_{day}"] for day in DAYS if given[f"hours_{day}"]}
        for field in ("greeting", "away_text"):
            texts = {code: given[f"{field}_{code}"].strip() for code, _name in settings.LANGUAGES}
            values[field] = {code: text for code, text in texts.items() if text}
        return values

    def part(self, *names: str) -> list[Any]:
        """Return some of the fields, by the beginning of their names."""
        return [self[name] for name in self.fields if name.startswith(names)]

    def parts(self) -> dict[str, list[Any]]:
        """Return the fields in the groups of the page."""
        return {
            "look": self.part("name", "languages", "accent"),
            "words": self.part("greeting", "away_text"),
            "hours": self.part("hours_"),
            "people": self.part("reply_hours", "notify", "takes_briefs"),
            "caps": [self[name] for name in CAPS],
        }


def _initial(site: ChatSite) -> dict[str, Any]:
    names = ("name", "languages", "reply_hours", "notify", "takes_briefs", "use_model", *CAPS)
    values = {name: getattr(site, name) for name in names}
    values["accent"] = site.accent or USUAL
    values["origins"] = "\n".join(site.origins)
    values |= {f"hours_{day}": show_hours(site.hours.get(day, [])) for day in DAYS}
    for field in ("greeting", "away_text"):
        values |= {f"{field}_{code}": getattr(site, field).get(code, "") for code, _name in settings.LANGUAGES}
    return values
