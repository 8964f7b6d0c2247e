"""Checking a text on this machine: grammar and spelling, style, how easily it reads, and the words one never uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from freehold.apps.assistant.writing.names import known_words
from freehold.apps.assistant.writing.settings import writing_settings
from freehold.domain.errors import UserError
from freehold.domain.writing.finding import Finding, in_order
from freehold.domain.writing.language import Language, language_of
from freehold.domain.writing.readability import readability
from freehold.domain.writing.style import check_style
from freehold.kit.scoping.ref import Workspace

if TYPE_CHECKING:
    from freehold.integrations.grammar import HarperChecker

LONGEST = 200_000
"""Characters: more than any mail or proposal has."""
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to change: `start`..`end` of the text may become one of `replacements`; "" takes it out.

    `rule` can be switched off ("" cannot); `blocked` says why a replacement may not be taken as it is.
    """

    start: int
    end: int
    before: str
    message: str
    kind: str
    rule: str = ""
    replacements: tuple[str, ...] = ()
    can_learn: bool = False
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a text; `more` suggestions are not shown. `ease` is the Flesch reading ease (100 is easy), None for a few words."""

    suggestions: tuple[Suggestion, ...]
    words: int
    language: str
    ease: float | None
    more: int = 0


def check(workspace: Workspace, text: str, *, now: datetime, language: str = "") -> Checked:
    """Check a text; nothing leaves the machine. Raises UserError for one that is too long to be checked at once.

    Grammar and spelling are English only; style and reading ease know English and German.
    """
    checked_length(text)
    spoken: Language = "de" if (language or language_of(text)) == "de" else "en"
    settings = writing_settings(workspace, now=now)
    findings = check_style(text, spoken, off_rules=settings.off_rules, banned=settings.banned, translate=gettext)
    if spoken == "en":
        findings += _checker(settings.dialect).check(text, known_words(workspace, text, settings), settings.off_rules)
    findings = in_order(findings)
    reading = readability(text, spoken)
    shown = tuple(_suggestion(text, one) for one in findings[:MOST_SHOWN])
    return Checked(shown, reading.words, spoken, reading.ease, max(0, len(findings) - MOST_SHOWN))


def checked_length(text: str) -> None:
    """Raise UserError for a text that is too long for the desk."""
    if len(text) > LONGEST:
        raise UserError(_("This is longer than 200,000 characters. Nothing was checked, and nothing is lost. Check it in parts."))


def _checker(dialect: str) -> HarperChecker:
    # Its dictionary takes memory and a second: only who checks a text pays for it.
    from freehold.integrations.grammar import harper_checker

    return harper_checker(dialect)


def _suggestion(text: str, one: Finding) -> Suggestion:
    learns = one.kind == "spelling" and " " not in text[one.start : one.end].strip()
    return Suggestion(one.start, one.end, text[one.start : one.end], one.message, one.kind, one.rule, one.suggestions, learns)
