"""Reads any alert mail: links that lead to a job, with the words around them; a mail without such links is one posting itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from freehold.integrations.feeds.links import URL, clean_link, host_of
from freehold.integrations.feeds.mail.card import Card
from freehold.integrations.feeds.mail.message import MailContent
from freehold.integrations.feeds.mail.roles import roles_of
from freehold.integrations.feeds.mail.sections import CALL_TO_ACTION, readable_lines, sections
from freehold.integrations.feeds.plain import Line

MAX_CARDS = 100
_JOB_PATH = re.compile(
    r"/(?:jobs?|job-?detail|jobposting|view-?job|viewjob|projects?|projekte?|projekt-\w+|positions?|vacanc(?:y|ies)|stellen\w*|"
    r"careers?|karriere|"
    r"opportunit(?:y|ies)|gigs?|postings?|offers?|angebote?|roles?|missions?|requisitions?|remote-jobs?|ausschreibung\w*|o|p)[/-]"
    r"[^?#]*[\w~]|[?&](?:job_?id|jk|gh_jid|vacancy_?id|project_?id|posting_?id)=",
    re.IGNORECASE,
)
_LIST_PATH = re.compile(
    r"/(?:search|browse|categor(?:y|ies)|saved|alerts?|recommend\w*|settings?|preferences?|profile|account|login|sign-?in|unsubscribe|"
    r"abmelden|help|support|privacy|terms|legal|about|blog|dashboard|feedback|notifications?|job-preferences|suche?|"
    r"search-results)(?:[/?#]|$)",
    re.IGNORECASE,
)
_NO_JOB_WORDS = re.compile(
    r"unsubscribe|preferences|settings|(?:see|view|show|browse|find) (?:all|more|your|other|similar)\b|all (?:jobs|matches|"
    r"projects)|manage|privacy|terms\b|"
    r"help(?: cent(?:er|re))?$|support|contact us|log ?in|sign ?in|download|app store|google play|abmelden|abbestellen|"
    r"einstellungen|alle (?:jobs|projekte|stellen)|"
    r"mehr (?:jobs|projekte)|impressum|datenschutz|view (?:this e?-?mail )?in (?:your )?browser|im browser|confirm|verify|reset",
    re.IGNORECASE,
)
_NO_JOB_HOSTS = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|tiktok|pinterest|apple|play\.google|itunes|w3|schema|goo)\.(?:com|gl|org)$",
    re.IGNORECASE,
)


def read(mail: MailContent) -> list[Card]:
    """Return the jobs of a mail; when no link in it leads to one, the mail itself as one job. Never empty for a mail with words."""
    lines = readable_lines(mail)
    addresses = {line.href: clean_link(line.href) for line in lines if line.href}
    leading = {href: url for href, url in addresses.items() if url and _leads_to_job(href, url, lines)}
    if not leading and not mail.text_has_links:  # in plain text no words belong to a link
        leading = {href: url for href, url in addresses.items() if url and _named_like_a_job(href, url, lines)}
    cards = []
    for section in sections(lines, lambda line: leading.get(line.href, ""))[:MAX_CARDS]:
        roles = roles_of(section, mail.date)
        title = roles.title or (mail.subject if len(leading) == 1 else "")
        if not title:
            continue
        cards.append(
            Card(
                title=title,
                url=section.key,
                company=roles.company,
                place=roles.place,
                published=roles.published,
                description=[line.text for line in section.lines()],
                structured=roles.stated,
            )
        )
    return cards or _whole(mail)


def _leads_to_job(href: str, url: str, lines: list[Line]) -> bool:
    address = urlsplit(url)
    return (
        bool(_JOB_PATH.search(f"{address.path}?{address.query}"))
        and not _LIST_PATH.search(address.path)
        and not _NO_JOB_HOSTS.search(host_of(url))
        and not any(_NO_JOB_WORDS.search(line.text) for line in lines if line.href == href)
    )


def _named_like_a_job(href: str, url: str, lines: list[Line]) -> bool:
    """Tell whether a link of unknown shape has words like a title: not one word, no sentence, nothing about the mail itself."""
    words = [line.text for line in lines if line.href == href and line.text]
    if not words or _LIST_PATH.search(urlsplit(url).path) or _NO_JOB_HOSTS.search(host_of(url)):
        return False
    text = max(words, key=len)
    return (
        8 <= len(text) <= 140
        and " " in text
        and not text.endswith(".")
        and not CALL_TO_ACTION.fullmatch(text)
        and not _NO_JOB_WORDS.search(text)
    )


def _whole(mail: MailContent) -> list[Card]:
    """Return the mail itself as a job: somebody wrote what he needs."""
    body = mail.text or "\n".join(line.text for line in mail.lines if line.text)
    # Links of a mail may carry tokens that let a stranger in: only what they lead to is kept.
    body = URL.sub(lambda found: clean_link(found[0]) or found[0].split("?", 1)[0], body)
    title = mail.subject or body.split("\n", 1)[0]
    if not title:
        return []
    company = mail.sender_name if "@" not in mail.sender_name else ""
    return [
        Card(
            title=title, url="", key=f"message:{mail.message_id}" if mail.message_id else "", company=company, description=body.splitlines()
        )
    ]
