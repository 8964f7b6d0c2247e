"""The headers by which mail programs offer to unsubscribe (RFC 2369, RFC 8058), checked so that no line can be slipped in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.headerregistry import BaseHeader, HeaderRegistry, UniqueUnstructuredHeader
from email.policy import Policy
from typing import cast

from django.utils.translation import gettext as _

from freehold.kit.mailing.port import SendFailed

NAME = "List-Unsubscribe"
_ADDRESS = re.compile(r"(?:https://|mailto:)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+;=%]{3,600}")
"""What RFC 3986 lets stand in an address, without the comma, brackets and < > that end one in this header."""


class ListHeader(UniqueUnstructuredHeader):
    """A header of addresses in angle brackets, one a line: Python would put long ones into encoded words, which no program reads."""

    def fold(self, *, policy: Policy) -> str:
        """Return the header as it goes out."""
        return f"{NAME}: " + f",{policy.linesep} ".join(str(self).split(", ")) + policy.linesep


def registry() -> HeaderRegistry:
    """Return the kinds of headers, with ours among them."""
    found = HeaderRegistry()
    found.map_to_type(NAME.lower(), cast(type[BaseHeader], ListHeader))  # the registry adds this base itself
    return found


def list_headers(addresses: Sequence[str]) -> list[tuple[str, str]]:
    """Return the headers for these addresses; one click only with https. Raises SendFailed for what is no address."""
    if not addresses:
        return []
    for address in addresses:
        if not _ADDRESS.fullmatch(address):
            text = _("The address to unsubscribe by holds a sign that cannot be sent, so the mail was not sent. Check the public address.")
            raise SendFailed(text, "permanent")
    headers = [(NAME, ", ".join(f"<{address}>" for address in addresses))]
    if any(address.startswith("https://") for address in addresses):
        headers.append((f"{NAME}-Post", "List-Unsubscribe=One-Click"))
    return headers
