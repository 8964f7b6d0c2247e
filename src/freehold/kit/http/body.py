"""Reading an answer's body without ever holding more than was allowed, however well it was packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _

from freehold.kit.http.errors import FetchFailed

_GZIP = 16 + zlib.MAX_WBITS


class _Inflater(Protocol):
    """What zlib.decompressobj returns; its class has no public name."""

    @property
    def eof(self) -> bool: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def read_body(chunks: Iterable[bytes], encoding: str, *, host: str, max_raw_bytes: int, max_bytes: int) -> bytes:
    """Return the body, unpacked.

    `encoding` is the Content-Encoding header; `max_raw_bytes` bounds what travels, `max_bytes` what it becomes.
    Raises FetchFailed when a bound is passed, the packing is unknown or broken, or the body ends too early.
    """
    unpack = _unpacker(encoding, host, max_bytes)
    received = 0
    for chunk in chunks:
        received += len(chunk)
        if received > max_raw_bytes:
            raise too_large(host, max_raw_bytes)
        unpack.feed(chunk)
    return unpack.finish()


def too_large(host: str, limit: int) -> FetchFailed:
    """Return the fault for a body that passed `limit` bytes."""
    return FetchFailed(
        _("%(host)s sent more than the %(limit)s MB that are allowed, so nothing of it was read.")
        % {"host": host, "limit": f"{limit / 1_000_000:.3g}"},
        transient=False,
    )


class _Plain:
    """A body as it came."""

    def __init__(self, host: str, max_bytes: int) -> None:
        self._host = host
        self._max_bytes = max_bytes
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > self._max_bytes:
            raise too_large(self._host, self._max_bytes)
        self._parts.append(chunk)

    def finish(self) -> bytes:
        return b"".join(self._parts)


class _Packed(_Plain):
    """A body packed by gzip or deflate, unpacked no further than one byte beyond the bound."""

    def __init__(self, host: str, max_bytes: int, window_bits: int) -> None:
        super().__init__(host, max_bytes)
        self._window_bits = window_bits
        self._inflater: _Inflater = zlib.decompressobj(window_bits)
        self._begun = False

    def feed(self, chunk: bytes) -> None:
        while chunk:
            if self._inflater.eof:
                if self._window_bits != _GZIP or not chunk.startswith(b"\x1f"):
                    return  # padding after the end, which everybody ignores
                self._inflater = zlib.decompressobj(_GZIP)  # gzip files may follow each other
            chunk = self._step(chunk)

    def _step(self, chunk: bytes) -> bytes:
        room = self._max_bytes - self._size + 1
        try:
            part = self._inflater.decompress(chunk, room)
        except zlib.error:
            if self._window_bits != zlib.MAX_WBITS or self._begun:
                raise _broken(self._host) from None
            # Some servers say deflate and leave zlib's two bytes of header out.
            self._window_bits = -zlib.MAX_WBITS
            self._inflater = zlib.decompressobj(self._window_bits)
            return chunk
        self._begun = True
        super().feed(part)
        return self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail

    def finish(self) -> bytes:
        if self._begun and not self._inflater.eof:
            raise _broken(self._host)
        return super().finish()


def _unpacker(encoding: str, host: str, max_bytes: int) -> _Plain:
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return _Plain(host, max_bytes)
    if name in {"gzip", "x-gzip"}:
        return _Packed(host, max_bytes, _GZIP)
    if name == "deflate":
        return _Packed(host, max_bytes, zlib.MAX_WBITS)
    # Only gzip and deflate were asked for; several layers are how bombs are built.
    raise FetchFailed(_("%(host)s packed its answer in a way that was not asked for.") % {"host": host}, transient=False)


def _broken(host: str) -> FetchFailed:
    return FetchFailed(_("The answer of %(host)s broke off or is damaged. It can be tried again.") % {"host": host}, transient=True)
