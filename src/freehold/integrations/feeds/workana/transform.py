"""A page of Workana in, postings out."""

from __future__ import annotations

from freehold.domain.ports import Reading
from freehold.integrations.feeds.project_pages import Layout, read_projects

_LAYOUT = Layout(
    source="workana",
    board="Workana",
    home="https://www.workana.com/",
    item=".project-item, .project-list .project",
    title=".project-title a, h2 a",
    description=".project-details, .project-description",
    budget=".values, .project-budget, .budget",
    skills=".skills .skill",
)


def read_page(payload: bytes, *, origin: str) -> Reading:
    """Read a page that came from `origin`. Raises UserError when it shows no projects, or none can be read."""
    return read_projects(payload, _LAYOUT, origin=origin)
