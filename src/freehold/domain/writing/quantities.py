"""Numbers, amounts of money and addresses of a text, read as the rest of the house reads them, with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from freehold.domain.grounding.figures import Figure, currency, time_unit
from freehold.domain.grounding.marks import marks
from freehold.domain.grounding.numerals import spoken
from freehold.domain.grounding.plain import Plain, plain
from freehold.domain.retrieval.words import fold
from freehold.domain.writing.mention import Kind, Mention, Reading

_SCALES = {
    "k": 1_000, "tsd": 1_000, "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "millions": 1_000_000, "millionen": 1_000_000,
    "thousand": 1_000, "tausend": 1_000, "hundred": 100, "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_SHORT = re.compile(r"(\d+(?:[.,]\d+)?)(k|m|mio)")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_AFTER = re.compile(r"\s?-?\s?(us\$|[€$£¥₹]|[^\W\d_]+)")
_BEFORE = re.compile(r"(?:(us\$|[€$£¥₹])|\b([a-z]{3}|euro))\s?$")
_PER = re.compile(r"\s?(?:/|per\b|an?\b|pro\b|je\b|each\b|every\b)\s?([^\W\d_]+)|\s([^\W\d_]+ly)\b")
_JOINED = re.compile(r"\s?(?:-|to|and|or|bis|und|oder|/)\s?")
_LIST_NUMBER = re.compile(r"^[ \t]*\d{1,2}[.)](?=\s)", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_FILES = frozenset({"js", "py", "md", "pdf", "docx", "doc", "xlsx", "csv", "zip", "jpg", "jpeg", "png", "svg", "txt", "html", "psd", "ts"})
_BOUNDS = (
    (
        "most",
        r"up to|at most|no more than|not more than|(?:a )?maximum(?: of)?|max\.?|bis zu|höchstens|hochstens|maximal",
    ),
    ("least", r"at least|no less than|not less than|minimum(?: of)?|min\.?|mindestens|wenigstens"),
    ("over", r"more than|over|above|mehr als|über|uber"),
    ("under", r"less than|fewer than|under|below|weniger als|unter"),
)
_NAMED = "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS)
_BOUND_AHEAD = re.compile(rf"(?<!\w)(?:{_NAMED})\s?\(?(?:us\$|[€$£¥₹]|[a-z]{{3}})?\s?$")
_WEEK_DAYS = 7


def without_list_numbers(text: str) -> str:
    """Return the text with the numbers of its list items blanked: a list may be numbered or not."""
    return _LIST_NUMBER.sub(lambda match: " " * len(match.group()), text)


def quantities(text: str) -> list[Mention]:
    """Return numbers, money and addresses in the order of the text. Days and times are to be blanked out before (see `moments`)."""
    accounts = list(_ACCOUNT.finditer(text))
    # An account number is one thing, not groups of digits.
    text = _ACCOUNT.sub(lambda match: " " * len(match.group()), text)
    made, read = plain(text), marks(text)
    found = [_account(match) for match in accounts]
    found += [*_contacts(made, read.contacts), *_numbers(made, read.figures)]
    return sorted(found, key=lambda mention: mention.start)


def _account(match: re.Match[str]) -> Mention:
    return Mention(
        kind="number", readings=frozenset({("account " + match.group().replace(" ", ""), None)}), start=match.start(), end=match.end()
    )


def _contacts(made: Plain, contacts: frozenset[str]) -> Iterator[Mention]:
    for contact in contacts:
        if contact.startswith("tel "):
            pattern = r"[\s()/.-]*".join(contact[4:])
            match = re.search(pattern, made.words)
            start, end = match.span() if match else (0, 0)
        else:
            start = max(0, made.words.find(contact))
            end = start + len(contact)
        kind: Kind = "name" if contact.rpartition(".")[2] in _FILES and "/" not in contact else "url"
        # An address with or without a stroke at its end, a number with 0049 or +49, is the same.
        key = contact.rstrip("/")
        if contact.startswith("tel "):
            key = "tel " + contact[4:].removeprefix("00")[-9:]
        first, last = made.span(start, end) if end > start else (0, 0)
        yield Mention(kind=kind, readings=frozenset({(key, None)}), start=first, end=last)


def _numbers(made: Plain, figures: Sequence[Figure]) -> list[Mention]:
    words = made.words
    figures = sorted((_placed(words, figure) for figure in figures), key=lambda figure: figure.start)
    ends = [_end(words, figure) for figure in figures]
    values: list[tuple[str, str, int, int]] = []
    for figure, end in zip(figures, ends, strict=True):
        # The "million" of "1.5 million" has been counted with its number.
        if values and values[-1][3] >= end:
            continue
        values.append(_scaled(words, figure, end))
    found = []
    for at, (value, unit, start, end) in enumerate(values):
        following = values[at + 1] if at + 1 < len(values) else None
        shared = following[1] if following and _JOINED.fullmatch(words[end : following[2]]) else ""
        found.append(_mention(made, value, unit or shared, (start, end)))
    return found


def _placed(words: str, figure: Figure) -> Figure:
    """Return the figure with its place in `words`: one written in words has its place in the folded text, which may be shorter."""
    begins = words[figure.start : figure.start + 1].isdigit() and not words[max(0, figure.start - 1) : figure.start].isdigit()
    if words.isascii() or (begins and figure.value[:1].isdigit()) or not figure.value[:1].isdigit():
        return figure
    at = 0
    for index, sign in enumerate(words):
        if at >= figure.start and fold(sign):
            return replace(figure, start=index)
        at += len(fold(sign))
    return figure


def _end(words: str, figure: Figure) -> int:
    """Return where the number ends in the plain text."""
    if words[figure.start : figure.start + 1].isdigit() or figure.value[:1].isalpha() or not figure.value[:1].isdigit():
        match = re.compile(r"[\w.,:'/-]*\w|\W").match(words, figure.start)
        return match.end() if match else figure.start
    found = list(_WORD.finditer(fold(words[figure.start : figure.start + 80])))
    read = spoken([match.group() for match in found], 0) if found else None
    length = found[read[1] - 1].end() if read else len(figure.value)
    end, seen = figure.start, 0
    while end < len(words) and (seen < length or not fold(words[end])):
        seen += len(fold(words[end]))
        end += 1
    return end


def _scaled(words: str, figure: Figure, end: int) -> tuple[str, str, int, int]:
    """Return value, unit and place of a number; "1.2k" and "1.2 million" are counted out."""
    value, unit = figure.value, figure.unit
    short, ordinal = _SHORT.fullmatch(value), _ORDINAL.fullmatch(value)
    if ordinal:
        return ordinal[1], unit, figure.start, end
    if short:
        value = _times(short[1], _SCALES[short[2]])
        return value, unit or _money_beside(words, figure.start, end), figure.start, end
    after = _AFTER.match(words, end)
    if after and after[1] in _SCALES and value[:1].isdigit():
        value, end = _times(value, _SCALES[after[1]]), after.end()
        return value, unit or _money_beside(words, figure.start, end), figure.start, end
    return value, unit, figure.start, end


def _times(value: str, scale: int) -> str:
    try:
        product = Decimal(value.replace(",", ".")) * scale
    except InvalidOperation:
        return value
    return format(product.normalize(), "f")


def _money_beside(words: str, start: int, end: int) -> str:
    before, after = _BEFORE.search(words[max(0, start - 6) : start]), _AFTER.match(words, end)
    ahead = currency(before[1] or before[2]) if before else ""
    return ahead or (currency(after[1]) if after else "")


def _mention(made: Plain, value: str, unit: str, span: tuple[int, int]) -> Mention:
    start, end = span
    words = made.words
    first, last = made.span(start, max(end, start + 1))
    if not unit and value == words[start:end] and re.fullmatch(r"(?:19|20)\d\d", value):
        return Mention(kind="date", readings=frozenset({("year", value)}), start=first, end=last)
    is_money = len(unit) == 3 and unit.isalpha() and not time_unit(unit)
    bound = _bound(words, start)
    if is_money or unit == "cent":
        first, last = _with_sign(made, start, end)
        return Mention(kind="money", readings=frozenset({(value, unit, _per(words, end))}), start=first, end=last, bound=bound)
    # A bare number may count what the other wording names; a percentage is another thing than a number.
    readings: set[Reading] = {(value + "%", None)} if unit == "%" else {(value, unit or None)}
    if unit == "week" and value.isdigit():
        readings.add((str(int(value) * _WEEK_DAYS), "day"))
    loose = value == "1" and unit != "%"
    return Mention(kind="number", readings=frozenset(readings), start=first, end=last, bound=bound, optional=loose)


def _with_sign(made: Plain, start: int, end: int) -> tuple[int, int]:
    before = _BEFORE.search(made.words[max(0, start - 6) : start])
    if before and currency(before[1] or before[2]):
        start -= len(before.group())
    after = _AFTER.match(made.words, end)
    if after and currency(fold(after[1])):
        end = after.end()
    return made.span(start, end)


def _per(words: str, end: int) -> str | None:
    after = _AFTER.match(words, end)
    at = after.end() if after and currency(fold(after[1])) else end
    per = _PER.match(words, at)
    return (time_unit(fold(per[1] or per[2])) or None) if per else None


def _bound(words: str, start: int) -> str:
    ahead = _BOUND_AHEAD.search(words[max(0, start - 24) : start])
    return next((name for name, found in ahead.groupdict().items() if found), "") if ahead else ""
