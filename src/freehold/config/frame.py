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
    from freehold.apps.assistant import commands as assistant
    from freehold.apps.billing import commands as billing
    from freehold.apps.chatbot import commands as chatbot
    from freehold.apps.clients import commands as clients
    from freehold.apps.dashboard import commands as dashboard
    from freehold.apps.demo import frame as demo
    from freehold.apps.independence import commands as independence
    from freehold.apps.insights import commands as insights
    from freehold.apps.learning import commands as learning
    from freehold.apps.opportunities import commands as opportunities
    from freehold.apps.outreach import commands as outreach
    from freehold.apps.proposals import commands as proposals
    from freehold.apps.reputation import commands as reputation
    from freehold.apps.storefront import commands as storefront
    from freehold.kit.api import frame as api
    from freehold.kit.design.palette import commands
    from freehold.kit.design.shell import shell

    places = (dashboard, opportunities, clients, outreach, chatbot, proposals, billing, insights, independence, reputation, learning)
    for app in (*places, accounts, storefront, assistant, demo, api):
        commands.register(*app.COMMANDS)
    shell.privacy = _privacy
    shell.aside = assistant.aside
    shell.desk = assistant.desk
    shell.counts["opportunities"] = opportunities.new_count
    shell.counts["clients"] = chatbot.waiting_count
    shell.counts["proposals"] = proposals.waiting_count
    shell.searches.extend(
        (opportunities.search, clients.search, billing.search, chatbot.search, proposals.search, outreach.search, learning.search)
    )


def _privacy(request: Any) -> Privacy:
    """Say at the foot of every page what leaves: the sources first, then whatever else was switched on."""
    from freehold.apps.opportunities.commands import privacy

    found = privacy(request)
    if found.state == "ok" and getattr(request, "sends", False):
        return Privacy(_("Sends only what you have asked for"), "info", reverse("accounts:privacy"))
    return found


def _hooks() -> None:
    from freehold.apps.accounts.ai_report import what_the_chat_model_gets
    from freehold.apps.accounts.alongside import figures
    from freehold.apps.accounts.leaving import reporters, signs
    from freehold.apps.accounts.sending_report import what_mail_and_webhooks_send
    from freehold.apps.billing.by_itself_frame import asking_online_exists, what_vat_checks_send
    from freehold.apps.billing.online_frame import paying_online_exists, what_paying_online_sends
    from freehold.apps.billing.portal_extras import EXTRAS
    from freehold.apps.chatbot.commands import WAITING
    from freehold.apps.chatbot.knowledge_leaving import what_pages_ask
    from freehold.apps.chatbot.selectors.conversations import waiting_figure
    from freehold.apps.chatbot.selectors.knowledge import page_exists
    from freehold.apps.chatbot.services.portal_chat import portal_extra
    from freehold.apps.learning.leaving import any_feed, what_feeds_ask
    from freehold.apps.opportunities.leaving import what_sources_ask
    from freehold.apps.opportunities.panels import actions
    from freehold.apps.outreach.leaving import what_outreach_sends
    from freehold.apps.proposals.client_panel import PROPOSE
    from freehold.apps.proposals.today import WAITING as PROPOSALS_WAITING
    from freehold.apps.proposals.today import waiting_figure as proposals_figure
    from freehold.kit.ai.selectors import model_exists
    from freehold.kit.mailing.selectors import account_exists
    from freehold.kit.webhooks.selectors import endpoint_exists

    signs.extend((account_exists, endpoint_exists, asking_online_exists, paying_online_exists, page_exists, model_exists, any_feed))
    figures[WAITING] = waiting_figure
    figures[PROPOSALS_WAITING] = proposals_figure
    actions.append(PROPOSE)
    EXTRAS.append(portal_extra)
    reporters.extend(
        (
            what_sources_ask,
            what_feeds_ask,
            what_pages_ask,
            what_mail_and_webhooks_send,
            what_outreach_sends,
            what_paying_online_sends,
            what_vat_checks_send,
            what_the_chat_model_gets,
        )
    )
    _about_clients()
    _about_numbers()


def _about_numbers() -> None:
    """Tell billing how late an invoice is likely to be, and reputation in which place it stands."""
    from freehold.apps.billing.panels import late_risks
    from freehold.apps.insights.late_notes import late_notes
    from freehold.apps.insights.tabs import tabs
    from freehold.apps.reputation.panels import place_tabs

    late_risks.append(late_notes)
    place_tabs.append(tabs)


def _about_clients() -> None:
    """Fill a client's page, the list of clients, what is known of whom to approach, and what is forgotten with a client."""
    from freehold.apps.billing.client_panel import client_panel, owed_notes
    from freehold.apps.billing.client_timeline import forget_links, money_fates, papers_and_payments
    from freehold.apps.billing.views.vat_checks import vat_panel
    from freehold.apps.chatbot.client_panel import conversations_panel
    from freehold.apps.chatbot.client_timeline import chat_fates, conversations, forget_conversations
    from freehold.apps.chatbot.tabs import tabs
    from freehold.apps.clients.panels import fates, forgetters, list_notes, panels, place_tabs, timeline
    from freehold.apps.insights.services import forgetting as insights
    from freehold.apps.outreach.client_panel import outreach_panel
    from freehold.apps.outreach.client_timeline import outreach_entries
    from freehold.apps.outreach.services.prospects_reading import offers_elsewhere, told_elsewhere
    from freehold.apps.proposals.client_panel import proposals_panel
    from freehold.apps.proposals.client_timeline import proposals_timeline
    from freehold.apps.proposals.services.forgetting import fates as proposal_fates
    from freehold.apps.proposals.services.forgetting import forget as forget_proposals
    from freehold.apps.reputation.client_timeline import reputation_entries
    from freehold.apps.reputation.services import forgetting as reputation
    from freehold.config.flows import decided_proposals, declined_proposals

    panels.extend((client_panel, proposals_panel, outreach_panel, conversations_panel, vat_panel))
    timeline.extend((papers_and_payments, conversations, proposals_timeline, outreach_entries, reputation_entries))
    fates.extend((money_fates, chat_fates, proposal_fates, insights.fates, reputation.fates))
    forgetters.extend((forget_links, forget_conversations, forget_proposals, insights.forget, reputation.forget))
    list_notes.append(owed_notes)
    place_tabs.append(tabs)
    told_elsewhere.append(declined_proposals)
    offers_elsewhere.append(decided_proposals)


def _words() -> None:
    from freehold.apps.accounts.log_words import WORDS
    from freehold.apps.assistant.commands import LOG_WORDS as ASSISTANT_WORDS
    from freehold.apps.billing.by_itself_frame import LOG_WORDS as BY_ITSELF
    from freehold.apps.billing.log_words import LOG_WORDS
    from freehold.apps.chatbot.log_words import LOG_WORDS as CHAT_WORDS
    from freehold.apps.clients.log_words import LOG_WORDS as CLIENT_WORDS
    from freehold.apps.independence.log_words import LOG_WORDS as INDEPENDENCE_WORDS
    from freehold.apps.insights.log_words import LOG_WORDS as INSIGHTS_WORDS
    from freehold.apps.learning.log_words import LOG_WORDS as LEARNING_WORDS
    from freehold.apps.outreach.log_words import LOG_WORDS as OUTREACH_WORDS
    from freehold.apps.proposals.log_words import LOG_WORDS as PROPOSAL_WORDS
    from freehold.apps.reputation.log_words import LOG_WORDS as REPUTATION_WORDS
    from freehold.apps.storefront.log_words import LOG_WORDS as STOREFRONT_WORDS
    from freehold.kit.ai.log_words import LOG_WORDS as AI_WORDS
    from freehold.kit.api.frame import LOG_WORDS as API_WORDS
    from freehold.kit.mailing.log_words import LOG_WORDS as MAIL_WORDS

    WORDS.update(BY_ITSELF)
    WORDS.update(LOG_WORDS)
    WORDS.update(API_WORDS)
    WORDS.update(AI_WORDS)
    WORDS.update(CHAT_WORDS)
    WORDS.update(MAIL_WORDS)
    WORDS.update(CLIENT_WORDS)
    WORDS.update(OUTREACH_WORDS)
    WORDS.update(PROPOSAL_WORDS)
    WORDS.update(STOREFRONT_WORDS)
    WORDS.update(INSIGHTS_WORDS)
    WORDS.update(INDEPENDENCE_WORDS)
    WORDS.update(REPUTATION_WORDS)
    WORDS.update(LEARNING_WORDS)
    WORDS.update(ASSISTANT_WORDS)


def _api() -> None:
    from freehold.apps.accounts.views.settings import tabs
    from freehold.apps.billing.api.table import register
    from freehold.kit.api.frame import frame as api_frame
    from freehold.kit.api.routers import routers
    from freehold.kit.api.scopes import scopes

    api_frame.tabs = tabs
    register(routers, scopes)
