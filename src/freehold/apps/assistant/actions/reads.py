"""Every typed read, in one tuple."""

from __future__ import annotations

from freehold.apps.assistant.action import Action
from freehold.apps.assistant.actions import reads_answers, reads_clients, reads_money, reads_opportunities, reads_work

READS: tuple[Action, ...] = (
    *reads_work.READS,
    *reads_money.READS,
    *reads_clients.READS,
    *reads_opportunities.READS,
    *reads_answers.READS,
)
