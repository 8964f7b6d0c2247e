"""Who may see and change what: strangers, members, owners, and people of another workspace."""

import pytest
from django.test import Client
from django.utils import timezone

from freehold.apps.accounts import selectors, services
from freehold.apps.accounts.models import Freelancer, Membership
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile, ProfileSkill
from tests.apps.accounts.samples import NOW

CLOSED = [
    "/profile/",
    "/profile/edit/skills/",
    "/profile/import/",
    "/profile/resume.json",
    "/settings/",
    "/settings/people/",
    "/settings/log/",
    "/welcome/",
]


@pytest.fixture
def member(workspace, mara, owner):
    from freehold.apps.accounts.models import User

    user = User.objects.create_user("ola@example.com", "a long enough pass phrase", first_name="Ola")
    Membership.objects.create(workspace=workspace, user=user, role="member", created_at=NOW)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.mark.parametrize("path", CLOSED)
def test_a_stranger_is_sent_to_the_sign_in_page(db, client, path):
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/account/login/?next=")


def test_htmx_of_a_stranger_is_told_to_go_to_the_sign_in_page(db, client):
    answer = client.get("/profile/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/account/login/")


def test_rows_are_read_by_workspace_only(workspace, mara, stranger):
    assert list(Freelancer.objects.for_workspace(workspace)) == [mara]
    assert list(Freelancer.objects.for_workspace(workspace.pk)) == [mara]
    assert selectors.freelancer(workspace, stranger.freelancer.pk) is None
    unsaved = type(workspace)(name="x")
    assert not Freelancer.objects.for_workspace(unsaved).exists()


def test_what_belongs_to_another_workspace_is_not_found(page, stranger):
    theirs = stranger.freelancer
    draft = services.start_draft(stranger, Profile(name="x"), source="", now=NOW, freelancer=theirs)
    assert page.post(f"/freelancers/{theirs.pk}/switch/").status_code == 404
    assert page.post(f"/settings/freelancers/{theirs.pk}/remove/").status_code == 404
    assert page.post(f"/workspaces/{stranger.place.pk}/switch/").status_code == 404
    assert page.post(f"/settings/people/{stranger.pk}/remove/").status_code == 404
    assert page.get(f"/profile/import/{draft.pk}/").status_code == 404
    assert page.post(f"/profile/import/{draft.pk}/apply/").status_code == 404
    assert Freelancer.objects.filter(pk=theirs.pk).exists()


def test_a_session_that_names_a_foreign_workspace_stays_in_its_own(page, workspace, mara, stranger):
    session = page.session
    session["workspace"], session["freelancer"] = stranger.place.pk, stranger.freelancer.pk
    session.save()
    text = page.get("/profile/").text
    assert "Mara Lind" in text
    assert "Knitting" not in text


def test_a_member_sees_but_does_not_change_the_workspace(member, workspace, mara, owner):
    assert member.get("/settings/people/").status_code == 200
    assert member.post("/settings/freelancers/add/", {"freelancer-name": "X"}).status_code == 403
    assert member.post(f"/settings/people/{owner.pk}/remove/").status_code == 403
    assert member.post(f"/settings/freelancers/{mara.pk}/remove/").status_code == 403
    member.post("/settings/people/", {"form": "invite", "invite-label": "Y", "invite-role": "owner"})
    assert not selectors.open_invitations(workspace, timezone.now()).exists()
    member.post(
        "/settings/",
        {
            "form": "workspace",
            "workspace-name": "Mine",
            "workspace-currency": "EUR",
            "workspace-language": "en",
            "workspace-time_zone": "UTC",
        },
    )
    workspace.refresh_from_db()
    assert workspace.name == "Lind"


def test_the_last_owner_cannot_be_taken_out(workspace, owner, mara):
    with pytest.raises(UserError, match="needs an owner"):
        services.remove_member(workspace, owner, now=NOW)


def test_a_removed_member_is_out_at_once(page, member, workspace):
    assert member.get("/profile/").status_code == 200
    page.post(f"/settings/people/{member.user.pk}/remove/")
    assert member.get("/profile/").headers["Location"] == "/welcome/"


def test_switching_shows_another_freelancer_of_the_workspace(page, workspace, mara):
    ola = services.add_freelancer(workspace, Profile(name="Ola Berg", skills=(ProfileSkill("Typesetting"),)), now=NOW)
    page.post(f"/freelancers/{ola.pk}/switch/")
    assert "Typesetting" in page.get("/profile/").text
    page.post(f"/settings/freelancers/{ola.pk}/remove/")
    assert "Mara Lind" in page.get("/profile/").text


def test_changes_need_a_form_of_this_site(owner, mara):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    assert strict.post("/profile/edit/about/", {"name": "X"}).status_code == 403


def test_public_sign_up_is_closed(client, db):
    answer = client.post(
        "/account/signup/", {"email": "x@example.com", "password1": "seven green ladders", "password2": "seven green ladders"}
    )
    assert answer.status_code == 200
    assert not selectors.user_by_email("x@example.com")


def test_a_password_signs_in_and_many_wrong_ones_are_stopped(client, owner):
    services.change_credentials(owner, email="mara@example.com", password="seven green ladders", now=NOW)
    right = {"login": "Mara@example.com", "password": "seven green ladders"}
    assert client.post("/account/login/", right).status_code == 302
    other = Client()
    for _attempt in range(12):
        last = other.post("/account/login/", {"login": "mara@example.com", "password": "wrong wrong wrong"})
    assert "_auth_user_id" not in other.session
    assert other.post("/account/login/", right).status_code != 302 or last.status_code == 429


def test_the_sign_in_page_on_this_machine_says_how_to_come_in(client, db):
    assert "freehold sign-in" in client.get("/account/login/").text


def test_the_passkey_pages_wear_our_look(page):
    for path in ("/account/2fa/", "/account/2fa/webauthn/", "/account/2fa/totp/activate/", "/account/logout/"):
        assert 'class="rail"' in page.get(path).text, path
