"""Proof that nothing was changed: every hash, the chain, the numbers of each series, and the sums are computed anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from freehold.apps.billing import guards
from freehold.apps.billing.models import Document, FrozenDocument, Series
from freehold.apps.billing.services.freeze import entry_of
from freehold.domain.errors import Problem
from freehold.domain.invoicing.hash_chain import GENESIS, check_chain, check_parts, digest
from freehold.domain.invoicing.numbering import gaps
from freehold.kit.scoping.ref import Workspace, id_of

BATCH = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at in one workspace and what is broken; `last_hash` seals everything before it and can be noted elsewhere."""

    workspace_id: int
    documents: int
    series: int
    last_hash: str
    problems: tuple[Problem, ...]

    @property
    def whole(self) -> bool:
        """Whether everything is as it was issued."""
        return not self.problems


def verify(workspace: Workspace) -> Report:
    """Check every issued paper of a workspace. Reads one consistent state; changes nothing."""
    with transaction.atomic():
        problems: list[Problem] = [*_guards()]
        entries, last = [], GENESIS
        rows = FrozenDocument.objects.for_workspace(workspace).select_related("document").order_by("position")
        for row in rows.iterator(chunk_size=BATCH):
            entries.append(entry_of(row))
            last = row.hash
            problems += _frozen(row)
        problems += check_chain(entries)
        series = list(Series.objects.for_workspace(workspace).order_by("kind", "id"))
        for one in series:
            problems += _series(one)
        problems += _without_frozen(workspace)
    return Report(id_of(workspace), len(entries), len(series), last, tuple(problems))


def verify_all() -> list[Report]:
    """Check every workspace that has issued anything."""
    # any workspace: the command of the person at the machine
    owners = FrozenDocument.objects.order_by("workspace_id").values_list("workspace_id", flat=True).distinct()
    # any workspace: as above
    others = Document.objects.exclude(number="").order_by("workspace_id").values_list("workspace_id", flat=True).distinct()
    return [verify(pk) for pk in sorted({*owners, *others})]


def _guards() -> Iterator[Problem]:
    for name in guards.missing(connection):
        yield Problem(
            _("The database"),
            _("the guard %(name)s is gone, so papers could be changed") % {"name": name},
            _("Restore the newest backup, or ask the person who hosts it"),
        )
    if guards.left_open(connection):
        yield Problem(_("The database"), _("its guards are open, so papers could be changed"))


def _frozen(row: FrozenDocument) -> Iterator[Problem]:
    document = row.document
    sealed = {"json": row.canonical_sha256, "pdf": row.pdf_sha256}
    stored = {"json": row.canonical.encode(), "pdf": bytes(row.pdf)}
    if row.xml_sha256:
        sealed["xml"] = row.xml_sha256
    if row.xml is not None:
        stored["xml"] = bytes(row.xml)
    where = document.number or f"#{document.pk}"
    yield from check_parts(sealed, stored, where=where)
    try:
        content = json.loads(row.canonical)
    except ValueError:
        return  # told already: its JSON is not what was sealed
    for name, said, column in _compared(content, document):
        if said != column:
            yield Problem(
                where, _("its %(name)s says %(column)s, but %(said)s was issued") % {"name": name, "column": column, "said": said}
            )
    sealed_files = {file["reference"]: file["content"] for file in content["invoice"]["documents"]}
    for file in document.attachments.all():
        if sealed_files.pop(file.name, None) != _sealed_digest(bytes(file.content)):
            yield Problem(where, _("its file %(name)s is not what was issued") % {"name": file.name})
    for name in sealed_files:
        yield Problem(where, _("its file %(name)s is lost") % {"name": name})


def _sealed_digest(content: bytes) -> str:
    from base64 import b64encode

    return b64encode(digest(content).encode()).decode("ascii")


def _compared(content: dict[str, Any], document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield (name, what was frozen, what the row says) for the columns that pages and sums read."""
    invoice, totals = content["invoice"], content["invoice"]["totals"]
    yield "number", invoice["number"], document.number
    yield "kind", content["kind"], document.kind
    yield "currency", invoice["currency"], document.currency
    yield "date", invoice["issue_date"], str(document.issue_date)
    for name, said, column in (
        ("net", totals["tax_exclusive"], document.net),
        ("tax", totals["tax"] or "0", document.tax),
        ("gross", totals["tax_inclusive"], document.gross),
        ("withheld", content["withheld"], document.withheld),
        ("payable", content["payable"], document.payable),
    ):
        yield name, _same(said), _same(column)
    lines = {row.position: row.net for row in document.lines.all()}
    sealed = {int(line["id"]): line["net"] for line in invoice["lines"]}
    for position, net in lines.items():
        yield f"line {position}", _same(sealed.get(position, "0")), _same(net)


def _same(value: str | Decimal) -> str:
    return f"{Decimal(value).normalize():f}"


def _series(series: Series) -> Iterator[Problem]:
    used: dict[int, list[int]] = {}
    for year, sequence in (
        Document.objects.for_workspace(series.workspace_id)
        .filter(series=series, sequence__isnull=False)
        .values_list("sequence_year", "sequence")
    ):
        used.setdefault(year, []).append(sequence or 0)
    first_year = min(used, default=0)
    for year, numbers in sorted(used.items()):
        # A series taken over from another program begins where that one ended; from its second year on it begins at 1.
        found = gaps(numbers, first=min(numbers) if year == first_year else 1)
        where = f"{series.name} {year}" if year else series.name
        for start, end in found.missing:
            stretch = str(start) if start == end else f"{start}–{end}"
            yield Problem(where, _("number %(stretch)s was never given out, or is lost") % {"stretch": stretch})
        for number in found.duplicates:
            yield Problem(where, _("number %(number)s was given out twice") % {"number": number})
        current = not series.restarts or year == (series.year or year)
        if current and series.next_number <= max(numbers):
            yield Problem(where, _("the next number would be %(next)s, which is given out already") % {"next": series.next_number})


def _without_frozen(workspace: Workspace) -> Iterator[Problem]:
    rows = Document.objects.for_workspace(workspace).exclude(number="").filter(frozen=None, sequence__isnull=False)
    for number in rows.values_list("number", flat=True)[:BATCH]:
        yield Problem(number, _("it has a number, but what was issued is lost"), _("Restore it from a backup"))
