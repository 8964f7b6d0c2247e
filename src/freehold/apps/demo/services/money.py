"""Writing the demo's year of money, step by step: stopped at any moment, it goes on where it ended, and nothing is written twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from freehold.apps.accounts import selectors as people
from freehold.apps.accounts.types import Workspace
from freehold.apps.demo.deciding.earlier import earlier_steps
from freehold.apps.demo.deciding.reading import read_deciding
from freehold.apps.demo.models import DemoMoney
from freehold.apps.demo.money.basics import first_steps, last_steps
from freehold.apps.demo.money.books import Books, Calendar, Step
from freehold.apps.demo.money.papers import paper_steps
from freehold.apps.demo.money.reading import read_money
from freehold.apps.demo.money.statements import bank_from, statement_steps
from freehold.domain.errors import UserError
from freehold.kit.jobs.models import Progress
from freehold.kit.jobs.progress import announce, progress
from freehold.kit.scoping.ref import Workspace as AnyWorkspace
from freehold.kit.scoping.ref import id_of

logger = logging.getLogger(__name__)
MESSAGE = "A year of invoices, payments and expenses is being written"


def progress_key(workspace: AnyWorkspace) -> str:
    """Return under which key it is shown how far the year is written."""
    return f"demo:{id_of(workspace)}"


def timeline(trade: str, begun_at: datetime) -> list[Step]:
    """Return every step of a trade's year in the order of their days. The same moment gives the same steps."""
    calendar = Calendar(begun_at)
    money = read_money(trade, calendar.today)
    start = bank_from(calendar)
    earlier = earlier_steps(read_deciding(trade, calendar.today), calendar)
    steps = [*paper_steps(money, calendar, start), *statement_steps(money, calendar), *last_steps(money, calendar), *earlier]
    settings, *ground = first_steps(money, calendar)
    # Whoever bills before the year needs the settings by then; everything else keeps its day.
    settings = replace(settings, at=min(settings.at, *(step.at for step in steps)))
    return [settings, *sorted([*ground, *steps], key=lambda step: step.at)]


def begin_money(workspace: Workspace, trade: str, *, now: datetime, enqueue: bool) -> None:
    """Note that a year is to be written, and (with `enqueue`) have the worker do it; part of the caller's transaction."""
    total = len(timeline(trade, now))
    DemoMoney.objects.create(workspace=workspace, trade=trade, begun_at=now, total=total)
    announce(progress_key(workspace), now, total=total, message=MESSAGE)
    if enqueue:
        from freehold.apps.demo import tasks

        tasks.money.enqueue(workspace.pk)


def write_money(workspace: AnyWorkspace, *, renderer: Callable[..., bytes] | None = None, most: int | None = None) -> int:
    """Take the steps that are not taken yet (at most `most`) and return how many were taken.

    Ends quietly when the demo is removed meanwhile, or when another worker goes on with it. `renderer` makes the PDFs in tests.
    """
    row = DemoMoney.objects.for_workspace(workspace).select_related("workspace").first()
    if row is None:
        return 0
    steps = timeline(row.trade, row.begun_at)
    end = len(steps) if most is None else min(len(steps), row.done + most)
    taken = 0
    key = progress_key(workspace)
    # The same words and days wherever it runs: a page, the worker, a terminal.
    with timezone.override(UTC), translation.override(row.workspace.language), progress(key, len(steps), MESSAGE, done=row.done) as bar:
        for number in range(row.done, end):
            if bar.stopped or not _take(id_of(workspace), number, steps[number], renderer):
                break
            taken += 1
            bar.step()
    return taken


def hold_money(workspace: AnyWorkspace) -> None:
    """Wait for the step that is being taken, and let no other begin until the caller's transaction ends."""
    DemoMoney.objects.for_workspace(workspace).select_for_update().first()


def forget_progress(workspace: AnyWorkspace) -> None:
    """Take away what is shown of the writing."""
    Progress.objects.filter(key=progress_key(workspace)).delete()


def _take(workspace_id: int, number: int, step: Step, renderer: Callable[..., bytes] | None) -> bool:
    """Take one step; tell whether to go on."""
    if not step.slow:
        with transaction.atomic():
            row = _held(workspace_id, number)
            return row is not None and _noted(row, step, renderer)
    row = _row(workspace_id, number)
    if row is None:
        return False
    problem = ""
    try:
        step.take(books_of(row, renderer), step.at)
    except UserError as error:
        problem = str(error)
    except (IntegrityError, ObjectDoesNotExist):
        if _row(workspace_id, number) is None:
            return False  # removed while the paper was made
        raise
    with transaction.atomic():
        row = _held(workspace_id, number)
        if row is None:
            return False
        _advance(row, step, problem)
    return True


def _noted(row: DemoMoney, step: Step, renderer: Callable[..., bytes] | None) -> bool:
    books, problem = books_of(row, renderer), ""
    try:
        with transaction.atomic():
            step.take(books, step.at)
    except UserError as error:
        problem = str(error)
    else:
        row.names = books.names
    _advance(row, step, problem)
    return True


def _advance(row: DemoMoney, step: Step, problem: str) -> None:
    row.done += 1
    if problem:
        # Somebody looks around and changes things while the year is written: what builds on them is left out.
        logger.info("The demo's step “%s” was left out: %s", step.name, problem)
        row.skipped = [*row.skipped, {"step": step.name, "why": problem}]
    row.save(update_fields=["done", "names", "skipped"])


def _row(workspace_id: int, number: int) -> DemoMoney | None:
    return DemoMoney.objects.for_workspace(workspace_id).select_related("workspace").filter(done=number).first()


def _held(workspace_id: int, number: int) -> DemoMoney | None:
    rows = DemoMoney.objects.for_workspace(workspace_id).select_for_update(of=("self",)).select_related("workspace")
    return rows.filter(done=number).first()


def books_of(row: DemoMoney, renderer: Callable[..., bytes] | None = None) -> Books:
    """Return the books of a demo as far as they are written."""
    person = people.freelancers(row.workspace).first()
    name = person.name if person else ""
    return Books(row.workspace, Calendar(row.begun_at), name, dict(row.names), renderer)
