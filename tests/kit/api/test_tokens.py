"""Tokens: made once, stored as a hash, bounded in what, how long and how often."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.api.models import ApiToken
from freehold.kit.api.scopes import Scope, Scopes
from freehold.kit.api.selectors import tokens_of
from freehold.kit.api.services import create_token, revoke_token, seconds_to_wait, token_row
from freehold.kit.audit.selectors import entries_of
from tests.kit.api.conftest import NOW


def _make(workspace, **changes):
    values = {"name": "Script", "scopes": ["people:read"], "now": NOW, "actor": "Mara"}
    return create_token(workspace.pk, **{**values, **changes})


def test_a_token_is_stored_as_a_hash_only(workspace):
    row, token = _make(workspace)
    stored = str(ApiToken.objects.filter(pk=row.pk).values().get())
    assert token not in stored
    assert token.startswith(row.prefix)
    assert len(token) > 40


def test_a_token_finds_its_row_until_it_is_revoked(workspace):
    row, token = _make(workspace)
    assert token_row(token, NOW).pk == row.pk
    assert revoke_token(workspace.pk, row.pk, now=NOW, actor="Mara")
    assert token_row(token, NOW) is None
    assert not revoke_token(workspace.pk, row.pk, now=NOW, actor="Mara")
    assert [entry.action for entry in entries_of(workspace.pk, action="api")] == ["api.token_revoked", "api.token_created"]


def test_another_workspace_cannot_revoke_it(workspace):
    row, token = _make(workspace)
    assert not revoke_token(workspace.pk + 1, row.pk, now=NOW, actor="Kim")
    assert token_row(token, NOW)


def test_a_token_ends_on_its_day(workspace):
    _row, token = _make(workspace, expires_at=NOW + timedelta(days=1))
    assert token_row(token, NOW + timedelta(hours=23))
    assert token_row(token, NOW + timedelta(days=1)) is None


@pytest.mark.parametrize("text", ["", "fh_", "fh_wrong", "x" * 300, "fh_\ud800", "fh_" + "a" * 43])
def test_other_texts_find_nothing(workspace, text):
    _make(workspace)
    assert token_row(text, NOW) is None


def test_a_token_without_a_permission_or_with_an_end_in_the_past_is_refused(workspace):
    with pytest.raises(UserError, match="at least one"):
        _make(workspace, scopes=["unknown:thing"])
    with pytest.raises(UserError, match="passed already"):
        _make(workspace, expires_at=NOW)
    assert not tokens_of(workspace.pk).exists()


def test_unknown_permissions_are_left_out(workspace):
    assert _make(workspace, scopes=["people:write", "unknown:thing", "people:read"])[0].scopes == ["people:read", "people:write"]


def test_there_are_no_more_than_fifty(workspace):
    for _time in range(50):
        _make(workspace)
    with pytest.raises(UserError, match="50 tokens"):
        _make(workspace)


def test_calls_are_counted_by_the_minute(workspace):
    row, _token = _make(workspace)
    assert [seconds_to_wait(row, NOW, limit=3) for _call in range(3)] == [0, 0, 0]
    assert seconds_to_wait(row, NOW + timedelta(seconds=20), limit=3) == 40
    assert seconds_to_wait(row, NOW + timedelta(seconds=60), limit=3) == 0
    row.refresh_from_db()
    assert (row.last_used_at, row.window_calls) == (NOW + timedelta(seconds=60), 1)


def test_two_processes_share_one_limit(workspace):
    here, _token = _make(workspace)
    there = ApiToken.objects.get(pk=here.pk)
    assert [seconds_to_wait(row, NOW, limit=3) for row in (here, there, here)] == [0, 0, 0]
    assert seconds_to_wait(there, NOW, limit=3)
    assert seconds_to_wait(here, NOW, limit=3)


def test_a_clock_that_was_put_back_does_not_lock_a_token_out(workspace):
    row, _token = _make(workspace)
    seconds_to_wait(row, NOW + timedelta(days=400), limit=1)
    assert seconds_to_wait(row, NOW, limit=1) == 0


@pytest.mark.parametrize("code", ["people", "People:read", "a:b:c", "people:read"])
def test_a_bad_or_repeated_scope_is_refused(code):
    table = Scopes()
    table.register(Scope("people:read", "See people"))
    with pytest.raises(SystemFault):
        table.register(Scope(code, "x"))
