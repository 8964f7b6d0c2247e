"""Own fields, tags and filters: kept, shown, searched, and gone only as long as one wants."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from freehold.apps.clients import selectors, services
from freehold.apps.clients.models import Client, FieldDefinition, FieldKind
from freehold.apps.clients.selectors.filters import Filters, definitions, filtered
from freehold.apps.clients.services import own_fields
from freehold.apps.clients.services.own_fields import add_field, plain_value, remove_field, restore_field
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW


@pytest.fixture
def fields(workspace):
    return {
        "text": add_field(workspace, name="Found by", now=NOW),
        "number": add_field(workspace, name="Rooms", kind=FieldKind.NUMBER, now=NOW),
        "date": add_field(workspace, name="Contract of", kind=FieldKind.DATE, now=NOW),
        "choice": add_field(workspace, name="Size", kind=FieldKind.CHOICE, choices=["Small", "Large", "Small", ""], now=NOW),
    }


@pytest.mark.parametrize(
    ("kind", "said", "kept"),
    [
        ("text", "  A friend \x00", "A friend"),
        ("number", "1.200,5", "1200.5"),
        ("number", "1,200.50", "1200.50"),
        ("number", "-3", "-3"),
        ("date", "30.11.2026", "2026-11-30"),
        ("date", "2026-11-30", "2026-11-30"),
        ("choice", "large", "Large"),
        ("number", "", ""),
    ],
)
def test_values_are_kept_in_one_form(fields, kind, said, kept):
    assert plain_value(fields[kind], said) == kept


@pytest.mark.parametrize(
    ("kind", "said"),
    [("number", "many"), ("number", "NaN"), ("number", "1e999"), ("date", "30.2.2026"), ("choice", "Huge"), ("text", "x" * 600)],
)
def test_what_does_not_fit_is_refused_by_its_name(workspace, fields, kind, said):
    with pytest.raises(UserError, match=fields[kind].name):
        services.add_client(workspace, name="A", fields={str(fields[kind].pk): said}, now=NOW)


@given(st.text(max_size=60))
def test_no_text_breaks_a_number_field(text):
    row = FieldDefinition(name="N", kind=FieldKind.NUMBER)
    try:
        plain_value(row, text)
    except UserError:
        pass


def test_fields_are_searched_filtered_and_changed_one_by_one(workspace, fields):
    text, size = str(fields["text"].pk), str(fields["choice"].pk)
    client = services.add_client(workspace, name="Linde", fields={text: "Die Brücke", size: "Small"}, now=NOW)
    services.add_client(workspace, name="Other", now=NOW)
    services.change_client(workspace, client.pk, fields={size: "Large"}, now=NOW)
    assert selectors.client(workspace, client.pk).fields == {text: "Die Brücke", size: "Large"}
    assert list(selectors.clients(workspace, q="BRÜCKE")) == [client]
    assert list(selectors.clients(workspace, field=(fields["choice"].pk, "large"))) == [client]
    assert list(selectors.clients(workspace, field=(fields["choice"].pk, "small"))) == []
    services.change_client(workspace, client.pk, fields={size: ""}, now=NOW)
    assert selectors.client(workspace, client.pk).fields == {text: "Die Brücke"}


def test_a_removed_field_comes_back_with_its_values(workspace, fields):
    key = str(fields["text"].pk)
    client = services.add_client(workspace, name="Linde", fields={key: "A friend"}, now=NOW)
    remove_field(workspace, fields["text"].pk, now=NOW)
    assert fields["text"] not in definitions(workspace)
    services.change_client(workspace, client.pk, city="Kiel", now=NOW)
    other = add_field(workspace, name="Found by", now=NOW)
    with pytest.raises(UserError, match="already"):
        restore_field(workspace, fields["text"].pk, now=NOW)
    remove_field(workspace, other.pk, now=NOW)
    restore_field(workspace, fields["text"].pk, now=NOW)
    assert selectors.client(workspace, client.pk).fields == {key: "A friend"}


def test_impossible_definitions_are_refused(workspace, other_workspace, fields):
    for wrong in ({"name": " "}, {"name": "found  BY"}, {"name": "X", "kind": "colour"}, {"name": "Y", "kind": "choice"}):
        with pytest.raises(UserError, match="Nothing was saved"):
            add_field(workspace, now=NOW, **wrong)
    with pytest.raises(UserError, match="not there"):
        remove_field(other_workspace, fields["text"].pk, now=NOW)
    with pytest.raises(UserError, match="no own field"):
        services.add_client(other_workspace, name="A", fields={str(fields["text"].pk): "x"}, now=NOW)
    for number in range(own_fields.MOST_FIELDS - 4):
        add_field(workspace, name=f"F{number}", now=NOW)
    with pytest.raises(UserError, match="already"):
        add_field(workspace, name="One too many", now=NOW)


def test_tags_are_clean_and_filter_whole_words(workspace):
    client = services.add_client(workspace, name="A", tags=["Hotel", " hotel ", "#Old\x00", "", "x" * 90], now=NOW)
    services.add_client(workspace, name="B", tags=["Hotels"], now=NOW)
    assert client.tags == ["Hotel", "Old", "x" * 50]
    assert [row.name for row in selectors.clients(workspace, tag="HOTEL")] == ["A"]
    assert [row.name for row in selectors.clients(workspace, q="hotel")] == ["A", "B"]


def test_filters_stand_in_the_address_and_nonsense_is_left_out(workspace):
    filters = Filters.of(
        {"q": " a\x00 b ", "tag": "x", "country": "de", "basis": "perhaps", "field": "1;drop", "value": "v", "put_away": "2"}
    )
    assert (filters.q, filters.country, filters.basis, filters.field, filters.archived) == ("a b", "DE", "", 0, False)
    assert Filters.of(dict(pair.split("=") for pair in filters.address.split("&"))).tag == "x"
    linde = services.add_client(workspace, name="Linde", country="DE", now=NOW)
    ute = services.add_contact(workspace, linde.pk, name="Ute", email="u@l.example", now=NOW)
    services.add_client(workspace, name="Tulip", country="NL", now=NOW)
    services.set_basis(workspace, ute.pk, basis="consent", source="Form", on=NOW.date(), now=NOW, actor="")
    names = {
        key: [row.name for row in filtered(workspace, Filters.of(said))]
        for key, said in {"de": {"country": "DE"}, "yes": {"basis": "yes"}, "no": {"basis": "no"}, "all": {}}.items()
    }
    assert names == {"de": ["Linde"], "yes": ["Linde"], "no": ["Tulip"], "all": ["Linde", "Tulip"]}


def test_the_pages_add_use_and_remove_a_field(browser, workspace, django_assert_max_num_queries):
    url = reverse("clients:fields")
    assert "No field of your own yet" in browser.get(url).content.decode()
    assert browser.post(url, {"name": "Size", "kind": "choice", "choices": ""}).status_code == 422
    browser.post(url, {"name": "Size", "kind": "choice", "choices": "Small\nLarge"})
    field = FieldDefinition.objects.for_workspace(workspace).get()
    browser.post(reverse("clients:add"), {"name": "Linde", "kind": "company", f"own_{field.pk}": "Large", "tags": "hotel, old"})
    client = Client.objects.for_workspace(workspace).get()
    assert (client.fields, client.tags) == ({str(field.pk): "Large"}, ["hotel", "old"])
    page = browser.get(reverse("clients:detail", args=[client.pk])).content.decode()
    assert "<dt>Size</dt><dd>Large</dd>" in page
    assert (
        browser.post(reverse("clients:edit", args=[client.pk]), {"name": "L", "kind": "company", f"own_{field.pk}": "Huge"}).status_code
        == 422
    )
    with django_assert_max_num_queries(12):
        found = browser.get(reverse("clients:list"), {"field": field.pk, "value": "large", "tag": "hotel", "country": ""}).content.decode()
    assert "Linde" in found
    assert "Size: large" in found
    assert "Nobody fits" in browser.get(reverse("clients:list"), {"tag": "nobody"}).content.decode()
    browser.post(reverse("clients:field", args=[field.pk]), {"name": "Size of it", "choices": "Small\nLarge\nHuge"})
    field.refresh_from_db()
    assert (field.name, field.choices) == ("Size of it", ["Small", "Large", "Huge"])
    browser.post(reverse("clients:field_remove", args=[field.pk]))
    assert "Size of it" not in browser.get(reverse("clients:detail", args=[client.pk])).content.decode().split("toast")[0]
    browser.post(reverse("clients:field_restore", args=[field.pk]))
    assert "Size of it" in browser.get(reverse("clients:detail", args=[client.pk])).content.decode()
