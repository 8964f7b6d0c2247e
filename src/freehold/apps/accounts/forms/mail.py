"""The form of the mail account, with what the usual providers want."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.kit.mailing.models import MailAccount, Security
from freehold.kit.mailing.services.accounts import AccountFacts

_APP_PASSWORD = _("Make an app password in the security settings of your account; the usual password is refused.")
_SWITCH_ON = _("First allow “POP3/IMAP access” in the settings of your mailbox there; otherwise the password is refused.")
_PLAIN = _("Your usual mail password works, unless you use a second factor: then make an app password.")


@dataclass(frozen=True, slots=True)
class Preset:
    """What a provider wants."""

    name: str | Promise
    host: str
    port: int
    security: str
    hint: str | Promise
    copy_to_self: bool = False
    imap: str = ""


#: In the order of the page. Of those that keep what was sent by themselves no own copy is needed.
PRESETS: dict[str, Preset] = {
    "gmail": Preset("Gmail", "smtp.gmail.com", 587, Security.STARTTLS, _APP_PASSWORD, imap="imap.gmail.com"),
    "outlook": Preset(
        "Outlook, Microsoft 365",
        "smtp.office365.com",
        587,
        Security.STARTTLS,
        _(
            "Microsoft takes passwords from other programs only where the administrator has allowed “authenticated SMTP”, and for private "
            "addresses no longer at all. If the test says no, use another provider for sending."
        ),
    ),
    "fastmail": Preset("Fastmail", "smtp.fastmail.com", 465, Security.TLS, _APP_PASSWORD, copy_to_self=True, imap="imap.fastmail.com"),
    "gmx": Preset("GMX", "mail.gmx.net", 587, Security.STARTTLS, _SWITCH_ON, copy_to_self=True, imap="imap.gmx.net"),
    "webde": Preset("web.de", "smtp.web.de", 587, Security.STARTTLS, _SWITCH_ON, copy_to_self=True, imap="imap.web.de"),
    "icloud": Preset("iCloud", "smtp.mail.me.com", 587, Security.STARTTLS, _APP_PASSWORD, copy_to_self=True, imap="imap.mail.me.com"),
    "posteo": Preset("Posteo", "posteo.de", 465, Security.TLS, _PLAIN, copy_to_self=True, imap="posteo.de"),
    "mailbox": Preset("mailbox.org", "smtp.mailbox.org", 465, Security.TLS, _PLAIN, copy_to_self=True, imap="imap.mailbox.org"),
    "own": Preset(
        _("Another one"),
        "",
        587,
        Security.STARTTLS,
        _("Its help page names the server for outgoing mail (SMTP) and the port."),
        copy_to_self=True,
    ),
}


class MailAccountForm(forms.Form):
    """The SMTP account. An empty password keeps the stored one, which is never shown."""

    from_name = forms.CharField(label=_("Your name"), required=False, max_length=200, help_text=_("As your clients see it."))
    from_address = forms.CharField(
        label=_("Your mail address"), max_length=320, widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"})
    )
    user = forms.CharField(
        label=_("User name"),
        required=False,
        max_length=320,
        help_text=_("Most often your mail address."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    host = forms.CharField(
        label=_("Mail server (SMTP)"),
        max_length=253,
        widget=forms.TextInput(attrs={"placeholder": "smtp.example.com", "autocomplete": "off", "spellcheck": "false"}),
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    security = forms.ChoiceField(label=_("Protection of the connection"), choices=Security.choices)
    copy_to_self = forms.BooleanField(
        label=_("Send me a copy of each mail"),
        required=False,
        help_text=_("For providers that do not put what is sent this way into your “Sent” folder."),
    )
    watch_host = forms.CharField(
        label=_("Look for mails that come back at (IMAP)"),
        required=False,
        max_length=253,
        help_text=_(
            "Freehold then tells you when a mail did not arrive, puts answers to its mails where they belong, and hears who unsubscribes "
            "or complains. It reads nothing else and changes nothing."
        ),
        widget=forms.TextInput(attrs={"placeholder": "imap.example.com", "autocomplete": "off", "spellcheck": "false"}),
    )
    daily_cap = forms.IntegerField(
        label=_("Most mails a day"),
        min_value=1,
        max_value=10_000,
        help_text=_("What is above it leaves the next day. Providers have limits too."),
    )

    def __init__(self, *args: object, stored: bool = False, hint: str | Promise = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, handed on
        stored_words = _("It is stored, encrypted, and not shown. Leave this empty to keep it.")
        self.fields["password"].help_text = stored_words if stored else (hint or _("It is kept encrypted on this machine."))

    @staticmethod
    def initial_of(account: MailAccount) -> dict[str, object]:
        """Return what the form shows of a stored account: everything but the password."""
        names = ("from_name", "from_address", "user", "host", "port", "security", "copy_to_self", "daily_cap", "watch_host")
        return {name: getattr(account, name) for name in names}

    @staticmethod
    def initial_for(preset: Preset, *, name: str, address: str) -> dict[str, object]:
        """Return what the form shows for a provider before anything is stored."""
        return {
            "from_name": name,
            "from_address": address,
            "user": address,
            "host": preset.host,
            "port": preset.port,
            "security": preset.security,
            "copy_to_self": preset.copy_to_self,
            "daily_cap": 200,
            "watch_host": preset.imap,
        }

    def facts(self) -> AccountFacts:
        """Return what the service takes."""
        return AccountFacts(**self.cleaned_data)
