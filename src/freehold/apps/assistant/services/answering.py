"""What the panel shows for a question: a result, a preview to confirm, a draft, a small form, or what was found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.assistant.action import Action, Context, Parameter, Result, actions
from freehold.apps.assistant.selectors import names
from freehold.apps.assistant.selectors.search import Group, search
from freehold.apps.assistant.services import planning
from freehold.apps.assistant.services import values as checking
from freehold.apps.assistant.services.running import Prepared, prepare
from freehold.apps.assistant.services.understanding import Understood, understand
from freehold.domain.commanding import Found, Named
from freehold.domain.errors import UserError
from freehold.kit.ai.port import ModelFailed

_SEVERAL = re.compile(r"\b(?:and|then|und|dann|also|außerdem)\b|;", re.IGNORECASE)
_ROWS = {"client", "document", "opportunity", "project"}


@dataclass(frozen=True, slots=True)
class Field:
    """A value as the form of a card asks for it."""

    parameter: Parameter
    value: str = ""
    error: str = ""
    options: Sequence[tuple[str, str]] = ()

    @property
    def widget(self) -> str:
        """How it is asked for: "select", "date", "area" or "line"."""
        if self.options or self.parameter.kind in _ROWS or self.parameter.kind == "choice":
            return "select"
        if self.parameter.kind == "date":
            return "date"
        return "area" if self.parameter.name in {"text", "answer"} else "line"


@dataclass(frozen=True, slots=True)
class Card:
    """One action as the panel shows it: `prepared` for a change, `result` for a read or draft, `problem` when it cannot be.

    `asks` says that something is missing, so that the form stands open. `fields` are empty for an action without values.
    """

    action: Action
    fields: Sequence[Field] = ()
    asks: bool = False
    prepared: Prepared | None = None
    result: Result | None = None
    problem: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What the panel shows for a question. `say` are sentences of a chat model that were checked; `note` says why there are none."""

    text: str
    cards: tuple[Card, ...] = ()
    near: tuple[Action, ...] = ()
    groups: tuple[Group, ...] = ()
    say: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.cards or self.groups or self.say)


def reply_to(context: Context, request: Any, text: str, *, here: Mapping[str, int] | None = None) -> Reply:
    """Return what to show for a question. Nothing is changed by it; a draft that was asked for is kept and waits.

    `request` goes to the searches of the apps; `here` are the rows of the page that the person looks at, by kind.
    """
    understood = understand(context, text, here=here)
    if not understood.text:
        return Reply("")
    planned, note = _planned(context, understood)
    if planned is not None and (planned.cards or planned.say):
        groups = () if planned.cards else tuple(search(context, request, understood.text))
        return replace(planned, groups=groups)
    if understood.action is None:
        return Reply(understood.text, (), understood.near, tuple(search(context, request, understood.text)), note=note)
    card = card_for(context, understood.action, understood.values, near=understood.choices)
    groups = tuple(search(context, request, understood.text)) if card.problem else ()
    return Reply(understood.text, (card,), understood.near, groups, note=note)


def card_for(
    context: Context,
    action: Action,
    raw: Mapping[str, Any],
    *,
    near: Mapping[str, Sequence[Found[Named]]] | None = None,
    proposed: bool = False,
) -> Card:
    """Return an action as a card: run when it reads or drafts, previewed when it changes something, a form when values are missing.

    A draft that a chat model `proposed` is not made before the person says so.
    """
    found = checking.check(context, action, raw)
    fields = fields_of(context, action, raw, found.wrong, near or {})
    if not found.is_whole or (near and any(one.required and one.name in near for one in action.parameters)):
        return Card(action, fields, asks=True, proposed=proposed)
    if proposed and action.kind == "draft":
        return Card(action, fields, asks=True, proposed=True)
    try:
        if action.kind == "change":
            return Card(action, fields, prepared=prepare(context, action, checking.as_texts(found.values)), proposed=proposed)
        return Card(action, fields, result=action.run(context, found.values), proposed=proposed)
    except UserError as error:
        return Card(action, fields, problem=str(error), proposed=proposed)


def fields_of(
    context: Context, action: Action, raw: Mapping[str, Any], wrong: Mapping[str, str], near: Mapping[str, Sequence[Found[Named]]]
) -> list[Field]:
    """Return the form of an action with what is known of its values."""
    found = []
    for parameter in action.parameters:
        value = str(raw.get(parameter.name) or "")
        options: list[tuple[str, str]] = []
        if parameter.kind == "choice":
            options = [(code, choice_name(code)) for code in parameter.choices]
        elif parameter.kind in _ROWS:
            options = _rows(context, parameter, value, list(near.get(parameter.name, ())))
        found.append(Field(parameter, value, wrong.get(parameter.name, ""), options))
    return found


def choice_name(code: str) -> str:
    """Return a possibility in the reader's language."""
    from freehold.apps.assistant.actions.changes_opportunities import stage_name
    from freehold.apps.billing.selectors.expenses import CATEGORY_NAMES

    kinds = {"invoice": _("Invoice"), "quote": _("Quote")}
    return str(kinds.get(code) or CATEGORY_NAMES.get(code) or stage_name(code))


def _rows(context: Context, parameter: Parameter, value: str, near: list[Found[Named]]) -> list[tuple[str, str]]:
    first = [(str(hit.value.id), hit.value.name) for hit in near]
    others = [(str(key), name) for key, name in names.choices_of(context, parameter.kind, near)]
    if value.isdigit() and value not in {key for key, _name in [*first, *others]}:
        name = names.name_of(context, parameter.kind, int(value))
        first += [(value, name)] if name else []
    return list(dict([*first, *others]).items())


def _planned(context: Context, understood: Understood) -> tuple[Reply | None, str]:
    """Ask the chat model where one is allowed, unless the rules have understood all of a simple sentence."""
    simple = understood.action is not None and not _SEVERAL.search(understood.text) and not understood.choices
    if simple and understood.action and checking.check(context, understood.action, understood.values).is_whole:
        return None, ""
    if not planning.is_on(context):
        return None, ""
    try:
        plan = planning.plan(context, understood.text)
    except ModelFailed as error:
        return None, str(error)
    cards = [card_for(context, actions_named(name), raw, proposed=True) for name, raw in plan.steps]
    results = [card.result for card in cards if card.result is not None]
    say = planning.wording(context, understood.text, results)
    return Reply(understood.text, tuple(cards), (), (), say), ""


def actions_named(name: str) -> Action:
    """Return the action of a name that was checked before."""
    action = actions.get(name)
    if action is None:
        raise UserError(_("There is no such thing to do."))
    return action
