"""Numbers written as words, English and German: "twenty-five", "zweihundertfünfzig", "half", "doppelt"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_ENGLISH_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_ENGLISH_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PLURALS = {"hundreds": "hundred", "thousands": "thousand", "millions": "million", "billions": "billion"}
_GERMAN_ONES = {
    "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_GERMAN_SMALL = {
    "null": 0, **_GERMAN_ONES, "zehn": 10, "elf": 11, "zwolf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_GERMAN_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_GERMAN_LARGE = {"million": 1_000_000, "millionen": 1_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000}
_OTHER = {
    "half": "0.5", "halb": "0.5", "halbe": "0.5", "halber": "0.5", "halbes": "0.5", "halben": "0.5", "halfte": "0.5",
    "quarter": "0.25", "viertel": "0.25", "dozen": "12", "dozens": "12", "dutzend": "12", "double": "2", "twice": "2", "doubled": "2",
    "doppelt": "2", "doppelte": "2", "doppelten": "2", "triple": "3", "thrice": "3", "dreifach": "3", "dreifache": "3",
    "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
    "zweite": "2", "zweiten": "2", "zweiter": "2", "dritte": "3", "dritten": "3", "dritter": "3", "drittel": "3", "vierte": "4",
    "vierten": "4", "funfte": "5", "funften": "5", "zehnte": "10", "zehnten": "10",
}  # fmt: skip


def spoken(words: Sequence[str], start: int) -> tuple[Decimal, int] | None:
    """Return the number that begins at `words[start]` and the place after it, or None. Words are folded (see `retrieval.words.fold`).

    The articles "a" and "ein" are no numbers by themselves.
    """
    other = _OTHER.get(words[start])
    if other is not None:
        return Decimal(other), start + 1
    english = _english(words, start)
    return english if english is not None else _german_phrase(words, start)


def _english(words: Sequence[str], start: int) -> tuple[Decimal, int] | None:
    total = current = 0
    at, seen, last = start, False, 0
    while at < len(words):
        word = _PLURALS.get(words[at], words[at])
        if word in _ENGLISH_SMALL:
            value = _ENGLISH_SMALL[word]
            # "two three" are two numbers, "twenty three" and "hundred three" are one.
            if seen and not (last >= 100 or (20 <= last <= 90 and last % 10 == 0 and 0 < value < 10)):
                break
            current += value
            last = value
        elif word in _ENGLISH_LARGE:
            scale = _ENGLISH_LARGE[word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
            last = scale
        elif not (seen and word == "and" and last >= 100 and at + 1 < len(words) and words[at + 1] in _ENGLISH_SMALL):
            break
        seen = True
        at += 1
    return (Decimal(total + current), at) if seen else None


def _german_phrase(words: Sequence[str], start: int) -> tuple[Decimal, int] | None:
    word = words[start]
    if word in _GERMAN_LARGE:
        return Decimal(_GERMAN_LARGE[word]), start + 1
    value = None if word == "ein" else german(word)
    if value is None and word.endswith("mal") and word != "mal":
        value = german(word[:-3])
    if value is None:
        return None
    following = words[start + 1] if start + 1 < len(words) else ""
    if following in _GERMAN_LARGE:
        return Decimal(value * _GERMAN_LARGE[following]), start + 2
    return Decimal(value), start + 1


def german(word: str) -> int | None:
    """Return the number that one folded German word below a million stands for, or None."""
    if word in _GERMAN_SMALL:
        return _GERMAN_SMALL[word]
    for mark, scale in (("tausend", 1_000), ("hundert", 100)):
        if mark in word:
            before, _, after = word.partition(mark)
            head = 1 if not before else german(before)
            tail = 0 if not after else german(after.removeprefix("und"))
            return None if head is None or tail is None else head * scale + tail
    for ten, value in _GERMAN_TENS.items():
        if word == ten:
            return value
        ones = _GERMAN_ONES.get(word.removesuffix("und" + ten)) if word.endswith("und" + ten) else None
        if ones is not None:
            return value + ones
    return None
