"""Knowledge in files: frequently asked questions in YAML, pages of the web, in Markdown or text."""

from freehold.integrations.knowledge.faq import read_faq
from freehold.integrations.knowledge.faq_markdown import read_faq_markdown
from freehold.integrations.knowledge.folder import KnowledgeFiles, read_folder
from freehold.integrations.knowledge.markdown import read_markdown
from freehold.integrations.knowledge.page import Block, Page, blocks_of_text, read_page

__all__ = [
    "Block",
    "KnowledgeFiles",
    "Page",
    "blocks_of_text",
    "read_faq",
    "read_faq_markdown",
    "read_folder",
    "read_markdown",
    "read_page",
]
