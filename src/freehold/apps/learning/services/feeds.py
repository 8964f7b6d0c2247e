"""Feeds: adding, reading, switching and removing. Nothing is read before the person has added one."""

from __future__ import annotations

import hashlib
import logging
import random
import time
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freehold.apps.learning import tasks
from freehold.apps.learning.models import Feed, FeedItem
from freehold.apps.learning.services.feed_skills import watched_skills
from freehold.apps.opportunities.services.engine import gazetteer
from freehold.domain.errors import UserError
from freehold.domain.postings.posting import Posting
from freehold.domain.text.readable import readable
from freehold.integrations.feeds.rss.transform import read_feed as entries_of
from freehold.kit.audit import record
from freehold.kit.http.client import FetchRequest
from freehold.kit.http.errors import FetchFailed, TooSoon
from freehold.kit.http.polite import polite_fetch
from freehold.kit.scoping.ref import Workspace, id_of

logger = logging.getLogger(__name__)
MOST_FEEDS = 50
MOST_ITEMS = 300
TAKEN_AT_ONCE = 100
EVERY = timedelta(hours=6)
LONGEST_WAIT = timedelta(days=1)
CLAIM = timedelta(minutes=10)
TYPES = ("application/rss+xml", "application/atom+xml", "application/xml", "text/", "application/rdf+xml")


@transaction.atomic
def add_feed(workspace: Workspace, url: str, title: str = "", *, now: datetime, actor: str = "") -> Feed:
    """Add a feed and have it read; one that is there already is switched on again. Raises UserError for what is no web address."""
    address = url.strip() if "://" in url else f"https://{url.strip()}"
    host = _host(address)
    if not host:
        raise UserError(_("This is no web address that can be read. Nothing was added. It begins with https:// and has no blank in it."))
    rows = Feed.objects.for_workspace(workspace)
    found = rows.filter(url=address).first()
    if found is None:
        if rows.count() >= MOST_FEEDS:
            raise UserError(_("There are %(count)d feeds already. Nothing was added. Remove one first.") % {"count": MOST_FEEDS})
        name = " ".join(title.replace("\0", "").split())[:200] or host
        try:
            with transaction.atomic():
                found = Feed.objects.create(workspace_id=id_of(workspace), url=address, title=name, created_at=now)
        except IntegrityError:  # a second press of the button got there first
            found = rows.get(url=address)
        record("learning.feed_added", workspace_id=found.workspace_id, actor=actor, target=found, detail={"host": host}, at=now)
    _read_soon(found, now)
    return found


@transaction.atomic
def set_enabled(workspace: Workspace, feed_id: int, *, enabled: bool, now: datetime) -> Feed:
    """Switch a feed on (it is read soon) or off; what it brought stays."""
    row = _held(workspace, feed_id)
    if enabled:
        _read_soon(row, now)
    else:
        row.enabled, row.next_poll_at = False, None
        row.save(update_fields=["enabled", "next_poll_at"])
    return row


@transaction.atomic
def remove_feed(workspace: Workspace, feed_id: int, *, now: datetime, actor: str = "") -> str:
    """Remove a feed with what it brought, saved entries too; return its address, by which it can be added again."""
    row = _held(workspace, feed_id)
    record("learning.feed_removed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"host": _host(row.url)}, at=now)
    row.delete()
    return row.url


def mark_item(workspace: Workspace, item_id: int, *, read: bool | None = None, saved: bool | None = None, now: datetime) -> bool:
    """Mark an entry as read or saved, or take the mark off; return whether it is still there."""
    changes: dict[str, datetime | None] = {}
    if read is not None:
        changes["read_at"] = now if read else None
    if saved is not None:
        changes["saved_at"] = now if saved else None
    rows = FeedItem.objects.for_workspace(workspace).filter(pk=item_id if 0 < item_id < 2**63 else 0)
    return bool(rows.update(**changes)) if changes else rows.exists()


def mark_all_read(workspace: Workspace, *, now: datetime) -> int:
    """Mark every entry as read; return how many were not."""
    return FeedItem.objects.for_workspace(workspace).filter(read_at=None).update(read_at=now)


def enqueue_due(now: datetime) -> int:
    """Enqueue the reading of each feed whose time has come, each once however many workers ask; return how many."""
    # any workspace: the clock serves all
    due = Feed.objects.filter(enabled=True, next_poll_at__lte=now).order_by("next_poll_at", "pk")
    count = 0
    for pk, planned in list(due.values_list("pk", "next_poll_at")):
        with transaction.atomic():
            # any workspace: as above
            if Feed.objects.filter(pk=pk, next_poll_at=planned, enabled=True).update(next_poll_at=now + CLAIM):
                tasks.read_feed.enqueue(pk)
                count += 1
    return count


def read_feed(feed_id: int, *, now: datetime) -> int:
    """Read one feed and return how many new entries it brought; what goes wrong is noted with it, with the time of the next try."""
    # any workspace: a task names a feed alone
    feed = Feed.objects.filter(pk=feed_id, enabled=True).first()
    if feed is None:
        return 0
    request = FetchRequest(feed.url, etag=feed.etag, last_modified=feed.last_modified, content_types=TYPES, max_bytes=5_000_000)
    try:
        fetched = polite_fetch(request, now=now, rng=random.Random(), clock=time.monotonic)  # noqa: S311 - spreads calls, hides nothing
        entries = () if fetched.not_modified else entries_of(fetched.body, origin=feed.url).postings
        new = _take_in(feed, entries, now)
    except TooSoon as wait:
        _mine(feed).update(next_poll_at=wait.retry_after or now + EVERY)
        return 0
    except UserError as error:
        _failed(feed, str(error), now, error.retry_after if isinstance(error, FetchFailed) else None)
        return 0
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # a stranger's file may trip the parser in any way; it is this feed's trouble alone
        logger.exception("Feed %s could not be read", feed.pk)
        _failed(feed, _("This feed could not be read because of a fault in the program. What it brought before is kept."), now)
        return 0
    state = {"etag": fetched.etag or feed.etag, "last_modified": fetched.last_modified or feed.last_modified}
    _mine(feed).update(**state, last_ok_at=now, last_error="", failures=0, next_poll_at=now + EVERY)
    return new


@transaction.atomic
def _take_in(feed: Feed, entries: tuple[Posting, ...], now: datetime) -> int:
    if not _mine(feed).select_for_update().exists():
        return 0  # removed meanwhile
    skills, names = watched_skills(feed.workspace_id), gazetteer()
    made = []
    for entry in entries[:TAKEN_AT_ONCE]:
        summary = " ".join(readable(entry.description[:20_000]).text.split())
        found = {one.name for one in names.find(f"{entry.title}. {summary[:1000]}")}
        made.append(
            FeedItem(
                workspace_id=feed.workspace_id,
                feed=feed,
                key=hashlib.sha256(f"{entry.id}\n{entry.url}".encode("utf-8", "replace")).hexdigest(),
                title=entry.title.replace("\0", "")[:300],
                url=entry.url[:2000] if _host(entry.url) else "",
                summary=summary.replace("\0", "")[:400],
                skill=next((name for name in skills if name in found), ""),
                published_at=min(entry.published or now, now),
            )
        )
    before = feed.items.count()
    FeedItem.objects.bulk_create(made, ignore_conflicts=True)
    new: int = feed.items.count() - before
    _forget_old(feed)
    return new


def _forget_old(feed: Feed) -> None:
    kept = feed.items.order_by("-published_at", "-pk").values_list("pk", flat=True)[:MOST_ITEMS]
    feed.items.filter(saved_at=None).exclude(pk__in=list(kept)).delete()


def _failed(feed: Feed, why: str, now: datetime, retry_after: datetime | None = None) -> None:
    failures = feed.failures + 1
    again = now + min(LONGEST_WAIT, timedelta(minutes=15) * 2 ** min(failures, 10))
    _mine(feed).update(failures=min(failures, 1000), last_error=why, next_poll_at=max(filter(None, (again, retry_after))))


def _mine(feed: Feed) -> QuerySet[Feed]:
    return Feed.objects.for_workspace(feed.workspace_id).filter(pk=feed.pk)


def _read_soon(row: Feed, now: datetime) -> None:
    row.enabled, row.failures, row.last_error, row.next_poll_at = True, 0, "", now + CLAIM
    row.save(update_fields=["enabled", "failures", "last_error", "next_poll_at"])
    tasks.read_feed.enqueue(row.pk)


def _held(workspace: Workspace, feed_id: int) -> Feed:
    rows = Feed.objects.for_workspace(workspace).select_for_update()
    row = rows.filter(pk=feed_id).first() if 0 < feed_id < 2**63 else None
    if row is None:
        raise UserError(_("This feed is not there any more. Nothing was changed."))
    return row


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = url.isprintable() and " " not in url and len(url) <= 600 and not parts.username
    return (parts.hostname or "") if parts.scheme in {"http", "https"} and plain and "." in (parts.hostname or "") else ""
