"""Every sentence that explains a permission, in one table: the apps translate it, and the catalogue is made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

TEMPLATES: dict[str, str] = {
    # why it is allowed
    "ok_consent": "They agreed to such mail on {on} ({source}).",
    "ok_opt_out": "No prior consent is needed there. The mail must name you and your postal address, its subject must be honest, and a "
    "request to stop counts at once (the law gives 10 business days).",
    "ok_corporate": "It goes to a company or public body: no consent is needed there, but who you are and a way to refuse are.",
    "ok_relevance": "It goes to somebody at work about their work: no consent is needed there, but a way to refuse is.",
    "ok_soft": "They are a customer since {on} ({source}): mail about similar work is allowed as long as they can refuse each time "
    "and could when they gave the address.",
    "ok_customer": "They are a customer since {on} ({source}): the narrow exception for existing customers. It holds for similar work "
    "of your own only, and only if they could refuse when they gave the address and can in each mail.",
    "ok_canada_customer": "They bought from you on {on} ({source}): consent is implied until {until}.",
    "ok_canada_enquiry": "They asked you on {on} ({source}): consent is implied until {until}.",
    # why it is refused
    "no_objected": "They have asked for no more mail. That holds whatever else is known.",
    "no_country": "It is not known in which country they are, so no rule can be applied.",
    "no_form": "It is not known whether this is a company or a person in business, and the rule there depends on it.",
    "no_basis": "Nothing says why you may write to them.",
    "no_source": "It is not known where their address comes from.",
    "no_date": "It is not known since when this holds.",
    "no_future": "The date given for it ({on}) has not come yet.",
    "no_private": "A private person is approached with their consent only.",
    "no_person": "Sole traders, ordinary partnerships and private persons need to have agreed, or to be customers.",
    "no_relevance": "It is only allowed when it has to do with their work, and a private person has to agree first.",
    "no_consent_or_customer": "There a business, too, must have agreed before, or be a customer of yours.",
    "no_consent": "There everybody must have agreed before.",
    "no_canada": "There they must have agreed, have bought from you within two years, or have asked you within six months.",
    "no_canada_old": "The consent that was implied on {on} ended on {until}.",
    # what to do
    "todo_objected": "Leave them out. If they write to you of their own accord, answer them there.",
    "todo_country": "Add the country on their page.",
    "todo_form": "Say on their page what they are: company, sole trader, partnership, public body or private person.",
    "todo_basis": "Add on their page why you may write: they agreed, they are a customer, or you have an interest you can explain.",
    "todo_source": "Add on their page where you have the address from, for example their own site and the day.",
    "todo_date": "Add the day on their page.",
    "todo_consent": "Ask them another way first: by phone where that is allowed, by letter, or by their own contact form. Note their "
    "consent with its day and where it was given.",
}
NOTE = "This is a help, no legal advice. The rules stand here as of {as_of}."
OBJECTION = "Objection (GDPR Article 21 and all mail laws)"
STRICTEST = "The strictest rule, as the one of this country is not known here"
SENTENCES = (*TEMPLATES.values(), NOTE, OBJECTION, STRICTEST)
"""Everything that is to be translated."""


def say(code: str, values: Mapping[str, str], translate: Callable[[str], str] | None = None) -> str:
    """Return the sentence of a code with its values filled in; `translate` turns the English pattern into another language."""
    pattern = TEMPLATES[code]
    return (translate(pattern) if translate else pattern).format(**values)
