"""The key file: made at the first start, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from freehold.domain.errors import UserError


def django_secret_key(data_dir: Path) -> str:
    """Return the signing key of this data folder, making it at the first call.

    Raises UserError when the file is there but cannot be read: a new key would sign everybody out and is no mend.
    """
    path = data_dir / "signing.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except OSError as error:
        text = f"The key file {path} cannot be read ({error.strerror}). Nothing was changed; give yourself the right to read it."
        raise UserError(text) from None
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(64)
    try:
        # Exclusive: of two first starts one makes the key and the other reads it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
