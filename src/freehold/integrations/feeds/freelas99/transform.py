"""A page of 99Freelas in, postings out."""

from __future__ import annotations

from freehold.domain.ports import Reading
from freehold.integrations.feeds.project_pages import Layout, read_projects

_LAYOUT = Layout(
    source="99freelas",
    board="99Freelas",
    home="https://www.99freelas.com.br/",
    item="li.result-item, li.project-item",
    title=".title a, h1 a, h2 a",
    description=".description",
    budget=".budget",
    skills=".habilidades a, .skills .skill",
)


def read_page(payload: bytes, *, origin: str) -> Reading:
    """Read a page that came from `origin`. Raises UserError when it shows no projects, or none can be read."""
    return read_projects(payload, _LAYOUT, origin=origin)
