"""The key file: made at the first secret, one Fernet key a line, readable by its owner only."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError

KEY_FILE = "secrets.key"

# How long a second process waits for the first one, which has made the file, to write the key into it.
_WAIT_SECONDS = 2.0
_WAIT_STEP_SECONDS = 0.02


def key_path() -> Path:
    """Return where the key file is, whether or not it is there."""
    return Path(settings.DATA_DIR) / KEY_FILE


def read_keys() -> MultiFernet | None:
    """Return the keys (the first encrypts, all decrypt), or None when there is no key file.

    The file is read anew each time: secrets are used seldom, and a rotation in another process counts at once.
    Raises UserError when the file is there but cannot be used.
    """
    lines = _lines(key_path())
    return None if lines is None else _ring(lines)


def keys_for_writing() -> MultiFernet:
    """Return the keys, making the key file when there is none. Raises UserError when that fails."""
    keys = read_keys()
    if keys is None:
        _make(key_path())
        keys = read_keys()
    if keys is None:
        raise UserError(_("The key file %(path)s vanished while it was read. Nothing was saved; try again.") % {"path": key_path()})
    return keys


def add_key() -> MultiFernet:
    """Put a new key before the ones there are and return all. The old ones stay, to decrypt what they locked."""
    keys_for_writing()
    path = key_path()
    old = _lines(path) or []
    lines = [Fernet.generate_key().decode("ascii"), *old]
    # A neighbour file that is moved into place: a crash half-way leaves the old keys whole.
    handle, name = tempfile.mkstemp(prefix=f"{KEY_FILE}.", dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
    return _ring(lines)


def _lines(path: Path) -> list[str] | None:
    """Return the keys of the file as text, waiting a moment for one that is just being made."""
    give_up = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            text = path.read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                _("The key file %(path)s cannot be read (%(why)s). Nothing was changed; give yourself the right to read it, or restore it.")
                % {"path": path, "why": getattr(error, "strerror", None) or _("it holds no text")}
            ) from None
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines:
            return lines
        if time.monotonic() > give_up:
            raise UserError(
                _("The key file %(path)s is empty. Restore it from a backup, or delete it and enter your stored passwords again.")
                % {"path": path}
            )
        time.sleep(_WAIT_STEP_SECONDS)


def _ring(lines: list[str]) -> MultiFernet:
    keys = []
    for number, line in enumerate(lines, start=1):
        try:
            keys.append(Fernet(line))
        except ValueError:
            # The line itself is never shown: it may be a key with one letter missing.
            raise UserError(
                _("Line %(number)s of the key file %(path)s is not a key. Nothing was changed; restore the file or remove the line.")
                % {"number": number, "path": key_path()}
            ) from None
    return MultiFernet(keys)


def _make(path: Path) -> None:
    """Write the first key; a file that another process made meanwhile is left as it is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise UserError(
            _("The key file %(path)s cannot be made (%(why)s). The password was not saved; give yourself the right to write there.")
            % {"path": path, "why": error.strerror or error}
        ) from None
    with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
        file.write(Fernet.generate_key().decode("ascii") + "\n")
        file.flush()
        os.fsync(file.fileno())
