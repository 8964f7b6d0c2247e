"""The forms of what is known: an answer with its phrasings, an import, a page or file to quote from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.apps.chatbot.models import KnowledgeEntry, KnowledgeSource
from freehold.apps.chatbot.services.knowledge import LONGEST_ANSWER, LONGEST_QUESTION, MOST_PHRASINGS
from freehold.apps.chatbot.services.phrasings import proposals

ASKED_FOR = 5
LANGUAGES = (
    ("", _("Any language")),
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
)
_CODES = {code for code, _name in LANGUAGES}


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class LanguageField(forms.ChoiceField):
    """The language that something is written in; one that came from elsewhere stays choosable."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=LANGUAGES, required=False, **options)

    def allow(self, code: str) -> None:
        """Let `code` be chosen as well."""
        if code and code not in _CODES:
            self.choices = [*LANGUAGES, (code, code)]


class EntryForm(forms.Form):
    """A question with its other phrasings, the answer, and from when until when it holds.

    The phrasings come as any number of inputs named "phrasing"; five are asked for.
    """

    question = forms.CharField(
        label=_("Question"),
        max_length=LONGEST_QUESTION,
        help_text=_("As a client would ask it. It is shown as the source of the answer."),
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It is given word for word. Prices and days are told exactly as you write them."),
    )
    language = LanguageField(label=_("Language"))
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(label=_("Valid until"))

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, phrasings: list[str] | None = None) -> None:
        super().__init__(data, initial=initial)
        given = data.getlist("phrasing")[: MOST_PHRASINGS + 1] if data is not None else list(phrasings or [])
        self.phrasings = [text for text in (" ".join(text.split()) for text in given) if text]
        self.seen = str((data.get("seen") if data is not None else (initial or {}).get("seen")) or "")[:40]
        language: Any = self.fields["language"]
        language.allow(str((data.get("language") if data is not None else (initial or {}).get("language")) or "")[:8])

    def take(self, text: str) -> None:
        """Add a proposed phrasing."""
        line = " ".join(text.split())[:LONGEST_QUESTION]
        if line and line not in self.phrasings:
            self.phrasings.append(line)

    @property
    def rows(self) -> list[str]:
        """The inputs to show: what is there, filled up to five, and always one that is empty."""
        return [*self.phrasings, *[""] * max(1, ASKED_FOR - len(self.phrasings))]

    @property
    def missing(self) -> int:
        """How many phrasings are still asked for."""
        return max(0, ASKED_FOR - len(self.phrasings))

    @property
    def proposed(self) -> list[str]:
        """Phrasings that can be taken with one click."""
        asked = str(self["question"].value() or "")
        return proposals(asked, language=str(self["language"].value() or ""), known=self.phrasings, limit=8)

    @classmethod
    def of(cls, entry: KnowledgeEntry) -> EntryForm:
        """Return the form as it shows a stored entry."""
        initial = {name: getattr(entry, name) for name in ("question", "answer", "language", "valid_from", "valid_until")}
        return cls(initial=initial | {"seen": entry.changed_at.isoformat()}, phrasings=list(entry.phrasings))

    def values(self) -> dict[str, Any]:
        """Return the arguments for `save_entry`."""
        return {**self.cleaned_data, "phrasings": self.phrasings, "seen": self.seen}


RHYTHM = (("1", _("Every day")), ("7", _("Every week")), ("30", _("Every month")), ("", _("Only once")))


class PageForm(forms.Form):
    """A page of the web to quote from."""

    address = forms.CharField(
        label=_("Address of the page"),
        max_length=1_000,
        help_text=_("Only this page is read, and nothing on it is followed or run."),
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    every_days = forms.TypedChoiceField(label=_("Read it again"), choices=RHYTHM, coerce=int, empty_value=None, required=False, initial="7")


class SourceForm(forms.Form):
    """What can be changed of a source."""

    title = forms.CharField(label=_("Name"), max_length=300, help_text=_("Shown beside what is quoted."))
    language = LanguageField(label=_("Language"))
    every_days = forms.TypedChoiceField(label=_("Read it again"), choices=RHYTHM, coerce=int, empty_value=None, required=False)

    def __init__(self, source: KnowledgeSource, data: Any = None) -> None:
        initial = {"title": source.title, "language": source.language, "every_days": source.every_days or ""}
        super().__init__(data, initial=initial)
        language: Any = self.fields["language"]
        language.allow(source.language)
        if not source.url:
            del self.fields["every_days"]
