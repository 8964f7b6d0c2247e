"""Sources: adding, changing, switching, removing and bringing back. Nothing is read before the person has added one."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from freehold.apps.opportunities import tasks
from freehold.apps.opportunities.models import Source
from freehold.apps.opportunities.registry import posting_sources, terms_of
from freehold.domain.errors import UserError
from freehold.domain.ports import AddressedSource, AskedSource
from freehold.kit.scoping.ref import Workspace, id_of

MAILBOX = "mail"
PASTE_ONLY = frozenset({"jsonld", "tabular", "text", "workana", "99freelas"})
"""Kinds that only come by file or paste: there is no address to read them from again."""
CLAIM = timedelta(minutes=10)
"""How long a poll that was enqueued keeps others from being enqueued."""
IMAP_PORT = 993
MOST_SETTING = 500
_THREAD = re.compile(r"(?:^|[?&]id=|/items/)(\d{5,12})(?:$|[&#/])")


@transaction.atomic
def add_source(
    workspace: Workspace,
    *,
    kind: str,
    address: str = "",
    label: str = "",
    options: dict[str, Any] | None = None,
    secret: str = "",
    enabled: bool = True,
    now: datetime,
) -> Source:
    """Add a source and, if enabled, have it read at once.

    For a mailbox `address` is the user name, `options` hold host, port, folder and senders (a list), `secret` the password.
    Raises UserError for an unknown kind, an address that cannot be read, or one that is there already.
    """
    checked, settings = _checked(kind, address, options or {})
    _need_secret(kind, secret)
    workspace_id = id_of(workspace)
    source = Source(
        workspace_id=workspace_id,
        kind=kind,
        label=_label(kind, checked, label),
        address=checked,
        options=settings,
        secret=secret,
        enabled=enabled,
        created_at=now,
        interval_minutes=terms_of(kind, checked).min_interval_minutes,
        next_poll_at=now if enabled else None,
    )
    _save_once(source)
    if enabled:
        _enqueue(source, now)
    return source


@transaction.atomic
def edit_source(
    workspace: Workspace,
    source_id: int,
    *,
    address: str | None = None,
    label: str | None = None,
    options: dict[str, Any] | None = None,
    secret: str | None = None,
    now: datetime,
) -> Source:
    """Change what is given and keep the rest; a new address, option or password is tried at once. Raises UserError as `add_source`."""
    source = locked(workspace, source_id)
    user_or_address = address if address is not None else source.options.get("user") or source.address
    checked, settings = _checked(source.kind, user_or_address, options if options is not None else source.options)
    if label is not None:
        source.label = _label(source.kind, checked, label)
    if (checked, settings) != (source.address, source.options):
        source.etag, source.last_modified, source.cursor = "", "", {}
    if (checked, settings) != (source.address, source.options) or secret:
        source.failures, source.last_error, source.next_poll_at = 0, "", now if source.enabled else None
    source.address, source.options = checked, settings
    if secret:
        source.secret = secret
    _save_once(source)
    return source


@transaction.atomic
def set_enabled(workspace: Workspace, source_id: int, *, enabled: bool, now: datetime) -> Source:
    """Switch a source on (it is read soon) or off (nothing of it is read any more; what was found stays)."""
    source = locked(workspace, source_id)
    if source.enabled != enabled:
        source.enabled, source.failures, source.last_error = enabled, 0, ""
        source.next_poll_at = max(filter(None, (now, _allowed_from(source)))) if enabled else None
        source.save(update_fields=["enabled", "failures", "last_error", "next_poll_at"])
    return source


@transaction.atomic
def remove_source(workspace: Workspace, source_id: int, *, now: datetime) -> Source:
    """Remove a source; what it found stays. For a day it can be brought back, then it is forgotten with its password."""
    source = locked(workspace, source_id)
    source.options = {**source.options, "was_enabled": source.enabled}
    source.enabled, source.removed_at, source.next_poll_at = False, now, None
    source.save(update_fields=["options", "enabled", "removed_at", "next_poll_at"])
    return source


@transaction.atomic
def restore_source(workspace: Workspace, source_id: int, *, now: datetime) -> Source:
    """Bring a removed source back as it was. Raises UserError when it is forgotten, or was added anew in the meantime."""
    source = locked(workspace, source_id, removed=True)
    if source.removed_at is None:
        return source
    source.enabled = bool(source.options.pop("was_enabled", False))
    source.removed_at, source.next_poll_at = None, now if source.enabled else None
    _save_once(source)
    return source


@transaction.atomic
def poll_now(workspace: Workspace, source_id: int, *, now: datetime) -> Source:
    """Have a source read now. Raises UserError when it is off, or when its terms ask to wait."""
    source = locked(workspace, source_id)
    if not source.enabled:
        raise UserError(_("“%(label)s” is switched off. Nothing was read. Switch it on first.") % {"label": source.label})
    again = _allowed_from(source)
    if again is not None and again > now:
        when = date_format(localtime(again), "SHORT_DATETIME_FORMAT")
        raise UserError(
            _("“%(label)s” was read not long ago, and its terms ask to wait. It is read again at %(when)s.")
            % {"label": source.label, "when": when}
        )
    _enqueue(source, now)
    return source


def earliest_poll(source: Source) -> datetime | None:
    """Return when a source is read next, None when nothing is planned."""
    return source.next_poll_at


def locked(workspace: Workspace, source_id: int, *, removed: bool = False) -> Source:
    """Return the source, held until the transaction ends. Raises UserError when it is not of this workspace."""
    rows = Source.objects.for_workspace(workspace).select_for_update().filter(pk=source_id)
    source = (rows if removed else rows.filter(removed_at=None)).first()
    if source is None:
        raise UserError(_("This source is not there any more. Nothing was changed."))
    return source


def _allowed_from(source: Source) -> datetime | None:
    """Return from when the terms allow the next poll; after a failed one that is at once."""
    if source.last_ok_at is None or source.last_error or source.kind not in posting_sources:
        return None
    return source.last_ok_at + timedelta(minutes=terms_of(source.kind, source.address).min_interval_minutes)


def _enqueue(source: Source, now: datetime) -> None:
    source.next_poll_at = now + CLAIM
    source.save(update_fields=["next_poll_at"])
    tasks.poll.enqueue(source.pk)


def _need_secret(kind: str, secret: str) -> None:
    if secret:
        return
    if kind == MAILBOX:
        raise UserError(_("A mailbox needs its password. Nothing was added. Enter it; it is kept encrypted on this machine."))
    entry = posting_sources.get(kind)
    if isinstance(entry, AskedSource) and (asked := [one for one in entry.settings if one.is_secret and one.is_needed]):
        text = _("“%(name)s” is missing. Nothing was added. Enter it; it is kept encrypted on this machine.")
        raise UserError(text % {"name": _(asked[0].label)})


def _checked(kind: str, address: str, options: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return address and options in their one form. Raises UserError."""
    entry = posting_sources.get(kind)
    if kind in PASTE_ONLY:
        raise UserError(_("This kind has no address to read from. Nothing was added. Use “Import” or “Paste a posting” for it."))
    if kind == MAILBOX:
        return _mailbox(address, options)
    wanted = address.strip() or entry.default_url
    if isinstance(entry, AskedSource):
        return _asked(kind, entry, wanted, options)
    if isinstance(entry, AddressedSource) and wanted != entry.default_url:
        wanted = entry.address_of(wanted) if wanted else ""
        if not wanted:
            raise UserError(_("This is no address of %(label)s. Nothing was added. Copy it from its site.") % {"label": _(entry.label)})
    if not wanted:
        raise UserError(_("The address is missing. Nothing was added. Enter the address of the feed or page."))
    if kind == "hackernews":
        if not (thread := _THREAD.search(wanted)):
            raise UserError(_("The thread is missing. Nothing was added. Enter its address or number, such as 42575537."))
        wanted = f"https://news.ycombinator.com/item?id={thread.group(1)}"
    if "://" not in wanted:
        wanted = f"https://{wanted}"
    from freehold.kit.http.address import checked_address  # late: it brings the whole client, which a start does not need

    return str(checked_address(wanted).url)[:2000], options


def _asked(kind: str, entry: AskedSource, wanted: str, options: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the settings of a source that is asked, and an address that tells two questions apart: the settings stand behind "#"."""
    given = {one.name: str(options.get(one.name, "")).strip()[:MOST_SETTING] for one in entry.settings if not one.is_secret}
    for one in entry.settings:
        if one.is_needed and not one.is_secret and not given[one.name]:
            raise UserError(_("“%(name)s” is missing. Nothing was added. Fill it in.") % {"name": _(one.label)})
    settings = {name: value for name, value in given.items() if value}
    return f"{wanted.partition('#')[0] or kind}#{urlencode(settings)}"[:2000], settings


def _mailbox(user: str, options: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    name, host = user.strip(), str(options.get("host", "")).strip().lower()
    if not name or not host:
        raise UserError(_("A mailbox needs its server and user name. Nothing was added. Your mail provider's help page names them."))
    try:
        port = int(options.get("port") or IMAP_PORT)
    except ValueError:
        port = 0
    if not 0 < port < 65536:
        raise UserError(_("The port must be a number such as 993. Nothing was added."))
    folder = str(options.get("folder") or "INBOX").strip()
    senders = sorted({str(sender).strip().lower() for sender in options.get("senders", []) if str(sender).strip()})
    address = f"{name}@{host}" if "@" not in name else name
    return (address if folder.upper() == "INBOX" else f"{address}/{folder}"), {
        "host": host,
        "port": port,
        "user": name,
        "folder": folder,
        "senders": senders,
    }


def _label(kind: str, address: str, label: str) -> str:
    given = " ".join(label.split())[:200]
    if given:
        return given
    if kind == MAILBOX:
        return address[:200]
    if kind == "rss":
        from freehold.kit.http.address import checked_address

        return checked_address(address).host.removeprefix("www.")[:200]
    return _(posting_sources.get(kind).label)[:200]


def _save_once(source: Source) -> None:
    others = Source.objects.for_workspace(source.workspace_id).filter(kind=source.kind, address=source.address, removed_at=None)
    known = others.exclude(pk=source.pk).first()
    try:
        with transaction.atomic():
            if known is None:
                source.save()
                return
    except IntegrityError:  # added a moment ago, in another window
        known = source
    raise UserError(_("This source is there already, as “%(label)s”. Nothing was added.") % {"label": known.label})


def show_demo_source(workspace: Workspace, *, kind: str, name: str, label: str, now: datetime) -> Source:
    """Add a source of the demo: it is shown like any other, is switched off, and has no address that could be read."""
    workspace_id = id_of(workspace)
    return Source.objects.create(
        workspace_id=workspace_id, kind=kind, label=label, address=f"demo:{name}", enabled=False, is_demo=True, created_at=now
    )
