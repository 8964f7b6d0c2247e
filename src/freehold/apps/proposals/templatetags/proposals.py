"""How a proposal's words are set: paragraphs and lists of plain text, states as badges, what changed between two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freehold.apps.proposals.models import Proposal, ProposalState

register = template.Library()
_ITEM = re.compile(r"\s*[-*•–]\s+")
_LEVELS = {
    ProposalState.DRAFT: "",
    ProposalState.SENT: "info",
    ProposalState.SEEN: "info",
    ProposalState.ACCEPTED: "ok",
    ProposalState.DECLINED: "",
    ProposalState.EXPIRED: "",
    ProposalState.WITHDRAWN: "",
}


@register.filter
def prose(text: str) -> SafeString:
    """Set plain text: blank lines part paragraphs, lines that begin with a dash are a list. Everything is escaped."""
    parts = []
    for items, lines in _blocks(text or ""):
        if items:
            parts.append(format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines))))
        else:
            # The break between lines is our own; each line is escaped by the join.
            parts.append(format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))))
    return format_html_join("", "{}", ((part,) for part in parts))


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Yield (whether it is a list, its lines), in order."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines: list[str] = []
        items = False
        for line in block.split("\n"):
            item = _ITEM.match(line)
            if lines and bool(item) != items:
                yield items, lines
                lines = []
            items = bool(item)
            lines.append(line[item.end() :].strip() if item else line.strip())
        if any(lines):
            yield items, lines


@register.filter
def level(proposal: Proposal) -> str:
    """Return the colour of a proposal's state."""
    return _LEVELS.get(ProposalState(proposal.state), "")


@register.filter
def standing(proposal: Proposal, today: date) -> str:
    """Return one sentence that says where a proposal stands and what comes next."""
    state = proposal.state
    if state == ProposalState.DRAFT:
        return _("Nobody has seen it yet.")
    if state == ProposalState.SENT and proposal.sent_at is None:
        return _("It waits in the outbox.")
    if proposal.is_open:
        if proposal.valid_until and proposal.valid_until < today:
            return _("Its last day has gone by.")
        opened = _("Its page was opened.") if state == ProposalState.SEEN else _("Its page was not opened yet.")
        return f"{opened} {_days(proposal.valid_until, today)}".strip()
    if state == ProposalState.ACCEPTED:
        return _("Accepted by %(name)s.") % {"name": proposal.accepted_name}
    if state == ProposalState.DECLINED:
        return proposal.decline_reason[:200] or _("Declined without a reason.")
    if state == ProposalState.EXPIRED:
        return _("Nobody answered by the last day.")
    return _("You took it back.")


def _days(last: date | None, today: date) -> str:
    if last is None:
        return ""
    days = (last - today).days
    if days == 0:
        return _("Today is the last day on which it can be accepted.")
    if days == 1:
        return _("It can be accepted until tomorrow.")
    return _("It can be accepted for %(days)d more days.") % {"days": days}


@register.filter
def per_cent(share: float | None) -> str:
    """Return a share (0 to 1) as whole per cent."""
    return "–" if share is None else f"{round(share * 100)} %"


@register.filter
def of_key(found: dict[str, Any], key: str) -> Any:
    """Return what stands under a key, None where nothing does."""
    return found.get(key)
