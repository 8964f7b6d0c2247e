"""What other apps offer to do with an opportunity; wiring fills the list, so that this app knows none of them."""

from __future__ import annotations

#: Templates of one button each; each gets `subject`, the opportunity's id.
actions: list[str] = []

#: Templates of one button each beside a company; each gets `company` and `subject`, the id of its best posting.
company_actions: list[str] = []
