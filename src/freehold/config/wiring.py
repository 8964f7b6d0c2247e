"""Who fulfils which port, and what happens after what. Each flow of the house can be read here."""

from __future__ import annotations

from freehold.apps.accounts.events import ProfileChanged
from freehold.apps.billing import schedules as billing
from freehold.apps.billing.events import (
    InvoiceIssued,
    InvoicePaid,
    InvoiceSent,
    PaymentAllocated,
    PaymentReceived,
    QuoteAccepted,
    QuoteDeclined,
    TransactionsImported,
)
from freehold.apps.chatbot import schedules as chatbot
from freehold.apps.chatbot.events import BriefTaken, ConversationClosed
from freehold.apps.clients.events import ClientForgotten, ClientsMerged, ClientsUnmerged
from freehold.apps.independence import schedules as independence
from freehold.apps.insights import schedules as insights
from freehold.apps.learning import schedules as learning
from freehold.apps.opportunities import schedules as inbox
from freehold.apps.opportunities.events import OpportunityWon, PostingsAnalysed, PostingsSighted
from freehold.apps.outreach import schedules as outreach
from freehold.apps.proposals import schedules as proposals
from freehold.apps.proposals.events import ProposalAccepted
from freehold.apps.storefront.events import BriefReceived
from freehold.config.frame import frame
from freehold.config.sources import register_sources
from freehold.kit.ai import schedules as ai
from freehold.kit.jobs import schedules as jobs
from freehold.kit.mailing import schedules as mailing
from freehold.kit.mailing.events import MailBounced, MailCancelled, MailComplained, MailFailed, MailReplied, MailSent, MailUnsubscribed
from freehold.kit.outbox import schedules as outbox
from freehold.kit.outbox.bus import subscribe
from freehold.kit.webhooks import schedules as webhooks

SCHEDULES = (
    *inbox.SCHEDULES,
    *billing.SCHEDULES,
    *chatbot.SCHEDULES,
    *proposals.SCHEDULES,
    *outreach.SCHEDULES,
    *insights.SCHEDULES,
    *independence.SCHEDULES,
    *learning.SCHEDULES,
    *mailing.SCHEDULES,
    *webhooks.SCHEDULES,
    *ai.SCHEDULES,
    *jobs.SCHEDULES,
    *outbox.SCHEDULES,
)
_OPPORTUNITIES = "freehold.apps.opportunities.subscribers."
_BILLING = "freehold.apps.billing."
_CHATBOT = "freehold.apps.chatbot."
_PROPOSALS = "freehold.apps.proposals.subscribers."
_OUTREACH = "freehold.apps.outreach.subscribers."


def wire() -> None:
    """Fill the registries, the event table and the table of commands; called once by Django's start."""
    _sources()
    _ports()
    _flows()
    frame()


def _sources() -> None:
    from freehold.apps.opportunities.registry import posting_sources

    if not len(posting_sources):
        register_sources(posting_sources).load_plugins()


def _ports() -> None:
    from freehold.apps.assistant.action import actions
    from freehold.apps.assistant.actions import register
    from freehold.apps.billing.payment_services import payment_services
    from freehold.apps.billing.services.mail_kinds import MAIL_KINDS
    from freehold.apps.billing.services.webhooks import EVENTS
    from freehold.apps.chatbot.services.handover_words import MAIL_KINDS as CHAT_KINDS
    from freehold.apps.opportunities.services.mail_kinds import MAIL_KINDS as OPPORTUNITY_KINDS
    from freehold.apps.outreach.services.gate import outreach_gate
    from freehold.apps.outreach.services.running_words import MAIL_KINDS as OUTREACH_KINDS
    from freehold.apps.proposals.services.mail_kinds import MAIL_KINDS as PROPOSAL_KINDS
    from freehold.apps.reputation.selectors import public_fingerprint
    from freehold.apps.reputation.services.mail_kinds import MAIL_KINDS as REPUTATION_KINDS
    from freehold.apps.storefront.extras import FINGERPRINTS
    from freehold.apps.storefront.log_words import MAIL_KINDS as STOREFRONT_KINDS
    from freehold.integrations.ai.chat import PydanticAiChat
    from freehold.integrations.mail.bounce_reader import ImapBounceReader
    from freehold.integrations.mail.reply_reader import ImapReplyReader
    from freehold.integrations.mail.smtp import SmtpSender
    from freehold.integrations.mailcheck.when_asked import MailCheckWhenAsked
    from freehold.integrations.payments.stripe_provider import StripeService
    from freehold.kit.ai.port import chat_model
    from freehold.kit.mailing.gates import gates
    from freehold.kit.mailing.kinds import KIND_NAMES
    from freehold.kit.mailing.port import bounce_reader, mail_check, mail_sender, reply_reader
    from freehold.kit.webhooks.registry import EVENT_NAMES

    mail_sender.use(SmtpSender())
    bounce_reader.use(ImapBounceReader())
    reply_reader.use(ImapReplyReader())
    mail_check.use(MailCheckWhenAsked())
    chat_model.use(PydanticAiChat())
    actions.fill_by(register)
    if not len(payment_services):
        payment_services.register("stripe", StripeService())
        payment_services.load_plugins()
    KIND_NAMES.update(MAIL_KINDS)
    KIND_NAMES.update(CHAT_KINDS)
    KIND_NAMES.update(PROPOSAL_KINDS)
    KIND_NAMES.update(OUTREACH_KINDS)
    KIND_NAMES.update(STOREFRONT_KINDS)
    KIND_NAMES.update(REPUTATION_KINDS)
    KIND_NAMES.update(OPPORTUNITY_KINDS)
    if public_fingerprint not in FINGERPRINTS:
        FINGERPRINTS.append(public_fingerprint)
    if outreach_gate not in gates:
        gates.append(outreach_gate)
    EVENT_NAMES.update(EVENTS)


def _flows() -> None:
    # source polled / mail read / page pasted / file imported → PostingsSighted → analyse → PostingsAnalysed → match
    subscribe(PostingsSighted, _OPPORTUNITIES + "analyse_sighted")
    subscribe(PostingsAnalysed, _OPPORTUNITIES + "match_analysed")
    # the profile changed → match everything again
    subscribe(ProfileChanged, _OPPORTUNITIES + "rematch_changed_profile")
    subscribe(ProfileChanged, "freehold.apps.learning.subscribers.profile_changed")
    # quote accepted → its deposit or its invoice as a draft
    subscribe(QuoteAccepted, _BILLING + "portal_subscribers.draft_on_acceptance")
    # statement imported, or invoice issued that an earlier line may pay → reconcile
    subscribe(TransactionsImported, _BILLING + "reconcile_subscribers.reconcile_imported")
    subscribe(InvoiceIssued, _BILLING + "reconcile_subscribers.reconcile_after_issue")
    # mail left → paper sent, reminder sent; came back → reminder failed
    subscribe(MailSent, _BILLING + "services.sending.mail_sent")
    subscribe(MailSent, _BILLING + "services.reminder_outcomes.reminder_sent")
    subscribe(MailFailed, _BILLING + "services.reminder_outcomes.reminder_failed")
    subscribe(MailBounced, _BILLING + "services.reminder_outcomes.reminder_failed")
    # a reply by mail → into the conversation that it belongs to
    subscribe(MailReplied, _CHATBOT + "services.mail_replies.take_reply")
    # a request was taken down → a client and an opportunity
    subscribe(BriefTaken, _CHATBOT + "services.intake_brief.take_brief")
    # a brief was left on the public page → the same
    subscribe(BriefReceived, "freehold.apps.storefront.services.briefs.take_brief")
    # conversation closed after a person answered → an answer is proposed
    subscribe(ConversationClosed, _CHATBOT + "knowledge_subscribers.learn_from_closed")
    # a proposal left, was answered by mail, was accepted and its quote issued
    subscribe(MailSent, _PROPOSALS + "mail_sent")
    subscribe(MailReplied, _PROPOSALS + "mail_replied")
    subscribe(InvoiceIssued, _PROPOSALS + "quote_issued")
    # a mail of outreach left, came back, was answered or refused → its approach goes on, or ends
    for happening, handler in (
        (MailSent, "mail_sent"),
        (MailFailed, "mail_failed"),
        (MailCancelled, "mail_cancelled"),
        (MailBounced, "mail_bounced"),
        (MailUnsubscribed, "mail_unsubscribed"),
        (MailComplained, "mail_complained"),
        (MailReplied, "mail_replied"),
    ):
        subscribe(happening, _OUTREACH + handler)
    # won, by an invoice, an opportunity or a proposal → nobody there is approached any more
    subscribe(InvoiceIssued, _OUTREACH + "invoice_issued")
    subscribe(OpportunityWon, _OUTREACH + "opportunity_won")
    subscribe(ProposalAccepted, "freehold.config.flows.approached_client_won")
    # clients became one, or two again, or were forgotten
    subscribe(ClientsMerged, _OUTREACH + "clients_merged")
    subscribe(ClientsUnmerged, _OUTREACH + "clients_unmerged")
    subscribe(ClientForgotten, _OUTREACH + "client_forgotten")
    subscribe(ClientForgotten, "freehold.apps.reputation.services.forgetting.client_forgotten")
    # an invoice was issued or paid → the cash forecast and the risk of late payment are made anew
    subscribe(InvoiceIssued, "freehold.apps.insights.subscribers.invoice_issued")
    subscribe(InvoicePaid, "freehold.apps.insights.subscribers.invoice_paid")
    # a part was paid → a payment page that still asks for the whole is closed
    subscribe(PaymentAllocated, _BILLING + "portal_subscribers.close_outdated_pages")
    # invoice paid → no reminder, no open payment page
    subscribe(InvoicePaid, _BILLING + "services.reminder_outcomes.stop_when_paid")
    subscribe(InvoicePaid, _BILLING + "portal_subscribers.close_pages_of_paid")
    # whatever happens with money → the owner's webhooks
    for event, name in (
        (InvoiceIssued, "invoice_issued"),
        (InvoiceSent, "invoice_sent"),
        (InvoicePaid, "invoice_paid"),
        (QuoteAccepted, "quote_accepted"),
        (QuoteDeclined, "quote_declined"),
        (PaymentReceived, "payment_received"),
    ):
        subscribe(event, f"{_BILLING}services.webhooks.{name}")
