"""Hints on style: long sentences, passives, filler, jargon, weak openings, words said too often, words the writer never uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from freehold.domain.grounding.word_lists import root
from freehold.domain.retrieval.sentences import Sentence, sentences
from freehold.domain.retrieval.words import fold, terms
from freehold.domain.writing.finding import Finding
from freehold.domain.writing.language import Language
from freehold.domain.writing.style_words import FILLERS, IRREGULAR_PARTICIPLES, JARGON, NO_PARTICIPLES, OPENERS

#: Words in a sentence above which it is called long.
LONGEST = {"en": 30, "de": 28}
# A word that carries meaning may come up so often among so many words.
OFTEN, NEAR = 4, 40
RULES = ("long_sentence", "passive", "filler", "jargon", "weak_opener", "repeated_word", "doubled_word", "banned_word")

Translate = Callable[[str], str]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|gets?|got)\s(?:(?:not|also|now|"
    rf"already|then|often|usually|always|never|still|\w+ly)\s)?"
    rf"(?P<done>\w{{2,}}ed|{'|'.join(IRREGULAR_PARTICIPLES.split())})\b",
    re.IGNORECASE,
)
_GERMAN_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurde|wurden|worden)\b[^.!?;,\n]{0,80}?\b(?P<done>(?:\w{0,"
    r"10}ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer|über)\w{3,}(?:t|en)))\b"
    r"(?=[.,;!?\n]|\s*$)"
)
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})\s+(\1)\b", re.IGNORECASE)
_MAY_DOUBLE = frozenset(["die", "der", "das", "sie", "ihr", "had", "that", "bye", "so", "very", "blah", "no", "ha"])


def check_style(
    text: str, language: Language, *, off_rules: Collection[str] = (), banned: Collection[str] = (), translate: Translate = str
) -> list[Finding]:
    """Return hints for a text in English or German, in order. `banned` are words that the writer never uses; `RULES` names the rules."""
    on = [rule for rule in RULES if rule not in off_rules]
    found: list[Finding] = []
    for sentence in sentences(text):
        for rule in on:
            if rule in _BY_SENTENCE:
                found += _BY_SENTENCE[rule](sentence, language, translate)
    if "repeated_word" in on:
        found += _repeated(text, language, translate)
    if "doubled_word" in on and language == "de":
        found += _doubled(text, translate)
    if "banned_word" in on and banned:
        found += _banned(text, banned, translate)
    return sorted(found, key=lambda one: (one.start, one.end))


def _long(sentence: Sentence, language: Language, translate: Translate) -> Iterator[Finding]:
    count = len(_WORD.findall(sentence.words))
    if count > LONGEST[language]:
        message = translate("This sentence has {count} words. Two shorter ones read more easily.").format(count=count)
        yield Finding(sentence.start, sentence.end, message, "style", "long_sentence")


def _passive(sentence: Sentence, language: Language, translate: Translate) -> Iterator[Finding]:
    for match in (_GERMAN_PASSIVE if language == "de" else _PASSIVE).finditer(sentence.words):
        if match["done"].lower() not in NO_PARTICIPLES:
            start = sentence.start + match.start()
            yield Finding(start, start + len(match.group()), translate("Passive: say who does it."), "style", "passive")


def _filler(sentence: Sentence, language: Language, translate: Translate) -> Iterator[Finding]:
    yield from _listed(sentence, FILLERS[language], "filler", translate("It says the same without, or shorter."), language)


def _jargon(sentence: Sentence, language: Language, translate: Translate) -> Iterator[Finding]:
    yield from _listed(sentence, JARGON[language], "jargon", translate("A plainer word says more."), language)


def _listed(sentence: Sentence, table: dict[str, str], rule: str, message: str, language: Language) -> Iterator[Finding]:
    for match in _pattern(rule, language).finditer(sentence.words):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        word = match.group()
        instead = table.get(word, table.get(word.lower(), ""))
        shown = instead[:1].upper() + instead[1:] if word[:1].isupper() else instead
        if rule == "filler" and not instead:
            # A word that is simply left out takes the blank behind it along.
            end += 1 if sentence.words[match.end() : match.end() + 1] == " " else 0
            yield Finding(start, end, message, "style", rule, ("",))
        else:
            yield Finding(start, end, message, "style", rule, (shown,) if instead else ())


@lru_cache(maxsize=8)
def _pattern(rule: str, language: Language) -> re.Pattern[str]:
    table = (FILLERS if rule == "filler" else JARGON)[language]
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in sorted(table, key=len, reverse=True))})\b", re.IGNORECASE)


def _opener(sentence: Sentence, language: Language, translate: Translate) -> Iterator[Finding]:
    match = re.match(rf"(?:{OPENERS[language]})\b", sentence.words)
    if match:
        message = translate("Begin with what matters to the reader.")
        yield Finding(sentence.start, sentence.start + match.end(), message, "style", "weak_opener")


_BY_SENTENCE = {"long_sentence": _long, "passive": _passive, "filler": _filler, "jargon": _jargon, "weak_opener": _opener}


def _repeated(text: str, language: Language, translate: Translate) -> Iterator[Finding]:
    """Yield a word of meaning where it stands for the fourth time among forty words."""
    places: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for at, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        # Names are not replaced by other words; German writes every noun with a capital.
        if len(word) < 4 or word.isdigit() or (language == "en" and word[:1].isupper()):
            continue
        key = root(terms(word)[0]) if terms(word) else word
        if fold(word) in {
            "have",
            "with",
            "your",
            "that",
            "this",
            "will",
            "from",
            "nicht",
            "werden",
            "wird",
            "eine",
            "haben",
            "ihre",
            "oder",
        }:
            continue
        near = [one for one in places.get(key, []) if at - one[0] <= NEAR]
        near.append((at, match))
        if len(near) >= OFTEN:
            message = translate("“{word}” stands here for the {count}th time within a few lines.").format(word=word, count=len(near))
            yield Finding(match.start(), match.end(), message, "style", "repeated_word")
            near = []
        places[key] = near


def _doubled(text: str, translate: Translate) -> Iterator[Finding]:
    for match in _DOUBLED.finditer(text):
        if match[1].lower() not in _MAY_DOUBLE:
            yield Finding(match.start(), match.end(), translate("The word stands twice."), "grammar", "doubled_word", (match[1],))


def _banned(text: str, banned: Collection[str], translate: Translate) -> Iterator[Finding]:
    words = [re.escape(word.strip()) for word in sorted(banned, key=len, reverse=True) if word.strip()]
    if not words:
        return
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", text, re.IGNORECASE):
        yield Finding(match.start(), match.end(), translate("You do not use this word."), "style", "banned_word")
