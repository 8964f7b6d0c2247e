"""What the widget says in the visitor's language, so that the script itself knows no language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def words(name: str) -> dict[str, str]:
    """Return the widget's words by their key; `name` is the site's. {…} are filled in by the script."""
    return {
        "title": _("Ask %(name)s") % {"name": name},
        "open": _("Open the chat: ask %(name)s") % {"name": name},
        "close": _("Close the chat"),
        "log": _("Conversation"),
        "label": _("Your message"),
        "hint": _("Write a message …"),
        "send": _("Send"),
        "you": _("You"),
        "assistant": _("Automatic assistant"),
        "note": _("Note"),
        "source": _("Source:"),
        "person": _("Ask for a person"),
        "end": _("End the conversation"),
        "again": _("Start a new conversation"),
        "bot": _("Automatic assistant · AI"),
        "waiting": _("A person will answer you"),
        "expected": _("A person will answer you, usually by {time}"),
        "human": _("{name} is answering you"),
        "closed": _("This conversation has ended"),
        "thinking": _("Looking it up …"),
        "sending": _("Sending …"),
        "unsent": _("Not sent. Nothing is lost."),
        "retry": _("Try again"),
        "offline": _("There is no connection at the moment. What you wrote is kept."),
        "contact": _("Where can the answer reach you if you leave this page?"),
        "name": _("Your name"),
        "email": _("Your e-mail address"),
        "keep": _("Leave it here"),
        "left": _("{n} characters left"),
    }
