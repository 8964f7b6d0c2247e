"""Bytes to text: size caps, and encodings that are declared, guessed or wrong."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_MEBIBYTE = 1024 * 1024


def check_size(payload: bytes, limit: int) -> None:
    """Raise UserError when `payload` is longer than `limit` bytes."""
    if len(payload) > limit:
        raise UserError(
            _("This is %(size)s MB and at most %(limit)s MB are read; nothing was taken in. Use a smaller part of it.")
            % {"size": round(len(payload) / _MEBIBYTE, 1), "limit": limit // _MEBIBYTE}
        )


def decode(payload: bytes, declared: str = "", *, look_inside: bool = False) -> str:
    """Return `payload` as text: by its byte order mark, then as declared, then UTF-8, then Windows-1252. Never fails.

    `look_inside` reads the declaration of an XML or HTML head. NUL and a leading byte order mark are removed.
    """
    candidates = [name for bom, name in _BOMS if payload.startswith(bom)]
    if not candidates:
        candidates = [declared] if declared else []
        if look_inside and (found := _DECLARED.search(payload[:2048])):
            candidates.append(found[1].decode("ascii"))
    for name in [*candidates, "utf-8"]:
        try:
            return payload.decode(name).lstrip("\ufeff").replace("\x00", "")
        except (LookupError, UnicodeError, ValueError):
            continue
    return payload.decode("cp1252", errors="replace").replace("\x00", "")
