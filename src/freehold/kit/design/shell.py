"""What the frame around a page asks the apps for: the privacy line, counts beside places, records for the palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from freehold.kit.design.palette import Text


@dataclass(frozen=True, slots=True)
class Privacy:
    """The line at the foot of the rail. `url` leads to the page that says what leaves the machine, if there is one."""

    text: Text
    state: Literal["ok", "warn", "info"] = "ok"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that the palette found. `kind` is the group it is shown under, `hint` stands at the right."""

    label: str
    url: str
    kind: Text
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the account menu shows it."""

    name: str
    detail: str = ""

    @property
    def initials(self) -> str:
        """The first letters of the first and last word, at most two."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@dataclass(frozen=True, slots=True)
class Aside:
    """What opens in a drawer beside any page: its name, the address that is loaded when it opens (and is a page of its own), its icon."""

    label: Text
    url: str
    icon: str = "sparkles"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a long text field is checked and rewritten: two addresses that take the text and answer with a panel."""

    check: str
    rewrite: str


def _nothing_leaves(_request: HttpRequest) -> Privacy:
    return Privacy(_("Nothing leaves this computer"))


def _no_aside(_request: HttpRequest) -> Aside | None:
    return None


def _no_desk(_request: HttpRequest) -> Desk | None:
    return None


def _signed_in(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return Person(user.get_full_name() or user.get_username() or _("You"), getattr(user, "email", "") or "")


@dataclass(slots=True)
class Shell:
    """The hooks; wiring sets them. Each gets the request and must be cheap: it runs once a page."""

    privacy: Callable[[HttpRequest], Privacy] = _nothing_leaves
    person: Callable[[HttpRequest], Person | None] = _signed_in
    aside: Callable[[HttpRequest], Aside | None] = _no_aside
    desk: Callable[[HttpRequest], Desk | None] = _no_desk
    #: place key → how many things wait there (0 shows nothing)
    counts: dict[str, Callable[[HttpRequest], int]] = field(default_factory=dict)
    #: each gets (request, query, limit) and returns the records that fit, best first, of that reader's workspace only
    searches: list[Callable[[HttpRequest, str, int], list[Hit]]] = field(default_factory=list)

    def count(self, request: HttpRequest, place: str) -> int:
        """Return how many things wait in `place`."""
        counter = self.counts.get(place)
        return counter(request) if counter else 0


#: The hooks of this process; `freehold.config.wiring` sets them.
shell = Shell()
