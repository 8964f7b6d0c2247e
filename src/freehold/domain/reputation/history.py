"""A work history as it may be shown: what is known of each client, and only what that client agreed to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

ClientKind = Literal["company", "person", "public"]
OnTime = Literal["", "yes", "no"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose history it is."""

    name: str
    headline: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Praise:
    """What somebody at a client has written and agreed to. `text` may be empty: they only agreed to be named.

    `name_shown`, `company_shown` and `figures_shown` are what they agreed to; `on_time` is their own answer, "" without one.
    """

    client: int | None
    text: str
    given_on: date
    name: str = ""
    role: str = ""
    name_shown: bool = False
    company_shown: bool = False
    figures_shown: bool = False
    on_time: OnTime = ""
    hidden: bool = False
    about: Work | None = None
    """The client as it may be shown; filled in by `showable`."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the papers tell of the work for one client. `net` is what was invoiced and paid, before tax, by currency.

    `trade` is the owner's word for what the client does, shown in place of the name. `forgotten` clients asked to be forgotten:
    not even their country is told.
    """

    client: int
    name: str
    kind: ClientKind = "company"
    country: str = ""
    trade: str = ""
    first: date | None = None
    last: date | None = None
    invoices: int = 0
    paid: int = 0
    projects: int = 0
    accepted: int = 0
    net: Mapping[str, Decimal] = field(default_factory=dict)
    forgotten: bool = False
    hidden: bool = False

    @property
    def is_repeat(self) -> bool:
        """Whether they came back: several projects, or invoices in more than one year."""
        years = self.last.year - self.first.year if self.first and self.last else 0
        return self.projects > 1 or years > 0 or self.accepted > 1


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a client agreed to be shown."""

    name: bool = False
    figures: bool = False


def agreed(given: Iterable[Praise]) -> dict[int, Agreed]:
    """Return what each client agreed to: somebody there said yes, and nobody there said no."""
    said: dict[int, list[Praise]] = {}
    for one in given:
        if one.client is not None:
            said.setdefault(one.client, []).append(one)
    return {
        client: Agreed(all(one.company_shown for one in answers), all(one.company_shown and one.figures_shown for one in answers))
        for client, answers in said.items()
    }


def showable(work: Iterable[Work], given: Iterable[Praise]) -> tuple[list[Work], list[Praise]]:
    """Return only what may be shown, in the order it is shown in: the longest and latest work first, the newest words first.

    Names and sums that nobody agreed to are gone from the result; so is everything that the owner hides.
    """
    standing = list(given)
    yes = agreed(standing)
    clients = {one.client: _shown(one, yes.get(one.client, Agreed())) for one in work if not one.hidden}
    shown = [one for one in clients.values() if one.invoices or one.accepted]
    words = [_own(one, clients) for one in standing if one.text and not one.hidden]
    shown.sort(key=lambda one: (-(one.last or date.min).toordinal(), -one.invoices, one.name, one.client))
    words.sort(key=lambda one: (-one.given_on.toordinal(), one.name, one.text))
    return shown, words


def reveals(trade: str, name: str) -> bool:
    """Tell whether the words for what a client does name the client: a whole word of its name that says something."""
    told = {word for word in _words(trade) if len(word) > 3}
    return bool(told & ({word for word in _words(name) if len(word) > 3} - _COMMON))


#: Words that many names hold and that point to nobody.
_COMMON = frozenset(
    {
        *("gmbh", "limited", "company", "group", "holding", "partner", "partners", "services", "service", "solutions", "studio"),
        *("agency", "agentur", "hotel", "restaurant", "museum", "verlag", "software", "design", "media", "digital"),
        *("consulting", "beratung", "systems", "technology", "technologies", "international", "university", "school"),
        *("hospital", "clinic", "bank", "insurance"),
    }
)


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text.casefold()).split()


def _shown(one: Work, yes: Agreed) -> Work:
    if one.forgotten:
        return replace(one, name="", net={}, country="", trade="")
    return replace(one, name=one.name if yes.name else "", net=one.net if yes.figures else {})


def _own(one: Praise, clients: Mapping[int, Work]) -> Praise:
    about = clients.get(one.client) if one.client is not None else None
    if about is not None and not one.company_shown:
        about = replace(about, name="")
    return replace(one, name=one.name if one.name_shown else "", role=one.role if one.name_shown else "", about=about)
