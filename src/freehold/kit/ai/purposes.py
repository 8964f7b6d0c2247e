"""What the chat model may be asked for; the owner allows each by itself."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Purpose → its name and what of the owner's texts goes to the model for it.
PURPOSES: dict[str, tuple[str | Promise, str | Promise]] = {
    "chatbot": (
        _("Answers to visitors and clients"),
        _("What a visitor wrote, and the entries of your knowledge that fit it. Never your clients' data."),
    ),
    "assistant": (
        _("Your assistant"),
        _("What you ask, and the lines of your own data that were found for it: names, projects, amounts."),
    ),
    "writing": (
        _("Wording of drafts"),
        _("The draft, the posting or brief it answers, and the parts of your profile that it uses."),
    ),
    "extraction": (
        _("Reading texts"),
        _("A posting, brief or mail out of which facts are to be taken."),
    ),
}

#: The connection test of the settings page; always allowed.
TEST = "test"


def purpose_name(purpose: str) -> str:
    """Return a purpose in words."""
    known = PURPOSES.get(purpose)
    return str(known[0]) if known else str(_("Connection test")) if purpose == TEST else purpose
