"""The usual mail providers: by the name of their server, what belongs into SPF, and which domains are theirs alone."""

from __future__ import annotations

#: The end of the server's name → what a domain that sends through it includes in its SPF record, as the provider's help says.
SPF_OF_SERVER: dict[str, str] = {
    "gmail.com": "_spf.google.com",
    "google.com": "_spf.google.com",
    "googlemail.com": "_spf.google.com",
    "office365.com": "spf.protection.outlook.com",
    "outlook.com": "spf.protection.outlook.com",
    "fastmail.com": "spf.messagingengine.com",
    "messagingengine.com": "spf.messagingengine.com",
    "mailbox.org": "mailbox.org",
    "mail.me.com": "icloud.com",
    "zoho.com": "zohomail.com",
    "zoho.eu": "zohomail.eu",
    "ovh.net": "mx.ovh.com",
    "gandi.net": "_mailcust.gandi.net",
    "infomaniak.com": "spf.infomaniak.ch",
    "migadu.com": "spf.migadu.com",
    "protonmail.ch": "_spf.protonmail.ch",
    "privateemail.com": "spf.privateemail.com",
    "secureserver.net": "secureserver.net",
    "hostinger.com": "_spf.mail.hostinger.com",
    "yandex.ru": "_spf.yandex.net",
    "amazonaws.com": "amazonses.com",
    "sendgrid.net": "sendgrid.net",
    "mailgun.org": "mailgun.org",
    "brevo.com": "spf.brevo.com",
    "mtasv.net": "spf.mtasv.net",
    "postmarkapp.com": "spf.mtasv.net",
}

#: Domains that anybody has addresses at: nobody but the provider can change their records. Each with the end of its server's name.
FREE_MAIL: dict[str, str] = {
    "gmail.com": "gmail.com",
    "googlemail.com": "gmail.com",
    "outlook.com": "office365.com",
    "hotmail.com": "office365.com",
    "live.com": "office365.com",
    "msn.com": "office365.com",
    "yahoo.com": "yahoo.com",
    "yahoo.de": "yahoo.com",
    "aol.com": "aol.com",
    "gmx.de": "gmx.net",
    "gmx.net": "gmx.net",
    "gmx.at": "gmx.net",
    "gmx.ch": "gmx.net",
    "gmx.com": "gmx.com",
    "web.de": "web.de",
    "t-online.de": "t-online.de",
    "freenet.de": "freenet.de",
    "icloud.com": "me.com",
    "me.com": "me.com",
    "mac.com": "me.com",
    "posteo.de": "posteo.de",
    "posteo.net": "posteo.de",
    "mailbox.org": "mailbox.org",
    "fastmail.com": "fastmail.com",
    "proton.me": "protonmail.ch",
    "protonmail.com": "protonmail.ch",
    "orange.fr": "orange.fr",
    "free.fr": "free.fr",
    "laposte.net": "laposte.net",
}


def spf_of(server: str) -> str:
    """Return what to include in SPF for a provider's server, "" when it is not known."""
    return next((include for ending, include in SPF_OF_SERVER.items() if is_below(server, ending)), "")


def is_below(name: str, ending: str) -> bool:
    """Tell whether a name is a domain or stands below it."""
    return name == ending or name.endswith(f".{ending}")
