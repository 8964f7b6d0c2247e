"""What the accounts app puts into the frame of every page: its commands in palette, help and account menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command

COMMANDS = (
    Command(
        "profile",
        _("Your profile"),
        "accounts:profile",
        keys="g p",
        icon="circle-user-round",
        group="account",
        words=_("skills rates conditions experience"),
    ),
    Command(
        "profile.import", _("Import a CV or profile"), "accounts:profile_import", icon="file-up", group="do", words=_("resume PDF DOCX")
    ),
    Command(
        "settings",
        _("Settings"),
        "accounts:settings",
        keys="g s",
        icon="settings",
        group="account",
        words=_("language theme time zone currency"),
    ),
    Command("people", _("People"), "accounts:people", icon="users", group="go", words=_("invite members freelancers switch")),
    Command("security", _("Sign-in and passkeys"), "accounts:security", icon="key-round", group="go", words=_("password second factor")),
    Command("ai", _("AI and chat model"), "accounts:ai", icon="bot", group="go", words=_("model Ollama OpenAI Anthropic")),
    Command("privacy", _("What leaves this computer"), "accounts:privacy", icon="shield-check", group="go", words=_("privacy network")),
    Command("log", _("Log of what was done"), "accounts:log", icon="scroll-text", group="go", words=_("audit history")),
    Command("sign_out", _("Sign out"), "account_logout", icon="log-out", group="account", post=True),
)
