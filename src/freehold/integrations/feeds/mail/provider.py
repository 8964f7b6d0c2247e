"""The source "mail": one job-alert mail as it was received or saved."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.mail.message import MailContent, parse_mail
from freehold.integrations.feeds.mail.transform import postings_in
from freehold.integrations.feeds.marking import gettext_noop


class MailSource:
    """Reads one RFC 822 message. Its links carry no tokens afterwards; nothing in it is fetched."""

    name = "mail"
    label = gettext_noop("Job-alert mail")
    terms = SourceTerms(
        tier="open",
        terms=gettext_noop(
            "These are mails sent to you: Freehold only reads them, never answers, and opens none of their links or pictures."
        ),
        attribution="",
        min_interval_minutes=10,
    )
    default_url = ""

    def read(self, payload: bytes, *, origin: str = "") -> Reading:  # noqa: ARG002  # the port names it
        """Read one mail. Raises UserError when it is over 1 MB, no mail, or empty."""
        mail = parse_mail(payload)
        postings = postings_in(mail)
        if not postings:
            raise UserError(_("This mail holds neither a link to a job nor any words; nothing was taken in."))
        return Reading(postings, _doubts(mail))


def _doubts(mail: MailContent) -> tuple[Problem, ...]:
    """Return a warning when the mail provider found that the sender is not who it says."""
    if mail.authenticated is not False:
        return ()
    what = _("your mail provider could not confirm that it comes from %s") % mail.sender_domain
    return (Problem(_("the mail"), what, _("Look twice before you follow its links.")),)
