"""A second, simpler way to tell whether a text holds a number that others do not: digits only, and a plain list of number words."""

from __future__ import annotations

import re
import unicodedata

_ENGLISH = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_ENGLISH.split(), start=2)} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
    "thousand": "1000", "dozen": "12", "half": "0.5", "zwei": "2", "drei": "3", "vierzehn": "14", "zwölfhundert": "1200",
    "dreihundert": "300", "halb": "0.5",
}  # fmt: skip


def _digits(text: str) -> set[str]:
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in unicodedata.normalize("NFKC", text))
    found = set()
    for run in re.findall(r"\d+(?:[.,' ]\d+)*", plain):
        # Zeros behind a mark of decimals say nothing.
        short = re.sub(r"[.,]0{1,2}$", "", run)
        found |= {re.sub(r"\D", "", run), re.sub(r"\D", "", short), *re.findall(r"\d+", run)}
    return found


def uncited_numbers(text: str, sources: list[str]) -> list[str]:
    """Return the numbers of `text` that no source holds in digits or in words."""
    known = set().union(*(_digits(source) for source in sources))
    known |= {_NUMBER_WORDS[word] for source in sources for word in re.findall(r"[^\W\d_]+", source.lower()) if word in _NUMBER_WORDS}
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in unicodedata.normalize("NFKC", text))
    missing = []
    for run in re.findall(r"\d+(?:[.,' ]\d{3}(?!\d))*(?:[.,]\d+)?", plain):
        forms = {re.sub(r"\D", "", run), re.sub(r"\D", "", re.sub(r"[.,]0{1,2}$", "", run))}
        if not forms & known and not set(re.findall(r"\d+", run)) <= known:
            missing.append(run)
    missing += [word for word in re.findall(r"[^\W\d_]+", text.lower()) if word in _NUMBER_WORDS and _NUMBER_WORDS[word] not in known]
    return missing
