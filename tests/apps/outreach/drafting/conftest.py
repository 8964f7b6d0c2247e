"""What the tests of prospects and drafts start from: a gazetteer of a few skills, and workspaces full of generated business."""

from __future__ import annotations

import pytest

from freehold.apps.accounts.services import people
from freehold.apps.opportunities.services import engine
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.skill_names import SkillName
from tests.apps.outreach.drafting.generated import NOW, SKILLS, profile


@pytest.fixture(autouse=True)
def _small_engine(monkeypatch, settings):
    settings.EMBEDDINGS = False
    small = Gazetteer([*(SkillName(name) for name in SKILLS), SkillName("Flask", related=("Django",))])
    monkeypatch.setattr(engine, "gazetteer", lambda: small)
    engine._matcher.cache_clear()
    yield
    engine._matcher.cache_clear()


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def workspace(owner):
    return people.create_workspace(owner, name="Mara's work", country="DE", currency="EUR", now=NOW)


@pytest.fixture
def other_workspace(owner):
    return people.create_workspace(owner, name="Another", country="DE", currency="EUR", now=NOW)


@pytest.fixture
def freelancer(workspace):
    return people.add_freelancer(workspace, profile(), now=NOW)
