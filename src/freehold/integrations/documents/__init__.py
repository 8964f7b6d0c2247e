"""Documents that a person uploads: text out of PDF, DOCX, Markdown and plain files, and JSON Resume."""

from freehold.integrations.documents.reading import is_json_resume, read_document, read_resume

__all__ = ["is_json_resume", "read_document", "read_resume"]
