"""The signed record inside a page: where it stands, and how it is taken out again."""

from __future__ import annotations

import html

_BEGIN, _END = b'<pre id="freehold-record">', b"</pre>"


def enclosed(content: bytes) -> str:
    """Return the element that carries a signed record, as HTML."""
    return f"{_BEGIN.decode()}{html.escape(content.decode('utf-8'))}{_END.decode()}"


def taken_out(page: bytes) -> bytes | None:
    """Return the signed record of a page, None when there is none or more than one."""
    first, *others = page.split(_BEGIN)
    if len(others) != 1 or not first:
        return None
    inside, found, _rest = others[0].partition(_END)
    try:
        return html.unescape(inside.decode("utf-8")).encode("utf-8") if found else None
    except UnicodeError:
        return None
