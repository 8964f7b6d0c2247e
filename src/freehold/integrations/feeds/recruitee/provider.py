"""The source "recruitee": the open positions of one company at Recruitee."""

from __future__ import annotations

from freehold.domain.ports import Reading
from freehold.integrations.feeds.board_pages import public_terms
from freehold.integrations.feeds.recruitee.transform import address_of, read_board


class RecruiteeSource:
    """Reads the data behind a careers page such as https://acme.recruitee.com."""

    name = "recruitee"
    label = "Recruitee"
    terms = public_terms("Recruitee")
    default_url = ""
    lists_everything = True

    def address_of(self, page: str) -> str:
        """Return the address of the data behind a careers page or a company's token, "" when the page is none of Recruitee's."""
        return address_of(page)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read the positions of one company. Raises UserError when the payload is something else."""
        return read_board(payload)
