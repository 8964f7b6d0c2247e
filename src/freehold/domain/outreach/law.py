"""Whether a person may be approached by mail: the rule of their country, applied to what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from freehold.domain.outreach.rules import AS_OF, Rule, rule_of
from freehold.domain.outreach.wording import NOTE, OBJECTION, say

CORPORATE = frozenset({"company", "public"})
FORMS = frozenset({"company", "sole_trader", "partnership", "public", "person"})
BASES = frozenset({"consent", "customer", "interest"})
CANADA_CUSTOMER_MONTHS = 24
CANADA_ENQUIRY_MONTHS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """What is known of somebody on `today`. "" and None mean that it is not known.

    `basis` is "consent", "customer" or "interest" with its `source` and the day `on`; for "customer" `on` is the last purchase.
    `enquired_on` is when they last asked something of their own accord. `objected` tells that they want no more mail.
    """

    country: str
    legal_form: str
    basis: str
    source: str
    on: date | None
    today: date
    enquired_on: date | None = None
    objected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether, by which rule, why, and what to do where not. `code` and `todo_code` are keys of the wording with `values`; an empty
    `todo_code` means that nothing is to be done.

    `duties` are what the mail must have: "identity", "postal_address", "opt_out", "source". `link` is where the rule can be read.
    """

    allowed: bool
    rule: str
    code: str
    todo_code: str = ""
    values: dict[str, str] = field(default_factory=dict)
    duties: tuple[str, ...] = ()
    link: str = ""
    as_of: date = AS_OF

    @property
    def why(self) -> str:
        """The reason in English."""
        return self.explained()

    @property
    def todo(self) -> str:
        """What to do in English, "" when nothing is."""
        return self.advice()

    def explained(self, translate: Callable[[str], str] | None = None) -> str:
        """Return the reason; `translate` turns the English pattern into another language."""
        return say(self.code, self.values, translate)

    def advice(self, translate: Callable[[str], str] | None = None) -> str:
        """Return what to do, "" when nothing is."""
        return say(self.todo_code, self.values, translate) if self.todo_code else ""

    def note(self, translate: Callable[[str], str] | None = None) -> str:
        """Return what must stand beside every such judgement: how old the rules are, and that they are no advice."""
        return (translate(NOTE) if translate else NOTE).format(as_of=self.as_of.isoformat())


def may_approach(facts: ContactFacts) -> Permission:
    """Return whether this person may be approached by mail. What is missing refuses; an objection refuses always."""
    if facts.objected:
        return Permission(allowed=False, rule=OBJECTION, code="no_objected", todo_code="todo_objected")
    if not _known_code(facts.country):
        return Permission(allowed=False, rule="", code="no_country", todo_code="todo_country")
    rule = rule_of(facts.country)
    missing = _missing(facts, rule)
    if missing is not None:
        return _refused(rule, facts, *missing)
    if facts.basis == "consent":
        return _allowed(rule, facts, "ok_consent")
    return _BY_STRICTNESS[rule.strictness](rule, facts)


def _known_code(country: str) -> bool:
    code = country.strip()
    return len(code) == 2 and code.isascii() and code.isalpha()


def _missing(facts: ContactFacts, rule: Rule) -> tuple[str, str] | None:
    """Return what is missing or cannot be, as (code, what to do)."""
    if facts.basis not in BASES:
        return "no_basis", "todo_basis"
    if not facts.source.strip():
        return "no_source", "todo_source"
    if facts.on is None:
        return "no_date", "todo_date"
    if facts.on > facts.today:
        return "no_future", "todo_date"
    if rule.strictness != "opt_out" and facts.legal_form not in FORMS:
        return "no_form", "todo_form"
    return None


def _opt_out(rule: Rule, facts: ContactFacts) -> Permission:
    return _allowed(rule, facts, "ok_opt_out")


def _corporate(rule: Rule, facts: ContactFacts) -> Permission:
    if facts.basis == "customer":
        return _allowed(rule, facts, "ok_soft")
    if facts.legal_form in CORPORATE:
        return _allowed(rule, facts, "ok_corporate")
    return _refused(rule, facts, "no_person", "todo_consent")


def _relevance(rule: Rule, facts: ContactFacts) -> Permission:
    if facts.basis == "customer":
        return _allowed(rule, facts, "ok_soft")
    if facts.legal_form == "person":
        return _refused(rule, facts, "no_relevance", "todo_consent")
    return _allowed(rule, facts, "ok_relevance")


def _customers(rule: Rule, facts: ContactFacts) -> Permission:
    if facts.basis == "customer":
        return _allowed(rule, facts, "ok_customer")
    code = "no_private" if facts.legal_form == "person" else "no_consent_or_customer"
    return _refused(rule, facts, code, "todo_consent")


def _consent(rule: Rule, facts: ContactFacts) -> Permission:
    return _refused(rule, facts, "no_consent", "todo_consent")


def _canada(rule: Rule, facts: ContactFacts) -> Permission:
    ages = (
        ("ok_canada_customer", facts.on if facts.basis == "customer" else None, CANADA_CUSTOMER_MONTHS),
        ("ok_canada_enquiry", facts.enquired_on, CANADA_ENQUIRY_MONTHS),
    )
    ended: tuple[date, date] | None = None
    for code, began, months in ages:
        if began is None or began > facts.today:
            continue
        until = months_later(began, months)
        if facts.today <= until:
            return _allowed(rule, facts, code, on=began.isoformat(), until=until.isoformat())
        ended = ended or (began, until)
    if ended is None:
        return _refused(rule, facts, "no_canada", "todo_consent")
    return _refused(rule, facts, "no_canada_old", "todo_consent", on=ended[0].isoformat(), until=ended[1].isoformat())


_BY_STRICTNESS: dict[str, Callable[[Rule, ContactFacts], Permission]] = {
    "opt_out": _opt_out,
    "corporate": _corporate,
    "relevance": _relevance,
    "customers": _customers,
    "consent": _consent,
    "canada": _canada,
}


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")  # cannot be reached


def _allowed(rule: Rule, facts: ContactFacts, code: str, **values: str) -> Permission:
    duties = ("identity", "postal_address", "opt_out") + (("source",) if rule.privacy and facts.basis == "interest" else ())
    return Permission(allowed=True, rule=rule.name, code=code, values=_values(facts, values), duties=duties, link=rule.link)


def _refused(rule: Rule, facts: ContactFacts, code: str, todo: str, **values: str) -> Permission:
    return Permission(allowed=False, rule=rule.name, code=code, todo_code=todo, values=_values(facts, values), link=rule.link)


def _values(facts: ContactFacts, more: dict[str, str]) -> dict[str, str]:
    return {"on": facts.on.isoformat() if facts.on else "", "source": facts.source.strip()[:200], **more}
