"""By what a posting is found again: the source's own id, its address, its words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from freehold.domain.postings.identity import body_hash, canonical_url, company_key
from freehold.domain.postings.posting import Posting
from freehold.domain.text.readable import readable

GENERIC = frozenset({"", "mail", "rss", "tabular", "jsonld", "text"})
"""Channels that carry the postings of many boards: the board is then the host of the posting's address."""
MIN_WORDS = 30
"""Bodies below this length are often the same without being the same job ("Apply now")."""
_SHORT_ID = 8
_OVERVIEW = re.compile(
    r"(?:jobs?|careers?|join(?:-us)?|work-with-us|we-are-hiring|hiring|openings|positions|vacancies|search|karriere|stellen(?:angebote)?|about|contact)"
    r"(?:\.\w+)?"
)


@dataclass(frozen=True, slots=True)
class Keyed:
    """A posting with its keys. An empty `canonical_url` means that the address would not tell jobs apart.

    `body_hash` is of any body; `body_key` is empty for one too short to mean anything.
    Two postings with one of `sure_keys` in common are one job; with the same `body_key` they are, if the company fits.
    """

    posting: Posting
    board: str
    external_id: str
    canonical_url: str
    body_hash: str
    company_key: str
    word_count: int
    sure_keys: tuple[str, ...]
    body_key: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Everything the job is found by again."""
        return (*self.sure_keys, self.body_key) if self.body_key else self.sure_keys


def keys_of(posting: Posting, kind: str) -> Keyed:
    """Return the posting, cleaned and cut to what the database takes, with its keys. `kind` is the channel it came by."""
    clean = _clean(posting)
    text = readable(clean.description).text
    words = len(text.split())
    digest = body_hash(text)
    url = job_address(clean.url)
    board, external_id = _board(clean, kind), _external_id(clean, url, digest)
    sure = (_key("id", f"{board} {external_id}"), *((_key("url", url),) if url else ()))
    return Keyed(
        posting=clean,
        board=board,
        external_id=external_id,
        canonical_url=url,
        body_hash=digest,
        sure_keys=sure,
        body_key=_key("body", digest) if words >= MIN_WORDS else "",
        company_key=company_key(clean.company)[:200],
        word_count=words,
    )


def job_address(url: str) -> str:
    """Return the canonical address of one job, or "" for a page that lists many or none (a home or careers page)."""
    if not url:
        return ""
    canonical = canonical_url(url)
    parts = urlsplit(canonical)
    last = parts.path.rstrip("/").rsplit("/", 1)[-1].lower()
    if not parts.query and (not last or _OVERVIEW.fullmatch(last)):
        return ""
    return canonical if len(canonical) <= 600 else ""


def _board(posting: Posting, kind: str) -> str:
    name = posting.source or kind
    if name in GENERIC and posting.url:
        name = (urlsplit(canonical_url(posting.url)).hostname or name).removeprefix("www.")
    return name[:80]


def _external_id(posting: Posting, url: str, digest: str) -> str:
    """Return an id that is unique on its board. A row number such as "12" is not: another file has a row 12 as well."""
    own = posting.id.strip()
    if not own:
        own = url or digest
    elif len(own) < _SHORT_ID and not url:
        own = f"{own}#{_digest(posting.title)[:12]}"
    return own if len(own) <= 300 else _digest(own)


def _key(kind: str, value: str) -> str:
    return f"{kind}:{_digest(value)[:44]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _clean(posting: Posting) -> Posting:
    """Return the posting without what a database refuses (NUL, lone surrogates) and with every short field cut."""
    title = _line(posting.title, 300)
    return replace(
        posting,
        id=_line(posting.id, 2000),
        title=title or _line(readable(posting.description[:2000]).text, 120) or posting.id[:120],
        description=_text(posting.description),
        url=_text(posting.url)[:2000],
        source=_line(posting.source, 40),
        company=_line(posting.company, 200),
        location=_line(posting.location, 200),
        tags=tuple(_line(tag, 80) for tag in posting.tags[:60]),
        structured=_plain(dict(posting.structured)),
    )


def _text(value: str) -> str:
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _line(value: str, length: int) -> str:
    return " ".join(_text(value).split())[:length].rstrip()


def _plain(value: Any) -> Any:
    """Return a JSON value without characters that a database refuses; what is no JSON becomes its text."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
