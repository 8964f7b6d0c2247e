"""Reads a file and keeps it for the person's word; nothing is taken in before that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients import tasks
from freehold.apps.clients.models import ClientImport
from freehold.apps.clients.services.imports.columns import choices, guess
from freehold.apps.clients.services.imports.taking import locked, progress_key
from freehold.apps.clients.services.vcards import read_cards
from freehold.domain.errors import Problem, UserError
from freehold.integrations.accounting.tables import read_table
from freehold.kit.jobs.progress import announce, progress_of, request_stop
from freehold.kit.scoping.ref import Workspace, id_of

MOST_COLUMNS = 200
_MOST_PROBLEMS = 200
#: A preview that nobody came back to holds personal data for nothing.
_KEPT_FOR = timedelta(days=7)
Status = ClientImport.Status


def preview(workspace: Workspace, name: str, payload: bytes, *, now: datetime) -> ClientImport:
    """Keep what a CSV or vCard file holds as an import that waits. Raises UserError for a file of neither kind, or without a row."""
    waiting = ClientImport.objects.for_workspace(workspace).filter(status=Status.PREVIEW, created_at__lt=now - _KEPT_FOR)
    waiting.delete()
    values: dict[str, Any] = {"workspace_id": id_of(workspace), "name": _file_name(name), "created_at": now}
    if _is_vcard(payload):
        cards, problems = read_cards(payload, _file_name(name))
        rows: list[Any] = [card.values for card in cards]
        return ClientImport.objects.create(kind="vcard", rows=rows, total=len(rows), problems=_plain(problems), **values)
    table = read_table(_without_mark(payload), _file_name(name))
    if not table.rows:
        raise UserError(_("“%(name)s” has a heading and no row. Nothing was kept.") % {"name": _file_name(name)})
    if len(table.titles) > MOST_COLUMNS:
        words = _("“%(name)s” has more than %(most)d columns. Nothing was kept.")
        raise UserError(words % {"name": _file_name(name), "most": MOST_COLUMNS})
    titles = [title.replace("\ufeff", "").replace("\x00", "")[:200] for title in table.titles]
    rows = [list(cells) for _line, cells in table.rows]
    mapping = guess(workspace, titles)
    return ClientImport.objects.create(kind="csv", headings=titles, mapping=mapping, rows=rows, total=len(rows), **values)


@transaction.atomic
def remap(workspace: Workspace, run_id: int, mapping: Sequence[str]) -> ClientImport:
    """Say anew which of our fields each column is. Raises UserError for one that was taken in, and for a field named twice."""
    run = locked(workspace, run_id)
    if run.status != Status.PREVIEW:
        raise UserError(_("This import was taken in already. Nothing was changed."))
    known = {code for code, _label in choices(workspace)}
    found = [column if column in known else "" for column in mapping][: len(run.headings)]
    found += [""] * (len(run.headings) - len(found))
    single = [column for column in found if column not in {"", "note"}]
    twice = sorted({column for column in single if single.count(column) > 1})
    if twice:
        labels = dict(choices(workspace))
        raise UserError(_("“%(name)s” is chosen for two columns. Nothing was changed. Choose one of them.") % {"name": labels[twice[0]]})
    run.mapping = found
    run.save(update_fields=["mapping"])
    return run


@transaction.atomic
def confirm(workspace: Workspace, run_id: int, *, now: datetime) -> ClientImport:
    """Have a previewed import taken in by the worker, or one that was stopped go on; doing it twice does no harm.

    Raises UserError for one that was cancelled or undone.
    """
    run = locked(workspace, run_id)
    if run.status == Status.DONE:
        return run
    if run.status == Status.RUNNING:
        view = progress_of(progress_key(run.pk))
        if view is not None and not view.is_finished and not view.is_stale(now):
            return run
    elif run.status != Status.PREVIEW:
        raise UserError(_("This import was cancelled or undone. Nothing was taken in. Choose the file again."))
    run.status = Status.RUNNING
    run.save(update_fields=["status"])
    announce(progress_key(run.pk), now, run.total)
    tasks.run_import.enqueue(run.pk)
    return run


@transaction.atomic
def cancel(workspace: Workspace, run_id: int, *, now: datetime) -> ClientImport:
    """Drop a preview, or stop a running import after its present rows; what was taken in stays until it is undone."""
    run = locked(workspace, run_id)
    if run.status in {Status.PREVIEW, Status.RUNNING}:
        request_stop(progress_key(run.pk))
        run.status, run.finished_at, run.rows = Status.CANCELLED, now, []
        run.save(update_fields=["status", "finished_at", "rows"])
    return run


def _is_vcard(payload: bytes) -> bool:
    head = payload[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    return head.startswith(b"BEGIN:VCARD")


def _without_mark(payload: bytes) -> bytes:
    """Return a CSV file without Excel's "sep=;" line, and UTF-16 without its mark as UTF-8."""
    if payload[:2] not in {b"\xff\xfe", b"\xfe\xff"} and b"\x00" in payload[:2]:
        payload = payload.decode("utf-16-be" if payload[:1] == b"\x00" else "utf-16-le", "replace").encode("utf-8", "replace")
    head, _line, rest = payload.partition(b"\n")
    return rest if head.lstrip(b"\xef\xbb\xbf").strip().lower() in {b"sep=;", b"sep=,", b"sep=\t", b"sep="} else payload


def _plain(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"where": row.where, "what": row.what, "todo": row.todo} for row in problems[:_MOST_PROBLEMS]]


def _file_name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].replace("\x00", "").strip()[-200:] or "file"
