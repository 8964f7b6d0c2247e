"""Gathers all that a proposal is written from and checked against: what is asked, the profile, earlier work, the situation of the price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from freehold.apps.accounts import selectors as accounts
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.selectors.time import projects as billing_projects
from freehold.apps.opportunities.selectors.figures import pay_ranges
from freehold.apps.opportunities.services import engine
from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.selectors.won import won_texts
from freehold.apps.proposals.services.locking import local_day, settings_of
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.spoken_names import language_name
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.as_json import from_json
from freehold.domain.proposals.asked import Asked, Project, requirement_table
from freehold.domain.proposals.claims import Given
from freehold.domain.proposals.market import market_of
from freehold.domain.proposals.price import Price
from freehold.domain.proposals.pricing import Situation, estimated_hours
from freehold.domain.proposals.words import words_in

if TYPE_CHECKING:
    from freehold.domain.matching.gazetteer import Gazetteer

MARKET_DAYS = 180
_EMPTY = {"id": "", "title": "", "text": ""}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known for one proposal at one moment."""

    analysis: Analysis
    profile: Profile
    profile_version: int
    gazetteer: Gazetteer
    today: date
    projects: tuple[Project, ...]

    def table(self) -> list[Asked]:
        """Return the requirement table."""
        return requirement_table(self.analysis, self.profile, gazetteer=self.gazetteer, today=self.today, projects=self.projects)


def facts_of(proposal: Proposal, *, now: datetime) -> Facts:
    """Return the facts of a proposal with the profile as it is now. A freelancer who is gone has an empty profile."""
    profile, version = Profile(name=""), 0
    if proposal.freelancer_id is not None:
        profile = accounts.profile_of(proposal.freelancer_id)
        version = accounts.profile_version(proposal.freelancer_id)
    return Facts(
        analysis=analysis_of(proposal),
        profile=profile,
        profile_version=version,
        gazetteer=engine.gazetteer(),
        today=local_day(proposal, now),
        projects=_projects(proposal),
    )


def analysis_of(proposal: Proposal) -> Analysis:
    """Return what was read from the brief or posting when the proposal was begun."""
    return from_json({**_EMPTY, **(proposal.analysis or {})})


def situation_of(
    proposal: Proposal, facts: Facts, *, now: datetime, hours: Decimal | None = None, amounts: Sequence[Decimal] | None = None
) -> Situation:
    """Return what the price follows from: own rate, floor, their budget, the market, and the day's rates of exchange.

    `amounts` are those of `hourly_amounts` where they are read already.
    """
    billing = billing_settings(proposal.workspace_id)
    client_rate = proposal.client.hourly_rate if proposal.client_id and proposal.client else None
    client_currency = (proposal.client.currency if proposal.client_id and proposal.client else "") or billing.workspace.currency
    exchange = engine.rates(facts.today)
    if amounts is None:
        amounts = hourly_amounts(proposal.workspace_id, proposal.currency, exchange, now=now)
    floors = [floor for floor in facts.profile.rates if floor.kind != "fixed"]
    floor = next((one for one in floors if one.kind == "hourly"), floors[0] if floors else None)
    rate, rate_currency = (client_rate, client_currency) if client_rate is not None else (billing.hourly_rate, billing.workspace.currency)
    return Situation(
        currency=proposal.currency,
        title=proposal.title,
        language=proposal.language,
        rate=rate,
        rate_currency=rate_currency or "",
        floor=floor,
        hours=hours if hours is not None else estimated_hours(facts.analysis),
        budget=facts.analysis.pay,
        market=market_of(amounts, proposal.currency),
        exchange=exchange,
        deposit_percent=settings_of(proposal.workspace_id).deposit_percent,
    )


def hourly_amounts(workspace_id: int, currency: str, exchange: ExchangeRates, *, now: datetime) -> list[Decimal]:
    """Return what postings seen in the last half year pay by the hour, each by its middle, in `currency`."""
    amounts = []
    for seen in pay_ranges(workspace_id, "hourly", since=now - timedelta(days=MARKET_DAYS)):
        ends = [end for end in (seen.min, seen.max) if end is not None]
        if ends and exchange.knows(seen.currency) and exchange.knows(currency):
            amounts.append(exchange.convert(sum(ends, Decimal(0)) / len(ends), seen.currency, currency))
    return amounts


def given_of(proposal: Proposal, facts: Facts, price: Price, written: dict[str, str]) -> Given:
    """Return what this proposal may say beside the profile; `written` are its fixed values in words (days, sums)."""
    words = words_in(proposal.language)
    past = [text for project in facts.projects for text in (project.name, project.text) if text]
    own = [*written.values(), *price_texts(price), proposal.title, proposal.company, facts.profile.name]
    own += [
        greeting.replace("{contact}", proposal.sent_to_name or _contact(proposal)) for pair in words.greetings.values() for greeting in pair
    ]
    own += [text for tones in words.texts.values() for text in tones.values()]
    own += [*words.terms.values(), *words.titles.values(), *words.honest.values(), *words.odd.values()]
    if proposal.client_id and proposal.client:
        own.append(proposal.client.name)
    own.append(_contact(proposal))
    settings = settings_of(proposal.workspace_id)
    own += [settings.way.get(proposal.language, ""), settings.terms.get(proposal.language, "")]
    brief = f"{proposal.brief}\n{facts.analysis.title}\n{facts.analysis.text}"
    return Given(past=[*past, *won_texts(proposal)], brief=brief, own=[text for text in own if text])


def price_texts(price: Price) -> list[str]:
    """Return the names and numbers of a price as text."""
    told: list[Any] = [f"{price.deposit_percent.normalize():f} %", price.note]
    for option in price.options:
        told += [option.name, f"{option.total(price.currency)} {price.currency}", f"{option.hours:f} hours Stunden" if option.hours else ""]
        told += [f"{line.name} {line.detail} {line.quantity:f} {line.price:f} {price.currency}" for line in option.lines]
    return [str(text) for text in told if text]


def language_names(language: str) -> dict[str, str]:
    """Return what languages and countries of work are called in `language`, by the English name that the table uses."""
    from babel import Locale

    locale = Locale.parse(language if language in {"en", "de"} else "en")
    return {language_name(code): name for code, name in locale.languages.items() if language_name(code) != code}


def _contact(proposal: Proposal) -> str:
    return proposal.contact.name if proposal.contact_id and proposal.contact else ""


def _projects(proposal: Proposal) -> tuple[Project, ...]:
    """Return the projects done here; only their names tell what they were."""
    rows = [row.project for row in (*billing_projects(proposal.workspace_id), *billing_projects(proposal.workspace_id, closed=True))]
    return tuple(Project(row.name, row.client.name) for row in rows[:200] if row.pk != proposal.project_id)
