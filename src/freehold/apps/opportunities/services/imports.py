"""Imports: a file or pasted text is read and shown first, taken in after the person's word, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from freehold.apps.opportunities import tasks
from freehold.apps.opportunities.models import ImportRun, Opportunity, Sighting
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.services import families, guess
from freehold.apps.opportunities.services.book import Book, is_touched, was_moved
from freehold.apps.opportunities.services.ingest import CHUNK, Channel, channel_of, chunks, count_sightings, take_in
from freehold.apps.opportunities.services.keys import keys_of
from freehold.apps.opportunities.services.posting_json import from_dict, to_dict
from freehold.domain.errors import UserError
from freehold.domain.postings.posting import Posting
from freehold.kit.jobs.progress import Progress, announce, progress_of
from freehold.kit.scoping.ref import Workspace, id_of

MOST = 20_000
Status = ImportRun.Status


def progress_key(run_id: int) -> str:
    """Return under which key the progress of an import is shown."""
    return f"import:{run_id}"


def preview(workspace: Workspace, kind: str, name: str, payload: bytes, now: datetime) -> ImportRun:
    """Read a file and keep what was read as an import that waits for the person's word; nothing is taken in.

    `kind` is a name in the registry of sources, or "" to find out. `new_count` and `seen_count` say what a confirmation
    would bring. Raises UserError when nothing of it can be read.
    """
    chosen = kind or guess.kind_of(name, payload)
    reading = posting_sources.get(chosen).read(payload, origin=name)
    postings = reading.postings
    if not postings and not reading.problems:
        raise UserError(_("There is no posting in “%(name)s”. Nothing was taken in. Try another file, or paste the text.") % {"name": name})
    if len(postings) > MOST:
        message = _("“%(name)s” holds %(count)d postings, more than %(most)d. Nothing was taken in. Split it into smaller files.")
        raise UserError(message % {"name": name, "count": len(postings), "most": MOST})
    workspace_id = id_of(workspace)
    new, seen = _expected(workspace_id, postings, chosen)
    return ImportRun.objects.create(
        workspace_id=workspace_id,
        kind=chosen,
        name=name[:300],
        postings=[to_dict(posting) for posting in postings],
        problems=[{"where": problem.where, "what": problem.what, "todo": problem.todo} for problem in reading.problems],
        total=len(postings),
        new_count=new,
        seen_count=seen,
        created_at=now,
    )


def _expected(workspace_id: int, postings: Sequence[Posting], kind: str) -> tuple[int, int]:
    """Return how many postings would be new, and how many are known or come twice in the file."""
    new = seen = 0
    met: set[str] = set()
    for chunk in chunks(postings):
        items = [keys_of(posting, kind) for posting in chunk]
        with transaction.atomic():
            book = Book.open(workspace_id, items)
        for item in items:
            keys = {*item.sure_keys, *((f"{item.body_key} {item.company_key}",) if item.body_key else ())}
            known = bool(met & keys) or book.find(item) is not None
            met |= keys
            new, seen = (new, seen + 1) if known else (new + 1, seen)
    return new, seen


@transaction.atomic
def confirm(workspace: Workspace, run_id: int, *, now: datetime) -> ImportRun:
    """Have a previewed import taken in by the worker, or one that was stopped go on; doing it twice does no harm.

    Raises UserError for one that was cancelled or undone.
    """
    run = _locked(workspace, run_id)
    if run.status == Status.DONE or (run.status == Status.RUNNING and _is_under_way(run, now)):
        return run
    if run.status == Status.RUNNING:
        _enqueue(run, now)
        return run
    if run.status != Status.PREVIEW:
        raise UserError(_("This import was cancelled or undone. Nothing was taken in. Choose the file again."))
    run.status, run.new_count, run.seen_count, run.position = Status.RUNNING, 0, 0, 0
    run.save(update_fields=["status", "new_count", "seen_count", "position"])
    _enqueue(run, now)
    return run


def _enqueue(run: ImportRun, now: datetime) -> None:
    announce(progress_key(run.pk), now, run.total)
    tasks.run_import.enqueue(run.pk)


def _is_under_way(run: ImportRun, now: datetime) -> bool:
    view = progress_of(progress_key(run.pk))
    return view is not None and not view.is_finished and not view.is_stale(now)


def run_import(run_id: int, *, now: datetime, progress: Progress | None = None) -> bool:
    """Take a confirmed import in, 50 postings a transaction, from where it stopped; return whether it is done.

    The position moves in the transaction of its chunk: a run that is killed between two chunks goes on with the
    next one, and nothing is taken in twice.
    """
    # any workspace: the worker runs what anybody has confirmed
    run = ImportRun.objects.filter(pk=run_id, status=Status.RUNNING).first()
    if run is None:
        return False
    channel = channel_of(run.kind, import_run=run)
    while True:
        if progress is not None and progress.stopped:
            return False
        try:
            step = _take_chunk(run, channel, now)
        except IntegrityError:  # a poll took one of them in at the same moment; this time it is found
            step = _take_chunk(run, channel, now)
        if step is None:
            return False
        if step == 0:
            return True
        if progress is not None:
            progress.step(step)


@transaction.atomic
def _take_chunk(run: ImportRun, channel: Channel, now: datetime) -> int | None:
    """Take in the next chunk; return its length, 0 at the end, None when the import was stopped by somebody."""
    mine = ImportRun.objects.for_workspace(run.workspace_id)
    state = mine.select_for_update().only("position", "status", "new_count", "seen_count").get(pk=run.pk)
    if state.status != Status.RUNNING:
        return None
    batch = [from_dict(fields) for fields in run.postings[state.position : state.position + CHUNK]]
    if not batch:
        mine.filter(pk=run.pk).update(status=Status.DONE, finished_at=now)
        return 0
    part, _gone = take_in(run.workspace_id, batch, channel, now=now)
    mine.filter(pk=run.pk).update(
        position=state.position + len(batch),
        new_count=state.new_count + len(part.new_ids),
        seen_count=state.seen_count + len(batch) - len(part.new_ids),
    )
    return len(batch)


@transaction.atomic
def cancel(workspace: Workspace, run_id: int, *, now: datetime) -> ImportRun:
    """Drop a preview, or stop a running import after its present chunk; what was taken in stays until it is undone."""
    run = _locked(workspace, run_id)
    if run.status in {Status.PREVIEW, Status.RUNNING}:
        run.status, run.finished_at, run.postings = Status.CANCELLED, now, []
        run.save(update_fields=["status", "finished_at", "postings"])
    return run


@transaction.atomic
def undo(workspace: Workspace, run_id: int, *, now: datetime) -> int:
    """Remove the opportunities that only this import brought and that the person has not touched; return how many.

    Opportunities that other sources showed as well lose only this import's sighting. Raises UserError for an import
    that has taken nothing in.
    """
    run = _locked(workspace, run_id)
    if run.status == Status.UNDONE:
        return 0
    if run.status == Status.PREVIEW:
        raise UserError(_("This import has not taken anything in yet. There is nothing to undo. Cancel it instead."))
    mine = Sighting.objects.for_workspace(workspace).filter(import_run=run)
    elsewhere = Sighting.objects.for_workspace(workspace).filter(opportunity=OuterRef("pk")).exclude(import_run=run)
    met = Opportunity.objects.for_workspace(workspace).filter(pk__in=mine.values("opportunity_id"))
    rows = list(met.annotate(moved=was_moved(), elsewhere=Exists(elsewhere)).order_by("pk"))
    only_here = [row.pk for row in rows if not row.elsewhere and not is_touched(row)]
    shared = [row.pk for row in rows if row.elsewhere]
    for start in range(0, len(only_here), 500):
        Opportunity.objects.for_workspace(workspace).filter(pk__in=only_here[start : start + 500]).delete()
    mine.filter(opportunity_id__in=shared).delete()
    families.mend(workspace)
    count_sightings(workspace, shared)
    run.status, run.finished_at, run.postings = Status.UNDONE, now, []
    run.save(update_fields=["status", "finished_at", "postings"])
    return len(only_here)


def _locked(workspace: Workspace, run_id: int) -> ImportRun:
    run = ImportRun.objects.for_workspace(workspace).select_for_update().filter(pk=run_id).first()
    if run is None:
        raise UserError(_("This import is not there any more. Nothing was changed."))
    return run
