"""The encrypted field: what the database holds, what a page shows, what happens when the key is lost."""

from __future__ import annotations

import os
import pickle
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, models
from django.template import Context, Engine
from django.test.utils import isolate_apps

from freehold.domain.errors import UserError
from freehold.kit.crypto import EncryptedTextField, Secret, rotate

PASSWORD = "correct horse – Pferd 🐎"


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data" / "secrets.key"


@pytest.fixture
def world(db: None, key_file: Path) -> Iterator[tuple[Any, Any]]:
    """A model of its own with a table that lives as long as the test, and the registry that knows it."""
    with isolate_apps("freehold.kit.audit") as registry:

        class Locker(models.Model):
            name = models.CharField(max_length=50, primary_key=True)
            secret = EncryptedTextField(blank=True, default="")

            class Meta:
                app_label = "audit"
                db_table = "test_locker"

        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE test_locker (name varchar(50) PRIMARY KEY, secret text NOT NULL)")
        yield Locker, registry


@pytest.fixture
def locker(world: tuple[Any, Any]) -> Any:
    return world[0]


def stored(name: str = "mail") -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM test_locker WHERE name = %s", [name])
        return str(cursor.fetchone()[0])


def test_what_was_saved_comes_back_and_the_database_holds_no_plain_text(locker: Any) -> None:
    locker.objects.create(name="mail", secret=PASSWORD)
    assert locker.objects.get().secret.reveal() == PASSWORD
    assert locker.objects.get().secret == PASSWORD
    assert stored().startswith("gAAAA") and "horse" not in stored()


def test_an_empty_secret_stays_empty_and_makes_no_key_file(locker: Any, key_file: Path) -> None:
    locker.objects.create(name="mail")
    row = locker.objects.get()
    assert not row.secret and row.secret == "" and str(row.secret) == "" and row.secret.reveal() == "" and stored() == ""
    assert not key_file.exists()


def test_the_key_file_is_for_its_owner_only_and_is_made_once(locker: Any, key_file: Path) -> None:
    locker.objects.create(name="mail", secret=PASSWORD)
    first = key_file.read_bytes()
    locker.objects.create(name="feed", secret="another")
    assert key_file.read_bytes() == first
    if sys.platform != "win32":
        assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("show", [str, repr, "{}".format, lambda secret: f"{secret!r} {secret}", "a {0!s} b".format])
def test_no_way_of_printing_shows_the_text(locker: Any, show: Any) -> None:
    row = locker(name="mail", secret=PASSWORD)
    assert "horse" not in show(row.secret)
    row.save()
    row = locker.objects.get()
    row.secret.reveal()
    assert "horse" not in show(row.secret) and "horse" not in repr(row.__dict__)
    assert "horse" not in repr(locker.objects.values("secret")[0]) and "horse" not in repr(locker.objects.values_list("secret"))


def test_a_template_cannot_show_the_text(locker: Any) -> None:
    page = Engine().from_string("{{ row.secret }}|{{ row.secret.reveal }}|{% if row.secret %}stored{% endif %}")
    assert page.render(Context({"row": locker(name="mail", secret=PASSWORD)})) == "••••••||stored"


def test_a_pickle_holds_the_locked_text_only(key_file: Path) -> None:
    data = pickle.dumps(Secret(PASSWORD))
    assert b"horse" not in data
    assert pickle.loads(data).reveal() == PASSWORD


def test_a_lost_key_lets_the_list_be_shown_and_asks_for_the_password_when_it_is_used(locker: Any, key_file: Path) -> None:
    locker.objects.create(name="mail", secret=PASSWORD)
    key_file.unlink()
    row = locker.objects.get()
    row.refresh_from_db()
    assert row.secret and not row.secret.readable and row.secret != PASSWORD and str(row.secret)
    with pytest.raises(UserError, match="enter the password again"):
        row.secret.reveal()
    assert not key_file.exists(), "reading never makes a key"
    row.save()  # saving another column keeps the locked text
    row.secret = "new one"
    row.save()
    assert locker.objects.get().secret.reveal() == "new one"


def test_a_key_that_does_not_fit_is_a_lost_key(locker: Any, key_file: Path) -> None:
    locker.objects.create(name="mail", secret=PASSWORD)
    key_file.write_bytes(Fernet.generate_key())
    with pytest.raises(UserError, match="enter the password again"):
        locker.objects.get().secret.reveal()


@pytest.mark.parametrize(("content", "words"), [(b"not a key\n", "Line 1"), (b"\xff\xfe\x00", "cannot be read"), (b"\n \n", "is empty")])
def test_a_spoilt_key_file_is_named_and_left_as_it_is(
    locker: Any, key_file: Path, content: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("freehold.kit.crypto.keys._WAIT_SECONDS", 0.01)
    key_file.parent.mkdir(parents=True)
    key_file.write_bytes(content)
    with pytest.raises(UserError, match=words) as caught:
        locker.objects.create(name="mail", secret=PASSWORD)
    assert "not a key\n" not in str(caught.value)
    assert key_file.read_bytes() == content


def test_two_first_starts_agree_on_one_key(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = Fernet.generate_key()
    real_open = os.open

    def beaten(path: Any, flags: int, mode: int = 0o777) -> int:
        monkeypatch.setattr(os, "open", real_open)
        key_file.write_bytes(theirs)
        return real_open(path, flags, mode)

    monkeypatch.setattr(os, "open", beaten)
    token = Secret(PASSWORD).token()
    assert Fernet(theirs).decrypt(token).decode() == PASSWORD


@pytest.mark.parametrize("lookup", ["secret", "secret__contains", "secret__isnull", "secret__in"])
def test_searching_by_a_secret_is_refused(locker: Any, lookup: str) -> None:
    with pytest.raises(FieldError):
        list(locker.objects.filter(**{lookup: "x"}))


def test_update_and_bulk_writing_encrypt_too(locker: Any) -> None:
    locker.objects.bulk_create([locker(name="mail", secret="one")])
    assert "one" not in stored()
    locker.objects.update(secret="two")
    assert "two" not in stored() and locker.objects.get().secret == "two"
    row = locker.objects.get()
    row.secret = "three"
    locker.objects.bulk_update([row], ["secret"])
    assert "three" not in stored() and locker.objects.get().secret == "three"
    assert locker.objects.defer("secret").get().secret == "three"


def test_a_form_never_holds_the_stored_text_and_an_empty_box_keeps_it(locker: Any) -> None:
    form_class = forms.modelform_factory(locker, fields=["name", "secret"])
    row = locker.objects.create(name="mail", secret=PASSWORD)
    page = str(form_class(instance=row))
    assert "horse" not in page and "••" not in page and 'type="password"' in page
    form_class({"name": "mail", "secret": ""}, instance=row).save()
    assert locker.objects.get().secret == PASSWORD
    form_class({"name": "mail", "secret": " new "}, instance=row).save()
    assert locker.objects.get().secret == " new "


def test_a_dump_is_locked_and_loads_to_the_same_text(locker: Any) -> None:
    row = locker.objects.create(name="mail", secret=PASSWORD)
    field = locker._meta.get_field("secret")
    dumped = serializers.serialize("json", [row])
    assert "horse" not in dumped and "sealed:" in dumped
    assert field.to_python(field.value_to_string(row)).reveal() == PASSWORD


def test_rotation_locks_everything_anew_and_keeps_the_old_key_for_backups(world: tuple[Any, Any], key_file: Path) -> None:
    locker, registry = world
    locker.objects.create(name="mail", secret=PASSWORD)
    locker.objects.create(name="empty")
    old_key, old_token = key_file.read_text().strip(), stored()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO test_locker (name, secret) VALUES ('lost', 'gAAAAnonsense')")
    result = rotate(registry)
    assert (result.rotated, result.unreadable) == (1, 1)
    new_key, *others = key_file.read_text().split()
    assert others == [old_key] and new_key != old_key
    assert Fernet(new_key).decrypt(stored()).decode() == PASSWORD
    assert Secret.from_token(old_token).reveal() == PASSWORD
    assert stored("lost") == "gAAAAnonsense"
    key_file.write_text(new_key)
    assert locker.objects.get(name="mail").secret.reveal() == PASSWORD


def test_a_password_that_is_entered_during_a_rotation_is_not_undone(world: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    locker, registry = world
    locker.objects.create(name="mail", secret="old")
    real = MultiFernet.rotate

    def slow(keys: MultiFernet, token: str) -> bytes:
        locker.objects.update(secret="entered meanwhile")
        return real(keys, token)

    monkeypatch.setattr(MultiFernet, "rotate", slow)
    assert rotate(registry).rotated == 0
    assert locker.objects.get().secret == "entered meanwhile"


def test_a_migration_names_the_package() -> None:
    assert EncryptedTextField(blank=True).deconstruct()[1:] == ("freehold.kit.crypto.EncryptedTextField", [], {"blank": True})
