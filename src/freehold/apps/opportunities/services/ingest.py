"""Taking postings in: each becomes a new opportunity or one more sighting of a known one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, F

from freehold.apps.opportunities.events import PostingsSighted
from freehold.apps.opportunities.models import Body, ImportRun, JobKey, Opportunity, Sighting, Source
from freehold.apps.opportunities.registry import posting_sources, terms_of
from freehold.apps.opportunities.services import families
from freehold.apps.opportunities.services.book import Book
from freehold.apps.opportunities.services.keys import Keyed, keys_of
from freehold.domain.postings.posting import Posting
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, id_of

CHUNK = 50


@dataclass(frozen=True, slots=True)
class Ingested:
    """The ids of the opportunities that are new, and of those that were known already."""

    new_ids: tuple[int, ...] = ()
    seen_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """By what way postings come in. `cache_hours` is how long the source lets their words be kept, None for always."""

    kind: str
    label: str = ""
    source: Source | None = None
    import_run: ImportRun | None = None
    cache_hours: int | None = None
    is_demo: bool = False


def ingest(
    workspace: Workspace,
    postings: Iterable[Posting],
    *,
    source: Source | None,
    source_kind: str,
    now: datetime,
) -> Ingested:
    """Take postings in, 50 a transaction, and tell whoever analyses them.

    A posting is known by (1) the id its board gave it, (2) its address, (3) its words, from 30 words on and of the same
    or an unnamed company. Nothing is deleted: a known job seen again gets one more sighting, the fullest text wins,
    the earliest date of publication stays. The order in which postings come does not matter.
    """
    channel = channel_of(source_kind, source)
    workspace_id = id_of(workspace)
    new: dict[int, None] = {}
    seen: dict[int, None] = {}
    for chunk in chunks(postings):
        try:
            with transaction.atomic():
                part, gone = take_in(workspace_id, chunk, channel, now=now)
        except IntegrityError:  # another worker has taken one of them in at the same moment: this time it is found
            with transaction.atomic():
                part, gone = take_in(workspace_id, chunk, channel, now=now)
        new.update(dict.fromkeys(part.new_ids))
        seen.update(dict.fromkeys(part.seen_ids))
        for pk in gone:
            new.pop(pk, None)
            seen.pop(pk, None)
    return Ingested(tuple(new), tuple(pk for pk in seen if pk not in new))


def channel_of(kind: str, source: Source | None = None, import_run: ImportRun | None = None) -> Channel:
    """Return the channel, with how long the terms of its kind let words be kept."""
    hours = terms_of(kind, source.address if source else "").cache_hours if kind in posting_sources else None
    label = source.label if source else import_run.name if import_run else ""
    return Channel(kind, label[:200], source, import_run, hours, is_demo=source.is_demo if source else False)


def chunks(postings: Iterable[Posting], size: int = CHUNK) -> Iterator[list[Posting]]:
    """Cut postings into lists of at most `size`."""
    walk = iter(postings)
    while chunk := list(islice(walk, size)):
        yield chunk


def take_in(workspace_id: int, postings: Sequence[Posting], channel: Channel, *, now: datetime) -> tuple[Ingested, list[int]]:
    """Take one chunk in, inside the caller's transaction; return what came of it, and the ids that merged into others.

    Raises IntegrityError when another worker took in one of them at the same moment; run it again then.
    """
    items = [keys_of(posting, channel.kind) for posting in postings]
    chunk = _Chunk(workspace_id, channel, now, Book.open(workspace_id, items))
    for item in items:
        chunk.take(item)
    return chunk.store()


class _Chunk:
    """The changes that one chunk makes, gathered first and written together."""

    def __init__(self, workspace_id: int, channel: Channel, now: datetime, book: Book) -> None:
        self.workspace_id = workspace_id
        self.channel = channel
        self.now = now
        self.book = book
        self.met: dict[int, Opportunity] = {}
        self.changed: dict[int, Opportunity] = {}
        self.again: dict[int, Sighting] = {}
        self.sightings: list[Sighting] = []
        self.keys: list[tuple[Opportunity, str]] = []

    def take(self, item: Keyed) -> None:
        """Find the posting's opportunity, or begin one, and note the sighting."""
        opportunity = self.book.find(item)
        if opportunity is None:
            opportunity = self._begin(item)
        elif _learn(opportunity, item, self.channel, self.now):
            self.changed[id(opportunity)] = opportunity
        self.met[id(opportunity)] = opportunity
        self.keys += [(opportunity, key) for key in self.book.add_keys(opportunity, item)]
        sighting = self.book.sighting_of(opportunity, item)
        if sighting is None:
            sighting = self._sight(opportunity, item)
            self.sightings.append(sighting)
            self.book.add(sighting)
        elif sighting.pk is not None:
            self.again[sighting.pk] = sighting

    def _begin(self, item: Keyed) -> Opportunity:
        opportunity = Opportunity(
            workspace_id=self.workspace_id,
            title=item.posting.title,
            company_key=item.company_key,
            first_seen_at=self.now,
            last_seen_at=self.now,
            is_demo=self.channel.is_demo,
        )
        opportunity.body = Body(opportunity=opportunity)
        _learn(opportunity, item, self.channel, self.now)
        opportunity.revision = 1
        return opportunity

    def _sight(self, opportunity: Opportunity, item: Keyed) -> Sighting:
        return Sighting(
            workspace_id=self.workspace_id,
            opportunity=opportunity,
            source=self.channel.source,
            import_run=self.channel.import_run,
            source_kind=self.channel.kind,
            source_label=self.channel.label or item.board,
            board=item.board,
            external_id=item.external_id,
            url=item.posting.url,
            canonical_url=item.canonical_url,
            title=item.posting.title,
            published_at=item.posting.published,
            first_seen_at=self.now,
            last_seen_at=self.now,
            reposted=item.board in self.book.boards(opportunity),
        )

    def store(self) -> tuple[Ingested, list[int]]:
        """Write everything and publish what waits to be analysed."""
        gone = self._merge()
        new = [opportunity for opportunity in self.met.values() if opportunity.pk is None]
        seen = [opportunity for opportunity in self.met.values() if opportunity.pk is not None]
        Opportunity.objects.bulk_create(new)
        Body.objects.bulk_create([_body_of(opportunity) for opportunity in new])
        Sighting.objects.bulk_create(self.sightings)
        self._store_keys()
        mine = Sighting.objects.for_workspace(self.workspace_id)
        mine.filter(pk__in=self.again).update(last_seen_at=self.now, times_seen=F("times_seen") + 1)
        Opportunity.objects.for_workspace(self.workspace_id).filter(pk__in=[one.pk for one in seen]).update(last_seen_at=self.now)
        changed = [one for one in self.changed.values() if one in seen]
        for opportunity in changed:
            opportunity.save(update_fields=_LEARNT)
            opportunity.body.save(update_fields=["description", "structured"])
        count_sightings(self.workspace_id, [one.pk for one in self.met.values()])
        waiting = [one.pk for one in self.met.values() if one.analysed_at is None]
        if waiting:
            publish(PostingsSighted(self.workspace_id, tuple(waiting)), self.now)
        return Ingested(tuple(one.pk for one in new), tuple(one.pk for one in seen)), gone

    def _store_keys(self) -> None:
        into = {id(other): keeper for keeper, other in self.book.absorbed}
        rows = {}
        for opportunity, value in self.keys:
            keeper = opportunity
            while id(keeper) in into:
                keeper = into[id(keeper)]
            rows[keeper.pk, value] = JobKey(workspace_id=self.workspace_id, opportunity_id=keeper.pk, value=value)
        JobKey.objects.bulk_create(rows.values(), ignore_conflicts=True)

    def _merge(self) -> list[int]:
        """Carry out what the book found to be one job; return the ids of the opportunities that went into others."""
        gone = []
        for keeper, other in self.book.absorbed:
            self.met.pop(id(other), None)
            self.changed.pop(id(other), None)
            _learn_from(keeper, other)
            self.changed[id(keeper)] = keeper
            if other.pk is not None:
                # A stored one only ever goes into a stored one: new ones are the youngest.
                Sighting.objects.for_workspace(self.workspace_id).filter(opportunity_id=other.pk).update(opportunity_id=keeper.pk)
                known = JobKey.objects.for_workspace(self.workspace_id).filter(opportunity_id=other.pk)
                self.keys += [(keeper, value) for value in known.values_list("value", flat=True)]
                gone.append(other.pk)
        left = Opportunity.objects.for_workspace(self.workspace_id).filter(pk__in=gone)
        bereft = set(left.filter(family__isnull=False).values_list("family_id", flat=True)) if gone else set()
        left.delete()
        families.represent(self.workspace_id, bereft)
        return gone


_LEARNT = [
    "title",
    "company",
    "company_key",
    "location",
    "url",
    "tags",
    "body_hash",
    "word_count",
    "body_expires_at",
    "body_purged_at",
    "published_at",
    "expires_at",
    "first_seen_at",
    "analysed_at",
    "revision",
]


def count_sightings(workspace: Workspace, ids: Sequence[int]) -> None:
    """Bring the counts of these opportunities in line with their sightings."""
    counted = Sighting.objects.for_workspace(workspace).filter(opportunity_id__in=ids).values_list("opportunity_id")
    for pk, sightings, boards in counted.annotate(sightings=Count("pk"), boards=Count("board", distinct=True)):
        known = Opportunity.objects.for_workspace(workspace).filter(pk=pk).exclude(sighting_count=sightings, source_count=boards)
        known.update(sighting_count=sightings, source_count=boards, repost_count=sightings - boards)


def _body_of(opportunity: Opportunity) -> Body:
    body = opportunity.body
    body.opportunity = opportunity
    return body


def _learn(opportunity: Opportunity, item: Keyed, channel: Channel, now: datetime) -> bool:
    """Add what the posting says to the opportunity; return whether anything has changed.

    The fullest text wins, and brings its title and address with it. Of two equally long ones the hash decides, so that
    the order in which they came does not.
    """
    before = _state(opportunity)
    posting = item.posting
    facts = dict(posting.structured)
    until = None if channel.cache_hours is None else now + timedelta(hours=channel.cache_hours)
    body = opportunity.body
    if (item.word_count, item.body_hash) > (opportunity.word_count, opportunity.body_hash) or not opportunity.body_hash:
        opportunity.title = posting.title
        opportunity.company, opportunity.company_key = _either(posting.company, item.company_key, opportunity)
        opportunity.location = posting.location or opportunity.location
        opportunity.url = posting.url or opportunity.url
        opportunity.body_hash, opportunity.word_count = item.body_hash, item.word_count
        opportunity.body_expires_at, opportunity.body_purged_at = until, None
        body.description = posting.description
        body.structured = {**body.structured, **facts}
    else:
        if not opportunity.company:
            opportunity.company, opportunity.company_key = posting.company, item.company_key
        opportunity.location = opportunity.location or posting.location
        opportunity.url = opportunity.url or posting.url
        body.structured = {**facts, **body.structured}
        if item.body_hash == opportunity.body_hash and opportunity.body_expires_at is not None:
            opportunity.body_expires_at = None if until is None else max(until, opportunity.body_expires_at)
    opportunity.tags = sorted({*opportunity.tags, *posting.tags})
    opportunity.published_at = min(filter(None, (opportunity.published_at, posting.published)), default=None)
    opportunity.expires_at = max(filter(None, (opportunity.expires_at, posting.expires)), default=None)
    return _settle(opportunity, before)


def _learn_from(keeper: Opportunity, other: Opportunity) -> None:
    """Add what one opportunity holds to another that turned out to be the same job."""
    before = _state(keeper)
    if (other.word_count, other.body_hash) > (keeper.word_count, keeper.body_hash):
        for name in ("title", "url", "body_hash", "word_count", "body_expires_at", "body_purged_at"):
            setattr(keeper, name, getattr(other, name) or getattr(keeper, name))
        keeper.body_expires_at = other.body_expires_at
        keeper.body.description = other.body.description
        keeper.body.structured = {**keeper.body.structured, **other.body.structured}
    else:
        keeper.body.structured = {**other.body.structured, **keeper.body.structured}
    if not keeper.company:
        keeper.company, keeper.company_key = other.company, other.company_key
    keeper.location = keeper.location or other.location
    keeper.url = keeper.url or other.url
    keeper.tags = sorted({*keeper.tags, *other.tags})
    keeper.published_at = min(filter(None, (keeper.published_at, other.published_at)), default=None)
    keeper.expires_at = max(filter(None, (keeper.expires_at, other.expires_at)), default=None)
    keeper.first_seen_at = min(keeper.first_seen_at, other.first_seen_at)
    _settle(keeper, before)


def _either(company: str, key: str, opportunity: Opportunity) -> tuple[str, str]:
    return (company, key) if company else (opportunity.company, opportunity.company_key)


def _state(opportunity: Opportunity) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return what an analysis reads, and what is merely kept."""
    body = opportunity.body
    read = (opportunity.title, opportunity.company, opportunity.location, tuple(opportunity.tags), body.description, dict(body.structured))
    kept = (opportunity.url, opportunity.published_at, opportunity.expires_at, opportunity.body_expires_at, opportunity.body_purged_at)
    return read, kept


def _settle(opportunity: Opportunity, before: tuple[tuple[Any, ...], tuple[Any, ...]]) -> bool:
    after = _state(opportunity)
    if after[0] != before[0]:
        opportunity.analysed_at = None
        opportunity.revision += 1
    return after != before
