"""The audit log in words; an app adds its own codes in wiring."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence. Values of the entry's detail stand in as %(name)s.
WORDS: dict[str, str | Promise] = {
    "account.credentials_changed": _("Changed e-mail or password"),
    "account.signed_in": _("Signed in by a link on this computer"),
    "workspace.created": _("Made the workspace"),
    "workspace.changed": _("Changed the workspace's settings"),
    "workspace.removed": _("Removed a workspace"),
    "freelancer.added": _("Added the freelancer %(name)s"),
    "freelancer.removed": _("Removed the freelancer %(name)s"),
    "profile.changed": _("Changed a profile (version %(version)s)"),
    "member.invited": _("Invited %(for)s"),
    "member.invitation_withdrawn": _("Withdrew an invitation"),
    "member.joined": _("Joined the workspace"),
    "member.removed": _("Took %(name)s out of the workspace"),
}


def in_words(action: str, detail: dict[str, object]) -> str:
    """Return the sentence for an entry; a code without one is shown as it is, readable enough."""
    words = WORDS.get(action)
    if words is None:
        return action.replace(".", ": ").replace("_", " ")
    try:
        return str(words) % detail
    except (KeyError, TypeError, ValueError):
        # An older entry may lack a value that the sentence names.
        return action.replace(".", ": ").replace("_", " ")
