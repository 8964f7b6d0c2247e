"""Finds document numbers in remittance texts, by whole runs only: RE-1 never stands in RE-10, nor 2024-001 in 12024-0011."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from freehold.domain.reconciliation.mentions import Foreign, Mention, Mentions, Surety
from freehold.domain.reconciliation.numbers import Document, NumberIndex, is_split
from freehold.domain.reconciliation.runs import Run, Text, runs_of

MOST_RUNS = 14
# A number without its prefix, or split inside a run, needs so many digits to stand for itself.
ENOUGH_DIGITS = 6
SHORT = 4

_TIGHT = re.compile(r"[-/._\\]|\s[-/\\]\s?|[-/\\]\s")
# Gaps that a number may be torn by; a comma, a semicolon or a bracket ends it.
_INNER = re.compile(r"[\s\-/._:#'|\\+]{0,3}")
_LEADING_WORDS = """
    RE RG RNR RENR RGNR RECHNUNG RECHNUNGEN RECHNUNGS RECHNUNGSNR RECHNUNGSNUMMER RECH NR NO NUM NUMMER NUMBER BELEG BELEGNR
    INV INVOICE INVOICES INVOICENO INVNO FACTURE FACT FACTURA FATTURA FACTUUR FAKTURA FAKTURANR FV FVD BILL DOC
    GUTSCHRIFT CREDIT NOTE CREDITNOTE EREF SVWZ KREF VWZ REF REFERENCE REFERENZ ZU ZUR FOR FUER FÜR PAYMENT ZAHLUNG N NRO NRN Z"""
_KEYWORDS = frozenset(_LEADING_WORDS.split())
_INVOICE_WORD = re.compile(r"^(?:RE|RG|RNR|RENR|RGNR|RECH\w*|INV\w*|FACT\w*|FATT\w*|FAKT\w*|BELEG\w*|BILL)$")
_NUMBER_WORD = frozenset({"NR", "NO", "NUM", "NUMMER", "NUMBER", "N"})


@dataclass(slots=True)
class _Found:
    first: int
    last: int
    form: str
    keys: tuple[str, ...]
    length: int
    surety: Surety | None = None
    other_year: bool = False


def read_mentions(text: str, index: NumberIndex, *, look_for_foreign: bool = True) -> Mentions:
    """Return the documents that a text names and the numbers in it that look like ours and are none."""
    whole = runs_of(text)
    found = _without_overlaps(_all(whole, index))
    covered = {place for one in found for place in range(one.first, one.last + 1)}
    for one in found:
        _judge(one, whole, index, covered)
    named = tuple(
        Mention(one.keys, one.surety, _quote(whole, one.first, one.last), entire=one.form in {"whole", "reference"})
        for one in found
        if one.surety is not None and not one.other_year
    )
    foreign = [Foreign(_quote(whole, one.first, min(one.last + 1, len(whole.runs) - 1)), "year") for one in found if one.other_year]
    if look_for_foreign:
        foreign.extend(_foreign(whole, index, covered))
    return Mentions(named, tuple(foreign))


def _all(text: Text, index: NumberIndex) -> Iterator[_Found]:
    runs = text.runs
    for first in range(len(runs)):
        if runs[first].noise == "drop":
            continue
        compact, spread, figures_only = "", "", True
        for last in range(first, min(first + MOST_RUNS, len(runs))):
            run = runs[last]
            if run.noise == "drop" or (last > first and not _INNER.fullmatch(run.gap)):
                break
            compact += run.text
            if len(compact) > index.longest + 6:
                break
            piece = (run.text.lstrip("0") or "0") if run.digits else run.text
            spread = f"{spread}|{piece}" if last > first else piece
            figures_only = figures_only and run.digits
            hit = index.look_up(compact, spread, figures_only=figures_only)
            if hit is not None:
                yield _Found(first, last, hit[0], tuple(sorted(hit[1])), len(compact))


def _without_overlaps(found: Iterator[_Found]) -> list[_Found]:
    forms = {"reference": 0, "whole": 1, "padded": 2, "bare": 3, "turned": 4}
    taken: set[int] = set()
    chosen: list[_Found] = []
    for one in sorted(found, key=lambda each: (-each.length, forms[each.form], each.first)):
        places = range(one.first, one.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(one)
    return sorted(chosen, key=lambda each: each.first)


def _judge(found: _Found, text: Text, index: NumberIndex, covered: set[int]) -> None:
    """Set how sure a find is; None where it is part of something else."""
    if found.form == "reference":
        found.surety = "reference"
        return
    documents = [index.documents[key] for key in found.keys]
    runs = text.runs[found.first : found.last + 1]
    digits = sum(len(run.text) for run in runs if run.digits)
    has_prefix = not runs[0].digits
    bounds = min(_left(found, text, covered, has_prefix=has_prefix), _right(found, text, covered, documents))
    found.other_year = bounds < 0 or (bounds > 0 and all(_speaks_of_other_year(found, text, one) for one in documents))
    if bounds <= 0:
        return
    keyword = has_prefix or _keyword_before(found.first, text)
    # What stands behind "customer no." or looks like a day is a number of ours all the same when it begins with our letters.
    noisy = not has_prefix and any(run.noise == "doubt" or (run.noise == "date" and not keyword) for run in runs)
    if noisy and (found.form in {"bare", "turned"} or digits < ENOUGH_DIGITS):
        found.surety = "weak" if found.form == "whole" else None
        return
    split = found.form == "whole" and all(is_split((run.text for run in runs), one) for one in documents)
    enough = digits >= ENOUGH_DIGITS or (keyword and digits >= SHORT)
    # "Re: 10 hours" is no RE-10.
    colon = has_prefix and digits < SHORT and len(runs) > 1 and ":" in runs[1].gap
    if bounds == 1 or noisy or colon or (split and digits < ENOUGH_DIGITS):
        found.surety = "weak"
    elif found.form == "whole" and not split:
        found.surety = "strong" if has_prefix or digits >= (SHORT if keyword else ENOUGH_DIGITS) else "weak"
    elif found.form == "turned" and not keyword:
        found.surety = "weak"
    else:
        found.surety = "medium" if enough or (found.form == "padded" and has_prefix) else "weak"


def _left(found: _Found, text: Text, covered: set[int], *, has_prefix: bool) -> int:
    """Judge what stands before: 2 clear, 1 doubtful, 0 part of something else, -1 another year's."""
    if found.first == 0:
        return 2
    run, before = text.runs[found.first], text.runs[found.first - 1]
    glued, tight = run.gap == "", bool(_TIGHT.fullmatch(run.gap)) and run.gap.strip() != ""
    if found.first - 1 in covered:
        return 2
    if run.gap == " " and before.digits and not before.noise and not has_prefix:
        # Digits after digits: a group of a longer number.
        return 1
    if not (glued or tight):
        return 2
    if has_prefix:
        return 2 if not before.digits and before.text in _KEYWORDS else 1
    if before.digits:
        year = _year(before.text)
        if year and tight:
            return 1 if _has_year(found, text, year) else -1
        return 1 if found.last > found.first and "," not in run.gap else 0
    if before.text in _KEYWORDS or any(before.text.endswith(word) for word in ("NR", "NO", "RECHNUNG", "INVOICE")):
        return 2
    # Somebody else's prefix: AB-2026-041 is not our 2026-041.
    return 1 if found.form == "whole" and found.length >= ENOUGH_DIGITS else 0


def _right(found: _Found, text: Text, covered: set[int], documents: list[Document]) -> int:
    """Judge what stands after, as `_left` does."""
    if found.last + 1 >= len(text.runs) or found.last + 1 in covered:
        return 2
    run, after = text.runs[found.last], text.runs[found.last + 1]
    glued, tight = after.gap == "", bool(_TIGHT.fullmatch(after.gap)) and after.gap.strip() != ""
    if after.gap in {",", "."} and run.digits and after.digits:
        # 1041,00 is an amount, 1041.00 as well.
        return 0 if len(after.text) <= 3 else 1
    if not (glued or tight):
        return 2
    if not after.digits:
        return 1 if len(after.text) == 1 else 2
    if not run.digits:
        return 1
    year = _year(after.text)
    if year:
        return 2 if any(one.issued_year == year for one in documents) else -1
    return 1 if found.last > found.first and found.form == "whole" else 0


def _has_year(found: _Found, text: Text, year: int) -> bool:
    return any(run.digits and _year(run.text) == year for run in text.runs[found.first : found.last + 1])


def _year(text: str) -> int:
    return int(text) if len(text) == 4 and "1990" <= text <= "2099" else 0


def _speaks_of_other_year(found: _Found, text: Text, document: Document) -> bool:
    """Tell whether the text dates the number to a year before its issue: "RE-10 of 12.12.2024" is not the RE-10 of 2026."""
    if not document.issued_year or document.names_year:
        return False
    beside = (_year(run.text) for place, run in enumerate(text.runs) if run.digits and not found.first <= place <= found.last)
    years = {year for year in beside if year}
    return bool(years) and document.issued_year not in years and max(years) < document.issued_year


def _keyword_before(first: int, text: Text) -> bool:
    """Tell whether "Rechnung", "invoice no." or the like stands directly before the run."""
    for place in range(first - 1, max(-1, first - 3), -1):
        word = text.runs[place].text
        if _INVOICE_WORD.match(word):
            return True
        if word not in _NUMBER_WORD:
            return any(word.endswith(end) for end in ("RECHNUNG", "INVOICE", "RECHNUNGNR", "INVOICENO"))
    return False


def _foreign(text: Text, index: NumberIndex, covered: set[int]) -> Iterator[Foreign]:
    runs = text.runs
    for place, run in enumerate(runs):
        if place in covered or run.noise:
            continue
        if not run.digits and (run.text in index.prefixes or _INVOICE_WORD.match(run.text)):
            yield from _after_word(place, text, index, covered)
        elif run.digits and not _follows_word(place, text):
            shape, last = _shape(place, text, covered)
            if len(shape) > 1 and shape in index.shapes:
                yield Foreign(_quote(text, place, last), "style")
            elif len(shape) == 1 and shape in index.shapes and len(run.text) >= SHORT and run.text[:2] in index.heads:
                yield Foreign(run.text, "maybe")


def _after_word(place: int, text: Text, index: NumberIndex, covered: set[int]) -> Iterator[Foreign]:
    first = place + 1
    while first < len(text.runs) and text.runs[first].text in _NUMBER_WORD:
        first += 1
    if first >= len(text.runs) or not text.runs[first].digits or first in covered or text.runs[first].noise:
        return
    shape, last = _shape(first, text, covered)
    ours = sum(shape) in index.prefixes.get(text.runs[place].text, ())
    if ours or sum(shape) >= 2:
        yield Foreign(_quote(text, place, last), "style" if ours else "maybe")


def _follows_word(place: int, text: Text) -> bool:
    return place > 0 and not text.runs[place - 1].digits and bool(_TIGHT.fullmatch(text.runs[place].gap) or text.runs[place].gap == "")


def _shape(first: int, text: Text, covered: set[int]) -> tuple[tuple[int, ...], int]:
    """Return the lengths of the digit runs that hang together from `first` on, and the last one's place."""
    lengths = [len(text.runs[first].text)]
    last = first
    while last + 1 < min(len(text.runs), first + MOST_RUNS):
        following = text.runs[last + 1]
        if not following.digits or last + 1 in covered or not (_TIGHT.fullmatch(following.gap) or following.gap == " "):
            break
        last += 1
        lengths.append(len(following.text))
    return tuple(lengths), last


def _quote(text: Text, first: int, last: int) -> str:
    runs: tuple[Run, ...] = text.runs
    return text.text[runs[first].start : runs[last].end][:60]
