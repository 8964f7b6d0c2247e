"""From a sentence to an action with its values: names, days, sums and times are found by rules, the action by its examples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from freehold.apps.assistant.action import Action, Context, Parameter
from freehold.apps.assistant.selectors import names
from freehold.apps.assistant.services import intents
from freehold.apps.assistant.services.choice_words import CHOICE_WORDS
from freehold.domain.commanding import (
    Found,
    Lean,
    Named,
    find_choice,
    find_days,
    find_emails,
    find_minutes,
    find_numbers,
    find_period,
    find_sums,
    remainder,
    said,
)
from freehold.domain.commanding.found import clear_of, without
from freehold.domain.retrieval.words import terms

LONGEST = 2_000
#: From this likeness on a name stands there in its very words.
_IN_THESE_WORDS = 0.95
_FUTURE = {"opportunity.follow_up", "draft.reminder"}
#: What looks like the number of a paper: "2026-014", "RE-2026-7".
_PAPER = re.compile(r"\b\w{1,8}[-/]\d{2,}(?:[-/]\d+)?\b")
_PERIODS = ({"from", "to"}, {"start", "end"}, {"since", "until"})


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence asks for. `values` are texts by parameter; `near` is what it may mean when `action` is None.

    `choices` are rows that may be meant, by parameter, where several may be.
    """

    text: str
    action: Action | None
    values: Mapping[str, str] = field(default_factory=dict)
    near: tuple[Action, ...] = ()
    choices: Mapping[str, Sequence[Found[Named]]] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """What of a sentence is taken by which value."""

    context: Context
    text: str
    here: Mapping[str, int]
    taken: list[Found[Any]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, Sequence[Found[Named]]] = field(default_factory=dict)

    def take(self, name: str, found: Found[Any], value: Any) -> None:
        self.taken.append(found)
        self.values[name] = str(value)


def understand(context: Context, text: str, *, here: Mapping[str, int] | None = None) -> Understood:
    """Return what a sentence asks for. `here` are the rows of the page that the person looks at, by kind."""
    text = " ".join(text.replace("\x00", "").split())[:LONGEST]
    masked, kinds = masked_of(context, text)
    meant = intents.meant(masked, kinds)
    if meant.action is None:
        return Understood(text, None, near=meant.near)
    reading = read_values(context, meant.action, text, here=here or {})
    others = tuple(action for action in meant.near if action is not meant.action)
    return Understood(text, meant.action, reading.values, others, reading.choices)


def masked_of(context: Context, text: str) -> tuple[str, list[str]]:
    """Return the sentence with its client called as in the examples and its own words left out, and which kinds of values it holds."""
    shown = intents.without_own_words(text)
    clients = names.mentioned(context, "client", shown)
    if clients:
        shown = shown[: clients[0].start] + intents.EXAMPLE_NAME + shown[clients[0].end :]
    minutes, days = find_minutes(shown), find_days(shown, context.today)
    blanked = without(shown, [*minutes, *days])
    papers = _PAPER.findall(blanked)
    kinds = [name for name, found in (("minutes", minutes), ("day", days), ("amount", find_sums(blanked)), ("document", papers)) if found]
    return shown, kinds


def read_values(context: Context, action: Action, text: str, *, here: Mapping[str, int]) -> _Reading:
    """Find the values of an action in a sentence."""
    reading = _Reading(context, text, here)
    own = said(text)
    if own is not None and any(parameter.kind == "text" for parameter in action.parameters):
        reading.taken.append(own)
    for kinds in ({"document"}, {"integer"}, {"date"}, {"decimal"}, {"client", "project", "opportunity"}, {"choice"}):
        for parameter in action.parameters:
            if parameter.kind in kinds:
                _read(reading, action, parameter)
    _read_period(reading, action)
    _read_texts(reading, action, own.value if own is not None else "")
    return reading


def _read(reading: _Reading, action: Action, parameter: Parameter) -> None:
    left = without(reading.text, reading.taken)
    match parameter.kind:
        case "integer" if parameter.name == "minutes":
            if minutes := find_minutes(left):
                reading.take(parameter.name, minutes[0], minutes[0].value)
        case "date" if not any({parameter.name} & pair for pair in _PERIODS):
            lean: Lean = "future" if action.name in _FUTURE else "past"
            if days := find_days(left, reading.context.today, lean=lean):
                reading.take(parameter.name, days[0], days[0].value.isoformat())
        case "decimal":
            _read_sum(reading, action, parameter, left)
        case "choice":
            if found := find_choice(reading.text, {code: CHOICE_WORDS.get(code, ()) for code in parameter.choices}):
                reading.values[parameter.name] = found.value
                # "for postage" says what it was for, and is the person's own words for it as well.
                reading.taken += [] if parameter.name == "category" else [found]
        case "client" | "project" | "opportunity" | "document":
            _read_row(reading, action, parameter, left)


def _read_sum(reading: _Reading, action: Action, parameter: Parameter, left: str) -> None:
    found = find_sums(left) or (clear_of(find_numbers(left), reading.taken) if parameter.required else [])
    if not found:
        return
    reading.take(parameter.name, found[0], found[0].value.amount)
    if found[0].value.currency and any(one.name == "currency" for one in action.parameters):
        reading.values["currency"] = found[0].value.currency


def _read_row(reading: _Reading, action: Action, parameter: Parameter, left: str) -> None:
    pointed = parameter.kind in reading.here and _points_here(reading.text)
    found = [] if pointed else _not_of_the_command(names.mentioned(reading.context, parameter.kind, left), action)
    one = names.sure(found)
    if one is not None:
        reading.take(parameter.name, one, one.value.id)
    elif parameter.kind in reading.here and (pointed or parameter.required):
        reading.values[parameter.name] = str(reading.here[parameter.kind])
    elif found:
        reading.choices[parameter.name] = found
        reading.taken.append(found[0])


def _not_of_the_command(found: list[Found[Named]], action: Action) -> list[Found[Named]]:
    """Leave out what is only named by words of the command itself: "write a proposal" means no posting for a writer."""
    own = {word for texts in action.examples.values() for text in texts for word in text.lower().split()[:3]}
    return [hit for hit in found if hit.value.likeness >= _IN_THESE_WORDS or not set(hit.words.lower().split()) <= own]


def _read_period(reading: _Reading, action: Action) -> None:
    wanted = {parameter.name for parameter in action.parameters}
    pair = next((pair for pair in _PERIODS if pair <= wanted), None)
    found = find_period(reading.text, reading.context.today) if pair else None
    if pair is None or found is None:
        return
    first = next(name for name in ("from", "start", "since") if name in pair)
    last = next(iter(pair - {first}))
    reading.take(first, found, found.value.start.isoformat())
    reading.values[last] = found.value.end.isoformat()


def _read_texts(reading: _Reading, action: Action, own: str) -> None:
    """The words in quotes or behind a colon are the first text that is wanted; without them what is left of the sentence."""
    wanted = [parameter for parameter in action.parameters if parameter.kind == "text" and parameter.name not in reading.values]
    for parameter in list(wanted):
        if parameter.name == "email" and (emails := find_emails(reading.text)):
            reading.take("email", emails[0], emails[0].value)
        if parameter.name in {"email", "currency", "role", "city"}:
            wanted.remove(parameter)
    if {parameter.name for parameter in wanted} >= {"question", "answer"} and "?" in own:
        question, _mark, answer = own.partition("?")
        reading.values |= {"question": f"{question.strip()}?", "answer": answer.strip()}
        return
    if own and wanted:
        # What is said in so many words belongs to the description where the name of somebody paid can be read from the sentence itself.
        named = next((one for one in wanted if one.name in {"description", "text"}), wanted[0]) if len(wanted) > 1 else wanted[0]
        reading.values[named.name] = own
        wanted.remove(named)
    spare = next((one for one in wanted if one.name in {"query", "description"}), None)
    required = next((one for one in wanted if one.required), spare)
    if required is not None:
        left = remainder(reading.text, reading.taken, starters_of(action))
        if terms(left):
            reading.values[required.name] = left[:500]


def starters_of(action: Action) -> tuple[str, ...]:
    """Return the words that a command of this kind begins with, for taking them off."""
    return CHOICE_WORDS.get(f"begin:{action.name}", ()) or CHOICE_WORDS["begin:"]


def _points_here(text: str) -> bool:
    words = set(text.lower().split())
    return bool(words & {"this", "here", "it", "that", "dies", "diese", "diesen", "dieser", "dieses", "hier"})
