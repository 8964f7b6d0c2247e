"""What happens in the inbox, told to whoever subscribes (config/wiring lists them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostingsSighted:
    """These opportunities are new, or what is known of them has changed: they wait to be analysed."""

    workspace_id: int
    opportunity_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpportunityWon:
    """The person has moved an opportunity to Won; `company` is as the posting names it, "" when it names none."""

    workspace_id: int
    opportunity_id: int
    company: str


@dataclass(frozen=True, slots=True)
class PostingsAnalysed:
    """These opportunities were analysed anew and wait to be matched."""

    workspace_id: int
    opportunity_ids: tuple[int, ...]
