"""What a client does by the link: writes, says what may be shown, takes it all back. Nobody else can do any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.reputation.models import OnTime, Testimonial, TestimonialState
from freehold.apps.reputation.services.holding import locked, touch
from freehold.apps.reputation.services.links import by_token
from freehold.apps.reputation.services.notes import tell_owner
from freehold.domain.errors import UserError
from freehold.kit.audit import record

LONGEST_TEXT, LONGEST_NAME, LONGEST_ROLE = 3_000, 200, 120
_WORDS = ("text", "name", "role", "on_time", "show_name", "show_company", "show_figures")
_FIELDS = ("state", *_WORDS, "given_at", "withdrawn_at", "reduced_at")


@dataclass(frozen=True, slots=True)
class Given:
    """What the client has written and agreed to on the page."""

    text: str
    name: str = ""
    role: str = ""
    on_time: str = ""
    show_name: bool = False
    show_company: bool = False
    show_figures: bool = False


@transaction.atomic
def give(token: str, given: Given, *, now: datetime) -> Testimonial:
    """Keep the client's words and consent; given again they take the place of the former ones. The same twice changes nothing.

    Raises UserError when there are neither words nor consent, when a name shall be shown and none is given, and when figures shall be
    shown without the company that they belong to; nothing is kept then.
    """
    row = _held(token)
    new = _checked(given)
    before = (row.text, row.name, row.role, row.on_time, row.show_name, row.show_company, row.show_figures)
    after = (new.text, new.name, new.role, new.on_time, new.show_name, new.show_company, new.show_figures)
    if row.state == TestimonialState.RECEIVED and before == after:
        return row
    if any(old and not now_said for old, now_said in zip(before[4:], after[4:], strict=True)) or (row.text and row.text != new.text):
        row.reduced_at = now
    row.text, row.name, row.role, row.on_time, row.show_name, row.show_company, row.show_figures = after
    row.state, row.given_at, row.withdrawn_at = TestimonialState.RECEIVED, now, None
    touch(row, now, *_FIELDS)
    detail = {"name": new.show_name, "company": new.show_company, "figures": new.show_figures}
    record("testimonial.given", workspace_id=row.workspace_id, actor="", target=row, detail=detail, at=now)
    tell_owner(row, now=now)
    return row


@transaction.atomic
def withdraw(token: str, *, now: datetime) -> Testimonial:
    """Take everything back: the words are deleted, not only hidden. Twice does no harm."""
    row = _held(token)
    if row.state == TestimonialState.RECEIVED:
        empty(row)
        row.state, row.withdrawn_at, row.reduced_at = TestimonialState.WITHDRAWN, now, now
        touch(row, now, *_FIELDS)
        record("testimonial.withdrawn", workspace_id=row.workspace_id, actor="", target=row, at=now)
    return row


def empty(row: Testimonial) -> None:
    """Leave nothing in a held row of what the client has written or agreed to."""
    row.text = row.name = row.role = row.on_time = ""
    row.show_name = row.show_company = row.show_figures = False
    row.given_at = None


def _held(token: str) -> Testimonial:
    found = by_token(token)
    if found is None:
        raise UserError(_("This page is not here any more. Nothing was kept."))
    return locked(found.workspace_id, found.pk)


def _checked(given: Given) -> Given:
    text = _clean(given.text).strip()
    if len(text) > LONGEST_TEXT:
        raise UserError(
            _("Your words are longer than %(most)d characters. Nothing was kept yet; please shorten them.") % {"most": LONGEST_TEXT}
        )
    new = Given(
        text=text,
        name=" ".join(_clean(given.name).split())[:LONGEST_NAME],
        role=" ".join(_clean(given.role).split())[:LONGEST_ROLE],
        on_time=given.on_time if given.on_time in OnTime.values else "",
        show_name=given.show_name,
        show_company=given.show_company,
        show_figures=given.show_figures,
    )
    if new.show_figures and not new.show_company:
        raise UserError(_("Figures are shown only beside your company’s name. Agree to both, or to the name alone. Nothing was kept yet."))
    if new.show_name and not new.name:
        raise UserError(_("Write the name that may be shown, or do not agree to show it. Nothing was kept yet."))
    if not (new.text or new.show_company):
        raise UserError(_("Write a few words, or agree that your company is named. Nothing was kept yet."))
    return new


def _clean(text: str) -> str:
    """Return a stranger's text with plain line ends and nothing in it that cannot be seen or stored."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    plain = "".join(character for character in plain if character == "\n" or (character.isprintable() or character in _JOINERS))
    return plain.encode("utf-8", "replace").decode("utf-8")


#: Characters without a picture that words of some languages, and emoji, need.
_JOINERS = frozenset("\u200c\u200d\u00a0\u202f\u3000")
