"""The source "pinpoint": the open positions of one company at Pinpoint."""

from __future__ import annotations

from freehold.domain.ports import Reading
from freehold.integrations.feeds.board_pages import public_terms
from freehold.integrations.feeds.pinpoint.transform import address_of, read_board


class PinpointSource:
    """Reads the data behind a careers page such as https://acme.pinpointhq.com."""

    name = "pinpoint"
    label = "Pinpoint"
    terms = public_terms("Pinpoint")
    default_url = ""
    lists_everything = True

    def address_of(self, page: str) -> str:
        """Return the address of the data behind a careers page or a company's token, "" when the page is none of Pinpoint's."""
        return address_of(page)

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read the positions of one company. Raises UserError when the payload is something else."""
        return read_board(payload, origin=origin)
