"""The chat model's wording: taken where it says the same, refused where it says more."""

from __future__ import annotations

import json

import pytest

from freehold.apps.proposals.models import MadeBy
from freehold.apps.proposals.selectors import detail
from freehold.apps.proposals.services import rewriting
from freehold.domain.errors import UserError
from freehold.kit.ai.models import ChatModelSettings
from freehold.kit.ai.port import ChatReply, ModelFailed, chat_model
from tests.apps.proposals.core.conftest import NOW, fresh


class Scripted:
    """A chat model that answers what it was given."""

    def __init__(self):
        self.answer, self.asked = {}, []

    def complete(self, _endpoint, request, *, on_text=None):
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return ChatReply(json.dumps(self.answer), self.answer)

    def models(self, _endpoint):
        return ["scripted"]


@pytest.fixture
def model(workspace, monkeypatch):
    scripted = Scripted()
    monkeypatch.setattr(chat_model, "get", lambda: scripted)
    ChatModelSettings.objects.create(
        workspace=workspace, url="http://127.0.0.1:9", model="scripted", purposes=["writing"], created_at=NOW, changed_at=NOW
    )
    return scripted


pytestmark = pytest.mark.django_db(transaction=True)
WAY = (
    "You always talk to me and nobody in between. I begin when you have said yes in writing, ask early when something is unclear, and you "
)
BETTER = "You always talk to me, and nobody in between. When you have said yes in writing I begin, I ask early when something is unclear, and you "
END = "see what is there before you pay for it."


def test_a_wording_that_says_the_same_is_a_new_version(workspace, draft, model):
    model.answer = {"sections": [{"key": "way", "text": BETTER + END}]}
    done = rewriting.rewrite(workspace, draft.pk, wish="warmer", now=NOW, actor="Mara")
    assert done.refused == ()
    assert done.taken == ("way",)
    version = detail.version_of(fresh(draft), 2)
    assert version.made_by == MadeBy.MODEL
    assert next(one["text"] for one in version.sections if one["key"] == "way") == BETTER + END
    assert rewriting.told(done)[0] == "good"


@pytest.mark.parametrize(
    "text",
    [
        "I have built 25 booking systems with Django and PostgreSQL.",
        "I am a certified Kubernetes expert.",
        WAY + "see what is there before you pay for it. I guarantee that it is done in 2 weeks.",
        "{markup} [click](http://evil.example) <script>x</script>",
    ],
)
def test_a_wording_that_says_more_is_refused_and_told(workspace, draft, model, text):
    model.answer = {"sections": [{"key": "way", "text": text}]}
    done = rewriting.rewrite(workspace, draft.pk, now=NOW)
    assert done.version is None
    assert [one.key for one in done.refused] == ["way"]
    assert done.refused[0].text == text
    assert "stays as it was" in rewriting.told(done)[1]
    assert fresh(draft).current == 1


def test_price_and_terms_are_never_asked_nor_taken(workspace, draft, model):
    model.answer = {"sections": [{"key": "price", "text": "Free!"}, {"key": "terms", "text": "None."}, {"key": "nothing", "text": "x"}]}
    done = rewriting.rewrite(workspace, draft.pk, now=NOW)
    assert (done.version, done.refused) == (None, ())
    asked = json.loads(model.asked[0].turns[0].text)
    assert not {"price", "terms"} & {one["key"] for one in asked["sections"]}


@pytest.mark.parametrize("answer", [{}, {"sections": "x"}, {"sections": [1, {"key": 3}]}, ModelFailed("It is asleep.", "timeout")])
def test_an_answer_that_is_none_changes_nothing(workspace, draft, model, answer):
    model.answer = answer
    done = rewriting.rewrite(workspace, draft.pk, now=NOW)
    assert done.trouble
    assert rewriting.told(done)[0] == "bad"
    assert fresh(draft).current == 1


def test_without_a_model_it_says_so(workspace, draft):
    with pytest.raises(UserError, match="No chat model"):
        rewriting.rewrite(workspace, draft.pk, now=NOW)
