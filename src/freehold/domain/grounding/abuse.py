"""Signs that a message tries to talk the answerer out of its job. They are for rate limits and the log alone: nothing is refused by them.

Attacks that read like ordinary requests are not seen, and need not be: an answer holds only what stands in the knowledge.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass

from freehold.domain.text.hiding import split_invisible

LONGEST = 4_000
_OLD = (
    r"(?:previous|prior|preceding|above|earlier|foregoing|existing|original|initial|system|bisherigen|vorherigen|vorigen|obigen|früheren)"
)
_RULES = (
    r"(?:instructions?|prompts?|rules|directions|guidelines|commands|directives|programming|training|anweisungen|instruktionen|befehle|regeln"
    r"|vorgaben)"
)
_PATTERNS: dict[str, re.Pattern[str]] = {
    "override": re.compile(
        rf"\b(?:ignore|disregard|forget|override|bypass|skip|drop|violate|ignorier\w*|vergiss|vergessen sie|missachte\w*) "
        rf"(?:\w+ ){{0,3}}?(?:{_OLD} (?:\w+ ){{0,2}}?{_RULES}|your {_RULES}|(?:everything|all|anything) (?:that (?:was|came|is) )?"
        rf"(?:above|before|previously|you (?:were|have been) told)|(?:alle|deine|ihre) {_RULES})\b",
        re.IGNORECASE,
    ),
    "reveal": re.compile(
        r"\b(?:reveal|print|output|repeat|show|leak|display|dump|disclose|recite|tell me|give me|what (?:is|are|were)|zeig\w*|nenn\w*"
        r"|verrate?)\b"
        r"(?: \w+){0,4}? (?:your|the|deine?n?|ihre?n?) (?:\w+ ){0,2}?(?:system ?(?:prompt|message|instructions?)|hidden (?:prompt"
        r"|instructions?)"
        r"|initial (?:prompt|instructions?)|(?:secret|confidential) (?:prompt|instructions?)|system-?prompt|systemanweisung\w*)\b",
        re.IGNORECASE,
    ),
    "role": re.compile(
        r"\b(?:you are now|from now on you (?:are|will)|pretend (?:to be|you are)|act as|du bist (?:jetzt|ab jetzt|nun)) (?:an? |the "
        r"|ein\w? )?"
        r"(?:\w+ ){0,3}?(?:dan\b|jailbroken|unrestricted ai|unfiltered ai|evil|developer mode|root|admin|without (?:any )?(?:rules"
        r"|restrictions|limits|filters))"
        r"|\b(?:developer|god|dan|jailbreak) mode (?:enabled|on|activated)\b|\bdo anything now\b",
        re.IGNORECASE,
    ),
    "turn": re.compile(
        r"(?:<\||\[/?)(?:im_start|im_end|system|inst|/inst|endoftext)(?:\|>|\])|</?(?:system|assistant|instructions?)>"
        r"|(?:^|\n)\s*#{0,4}\s*(?:system|assistant)\s*(?:prompt|message|override)?\s*:|\bnew system (?:prompt|message|instructions?)\b",
        re.IGNORECASE,
    ),
}
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,2000}={0,2}")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a message looks like: `codes` of "override", "reveal", "role", "turn", "hidden" (characters without shape), "encoded"."""

    codes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes)


def suspicion(message: str) -> Suspicion:
    """Return the signs in a message, also when they are encoded or written in look-alike characters."""
    text, secret = split_invisible(message[:LONGEST])
    plain = " ".join(unicodedata.normalize("NFKC", text).split(" "))
    codes = [name for name, pattern in _PATTERNS.items() if pattern.search(plain)]
    if secret.strip():
        codes.append("hidden")
    if any(pattern.search(inner) for inner in _decoded(plain) for pattern in _PATTERNS.values()):
        codes.append("encoded")
    return Suspicion(tuple(codes))


def _decoded(text: str) -> list[str]:
    found = []
    for match in _BASE64.finditer(text):
        try:
            found.append(base64.b64decode(match.group() + "=" * (-len(match.group().rstrip("=")) % 4)).decode("utf-8"))
        except (binascii.Error, UnicodeDecodeError, ValueError):
            continue
    return found
