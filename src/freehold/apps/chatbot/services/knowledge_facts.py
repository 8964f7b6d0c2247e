"""What the workspace itself says: its services, rates, languages, availability and payment terms, each as an entry to answer from.

Every answer is made of stored values in a fixed frame; nothing is computed, so that a price is told exactly as it was entered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date

from freehold.apps.accounts import selectors as accounts
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.chatbot.services.knowledge_fact_words import ASKED, LANGUAGES, TOLD
from freehold.domain.matching.profile import Profile
from freehold.domain.retrieval import Entry
from freehold.kit.design.formats import money, number

KINDS = ("service", "skill", "language", "availability", "place", "terms", "rate", "floor")
FROM_BILLING = frozenset({"terms", "rate"})
HARMLESS = ("service", "skill", "language", "availability", "place", "terms")
"""What "take what my profile says" switches on. What an hour costs, and the least somebody works for, is the owner's to tell."""
MOST_SERVICES = 60
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be told: `asked` names the questions (see ASKED), `names` fills them, `told` is the answer by language."""

    kind: str
    id: str
    asked: str
    told: dict[str, str]
    names: dict[str, str]

    def entry(self, language: str) -> Entry:
        """Return the fact as an entry in one language."""
        question, *others = (text.format(**self._named(language)) for text in ASKED[self.asked][language])
        return Entry(id=f"{self.id}:{language}", question=question, phrasings=tuple(others), answer=self.told[language], language=language)

    def _named(self, language: str) -> dict[str, str]:
        return {name.removesuffix(f"_{language}"): value for name, value in self.names.items() if name.endswith(f"_{language}")}


def facts_of(workspace_id: int, kinds: Iterable[str], today: date) -> list[Entry]:
    """Return the entries of the wanted kinds, each in English and German."""
    return [fact.entry(language) for fact in every_fact(workspace_id, kinds, today) for language in LANGUAGES]


def every_fact(workspace_id: int, kinds: Iterable[str], today: date) -> list[Fact]:
    """Return what the workspace says of the wanted kinds (KINDS), in their order."""
    wanted = set(kinds)
    if not wanted:
        return []
    people = [profile for _pk, profile in accounts.profiles_of(workspace_id)] if wanted - FROM_BILLING else []
    found = [*_of_people(people, today), *(_of_billing(workspace_id) if wanted & FROM_BILLING else ())]
    return [fact for fact in found if fact.kind in wanted]


def _of_people(people: list[Profile], today: date) -> Iterator[Fact]:
    yield from _services(people)
    skills = {who.name: ", ".join(skill.name for skill in who.skills) for who in people}
    yield from _plain("skill", "skill", "skill", skills, people)
    yield from _languages(people)
    yield from _availability(people, today)
    yield from _places(people)
    yield from _floors(people)


def _services(people: list[Profile]) -> Iterator[Fact]:
    by_name: dict[str, list[tuple[Profile, str, str]]] = defaultdict(list)
    for who in people:
        for service in who.services:
            name = service.name.strip()[:_LONGEST_NAME]
            if name:
                by_name[name].append((who, service.description.strip(), service.price.strip()))
    if len(by_name) > 1:
        yield _fact("service", "services:0", "services", {code: _told("services", code, "; ".join(by_name)) for code in LANGUAGES})
    priced = [f"{name}: {price}" for name, offers in by_name.items() for _who, _text, price in offers if price]
    if len(priced) > 1:
        yield _fact("service", "prices:0", "prices", dict.fromkeys(LANGUAGES, "\n".join(priced)))
    for at, (name, offers) in enumerate(list(by_name.items())[:MOST_SERVICES]):
        told = {code: "\n".join(_offer(name, *offer, code, several=len(people) > 1) for offer in offers) for code in LANGUAGES}
        asked = "service_price" if any(price for _who, _text, price in offers) else "service"
        # Braces in a name are text like any other; names are filled in, never formats.
        yield _fact("service", f"service:{at}", asked, told, name=dict.fromkeys(LANGUAGES, name))


def _offer(name: str, who: Profile, description: str, price: str, language: str, *, several: bool) -> str:
    head = f"{name} ({who.name})" if several else name
    lines = [f"{head}: {description}" if description else head]
    return "\n".join([*lines, _told("price", language, price)] if price else lines)


def _languages(people: list[Profile]) -> Iterator[Fact]:
    told, named = {}, {}
    for code in LANGUAGES:
        names = {who.name: [_language_name(spoken, code) for spoken in who.constraints.languages] for who in people}
        told[code] = _lines({who: ", ".join(spoken) for who, spoken in names.items()}, people, "language", code)
        every = dict.fromkeys(name for spoken in names.values() for name in spoken)
        named[code] = (" or " if code == "en" else " oder ").join(list(every)[:4])
    if told[LANGUAGES[0]]:
        yield _fact("language", "language:0", "language", told, languages=named)


def _availability(people: list[Profile], today: date) -> Iterator[Fact]:
    told = {}
    for code in LANGUAGES:
        values = {}
        for who in people:
            limits = who.constraints
            parts = []
            # A day that has passed says nothing about today.
            if limits.available_from and limits.available_from >= today:
                parts.append(_told("from", code, str(format_date(limits.available_from, "long", locale=code))))
            if limits.hours_per_week is not None:
                parts.append(_told("hours", code, number(limits.hours_per_week, locale=Locale.parse(code))))
            values[who.name] = "\n".join(parts)
        told[code] = _lines(values, people)
    if told[LANGUAGES[0]]:
        yield _fact("availability", "availability:0", "availability", told)


def _places(people: list[Profile]) -> Iterator[Fact]:
    told = {}
    for code in LANGUAGES:
        names = {who.name: ", ".join(filter(None, (who.city, _country_name(who.country, code)))) for who in people}
        told[code] = _lines(names, people, "place", code)
    if told[LANGUAGES[0]]:
        yield _fact("place", "place:0", "place", told)
    if people:
        wishes = {code: {who.name: TOLD[f"remote {who.constraints.remote}"][code] for who in people} for code in LANGUAGES}
        yield _fact("place", "remote:0", "remote", {code: _lines(wishes[code], people) for code in LANGUAGES})


def _floors(people: list[Profile]) -> Iterator[Fact]:
    for at, (kind, asked) in enumerate((("hourly", "rate"), ("daily", "daily"), ("fixed", "fixed"))):
        told = {}
        for code in LANGUAGES:
            values = {
                who.name: "\n".join(_told(rate.kind, code, _sum(rate.min, rate.currency, code)) for rate in who.rates if rate.kind == kind)
                for who in people
            }
            told[code] = _lines(values, people)
        if told[LANGUAGES[0]]:
            yield _fact("floor", f"rate:{at + 1}", asked, told)


def _of_billing(workspace_id: int) -> Iterator[Fact]:
    row = billing_settings(workspace_id)
    if row.pk is None:
        return  # nobody has said anything yet: what a form would start with is not the owner's word
    yield _fact("terms", "terms:payment", "terms", {code: _told("terms", code, str(row.payment_days)) for code in LANGUAGES})
    if row.discount_percent and row.discount_days:
        told = {
            code: TOLD["discount"][code].format(
                value=number(row.discount_percent, digits=2, locale=Locale.parse(code)), days=str(row.discount_days)
            )
            for code in LANGUAGES
        }
        yield _fact("terms", "terms:discount", "discount", told)
    if row.hourly_rate:
        told = {code: _told("rate", code, _sum(row.hourly_rate, row.workspace.currency, code)) for code in LANGUAGES}
        yield _fact("rate", "rate:0", "rate", told)


def _plain(kind: str, frame: str, asked: str, values: dict[str, str], people: list[Profile]) -> Iterator[Fact]:
    told = {code: _lines(values, people, frame, code) for code in LANGUAGES}
    if told[LANGUAGES[0]]:
        yield _fact(kind, f"{kind}:0", asked, told)


def _fact(kind: str, key: str, asked: str, told: dict[str, str], **names: dict[str, str]) -> Fact:
    return Fact(kind, key, asked, told, {f"{name}_{code}": value for name, by in names.items() for code, value in by.items()})


def _lines(values: dict[str, str], people: list[Profile], frame: str = "", language: str = "") -> str:
    """Return what each person says, named where there are several."""
    kept = {who: _told(frame, language, value) if frame else value for who, value in values.items() if value}
    if len(people) == 1:
        return "\n".join(kept.values())
    return "\n".join(f"{who}: {value}" for who, value in kept.items())


def _told(frame: str, language: str, value: str) -> str:
    return TOLD[frame][language].replace("{value}", value)


def _sum(amount: Decimal, currency: str, language: str) -> str:
    return money(amount, currency, whole=True, locale=Locale.parse(language))


def _language_name(code: str, language: str) -> str:
    return str(Locale.parse(language).languages.get(code.lower(), code))


def _country_name(code: str, language: str) -> str:
    return str(Locale.parse(language).territories.get(code.upper(), code)) if code else ""
