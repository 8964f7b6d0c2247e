"""Pasted text in, one posting out: the first line is the title, the first link the address; of a saved page its heading."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.links import clean_link, links_in, stable_id
from freehold.integrations.feeds.plain import html_lines, mended, one_line, parsed_html

MAX_BYTES = 5 * 1024 * 1024
_LABEL = re.compile(r"^\s*(?:job ?title|title|position|role|stelle|titel|projekt|project)\s*:\s*(?=\S)", re.IGNORECASE)
_COMPANY = re.compile(r"^\s*(?:company|client|firma|unternehmen|kunde|auftraggeber)\s*:\s*(\S.{0,100})$", re.IGNORECASE | re.MULTILINE)
_PLACE = re.compile(r"^\s*(?:location|place|ort|einsatzort|standort)\s*:\s*(\S.{0,100})$", re.IGNORECASE | re.MULTILINE)
_FRONT_MATTER = re.compile(r"---\n.{0,5000}?\n---\n", re.DOTALL)  # of a Markdown note
_LABELLED_TITLE = re.compile(r"^title\s*:\s*['\"]?(\S.{0,200}?)['\"]?$", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|main|article|section|div|table|h1|p)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_MAX_TITLE = 120


def read_text(payload: bytes, *, origin: str = "") -> Posting:
    """Return the posting that a text is. Raises UserError when it holds no words or is over 5 MB."""
    check_size(payload, MAX_BYTES)
    text = mended(decode(payload)).replace("\r\n", "\n").replace("\r", "\n").strip()
    if _HTML.match(text):
        return _page(text, origin)
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    named = _LABELLED_TITLE.search(front[0]) if front else None
    lines = [named[1]] if named else []
    lines += [line.strip(" \t#*_>=-–—•") for line in body.split("\n")]
    first = next((line for line in lines if re.search(r"\w{2}", line) and not line.lower().startswith(("http://", "https://"))), "")
    if not first:
        raise UserError(_("There are no words in this text; nothing was taken in. Paste the posting with its title in the first line."))
    urls = [url for link in links_in(text) if (url := clean_link(link))]
    url = urls[0] if urls else clean_link(origin)
    company, place = _COMPANY.search(text), _PLACE.search(text)
    location = one_line(place[1]) if place else ""
    return Posting(
        # The same text is the same posting; the same link in another text is not.
        id=stable_id("", "", text),
        title=_title(first),
        description=text,
        url=url,
        source="text",
        company=one_line(company[1]) if company else "",
        location=location,
        structured={"place": location} if location else {},
    )


def _page(markup: str, origin: str) -> Posting:
    """Return the posting that a saved page is: its heading, and its body as it came, since hidden words must stay to be seen."""
    page = parsed_html(markup)
    title = ""
    for selector in ("h1", 'meta[property="og:title"]', "title"):
        node = page.css_first(selector)
        title = title or one_line((node.attributes.get("content") or node.text(deep=True) or "") if node is not None else "", _MAX_TITLE)
    page.strip_tags(["script", "style", "noscript", "svg", "nav", "header", "footer"], recursive=True)
    body = page.body
    lines = [line.text for line in html_lines(markup)]
    if body is None or not any(lines):
        raise UserError(_("There are no words in this page; nothing was taken in. Copy its text and paste that instead."))
    canonical = page.css_first('link[rel="canonical"]')
    return Posting(
        id=stable_id("", "", *lines),
        title=title or one_line(next(filter(None, lines)), _MAX_TITLE),
        description=(body.inner_html or "").strip(),
        url=clean_link((canonical.attributes.get("href") if canonical is not None else "") or "", origin) or clean_link(origin),
        source="text",
    )


def _title(line: str) -> str:
    line = one_line(_LABEL.sub("", line), 2000)
    if len(line) > _MAX_TITLE:
        line = _SENTENCE_END.split(line, maxsplit=1)[0]
    return one_line(line, _MAX_TITLE)
