"""What other apps offer to do with an opportunity; wiring fills the list, so that this app knows none of them."""

from __future__ import annotations

#: Templates of one button each; each gets `subject`, the opportunity's id.
actions: list[str] = []
