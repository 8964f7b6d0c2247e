"""Whom to approach: clients, former clients and companies seen in postings, ranked by a score whose points are all shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from statistics import median
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.opportunities.services import engine
from freehold.apps.outreach.services import prospects_reading as reading
from freehold.apps.outreach.services.prospects_words import fact_words, occasion_words, source_words, unknown_words
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.spoken_names import language_code
from freehold.domain.outreach.law import ContactFacts, Permission, may_approach
from freehold.domain.prospects import Company, Fit, Occasion, Segment, Wanting, Wins, fit, in_segment, occasions
from freehold.domain.prospects.fit import is_open, segments_of
from freehold.domain.prospects.segment import kind_of
from freehold.kit.mailing import selectors as mailing
from freehold.kit.mailing.digests import digest_of
from freehold.kit.scoping.ref import Workspace, id_of

_FORM_OF_KIND = {"person": "person", "public": "public"}
_BASIS_FIRST = {"consent": 0, "customer": 1, "interest": 2}


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the score in the reader's language."""

    points: float
    kind: str
    text: str
    source: str = ""
    url: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why now, with the day of the fact and where it is kept."""

    text: str
    on: date
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Whether somebody may be written to, the rule, why, and what to do where not."""

    allowed: bool
    rule: str
    why: str
    todo: str
    url: str = ""
    """Where what is missing can be entered."""


class Prospect:
    """A company with its score, the reasons, and whether somebody there may be written to. Words are made when they are asked for."""

    def __init__(self, company: Company, found: Fit, people: Sequence[reading.ContactRow], shared: _Shared) -> None:
        self.company, self.fit, self._people, self._shared = company, found, people, shared

    @property
    def key(self) -> str:
        """What the prospect is known by: "client:7", or "seen:" and the company's key."""
        return f"client:{self.client_id}" if self.client_id else f"seen:{self.company.key}"

    @property
    def client_id(self) -> int:
        """The client's id; 0 for a company that is none yet."""
        return self.company.client_id

    @property
    def name(self) -> str:
        """The company's name."""
        return self.company.name

    @property
    def kind(self) -> str:
        """What it is to you: "client", "lead" (a client that was never invoiced) or "seen" (only in postings)."""
        return kind_of(self.company)

    @property
    def score(self) -> int | None:
        """The rounded sum of the points, 0 to 100; None when nothing is known that gives any."""
        return self.fit.score

    @cached_property
    def points(self) -> list[Reason]:
        """The reasons, in words."""
        return [Reason(one.points, one.kind, fact_words(one), source_words(one.source), one.url, one.on) for one in self.fit.reasons]

    @property
    def reasons(self) -> list[Reason]:
        """The same as `points`."""
        return self.points

    @cached_property
    def unknown(self) -> list[str]:
        """What could not be judged, and why."""
        return [unknown_words(one) for one in self.fit.unknown]

    @cached_property
    def occasions(self) -> list[Occasion]:
        """What makes this a good time, the best first."""
        return occasions(self.company, self._shared.today)

    @cached_property
    def why_now(self) -> Why | None:
        """The best of them in words, None when there is none."""
        best = self.occasions[0] if self.occasions else None
        return Why(occasion_words(best), best.on, source_words(best.source), best.url) if best else None

    @property
    def is_client(self) -> bool:
        """Whether the company stands among the clients."""
        return bool(self.client_id)

    @property
    def url(self) -> str:
        """The client's page, or the newest posting's."""
        if self.client_id:
            return reverse("clients:detail", args=[self.client_id])
        newest = self.company.postings[0] if self.company.postings else None
        return reverse("opportunities:detail", args=[newest.id]) if newest else ""

    @property
    def contact_id(self) -> int | None:
        """The person to write to: the first who may be written to, else the first with an address."""
        return self._best[0].pk if self._best else None

    @property
    def contact_name(self) -> str:
        """That person's name."""
        return self._best[0].name if self._best else ""

    @property
    def contact(self) -> dict[str, Any] | None:
        """That person's stored columns."""
        return self._best[0]._asdict() if self._best else None

    @cached_property
    def permission(self) -> Allowed:
        """Whether they may be written to. Nobody suppressed and nobody without a lawful basis can be selected."""
        if not self.client_id:
            todo = _("Add the company as a client, with a person and why you may write to them.")
            return Allowed(False, "", _("This company is no client of yours yet: nobody there is known."), todo)
        if not self._people:
            url = reverse("clients:contact_add", args=[self.client_id])
            return Allowed(False, "", _("No person with an e-mail address is known there."), _("Add a person."), url)
        if self._best is None:
            url = reverse("clients:detail", args=[self.client_id])
            return Allowed(False, "", _("None of the people there has an e-mail address."), _("Add an address."), url)
        row, permission = self._best
        url = "" if permission.allowed else reverse("clients:contact", args=[self.client_id, row.pk])
        return Allowed(permission.allowed, permission.rule, permission.explained(_), permission.advice(_), url)

    @property
    def can_be_selected(self) -> bool:
        """Whether the prospect may go into a campaign."""
        return bool(self._best and self._best[1].allowed)

    @property
    def postings_open(self) -> int:
        """How many of the postings read are open."""
        return sum(is_open(posting, self._shared.today) for posting in self.company.postings)

    @cached_property
    def _best(self) -> tuple[reading.ContactRow, Permission] | None:
        judged = [(row, self._shared.permission(row, self.company)) for row in self._people if row.email]
        return min(judged, key=_better) if judged else None


def _better(judged: tuple[reading.ContactRow, Permission]) -> tuple[bool, int, int]:
    row, permission = judged
    return (not permission.allowed, _BASIS_FIRST.get(row.basis, 3), row.pk)


class _Shared:
    """What all prospects of one list have in common."""

    def __init__(self, workspace_id: int, today: date) -> None:
        self.workspace_id, self.today = workspace_id, today
        self._judged: dict[tuple[object, ...], Permission] = {}

    @cached_property
    def suppressed(self) -> frozenset[str]:
        """The digests of those who get no advertising (one query)."""
        return frozenset(mailing.suppressions(self.workspace_id).order_by().values_list("digest", flat=True))

    def permission(self, row: reading.ContactRow, company: Company) -> Permission:
        """Return the law's word on one person; who is alike in the law's eyes is judged once."""
        objected = bool(self.suppressed) and digest_of(self.workspace_id, row.email) in self.suppressed
        country, form = row.country or company.country, row.legal_form or _FORM_OF_KIND.get(company.kind, "")
        alike = (country, form, row.basis, row.basis_source, row.basis_on, objected)
        if alike not in self._judged:
            self._judged[alike] = may_approach(
                ContactFacts(
                    country=country,
                    legal_form=form,
                    basis=row.basis,
                    source=row.basis_source,
                    on=row.basis_on,
                    today=self.today,
                    objected=objected,
                )
            )
        return self._judged[alike]


def prospects(workspace: Workspace, freelancer_id: int, *, now: datetime, segment: Segment | None = None) -> list[Prospect]:
    """Return whom to approach, the best first; of a segment only those in it. The number of queries does not grow with the clients.

    A freelancer of another workspace has no prospects.
    Who may not be written to is in the list too, with the reason: see `Prospect.permission`.
    """
    wanted = segment or Segment()
    today = now.date()
    rows, people = reading.client_rows(workspace), reading.contact_rows(workspace)
    me_row = accounts.freelancers(id_of(workspace)).select_related("workspace").filter(pk=freelancer_id).first()
    if me_row is None:
        return []
    profile, base = accounts.profile_of(freelancer_id), me_row.workspace.currency or "EUR"
    done, offers = reading.business(workspace, base), reading.offered(workspace)
    own = {row.pk: _keys(row) for row in rows}
    every = {key for keys in own.values() for key in keys}
    seen = reading.postings(workspace, freelancer_id, every, now)
    closed, given = reading.finished(workspace, now), reading.answers(workspace, people, offers.of)
    known = {row.pk: _client(row, own[row.pk], seen, done, offers, closed, given, base) for row in rows}
    companies = [*known.values(), *_seen_only(seen, every)]

    def segments(client_id: int) -> list[tuple[str, str]]:
        return segments_of(known[client_id]) if client_id in known else []

    wins = Wins(reading.outcomes(workspace, freelancer_id, segments, offers.ended))
    me = _wanting(profile, companies, done, today)
    shared = _Shared(id_of(workspace), today)
    found = []
    bare: dict[tuple[object, ...], Fit] = {}
    for company in companies:
        one = Prospect(
            company, _fit(company, me, wins, today, bare), people.get(company.client_id, ()) if company.client_id else (), shared
        )
        if wanted.is_empty or in_segment(wanted, company, one.score, open_now=wanted.open_now and one.postings_open > 0):
            found.append(one)
    if wanted.approachable:
        found = [one for one in found if one.can_be_selected]
    return sorted(found, key=lambda one: (-(one.score if one.score is not None else -1), one.name.casefold(), one.key))


def prospect(workspace: Workspace, freelancer_id: int, key: str, *, now: datetime) -> Prospect | None:
    """Return one prospect by its key, None when it is not there any more."""
    return next((one for one in prospects(workspace, freelancer_id, now=now) if one.key == key), None)


def _fit(company: Company, me: Wanting, wins: Wins, today: date, bare: dict[tuple[object, ...], Fit]) -> Fit:
    """Return the fit; of companies of which only the entry is known, those that are alike are judged once."""
    if company.postings or company.business is not None or company.answers is not None:
        return fit(company, me, wins, today)
    alike = (company.country, company.language, company.tags, company.kind, company.hourly_rate, company.rate_currency)
    if alike not in bare:
        bare[alike] = fit(company, me, wins, today)
    return bare[alike]


def _keys(row: reading.ClientRow) -> tuple[str, ...]:
    """Return the keys of a client's names."""
    first = reading.key_of(row.name)
    second = reading.key_of(row.legal_name) if row.legal_name else ""
    return tuple(dict.fromkeys(key for key in (first, second) if key))


def _client(
    row: reading.ClientRow,
    keys: tuple[str, ...],
    seen: reading.Postings,
    done: dict[int, Any],
    offers: reading.Offered,
    closed: dict[int, list[Any]],
    given: dict[int, Any],
    base: str,
) -> Company:
    pk = row.pk
    postings = [one for key in keys for one in seen.of.get(key, ())]
    return Company(
        key=keys[0] if keys else "",
        name=row.name,
        client_id=pk,
        country=row.country,
        language=row.language,
        tags=tuple(map(str, row.tags)) if row.tags else (),
        kind=row.kind,
        words=f"{row.legal_name} {row.words} {row.website}".casefold(),
        hourly_rate=row.hourly_rate,
        rate_currency=row.currency or base,
        postings=tuple(postings if len(keys) < 2 else sorted(postings, key=lambda one: (one.on, one.id), reverse=True)),
        postings_seen=sum([seen.count.get(key, 0) for key in keys]),
        business=done.get(pk),
        answers=given.get(pk),
        offers=offers.of.get(pk),
        finished=tuple(closed.get(pk, ())),
        told=tuple(offers.told.get(pk, ())),
    )


def _seen_only(seen: reading.Postings, own: set[str]) -> list[Company]:
    return [
        Company(key=key, name=seen.names[key], language=postings[0].language, postings=postings, postings_seen=seen.count.get(key, 0))
        for key, postings in seen.of.items()
        if key not in own and postings
    ]


def _wanting(profile: Profile, companies: list[Company], done: Mapping[int, Any], today: date) -> Wanting:
    gazetteer = engine.gazetteer()
    skills = frozenset(gazetteer.canonical(skill.name) or skill.name for skill in profile.skills)
    asked = {name for company in companies for posting in company.postings for name, _kind in posting.skills}
    values = [one.value for one in done.values() if one.value is not None and one.value > 0]
    wishes = profile.constraints
    return Wanting(
        skills=skills,
        near=_near(gazetteer, asked - skills, skills),
        floors=profile.rates,
        rates=engine.rates(today),
        country=profile.country,
        countries=wishes.countries,
        remote=wishes.remote,
        languages=frozenset(code for code in map(language_code, wishes.languages) if code),
        usual_value=median(values) if values else None,
    )


def _near(gazetteer: Gazetteer, asked: set[str], own: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in sorted(asked):
        skill = gazetteer.get(name)
        close = [other for other in (*skill.related, *skill.broader, *gazetteer.narrower(name)) if other in own] if skill else []
        if close:
            found[name] = close[0]
    return found
