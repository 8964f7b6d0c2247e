"""The blanks that a template may hold, and what each one becomes, for the page where it is written."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Name → what it becomes. A test holds it against what the domain fills in.
BLANKS: dict[str, str | Promise] = {
    "greeting": _("the greeting, with their name where it is known"),
    "contact": _("the name of the person"),
    "company": _("the name of the company"),
    "title": _("what the proposal is about"),
    "need": _("the sentence of theirs that tells most"),
    "points": _("more sentences of theirs, as a list"),
    "proof": _("the nearest proof from your profile"),
    "evidence": _("what your profile shows of what they ask, as a list"),
    "gaps": _("what it does not show, openly said"),
    "services": _("those of your services that fit"),
    "answers": _("their questions with what your profile says"),
    "prices": _("the prices, as a list"),
    "deposit": _("the share that is due in advance"),
    "days": _("the days that an invoice may take"),
    "valid_until": _("the last day on which it can be accepted"),
    "sender": _("your name, or that of your business"),
}
