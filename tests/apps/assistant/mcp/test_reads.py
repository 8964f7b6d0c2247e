"""Every typed read sees its own workspace, nothing of another, and tells machines the figures that people see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from freehold.apps.accounts.services import people
from freehold.apps.assistant.action import Action, Context
from freehold.apps.assistant.actions.reads import READS
from freehold.apps.assistant.mcp.tools import as_json
from freehold.apps.assistant.services.values import checked
from freehold.domain.errors import UserError
from tests.apps.billing.bank_samples import files_below
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.isolation_samples import MARK, House, furnish

ROWS = {"client": "client", "document": "document", "project": "project"}
BY_NAME = {action.name: action for action in READS}


@pytest.fixture
def houses(db, settings, tmp_path) -> Iterator[tuple[House, House]]:
    storing = files_below(settings, tmp_path)
    next(storing)
    theirs = furnish(people.create_owner(now=NOW, name=f"{MARK} Mara"), MARK)
    mine = furnish(get_user_model().objects.create_user(None, None, first_name="Bea", date_joined=NOW), "Own")
    yield theirs, mine
    next(storing, None)


def context_of(house: House) -> Context:
    return Context(house.workspace.pk, house.owner.pk, "Bea", NOW, TODAY, house.id("freelancer"))


def values_for(action: Action, house: House) -> dict[str, Any]:
    """Return a value for every parameter: rows of `house`, words and days that find everything."""
    plain = {"text": "a", "date": "2026-01-01", "integer": "1", "decimal": "1"}
    found = {}
    for parameter in action.parameters:
        if parameter.kind == "choice":
            found[parameter.name] = parameter.choices[0]
        elif parameter.kind in ROWS:
            found[parameter.name] = str(house.id(ROWS[parameter.kind]))
        elif parameter.required or parameter.kind == "date":
            found[parameter.name] = plain.get(parameter.kind, "1")
    return {name: value for name, value in found.items() if name not in {"until", "stage"}}


def told(context: Context, action: Action, values: dict[str, Any]) -> str:
    return json.dumps(as_json(action.run(context, checked(context, action, values))), ensure_ascii=False)


@pytest.mark.parametrize("name", sorted(name for name in BY_NAME if name != "opportunities.facts"))
def test_a_read_answers_for_its_own_workspace_and_in_json(houses, name):
    _theirs, mine = houses
    answer = told(context_of(mine), BY_NAME[name], values_for(BY_NAME[name], mine))
    assert MARK not in answer
    assert json.loads(answer)["title"]


def test_no_read_takes_a_strangers_row(houses):
    theirs, mine = houses
    taken = []
    for action in READS:
        given = values_for(action, mine)
        for parameter in action.parameters:
            if parameter.kind not in {*ROWS, "opportunity"}:
                continue
            foreign = {**given, parameter.name: str(theirs.id(ROWS.get(parameter.kind, "client")))}
            try:
                taken.append((action.name, MARK in told(context_of(mine), action, foreign)))
            except UserError as error:
                taken.append((action.name, MARK in str(error)))
    assert taken
    assert not any(shows for _name, shows in taken)


def test_what_is_owed_is_told_as_exact_decimals_that_add_up(houses):
    _theirs, mine = houses
    found = BY_NAME["money.owed"].run(context_of(mine), {})
    assert found.data["sums"]["EUR"] == str(sum((row.open for row in [mine.rows["document"]]), start=0 * mine.rows["document"].open))
    assert found.data["count"] == len(found.rows) == 1
    assert mine.rows["document"].number in found.rows[0].label


def test_income_is_that_of_the_days_that_were_asked_for(houses):
    _theirs, mine = houses
    context, action = context_of(mine), BY_NAME["money.income"]
    assert action.run(context, checked(context, action, {"since": "2026-01-01"})).data["papers"] == 1
    assert action.run(context, checked(context, action, {"since": "2019-01-01", "until": "2019-12-31"})).data["net"] == "0.00"


def test_every_read_is_asked_for_in_both_languages():
    assert [action.name for action in READS if not (action.examples.get("en") and action.examples.get("de"))] == []
    assert all(action.kind == "read" for action in READS)
