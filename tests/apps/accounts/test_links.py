"""One-time links: signing in on this machine, the first password, invitations."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from freehold.apps.accounts import selectors, services
from freehold.apps.accounts.models import OneTimeLink, User
from freehold.apps.accounts.services.links import is_loopback
from freehold.domain.errors import UserError
from tests.apps.accounts.samples import NOW


def token_of(path):
    return path.rstrip("/").rsplit("/", 1)[1]


def use(path, *, now=NOW, address="127.0.0.1", forwarded=False):
    return services.sign_in(token_of(path), now=now, remote_address=address, forwarded=forwarded)


def test_the_first_link_makes_the_owner_and_lets_them_in(db):
    path = services.sign_in_link(NOW)
    user = use(path)
    assert user == selectors.owner()
    assert not user.has_usable_password()


def test_a_second_start_makes_no_second_owner(db):
    services.sign_in_link(NOW)
    services.sign_in_link(NOW)
    assert User.objects.count() == 1


def test_a_link_works_once(db):
    path = services.sign_in_link(NOW)
    use(path)
    with pytest.raises(UserError, match="used already"):
        use(path)


def test_a_link_works_for_ten_minutes(db):
    path = services.sign_in_link(NOW)
    with pytest.raises(UserError, match="too old"):
        use(path, now=NOW + timedelta(minutes=10))
    use(path, now=NOW + timedelta(minutes=9, seconds=59))


@pytest.mark.parametrize("address", ["192.168.1.20", "203.0.113.7", "", "nonsense", "::ffff:203.0.113.7"])
def test_a_link_is_refused_from_another_machine_and_stays_good_for_this_one(db, address):
    path = services.sign_in_link(NOW)
    with pytest.raises(UserError, match="on the computer that Freehold runs on"):
        use(path, address=address)
    use(path, address="::1")


def test_a_link_is_refused_behind_a_proxy(db):
    path = services.sign_in_link(NOW)
    with pytest.raises(UserError):
        use(path, forwarded=True)


def test_a_link_is_refused_where_others_can_reach_the_machine(db, settings):
    path = services.sign_in_link(NOW)
    settings.ON_LOOPBACK = False
    with pytest.raises(UserError):
        use(path)


def test_the_token_itself_is_not_stored(db):
    token = token_of(services.sign_in_link(NOW))
    stored = OneTimeLink.objects.get()
    assert token not in str(vars(stored))
    assert len(stored.token_hash) == 64


def test_a_guessed_token_is_refused(db):
    with pytest.raises(UserError):
        use("/sign-in/guessed/")


@pytest.mark.parametrize(
    ("address", "here"), [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("::ffff:127.0.0.1", True), ("10.0.0.1", False)]
)
def test_only_loopback_addresses_are_this_machine(address, here):
    assert is_loopback(address) is here


def test_a_browser_on_this_machine_is_let_in_and_the_address_keeps_no_token(db):
    client = Client()
    answer = client.get(services.sign_in_link(timezone.now()))
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.session["_auth_user_id"]


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_a_browser_behind_a_proxy_is_refused_in_words(db, header):
    answer = Client(headers={header: "127.0.0.1"}).get(services.sign_in_link(timezone.now()))
    assert answer.status_code == 403
    assert "works only in a browser on the computer" in answer.text


def test_a_look_ahead_does_not_use_up_the_link(db):
    path = services.sign_in_link(timezone.now())
    assert Client().head(path).status_code == 405
    assert Client().get(path).status_code == 302


def test_a_second_click_in_the_same_browser_goes_to_the_start_page(db):
    client, path = Client(), services.sign_in_link(timezone.now())
    client.get(path)
    assert client.get(path).url == "/"


def test_where_others_can_reach_it_the_first_link_sets_a_password_and_then_there_is_none(db, settings):
    settings.ON_LOOPBACK = False
    path = services.sign_in_link(timezone.now())
    assert path.startswith("/set-up/")
    client = Client()
    assert client.get(path).status_code == 200
    weak = client.post(path, {"name": "Mara", "email": "mara@example.com", "password": "password12"})
    assert weak.status_code == 422
    done = client.post(path, {"name": "Mara", "email": "Mara@Example.com ", "password": "seven green ladders"})
    assert done.status_code == 302
    owner = selectors.owner()
    assert owner.email == "mara@example.com"
    assert owner.check_password("seven green ladders")
    assert services.sign_in_link(timezone.now()) == ""
    assert client.get(path).status_code == 403


def test_a_set_up_link_for_an_unknown_address_is_refused(owner):
    with pytest.raises(UserError, match="Nobody here"):
        services.set_up_link(NOW, "nobody@example.com")


def test_an_address_that_somebody_has_is_refused(owner, stranger):
    with pytest.raises(UserError, match="Somebody else"):
        services.change_credentials(owner, email="KIM@example.com", password="", now=NOW)


def test_an_invited_person_joins_once_with_a_profile_of_their_own(workspace, mara):
    path = services.invite(workspace, label="Ola", role="member", now=timezone.now(), actor="Mara")
    client = Client()
    assert "Join Lind" in client.get(path).text
    answer = client.post(path, {"name": "Ola", "email": "ola@example.com", "password": "seven green ladders"})
    assert answer.status_code == 302
    ola = User.objects.get(email="ola@example.com")
    assert selectors.workspace_for(ola) == workspace
    assert selectors.place_of(ola).freelancer.name == "Ola"
    assert Client().get(path).status_code == 403


def test_a_refused_invitation_form_makes_nobody_and_keeps_the_link(workspace, mara):
    path = services.invite(workspace, label="Ola", role="member", now=timezone.now(), actor="Mara")
    before = User.objects.count()
    assert Client().post(path, {"name": "Ola", "email": "ola@example.com", "password": "short"}).status_code == 422
    assert User.objects.count() == before
    assert Client().get(path).status_code == 200


def test_an_invitation_can_be_withdrawn(workspace, mara):
    path = services.invite(workspace, label="Ola", role="member", now=NOW, actor="Mara")
    services.withdraw_invitation(workspace, OneTimeLink.objects.get(purpose="invitation").pk, now=NOW, actor="Mara")
    assert services.valid_link(token_of(path), "invitation", NOW) is None


def test_an_invitation_does_not_sign_anybody_in(workspace, mara):
    path = services.invite(workspace, label="Ola", role="member", now=NOW, actor="Mara")
    with pytest.raises(UserError):
        use(path)
