"""Proposals on paper: headings, prices, terms and the block of acceptance, in English and German, in each look."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D
from pathlib import Path

import pypdf
import pytest

from freehold.domain.errors import UserError
from freehold.domain.invoicing.invoice import Invoice
from freehold.domain.invoicing.sheet import Sheet
from freehold.domain.invoicing.totals import NO_TOTALS
from freehold.domain.proposals.paper import Acceptance, Paper
from freehold.domain.proposals.price import Option, PriceLine
from freehold.domain.proposals.section import Section
from freehold.integrations.pdf import preview_proposal, render_proposal
from tests.integrations.pdf.samples import BUYER, SELLER

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden"
HASH = "0123456789abcdef" * 4
SHEET = Sheet(
    kind="quote",
    invoice=Invoice(
        number="P-0007",
        issue_date=date(2026, 11, 22),
        currency="EUR",
        seller=SELLER,
        buyer=BUYER,
        payment=(),
        lines=(),
        vat=(),
        totals=NO_TOTALS,
    ),
    language="en",
    title="Booking page",
    valid_until=date(2026, 12, 13),
)
ONE = Option("fixed", "fixed", "One price", (PriceLine("Booking page", D(1), "C62", D(4800), "With card payment."),), D(60))
HOURS = Option("hourly", "hourly", "By the hour", (PriceLine("Work by the hour", D("37.5"), "HUR", D(80)),), D("37.5"))
ENGLISH = Paper(
    sheet=SHEET,
    sections=(
        Section("opening", "Your project", "Hello Anna,\n\nyou write: “We need a booking page.” This proposal answers that."),
        Section(
            "evidence", "What I can show for it", "From my own work:\n– Django: Eight years of Django.\n– PostgreSQL: In each project."
        ),
        Section("price", "Price", "You choose:"),
        Section("terms", "Terms", "Invoices are due within 14 days.\nPrices are net; tax is added as the law asks."),
    ),
    options=(ONE, HOURS),
    currency="EUR",
    text_hash=HASH,
)
GERMAN = replace(
    ENGLISH,
    sheet=replace(SHEET, language="de", look="modern", title="Buchungsseite"),
    sections=(
        Section(
            "opening",
            "Ihr Vorhaben",
            "Guten Tag Anna,\n\nSie schreiben: „Wir brauchen eine Buchungsseite.“ Darauf antwortet dieses Angebot.",
        ),
        Section("price", "Preis", "Der Preis:"),
        Section("terms", "Bedingungen", "Rechnungen sind innerhalb von 14 Tagen fällig."),
    ),
    options=(replace(ONE, name="Ein Preis", lines=(PriceLine("Buchungsseite", D(1), "C62", D(4800)),)),),
    acceptance=Acceptance("Anna Petersen", date(2026, 11, 25)),
)


def text_of(paper):
    """Return the text of the pages, with single blanks."""
    pages = pypdf.PdfReader(io.BytesIO(render_proposal(paper, at=AT))).pages
    return "\n".join(re.sub(r"[ \u00a0\u202f]+", " ", page.extract_text()) for page in pages)


@pytest.mark.parametrize(("name", "paper"), [("proposal-en", ENGLISH), ("proposal-de", GERMAN)])
def test_the_text_is_as_it_was_looked_at(name, paper):
    golden = GOLDEN / f"{name}.txt"
    assert text_of(paper).strip() == golden.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("look", ["plain", "modern", "letter"])
def test_each_look_holds_headings_prices_and_acceptance(look):
    text = text_of(replace(ENGLISH, sheet=replace(SHEET, look=look)))
    for words in (
        "Proposal",
        "P-0007",
        "Booking page",
        "What I can show for it",
        "By the hour",
        "€4,800.00",
        "€3,000.00",
        "37.5",
        "Acceptance",
    ):
        assert words in text, words
    assert HASH[:8] in text
    assert "Signature" in text


def test_an_acceptance_names_who_and_when_and_asks_for_no_signature():
    text = text_of(replace(ENGLISH, acceptance=Acceptance("Anna Petersen", date(2026, 11, 25), "One price")))
    assert "Accepted by Anna Petersen on 25 November 2026." in text
    assert "Chosen: One price." in text
    assert "Signature" not in text


def test_it_is_a_pdf_a_and_the_same_each_time():
    made = render_proposal(ENGLISH, at=AT)
    assert made == render_proposal(ENGLISH, at=AT)
    assert b"pdfaid" in made or pypdf.PdfReader(io.BytesIO(made)).xmp_metadata is not None


def test_hostile_words_are_printed_as_they_are():
    hostile = Section("own1", "#panic()", '– #read("/etc/passwd")\n– *bold* _x_ $x$\n\n' + "w" * 4000 + "\n\0\u202e" + "漢字 🎉")
    text = text_of(replace(ENGLISH, sections=(hostile,)))
    assert '#read("/etc/passwd")' in text
    assert "#panic()" in text


def test_a_long_proposal_has_several_pages_and_pictures_of_each():
    long = replace(ENGLISH, sections=tuple(Section(f"own{n}", f"Part {n}", "Words and more words. " * 150) for n in range(8)))
    picture, pages = preview_proposal(long, page=2, width=400)
    assert pages > 2
    assert picture.startswith(b"\x89PNG")
    with pytest.raises(UserError):
        preview_proposal(long, page=pages + 1)


def test_without_prices_and_sections_it_is_still_a_paper():
    text = text_of(replace(ENGLISH, sections=(), options=()))
    assert "Acceptance" in text
