"""The words of the mails to visitors, in the languages we can write well, and the names of the kinds of mail."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

#: Kind → its name in the plural, as it is read on the page where a person allows it; wiring makes them known.
MAIL_KINDS = {
    "chat_handover": _("Notes to yourself about visitors who wait"),
    "chat_reply": _("Your answers to visitors who have left the page"),
    "chat_transcript": _("Transcripts that visitors ask for"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text with {site}, {answer} and {asked} in them."""

    subject: str
    text: str


MAIL_WORDS: dict[str, dict[str, Words]] = {
    "reply": {
        "en": Words(
            "Your question to {site}", "Hello,\n\n{answer}\n\nIf anything is still open, just reply to this mail.\n\n{site}\n\n{asked}\n"
        ),
        "de": Words(
            "Ihre Frage an {site}",
            "Guten Tag,\n\n{answer}\n\nWenn noch etwas offen ist, antworten Sie einfach auf diese E-Mail.\n\n{site}\n\n{asked}\n",
        ),
    },
    "late": {
        "en": Words("Your question to {site}", "Hello,\n\n{answer}\n"),
        "de": Words("Ihre Frage an {site}", "Guten Tag,\n\n{answer}\n"),
    },
    "transcript": {
        "en": Words("Your conversation with {site}", "Hello,\n\nhere is what was said in your conversation with {site}.\n\n{answer}\n"),
        "de": Words("Ihr Gespräch mit {site}", "Guten Tag,\n\nhier steht, was in Ihrem Gespräch mit {site} gesagt wurde.\n\n{answer}\n"),
    },
}
