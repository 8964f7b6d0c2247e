"""Whether saved payloads of known sources are read: title, link, date, description; of mails title, company, place, link.

Reads every file below the folder "feeds" whose kind is known by its form (.eml, RSS or Atom, Remote OK, Hacker News, JobPosting pages);
payloads of sources that are not built in are not counted. `read` counts postings with all that is asked for, `missing` names what lacks.
A field that the payload itself does not hold cannot be read: such are named in `missing` too.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from freehold.domain.errors import UserError
from freehold.domain.ports import PostingSource
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.hackernews.provider import HackerNewsSource
from freehold.integrations.feeds.jsonld.provider import JsonLdSource
from freehold.integrations.feeds.mail.provider import MailSource
from freehold.integrations.feeds.remoteok.provider import RemoteOkSource
from freehold.integrations.feeds.rss.provider import RssSource

_OF_MAILS = ("title", "company", "location", "url")
_OF_FEEDS = ("title", "url", "published", "description")


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return n (postings), how many are read whole, and what is missing as "file: field"."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    folder = data / "feeds"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    found = files = whole = 0
    missing: list[str] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        payload = path.read_bytes()
        source = source_of(path.name, payload)
        if source is None:
            continue
        files += 1
        wanted = _OF_MAILS if source.name == "mail" else _OF_FEEDS
        try:
            reading = source.read(payload)
        except UserError as error:
            missing.append(f"{path.name}: {error}")
            continue
        missing.extend(f"{path.name}: {problem}" for problem in reading.problems)
        if not reading.postings:
            missing.append(f"{path.name}: no posting")
        for posting in reading.postings:
            lacking = [name for name in wanted if not getattr(posting, name)]
            found += 1
            whole += not lacking
            missing.extend(f"{path.name}: {name} of {_short(posting)}" for name in lacking)
    return {"n": found, "files": files, "read": whole, "missing": missing}


def source_of(name: str, payload: bytes) -> PostingSource | None:
    """Return the source that a saved payload belongs to, None when it is of none that is built in."""
    if name.endswith(".eml"):
        return MailSource()
    head = payload[:3000].decode("utf-8", "replace")
    if re.search(r"<rss\b|<feed\b|<rdf:RDF", head):
        return RssSource()
    if re.search(rb"itemtype=[\"']https?://schema\.org/JobPosting|application/ld\+json", payload):
        return JsonLdSource()
    try:
        value = json.loads(payload)
    except ValueError:
        return None
    if isinstance(value, list) and value and isinstance(value[0], dict) and "legal" in value[0]:
        return RemoteOkSource()
    if isinstance(value, dict) and "children" in value:
        return HackerNewsSource()
    return None


def _short(posting: Posting) -> str:
    return posting.title[:60] or posting.id[:60]
