"""RSS and Atom in, postings out; what known boards write into titles and tails becomes data."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import feedparser
from defusedxml import sax
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.links import clean_link, host_of, stable_id
from freehold.integrations.feeds.plain import one_line, parsed_html
from freehold.integrations.feeds.rss.boards import with_board_facts
from freehold.integrations.feeds.when import parse_moment

MAX_BYTES = 5 * 1024 * 1024
MAX_ENTRIES = 2000
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html\b|head\b|body\b)", re.IGNORECASE | re.DOTALL
)
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}


def read_feed(payload: bytes, *, origin: str = "") -> Reading:
    """Read an RSS or Atom feed that came from `origin`. Raises UserError when it is none, over 5 MB, or an attack."""
    check_size(payload, MAX_BYTES)
    text = decode(payload, look_inside=True)
    if _HTML.match(text):
        raise UserError(_page_instead(text, origin))
    _refuse_attacks(text)
    # The text is handed over as UTF-8 with its declaration taken out, so that feedparser does not guess again.
    markup = _DECLARATION.sub("", text).lstrip().encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": origin}
    parsed = feedparser.parse(io.BytesIO(markup), response_headers=headers, sanitize_html=False, resolve_relative_uris=bool(origin))
    if not parsed.get("version") and not parsed.entries:
        raise UserError(_("This is not a feed: it is neither RSS nor Atom. Use the address of the feed, which often ends in .rss or .xml."))
    home = str(parsed.feed.get("link", "")) or origin
    postings: dict[str, Posting] = {}
    problems: list[Problem] = []
    for number, entry in enumerate(parsed.entries[:MAX_ENTRIES], start=1):
        posting = _posting(entry, home=home, origin=origin)
        if posting is None:
            problems.append(Problem(_("entry %d") % number, _("it has neither a title nor a text and was left out")))
        else:
            postings.setdefault(posting.id, posting)
    if len(parsed.entries) > MAX_ENTRIES:
        problems.append(Problem(_("the feed"), _("only its first %d entries were read") % MAX_ENTRIES))
    if parsed.bozo and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        problems.append(Problem(_("the feed"), _("its XML is broken; %d entries could be read") % len(postings)))
    return Reading(tuple(postings.values()), tuple(problems))


def read_own_feed(payload: bytes, *, origin: str, source: str, board: str) -> Reading:
    """Read the feed of a board that is a source of its own. Raises UserError as `read_feed` does, and when no entry can be read."""
    reading = read_feed(payload, origin=origin)
    if reading.problems and not reading.postings:
        raise UserError(
            _("0 of %(count)d entries of %(board)s could be read: its format seems to have changed. Nothing was taken in.")
            % {"count": len(reading.problems), "board": board}
        )
    return Reading(tuple(replace(posting, source=source) for posting in reading.postings), reading.problems)


def _refuse_attacks(text: str) -> None:
    """Raise UserError for entity declarations and references to files, which no feed needs."""
    try:
        sax.parseString(text.encode("utf-8", "replace"), ContentHandler(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        refused = True
    except (SAXParseException, ValueError, LookupError):
        refused = _ENTITY.search(text) is not None  # broken XML is read loosely, but never with entities of its own
    else:
        refused = False
    if refused:
        raise UserError(_("This feed defines XML entities, which is how feeds attack their readers; it was not read."))


def _page_instead(text: str, origin: str) -> str:
    """Return the message for a web page where a feed was expected, naming the feed that the page links to."""
    for link in parsed_html(text[:500_000]).css("link[rel][type][href]"):
        attributes = link.attributes
        if "alternate" in (attributes.get("rel") or "").lower() and (attributes.get("type") or "").lower() in _FEED_TYPES:
            address = clean_link(attributes.get("href") or "", origin)
            if address:
                return _("This is a web page, not a feed. Its feed is at %s: add that address instead.") % address
    return _("This is a web page, not a feed, and it names no feed. Look for an RSS link on it, or paste the page as a single posting.")


def _posting(entry: Mapping[str, Any], *, home: str, origin: str) -> Posting | None:
    title = one_line(str(entry.get("title", "")))
    description = _description(entry)
    if not title:
        title = one_line(description, 120)
    if not title:
        return None
    url = clean_link(str(entry.get("link", "")), home or origin)
    published = entry.get("published") or entry.get("updated") or entry.get("created")
    tags = (one_line(str(tag.get("term") or ""), 80) for tag in entry.get("tags", ()))
    posting = Posting(
        id=stable_id(str(entry.get("id", "")), url, title, description),
        title=title,
        description=description,
        url=url,
        source="rss",
        published=parse_moment(published) or _struct_time(entry),
        expires=parse_moment(entry.get("expires_at") or entry.get("expires"), end_of_day=True),
        company=one_line(str(entry.get("job_listing_company") or entry.get("company") or "")),
        location=one_line(str(entry.get("job_listing_location") or entry.get("location") or entry.get("region") or "")),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
    )
    return with_board_facts(posting, entry, host_of(url) or host_of(origin))


def _description(entry: Mapping[str, Any]) -> str:
    """Return the longer of summary and content, as it came."""
    texts = [str(entry.get("summary", "")), *(str(content.get("value", "")) for content in entry.get("content", ()))]
    return max(texts, key=len).strip()


def _struct_time(entry: Mapping[str, Any]) -> Any:
    """Return the moment feedparser understood where the standard formats did not fit."""
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return parse_moment("{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}+00:00".format(*parsed[:6])) if parsed else None
