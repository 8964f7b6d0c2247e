"""The inbox's forms: note and follow-up, pasting, and one form for each kind of source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freehold.apps.opportunities.models import Source
from freehold.domain.ports import Setting

DEFAULT_PORT = 993


class NoteForm(forms.Form):
    """The person's own words about an opportunity."""

    note = forms.CharField(label=_("Your note"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))


class FollowUpForm(forms.Form):
    """The day to look at an opportunity again."""

    on = forms.DateField(label=_("Follow up on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class PasteForm(forms.Form):
    """A text, a page or an address; files come beside it."""

    content = forms.CharField(
        label=_("Paste a posting"),
        help_text=_("Its text, the whole page, a mail, or its address."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"data-plain": "", "rows": 9}),
    )


class SourceForm(forms.Form):
    """What every kind of source asks for; also the form of kinds that have one fixed address."""

    label = forms.CharField(label=_("Name"), required=False, max_length=200, help_text=_("How you want to call it."))

    @classmethod
    def initial_of(cls, source: Source) -> dict[str, Any]:
        """Return what the form shows of a source that is there."""
        return {"label": source.label}

    def arguments(self) -> dict[str, Any]:
        """Return what `services.sources.add_source` and `edit_source` take."""
        return {"label": self.cleaned_data["label"]}


class AddressForm(SourceForm):
    """A source with an address on the web. Whether it can be read is for the service to say, in its own words."""

    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("address", "label")

    @classmethod
    def initial_of(cls, source: Source) -> dict[str, Any]:
        return {"label": source.label, "address": source.address}

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "address": self.cleaned_data["address"]}


class FeedForm(AddressForm):
    """An RSS or Atom feed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].label = _("Address of the feed")
        self.fields["address"].help_text = _("Boards show it behind “RSS”, “Feed” or an orange sign.")
        self.fields["address"].widget.attrs["placeholder"] = "https://board.example/jobs.rss"


class CompanyForm(AddressForm):
    """A company whose positions are watched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].label = _("Address of its careers page")
        self.fields["address"].help_text = _("Of the list, or of one position.")
        self.fields["address"].widget.attrs["placeholder"] = "https://boards.greenhouse.io/…"


class ThreadForm(AddressForm):
    """A thread of Hacker News."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].label = _("Address or number of the thread")
        self.fields["address"].help_text = _("“Who is hiring?” or “Freelancer? Seeking freelancer?”, anew each month.")
        self.fields["address"].widget.attrs["placeholder"] = "https://news.ycombinator.com/item?id=…"


class MailboxForm(SourceForm):
    """A mailbox that job alerts arrive in, read over IMAP."""

    user = forms.CharField(
        label=_("User name"),
        max_length=300,
        help_text=_("Most often your mail address."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=1000,
        help_text=_("Best one made for Freehold alone (an app password). It is kept encrypted on this machine."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    host = forms.CharField(
        label=_("Mail server (IMAP)"),
        max_length=253,
        widget=forms.TextInput(attrs={"placeholder": "imap.example.com", "autocomplete": "off", "spellcheck": "false"}),
    )
    port = forms.IntegerField(label=_("Port"), required=False, min_value=1, max_value=65535, initial=DEFAULT_PORT)
    folder = forms.CharField(label=_("Folder"), required=False, max_length=200, initial="INBOX")
    senders = forms.CharField(
        label=_("Only mails from"),
        required=False,
        max_length=4000,
        help_text=_("Senders of job alerts, separated by commas. Without any, every mail in the folder is looked at."),
        widget=forms.Textarea(attrs={"data-plain": "", "rows": 2}),
    )
    field_order = ("user", "password", "host", "port", "folder", "senders", "label")

    @classmethod
    def initial_of(cls, source: Source) -> dict[str, Any]:
        options = source.options
        return {
            "label": source.label,
            "user": options.get("user", ""),
            "host": options.get("host", ""),
            "port": options.get("port", DEFAULT_PORT),
            "folder": options.get("folder", "INBOX"),
            "senders": ", ".join(options.get("senders", ())),
        }

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        senders = [sender for sender in re.split(r"[\s,;]+", given["senders"]) if sender]
        options = {"host": given["host"], "port": given["port"] or DEFAULT_PORT, "folder": given["folder"] or "INBOX", "senders": senders}
        return {**super().arguments(), "address": given["user"], "options": options, "secret": given["password"]}


def asked_form(settings: Sequence[Setting], *, is_new: bool) -> type[SourceForm]:
    """Return the form of a source that is asked with these settings. A secret is never shown again; left empty, it stays as it was."""

    class AskedForm(SourceForm):
        """A source with settings of its own."""

        field_order = (*(one.name for one in settings), "label")

        @classmethod
        def initial_of(cls, source: Source) -> dict[str, Any]:
            return {"label": source.label, **{name: value for name, value in source.options.items() if name in cls.base_fields}}

        def arguments(self) -> dict[str, Any]:
            given = self.cleaned_data
            options = {one.name: given[one.name] for one in settings if not one.is_secret}
            secret = next((given[one.name] for one in settings if one.is_secret), "")
            return {**super().arguments(), "options": options, "secret": secret}

    for one in settings:
        widget: forms.Widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        if one.is_secret:
            widget = forms.PasswordInput(attrs={"autocomplete": "off"})
        AskedForm.base_fields[one.name] = forms.CharField(
            label=gettext(one.label), help_text=gettext(one.help) if one.help else "", max_length=2000 if one.is_secret else 500,
            required=one.is_needed and (is_new or not one.is_secret), widget=widget,
        )  # fmt: skip
    return AskedForm


def source_form(kind: str, *, has_address: bool, settings: Sequence[Setting] = (), is_new: bool = True) -> type[SourceForm]:
    """Return the form of a kind of source; `has_address` says that the kind knows its address itself, `settings` is what it asks for."""
    if settings:
        return asked_form(settings, is_new=is_new)
    known: dict[str, type[SourceForm]] = {"mail": MailboxForm, "rss": FeedForm, "hackernews": ThreadForm}
    return known.get(kind) or (SourceForm if has_address else AddressForm)
