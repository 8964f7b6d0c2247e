"""Reads what is known of every company that could be approached, in a fixed number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median_low
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, F, Max, Min, Q, Sum, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.urls import reverse

from freehold.apps.billing.selectors.documents import INVOICES, Filters, narrowed
from freehold.apps.clients import selectors as clients
from freehold.apps.opportunities.selectors.filters import matches_of
from freehold.domain.postings.analysis import Pay
from freehold.domain.postings.identity import company_key
from freehold.domain.prospects import Answers, Business, Finished, Offers, Outcome, Seen, Told
from freehold.domain.prospects.later import points_to
from freehold.kit.mailing import selectors as mailing
from freehold.kit.scoping.ref import Workspace, id_of

POSTINGS_SINCE = timedelta(days=365)
SHOWN_POSTINGS = 3
MOST_SEEN = 300
"""Companies of postings that are no clients yet: so many of those whose postings fit best."""
ASKING_KINDS = ("outreach", "proposal", "proposal_follow_up")
FINISHED_SINCE = timedelta(days=730)
_CHUNK = 800
SKILLS = KeyTextTransform("skills", "opportunity__body__analysis")
"""The skills of a posting, as JSON, without the rest of what was read from it."""


@dataclass(frozen=True, slots=True)
class ToldLater:
    """Something a client said that may point to a later time, from another part of the program."""

    client_id: int
    words: str
    on: date
    source: str
    url: str = ""


#: Filled at wiring: what else knows words of clients (declined proposals). Each gets the workspace's id.
told_elsewhere: list[Callable[[int], Iterable[ToldLater]]] = []

#: Filled at wiring: offers of other kinds that came to an end, as (client id, whether they were won).
offers_elsewhere: list[Callable[[int], Iterable[tuple[int, bool]]]] = []


@dataclass(frozen=True, slots=True)
class Postings:
    """What was seen of companies: the newest postings of each by its key, how many there were, and its name."""

    of: dict[str, tuple[Seen, ...]]
    count: dict[str, int]
    names: dict[str, str]


class ClientRow(NamedTuple):
    """What is read of a client."""

    pk: int
    name: str
    legal_name: str
    country: str
    language: str
    tags: list[str]
    kind: str
    hourly_rate: Decimal | None
    currency: str
    words: str
    website: str


class ContactRow(NamedTuple):
    """What is read of a person at a client."""

    pk: int
    client_id: int
    name: str
    role: str
    email: str
    language: str
    country: str
    legal_form: str
    basis: str
    basis_source: str
    basis_on: date | None


def client_rows(workspace: Workspace) -> list[ClientRow]:
    """Return the clients that are not put away (one query)."""
    return list(map(ClientRow._make, clients.clients(workspace).order_by("pk").values_list(*ClientRow._fields)))


def contact_rows(workspace: Workspace) -> dict[int, list[ContactRow]]:
    """Return the people by client (one query)."""
    found: dict[int, list[ContactRow]] = defaultdict(list)
    for row in map(ContactRow._make, clients.contacts(workspace).select_related(None).order_by("pk").values_list(*ContactRow._fields)):
        found[row.client_id].append(row)
    return found


def business(workspace: Workspace, base: str) -> dict[int, Business]:
    """Return what was invoiced to each client in the workspace's currency, and how they paid (two queries)."""
    rows = narrowed(workspace, Filters()).filter(kind__in=INVOICES, issue_date__isnull=False).exclude(number="").exclude(state="cancelled")
    worth = Sum(Case(When(currency=base, then=F("net")), default=F("net") * F("base_rate")))
    unknown = Count("pk", filter=Q(base_rate=None) & ~Q(currency=base))
    summed = rows.order_by().values("client_id").annotate(Count("pk"), Min("issue_date"), Max("issue_date"), worth=worth, unknown=unknown)
    late: dict[int, list[int]] = defaultdict(list)
    # As text: a database driver takes longer to make a date than Python does.
    days = {"due": Cast("due_date", CharField()), "came": Cast("paid_at", CharField())}
    paid = rows.filter(paid_at__isnull=False, due_date__isnull=False).order_by().annotate(**days)
    for client_id, due, came in paid.values_list("client_id", "due", "came"):
        late[client_id].append((date.fromisoformat(came[:10]) - date.fromisoformat(due[:10])).days)
    return {
        row["client_id"]: Business(
            papers=row["pk__count"],
            first_on=row["issue_date__min"],
            last_on=row["issue_date__max"],
            value=None if row["unknown"] or row["worth"] is None else Decimal(row["worth"]),
            currency=base,
            paid=len(late[row["client_id"]]),
            days_late=median_low(late[row["client_id"]]) if late[row["client_id"]] else None,
        )
        for row in summed
    }


@dataclass(frozen=True, slots=True)
class Offered:
    """The offers of every client: how they ended, and the words with which they were declined."""

    of: dict[int, Offers]
    ended: list[tuple[int, bool]]
    told: dict[int, list[Told]]


def offered(workspace: Workspace) -> Offered:
    """Return the quotes by client and what was said to them (one query, and those of `told_elsewhere`)."""
    rows = narrowed(workspace, Filters()).filter(kind="quote").exclude(number="").exclude(state="cancelled").order_by("pk")
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    ended: list[tuple[int, bool]] = []
    told: dict[int, list[Told]] = defaultdict(list)
    for pk, client_id, state, number, reason, at in rows.values_list("pk", "client_id", "state", "number", "answer__reason", "answer__at"):
        counts[client_id][0 if state == "accepted" else 1 if state in {"declined", "expired"} else 2] += 1
        if state in {"accepted", "declined", "expired"}:
            ended.append((client_id, state == "accepted"))
        if reason and at and (found := points_to(reason, at.date())):
            told[client_id].append(Told(found[0], at.date(), number, f"/billing/{pk}/", found[1]))
    for hook in offers_elsewhere:
        for client_id, won in hook(id_of(workspace)):
            counts[client_id][0 if won else 1] += 1
            ended.append((client_id, won))
    for source in told_elsewhere:
        for one in source(id_of(workspace)):
            if found := points_to(one.words, one.on):
                told[one.client_id].append(Told(found[0], one.on, one.source, one.url, found[1]))
    return Offered({key: Offers(*three) for key, three in counts.items()}, ended, told)


def answers(workspace: Workspace, contacts: dict[int, list[ContactRow]], offers: dict[int, Offers]) -> dict[int, Answers]:
    """Return how often each client answered mails that asked for an answer, and offers (one query)."""
    asked = mailing.mails(id_of(workspace)).filter(kind__in=ASKING_KINDS, sent_at__isnull=False).order_by()
    came = Count("pk", filter=Q(replies__direction="from_them"), distinct=True)
    by_address = {
        row["to"].casefold(): (row["n"], row["came"]) for row in asked.values("to").annotate(n=Count("pk", distinct=True), came=came)
    }
    found: dict[int, Answers] = {}
    for client_id in {*contacts, *offers} if by_address else offers:
        sent, answered = 0, 0
        for address in {row.email.casefold() for row in contacts.get(client_id, ())} if by_address else ():
            n, came_back = by_address.get(address, (0, 0))
            sent, answered = sent + n, answered + came_back
        if given := offers.get(client_id):
            sent, answered = sent + given.accepted + given.declined, answered + given.accepted + given.declined
        if sent:
            found[client_id] = Answers(sent, answered)
    return found


def finished(workspace: Workspace, now: datetime) -> dict[int, list[Finished]]:
    """Return the invoiced projects that were closed in the last two years by client, the newest first (one query)."""
    rows = narrowed(workspace, Filters()).filter(project__closed_at__gte=now - FINISHED_SINCE).exclude(number="").order_by()
    found: dict[int, list[Finished]] = defaultdict(list)
    for client_id, pk, name, at in rows.values_list("client_id", "project_id", "project__name", "project__closed_at").distinct():
        if at is not None:
            found[client_id].append(Finished(name, at.date(), pk))
    for projects in found.values():
        projects.sort(key=lambda one: one.on, reverse=True)
    return found


def postings(workspace: Workspace, freelancer_id: int, own: set[str], now: datetime) -> Postings:
    """Return the postings of clients (`own` are their keys) and of the companies whose postings fit best.

    All of the last year are counted (one query); the newest three of each chosen company are read (a query for each 800).
    """
    rows = matches_of(workspace, freelancer_id).filter(opportunity__first_seen_at__gte=now - POSTINGS_SINCE).exclude(stage="dismissed")
    rows = rows.exclude(opportunity__company_key="")
    newest: dict[str, list[int]] = {}
    count: dict[str, int] = {}
    best: dict[str, int] = {}
    for pk, key, order in (
        rows.order_by("-opportunity_id").values_list("opportunity_id", "opportunity__company_key", "order").iterator(10_000)
    ):
        if key not in own:
            if order < -1:  # it breaks a condition of the freelancer's
                continue
            if order > best.get(key, -2):
                best[key] = order
        known = newest.get(key)
        if known is None:
            newest[key], count[key] = [pk], 1
        else:
            count[key] += 1
            if len(known) < SHOWN_POSTINGS:
                known.append(pk)
    chosen = sorted(best, key=lambda key: (-best[key], -count[key], key))[:MOST_SEEN]
    ids = [pk for key in (*chosen, *(own & newest.keys())) for pk in newest[key]]
    return _read(workspace, freelancer_id, ids, count)


def outcomes(
    workspace: Workspace, freelancer_id: int, segments: Callable[[int], list[tuple[str, str]]], ended: Sequence[tuple[int, bool]]
) -> list[Outcome]:
    """Return the ended offers with their segments: quotes to clients, and applications that were won or lost (one query)."""
    found = [Outcome(won, tuple(segments(client_id))) for client_id, won in ended]
    rows = matches_of(workspace, freelancer_id).filter(stage__in=("won", "lost"))
    for stage, skills in rows.annotate(skills=SKILLS).values_list("stage", "skills"):
        found.append(Outcome(stage == "won", tuple(("skill", name) for name, _ in skills_of(skills))))
    return found


def _read(workspace: Workspace, freelancer_id: int, ids: list[int], count: dict[str, int]) -> Postings:
    columns = (
        *("opportunity_id", "opportunity__company_key", "opportunity__company", "opportunity__title"),
        *("opportunity__first_seen_at", "opportunity__expires_at"),
        *("opportunity__pay_kind", "opportunity__pay_min", "opportunity__pay_max", "opportunity__pay_currency"),
        *("opportunity__mode", "opportunity__text_language", "skills"),
    )
    of: dict[str, list[Seen]] = defaultdict(list)
    names: dict[str, str] = {}
    place = reverse("opportunities:list")
    rows = matches_of(workspace, freelancer_id).annotate(skills=SKILLS)
    for start in range(0, len(ids), _CHUNK):
        for row in rows.filter(opportunity_id__in=ids[start : start + _CHUNK]).values_list(*columns):
            names.setdefault(row[1], row[2])
            of[row[1]].append(_seen(row, place))
    return Postings({key: tuple(sorted(seen, key=_newest_first, reverse=True)) for key, seen in of.items()}, count, names)


def _newest_first(posting: Seen) -> tuple[date, int]:
    return posting.on, posting.id


def _seen(row: tuple[Any, ...], place: str) -> Seen:
    pk, _key, _name, title, first, expires, kind, low, high, currency, mode, language, skills = row
    pay = Pay(kind, low, high, currency, "") if kind and currency and (low is not None or high is not None) else None
    on = first.date()
    return Seen(
        title=title,
        on=on,
        until=expires.date() if expires is not None else None,
        url=f"{place}{pk}/",
        id=pk,
        skills=tuple(skills_of(skills)),
        pay=pay,
        mode=mode,
        language=language,
    )


def skills_of(stored: Any) -> list[tuple[str, str]]:
    """Return the skills of a stored analysis with how each is asked for ("must", "nice", "mentioned")."""
    if not stored:
        return []
    read = json.loads(stored) if isinstance(stored, str) else stored
    return [(str(one["name"]), str(one.get("kind", ""))) for one in read if isinstance(one, dict) and one.get("name")]


def key_of(name: str) -> str:
    """Return the key by which a company of postings and a client are known to be the same."""
    return company_key(name)[:200]
