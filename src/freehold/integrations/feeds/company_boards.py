"""From a company's careers page to the board behind it, whichever system that is."""

from __future__ import annotations

from collections.abc import Callable

from freehold.integrations.feeds.ashby import transform as ashby
from freehold.integrations.feeds.greenhouse import transform as greenhouse
from freehold.integrations.feeds.lever import transform as lever
from freehold.integrations.feeds.personio import transform as personio
from freehold.integrations.feeds.pinpoint import transform as pinpoint
from freehold.integrations.feeds.recruitee import transform as recruitee
from freehold.integrations.feeds.smartrecruiters import transform as smartrecruiters
from freehold.integrations.feeds.teamtailor import transform as teamtailor
from freehold.integrations.feeds.workable import transform as workable

_BOARDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("greenhouse", greenhouse.address_of),
    ("lever", lever.address_of),
    ("ashby", ashby.address_of),
    ("workable", workable.address_of),
    ("smartrecruiters", smartrecruiters.address_of),
    ("recruitee", recruitee.address_of),
    ("personio", personio.address_of),
    ("teamtailor", teamtailor.address_of),
    ("pinpoint", pinpoint.address_of),
)


def board_of(page: str) -> tuple[str, str]:
    """Return the name of the source and the address of the data behind a careers page, or behind markup that embeds a board.

    ("", "") when none of the systems knows it; a bare company token names no system, so it is known to none.
    """
    if "." not in page:
        return "", ""
    return next(((name, address) for name, address_of in _BOARDS if (address := address_of(page))), ("", ""))
