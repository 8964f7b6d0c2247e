"""Signing a mail with DKIM, so that the receiver can see that the domain's owner sent it and nobody has changed it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freehold.kit.mailing.port import DkimKey, SendFailed

#: Signed whether they are there or not: what is not there cannot be added on the way. The library's own list leaves out
#: List-Unsubscribe-Post, without which providers show no button (RFC 8058).
ALWAYS = (
    b"from",
    b"to",
    b"cc",
    b"subject",
    b"date",
    b"message-id",
    b"reply-to",
    b"in-reply-to",
    b"references",
    b"mime-version",
    b"content-type",
    b"content-transfer-encoding",
    b"list-unsubscribe",
    b"list-unsubscribe-post",
)
#: Once more than they are there, so that no second one can be put in.
_ONCE = (b"from", b"to", b"subject", b"date", b"reply-to", b"content-type", b"list-unsubscribe", b"list-unsubscribe-post")


def signed(raw: bytes, key: DkimKey) -> bytes:
    """Return the mail with its signature before it. Raises SendFailed when the key is none; nothing was sent then."""
    import dkim  # late: it brings a resolver, and few sign here

    try:
        present = {line.split(b":", 1)[0].strip().lower() for line in raw.split(b"\r\n\r\n", 1)[0].split(b"\r\n") if b":" in line}
        header = dkim.sign(
            raw,
            key.selector.encode("ascii"),
            key.domain.encode("ascii"),
            key.private.encode("ascii"),
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=[*ALWAYS, *(name for name in _ONCE if name in present)],
        )
    except (dkim.DKIMException, ValueError, UnicodeError) as error:
        text = _("The mail could not be signed (DKIM), so it was not sent. Make a new key in the mail settings, or switch signing off.")
        raise SendFailed(text, "account") from error
    return bytes(header) + raw
