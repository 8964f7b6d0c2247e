"""Screening questions in a posting: what the writer wants answered, as it stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from freehold.domain.retrieval.sentences import sentences

MOST = 12
_SHORTEST, _LONGEST = 3, 60
_READ = 200_000
#: Questions that sell instead of asking.
_SELLING = re.compile(
    r"^(?:\W*)(?:are you (?:looking|ready|tired|passionate|excited|interested|someone|a |an |the )|do you (?:want|love|like|enjoy|dream)"
    r"|want to|ready (?:to|for)|interested|sounds? (?:good|like|interesting)|does (?:this|that|it) sound|looking for|why (?:us"
    r"|join|work (?:with|for|at))"
    r"|who (?:are we|we are)|what (?:we|do we|is in it)|what'?s in it|excited|curious|got (?:what it takes|questions)"
    r"|any questions|questions\b"
    r"|hast du (?:lust|interesse|fragen)|haben sie (?:interesse|fragen|lust)|interesse|lust\b|neugierig|klingt|bist du bereit"
    r"|sind sie bereit|wer (?:wir sind|sind wir)"
    r"|was (?:wir|bieten wir|erwartet)|noch fragen|fragen\b|du (?:willst|möchtest|suchst|bist)\b|sie (?:suchen|möchten)\b)",
    re.IGNORECASE,
)
_ASKS_YOU = re.compile(
    r"\b(?:you|your|yours|sie|ihr|ihre[nmrs]?|ihnen|du|dein\w*|dir|dich|euch|euer|eure\w*)\b|^(?:\W*)(?:\d+[.)]\s*)?(?:how|what"
    r"|which|when|where|why|who"
    r"|wie|was|welche\w*|wann|wo|warum|wer|womit|can|could|do|does|have|is|are|können|haben|hast|kannst)\b",
    re.IGNORECASE,
)
_TELL = re.compile(
    r"^(?:\W*)(?:\d+[.)]\s*)?(?:(?:please|bitte)\b[^.?!]{0,80}?\b(?:tell|describe|explain|answer|include|send|share|provide"
    r"|attach|list|state|mention|quote"
    r"|start your|begin your|nenn\w*|beschreib\w*|schick\w*|send\w*|füg\w*|gib|geben|teil\w*|beantwort\w*|erklär\w*|schreib\w*)\b"
    r"|(?:tell us|tell me|describe (?:your|a|an|the|how)|explain (?:how|your|why)|include (?:your|a|an|the|links?)"
    r"|start your (?:proposal|application|cover)"
    r"|begin your (?:proposal|application|cover)|beschreiben sie|nennen sie|schicken sie|senden sie|nenne uns|beschreibe)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, literal in the text, from `start` to `end`."""

    start: int
    end: int
    words: str


def questions_in(text: str) -> list[Question]:
    """Return what the text wants answered, in its order, each once. Linear in its length; the first 200,000 characters are read."""
    found: dict[str, Question] = {}
    for part in sentences(text[:_READ]):
        words = part.words.strip()
        bare = words.lstrip("-*•·–# \t")
        count = len(bare.split())
        if not _SHORTEST <= count <= _LONGEST:
            continue
        asks = bare.rstrip("\"'”“)* ").endswith("?") and not _SELLING.match(bare) and _ASKS_YOU.search(bare)
        if asks or _TELL.match(bare):
            start = part.start + part.words.find(bare)
            found.setdefault(bare.casefold(), Question(start, start + len(bare), bare))
        if len(found) >= MOST:
            break
    return list(found.values())
