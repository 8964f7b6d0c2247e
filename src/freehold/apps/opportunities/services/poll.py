"""Polling: reading what is new of one source, and noting with it how that went. A failing source never holds up another."""

from __future__ import annotations

import logging
import random
import re
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.opportunities import tasks
from freehold.apps.opportunities.models import Source
from freehold.apps.opportunities.registry import posting_sources, terms_of
from freehold.apps.opportunities.services import closing, mailbox
from freehold.apps.opportunities.services.fetching import address_to_fetch, fetch_source, request_of, settings_of
from freehold.apps.opportunities.services.ingest import Ingested, ingest
from freehold.apps.opportunities.services.sources import CLAIM, MAILBOX
from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import NarrowedSource, PagedSource, Reading, SourceTerms, WholeSource
from freehold.domain.postings.posting import Posting
from freehold.kit.http.client import FetchRequest
from freehold.kit.http.errors import FetchFailed, TooSoon

logger = logging.getLogger(__name__)
LONGEST_INTERVAL = 12 * 60
LONGEST_BACKOFF = timedelta(hours=24)
FIRST_BACKOFF = timedelta(minutes=5)
SHOWN_PROBLEMS = 20
#: Between two pages of one answer: a host is asked once a second at most.
PAGE_PAUSE = timedelta(seconds=1.1)
_MAX_AGE = re.compile(r"max-age\s*=\s*(\d{1,7})")


def pause(length: timedelta) -> None:
    """Wait; a test has no time to."""
    time.sleep(length.total_seconds())


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll brought; `state` are the columns that make the next one read only what is newer.

    `is_whole` says that it holds everything that is open there.
    """

    postings: tuple[Posting, ...] = ()
    problems: tuple[Problem, ...] = ()
    state: dict[str, Any] = field(default_factory=dict)
    fresh_seconds: int = 0
    is_whole: bool = False


def due_sources(now: datetime) -> QuerySet[Source]:
    """Return the sources of every workspace whose time has come: only those that somebody switched on."""
    # any workspace: the clock serves all
    rows = Source.objects.filter(enabled=True, removed_at=None)
    return rows.filter(Q(next_poll_at=None) | Q(next_poll_at__lte=now)).order_by("next_poll_at", "pk")


def enqueue_due(now: datetime) -> int:
    """Enqueue one poll for each due source; several workers doing so at once enqueue each only once. Return how many."""
    count = 0
    for pk, planned in list(due_sources(now).values_list("pk", "next_poll_at")):
        with transaction.atomic():
            # any workspace: as above
            if Source.objects.filter(pk=pk, next_poll_at=planned, enabled=True).update(next_poll_at=now + CLAIM):
                tasks.poll.enqueue(pk)
                count += 1
    return count


def poll_source(source_id: int, *, now: datetime | None = None, rng: random.Random | None = None) -> int:
    """Read one source and return how many new opportunities it brought.

    Whatever goes wrong is noted with the source, in words, with the time of the next try; only a fault of the
    database is raised, for the task to be run again.
    """
    # any workspace: a task names a source alone
    source = Source.objects.filter(pk=source_id, enabled=True, removed_at=None).first()
    if source is None:
        return 0
    moment = now or timezone.now()
    dice = rng or random.Random()  # noqa: S311 - spreads calls, hides nothing
    try:
        terms = terms_of(source.kind, source.address)
        poll = _read_mailbox(source) if source.kind == MAILBOX else _read_web(source, terms, moment, dice)
        found = ingest(source.workspace_id, poll.postings, source=source, source_kind=source.kind, now=moment)
        closing.close_filled(source.workspace_id, [*found.new_ids, *found.seen_ids], now=moment)
        if poll.is_whole:
            closing.note_whole_reading(source, now=moment)
    except TooSoon as wait:
        _mine(source).filter(enabled=True).update(next_poll_at=wait.retry_after)
        return 0
    except UserError as error:
        _failed(source, str(error), moment, dice, error.retry_after if isinstance(error, FetchFailed) else None)
        return 0
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # a faulty adapter or a stranger's plug-in may raise anything; it is this source's trouble alone
        logger.exception("Source %s (%s) could not be polled", source.pk, source.kind)
        _failed(source, _("This source could not be read because of a fault in the program. What was found before is kept."), moment, dice)
        return 0
    _succeeded(source, poll, found, terms, moment, dice)
    return len(found.new_ids)


def _read_web(source: Source, terms: SourceTerms, now: datetime, rng: random.Random) -> Poll:
    entry, request = posting_sources.get(source.kind), request_of(source, now)
    fetched = fetch_source(source, request, terms, now=now, rng=rng)
    age = _MAX_AGE.search(fetched.headers.get("cache-control", "").lower())
    fresh = int(age.group(1)) if age else 0
    state = {"etag": fetched.etag or source.etag, "last_modified": fetched.last_modified or source.last_modified}
    if fetched.not_modified:
        return Poll(state=state, fresh_seconds=fresh)
    reading = entry.read(fetched.body, origin=address_to_fetch(source.kind, source.address))
    is_whole = isinstance(entry, WholeSource) and entry.lists_everything
    if isinstance(entry, PagedSource):
        reading, is_all = _with_pages(source, entry, reading, fetched.body, request, terms, now, rng)
        is_whole = is_whole and is_all
    if isinstance(entry, NarrowedSource):
        reading, is_whole = entry.narrowed(reading, settings_of(source)), False
    state = {"etag": fetched.etag, "last_modified": fetched.last_modified}
    # A record that could not be read may be any of those that seem to be gone.
    return Poll(reading.postings, reading.problems, state, fresh, is_whole and not reading.problems)


def _with_pages(
    source: Source, entry: PagedSource, first: Reading, payload: bytes, request: FetchRequest, terms: SourceTerms, now: datetime,
    rng: random.Random,
) -> tuple[Reading, bool]:  # fmt: skip
    """Return a reading with the pages that follow, and whether these are all; one that cannot be read ends it, what came before is kept."""
    postings, problems = list(first.postings), list(first.problems)
    address, is_all = request.url, False
    for number in range(2, entry.pages_per_reading + 2):
        address = entry.next_address(payload, address)
        is_all = not address
        if is_all or number > entry.pages_per_reading:
            break
        pause(PAGE_PAUSE)
        moment = now + PAGE_PAUSE * (number - 1)
        try:
            fetched = fetch_source(source, FetchRequest(address, headers=request.headers), terms, now=moment, rng=rng)
            reading = posting_sources.get(source.kind).read(fetched.body, origin=address)
        except UserError as error:  # also when the budget of the day is used up
            problems.append(Problem(_("page %d") % number, str(error)))
            break
        payload = fetched.body
        postings.extend(reading.postings)
        problems.extend(reading.problems)
    return Reading(tuple(postings), tuple(problems)), is_all


def _read_mailbox(source: Source) -> Poll:
    new = mailbox.read_new_mails(source)
    postings: list[Posting] = []
    problems = list(new.problems)
    reader = posting_sources.get(MAILBOX)
    for number, message in enumerate(new.messages, start=1):
        where = _("mail %(number)d of %(count)d") % {"number": number, "count": len(new.messages)}
        try:
            reading = reader.read(message, origin=source.label)
        except UserError as error:  # one mail that is no alert must not hide the others
            problems.append(Problem(where, str(error)))
            continue
        postings.extend(reading.postings)
        problems.extend(reading.problems)
    return Poll(tuple(postings), tuple(problems), {"cursor": new.cursor})


def _succeeded(source: Source, poll: Poll, found: Ingested, terms: SourceTerms, now: datetime, rng: random.Random) -> None:
    interval = next_interval(source.interval_minutes, terms.min_interval_minutes, brought_new=bool(found.new_ids))
    wait = max(timedelta(minutes=interval) * rng.uniform(1.0, 1.1), min(timedelta(seconds=poll.fresh_seconds), LONGEST_BACKOFF))
    with transaction.atomic():
        now_stored = _mine(source).select_for_update().first()
        if now_stored is None or (now_stored.address, now_stored.options) != (source.address, source.options):
            return  # somebody has pointed the source elsewhere in the meantime: what was read belongs to the old address
        _note_success(source, poll, found, interval, now)
        _mine(source).filter(enabled=True).update(next_poll_at=now + wait)


def _note_success(source: Source, poll: Poll, found: Ingested, interval: int, now: datetime) -> None:
    _mine(source).update(
        **poll.state,
        last_polled_at=now,
        last_ok_at=now,
        failures=0,
        last_error="",
        last_problems=[{"where": one.where, "what": one.what, "todo": one.todo} for one in poll.problems[:SHOWN_PROBLEMS]],
        last_new=len(found.new_ids),
        total_new=F("total_new") + len(found.new_ids),
        interval_minutes=interval,
    )


def _failed(source: Source, why: str, now: datetime, rng: random.Random, retry_after: datetime | None = None) -> None:
    failures = source.failures + 1
    again = max(filter(None, (now + backoff(failures, rng), retry_after)))
    _mine(source).update(last_polled_at=now, failures=failures, last_error=why)
    _mine(source).filter(enabled=True).update(next_poll_at=again)


def _mine(source: Source) -> QuerySet[Source]:
    return Source.objects.for_workspace(source.workspace_id).filter(pk=source.pk)


def backoff(failures: int, rng: random.Random) -> timedelta:
    """Return the wait after so many failures in a row: up to 5 minutes, doubling to a day, spread by full jitter, at least one minute."""
    bound = min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** min(failures - 1, 12))
    return max(timedelta(minutes=1), timedelta(seconds=rng.uniform(0, bound.total_seconds())))


def next_interval(minutes: int, shortest: int, *, brought_new: bool) -> int:
    """Return the minutes to the next poll: half as long after news, half as long again without, never below the terms."""
    adapted = minutes // 2 if brought_new else minutes * 3 // 2
    return max(shortest, min(adapted, max(shortest, LONGEST_INTERVAL)))
