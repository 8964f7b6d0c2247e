"""Sheets on paper: PDF/A-3b with the electronic invoice inside, and pictures for the page."""

from freehold.integrations.pdf.proposal import preview_proposal, render_proposal
from freehold.integrations.pdf.render import Attachment, preview, render

__all__ = ["Attachment", "preview", "preview_proposal", "render", "render_proposal"]
