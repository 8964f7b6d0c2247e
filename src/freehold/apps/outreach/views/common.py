"""What the pages of outreach share: the frame, finding a campaign or draft, the mail as it goes out, and what keeps mails from leaving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freehold.apps.clients.panels import place_tabs
from freehold.apps.outreach.models import Approach, Campaign, OutreachSettings
from freehold.apps.outreach.selectors import campaigns as reads
from freehold.kit.mailing.models import MailAccount
from freehold.kit.mailing.selectors import account_of

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Gap:
    """Something without which no mail leaves, and where it is mended."""

    title: str
    text: str
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as its reader sees it."""

    sender: str
    to_name: str
    to: str
    subject: str
    text: str
    footer: str = ""


def frame(current: str, tab: str = "outreach") -> dict[str, Any]:
    """Return the tabs of the place and the parts of outreach; `current` is "campaigns", "results", "suppressed" or "settings"."""
    parts = (
        ("campaigns", _("Campaigns"), "outreach:campaigns"),
        ("results", _("Results"), "outreach:results"),
        ("suppressed", _("Not to write to"), "outreach:suppressed"),
        ("settings", _("How it is sent"), "outreach:settings"),
    )
    return {
        "place_tabs": place_tabs[0](tab) if place_tabs else [],
        "parts": [{"label": label, "url": reverse(name), "current": key == current} for key, label, name in parts],
    }


def campaign_or_404(request: Any, campaign_id: int) -> Campaign:
    """Return a campaign of the reader's workspace."""
    found = reads.campaign(request.workspace, campaign_id)
    if found is None:
        raise Http404
    return found


def approach_or_404(request: Any, approach_id: int) -> Approach:
    """Return one draft or mail of the reader's workspace."""
    found = reads.approach(request.workspace, approach_id)
    if found is None:
        raise Http404
    return found


def gaps(settings: OutreachSettings, account: MailAccount | None) -> list[Gap]:
    """Return what is missing before anything can leave."""
    found = []
    if not settings.postal_address.strip():
        found.append(
            Gap(
                _("Your postal address is missing"),
                _("Each mail has to name it, in nearly every country. Nothing leaves before it is there."),
                reverse("outreach:settings"),
                _("Write it down"),
            )
        )
    if account is None:
        found.append(
            Gap(
                _("Freehold has no mail account yet"),
                _("What you approve is kept and leaves once you have set one up."),
                reverse("accounts:mail"),
                _("Set up mail"),
            )
        )
    elif account.paused_at:
        found.append(Gap(_("Nothing is sent at the moment"), account.last_error, reverse("accounts:mail"), _("Look at the mail account")))
    elif not account.watch_host:
        found.append(
            Gap(
                _("Nobody looks for answers"),
                _("Freehold does not read your mailbox, so it cannot know who has answered or wants no more mail."),
                reverse("accounts:mail"),
                _("Add the mailbox"),
            )
        )
    return found


def gaps_of(request: Any) -> list[Gap]:
    """Return what is missing in the reader's workspace (two queries)."""
    return gaps(reads.settings_of(request.workspace), account_of(request.workspace.pk))


def lines_of(lines: Any, text: str | None = None) -> list[dict[str, Any]]:
    """Return the personal lines with their facts, their days in words; with `text`, those that stand in it no more are marked."""
    found = []
    for line in lines if isinstance(lines, list) else []:
        facts = [
            {
                "kind": str(fact.get("kind", "")),
                "text": str(fact.get("text", "")),
                "source": str(fact.get("source", "")),
                "on": day_of(fact.get("on")),
                "url": own_path(fact.get("url")),
            }
            for fact in line.get("facts") or ()
        ]
        words = str(line.get("text", ""))
        found.append({"text": words, "facts": facts, "gone": text is not None and _plain(words) not in _plain(text)})
    return found


def day_of(value: object) -> str:
    """Return a stored day in the reader's words."""
    from datetime import date

    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    try:
        return date_format(date.fromisoformat(str(value)[:10]), "SHORT_DATE_FORMAT") if value else ""
    except ValueError:
        return str(value)


def own_path(value: object) -> str:
    """Return an address that may be a link: a path of our own or a web address, else ""."""
    words = str(value or "")
    own = words.startswith("/") and not words.startswith(("//", "/\\"))
    return words if own or words.startswith(("https://", "http://")) else ""


def address_of(name: str, *args: object) -> str:
    """Return the address of a page that another part of the house may have, "" without it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _plain(words: str) -> str:
    return " ".join(words.split())
