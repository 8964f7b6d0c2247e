"""Where each sentence of a profile stands, and which language the profile is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from freehold.domain.matching.evidence import sentences, told
from freehold.domain.matching.profile import Profile

# Words that hold a sentence together; a few stand in two of these languages.
_FUNCTION_WORDS = {
    "en": "the and of with for have has is are was from this that which their by an on at",
    "de": "der das und mit für ich ist von den dem ein eine auf nicht bei im zu aus seit als habe",
    "es": "el los las con para una por del mi más en y soy",
    "fr": "les des et avec pour une dans je est sur mes du au",
    "it": "il gli con per di sono della nel che una alla",
    "pt": "os com para uma em não do da dos das e",
    "nl": "het een van voor met ik en op bij zijn aan",
}
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _code, _words in _FUNCTION_WORDS.items():
    for _one in _words.split():
        _LANGUAGES[_one] = (*_LANGUAGES.get(_one, ()), _code)
_WORD = re.compile(r"[^\W\d_]+")
MIN_WORDS = 6
MAX_TEXT = 20_000


def places_of(profile: Profile) -> dict[str, str]:
    """Return, for each sentence of a service or of an experience, the title under which it stands."""
    found: dict[str, str] = {}
    for title, text in _titled(profile):
        for sentence in sentences(text):
            if title and sentence != title:
                found.setdefault(sentence, title)
    return found


def _titled(profile: Profile) -> Iterator[tuple[str, str]]:
    for one in profile.experience:
        yield ", ".join(part for part in (one.title, one.organisation) if part), one.text
    for service in profile.services:
        yield service.name, service.description


def language_of(profile: Profile) -> str:
    """Return the language that a profile is written in (ISO 639-1), "" where too few words tell."""
    words = _WORD.findall("\n".join(told(profile))[:MAX_TEXT].casefold())
    seen = Counter(code for word in words for code in _LANGUAGES.get(word, ()))
    best = seen.most_common(2)
    if not best or best[0][1] < MIN_WORDS or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return ""
    return best[0][0]
