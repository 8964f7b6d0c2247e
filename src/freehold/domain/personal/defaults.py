"""Templates to begin with: for past clients, companies whose posting was seen, leads that went quiet, and greetings of the season."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from freehold.domain.personal import defaults_de, defaults_en
from freehold.domain.personal.fact_words import language_of

Purpose = Literal["past_client", "posting", "lapsed_lead", "season"]
Tone = Literal["warm", "plain", "short"]
PURPOSES: tuple[Purpose, ...] = ("past_client", "posting", "lapsed_lead", "season")
TONES: tuple[Tone, ...] = ("warm", "plain", "short")


@dataclass(frozen=True, slots=True)
class Texts:
    """The four templates of a campaign. An empty follow-up means that there is none."""

    subject: str
    body: str
    follow_up_subject: str = ""
    follow_up_body: str = ""


def default_texts(purpose: Purpose, tone: Tone, language: str) -> Texts:
    """Return templates for a purpose in a tone, in German for German and in English for every other language."""
    table = defaults_de.TEXTS if language_of(language) == "de" else defaults_en.TEXTS
    return Texts(*table[purpose, tone])
