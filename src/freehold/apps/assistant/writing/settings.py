"""How this workspace writes: read, changed, and added to a word or a rule at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.assistant.models import Dialect, WritingSettings
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

MOST_WORDS, LONGEST_WORD = 5_000, 80
MOST_PHRASES, LONGEST_PHRASE = 200, 200


def writing_settings(workspace: Workspace, *, now: datetime) -> WritingSettings:
    """Return the workspace's settings; a row that is not stored where nobody has changed anything yet."""
    row = WritingSettings.objects.for_workspace(workspace).first()
    return row or WritingSettings(workspace_id=id_of(workspace), changed_at=now)


@transaction.atomic
def change_settings(
    workspace: Workspace,
    *,
    dialect: str,
    dictionary: Iterable[str],
    off_rules: Iterable[str],
    favourites: Iterable[str],
    banned: Iterable[str],
    now: datetime,
    actor: str = "",
) -> WritingSettings:
    """Change how this workspace writes. Raises UserError for a dialect that is not checked, or more words than can be kept."""
    if dialect not in Dialect.values:
        raise UserError(_("There is no dialect “%(name)s”. Nothing was saved.") % {"name": dialect[:20]})
    row = _held(workspace, now)
    row.dialect = dialect
    row.dictionary = _words(dictionary, MOST_WORDS, LONGEST_WORD)
    row.off_rules = _words(off_rules, MOST_WORDS, LONGEST_WORD)
    row.favourites = _words(favourites, MOST_PHRASES, LONGEST_PHRASE)
    row.banned = _words(banned, MOST_PHRASES, LONGEST_PHRASE)
    row.changed_at = now
    row.save()
    record("writing.changed", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


@transaction.atomic
def learn_word(workspace: Workspace, word: str, *, now: datetime, actor: str = "") -> WritingSettings:
    """Put a word into the own dictionary; twice does no harm."""
    return _added(workspace, "dictionary", word, now, actor)


@transaction.atomic
def switch_rule_off(workspace: Workspace, rule: str, *, now: datetime, actor: str = "") -> WritingSettings:
    """Say nothing more by this rule; the settings page switches it on again."""
    return _added(workspace, "off_rules", rule, now, actor)


def _added(workspace: Workspace, field: str, value: str, now: datetime, actor: str) -> WritingSettings:
    row = _held(workspace, now)
    words = _words([*getattr(row, field), value], MOST_WORDS, LONGEST_WORD)
    if words != getattr(row, field) or row.pk is None:
        setattr(row, field, words)
        row.changed_at = now
        row.save()
        record(f"writing.{field}", workspace_id=row.workspace_id, actor=actor, target=row, detail={"word": words[-1:]}, at=now)
    return row


def _held(workspace: Workspace, now: datetime) -> WritingSettings:
    mine = WritingSettings.objects.for_workspace(workspace)
    mine.get_or_create(workspace_id=id_of(workspace), defaults={"changed_at": now})
    return mine.select_for_update().get()


def _words(words: Iterable[str], most: int, longest: int) -> list[str]:
    """Return them cleaned, each once, in their order."""
    found = list(dict.fromkeys(clean for word in words if (clean := " ".join(str(word).replace("\x00", "").split())[:longest])))
    if len(found) > most:
        raise UserError(_("More than %(n)d of these cannot be kept. Nothing was saved. Leave some out.") % {"n": most})
    return found
