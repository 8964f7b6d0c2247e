"""Texts that are prepared and wait: a mail, a proposal, a reminder, an answer for clients, a note. None of them leaves by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.accounts import selectors as accounts
from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row
from freehold.apps.assistant.actions import words_drafts as words
from freehold.apps.assistant.actions.common import MAYBE_CLIENT, OPPORTUNITY, PAPER, amount
from freehold.apps.assistant.services.drafts import Evidence, Text, add_draft
from freehold.apps.assistant.services.proposals import LANGUAGES, proposal
from freehold.apps.billing.selectors import documents
from freehold.apps.billing.selectors.merged import standing_client
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services import reminders
from freehold.apps.chatbot.services.answerer import answerer_of
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError


def _kept(context: Context, text: Text) -> Result:
    draft = add_draft(context, text)
    url = reverse("assistant:draft", args=[draft.pk])
    rows = tuple(Row(one.sentence, one.source, one.url, one.fact) for one in text.evidence)
    data = {"id": draft.pk, "url": url, "text": draft.text, "title": draft.title}
    return Result(draft.title, _("The draft waits for you. Nothing has left."), rows, data)


def _mail(context: Context, values: Mapping[str, Any]) -> Result:
    client = clients.client(context.workspace_id, values["client"]) if values.get("client") else None
    own = values["text"].strip()
    language = _language(context, client.language if client else "")
    receivers = clients.invoice_recipients(client) if client else []
    with translation.override(language):
        person = client.contacts.first() if client else None
        name = (person.name if person else client.name) if client else ""
        greeting = _("Hello %(name)s,") % {"name": name} if name else _("Hello,")
        subject = values.get("subject") or _shortened(own)
        text = "\n\n".join(filter(None, [greeting, own, _("Kind regards") + "\n" + _sender(context)]))
    source = _("your own words")
    evidence = [Evidence(own, own, source)]
    to = (person.email if person and person.email else "") or (receivers[0][1] if receivers else "")
    about = ("client", client.pk) if client else ("", None)
    return _kept(context, Text(kind="mail", title=subject, text=text, to=to, language=language, about=about, evidence=evidence))


def _proposal(context: Context, values: Mapping[str, Any]) -> Result:
    return _kept(context, proposal(context, values["opportunity"]))


def _reminder(context: Context, values: Mapping[str, Any]) -> Result:
    paper = documents.document(context.workspace_id, values["document"])
    if paper is None or not paper.number or paper.open <= 0:
        raise UserError(_("Nothing is open on this invoice, so there is nothing to remind of."))
    url = reverse("billing:document", args=[paper.pk])
    try:
        ready = reminders.prepare(context.workspace_id, paper.pk, now=context.now)
    except UserError:  # none is due by the ladder; a friendly one can still be written by hand
        language = _language(context, paper.language)
        with translation.override(language):
            due = date_format(paper.due_date, "DATE_FORMAT") if paper.due_date else ""
            facts = {"number": paper.number, "amount": amount(paper.open, paper.currency), "due": due}
            title = _("Invoice %(number)s") % facts
            about_it = _("may I remind you of invoice %(number)s? %(amount)s is open; it was due on %(due)s.") % facts
            greeting = _("Hello %(name)s,") % {"name": paper.client.name}
            text = "\n\n".join([greeting, about_it, _("Kind regards") + "\n" + _sender(context)])
    else:
        language, title, text = ready.language, ready.subject, ready.text
    fact = f"{paper.number}: {amount(paper.open, paper.currency)}, {paper.due_date or ''}"
    evidence = [Evidence(title, fact, paper.number, url)]
    receivers = clients.invoice_recipients(standing_client(paper))
    to = receivers[0][1] if receivers else ""
    about = ("document", paper.pk)
    return _kept(context, Text(kind="reminder", title=title, text=text, to=to, language=language, about=about, evidence=evidence))


def _faq(context: Context, values: Mapping[str, Any]) -> Result:
    answer, evidence = values.get("answer", ""), []
    if not answer:
        found = answerer_of(context.workspace_id, now=context.now).ask(values["question"])
        if found.action != "answer":
            raise UserError(_("Nothing that you have written answers this yet. Say the answer behind the question."))
        answer = "\n".join(quote.text for quote in found.quotes)
        evidence = [Evidence(quote.text, quote.text, quote.source, quote.url) for quote in found.quotes]
    return _kept(context, Text(kind="faq", title=values["question"], text=answer, evidence=evidence))


def _note(context: Context, values: Mapping[str, Any]) -> Result:
    about = ("client", values["client"]) if values.get("client") else ("", None)
    own = values["text"]
    evidence = [Evidence(own, own, _("your own words"))]
    return _kept(context, Text(kind="note", title=_shortened(own), text=own, about=about, evidence=evidence))


def _language(context: Context, wished: str) -> str:
    language = wished or billing_settings(context.workspace_id).workspace.language
    return language if language in LANGUAGES else "en"


def _sender(context: Context) -> str:
    settings = billing_settings(context.workspace_id)
    own = accounts.freelancer(context.workspace_id, context.freelancer_id) if context.freelancer_id else None
    return (own.name if own else "") or settings.name or context.by


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else line[:69].rsplit(" ", 1)[0] + "…"


_TEXT = Parameter("text", "text", gettext_lazy("What it should say"), "The words; they are kept as they are.", required=True)

DRAFTS = (
    Action(
        name="draft.mail",
        kind="draft",
        title=gettext_lazy("Prepare a mail"),
        description="Prepare a mail to a client with the person's own words; it waits as a draft.",
        parameters=(_TEXT, MAYBE_CLIENT, Parameter("subject", "text", gettext_lazy("Subject"), "The subject line.")),
        examples=words.MAIL,
        run=_mail,
    ),
    Action(
        name="draft.proposal",
        kind="draft",
        title=gettext_lazy("Prepare a proposal"),
        description="Prepare a proposal for an opportunity from what matched in the profile; it waits as a draft.",
        parameters=(OPPORTUNITY,),
        examples=words.PROPOSAL,
        run=_proposal,
    ),
    Action(
        name="draft.reminder",
        kind="draft",
        title=gettext_lazy("Prepare a reminder"),
        description="Prepare a payment reminder for an open invoice; it waits as a draft.",
        parameters=(PAPER,),
        examples=words.REMINDER,
        run=_reminder,
    ),
    Action(
        name="draft.faq",
        kind="draft",
        title=gettext_lazy("Prepare an answer for clients"),
        description="Prepare a question with its answer; without an answer it is quoted from the knowledge.",
        parameters=(
            Parameter("question", "text", gettext_lazy("Question"), "What clients ask.", required=True),
            Parameter("answer", "text", gettext_lazy("Answer"), "What they should be told."),
        ),
        examples=words.FAQ,
        run=_faq,
    ),
    Action(
        name="draft.note",
        kind="draft",
        title=gettext_lazy("Prepare a note"),
        description="Keep a text as a note that waits, about a client if one is named.",
        parameters=(_TEXT, MAYBE_CLIENT),
        examples=words.NOTE,
        run=_note,
    ),
)
