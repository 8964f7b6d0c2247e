"""Writing what the demo decides by, step by step: stopped at any moment, it goes on where it ended, and nothing is written twice."""

from __future__ import annotations

import logging
from datetime import UTC
from functools import partial

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from freehold.apps.accounts import selectors as people
from freehold.apps.accounts.types import Workspace
from freehold.apps.demo.deciding import costs, earlier, hours, market, outlook, praise
from freehold.apps.demo.deciding.reading import read_deciding
from freehold.apps.demo.models import DemoMoney
from freehold.apps.demo.money.books import Calendar, Step
from freehold.apps.demo.services.money import books_of
from freehold.apps.demo.services.winning import DONE as WON
from freehold.apps.demo.services.winning import winning_steps
from freehold.apps.independence.services import recompute
from freehold.apps.insights.services import forecasting
from freehold.apps.learning.services import picture
from freehold.domain.errors import UserError
from freehold.kit.jobs.models import Progress

logger = logging.getLogger(__name__)
#: Under this name the row of the demo keeps how many steps are taken.
DONE = "deciding:done"


def deciding_steps(trade: str, calendar: Calendar) -> list[Step]:
    """Return the steps in their order. The same moment gives the same steps.

    Slow ones only work out what can be worked out again; they run outside of a transaction.
    """
    content = read_deciding(trade, calendar.today)
    at = calendar.begun_at
    written = (
        ("channels", earlier.write_channels),
        ("plan's end", earlier.write_plan_end),
        ("fees", costs.write_fees),
        ("unpaid hours", costs.write_unpaid),
        ("billed hours", hours.write_hours),
        ("older postings", market.write_postings),
        ("goals", market.write_goals),
        ("praise", praise.write_praise),
        ("cash", outlook.write_cash),
        ("services", outlook.write_services),
    )
    return [
        *(Step(name, at, partial(take, content)) for name, take in written),
        Step("work history", at, praise.write_file),
        Step("what to learn", at, market.write_picture, slow=True),
        Step("cash forecast", at, outlook.work_out_cash, slow=True),
        *(Step(f"gauges {back}", at, partial(outlook.work_out_gauges, content, back), slow=True) for back in outlook.WEEKS),
        Step("weekly brief", at, outlook.write_brief, slow=True),
    ]


def write_deciding(workspace_id: int) -> int:
    """Take the steps that are not taken yet and return how many were taken.

    Ends quietly while the demo's clients and proposals are still being written (it builds on them, and their task calls for it at its
    end), and when the demo is removed meanwhile.
    """
    row = DemoMoney.objects.for_workspace(workspace_id).select_related("workspace").first()
    if row is None or int(row.names.get(WON, 0)) < len(winning_steps(row.trade, Calendar(row.begun_at))):
        return 0
    steps = deciding_steps(row.trade, Calendar(row.begun_at))
    taken = 0
    with timezone.override(UTC), translation.override(row.workspace.language):
        for number in range(int(row.names.get(DONE, 0)), len(steps)):
            take = _work_out if steps[number].slow else _take
            if not take(workspace_id, number, steps[number]):
                break
            taken += 1
    return taken


def forget_working(workspace: Workspace) -> None:
    """Take away what is shown of how far forecast, gauges and learning are; their rows go with the workspace."""
    keys = [forecasting.progress_key(workspace), recompute.progress_key(workspace)]
    keys += [picture.progress_key(person.pk) for person in people.freelancers(workspace)]
    Progress.objects.filter(key__in=keys).delete()


@transaction.atomic
def _take(workspace_id: int, number: int, step: Step) -> bool:
    """Take one step together with the note that it was; tell whether to go on."""
    row = _held(workspace_id, number)
    if row is None:
        return False
    books, problem = books_of(row), ""
    try:
        with transaction.atomic():
            step.take(books, step.at)
    except UserError as error:
        problem = str(error)
    else:
        row.names = books.names
    _advance(row, number, step, problem)
    return True


def _work_out(workspace_id: int, number: int, step: Step) -> bool:
    """Take a step that may be taken twice, then note that it was; tell whether to go on."""
    row = DemoMoney.objects.for_workspace(workspace_id).select_related("workspace").first()
    if row is None or int(row.names.get(DONE, 0)) != number:
        return False
    problem = ""
    try:
        step.take(books_of(row), step.at)
    except UserError as error:
        problem = str(error)
    except (IntegrityError, ObjectDoesNotExist):
        if not DemoMoney.objects.for_workspace(workspace_id).exists():
            return False  # removed while it was worked out
        raise
    with transaction.atomic():
        row = _held(workspace_id, number)
        if row is None:
            return False
        _advance(row, number, step, problem)
    return True


def _held(workspace_id: int, number: int) -> DemoMoney | None:
    rows = DemoMoney.objects.for_workspace(workspace_id).select_for_update(of=("self",)).select_related("workspace")
    row = rows.first()
    return row if row is not None and int(row.names.get(DONE, 0)) == number else None


def _advance(row: DemoMoney, number: int, step: Step, problem: str) -> None:
    if problem:
        # Somebody looks around and changes things meanwhile: what builds on them is left out.
        logger.info("The demo's step “%s” was left out: %s", step.name, problem)
        row.skipped = [*row.skipped, {"step": step.name, "why": problem}]
    row.names = {**row.names, DONE: number + 1}
    row.save(update_fields=["names", "skipped"])
