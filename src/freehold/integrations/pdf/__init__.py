"""Sheets on paper: PDF/A-3b with the electronic invoice inside, and pictures for the page."""

from freehold.integrations.pdf.render import Attachment, preview, render

__all__ = ["Attachment", "preview", "render"]
