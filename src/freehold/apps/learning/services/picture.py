"""Working out what to learn next: in the background, with progress, from up to 20,000 postings; the result is kept with its day."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from freehold.apps.accounts import selectors as accounts
from freehold.apps.billing.services.rates import rates_on
from freehold.apps.learning import tasks
from freehold.apps.learning.models import LearningGoal, LearningPicture
from freehold.apps.opportunities.selectors.learning import AskedFor, asked_for
from freehold.apps.opportunities.services.engine import gazetteer
from freehold.domain.learning.advice import advise
from freehold.domain.learning.as_json import advice_to_json, months_to_json, trends_to_json
from freehold.domain.learning.pay import hourly
from freehold.domain.learning.seen import Seen, learnable
from freehold.domain.learning.trends import monthly, trends
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analysis import Pay
from freehold.kit.jobs.progress import Progress, ProgressView, announce, progress, progress_of
from freehold.kit.scoping.ref import Workspace, id_of

#: Older postings say little about what is asked for today.
LOOKS_BACK = timedelta(days=366)
STEPS = 3
MOST_LINES = 5


def progress_key(freelancer_id: int) -> str:
    """Return under which key the progress is shown."""
    return f"learning:{freelancer_id}"


def under_way(freelancer_id: int, now: datetime) -> ProgressView | None:
    """Return the progress of a run that waits or runs, None when none does."""
    view = progress_of(progress_key(freelancer_id))
    return view if view is not None and not view.is_finished and not view.is_stale(now) else None


def start(workspace: Workspace, freelancer_id: int, *, now: datetime) -> bool:
    """Have the picture worked out anew unless that is under way; return whether a run was begun."""
    if under_way(freelancer_id, now) is not None:
        return False
    with transaction.atomic():
        announce(progress_key(freelancer_id), now, STEPS)
        tasks.work_out.enqueue(id_of(workspace), freelancer_id)
    return True


def work_out(workspace_id: int, freelancer_id: int, *, now: datetime) -> bool:
    """Read the postings, work the picture out and keep it; return whether there was somebody to do it for. Doing it twice does no harm."""
    person = accounts.freelancer(workspace_id, freelancer_id)
    if person is None:
        return False
    with progress(progress_key(freelancer_id), STEPS) as bar:
        _work_out(workspace_id, freelancer_id, person.workspace.currency, now, bar)
    return True


def known_skills(freelancer_id: int, names: Gazetteer) -> frozenset[str]:
    """Return the skills of the profile by their canonical names."""
    profile = accounts.profile_of(freelancer_id)
    return learnable((names.canonical(skill.name) or skill.name for skill in profile.skills), names)


def _work_out(workspace_id: int, freelancer_id: int, currency: str, now: datetime, bar: Progress) -> None:
    version, names = accounts.profile_version(freelancer_id), gazetteer()
    known, today = known_skills(freelancer_id, names), now.date()
    seen, left_out = _gathered(workspace_id, now, currency, rates_on(today), names)
    bar.step()
    advice = advise(seen, known, today=today, leave_out=_in_plan(workspace_id, freelancer_id))
    bar.step()
    counted = Counter(name for one in seen for name in one.skills)
    lines = sorted(counted, key=lambda name: (-counted[name], name))[:MOST_LINES]
    result = {
        "advice": advice_to_json(advice),
        "trends": trends_to_json(trends(seen, today)),
        "months": months_to_json(monthly(seen, lines, today)),
        "left_out": left_out,
        "currency": currency,
        "profile_version": version,
        "as_of": now,
    }
    rows = LearningPicture.objects.for_workspace(workspace_id)
    rows.update_or_create(workspace_id=workspace_id, freelancer_id=freelancer_id, defaults=result)
    bar.step()


def _gathered(workspace_id: int, now: datetime, currency: str, rates: ExchangeRates, names: Gazetteer) -> tuple[list[Seen], dict[str, int]]:
    """Return the postings as learning sees them, and how many pay in a currency that has no rate."""
    unknown: Counter[str] = Counter()
    learned: dict[tuple[str, ...], frozenset[str]] = {}
    rows = []
    for row in asked_for(workspace_id, since=now - LOOKS_BACK):
        if row.skills not in learned:
            learned[row.skills] = learnable(row.skills, names)
        if row.pay_currency and not rates.knows(row.pay_currency):
            unknown[row.pay_currency] += 1
        pay = hourly(_pay(row), currency, rates)
        rows.append(Seen(str(row.id), learned[row.skills], row.seen_at.date(), pay, row.wanted))
    return rows, dict(unknown)


def _pay(row: AskedFor) -> Pay | None:
    kind: Any = row.pay_kind
    return Pay(kind, row.pay_min, row.pay_max, row.pay_currency, "") if kind else None


def _in_plan(workspace_id: int, freelancer_id: int) -> frozenset[str]:
    """What is learned now, and what is finished: its evidence waits for the profile, it is no gap any more."""
    rows = LearningGoal.objects.for_workspace(workspace_id).filter(freelancer_id=freelancer_id, removed_at=None)
    return frozenset(rows.values_list("skill", flat=True))
