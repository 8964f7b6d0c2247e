"""False facts planted into sentences, as a model that makes things up would write them: numbers, dates, money, names, addresses."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,4}(?![\w.,:/-]*\d)")
_DATE_EN = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2}), (\d{4})")
_DATE_DE = re.compile(r"\b(\d{1,2})\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) (\d{4})")
_NAME = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}\b")
_EN = "January February March April May June July August September October November December".split()
_DE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_NAMES = ("Siemens", "Kafka", "Berger", "Zalando", "Olsen", "Terraform", "Frankfurt", "Rossi", "Bosch", "Madrid")
_MONEY = ("€4,500", "5.000 €", "$12k", "90 EUR", "£300", "1 200 €", "EUR 7.500,00", "750 dollars")
_URLS = ("https://getpaid.example/a", "www.best-deal.example", "evil.example/x", "call@me.example", "+49 221 555 0199", "http://10.0.0.8/")


def planted(sentence: str, draw: random.Random, *, german: bool) -> Iterator[tuple[str, str]]:
    """Yield (kind, the sentence with one false fact)."""
    for pattern, months in ((_DATE_EN, _EN), (_DATE_DE, _DE)):
        for found in pattern.finditer(sentence):
            yield "date", _put(sentence, found, _other_date(found, months, draw))
    plain = _DATE_DE.sub(lambda found: "#" * len(found.group()), _DATE_EN.sub(lambda found: "#" * len(found.group()), sentence))
    numbers = list(_NUMBER.finditer(plain))
    for found in numbers[:2]:
        yield "number", _put(sentence, found, str(int(found.group()) + draw.choice((1, 2, 7, 10, 30))))
    yield "number", _end(sentence, f" nach {draw.randint(3, 90)} Projekten" if german else f" after {draw.randint(3, 90)} projects")
    yield "date", _end(sentence, f" seit dem {draw.randint(1, 28)}. Mai 2019" if german else f" since May {draw.randint(1, 28)}, 2019")
    yield "money", _end(sentence, f" für {draw.choice(_MONEY)}" if german else f" for {draw.choice(_MONEY)}")
    yield "url", _end(sentence, f" ({draw.choice(_URLS)})")
    names = [found for found in _NAME.finditer(sentence) if found.start()]
    for found in draw.sample(names, min(2, len(names))):
        yield "name", _put(sentence, found, draw.choice([name for name in _NAMES if name not in sentence]))
    yield "name", _end(sentence, f" wie bei {draw.choice(_NAMES)}" if german else f" as for {draw.choice(_NAMES)}")


def _put(sentence: str, found: re.Match[str], words: str) -> str:
    return sentence[: found.start()] + words + sentence[found.end() :]


def _end(sentence: str, words: str) -> str:
    at = len(sentence.rstrip(".?!,:”“"))
    return sentence[:at] + words + sentence[at:]


def _other_date(found: re.Match[str], months: list[str], draw: random.Random) -> str:
    parts = list(found.groups())
    word = next(place for place, part in enumerate(parts) if not part.isdigit())
    change = draw.choice(("day", "month", "year"))
    day = 1 if word == 0 else 0
    if change == "day":
        parts[day] = str(int(parts[day]) % 28 + 1)
        if parts == list(found.groups()):
            parts[day] = str(int(parts[day]) % 28 + 1)
    elif change == "month":
        parts[word] = months[(months.index(parts[word]) + draw.randint(1, 11)) % 12]
    else:
        parts[2] = str(int(parts[2]) + draw.choice((-2, -1, 1)))
    return f"{parts[0]} {parts[1]}, {parts[2]}" if word == 0 else f"{parts[0]}. {parts[1]} {parts[2]}"
