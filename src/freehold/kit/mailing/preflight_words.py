"""What the findings about a sending domain mean, in plain words, with what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.kit.mailing.preflight import Finding, Level

#: Check → (its name, what it is for).
NAMES: dict[str, tuple[str, str | Promise]] = {
    "spf": ("SPF", _("Which servers may send for your domain")),
    "dkim": ("DKIM", _("The signature that shows that a mail is from you and unchanged")),
    "dmarc": ("DMARC", _("What receivers do with mails that only pretend to be from you")),
    "ptr": ("PTR", _("Whether the sending server's address has a name")),
    "mx": ("MX", _("Where answers to you arrive")),
    "unsubscribe": ("List-Unsubscribe", _("Whether somebody who unsubscribes is heard")),
}
WORDS: dict[str, str | Promise] = {
    "unanswered": _("The name servers did not answer, so nothing is known. Check again later."),
    "unreadable": _("What is published at %(domain)s could not be judged. Have it looked at by whoever manages your domain."),
    "spf.covers": _("%(domain)s allows %(server)s to send for it."),
    "spf.missing": _(
        "%(domain)s does not say which servers may send for it. Publish this record where your domain is managed. If you send "
        "through other "
        "services too, they belong into the same record."
    ),
    "spf.several": _("%(domain)s has several SPF records; receivers then heed none. Join them into one: %(found)s"),
    "spf.too_many": _(
        "The SPF record asks for more than 10 other records, so receivers give up. Take out services that you no longer use."
    ),
    "spf.broken": _("The SPF record cannot be read: %(why)s"),
    "spf.everybody": _("The SPF record allows every server of the world to send for %(domain)s, so it proves nothing."),
    "spf.not_covered": _("The SPF record does not name %(server)s, so your mails look forged. Replace it by this one."),
    "spf.unsure": _(
        "The SPF record does not name %(server)s itself. Your provider may send through other machines that it does name: ask "
        "it, or send a mail "
        "to another mailbox of yours and look for “spf=pass” in its headers. If it does not say so, this record would."
    ),
    "dkim.by_provider": _(
        "Freehold does not sign. Most providers do: send a mail to another mailbox of yours and look for “dkim=pass” with "
        "d=%(domain)s in its "
        "headers. If yours does not, switch it on there, or let Freehold sign (beside)."
    ),
    "dkim.signs": _("The key is published and Freehold signs with it."),
    "dkim.ready": _("The key is published. Switch signing on and it is used."),
    "dkim.missing": _("The record of your key was not found. New records can take some hours."),
    "dkim.another_key": _(
        "At %(name)s another key is published than the one that Freehold signs with, so the signatures fail. Replace it."
    ),
    "dmarc.aligned": _("The policy of %(place)s is “%(policy)s”, and your mails meet it."),
    "dmarc.missing": _(
        "%(place)s has no policy. Gmail and Yahoo ask for one. This one changes nothing for your mails and has reports sent to "
        "the address in it; "
        "put one that you read."
    ),
    "dmarc.several": _("There are several DMARC records at %(place)s; receivers then heed none. Keep one: %(found)s"),
    "dmarc.broken": _("The DMARC record cannot be read: %(why)s"),
    "dmarc.unproven": _(
        "There is a policy (“%(policy)s”). Whether your mails meet it could not be told from here: SPF or DKIM must be in "
        "order for %(domain)s."
    ),
    "dmarc.strict": _(
        "Receivers are told to “%(policy)s” mails that prove nothing, and neither SPF nor a signature of Freehold is certain "
        "to prove yours. "
        "See to SPF or DKIM first, or your mails may vanish."
    ),
    "ptr.matches": _("%(address)s leads back to a name that leads to it."),
    "ptr.by_provider": _("The provider sees to the names of its servers."),
    "ptr.private": _("%(server)s stands in your own network (%(address)s). What the world sees of it cannot be told from here."),
    "ptr.missing": _("%(address)s has no name. Many receivers refuse such servers; whoever rents the server out can set it."),
    "ptr.does_not_match": _(
        "%(address)s is called %(name)s, but that name does not lead back to it. Whoever rents the server out can set it right."
    ),
    "ptr.no_server": _("There is no server named %(server)s. Check the mail settings."),
    "mx.there": _("Answers arrive at %(servers)s."),
    "mx.missing": _("%(domain)s names no server that takes mail. Answers may get lost, and many receivers take that for a sign of spam."),
    "mx.takes_none": _("%(domain)s says that it takes no mail at all, so nobody can answer you."),
    "free_mail.own_server": _(
        "%(domain)s belongs to your provider, which sees to SPF, DKIM and DMARC. There is nothing that you could change. For "
        "mails to people who do "
        "not know you yet, an address at a domain of your own is trusted more."
    ),
    "free_mail.other_server": _(
        "Addresses at %(domain)s may only be sent from that provider's own servers; through %(server)s your mails look forged. "
        "Use the provider's "
        "server, or an address at a domain of your own."
    ),
    "unsubscribe.works": _("Whoever unsubscribes is heard by itself, and is not written to again."),
    "unsubscribe.nobody_reads": _(
        "Mails that unsubscribe go to %(address)s, but nobody reads them by itself. Enter the IMAP server of your mailbox in "
        "the mail settings, or "
        "set a public HTTPS address."
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as a person reads it."""

    name: str
    purpose: str
    level: Level
    text: str
    record_name: str
    record_type: str
    record_value: str


def told(finding: Finding) -> Told:
    """Return a finding in the reader's language."""
    name, purpose = NAMES.get(finding.check, (finding.check, ""))
    words = str(WORDS.get(finding.code, finding.code))
    try:
        text = words % dict(finding.values)
    except (KeyError, ValueError):
        text = words  # found by an older edition that knew less
    return Told(name, str(purpose), finding.level, text, finding.record_name, finding.record_type, finding.record_value)
