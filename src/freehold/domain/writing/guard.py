"""The guard over an edit: tells what a new wording changed that only a person may change.

Numbers, dates, money, names, addresses, negations, promises and whole claims are compared; wording, order and format are free.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from freehold.domain.writing.claims import Clause, absent_words, missing
from freehold.domain.writing.language import Language, language_of
from freehold.domain.writing.mention import Kind, Mention
from freehold.domain.writing.moments import moments
from freehold.domain.writing.naming import names, words_in
from freehold.domain.writing.quantities import quantities, without_list_numbers
from freehold.domain.writing.swaps import pieces, swapped, turned_pieces
from freehold.domain.writing.turning import all_roots, denies, negations, new_promises, place_of, turned

# A longer passage is not shown whole beside a change.
_SHOWN = 160
_ORDER: tuple[Kind, ...] = ("number", "date", "money", "name", "url", "negation", "dropped", "added")
_OPPOSED = {"most": {"least", "over"}, "least": {"most", "under"}, "over": {"most", "under"}, "under": {"least", "over"}}
_COUNTED = frozenset({"number", "date", "money"})
# So many letters may stand between a number and the word that belongs to it.
_BESIDE = 10
_TWO = frozenset({"both", "either", "pair", "couple", "beide", "beiden", "paar"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Deviation:
    """What the new text says differently. `before` and `after` are literal words of the texts ("" where there are none), with places."""

    kind: Kind
    before: str
    after: str
    before_at: Span | None = None
    after_at: Span | None = None


@dataclass(frozen=True, slots=True)
class Guarded:
    """What the guard found; `ok` when it found nothing."""

    problems: tuple[Deviation, ...]

    @property
    def ok(self) -> bool:
        """Whether the new text says what the old one said, as far as words can tell."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    language: Language
    mentions: tuple[Mention, ...]
    words: frozenset[str]


def guard(before: str, after: str, *, known_names: Iterable[str] = ()) -> Guarded:
    """Compare two wordings of a text, in English or German. `known_names` are names (clients, tools) to be looked for as well.

    In a translation only what does not depend on the language is compared: numbers, dates, money, addresses and negations.
    """
    known = [*known_names, *_certain_names(before), *_certain_names(after)]
    old, new = _read(before, known), _read(after, known)
    if old.language != new.language:
        found = [*_mentions(old, new, ("number", "date", "money", "url")), *_negations(old, new, [], [])]
        return Guarded(_in_order(found))
    said, asked = _without_mentions(old), _without_mentions(new)
    dropped, added = missing(said, asked, _anchors(old, new)), missing(asked, said, _anchors(new, old))
    told = _mentions(old, new, ("number", "date", "money", "url", "name"))
    dropped = _with_lone(told, said, asked, dropped, lost=True)
    added = _with_lone(told, asked, said, added, lost=False)
    # What a missing passage takes along is told with it.
    found = [
        one
        for one in told
        if (one.before_at and one.after_at) or not (_in_passage(one.before_at, dropped) or _in_passage(one.after_at, added))
    ]
    found += _negations(old, new, dropped, added)
    if not told:
        found += _swaps(old, new)
    found += [Deviation("dropped", _shown(before, (one.start, one.end)), "", (one.start, one.end)) for one in dropped]
    found += [Deviation("added", "", _shown(after, (one.start, one.end)), None, (one.start, one.end)) for one in added]
    inside = [(one.start, one.end) for one in added]
    for span in new_promises(before, after):
        if not _within(span, inside):
            found.append(Deviation("added", "", after[slice(*span)], None, span))
    return Guarded(_in_order(found))


def _read(text: str, known: Sequence[str]) -> _Read:
    language = language_of(text)
    days = moments(text)
    rest = _blanked(without_list_numbers(text), days)
    found = [*days, *quantities(rest)]
    taken = _mask(text, [one for one in found if one.kind in {"url", "name", "date"}])
    called = [name for name in names(text, language, known) if not taken[name.start]]
    # "Typo3" is a name and no number.
    in_names = _mask(text, called)
    found = [one for one in found if one.kind != "number" or not in_names[one.start]]
    return _Read(text, language, (*found, *called), words_in(text))


def _mask(text: str, found: Iterable[Mention]) -> bytearray:
    """Return for each letter whether it lies in one of the mentions."""
    mask = bytearray(len(text) + 1)
    for one in found:
        mask[one.start : one.end] = b"\1" * (one.end - one.start)
    return mask


def _certain_names(text: str) -> list[str]:
    """Return the names that are known for names in this text: in the other one, they may stand where every word has a capital."""
    return [text[one.start : one.end] for one in names(text, language_of(text)) if not one.optional]


def _blanked(text: str, found: Iterable[Mention]) -> str:
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = " " * (one.end - one.start)
    return "".join(letters)


def _without_mentions(read: _Read) -> str:
    return _blanked(read.text, read.mentions)


def _anchors(ours: _Read, theirs: _Read) -> list[Span]:
    """Return the places of what both texts mention, in order."""
    kinds: tuple[Kind, ...] = ("number", "date", "money", "url", "name")
    lost = {mention for kind in kinds for mention in _unmatched(ours, theirs, kind)}
    return sorted((one.start, one.end) for one in ours.mentions if one not in lost)


def _with_lone(told: Sequence[Deviation], ours: str, theirs: str, passages: list[Clause], *, lost: bool) -> list[Clause]:
    """Add the passages of one number, date or amount with one word of meaning beside it: "with 5 % discount"."""
    places = [one.before_at if lost else one.after_at for one in told if not (one.before_at and one.after_at) and one.kind in _COUNTED]
    absent = absent_words(ours, theirs) if places else []
    found = list(passages)
    for place in places:
        if place is None or _in_passage(place, found):
            continue
        for start, end in absent:
            low, high = min(start, place[0]), max(end, place[1])
            if high - low <= (end - start) + (place[1] - place[0]) + _BESIDE and not any(sign in ours[low:high] for sign in ".;:!?"):
                found.append(Clause(low, high, ()))
                break
    return found


def _mentions(old: _Read, new: _Read, kinds: tuple[Kind, ...]) -> list[Deviation]:
    gone = {kind: _unmatched(old, new, kind) for kind in kinds}
    come = {kind: _unmatched(new, old, kind) for kind in kinds}
    _settle(gone, come)
    _settle(come, gone)
    found: list[Deviation] = []
    for kind in kinds:
        lost, won = gone[kind], come[kind]
        if not any(not one.optional for one in lost + won) and not (lost and won):
            continue
        if kind == "name":
            lost, won = _replaced(lost, won)
            lost, won = _whole_names(old, lost), _whole_names(new, won)
        for at in range(max(len(lost), len(won))):
            one, other = (lost[at] if at < len(lost) else None), (won[at] if at < len(won) else None)
            found.append(_deviation(kind, old.text, one, new.text, other))
    return [*found, *_bounds(old, new)]


def _unmatched(ours: _Read, theirs: _Read, kind: Kind) -> list[Mention]:
    # A long text says the same thing often: each way to say it is looked at once.
    others = list({mention.readings: mention for mention in theirs.mentions if mention.kind == kind}.values())
    found = []
    for mention in ours.mentions:
        if mention.kind != kind or any(mention.fits(other) for other in others):
            continue
        if kind == "name" and _is_said(mention, theirs, others):
            continue
        if kind == "number" and ("2", None) in mention.readings and theirs.words & _TWO:
            continue
        found.append(mention)
    return found


def _is_said(name: Mention, theirs: _Read, others: Sequence[Mention]) -> bool:
    """Tell whether a name stands in the other text, as a name or as a word; with another title it does not."""
    word, title = next(iter(name.readings))
    if any(next(iter(other.readings))[0] == word for other in others):
        return title is None
    key = str(word)
    return key in theirs.words or any(len(key) > 3 and other.startswith(key) and len(other) - len(key) < 3 for other in theirs.words)


def _settle(ours: dict[Kind, list[Mention]], theirs: dict[Kind, list[Mention]]) -> None:
    """Bring together what is read as one kind in one text and as another in the other.

    An amount that lost its currency stays a problem of money; "in four months" and "four months", 2000 the year and 2,000, are the same.
    """
    for mention in list(ours["money"]):
        for other in [one for one in theirs["number"] if _value(one) == _value(mention)]:
            theirs["number"].remove(other)
            theirs["money"].append(other)
    for mention in list(ours["date"]):
        for other in [one for one in theirs["number"] if _is_same_span(mention, one)][:1]:
            ours["date"].remove(mention)
            theirs["number"].remove(other)


def _value(mention: Mention) -> str:
    return str(next(iter(mention.readings))[0])


def _is_same_span(day: Mention, number: Mention) -> bool:
    reading = next(iter(day.readings))
    if reading[0] == "year":
        return (reading[1], None) in number.readings
    if reading[0] != "ahead" or not isinstance(reading[1], int):
        return False
    counts = {"day": 1, "week": 7, "month": 30}
    for value, unit, *_ in number.readings:
        if unit in counts and str(value).isdigit() and abs(int(str(value)) * counts[str(unit)] - reading[1]) <= int(str(value)):
            return True
    return False


def _replaced(lost: list[Mention], won: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Leave out what may be a name or not, unless another such word came into its place, behind the same word."""
    places = {one.bound for one in lost if one.bound} & {one.bound for one in won if one.bound}
    return (
        [one for one in lost if not one.optional or one.bound in places],
        [one for one in won if not one.optional or one.bound in places],
    )


def _whole_names(ours: _Read, parts: Sequence[Mention]) -> list[Mention]:
    """Join the words of one name; each part of it is missing in the other text."""
    found: list[Mention] = []
    for part in parts:
        if found and not ours.text[found[-1].end : part.start].strip(" ."):
            last = found.pop()
            found.append(Mention(kind="name", readings=last.readings, start=last.start, end=part.end))
        else:
            found.append(part)
    return found


def _bounds(old: _Read, new: _Read) -> list[Deviation]:
    """Return the numbers that stay while the word before them now limits the other way."""
    found = []
    for one in old.mentions:
        if one.kind not in {"number", "money"} or not one.bound:
            continue
        same = [other for other in new.mentions if other.kind == one.kind and one.fits(other)]
        if same and all(other.bound in _OPPOSED[one.bound] for other in same):
            found.append(_deviation(one.kind, old.text, one, new.text, same[0]))
    return found


def _negations(old: _Read, new: _Read, dropped: Sequence[Clause], added: Sequence[Clause]) -> list[Deviation]:
    gone = [span for span in negations(old.text) if not _within(span, [(one.start, one.end) for one in dropped])]
    come = [span for span in negations(new.text) if not _within(span, [(one.start, one.end) for one in added])]
    pairs = turned(_roots_beside(old), _roots_beside(new)) if old.language == new.language else []
    # "Never" and "always": told by the number of negations already.
    opposed = [pair for pair in pairs if not any(map(denies, pair))]
    difference = abs(len(gone) - len(come))
    # "Not clear" and "unclear" say the same.
    if difference and len(opposed) == difference:
        return []
    if difference:
        lost, won = (gone[-1] if len(gone) > len(come) else None), (come[-1] if len(come) > len(gone) else None)
        return [
            Deviation(
                "negation",
                _around(old.text, lost) if lost else "",
                _around(new.text, won) if won else "",
                lost,
                won,
            )
        ]
    if opposed:
        places = [(place_of(old.text, one), place_of(new.text, other)) for one, other in opposed]
        return [_between("negation", old.text, lost, new.text, won) for lost, won in places]
    if gone and old.language == new.language:
        said, now = _without_mentions(old), _without_mentions(new)
        return [
            Deviation("negation", _around(old.text, lost), _around(new.text, won), lost, won)
            for lost, won in turned_pieces(said, now, gone, come)
        ]
    return []


def _swaps(old: _Read, new: _Read) -> list[Deviation]:
    """Return what stands where another thing of its kind stood."""
    found = []
    said, now = pieces(_without_mentions(old)), pieces(_without_mentions(new))
    for kind in ("number", "date", "money", "name"):
        ours, theirs = _with_words(old, kind, said), _with_words(new, kind, now)
        for one, other in swapped(ours, theirs, Mention.fits) if min(len(ours), len(theirs)) > 1 else ():
            found.append(_deviation(other.kind, old.text, one, new.text, other))
    return found


def _with_words(read: _Read, kind: str, parts: Sequence[tuple[Span, frozenset[str]]]) -> list[tuple[Mention, frozenset[str]]]:
    return [
        (one, words)
        for one in read.mentions
        if one.kind == kind and not one.optional
        for (start, end), words in parts
        if start <= one.start < end
    ]


def _in_passage(span: Span | None, passages: Iterable[Clause]) -> bool:
    return span is not None and _within(span, [(one.start, one.end) for one in passages])


def _roots_beside(read: _Read) -> list[str]:
    """Return the roots of all words but those of names and addresses."""
    return all_roots(_blanked(read.text, [one for one in read.mentions if one.kind in {"url", "name"}]))


def _within(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _around(text: str, span: Span) -> str:
    """Return the word with its neighbours, so that a reader sees what is denied."""
    start = text.rfind(" ", 0, max(0, span[0] - 1)) + 1
    end = text.find(" ", min(len(text), span[1] + 1))
    return _shown(text, (start, end if end >= 0 else len(text)))


def _deviation(kind: Kind, old: str, one: Mention | None, new: str, other: Mention | None) -> Deviation:
    lost, won = ((one.start, one.end) if one else None), ((other.start, other.end) if other else None)
    return _between(kind, old, lost, new, won)


def _between(kind: Kind, old: str, lost: Span | None, new: str, won: Span | None) -> Deviation:
    return Deviation(kind, _shown(old, lost) if lost else "", _shown(new, won) if won else "", lost, won)


def _shown(text: str, span: Span) -> str:
    words = text[slice(*span)].strip()
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(None, 1)[0] + " …"


def _in_order(found: Iterable[Deviation]) -> tuple[Deviation, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda one: _ORDER.index(one.kind)))
