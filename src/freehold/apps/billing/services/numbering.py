"""Series of numbers: which one a paper takes its number from, and the taking, which happens under the series' lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document, DocumentKind, Series
from freehold.domain.errors import UserError
from freehold.domain.invoicing.numbering import check_pattern, format_number
from freehold.kit.scoping.ref import Workspace, id_of

#: What a series counts, by the kind of paper: invoices of every sort share one.
COUNTED = {
    DocumentKind.QUOTE: "quote",
    DocumentKind.INVOICE: "invoice",
    DocumentKind.DEPOSIT: "invoice",
    DocumentKind.FINAL: "invoice",
    DocumentKind.CREDIT_NOTE: "credit_note",
}
_PATTERNS = {
    "invoice": {"de": "RE-{year}-{number:04}", "": "INV-{year}-{number:04}"},
    "quote": {"de": "AN-{year}-{number:04}", "": "Q-{year}-{number:04}"},
    "credit_note": {"de": "GU-{year}-{number:04}", "": "CN-{year}-{number:04}"},
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that was taken: as it is printed, its place in the count, and the year it counts in (0 for a count that never restarts)."""

    number: str
    sequence: int
    year: int


def counted(kind: str) -> str:
    """Return what a paper of this kind counts as."""
    return COUNTED[DocumentKind(kind)]


def default_series(workspace: Workspace, kind: str, *, language: str = "en") -> Series:
    """Return the series that papers of `kind` take their numbers from; the first time it is made with the usual pattern."""
    what = counted(kind)
    rows = Series.objects.for_workspace(workspace).filter(kind=what)
    found = rows.order_by("-is_default", "id").first()
    if found is not None:
        return found
    patterns = _PATTERNS[what]
    pattern = patterns.get(language[:2], patterns[""])
    made, _new = Series.objects.for_workspace(workspace).get_or_create(
        workspace_id=id_of(workspace), kind=what, name=what, defaults={"pattern": pattern}
    )
    return made


def locked_series(series_id: int) -> Series:
    """Return the series, held until the transaction ends: whoever else issues from it waits."""
    # any workspace: the caller names the series of a document that it has read as its own
    return Series.objects.select_for_update().get(pk=series_id)


def next_number(series: Series, on: date) -> Taken:
    """Return the number that a paper dated `on` would get now; nothing is taken. Raises UserError for a bad pattern."""
    sequence, year = _next(series, on)
    return Taken(format_number(series.pattern, number=sequence, on=on), sequence, year)


def take_number(series: Series, on: date) -> Taken:
    """Take the next number of a series that the caller holds locked; it is used up with the caller's transaction.

    A series that restarts begins at 1 in a new year; a paper dated back into an earlier year goes on where that year ended.
    """
    taken = next_number(series, on)
    if not series.restarts or series.year is None or taken.year >= series.year:
        series.next_number, series.year = taken.sequence + 1, taken.year or series.year
        series.save(update_fields=["next_number", "year"])
    return taken


def _next(series: Series, on: date) -> tuple[int, int]:
    if not series.restarts:
        return series.next_number, 0
    if series.year is None or on.year == series.year:
        return series.next_number, on.year
    if on.year > series.year:
        return 1, on.year
    last = (
        Document.objects.for_workspace(series.workspace_id)
        .filter(series=series, sequence_year=on.year)
        .aggregate(last=Max("sequence"))["last"]
    )
    return (last or 0) + 1, on.year


def change_series(workspace: Workspace, series_id: int, *, pattern: str, restarts: bool, start: int | None = None) -> Series:
    """Change how numbers look from now on, and where the count goes on.

    Raises UserError for a pattern that cannot work, and for a start that would repeat a number that was given out.
    """
    series = Series.objects.for_workspace(workspace).select_for_update().filter(pk=series_id).first()
    if series is None:
        raise UserError(_("This series is not there any more. Nothing was changed."))
    check_pattern(pattern, restart="year" if restarts else "never")
    used = Document.objects.for_workspace(workspace).filter(series=series, sequence__isnull=False)
    if restarts and series.year is not None:
        used = used.filter(sequence_year=series.year)
    if used.exists() and restarts != series.restarts:
        raise UserError(
            _("This series has given out numbers, so it goes on counting as it began. Nothing was changed. Make a new series instead.")
        )
    if start is not None and start != series.next_number:
        last = used.aggregate(last=Max("sequence"))["last"] or 0
        if last:
            raise UserError(
                _("Number %(last)s of this series is given out already, and the next one must follow it. Nothing was changed.")
                % {"last": last}
            )
        if start < 1:
            raise UserError(_("A series counts from 1. Nothing was changed. Enter 1 or more."))
        series.next_number = start
    series.pattern, series.restarts = pattern, restarts
    series.save(update_fields=["pattern", "restarts", "next_number"])
    return series
