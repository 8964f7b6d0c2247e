"""How the workspace proposes, and its own templates: saved, and deleted."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.proposals.models import ProposalSettings, ProposalTemplate
from freehold.domain.errors import UserError
from freehold.domain.proposals.section import KEYS, sections_from_json, sections_to_json
from freehold.domain.proposals.words import LANGUAGES, check_template
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

LONGEST = 10_000


def stored_settings(workspace: Workspace, *, hold: bool = False) -> ProposalSettings:
    """Return the stored settings, the first time as they are usual; with `hold` the row is held until the transaction ends."""
    row, _new = ProposalSettings.objects.for_workspace(workspace).get_or_create(workspace_id=id_of(workspace))
    return ProposalSettings.objects.for_workspace(workspace).select_for_update().get(pk=row.pk) if hold else row


@transaction.atomic
def save_settings(
    workspace: Workspace,
    *,
    valid_days: int,
    deposit_percent: Decimal,
    follow_up_days: int,
    way: dict[str, str],
    terms: dict[str, str],
    now: datetime,
    actor: str = "",
) -> ProposalSettings:
    """Save how the workspace proposes. Raises UserError for numbers that cannot be, and for a variable in the words that does not exist."""
    if not 1 <= valid_days <= 365 or not 0 <= follow_up_days <= 60 or not 0 <= deposit_percent <= 100:
        raise UserError(_("A proposal is valid for 1 to 365 days, and a deposit lies between 0 and 100 %. Nothing was saved."))
    row = stored_settings(workspace, hold=True)
    row.valid_days, row.deposit_percent, row.follow_up_days = valid_days, deposit_percent, follow_up_days
    row.way, row.terms = _by_language(way), _by_language(terms)
    row.changed_at = now
    row.save()
    record("proposal.settings_changed", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


@transaction.atomic
def save_template(
    workspace: Workspace,
    *,
    name: str,
    language: str,
    sections: list[dict[str, Any]],
    now: datetime,
    actor: str = "",
    template_id: int | None = None,
) -> ProposalTemplate:
    """Save a template. Raises UserError that names the line of a variable which does not exist; the former one is kept then."""
    title = " ".join(name.replace("\0", "").split())[:120]
    if not title or language not in LANGUAGES:
        raise UserError(_("A template needs a name and a language that proposals are written in. Nothing was saved."))
    parts = [part for part in sections_from_json(sections) if part.key in KEYS and (part.text or part.title)]
    for part in parts:
        check_template(part.text, where=part.title or part.key)
    rows = ProposalTemplate.objects.for_workspace(workspace)
    if rows.filter(name=title, language=language).exclude(pk=template_id or 0).exists():
        raise UserError(_("There is a template “%(name)s” already. Nothing was saved. Choose another name.") % {"name": title})
    row = rows.filter(pk=template_id).first() if template_id else ProposalTemplate(workspace_id=id_of(workspace), created_at=now)
    if row is None:
        raise UserError(_("This template is not there any more. Nothing was saved."))
    row.name, row.language, row.sections, row.changed_at = title, language, sections_to_json(parts), now
    row.save()
    record("proposal.template_saved", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


@transaction.atomic
def delete_template(workspace: Workspace, template_id: int, *, now: datetime, actor: str = "") -> bool:
    """Delete a template; proposals that were written from it keep its name."""
    row = ProposalTemplate.objects.for_workspace(workspace).filter(pk=template_id).first()
    if row is None:
        return False
    record("proposal.template_deleted", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": row.name}, at=now)
    row.delete()
    return True


def _by_language(texts: dict[str, str]) -> dict[str, str]:
    kept = {language: text.replace("\0", "").strip()[:LONGEST] for language, text in texts.items() if language in LANGUAGES}
    for text in kept.values():
        check_template(text, where=_("Your words"))
    return {language: text for language, text in kept.items() if text}
