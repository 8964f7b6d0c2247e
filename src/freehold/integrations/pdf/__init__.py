"""Sheets on paper: PDF/A-3b with the electronic invoice inside, and pictures for the page."""

from freehold.integrations.pdf.history import history_record, render_history
from freehold.integrations.pdf.proposal import preview_proposal, render_proposal
from freehold.integrations.pdf.render import Attachment, preview, render

__all__ = ["Attachment", "history_record", "preview", "preview_proposal", "render", "render_history", "render_proposal"]
