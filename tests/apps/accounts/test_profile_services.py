"""Saving, undoing and reading profiles."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction

from freehold.apps.accounts import selectors, services
from freehold.apps.accounts.models import Freelancer
from freehold.apps.accounts.services import profile as profile_services
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile, ProfileSkill
from freehold.kit.audit.selectors import entries_of
from freehold.kit.outbox.models import Event
from tests.apps.accounts.samples import MARA, NOW


def stored(row):
    return services.stored_profile(row)


def test_a_profile_is_stored_and_read_back_without_loss(mara):
    assert stored(mara) == MARA


def test_what_may_be_quoted_stands_in_the_text_of_the_profile(mara):
    found = selectors.profile_of(mara.pk)
    for statement in ("I build what people book with.", "From an old Django to a new one.", "PostgreSQL"):
        assert statement in found.text
    assert found.text.count("Rebuilt the booking of three ferries in Django.") == 1


def test_saving_raises_the_version_and_announces_it(mara):
    before = mara.version
    version = services.save_profile(mara, replace(MARA, headline="Other"), now=NOW, actor="Mara")
    assert version == before + 1 == selectors.profile_version(mara.pk)
    event = Event.objects.filter(name="ProfileChanged").latest("created_at")
    assert event.payload == {"freelancer_id": mara.pk, "workspace_id": mara.workspace_id}
    assert entries_of(mara.workspace_id, action="profile").count() == 2


def test_saving_what_is_stored_already_changes_nothing(mara):
    events = Event.objects.count()
    assert services.save_profile(mara, MARA, now=NOW) == mara.version
    assert Event.objects.count() == events
    assert not mara.versions.exists()


def test_a_change_is_undone_once_and_only_while_nothing_came_after_it(mara):
    made = services.save_profile(mara, replace(MARA, skills=()), now=NOW)
    services.undo_profile_change(mara, made=made, now=NOW)
    assert stored(mara) == MARA
    with pytest.raises(UserError, match="changed again"):
        services.undo_profile_change(mara, made=made, now=NOW)


def test_a_save_from_a_stale_page_is_refused_and_overwrites_nothing(mara):
    seen = mara.version
    services.save_profile(mara, replace(MARA, headline="First"), now=NOW, expected_version=seen)
    with pytest.raises(UserError, match="another window"):
        services.save_profile(mara, replace(MARA, headline="Second"), now=NOW, expected_version=seen)
    assert stored(mara).headline == "First"


def test_an_earlier_version_can_be_brought_back_and_a_missing_one_is_refused(mara):
    first = mara.version
    services.save_profile(mara, replace(MARA, headline="2"), now=NOW)
    services.save_profile(mara, replace(MARA, headline="3"), now=NOW)
    services.restore_version(mara, first, now=NOW)
    assert stored(mara) == MARA
    with pytest.raises(UserError, match="not kept"):
        services.restore_version(mara, 999, now=NOW)


def test_only_the_last_versions_are_kept(mara, monkeypatch):
    monkeypatch.setattr(profile_services, "VERSIONS_KEPT", 3)
    for number in range(6):
        services.save_profile(mara, replace(MARA, headline=str(number)), now=NOW)
    assert mara.versions.count() == 3


def test_a_skill_named_twice_is_kept_once_with_its_first_mention(mara):
    twice = (ProfileSkill("Django", Decimal(6)), ProfileSkill("django "), ProfileSkill("  "))
    services.save_profile(mara, replace(MARA, skills=twice), now=NOW)
    assert [(skill.name, skill.years) for skill in stored(mara).skills] == [("Django", Decimal(6))]


def test_a_profile_without_any_skill_is_saved(mara):
    services.save_profile(mara, Profile(name="Mara"), now=NOW)
    assert selectors.profile_of(mara.pk).skills == ()


def test_a_refused_save_leaves_neither_event_nor_version(mara):
    events = Event.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        services.save_profile(mara, replace(MARA, headline="x"), now=NOW)
        raise RuntimeError
    assert Event.objects.count() == events
    assert stored(mara) == MARA


def test_names_longer_than_their_column_are_cut_not_refused(mara):
    services.save_profile(mara, replace(MARA, headline="h" * 500, skills=(ProfileSkill("s" * 400),)), now=NOW)
    assert len(stored(mara).headline) == 200
    assert len(stored(mara).skills[0].name) == 120


def test_profiles_of_a_workspace_take_the_same_queries_however_many_there_are(workspace, mara, django_assert_num_queries):
    for number in range(4):
        services.add_freelancer(workspace, replace(MARA, name=f"F {number}"), now=NOW)
    with django_assert_num_queries(5):
        assert len(selectors.profiles_of(workspace)) == 5


def test_two_freelancers_of_one_name_get_different_handles(workspace, mara):
    other = services.add_freelancer(workspace, MARA, now=NOW)
    assert mara.handle == "mara-lind"
    assert other.handle == "mara-lind-2"


def test_the_last_freelancer_of_a_workspace_stays(workspace, mara):
    with pytest.raises(UserError, match="at least one"):
        services.remove_freelancer(mara, now=NOW)
    other = services.add_freelancer(workspace, Profile(name="Ola"), now=NOW)
    services.remove_freelancer(other, now=NOW)
    assert list(Freelancer.objects.for_workspace(workspace)) == [mara]
