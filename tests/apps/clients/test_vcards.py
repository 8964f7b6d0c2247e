"""vCards of five programs, and what breaks them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.apps.clients.models import Client, Contact
from freehold.apps.clients.services import imports
from freehold.apps.clients.services.vcards import card, read_cards
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW
from tests.apps.clients.cards import PROGRAMS


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_card_of_each_program_says_the_same(program):
    cards, problems = read_cards(PROGRAMS[program], f"{program}.vcf")
    assert problems == []
    (values,) = (one.values for one in cards)
    assert values["company"] == "Atelier Brume SARL"
    assert values["person"].removeprefix("Dr. ") == "Élodie Brandt"
    assert values["email"] == "elodie@brume.example"
    assert values["role"] == "Head of design"
    assert values["phone"].replace(" ", "") == "+33655500123"
    assert (values["line1"], values["city"], values["postcode"]) == ("12 rue des Lilas", "Lyon", "69003")
    assert values["country"].casefold() in {"fr", "france"}
    assert "/9j/" not in str(values)


def test_folded_and_quoted_lines_are_whole_again():
    nextcloud = read_cards(PROGRAMS["nextcloud"], "a.vcf")[0][0].values
    assert "does not fit into one line of 75 bytes, as the standard asks; and it goes on with accents: éà ü" in nextcloud["notes"]
    outlook = read_cards(PROGRAMS["outlook"], "a.vcf")[0][0].values
    assert "second line that goes on and on" in outlook["notes"]
    assert outlook["line2"] == "Bâtiment B"


def test_further_addresses_are_kept_in_the_notes():
    assert "elodie.private@brume.example" in read_cards(PROGRAMS["apple"], "a.vcf")[0][0].values["notes"]


def test_a_company_without_a_person_is_a_company():
    text = "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Praxis am See\nORG:Praxis am See;\nX-ABShowAs:COMPANY\nEND:VCARD"
    assert read_cards(text.encode(), "a.vcf")[0][0].values == {"company": "Praxis am See"}


def test_a_card_without_end_and_one_without_name_are_told_and_the_rest_is_read():
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Jan\nBEGIN:VCARD\nVERSION:3.0\nEMAIL:x@y.example\nEND:VCARD\nBEGIN:VCARD\nFN:Ute\nEND:VCARD\n"
    cards, problems = read_cards(text.encode(), "a.vcf")
    assert [one.values["person"] for one in cards] == ["Jan", "Ute"]
    assert len(problems) == 2


def test_a_card_within_a_card_is_passed_over():
    text = "BEGIN:VCARD\nVERSION:2.1\nFN:Jan\nAGENT:\nBEGIN:VCARD\nFN:Ute\nEND:VCARD\nTITLE:Boss\nEND:VCARD\n"
    (one,) = read_cards(text.encode(), "a.vcf")[0]
    assert one.values == {"person": "Jan", "role": "Boss"}


def test_a_file_without_cards_is_refused():
    with pytest.raises(UserError, match="no card"):
        read_cards(b"BEGIN:VCALENDAR\nEND:VCALENDAR", "a.vcf")


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(payload):
    try:
        read_cards(b"BEGIN:VCARD\n" + payload, "a.vcf")
    except UserError:
        pass


@given(st.text(max_size=300))
def test_what_is_written_can_be_read_again(text):
    wanted = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode()
    written = card([("FN", "Jan"), ("NOTE", wanted)])
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert read_cards(written.encode(), "a.vcf")[0][0].values.get("notes", "") == wanted.strip()


def test_five_programs_bring_one_person_once(workspace):
    for program, payload in PROGRAMS.items():
        run = imports.preview(workspace, f"{program}.vcf", payload, now=NOW)
        imports.confirm(workspace, run.pk, now=NOW)
        assert imports.run_import(run.pk, now=NOW)
    client = Client.objects.for_workspace(workspace).get()
    assert (client.name, client.country, client.website) == ("Atelier Brume SARL", "FR", "https://brume.example")
    person = Contact.objects.get(client=client)
    assert (person.email, person.role) == ("elodie@brume.example", "Head of design")
