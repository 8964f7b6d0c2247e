"""What a text says about documents: the numbers it names, how surely, and the numbers that are none of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# "reference" is a checked or provider-made id; "strong" the whole number in clear bounds; "medium" one with its prefix or zeros lost;
# "weak" one that could be part of something else.
Surety = Literal["reference", "strong", "medium", "weak"]
RANK: dict[Surety, int] = {"weak": 1, "medium": 2, "strong": 3, "reference": 4}


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a document: `keys` are the documents it may mean (more than one: twins), `quote` its words.

    `entire`: every digit and letter of the number is there; else its prefix or zeros were left out.
    """

    keys: tuple[str, ...]
    surety: Surety
    quote: str
    entire: bool = True


@dataclass(frozen=True, slots=True)
class Foreign:
    """A number that looks like one of ours and is none: `kind` "style" has our prefix and length, "maybe" only follows a keyword."""

    quote: str
    kind: Literal["style", "year", "maybe"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """All of one transaction."""

    named: tuple[Mention, ...] = ()
    foreign: tuple[Foreign, ...] = ()
