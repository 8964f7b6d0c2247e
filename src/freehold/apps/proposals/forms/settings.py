"""How proposals are written: the workspace's days, deposit and own words, and its own templates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.accounts.forms.fields import NumberField
from freehold.apps.proposals.forms.beginning import LANGUAGES
from freehold.apps.proposals.models import ProposalSettings, ProposalTemplate
from freehold.apps.proposals.services.settings import LONGEST
from freehold.domain.errors import UserError
from freehold.domain.proposals.section import LONGEST_TEXT, LONGEST_TITLE
from freehold.domain.proposals.words import check_template

#: The sections in the order of reading, as the owner calls them. A proposal's own headings are in its language.
PARTS = (
    ("opening", gettext_lazy("The beginning")),
    ("work", gettext_lazy("What you will do")),
    ("evidence", gettext_lazy("What you can show for it")),
    ("answers", gettext_lazy("Answers to their questions")),
    ("way", gettext_lazy("How you work")),
    ("price", gettext_lazy("The price in words")),
    ("terms", gettext_lazy("The terms")),
    ("next", gettext_lazy("The next step")),
)


class BlanksField(forms.CharField):
    """Words of the owner's with blanks like {contact}; a blank that does not exist is named with its line."""

    def __init__(self, *, longest: int, rows: int = 5, **kwargs: Any) -> None:
        # Blanks in braces are no faults of spelling, so the writing desk stays away.
        area = forms.Textarea(attrs={"rows": rows, "data-plain": ""})
        super().__init__(max_length=longest, required=False, widget=area, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the text with plain line ends, checked line by line."""
        text = str(super().clean(value)).replace("\r\n", "\n").replace("\r", "\n")
        for number, line in enumerate(text.splitlines(), start=1):
            try:
                check_template(line, where="")
            except UserError:
                told = _("Line %(number)d has a blank that does not exist: “%(line)s”. Choose one of those that are listed.")
                raise forms.ValidationError(told % {"number": number, "line": line.strip()[:80]}) from None
        return text


class SettingsForm(forms.Form):
    """How the workspace proposes; its own words are asked for each language that proposals are written in."""

    valid_days = forms.IntegerField(
        label=gettext_lazy("Days it can be accepted"), min_value=1, max_value=365, help_text=gettext_lazy("From the day it is begun.")
    )
    follow_up_days = forms.IntegerField(
        label=gettext_lazy("Ask again, days before the end"), min_value=0, max_value=60, help_text=gettext_lazy("Once. 0: never.")
    )
    deposit_percent = NumberField(
        label=gettext_lazy("In advance, in per cent"), most=100, decimal_places=2, help_text=gettext_lazy("0: nothing is asked in advance.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ("way", "terms"):
            for code, language in LANGUAGES:
                label = _("How you work") if kind == "way" else _("Your terms")
                field = BlanksField(longest=LONGEST, rows=7 if kind == "way" else 5, label=f"{label} ({language})")
                field.widget.attrs["lang"] = code
                self.fields[f"{kind}_{code}"] = field

    @staticmethod
    def of(row: ProposalSettings) -> dict[str, Any]:
        """Return what stands in the form for stored settings."""
        words = {
            f"{kind}_{code}": texts.get(code, "") for kind, texts in (("way", row.way), ("terms", row.terms)) for code, _name in LANGUAGES
        }
        return {"valid_days": row.valid_days, "follow_up_days": row.follow_up_days, "deposit_percent": row.deposit_percent, **words}

    def words(self, kind: str) -> dict[str, str]:
        """Return the checked words of a kind ("way" or "terms") by language."""
        return {code: self.cleaned_data[f"{kind}_{code}"] for code, _name in LANGUAGES}


class TemplateForm(forms.Form):
    """A template: its name, its language, and a heading and a text for each section that it words itself."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in PARTS:
            self.fields[f"text_{key}"] = BlanksField(longest=LONGEST_TEXT, rows=6, label=_("Text"))
            heading = forms.CharField(label=_("Heading"), max_length=LONGEST_TITLE, required=False, help_text=_("Empty: the built-in one."))
            self.fields[f"title_{key}"] = heading
            # Eight fields called “Text” are told apart by ear with the name of their section.
            self.fields[f"text_{key}"].widget.attrs["aria-label"] = f"{label}: {_('Text')}"
            heading.widget.attrs["aria-label"] = f"{label}: {_('Heading')}"

    @staticmethod
    def of(row: ProposalTemplate) -> dict[str, Any]:
        """Return what stands in the form for a stored template."""
        words: dict[str, Any] = {"name": row.name, "language": row.language}
        for section in row.sections:
            words[f"text_{section['key']}"], words[f"title_{section['key']}"] = section["text"], section["title"]
        return words

    def parts(self) -> list[dict[str, Any]]:
        """Return the sections as the page shows them: those with words, or something wrong in them, stand open."""
        rows = []
        for key, label in PARTS:
            text, title = self[f"text_{key}"], self[f"title_{key}"]
            filled = bool(text.value() or title.value())
            rows.append({"label": label, "text": text, "title": title, "filled": filled, "open": filled or text.errors or title.errors})
        if not any(row["open"] for row in rows):
            rows[0]["open"] = True
        return rows

    def sections(self) -> list[dict[str, str]]:
        """Return the checked sections as the service takes them."""
        given = self.cleaned_data
        return [{"key": key, "title": given[f"title_{key}"], "text": given[f"text_{key}"]} for key, _label in PARTS]

    def clean(self) -> dict[str, Any]:
        """Refuse a template that says nothing."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(given[f"{kind}_{key}"] for key, _label in PARTS for kind in ("text", "title")):
            raise forms.ValidationError(_("This template says nothing yet. Write at least one section."))
        return given
