"""Which process this is, and whether another one of this machine still lives."""

from __future__ import annotations

import os
import platform
import sys
import uuid
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class ProcessIdentity:
    """One process on one machine. `token` is random, so a reused pid is not mistaken for its predecessor."""

    host: str
    pid: int
    token: str


def this_process() -> ProcessIdentity:
    """Return the identity of the running process; a fork gets its own."""
    return _identity(os.getpid())


@lru_cache(maxsize=4)
def _identity(pid: int) -> ProcessIdentity:
    return ProcessIdentity(host=platform.node()[:255] or "localhost", pid=pid, token=uuid.uuid4().hex)


def is_alive(pid: int) -> bool:
    """Return whether a process with this id exists on this machine."""
    if pid <= 0:
        return False
    # On Windows os.kill(pid, 0) sends Ctrl+C instead of asking, so each platform has its own question.
    return _lives_on_windows(pid) if sys.platform == "win32" else _lives_on_posix(pid)


def _lives_on_posix(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True  # it exists and belongs to somebody else
    return True


def _lives_on_windows(pid: int) -> bool:
    if sys.platform != "win32":  # lets the type checker skip what only Windows has
        return True
    import ctypes

    query_limited_information, still_active, access_denied = 0x1000, 259, 5
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return ctypes.get_last_error() == access_denied
    try:
        code = ctypes.c_ulong()
        read = kernel.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        return not read or code.value == still_active
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
