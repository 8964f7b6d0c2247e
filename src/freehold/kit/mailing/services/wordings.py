"""A person's own words for their mails, with {names} in them that are filled in for each mail."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.audit.services import record
from freehold.kit.mailing.addresses import checked_line
from freehold.kit.mailing.models import LONGEST_SUBJECT, MailWording

LONGEST = 20_000
_NAME = re.compile(r"\{([^{}\n]{0,40})\}")


@transaction.atomic
def save_wording(
    workspace_id: int, kind: str, language: str, *, subject: str, text: str, names: Collection[str], by: str, now: datetime
) -> MailWording:
    """Keep own words for one kind of mail in one language. `names` are those that can be filled in.

    Raises UserError for empty or too long words, and for a {name} that is not among them; the former words are kept then.
    """
    line = checked_line(subject, _("The subject"), longest=LONGEST_SUBJECT)
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not line or not words:
        raise UserError(_("A mail needs a subject and words. Nothing was saved."))
    if len(words) > LONGEST:
        raise UserError(_("The words are longer than 20,000 characters. Nothing was saved; shorten them."))
    unknown = sorted(names_in(line + words) - set(names))
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in names)
        raise UserError(
            _("Nothing stands for {%(name)s}. Nothing was saved. You can use: %(known)s.") % {"name": unknown[0], "known": known}
        )
    row, _is_new = MailWording.objects.update_or_create(
        workspace_id=workspace_id, kind=kind, language=language, defaults={"subject": line, "text": words, "changed_at": now}
    )
    record("mail_wording.saved", workspace_id=workspace_id, actor=by, target=row, detail={"kind": kind, "language": language}, at=now)
    return row


@transaction.atomic
def reset_wording(workspace_id: int, kind: str, language: str, *, by: str, now: datetime) -> bool:
    """Go back to the words that come with the product; return whether there were own ones."""
    deleted, _models = MailWording.objects.for_workspace(workspace_id).filter(kind=kind, language=language).delete()
    if deleted:
        record("mail_wording.reset", workspace_id=workspace_id, actor=by, detail={"kind": kind, "language": language}, at=now)
    return bool(deleted)


def names_in(text: str) -> set[str]:
    """Return the names that stand in braces."""
    return set(_NAME.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the values in place of the names; once only, so that a value with braces is left alone.

    A line with a name that has no value is left out.
    """
    lines = [line for line in text.split("\n") if all(values.get(name, name) for name in _NAME.findall(line))]
    return "\n".join(_NAME.sub(lambda found: values.get(found.group(1), found.group(0)), line).rstrip() for line in lines)
