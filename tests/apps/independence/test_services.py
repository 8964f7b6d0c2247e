"""Services compared task by task: refusals that hold for one task, reasons in words, and proposals for services that say too little."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import numpy as np
import pytest
from django.utils.translation import override

from freehold.apps.independence.models import OwnService, RiskResult
from freehold.apps.independence.selectors import stored
from freehold.apps.independence.services import own, proposing
from freehold.apps.independence.services.published import compared
from freehold.apps.independence.services.recompute import recompute
from freehold.apps.independence.views.exposure_words import refusal_words
from freehold.apps.opportunities.services import engine
from freehold.domain.risk.exposure_results import Reason
from freehold.integrations.occupations import read_folder, save
from tests.apps.independence.conftest import NOW
from tests.integrations.occupations.samples import whole_folder

TRANSLATE, EDIT = "translate contracts into another language", "translate texts into German"


@pytest.fixture
def make_service(workspace):
    """Return a maker of services of these tasks."""

    def make(name: str, *texts: str, share: int = 100) -> OwnService:
        tasks = [own.TaskGiven(text, None) for text in texts]
        return own.save_service(workspace, name=name, share=Decimal(share), words=(), tasks=tasks, now=NOW)

    return make


def found(workspace):
    return compared(stored.services(workspace))


def test_a_refusal_holds_for_its_task_and_for_no_other(workspace, make_service):
    service = make_service("Translation", TRANSLATE, EDIT)
    first, second = found(workspace)["tasks"]
    key = first["matches"][0]["key"]
    assert key == "27-3091.00|Translator and interpreter"
    own.refuse_match(workspace, service.tasks.first().pk, key, refused=True, now=NOW)
    after = found(workspace)["tasks"]
    assert key not in {match["key"] for match in after[0]["matches"]} and after[0]["bands"] != first["bands"]
    assert after[1] == second


def test_every_reason_of_a_refusal_has_words_of_its_own():
    words = refusal_words()
    assert set(words) == set(get_args(Reason)) and len(set(words.values())) == len(words)


def test_each_reason_is_told_on_the_page(browser, workspace, make_service):
    make_service("Mixed", "Zeichnen", "qwx zvb brrr kkk", "tradurre i documenti per il tribunale e per la procura della città")
    tasks = [own.TaskGiven(TRANSLATE, Decimal(100)), own.TaskGiven(EDIT, Decimal(0))]
    own.save_service(workspace, name="B", share=Decimal(100), words=(), tasks=tasks, now=NOW)
    recompute(workspace, now=NOW)
    codes = [task["refused"] for task in RiskResult.objects.get().data["exposure"]["tasks"]]
    assert codes == ["one_word", "weak", "language", "", "no_hours"]
    page = browser.get("/independence/services/").text
    assert all(words in page for words in refusal_words().values())


def test_added_files_are_compared_by_meaning_too_where_there_is_a_model(workspace, make_service, settings, tmp_path, monkeypatch):
    class Same:
        name, dimensions, seen = "same", 2, 0

        def embed(self, texts):
            self.seen += len(texts)
            return np.array([[1.0, 0.0]] * len(texts), dtype=np.float32)

    settings.DATA_DIR, model = tmp_path, Same()
    save(tmp_path, read_folder(whole_folder(tmp_path / "in")), model)
    monkeypatch.setattr(engine, "embedder", lambda: model)
    make_service("Letters", "write letters to buyers of telescopes")
    before = model.seen
    task = found(workspace)["tasks"][0]
    assert model.seen == before + 1 and found(workspace)["table"] == "the public files that you added"
    assert task["matches"][0]["key"].endswith("|Write letters to buyers of telescopes.")
    monkeypatch.setattr(engine, "embedder", lambda: None)
    assert found(workspace)["tasks"][0]["matches"]


def test_a_terse_service_is_offered_the_tasks_of_a_trade_and_saves_nothing_before_the_owner_does(browser, workspace, make_service):
    service = make_service("Fotografie", "Fotografie")
    recompute(workspace, now=NOW)
    page = browser.get("/independence/services/").text
    address = f"/independence/services/{service.pk}/?trade=27-4021.00"
    assert "Too little is said here" in page and f'href="{address}"' in page and "Photographer" in page
    form = browser.get(address).text
    assert "Proposed, please correct: the tasks of “Photographer”" in form and 'value="set up light in the studio"' in form
    assert [task.text for task in service.tasks.all()] == ["Fotografie"]
    with override("de"):
        title, tasks = proposing.proposed_tasks(service, "27-4021.00", "de", {})
    assert title == "Fotografie" and tasks[1].text == "Licht im Studio setzen" and sum(task.share for task in tasks) == 100
    given = {"name": "Fotografie", "share": "100", "words": ""}
    for at, task in enumerate(tasks):
        given |= {f"task_{at}": task.text, f"share_{at}": str(task.share)}
    assert browser.post(f"/independence/services/{service.pk}/", given).status_code == 302
    assert stored.result(workspace).data["exposure"]["covered"] == 1.0
    assert "Too little is said here" not in browser.get("/independence/services/").text


def test_a_service_whose_tasks_are_refused_keeps_those_that_are_matched(workspace, make_service):
    make_service("Photography", "Shooting", "Travel", "retouch wedding photos of couples")
    recompute(workspace, now=NOW)
    exposed = stored.result(workspace).data["exposure"]
    (service,) = stored.services(workspace)
    assert proposing.proposed_trades([service], exposed)[service.pk][0].title == "Photographer"
    _title, tasks = proposing.proposed_tasks(service, "27-4021.00", "en", exposed)
    assert tasks[0].text == "retouch wedding photos of couples" and "Shooting" not in {task.text for task in tasks}
    assert proposing.proposed_tasks(service, "nothing", "en", exposed) == ("", [])


def test_a_new_service_with_a_name_alone_is_proposed_its_tasks(browser, workspace):
    given = {"name": "Buchhaltung", "share": "60", "words": "Lohn", "task_0": "", "share_0": ""}
    answer = browser.post("/independence/services/new/", given)
    assert answer.status_code == 422 and "the tasks of “Bookkeeper”" in answer.text and 'value="60"' in answer.text
    assert "reconcile bank accounts" in answer.text and not OwnService.objects.exists()
    refused = browser.post("/independence/services/new/", {**given, "name": "Qwertz"})
    assert refused.status_code == 422 and "one task at least" in refused.text


@pytest.mark.parametrize("count", range(1, 16))
def test_equal_parts_come_to_a_hundred(count):
    parts = proposing.equal_parts(count)
    assert sum(parts) == 100 and max(parts) - min(parts) <= Decimal("0.1")
