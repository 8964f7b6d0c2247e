"""Mails that follow from a proposal: notes to the owner, and answers to the client's questions."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.proposals.models import Proposal, ProposalQuestion
from freehold.apps.proposals.services.links import with_link
from freehold.apps.proposals.services.locking import ABOUT
from freehold.apps.proposals.services.mail_kinds import ANSWER, NOTE
from freehold.apps.proposals.services.mail_words import mail_words
from freehold.domain.errors import UserError
from freehold.kit.mailing.services import queue


def tell_owner(proposal: Proposal, key: str, what: str, name: str, text: str, *, now: datetime) -> None:
    """Put a mail to the owner into the outbox, when there is an address; the pages show what happened in any case."""
    settings = billing_settings(proposal.workspace_id)
    if not settings.email or settings.workspace.is_demo:
        return
    with translation.override(settings.workspace.language), suppress(UserError), transaction.atomic():
        # A wrong address of the owner's own must not stop the client: then only the page tells.
        who = name or _("The client")
        words = {
            "accepted": _("%(name)s accepted your proposal “%(title)s”"),
            "declined": _("%(name)s declined your proposal “%(title)s”"),
            "asked": _("%(name)s asks about your proposal “%(title)s”"),
            "expired": _("Your proposal “%(title)s” ran out without an answer"),
        }[what] % {"name": who, "title": proposal.title}
        queue(
            proposal.workspace_id,
            kind=NOTE,
            key=f"proposal:{proposal.pk}:note:{key}",
            to=settings.email,
            subject=" ".join(words.split())[:200],
            text="\n\n".join(part for part in (words, text) if part),
            language=settings.workspace.language,
            about=(ABOUT, str(proposal.pk)),
            automatic=True,
            now=now,
        )


def mail_answer(proposal: Proposal, question: ProposalQuestion, *, now: datetime) -> None:
    """Put the answer into the outbox, to where the proposal went; without an address it stands on the page alone."""
    if not proposal.sent_to or proposal.workspace.is_demo:
        return
    quoted = "\n".join(f"> {line}" for line in question.text.splitlines())
    words = mail_words(proposal, ANSWER, question=quoted, answer=question.answer)
    queue(
        proposal.workspace_id,
        kind=ANSWER,
        key=f"proposal:{proposal.pk}:answer:{question.pk}",
        to=proposal.sent_to,
        to_name=proposal.sent_to_name,
        subject=words.subject,
        text=with_link(proposal, words.text, now=now),
        language=proposal.language,
        about=(ABOUT, str(proposal.pk)),
        reply_to=billing_settings(proposal.workspace_id).email,
        now=now,
    )
