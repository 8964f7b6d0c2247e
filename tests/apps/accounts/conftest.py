"""People, workspaces and profiles that the tests of the accounts app begin with."""

import pytest

from freehold.apps.accounts import services
from freehold.apps.accounts.models import User
from freehold.domain.matching.profile import Profile, ProfileSkill
from tests.apps.accounts.samples import MARA, NOW


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Passwords are hashed slowly on purpose; here that would only cost time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def owner(db) -> User:
    return services.create_owner(now=NOW, name="Mara Lind")


@pytest.fixture
def workspace(owner):
    return services.create_workspace(owner, name="Lind", country="DE", currency="EUR", time_zone="Europe/Berlin", now=NOW)


@pytest.fixture
def mara(workspace, owner):
    return services.add_freelancer(workspace, MARA, user=owner, now=NOW, actor="Mara Lind")


@pytest.fixture
def stranger(db, owner):
    """Somebody else with a workspace of their own."""
    user = User.objects.create_user("kim@example.com", "a long enough pass phrase", first_name="Kim")
    place = services.create_workspace(user, name="Other", now=NOW)
    user.freelancer = services.add_freelancer(place, Profile(name="Kim", skills=(ProfileSkill("Knitting"),)), user=user, now=NOW)
    user.place = place
    return user


@pytest.fixture
def page(client, owner, mara):
    """A browser in which the owner is signed in."""
    client.force_login(owner)
    return client
