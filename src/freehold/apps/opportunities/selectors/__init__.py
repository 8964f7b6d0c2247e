"""The reads of the inbox. Each begins with the workspace it reads for; nothing here writes."""

from freehold.apps.opportunities.selectors.board import Board, Column, board
from freehold.apps.opportunities.selectors.cards import Card
from freehold.apps.opportunities.selectors.detail import Detail, detail
from freehold.apps.opportunities.selectors.figures import DayCount, PayRange, pay_ranges, postings_by_day
from freehold.apps.opportunities.selectors.filters import STRONG, Filters
from freehold.apps.opportunities.selectors.imports import import_run, recent_imports
from freehold.apps.opportunities.selectors.inbox import PAGE, FilteredOut, Inbox, filtered_out, inbox
from freehold.apps.opportunities.selectors.sources import SourceKind, SourceView, source, source_kinds, sources
from freehold.apps.opportunities.selectors.today import Today, today
from freehold.apps.opportunities.selectors.work import Work, work

__all__ = [
    "PAGE",
    "STRONG",
    "Board",
    "Card",
    "Column",
    "DayCount",
    "Detail",
    "FilteredOut",
    "Filters",
    "Inbox",
    "PayRange",
    "SourceKind",
    "SourceView",
    "Today",
    "Work",
    "board",
    "detail",
    "filtered_out",
    "import_run",
    "inbox",
    "pay_ranges",
    "postings_by_day",
    "recent_imports",
    "source",
    "source_kinds",
    "sources",
    "today",
    "work",
]
