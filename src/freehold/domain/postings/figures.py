"""Number words and ranges shared by the readers of durations, hours and counts."""

from __future__ import annotations

from decimal import Decimal

from freehold.domain.postings.amounts import number

WORDS = {
    "a": 1, "an": 1,
    "one": 1, "ein": 1, "eine": 1, "einen": 1, "einem": 1, "two": 2, "zwei": 2, "three": 3, "drei": 3, "four": 4, "vier": 4,
    "five": 5, "fünf": 5, "six": 6, "sechs": 6, "seven": 7, "sieben": 7, "eight": 8, "acht": 8, "nine": 9, "neun": 9, "ten": 10, "zehn": 10,
    "eleven": 11, "elf": 11, "twelve": 12, "zwölf": 12,
}  # fmt: skip
COUNT = r"(?:\d{1,4}(?:[.,]\d{1,2})?|" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")"
DASH = r"\s?(?:-|–|—|\bto\b|\bbis(?: zu)?\b)\s?"


def figure(text: str | None) -> Decimal | None:
    """Return the number that a figure or number word stands for, None when there is none."""
    if not text:
        return None
    word = WORDS.get(text.strip().lower())
    return Decimal(word) if word is not None else number(text.strip())
