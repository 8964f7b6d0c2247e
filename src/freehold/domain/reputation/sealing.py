"""A seal over a whole file: the page or paper around a signed record is signed too, so that no byte that people read can change.

A file is made with a hole (`HOLE`, zeros) behind its mark; the signature of everything else goes into the hole.
"""

from __future__ import annotations

import hashlib

from freehold.domain.errors import SystemFault
from freehold.domain.reputation.signing import SIGNATURE_LENGTH, is_signed, sign

HOLE = "0" * SIGNATURE_LENGTH
#: What stands right before the hole in a page, and in a PDF.
HTML_MARK, PDF_MARK = b'<meta name="freehold-seal" content="', b"/FreeholdSeal ("
_PURPOSE = b"freehold.reputation seal 1\n"


def sealed(content: bytes, mark: bytes, private: bytes) -> bytes:
    """Return the file with its hole filled. Raises SystemFault when there is not exactly one hole."""
    place = hole(content, mark)
    if place is None or content[place : place + SIGNATURE_LENGTH] != HOLE.encode():
        raise SystemFault("The file was made without a place for its signature.")
    signature = sign(_sealed_part(content, place), private)
    return content[:place] + signature.encode("ascii") + content[place + SIGNATURE_LENGTH :]


def holds(content: bytes, mark: bytes, public: str) -> bool:
    """Tell whether the seal of a file is whole: signed with this key, and no byte changed since."""
    place = hole(content, mark)
    if place is None:
        return False
    signature = content[place : place + SIGNATURE_LENGTH].decode("ascii", "replace")
    return is_signed(_sealed_part(content, place), signature, public)


def hole(content: bytes, mark: bytes) -> int | None:
    """Return where the seal stands, None when there is none or more than one."""
    place = content.find(mark)
    if place < 0 or content.find(mark, place + 1) >= 0 or len(content) < place + len(mark) + SIGNATURE_LENGTH:
        return None
    return place + len(mark)


def _sealed_part(content: bytes, place: int) -> bytes:
    whole = hashlib.sha256(content[:place] + HOLE.encode() + content[place + SIGNATURE_LENGTH :])
    return _PURPOSE + whole.hexdigest().encode("ascii")
