"""Knowledge in files: frequently asked questions in YAML, pages in Markdown or text."""

from freehold.integrations.knowledge.faq import read_faq
from freehold.integrations.knowledge.folder import KnowledgeFiles, read_folder
from freehold.integrations.knowledge.markdown import read_markdown

__all__ = ["KnowledgeFiles", "read_faq", "read_folder", "read_markdown"]
