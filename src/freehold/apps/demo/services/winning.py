"""Writing how the demo wins its work, step by step: stopped at any moment, it goes on where it ended, and nothing is written twice."""

from __future__ import annotations

import logging
from datetime import UTC
from functools import partial

from django.db import transaction
from django.utils import timezone, translation

from freehold.apps.demo.models import DemoMoney
from freehold.apps.demo.money.books import Books, Calendar, Step
from freehold.apps.demo.services.money import books_of, progress_key
from freehold.apps.demo.winning.outreach import write_planned, write_running, write_settings
from freehold.apps.demo.winning.page import write_page, write_voice
from freehold.apps.demo.winning.people import write_people
from freehold.apps.demo.winning.proposals import write_proposal
from freehold.apps.demo.winning.reading import read_winning
from freehold.domain.errors import UserError
from freehold.kit.jobs.progress import progress_of

logger = logging.getLogger(__name__)
#: Under this name the row of the demo keeps how many steps are taken.
DONE = "winning:done"


def winning_steps(trade: str, calendar: Calendar) -> list[Step]:
    """Return the steps in their order. The same moment gives the same steps."""
    content = read_winning(trade, calendar.today)
    at = calendar.begun_at
    first = (
        ("people", write_people),
        ("outreach settings", write_settings),
        ("running campaign", write_running),
        ("planned campaign", write_planned),
        ("voice", write_voice),
    )
    return [
        *(Step(name, at, partial(take, content)) for name, take in first),
        *(Step(f"proposal {number}", at, partial(write_proposal, row)) for number, row in enumerate(content.proposals, start=1)),
        Step("public page", at, partial(write_page, content)),
    ]


def write_winning(workspace_id: int) -> int:
    """Take the steps that are not taken yet and return how many were taken.

    Ends quietly while the year of money is still being written (it builds on the papers, and the task of the money calls for it at
    its end), and when the demo is removed meanwhile.
    """
    row = DemoMoney.objects.for_workspace(workspace_id).select_related("workspace").first()
    if row is None or _still_written(row):
        return 0
    steps = winning_steps(row.trade, Calendar(row.begun_at))
    taken = 0
    with timezone.override(UTC), translation.override(row.workspace.language):
        for number in range(int(row.names.get(DONE, 0)), len(steps)):
            if not _take(workspace_id, number, steps[number]):
                break
            taken += 1
    return taken


def _still_written(row: DemoMoney) -> bool:
    bar = progress_of(progress_key(row.workspace)) if row.done < row.total else None
    return bar is not None and bar.state in {"waiting", "running"}


@transaction.atomic
def _take(workspace_id: int, number: int, step: Step) -> bool:
    """Take one step together with the note that it was; tell whether to go on."""
    rows = DemoMoney.objects.for_workspace(workspace_id).select_for_update(of=("self",)).select_related("workspace")
    row = rows.first()
    if row is None or int(row.names.get(DONE, 0)) != number:
        return False
    books: Books = books_of(row)
    try:
        with transaction.atomic():
            step.take(books, step.at)
    except UserError as error:
        # Somebody looks around and changes things meanwhile: what builds on them is left out.
        logger.info("The demo's step “%s” was left out: %s", step.name, error)
        row.skipped = [*row.skipped, {"step": step.name, "why": str(error)}]
    else:
        row.names = books.names
    row.names = {**row.names, DONE: number + 1}
    row.save(update_fields=["names", "skipped"])
    return True
