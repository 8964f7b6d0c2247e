"""Indeed job alerts: title, "Company - Place", pay, excerpt, "2 days ago"; links by job key, or kept as they are when they hide it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from freehold.integrations.feeds.links import clean_link, host_of, is_indeed, stable_id
from freehold.integrations.feeds.mail.card import Card
from freehold.integrations.feeds.mail.message import MailContent
from freehold.integrations.feeds.mail.roles import roles_of
from freehold.integrations.feeds.mail.sections import readable_lines, sections
from freehold.integrations.feeds.plain import Line

BOARD = "indeed"
DOMAIN = "indeed.com"


def read(mail: MailContent) -> list[Card]:
    """Return the jobs of an Indeed alert, [] when there is none in it. Sponsored links are advertising and left out."""
    cards = []
    for section in sections(readable_lines(mail), _key):
        roles = roles_of(section, mail.date)
        if not roles.title:
            continue
        job = parse_qs(urlsplit(section.key).query).get("jk", [""])[0]
        # The other links are made anew for every mail: the words name the job again, the link does not.
        key = job or stable_id("", "", roles.title, roles.company, roles.place)
        cards.append(
            Card(
                title=roles.title,
                url=section.key,
                key=f"{BOARD}:{key}",
                company=roles.company,
                place=roles.place,
                published=roles.published,
                description=[line.text for line in section.lines()],
                structured=roles.stated,
            )
        )
    return cards


def _key(line: Line) -> str:
    url = clean_link(line.href)
    host = host_of(url)
    if not is_indeed(host):
        return ""
    if host.startswith("engage."):
        return url if re.match(r"/f/a/.", urlsplit(url).path) and _names_a_job(line.text) else ""
    return url if urlsplit(url).path == "/viewjob" else ""


def _names_a_job(text: str) -> bool:
    return bool(text) and not re.search(
        r"unsubscribe|(?:view|see) all|help|privacy|terms|settings|manage|abmelden|alle jobs", text, re.IGNORECASE
    )
