"""The source "teamtailor": the open positions of one company at Teamtailor."""

from __future__ import annotations

from freehold.domain.ports import Reading
from freehold.integrations.feeds.board_pages import public_terms
from freehold.integrations.feeds.teamtailor.transform import address_of, next_address, read_board


class TeamtailorSource:
    """Reads the data behind a careers page such as https://acme.teamtailor.com."""

    name = "teamtailor"
    label = "Teamtailor"
    terms = public_terms("Teamtailor")
    default_url = ""
    lists_everything = True
    pages_per_reading = 5

    def address_of(self, page: str) -> str:
        """Return the address of the data behind a careers page or a company's token, "" when the page is none of Teamtailor's."""
        return address_of(page)

    def next_address(self, payload: bytes, address: str) -> str:
        """Return where the page after `payload`, which came from `address`, is found; "" at the end."""
        return next_address(payload, address)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read the positions of one company. Raises UserError when the payload is something else."""
        return read_board(payload)
