"""doctor, backup and restore."""

from __future__ import annotations

from pathlib import Path

from freehold.cli.django_setup import start_django
from freehold.cli.output import console, print_json, say, wants_json


def doctor(*, as_json: bool, data_dir: Path | None) -> int:
    """Print the findings; exit code 1 when something is wrong."""
    start_django(data_dir)
    from dataclasses import asdict

    from django.utils import timezone

    from freehold.apps.dashboard.services import examine
    from freehold.cli.serving import bring_up_to_date

    if not is_set_up():
        bring_up_to_date()
    findings = examine(timezone.now())
    if wants_json(as_json):
        print_json({"ok": all(finding.state != "bad" for finding in findings), "findings": [asdict(finding) for finding in findings]})
    else:
        marks = {"ok": "[green]✓[/]", "note": "[yellow]•[/]", "bad": "[red]✗[/]"}
        for finding in findings:
            todo = f" [dim]{finding.todo}[/]" if finding.todo else ""
            console().print(f"{marks[finding.state]} [bold]{finding.title}[/]: {finding.text}{todo}")
    return 1 if any(finding.state == "bad" for finding in findings) else 0


def is_set_up() -> bool:
    """Return whether this database has tables at all; an older state is left for the doctor to tell."""
    from django.db import DatabaseError, connection

    try:
        return "django_migrations" in connection.introspection.table_names()
    except DatabaseError:
        return True


def backup(archive: Path | None, data_dir: Path | None) -> None:
    """Write an archive and say where it is."""
    start_django(data_dir)
    from django.conf import settings
    from django.utils import timezone

    from freehold.cli.serving import bring_up_to_date
    from freehold.kit.backup import write_archive

    bring_up_to_date()
    now = timezone.now()
    path = archive or settings.DATA_DIR / "backups" / f"freehold-{now:%Y-%m-%d-%H%M%S}.zip"
    manifest = write_archive(path, settings.DATA_DIR, now)
    say(f"Wrote {path} with {sum(manifest.counts.values())} rows. It holds your keys: keep it where only you can read it.")


def restore(archive: Path, *, replace: bool, data_dir: Path | None) -> None:
    """Bring an archive back, saving what it replaces."""
    start_django(data_dir)
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from freehold.apps.billing import guards
    from freehold.cli.serving import bring_up_to_date
    from freehold.kit.backup import read_manifest, restore_archive, write_archive

    bring_up_to_date()
    read_manifest(archive)
    if replace:
        before = settings.DATA_DIR / "backups" / f"before-restore-{timezone.now():%Y-%m-%d-%H%M%S}.zip"
        write_archive(before, settings.DATA_DIR, timezone.now())
        say(f"What was there is kept in {before}.")
    # The database refuses to touch what was issued; bringing an archive back is the one time that everything is written anew.
    with guards.unlocked(connection):
        manifest = restore_archive(archive, settings.DATA_DIR, replace=replace)
    say(f"Restored {sum(manifest.counts.values())} rows written on {manifest.written_at[:16].replace('T', ' at ')}.")
