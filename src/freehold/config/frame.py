"""What each app puts into the frame around every page: places, palette, searches, settings tabs, words of the log, what leaves."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.kit.design.shell import Privacy


def frame() -> None:
    """Fill the tables of the frame; called once by the wiring."""
    _commands()
    _hooks()
    _words()
    _api()


def _commands() -> None:
    from freehold.apps.accounts import frame as accounts
    from freehold.apps.billing import commands as billing
    from freehold.apps.clients import commands as clients
    from freehold.apps.dashboard import commands as dashboard
    from freehold.apps.demo import frame as demo
    from freehold.apps.opportunities import commands as opportunities
    from freehold.kit.api import frame as api
    from freehold.kit.design.palette import commands
    from freehold.kit.design.shell import shell

    for app in (dashboard, opportunities, clients, billing, accounts, demo, api):
        commands.register(*app.COMMANDS)
    shell.privacy = _privacy
    shell.counts["opportunities"] = opportunities.new_count
    shell.searches.extend((opportunities.search, clients.search, billing.search))


def _privacy(request: Any) -> Privacy:
    """Say at the foot of every page what leaves: the sources first, then whatever else was switched on."""
    from freehold.apps.opportunities.commands import privacy

    found = privacy(request)
    if found.state == "ok" and getattr(request, "sends", False):
        return Privacy(_("Sends only what you have asked for"), "info", reverse("accounts:privacy"))
    return found


def _hooks() -> None:
    from freehold.apps.accounts.leaving import reporters, signs
    from freehold.apps.accounts.sending_report import what_mail_and_webhooks_send
    from freehold.apps.billing.by_itself_frame import asking_online_exists, what_vat_checks_send
    from freehold.apps.billing.client_panel import client_panel, owed_notes
    from freehold.apps.billing.online_frame import paying_online_exists, what_paying_online_sends
    from freehold.apps.billing.views.vat_checks import vat_panel
    from freehold.apps.clients.panels import list_notes, panels
    from freehold.apps.opportunities.leaving import what_sources_ask
    from freehold.kit.mailing.selectors import account_exists
    from freehold.kit.webhooks.selectors import endpoint_exists

    signs.extend((account_exists, endpoint_exists, asking_online_exists, paying_online_exists))
    panels.extend((client_panel, vat_panel))
    list_notes.append(owed_notes)
    reporters.extend((what_sources_ask, what_mail_and_webhooks_send, what_paying_online_sends, what_vat_checks_send))


def _words() -> None:
    from freehold.apps.accounts.log_words import WORDS
    from freehold.apps.billing.by_itself_frame import LOG_WORDS as BY_ITSELF
    from freehold.apps.billing.log_words import LOG_WORDS
    from freehold.kit.api.frame import LOG_WORDS as API_WORDS

    WORDS.update(BY_ITSELF)
    WORDS.update(LOG_WORDS)
    WORDS.update(API_WORDS)


def _api() -> None:
    from freehold.apps.accounts.views.settings import tabs
    from freehold.apps.billing.api.table import register
    from freehold.kit.api.frame import frame as api_frame
    from freehold.kit.api.routers import routers
    from freehold.kit.api.scopes import scopes

    api_frame.tabs = tabs
    register(routers, scopes)
