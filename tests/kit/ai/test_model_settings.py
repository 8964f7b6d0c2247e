"""Setting the chat model, trying it, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freehold.apps.accounts.models import Membership
from freehold.domain.errors import UserError
from freehold.integrations.ai.chat import PydanticAiChat
from freehold.kit.ai import selectors, services
from freehold.kit.ai.log_words import LOG_WORDS
from freehold.kit.ai.models import ChatModelSettings, ModelCall
from freehold.kit.ai.port import ChatReply, ModelFailed
from freehold.kit.ai.services import asking
from freehold.kit.ai.services import settings as settings_services
from freehold.kit.audit.models import AuditEntry
from freehold.kit.mailing.port import Slot
from tests.chat_server import MODEL
from tests.kit.ai.conftest import NOW, facts


def save(workspace, **more) -> ChatModelSettings:
    return services.save_model(workspace.pk, facts(**more), by="Mara", now=NOW)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1"),
        (" https://api.openai.com/v1/chat/completions ", "https://api.openai.com/v1"),
        ("https://api.mistral.ai/v1/models", "https://api.mistral.ai/v1"),
    ],
)
def test_an_address_is_kept_as_the_client_wants_it(workspace, given, kept):
    assert save(workspace, url=given).url == kept


def test_anthropic_has_its_address_without_the_version(workspace):
    assert save(workspace, kind="anthropic", url="https://api.anthropic.com/v1/messages").url == "https://api.anthropic.com"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"url": "ftp://example.com"}, "http"),
        ({"url": "https://example.com/v1?key=x"}, "before the “\\?”"),
        ({"url": "https://me:word@example.com/v1"}, "password"),
        ({"url": ""}, "http"),
        ({"kind": "telepathy"}, "language"),
        ({"key": "sk with spaces"}, "no key"),
        ({"key": "schlüssel"}, "no key"),
        ({"model": "a\nb"}, "name of the model"),
        ({"currency": "euro"}, "currency"),
        ({"price_input": Decimal(-1)}, "less than nothing"),
        ({"cap_money": Decimal(5)}, "needs the prices"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_and_changes_nothing(workspace, more, words):
    save(workspace, model="first")
    with pytest.raises(UserError, match=words):
        save(workspace, **more)
    row = ChatModelSettings.objects.get()
    assert row.model == "first" and row.url == "http://127.0.0.1:11434/v1"


def test_where_others_reach_freehold_plain_http_needs_to_be_named(workspace, settings):
    settings.ON_LOOPBACK, settings.PRIVATE_HOSTS = False, ("gpu.lan:8000",)
    with pytest.raises(UserError, match="FREEHOLD_PRIVATE_HOSTS"):
        save(workspace, url="http://127.0.0.1:11434/v1")
    assert save(workspace, url="http://gpu.lan:8000/v1").host == "gpu.lan:8000"


def test_the_key_is_encrypted_kept_by_an_empty_field_and_never_sent_to_another_server(workspace):
    row = save(workspace, url="https://api.example.com/v1", key="sk-very-secret")
    stored = ChatModelSettings.objects.extra(select={"raw": "key"}).get()
    assert "sk-very-secret" not in str(stored.raw) and row.key.reveal() == "sk-very-secret"
    assert save(workspace, url="https://api.example.com/v2").key.reveal() == "sk-very-secret"
    with pytest.raises(UserError, match="key must be entered again"):
        save(workspace, url="https://evil.example.com/v1")
    assert not save(workspace, url="https://evil.example.com/v1", forget_key=True).key
    assert "secret" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_trying_lists_the_models_and_asks_the_chosen_one_for_a_word(workspace, stand_in):
    save(workspace, purposes=())
    assert services.check_model(workspace.pk, by="Mara", now=NOW) == ["small", "large"]
    row = selectors.model_of(workspace.pk)
    assert row.offered == ["small", "large"] and row.checked_at == NOW and row.check_error == ""
    assert ModelCall.objects.get().purpose == "test"


def test_the_only_model_of_a_server_is_chosen_and_of_several_none(workspace, stand_in):
    save(workspace, model="")
    services.check_model(workspace.pk, by="Mara", now=NOW)
    assert selectors.model_of(workspace.pk).model == "" and not selectors.is_on(workspace.pk) and not ModelCall.objects.exists()
    stand_in.offered = ["only"]
    services.check_model(workspace.pk, by="Mara", now=NOW)
    assert selectors.model_of(workspace.pk).model == "only" and selectors.is_on(workspace.pk)


def test_what_went_wrong_is_kept_in_words(workspace, stand_in):
    save(workspace, model="")
    stand_in.offered = ModelFailed("Nothing answers.", "unreachable")
    with pytest.raises(ModelFailed):
        services.check_model(workspace.pk, by="Mara", now=NOW)
    assert selectors.model_of(workspace.pk).check_error == "Nothing answers."
    # A server that lists nothing may answer all the same.
    save(workspace, model="named")
    services.check_model(workspace.pk, by="Mara", now=NOW)
    assert selectors.model_of(workspace.pk).check_error == "" and selectors.model_of(workspace.pk).checked_at == NOW
    stand_in.answers = [ModelFailed("No credit.", "refused")]
    with pytest.raises(ModelFailed):
        services.check_model(workspace.pk, by="Mara", now=NOW)
    assert selectors.model_of(workspace.pk).check_error == "No credit."


def test_a_model_is_switched_chosen_and_removed_and_each_is_in_the_audit_log(workspace, model, stand_in):
    services.switch(workspace.pk, on=False, by="Mara", now=NOW)
    services.switch(workspace.pk, on=False, by="Mara", now=NOW)
    services.switch(workspace.pk, on=True, by="Mara", now=NOW)
    services.choose_model(workspace.pk, "large", by="Mara", now=NOW)
    stand_in.answers = [ChatReply("x"), ChatReply("x")]
    for _count in range(2):
        services.ask(workspace.pk, settings_services._greeting(), purpose="assistant", now=NOW)
    assert services.forget_call(workspace.pk, ModelCall.objects.first().pk, by="Mara", now=NOW)
    assert not services.forget_call(workspace.pk + 1, ModelCall.objects.get().pk, by="Mara", now=NOW)
    services.forget_calls(workspace.pk, by="Mara", now=NOW)
    services.remove_model(workspace.pk, by="Mara", now=NOW)
    entries = AuditEntry.objects.filter(action__startswith="chat_model.").order_by("pk")
    assert [entry.action for entry in entries] == [
        "chat_model.saved",
        "chat_model.switched_off",
        "chat_model.switched_on",
        "chat_model.chosen",
        "chat_model.call_forgotten",
        "chat_model.log_emptied",
        "chat_model.removed",
    ]
    assert all(str(LOG_WORDS[entry.action]) % entry.detail for entry in entries)
    assert selectors.model_of(workspace.pk) is None


def test_the_sign_at_the_foot_of_the_page_knows_whether_something_may_leave(workspace, model):
    def shown() -> bool:
        return Membership.objects.filter(selectors.model_exists()).exists()

    assert not shown(), "what stays on this computer does not leave it"
    save(workspace, url="https://api.mistral.ai/v1")
    assert shown()
    services.switch(workspace.pk, on=False, by="Mara", now=NOW)
    assert not shown()


def test_the_real_client_and_a_real_server_behind_it(workspace, real_chat_server, monkeypatch):
    slot = Slot("chat model")
    slot.use(PydanticAiChat())
    for module in (asking, settings_services):
        monkeypatch.setattr(module, "chat_model", slot)
    save(workspace, url=real_chat_server, model="")
    assert services.check_model(workspace.pk, by="Mara", now=NOW) == [MODEL]
    row = ModelCall.objects.get()
    assert row.outcome == "answered" and row.received and not row.estimated and row.output_tokens <= 16
