"""The mail that tells the owner that a client has answered."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.services.mail_words import public_address
from freehold.apps.reputation.models import Testimonial
from freehold.apps.reputation.services.holding import ABOUT
from freehold.apps.reputation.services.mail_kinds import TESTIMONIAL_NOTE
from freehold.domain.errors import UserError
from freehold.kit.mailing.selectors import account_of
from freehold.kit.mailing.services import queue

logger = logging.getLogger(__name__)


def tell_owner(row: Testimonial, *, now: datetime) -> None:
    """Mail the owner once a testimonial, where a mail account is; without one it would only lie in the outbox, and Today tells.

    The mail holds neither the client's words nor their name, as those can be taken back, and a mail cannot.
    """
    account = account_of(row.workspace_id)
    if account is None or row.workspace.is_demo:
        return
    with translation.override(row.workspace.language):
        words = answered_words(_("The client"))
        base = public_address()
        # A wrong address of the owner's own must not stop the client: then only the pages tell.
        try:
            with transaction.atomic():
                queue(
                    row.workspace_id,
                    kind=TESTIMONIAL_NOTE,
                    key=f"{TESTIMONIAL_NOTE}:{row.pk}",
                    to=account.from_address,
                    subject=words,
                    text="\n\n".join(filter(None, (words, base and base + reverse("reputation:page")))),
                    language=row.workspace.language,
                    about=(ABOUT, str(row.pk)),
                    automatic=True,
                    now=now,
                )
        except UserError as error:
            logger.warning("The mail about testimonial %s was not queued: %s", row.pk, error)


def answered_words(name: str) -> str:
    """Return the sentence that tells of an answer; for the mail and for Today."""
    return _("%(name)s has answered your question for a testimonial") % {"name": name}
