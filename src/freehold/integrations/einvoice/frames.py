"""Frames of JSON over a pipe: four bytes of length, big end first, then as many bytes of UTF-8."""

from __future__ import annotations

import json
import struct
from typing import IO, Any


def read_frame(stream: IO[bytes]) -> Any | None:
    """Return the next frame, or None at the end of the stream. Raises ValueError for a frame that is no JSON."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    length = struct.unpack(">I", head)[0]
    body = stream.read(length)
    return json.loads(body) if len(body) == length else None


def write_frame(stream: IO[bytes], value: Any) -> None:
    """Write one frame."""
    body = json.dumps(value).encode()
    stream.write(struct.pack(">I", len(body)) + body)
    stream.flush()
