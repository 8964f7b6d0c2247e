"""Through which platform a client came: set in the form, shown, exported, brought in from a file, and known to the sums."""

from __future__ import annotations

import pytest
from django.urls import reverse

from freehold.apps.clients import services
from freehold.apps.clients.models import Client
from freehold.apps.clients.selectors.channels import channels, known_clients
from freehold.apps.clients.services import imports
from freehold.apps.clients.services.merging import merge_clients
from tests.apps.billing.conftest import NOW

pytestmark = pytest.mark.django_db


def test_the_channel_is_set_in_the_form_and_stands_on_the_page(browser, workspace, linde):
    form = {"name": linde.name, "kind": "company", "channel": "  Upwork  Pro "}
    assert browser.post(reverse("clients:edit", args=[linde.pk]), form).status_code in {302, 303}
    linde.refresh_from_db()
    assert linde.channel == "Upwork Pro"
    assert "Upwork Pro" in browser.get(reverse("clients:detail", args=[linde.pk])).content.decode()


def test_a_new_client_is_direct_and_a_long_channel_is_cut(workspace, linde):
    assert linde.channel == ""
    services.change_client(workspace, linde.pk, now=NOW, channel="x" * 200)
    linde.refresh_from_db()
    assert len(linde.channel) == 100


def test_the_export_has_the_channel_and_an_import_reads_it(browser, workspace, linde):
    services.change_client(workspace, linde.pk, now=NOW, channel="Malt")
    answer = browser.get(reverse("clients:export_csv"))
    head, row = answer.content.decode("utf-8-sig").splitlines()[:2]
    assert "Came and pays through" in head
    assert "Malt" in row
    run = imports.preview(workspace, "clients.csv", b"Company;Platform\nKern AG;Freelancer.com\n", now=NOW)
    imports.confirm(workspace, run.pk, now=NOW)
    assert imports.run_import(run.pk, now=NOW)
    assert Client.objects.get(name="Kern AG").channel == "Freelancer.com"


def test_spellings_are_one_channel_and_a_merged_client_has_that_of_who_stands_for_it(workspace, other_workspace, linde):
    services.change_client(workspace, linde.pk, now=NOW, channel="Upwork")
    kern = services.add_client(workspace, now=NOW, name="Kern", channel="upwork ")
    gone = services.add_client(workspace, now=NOW, name="Gone")
    merge_clients(workspace, linde.pk, gone.pk, now=NOW)
    known = known_clients(workspace)
    assert known[linde.pk].channel == known[kern.pk].channel == known[gone.pk].channel == "Upwork"
    assert known[gone.pk].id == linde.pk
    assert channels(workspace) == ["Upwork", "upwork"]
    assert known_clients(other_workspace) == {}
