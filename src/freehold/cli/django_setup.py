"""Starts Django for the commands that need the database."""

from __future__ import annotations

import os
from pathlib import Path


def start_django(data_dir: Path | None = None, **variables: str | int | None) -> None:
    """Set the environment from command-line options and load Django. Options win over variables."""
    if data_dir is not None:
        os.environ["FREEHOLD_DATA_DIR"] = str(data_dir.expanduser().resolve())
    for name, value in variables.items():
        if value is not None:
            os.environ[f"FREEHOLD_{name.upper()}"] = str(value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freehold.config.settings")
    # Told first and plainly: Django would wrap a refused setting in its own words.
    from freehold.config.environment import environment

    environment()
    import django

    django.setup()


def without_database() -> None:
    """Let messages be worded by the commands that need no database: English, without loading settings or a data folder."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
