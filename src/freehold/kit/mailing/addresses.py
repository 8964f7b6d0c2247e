"""Checking what goes into the headers of a mail: addresses, names, subjects and the names of files."""

from __future__ import annotations

import ipaddress
import re
import unicodedata

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError

_LOCAL = re.compile(r"[^\s\x00-\x20\x7f\"(),:;<>@\[\\\]]+")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_LONGEST_LOCAL = 64
_LONGEST_DOMAIN = 253


def checked_mail_address(text: str) -> str:
    """Return the address without the blanks around it. Raises UserError for what is no single mail address.

    Letters of every language are taken; whether the server can deliver to them is its to say.
    """
    address = unicodedata.normalize("NFC", text.strip())
    local, at, domain = address.rpartition("@")
    well_formed = bool(at) and _LOCAL.fullmatch(local) is not None and len(local.encode()) <= _LONGEST_LOCAL
    if not well_formed or ".." in local or local[0] == "." or local[-1] == "." or _has_control(address) or "." not in ascii_domain(domain):
        shown = "".join(char if char.isprintable() else "?" for char in address)[:100]
        raise UserError(_("“%(address)s” is no mail address. Write one such as name@example.com.") % {"address": shown})
    return address


def ascii_domain(domain: str) -> str:
    """Return a domain as the network knows it ("bücher.example" → "xn--bcher-kva.example"), "" for what is none."""
    try:
        ascii_form = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    labels = ascii_form.split(".")
    return ascii_form if len(ascii_form) <= _LONGEST_DOMAIN and all(_LABEL.fullmatch(label) for label in labels) else ""


def is_ip_address(text: str) -> bool:
    """Tell whether the text is an address of IPv4 or IPv6."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def checked_line(text: str, what: str, *, longest: int) -> str:
    """Return a text for one header line. Raises UserError when it holds a line break or is too long; `what` names it."""
    line = text.strip()
    if _has_control(line):
        raise UserError(
            _("%(what)s holds a line break or a sign that cannot be sent. Nothing was sent; write it in one line.") % {"what": what}
        )
    if len(line) > longest:
        raise UserError(_("%(what)s is longer than %(n)d characters. Nothing was sent; shorten it.") % {"what": what, "n": longest})
    return line


def file_name(name: str) -> str:
    """Return a name that every receiver can save a file under: no folders, no control signs, not too long."""
    plain = "".join("-" if char in '/\\:*?"<>|' or unicodedata.category(char)[0] == "C" else char for char in name).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[: 150 - len(ending)]}.{ending}" if dot and len(ending) <= 10 else plain[:150]) or "file"


def _has_control(text: str) -> bool:
    """Tell whether there is a control sign, or one of the marks that turn the direction of what is read."""
    return any(
        unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        for char in text
    )
