"""Settings → AI: what it says before anything is set, connecting a server, and the log of every call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from freehold.apps.accounts.ai_report import what_the_chat_model_gets
from freehold.apps.accounts.forms.ai import PRESETS
from freehold.apps.accounts.models import Membership
from freehold.kit.ai import selectors, services
from freehold.kit.ai.models import ChatModelSettings, ModelCall
from freehold.kit.ai.port import ChatReply, ChatRequest, ModelFailed, Turn
from tests.apps.accounts.samples import NOW
from tests.kit.ai.conftest import StandIn, facts, stand_in

__all__ = ["stand_in"]
GIVEN = {
    "kind": "openai",
    "url": "https://api.mistral.ai/v1",
    "key": "sk-geheim-1",
    "model": "",
    "purposes": ["assistant", "writing"],
    "currency": "EUR",
    "cap_money": "5,50",
    "price_input": "0,40",
    "price_output": "2",
    "cap_tokens": "1000000",
    "keep_days": "30",
}


@pytest.fixture
def log(workspace, stand_in: StandIn) -> list[ModelCall]:
    services.save_model(workspace.pk, facts(), by="Mara", now=NOW)
    stand_in.answers = [ChatReply("<b>Good day</b>", input_tokens=12, output_tokens=3), ModelFailed("It was too slow.", "timeout")]
    request = ChatRequest("Be kind.", (Turn("user", "Hello <script>alert(1)</script>"),))
    services.ask(workspace.pk, request, purpose="assistant", now=NOW, about="note:1")
    with pytest.raises(ModelFailed):
        services.ask(workspace.pk, request, purpose="chatbot", now=NOW + timedelta(minutes=1))
    return list(ModelCall.objects.order_by("pk"))


def test_three_tiers_are_told_and_nothing_leaves_before_a_model_is_connected(page):
    text = page.get(reverse("accounts:ai")).content.decode()
    assert text.count("Nothing leaves this machine.") == 3
    assert "Choose what you have above" in text and 'name="url"' not in text
    for key, preset in PRESETS.items():
        shown = page.get(reverse("accounts:ai") + f"?with={key}").content.decode()
        assert f'value="{preset.url}"' in shown or not preset.url
        assert ('value="chatbot" id="id_purposes_0" checked' in shown.replace("\n", " ")) is (not preset.elsewhere)


def test_a_server_is_connected_then_a_model_chosen_and_the_key_is_never_shown(page, workspace, stand_in):
    answer = page.post(reverse("accounts:ai"), GIVEN, follow=True)
    assert "Now choose one of its models" in answer.content.decode()
    row = selectors.model_of(workspace.pk)
    assert row.key.reveal() == "sk-geheim-1" and str(row.cap_money) == "5.50" and str(row.price_input) == "0.4000"
    assert row.purposes == ["assistant", "writing"] and row.offered == ["small", "large"] and not row.is_ready
    answer = page.post(reverse("accounts:ai_choose"), {"model": "large"}, follow=True)
    text = answer.content.decode()
    assert "It works: the model answered." in text and "To api.mistral.ai go the texts named below" in text
    assert "sk-geheim-1" not in text and "It is stored, encrypted" in text
    assert selectors.is_on(workspace.pk, "assistant") and not selectors.is_on(workspace.pk, "chatbot")


def test_a_provider_of_a_company_wants_a_key_and_a_server_at_home_none(page, workspace, stand_in):
    refused = page.post(reverse("accounts:ai") + "?with=openai", GIVEN | {"key": "", "url": PRESETS["openai"].url})
    assert refused.status_code == 422 and not ChatModelSettings.objects.exists()
    own = {"kind": "openai", "url": PRESETS["ollama"].url, "purposes": ["chatbot"], "currency": "EUR", "keep_days": "7"}
    page.post(reverse("accounts:ai") + "?with=ollama", own)
    row = selectors.model_of(workspace.pk)
    assert row.is_free and row.cap_tokens is None and row.keep_days == 7


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"url": "nowhere"}, "http://"),
        ({"price_input": "", "price_output": ""}, "needs the prices"),
        ({"price_input": "many"}, "number"),
        ({"currency": "XXQ"}, "valid choice"),
    ],
)
def test_what_cannot_be_right_is_said_on_the_page_and_not_saved(page, stand_in, more, words):
    answer = page.post(reverse("accounts:ai"), GIVEN | more)
    assert answer.status_code == 422 and words in answer.content.decode() and not ChatModelSettings.objects.exists()


def test_what_went_wrong_is_said_with_what_to_do(page, workspace, stand_in):
    stand_in.offered = ModelFailed("Nothing answers at 127.0.0.1:11434. Start Ollama.", "unreachable")
    text = page.post(reverse("accounts:ai"), GIVEN, follow=True).content.decode()
    assert "Saved, but it does not work yet" in text and "Start Ollama" in text
    assert "does not work at the moment" in page.get(reverse("accounts:ai")).content.decode()


def test_it_is_switched_off_and_removed(page, workspace, stand_in):
    services.save_model(workspace.pk, facts(), by="Mara", now=NOW)
    page.post(reverse("accounts:ai_switch"), {"on": "0"})
    assert not selectors.is_on(workspace.pk)
    page.post(reverse("accounts:ai_switch"), {"on": "1"})
    assert selectors.is_on(workspace.pk)
    page.post(reverse("accounts:ai_test"))
    assert ModelCall.objects.get().purpose == "test"
    page.post(reverse("accounts:ai_remove"))
    assert selectors.model_of(workspace.pk) is None
    assert "Every call" in page.get(reverse("accounts:ai")).content.decode()


def test_every_call_is_shown_with_its_texts_escaped(page, log):
    listed = page.get(reverse("accounts:ai_calls")).content.decode()
    assert "Your assistant" in listed and "Too slow" in listed and "12 + 3" in listed
    only = page.get(reverse("accounts:ai_calls") + "?purpose=chatbot").content.decode()
    assert only.count("/settings/ai/calls/") - only.count("?purpose=") == 1 or "12 + 3" not in only
    shown = page.get(reverse("accounts:ai_call", args=[log[0].pk])).content.decode()
    assert "Hello &lt;script&gt;" in shown and "&lt;b&gt;Good day" in shown and "<script>alert" not in shown and "note:1" in shown
    failed = page.get(reverse("accounts:ai_call", args=[log[1].pk])).content.decode()
    assert "It was too slow." in failed and "Nothing." in failed


def test_calls_are_deleted_one_and_all(page, log):
    page.post(reverse("accounts:ai_forget", args=[log[0].pk]))
    assert list(ModelCall.objects.values_list("pk", flat=True)) == [log[1].pk]
    assert page.post(reverse("accounts:ai_forget", args=[log[0].pk])).status_code == 404
    page.post(reverse("accounts:ai_forget_all"))
    assert not ModelCall.objects.exists()
    assert "No call yet" in page.get(reverse("accounts:ai_calls")).content.decode()


def test_only_an_owner_changes_it_or_reads_what_was_sent(client, page, workspace, owner, log, stand_in):
    Membership.objects.filter(user=owner, workspace=workspace).update(role="member")
    text = page.get(reverse("accounts:ai")).content.decode()
    assert "Only an owner of the workspace can change this." in text and "Save and try it" not in text
    assert page.post(reverse("accounts:ai"), GIVEN).status_code == 403
    for name in ("ai_test", "ai_choose", "ai_switch", "ai_remove", "ai_forget_all"):
        assert page.post(reverse(f"accounts:{name}")).status_code == 403
    assert page.get(reverse("accounts:ai_calls")).status_code == 403
    assert page.get(reverse("accounts:ai_call", args=[log[0].pk])).status_code == 403
    assert ModelCall.objects.count() == 2 and ChatModelSettings.objects.get().enabled


def test_a_stranger_sees_no_call_of_another_workspace(client, stranger, log):
    client.force_login(stranger)
    assert client.get(reverse("accounts:ai_call", args=[log[0].pk])).status_code == 404
    assert client.post(reverse("accounts:ai_forget", args=[log[0].pk])).status_code == 404
    assert "12 + 3" not in client.get(reverse("accounts:ai_calls")).content.decode()


def test_the_demo_connects_nothing(page, workspace, stand_in):
    workspace.is_demo = True
    workspace.save()
    assert "This is the demo" in page.get(reverse("accounts:ai")).content.decode()
    assert page.post(reverse("accounts:ai"), GIVEN).status_code == 403
    assert page.post(reverse("accounts:ai_test")).status_code == 403 and stand_in.asked == []


def test_the_page_of_what_leaves_names_the_server_and_the_purposes(workspace):
    assert what_the_chat_model_gets(workspace.pk) == []
    services.save_model(workspace.pk, facts(), by="Mara", now=NOW)
    assert what_the_chat_model_gets(workspace.pk) == [], "it is on this very computer"
    services.save_model(workspace.pk, facts(url="http://gpu.lan:8000/v1"), by="Mara", now=NOW)
    (line,) = what_the_chat_model_gets(workspace.pk)
    assert line.to == "gpu.lan:8000" and "Answers to visitors and clients, Your assistant" in line.what
    services.switch(workspace.pk, on=False, by="Mara", now=NOW)
    assert what_the_chat_model_gets(workspace.pk) == []
