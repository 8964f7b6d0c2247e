"""Other ways to ask the same, proposed by rules: question frames of a language, polite forms, and the bare key words. No model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from freehold.apps.chatbot.services.phrasings_frames import FRAMES
from freehold.domain.retrieval.words import words

MOST = 12
_OPENING = re.compile(
    r"^(?:(?:hi|hello|hey|hallo|guten tag|excuse me|entschuldigung)[,!.]?\s+)?(?:please tell me|can you tell me|could you tell me|"
    r"i(?:'d| would) like to know|i wonder|do you know|können sie mir sagen|kannst du mir sagen|ich (?:würde|möchte) (?:gerne? )?wissen|"
    r"wissen sie|bitte sagen sie mir)[,:]?\s+",
    re.IGNORECASE,
)

_COMPILED = {
    code: [(re.compile(rf"^{pattern}\s*[?.!]*$", re.IGNORECASE), ways) for pattern, ways in frames] for code, frames in FRAMES.items()
}
_POLITE = {
    "en": ("Could you tell me: {q}?", "I would like to know: {q}?", "Hi, a quick question: {q}?"),
    "de": ("Können Sie mir sagen: {q}?", "Ich wüsste gerne: {q}?", "Hallo, kurze Frage: {q}?"),
}
_GERMAN = re.compile(
    r"\b(?:was|wie|wann|wo|wer|gibt|ich|sie|du|ist|sind|kostet|bieten|können|kann|eine?|der|die|das|für|und|mit|haben|machen)\b|[äöüß]",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(?:what|how|when|where|who|is|are|do|does|can|you|your|the|an?|for|and|with|much|long|have)\b", re.IGNORECASE)
_LITTLE = {
    "en": frozenset(
        [
            "a",
            "an",
            "the",
            "of",
            "for",
            "to",
            "in",
            "on",
            "at",
            "is",
            "are",
            "do",
            "does",
            "did",
            "can",
            "could",
            "would",
            "will",
            "may",
            "i",
            "we",
            "you",
            "your",
            "my",
            "our",
            "me",
            "us",
            "it",
            "what",
            "which",
            "how",
            "when",
            "where",
            "who",
            "much",
            "many",
            "long",
            "there",
            "any",
            "please",
            "have",
            "has",
            "get",
            "with",
            "about",
            "and",
            "or",
            "if",
            "be",
            "am",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "den",
            "dem",
            "des",
            "ein",
            "eine",
            "einen",
            "einem",
            "einer",
            "für",
            "zu",
            "in",
            "an",
            "auf",
            "ist",
            "sind",
            "kann",
            "können",
            "könnte",
            "würde",
            "ich",
            "wir",
            "sie",
            "du",
            "ihr",
            "ihre",
            "dein",
            "deine",
            "mein",
            "meine",
            "mir",
            "mich",
            "uns",
            "es",
            "was",
            "welche",
            "wie",
            "wann",
            "wo",
            "wer",
            "viel",
            "viele",
            "lange",
            "gibt",
            "auch",
            "bitte",
            "haben",
            "hast",
            "mit",
            "und",
            "oder",
            "wenn",
            "über",
            "man",
            "bei",
            "von",
        ]
    ),
}


def language_of(text: str) -> str:
    """Return "de" or "en", whichever the little words speak for."""
    return "de" if len(_GERMAN.findall(text)) > len(_ENGLISH.findall(text)) else "en"


def proposals(question: str, *, language: str = "", known: Iterable[str] = (), limit: int = MOST) -> list[str]:
    """Return other phrasings of a question, the most usual first, without those that are `known`.

    `language` is "en" or "de"; "" guesses; for any other language only forms that every language shares are proposed.
    """
    text = _OPENING.sub("", " ".join(question.split()))[:300].strip()
    if not words(text):
        return []
    code = (language or language_of(text)).split("-")[0].lower()
    seen = {_folded(question), _folded(text), *(_folded(one) for one in known)}
    found = []
    for candidate in _candidates(text, code):
        line = _sentence(candidate)
        if _folded(line) and _folded(line) not in seen and len(line) <= 300:
            seen.add(_folded(line))
            found.append(line)
    return found[:limit]


def _candidates(text: str, code: str) -> Iterator[str]:
    for pattern, ways in _COMPILED.get(code, ()):
        match = pattern.match(text)
        if match:
            parts = {name: value.strip(" ?!.,") for name, value in match.groupdict().items() if value}
            if parts.get("x"):
                # Replaced, never formatted: what a person typed may hold braces.
                yield from (_filled(way, parts) for way in ways)
                yield from (
                    _filled(way, parts | {"x": other}) for other in _numbers(parts["x"], code) for way in ways if _fits_any_number(way)
                )
                break
    yield _keywords(text, code)
    bare = text.rstrip(" ?!.")
    small = bare if code == "de" and bare[:1].isupper() and not _starts_with_question_word(bare) else bare[:1].lower() + bare[1:]
    if len(bare.split()) < 3:
        return
    yield from (way.replace("{q}", small) for way in _POLITE.get(code, ()))
    yield from _addressed_otherwise(text, code)


def _filled(way: str, parts: dict[str, str]) -> str:
    for name, value in parts.items():
        way = way.replace(f"{{{name}}}", value)
    return way


def _fits_any_number(way: str) -> bool:
    return not re.search(r"\b(?:is|does|will|there) (?:your )?\{x\}|expensive", way)


def _starts_with_question_word(text: str) -> bool:
    return bool(re.match(r"(?:was|wie|wann|wo|wer|welche\w*|gibt|bieten|haben|machen|kann|können|ist|sind)\b", text, re.IGNORECASE))


def _keywords(text: str, code: str) -> str:
    little = _LITTLE.get(code, frozenset())
    return " ".join(word for word in re.findall(r"[\w'’-]+", text) if word.lower() not in little)


def _numbers(topic: str, code: str) -> Iterator[str]:
    """Yield the topic in the other number, for English nouns that form it regularly."""
    if code != "en" or not re.fullmatch(r"[\w' -]+", topic):
        return
    article = re.match(r"(?:a|an|one|the|your)\s+", topic, re.IGNORECASE)
    bare = topic[article.end() :] if article else topic
    last = bare.split()[-1].lower() if bare.split() else ""
    if len(last) < 3:
        return
    if last.endswith("ies"):
        yield bare[:-3] + "y"
    elif last.endswith("s") and not last.endswith(("ss", "us", "is")):
        yield bare[:-1]
    elif last.endswith("y") and last[-2] not in "aeiou":
        yield bare[:-1] + "ies"
    elif article and not last.endswith(("ing", "s")):
        yield bare + "s"


def _addressed_otherwise(text: str, code: str) -> Iterator[str]:
    if code != "de":
        return
    # German asks the same politely and familiarly; verbs of the usual questions only.
    for polite, familiar in (("bieten Sie", "bietest du"), ("haben Sie", "hast du"), ("machen Sie", "machst du"), ("sind Sie", "bist du")):
        for before, after in ((polite, familiar), (familiar, polite)):
            changed = re.sub(rf"\b{before}\b", after, text, flags=re.IGNORECASE)
            if changed != text:
                yield changed


def _sentence(text: str) -> str:
    line = " ".join(text.split())
    return line[:1].upper() + line[1:]


def _folded(text: str) -> str:
    return " ".join(words(text))
